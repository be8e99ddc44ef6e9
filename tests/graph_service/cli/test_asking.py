"""A question as it comes to mind, on the command line."""

from __future__ import annotations

from tests.graph_service.house import Command


def test_words_that_were_not_read_are_told_beside_the_answer(f1_maillage: Command) -> None:
    ran = f1_maillage("ask", "avec qui la ville de Tours s’est mouillée", "--lang", "fr")
    assert ran.code == 0, ran.out + ran.err
    assert "mouillée" in ran.err.partition("non lus")[2]


def test_what_could_matter_is_offered_with_the_words_that_were_not_read(f1_maillage: Command) -> None:
    ran = f1_maillage("ask", "qui dénonce la ville de Tours", "--lang", "fr")
    assert ran.code == 2
    assert "dénonce" in ran.out
