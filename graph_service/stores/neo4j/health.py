"""The checks of `maillage doctor` on Neo4j: server, schema, lock, agreement of log and facts, and what somebody else
wrote or changed under our labels. Writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from platform import python_version
from typing import Any

from graph_service.errors import StoreError, StoreMissing
from graph_service.messages import Items, m
from graph_service.model import Fact, Op, RecordType, Scope
from graph_service.settings import Neo4jSettings
from graph_service.stores.fold import fold
from graph_service.stores.folding import counting
from graph_service.stores.health import Check, State, bounds, clock, identifiers
from graph_service.stores.neo4j import (
    batches,
    codec,
    derived_relations,
    documents,
    forged_marks,
    heads,
    lock,
    opening,
    schema,
)
from graph_service.stores.neo4j.connection import PAGE, Connection, Run
from graph_service.stores.neo4j.fact_comparison import Variant, arrow, comparable, held_props
from graph_service.stores.neo4j.lookup import CypherLookup
from graph_service.stores.neo4j.names import BEHIND, DERIVED, NODES, RELATIONS
from graph_service.stores.seals import document_seal
from graph_service.stores.variants import variants

OK, WARNING, ERROR = State
_SHOWN = 5


def examine(url: str) -> Iterator[Check]:
    """See `graph_service.stores.health.examine`."""
    connection = Connection(url, Neo4jSettings.from_environment(url))
    try:
        agent, protocol = connection.server()
        found = opening.find(connection, remake=False)
    except StoreError as error:
        connection.close()
        return iter([Check("server", ERROR, error.message)])
    server = Check("server", OK, m("doctor-server", agent=agent, protocol=protocol, python=python_version()))
    if not found:
        connection.close()
        raise StoreMissing("neo4j-missing", url=url)
    return _all(connection, server, found)


def _all(connection: Connection, server: Check, found: opening.Found) -> Iterator[Check]:
    yield server
    yield Check("application", OK, m("doctor-application", id=found.store_id))
    checks: dict[str, Callable[[], Check]] = {"schema": lambda: _schema(connection, found.schema)}
    if found.headless:
        checks["head"] = lambda: Check("head", ERROR, m("doctor-neo4j-head"))
    elif found.schema == len(schema.MIGRATIONS):
        checks |= {name: partial(connection.read, check) for name, check in CHECKS.items()}
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


def _schema(connection: Connection, version: int) -> Check:
    known = len(schema.MIGRATIONS)
    if version > known:
        return Check("schema", ERROR, StoreError("store-newer", version=version, known=known).message)
    if missing := schema.missing(connection.alone):
        return Check("schema", WARNING, m("doctor-neo4j-indexes", names=Items(sorted(missing))))
    if version < known:
        return Check("schema", WARNING, m("doctor-schema-older", version=version, known=known))
    return Check("schema", OK, m("doctor-schema", version=version))


def _lock(run: Run) -> Check:
    owner = lock.owner_of(run)
    now = heads.head(run)
    if owner:
        return Check("lock", WARNING, m("doctor-neo4j-lock", owner=owner[0], seconds=round(owner[1])))
    if not heads.wrong(run, now) and heads.unfinished(run, now):
        return Check("lock", WARNING, m("doctor-neo4j-unfinished"))
    return Check("lock", OK, m("doctor-lock-none"))


def _head(run: Run) -> Check:
    """Whether the store stands where its batches say, and readers are not told otherwise."""
    if heads.wrong(run, heads.head(run)) or heads.swept_too_far(run):
        return Check("head", ERROR, m("doctor-neo4j-head"))
    return Check("head", OK, m("doctor-neo4j-head-right", n=heads.head(run).batches))


def _log(run: Run) -> Check:
    """Whether each statement is still what was written and found by what it says, and no batch is missing."""
    base = heads.head(run).base
    numbers = [n for (n,) in run(_NUMBERS, base=base)]
    total = changed = lost = 0
    last = ""
    while page := run(_STATEMENTS, last=last, page=PAGE):
        for digest, kept, about, hooks, word in page:
            total += 1
            statement = codec.statement(kept)
            props = codec.statement_props(statement)
            changed += statement.digest != digest
            lost += (about, hooks, word) != (props.get("about"), props.get("hooks"), statement.op is not Op.ROW)
        last = page[-1][0]
    silent = run(_SILENT)[0][0]
    if changed or silent or numbers != list(range(base + 1, base + len(numbers) + 1)):
        return Check("log", ERROR, m("doctor-neo4j-log-broken", n=changed + silent))
    if lost:
        return Check("log", ERROR, m("doctor-neo4j-log-lost", n=lost))
    return Check("log", OK, m("doctor-log", n=total, batches=len(numbers)))


def _origins(run: Run) -> Check:
    """Whether who said what, where and when, and what each batch changed, is as it was written."""
    now = heads.head(run)
    wrong = [
        batch.id
        for n, batch, seal, outcome in batches.sealed(run, now.base, now.n)
        if seal != batches.seal_held(run, n, batch) or outcome != batches.outcome_held(run, n)
    ]
    if wrong:
        return Check("origins", ERROR, m("doctor-origins-broken", n=len(wrong), id=wrong[0]))
    return Check("origins", OK, m("doctor-origins", n=now.batches))


def _documents(run: Run) -> Check:
    held = documents.seals(run)
    wrong = [f"{document.collection}/{document.id}" for document, seal in held if seal != document_seal(document)]
    if wrong:
        return Check("documents", ERROR, m("doctor-documents-broken", n=len(wrong), id=wrong[0]))
    if gone := documents.gone(run):
        return Check("documents", ERROR, m("doctor-documents-gone", n=gone))
    return Check("documents", OK, m("doctor-documents", n=len(held)))


def _facts(run: Run) -> Check:
    """Whether what stands under our labels is what the log gives, property by property."""
    now = heads.head(run)
    look = CypherLookup(run, now.base, now.n)
    _, current, counts = counting(look, batches.every(run, now.base, now.n), {})
    expected: dict[Variant, dict[str, Any]] = {}
    found = fold(current)
    for (type_, id_), contents in variants(found).items():
        for mask, fact in contents.items():
            expected[type_, id_, mask] = comparable(codec.props(fact, mask, 0), arrow(fact))
    held = dict(held_props(run, now.base))
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
    wanted, there = Counter(derived_relations.expected(found[Scope.INTERNAL].values())), derived_relations.held(run)
    misnamed = derived_relations.named_wrong(run)
    if wanted != there or misnamed:
        lost, extra = (wanted - there).total(), (there - wanted).total() + len(misnamed)
        return Check("facts", ERROR, m("doctor-neo4j-drawn", missing=lost, more=extra))
    # What a batch that is not committed yet says counts for nobody.
    unseen = {digest for (digest,) in run(_UNSEEN_SAID, n=now.n)}
    if {d: n for d, n in look.every_count().items() if d in counts or d not in unseen} != counts:
        return Check("facts", ERROR, m("doctor-neo4j-counting"))
    return Check("facts", OK, m("doctor-facts", n=len({key[:2] for key in held})))


def _bounds(run: Run) -> Check:
    return bounds(_held(run))


def _identifiers(run: Run) -> Check:
    return identifiers(_held(run))


def _held(run: Run) -> Iterator[Fact]:
    held = held_props(run, heads.head(run).base)
    return (codec.fact(type_, found) for (type_, _, mask), found in held if mask)


def _marked(run: Run) -> Check:
    """What bears our mark and is nothing that Maillage wrote."""
    found = [(name, n) for name, n in forged_marks.found(run) if n]
    if found:
        n = sum(n for _, n in found)
        return Check("marked", ERROR, m("doctor-neo4j-marked", n=n, names=Items(sorted({str(x) for x, _ in found}))))
    return Check("marked", OK, m("doctor-neo4j-marked-none"))


def _foreign(run: Run) -> Check:
    """What bears our labels and is not ours: no answer reads it, and people who look may take it for ours."""
    found = [(label, n) for label, n in run(_FOREIGN) if n]
    if found:
        n = sum(n for _, n in found)
        return Check("foreign", WARNING, m("doctor-neo4j-foreign", n=n, names=Items([label for label, _ in found])))
    return Check("foreign", OK, m("doctor-neo4j-foreign-none"))


def _others(run: Run) -> Check:
    labels = sorted({label for (label,) in run(_LABELS)} - {*NODES.values(), *BEHIND})
    if labels:
        return Check("others", WARNING, m("doctor-neo4j-others", names=Items(labels[:_SHOWN])))
    return Check("others", OK, m("doctor-neo4j-others-none"))


def _times(run: Run) -> Check:
    return clock(batches.every(run, heads.head(run).base))


CHECKS: Mapping[str, Callable[[Run], Check]] = {
    "lock": _lock,
    "head": _head,
    "log": _log,
    "origins": _origins,
    "documents": _documents,
    "facts": _facts,
    "bounds": _bounds,
    "identifiers": _identifiers,
    "marked": _marked,
    "foreign": _foreign,
    "others": _others,
    "clock": _times,
}


def _label(type_: RecordType) -> str:
    return NODES.get(type_) or RELATIONS[type_]


_NUMBERS = "MATCH (i:Import { maillage: $store }) WHERE i.n > $base RETURN i.n ORDER BY i.n"
_STATEMENTS = """
    MATCH (s:Statement { maillage: $store }) WHERE s.digest > $last
    RETURN s.digest, [s.op, s.type, s.source, s.key, s.updated, s.visibility, s.ids, s.fields], s.about, s.hooks, s:Word
    ORDER BY s.digest LIMIT $page
"""
_SILENT = """
    MATCH (s:Statement { maillage: $store })
    WHERE s.stub IS NULL AND NOT EXISTS { (s)<-[:SAYS { maillage: $store }]-(:Import) } RETURN count(s)
"""
_UNSEEN_SAID = """
    MATCH (i:Import { maillage: $store })-[:SAYS { maillage: $store }]->(s:Statement) WHERE i.n > $n
    RETURN DISTINCT s.digest
"""
_FOREIGN = "\n    UNION ALL\n".join(
    [
        f"    MATCH (f:{label}) WHERE f.maillage IS NULL OR f.maillage <> $store "
        f"RETURN '{label}' AS name, count(f) AS n"
        for label in (*NODES.values(), *BEHIND)
    ]
    + [
        f"    MATCH ()-[f:{name}]->() WHERE f.maillage IS NULL OR f.maillage <> $store "
        f"RETURN '{name}' AS name, count(f) AS n"
        for name in (*RELATIONS.values(), *DERIVED, "SAYS", "CHANGED")
    ]
)
_LABELS = "MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label"
