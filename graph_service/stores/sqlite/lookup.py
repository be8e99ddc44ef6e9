"""Indexed look-ups for the fold of a part: what is said about records, what hangs on them, which facts are theirs."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from graph_service.model import LABELS, SCOPES, SHARED, Fact, Op, RecordType, Scope, Statement
from graph_service.stores.fold import LogEntry
from graph_service.stores.fold.touched import RecordKey
from graph_service.stores.folding.lookup import by_type
from graph_service.stores.sqlite import codec
from graph_service.stores.variants import Key, bit


class SqliteLookup:
    """See `graph_service.stores.folding.Lookup`. Numbers are those of the table `statement`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    # All

    def every_statement(self, told: Mapping[int, Statement]) -> dict[int, Statement]:
        statements = dict(told)
        (said,) = self.db.execute("SELECT count(*) FROM statement").fetchone()
        if said == len(told):
            return statements
        for n, *columns in self.db.execute(_OTHER_STATEMENTS, (json.dumps(list(told)),)):
            statements[n] = codec.statement(columns)
        return statements

    def every_entry(self, statements: Mapping[int, Statement]) -> Iterator[LogEntry]:
        # Batch numbers count from 1 without a gap: nothing is ever deleted.
        words = {n for n, said in statements.items() if said.op is not Op.ROW}
        if words:
            for n, batch, number in self.db.execute("SELECT n, batch, statement FROM says ORDER BY n"):
                if number in words:
                    yield LogEntry(batch - 1, n, statements[number])
        said = self.db.execute("SELECT batch, statement FROM says ORDER BY n")
        for batch, says in groupby(said, itemgetter(0)):
            for number, count in Counter(map(itemgetter(1), says)).items():
                if number not in words:
                    yield LogEntry(batch - 1, 0, statements[number], count)

    def every_count(self) -> dict[int, int]:
        return dict(self.db.execute("SELECT statement, count FROM now"))

    def every_fact(self) -> Iterator[tuple[Key, int, str, str]]:
        for type_, id_, *rest in self.db.execute(_EVERY_FACT):
            yield (codec.TYPES[type_], id_), *rest

    def said_at_all(self) -> int:
        return self.db.execute("SELECT max(n) FROM says").fetchone()[0] or 0

    def held(self, keys: Iterable[Key]) -> list[Fact]:
        asked = json.dumps([[type_.value, id_] for type_, id_ in keys])
        return [codec.fact(*row) for row in self.db.execute(_HELD, (asked, bit(Scope.INTERNAL)))]

    def said_in(self, batches: Iterable[int]) -> list[Statement]:
        """Each statement of these batches once."""
        return [codec.statement(columns) for _, *columns in self.db.execute(_SAID_IN, (json.dumps(list(batches)),))]

    def count_said(self, batches: Iterable[int]) -> int:
        found: int = self.db.execute(_COUNT_SAID, (json.dumps(list(batches)),)).fetchone()[0]
        return found

    def chains_of(self, sources: Iterable[str]) -> list[tuple[str, str, str]]:
        """All chains (source, type, key) that these sources ever had."""
        return self.db.execute(_CHAINS_OF, (json.dumps(list(sources)),)).fetchall()

    def entries_of(self, chains: Iterable[tuple[str, str, str]]) -> tuple[dict[int, Statement], list[LogEntry]]:
        """All that was ever said in these chains: statements by number, and the lines of the log."""
        statements: dict[int, Statement] = {}
        lines = []
        for n, batch, count, *columns in self.db.execute(_LINES, (json.dumps(list(chains)),)):
            if n not in statements:
                statements[n] = codec.statement(columns)
            lines.append(LogEntry(batch - 1, 0, statements[n], count))
        return statements, lines

    def counting(self, statements: Iterable[int]) -> dict[int, int]:
        """Those of these rows that count now, and how often each."""
        return dict(self.db.execute(_COUNTING, (json.dumps(list(statements)),)))

    def keep_counting(
        self, before: Mapping[int, int], after: Mapping[int, int], statements: Mapping[int, Statement]
    ) -> None:
        """Bring the rows that count now, by number with how often, from what the file holds to what it should hold."""
        gone, come = before.keys() - after.keys(), after.keys() - before.keys() if before else after.keys()
        self.db.executemany("DELETE FROM now WHERE statement = ?", ((n,) for n in gone))
        self.db.executemany(
            "INSERT OR REPLACE INTO now (statement, count) VALUES (?, ?)",
            sorted((n, count) for n, count in after.items() if before.get(n) != count),
        )
        rows: Counter[tuple[str, str]] = Counter()
        for numbers, by in ((gone, -1), (come, 1)):
            for n in numbers:
                if (said := statements[n]).type not in SHARED:
                    rows[said.source, said.visibility._value_] += by
        self.db.executemany(
            "INSERT INTO speaking (source, visibility, rows) VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET rows = rows + excluded.rows",
            ((*who, number) for who, number in rows.items()),
        )

    def rows_about(self, records: Iterable[RecordKey]) -> list[tuple[Statement, int]]:
        """The rows about these records that count now."""
        found = {}
        for type_, keys in by_type(records):
            for n, count, *columns in self.db.execute(_ROWS_ABOUT, (type_.value, json.dumps(list(keys)))):
                found[n] = codec.statement(columns), count
        return list(found.values())

    def with_rows(self, records: Iterable[RecordKey]) -> set[RecordKey]:
        """Those of these records that a row counts about now."""
        found: set[RecordKey] = set()
        for type_, keys in by_type(records):
            found.update(
                (type_, keys[id_]) for (id_,) in self.db.execute(_WITH_ROWS, (type_.value, json.dumps(list(keys))))
            )
        return found

    def words_about(self, records: Iterable[RecordKey], alive: Sequence[bool]) -> list[Statement]:
        """The live words about these records and all that rank sources, in the order spoken."""
        rows = self.db.execute(_RANKS).fetchall()
        for type_, keys in by_type(records):
            rows += self.db.execute(_WORDS_ABOUT, (type_.value, json.dumps(list(keys)))).fetchall()
        return self._words(rows, alive)

    def live_words(self, alive: Sequence[bool]) -> list[Statement]:
        """Every live word, in the order spoken."""
        return self._words(self.db.execute(_WORDS).fetchall(), alive)

    @staticmethod
    def _words(rows: Iterable[Any], alive: Sequence[bool]) -> list[Statement]:
        lively = {row[0]: row[2:] for row in rows if alive[row[1] - 1]}
        return [codec.statement(lively[n]) for n in sorted(lively)]

    def statements_on(self, hooks: Iterable[str]) -> list[Statement]:
        """The rows that count now, and all words, that name any of these ids or identifiers."""
        return [codec.statement(columns) for _, *columns in self.db.execute(_ON, (json.dumps(list(hooks)),))]

    def actors_said(self, ids: Iterable[str]) -> list[Statement]:
        """The rows that count now, and all words, about these actors."""
        return [codec.statement(columns) for _, *columns in self.db.execute(_ACTORS_SAID, (json.dumps(list(ids)),))]

    def speaking(self, sources: Iterable[str]) -> dict[str, Scope]:
        """Of those of these sources that any row counts of now, the least hidden visibility of their rows."""
        found: dict[str, Scope] = {}
        for source in sources:
            for scope in SCOPES:
                if self.db.execute(_SPEAKING, (source, scope.value)).fetchone():
                    found[source] = scope
                    break
        return found

    def count_outdated(self, batch: int) -> int:
        """How many rows a batch says that do not count: its source has already said something newer."""
        found: int = self.db.execute(_OUTDATED, (batch,)).fetchone()[0]
        return found

    def labels_said_by(self, sources: Iterable[str]) -> set[str]:
        """Of these sources those of which a theme, a territory or a vocabulary row counts now."""
        asked = json.dumps(list(sources))
        return {source for (source,) in self.db.execute(_LABELS_SAID, (asked, json.dumps([t.value for t in LABELS])))}

    def labels(self) -> dict[RecordKey, int]:
        """Every theme, territory and vocabulary row that is stated, with the mask of the scopes that see it."""
        found: dict[RecordKey, int] = {}
        rows = self.db.execute(_LABELS, (json.dumps([t.value for t in LABELS]),))
        for type_, id_, scopes in rows:
            record = (RecordType(type_), id_)
            found[record] = found.get(record, 0) | scopes
        return found

    def bodies_of(self, records: Iterable[RecordKey]) -> Iterator[tuple[int, Fact]]:
        """The facts that these records lead to, as held: (scopes, fact) of each variant."""
        for type_, keys in by_type(records):
            for _, id_, scopes, *_ in self.db.execute(_FACTS_OF, (type_.value, json.dumps(list(keys)))):
                (body,) = self.db.execute(_BODY, (id_, type_.value, scopes)).fetchone()
                yield scopes, codec.fact(type_.value, id_, body)

    def facts_of(self, records: Iterable[RecordKey]) -> Iterator[tuple[RecordKey, str, int, str, str]]:
        """The facts that these records lead to: (record, fact id, scopes, hash, content hash) of each variant."""
        for type_, keys in by_type(records):
            for asked, *rest in self.db.execute(_FACTS_OF, (type_.value, json.dumps(list(keys)))):
                yield (type_, keys[asked]), *rest

    def count_joined(self, actors: Iterable[RecordKey]) -> int:
        """How many of these actor records are one actor with another record, for the team."""
        asked = json.dumps([id_ for _, id_ in actors])
        return len(self.db.execute(_JOINED, (RecordType.ACTOR.value, asked, bit(Scope.INTERNAL))).fetchall())

    def groups_of(self, actors: Iterable[str]) -> list[set[str]]:
        """The records that each of these actors is one with, for any scope."""
        found: dict[int, set[str]] = defaultdict(set)
        for n, *ids in self.db.execute(_GROUPS, (RecordType.ACTOR.value, json.dumps(list(actors)))):
            found[n].update(id_ for id_ in ids if id_)
        return list(found.values())


# Whole texts with parameters only: a list goes in as one JSON parameter. CROSS JOIN keeps SQLite to the order written,
# from what is asked for, by index, to what is found.
_COLUMNS = "s.op, s.type, s.source, s.key, s.updated, s.visibility, s.ids, s.fields"
_STATEMENTS = f"SELECT DISTINCT s.n, {_COLUMNS}"
_SPOKEN = f"SELECT says.n, says.batch, {_COLUMNS}"
_COUNTED = f"SELECT s.n, now.count, {_COLUMNS}"
_OF_CHAINS = f"SELECT s.n, says.batch, count(*), {_COLUMNS}"
_ASKED_OF_TYPE = "FROM json_each(?2) AS asked CROSS JOIN about ON about.id = asked.value AND about.type = ?1"
_COUNTS_NOW = "CROSS JOIN now ON now.statement = about.statement"
_WORD_OR_NOW = """
    CROSS JOIN statement AS s ON s.n = found.statement
    WHERE s.op <> 'row' OR EXISTS (SELECT 1 FROM now WHERE now.statement = s.n)
"""
_ALL_WORDS = """
    FROM statement AS s INDEXED BY statement_word CROSS JOIN says ON says.statement = s.n WHERE s.op <> 'row'
"""
_LED = """
    FROM json_each(?2) AS asked CROSS JOIN node ON node.id = asked.value AND node.type = ?1
    CROSS JOIN fact ON fact.node = node.n
"""
_LED_BY_ALIAS = """
    FROM json_each(?2) AS asked CROSS JOIN alias ON alias.alias = asked.value AND alias.kind = 0
    CROSS JOIN fact ON fact.n = alias.fact AND fact.type = ?1 CROSS JOIN node ON node.n = fact.node
"""
_VARIANT = "SELECT asked.value, node.id, fact.scopes, fact.hash, fact.content"
_MEMBERS = "SELECT fact.n, node.id, other.alias"
_OTHERS = "LEFT JOIN alias AS other ON other.fact = fact.n AND other.kind = 0"
_KEY = "SELECT asked.value"

_SAID_IN = f"""{_STATEMENTS} FROM json_each(?) AS asked
    CROSS JOIN says ON says.batch = asked.value CROSS JOIN statement AS s ON s.n = says.statement
"""
_COUNT_SAID = "SELECT count(*) FROM says WHERE batch IN (SELECT value FROM json_each(?))"
_CHAINS_OF = """
    SELECT DISTINCT source, type, key FROM statement
    WHERE source IN (SELECT value FROM json_each(?)) AND op = 'row'
"""
_LINES = f"""{_OF_CHAINS} FROM json_each(?) AS asked
    CROSS JOIN statement AS s ON s.source = json_extract(asked.value, '$[0]')
        AND s.type = json_extract(asked.value, '$[1]') AND s.key = json_extract(asked.value, '$[2]') AND s.op = 'row'
    CROSS JOIN says ON says.statement = s.n
    GROUP BY s.n, says.batch
"""
_COUNTING = "SELECT statement, count FROM now WHERE statement IN (SELECT value FROM json_each(?))"
_ROWS_ABOUT = f"{_COUNTED} {_ASKED_OF_TYPE} {_COUNTS_NOW} CROSS JOIN statement AS s ON s.n = about.statement"
_WITH_ROWS = f"SELECT DISTINCT about.id {_ASKED_OF_TYPE} {_COUNTS_NOW}"
_WORDS_ABOUT = f"""{_SPOKEN} {_ASKED_OF_TYPE}
    CROSS JOIN statement AS s ON s.n = about.statement AND s.op <> 'row' CROSS JOIN says ON says.statement = s.n
"""
_WORDS = f"{_SPOKEN} {_ALL_WORDS}"
_RANKS = f"{_SPOKEN} {_ALL_WORDS} AND s.type = 'source'"
_ON = f"""{_STATEMENTS} FROM json_each(?) AS asked
    CROSS JOIN hook AS found ON found.text = asked.value {_WORD_OR_NOW}
"""
_ACTORS_SAID = f"""{_STATEMENTS} FROM json_each(?) AS asked
    CROSS JOIN about AS found ON found.id = asked.value AND found.type = 'actor' {_WORD_OR_NOW}
"""
_SPEAKING = "SELECT 1 FROM speaking WHERE source = ? AND visibility = ? AND rows > 0"
_FACTS_OF = f"{_VARIANT} {_LED} UNION ALL {_VARIANT} {_LED_BY_ALIAS}"
_GROUPS = f"{_MEMBERS} {_LED} {_OTHERS} UNION ALL {_MEMBERS} {_LED_BY_ALIAS} {_OTHERS}"
_SEEN = "WHERE fact.scopes & ?3"
_SEVERAL = "AND EXISTS (SELECT 1 FROM alias WHERE alias.fact = fact.n AND alias.kind = 0)"
_JOINED = f"{_KEY} {_LED_BY_ALIAS} {_SEEN} UNION {_KEY} {_LED} {_SEEN} {_SEVERAL}"
_LABELS_SAID = """
    SELECT DISTINCT s.source FROM statement AS s JOIN now ON now.statement = s.n
    WHERE s.source IN (SELECT value FROM json_each(?)) AND s.type IN (SELECT value FROM json_each(?)) AND s.op = 'row'
"""
_LABELS = """
    SELECT fact.type, node.id, fact.scopes FROM fact JOIN node ON node.n = fact.node
    WHERE fact.type IN (SELECT value FROM json_each(?))
"""
_BODY = """
    SELECT fact.body FROM fact JOIN node ON node.n = fact.node WHERE node.id = ? AND node.type = ? AND fact.scopes = ?
"""
_OUTDATED = """
    SELECT count(*) FROM says JOIN statement AS s ON s.n = says.statement
    WHERE says.batch = ? AND s.op = 'row' AND NOT EXISTS (SELECT 1 FROM now WHERE now.statement = s.n)
"""
_OTHER_STATEMENTS = """
    SELECT n, op, type, source, key, updated, visibility, ids, fields FROM statement
    WHERE n NOT IN (SELECT value FROM json_each(?))
"""
_EVERY_FACT = """
    SELECT fact.type, node.id, scopes, hash, content FROM fact JOIN node ON node.n = fact.node
"""
_HELD = """
    SELECT fact.type, node.id, fact.body FROM json_each(?) AS asked
    CROSS JOIN node ON node.id = asked.value ->> 1 AND node.type = asked.value ->> 0
    JOIN fact ON fact.node = node.n WHERE fact.scopes & ? ORDER BY asked.key
"""
