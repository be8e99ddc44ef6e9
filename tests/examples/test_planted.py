"""The truths hold in the whole of CVL-demo, by a second reading that knows nothing of the product's questions.

`World` reads the files and works the ties out the long way; networkx looks for paths, bridges and betweenness.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations, product
from typing import ClassVar

import networkx as nx
import pytest

from graph_service.territories import packaged
from tests.examples.truths import truths
from tests.examples.world import AS_OF, World, day

MANDATORY = {"etat", "commune", "epci"}
EXPECTED = MANDATORY | {"region", "departement", "bailleur_social", "voix_habitants"}
ALL_SLOTS = EXPECTED | {
    "caisse_des_depots",
    "protection_sociale",
    "enseignement_recherche",
    "chambre_consulaire",
    "aom",
}
"""The slots of a city contract: law 2014-173, article 6, and what the method expects (docs/method.md#role-gap)."""
CANARY = "villes-au-carre-fictif--notes-internes-canari"


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def empty_slots(world: World, contract: str) -> set[str]:
    return {slot for slot in ALL_SLOTS if not world.members[contract].keys() & set(world.of_kind(slot))}


def test_1_vierzons_contract_lacks_landlord_and_residents_and_bloiss_lacks_nobody(world: World) -> None:
    assert empty_slots(world, "cdv-vierzon-2024") & EXPECTED == {"bailleur_social", "voix_habitants"}
    assert empty_slots(world, "cdv-blois-2024") == set()
    for contract in ("cdv-vierzon-2024", "cdv-blois-2024"):
        running = [world.interval(actor, contract) for actor in world.members[contract]]
        assert all(start <= AS_OF <= end for start, end in running)


def lapsed(world: World, landlord: str) -> set[str]:
    """With whom an actor once worked, and works no more, neither in the same context nor in one that succeeds it."""
    met = {a if b == landlord else b: tie for (a, b), tie in world.ties.items() if landlord in (a, b)}
    return {other for other, tie in met.items() if not tie.active}


def test_2_the_landlord_of_dreux_lapsed_and_that_of_chartres_went_on(world: World) -> None:
    members = world.members["cdv-dreux-2015"].keys() - {"toits-du-drouais"}
    assert lapsed(world, "toits-du-drouais") == members
    assert "toits-du-drouais" not in world.members["cdv-dreux-2024"]
    assert world.projects["cdv-dreux-2024"]["succeeds"] == "cdv-dreux-2015"
    assert lapsed(world, "toits-de-beauce") == set()
    assert {"toits-de-beauce", "chartres-metropole"} <= world.members["cdv-chartres-2015"].keys()
    assert {"toits-de-beauce", "chartres-metropole"} <= world.members["cdv-chartres-2024"].keys()


def test_3_orleans_reaches_agglopolys_best_by_three_steps_though_two_would_do(world: World) -> None:
    assert world.met("univ-orleans", "agglopolys") == []
    (strength, best), (second, _) = world.paths("univ-orleans", "agglopolys", 4)[:2]
    short, decoy = world.paths("univ-orleans", "agglopolys", 2)[0]
    assert best == ["univ-orleans", "insa", "ville-de-blois", "agglopolys"]
    assert decoy == ["univ-orleans", "univ-tours", "agglopolys"]
    assert (round(strength, 6), round(short, 6)) == (0.135027, 0.019653)
    assert strength > 2 * second


def test_4_gien_is_alone_pithiviers_hangs_by_its_prefecture_and_conseil_b_by_one_project(world: World) -> None:
    degrees = dict(world.graph.degree())
    assert [actor for actor, degree in degrees.items() if degree == 0] == ["ville-de-gien"]
    assert {actor for actor, degree in degrees.items() if degree == 1} == {"ville-de-pithiviers", "cedete"}
    assert list(world.graph["ville-de-pithiviers"]) == ["pref-45"]
    contexts = {p for pair, tie in world.ties.items() if "conseil-b" in pair for p in tie.contexts}
    assert contexts == {"op-chateaudun"}


def test_5_without_villes_au_carre_257_pairs_are_cut(world: World) -> None:
    assert "v2" in nx.articulation_points(world.graph)
    assert world.pairs_cut("v2") == 257
    left = world.graph.copy()
    left.remove_node("v2")
    parts = sorted((sorted(part) for part in nx.connected_components(left)), key=len)
    assert parts[:-1] == [["ville-de-gien"], ["cedete"], ["collectif-a", "collectif-d"]]
    own = {"cedete": ["ra-savoirs-habitants"], "collectif-a": ["ma-ateliers-citoyens"]}
    own["collectif-d"] = own["collectif-a"]
    assert {who: [p for p, members in world.members.items() if who in members] for who in own} == own


def peers(world: World) -> list[tuple[float, float, str, str]]:
    """(score, likeness of themes, a, b) of pairs of one kind that never met among thirty or fewer."""
    places = packaged()
    found = []
    for a, b in combinations(sorted(world.actors), 2):
        one, other = world.actors[a], world.actors[b]
        themes, others = world.themes(a), world.themes(b)
        if one["kind"] != other["kind"] or not themes & others or world.met(a, b, 30):
            continue
        alike = len(themes & others) / len(themes | others)
        if alike < 0.3:
            continue
        score = alike
        from_, to = places.point(one["territory"]), places.point(other["territory"])
        here, there = places.population(one["territory"]), places.population(other["territory"])
        if from_ and to:
            score *= math.exp(-kilometres(from_, to) / 100)
        if here and there:
            score *= min(here, there) / max(here, there)
        found.append((score, alike, a, b))
    return sorted(found, reverse=True)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    (la, lo), (lb, mo) = (tuple(map(math.radians, point)) for point in (one, other))
    arc = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((mo - lo) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(arc))


def test_6_vierzon_and_montargis_are_the_first_peers_that_never_met(world: World) -> None:
    three = {"commerce_economie", "habitat_logement", "revitalisation_centre"}
    assert world.themes("ville-de-vierzon") == world.themes("ville-de-montargis") == three
    assert world.met("ville-de-vierzon", "ville-de-montargis") == []
    found = peers(world)
    assert found[0][1:] == (1.0, "ville-de-montargis", "ville-de-vierzon")
    assert found[0][0] > 1.1 * found[1][0]
    assert [alike for _, alike, _, _ in found].count(1.0) == 1


def test_6_joue_and_fleury_met_only_at_an_event_of_ninety_that_lists_five(world: World) -> None:
    assert world.met("ville-de-fleury", "ville-de-joue") == ["ev-assises-2024"]
    assert (world.size("ev-assises-2024"), len(world.members["ev-assises-2024"])) == (90, 5)
    assert ("ville-de-fleury", "ville-de-joue") in [(a, b) for _, _, a, b in peers(world)]


def test_7_association_c_lives_on_two_funders(world: World) -> None:
    paid = [f for f in world.sheets["fundings"] if f["recipient"] == "association-c"]
    assert {(f["year"], f["nature"], f["status"]) for f in paid} == {("2025", "subvention", "verse")}
    amounts = {f["funder"]: float(f["amount"]) for f in paid}
    shares = {funder: amount / sum(amounts.values()) for funder, amount in amounts.items()}
    assert shares == {"ville-de-tours": 0.82, "cd-37": 0.18}
    assert round(sum(share**2 for share in shares.values()), 6) == 0.7048


def test_7_action_logement_funds_and_has_no_seat_and_dreets_has_a_seat_and_does_not_fund(world: World) -> None:
    grants = [f for f in world.sheets["fundings"] if f["recipient"] == "v2" and f["nature"] == "subvention"]
    funders, seats = {f["funder"] for f in grants}, world.members["inst-financeurs"].keys()
    assert (funders - seats, seats - funders) == ({"action-logement"}, {"dreets"})


def in_departement(world: World, project: str, departement: str) -> bool:
    """Whether one of a project's territories is the département or lies in it; a QPV lies in its communes."""
    within = {t["code"]: t["within"].split(";") for t in world.sheets["territories"] if t.get("within")}
    codes = world.projects[project]["territories"].split(";")
    communes = [c for code in codes for c in within.get(code, [code])]
    return any(c == f"D{departement}" or (len(c) == 5 and c.startswith(departement)) for c in communes)


def test_8_health_is_a_priority_in_chateauroux_and_no_resident_has_a_say_in_it(world: World) -> None:
    contract = world.projects["cdv-chateauroux-2024"]
    assert "sante" in contract["themes"].split(";")
    residents = set(world.of_kind("voix_habitants"))
    there = [p for p in world.projects if in_departement(world, p, "36")]
    health = [p for p in there if "sante" in world.projects[p]["themes"].split(";")]
    assert set(health) == {"cdv-chateauroux-2024", "op-sante-indre"}
    assert not any(world.members[p].keys() & residents for p in health)
    assert [p for p in there if world.members[p].keys() & residents] == ["op-fete-saint-jean"]


def test_9_ivry_is_of_dreuxs_agglo_and_of_normandie(world: World) -> None:
    places = packaged()
    ivry = world.projects["op-ivry"]["territories"]
    assert places.ancestors(ivry) == {"27355", "200040277", "D27", "R28"}
    assert {"agglo-dreux", "cdc"} == world.members["op-ivry"].keys()
    communes = [c for c in places.tables.communes.values() if c[4] == "200040277"]
    assert {c[3] for c in communes} == {"24", "28"}


def test_10_la_source_was_split_and_both_generations_roll_up_to_orleans(world: World) -> None:
    territories = {t["code"]: t for t in world.sheets["territories"]}
    heirs = [code for code, t in territories.items() if t.get("succeeds") == "QP995001"]
    assert heirs == ["QN99501M", "QN99502M"]
    assert {territories[code]["within"] for code in ("QP995001", *heirs)} == {"45234"}
    assert world.projects["op-source-2016"]["territories"] == "QP995001"
    assert world.projects["op-source-2024"]["territories"] == "QN99501M"
    assert day(world.projects["op-source-2016"]["end"]) < day(territories["QP995001"]["end"])


def test_10_new_neighbourhoods_succeed_nothing_and_unchanged_ones_exactly_one(world: World) -> None:
    present = [t for t in world.sheets["territories"] if t["code"].startswith("QN")]
    former = {t["code"] for t in world.sheets["territories"] if t["code"].startswith("QP")}
    letters = Counter(t["code"][-1] for t in present)
    assert (len(present), letters["N"]) == (57, 5)
    assert {t["succeeds"] for t in present if t["code"][-1] == "N"} == {""}
    succeeded = Counter(t["succeeds"] for t in present if t["code"][-1] != "N")
    assert set(succeeded) == former
    assert [code for code, n in succeeded.items() if n > 1] == ["QP995001"]


def test_11_cget_and_anct_orleans_and_the_saint_jeans(world: World) -> None:
    cget, anct = world.actors["cget"], world.actors["anct"]
    assert (cget["end"], anct["start"], anct["succeeds"]) == ("2019-12-31", "2020-01-01", "cget")
    assert max(end for p in world.members if "cget" in world.members[p] for _, end in [world.interval("cget", p)]) <= (
        date(2019, 12, 31)
    )
    names = defaultdict(set)
    for actor in world.sheets["actors"]:
        names[world.same[actor["id"]]].add(actor["name"])
    orleans = {"Ville d'Orléans (démo)", "Ville d'Orleans (démo)", "Mairie d'Orléans (démo)"}
    assert names["ville-d-orleans"] == orleans
    homonyms = [a["id"] for a in world.actors.values() if a["name"] == "Comité de quartier Saint-Jean (démo)"]
    assert homonyms == ["saint-jean-bourges", "saint-jean-chateauroux"]
    assert not any(world.actors[id_].get("siren") for id_ in homonyms)


class Consortium:
    """Who would do what for a citizenship project in Bourges, tried out one by one."""

    requester, theme = "ville-de-bourges", "citoyennete_participation"
    place = ("18033", "241800507", "D18", "R24")
    """Bourges and what lies above it."""
    slots: ClassVar = {
        "porteur": ("epci", "commune"),
        "expert": ("universite",),
        "representant_habitants": ("voix_habitants",),
        "financeur": ("departement",),
    }

    def __init__(self, world: World) -> None:
        self.world = world
        self.candidates = {
            role: [a for a in world.of_kind(*kinds) if a != self.requester] for role, kinds in self.slots.items()
        }
        self.reach = world.reach(self.requester, 4)
        running = Counter(
            a for p, who in world.members.items() for a in who if world.interval(a, p)[0] <= AS_OF <= self._end(a, p)
        )
        loads = sorted(running[a] for a in world.actors)
        busy = loads[math.ceil(0.9 * len(loads)) - 1]
        self.load = {a: max(0, running[a] - busy) for a in world.actors}

    def _end(self, actor: str, project: str) -> date:
        return self.world.interval(actor, project)[1]

    def score(self, actor: str, role: str) -> float:
        mine = [p for p, who in self.world.members.items() if actor in who]
        in_role = sum(self.world.members[p][actor]["role"] == role for p in mine)
        in_theme = sum(self.theme in self.world.projects[p]["themes"].split(";") for p in mine)
        covers = float(self.world.actors[actor]["territory"] in self.place)
        fit = 0.4 * in_role / (in_role + 1) + 0.3 * in_theme / (in_theme + 1) + 0.3 * covers
        return 0.7 * fit + 0.3 * self.reach.get(actor, 0.0)

    def teams(self) -> Iterator[tuple[float, tuple[str, ...]]]:
        scores = {(a, role): self.score(a, role) for role, each in self.candidates.items() for a in each}
        graph = self.world.graph
        for team in product(*self.candidates.values()):
            if len(set(team)) == len(team):
                pairs = list(combinations(team, 2))
                bound = sum(graph.edges[pair]["strength"] for pair in pairs if pair in graph.edges) / len(pairs)
                slots = sum(scores[a, role] for a, role in zip(team, self.slots, strict=True))
                yield slots + 0.1 * bound - 0.05 * sum(self.load[a] for a in team), team


def test_12_the_planted_team_is_the_best_of_all_and_the_departement_is_two_steps_away(world: World) -> None:
    best, second = sorted(Consortium(world).teams(), reverse=True)[:2]
    assert best[1] == ("bourges-plus", "univ-orleans", "saint-jean-bourges", "cd-18")
    assert best[0] > second[0] + 0.02
    assert world.met("ville-de-bourges", "cd-18") == []
    assert world.paths("ville-de-bourges", "cd-18", 2)[0][1] == ["ville-de-bourges", "bourges-plus", "cd-18"]


def test_12_exactly_the_five_projects_kept_back_began_after_june_2025(world: World) -> None:
    (kept,) = [truth["kept_back"] for truth in truths() if truth["id"] == 12]
    assert sorted(p for p, row in world.projects.items() if day(row["start"]) > date(2025, 6, 30)) == kept
    known = {a for p, who in world.members.items() if p not in kept for a in who}
    assert all(actor in known for p in kept for actor in world.members[p])


def test_13_without_the_canary_the_public_sees_the_very_same_figures(world: World) -> None:
    public, without = World("public"), World("public", without=CANARY)
    assert public.ties == without.ties
    assert nx.betweenness_centrality(public.graph) == nx.betweenness_centrality(without.graph)
    assert nx.betweenness_centrality(world.graph) != nx.betweenness_centrality(World(without=CANARY).graph)
    rows = [row for rows in world.sheets.values() for row in rows if row.get("source") == CANARY]
    assert {row["visibility"] for row in rows} == {"internal"}
    assert len(rows) == 2


def test_vierzon_reaches_the_university_of_tours_through_villes_au_carre(world: World) -> None:
    assert world.met("ville-de-vierzon", "univ-tours") == []
    (strength, best), (second, _) = world.paths("ville-de-vierzon", "univ-tours", 4)[:2]
    assert best == ["ville-de-vierzon", "v2", "univ-tours"]
    assert strength > 0.2 > second
