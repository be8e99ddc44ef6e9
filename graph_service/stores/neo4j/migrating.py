"""Upgrades stores of an older version, which lack the mark of what is ours: marks all that their log names.

Steps that may be done twice, with the head last: cut short anywhere, the store is as the older version left it, and
the next opening begins again. What bears our labels and is neither in the log nor made of it stays unmarked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph_service.errors import StoreError
from graph_service.model import Fact, RecordType, Scope
from graph_service.stores.fold import fold
from graph_service.stores.folding import counting
from graph_service.stores.neo4j import batches, codec, derived_relations, documents, lock, stepping
from graph_service.stores.neo4j.connection import PAGE, Connection, Run, chunks
from graph_service.stores.neo4j.fact_comparison import arrow, comparable
from graph_service.stores.neo4j.lookup import CypherLookup
from graph_service.stores.neo4j.names import NODES, RELATIONS
from graph_service.stores.seals import document_seal
from graph_service.stores.variants import bit, variants

Step = stepping.Step


def mark_all(connection: Connection) -> None:
    """Mark everything that is ours, seal what has no seal, and draw the relations that older versions did not draw."""
    with lock.held(connection) as lease:
        if connection.read(lambda run: run(_MARKED)):
            return

        def step(work: Step) -> Any:
            def fenced(run: Run) -> Any:
                # An older version that writes now is waited out, and writes no more once the lock is gone.
                if not run(_OLD_LOCK, owner=lease.owner, lease=int(lock.LEASE * 1000))[0][0]:
                    raise StoreError("neo4j-busy", url=connection.url)
                return work(run)

            return lease.write(fenced)

        _mark_log(step)
        _Facts(step).mark()
        _seal(step)
        step(lambda run: run(_DONE, schema=_VERSION))


_VERSION = 2


def _mark_log(step: Any) -> None:
    """Batches, what they say and what they changed, and documents."""
    ((n, base),) = step(lambda run: run(_HEAD))
    step(lambda run: run(_IMPORTS, last=n, base=base))
    for text in (_SAYS, _CHANGED, _DOCUMENTS):
        while step(lambda run, text=text: run(text, size=stepping.SIZE))[0][0]:
            pass


class _Facts:
    """The facts as the log gives them, and how they stand there."""

    def __init__(self, step: Any) -> None:
        self._step = step
        ((n, base),) = step(lambda run: run(_HEAD))

        def folded(run: Run) -> Any:
            look = CypherLookup(run, base, n)
            return fold(counting(look, batches.every(run, base, n), {})[1])

        self._found = step(folded)
        self._given = {
            (type_, id_, mask): fact
            for (type_, id_), contents in variants(self._found).items()
            for mask, fact in contents.items()
        }
        self._front = {(type_, id_): (mask, fact) for (type_, id_, mask), fact in self._given.items() if mask & _TEAM}

    def mark(self) -> None:
        for type_ in RecordType:
            for some in self._pages(type_):
                rows = [row for found in some if (row := self._row(type_, *found))]
                self._step(stepping.step(_MARK[type_], rows=rows))
        behind = self._step(lambda run: run(_BEHIND))
        ours = [at for at, type_, found in behind if self._behind(codec.TYPES.get(type_), found)]
        for some in chunks(ours, stepping.SIZE):
            self._step(stepping.step(_MARK_NODES, at=some))
        facts = list(self._found[Scope.INTERNAL].values())
        wanted = derived_relations.expected(facts)
        named = {(label, id_) for *_, label, id_ in wanted} | {(label, id_) for label, id_, *_ in wanted}
        stubs = [at for at, label, id_ in self._step(lambda run: run(_STUBS)) if (label, id_) in named]
        for some in chunks(stubs, stepping.SIZE):
            self._step(stepping.step(_MARK_NODES, at=some))
        there = {tuple(row): at for at, *row in self._step(lambda run: run(_DRAWN))}
        for some in chunks([at for row, at in there.items() if row in wanted], stepping.SIZE):
            self._step(stepping.step(_MARK_RELATIONS, at=some))
        for step in derived_relations.steps(facts, orphans=False):
            self._step(step)

    def _pages(self, type_: RecordType) -> Iterator[list[list[Any]]]:
        last = ""
        while page := self._step(lambda run, last=last: run(_PAGE[type_], last=last, page=PAGE)):
            yield page
            last = page[-1][0]

    def _row(self, type_: RecordType, id_: str, found: Mapping[str, Any], ends: list[Any]) -> dict[str, Any] | None:
        """What is to be set on what stands there; None where it is not ours."""
        mask, fact = self._front.get((type_, id_), (0, None))
        if fact is None:
            # Of a batch that is committed and not finished: what it ends is there yet.
            return {"id": id_, "props": {}} if _as_written(type_, found, ends) else None
        same = found.get("hash") == fact.hash and found.get("scopes") == codec.SEEN[mask]
        return {"id": id_, "props": codec.props(fact, mask, found["since"]) if same else {}}

    def _behind(self, type_: RecordType | None, found: Mapping[str, Any]) -> bool:
        if type_ is None or "since" not in found or "hash" not in found:
            return False
        return "gone" in found or (type_, found.get("id"), _mask(found)) in self._given


def _as_written(type_: RecordType, found: Mapping[str, Any], ends: list[Any]) -> bool:
    try:
        fact: Fact = codec.fact(type_, found)
        return fact.hash == found["hash"] and comparable({}, arrow(fact)) == comparable({}, ends)
    except (LookupError, TypeError, ValueError):
        return False


def _mask(found: Mapping[str, Any]) -> int:
    try:
        return codec.mask_of(found["scopes"])
    except (LookupError, TypeError, ValueError):
        return 0


def _seal(step: Any) -> None:
    """Digests of who, when and where, of what each batch changed, and of documents."""
    ((_, base),) = step(lambda run: run(_HEAD))
    known = step(lambda run: batches.every(run, base))
    for n, batch in enumerate(known, base + 1):

        def seal(run: Run, n: int = n, batch: Any = batch) -> None:
            props = {"seal": batches.seal_held(run, n, batch), "outcome": batches.outcome_held(run, n)}
            run(_SEAL, n=n, props=props)

        step(seal)
    for document, _ in step(documents.seals):
        step(
            stepping.step(_SEAL_DOCUMENT, collection=document.collection, id=document.id, seal=document_seal(document))
        )


_TEAM = bit(Scope.INTERNAL)
_MARKED = "MATCH (h:Maillage { id: 'head', maillage: $store }) RETURN 1"
_OLD_LOCK = """
    MATCH (h:Maillage { id: 'head' }) WHERE h.store_id = $store
    MERGE (lock:Maillage { id: 'lock' }) SET lock.asked = $owner
    WITH lock, datetime.realtime().epochMillis AS now
    WITH lock, now, lock.owner IS NULL OR lock.until < now OR lock.owner = $owner AS free
    SET lock.owner = CASE WHEN free THEN $owner ELSE lock.owner END,
        lock.until = CASE WHEN free THEN now + $lease ELSE lock.until END
    RETURN free
"""
# Read as if what is committed were finished: the next opening finishes it.
_HEAD = """
    MATCH (h:Maillage { id: 'head' }) WHERE h.store_id = $store
    RETURN coalesce(h.folding, h.n), coalesce(h.rebase, h.base)
"""
_IMPORTS = """
    MATCH (i:Import) WHERE i.maillage IS NULL AND i.n IS NOT NULL AND i.id IS NOT NULL AND i.body IS NOT NULL
    AND i.kind IS NOT NULL AND i.withdraws IS NOT NULL
    SET i.maillage = $store, i.committed = CASE WHEN i.n <= $last THEN true END,
        i.over = CASE WHEN i.n <= $base THEN true END
"""
_SAYS = """
    MATCH (:Import { maillage: $store })-[r:SAYS]->(s:Statement)
    WHERE r.maillage IS NULL AND r.file IS NOT NULL AND r.sheet IS NOT NULL AND r.rows IS NOT NULL AND r.at IS NOT NULL
    AND s.digest IS NOT NULL AND s.op IS NOT NULL AND s.type IS NOT NULL AND s.ids IS NOT NULL AND s.fields IS NOT NULL
    WITH r, s LIMIT $size SET r.maillage = $store, s.maillage = $store RETURN count(r)
"""
_CHANGED = """
    MATCH (:Import { maillage: $store })-[r:CHANGED]->(c:Change)
    WHERE r.maillage IS NULL AND c.n IS NOT NULL AND c.page IS NOT NULL AND c.ids IS NOT NULL
    WITH r, c LIMIT $size SET r.maillage = $store, c.maillage = $store RETURN count(r)
"""
_DOCUMENTS = """
    MATCH (d:Document) WHERE d.maillage IS NULL AND d.collection IS NOT NULL AND d.id IS NOT NULL
    AND d.version > 0 AND d.body IS NOT NULL AND d.scope IN ['public', 'partners', 'internal']
    WITH d LIMIT $size SET d.maillage = $store RETURN count(d)
"""
_PAGE = {
    type_: f"""
    MATCH {f"(f:{NODES[type_]})" if type_ in NODES else f"(a)-[f:{RELATIONS[type_]}]->(b)"}
    WHERE f.id > $last AND f.since IS NOT NULL AND f.maillage IS NULL
    RETURN f.id, properties(f), {"[a.id, b.id]" if type_ in RELATIONS else "[]"} ORDER BY f.id LIMIT $page
"""
    for type_ in RecordType
}
_MARK = {
    type_: f"""
    UNWIND $rows AS row
    MATCH {f"(f:{NODES[type_]})" if type_ in NODES else f"()-[f:{RELATIONS[type_]}]->()"}
    WHERE f.id = row.id AND f.since IS NOT NULL AND f.maillage IS NULL
    SET f += row.props SET f.maillage = $store
"""
    for type_ in RecordType
}
_BEHIND = "MATCH (v:Variant) WHERE v.maillage IS NULL RETURN elementId(v), v.type, properties(v)"
_STUBS = """
    MATCH (t:Theme|Territory) WHERE t.maillage IS NULL AND t.stub AND t.since IS NULL
    RETURN elementId(t), CASE WHEN t:Theme THEN 'Theme' ELSE 'Territory' END, t.id
"""
_DRAWN = """
    MATCH (a { maillage: $store })-[r:ABOUT|LOCATED_IN|GOVERNS|WITHIN|SUCCEEDS]->(b { maillage: $store })
    WHERE r.maillage IS NULL
    RETURN elementId(r), labels(a)[0], a.id, type(r), labels(b)[0], b.id
"""
_MARK_NODES = "UNWIND $at AS at MATCH (n) WHERE elementId(n) = at SET n.maillage = $store"
_MARK_RELATIONS = "UNWIND $at AS at MATCH ()-[r]->() WHERE elementId(r) = at SET r.maillage = $store"
_SEAL = "MATCH (i:Import { maillage: $store, n: $n }) SET i += $props"
_SEAL_DOCUMENT = "MATCH (d:Document { maillage: $store, collection: $collection, id: $id }) SET d.seal = $seal"
_DONE = """
    MATCH (h:Maillage { id: 'head' }) WHERE h.store_id = $store AND h.maillage IS NULL
    SET h.maillage = $store, h.schema = $schema
    WITH h MATCH (lock:Maillage { id: 'lock' }) DELETE lock
"""
