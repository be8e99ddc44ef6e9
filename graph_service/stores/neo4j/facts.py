"""Facts on their way into the graph: what is no more so steps behind, what is so now stands in front.

A version that is over becomes a `Variant` with `until`, the number of the batch that ended it: a reader who began
before still finds it, and it is swept away later. What a lower scope sees otherwise is a `Variant` without `until`.
Every step gives the same when it is done twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from graph_service.errors import StoreError
from graph_service.model import Fact, RecordType, Scope
from graph_service.stores import naming
from graph_service.stores.neo4j import codec
from graph_service.stores.neo4j.connection import chunks
from graph_service.stores.neo4j.lookup import Run
from graph_service.stores.neo4j.names import ENDS, NODES, RELATIONS
from graph_service.stores.variants import Change, bit
from graph_service.territories import packaged as packaged_territories
from graph_service.vocabulary import packaged as packaged_vocabulary

SIZE = 5_000
"""Facts a step: the larger, the fewer round trips; beyond it nothing is gained (docs/benchmarks.md)."""
Step = Callable[[Run], object]
INTERNAL = bit(Scope.INTERNAL)
_REFERS = {
    RecordType.ACTOR: (("territory", "located"), ("succeeds", "succeeds")),
    RecordType.PROJECT: (("themes", "about"), ("territories", "located"), ("succeeds", "succeeds")),
    RecordType.TERRITORY: (("within", "within"), ("governed_by", "governs"), ("succeeds", "succeeds")),
    RecordType.THEME: (("parent", "within"),),
}
"""The fields that become relations for people, and the text that makes each."""


def steps(differs: Change, n: int) -> Iterator[Step]:
    """What to run, in this order, each in one transaction, so that the store holds what batch `n` makes so."""
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
    for some in chunks(behind, SIZE):
        yield _step(_END_VARIANTS, rows=some, n=n)
    for type_ in RELATIONS:
        for ids in chunks(gone[type_], SIZE):
            yield _step(_END[type_], ids=ids, n=n, type=type_.value)
    changed = {(fact.type, fact.id) for facts in come.values() for _, fact in facts}
    for type_ in NODES:
        stays = [id_ for id_ in gone[type_] if (type_, id_) in changed]
        goes = [id_ for id_ in gone[type_] if (type_, id_) not in changed]
        for ids in chunks(stays, SIZE):
            yield _step(_KEEP_VERSION[type_], ids=ids, n=n, type=type_.value)
        for ids in chunks(goes, SIZE):
            yield _step(_END[type_], ids=ids, n=n, type=type_.value)
    for type_ in NODES:
        for facts in chunks(come[type_], SIZE):
            yield _whole(_PUT[type_], [codec.props(fact, mask, n) for mask, fact in facts])
    for type_ in RELATIONS:
        for facts in chunks(come[type_], SIZE):
            yield _whole(_PUT[type_], [_relation(fact, mask, n) for mask, fact in facts])
    for some in chunks(lower, SIZE):
        yield _step(_PUT_VARIANTS, rows=some)
    yield from _for_people(come, any(gone.values()))


def _step(text: str, **parameters: Any) -> Step:
    return lambda run: run(text, **parameters)


def _whole(text: str, rows: list[dict[str, Any]]) -> Step:
    """A step that raises StoreError where it does not put every row: an end that should be there is gone."""

    def put(run: Run) -> None:
        if run(text, rows=rows)[0][0] != len(rows):
            raise StoreError("neo4j-changed")

    return put


def _relation(fact: Fact, mask: int, n: int) -> dict[str, Any]:
    (first, _), (second, _) = naming.ENDS[fact.type]
    return {"a": fact.values[first], "b": fact.values[second], "props": codec.props(fact, mask, n)}


def _variant(fact: Fact, mask: int, n: int) -> dict[str, Any]:
    found = codec.props(fact, mask, n)
    ends = [fact.values[name] for name, _ in naming.ENDS.get(fact.type, ())]
    return {
        "of": f"{fact.type.value}:{fact.id}",
        "since": n,
        "scopes": found["scopes"],
        "props": found | dict(zip(("a", "b"), ends, strict=False)) | {"type": fact.type.value},
    }


# Relations for people


def rebuilt(found: Iterable[Fact]) -> Iterator[Step]:
    """Make the relations for people again, of all facts that the team sees."""
    come: dict[RecordType, list[tuple[int, Fact]]] = defaultdict(list)
    for fact in found:
        come[fact.type].append((INTERNAL, fact))
    yield _step(_CUT_ALL)
    yield from _for_people(come, True)


def for_people(found: Iterable[Fact]) -> set[tuple[str, ...]]:
    """The relations for people that facts give: (label, id, type, label, id), from where the arrow starts."""
    result: set[tuple[str, ...]] = set()
    places: set[str] = set()
    for fact in found:
        if fact.type is RecordType.TERRITORY:
            places.add(fact.id)
        for name, text in _REFERS.get(fact.type, ()):
            label, pattern = _LABELLED[text]
            value = fact.values.get(name)
            for to in value if isinstance(value, tuple) else (value,) if value else ():
                ends = (NODES[fact.type], fact.id), (label or NODES[fact.type], str(to))
                one, other = reversed(ends) if "<-" in pattern else ends
                result.add((*one, pattern.split("[:")[1].split("]")[0], *other))
                if text == "located":
                    places.add(str(to))
    return result | {("Territory", row["id"], "WITHIN", "Territory", row["to"]) for row in _above(places)}


def _for_people(come: dict[RecordType, list[tuple[int, Fact]]], orphans: bool) -> Iterator[Step]:
    places: set[str] = set()
    for type_, fields in _REFERS.items():
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for _, fact in come[type_]:
            if type_ is RecordType.TERRITORY:
                places.add(fact.id)
            for name, text in fields:
                value = fact.values.get(name)
                for to in value if isinstance(value, tuple) else (value,) if value else ():
                    rows[text].append({"id": fact.id, "to": to, "name": _name_of(text, str(to))})
                    if text == "located":
                        places.add(str(to))
        for ids in chunks([fact.id for _, fact in come[type_]], SIZE):
            yield _step(_CUT[type_], ids=ids)
        for text, all_ in rows.items():
            for some in chunks(all_, SIZE):
                yield _step(_JOIN[type_, text], rows=some)
    for some in chunks(list(_above(places)), SIZE):
        yield _step(_PUT_ABOVE, rows=some)
    if orphans:
        yield _step(_ORPHANS)


def _above(places: set[str]) -> Iterator[dict[str, Any]]:
    """What these territories lie in by the packaged tables, up to the region: nobody states that of a commune."""
    known, left, seen = packaged_territories(), sorted(places), set(places)
    while left:
        code = left.pop()
        place = known.place(code)
        for above in place.within if place else ():
            yield {"id": code, "own": known.name(code), "to": above, "name": known.name(above)}
            if above not in seen:
                seen.add(above)
                left.append(above)


def _name_of(text: str, id_: str) -> str | None:
    """What people call a theme or a territory that only the packaged tables know."""
    if text == "about":
        term = packaged_vocabulary().get("theme", id_)
        return term.label.fr if term else None
    if text in ("located", "within"):
        return packaged_territories().name(id_)
    return None


def _put(type_: RecordType) -> str:
    if type_ in NODES:
        return f"UNWIND $rows AS row MERGE (f:{NODES[type_]} {{ id: row.id }}) SET f = row RETURN count(f)"
    a, b = ENDS[type_]
    # Deleted first: a transaction that is tried again after its answer was lost makes nothing twice.
    return f"""
        CALL () {{
            UNWIND $rows AS row MATCH ()-[f:{RELATIONS[type_]}]->() WHERE f.id = row.props.id DELETE f
        }}
        UNWIND $rows AS row {_end("a", a)} {_end("b", b)}
        CREATE (a)-[f:{RELATIONS[type_]}]->(b) SET f = row.props RETURN count(f)
    """


def _end(name: str, labels: str) -> str:
    """Matches an end by its id; of two labels the first that has it."""
    one, _, other = labels.partition("|")
    if not other:
        return f"MATCH ({name}:{one} {{ id: row.{name} }})"
    return f"""
        OPTIONAL MATCH ({name}1:{one} {{ id: row.{name} }}) WHERE {name}1.since IS NOT NULL
        OPTIONAL MATCH ({name}2:{other} {{ id: row.{name} }}) WHERE {name}2.since IS NOT NULL
        WITH *, coalesce({name}1, {name}2) AS {name}
    """


def _match(type_: RecordType) -> str:
    pattern = f"(f:{NODES[type_]})" if type_ in NODES else f"(a)-[f:{RELATIONS[type_]}]->(b)"
    return f"UNWIND $ids AS id MATCH {pattern} WHERE f.id = id AND f.since < $n"


def _keep_version(type_: RecordType) -> str:
    ends = (
        ", v.a = a.id, v.b = b.id" if type_ in RELATIONS else ", v.a = f.actor" if type_ is RecordType.FUNCTION else ""
    )
    return f"""{_match(type_)}
        MERGE (v:Variant {{ of: $type + ':' + id, since: f.since, scopes: f.scopes }})
        SET v += properties(f), v.type = $type, v.until = $n, v.gone = timestamp(){ends}
    """


def _finish(type_: RecordType) -> str:
    """Take a fact away. A theme or territory that others name stays, as a name only."""
    if type_ in RELATIONS:
        return "DELETE f"
    if type_ in (RecordType.THEME, RecordType.TERRITORY):
        return """
            WITH f, f.id AS id OPTIONAL MATCH (f)-[r:WITHIN|SUCCEEDS]->() DELETE r
            WITH DISTINCT f, id SET f = { id: id, stub: true }
        """
    return "DETACH DELETE f"


_KEEP_VERSION = {type_: _keep_version(type_) for type_ in RecordType}
_END = {type_: f"{_keep_version(type_)} {_finish(type_)}" for type_ in RecordType}
_PUT = {type_: _put(type_) for type_ in RecordType}
_END_VARIANTS = """
    UNWIND $rows AS row MATCH (v:Variant { of: row.of })
    WHERE v.until IS NULL AND v.scopes = row.scopes AND v.since < $n SET v.until = $n, v.gone = timestamp()
"""
_PUT_VARIANTS = """
    UNWIND $rows AS row MERGE (v:Variant { of: row.of, since: row.since, scopes: row.scopes })
    SET v += row.props
"""
_CUT = {
    type_: f"UNWIND $ids AS id MATCH (f:{NODES[type_]} {{ id: id }})-[r:ABOUT|LOCATED_IN|WITHIN|SUCCEEDS]->() DELETE r"
    for type_ in _REFERS
} | {
    RecordType.TERRITORY: """
        UNWIND $ids AS id MATCH (f:Territory { id: id })
        CALL (f) {
            MATCH (f)-[r:WITHIN|SUCCEEDS]->() DELETE r UNION MATCH (f)<-[r:GOVERNS]-() DELETE r
        }
    """
}
_LABELLED = {
    "about": ("Theme", "(f)-[:ABOUT]->(t)"),
    "located": ("Territory", "(f)-[:LOCATED_IN]->(t)"),
    "within": ("", "(f)-[:WITHIN]->(t)"),
    "succeeds": ("", "(f)-[:SUCCEEDS]->(t)"),
    "governs": ("Actor", "(f)<-[:GOVERNS]-(t)"),
}


def _join(type_: RecordType, text: str) -> str:
    label, pattern = _LABELLED[text]
    label = label or NODES[type_]
    # Themes and territories may be known to the packaged tables only: they stand there by name, as a `stub`.
    named = label in ("Theme", "Territory")
    to = (
        f"MERGE (t:{label} {{ id: row.to }}) ON CREATE SET t.label = row.name, t.stub = true"
        if named
        else (f"MATCH (t:{label} {{ id: row.to }})")
    )
    return f"UNWIND $rows AS row MATCH (f:{NODES[type_]} {{ id: row.id }}) {to} MERGE {pattern}"


_JOIN = {(type_, text): _join(type_, text) for type_, fields in _REFERS.items() for _, text in fields}
_CUT_ALL = "MATCH ()-[r:ABOUT|LOCATED_IN|GOVERNS|WITHIN|SUCCEEDS]->() DELETE r"
_PUT_ABOVE = """
    UNWIND $rows AS row
    MERGE (f:Territory { id: row.id }) ON CREATE SET f.label = row.own, f.stub = true
    MERGE (t:Territory { id: row.to }) ON CREATE SET t.label = row.name, t.stub = true
    MERGE (f)-[:WITHIN]->(t)
"""
# A name that no fact leads to any more, over however many others, would tell what somebody may not see now.
_ORPHANS = """
    MATCH (t:Theme|Territory) WHERE t.stub AND NOT EXISTS {
        (t)<-[:ABOUT|LOCATED_IN|WITHIN|SUCCEEDS*1..9]-(f) WHERE f.since IS NOT NULL
    } DETACH DELETE t
"""
