"""Saved maps: what is kept of them, who sees them, and that a frozen one stays what it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph_service.errors import Conflict, Forbidden, MaillageError, NotFound, StoreError, UsageError
from graph_service.graph import Graph
from graph_service.graph.saved import maps
from graph_service.graph.saved import records as r
from graph_service.messages import say
from graph_service.model import RecordType, Scope
from tests.graph_service.house import AS_OF, folder, new_graph
from visualisations.renderers import formats, renderer

HIDDEN = {
    "actors": "id,name,kind,visibility\nSEC,Cabinet Secret,association,internal",
    "participations": "actor,project,role,visibility\nSEC,P1,partenaire,internal",
}
"""An actor that only the team sees, in a project of F1 that all see."""


@pytest.fixture
def graph(own_f1: Graph, tmp_path: Path) -> Graph:
    own_f1.import_files([folder(tmp_path, "hidden", **HIDDEN)])
    return own_f1


def drawn(graph: Graph, name: str, format_: str = "svg", lang: str = "fr") -> bytes:
    return renderer(format_).render(graph.draw_map(name), lang)


def test_a_map_keeps_its_question_with_names_as_ids_and_is_asked_again(graph: Graph) -> None:
    made = graph.save_map("Autour de l’université", "actor", {"id": "Université de Tours (fictif)", "as_of": AS_OF})

    (found,) = graph.saved_maps()
    assert found.map == made
    assert (found.map.question, found.map.values) == ("actor", {"id": ("UT",), "as_of": (AS_OF,)})
    assert found.map.frozen is None
    assert {node.id for node in graph.draw_map(made.id).nodes} >= {"UT", "UO"}

    graph.edit([{"op": "deny", "type": "actor", "ids": ["UO"]}])
    assert "UO" not in {node.id for node in graph.draw_map("autour de l'UNIVERSITE").nodes}, "by its name, as typed"


@pytest.mark.parametrize(
    ("question", "values", "format_"),
    [
        *(("ties", {}, format_) for format_ in formats()),
        ("actor", {"id": "UT"}, "svg"),
        ("paths", {"from": "TH", "to": "CCS"}, "svg"),
        ("project", {"id": "P1"}, "svg"),
    ],
)
def test_a_frozen_map_is_drawn_the_same_whatever_happens_to_the_data(
    graph: Graph, question: str, values: dict[str, str], format_: str
) -> None:
    graph.save_map("Figée", question, {**values, "as_of": AS_OF}, freeze=True)
    before = {lang: drawn(graph, "Figée", format_, lang) for lang in ("fr", "en")}

    graph.edit([{"op": "set", "type": "actor", "ids": ["UT"], "fields": {"name": "Renommée"}}])
    graph.edit([{"op": "deny", "type": "project", "ids": ["P1"]}, {"op": "deny", "type": "actor", "ids": ["TH"]}])

    assert {lang: drawn(graph, "Figée", format_, lang) for lang in ("fr", "en")} == before


def test_a_frozen_map_is_drawn_the_same_though_vocabulary_and_layout_moved(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph.save_map("Figée", "ties", {"as_of": AS_OF}, freeze=True)
    before = drawn(graph, "Figée")

    # The parts that a later version of Maillage replaces: where nodes go, and what families are called and coloured.
    monkeypatch.setattr("visualisations.arrange.layout", lambda name: lambda view: {n.id: (0, 0) for n in view.nodes})
    monkeypatch.setattr("graph_service.vocabulary.Vocabulary.family", lambda self, kind: None)

    assert drawn(graph, "Figée") == before


def test_a_frozen_map_says_that_it_is_one_and_of_which_data(graph: Graph) -> None:
    made = graph.save_map("Figée", "ties", {"as_of": "2024-06-30"}, freeze=True)

    assert made.frozen is not None
    assert made.frozen.as_of == "2024-06-30"
    day = "/".join(reversed(made.saved_at[:10].split("-")))
    assert f"Carte figée le {day}\u202f; données au 30/06/2024." in [
        say(note, "fr") for note in graph.draw_map("Figée").notes
    ]
    assert "data of 2024-06-30" in drawn(graph, "Figée", "html", "en").decode()


@pytest.mark.parametrize("freeze", [False, True])
def test_a_map_is_drawn_in_the_size_and_the_form_that_it_was_saved_with(graph: Graph, freeze: bool) -> None:
    usual = graph.written("actor", {"id": "UT", "as_of": AS_OF}, "picture.json")
    forms = [each["id"] for each in json.loads(usual)["forms"]]
    other = next(form for form in forms if form != json.loads(usual)["form"])
    made = graph.save_map("Forme", "actor", {"id": "UT", "as_of": AS_OF}, freeze=freeze, form=other, preset="slide")

    view, chosen = graph.draw_map("Forme"), maps.figure_of(made)
    assert (view.form, chosen.preset.id if chosen.preset else None) == (other, "slide")
    slide = renderer("svg").draw(view, "fr", chosen)
    assert slide != renderer("svg").render(view, "fr")
    if freeze:
        assert graph.map_changes("Forme", as_of=AS_OF).lines == ()


def test_a_map_is_asked_in_the_scope_that_it_was_saved_for_whoever_looks(graph: Graph) -> None:
    for scope in Scope:
        graph.save_map(f"Vue {scope}", "project", {"id": "P1", "as_of": AS_OF}, scope=scope)

    seen = {scope: {node.id for node in graph.draw_map(f"Vue {scope}").nodes} for scope in Scope}
    assert "SEC" in seen[Scope.INTERNAL]
    assert "SEC" not in seen[Scope.PUBLIC] | seen[Scope.PARTNERS]


@pytest.mark.parametrize("freeze", [False, True])
def test_who_does_not_see_the_scope_of_a_map_is_told_nothing_of_it(graph: Graph, freeze: bool) -> None:
    for scope in Scope:
        graph.save_map(f"Vue {scope}", "ties", {"as_of": AS_OF}, scope=scope, freeze=freeze)
    ids = {scope: r.id_of(f"Vue {scope}") for scope in Scope}

    for reader in Scope:
        assert {found.map.scope for found in graph.saved_maps(scope=reader)} == {s for s in Scope if reader.sees(s)}
        for scope in Scope:
            if not reader.sees(scope):
                for text in (ids[scope], f"Vue {scope}"):
                    with pytest.raises(NotFound) as refused:
                        maps.find(graph, text, reader)
                    unknown = NotFound("saved-unknown", text=text)
                    assert refused.value.problem("fr") == unknown.problem("fr"), "as where there is none"
                    assert ids[scope] not in dict(refused.value.candidates)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Avec le Cabinet secret, 2026", True),
        ("cabinet-SECRET", True),
        ("Le cabinet", False),
        ("Toits de Touraine", False),
    ],
)
def test_the_name_of_a_map_for_others_names_nothing_that_they_do_not_see(graph: Graph, name: str, told: bool) -> None:
    for scope in (Scope.PUBLIC, Scope.PARTNERS):
        if told:
            with pytest.raises(UsageError, match="tells of"):
                graph.save_map(name, "ties", {}, scope=scope)
        else:
            assert graph.save_map(name, "ties", {}, scope=scope, again=True).name == name
    assert graph.save_map(f"{name}, équipe", "ties", {}).scope is Scope.INTERNAL


PARTLY = {
    "actors": "\n".join(
        [
            "id,name,kind,acronym,aliases,visibility",
            "CAR,Collectif des amis de la Cartoucherie,association,CDAC,Friche Zanzarel,internal",
            "VEO,Veolia Tours,association,,,internal",
        ]
    ),
    "projects": "id,title,kind,visibility\nREU,Habitat et mobilité douce du quartier sensible,operation,internal",
}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Autour de la cartoucherie", "Collectif des amis de la Cartoucherie"),
        ("Les amis du collectif", None),
        ("Collectif d’amis", "Collectif des amis de la Cartoucherie"),
        ("Zanzarel et alentours", "Friche Zanzarel"),
        ("CDAC 2026", "CDAC"),
        ("Quartier sensible", "Habitat et mobilité douce du quartier sensible"),
        ("La mobilité douce", "Habitat et mobilité douce du quartier sensible"),
        # Words that anybody may say, and names that all see.
        ("Habitat et mobilité", None),
        ("Un quartier, des amis", None),
        ("Autour de Tours", None),
        ("Collectif", None),
    ],
)
def test_a_part_of_a_hidden_name_is_refused_where_it_tells_and_words_of_everybody_are_not(
    graph: Graph, tmp_path: Path, name: str, told: str | None
) -> None:
    graph.import_files([folder(tmp_path, "partly", **PARTLY)])
    if told is None:
        assert graph.save_map(name, "ties", {}, scope="public").name == name
        return
    with pytest.raises(UsageError) as refused:
        graph.save_map(name, "ties", {}, scope="public")
    assert told in say(refused.value.message, "en")


@pytest.mark.parametrize("freeze", [False, True])
def test_a_map_of_what_was_hidden_since_is_shown_to_the_team_alone_which_is_told(graph: Graph, freeze: bool) -> None:
    graph.save_map("Publique", "actor", {"id": "TH", "as_of": AS_OF}, scope="public", freeze=freeze)
    assert [each.map.name for each in graph.saved_maps(scope="public")] == ["Publique"]

    graph.edit([{"op": "hide", "type": "actor", "ids": ["TH"], "visibility": "internal"}])

    assert graph.saved_maps(scope="public") == []
    with pytest.raises(NotFound):
        maps.find(graph, "Publique", "public")
    (found,) = graph.saved_maps()
    assert found.withheld
    assert "TH" in [each.held.id for each in found.missing if each.hidden]

    graph.undo(graph.batches()[0][0].id, yes=True)
    assert [each.map.name for each in graph.saved_maps(scope="public")] == ["Publique"], "seen again, shown again"


def test_a_frozen_map_is_withheld_too_where_only_what_ties_its_actors_was_hidden(graph: Graph) -> None:
    graph.save_map("Publique", "ties", {"as_of": AS_OF}, scope="public", freeze=True)
    part = next(f for f in graph.store.facts(RecordType.PARTICIPATION, None, Scope.PUBLIC) if f.get("project") == "P1")

    graph.edit([{"op": "hide", "type": "participation", "ids": [part.id], "visibility": "internal"}])

    assert graph.saved_maps(scope="public") == []


def test_what_is_gone_from_the_data_stays_on_a_frozen_map_and_the_list_says_so(graph: Graph) -> None:
    graph.save_map("Figée", "ties", {"as_of": AS_OF}, scope="public", freeze=True)
    graph.edit([{"op": "deny", "type": "actor", "ids": ["TH"]}])

    (found,) = graph.saved_maps()
    assert not found.withheld
    assert "TH" in [each.held.id for each in found.missing]
    assert "TH" in {node.id for node in graph.draw_map("Figée", scope="public").nodes}


def test_two_maps_cannot_have_one_name_but_one_may_take_the_place_of_the_other(graph: Graph) -> None:
    first = graph.save_map("Réseau", "ties", {}, freeze=True)
    with pytest.raises(Conflict):
        graph.save_map("RESEAU ", "ties", {})

    second = graph.save_map("Réseau", "actor", {"id": "UT"}, freeze=True, again=True)
    assert second.id == first.id
    assert [each.map.question for each in graph.saved_maps()] == ["actor"]
    assert len(list(r.documents(graph.store, r.PICTURES))) == 1, "the picture of before is gone"


def test_a_deleted_map_leaves_nothing_of_itself_and_its_name_is_free(graph: Graph) -> None:
    graph.save_map("Réseau", "actor", {"id": "UT"}, freeze=True)
    graph.delete_map("Réseau")

    assert graph.saved_maps() == []
    for held in graph.store.documents():
        if held.collection in (r.MAPS, r.PICTURES):
            assert held.body is None
    with pytest.raises(NotFound):
        graph.delete_map("Réseau")
    assert graph.save_map("Réseau", "ties", {}).version > 1, "who read it before cannot overwrite this one"


def test_two_who_save_at_once_meet(graph: Graph) -> None:
    made = graph.save_map("Réseau", "ties", {})
    graph.save_map("Réseau", "actor", {"id": "UT"}, again=True)
    with pytest.raises(Conflict):
        graph.store.put(r.document(made))


@pytest.mark.parametrize(
    ("name", "question", "values", "more", "error"),
    [
        ("", "ties", {}, {}, UsageError),
        ("   ", "ties", {}, {}, UsageError),
        ("x" * 121, "ties", {}, {}, UsageError),
        ("x", "search", {"text": "tours"}, {}, UsageError),
        ("x", "nothing", {}, {}, UsageError),
        ("x", "actor", {"id": "personne"}, {}, NotFound),
        ("x", "actor", {"id": "SEC"}, {"scope": "public"}, NotFound),
        ("x", "ties", {"limits": "1"}, {}, UsageError),
        ("x", "ties", {}, {"preset": "a5"}, UsageError),
        ("x", "ties", {}, {"form": "spirale"}, UsageError),
        ("x", "paths", {"from": "TH", "to": "CCS"}, {"form": "geography"}, NotFound),
        ("x", "ties", {}, {"scope": "secret"}, UsageError),
    ],
)
def test_what_cannot_be_shown_is_not_saved(
    graph: Graph, name: str, question: str, values: dict[str, str], more: dict[str, str], error: type[MaillageError]
) -> None:
    with pytest.raises(error):
        graph.save_map(name, question, values, **more)
    assert list(r.documents(graph.store, r.MAPS)) == list(r.documents(graph.store, r.PICTURES)) == []


@pytest.mark.parametrize("scope", ["public", "partners"])
def test_only_the_team_saves_and_deletes(graph: Graph, scope: str) -> None:
    graph.save_map("Réseau", "ties", {}, scope="public")
    reader = Graph(graph.store, Scope(scope))
    with pytest.raises(UsageError):
        reader.save_map("Autre", "ties", {})
    with pytest.raises(UsageError):
        reader.delete_map("Réseau")


def test_a_replica_holds_no_saved_map_and_takes_none(graph: Graph, tmp_path: Path) -> None:
    graph.save_map("Réseau", "ties", {}, scope="public", freeze=True)
    graph.copy_to(f"sqlite:///{tmp_path}/replica.db", scope="public")
    replica = new_graph(tmp_path / "replica.db")
    assert replica.saved_maps() == []
    with pytest.raises(Forbidden):
        replica.save_map("Réseau", "ties", {})
    replica.close()


def test_a_whole_copy_has_the_maps_too(graph: Graph, tmp_path: Path) -> None:
    graph.save_map("Réseau", "ties", {"as_of": AS_OF}, freeze=True)
    graph.copy_to(f"sqlite:///{tmp_path}/copy.db")
    other = new_graph(tmp_path / "copy.db")
    assert drawn(other, "Réseau") == drawn(graph, "Réseau")
    other.close()


@pytest.mark.parametrize(
    ("collection", "change", "code"),
    [
        (r.MAPS, {"format": 2}, "saved-format"),
        (r.MAPS, {"question": None}, "saved-unread"),
        (r.PICTURES, {"version": 99}, "frozen-version"),
        (r.PICTURES, {"version": None}, "frozen-version"),
        (r.PICTURES, {"view": {}}, "frozen-unread"),
        (r.PICTURES, {"placed": {"TH": [1, 2]}}, "frozen-unread"),
    ],
)
def test_a_document_that_this_version_does_not_read_is_a_clear_error(
    graph: Graph, collection: str, change: dict[str, object], code: str
) -> None:
    graph.save_map("Réseau", "ties", {}, freeze=True)
    (held,) = r.documents(graph.store, collection)
    body = {**held.body, **change}
    if "placed" in change:
        # A field of a version to come, which this one would leave out.
        body = {**held.body, "view": {**held.body["view"], **change}}
    graph.store.put(r.Document(held.collection, held.id, held.version, body, held.scope))
    with pytest.raises(StoreError) as refused:
        graph.draw_map("Réseau")
    assert refused.value.code == code
    graph.save_map("Autre", "ties", {})
    assert "Autre" in [each.map.name for each in graph.saved_maps()], "one damaged map keeps no other away"
    assert graph.edit([{"op": "deny", "type": "actor", "ids": ["TH"]}]).import_id
    assert [each.code for each in graph.unread_maps().values()] == ([code] if collection == r.MAPS else [])
    assert graph.unread_maps(scope="public") == {}
    assert all(refused.value.problem(lang)["detail"] for lang in ("fr", "en"))
    graph.delete_map(r.id_of("Réseau"))
    graph.save_map("Réseau", "ties", {}, freeze=True)
    assert drawn(graph, "Réseau")
