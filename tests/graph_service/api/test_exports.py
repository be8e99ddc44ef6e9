"""Exports over HTTP: what the caller sees, in their language, and back again."""

from __future__ import annotations

import io

import openpyxl
import pytest

from graph_service.graph import Graph
from graph_service.model import Scope
from tests.graph_service.house import client

API = "/api/v1"


def upload(name: str, data: bytes) -> list[tuple[str, tuple[str, bytes, str]]]:
    return [("files", (name, data, "application/octet-stream"))]


@pytest.mark.parametrize("name", ["maillage.xlsx", "maillage.zip"])
def test_what_is_downloaded_and_sent_back_unedited_changes_nothing(own_f1: Graph, name: str) -> None:
    caller = client(own_f1)
    answer = caller.get(f"{API}/exports/{name}")
    assert answer.headers["content-disposition"].endswith(
        f'"maillage-internal.{name[-3:] if "zip" in name else "xlsx"}"'
    )
    revision = own_f1.store.head().revisions
    report = caller.post(f"{API}/imports", files=upload(name, answer.content), data={"replace": "true"}).json()
    assert (report["problems"], report["changes"]) == ([], [])
    assert own_f1.store.head().revisions == revision


def test_one_cell_is_one_change_and_is_told_with_both_values(own_f1: Graph) -> None:
    caller = client(own_f1)
    book = openpyxl.load_workbook(io.BytesIO(caller.get(f"{API}/exports/a.xlsx?lang=en").content))
    page = book["Actors"]
    row = next(cells[0].row for cells in page.iter_rows(min_row=2) if cells[0].value == "UT")
    was = page.cell(row, 2).value
    page.cell(row, 2).value = "University"
    out = io.BytesIO()
    book.save(out)
    report = caller.post(
        f"{API}/imports",
        files=upload("a.xlsx", out.getvalue()),
        data={"dry_run": "true"},
        headers={"Accept-Language": "en"},
    ).json()
    fields = [{"field": "name", "label": "Name", "before": was, "after": "University"}]
    told = {"what": "updated", "type": "actor", "id": "UT", "name": "University", "fields": fields}
    assert report["changes"] == [told]


def test_an_export_is_filtered_and_never_holds_more_than_the_caller_sees(own_f1: Graph) -> None:
    own_f1.edit([{"op": "add", "type": "actor", "fields": {"id": "HID", "name": "Kanari", "kind": "association"}}])
    for scope in (Scope.PUBLIC, Scope.PARTNERS):
        data = client(own_f1, scope=scope).get(f"{API}/exports/a.xlsx").content
        names = {cells[0].value for cells in openpyxl.load_workbook(io.BytesIO(data))["Acteurs"].iter_rows(min_row=2)}
        assert "UT" in names
        assert "HID" not in names
        assert client(own_f1, scope=scope).get(f"{API}/exports/a.xlsx?scope=internal").status_code == 400
    data = client(own_f1).get(f"{API}/exports/a.xlsx?project_kind=recherche_action").content
    kinds = {c[2].value for c in openpyxl.load_workbook(io.BytesIO(data))["Projets"].iter_rows(min_row=2)}
    assert len(kinds) == 1
    assert client(own_f1).get(f"{API}/exports/a.xlsx?theme=zzz").json()["code"] == "unknown-term"
    assert client(own_f1).get(f"{API}/exports/a.exe").status_code == 404
