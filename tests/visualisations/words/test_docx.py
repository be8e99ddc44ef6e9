"""Blocks as paragraphs of a Word document: every block in built-in styles, what is folded left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pytest
from docx.oxml.ns import qn

from graph_service.graph import Graph, open_graph
from graph_service.messages import Ref, Share, m
from graph_service.queries import blocks as b
from tests.importers.test_batch import F1
from tests.visualisations.words.test_html import EXAMPLES
from visualisations.paper import Paper, fitting
from visualisations.words.docx import write

TOURS = Ref("actor", "TOURS", "Ville de Tours", "commune")
REGION = Ref("actor", "REG", "Région Centre", "region")
PATHS = b.Ask("paths", {"from": "REG"}, "Reach…")
PROOFS = tuple(b.Proof(f"Project {n}", b.Badge("ok", "running"), ("since 2020",), ("Insee",)) for n in range(3))


def document(*told: b.Block, lang: str = "en", places: bool = False) -> Any:
    paper = Paper(lang, "Title", "Subject")
    write(told, paper, lang, places=places)
    return paper.document


def lines(found: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Style and text of each paragraph; of a table the texts of its cells, a row each."""
    for each in found:
        if hasattr(each, "rows"):
            yield from (("table", " | ".join(cell.text for cell in row.cells)) for row in each.rows)
        elif each.text or each.style.name != "No Spacing":
            yield each.style.name, each.text


@cache
def shared(lang: str) -> Paper:
    """A document that all tests of a language write to the end of: making one takes longer than most of them."""
    return Paper(lang, "Title", "Subject")


def told(*blocks: b.Block, lang: str = "en", **more: Any) -> list[tuple[str, str]]:
    """What is written for some blocks."""
    paper = shared(lang)
    before = len(list(paper.document.iter_inner_content()))
    write(blocks, paper, lang, **more)
    return list(lines(list(paper.document.iter_inner_content())[before:]))


CASES: dict[str, tuple[b.Block, list[tuple[str, str]]]] = {
    "title": (
        b.Title("Tours", TOURS, b.Badge("ok", "running"), ("a city",)),
        [("Title", "Tours"), ("Subtitle", "running · a city")],
    ),
    "a title alone": (
        b.Title(m("paths-title-of", a=TOURS, b=REGION)),
        [("Title", "From Ville de Tours to Région Centre")],
    ),
    "lead": (b.Lead("Seven partners."), [("Normal", "Seven partners.")]),
    "note": (b.Note("warn", "Not all."), [("Normal", "Not all.")]),
    "figures": (
        b.Figures((b.Figure("7", "partners"), b.Figure("3", "projects"))),
        [("Normal", "7 partners · 3 projects")],
    ),
    "fields": (
        b.Fields((b.Stated("Name", "Tours", (b.Other("T.", "Insee"),)), b.Stated("Kind", None))),
        [("Normal", "Name: Tours – other sources say: T. (Insee)"), ("Normal", "Kind: –")],
    ),
    "rows": (
        b.Rows((b.Row(TOURS, TOURS, gauge=b.Gauge(0.5, Share(0.5)), badge=b.Badge("ok", "runs"), reason="why"),)),
        [("List Bullet", "Ville de Tours: 50% · runs – why")],
    ),
    "ranked rows": (
        b.Rows((b.Row("a"), b.Row("b")), ranked=True, more=b.Ask("x", {}, "More")),
        [
            ("List Number", "a"),
            ("List Number", "b"),
            ("Normal", "Only the first 2 lines of the list are here."),
        ],
    ),
    "a closed row": (b.Rows((b.Row("a", parts=(b.Lead("inside"),)),)), [("List Bullet", "a")]),
    "an open row": (
        b.Rows((b.Row("a", parts=(b.Lead("inside"), b.List(("one",))), open=True),)),
        [("List Bullet", "a"), ("List Continue", "inside"), ("List Bullet 2", "one")],
    ),
    "a row that asks": (b.Rows((b.Row("a", asks=(PATHS,)),)), [("List Bullet", "a")]),
    "steps": (
        b.Steps((b.Stop(TOURS, (PATHS,)), b.Stop(REGION)), (b.Hop("Strong", (), b.Evidence(PROOFS, 1)),)),
        [
            ("Normal", "Ville de Tours"),
            ("Normal", "↓ Strong"),
            ("List Bullet 2", "Project 0: running · since 2020"),
            ("List Continue", "and 2 more proofs"),
            ("Normal", "Région Centre"),
        ],
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
        [
            ("Heading 1", "By law"),
            ("List Continue", "✓ State: Ville de Tours"),
            ("List Continue", "✕ Region: law"),
            ("List Continue", "Nobody."),
            ("List Continue", "– Bank: not named"),
        ],
    ),
    "grid": (
        b.Grid(("2024", "2025"), (("Tours", (b.Cell(0.3, "3", PATHS), b.Cell(None, "–"))),)),
        [("table", " | 2024 | 2025"), ("table", "Tours | 3 | –")],
    ),
    "table": (b.Table(("Name", "N"), (("Tours", "3"),)), [("table", "Name | N"), ("table", "Tours | 3")]),
    "list": (b.List(("one", "two")), [("List Bullet", "one"), ("List Bullet", "two")]),
    "evidence": (
        b.Evidence(PROOFS, 2),
        [
            ("List Bullet", "Project 0: running · since 2020"),
            ("List Bullet", "Project 1: running · since 2020"),
            ("Normal", "and 1 more proof"),
        ],
    ),
    "quote": (b.Quote("Words", "A book", "en"), [("Quote", "Words – A book")]),
    "section": (
        b.Section("Partners", (b.Lead("None."), b.Section("Former", (b.Lead("None."),)))),
        [("Heading 1", "Partners"), ("Normal", "None."), ("Heading 2", "Former"), ("Normal", "None.")],
    ),
    "an empty section": (b.Section("Partners", (b.Rows(()), b.Section("Map", (b.Shows("Map"),)))), []),
    "fold": (b.Fold("More", (b.Lead("Inside."),)), []),
    "asks": (b.Asks((PATHS,)), []),
    "later": (b.Later(PATHS, "Tours"), []),
    "shows": (b.Shows("Map"), []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_block_is_written(name: str) -> None:
    block, expected = CASES[name]
    assert told(block) == expected


def test_there_is_a_case_for_every_block() -> None:
    assert {type(block) for block, _ in CASES.values()} == set(b.Block.__args__)


def test_each_ranked_list_counts_from_one() -> None:
    ranked = b.Rows((b.Row("a"), b.Row("b")), ranked=True)
    found = document(ranked, ranked)
    numbers = [each._p.pPr.numPr.numId.val for each in found.paragraphs]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    numbering = found.part.numbering_part.element
    for id_ in set(numbers):
        (start,) = numbering.num_having_numId(id_).iter(qn("w:startOverride"))
        assert start.val == 1


def test_a_long_list_says_how_much_of_it_is_here() -> None:
    found = told(b.Rows(tuple(b.Row(str(n)) for n in range(63))))
    assert len(found) == 21
    assert found[-1] == ("Normal", "Only the first 20 lines of the list are here.")
    assert len(told(b.Rows(tuple(b.Row(str(n)) for n in range(20))))) == 20


def test_rows_of_files_are_told_only_where_somebody_asks_for_them() -> None:
    blocks = (
        b.Evidence((b.Proof("Project", sources=("Insee",), places=("a.csv row 3",)),)),
        b.Rows((b.Row("Said", places=("b.csv row 7",), details=("imported",)),)),
    )
    assert [text for _, text in told(*blocks)] == ["Project", "Said: imported"]
    assert [text for _, text in told(*blocks, places=True)] == [
        "Project – Insee · a.csv row 3",
        "Said: b.csv row 7 · imported",
    ]


def test_french_has_a_narrow_space_before_the_colon() -> None:
    assert told(b.Fields((b.Stated("Nom", "Tours"),)), lang="fr") == [("Normal", "Nom\u202f: Tours")]


def test_a_quote_in_another_language_says_so() -> None:
    (run, _) = document(b.Quote("Le contrat", "Art. 6", "fr")).paragraphs[0].runs
    assert run._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "fr-FR"


def test_a_web_site_can_be_followed() -> None:
    found = document(b.Fields((b.Stated("Web", "tours.fr", address="https://tours.fr/é à?a=1&b=<2>"),)))
    (link,) = found.paragraphs[0].hyperlinks
    assert (link.text, link.address) == ("tours.fr", "https://tours.fr/%C3%A9%20%C3%A0?a=1&b=%3C2%3E")


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//evil.example", "https://", "http://[::1"),
        *("http://a b.fr", "https://tours.fr\u202e/x" + "y" * 3_000, "http://\ud83d.fr", None),
    ],
)
def test_an_address_that_is_none_is_a_text(address: str | None) -> None:
    found = document(b.Fields((b.Stated("Web", "tours.fr", address=address),)))
    assert found.paragraphs[0].hyperlinks == []
    assert found.paragraphs[0].text == "Web: tours.fr"


@pytest.mark.parametrize(("value", "fill"), [(0.0, "FFFFFF"), (1.0, "9388DD"), (7.0, "9388DD"), (-1.0, "FFFFFF")])
def test_a_cell_of_a_grid_is_tinted_by_its_value(value: float, fill: str) -> None:
    (table,) = document(b.Grid(("x",), (("y", (b.Cell(value, "z"),)),))).tables
    (shade,) = table.cell(1, 1)._tc.iter(qn("w:shd"))
    assert shade.get(qn("w:fill")) == fill


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("a\x00\x07\x1f\uffffz", "a\ufffd\ufffd\ufffd\ufffdz"),
        ("half \ud83d", "half \ufffd"),
        ("whole 😀", "whole 😀"),
        ("one\r\ntwo\u2028three\tfour", "one two three four"),
        ("over\u202eride", "over\u202eride\u202c"),
        ("\u2067a\u202bb\u202cc", "\u2067a\u202bb\u202cc\u2069"),
        ("<w:p/>&amp;]]>", "<w:p/>&amp;]]>"),
    ],
)
def test_a_hostile_text_is_held_as_a_text_on_one_line_that_turns_nothing_after_it(text: str, held: str) -> None:
    assert fitting(text) == held
    ref = Ref("actor", text, text)
    blocks = (
        b.Title(text, ref, b.Badge("ok", text), (text,)),
        b.Fields((b.Stated(text, text, (b.Other(text, text),), f"https://{text}"),)),
        b.Rows((b.Row(ref, ref, reason=text, details=(text,), parts=(b.Lead(text),), open=True),)),
        b.Grid((text,), ((text, (b.Cell(1, text),)),)),
        b.Quote(text, text, text),
        b.Section(text, (b.List((text,)),)),
    )
    found = document(*blocks)
    assert found.paragraphs[0].text == held
    assert found.tables[0].cell(0, 1).text == held


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with open_graph(f"sqlite:///{tmp_path_factory.mktemp('f1') / 'f1.db'}", create=True) as graph:
        graph.import_files([F1])
        yield graph


@pytest.mark.parametrize(("question", "example"), EXAMPLES, ids=lambda value: getattr(value, "name", str(value)))
def test_the_examples_of_every_question_are_written(graph: Graph, question: Any, example: Any) -> None:
    found = told(*graph.asked(question, example).told(), lang="fr")
    assert found[0][0] == "Title"
    levels = [int(style[-1]) for style, _ in found if style.startswith("Heading")]
    assert all(below <= above + 1 for above, below in zip([0, *levels], levels, strict=False))
