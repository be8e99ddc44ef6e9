"""Indexed look-ups for the fold, in Cypher, in the writer's transaction. A statement goes by its digest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph_service.model import LABELS, SCOPES, SHARED, Fact, RecordType, Scope, Statement
from graph_service.stores.fold import LogEntry, fact_id
from graph_service.stores.fold.touched import RecordKey
from graph_service.stores.folding.lookup import Variant, by_type
from graph_service.stores.neo4j import codec
from graph_service.stores.neo4j.connection import PAGE, Run, chunks
from graph_service.stores.neo4j.names import NODES, PATTERN, RELATIONS
from graph_service.stores.variants import Key, bit

_UNITED = {RecordType.ACTOR, *RELATIONS}
TERMS = 400
"""Texts that one full-text query asks for: Lucene takes 1,024."""
MANY = 5_000
"""Items of one parameter list."""


def quoted(texts: Iterable[str]) -> Iterator[str]:
    """Return as few full-text queries as possible for nodes that have any of these texts exactly."""
    escaped = ['"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' for text in texts]
    for some in chunks(escaped, TERMS):
        yield " ".join(some)


class CypherLookup:
    """See `graph_service.stores.folding.Lookup`."""

    def __init__(self, run: Run, base: int = 0, last: int | None = None) -> None:
        """The log begins after batch number `base` (0 unless it was replaced) and is read up to `last` (None: all)."""
        self.run = run
        self.base = base
        self._last = last

    # All

    def every_statement(self, told: Mapping[str, Statement]) -> dict[str, Statement]:
        statements = dict(told)
        last = ""
        while True:
            digests, kept = self.run(_EVERY_STATEMENT, last=last, page=PAGE)[0]
            statements.update((d, codec.statement(row)) for d, row in zip(digests, kept, strict=True) if d not in told)
            if len(digests) < PAGE:
                return statements
            last = digests[-1]

    def every_entry(self, statements: Mapping[str, Statement]) -> Iterator[LogEntry]:
        for (n,) in self.run(_NUMBERS, base=self.base, last=self._last):
            rows: dict[str, int] = defaultdict(int)
            for digests, counts in self.run(_LINES_OF_ROWS, n=n):
                for digest, count in zip(digests, counts, strict=True):
                    rows[digest] += count
            for digest, count in rows.items():
                yield LogEntry(n - self.base - 1, 0, statements[digest], count)
            for digest, places in self.run(_LINES_OF_WORDS, n=n):
                for place in places:
                    yield LogEntry(n - self.base - 1, place, statements[digest])

    def every_count(self) -> dict[str, int]:
        found: dict[str, int] = {}
        last = ""
        while True:
            digests, counts, end, size = self.run(_EVERY_COUNT, last=last, page=PAGE)[0]
            found.update(zip(digests, counts, strict=True))
            if size < PAGE:
                return found
            last = end

    def every_fact(self) -> Iterator[tuple[Key, int, str, str]]:
        for type_ in RecordType:
            last = ""
            while True:
                ids, scopes, hashes, contents = self.run(_EVERY_FACT[type_], last=last, page=PAGE)[0]
                for id_, seen, hash_, content in zip(ids, scopes, hashes, contents, strict=True):
                    yield (type_, id_), codec.mask_of(seen), hash_, content
                if len(ids) < PAGE:
                    break
                last = ids[-1]
        for row_type, id_, seen, hash_, content in self.run(_EVERY_VARIANT):
            yield (codec.TYPES[row_type], id_), codec.mask_of(seen), hash_, content

    # The log

    def said_at_all(self) -> int:
        # From the count that Neo4j keeps, others' too: it only tells which way of two equal ones is quicker.
        return int(self.run("MATCH ()-[s:SAYS]->() RETURN count(s)")[0][0])

    def said_in(self, batches: Sequence[int]) -> list[Statement]:
        return [codec.statement(row) for _, row in self.run(_SAID_IN, batches=[self.base + n for n in batches])]

    def count_said(self, batches: Sequence[int]) -> int:
        return int(self.run(_COUNT_SAID, batches=[self.base + n for n in batches])[0][0])

    def chains_of(self, sources: Iterable[str]) -> list[tuple[str, str, str]]:
        return [(s, t, k) for s, t, k in self.run(_CHAINS_OF, sources=list(sources), types=_types(RecordType))]

    def entries_of(self, chains: Iterable[tuple[str, str, str]]) -> tuple[dict[str, Statement], list[LogEntry]]:
        statements: dict[str, Statement] = {}
        lines = []
        for some in chunks([list(chain) for chain in chains], MANY):
            for digest, n, count, row in self.run(_LINES, chains=some, base=self.base):
                if digest not in statements:
                    statements[digest] = codec.statement(row)
                lines.append(LogEntry(n - self.base - 1, 0, statements[digest], count))
        return statements, lines

    def counting(self, statements: Iterable[str]) -> dict[str, int]:
        return {str(digest): int(n) for digest, n in self.run(_COUNTING, digests=list(statements))}

    def keep_counting(
        self, before: Mapping[str, int], after: Mapping[str, int], statements: Mapping[str, Statement]
    ) -> None:
        self.keep(counts_changed(before, after))

    def keep(self, changed: Mapping[str, int | None]) -> None:
        for some in chunks([[digest, count] for digest, count in changed.items()], MANY):
            self.run(_KEEP, counts=some)

    def rows_about(self, records: Iterable[RecordKey]) -> list[tuple[Statement, int]]:
        asked = list({codec.about(*record) for record in records})
        return [(codec.statement(row), n) for some in chunks(asked, MANY) for n, row in self.run(_ROWS_ABOUT, of=some)]

    def with_rows(self, records: Iterable[RecordKey]) -> set[RecordKey]:
        asked = {codec.about(*record): record for record in records}
        return {asked[of] for some in chunks(list(asked), MANY) for (of,) in self.run(_WITH_ROWS, of=some)}

    def words_about(self, records: Iterable[RecordKey], alive: Sequence[bool]) -> list[Statement]:
        found = {digest: (places, row) for digest, places, row in self.run(_RANKS)}
        for query in quoted(f"@{codec.about(*record)}" for record in records):
            found |= {digest: (places, row) for digest, places, row in self.run(_WORDS_ON, query=query)}
        return self._words(found.values(), alive)

    def live_words(self, alive: Sequence[bool]) -> list[Statement]:
        return self._words(((places, row) for _, places, row in self.run(_WORDS)), alive)

    def statements_on(self, hooks: Iterable[str]) -> list[Statement]:
        found: dict[str, Any] = {}
        for query in quoted(hooks):
            found.update((digest, row) for digest, row in self.run(_ON, query=query))
        return [codec.statement(row) for row in found.values()]

    def actors_said(self, ids: Iterable[str]) -> list[Statement]:
        records = [(RecordType.ACTOR, id_) for id_ in ids]
        found = {statement.digest: statement for statement, _ in self.rows_about(records)}
        for query in quoted(f"@{codec.about(*record)}" for record in records):
            found |= {digest: codec.statement(row) for digest, _, row in self.run(_WORDS_ON, query=query)}
        return list(found.values())

    def speaking(self, sources: Iterable[str]) -> dict[str, Scope]:
        found: dict[str, Scope] = {}
        types = _types(type_ for type_ in RecordType if type_ not in SHARED)
        for source in sources:
            for scope in SCOPES:
                if self.run(_SPEAKING, source=source, types=types, visibility=scope.value):
                    found[source] = scope
                    break
        return found

    def count_outdated(self, batch: int) -> int:
        return int(self.run(_OUTDATED, n=self.base + batch)[0][0])

    def labels_said_by(self, sources: Iterable[str]) -> set[str]:
        return {source for (source,) in self.run(_LABELS_SAID, sources=list(sources), types=_types(LABELS))}

    def _words(self, found: Iterable[tuple[Any, Any]], alive: Sequence[bool]) -> list[Statement]:
        """Live words in the order spoken, each as often as it is said; `found` has where that is, and the word."""
        words = []
        for places, row in found:
            word = codec.statement(row)
            there = ((n - self.base - 1, at) for n, at in places if n > self.base)
            words += [(n, place, word) for n, at in there if alive[n] for place in at]
        return [word for _, _, word in sorted(words, key=lambda one: one[:2])]

    # Facts

    def labels(self) -> dict[RecordKey, int]:
        found: dict[RecordKey, int] = {}
        for type_, id_, seen in self.run(_LABELS, types=_types(LABELS)):
            record = (codec.TYPES[type_], id_)
            found[record] = found.get(record, 0) | codec.mask_of(seen)
        return found

    def held(self, keys: Sequence[Key]) -> list[Fact]:
        found: dict[Key, Fact] = {}
        asked: dict[RecordType, list[str]] = defaultdict(list)
        for type_, id_ in keys:
            asked[type_].append(id_)
        for type_, ids in asked.items():
            for some in chunks(ids, MANY):
                found |= {(type_, p["id"]): codec.fact(type_, p) for (p,) in self.run(_FACTS[type_], ids=some)}
        return [found[key] for key in keys if key in found]

    def bodies_of(self, records: Iterable[RecordKey]) -> Iterator[tuple[int, Fact]]:
        for type_, keys in by_type(records):
            for found in self._leading(type_, keys):
                yield codec.mask_of(found["scopes"]), codec.fact(type_, found)

    def facts_of(self, records: Iterable[RecordKey]) -> Iterator[Variant]:
        for type_, keys in by_type(records):
            for found in self._leading(type_, keys):
                # The facts that keys lead to go by one of these ids in some scope, or went.
                ids = {found["id"], *(fact_id(type_, key) for key in found.get("keys", ()))}
                for id_ in ids & keys.keys():
                    told = found["id"], codec.mask_of(found["scopes"]), found["hash"], found["content"]
                    yield (type_, keys[id_]), *told

    def count_joined(self, actors: Iterable[RecordKey]) -> int:
        internal, asked = bit(Scope.INTERNAL), {key for _, key in actors}
        keys = {fact_id(RecordType.ACTOR, key): key for key in asked}
        joined: set[str] = set()
        for found in self._leading(RecordType.ACTOR, keys):
            if codec.mask_of(found["scopes"]) & internal and len(found.get("keys", ())) > 1:
                joined |= {key for key in found["keys"] if key in asked}
        return len(joined)

    def groups_of(self, actors: Iterable[str]) -> list[set[str]]:
        found = self._leading(RecordType.ACTOR, dict.fromkeys(actors, ""))
        return [set(one.get("keys") or (one["id"],)) for one in found]

    def _leading(self, type_: RecordType, ids: Mapping[str, str]) -> list[dict[str, Any]]:
        """The properties of all variants of facts that go by any of these ids, or have a member that does."""
        found: dict[tuple[str, int, str], dict[str, Any]] = {}

        def take(rows: Iterable[Sequence[Any]]) -> None:
            for (one,) in rows:
                found[one["id"], one["since"], "".join(one["scopes"])] = one

        for some in chunks(list(ids), MANY):
            take(self.run(_FACTS[type_], ids=some))
            take(self.run(_VARIANTS, of=[f"{type_.value}:{id_}" for id_ in some]))
        # Only these are ever made of several records.
        for query in quoted(f"0:{id_}" for id_ in ids) if type_ in _UNITED else ():
            take(self.run(_NAMED[type_], query=query))
            take(self.run(_VARIANTS_NAMED, query=query, type=type_.value))
        return list(found.values())


def counts_changed(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int | None]:
    """Return the new count of each row whose count changes; None if it counts no more."""
    changed: dict[str, int | None] = {digest: n for digest, n in after.items() if before.get(digest) != n}
    return changed | dict.fromkeys(before.keys() - after.keys())


def _types(types: Iterable[RecordType]) -> list[str]:
    return [type_.value for type_ in types]


# Whole texts with parameters only; what differs by type is made of `names`.
_KEPT = "[s.op, s.type, s.source, s.key, s.updated, s.visibility, s.ids, s.fields]"
_PLACES = "collect([i.n, r.at])"
_EVERY_STATEMENT = f"""
    MATCH (s:Statement {{ maillage: $store }}) WHERE s.digest > $last WITH s ORDER BY s.digest LIMIT $page
    RETURN collect(s.digest), collect({_KEPT})
"""
_EVERY_COUNT = """
    MATCH (s:Statement { maillage: $store }) WHERE s.digest > $last WITH s ORDER BY s.digest LIMIT $page
    WITH collect(s.digest) AS found, collect(CASE WHEN s.counts IS NOT NULL THEN s.digest END) AS digests,
         collect(s.counts) AS counts
    RETURN digests, counts, found[-1], size(found)
"""
_NUMBERS = """
    MATCH (i:Import { maillage: $store }) WHERE i.n > $base AND ($last IS NULL OR i.n <= $last) RETURN i.n ORDER BY i.n
"""
_LINES_OF_ROWS = """
    MATCH (i:Import { maillage: $store, n: $n })-[r:SAYS { maillage: $store }]->(s:Statement) WHERE s.op = 'row'
    WITH left(s.digest, 2) AS part, collect(s.digest) AS digests, collect(size(r.rows)) AS counts
    RETURN digests, counts
"""
_LINES_OF_WORDS = (
    "MATCH (i:Import { maillage: $store, n: $n })-[r:SAYS { maillage: $store }]->(s:Word) RETURN s.digest, r.at"
)
_EVERY_FACT = {
    type_: f"""
    MATCH {pattern} WHERE f.id > $last AND f.since IS NOT NULL WITH f ORDER BY f.id LIMIT $page
    RETURN collect(f.id), collect(f.scopes), collect(f.hash), collect(f.content)
"""
    for type_, pattern in PATTERN.items()
}
_EVERY_VARIANT = """
    MATCH (f:Variant { maillage: $store }) WHERE f.until IS NULL AND f.since IS NOT NULL
    RETURN f.type, f.id, f.scopes, f.hash, f.content
"""
_SAID_IN = f"""
    MATCH (i:Import {{ maillage: $store }})-[:SAYS {{ maillage: $store }}]->(s:Statement) WHERE i.n IN $batches
    WITH DISTINCT s RETURN s.digest, {_KEPT}
"""
_COUNT_SAID = """
    MATCH (i:Import { maillage: $store })-[r:SAYS { maillage: $store }]->() WHERE i.n IN $batches
    RETURN coalesce(sum(size(r.rows)), 0)
"""
_CHAINS_OF = """
    MATCH (s:Statement) WHERE s.maillage = $store AND s.source IN $sources AND s.type IN $types AND s.key IS NOT NULL
    AND s.op = 'row' RETURN DISTINCT s.source, s.type, s.key
"""
_LINES = f"""
    UNWIND $chains AS chain
    MATCH (s:Statement {{ source: chain[0], type: chain[1], key: chain[2], op: 'row' }})
          <-[r:SAYS {{ maillage: $store }}]-(i:Import)
    WHERE s.maillage = $store AND i.n > $base WITH s, i.n AS n, sum(size(r.rows)) AS count
    RETURN s.digest, n, count, {_KEPT}
"""
_COUNTING = """
    UNWIND $digests AS digest MATCH (s:Statement { maillage: $store, digest: digest }) WHERE s.counts IS NOT NULL
    RETURN s.digest, s.counts
"""
_KEEP = "UNWIND $counts AS row MATCH (s:Statement { maillage: $store, digest: row[0] }) SET s.counts = row[1]"
_ROWS_ABOUT = f"""
    UNWIND $of AS of MATCH (s:Statement {{ about: of }}) WHERE s.maillage = $store AND s.counts IS NOT NULL
    RETURN s.counts, {_KEPT}
"""
_WITH_ROWS = """
    UNWIND $of AS of MATCH (s:Statement { about: of }) WHERE s.maillage = $store AND s.counts IS NOT NULL
    RETURN DISTINCT of
"""
_WORDS = f"""
    MATCH (s:Word)<-[r:SAYS {{ maillage: $store }}]-(i:Import)
    WITH s, {_PLACES} AS said RETURN s.digest, said, {_KEPT}
"""
_RANKS = f"""
    MATCH (s:Word)<-[r:SAYS {{ maillage: $store }}]-(i:Import) WHERE s.type = 'source'
    WITH s, {_PLACES} AS said RETURN s.digest, said, {_KEPT}
"""
_WORDS_ON = f"""
    CALL db.index.fulltext.queryNodes('statement_hooks', $query) YIELD node AS s WITH s WHERE s:Word
    MATCH (s)<-[r:SAYS {{ maillage: $store }}]-(i:Import) WITH s, {_PLACES} AS said RETURN s.digest, said, {_KEPT}
"""
_ON = f"""
    CALL db.index.fulltext.queryNodes('statement_hooks', $query) YIELD node AS s
    WITH s WHERE s.maillage = $store AND (s:Word OR s.counts IS NOT NULL) RETURN s.digest, {_KEPT}
"""
_SPEAKING = """
    MATCH (s:Statement) WHERE s.maillage = $store AND s.source = $source AND s.type IN $types AND s.key IS NOT NULL
    AND s.counts IS NOT NULL AND s.visibility = $visibility RETURN 1 LIMIT 1
"""
_OUTDATED = """
    MATCH (i:Import { maillage: $store, n: $n })-[r:SAYS { maillage: $store }]->(s:Statement)
    WHERE s.op = 'row' AND s.counts IS NULL
    RETURN coalesce(sum(size(r.rows)), 0)
"""
_LABELS_SAID = """
    MATCH (s:Statement) WHERE s.maillage = $store AND s.source IN $sources AND s.type IN $types AND s.key IS NOT NULL
    AND s.op = 'row' AND s.counts IS NOT NULL RETURN DISTINCT s.source
"""
_LABELS = "\n    UNION ALL\n".join(
    [
        f"    MATCH {PATTERN[type_]} WHERE f.since IS NOT NULL RETURN '{type_.value}' AS type, f.id AS id, "
        "f.scopes AS seen"
        for type_ in sorted(LABELS)
    ]
    + [
        "    MATCH (f:Variant { maillage: $store }) WHERE f.until IS NULL AND f.since IS NOT NULL AND f.type IN $types "
        "RETURN f.type AS type, f.id AS id, f.scopes AS seen"
    ]
)
_FACTS = {
    type_: f"UNWIND $ids AS id MATCH {pattern} WHERE f.id = id AND f.since IS NOT NULL RETURN properties(f)"
    for type_, pattern in PATTERN.items()
}
_VARIANTS = """
    UNWIND $of AS of MATCH (f:Variant { of: of })
    WHERE f.maillage = $store AND f.until IS NULL AND f.since IS NOT NULL RETURN properties(f)
"""
_NAMED = {
    type_: (
        f"CALL db.index.fulltext.queryNodes('fact_names', $query) YIELD node AS f "
        f"WITH f WHERE f.maillage = $store AND f:{NODES[type_]} AND f.since IS NOT NULL RETURN properties(f)"
        if type_ in NODES
        else "CALL db.index.fulltext.queryRelationships('relation_names', $query) YIELD relationship AS f "
        f"WITH f WHERE f.maillage = $store AND type(f) = '{RELATIONS[type_]}' RETURN properties(f)"
    )
    for type_ in RecordType
}
_VARIANTS_NAMED = """
    CALL db.index.fulltext.queryNodes('fact_names', $query) YIELD node AS f
    WITH f WHERE f.maillage = $store AND f:Variant AND f.type = $type
    AND f.until IS NULL AND f.since IS NOT NULL RETURN properties(f)
"""
