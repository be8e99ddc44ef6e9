"""What is exported comes back: a log as an equal log, a graph as the same actors, projects and relations."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest

from graph_service import open_graph
from graph_service.errors import InputError, UsageError
from graph_service.graph import Graph
from graph_service.graph.copying import log_hash
from graph_service.graph.graph_files import TYPES
from graph_service.model import Scope
from tests.graph_service.house import F1, Command, client
from tests.importers.preparing import table

_HOSTILE = '</data><script>, "=1+1", l\'a;b & \u00e9'


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(f"sqlite:///{tmp_path}/a.db", create=True) as graph:
        graph.import_files([F1])
        graph.edit(
            [{"op": "set", "type": "actor", "ids": ["TH"], "fields": {"name": _HOSTILE, "attributes": "x: 1;y: 2"}}]
        )
        file = table(
            tmp_path,
            "fundings",
            "funder,recipient,amount,year,source",
            *["TH,CCS,1000,2021,Ville - dons"] * 2,
            "TH,CCS,2000.5,2021,Ville - dons",
        )
        graph.import_files([file])
        yield graph


def facts(graph: Graph) -> dict[str, list[tuple[object, ...]]]:
    """Every record by its canonical values, without who says so."""
    return {
        type_.value: sorted(
            (*sorted((name, str(value)) for name, value in fact.values.items()), fact.count)
            for fact in graph.store.facts(type_, None, Scope.INTERNAL)
        )
        for type_ in TYPES
    }


def test_a_log_comes_back_as_an_equal_log(source: Graph, tmp_path: Path) -> None:
    source.export(tmp_path / "all.json")
    with open_graph(f"sqlite:///{tmp_path}/b.db", create=True) as graph:
        report = graph.import_files([tmp_path / "all.json"])
        assert report.counts["created"]["actors"] == len(source.store.facts(TYPES[0], None, Scope.INTERNAL))
        assert log_hash(graph.store) == log_hash(source.store)
        for scope in Scope:
            assert graph.store.content_hash(scope) == source.store.content_hash(scope)
        # Again, it is what is there already.
        assert graph.import_files([tmp_path / "all.json"]).import_id is None


def test_a_log_goes_on_where_it_stopped_and_never_onto_another(source: Graph, tmp_path: Path) -> None:
    source.export(tmp_path / "some.json")
    with open_graph(f"sqlite:///{tmp_path}/b.db", create=True) as graph:
        graph.import_files([tmp_path / "some.json"])
        source.edit([{"op": "set", "type": "actor", "ids": ["CCS"], "fields": {"acronym": "C"}}])
        source.export(tmp_path / "more.json")
        graph.import_files([tmp_path / "more.json"])
        assert log_hash(graph.store) == log_hash(source.store)
    with open_graph(f"sqlite:///{tmp_path}/c.db", create=True) as graph:
        graph.import_files([F1])
        with pytest.raises(UsageError):
            graph.import_files([tmp_path / "more.json"])


def test_a_damaged_log_is_refused_whole(source: Graph, tmp_path: Path) -> None:
    source.export(tmp_path / "all.json")
    data = (tmp_path / "all.json").read_bytes()
    with open_graph(f"sqlite:///{tmp_path}/b.db", create=True) as graph:
        for spoilt in (
            data[: len(data) // 2],
            data.replace(b'"says"', b'"sais"'),
            data.replace(b'"actor"', b'"person"'),
        ):
            (tmp_path / "bad.json").write_bytes(spoilt)
            with pytest.raises(InputError):
                graph.import_files([tmp_path / "bad.json"])
        assert not graph.batches()


def test_a_log_is_whole_and_comes_alone(source: Graph, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        source.export(tmp_path / "all.json", scope="public")
    source.export(tmp_path / "all.json")
    with open_graph(f"sqlite:///{tmp_path}/b.db", create=True) as graph, pytest.raises(UsageError):
        graph.import_files([tmp_path / "all.json", F1])


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_a_graph_comes_back_with_equal_records(source: Graph, tmp_path: Path, ending: str) -> None:
    source.export(tmp_path / f"all.{ending}")
    shutil.copy(tmp_path / f"all.{ending}", tmp_path / f"copy.{ending}")
    with open_graph(f"sqlite:///{tmp_path}/b.db", create=True) as graph:
        report = graph.import_files([tmp_path / f"copy.{ending}"])
        assert not report.rejected
        assert facts(graph) == facts(source)


def test_a_graph_is_read_by_other_programs(source: Graph, tmp_path: Path) -> None:
    source.export(tmp_path / "all.graphml", scope="public")
    found = networkx.read_graphml(tmp_path / "all.graphml")
    assert _HOSTILE in {values.get("name") for _, values in found.nodes(data=True)}


def test_an_unknown_ending_is_refused_with_those_that_there_are(source: Graph, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="graphml"):
        source.export(tmp_path / "all.docx")


def test_a_log_comes_back_by_the_command_line_and_over_http(source: Graph, tmp_path: Path, maillage: Command) -> None:
    source.export(tmp_path / "all.json")
    assert maillage("import", str(tmp_path / "all.json")).code == 0
    with open_graph(f"sqlite:///{tmp_path}/maillage.db") as graph:
        assert log_hash(graph.store) == log_hash(source.store)
    with open_graph(f"sqlite:///{tmp_path}/c.db", create=True) as graph:
        files = [("files", ("all.json", (tmp_path / "all.json").read_bytes()))]
        assert client(graph).post("/api/v1/imports", files=files).status_code == 201
        assert log_hash(graph.store) == log_hash(source.store)


@pytest.mark.parametrize("ending", ["xlsx", "zip", "graphml", "gexf"])
def test_what_a_shipped_mapping_brought_comes_back_into_an_empty_store(tmp_path: Path, ending: str) -> None:
    lines = ["nomAttribuant;idAttribuant;nomBeneficiaire;idBeneficiaire;montant", "Ville de Blois;;Le Petit Loir;;10"]
    with open_graph(f"sqlite:///{tmp_path}/a.db", create=True) as first:
        first.import_files([table(tmp_path, "scdl", *lines)])
        first.export(tmp_path / f"all.{ending}")
        with open_graph(f"sqlite:///{tmp_path}/b.db", create=True) as second:
            report = second.import_files([tmp_path / f"all.{ending}"])
            assert not report.rejected
            assert facts(second) == facts(first)
