"""F1 from its files to its numbers, the same by Python, the command line and HTTP.

At equal cost and hops our order is by ids and the oracle's is not: what is compared is the list of strengths, the
first path, and that the oracle's paths are among those of equal strength.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.graph import Graph
from tests.graph_service.house import AS_OF, Command, client, oracles, weights

PLAIN = {"as_of": AS_OF, "tie_profile": "plain"}
STANDARD = {"as_of": AS_OF}
EXPECTED: Any = oracles()["F1_expected"]


@pytest.fixture(scope="module")
def web(f1: Graph) -> Iterator[TestClient]:
    with client(f1) as caller:
        yield caller


def test_the_ties_weigh_what_the_oracle_says(f1: Graph) -> None:
    assert weights(f1.ties(**PLAIN).ties) == EXPECTED["tie_weights"]


def test_the_standard_profile_changes_two_ties_and_no_other(f1: Graph) -> None:
    changed = EXPECTED["standard_profile"]["tie_weights_changed"]
    assert weights(f1.ties(**STANDARD).ties) == EXPECTED["tie_weights"] | changed


def test_an_actors_weights_add_up_to_its_contexts_with_others(f1: Graph) -> None:
    total: dict[str, float] = defaultdict(float)
    for tie in f1.ties(**PLAIN).ties:
        total[tie.a] += tie.weight
        total[tie.b] += tie.weight
    halves = {"OM": 1.5, "UO": 1.5, "UT": 1.5, "V2": 1.5, "CCS": 0.5}
    assert {id_: round(n, 6) for id_, n in total.items()} == {
        **{"REG": 3, "TM": 2, "TOURS": 2, "CDC": 2, "PREF": 1, "TH": 1, "AGG": 1},
        **halves,
    }


@pytest.mark.parametrize("case", EXPECTED["best_paths"])
def test_the_best_path_is_the_oracles(f1: Graph, case: str) -> None:
    ends, _, rank = case.partition("#")
    a, b = ends.split(">")
    place = int(rank or 1) - 1
    actors, strength = EXPECTED["best_paths"][case]
    found = f1.paths(a, b, k=place + 1, **PLAIN).paths[place]
    assert (found.actors, round(found.strength, 6)) == (actors, round(strength, 6))


@pytest.mark.parametrize("case", EXPECTED["standard_profile"]["best_paths_max_4_hops"])
def test_the_k_best_paths_of_the_standard_profile_are_the_oracles(f1: Graph, case: str) -> None:
    a, b = case.split(">")
    expected = EXPECTED["standard_profile"]["best_paths_max_4_hops"][case]
    found = f1.paths(a, b, k=len(expected), **STANDARD).paths
    assert [round(p.strength, 6) for p in found] == [strength for _, strength in expected]
    assert found[0].actors == expected[0][0]
    more = f1.paths(a, b, k=20, **STANDARD).paths
    equal: dict[float, list[list[str]]] = defaultdict(list)
    for path in more:
        equal[round(path.strength, 6)].append(path.actors)
    for actors, strength in expected:
        assert actors in equal[strength]


def test_paths_of_equal_strength_come_by_hops_and_then_by_ids(f1: Graph) -> None:
    found = f1.paths("TH", "CCS", k=8, **PLAIN).paths
    order = [(-round(p.strength, 9), len(p.actors), p.actors) for p in found]
    assert order == sorted(order)


def test_without_what_ended_two_years_ago_four_parts_are_left(f1: Graph) -> None:
    part = {fact: {fact} for fact in (a.id for a in f1.map(values=PLAIN).nodes)}
    for tie in f1.ties(since=24, **PLAIN).ties:
        joined = part[tie.a] | part[tie.b]
        for id_ in joined:
            part[id_] = joined
    parts = {tuple(sorted(p)) for p in part.values()}
    assert parts == {tuple(sorted(p)) for p in EXPECTED["cutoff24_components"]}


@pytest.mark.parametrize(
    ("question", "filter_", "gives"),
    [
        ({"since": 24}, "since", 1 / 45),
        ({"avoid": ["REG"]}, "avoid", 1 / 45),
        ({"max_hops": 2}, "max_hops", 1 / 45),
        ({"theme": ["revitalisation"]}, "theme", 1 / 45),
    ],
)
def test_no_path_says_which_constraint_blocks_it(
    f1: Graph, question: dict[str, Any], filter_: str, gives: float
) -> None:
    answer = f1.paths("TM", "UO", **question, **PLAIN)
    assert answer.paths == []
    assert answer.blocked_by is not None
    assert (answer.blocked_by.filter, round(answer.blocked_by.would_give, 6)) == (filter_, round(gives, 6))


def test_an_actor_without_ties_is_reached_by_nobody_and_no_filter_is_to_blame(f1: Graph) -> None:
    answer = f1.paths("VIE", "UT", **PLAIN)
    assert (answer.paths, answer.blocked_by) == ([], None)


def test_each_hop_has_its_evidence_with_rows_and_source(f1: Graph) -> None:
    (path,) = f1.paths("TH", "CCS", **PLAIN).paths
    told = [(h.from_, h.to, [e.project for e in h.evidence], h.evidence[0].roles) for h in path.hops]
    assert told == [
        ("TH", "REG", ["P1"], ["partenaire", "financeur"]),
        ("REG", "V2", ["P8"], ["financeur", "expert"]),
        ("V2", "CCS", ["P3"], ["porteur", "representant_habitants"]),
    ]
    first = path.hops[0].evidence[0]
    assert first.sources == ["villes-et-quartiers--exemple-f1-fictif"]
    assert {(r.sheet, r.row) for r in first.rows} == {("participations", 5), ("participations", 6)}
    assert len(first.facts) == 2


ASKED: list[tuple[str, str, dict[str, Any]]] = [
    ("TH", "CCS", {"k": 3}),
    ("TM", "UO", {"k": 3, "tie_profile": "plain"}),
    ("AGG", "UT", {"k": 2, "avoid": ["OM"]}),
    ("TM", "UO", {"since": 24}),
    ("VIE", "REG", {}),
]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(("a", "b", "more"), ASKED)
def test_python_the_command_line_and_http_give_one_answer(
    f1: Graph, f1_maillage: Command, web: TestClient, a: str, b: str, more: dict[str, Any], lang: str
) -> None:
    more = {"as_of": AS_OF, **more}
    python = f1.paths(a, b, **more).model_dump(mode="json", by_alias=True, context={"lang": lang})
    options = [
        word
        for name, value in more.items()
        for one in (value if isinstance(value, list) else [value])
        for word in ("-k" if name == "k" else f"--{name.replace('_', '-')}", str(one))
    ]
    ran = f1_maillage("paths", a, b, *options, "--json", "--lang", lang)
    http = web.get("/api/v1/paths", params={"from": a, "to": b, **more, "lang": lang})
    assert (ran.code, ran.err, http.status_code) == (0, "", 200)
    assert python == ran.json == http.json()


def test_the_sentence_tells_each_hop_in_french_and_in_english(f1: Graph) -> None:
    answer = f1.paths("TH", "CCS", **PLAIN)
    fr, en = (
        answer.model_dump(mode="json", context={"lang": lang})["paths"][0]["sentence"].replace("\u202f", " ")
        for lang in ("fr", "en")
    )
    start = "Depuis Toits de Touraine, office de l'habitat (fictif), on rejoint le Conseil citoyen du Sanitas (fictif)"
    assert fr.startswith(f"{start} en 3 étapes : ")
    assert "travaillent ensemble sur" in fr
    assert "et le Conseil citoyen du Sanitas (fictif) ont travaillé ensemble sur" in fr
    assert "terminé en 01/2022, lien à réactiver" in fr
    assert fr.endswith("Solidité : 2 %.")
    assert "3 steps" in en
    assert en.endswith("2%.")
