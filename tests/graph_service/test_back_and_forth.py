"""Back and forth (docs/statements.md#8-what-comes-back): an exported workbook that is imported again says what was
edited, nothing else.

Workbooks are edited with openpyxl as a person would in a spreadsheet, and saved by a real LibreOffice where there is
one.
"""

from __future__ import annotations

import io
import random
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph_service.errors import InputError, UsageError
from graph_service.graph import Graph
from graph_service.graph.importing import ImportReport
from graph_service.messages import LANGS
from graph_service.model import STAFF, Fact, Op, RecordType, Scope
from graph_service.records import template
from tests.graph_service.house import F1, bodies, folder, new_graph
from tests.office import saved

MORE = {
    "actors": """id,name,kind,acronym,aliases,siren,siret,territory,latitude,start,visibility
        N,"Nom; « à virgule », '=1+1",association,,un;deux,,,37261,47.000001,2020-05,public
        PA,Partenaire,association,,,,,,,,partners
        X,Caché,association,,,,,,,,internal
        V,Ville de Vierzon,commune,,,211802798,,18279,,,public""",
    "projects": """id,title,kind,themes,territories,size,budget,description,visibility
        Q,Projet public,operation,sante;habitat_logement,D37;18279,12,1000.5,"=1+1 sur
        deux lignes",public""",
    "participations": """actor,project,role,start,end,quality,visibility
        N,Q,porteur,2021,2022-03,,public
        PA,Q,partenaire,,,,partners
        X,Q,expert,,,,internal
        V,Q,expert,,,,public
        V,Q,expert,,,,public""",
    "partnerships": "actor,partner,kind,title,weight,start,visibility\nN,TM,convention,Accord,2.5,2021,public",
    "fundings": """funder,recipient,amount,currency,year,nature,visibility
        REG,N,5000,EUR,2023,numeraire,public
        REG,N,5000,EUR,2023,numeraire,public""",
    "functions": "id,actor,title,generic_contact\nF,N,Cheffe de projet,contact@asso.example",
    "territories": "code,level,name,within\nZ:x,perimetre_libre,Un lieu,R24",
    "sources": "id,producer,title,licence,updated\nnous--liste,Nous,Liste,etalab-2.0,2024-05",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store's file: F1 and one of everything else, in all three visibilities; and one actor typed by staff."""
    at = tmp_path_factory.mktemp("filled")
    with new_graph(at / "g.db", F1, visibility="public") as graph:
        graph.import_files([folder(at, "more", **MORE)], source="Nous - Liste", updated="2024-05")
        graph.edit([{"op": "add", "type": "actor", "fields": {"id": "ST", "name": "Ajouté", "kind": "association"}}])
        graph.edit([{"op": "set", "ids": ["TM"], "fields": {"acronym": "TM!"}}])
    return at / "g.db"


@pytest.fixture
def graph(filled: Path, tmp_path: Path) -> Iterator[Graph]:
    """What is filled, in a store of this test's own."""
    shutil.copy(filled, tmp_path / "g.db")
    with new_graph(tmp_path / "g.db") as graph:
        yield graph


class Book:
    """An exported workbook in somebody's hands."""

    def __init__(self, graph: Graph, path: Path, **options: Any) -> None:
        self.graph, self.path = graph, path
        graph.export(path, **options)
        self.book = openpyxl.load_workbook(path)

    def sheet(self, name: str) -> Any:
        return next(
            p for p in self.book if p.title in (template.sheet_label(name, "fr"), template.sheet_label(name, "en"))
        )

    def column(self, sheet: str, name: str) -> int:
        words = {name} if name == "maillage" else {template.header(name, lang) for lang in LANGS}
        return next(c.column for c in self.sheet(sheet)[1] if str(c.value).removesuffix(" *") in words)

    def row(self, sheet: str, **cells: str) -> int:
        """The row whose cells hold these texts."""
        at = {self.column(sheet, name): text for name, text in cells.items()}
        rows = self.sheet(sheet).iter_rows(min_row=2)
        return next(r[0].row for r in rows if all(str(r[c - 1].value) == text for c, text in at.items()))

    def edit(self, sheet: str, row: int, **cells: Any) -> None:
        for name, value in cells.items():
            self.sheet(sheet).cell(row, self.column(sheet, name)).value = value

    def append(self, sheet: str, **cells: Any) -> int:
        row: int = self.sheet(sheet).max_row + 1
        self.edit(sheet, row, **cells)
        return row

    def bring(self, into: Graph | None = None, **options: Any) -> ImportReport:
        self.book.save(self.path)
        return (into or self.graph).import_files([self.path], **options)


def fact(graph: Graph, type_: RecordType, id_: str, scope: Scope = Scope.INTERNAL) -> Fact:
    (found,) = graph.store.facts(type_, [id_], scope)
    return found


def actor(graph: Graph, id_: str, scope: Scope = Scope.INTERNAL) -> Fact:
    return fact(graph, RecordType.ACTOR, id_, scope)


def said(graph: Graph, report: ImportReport) -> list[tuple[Op, RecordType, dict[str, Any]]]:
    """What the import's batch says."""
    spoken = graph.store.statements(batch=report.import_id)
    return [(s.statement.op, s.statement.type, dict(s.statement.fields)) for s in spoken]


def codes(report: ImportReport) -> list[tuple[str, int, str, str]]:
    return [(p["sheet"], p["row"], p["column"], p["code"]) for p in report.problems]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", ["out.xlsx", "out.zip"])
@pytest.mark.parametrize("scope", list(Scope))
def test_what_nobody_edited_changes_nothing(graph: Graph, tmp_path: Path, scope: Scope, name: str, lang: str) -> None:
    before, revision = bodies(graph), graph.store.head().revisions
    rows = graph.export(tmp_path / name, scope=scope, lang=lang)  # type: ignore[arg-type]
    for options in ({}, {"replace": True}, {"strict": True}):
        report = graph.import_files([tmp_path / name], **options)
        assert said(graph, report) == []
        assert report.problems == []
        assert (bodies(graph), graph.store.head().revisions) == (before, revision)
        assert sum(file["accepted"] for file in report.files) == sum(rows.values())
        assert not any(n for name in ("created", "updated", "withdrawn") for n in report.counts[name].values())
        assert report.counts["unchanged"]["actors"] == len(graph.store.facts(RecordType.ACTOR, None, scope))


def test_one_cell_is_one_word_of_the_teams(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("actors", book.row("actors", id="N"), name="Nouveau nom")
    report = book.bring()
    assert said(graph, report) == [(Op.SET, RecordType.ACTOR, {"name": "Nouveau nom"})]
    assert actor(graph, "N", Scope.PUBLIC).name == "Nouveau nom"
    assert report.counts["updated"]["actors"] == 1
    graph.undo(report.import_id or "")
    assert actor(graph, "N").name.startswith("Nom;")


@pytest.mark.parametrize(
    ("sheet", "row", "edit", "fields"),
    [
        ("actors", {"id": "N"}, {"acronym": "NN"}, {"acronym": "NN"}),
        ("actors", {"id": "N"}, {"aliases": "deux;trois"}, {"aliases": ("deux", "trois")}),
        ("actors", {"id": "N"}, {"aliases": None}, {"aliases": None}),
        ("actors", {"id": "N"}, {"latitude": 47.5}, {"latitude": 47.5}),
        ("actors", {"id": "N"}, {"start": "06/2021"}, {"start": "2021-06"}),
        ("actors", {"id": "N"}, {"kind": "Université"}, {"kind": "universite"}),
        ("actors", {"id": "N"}, {"territory": "D37"}, {"territory": "D37"}),
        ("projects", {"id": "Q"}, {"size": 13, "budget": None}, {"size": 13, "budget": None}),
        ("projects", {"id": "Q"}, {"themes": "habitat_logement"}, {"themes": ("habitat_logement",)}),
        ("participations", {"actor": "N", "project": "Q"}, {"end": None}, {"end": None}),
        ("participations", {"actor": "N", "project": "Q"}, {"start": "2020"}, {"start": "2020"}),
        ("partnerships", {"actor": "N", "partner": "TM"}, {"weight": 3}, {"weight": 3.0}),
        ("functions", {"id": "F"}, {"title": "Directrice"}, {"title": "Directrice"}),
        ("territories", {"code": "Z:x"}, {"name": "Autre lieu"}, {"name": "Autre lieu"}),
        ("sources", {"id": "nous--liste"}, {"licence": "odbl"}, {"licence": "odbl"}),
    ],
)
def test_every_kind_of_cell(
    graph: Graph, tmp_path: Path, sheet: str, row: dict[str, str], edit: dict[str, Any], fields: dict[str, Any]
) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit(sheet, book.row(sheet, **row), **edit)
    report = book.bring()
    assert said(graph, report) == [(Op.SET, template.SHEETS[sheet], fields)]
    assert said(graph, Book(graph, tmp_path / "b.xlsx").bring()) == []


def test_rows_in_another_order_and_columns_of_notes_are_nobodys_edit(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    for name in ("actors", "participations"):
        page = book.sheet(name)
        rows = [[cell.value for cell in line] for line in page.iter_rows()]
        shuffled = [rows[0], *random.Random(3).sample(rows[1:], len(rows) - 1)]
        order = random.Random(4).sample(range(len(rows[0])), len(rows[0]))
        page.delete_rows(1, len(rows))
        for i, line in enumerate(shuffled):
            page.append([line[0], "Mes notes" if i == 0 else f"note {i}", *(line[k] for k in order if k)])
    book.edit("actors", book.row("actors", id="N"), name="Nouveau nom")
    report = book.bring()
    assert said(graph, report) == [(Op.SET, RecordType.ACTOR, {"name": "Nouveau nom"})]
    assert [file["unused_columns"] for file in report.files if file["unused_columns"]] == [["Mes notes"]] * 2


def test_exported_for_partners_filtered_edited_and_brought_to_a_store_that_moved_on(
    graph: Graph, tmp_path: Path
) -> None:
    book = Book(graph, tmp_path / "a.xlsx", scope="partners", project_kind=["operation"])
    listed = {str(line[0].value) for line in book.sheet("actors").iter_rows(min_row=2)}
    assert listed >= {"N", "PA", "V"}
    assert not listed & {"X", "VIE"}
    book.edit("actors", book.row("actors", id="N"), name="Nouveau nom")
    # In the meantime: a newer list of another source, another edit, a new actor, and one that left.
    graph.edit([{"op": "set", "ids": ["N"], "fields": {"acronym": "NNN"}}])
    graph.edit([{"op": "set", "ids": ["PA"], "fields": {"name": "Partenaire d’ailleurs"}}])
    graph.edit([{"op": "deny", "ids": ["VIE"]}])
    new = folder(tmp_path, "new", actors="id,name,kind\nNEW,Tout nouveau,association\nV,Vierzon,commune")
    graph.import_files([new], source="Autre - Liste", updated="2025")
    before = bodies(graph)
    report = book.bring(replace=True)
    assert said(graph, report) == [(Op.SET, RecordType.ACTOR, {"name": "Nouveau nom"})]
    assert report.problems == []
    after = bodies(graph)
    changed = {(scope, id_) for scope in after for id_ in after[scope] if after[scope][id_] != before[scope].get(id_)}
    assert changed == {(scope, "actor:N") for scope in Scope}
    assert all(after[scope].keys() == before[scope].keys() for scope in after)


def test_a_cell_changed_on_both_sides_is_a_conflict_and_listed(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    row = book.row("actors", id="N")
    book.edit("actors", row, name="Mon nom", acronym="MN")
    book.edit("actors", book.row("actors", id="V"), name="Vierzon (ville)")
    graph.edit([{"op": "set", "ids": ["N"], "fields": {"name": "Leur nom"}}])
    graph.edit([{"op": "set", "ids": ["V"], "fields": {"name": "Vierzon (ville)"}}])
    report = book.bring()
    assert codes(report) == [("Acteurs", row, "name", "conflict")]
    arguments = report.problems[0]["message"].args
    assert (arguments["mine"], arguments["theirs"]) == ("Mon nom", "Leur nom")
    assert report.any_rejected
    assert said(graph, report) == [(Op.SET, RecordType.ACTOR, {"acronym": "MN"})]
    assert (actor(graph, "N").name, actor(graph, "N").get("acronym")) == ("Leur nom", "MN")
    with pytest.raises(InputError, match="asked for all of them"):
        book.bring(strict=True)


def test_what_was_left_out_is_denied_only_when_asked_and_only_of_what_was_written(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx", scope="public")
    book.sheet("actors").delete_rows(book.row("actors", id="N"))
    told = book.bring()
    assert [(p["code"], p["sheet"]) for p in told.problems] == [("rows_left_out", "Acteurs")]
    assert actor(graph, "N")
    report = book.bring(replace=True)
    assert said(graph, report) == [(Op.DENY, RecordType.ACTOR, {})]
    assert [one["id"] for one in report.changes if one["what"] == "withdrawn" and one["type"] == "actor"] == ["N"]
    assert report.counts["withdrawn"]["actors"] == 1
    assert {f.id for f in graph.store.facts(RecordType.ACTOR, None, Scope.INTERNAL)} >= {"PA", "X", "ST"}


def test_leaving_out_more_than_a_tenth_asks_for_yes(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.sheet("participations").delete_rows(2, 200)
    before = bodies(graph)
    assert book.bring(replace=True, dry_run=True).counts["withdrawn"]["participations"] > 10
    with pytest.raises(UsageError) as caught:
        book.bring(replace=True)
    assert caught.value.code == "many-denied"
    assert bodies(graph) == before
    assert book.bring(replace=True, yes=True).counts["withdrawn"]["participations"] > 10


def test_a_new_row_is_the_teams_and_gets_an_id(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.append("actors", name="Régie de quartier", kind="Association")
    book.append("actors", id="NEUF", name="Neuf", kind="association", visibility="public", source="nous--liste")
    book.append("participations", actor="NEUF", project="Q", role="porteur", visibility="public")
    report = book.bring()
    new = [f for f in graph.store.facts(RecordType.ACTOR, None, Scope.INTERNAL) if f.name == "Régie de quartier"]
    assert [(f.source, f.visibility, f.id.startswith("regie-de-quartier-")) for f in new] == [
        (STAFF, Scope.INTERNAL, True)
    ]
    assert actor(graph, "NEUF", Scope.PUBLIC).source == STAFF
    assert [p["code"] for p in report.problems] == ["id_made", "source_of_own_row"]
    assert (report.counts["created"]["actors"], report.counts["created"]["participations"]) == (2, 1)


def test_a_copied_row_with_another_id_is_a_new_one(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    page, row = book.sheet("actors"), book.row("actors", id="N")
    page.append([cell.value for cell in page[row]])
    copy = page.max_row
    book.edit("actors", copy, id="N2", name="Nom bis")
    report = book.bring()
    assert ("Acteurs", copy, "", "copied_row") in codes(report)
    assert (actor(graph, "N").name[:3], actor(graph, "N2").name, actor(graph, "N2").source) == ("Nom", "Nom bis", STAFF)
    assert [op for op, *_ in said(graph, report)] == [Op.ROW]


def test_another_end_or_role_is_a_denial_and_a_new_row(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("participations", book.row("participations", actor="N", project="Q"), role="financeur", end="2023")
    report = book.bring()
    assert [op for op, *_ in said(graph, report)] == [Op.DENY, Op.ROW]
    held = [f for f in graph.store.incident(["N"], Scope.PUBLIC) if f.type is RecordType.PARTICIPATION]
    assert [(f.get("role"), f.get("start"), f.get("end"), f.source) for f in held] == [
        ("financeur", "2021", "2023", STAFF)
    ]
    again = Book(graph, tmp_path / "b.xlsx")
    again.edit("participations", again.row("participations", actor="N", project="Q"), role="porteur")
    again.bring()
    held = [f for f in graph.store.incident(["N"], Scope.PUBLIC) if f.type is RecordType.PARTICIPATION]
    assert [f.get("role") for f in held] == ["porteur"]


def test_visibility_is_narrowed_and_widened(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("actors", book.row("actors", id="N"), visibility="interne")
    book.edit("actors", book.row("actors", id="X"), visibility="public", name="Montré")
    book.bring()
    public = {f.id: f for f in graph.store.facts(RecordType.ACTOR, None, Scope.PUBLIC)}
    assert "N" not in public
    assert (public["X"].name, actor(graph, "X").name) == ("Montré", "Montré")
    again = Book(graph, tmp_path / "b.xlsx")
    again.edit("actors", again.row("actors", id="N"), visibility="partenaires")
    again.bring()
    assert actor(graph, "N", Scope.PARTNERS).visibility is Scope.PARTNERS
    assert not graph.store.facts(RecordType.ACTOR, ["N"], Scope.PUBLIC)
    assert said(graph, Book(graph, tmp_path / "c.xlsx").bring()) == []


def test_of_two_equal_grants_one_is_edited(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("fundings", book.row("fundings", funder="REG", recipient="N"), amount=6000)
    book.bring()
    grants = [f for f in graph.store.incident(["N"], Scope.INTERNAL) if f.type is RecordType.FUNDING]
    assert sorted((f.get("amount"), f.count) for f in grants) == [(5000.0, 1), (6000.0, 1)]


def test_an_edited_row_of_what_is_gone_is_listed_and_an_unedited_one_stays_gone(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    graph.edit([{"op": "deny", "ids": ["N"]}, {"op": "deny", "ids": ["V"]}])
    row = book.row("actors", id="N")
    book.edit("actors", row, name="Revenu")
    report = book.bring()
    found = codes(report)
    assert ("Acteurs", row, "name", "gone") in found
    assert {code for *_, code in found} == {"gone", "rows_gone"}
    assert not graph.store.facts(RecordType.ACTOR, ["N", "V"], Scope.INTERNAL)
    book.edit("actors", row, maillage=None)
    book.bring()
    assert actor(graph, "N").name == "Revenu"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"name": None}, "missing_value"),
        ({"kind": "licorne"}, "unknown_kind_at_all"),
        ({"id": "M"}, "id_changed"),
        ({"maillage": "N/abc"}, "bad_mark"),
        ({"start": "2021", "end": "2019"}, "reversed_dates"),
    ],
)
def test_what_may_not_be_is_rejected_and_the_rest_is_taken(
    graph: Graph, tmp_path: Path, cells: dict[str, Any], code: str
) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    row = book.row("actors", id="N")
    book.edit("actors", row, acronym="AA", **cells)
    book.edit("actors", book.row("actors", id="V"), name="Vierzon")
    before = actor(graph, "N").body
    report = book.bring()
    assert [p["code"] for p in report.problems if p["row"] == row][:1] == [code.removesuffix("_at_all")]
    assert (actor(graph, "N").body, actor(graph, "V").name) == (before, "Vierzon")
    assert sum(file["rejected"] for file in report.files) == 1


def test_a_doubtful_cell_is_left_as_it_was(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("actors", book.row("actors", id="V"), siren="2,43E+13", acronym="VZ")
    report = book.bring()
    assert [p["severity"] for p in report.problems] == ["warning"]
    assert (actor(graph, "V").get("siren"), actor(graph, "V").get("acronym")) == ("211802798", "VZ")


def test_a_persons_address_is_refused_in_an_edit_too(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("projects", book.row("projects", id="Q"), description="voir marie.dupont@ville.example")
    with pytest.raises(InputError) as caught:
        book.bring()
    assert caught.value.code == "personal-data"


@pytest.mark.parametrize("how", ["sheet", "column"])
def test_without_its_hidden_sheet_it_is_a_new_file_and_says_so(graph: Graph, tmp_path: Path, how: str) -> None:
    book = Book(graph, tmp_path / "a.xlsx", scope="public")
    if how == "sheet":
        del book.book["_maillage"]
    else:
        book.sheet("actors").delete_cols(book.column("actors", "maillage"))
    book.edit("actors", book.row("actors", id="N"), name="Nom changé")
    report = book.bring()
    told = {"sheet": "link_lost", "column": "marks_lost"}[how]
    assert [p["code"] for p in report.problems if p["code"].endswith("_lost")] == [told]
    rows = [one for one in said(graph, report) if one[0] is Op.ROW and one[1] is RecordType.ACTOR]
    assert len(rows) == len(graph.store.facts(RecordType.ACTOR, None, Scope.PUBLIC))
    assert not any(op in (Op.SET, Op.DENY) for op, *_ in said(graph, report))


def test_in_another_store_marks_are_ignored_and_staff_is_the_exporting_store(graph: Graph, tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.zip"):
        graph.export(tmp_path / name)
        other = new_graph(tmp_path / f"{name}.db")
        report = other.import_files([tmp_path / name])
        assert report.problems == []
        store_id = graph.store.head().store_id
        assert actor(other, "ST").source == f"export:{store_id}"
        assert actor(other, "N").source == "nous--liste"
        assert fact(other, RecordType.SOURCE, f"export:{store_id}").get("producer") == "Maillage"
        other.close()


def test_a_zip_is_edited_as_text_files(graph: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "a.zip")
    out = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "a.zip") as read, zipfile.ZipFile(out, "w") as written:
        for name in read.namelist():
            text = read.read(name)
            written.writestr(f"dossier/{name}", text.replace(b"Projet public", b"Projet ouvert"))
    (tmp_path / "b.zip").write_bytes(out.getvalue())
    report = graph.import_files([tmp_path / "b.zip"])
    assert said(graph, report) == [(Op.SET, RecordType.PROJECT, {"title": "Projet ouvert"})]
    with zipfile.ZipFile(tmp_path / "a.zip") as read:
        read.extractall(tmp_path / "ouvert")
    assert said(graph, graph.import_files([tmp_path / "ouvert"])) == []


def test_a_damaged_link_is_as_good_as_none(graph: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "a.zip", scope="public")
    with zipfile.ZipFile(tmp_path / "a.zip") as read:
        read.extractall(tmp_path / "d")
    good = (tmp_path / "d" / "maillage.json").read_text("utf-8")
    for text in (
        "{",
        "[]",
        good.replace('"maillage": 1', '"maillage": 99'),
        '{"maillage": 1, "columns": 3, "ids": {}}',
        "\x00",
    ):
        (tmp_path / "d" / "maillage.json").write_text(text, "utf-8")
        report = graph.import_files([tmp_path / "d"], dry_run=True)
        assert "link_lost" in report.warnings


def test_rows_joined_since_are_one_and_each_may_be_edited(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    graph.edit([{"op": "same", "ids": ["N", "V"]}])
    assert said(graph, book.bring()) == []
    book.edit("actors", book.row("actors", id="V"), website="https://ville.example")
    book.bring()
    assert actor(graph, "N").get("website") == "https://ville.example"


@pytest.mark.parametrize("mark", [None, "oops", "cut", "of another"])
def test_a_row_that_is_there_is_never_removed_whatever_became_of_its_mark(
    graph: Graph, tmp_path: Path, mark: str | None
) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    for sheet, row in (
        ("actors", book.row("actors", id="N")),
        ("participations", book.row("participations", actor="N", project="Q")),
        ("fundings", book.row("fundings", funder="REG", recipient="N")),
    ):
        page, at = book.sheet(sheet), book.column(sheet, "maillage")
        other = page.cell(next(r for r in (2, 3) if r != row), at).value
        was = str(page.cell(row, at).value)
        page.cell(row, at).value = {"cut": was[:-6], "of another": other}.get(mark or "", mark)
    report = book.bring(replace=True)
    gone = {one["type"] for one in report.changes if one["what"] == "withdrawn"}
    # A row that lost its mark and is as it was is known again, so that nothing is told.
    assert gone == set()
    assert actor(graph, "N").name.startswith("Nom;")
    grants = [f for f in graph.store.incident(["N"], Scope.INTERNAL) if f.type is RecordType.FUNDING]
    assert sum(f.count for f in grants) == 2
    found = {p["code"] for p in report.problems}
    assert found == {None: set(), "of another": {"stray_mark"}}.get(mark, {"bad_mark", "nothing_removed"})


def test_a_copied_participation_of_another_time_is_one_more(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    page, row = book.sheet("participations"), book.row("participations", actor="N", project="Q")
    page.append([cell.value for cell in page[row]])
    book.edit("participations", page.max_row, start="2025", end="2026")
    report = book.bring()
    held = [f for f in graph.store.incident(["N"], Scope.INTERNAL) if f.type is RecordType.PARTICIPATION]
    assert sorted((f.get("start"), f.get("end")) for f in held) == [("2021", "2022-03"), ("2025", "2026")]
    assert [p["code"] for p in report.problems] == ["copied_row"]


def test_a_copy_that_says_something_else_of_the_same_actor_is_not_chosen_for_the_person(
    graph: Graph, tmp_path: Path
) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    page, row = book.sheet("actors"), book.row("actors", id="N")
    page.append([cell.value for cell in page[row]])
    book.edit("actors", page.max_row, name="Autre nom")
    report = book.bring()
    assert [(p["code"], p["column"]) for p in report.problems] == [("edited_twice", "name")]
    assert said(graph, report) == []


def test_the_store_is_asked_about_edited_rows_only(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Book(graph, tmp_path / "a.xlsx", scope="partners")
    asked: list[str] = []
    resolve = graph.store.resolve
    monkeypatch.setattr(graph.store, "resolve", lambda names, scope: asked.extend(names) or resolve(names, scope))
    book.bring()
    assert asked == []
    book.edit("actors", book.row("actors", id="N"), name="Nouveau nom")
    book.bring()
    assert asked == ["N"]


def test_two_exports_edited_apart_and_brought_together_do_not_overwrite_each_other(
    graph: Graph, tmp_path: Path
) -> None:
    for n in (1, 2):
        book = Book(graph, tmp_path / f"{n}.xlsx")
        book.edit("actors", book.row("actors", id="N"), acronym=f"A{n}")
        book.book.save(tmp_path / f"{n}.xlsx")
    report = graph.import_files([tmp_path / "1.xlsx", tmp_path / "2.xlsx"])
    assert [p["code"] for p in report.problems] == ["edited_twice"]
    assert actor(graph, "N").get("acronym") == "A1"


def test_an_edit_for_partners_does_not_silence_what_the_team_says_for_itself(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx", scope="partners")
    row = book.row("actors", id="PA")
    book.edit("actors", row, acronym="MINE")
    graph.edit([{"op": "set", "ids": ["PA"], "fields": {"acronym": "SECRET"}, "visibility": "internal"}])
    report = book.bring()
    assert codes(report) == [("Acteurs", row, "acronym", "conflict")]
    assert actor(graph, "PA").get("acronym") == "SECRET"


@pytest.mark.parametrize(("rows", "left"), [(-1, [(5000.0, 1)]), (1, [(5000.0, 1), (5000.0, 2)])])
def test_of_equal_grants_one_is_left_out_or_added(graph: Graph, tmp_path: Path, rows: int, left: Any) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    page, row = book.sheet("fundings"), book.row("fundings", funder="REG", recipient="N")
    if rows < 0:
        page.delete_rows(row)
        assert [p["code"] for p in book.bring(dry_run=True).problems] == ["rows_left_out"]
    else:
        page.append([cell.value for cell in page[row]])
    book.bring(replace=True, yes=True)
    grants = [f for f in graph.store.incident(["N"], Scope.INTERNAL) if f.type is RecordType.FUNDING]
    assert sorted((f.get("amount"), f.count) for f in grants) == left


def test_a_grant_shown_to_more_readers_is_one_grant(graph: Graph, tmp_path: Path) -> None:
    graph.edit(
        [{"op": "add", "type": "funding", "fields": {"funder": "REG", "recipient": "V", "amount": 7, "year": 2024}}]
    )
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("fundings", book.row("fundings", funder="REG", recipient="V"), visibility="public")
    book.bring()
    for scope in Scope:
        grants = [f for f in graph.store.incident(["V"], scope) if f.type is RecordType.FUNDING]
        assert [(f.get("amount"), f.count) for f in grants] == [(7.0, 1)]


def test_a_source_that_is_left_out_or_renamed_stays(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.sheet("sources").delete_rows(book.row("sources", id="nous--liste"))
    row = book.row("actors", id="N")
    book.edit("actors", row, source="autre--source", visibility="tout le monde")
    report = book.bring(replace=True)
    assert said(graph, report) == []
    assert {p["code"] for p in report.problems} == {"source_stays", "visibility_stays"}
    assert fact(graph, RecordType.SOURCE, "nous--liste")


def test_an_end_before_the_start_that_stands_is_rejected(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    row = book.row("participations", actor="N", project="Q")
    book.edit("participations", row, end="2019")
    report = book.bring()
    assert codes(report) == [("Participations", row, "end", "reversed_dates")]
    assert said(graph, report) == []


def test_line_ends_that_a_spreadsheet_changes_are_no_edit(graph: Graph, tmp_path: Path) -> None:
    graph.edit([{"op": "set", "type": "project", "ids": ["Q"], "fields": {"description": "un\r\ndeux\rtrois"}}])
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("projects", book.row("projects", id="Q"), description="un\ndeux\ntrois")
    assert said(graph, book.bring()) == []


def test_a_new_row_without_an_id_is_told_which_it_got(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    row = book.append("actors", name="Régie", kind="Association")
    report = book.bring()
    assert codes(report) == [("Acteurs", row, "id", "id_made")]
    assert report.problems[0]["value"].startswith("regie-")


def test_who_sees_a_fact_is_a_change_and_counted(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("actors", book.row("actors", id="N"), visibility="interne")
    assert book.bring(dry_run=True).counts["updated"]["actors"] == 1


@pytest.mark.parametrize("sheet", ["actors", "participations", "fundings"])
@pytest.mark.parametrize("how", ["rotated", "shuffled", "swapped"])
def test_rows_sorted_without_the_column_of_marks_are_known_by_what_they_name(
    graph: Graph, tmp_path: Path, sheet: str, how: str
) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    page, at = book.sheet(sheet), book.column(sheet, "maillage")
    marks = [page.cell(row, at).value for row in range(2, page.max_row + 1)]
    moved = {
        "rotated": marks[1:] + marks[:1],
        "shuffled": random.Random(5).sample(marks, len(marks)),
        "swapped": [marks[1], marks[0], *marks[2:]],
    }[how]
    for row, mark in enumerate(moved, 2):
        page.cell(row, at).value = mark
    if sheet == "participations":
        book.edit(sheet, book.row(sheet, actor="N", project="Q"), end="2024")
    before = bodies(graph)
    report = book.bring(replace=True)
    if sheet == "participations":
        assert said(graph, report) == [(Op.SET, RecordType.PARTICIPATION, {"end": "2024"})]
    else:
        assert bodies(graph) == before
    assert {p["code"] for p in report.problems} <= {"marks_moved"}


def test_a_chain_of_edits_ends_no_row_that_is_in_the_file(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    rows = [book.row("participations", actor=a, project="Q") for a in ("N", "PA")]
    book.edit("participations", rows[0], actor="PA", role="partenaire", start=None)
    book.edit("participations", rows[1], actor="TM")
    book.bring(replace=True, yes=True)
    held = [f for f in graph.store.incident(["Q"], Scope.INTERNAL) if f.type is RecordType.PARTICIPATION]
    assert {f.get("actor") for f in held} == {"PA", "TM", "X", "V"}


@pytest.mark.slow
@pytest.mark.needs("libreoffice")
def test_saved_by_libreoffice_it_is_still_what_it_was(graph: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "a.xlsx")
    book = Book(graph, tmp_path / "b.xlsx")
    book.edit("actors", book.row("actors", id="N"), name="Nouveau nom")
    book.book.save(tmp_path / "b.xlsx")
    untouched, edited = saved(tmp_path / "a.xlsx", tmp_path / "b.xlsx", to=tmp_path / "saved")
    report = graph.import_files([untouched], replace=True)
    assert (said(graph, report), report.problems) == ([], [])
    report = graph.import_files([edited], replace=True)
    assert said(graph, report) == [(Op.SET, RecordType.ACTOR, {"name": "Nouveau nom"})]
