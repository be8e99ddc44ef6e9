"""The law of docs/statements.md#8-what-comes-back, on random edits: what was edited in an export is what the next
export holds, and nothing else is.

export(import(edit(export))) = edit(export), cell by cell, in every scope; undone, all is as before.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.graph import Graph
from graph_service.model import Scope
from graph_service.records import template
from graph_service.records.cells import escape, unescape
from tests.deep import rounds
from tests.graph_service.back_and_forth.book import MORE
from tests.graph_service.house import F1, bodies, folder, new_graph

Tables = dict[str, list[dict[str, str]]]

_TEXT = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" \"';,=+-@«»\n"), max_size=12).map(
    lambda text: f"{text} fin".strip()
)
_MAYBE = st.just("") | _TEXT
CELLS: dict[str, dict[str, st.SearchStrategy[str]]] = {
    "actors": {
        "name": _TEXT,
        "kind": st.sampled_from(["association", "universite", "commune"]),
        "acronym": _MAYBE,
        "aliases": st.lists(st.sampled_from(["un", "deux", "à; b"]), unique=True).map(
            lambda items: ";".join(item.replace(";", "\\;") for item in items)
        ),
        "website": _MAYBE,
        "territory": st.sampled_from(["", "37261", "D37", "R24"]),
        "latitude": st.sampled_from(["", "47.5", "-12.000001", "0"]),
        "start": st.sampled_from(["", "1999", "2000-02", "2000-02-29"]),
        "visibility": st.sampled_from(list(Scope)),
    },
    "projects": {
        "title": _TEXT,
        "themes": st.sampled_from(["", "sante", "sante;habitat_logement", "mobilite"]),
        "territories": st.sampled_from(["", "37261", "D37;R24"]),
        "size": st.sampled_from(["", "1", "120"]),
        "budget": st.sampled_from(["", "0.1", "123456789012.25"]),
        "description": _MAYBE,
        "visibility": st.sampled_from(list(Scope)),
    },
    "participations": {
        "start": st.sampled_from(["", "1999", "2001-01"]),
        "quality": _MAYBE,
        "visibility": st.sampled_from(list(Scope)),
    },
    "partnerships": {"title": _MAYBE, "weight": st.sampled_from(["", "1", "0.25"])},
    "fundings": {
        "amount": st.sampled_from(["", "1", "9999.5"]),
        "year": st.sampled_from(["", "2020"]),
        "visibility": st.sampled_from(list(Scope)),
    },
    "functions": {"title": _TEXT},
}


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store's file: F1 and one of everything else."""
    at = tmp_path_factory.mktemp("start")
    graph = new_graph(at / "g.db", F1, visibility="public")
    graph.import_files([folder(at, "more", **MORE)], source="Nous - Liste", updated="2024-05")
    graph.edit([{"op": "add", "type": "actor", "fields": {"id": "ST", "name": "Ajouté", "kind": "association"}}])
    graph.close()
    return at / "g.db"


def tables(graph: Graph, path: Path, scope: Scope) -> Tables:
    graph.export(path, scope=scope)
    with zipfile.ZipFile(path) as archive:
        texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist() if name.endswith(".csv")}
    return {
        name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()
    }


def write(path: Path, edited: Tables) -> None:
    """The same zip with other tables."""
    with zipfile.ZipFile(path) as archive:
        link = archive.read("maillage.json")
    with zipfile.ZipFile(path, "w") as archive:
        for name, rows in edited.items():
            out = io.StringIO(newline="")
            writer = csv.DictWriter(out, [*template.sheet_columns(name), template.OUR_COLUMN])
            writer.writeheader()
            writer.writerows(rows)
            archive.writestr(f"{name}.csv", out.getvalue().encode())
        archive.writestr("maillage.json", link)


def cells(found: Tables) -> dict[str, Counter[tuple[tuple[str, str], ...]]]:
    """Rows in no order, without who says so (what staff say is theirs), without marks, and without labels, which
    are there where something names them."""
    left_out = {"source", template.OUR_COLUMN}
    return {
        name: Counter(tuple((n, unescape(v)) for n, v in row.items() if n not in left_out) for row in rows)
        for name, rows in found.items()
        if name not in ("themes", "territories", "sources")
    }


@pytest.mark.parametrize("scope", list(Scope))
@given(data=st.data())
@rounds(5)
def test_what_was_edited_is_what_the_next_export_holds(
    start: Path, tmp_path_factory: pytest.TempPathFactory, scope: Scope, data: Any
) -> None:
    at = tmp_path_factory.mktemp("law")
    (at / "g.db").write_bytes(start.read_bytes())
    with new_graph(at / "g.db") as graph:
        before = bodies(graph)
        edited = tables(graph, at / "a.zip", scope)
        for _ in range(data.draw(st.integers(1, 6))):
            sheet = data.draw(st.sampled_from([name for name in CELLS if edited[name]]))
            row = data.draw(st.sampled_from(edited[sheet]))
            name = data.draw(st.sampled_from(list(CELLS[sheet])))
            if name == "visibility" and scope is not Scope.INTERNAL:
                continue  # A row that rises out of this scope is not in its next export.
            value = data.draw(CELLS[sheet][name])
            # Equal rows of relations are one fact but for grants: an edit of one is an edit of all.
            same = edited[sheet] if sheet != "fundings" else [row]
            for other in same:
                if other[template.OUR_COLUMN] == row[template.OUR_COLUMN] or other is row:
                    other[name] = escape(value)
        write(at / "a.zip", edited)
        report = graph.import_files([at / "a.zip"], replace=True, strict=True, allow_personal="test")
        assert [p for p in report.problems if p["code"] not in ("waiting_end", "swallowed_rows")] == []
        assert cells(tables(graph, at / "b.zip", scope)) == cells(edited)
        assert graph.import_files([at / "b.zip"], replace=True).changes == []
        graph.undo(report.import_id or "", yes=True)
        assert bodies(graph) == before
