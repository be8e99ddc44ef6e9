"""Blocks as HTML for a file that is read alone: nothing has an address, so that nothing leads nowhere."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service import vocabulary
from graph_service.graph import Graph, open_graph
from graph_service.messages import Ref
from graph_service.queries import blocks as b
from tests.importers.test_batch import F1
from tests.visualisations.words.sheet import Element, read
from tests.visualisations.words.test_html import EVERY, EXAMPLES, sound
from visualisations.words.html import Nowhere, html

TOURS = Ref("actor", "TOURS", "Ville de Tours", "commune")
PATHS = b.Ask("paths", {"from": "REG"}, "Reach…")
LATER = b.Later(b.Ask("history", {"id": "REG"}, "History"), "Région Centre")
EMPTY = {"asks", "later", "shows"}
"""Blocks that only a service can fill."""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with open_graph(f"sqlite:///{tmp_path_factory.mktemp('f1') / 'f1.db'}", create=True) as graph:
        graph.import_files([F1])
        yield graph


def alone(*told: b.Block, places: bool = False) -> Element:
    return read(html(told, "en", Nowhere(), vocabulary.packaged(), places=places).body)


def leads_nowhere(found: Element) -> bool:
    """Whether there is a link without a web site behind it, or anything that a script would ask for."""
    links = [each.attrs.get("href") or "" for each in found.all("a")]
    asked = [name for each in found.all() for name in each.attrs if name in ("data-later", "data-shows", "data-ref")]
    return any(not link.startswith(("http://", "https://")) for link in links) or bool(asked)


@pytest.mark.parametrize("name", EVERY)
def test_no_block_leads_nowhere(name: str) -> None:
    found = alone(EVERY[name], EVERY[name])
    sound(found)
    assert not leads_nowhere(found)
    assert not found.classed("button")
    assert bool(found.text.strip()) == (name not in EMPTY)


@pytest.mark.parametrize(("question", "example"), EXAMPLES, ids=lambda value: getattr(value, "name", str(value)))
def test_no_answer_leads_nowhere(graph: Graph, question: Any, example: Any) -> None:
    found = alone(*graph.asked(question, example).told())
    sound(found)
    assert not leads_nowhere(found)


def test_a_section_that_only_a_service_can_fill_is_left_out() -> None:
    inside = (EVERY["asks"], EVERY["later"], b.Section("Map", (b.Shows("Map", PATHS),)))
    assert alone(b.Section("Next", inside)).inside == []
    assert not alone(b.Fold("More", inside)).text
    assert not alone(b.Rows((b.Row(TOURS, parts=inside),))).all("details")


def test_what_is_pressed_is_left_out_wherever_it_stands() -> None:
    proof = b.Proof("Project", later=(LATER,))
    row = b.Row(TOURS, TOURS, asks=(PATHS,), parts=(b.Evidence((proof,)),), shows=b.Shows("Map", PATHS))
    found = alone(b.Rows((row, b.Row("x", asks=(PATHS,)))), EVERY["grid"], EVERY["steps"])
    assert not found.classed("asks")
    assert not found.classed("later")
    assert not found.all("a")


def test_a_list_that_goes_on_says_how_much_of_it_is_here() -> None:
    more = b.Ask("ties", {"after": "x"}, "Next ties")
    (said,) = alone(b.Rows((b.Row("a"), b.Row("b")), more=more)).classed("more")
    assert said.text == "Only the first 2 lines of the list are here."
    assert not alone(b.Rows((), more=more)).text.strip()


def test_rows_of_files_are_told_only_where_somebody_asks_for_them() -> None:
    told = (
        b.Evidence((b.Proof("Project", places=("a.csv row 3",)),)),
        b.Rows((b.Row("Said by Insee", places=("b.csv row 7",), details=("imported",)),)),
    )
    assert "row" not in alone(*told).text
    found = alone(*told, places=True).text
    assert "a.csv row 3" in found
    assert "b.csv row 7 · imported" in found
