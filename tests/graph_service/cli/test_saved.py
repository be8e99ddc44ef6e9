"""Saved maps on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.graph import Graph
from tests.graph_service.house import AS_OF, Command, url


@pytest.fixture
def maps(capsys: pytest.CaptureFixture[str], own_f1: Graph, tmp_path: Path) -> Command:
    return Command(capsys, url(tmp_path / "own.db"))


def test_a_map_is_saved_listed_shown_written_and_deleted(maps: Command, tmp_path: Path) -> None:
    words = ("Autour de l’université", "actor", "Université", "de", "Tours", "(fictif)", "--depth", "2")
    ran = maps("maps", "save", *words, "--as-of", AS_OF, "--preset", "slide", "--json")
    assert ran.code == 0, ran.err
    made = ran.json
    assert (made["question"], made["values"]) == ("actor", {"id": ["UT"], "depth": ["2"], "as_of": [AS_OF]})
    assert (made["scope"], made["preset"], made["frozen"], made["warnings"]) == ("internal", "slide", None, [])

    assert maps("maps", "list", "--json").json["maps"] == [made]
    assert "Autour de l’université" in maps("maps", "list").out
    assert maps("maps", "show", made["id"], "--json").json["actors"] > 2
    for name in ("carte.svg", "carte.html", "carte.json", "carte.png"):
        ran = maps("maps", "show", "autour", "-o", tmp_path / name, "--json")
        assert (ran.code, (tmp_path / name).stat().st_size > 1000) == (0, True)

    assert maps("maps", "delete", made["id"], "--json").json == {"id": made["id"], "name": made["name"]}
    assert maps("maps", "list", "--json").json == {"maps": []}


def test_options_of_a_map_and_of_its_question_may_stand_in_any_order(maps: Command) -> None:
    one = ("--frozen", "Chemins", "paths", "TH", "CCS", "-k", "2", "--as-of", AS_OF, "--scope", "public")
    other = ("Chemins 2", "paths", "-k", "2", "TH", "--frozen", "CCS", "--scope", "public", "--as-of", AS_OF)
    found = [maps("maps", "save", *words, "--json").json for words in (one, other)]
    assert found[0]["values"] == found[1]["values"]
    assert [each["frozen"]["as_of"] for each in found] == [AS_OF, AS_OF]
    assert {each["scope"] for each in found} == {"public"}


def test_what_changed_since_a_map_was_frozen_is_one_command(maps: Command) -> None:
    maps("maps", "save", "Réseau", "ties", "--as-of", "2023-01-01", "--frozen")
    found = maps("maps", "show", "Réseau", "--changes", "--as-of", "2025-06-01", "--json", "--lang", "en").json
    assert (found["before"]["as_of"], found["after"]["as_of"]) == ("2023-01-01", "2025-06-01")
    assert {"new", "gone", "stronger", "weaker"} >= {line["change"] for line in found["lines"]} != set()
    assert found["sentences"][0] == "From 2023-01-01 to 2025-06-01."
    told = maps("maps", "show", "Réseau", "--changes", "--as-of", "2025-06-01", "--lang", "en")
    assert told.out.splitlines() == found["sentences"]

    same = maps("maps", "show", "Réseau", "--changes", "--as-of", "2023-01-01", "--lang", "en")
    assert "Nothing changed" in same.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("save", "X"), "saved-no-question"),
        (("save", "X", "nothing"), "saved-which-question"),
        (("save", "X", "search", "tours"), "no-picture"),
        (("save", "X", "actor"), "usage"),
        (("save", "X", "actor", "UT", "--dpeth", "2"), "usage"),
        (("save", "X", "actor", "UT", "--depth", "9"), "bad-parameter"),
        (("save", "X", "actor", "UT", "-o", "x.svg"), "saved-not-here"),
        (("save", "X", "actor", "UT", "--full"), "saved-not-here"),
        (("save", "X", "ties", "--preset", "a5"), "figure-preset"),
        (("save", "Vivante", "ties"), "saved-taken"),
        (("show", "personne"), "saved-unknown"),
        (("show", "Vivante", "--changes"), "saved-live"),
        (("show", "Vivante", "--as-of", "2025-01-01"), "saved-show-one"),
        (("show", "Vivante", "--changes", "-o", "x.svg"), "saved-show-one"),
        (("show", "Vivante", "-o", "x.docx"), "map-format"),
        (("show", "Publique", "--scope", "secret"), "usage"),
        (("show", "Vivante", "--scope", "public"), "saved-unknown"),
        (("delete", "personne"), "saved-unknown"),
    ],
)
def test_what_cannot_be_done_is_said_in_both_languages(maps: Command, words: tuple[str, ...], code: str) -> None:
    maps("maps", "save", "Vivante", "ties")
    for lang in ("fr", "en"):
        ran = maps("maps", *words, "--json", "--lang", lang)
        assert (ran.code in (1, 2), ran.json["code"]) == (True, code)
    assert [each["name"] for each in maps("maps", "list", "--json").json["maps"]] == ["Vivante"]
