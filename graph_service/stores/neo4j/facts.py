"""Writes facts to the graph: moves ended versions to `Variant` nodes, and puts present ones on labelled nodes and
relations.

A version that is over becomes a `Variant` with `until`, the number of the batch that ended it: a reader who began
before still finds it, and it is swept away later. What a lower scope sees otherwise is a `Variant` without `until`.
Nodes and relations are set in place, so that what others wrote onto them stays. Every step gives the same when it is
done twice. What people see of it, relations between actors, themes, territories and sources: `derived_relations`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph_service.errors import StoreError
from graph_service.model import Fact, RecordType, Scope, ends, ends_of
from graph_service.stores.neo4j import codec, derived_relations, stepping
from graph_service.stores.neo4j.connection import Run, chunks
from graph_service.stores.neo4j.names import NAMED, NODES, PATTERN, RELATIONS, taken_away
from graph_service.stores.neo4j.stepping import Step, step
from graph_service.stores.variants import Change, bit

INTERNAL = bit(Scope.INTERNAL)


def steps(differs: Change, n: int) -> Iterator[Step]:
    """Yield the steps, one transaction each and in this order, after which the store holds the facts of batch `n`."""
    gone: dict[RecordType, list[str]] = defaultdict(list)
    behind = []
    for (type_, id_), mask in differs.drop:
        if mask & INTERNAL:
            gone[type_].append(id_)
        else:
            behind.append({"of": f"{type_.value}:{id_}", "scopes": codec.SEEN[mask]})
    come: dict[RecordType, list[tuple[int, Fact]]] = defaultdict(list)
    lower = []
    for _, mask, fact in differs.add:
        if mask & INTERNAL:
            come[fact.type].append((mask, fact))
        else:
            lower.append(_variant(fact, mask, n))
    for some in chunks(behind, stepping.SIZE):
        yield step(_END_VARIANTS, rows=some, n=n)
    changed = {(fact.type, fact.id) for facts in come.values() for _, fact in facts}
    for type_ in (*RELATIONS, *NODES):
        stays = [id_ for id_ in gone[type_] if (type_, id_) in changed]
        goes = [id_ for id_ in gone[type_] if (type_, id_) not in changed]
        for ids in chunks(stays, stepping.SIZE):
            yield step(_KEEP_VERSION[type_], ids=ids, n=n, type=type_.value)
        for ids in chunks(goes, stepping.SIZE):
            yield _end(type_, ids, n)
    for type_ in (*NODES, *RELATIONS):
        for facts in chunks(come[type_], stepping.SIZE):
            yield put(type_, [_row(fact, mask, n) for mask, fact in facts])
    for some in chunks(lower, stepping.SIZE):
        yield step(_PUT_VARIANTS, rows=some)
    anew = (fact for facts in come.values() for _, fact in facts)
    yield from derived_relations.steps(anew, orphans=any(gone.values()))


def begin_again(run: Run) -> None:
    """Lower a `since` after the last batch to that batch: a fact that somebody dated so would never be replaced."""
    for text in _OF_NOW:
        run(text)


def put(type_: RecordType, rows: list[dict[str, Any]]) -> Step:
    """Return a step that raises StoreError if it does not write every row, because an end that should exist is
    missing."""

    def run_all(run: Run) -> None:
        if run(_PUT[type_], rows=rows, parts=_parted(type_))[0][0] != len(rows):
            raise StoreError("neo4j-changed")

    return run_all


def _end(type_: RecordType, ids: list[str], n: int) -> Step:
    parameters = {"ids": ids, "n": n, "type": type_.value, "parts": _parted(type_)}
    if type_ in NAMED:
        parameters["called"] = {id_: codec.called(type_, id_) for id_ in ids}
    return step(_END[type_], **parameters)


def _parted(type_: RecordType) -> Mapping[str, Any]:
    return codec.parted(NODES.get(type_) or RELATIONS[type_])


def _row(fact: Fact, mask: int, n: int) -> dict[str, Any]:
    props = codec.props(fact, mask, n)
    if fact.type in NODES:
        return props
    a, b = ends_of(fact.type, fact.values)
    return {"a": a, "b": b, "props": props}


def _variant(fact: Fact, mask: int, n: int) -> dict[str, Any]:
    found = codec.props(fact, mask, n)
    return {
        "of": f"{fact.type.value}:{fact.id}",
        "since": n,
        "scopes": found["scopes"],
        "props": found | dict(zip("ab", ends_of(fact.type, fact.values), strict=False)) | {"type": fact.type.value},
    }


def _put(type_: RecordType) -> str:
    if type_ in NODES:
        return f"""
            UNWIND $rows AS row MERGE (f:{NODES[type_]} {{ maillage: $store, id: row.id }})
            ON MATCH SET f += $parts.none
            SET f += row RETURN count(f)
        """
    a, b = ([NODES[other] for other in end.refs] for end in ends(type_))
    name = RELATIONS[type_]
    # A relation cannot be moved: where a merge changes an end, another is made, with what others wrote onto it.
    return f"""
        UNWIND $rows AS row {_end_at("a", a)} {_end_at("b", b)}
        OPTIONAL MATCH (x)-[old:{name} {{ maillage: $store }}]->(y) WHERE old.id = row.props.id
        FOREACH (_ IN CASE WHEN old IS NULL THEN [1] ELSE [] END |
            CREATE (a)-[f:{name} {{ maillage: $store }}]->(b) SET f += row.props)
        FOREACH (_ IN CASE WHEN x = a AND y = b THEN [1] ELSE [] END | SET old += $parts.none SET old += row.props)
        FOREACH (kept IN CASE WHEN x <> a OR y <> b THEN [properties(old)] ELSE [] END |
            DELETE old CREATE (a)-[f:{name}]->(b) SET f = kept SET f += $parts.none SET f += row.props)
        RETURN count(row)
    """


def _end_at(name: str, labels: Sequence[str]) -> str:
    """Matches an end by its id; of two labels the first that has it."""
    one, *others = labels
    if not others:
        return f"MATCH ({name}:{one} {{ maillage: $store, id: row.{name} }}) WHERE {name}.since IS NOT NULL"
    return f"""
        OPTIONAL MATCH ({name}1:{one} {{ maillage: $store, id: row.{name} }}) WHERE {name}1.since IS NOT NULL
        OPTIONAL MATCH ({name}2:{others[0]} {{ maillage: $store, id: row.{name} }}) WHERE {name}2.since IS NOT NULL
        WITH *, coalesce({name}1, {name}2) AS {name} WHERE {name} IS NOT NULL
    """


def _match(type_: RecordType) -> str:
    pattern = (
        f"(f:{NODES[type_]} {{ maillage: $store }})"
        if type_ in NODES
        else f"(a)-[f:{RELATIONS[type_]} {{ maillage: $store }}]->(b)"
    )
    return f"UNWIND $ids AS id MATCH {pattern} WHERE f.id = id AND f.since < $n"


def _keep_version(type_: RecordType) -> str:
    held = (f"{at}.id" for at in "ab") if type_ in RELATIONS else (f"f.{end.name}" for end in ends(type_))
    hung = "".join(f", v.{at} = {id_}" for at, id_ in zip("ab", held, strict=False))
    # Ours only: what others wrote onto it is no part of the version.
    ours = ", ".join(f".{name}" for name in ("id", *codec.own(NODES.get(type_) or RELATIONS[type_])))
    return f"""{_match(type_)}
        MERGE (v:Variant {{ maillage: $store, of: $type + ':' + id, since: f.since, scopes: f.scopes }})
        SET v += f {{ {ours} }}, v.type = $type, v.until = $n, v.gone = timestamp(){hung}
    """


def _finish(type_: RecordType) -> str:
    """Take a fact away. What others name stays, as a name only."""
    if type_ in RELATIONS:
        return "DELETE f"
    if type_ in NAMED:
        return """
            WITH DISTINCT f
            CALL (f) {
                MATCH (f)-[r:WITHIN|SUCCEEDS|SAID_BY { maillage: $store }]->() DELETE r
                UNION MATCH (f)<-[r:GOVERNS { maillage: $store }]-() DELETE r
            }
            SET f += $parts.none SET f.stub = true, f.label = $called[f.id]
        """
    return f"WITH DISTINCT f {taken_away('f')}"


_KEEP_VERSION = {type_: _keep_version(type_) for type_ in RecordType}
_END = {type_: f"{_keep_version(type_)} {_finish(type_)}" for type_ in RecordType}
_PUT = {type_: _put(type_) for type_ in RecordType}
_END_VARIANTS = """
    UNWIND $rows AS row MATCH (v:Variant { of: row.of })
    WHERE v.maillage = $store AND v.until IS NULL AND v.scopes = row.scopes AND v.since < $n
    SET v.until = $n, v.gone = timestamp()
"""
_PUT_VARIANTS = """
    UNWIND $rows AS row MERGE (v:Variant { maillage: $store, of: row.of, since: row.since, scopes: row.scopes })
    SET v += row.props
"""
_OF_NOW = [
    f"MATCH (h:Maillage {{ maillage: $store, id: 'head' }}) MATCH {pattern} WHERE f.since > h.n SET f.since = h.n"
    for pattern in (*PATTERN.values(), "(f:Variant { maillage: $store })")
]
