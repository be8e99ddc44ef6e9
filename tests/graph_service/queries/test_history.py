"""History: nothing that was said is lost, whatever became of it."""

import pytest

from graph_service.errors import Forbidden, NotFound
from graph_service.graph import open_graph
from tests.importers.test_batch import F1


@pytest.fixture
def graph(tmp_path):
    with open_graph(f"sqlite:///{tmp_path / 'f1.db'}", create=True) as graph:
        graph.import_files([F1])
        yield graph


def ops(answer):
    return [(one.op, one.live) for one in answer.said]


def test_a_row_is_told_with_its_file_and_row_and_a_correction_with_who(graph):
    graph.edit([{"op": "set", "ids": ["TM"], "fields": {"acronym": "TMVL"}}], who="claire")
    first, second = graph.history("TM").said
    assert (first.op, first.file, first.row, first.fields["id"]) == ("row", "demo/actors.csv", first.row, "TM")
    assert first.row > 1
    assert (second.op, second.who, second.source, second.fields) == ("set", "claire", "staff", {"acronym": "TMVL"})


def test_what_is_undone_stays_readable_and_says_so(graph):
    report = graph.edit([{"op": "set", "ids": ["TM"], "fields": {"acronym": "TMVL"}}])
    graph.undo(report.import_id)
    assert ops(graph.history("TM")) == [("row", True), ("set", False)]


def test_a_denied_actor_and_one_merged_away_keep_their_history(graph):
    graph.edit([{"op": "deny", "ids": ["VIE"]}])
    assert ops(graph.history("VIE")) == [("row", True), ("deny", True)]
    graph.edit([{"op": "same", "ids": ["TM", "TOURS"]}])
    assert {one.fields.get("id") for one in graph.history("TOURS").said} >= {"TM", "TOURS"}


def test_a_participation_has_a_history_by_its_id(graph):
    fact = graph.paths("UT", "CCS", as_of="2021-01-01").paths[0].hops[0].evidence[0].facts[0]
    (said,) = graph.history(fact).said
    assert (said.type, said.fields["project"], said.file) == ("participation", "P3", "demo/participations.csv")


def test_it_is_for_the_team_alone(graph):
    with pytest.raises(Forbidden):
        graph.history("TM", scope="partners")
    with pytest.raises(NotFound):
        graph.history("nobody")
