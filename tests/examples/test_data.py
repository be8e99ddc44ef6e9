"""What CVL-demo is: its counts and shapes (examples/README.md), what marks it as fictional, and that it is made
again."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from examples.draw import Draw
from examples.generate import files
from graph_service.graph import Graph, configuring
from graph_service.identifiers import check
from graph_service.messages import Lang
from graph_service.model import COUNTED, RecordType, Scope
from tests.examples.world import AS_OF, CVL, EXAMPLES, World, day, rows, vocabulary
from tests.graph_service.house import Command
from visualisations.renderers import renderer

EVENTS = ("rencontre", "evenement")
BODIES = ("instance", "conseil_administration", "comite_financeurs", "comite_pilotage")
OUTSIDE = ("net-bailleurs", "net-crpv", "net-pionniers")


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def projects(world: World, which: str) -> list[str]:
    def sort(id_: str) -> str:
        kind = world.projects[id_]["kind"]
        return "events" if kind in EVENTS else "bodies" if kind in BODIES or id_ in OUTSIDE else "projects"

    return [id_ for id_ in world.projects if sort(id_) == which]


def test_making_it_again_gives_the_committed_files_to_the_byte() -> None:
    wanted = files()
    assert {path.name for path in wanted if path.parent == CVL} == {path.name for path in CVL.glob("*.csv")}
    assert [path for path, content in wanted.items() if path.read_bytes() != content] == []
    assert sum(map(len, wanted.values())) < 1_000_000


def test_draws_are_the_same_on_every_machine() -> None:
    """numpy's Mersenne Twister, seeded alike, gives the same numbers: they hang on no version of Python."""
    draw, other = Draw(2007), np.random.RandomState([2007])
    assert [draw.below(1000) for _ in range(50)] == [int(n * 1000) for n in other.random_sample(50)]
    assert sorted(draw.some("abcde", 9)) == list("abcde")
    assert len(set(draw.some(range(100), 60))) == 60


def test_it_is_imported_whole_and_without_a_rejected_row(cvl: Graph) -> None:
    ((batch, live),) = cvl.store.batches()
    assert batch.summary
    assert (live, batch.summary["rejected"], batch.summary["warnings"]) == (True, {}, {})
    facts = {type_: len(cvl.store.facts(type_, None, Scope.INTERNAL)) for type_ in COUNTED}
    assert facts == {
        RecordType.ACTOR: 90,
        RecordType.PROJECT: 64 + 24 + 10,
        RecordType.PARTICIPATION: len(rows(CVL / "participations.csv")),
        RecordType.PARTNERSHIP: len(rows(CVL / "partnerships.csv")),
        RecordType.FUNDING: 90,
    }


def test_the_counts_are_those_of_the_domain_reference(world: World) -> None:
    assert [len(projects(world, which)) for which in ("projects", "events", "bodies")] == [64, 24, 10]
    assert len(world.actors) == 90
    assert 400 <= len(world.sheets["participations"]) <= 460
    assert len(world.sheets["fundings"]) == 90
    fees = [p for p in world.sheets["partnerships"] if p["kind"] == "adhesion"]
    assert len(fees) == 70
    assert {p["start"][:4] for p in fees} == {"2023", "2024", "2025"}
    themes = {theme for p in world.projects.values() for theme in p["themes"].split(";") if theme}
    assert themes == vocabulary("theme").keys() | {t["id"] for t in world.sheets["themes"]}
    assert len(themes) == 22
    levels = Counter(t["level"] for t in world.sheets["territories"])
    assert levels == {"region": 1, "departement": 6, "epci": 16, "commune": 30, "qpv": 108}
    kinds = Counter(world.projects[p]["kind"] for p in projects(world, "projects"))
    assert kinds == {
        "contrat_de_ville": 16,
        "convention_acv": 2,
        "ort": 8,
        "nprnu_convention": 5,
        "recherche_action": 6,
        "mission_appui": 9,
        "cycle_formation": 5,
        "reseau_anime": 3,
        "operation": 10,
    }


def test_the_readme_counts_what_there_is(world: World) -> None:
    told = (EXAMPLES / "README.md").read_text("utf-8").replace("\n", " ")
    present = [t for t in world.sheets["territories"] if t["code"].startswith("QN")]
    former = [t for t in world.sheets["territories"] if t["code"].startswith("QP")]
    counts = {
        "actors": len(world.actors),
        "projects": len(projects(world, "projects")),
        "events": len(projects(world, "events")),
        "networks and bodies": len(projects(world, "bodies")),
        "participations": len(world.sheets["participations"]),
        "fundings": len(world.sheets["fundings"]),
        "territories": len(world.sheets["territories"]),
        "sources": len(world.sheets["sources"]),
        "neighbourhoods of 2024": len(present),
    }
    assert [f"{n} {what}" for what, n in counts.items() if f"{n} {what}" not in told] == []
    assert f"their {len(former)} predecessors" in told


def test_sizes_and_degrees_are_as_uneven_as_in_life(world: World) -> None:
    here = projects(world, "projects")
    sizes = [len(world.members[p]) for p in here]
    assert (min(sizes), statistics.median(sizes)) == (2, 5)
    assert max(sizes) <= 14
    degrees = Counter(actor for p in here for actor in world.members[p])
    assert all(degrees[actor] >= 12 for actor in ("region", "pref-45", "cdc"))
    communes = list(world.of_kind("commune"))
    assert len(communes) == 24
    assert 7 <= sum(degrees[c] <= 2 for c in communes) <= 9
    ended = [p for p in here if world.projects[p]["end"] and day(world.projects[p]["end"]) < AS_OF]
    assert round(len(ended) / len(here), 2) == 0.34
    without = [f for f in world.sheets["fundings"] if not f["amount"]]
    assert round(len(without) / len(world.sheets["fundings"]), 2) == 0.12


def test_nobody_has_two_rows_in_one_project(world: World) -> None:
    pairs = Counter((world.same[p["actor"]], p["project"]) for p in world.sheets["participations"])
    assert max(pairs.values()) == 1


def test_every_name_and_title_says_that_it_is_a_demo() -> None:
    named = [(row["name"], CVL / "actors.csv") for row in rows(CVL / "actors.csv")]
    named += [(row["title"], CVL / "projects.csv") for row in rows(CVL / "projects.csv")]
    named += [(row["title"], CVL / "partnerships.csv") for row in rows(CVL / "partnerships.csv") if row["title"]]
    named += [(r["name"], CVL / "territories.csv") for r in rows(CVL / "territories.csv") if r["level"] == "qpv"]
    assert [name for name, _ in named if not name.endswith("(démo)")] == []
    assert all(row["producer"].endswith("(fictif)") for row in rows(CVL / "sources.csv"))


def test_its_identifiers_and_codes_are_valid() -> None:
    for actor in rows(CVL / "actors.csv"):
        assert check("siren", actor["siren"]).problem is None
        assert check("territory", actor["territory"]).problem is None
    for territory in rows(CVL / "territories.csv"):
        assert check("territory", territory["code"]).problem is None


def test_each_scope_sees_something_that_the_one_below_it_does_not(world: World) -> None:
    for sheet in ("participations", "fundings"):
        seen = Counter(row["visibility"] for row in world.sheets[sheet])
        assert seen["public"] > seen["partners"] > 0
        assert seen["internal"] > 0


@pytest.mark.parametrize(
    "name", ["Vierzon", "Université de Tours", "Orléans", "Agglopolys", "V2", "Banque des Territoires"]
)
def test_an_actor_is_found_by_the_name_that_people_say(cvl: Graph, name: str) -> None:
    assert cvl.actor(name).actor.name.endswith("(démo)")  # type: ignore[attr-defined]


def test_every_actor_is_found_by_its_plain_name_unless_two_bear_it(cvl: Graph) -> None:
    names = [a["name"].removesuffix(" (démo)") for a in rows(CVL / "actors.csv")]
    found = cvl.store.resolve(names, Scope.INTERNAL)
    assert [name for name in names if len(found[name]) != 1] == ["Comité de quartier Saint-Jean"] * 2


def test_no_internal_word_is_in_any_map_for_the_public(cvl: Graph) -> None:
    shown = Graph(cvl.store, Scope.PUBLIC, cvl.registry)
    for request in ({}, {"focus": "aom-blois", "depth": 2}, {"focus": "ville-de-montargis"}):
        view = shown.map(**request)
        for name in ("html", "json"):
            page = renderer(name).render(view, "fr").decode("utf-8")
            assert "CANARI" not in page.upper()
            assert "424242" not in page
    assert "CANARI" in renderer("html").render(cvl.map(focus="aom-blois"), "fr").decode("utf-8")


MARKED: tuple[tuple[Lang, str], ...] = (("fr", "Données fictives</p>"), ("en", "Fictional data</p>"))


def test_every_map_is_marked_as_fictional(cvl: Graph) -> None:
    """By a tag above the map and by the watermark in it, which the page draws where the data says so."""
    for request in ({}, {"focus": "ville-de-vierzon"}, {"path": ("Vierzon", "Université de Tours")}):
        view = cvl.map(**request)
        for lang, tag in MARKED:
            page = renderer("html").render(view, lang).decode("utf-8")
            assert (tag in page, '"fictional":true' in page.replace(" ", "")) == (True, True)
            real = renderer("html").render(replace(view, fictional=False), lang).decode("utf-8")
            assert (tag in real, '"fictional":true' in real.replace(" ", "")) == (False, False)


def test_maillage_demo_serves_it_at_its_date_and_marked_as_fictional(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[tuple[object, ...]] = []
    began: list[dict[str, str]] = []

    def serve(graph: Graph, *_: object, **__: object) -> None:
        settings = graph.store.document("settings", "store")
        assert settings
        facts = graph.store.facts(RecordType.ACTOR, None, Scope.INTERNAL)
        served.append((len(facts), settings.body["default_as_of"], settings.body["fictional"]))
        with graph.view() as view:
            began.extend(configuring.examples(view.reader))

    monkeypatch.setattr("graph_service.api.serve.serve", serve)
    assert Command(capsys)("demo", "--no-browser").code == 0
    assert served == [(90, "2026-01-01", True)]
    ids = [{name: value for name, value in each.items() if not name.endswith("_name")} for each in began]
    assert ids == [
        {"question": "paths", "from": "ville-de-vierzon", "to": "univ-tours"},
        {"question": "gaps", "project": "cdv-vierzon-2024"},
    ]
