"""Relations for people who query by hand, derived from the facts' fields: themes of a project, territory of an actor,
sources. The service never reads them.

Themes, territories and sources may be named without being stated: they then stand there as stubs, by their name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from graph_service.model import Fact, RecordType
from graph_service.stores.neo4j import codec, stepping
from graph_service.stores.neo4j.connection import Run, chunks
from graph_service.stores.neo4j.names import DERIVED, NAMED, NODES, taken_away
from graph_service.stores.neo4j.stepping import Step, step
from graph_service.territories import packaged as packaged_territories

Drawn = tuple[str, str, str, str, str]
"""(label, id, relation, label, id), from where the arrow starts."""
_ABOUT, _LOCATED, _WITHIN, _SUCCEEDS, _GOVERNS, _SAID_BY = (
    "ABOUT",
    "LOCATED_IN",
    "WITHIN",
    "SUCCEEDS",
    "GOVERNS",
    "SAID_BY",
)
_REFERS = {
    RecordType.ACTOR: (("territory", _LOCATED), ("succeeds", _SUCCEEDS)),
    RecordType.PROJECT: (("themes", _ABOUT), ("territories", _LOCATED), ("succeeds", _SUCCEEDS)),
    RecordType.TERRITORY: (("within", _WITHIN), ("governed_by", _GOVERNS), ("succeeds", _SUCCEEDS)),
    RecordType.THEME: (("parent", _WITHIN),),
}
"""The fields that become relations for people; the types whose facts name their sources so."""
_TO = {
    _ABOUT: RecordType.THEME,
    _LOCATED: RecordType.TERRITORY,
    _GOVERNS: RecordType.ACTOR,
    _SAID_BY: RecordType.SOURCE,
}
"""What a relation leads to, where not to its own type."""
_BACK = (_GOVERNS,)
"""Those whose arrow starts at what the field names."""


def steps(found: Iterable[Fact], *, orphans: bool) -> Iterator[Step]:
    """Yield the steps that draw the relations of new and changed facts. `orphans` also removes stubs that nothing names
    any more."""
    come: dict[RecordType, list[Fact]] = defaultdict(list)
    for fact in found:
        come[fact.type].append(fact)
    places: set[str] = set()
    for type_ in _REFERS:
        named: dict[str, list[dict[str, Any]]] = defaultdict(list)
        keep: list[dict[str, Any]] = []
        for fact in come[type_]:
            if type_ is RecordType.TERRITORY:
                places.add(fact.id)
            references = list(_referred(fact))
            for name, to in references:
                target = _TO.get(name, type_)
                row = {"id": fact.id, "to": to}
                named[name].append(row | {"name": codec.called(target, to)} if target in NAMED else row)
                if name == _LOCATED:
                    places.add(to)
            above = [f"{_WITHIN} {to}" for to in _within(fact.id)] if type_ is RecordType.TERRITORY else []
            keep.append({"id": fact.id, "keep": [f"{name} {to}" for name, to in references] + above})
        for some in chunks(keep, stepping.SIZE):
            yield step(_CUT[type_], rows=some)
        for name, rows in named.items():
            for some in chunks(rows, stepping.SIZE):
                yield step(_JOIN[type_, name], rows=some)
    for some in chunks(list(_above(places)), stepping.SIZE):
        yield step(_PUT_ABOVE, rows=some)
    if orphans:
        for type_ in NAMED:
            yield step(_ORPHANS[type_], parts=codec.parted(NODES[type_]))


def again(found: Iterable[Fact]) -> Iterator[Step]:
    """Draw all relations again from the team's facts: removes those that do not belong, keeps those that do."""
    facts = list(found)
    wanted = expected(facts)

    def cut(run: Run) -> None:
        seen: set[Drawn] = set()
        wrong = []
        for at, *row in run(_EVERY):
            one = _drawn(row)
            if one not in wanted or one in seen:
                wrong.append(at)
            seen.add(one)
        for some in chunks(wrong, stepping.SIZE):
            run(_DELETE, wrong=some)

    yield cut
    yield name_again
    yield from steps(facts, orphans=True)


def places_again(run: Run) -> None:
    """Draw again what the territories lie in by the packaged tables, and what they are called: those of another version
    said something else."""
    stated: dict[str, set[str]] = {}
    wrong = []
    for id_, within, drawn in run(_PLACES):
        stated[id_] = set(within or ())
        wrong += [at for at, to in drawn if to not in stated[id_] and to not in _within(id_)]
    for some in chunks(wrong, stepping.SIZE):
        run(_DELETE, wrong=some)
    for some in chunks(list(_above(set(stated))), stepping.SIZE):
        run(_PUT_ABOVE, rows=some)
    run(_ORPHANS[RecordType.TERRITORY], parts=codec.parted(NODES[RecordType.TERRITORY]))
    name_again(run)


def named_wrong(run: Run) -> list[tuple[str, str, str]]:
    """Return (label, id, right name) of stubs that have another name."""
    wrong = []
    for type_ in NAMED:
        for id_, label in run(_STUBS[type_]):
            if label != (name := codec.called(type_, id_)):
                wrong.append((NODES[type_], id_, name))
    return wrong


def name_again(run: Run) -> None:
    """Give stubs their right names, whatever somebody else wrote there."""
    for label, id_, name in named_wrong(run):
        run(_NAME[label], id=id_, name=name)


def expected(found: Iterable[Fact]) -> set[Drawn]:
    """Return the relations for people that these facts give."""
    result: set[Drawn] = set()
    places: set[str] = set()
    for fact in found:
        if fact.type is RecordType.TERRITORY:
            places.add(fact.id)
        for name, to in _referred(fact):
            ends = (NODES[fact.type], fact.id), (NODES[_TO.get(name, fact.type)], to)
            one, other = reversed(ends) if name in _BACK else ends
            result.add((*one, name, *other))
            if name == _LOCATED:
                places.add(to)
    return result | {("Territory", row["id"], _WITHIN, "Territory", row["to"]) for row in _above(places)}


def held(run: Run) -> Counter[Drawn]:
    """Return the relations for people in the database, and how often each occurs."""
    return Counter(_drawn(row) for _, *row in run(_EVERY))


def _drawn(row: list[Any]) -> Drawn:
    label, id_, name, to_label, to = row
    return str(label), str(id_), str(name), str(to_label), str(to)


def _referred(fact: Fact) -> Iterator[tuple[str, str]]:
    """(relation, id of what it leads to) for each thing that a fact names."""
    if fact.type not in _REFERS:
        return
    for name, relation in _REFERS[fact.type]:
        value = fact.values.get(name)
        for to in value if isinstance(value, tuple) else (value,) if value else ():
            yield relation, str(to)
    for source in fact.sources:
        yield _SAID_BY, source


def _within(code: str) -> tuple[str, ...]:
    place = packaged_territories().place(code)
    return tuple(place.within) if place else ()


def _above(places: set[str]) -> Iterator[dict[str, Any]]:
    """What these territories lie in by the packaged tables, up to the region: nobody states that of a commune."""
    known, left, seen = packaged_territories(), sorted(places), set(places)
    while left:
        code = left.pop()
        for above in _within(code):
            yield {"id": code, "own": known.listed_name(code), "to": above, "name": known.listed_name(above)}
            if above not in seen:
                seen.add(above)
                left.append(above)


def _join(type_: RecordType, name: str) -> str:
    target = _TO.get(name, type_)
    label = NODES[target]
    to = (
        f"MERGE (t:{label} {{ maillage: $store, id: row.to }}) ON CREATE SET t.label = row.name, t.stub = true"
        if target in NAMED
        else f"MATCH (t:{label} {{ maillage: $store, id: row.to }})"
    )
    arrow = "(t)-[:{0} {{ maillage: $store }}]->(f)" if name in _BACK else "(f)-[:{0} {{ maillage: $store }}]->(t)"
    return f"""
        UNWIND $rows AS row MATCH (f:{NODES[type_]} {{ maillage: $store, id: row.id }}) {to}
        MERGE {arrow.format(name)}
    """


def _cut(type_: RecordType) -> str:
    there = "|".join(sorted({_SAID_BY, *(name for _, name in _REFERS[type_] if name not in _BACK)}))
    back = "|".join(name for _, name in _REFERS[type_] if name in _BACK)
    text = f"""
        UNWIND $rows AS row MATCH (f:{NODES[type_]} {{ maillage: $store, id: row.id }})
        CALL (row, f) {{
            MATCH (f)-[r:{there} {{ maillage: $store }}]->(t) WHERE NOT type(r) + ' ' + t.id IN row.keep DELETE r
    """
    if back:
        text += f"""
            UNION MATCH (f)<-[r:{back} {{ maillage: $store }}]-(t) WHERE NOT type(r) + ' ' + t.id IN row.keep DELETE r
        """
    return text + "}"


def _label(name: str) -> str:
    """The label of ours that a node bears: others may have given it more."""
    return "CASE " + " ".join(f"WHEN {name}:{label} THEN '{label}'" for label in NODES.values()) + " END"


_CUT = {type_: _cut(type_) for type_ in _REFERS}
_JOIN = {
    (type_, name): _join(type_, name)
    for type_, fields in _REFERS.items()
    for name in (*(name for _, name in fields), _SAID_BY)
}
_EVERY = f"""
    MATCH (a)-[r:{"|".join(DERIVED)} {{ maillage: $store }}]->(b)
    RETURN elementId(r), {_label("a")}, a.id, type(r), {_label("b")}, b.id
"""
_STUBS = {
    type_: f"MATCH (t:{NODES[type_]} {{ maillage: $store }}) WHERE t.stub RETURN t.id, t.label" for type_ in NAMED
}
_NAME = {
    NODES[type_]: f"MATCH (t:{NODES[type_]} {{ maillage: $store, id: $id }}) WHERE t.stub SET t.label = $name"
    for type_ in NAMED
}
_DELETE = "UNWIND $wrong AS at MATCH ()-[r]->() WHERE elementId(r) = at DELETE r"
_PLACES = """
    MATCH (f:Territory { maillage: $store })
    OPTIONAL MATCH (f)-[r:WITHIN { maillage: $store }]->(t:Territory)
    RETURN f.id, f.within, [each IN collect([elementId(r), t.id]) WHERE each[0] IS NOT NULL]
"""
_PUT_ABOVE = """
    UNWIND $rows AS row
    MERGE (f:Territory { maillage: $store, id: row.id }) ON CREATE SET f.label = row.own, f.stub = true
    MERGE (t:Territory { maillage: $store, id: row.to }) ON CREATE SET t.label = row.name, t.stub = true
    MERGE (f)-[:WITHIN { maillage: $store }]->(t)
"""
# A name that no fact leads to any more, over however many others, would tell what somebody may not see now.
_ORPHANS = {
    type_: f"""
    MATCH (t:{NODES[type_]} {{ maillage: $store }}) WHERE t.stub AND NOT EXISTS {{
        (t)<-[:ABOUT|LOCATED_IN|WITHIN|SUCCEEDS|SAID_BY*1..9 {{ maillage: $store }}]-(f) WHERE f.since IS NOT NULL
    }}
    WITH t {taken_away("t")}
"""
    for type_ in NAMED
}
