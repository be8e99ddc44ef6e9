"""Staff's words: what each does, what it refuses, and that one list is one batch and one undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import Ambiguous, Forbidden, InputError, MaillageError, NotFound, UsageError
from graph_service.graph import Graph, open_graph
from graph_service.messages import LANGS, say
from graph_service.model import RecordType, Scope
from tests.graph_service.house import bodies, folder, new_graph, url

A, P, PART = RecordType.ACTOR, RecordType.PROJECT, RecordType.PARTICIPATION


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    """Two towns and an association in one contract, and a second record of one of the towns."""
    files = folder(
        tmp_path,
        "a",
        actors="""id,name,kind,siren,aliases
            T,Ville de Tours,commune,213702616,
            B,Ville de Blois,commune,214100182,
            MT,Mairie de Tours,commune,,la mairie
            AS,Amicale du Sanitas,association,,""",
        projects="id,title,kind,start,end\nC,Contrat de ville,contrat_de_ville,2020,2024",
        participations="""actor,project,role
            T,C,porteur
            B,C,partenaire
            AS,C,representant_habitants""",
        sources="id,producer,title\nville--liste,Ville,Liste",
    )
    graph = new_graph(tmp_path / "g.db", files, source="Ville - Liste", visibility="public")
    yield graph
    graph.close()


def one(graph: Graph, type_: RecordType, id_: str, scope: Scope = Scope.INTERNAL) -> Any:
    (found,) = graph.store.facts(type_, [id_], scope) or [None]
    return found


def refused(graph: Graph, *operations: dict[str, Any]) -> MaillageError:
    """The error that the list ends in; nothing of it may have been written."""
    before = (bodies(graph), len(graph.batches()))
    with pytest.raises(MaillageError) as caught:
        graph.edit(operations)
    assert (bodies(graph), len(graph.batches())) == before
    assert all(say(caught.value.message, lang) for lang in LANGS)
    return caught.value


def part_of(graph: Graph, actor: str) -> str:
    (found,) = [f.id for f in graph.store.facts(PART, None, Scope.INTERNAL) if f.get("actor") == actor]
    return found


CHANGES: list[dict[str, Any]] = [
    {"op": "add", "type": "actor", "fields": {"id": "N", "name": "Nouveau", "kind": "association"}},
    {"op": "set", "ids": ["T"], "fields": {"name": "Tours"}},
    {"op": "deny", "ids": ["T"]},
    {"op": "hide", "ids": ["T"], "visibility": "partners"},
    {"op": "same", "ids": ["T", "MT"]},
    {"op": "different", "ids": ["T", "MT"]},
    {"op": "affirm", "ids": ["T"]},
]


@pytest.mark.parametrize("operation", CHANGES, ids=lambda o: str(o["op"]))
def test_every_word_is_undone_as_if_it_had_never_been_said(graph: Graph, operation: dict[str, Any]) -> None:
    before = bodies(graph)
    report = graph.edit([operation])
    assert report.import_id
    after = bodies(graph)
    assert (after == before) == (operation["op"] in ("different", "affirm"))
    graph.undo(report.import_id, yes=True)
    assert bodies(graph) == before
    undone = graph.batches()[0][0].id
    graph.undo(undone, yes=True)
    assert bodies(graph) == after


@pytest.mark.parametrize("operation", CHANGES, ids=lambda o: str(o["op"]))
def test_an_undo_that_shows_more_to_readers_lists_it_and_asks(graph: Graph, operation: dict[str, Any]) -> None:
    report = graph.edit([operation])
    assert report.import_id
    if operation["op"] != "hide":
        graph.undo(report.import_id)
        return
    before = bodies(graph)
    with pytest.raises(InputError) as caught:
        graph.undo(report.import_id)
    assert caught.value.code == "undo-widens"
    assert [(p["code"], p["column"], p["value"]) for p in caught.value.problems] == [
        ("seen_by_more", "visibility", operation["ids"][0])
    ]
    assert bodies(graph) == before
    graph.undo(report.import_id, yes=True)


def test_add_takes_names_for_ids_and_the_words_of_the_vocabulary(graph: Graph) -> None:
    graph.edit(
        [
            {
                "op": "add",
                "type": "participation",
                "fields": {"actor": "Mairie de Tours", "project": "C", "role": "Expert"},
            }
        ]
    )
    found = one(graph, PART, part_of(graph, "MT"))
    assert (found.get("role"), found.source, found.visibility) == ("expert", "staff", Scope.INTERNAL)


def test_add_makes_a_readable_id_where_none_is_given_and_says_it(graph: Graph) -> None:
    fields = {"name": "Régie de l'Été", "kind": "association"}
    report = graph.edit([{"op": "add", "type": "actor", "fields": fields}])
    (id_,) = report.added
    assert id_.startswith("regie-de-l-ete-")
    assert refused(graph, {"op": "add", "type": "actor", "fields": fields}).code == "edit-add-exists"


def test_a_list_may_add_an_actor_and_name_it_in_the_same_list(graph: Graph) -> None:
    report = graph.edit(
        [
            {"op": "add", "type": "actor", "fields": {"id": "N", "name": "Nouveau", "kind": "association"}},
            {"op": "add", "type": "participation", "fields": {"actor": "N", "project": "C", "role": "partenaire"}},
        ]
    )
    assert (report.counts.created[A], report.counts.created[PART], report.waiting) == (1, 1, ())


def test_set_wins_over_every_source_and_the_other_value_stays_readable(graph: Graph, tmp_path: Path) -> None:
    graph.edit([{"op": "set", "ids": ["Ville de Blois"], "fields": {"name": "Blois", "aliases": ["b1", "b2"]}}])
    later = folder(tmp_path, "later", actors="id,name,kind\nB,Ville de Blois la Neuve,commune")
    graph.import_files([later], source="Autre - Liste", updated="2030", visibility="public")
    fact = one(graph, A, "B")
    assert (fact.name, fact.get("aliases")) == ("Blois", ("b1", "b2"))
    assert {v for v, _ in fact.others["name"]} == {"Ville de Blois", "Ville de Blois la Neuve"}


def test_set_of_nothing_empties_a_field_but_never_a_required_one(graph: Graph) -> None:
    graph.edit([{"op": "set", "ids": ["T"], "fields": {"siren": None}}])
    assert one(graph, A, "T").get("siren") is None
    error = refused(graph, {"op": "set", "ids": ["T"], "fields": {"name": ""}})
    assert (error.code, type(error)) == ("edit-required", UsageError)


def test_set_carries_the_facts_visibility_unless_told_otherwise(graph: Graph) -> None:
    graph.edit([{"op": "set", "ids": ["T"], "fields": {"acronym": "VT"}}])
    graph.edit([{"op": "set", "ids": ["B"], "fields": {"acronym": "VB"}, "visibility": "internal"}])
    assert one(graph, A, "T", Scope.PUBLIC).get("acronym") == "VT"
    assert one(graph, A, "B", Scope.PUBLIC).get("acronym") is None
    assert one(graph, A, "B").get("acronym") == "VB"


@pytest.mark.parametrize(
    ("type_", "id_", "field"),
    [("participation", "AS", "role"), ("participation", "AS", "actor"), ("actor", "T", "id"), ("project", "C", "id")],
)
def test_what_makes_a_fact_this_one_is_not_set(graph: Graph, type_: str, id_: str, field: str) -> None:
    target = part_of(graph, id_) if type_ == "participation" else id_
    error = refused(graph, {"op": "set", "type": type_, "ids": [target], "fields": {field: "T"}})
    assert error.code == "edit-fixed-field"


def test_a_participation_is_corrected_by_a_denial_and_a_new_row_in_one_batch(graph: Graph) -> None:
    before = bodies(graph)
    report = graph.edit(
        [
            {"op": "deny", "ids": [part_of(graph, "AS")]},
            {"op": "add", "type": "participation", "fields": {"actor": "AS", "project": "C", "role": "expert"}},
        ]
    )
    assert one(graph, PART, part_of(graph, "AS")).get("role") == "expert"
    assert report.import_id
    graph.undo(report.import_id)
    assert bodies(graph) == before


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"siren": "213702617"}, "siren"),
        ({"kind": "vaisseau"}, "kind"),
        ({"territory": "99999"}, "territory"),
        ({"colour": "red"}, "colour"),
        ({"start": "hier"}, "start"),
        ({"start": "2024", "end": "2020"}, "end"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_field_and_reason(
    graph: Graph, fields: dict[str, str], field: str
) -> None:
    error = refused(graph, {"op": "set", "ids": ["T"], "fields": fields})
    assert isinstance(error, InputError)
    assert error.problems[0]["column"] == field
    assert all(error.problem(lang)["problems"][0]["message"] for lang in LANGS)


def test_a_new_start_after_the_end_that_stands_is_refused(graph: Graph) -> None:
    assert isinstance(refused(graph, {"op": "set", "ids": ["C"], "fields": {"start": "2025"}}), InputError)


def test_one_bad_word_refuses_the_whole_list(graph: Graph) -> None:
    good = {"op": "set", "ids": ["T"], "fields": {"acronym": "VT"}}
    assert isinstance(refused(graph, good, {"op": "deny", "ids": ["nobody"]}), NotFound)


def test_a_denied_actor_is_gone_with_its_participations_until_affirmed(graph: Graph, tmp_path: Path) -> None:
    graph.edit([{"op": "deny", "ids": ["AS"]}])
    assert one(graph, A, "AS") is None
    assert "AS" not in {f.get("actor") for f in graph.store.facts(PART, None, Scope.INTERNAL)}
    graph.import_files([tmp_path / "a"], source="Ville - Liste", updated="2031")
    assert one(graph, A, "AS") is None
    graph.edit([{"op": "affirm", "type": "actor", "ids": ["AS"]}])
    assert one(graph, A, "AS").name == "Amicale du Sanitas"
    assert part_of(graph, "AS")


def test_what_was_never_there_cannot_be_affirmed(graph: Graph) -> None:
    assert isinstance(refused(graph, {"op": "affirm", "ids": ["nobody"]}), NotFound)


def test_a_hidden_actor_is_seen_from_that_scope_on_and_searched_by_nobody_below(graph: Graph) -> None:
    graph.edit([{"op": "hide", "ids": ["AS"], "visibility": "partners"}])
    assert [bool(one(graph, A, "AS", scope)) for scope in Scope] == [False, True, True]
    assert graph.search("amicale", scope="public").results == []
    with pytest.raises(NotFound):
        graph.actor("AS", scope="public")
    assert refused(graph, {"op": "hide", "ids": ["AS"]}).code == "edit-hide-below"
    assert refused(graph, {"op": "hide", "ids": ["AS"], "visibility": "public"}).code == "edit-hide-below"


def test_two_records_said_the_same_are_one_actor_under_either_id(graph: Graph) -> None:
    graph.edit([{"op": "same", "ids": ["Ville de Tours", "MT"]}])
    by_id = {id_: graph.actor(id_).actor for id_ in ("T", "MT")}
    assert by_id["T"] == by_id["MT"]
    assert set(by_id["T"].members) == {"T", "MT"}
    assert refused(graph, {"op": "same", "ids": ["T", "MT"]}).code == "edit-same-already"
    graph.edit([{"op": "different", "ids": ["T", "MT"]}])
    assert graph.actor("T").actor.id != graph.actor("MT").actor.id


def test_two_sirens_are_two_legal_persons_and_never_said_the_same(graph: Graph) -> None:
    error = refused(graph, {"op": "same", "ids": ["T", "B"]})
    assert error.code == "edit-two-sirens"
    assert "213702616" in str(error)
    assert "214100182" in str(error)


def test_different_keeps_apart_what_an_identifier_joins(graph: Graph, tmp_path: Path) -> None:
    twin = folder(tmp_path, "twin", actors="id,name,kind,siren\nT2,Tours (annexe),commune,213702616")
    graph.import_files([twin], source="Autre - Liste")
    assert graph.actor("T2").actor.id == graph.actor("T").actor.id
    assert refused(graph, {"op": "different", "ids": ["T", "T"]}).code == "edit-different-self"
    graph.edit([{"op": "different", "ids": ["T", "T2"]}])
    assert graph.actor("T2").actor.id == "T2"


def test_only_actors_are_the_same_or_different(graph: Graph) -> None:
    assert refused(graph, {"op": "same", "type": "project", "ids": ["C", "C"]}).code == "edit-two-actors"
    assert refused(graph, {"op": "same", "ids": ["T"]}).code == "edit-two-actors"


def test_a_sources_rank_decides_and_only_staff_give_it(graph: Graph, tmp_path: Path) -> None:
    other = folder(tmp_path, "o", actors="id,name,kind\nB,Blois vu d'ailleurs,commune")
    graph.import_files([other], source="Autre - Liste", updated="2030", visibility="public")
    assert one(graph, A, "B").name == "Blois vu d'ailleurs"
    graph.edit([{"op": "set", "type": "source", "ids": ["ville--liste"], "fields": {"rank": 1}}])
    assert one(graph, A, "B").name == "Ville de Blois"
    graph.edit([{"op": "set", "type": "source", "ids": ["ville--liste"], "fields": {"rank": None}}])
    assert one(graph, A, "B").name == "Blois vu d'ailleurs"
    assert refused(graph, {"op": "set", "ids": ["ville--liste"], "fields": {"rank": "first"}}).code == "bad-parameter"


def test_undo_lists_the_words_that_are_left_waiting_for_their_fact(graph: Graph, tmp_path: Path) -> None:
    files = folder(tmp_path, "n", actors="id,name,kind\nN,Nouvelle,association")
    imported = graph.import_files([files], source="N - N").import_id
    graph.edit([{"op": "set", "ids": ["N"], "fields": {"name": "Neuve"}}])
    assert imported
    report = graph.undo(imported)
    assert report.waiting == ("set actor N",)
    assert one(graph, A, "N") is None
    graph.import_files([files], source="N - N")
    assert one(graph, A, "N").name == "Neuve"


def test_a_name_that_two_actors_bear_is_listed_and_nothing_is_said(graph: Graph) -> None:
    graph.edit([{"op": "add", "type": "actor", "fields": {"id": "T9", "name": "Ville de Tours", "kind": "commune"}}])
    error = refused(graph, {"op": "deny", "ids": ["Ville de Tours"]})
    assert isinstance(error, Ambiguous)
    assert sorted(error.candidates) == [("T", "Ville de Tours"), ("T9", "Ville de Tours")]


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        ({"op": "shout", "ids": ["T"]}, "bad-parameter"),
        ({"op": "deny", "ids": ["T"], "colour": "red"}, "bad-parameter"),
        ({"op": "deny", "ids": ["T", "B"]}, "edit-one-id"),
        ({"op": "set", "ids": ["T"]}, "edit-no-field"),
        ({"op": "add", "type": "source", "fields": {"id": "x"}}, "edit-add-what"),
        ({"op": "add", "fields": {"id": "x"}}, "edit-add-what"),
    ],
)
def test_an_operation_that_is_none_says_what_is_wrong(graph: Graph, operation: dict[str, Any], code: str) -> None:
    assert refused(graph, operation).code == code


def test_an_empty_list_is_no_batch(graph: Graph) -> None:
    assert refused(graph).code == "edit-empty"


def test_a_batch_is_undone_once_and_an_unknown_one_never(graph: Graph) -> None:
    report = graph.edit([{"op": "deny", "ids": ["AS"]}])
    assert report.import_id
    graph.undo(report.import_id)
    with pytest.raises(UsageError, match="already"):
        graph.undo(report.import_id)
    with pytest.raises(NotFound):
        graph.undo("20010101-000000")


def test_only_who_sees_all_may_write_or_read_what_was_written(tmp_path: Path, graph: Graph) -> None:
    with open_graph(url(tmp_path / "g.db"), scope="partners") as lower:
        for write in (
            lambda: lower.edit([{"op": "deny", "ids": ["T"]}]),
            lambda: lower.undo(graph.batches()[0][0].id),
            lambda: lower.import_files([tmp_path / "a"]),
        ):
            with pytest.raises((UsageError, Forbidden)):
                write()
    assert one(graph, A, "T")


def test_the_same_new_id_twice_in_one_list_is_refused(graph: Graph) -> None:
    new = {"op": "add", "type": "actor", "fields": {"id": "N", "name": "Nouveau", "kind": "association"}}
    assert refused(graph, new, new).code == "edit-add-exists"
