"""What `maillage doctor` looks at in a Neo4j: the server, the schema, who writes, whether the log and the facts agree,
and what somebody else wrote or changed under our labels. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from platform import python_version
from typing import Any

from graph_service.errors import StoreError, StoreMissing
from graph_service.messages import Items, m
from graph_service.model import RecordType, Scope
from graph_service.settings import Neo4jSettings
from graph_service.stores.fold import fold
from graph_service.stores.folding import counting
from graph_service.stores.health import Check, State, clock
from graph_service.stores.neo4j import batches, codec, facts, lock, schema
from graph_service.stores.neo4j.connection import Connection, run
from graph_service.stores.neo4j.exact import Variant, ends_of, exact, held_props
from graph_service.stores.neo4j.lookup import CypherLookup
from graph_service.stores.neo4j.names import BEHIND, NODES, RELATIONS
from graph_service.stores.variants import variants

OK, WARNING, ERROR = State
_SHOWN = 5


def examine(url: str) -> Iterator[Check]:
    """See `graph_service.stores.health.examine`."""
    connection = Connection(url, Neo4jSettings.from_environment(url))
    try:
        agent, protocol = connection.server()
        found = connection.read(lambda tx: run(tx, _FIND))
    except StoreError as error:
        connection.close()
        return iter([Check("server", ERROR, error.message)])
    server = Check("server", OK, m("doctor-server", agent=agent, protocol=protocol, python=python_version()))
    if not found:
        connection.close()
        raise StoreMissing("neo4j-missing", url=url)
    return _all(connection, server, *found[0])


def _all(connection: Connection, server: Check, store_id: str, version: int, base: int) -> Iterator[Check]:
    yield server
    yield Check("application", OK, m("doctor-application", id=store_id))
    checks: dict[str, Callable[[], Check]] = {"schema": lambda: _schema(connection, version)}
    if version <= len(schema.MIGRATIONS):
        for check in (_lock, _log, _facts, _foreign, _others):
            checks[check.__name__[1:]] = lambda check=check: connection.read(lambda tx: check(_runner(tx)))  # type: ignore[misc]
        checks["clock"] = lambda: connection.read(lambda tx: clock(batches.every(_runner(tx), base)))
    try:
        for name, look in checks.items():
            try:
                yield look()
            except StoreError as error:
                yield Check(name, ERROR, error.message)
            except Exception as error:
                # Whatever changed data leads to, the other checks are still worth making.
                yield Check(name, ERROR, m("doctor-neo4j-unreadable", reason=type(error).__name__))
    finally:
        connection.close()


def _runner(tx: Any) -> Any:
    return lambda text, **parameters: run(tx, text, **parameters)


def _schema(connection: Connection, version: int) -> Check:
    known = len(schema.MIGRATIONS)
    if version > known:
        return Check("schema", ERROR, StoreError("store-newer", version=version, known=known).message)
    if missing := schema.missing(connection.alone):
        return Check("schema", WARNING, m("doctor-neo4j-indexes", names=Items(sorted(missing))))
    if version < known:
        return Check("schema", WARNING, m("doctor-schema-older", version=version, known=known))
    return Check("schema", OK, m("doctor-schema", version=version))


def _lock(run_: Any) -> Check:
    owner = lock.owner_of(run_)
    unfinished = run_(_UNFINISHED)[0][0]
    if owner:
        return Check("lock", WARNING, m("doctor-neo4j-lock", owner=owner[0], seconds=round(owner[1])))
    if unfinished:
        return Check("lock", WARNING, m("doctor-neo4j-unfinished"))
    return Check("lock", OK, m("doctor-lock-none"))


def _log(run_: Any) -> Check:
    """Whether each statement is still what was written, and no batch is missing."""
    statements = CypherLookup(run_).every_statement({})
    changed = sum(said.digest != digest for digest, said in statements.items())
    base = run_("MATCH (h:Maillage { id: 'head' }) RETURN h.base")[0][0]
    numbers = [n for (n,) in run_("MATCH (i:Import) WHERE i.n > $base RETURN i.n ORDER BY i.n", base=base)]
    silent = run_("MATCH (s:Statement) WHERE NOT EXISTS { (s)<-[:SAYS]-(:Import) } RETURN count(s)")[0][0]
    if changed or silent or numbers != list(range(base + 1, base + len(numbers) + 1)):
        return Check("log", ERROR, m("doctor-neo4j-log-broken", n=changed + silent))
    return Check("log", OK, m("doctor-log", n=len(statements), batches=len(numbers)))


def _facts(run_: Any) -> Check:
    """Whether what stands under our labels is what the log gives, property by property."""
    base, now = run_("MATCH (h:Maillage { id: 'head' }) RETURN h.base, h.n")[0]
    look = CypherLookup(run_, base, now)
    _, current, counts = counting(look, batches.every(run_, base, now), {})
    expected: dict[Variant, dict[str, Any]] = {}
    found = fold(current)
    for (type_, id_), contents in variants(found).items():
        for mask, fact in contents.items():
            ends = ends_of(fact)
            expected[type_, id_, mask] = exact(codec.props(fact, mask, 0), ends)
    held = dict(held_props(run_))
    changed = [key for key in expected.keys() & held.keys() if expected[key] != held[key]]
    missing = expected.keys() - held.keys()
    more = held.keys() - expected.keys()
    if changed or missing or more:
        wrong = sorted({f"{_label(type_)} {id_}" for type_, id_, _ in (*changed, *missing, *more)})
        return Check(
            "facts",
            ERROR,
            m(
                "doctor-neo4j-facts-changed",
                changed=len(changed),
                missing=len(missing),
                more=len(more),
                names=Items(wrong[:_SHOWN]),
            ),
        )
    drawn = facts.for_people(found[Scope.INTERNAL].values())
    there = {tuple(row) for row in run_(_DRAWN)}
    if drawn != there:
        return Check("facts", ERROR, m("doctor-neo4j-drawn", missing=len(drawn - there), more=len(there - drawn)))
    # What a batch that is not committed yet says counts for nobody.
    unseen = {digest for (digest,) in run_(_UNSEEN_SAID, n=now)}
    if {d: n for d, n in look.every_count().items() if d in counts or d not in unseen} != counts:
        return Check("facts", ERROR, m("doctor-counting-broken"))
    return Check("facts", OK, m("doctor-facts", n=len({key[:2] for key in held})))


def _foreign(run_: Any) -> Check:
    """What bears our labels and is not ours: no answer reads it, and people who look may take it for ours."""
    found = [(label, n) for label, n in run_(_FOREIGN) if n]
    if found:
        n = sum(n for _, n in found)
        return Check("foreign", WARNING, m("doctor-neo4j-foreign", n=n, names=Items([label for label, _ in found])))
    return Check("foreign", OK, m("doctor-neo4j-foreign-none"))


def _others(run_: Any) -> Check:
    labels = sorted({label for (label,) in run_(_LABELS)} - {*NODES.values(), *BEHIND})
    if labels:
        return Check("others", WARNING, m("doctor-neo4j-others", names=Items(labels[:_SHOWN])))
    return Check("others", OK, m("doctor-neo4j-others-none"))


def _label(type_: RecordType) -> str:
    return NODES.get(type_) or RELATIONS[type_]


_FIND = "MATCH (h:Maillage { id: 'head' }) RETURN h.store_id, h.schema, h.base"
_DRAWN = """
    MATCH (a)-[r:ABOUT|LOCATED_IN|GOVERNS|WITHIN|SUCCEEDS]->(b)
    RETURN labels(a)[0], a.id, type(r), labels(b)[0], b.id
"""
_UNSEEN_SAID = "MATCH (i:Import)-[:SAYS]->(s:Statement) WHERE i.n > $n RETURN DISTINCT s.digest"
_UNFINISHED = """
    MATCH (h:Maillage { id: 'head' })
    RETURN h.folding IS NOT NULL OR EXISTS { MATCH (i:Import) WHERE i.n > h.n OR i.n <= h.base }
"""
_FOREIGN = "\n    UNION ALL\n".join(
    [
        f"    MATCH (f:{label}) WHERE f.since IS NULL AND f.stub IS NULL RETURN '{label}' AS name, count(f) AS n"
        for label in (*NODES.values(), "Variant")
    ]
    + [
        f"    MATCH ()-[f:{name}]->() WHERE f.since IS NULL RETURN '{name}' AS name, count(f) AS n"
        for name in RELATIONS.values()
    ]
)
_LABELS = "MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label"
