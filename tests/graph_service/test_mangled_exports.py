"""An export that a spreadsheet program mangled and that comes back: it changes nothing, and above all denies nothing.

The store holds what spreadsheets love to change: ids of digits alone, SIRETs as ids, days that are none. Files are
changed as Excel changes them, and saved by a real LibreOffice in a French and an English locale.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from graph_service.errors import InputError, UsageError
from graph_service.graph import Graph
from graph_service.graph.importing import ImportReport
from graph_service.model import Fact, Op, RecordType, Scope
from graph_service.workbooks import filling
from tests.graph_service.house import bodies, folder, new_graph

SHEETS = {
    "actors": """id,name,kind,acronym,siren,territory,latitude,start,visibility
        01004,Commune d’Ambérieu,commune,1-2,,37261,47.394144,2020-03-05,public
        01005,Commune de Blois,commune,vrai,211802798,18279,,2020-02,public
        24300000000001,Établissement,association,1.10,,,,2020,public
        REG,Région,conseil_regional,,,R24,,,public""",
    "projects": """id,title,kind,territories,start,size,budget,visibility
        0042,3/4,operation,37261;18279,2021-04-06,12,1000.5,public
        P2,Deux,operation,,,,,public""",
    "participations": """actor,project,role,start,level,visibility
        01004,0042,porteur,2020-01,1-2,public
        01005,0042,partenaire,2021,,public
        24300000000001,0042,partenaire,,,public
        01005,P2,porteur,,,public""",
    "partnerships": "actor,partner,kind,title,weight,start,visibility\n01004,01005,convention,2/3,2.5,2021-05,public",
    "fundings": """funder,recipient,amount,currency,year,visibility
        REG,01004,5000,EUR,2023,public
        REG,0042,123456789012,EUR,2023,public""",
    "functions": "id,actor,title\n007,01004,Cheffe de projet",
}

Table = list[list[str]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """The store, for tests that show that nothing in it changes."""
    path = tmp_path_factory.mktemp("mangled")
    graph = new_graph(path / "g.db", folder(path, "in", **SHEETS), source="Nous - Liste", updated="2024-05")
    yield graph
    graph.close()


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    """A store of its own for a test that changes it."""
    graph = new_graph(tmp_path / "g.db", folder(tmp_path, "in", **SHEETS), source="Nous - Liste", updated="2024-05")
    yield graph
    graph.close()


@pytest.fixture(scope="module")
def kept_export(kept: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(kept, tmp_path_factory.mktemp("kept"))


@pytest.fixture
def out(kept_export: Path, tmp_path: Path) -> Path:
    """An export of `kept` in somebody's hands, as a folder of CSV files."""
    return Path(shutil.copytree(kept_export, tmp_path / "out"))


def exported(graph: Graph, tmp_path: Path) -> Path:
    """An export as a folder of CSV files."""
    graph.export(tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as read:
        read.extractall(tmp_path / "out")
    return tmp_path / "out"


def rewrite(file: Path, change: Callable[[Table], Table | None], delimiter: str = ",", encoding: str = "utf-8") -> None:
    """Change a table as a spreadsheet does: with the header in its first row."""
    table = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    table = change(table) or table
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(table)
    file.write_bytes(out.getvalue().encode(encoding, "replace"))


def cell(file: Path, row: dict[str, str], column: str, text: str) -> None:
    """Put a text into the cell of the row that holds these texts."""

    def change(table: Table) -> None:
        head = table[0]
        (found,) = [line for line in table[1:] if all(line[head.index(n)] == v for n, v in row.items())]
        found[head.index(column)] = text

    rewrite(file, change)


def codes(report: ImportReport) -> list[tuple[str, str]]:
    return [(p["column"], p["code"]) for p in report.problems]


def ops(graph: Graph, report: ImportReport) -> list[tuple[Op, RecordType, dict[str, object]]]:
    spoken = graph.store.statements(batch=report.import_id)
    return [(s.statement.op, s.statement.type, dict(s.statement.fields)) for s in spoken]


def participations(graph: Graph) -> list[Fact]:
    return graph.store.facts(RecordType.PARTICIPATION, None, Scope.INTERNAL)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "text"),
    [
        ("participations", {"actor": "01004"}, "actor", "1004"),
        ("participations", {"actor": "01004"}, "actor", "1004,0"),
        ("participations", {"actor": "01004"}, "actor", "1\u202f004"),
        ("participations", {"actor": "01004"}, "project", "42"),
        ("participations", {"actor": "01004"}, "start", "01/01/2020"),
        ("participations", {"actor": "01004"}, "start", "43831"),
        ("participations", {"actor": "01004"}, "start", "janv-20"),
        ("participations", {"actor": "01004"}, "level", "01-févr"),
        ("participations", {"actor": "24300000000001"}, "actor", "2,43E+13"),
        ("participations", {"actor": "24300000000001"}, "actor", "24300000000000"),
        ("participations", {"actor": "01005", "project": "P2"}, "project", "p2"),
        ("participations", {"actor": "01005", "project": "P2"}, "project", " P2\u200b"),
        ("partnerships", {"actor": "01004"}, "partner", "1005"),
        ("partnerships", {"actor": "01004"}, "title", "02/03/2026"),
        ("partnerships", {"actor": "01004"}, "weight", "2,50"),
        ("fundings", {"recipient": "01004"}, "recipient", "1004"),
        ("fundings", {"recipient": "01004"}, "year", "2023.0"),
        ("fundings", {"recipient": "0042"}, "amount", "1.23457E+11"),
        ("functions", {"id": "007"}, "actor", "1004"),
        ("functions", {"id": "007"}, "id", "7"),
        ("actors", {"id": "01004"}, "id", "1004"),
        ("actors", {"id": "01004"}, "acronym", "02-janv"),
        ("actors", {"id": "01004"}, "name", "Commune d?Ambérieu"),
        ("actors", {"id": "01004"}, "latitude", "47,3941"),
        ("actors", {"id": "01005"}, "acronym", "VRAI"),
        ("actors", {"id": "01005"}, "start", "févr-20"),
        ("actors", {"id": "24300000000001"}, "acronym", "1,1"),
        ("actors", {"id": "24300000000001"}, "start", "2020.0"),
        ("projects", {"id": "0042"}, "title", "03/04/2026"),
        ("projects", {"id": "0042"}, "start", "4/6/2021"),
        ("projects", {"id": "0042"}, "territories", "37261, 18279"),
    ],
)
def test_a_cell_that_a_spreadsheet_mangled_counts_as_unchanged(
    kept: Graph, out: Path, sheet: str, row: dict[str, str], column: str, text: str
) -> None:
    before = bodies(kept)
    cell(out / f"{sheet}.csv", row, column, text)
    report = kept.import_files([out], replace=True)
    assert bodies(kept) == before
    assert sum(report.rejected.values()) == 0
    assert set(codes(report)) <= {(column, "mangled_cells")}


def test_many_mangled_cells_are_told_once_for_each_column(kept: Graph, out: Path) -> None:
    for id_ in ("01004", "01005"):
        cell(out / "actors.csv", {"id": id_}, "id", id_[1:])
    report = kept.import_files([out])
    (told,) = report.problems
    assert (told["column"], told["code"], told["message"].args["n"]) == ("id", "mangled_cells", 2)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "text", "near"),
    [
        ("participations", {"actor": "01004"}, "actor", "1006", "01004"),
        ("participations", {"actor": "01004"}, "actor", "010004", "01004"),
        ("participations", {"actor": "01004"}, "actor", "Blois", "Commune de Blois"),
        ("participations", {"actor": "01004"}, "project", "P22", "P2"),
        ("partnerships", {"actor": "01004"}, "partner", "nobody", "01005"),
        ("fundings", {"recipient": "01004"}, "recipient", "0100", "01004"),
        ("fundings", {"recipient": "01004"}, "funder", "REGI", "REG"),
        ("functions", {"id": "007"}, "actor", "???", "01004"),
    ],
)
def test_an_end_that_names_nothing_rejects_its_row_and_denies_nothing(
    kept: Graph, out: Path, sheet: str, row: dict[str, str], column: str, text: str, near: str
) -> None:
    before = bodies(kept)
    cell(out / f"{sheet}.csv", row, column, text)
    without = kept.import_files([out], dry_run=True)
    report = kept.import_files([out], replace=True, yes=True)
    assert bodies(kept) == before
    assert codes(report) == codes(without) == [(column, "unknown_end")]
    assert near in str(report.problems[0]["message"].args["near"])
    assert report.rejected == {"unknown_end": 1}


def only(table: Table, name: str, changed: Callable[[list[str]], list[str]]) -> Table:
    """A table with one column changed, and the others left where they were."""
    at = table[0].index(name)
    texts = changed([line[at] for line in table[1:]])
    return [table[0], *([*line[:at], text, *line[at + 1 :]] for line, text in zip(table[1:], texts, strict=True))]


MORE = {
    "actors": "id,name,kind\nA7,Mission locale,association\nA8,Bailleur,bailleur_social\nA9,Zoo,association",
    "projects": "id,title,kind,start,end\nP7,Sept,projet,2019,2019\nP8,Huit,projet,2023,\nP9,Neuf,projet,2020,",
    "participations": "actor,project,role\nA9,P7,partenaire\nA8,P2,financeur\nA7,0042,partenaire",
    "fundings": "funder,recipient,amount,year\nREG,P7,900,2021\nREG,P8,200,2021\nREG,P9,7000,2022",
}
TWO_PROJECTS = {
    "actors": "id,name,kind\n" + "\n".join(f"B{n:02},Acteur {n},association" for n in range(12)),
    "projects": "id,title,kind\nQ1,Un,projet\nQ2,Deux,projet",
    "participations": "actor,project,role\n"
    + "\n".join(f"B{n:02},Q{n % 2 + 1},{('porteur', 'partenaire', 'financeur')[n % 3]}" for n in range(12)),
}


@pytest.mark.parametrize(
    ("sheet", "name", "changed"),
    [
        ("participations", "actor", sorted),
        ("participations", "project", sorted),
        ("projects", "start", lambda texts: sorted(texts, reverse=True)),
        ("fundings", "amount", lambda texts: sorted(texts, key=lambda text: float(text or 0))),
        ("participations", "actor", lambda texts: [*texts[1:], texts[0]]),
        ("actors", "name", lambda texts: sorted(texts, reverse=True)),
        ("actors", "name", lambda texts: [*texts[1:], "Nouvelle"]),
        ("actors", "name", lambda texts: ["Nouvelle", *texts[:-1]]),
    ],
)
def test_a_column_that_was_sorted_or_shifted_alone_changes_nothing_until_it_is_meant(
    graph: Graph, tmp_path: Path, sheet: str, name: str, changed: Callable[[list[str]], list[str]]
) -> None:
    graph.import_files([folder(tmp_path, "more", **MORE)], source="Nous - Autre")
    changes_nothing_until_it_is_meant(graph, tmp_path, sheet, name, changed)


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("project", sorted),
        ("project", lambda texts: sorted(texts, reverse=True)),
        ("project", lambda texts: [texts[-1], *texts[:-1]]),
        ("project", lambda texts: [*texts[:2], *texts[1:-1]]),
        ("role", lambda texts: [texts[0]] * len(texts)),
        ("role", lambda texts: [*texts[:2], *[texts[1]] * (len(texts) - 3), texts[-1]]),
        ("actor", lambda texts: [texts[0]] * len(texts)),
        ("actor", lambda texts: [f"B{n + 1:02}" for n in range(len(texts) - 1)] + texts[-1:]),
    ],
)
def test_so_does_one_of_few_values_and_one_that_was_filled_down(
    tmp_path: Path, name: str, changed: Callable[[list[str]], list[str]]
) -> None:
    with new_graph(tmp_path / "g.db", folder(tmp_path, "in", **TWO_PROJECTS), source="Nous - Liste") as graph:
        changes_nothing_until_it_is_meant(graph, tmp_path, "participations", name, changed)


def changes_nothing_until_it_is_meant(
    graph: Graph,
    tmp_path: Path,
    sheet: str,
    name: str,
    changed: Callable[[list[str]], list[str]],
) -> None:
    out, before = exported(graph, tmp_path), bodies(graph)
    rewrite(out / f"{sheet}.csv", lambda table: only(table, name, changed))
    tried = graph.import_files([out], dry_run=True)
    report = graph.import_files([out])
    assert bodies(graph) == before
    assert report.rejected == tried.rejected
    assert report.rejected["moved_cell"] > 2
    assert report.warnings["column_held"] == 1
    # With --replace, what a rejected row was is still there.
    graph.import_files([out], replace=True)
    assert bodies(graph) == before
    meant = graph.import_files([out], yes=True)
    assert "moved_cell" not in meant.rejected
    assert bodies(graph) != before


def test_the_other_edits_of_a_file_with_a_moved_column_are_taken(tmp_path: Path) -> None:
    with new_graph(tmp_path / "g.db", folder(tmp_path, "in", **TWO_PROJECTS), source="Nous - Liste") as graph:
        out = exported(graph, tmp_path)
        rewrite(out / "participations.csv", lambda table: only(table, "project", sorted))
        cell(out / "actors.csv", {"id": "B03"}, "name", "Acteur corrigé")
        report = graph.import_files([out])
        assert {name: n for name, n in report.counts["updated"].items() if n} == {"actors": 1}
        assert not any(report.counts["withdrawn"].values())


LARGE = {
    "actors": "id,name,kind\n" + "\n".join(f"B{n:03},Acteur {n},association" for n in range(200)),
    "projects": "id,title,kind\nQ1,Un,projet\nQ2,Deux,projet",
    "participations": "actor,project,role\n"
    + "\n".join(f"B{n:03},Q{n % 2 + 1},{'porteur' if n % 3 else 'partenaire'}" for n in range(200)),
}


def test_an_edit_that_takes_much_away_is_asked_about_and_a_dozen_in_a_large_file_are_not(tmp_path: Path) -> None:
    with new_graph(tmp_path / "g.db", folder(tmp_path, "in", **LARGE), source="Nous - Liste") as graph:
        before = bodies(graph)

        def edited(sheet: str, name: str, n: int) -> Path:
            out = exported(graph, tmp_path)
            swap = {"Q1": "Q2", "Q2": "Q1"}
            rewrite(
                out / f"{sheet}.csv",
                lambda table: only(
                    table, name, lambda texts: [swap.get(t, f"Autre {t}") if i % 7 == 0 and i < 7 * n else t
                                                for i, t in enumerate(texts)]
                ),
            )  # fmt: skip
            return out

        for sheet, name in (("participations", "project"), ("actors", "name")):
            with pytest.raises(UsageError) as caught:
                graph.import_files([edited(sheet, name, 21)])
            assert caught.value.code == "many-edited-away"
            assert caught.value.message.args == {"sheet": sheet, "n": 21, "shown": 200}
            assert bodies(graph) == before
        assert graph.import_files([edited("participations", "project", 12)]).counts["withdrawn"]["participations"] == 12
        assert graph.import_files([edited("actors", "name", 12)]).counts["updated"]["actors"] == 12
        assert graph.import_files([edited("actors", "name", 21)], yes=True).counts["updated"]["actors"] == 21


def test_two_values_that_were_swapped_are_an_edit(graph: Graph, tmp_path: Path) -> None:
    out = exported(graph, tmp_path)
    cell(out / "actors.csv", {"id": "01004"}, "name", "Commune de Blois")
    cell(out / "actors.csv", {"id": "01005"}, "name", "Commune d’Ambérieu")
    assert graph.import_files([out]).counts["updated"]["actors"] == 2


def test_an_end_may_name_what_the_same_workbook_brings(graph: Graph, tmp_path: Path) -> None:
    out = exported(graph, tmp_path)
    cell(out / "participations.csv", {"actor": "01004"}, "project", "NEW")
    rewrite(out / "projects.csv", lambda t: [*t, ["NEW", "Nouveau", "operation", *[""] * (len(t[0]) - 3)]])
    report = graph.import_files([out])
    assert codes(report) == []
    assert "NEW" in {p.get("project") for p in participations(graph)}
    assert not [p for p in participations(graph) if (p.get("actor"), p.get("project")) == ("01004", "0042")]


def test_with_replace_a_mangled_row_that_lost_its_mark_is_still_there(graph: Graph, tmp_path: Path) -> None:
    out, before = exported(graph, tmp_path), {p.id for p in participations(graph)}
    cell(out / "participations.csv", {"actor": "01004"}, "maillage", "")
    cell(out / "participations.csv", {"actor": "01004"}, "actor", "1004")
    graph.import_files([out], replace=True, yes=True)
    assert {p.id for p in participations(graph)} == before


@pytest.mark.parametrize(
    "how",
    ["a cell too many", "a quote left open", "the mark is an error", "cut in a row", "a cell too few", "a new end"],
)
def test_with_replace_nothing_of_a_sheet_goes_where_a_row_of_it_cannot_be_read(
    kept: Graph, out: Path, how: str
) -> None:
    before = {p.id for p in participations(kept)}
    file = out / "participations.csv"
    if how == "a cell too many":
        rewrite(file, lambda table: [*table[:-1], [*table[-1], "reste"]])
    elif how == "cut in a row":
        file.write_bytes(file.read_bytes()[:-120])
    elif how == "a cell too few":
        rewrite(file, lambda table: [table[0], [*table[1][1:], ""], *table[2:]])
    elif how == "a new end":
        cell(file, {"actor": "01004"}, "maillage", "")
        cell(file, {"actor": "01004"}, "actor", "4001")
    elif how == "the mark is an error":
        cell(file, {"actor": "01004"}, "maillage", "#N/A")
    else:
        lines = file.read_text("utf-8-sig").splitlines()
        lines[2] = lines[2].replace(",partenaire,", ',"partenaire,')
        file.write_text("\r\n".join(lines), "utf-8")
    report = kept.import_files([out], replace=True, yes=True)
    assert {p.id for p in participations(kept)} == before
    assert "nothing_removed" in report.warnings


@pytest.mark.parametrize("how", ["column", "link"])
def test_an_export_that_lost_what_joins_it_to_its_store_is_no_complete_list(kept: Graph, out: Path, how: str) -> None:
    before = bodies(kept)
    if how == "link":
        (out / "maillage.json").unlink()
    else:
        rewrite(out / "participations.csv", lambda table: [line[:-1] for line in table])
    with pytest.raises(InputError) as caught:
        kept.import_files([out], replace=True, yes=True)
    assert caught.value.code == "replace-without-marks"
    assert bodies(kept) == before


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), (";", "cp1252")]
)
def test_saved_with_another_encoding_and_separator_it_is_what_it_was(
    kept: Graph, out: Path, delimiter: str, encoding: str
) -> None:
    before = bodies(kept)
    for file in out.glob("*.csv"):
        rewrite(file, lambda table: table, delimiter, encoding)
    report = kept.import_files([out], replace=True)
    assert (bodies(kept), codes(report)) == (before, [])


@pytest.mark.parametrize("read_as", ["mac_roman", "latin-1"])
def test_ids_whose_accents_another_encoding_spoiled_are_known(graph: Graph, tmp_path: Path, read_as: str) -> None:
    more = {
        "actors": "id,name,kind\nÉCOLE-Ñ,École d’été,association",
        "participations": "actor,project,role\nÉCOLE-Ñ,P2,porteur",
    }
    graph.import_files([folder(tmp_path, "more", **more)], source="Nous - Autre")
    out, before = exported(graph, tmp_path), bodies(graph)
    for file in out.glob("*.csv"):
        file.write_bytes(file.read_bytes().decode("utf-8-sig").encode(read_as, "replace"))
    report = graph.import_files([out], replace=True, yes=True)
    assert bodies(graph) == before
    assert sum(report.rejected.values()) == 0


def test_a_column_that_was_deleted_says_nothing(kept: Graph, out: Path) -> None:
    before = bodies(kept)
    for column in ("start", "level", "visibility"):
        rewrite(
            out / "participations.csv",
            lambda table, column=column: [
                [text for text, name in zip(line, table[0], strict=True) if name != column] for line in table
            ],  # type: ignore[misc]
        )
    report = kept.import_files([out], replace=True)
    assert (bodies(kept), codes(report)) == (before, [])


def test_an_edit_is_an_edit_beside_mangled_cells(graph: Graph, tmp_path: Path) -> None:
    out = exported(graph, tmp_path)
    cell(out / "actors.csv", {"id": "01004"}, "name", "Commune nouvelle")
    cell(out / "actors.csv", {"id": "01004"}, "id", "1004")
    report = graph.import_files([out])
    assert ops(graph, report) == [(Op.SET, RecordType.ACTOR, {"name": "Commune nouvelle"})]


def test_a_day_in_french_among_days_as_they_were_is_an_edit(graph: Graph, tmp_path: Path) -> None:
    graph.edit([{"op": "set", "ids": ["01005"], "fields": {"start": "2020-02-01"}}])
    out = exported(graph, tmp_path)
    cell(out / "actors.csv", {"id": "01004"}, "start", "03/05/2020")
    report = graph.import_files([out])
    assert ops(graph, report) == [(Op.SET, RecordType.ACTOR, {"start": "2020-05-03"})]


office = pytest.mark.needs("libreoffice")
deep = pytest.mark.deep(only=True)


def saved_by_libreoffice(files: list[Path], kind: str, target: Path, *more: str) -> None:
    profile = f"-env:UserInstallation=file://{target}/profile"
    words = ["soffice", profile, "--headless", *more, "--convert-to", kind, "--outdir", str(target), *map(str, files)]
    subprocess.run(words, check=True, capture_output=True, timeout=180)


@office
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["1036", pytest.param("1033", marks=deep)])
def test_saved_as_csv_by_libreoffice_it_is_what_it_was(kept: Graph, out: Path, tmp_path: Path, lang: str) -> None:
    """1036 is French, 1033 English. back_and_forth/test_recognised.py saves a workbook by LibreOffice."""
    saved, before = tmp_path / "saved", bodies(kept)
    # The last words take texts for numbers and days wherever they look so, as Excel does.
    saved_by_libreoffice(sorted(out.glob("*.csv")), "csv", saved, f"--infilter=CSV:44,34,76,1,,{lang},false,true")
    shutil.copy(out / "maillage.json", saved)
    assert "\n1004," in (saved / "actors.csv").read_text("utf-8")
    report = kept.import_files([saved], replace=True)
    assert bodies(kept) == before
    assert {code for _, code in codes(report)} == {"mangled_cells"}
    assert ops(kept, report) == []


def test_numbers_and_days_that_excel_made_of_a_workbooks_texts_are_known(graph: Graph, tmp_path: Path) -> None:
    """The green corner's "Convert to number" makes numbers of texts."""
    before = bodies(graph)
    graph.export(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for page in book:
        for row in page.iter_rows(min_row=2):
            for one in row:
                if page.title not in ("Aide", "Exemples", "_listes", "_maillage") and str(one.value).isdigit():
                    one.value, one.number_format = float(one.value), "General"
    book.save(tmp_path / "a.xlsx")
    report = graph.import_files([tmp_path / "a.xlsx"], replace=True)
    assert bodies(graph) == before
    assert {code for _, code in codes(report)} == {"mangled_cells"}


def test_the_export_and_the_template_say_what_csv_cannot_hold(graph: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as read:
        text = read.read("LISEZMOI.txt").decode("utf-8-sig")
    filling.write_template(tmp_path / "modele", "fr")
    for said in (text, (tmp_path / "modele" / "LISEZMOI.txt").read_text("utf-8-sig")):
        assert "01004" in said
        assert "Préférez le classeur" in said or "préférez le classeur" in said
