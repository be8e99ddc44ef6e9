"""Words of the languages, which are no slips of others."""

from __future__ import annotations

import pytest

from graph_service.graph.sentences.dictionary import is_real


@pytest.mark.parametrize("word", ["peche", "foret", "steel", "bees", "denonce"])
def test_a_word_of_a_language_is_real_without_its_accents(word: str) -> None:
    assert is_real(word)


@pytest.mark.parametrize("word", ["mobilsies", "woud", "bourgse", "parnters", ""])
def test_a_slip_is_not(word: str) -> None:
    assert not is_real(word)
