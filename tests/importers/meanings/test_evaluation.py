"""How well columns are told: floors a little under what `make evaluate-columns` prints, and that what it leaves out is
really left out."""

from __future__ import annotations

import pytest

from importers.meanings import headers
from tools import evaluate_columns
from tools.evaluate_columns import LARGE, Score, leave_one_family_out, own_words, score, total, unseen_tables
from tools.labelled_columns import Label, Labelled, shared_tables


def table(family: str, *header: str) -> Labelled:
    return Labelled(family, f"{family}.csv", "", tuple(Label(text, "other", "") for text in header), ())


@pytest.fixture(scope="module")
def left_out() -> dict[Labelled, Score]:
    return leave_one_family_out(shared_tables())


def test_the_own_words_of_a_family_are_those_of_no_other_and_of_no_general_list() -> None:
    tables = [table("a", "Code RNSR", "nomOrganisme"), table("b", "Nom", "Sigle"), table("a", "rnsr")]
    assert own_words(tables, "a") == {"rnsr", "organisme"}
    assert own_words(tables, "b") == set(), "`sigle` stands in a header of Sirene"


def test_a_word_that_is_left_out_says_nothing_and_takes_its_phrases_with_it() -> None:
    dictionary = headers.packaged().without(frozenset({"rnsr"}))
    assert [one.meaning for one in headers.evidence("RNSR", headers.packaged())] == ["local_id"]
    assert list(headers.evidence("RNSR", dictionary)) == []
    assert not any("rnsr" in phrase for phrase in dictionary.phrases)


@pytest.mark.slow
@pytest.mark.needs("shared")
def test_real_tables_without_their_own_words_are_told(left_out: dict[Labelled, Score]) -> None:
    everything = total(left_out.values())
    assert everything.columns == 586
    assert everything.records >= 0.94, everything.wrong
    assert everything.first_three >= 0.965
    assert everything.f1 >= 0.92


@pytest.mark.slow
@pytest.mark.needs("shared")
def test_no_real_table_of_many_columns_is_told_badly(left_out: dict[Labelled, Score]) -> None:
    bad = {one.file: one_score.accuracy for one, one_score in left_out.items() if one_score.columns > LARGE}
    assert {file: share for file, share in bad.items() if share < 0.70} == {}


@pytest.mark.slow
@pytest.mark.needs("shared")
def test_every_real_column_of_persons_is_found_and_none_of_organisations_with_it(
    left_out: dict[Labelled, Score],
) -> None:
    everything = total(left_out.values())
    assert everything.persons_missed == []
    assert everything.persons_as_organisations == []
    assert everything.organisations_as_persons == []


@pytest.mark.parametrize(("half", "floor", "three"), [("tuned", 0.94, 0.95), ("held_out", 0.86, 0.95)])
def test_small_tables_of_other_kinds_are_told(half: str, floor: float, three: float) -> None:
    """Sirene, RNA, BAN, schools, a budget, lists of members and of who came; held out: lobbies, FINESS, grants …"""
    everything = total(map(score, unseen_tables(half)))
    assert everything.records >= floor
    assert everything.first_three >= three
    assert everything.persons_missed == []
    assert everything.persons_as_organisations == []
    assert everything.organisations_as_persons == []


def test_the_printed_table_names_each_family_the_worst_tables_and_the_persons() -> None:
    lines = list(evaluate_columns.report({one: score(one) for one in unseen_tables("tuned")}, wrong=False))
    assert any(line.startswith("sirene") for line in lines)
    assert any(line.startswith("worst tables over 10 columns") for line in lines)
    assert any("persons: 13 of 13" in line for line in lines)
