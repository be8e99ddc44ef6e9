"""The laws of docs/statements.md#9-laws through the whole house: files in, batches withdrawn in any order, facts
compared by their bodies.

Five overlapping imports: actors met by id and by SIREN, four sources, dates and visibilities that disagree, one
complete import, and a merge by staff between the second and the third.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import Graph, open_graph
from graph_service.model import Batch, Say, Scope
from graph_service.stores.open import open_store
from tests.deep import some
from tests.graph_service.house import bodies, folder, url

Log = list[tuple[Batch, list[Say]]]

IMPORTS: list[tuple[dict[str, str], dict[str, Any]]] = [
    (  # a public list
        {
            "actors": """id,name,kind,siren,territory,aliases
                T,Ville de Tours,commune,213702616,37261,Tours
                B,Ville de Blois,commune,214100182,41018,
                AS,Amicale du Sanitas,association,,,""",
            "projects": "id,title,kind,themes,start\nC,Contrat de ville,contrat_de_ville,sante,2020",
            "participations": "actor,project,role,start\nT,C,porteur,2020\nAS,C,partenaire,",
        },
        {"source": "Un - Liste", "updated": "2023", "visibility": "public"},
    ),
    (  # the same town by its SIREN, for partners, undated; the same association under a second id
        {
            "actors": """id,name,kind,siren,acronym
                MT,Mairie de Tours,commune,213702616,MT
                AS,Amicale du quartier du Sanitas,association,,ADS
                AM,Amicale,association,,""",
            "projects": "id,title,kind,themes,end\nC,Contrat de ville 2020-2024,contrat_de_ville,sport,2024",
            "participations": "actor,project,role,start\nMT,C,porteur,2020\nAM,C,expert,\nB,C,partenaire,",
            "fundings": "funder,recipient,amount,year\nMT,AS,5000,2023\nMT,AS,5000,2023",
        },
        {"source": "Deux - Base", "visibility": "partners"},
    ),
    (  # internal rows over both, later
        {
            "actors": "id,name,kind,siren\nT,Tours,commune,213702616\nX,Discrète,association,\nB,Blois,commune,",
            "projects": "id,title,kind,visibility\nC,Contrat,contrat_de_ville,\nQ,Projet,operation,public",
            "participations": "actor,project,role,visibility\nX,C,expert,\nAM,Q,porteur,public\nT,Q,partenaire,public",
            "partnerships": "actor,partner,kind,start\nT,MT,convention,2021\nAS,B,convention,2021",
        },
        {"source": "Trois - Notes", "updated": "2024-06", "visibility": "internal"},
    ),
    (  # the first source again, complete: B and a participation are said no more
        {
            "actors": "id,name,kind,siren,territory\n"
            "T,Ville de Tours,commune,213702616,37261\nAS,Amicale,association,,",
            "projects": "id,title,kind,themes\nC,Contrat de ville,contrat_de_ville,habitat_logement",
            "participations": "actor,project,role,start\nT,C,porteur,2020",
        },
        {"source": "Un - Liste", "updated": "2025", "visibility": "public", "replace": True, "yes": True},
    ),
    (  # the second source's rows, public now, and a fourth that says the first again
        {
            "actors": """id,name,kind,siren,source
                MT,Mairie de Tours,commune,213702616,Deux - Base
                B,Ville de Blois,commune,214100182,Quatre - Annuaire
                AM,Amicale,association,,Quatre - Annuaire""",
            "partnerships": "actor,partner,kind,start,source\nAM,B,convention,2021,Quatre - Annuaire",
        },
        {"source": "Deux - Base", "updated": "2025-02", "visibility": "public"},
    ),
]
MERGE = {"op": "same", "ids": ["AS", "AM"], "visibility": "public"}


def write(graph: Graph, parent: Path, order: Sequence[int], *, merge: bool = True) -> None:
    for place, i in enumerate(order):
        if place == 2 and merge:
            graph.edit([MERGE])
        _, options = IMPORTS[i]
        graph.import_files([parent / str(i)], **options)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parent = tmp_path_factory.mktemp("files")
    for i, (sheets, _) in enumerate(IMPORTS):
        folder(parent, str(i), **sheets)
    return parent


@pytest.fixture(scope="module")
def log(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Log:
    """Six batches, as the store recorded them: matcher and validator are not run again."""
    with open_graph(url(tmp_path_factory.mktemp("log") / "g.db"), create=True) as graph:
        write(graph, files, range(5))
        return list(graph.store.log())


def loaded(log: Log, path: Path) -> Graph:
    with open_graph(url(path), create=True) as graph:
        graph.store.load(log)
    return open_graph(url(path))


@pytest.fixture(scope="module")
def without(log: Log, tmp_path_factory: pytest.TempPathFactory) -> dict[frozenset[str], dict[str, dict[str, str]]]:
    """What each of the 2^6 sets of batches left out gives, by the ids left out."""
    found = {}
    for out in subsets([batch.id for batch, _ in log]):
        store = open_store(url(tmp_path_factory.mktemp("without") / "g.db"), create=True)
        for batch, says in log:
            if batch.id not in out:
                store.write(batch, says)
        with Graph(store, Scope.INTERNAL) as graph:
            found[out] = bodies(graph)
    return found


def subsets(ids: Sequence[str]) -> Iterator[frozenset[str]]:
    return (frozenset(each) for n in range(len(ids) + 1) for each in combinations(ids, n))


def test_the_imports_overlap_in_every_way_that_matters(without: Any) -> None:
    everything = without[frozenset()]
    assert len({frozenset(facts.items()) for facts in everything.values()}) == 3
    distinct = {str(sorted((scope, sorted(facts.items())) for scope, facts in b.items())) for b in without.values()}
    assert len(distinct) > 30


def test_withdrawn_in_any_order_from_any_position_nothing_is_left_of_a_batch(
    log: Log, without: Any, tmp_path: Path
) -> None:
    ids = [batch.id for batch, _ in log]
    order = random.Random(7)
    for n, out in enumerate(some(list(subsets(ids)), 24)):
        several = [order.sample(sorted(out), len(out)) for _ in range(3 if len(out) > 4 else 1)]
        for k, taken in enumerate(several):
            graph = loaded(log, tmp_path / f"{n}-{k}.db")
            for id_ in taken:
                graph.undo(id_, yes=True)
            assert bodies(graph) == without[out], f"withdrawn in this order: {taken}"
            graph.close()


def test_an_undone_undo_brings_back_what_it_took(log: Log, without: Any, tmp_path: Path) -> None:
    graph = loaded(log, tmp_path / "g.db")
    for batch, _ in log:
        withdrawn = graph.undo(batch.id, yes=True).import_id
        assert bodies(graph) == without[frozenset({batch.id})]
        assert withdrawn
        graph.undo(withdrawn, yes=True)
        assert bodies(graph) == without[frozenset()]
    graph.close()


def test_the_order_of_imports_changes_nothing(files: Path, tmp_path: Path) -> None:
    """Of different sources, or of one at different dates. Staff's merge is always said last.

    A complete import ends the chains before it, so it stands after the first of its source, as in the world.
    """
    found: dict[str, list[tuple[int, ...]]] = {}
    orders = [order for order in permutations(range(5)) if order.index(0) < order.index(3)]
    for order in orders[:: max(1, len(orders) // 20)]:
        with open_graph(url(tmp_path / f"{''.join(map(str, order))}.db"), create=True) as graph:
            write(graph, files, order, merge=False)
            graph.edit([MERGE])
            found.setdefault(str(bodies(graph)), []).append(order)
    assert len(found) == 1, found.values()


def test_the_same_file_again_after_other_sources_changes_no_fact(files: Path, tmp_path: Path) -> None:
    with open_graph(url(tmp_path / "g.db"), create=True) as graph:
        write(graph, files, range(5))
        before = bodies(graph)
        for i in (1, 2, 3, 4):
            report = graph.import_files([files / str(i)], **IMPORTS[i][1])
            assert bodies(graph) == before, i
            assert not any([*report.counts["created"].values(), *report.counts["updated"].values()])


def test_a_scope_does_not_notice_what_it_cannot_see(log: Log, files: Path, tmp_path: Path) -> None:
    hidden = folder(
        tmp_path,
        "hidden",
        actors="id,name,kind,siren\nH,Cachée,association,\nT3,Tours encore,commune,213702616",
        projects="id,title,kind\nH2,Caché,operation",
        participations="actor,project,role\nH,C,partenaire\nB,H2,porteur",
    )
    graph = loaded(log, tmp_path / "g.db")
    before, revisions = bodies(graph), graph.store.head().revisions
    done = graph.import_files([hidden], source="Cinq - Notes", visibility="internal").import_id
    after = bodies(graph)
    assert after["internal"] != before["internal"]
    assert (after["public"], after["partners"]) == (before["public"], before["partners"])
    assert done
    graph.undo(done)
    assert bodies(graph) == before
    moved = graph.store.head().revisions
    assert [moved[s] - revisions[s] for s in moved] == [0, 0, 2]
    graph.close()
