"""What is known of a language: its lists agree with each other."""

from __future__ import annotations

import pytest

from graph_service.graph.sentences.language import language, languages
from graph_service.messages import LANGS, Lang
from graph_service.vocabulary import fold_text


@pytest.mark.parametrize("lang", LANGS)
def test_words_that_change_nothing_are_folded_and_stand_once_in_their_order(lang: Lang) -> None:
    light = sorted(language(lang).light)
    assert [word for word in light if fold_text(word) != word or " " in word] == []


def test_no_word_that_changes_nothing_is_an_order_a_denial_a_time_or_a_number() -> None:
    own = languages()
    other = own.orders | own.negations | own.calls | own.seasons.keys() | own.months.keys() | own.numbers.keys()
    assert sorted(own.light & other) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_language_says_every_list(lang: Lang) -> None:
    own = language(lang)
    assert own.idle >= own.things
    assert own.unanswered
    assert own.time["since"]
