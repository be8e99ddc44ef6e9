"""The content of a database as it stands, and other ways to write the same: row by row, and by LOAD CSV.

What is read back is all that the store wrote: facts, statements, who said what, with every property. So the ways
differ in nothing but the way.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import neo4j

Row = dict[str, Any]
Shape = dict[str, tuple[int, int]]
"""Of each label or type: how many there are, and how many properties they have in all."""
KEYS = {"Statement": "digest", "Import": "n", "Change": "key"}
"""The property that a node of a label is found by, where it is not `id`."""
BEHIND = {"Statement", "Import", "Change", "Variant", "Document", "Word", "Maillage", "SAYS", "CHANGED"}
SEP = "\x1f"


@dataclass
class Group:
    """Nodes of the same labels, or relations of one type between the same labels."""

    name: str
    ends: tuple[str, str] | None = None
    rows: list[Row] = field(default_factory=list)
    """The properties; of a relation also its ends' keys, `_a` and `_b`."""

    @property
    def fact(self) -> bool:
        return not BEHIND & set(self.name.split(":"))


def _key(label: str) -> str:
    return KEYS.get(label.split(":")[0], "id")


def read_back(session: neo4j.Session) -> list[Group]:
    """All nodes, then all relations. A page of what changed has no key of its own: it gets one."""
    session.run("MATCH (c:Change) SET c.key = c.type + ' ' + c.page + ' ' + toString(c.n)").consume()
    nodes: dict[str, Group] = {}
    for labels, props in session.run("MATCH (n) RETURN labels(n), properties(n)"):
        name = ":".join(sorted(labels))
        nodes.setdefault(name, Group(name)).rows.append(props)
    relations: dict[tuple[str, str, str], Group] = {}
    kinds = session.run(
        "MATCH (a)-[r]->(b) RETURN DISTINCT labels(a)[0] AS a, type(r) AS r, labels(b)[0] AS b"
    ).values()
    for a, type_, b in kinds:
        group = relations.setdefault((a, type_, b), Group(type_, (a, b)))
        text = f"MATCH (a:{a})-[r:{type_}]->(b:{b}) RETURN a.{_key(a)}, b.{_key(b)}, properties(r)"
        group.rows = [{**props, "_a": one, "_b": other} for one, other, props in session.run(text)]
    return [*nodes.values(), *relations.values()]


def shape(session: neo4j.Session) -> Shape:
    """What a database holds, to be compared."""
    nodes = "MATCH (n) RETURN reduce(t = '', l IN labels(n) | t + ':' + l), count(*), sum(size(keys(n)))"
    relations = "MATCH ()-[r]->() RETURN type(r), count(*), sum(size(keys(r)))"
    return {name: (n, keys) for text in (nodes, relations) for name, n, keys in session.run(text).values()}


def empty(session: neo4j.Session) -> None:
    """No node is left; constraints and indexes stay."""
    session.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS").consume()
    session.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()


# LOAD CSV


def write_csv(groups: Sequence[Group], folder: Path) -> None:
    """A file a group; a property that is not there is an empty cell, an empty text is in quotes."""
    for number, group in enumerate(groups):
        columns = list(_types(group))
        with (folder / f"{number}.csv").open("w", encoding="utf-8", newline="") as file:
            file.write(",".join(columns) + "\n")
            file.writelines(",".join(_cell(row.get(c)) for c in columns) + "\n" for row in group.rows)


def load_csv(session: neo4j.Session, groups: Sequence[Group], numbers: Iterable[int]) -> None:
    """Load the files of these groups. Nodes and relations are made, not merged: the faster way."""
    for number in numbers:
        group = groups[number]
        types = _types(group)
        props = ", ".join(f"`{c}`: {_read(c, type_)}" for c, type_ in types.items() if c not in ("_a", "_b"))
        make = f"CREATE (n:{group.name} {{ {props} }})"
        if group.ends:
            one, other = (
                f"MATCH ({end}:{label} {{ maillage: row.maillage, {_key(label)}: "
                f"{_read(f'_{end}', types[f'_{end}'])} }})"
                for end, label in zip("ab", group.ends, strict=True)
            )
            make = f"{one} {other} CREATE (a)-[:{group.name} {{ {props} }}]->(b)"
        text = (
            f"LOAD CSV WITH HEADERS FROM 'file:///{number}.csv' AS row "
            f"CALL (row) {{ {make} }} IN TRANSACTIONS OF 10000 ROWS"
        )
        session.run(text).consume()


def _types(group: Group) -> dict[str, str]:
    """How the values of each column are read: by the first value that says."""
    found: dict[str, str] = {}
    for row in group.rows:
        for name, value in row.items():
            of = value[0] if isinstance(value, list) and value else value
            kind = "list" if isinstance(of, list) else type(of).__name__
            told = f"list of {kind}" if isinstance(value, list) else kind
            if found.get(name, "list of list") == "list of list":
                found[name] = told
    return found


def _read(column: str, type_: str) -> str:
    cell = f"row.`{column}`"
    split = f"CASE {cell} WHEN '' THEN [] ELSE split({cell}, '{SEP}') END"
    return {
        "int": f"toInteger({cell})",
        "float": f"toFloat({cell})",
        "bool": f"toBoolean({cell})",
        "Date": f"date({cell})",
        "list of list": split,
        "list of str": split,
        "list of int": f"[x IN split({cell}, '{SEP}') | toInteger(x)]",
    }.get(type_, cell)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        value = SEP.join(map(str, value))
    return '"' + str(value).replace('"', '""') + '"'


# Row by row


def draw(groups: Sequence[Group], most: int) -> list[tuple[Group, list[Row]]]:
    """Rows of each group in proportion, the same each time; of a small one all of a few."""
    chance = random.Random(14)
    whole = sum(len(group.rows) for group in groups)
    return [(g, chance.sample(g.rows, max(1, round(len(g.rows) * most / whole)))) for g in groups if g.rows]


def put_ends(session: neo4j.Session, group: Group, rows: Sequence[Row]) -> None:
    """Nodes that these relations may join, where they are not there yet, by their keys alone."""
    for end, label in zip(("_a", "_b"), group.ends or (), strict=False):
        keys = sorted({row[end] for row in rows})
        text = f"UNWIND $keys AS key MERGE (:{label} {{ maillage: $store, {_key(label)}: key }})"
        session.run(text, keys=keys, store=rows[0]["maillage"]).consume()


def row_by_row(session: neo4j.Session, group: Group, rows: Sequence[Row]) -> None:
    """One row, one query, one commit, as a first script does it."""
    text = _one(group)
    for row in rows:
        props = {name: value for name, value in row.items() if name not in ("_a", "_b")}
        ends = {"key": row.get(_key(group.name)), "a": row.get("_a"), "b": row.get("_b")}
        session.run(text, ends, props=props).consume()


def _one(group: Group) -> str:
    if not group.ends:
        labels = group.name.split(":")
        more = "".join(f" SET n:{label}" for label in labels[1:])
        return f"MERGE (n:{labels[0]} {{ maillage: $props.maillage, {_key(group.name)}: $key }}) SET n = $props{more}"
    a, b = group.ends
    ends = " ".join(
        f"MATCH ({end}:{label} {{ maillage: $props.maillage, {_key(label)}: ${end} }})"
        for end, label in (("a", a), ("b", b))
    )
    known = "id: $props.id, " if group.fact and "id" in group.rows[0] else "file: $props.file, "
    by = f"{{ {known if 'file' in group.rows[0] or 'id' in group.rows[0] else ''}maillage: $props.maillage }}"
    return f"{ends} MERGE (a)-[r:{group.name} {by}]->(b) SET r = $props"
