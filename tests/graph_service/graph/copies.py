"""Stores to copy from and to. How each is made is a parameter: what is said holds between any two kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import Graph, open_graph
from graph_service.model import SCOPES, Batch, Say, Scope
from graph_service.stores import lineage
from graph_service.stores.base import Document, Store
from graph_service.stores.open import open_store
from tests.graph_service.house import F1, folder, url
from tests.graph_service.stores.contract import actor, ground
from tests.graph_service.stores.servers import credentials
from tests.neo4j import wipe

PUBLIC, PARTNERS, INTERNAL = Scope
CANARY = "kanari"
"""Stands in all that a replica must not hold."""

_IN_DEEP = pytest.mark.deep(only=True)


def _pair(source: str, target: str, *marks: pytest.MarkDecorator) -> Any:
    """A source and a target of these kinds, as a parameter."""
    needs = [pytest.mark.neo4j] if "neo4j" in (source, target) else []
    return pytest.param((source, target), marks=[*needs, *marks], id=f"{source}-to-{target}")


# Between two servers nothing is asked that the pairs with a file do not ask of one.
_SERVERS = _pair("neo4j", "neo4j", _IN_DEEP)
BOTH_WAYS = [_pair("sqlite", "sqlite"), _pair("sqlite", "neo4j"), _pair("neo4j", "sqlite"), _SERVERS]
"""For what a source must give as well as a target must keep."""
TARGETS = [_pair("sqlite", "sqlite"), _pair("sqlite", "neo4j"), _pair("neo4j", "sqlite", _IN_DEEP), _SERVERS]
"""For what the target does: `make deep` tries every pair."""
FILES = [_pair("sqlite", "sqlite"), *(_pair(*kinds, _IN_DEEP) for kinds in (("sqlite", "neo4j"), ("neo4j", "sqlite")))]
"""For what is decided above the stores."""
both_ways = pytest.mark.parametrize("urls", BOTH_WAYS, indirect=True)
files = pytest.mark.parametrize("urls", FILES, indirect=True)


def made(kinds: tuple[str, str], folder: Path, servers: Sequence[Any], patch: pytest.MonkeyPatch) -> list[str]:
    """Where a source and a target are to be made; each of two servers has its own secret."""
    left, found = list(servers), []
    for kind, name in zip(kinds, ("source", "target"), strict=True):
        if kind == "sqlite":
            found.append(url(folder / f"{name}.db"))
        else:
            wipe(left[0].url, left[0].auth)
            found.append(left.pop(0).url)
    credentials(servers, folder / "credentials", patch)
    return found


@pytest.fixture(params=TARGETS)
def urls(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where a source and a target are to be made, of each pair of kinds."""
    needed = request.param.count("neo4j")
    names = ("neo4j_server", "own_neo4j")[:needed]
    return made(request.param, tmp_path, [request.getfixturevalue(name) for name in names], monkeypatch)


@pytest.fixture
def pair(urls: list[str]) -> Iterator[tuple[Store, Store]]:
    """A source with three batches, one of them undone, and an empty target."""
    source, target = (open_store(at, create=True) for at in urls)
    ground(source)
    source.write(Batch("more", at="2026-01-02T00:00:00+00:00", who="cli", note="n"), [Say(actor("Y"), "f.csv", "a", 9)])
    source.write(Batch("undo", "undo", withdraws=("more",)), [])
    yield source, target
    source.close()
    target.close()


def written(store: Store) -> tuple[object, ...]:
    """All that a store holds of a log, but for its own id."""
    return (
        list(store.log()),
        store.head().revisions,
        [store.content_hash(scope) for scope in SCOPES],
        [(d.collection, d.id, d.body, d.scope) for d in store.documents() if d.id != lineage.ORIGINS],
    )


def copied(source: Path, target: Path, scope: Scope | None = None) -> None:
    with open_graph(url(source)) as graph:
        graph.copy_to(url(target), scope)


@pytest.fixture
def seeded(urls: list[str], tmp_path: Path) -> Iterator[Graph]:
    """F1 with partners' rows, and the canary in everything that only the team may see or that is not so."""
    files = folder(
        tmp_path,
        f"{CANARY}-dossier",
        actors=f"""id,name,kind,aliases,siren,visibility
            {CANARY}1,{CANARY} acteur,association,{CANARY}-alias,,internal
            PA,Partenaire,association,,732829320,partners
            PX,Public,association,,,public
            {CANARY}2,{CANARY} retiré,association,,,public
            {CANARY}3,{CANARY} caché,association,,,public
            {CANARY}4,{CANARY} aussi,association,,732829320,internal""",
        projects=f"""id,title,kind,description,themes,documents,succeeds,territories,visibility
            {CANARY}5,{CANARY} projet,operation,{CANARY},,,,,internal
            Q,Projet,operation,,cohesion,P1;{CANARY}1,{CANARY}5,Z:{CANARY};R24,partners""",
        participations=f"""actor,project,role,visibility
            {CANARY}1,Q,porteur,internal
            {CANARY}1,P1,expert,public
            {CANARY}2,P1,expert,public
            PA,Q,partenaire,partners
            PA,{CANARY}5,partenaire,public
            PX,Q,partenaire,partners""",
        partnerships=f"actor,partner,kind,title,visibility\nVIE,UO,convention,{CANARY} accord,internal",
        fundings=f"funder,recipient,amount,visibility\nREG,{CANARY}1,7351926,public",
        functions=f"id,actor,title,generic_contact\nF,TM,{CANARY} cheffe,contact@{CANARY}.example",
        territories=f"code,level,name,within\nZ:{CANARY},perimetre_libre,{CANARY} lieu,R24",
        sources="id,producer,title\nnous--liste,Nous,Liste",
    )
    graph = Graph(open_store(urls[0], create=True), INTERNAL)
    graph.import_files([F1], visibility="public")
    graph.import_files([files], source="Nous - Liste", who=CANARY)
    graph.edit(
        [
            {"op": "set", "ids": ["TM"], "fields": {"aliases": [CANARY]}, "visibility": "internal"},
            {"op": "set", "ids": ["PX"], "fields": {"territory": f"Z:{CANARY}"}},
            {"op": "hide", "ids": [f"Z:{CANARY}"], "visibility": "internal"},
            {"op": "deny", "ids": [f"{CANARY}2"]},
            {"op": "hide", "ids": [f"{CANARY}3"], "visibility": "internal"},
            {"op": "hide", "ids": ["REG"], "visibility": "partners"},
            {"op": "same", "ids": ["PX", f"{CANARY}3"], "visibility": "internal"},
            {"op": "different", "ids": ["PX", f"{CANARY}1"], "visibility": "public"},
            {"op": "set", "ids": ["PX"], "fields": {"name": f"{CANARY} ancien nom"}, "visibility": "public"},
            {"op": "set", "ids": ["PX"], "fields": {"name": "Nom public"}, "visibility": "public"},
        ],
        who=CANARY,
        note=CANARY,
    )
    graph.configure(
        default_as_of="2026-01-01",
        examples=[
            {"question": "paths", "from": f"{CANARY} acteur", "to": "TM"},
            {"question": "paths", "from": "TM", "to": "UT"},
        ],
    )
    for collection in ("audit", "tokens", "review", "gaps"):
        graph.store.put(Document(collection, CANARY, 0, {"x": CANARY}, PUBLIC))
    yield graph
    graph.close()
