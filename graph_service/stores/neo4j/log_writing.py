"""Writes the log: batches as `Import`, what they say as `Statement`, where they say it on `SAYS`, and pages of
what they changed. Nobody sees any of it before the head has moved; every step gives the same when done twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph_service.model import Op, Statement
from graph_service.stores.neo4j import batches, codec, stepping
from graph_service.stores.neo4j.connection import Run, chunks
from graph_service.stores.neo4j.pending_lookup import Log
from graph_service.stores.neo4j.stepping import Step, step
from graph_service.stores.variants import Key

PAGE = 2_000
"""Ids on one page of what a batch changed."""


def steps(log: Log, before: int, counts: Mapping[str, int | None]) -> Iterator[Step]:
    """Batches numbered on after `before`; `counts` has how often each new row counts."""
    for n, (batch, says) in enumerate(log, before + 1):
        yield step(IMPORT, n=n, props=batches.props(batch, says))
        distinct = {said.digest: said for said in says.distinct()}
        places: dict[tuple[str, str, str], tuple[list[int], list[int]]] = {}
        for place, say in enumerate(says):
            at = places.setdefault((say.statement.digest, say.file, say.sheet), ([], []))
            at[0].append(say.row)
            at[1].append(place)
        said_at = [[*key, *at] for key, at in places.items()]
        for page in chunks(said_at, stepping.SIZE):
            yield _said(n, page, distinct, counts)


def _said(n: int, page: list[list[Any]], distinct: Mapping[str, Statement], counts: Mapping[str, int | None]) -> Step:
    """Statements together with who says them: what was cut short is found by its batch, and swept away with it."""
    told = {digest: distinct[digest] for digest, *_ in page}
    rows = [codec.statement_props(statement, counts.get(digest)) for digest, statement in told.items()]
    words = [digest for digest, statement in told.items() if statement.op is not Op.ROW]

    def say(run: Run) -> None:
        run(_STATE, rows=rows)
        if words:
            run(_NAME_WORDS, digests=words)
        run(_SAY, n=n, says=page)

    return say


def again(statements: Iterable[Statement]) -> Iterator[Step]:
    """What statements are found by, made again of what they say."""
    for some in chunks(list(statements), stepping.SIZE):
        rows = []
        for statement in some:
            props = codec.statement_props(statement)
            found = {name: props.get(name) for name in ("about", "hooks")}
            rows.append({"digest": statement.digest, "word": statement.op is not Op.ROW, "props": found})
        yield step(_AGAIN, rows=rows)


Page = Mapping[str, Any]
"""Ids of one type that a batch changed for the same scopes."""


def pages(touched: Mapping[Key, int]) -> list[Page]:
    """What changed, for whom: by it a reader learns what to read again."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for (type_, id_), mask in touched.items():
        found[type_.value, mask].append(id_)
    return [
        {"type": type_, "scopes": codec.SEEN[mask], "ids": some, "page": f"{mask}-{page}"}
        for (type_, mask), ids in found.items()
        for page, some in enumerate(chunks(sorted(ids), PAGE))
    ]


def changed(found: Sequence[Page], n: int) -> Iterator[Step]:
    for some in chunks(list(found), 10):
        yield step(_CHANGED, n=n, rows=some)


IMPORT = "MERGE (i:Import { maillage: $store, n: $n }) SET i += $props"
_STATE = """
    UNWIND $rows AS row MERGE (s:Statement { maillage: $store, digest: row.digest })
    ON CREATE SET s += row
"""
_AGAIN = """
    UNWIND $rows AS row MATCH (s:Statement { maillage: $store, digest: row.digest }) SET s += row.props
    FOREACH (_ IN CASE WHEN row.word THEN [1] ELSE [] END | SET s:Word)
    FOREACH (_ IN CASE WHEN row.word THEN [] ELSE [1] END | REMOVE s:Word)
"""
_NAME_WORDS = "UNWIND $digests AS digest MATCH (s:Statement { maillage: $store, digest: digest }) SET s:Word"
_SAY = """
    MATCH (i:Import { maillage: $store, n: $n })
    UNWIND $says AS say MATCH (s:Statement { maillage: $store, digest: say[0] })
    MERGE (i)-[r:SAYS { maillage: $store, file: say[1], sheet: say[2] }]->(s) SET r.rows = say[3], r.at = say[4]
"""
_CHANGED = """
    MATCH (i:Import { maillage: $store, n: $n }) UNWIND $rows AS row
    MERGE (i)-[:CHANGED { maillage: $store }]->(c:Change { maillage: $store, n: $n, type: row.type, page: row.page })
    SET c.scopes = row.scopes, c.ids = row.ids
"""
