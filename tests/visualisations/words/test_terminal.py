"""Blocks as lines: what is unfolded; with `full` also what is folded, and the sources."""

from __future__ import annotations

from datetime import date

import pytest

from graph_service.messages import Ref, Share, m
from graph_service.model import Scope
from graph_service.queries import blocks as b
from graph_service.queries.base import Answer, SourceRecord
from visualisations.words.terminal import lines

TOURS = Ref("actor", "TOURS", "Ville de Tours", "commune")
REGION = Ref("actor", "REG", "Région Centre", "region")
PATHS = b.Ask("paths", {"from": "REG"}, "Reach…")
INSEE = SourceRecord(id="sirene", producer="Insee", title="Sirene", updated="2025", licence="Etalab")
ANSWER = Answer(revision=1, as_of=date(2026, 11, 29), tie_profile="standard", scope=Scope.PUBLIC, sources=[INSEE])
PROOFS = tuple(b.Proof(f"Project {n}", b.Badge("ok", "running"), ("since 2020",), ("Insee",)) for n in range(2))


def told(*blocks: b.Block, lang: str = "en", full: bool = False) -> list[str]:
    """The lines of some blocks, without those of the sources."""
    found = list(lines(blocks, ANSWER, lang, full=full))
    return found[:-2] if full else found


CASES: dict[str, tuple[b.Block, list[str]]] = {
    "title": (
        b.Title("Tours", TOURS, b.Badge("ok", "running"), ("a city",)),
        ["Tours — a city · running [TOURS]"],
    ),
    "a title alone": (b.Title(m("paths-title-of", a=TOURS, b=REGION)), ["From Ville de Tours to Région Centre"]),
    "lead": (b.Lead("Seven partners."), ["Seven partners."]),
    "note": (b.Note("warn", "Not all."), ["Not all."]),
    "figures": (b.Figures((b.Figure("7", "partners"), b.Figure("3", "projects"))), ["7 partners · 3 projects"]),
    "fields": (
        b.Fields((b.Stated("Name", "Tours", (b.Other("T.", "Insee"),)), b.Stated("Kind", None))),
        ["  Name: Tours", "    other sources say: T. (Insee)", "  Kind: –"],
    ),
    "rows": (
        b.Rows((b.Row(TOURS, TOURS, gauge=b.Gauge(0.5, Share(0.5)), badge=b.Badge("ok", "runs"), reason="why"),)),
        ["- Ville de Tours [TOURS]: 50% · runs · why"],
    ),
    "ranked rows": (
        b.Rows((b.Row("a"), b.Row("b")), ranked=True, more=b.Ask("x", {}, "More")),
        ["1. a", "2. b", "  … More"],
    ),
    "a long reason": (b.Rows((b.Row("a", reason="x" * 61),)), ["- a", f"   {'x' * 61}"]),
    "an open row": (b.Rows((b.Row("a", parts=(b.Lead("inside"),), open=True),)), ["- a", "   inside"]),
    "steps": (
        b.Steps((b.Stop(TOURS), b.Stop(REGION)), (b.Hop("Strong", (), b.Evidence(PROOFS, 1)),)),
        ["Ville de Tours [TOURS] → Région Centre [REG]: Strong", "  - Project 0: running · since 2020"],
    ),
    "places": (
        b.Places(
            "By law",
            (
                b.Place("State", True, True, (TOURS,), "law"),
                b.Place("Region", False, True, (), "law", (b.Note("plain", "Nobody."),)),
                b.Place("Bank", False, False),
            ),
            (b.Quote("Le contrat…", "Art. 6"),),
        ),
        ["By law:", "  ✓ State: Ville de Tours [TOURS]", "  ✕ Region: law", "  – Bank"],
    ),
    "grid": (
        b.Grid(("2024", "2025"), (("Tours", (b.Cell(0.3, "3"), b.Cell(None, "–"))),)),
        ["       2024  2025", "Tours  3     –"],
    ),
    "table": (b.Table(("Name", "N"), (("Tours", "3"),)), ["Name   N", "Tours  3"]),
    "list": (b.List(("one", "two")), ["- one", "- two"]),
    "evidence": (b.Evidence(PROOFS, 1), ["- Project 0: running · since 2020"]),
    "quote": (b.Quote("Words", "A book", "en"), ["A book: Words"]),
    "section": (b.Section("Partners", (b.Lead("None."),)), ["Partners:", "None."]),
    "a section that asks": (b.Section("Who?", (b.Lead("Nobody."),)), ["Who?", "Nobody."]),
    "an empty section": (b.Section("Partners", (b.Rows(()),)), []),
    "fold": (b.Fold("More", (b.Lead("Inside."),)), []),
    "asks": (b.Asks((PATHS,)), []),
    "later": (b.Later(PATHS, "Tours"), []),
    "shows": (b.Shows("Map"), []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_block_is_told(name: str) -> None:
    block, expected = CASES[name]
    assert told(block) == expected


def test_there_is_a_case_for_every_block() -> None:
    assert {type(block) for block, _ in CASES.values()} == set(b.Block.__args__)


def test_in_full_what_is_folded_is_told_too() -> None:
    assert told(b.Fold("More", (b.Lead("Inside."),)), full=True) == ["More:", "Inside."]
    assert told(b.Rows((b.Row("a", parts=(b.Lead("inside"),)),)), full=True) == ["- a", "   inside"]
    assert told(b.Evidence(PROOFS, 1), full=True) == [
        "- Project 0: running · since 2020",
        "  Insee",
        "- Project 1: running · since 2020",
        "  Insee",
    ]
    places, _ = CASES["places"]
    assert told(places, full=True)[3:] == ["    Nobody.", "  – Bank", "  Art. 6: Le contrat…"]


def test_in_full_the_sources_come_last() -> None:
    found = list(lines([b.Lead("x")], ANSWER, "en", full=True))
    assert found == ["x", "Sources:", "- Insee – Sirene – 2025 – Etalab [sirene]"]


def test_french_has_a_space_before_the_colon() -> None:
    assert told(b.Fields((b.Stated("Nom", "Tours"),)), lang="fr") == ["  Nom : Tours"]


def test_a_text_of_several_lines_is_told_on_one() -> None:
    assert told(b.Quote("One\ntwo", "A book")) == ["A book: One two"]
