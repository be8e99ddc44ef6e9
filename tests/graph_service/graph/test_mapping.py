"""Maps: which actors and ties one shows, and that nothing hidden is anywhere in a file that the public may open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import NotFound, UsageError
from graph_service.graph import Graph
from graph_service.messages import LANGS
from graph_service.model import Scope
from graph_service.queries.asked import actor
from tests.graph_service.house import AS_OF, F1, folder, new_graph
from visualisations.labels import label_texts
from visualisations.renderers import renderer
from visualisations.view import EdgeState, NodeState

PLAIN = {"as_of": AS_OF, "tie_profile": "plain"}
CANARY = "kanari"


def pairs(view: Any) -> set[tuple[str, str]]:
    return {(min(e.a, e.b), max(e.a, e.b)) for e in view.edges}


def test_the_map_of_an_actor_shows_it_with_its_partners_and_their_ties(f1: Graph) -> None:
    view = f1.map(focus="OM", values=PLAIN)
    assert {n.id for n in view.nodes} == {"OM", "REG", "CDC", "UO"}
    assert pairs(view) == {("OM", "REG"), ("CDC", "OM"), ("OM", "UO"), ("CDC", "REG")}


def captions(view: Any, lang: str = "en") -> tuple[Any, Any, str]:
    """Of the map as JSON: how many actors and ties are shown and there, and the sentence that says so; of the page the
    same sentence."""
    caption = json.loads(renderer("json").render(view, lang))["caption"]
    assert escape(caption["text"]) in renderer("html").render(view, lang).decode()
    return caption["actors"], caption["ties"], caption["text"]


def test_a_caption_says_of_how_many_what_is_shown_is_a_part(f1: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = captions(f1.map(values=PLAIN))
    assert everything[:2] == ({"shown": 13, "total": 13}, {"shown": 20, "total": 20})
    # Of REG's seven partners the two strongest: V2, and CDC, which is before OM.
    monkeypatch.setattr(actor, "DRAWN", 2)
    few = captions(f1.map(focus="REG", values=PLAIN))
    assert few[:2] == ({"shown": 3, "total": 8}, {"shown": 2, "total": 2})
    assert few[2].startswith("3 actors of 8, 2 ties of 2.")
    assert captions(f1.map(focus="REG", values=PLAIN), "fr")[2].startswith("3 acteurs sur 8, 2 liens sur 2.")


def test_so_does_that_of_paths_and_of_a_project(f1: Graph) -> None:
    path = captions(f1.map(path=("TH", "CCS"), values={**PLAIN, "k": 1}))
    assert path[:2] == ({"shown": 4, "total": 4}, {"shown": 3, "total": 3})
    project = captions(f1.map(project="P1", values=PLAIN))
    # That who is in it is tied by it goes without a line for each pair.
    assert project[:2] == ({"shown": 5, "total": 5}, {"shown": 0, "total": 0})


def test_two_steps_around_an_actor_hold_its_partners_partners(f1: Graph) -> None:
    view = f1.map(focus="AGG", depth=2, values=PLAIN)
    assert {n.id for n in view.nodes} == {"AGG", "CDC", "OM", "REG"}


def test_the_map_of_paths_shows_who_stands_on_them(f1: Graph) -> None:
    view = f1.map(path=("TH", "CCS"), values={**PLAIN, "k": 1})
    assert {n.id for n in view.nodes} == {"TH", "REG", "V2", "CCS"}
    assert pairs(view) >= {("REG", "TH"), ("REG", "V2"), ("CCS", "V2")}


def test_the_whole_map_shows_every_actor_also_the_one_without_ties(f1: Graph) -> None:
    view = f1.map(values=PLAIN)
    assert len(view.nodes) == 13
    assert len(view.edges) == 20
    assert "VIE" in {n.id for n in view.nodes}


def test_an_actor_without_ties_has_a_map_of_its_own(f1: Graph) -> None:
    view = f1.map(focus="Ville de Vierzon (fictif)", values=PLAIN)
    assert ([n.id for n in view.nodes], view.edges) == (["VIE"], ())
    for format_ in ("html", "json"):
        assert "Vierzon" in renderer(format_).render(view, "fr").decode()


def test_the_map_of_a_path_that_is_blocked_shows_its_two_ends(f1: Graph) -> None:
    view = f1.map(path=("TM", "UO"), values={**PLAIN, "since": 24})
    assert {n.id for n in view.nodes} == {"TM", "UO"}


def test_the_map_of_a_project_shows_who_is_in_it_and_the_places_that_nobody_fills(f1: Graph) -> None:
    view = f1.map(project="P1", values=PLAIN)
    states = {state: {n.id for n in view.nodes if n.state is state} for state in NodeState}
    assert states[NodeState.FOCUS] == {"P1"}
    assert states[NodeState.REST] == {"TM", "TOURS", "PREF", "REG", "TH"}
    # What the law or the method asks for; what is optional is counted in a note.
    assert states[NodeState.GHOST] == {"P1#departement", "P1#voix_habitants"}
    assert states[NodeState.QUIET] == {"CCS"}
    kinds = {state: {e.key for e in view.edges if e.state is state} for state in EdgeState}
    assert kinds[EdgeState.PART] == {("P1", id_) for id_ in states[NodeState.REST]}
    assert kinds[EdgeState.NEARBY] == {("CCS", "P1#voix_habitants")}
    assert not [edge for edge in view.edges if edge.is_tie]
    drawn = renderer("html").render(view, "fr").decode()
    for text in ("Département\u202f?", "signataire prévu par la loi, non observé", "5 places facultatives"):
        assert text in drawn


def test_the_public_sees_who_is_in_a_project_and_no_place_that_is_empty(f1: Graph) -> None:
    view = f1.map(project="P1", values=PLAIN, scope="public")
    assert {n.id for n in view.nodes} == {"P1", "TM", "TOURS", "PREF", "REG", "TH"}
    assert not [e for e in view.edges if e.state in (EdgeState.EXPECTED, EdgeState.NEARBY)]
    assert "non observé" not in renderer("html").render(view, "fr").decode()


def test_of_a_project_that_has_ended_a_map_shows_who_was_in_it(f1: Graph) -> None:
    view = f1.map(project="P3", values=PLAIN)
    assert {n.id for n in view.nodes} == {"P3", "UT", "CCS", "V2"}
    assert all(e.ended for e in view.edges if e.state is EdgeState.PART)


def test_a_project_and_an_actor_of_one_id_are_two_nodes(tmp_path: Path) -> None:
    files = folder(
        tmp_path,
        "in",
        actors="id,name,kind\nX,Actrice,association",
        projects="id,title,kind\nX,Projet,operation",
        participations="actor,project,role\nX,X,porteur",
    )
    with new_graph(tmp_path / "own.db", files) as graph:
        view = graph.map(project="X")
    assert {n.id for n in view.nodes} == {"X", "project:X"}


def test_nodes_lead_to_the_cards_of_whoever_hosts_the_map(f1: Graph) -> None:
    view = f1.map(project="P1", values=PLAIN, cards={"actor": "/a?id=", "project": "/p?id="})
    assert view.by_id["TM"].url == "/a?id=TM"
    assert view.by_id["P1"].url == "/p?id=P1"
    assert f1.map(project="P1", values=PLAIN).by_id["TM"].url is None


def test_a_name_that_would_be_cut_gives_way_to_its_acronym_and_keeps_its_mark(tmp_path: Path) -> None:
    long = "Syndicat intercommunal à vocation multiple des vallées (démo)"
    files = folder(tmp_path, "in", actors=f"id,name,kind,acronym\nA,{long},association,SIVM\nB,{long},association,")
    with new_graph(tmp_path / "own.db", files) as graph:
        view = graph.map()
    lines = {text.id: " ".join(text.forms[0]) for text in label_texts(view, "fr")}
    assert lines["A"] == "SIVM (démo)"
    assert "…" in lines["B"]
    assert lines["B"].endswith("(démo)")


@pytest.mark.parametrize(
    "request_",
    [
        {"focus": "TM", "path": ("TM", "UO")},
        {"focus": "TM", "project": "P1"},
        {"focus": "TM", "depth": 3},
        {"depth": 0},
    ],
)
def test_a_map_of_two_subjects_or_too_deep_is_refused(f1: Graph, request_: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        f1.map(**request_)


def test_a_map_of_nobody_says_so(f1: Graph) -> None:
    with pytest.raises(NotFound):
        f1.map(focus="personne")


@pytest.fixture
def seeded(tmp_path: Path) -> Iterator[Graph]:
    """F1 with an internal actor that ties much together, internal projects, sources and texts, all named CANARY."""
    files = folder(
        tmp_path,
        f"{CANARY}-f",
        actors=f"id,name,kind,acronym,visibility\n{CANARY}1,{CANARY} acteur,association,{CANARY},internal",
        projects=f"id,title,kind,description,visibility\n{CANARY}2,{CANARY} projet,operation,{CANARY},internal",
        participations=f"""actor,project,role,visibility
            {CANARY}1,P1,partenaire,internal
            {CANARY}1,{CANARY}2,porteur,internal
            TM,{CANARY}2,partenaire,internal
            VIE,{CANARY}2,partenaire,internal""",
        partnerships=f"actor,partner,kind,title,visibility\nVIE,UO,convention,{CANARY} accord,internal",
        fundings=f"funder,recipient,amount,visibility\nREG,{CANARY}1,7351926,internal",
    )
    graph = new_graph(tmp_path / "g.db", F1, visibility="public")
    graph.import_files([files], source=f"{CANARY} - {CANARY}")
    graph.edit([{"op": "set", "ids": ["TM"], "fields": {"aliases": [CANARY]}, "visibility": "internal"}])
    yield graph
    graph.close()


REQUESTS: list[dict[str, Any]] = [
    {},
    {"focus": "TM"},
    {"focus": "REG", "depth": 2},
    {"focus": "VIE"},
    {"path": ("TH", "CCS")},
    {"path": ("VIE", "UO")},
    {"project": "P1"},
]


@pytest.mark.parametrize("scope", [Scope.PUBLIC, Scope.PARTNERS])
@pytest.mark.parametrize("request_", REQUESTS, ids=str)
def test_a_map_below_internal_holds_no_canary_and_is_the_map_without_it(
    f1: Graph, seeded: Graph, request_: dict[str, Any], scope: Scope
) -> None:
    seen, never = (g.map(scope=scope, values=PLAIN, **request_) for g in (seeded, f1))
    for lang in LANGS:
        for format_ in ("html", "json"):
            drawn = renderer(format_).render(seen, lang)
            assert CANARY.encode() not in drawn.lower()
            assert b"7351926" not in drawn
            assert drawn == renderer(format_).render(never, lang)


def test_the_same_maps_show_the_canary_to_the_team(seeded: Graph) -> None:
    for request_ in REQUESTS[:4]:
        view = seeded.map(scope="internal", values=PLAIN, **request_)
        assert CANARY.encode() in renderer("html").render(view, "fr")


def test_no_answer_below_internal_holds_the_canary(seeded: Graph) -> None:
    for scope in (Scope.PUBLIC, Scope.PARTNERS):
        for answer in (
            seeded.ties(scope=scope, evidence=5, **PLAIN),
            seeded.actor("TM", scope=scope, **PLAIN),
            seeded.actor("VIE", scope=scope, **PLAIN),
            seeded.paths("TM", "UO", k=5, scope=scope, **PLAIN),
            seeded.project("P1", scope=scope, **PLAIN),
            seeded.search(CANARY, scope=scope),
            seeded.search("tours", scope=scope),
        ):
            assert CANARY not in answer.model_dump_json(context={"lang": "fr"})
