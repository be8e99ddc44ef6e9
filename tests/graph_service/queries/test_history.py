"""History: nothing that was said is lost, whatever became of it."""

import pytest

from graph_service.errors import Ambiguous, Forbidden, NotFound
from graph_service.graph import open_graph
from graph_service.model import RecordType, Scope
from tests.graph_service.house import F1


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


def table(folder, sheet, *lines):
    """A sheet of the template as a file of its own name, in a folder of its own."""
    folder.mkdir()
    (folder / f"{sheet}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def told(answer):
    return [(one.op, one.live, one.counts) for one in answer.said]


def test_a_row_that_its_source_has_said_anew_no_longer_counts_though_its_batch_does(graph, tmp_path):
    head = "id,name,kind"
    for name, day in (("Ancien", "2024"), ("Nouveau", "2025")):
        graph.import_files(
            [table(tmp_path / name, "actors", head, f"N,{name},association")], source="C - l", updated=day
        )
    assert told(graph.history("N")) == [("row", True, False), ("row", True, True)]
    late = table(tmp_path / "late", "actors", head, "N,Tardif,association")
    graph.import_files([late], source="C - l", updated="2023")
    assert [one.counts for one in graph.history("N").said] == [False, True, False]
    graph.undo(graph.history("N").said[1].batch)
    assert told(graph.history("N")) == [("row", True, True), ("row", False, False), ("row", True, False)]


def test_a_row_that_several_batches_say_counts_as_the_newest_says_it(graph):
    again = graph.import_files([F1])
    assert told(graph.history("TM")) == [("row", True, False), ("row", True, True)]
    graph.undo(again.import_id)
    assert told(graph.history("TM")) == [("row", True, True), ("row", False, False)]


def test_what_a_complete_import_ended_no_longer_counts(graph, tmp_path):
    both = table(tmp_path / "both", "actors", "id,name,kind", "N,Neuf,association", "O,Onze,association")
    graph.import_files([both], source="C - l", updated="2024")
    one = table(tmp_path / "one", "actors", "id,name,kind", "O,Onze,association")
    graph.import_files([one], source="C - l", updated="2025", replace=True, yes=True)
    assert told(graph.history("N")) == [("row", True, False)]


def test_of_staffs_words_about_a_field_the_last_counts(graph):
    for acronym in ("UN", "DEUX"):
        graph.edit([{"op": "set", "ids": ["TM"], "fields": {"acronym": acronym}}])
    graph.edit([{"op": "set", "ids": ["TM"], "fields": {"website": "https://tm.example"}}])
    assert [one.counts for one in graph.history("TM").said] == [True, False, True, True]
    last = graph.edit([{"op": "deny", "ids": ["TM"]}, {"op": "affirm", "ids": ["TM"]}])
    assert [(one.op, one.counts) for one in graph.history("TM").said[-2:]] == [("deny", False), ("affirm", True)]
    graph.undo(last.import_id)
    assert [one.counts for one in graph.history("TM").said] == [True, False, True, True, False, False]


def test_of_words_about_a_pair_and_about_who_sees_the_last_counts(graph):
    graph.edit([{"op": "same", "ids": ["TM", "TOURS"]}])
    graph.edit([{"op": "different", "ids": ["TOURS", "TM"]}])
    graph.edit([{"op": "hide", "ids": ["TM"], "visibility": "partners"}])
    graph.edit([{"op": "hide", "ids": ["TM"], "visibility": "internal"}])
    words = [(one.op, one.counts) for one in graph.history("TM").said if one.op != "row"]
    assert words == [("same", False), ("different", True), ("hide", False), ("hide", True)]


def test_a_funding_whose_amount_was_said_anew_is_no_more_and_says_so(graph, tmp_path):
    head = "funder,recipient,amount,year"
    old, new = (table(tmp_path / str(n), "fundings", head, f"REG,P1,{n},2024") for n in (100, 200))
    graph.import_files([old], source="C - l", updated="2024")
    (first,) = graph.store.facts(RecordType.FUNDING, None, Scope.INTERNAL)
    graph.import_files([new], source="C - l", updated="2025")
    (second,) = graph.store.facts(RecordType.FUNDING, None, Scope.INTERNAL)
    assert first.id != second.id
    assert told(graph.history(first.id)) == [("row", True, False)]
    assert told(graph.history(second.id)) == [("row", True, True)]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_was_said_is_told_by_the_names_that_people_read(graph, tmp_path, lang):
    head = "actor,project,role,start"
    graph.import_files([table(tmp_path / "p", "participations", head, "UT,P3,expert,2019-02")], source="C - l")
    parts = graph.store.facts(RecordType.PARTICIPATION, None, Scope.INTERNAL)
    (fact,) = (part for part in parts if part.get("start") == "2019-02")
    (said,) = graph.history(fact.id).model_dump(mode="json", context={"lang": lang})["said"]
    actor, project = "Université de Tours (fictif) (UT)", "Recherche-action sur la participation"
    labels, op = {
        "fr": (["Acteur", "Projet", "Rôle", "Début"], "ligne"),
        "en": (["Actor", "Project", "Role", "Start"], "row"),
    }[lang]
    assert ([each["label"] for each in said["what"]], said["op_label"]) == (labels, op)
    texts = [each["text"] for each in said["what"]]
    assert texts[0] == actor
    assert texts[1].startswith(project)
    assert texts[1].endswith("(P3)")
    assert texts[2:] == ["Expert", "02/2019"]


def test_the_latest_may_come_first_and_pages_go_on_from_each_other(graph):
    for n in range(5):
        graph.edit([{"op": "set", "ids": ["TM"], "fields": {"acronym": f"T{n}"}}])
    first = graph.history("TM", order="latest", limit=4)
    assert (first.total, first.said[0].counts) == (6, True)
    rest = graph.history("TM", order="latest", limit=4, after=first.next)
    assert (rest.next, [one.op for one in rest.said]) == (None, ["set", "row"])
    assert [*first.said, *rest.said] == list(reversed(graph.history("TM").said))


def test_a_name_of_two_actors_is_asked_back(graph, tmp_path):
    head = "id,name,kind"
    graph.import_files([table(tmp_path / "a", "actors", head, "N,Amicale,association", "O,Amicale,association")])
    with pytest.raises(Ambiguous):
        graph.history("Amicale")
    assert graph.history("N").total == 1
