"""Who takes something away, or hides it, is told which frozen maps and publications still show it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph_service.graph import Graph
from graph_service.messages import say
from graph_service.model import RecordType, Scope
from tests.graph_service.house import AS_OF, Command, folder, url

Taken = Callable[[Graph], object]


@pytest.fixture
def graph(own_f1: Graph, tmp_path: Path) -> Graph:
    more = folder(
        tmp_path,
        "more",
        actors="id,name,kind\nTARD,Tardif,association",
        participations="actor,project,role\nTARD,P1,partenaire",
    )
    own_f1.import_files([more], visibility="public")
    own_f1.save_map("Projet", "project", {"id": "P1", "as_of": AS_OF}, scope="public", freeze=True)
    own_f1.save_map("Ailleurs", "actor", {"id": "UO", "as_of": AS_OF}, freeze=True)
    own_f1.save_map("Vivante", "project", {"id": "P1"})
    own_f1.publish(tmp_path / "web", ["Projet"], url="https://exemple.fr/cartes/")
    return own_f1


def participation(graph: Graph) -> str:
    found = graph.store.facts(RecordType.PARTICIPATION, None, Scope.INTERNAL)
    return next(f.id for f in found if (f.get("actor"), f.get("project")) == ("TARD", "P1"))


@pytest.mark.parametrize(
    "taken",
    [
        lambda graph: graph.edit([{"op": "deny", "type": "actor", "ids": ["TARD"]}]),
        lambda graph: graph.edit([{"op": "deny", "type": "participation", "ids": [participation(graph)]}]),
        lambda graph: graph.edit([{"op": "hide", "type": "project", "ids": ["P1"], "visibility": "internal"}]),
        lambda graph: graph.edit([{"op": "hide", "type": "actor", "ids": ["TARD"], "visibility": "partners"}]),
        lambda graph: graph.undo(graph.batches()[0][0].id),
    ],
)
def test_what_still_shows_it_is_named(graph: Graph, taken: Taken) -> None:
    report = taken(graph)
    assert [(each.name, each.where) for each in report.still_shown] == [  # type: ignore[attr-defined]
        ("Projet", None),
        ("Projet", "https://exemple.fr/cartes/projet/"),
    ]
    for lang in ("fr", "en"):
        told = [say(each.message, lang) for each in report.still_shown]  # type: ignore[attr-defined]
        assert "https://exemple.fr/cartes/projet/" in told[1]


def test_what_is_added_or_corrected_takes_nothing_away(graph: Graph) -> None:
    words = [{"op": "set", "type": "actor", "ids": ["TARD"], "fields": {"name": "Tard"}}]
    assert graph.edit(words).still_shown == ()
    denied = graph.edit([{"op": "deny", "type": "actor", "ids": ["CCS"]}])
    assert graph.edit([{"op": "affirm", "type": "actor", "ids": ["CCS"]}]).still_shown == ()
    assert denied.import_id


def test_a_deleted_map_and_a_withdrawn_publication_show_nothing_any_more(graph: Graph) -> None:
    graph.delete_map("Projet")
    graph.withdraw(graph.publications()[0][0].id)
    assert graph.edit([{"op": "deny", "type": "actor", "ids": ["TARD"]}]).still_shown == ()


def test_the_command_line_and_doctor_say_so(graph: Graph, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    maillage = Command(capsys, url(tmp_path / "own.db"))
    sound = maillage("doctor", "--json")
    assert {check["name"] for check in sound.json["checks"]}.isdisjoint({"saved-maps", "publications"})

    ran = maillage("hide", "TARD", "--below", "internal", "--lang", "en")
    assert "The published map “Projet” still shows it." in ran.out
    ran = maillage("doctor", "--json", "--lang", "en")
    assert (ran.code, ran.json["ok"]) == (0, True)
    told = {check["name"]: check["message"] for check in ran.json["checks"] if check["state"] == "warning"}
    assert "Tardif" in told["saved-maps"]
    assert "https://exemple.fr/cartes/projet/" in told["publications"]

    listed = maillage("publish", "--list", "--lang", "en").out
    assert "Tardif" in listed
    withdrawn = maillage("publish", "--withdraw", tmp_path / "web", "--json")
    assert withdrawn.json["deleted"]
    assert not (tmp_path / "web").exists()
    ran = maillage("imports", "undo", graph.batches()[-1][0].id, "--yes", "--lang", "en")
    assert "still shows it" in ran.out
