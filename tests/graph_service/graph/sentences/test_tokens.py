"""Words of a sentence, and when two are forms of one."""

from __future__ import annotations

import pytest

from graph_service.graph.sentences.tokens import Words, singular, stem, tokens, unelided


def test_a_sentence_is_cut_at_apostrophes_and_hyphens_and_each_word_knows_where_it_stands() -> None:
    text = "Qu’est-ce qu'il manque à Saint-Étienne ?"
    cut = tokens(text)
    assert [token.word for token in cut] == ["qu", "est", "ce", "qu", "il", "manque", "a", "saint", "etienne"]
    assert text[cut[-1].start : cut[-1].end] == "Étienne"
    assert [token.word for token in tokens("St Pierre")] == ["saint", "pierre"]
    assert tokens(" ?! … ") == ()


@pytest.mark.parametrize(
    "forms",
    [("travaille", "travaillent", "travaillait", "travail"), ("manque", "manquent", "manquant"), ("works", "working")],
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_plurals_lose_their_ending_and_short_words_keep_theirs() -> None:
    assert [singular(word) for word in ("communes", "sociaux", "ans", "dans", "access", "pays")] == [
        "commune",
        "social",
        "ans",
        "dans",
        "access",
        "pays",
    ]


def test_a_typing_error_is_forgiven_in_a_long_word_only_and_not_in_its_first_letter() -> None:
    words = Words(["mobilite", "chemin", "lien"])
    assert words.near("mobilté") == frozenset()  # folded words only
    assert words.near("mobilte") == {"mobilite"}
    assert words.near("chmein") == {"chemin"}
    assert words.near("lein") == words.near("themin") == words.near("12345678") == frozenset()


def test_an_article_typed_together_with_its_word_is_taken_off() -> None:
    assert unelided("lanru") == "anru"
    assert unelided("dappui") == "appui"
    assert unelided("lien") is None
    assert unelided("projet") is None
