"""Sentences keep the records that they name: a page makes links of them, a terminal reads their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.messages import Items, Label, Ref, m, pieces, read_by, say

MANS = Ref("actor", "LM", "Le Mans", "commune")
UNI = Ref("actor", "UT", "Université de Tours", "universite")


def test_a_record_reads_as_its_name() -> None:
    assert say(UNI, "fr") == "Université de Tours"
    assert pieces(UNI, "en") == [(UNI, "Université de Tours")]


@pytest.mark.parametrize(("record", "before", "named"), [(MANS, "du ", "Mans"), (UNI, "de l’", "Université de Tours")])
def test_french_articles_stand_outside_of_the_name(record: Ref, before: str, named: str) -> None:
    sentence = m("paths-title-of", a=record, b=MANS)
    found = pieces(sentence, "fr")
    assert "".join(each if isinstance(each, str) else each[1] for each in found) == say(sentence, "fr")
    at = next(i for i, each in enumerate(found) if isinstance(each, tuple) and each[0] is record)
    assert found[at] == (record, named)
    assert str(found[at - 1]).lower().endswith(before)


def test_records_are_found_in_lists_and_in_sentences_inside_of_sentences() -> None:
    sentence = Items([m("paths-title-of", a=UNI, b=MANS), UNI], ";")
    assert [each[0].id for each in pieces(sentence, "en") if isinstance(each, tuple)] == ["UT", "LM", "UT"]


@given(st.text(alphabet=st.sampled_from("a 0\ue000\ue001\ue002é")), st.sampled_from(["fr", "en"]))
def test_no_text_of_data_passes_for_a_record(text: str, lang: str) -> None:
    record = Ref("actor", "X", text)
    for sentence in (Items([record, text, Label(text, text)], ","), m("paths-title-of", a=record, b=text)):
        found = pieces(sentence, lang)
        assert [each[0] for each in found if isinstance(each, tuple)] in ([], [record])
        assert all("\ue000" not in (each if isinstance(each, str) else each[1]) for each in found)


def test_a_sentence_that_was_said_before_is_said_to_each_reader_in_their_own_words() -> None:
    asked = m("error-not-found", text="Tuors", near="none")
    page = say(asked, "fr")
    with read_by("terminal"):
        terminal = say(asked, "fr")
    assert "maillage search" in terminal
    assert "maillage search" not in page
    assert say(asked, "fr") == page
