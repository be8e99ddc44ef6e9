"""The log on its way in: batches as `Import`, what they say as `Statement`, where they say it on `SAYS`, and pages of
what they changed. Nobody sees any of it before the head has moved; every step gives the same when done twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from graph_service.model import Op, Statement
from graph_service.stores.neo4j import batches, codec
from graph_service.stores.neo4j.ahead import Log
from graph_service.stores.neo4j.connection import chunks
from graph_service.stores.neo4j.facts import Step
from graph_service.stores.neo4j.lookup import Run
from graph_service.stores.variants import Key

SIZE = 5_000
"""Statements of one step."""
PAGE = 2_000
"""Ids on one page of what a batch changed."""


def steps(log: Log, before: int, counts: Mapping[str, int | None]) -> Iterator[Step]:
    """Batches numbered on after `before`; `counts` has how often each new row counts."""
    for n, (batch, says) in enumerate(log, before + 1):
        yield _step(IMPORT, n=n, props=batches.props(batch))
        distinct = {say.statement.digest: say.statement for say in says}
        places: dict[tuple[str, str, str], tuple[list[int], list[int]]] = {}
        for place, say in enumerate(says):
            at = places.setdefault((say.statement.digest, say.file, say.sheet), ([], []))
            at[0].append(say.row)
            at[1].append(place)
        said_at = [[*key, *at] for key, at in places.items()]
        for page in chunks(said_at, SIZE):
            yield _said(n, page, distinct, counts)


def _said(n: int, page: list[list[Any]], distinct: Mapping[str, Statement], counts: Mapping[str, int | None]) -> Step:
    """Statements together with who says them: what was cut short is found by its batch, and swept away with it."""
    told = {digest: distinct[digest] for digest, *_ in page}
    rows = [codec.statement_props(said, counts.get(digest)) for digest, said in told.items()]
    words = [digest for digest, said in told.items() if said.op is not Op.ROW]

    def say(run: Run) -> None:
        run(_STATE, rows=rows)
        if words:
            run(_NAME_WORDS, digests=words)
        run(_SAY, n=n, says=page)

    return say


def changed(touched: Mapping[Key, int], n: int) -> Iterator[Step]:
    """Pages of what changed, for whom: by them a reader learns what to read again."""
    pages: dict[tuple[str, int], list[str]] = defaultdict(list)
    for (type_, id_), mask in touched.items():
        pages[type_.value, mask].append(id_)
    rows = [
        {"type": type_, "scopes": codec.SEEN[mask], "ids": some, "page": f"{mask}-{page}"}
        for (type_, mask), ids in pages.items()
        for page, some in enumerate(chunks(sorted(ids), PAGE))
    ]
    for some_pages in chunks(rows, 10):
        yield _step(_CHANGED, n=n, rows=some_pages)


def _step(text: str, **parameters: Any) -> Step:
    return lambda run: run(text, **parameters)


IMPORT = "MERGE (i:Import { n: $n }) SET i += $props"
_STATE = "UNWIND $rows AS row MERGE (s:Statement { digest: row.digest }) ON CREATE SET s = row"
_NAME_WORDS = "UNWIND $digests AS digest MATCH (s:Statement { digest: digest }) SET s:Word"
_SAY = """
    MATCH (i:Import { n: $n }) UNWIND $says AS say MATCH (s:Statement { digest: say[0] })
    MERGE (i)-[r:SAYS { file: say[1], sheet: say[2] }]->(s) SET r.rows = say[3], r.at = say[4]
"""
_CHANGED = """
    MATCH (i:Import { n: $n }) UNWIND $rows AS row
    MERGE (i)-[:CHANGED]->(c:Change { n: $n, type: row.type, page: row.page })
    SET c.scopes = row.scopes, c.ids = row.ids
"""
