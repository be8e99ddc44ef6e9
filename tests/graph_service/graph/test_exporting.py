"""Export: the template's files hold all that a scope sees and nothing else, and a new store reads them again."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import UsageError
from graph_service.graph import Graph
from graph_service.model import RecordType, Scope
from importers.readers import read
from tests.graph_service.house import F1, folder, new_graph

CANARY = "kanari"
"""A word that stands only in what the team alone may see."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store's file: F1, and one of everything else, public, for partners, and internal with canaries."""
    at = tmp_path_factory.mktemp("filled")
    files = folder(
        at,
        "more",
        actors=f"""id,name,kind,aliases,siren,latitude,start,visibility
            N,"Nom, à virgule; ""cité"" ",association,un;deux,,47.000001,2020-05,public
            PA,Partenaire,association,,,,,partners
            X,{CANARY} caché,association,{CANARY}-alias,,,,internal""",
        projects=f"""id,title,kind,themes,size,budget,description,visibility
            Q,Projet public,operation,cohesion,12,1000.5,=1+1,public
            Y,{CANARY} projet,operation,,,,{CANARY} texte,internal""",
        participations="""actor,project,role,start,end,visibility
            N,Q,porteur,2021,2022-03,public
            PA,Q,partenaire,,,partners
            X,Q,expert,,,internal
            N,Y,expert,,,internal""",
        partnerships=f"""actor,partner,kind,title,weight,start,visibility
            N,TM,convention,Accord,2.5,2021,public
            N,PA,convention,{CANARY} accord,,2020,internal""",
        fundings="""funder,recipient,amount,currency,year,nature,visibility
            REG,N,5000,EUR,2023,numeraire,public
            REG,N,5000,EUR,2023,numeraire,public
            REG,Q,123456.5,EUR,2023,,internal""",
        functions=f"id,actor,title,generic_contact\nF,N,{CANARY} cheffe de projet,contact@{CANARY}.example",
        territories="code,level,name,within\nZ:x,perimetre_libre,Un lieu,R24",
        sources="id,producer,title,licence,updated\nnous--liste,Nous,Liste,etalab-2.0,2024-05",
    )
    with new_graph(at / "g.db", F1, visibility="public") as graph:
        graph.import_files([files], source="Nous - Liste", updated="2024-05")
        graph.edit(
            [
                {"op": "set", "ids": ["N"], "fields": {"acronym": "NN"}},
                {"op": "set", "ids": ["TM"], "fields": {"acronym": f"{CANARY}!"}, "visibility": "internal"},
                {"op": "add", "type": "actor", "fields": {"id": "ST", "name": "Ajouté", "kind": "association"}},
            ]
        )
    return at / "g.db"


@pytest.fixture
def graph(filled: Path, tmp_path: Path) -> Iterator[Graph]:
    """What is filled, in a store of this test's own."""
    shutil.copy(filled, tmp_path / "g.db")
    with new_graph(tmp_path / "g.db") as graph:
        yield graph


def held(graph: Graph, scope: Scope) -> dict[str, Any]:
    """What is held to be so of a scope, without who said it; a funding's id holds its source, so its values name it."""
    found: dict[str, Any] = {}
    for type_ in RecordType:
        if type_ in (RecordType.SOURCE, RecordType.TERM):
            continue
        for fact in graph.store.facts(type_, None, scope):
            name = sorted(fact.values.items(), key=str) if type_ is RecordType.FUNDING else fact.id
            found[f"{type_}:{name}"] = (dict(fact.values), fact.visibility, fact.count)
    return found


@pytest.mark.parametrize("name", ["out.zip", "out.xlsx"])
@pytest.mark.parametrize("scope", list(Scope))
def test_an_export_read_into_a_new_store_holds_the_same(graph: Graph, tmp_path: Path, scope: Scope, name: str) -> None:
    rows = graph.export(tmp_path / name, scope=scope)
    again = new_graph(tmp_path / "again.db")
    report = again.import_files([tmp_path / name], source="Relu - Export", strict=True)
    assert sum(f["read"] for f in report.files) == sum(rows.values())
    seen = {name: (values, count) for name, (values, _, count) in held(graph, scope).items()}
    read = {name: (values, count) for name, (values, _, count) in held(again, scope).items()}
    assert read == seen
    if scope is not Scope.PUBLIC:
        visible = {n: v for n, (_, v, _) in held(graph, scope).items() if not n.startswith(("theme", "territory"))}
        assert {n: held(again, scope)[n][1] for n in visible} == visible
    again.close()


@pytest.mark.parametrize("kind", ["zip", "xlsx"])
@pytest.mark.parametrize("scope", list(Scope))
def test_an_export_of_an_export_is_the_same_file(graph: Graph, tmp_path: Path, scope: Scope, kind: str) -> None:
    graph.export(tmp_path / f"one.{kind}", scope=scope)
    graph.export(tmp_path / f"two.{kind}", scope=scope)
    assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"two.{kind}").read_bytes()


def test_a_public_workbook_holds_nothing_that_only_the_team_sees(graph: Graph, tmp_path: Path) -> None:
    held = {}
    for scope in Scope:
        graph.export(tmp_path / f"{scope}.xlsx", scope=scope)
        with zipfile.ZipFile(tmp_path / f"{scope}.xlsx") as archive:
            held[scope] = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert held[Scope.INTERNAL].count(CANARY) >= 8
    assert CANARY not in held[Scope.PARTNERS]
    assert CANARY not in held[Scope.PUBLIC]


def test_a_workbook_speaks_the_asked_language(graph: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "fr.xlsx")
    graph.export(tmp_path / "en.xlsx", lang="en")
    (fr,) = [s for s in read(tmp_path / "fr.xlsx") if s.name == "Acteurs"]
    (en,) = [s for s in read(tmp_path / "en.xlsx") if s.name == "Actors"]
    assert (fr.header[:3], en.header[:3]) == (
        ("Identifiant *", "Nom *", "Type *"),
        ("Identifier *", "Name *", "Kind *"),
    )
    kinds = [{texts[0]: texts[2] for _, texts in sheet.rows()} for sheet in (fr, en)]
    assert (kinds[0]["UT"], kinds[1]["UT"]) == ("Université", "University")


def test_a_public_export_holds_nothing_that_only_the_team_sees(graph: Graph, tmp_path: Path) -> None:
    texts = {}
    for scope in Scope:
        graph.export(tmp_path / f"{scope}.zip", scope=scope)
        with zipfile.ZipFile(tmp_path / f"{scope}.zip") as archive:
            texts[scope] = "\n".join(archive.read(name).decode("utf-8-sig") for name in archive.namelist())
    assert texts[Scope.INTERNAL].count(CANARY) >= 8
    assert CANARY not in texts[Scope.PARTNERS]
    assert CANARY not in texts[Scope.PUBLIC]
    assert "123456.5" not in texts[Scope.PUBLIC]
    assert "PA,Q" in texts[Scope.PARTNERS]
    assert "PA,Q" not in texts[Scope.PUBLIC]
    assert "internal" not in texts[Scope.PUBLIC]


def test_no_cell_of_an_export_is_a_formula(graph: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        text = archive.read("projects.csv").decode("utf-8-sig")
    assert ",=1+1" not in text
    assert "=1+1" in text


def test_what_staff_typed_claims_no_source(graph: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        lines = archive.read("actors.csv").decode("utf-8-sig").splitlines()
    (typed,) = [line.split(",") for line in lines if line.startswith("ST,")]
    assert typed[-3:-1] == ["internal", ""]


def test_an_export_is_a_workbook_or_a_zip_and_says_so(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.zip"):
        graph.export(tmp_path / "out.csv")


def test_networkx_gets_both_modes_in_the_asked_scope(graph: Graph) -> None:
    two = graph.to_networkx(scope="public")
    assert "X" not in two
    assert {two.nodes[n]["bipartite"] for n in ("N", "Q")} == {0, 1}
    assert "X" in graph.to_networkx()
    one = graph.to_networkx(two_mode=False, as_of="2025-01-01", tie_profile="plain", scope="public")
    assert round(one["TM"]["TOURS"]["weight"], 6) == 1.25
    assert "VIE" in one
