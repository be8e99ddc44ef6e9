"""Matches each row of a returned workbook to the fact that it is about, before its edits are read.

A row's mark says so; what the row names itself (its id, or the ends, role and start of a relation) says whether the
mark is its own. From both follows what is new, what is a copy, and what was left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from graph_service.model import KEYED, Fact, RecordType, Scope, column
from graph_service.records import cells, differences, template
from graph_service.records.template import row_of
from graph_service.records.validation import Fault
from graph_service.stores.base import Store
from graph_service.workbooks.marks import Link, Mark, Shown, check
from importers import mangling

_COMPARED = 1_000_000
"""Rows without a mark times rows that are missing: beyond that it is not looked which of them may be the same."""


class MatchState(Enum):
    SAME = "same"
    """The row of its fact, edited or not."""
    GONE = "gone"
    """Its fact is there no more, or is no longer seen in the scope of the export."""
    NEW = "new"
    """A row of the team's."""
    COPY = "copy"
    """A copy of another row that names something else: new."""
    STRAY = "stray"
    """A mark that is not this row's."""


@dataclass(frozen=True, slots=True)
class ExportedRow:
    """A row of a returned workbook: its number, and its cells by canonical column."""

    at: int
    texts: Sequence[str]
    """As the sheet has them: what a row that turns out to be new is read from."""
    cells: Mapping[str, str]
    mark: Mark | None
    readable: bool = True
    """Whether its mark could be read, if it has one."""
    lost: frozenset[str] = frozenset()
    """Columns whose cells cannot be read: what they held before stands."""
    faults: tuple[Fault, ...] = ()
    """What rejects the row before it is looked at: it only says that its fact is still in the sheet."""


@dataclass(frozen=True, slots=True)
class Mangled:
    """A cell that a spreadsheet changed by itself. It counts as its former value."""

    at: int
    column: str
    was: str
    text: str


@dataclass(frozen=True, slots=True)
class MatchedRow:
    line: ExportedRow
    state: MatchState
    fact: Fact | None = None


class RowMatcher:
    """Matches the rows of one sheet to facts."""

    def __init__(
        self, type_: RecordType, sheet: str, link: Link, store: Store, shown: Shown, places: Mapping[str, int]
    ) -> None:
        self.type, self.link, self.store, self.shown, self.places = type_, link, store, shown, places
        self.columns = link.columns.get(sheet, ())
        self.listed = dict.fromkeys(link.ids.get(sheet, ()))
        """The ids that were written into the sheet, in their order."""
        self.names = tuple(name for name in self.columns if name in differences.identifying(type_))
        self.facts: dict[str, Fact] = {}
        self.readable: list[ExportedRow] = []
        """The lines whose marks could be read, each with its own."""
        self._edited: dict[int, list[str]] = {}
        self.moved = 0
        """Lines that had another row's mark, and were known by what they name."""
        self.mangled: list[Mangled] = []

    def match(self, lines: Sequence[ExportedRow]) -> list[list[MatchedRow]]:
        """Return every row with its match, grouped by fact, in the order of the sheet."""
        readable = self._with_own_marks([self._with_a_listed_id(line) for line in lines if line.readable])
        readable = self._with_lost_marks(readable)
        self.facts = self._facts([line.mark.id for line in readable if line.mark])
        readable = self.readable = self._healed(readable)
        groups: dict[str, list[ExportedRow]] = defaultdict(list)
        for line in readable:
            if line.mark:
                # Two rows that were joined since are one thing now.
                fact = self.facts.get(line.mark.id)
                groups[fact.id if fact else line.mark.id].append(line)
        absent = {self._of_fact(fact) for fact in self._absent(readable)}
        new = [[MatchedRow(line, MatchState.NEW)] for line in readable if not line.mark]
        return new + [list(self._group(group, absent)) for group in groups.values()]

    def _with_a_listed_id(self, line: ExportedRow) -> ExportedRow:
        """The line, with the id that its mark had before another encoding spoiled it."""
        if line.mark and line.mark.id not in self.listed:
            near = [id_ for id_ in self._beyond_ascii if mangling.is_mangled(id_, line.mark.id)]
            if len(near) == 1:
                return replace(line, mark=replace(line.mark, id=near[0]))
        return line

    @cached_property
    def _beyond_ascii(self) -> list[str]:
        """The listed ids that another encoding may spoil."""
        return [id_ for id_ in self.listed if not id_.isascii()]

    def _with_own_marks(self, lines: Sequence[ExportedRow]) -> list[ExportedRow]:
        """The lines, each with the mark of what it names where the marks have slipped: sorted without their column,
        or swapped. A mark whose own row is there stays where it is."""
        marked = [line for line in lines if line.mark]
        theirs = {self._of_mark(line): line.mark for line in marked}
        free = Counter(self._of_mark(line) for line in marked)
        free -= Counter(self._of_line(line) for line in marked if self._of_line(line) == self._of_mark(line))
        found = []
        for line in lines:
            own = self._of_line(line)
            if line.mark and own != self._of_mark(line) and free[own] > 0 and not self.id_moved(line, theirs[own]):
                free[own] -= 1
                self.moved += 1
                line = replace(line, mark=theirs[own])
            found.append(line)
        return found

    def id_moved(self, line: ExportedRow, other: Mark | None = None) -> bool:
        """Whether the cells of a row beside its id are rather those of its mark: most of them, or as many as fit
        `other`, the mark of what the id names. Then the id moved, sorted without its neighbours, and not the mark."""
        if self.type not in KEYED or not line.mark:
            return False
        own = self._fitting(line)
        if other:
            theirs = self._fitting(replace(line, mark=other))
            return sum(own) >= sum(theirs) and not all(theirs)
        return sum(own) * 2 > len(own)

    def _fitting(self, line: ExportedRow) -> list[bool]:
        """Of each filled cell that says what a record is, whether it is as the row's mark says."""
        shown = self.checks(line)
        names = shown.keys() - {KEYED[self.type], "visibility", "source"} - line.lost
        filled = {name: line.cells[name] for name in names & line.cells.keys() if line.cells[name].strip()}
        return [self.check(name, text) == shown[name] for name, text in filled.items()]

    def _with_lost_marks(self, lines: Sequence[ExportedRow]) -> list[ExportedRow]:
        """The lines, each that has no mark and is what an export wrote of a fact with the mark of that fact. Of grants
        as many as there are: one more is one more grant."""
        unmarked = [line for line in lines if not line.mark]
        if not unmarked:
            return list(lines)
        there = Counter(line.mark.id for line in lines if line.mark)
        held: dict[tuple[str, ...], list[tuple[Fact, int]]] = defaultdict(list)
        for fact in self.store.facts(self.type, list(self.listed), self.link.scope):
            left = fact.count - there[fact.id] if self.type is RecordType.FUNDING else len(unmarked)
            if left > 0:
                held[self._of_fact(fact)].append((fact, left))
        found = []
        for line in lines:
            if not line.mark and not line.lost:
                for at, (fact, left) in enumerate(facts := held.get(self._of_line(line), [])):
                    row = row_of(fact)
                    shown = {name: self.check(name, template.cell(row.get(name))) for name in self.columns}
                    if left and all(self.check(n, text) == shown[n] for n, text in line.cells.items() if n in shown):
                        facts[at] = fact, left - 1
                        line = replace(line, mark=Mark(fact.id, tuple(shown.values())))
                        break
            found.append(line)
        return found

    def _of_mark(self, line: ExportedRow) -> tuple[str, ...]:
        """What the row that a mark was made for named. Columns that the sheet lost say nothing."""
        shown = self.checks(line)
        return tuple(shown[name] if name in line.cells else self.check(name, "") for name in self.names)

    def missing(self, lines: Sequence[ExportedRow]) -> list[Fact]:
        """Return the facts that were written into the sheet, are no longer in it, and still exist.

        None where a mark cannot be read: it may be theirs. Nor one that a row without a mark may be a mangled form of.
        """
        if self.type is RecordType.SOURCE or not all(line.readable for line in lines):
            # A source is there as long as a row of it is: leaving it out of a list ends nothing.
            return []
        there = {self._of_line(line) for line in self.readable}
        missing = [fact for fact in self._absent(self.readable) if self._of_fact(fact) not in there]
        unmarked = [line for line in self.readable if not line.mark]
        if len(missing) * len(unmarked) > _COMPARED:
            return []
        return [fact for fact in missing if not any(self._may_be(line, fact) for line in unmarked)]

    def _may_be(self, line: ExportedRow, fact: Fact) -> bool:
        """Whether what a row names is what a spreadsheet may have made of what a fact names."""
        row = row_of(fact)
        return all(
            name in line.lost
            or self.check(name, text) == self.check(name, was)
            or mangling.is_mangled(cells.unescape(was), cells.unescape(text))
            for name in self.names
            for text, was in [(line.cells.get(name, ""), template.cell(row.get(name)))]
        )

    def _healed(self, lines: Sequence[ExportedRow]) -> list[ExportedRow]:
        """The lines, with what the mark was made for in cells that a spreadsheet mangled or that cannot be read.

        What a cell held is known as long as the store holds it: its mark keeps a check of it and nothing else.
        """
        found: list[ExportedRow] = []
        changed = []
        for line in lines:
            fact = self.facts.get(line.mark.id) if line.mark else None
            names = [*self.edited(line), *line.lost] if fact else []
            shown = self.checks(line) if names else {}
            held = row_of(fact) if fact and names else {}
            was = {name: template.cell(held.get(name)) for name in names if name in shown}
            # What was changed in the store since is nobody's to guess.
            was = {name: text for name, text in was.items() if self.check(name, text) == shown[name]}
            changed.append(was)
        day_first = self._columns_with_the_day_first(lines, changed)
        for line, was in zip(lines, changed, strict=True):
            healed = {name: text for name, text in was.items() if self._is_mangled(line, name, text, day_first)}
            self.mangled += [
                Mangled(line.at, name, text, line.cells[name]) for name, text in healed.items() if name not in line.lost
            ]
            found.append(self._with_cells(line, healed) if healed else line)
        return found

    def _columns_with_the_day_first(
        self, lines: Sequence[ExportedRow], changed: Sequence[Mapping[str, str]]
    ) -> set[str]:
        """The columns in which dates stand as they were written, or are written as in French: in these, one with the
        month first is an edit of a person's."""
        found: set[str] = set()
        for line, was in zip(lines, changed, strict=True):
            for name, text in line.cells.items():
                known = column(self.type, name)
                if not known or known.kind != "date" or name in found:
                    continue
                as_it_was = name not in was and text.count("-") == 2
                if as_it_was or mangling.reads_day_first(was.get(name, ""), cells.unescape(text).strip()):
                    found.add(name)
        return found

    def _is_mangled(self, line: ExportedRow, name: str, was: str, day_first: set[str]) -> bool:
        if name in line.lost:
            return True
        known = column(self.type, name)
        before, text = cells.unescape(was), cells.unescape(line.cells[name]).strip()
        if self.names_one(name, text):
            return False
        if name in day_first and mangling.is_swapped_day(before, text):
            return False
        if mangling.is_mangled(before, text, many=bool(known and known.many)):
            return True
        # An id that differs in signs which typing aids change, and that nobody has.
        named = bool(known and known.refs and not known.many)
        return named and mangling.fold_id(before) == mangling.fold_id(text) and not self.named(name, text)

    def names_one(self, name: str, text: str) -> bool:
        """Whether a cell is exactly the id of a record, in the column of the sheet's own ids or of one end."""
        known = column(self.type, name)
        types = (self.type,) if name == KEYED.get(self.type) else () if not known or known.many else known.refs
        if not types or not text:
            return False
        return any(type_ in types and id_ == text for type_, id_ in self.store.resolve([text], Scope.INTERNAL)[text])

    def is_maybe_mangled(self, line: ExportedRow, name: str, was: str) -> bool:
        """Whether a cell names a record, and is also what a spreadsheet makes of the id that it held."""
        text = cells.unescape(line.cells[name]).strip()
        return self.names_one(name, text) and mangling.is_mangled(cells.unescape(was), text)

    def named(self, name: str, text: str) -> list[Fact]:
        """Return the records that a cell names, in a column that refers to others."""
        known = column(self.type, name)
        assert known is not None
        hits = self.store.resolve([text], Scope.INTERNAL)[text] if text else []
        return [
            fact
            for type_ in known.refs
            for fact in self.store.facts(type_, [id_ for t, id_ in hits if t is type_], Scope.INTERNAL)
        ]

    def _with_cells(self, line: ExportedRow, healed: Mapping[str, str]) -> ExportedRow:
        texts = list(line.texts)
        for name, text in healed.items():
            texts[self.places[name]] = text
        self._edited.pop(line.at, None)
        return replace(line, texts=texts, cells={**line.cells, **healed}, lost=line.lost - healed.keys())

    def edited(self, line: ExportedRow) -> list[str]:
        """Return the columns whose cells differ from what was shown. Computed once for each row."""
        if line.at not in self._edited:
            shown = self.checks(line)
            differs = (
                name
                for name, text in line.cells.items()
                if name in shown and name not in line.lost and self.check(name, text) != shown[name]
            )
            self._edited[line.at] = list(differs)
        return self._edited[line.at]

    def checks(self, line: ExportedRow) -> dict[str, str]:
        assert line.mark is not None
        return dict(zip(self.columns, line.mark.checks, strict=True))

    def check(self, name: str, text: str) -> str:
        return check(self.shown.seen(self.type, name, text))

    def _group(self, lines: list[ExportedRow], absent: set[tuple[str, ...]]) -> Iterator[MatchedRow]:
        """The rows that carry one fact's mark."""
        mark = lines[0].mark
        fact = self.facts.get(mark.id) if mark else None
        grant = self.type is RecordType.FUNDING
        # Of a grant the amount may be corrected; one row more than there were grants is one more grant.
        fixed = differences.FIXED[self.type] if grant else set(self.names)
        own = [line for line in lines if not fixed.intersection(self.edited(line))]
        if fact and grant:
            own = own[: fact.count]
        for line in lines:
            if line not in own and (self._of_line(line) in absent or self._names_another(line)):
                yield MatchedRow(line, MatchState.STRAY, fact)
            elif own and line not in own:
                yield MatchedRow(line, MatchState.COPY, fact)
            else:
                yield MatchedRow(line, MatchState.SAME if fact else MatchState.GONE, fact)

    def _names_another(self, line: ExportedRow) -> bool:
        """Whether a row has the id of another record that was written into the sheet."""
        key = KEYED.get(self.type)
        return bool(key and line.mark and self._id(line) != line.mark.id and self._id(line) in self.listed)

    def _id(self, line: ExportedRow) -> str:
        return str(self.shown.seen(self.type, KEYED[self.type], line.cells.get(KEYED[self.type], "")) or "")

    def _absent(self, lines: Sequence[ExportedRow]) -> list[Fact]:
        """The facts written into the sheet that no mark names."""
        here = {line.mark.id for line in lines if line.mark}
        gone = [id_ for id_ in self.listed if id_ not in here]
        return self.store.facts(self.type, gone, self.link.scope) if gone else []

    def _of_line(self, line: ExportedRow) -> tuple[str, ...]:
        return tuple(self.check(name, line.cells.get(name, "")) for name in self.names)

    def _of_fact(self, fact: Fact) -> tuple[str, ...]:
        row = row_of(fact)
        return tuple(self.check(name, template.cell(row.get(name))) for name in self.names)

    def _facts(self, marked: Sequence[str]) -> dict[str, Fact]:
        """The facts that marks name, in the scope that they were shown in, by the id of the mark."""
        ids = list(dict.fromkeys(marked))
        found = {fact.id: fact for fact in self.store.facts(self.type, ids, self.link.scope)}
        moved = [id_ for id_ in ids if id_ not in found]
        for id_, hits in self.store.resolve(moved, self.link.scope).items():
            named = [hit for type_, hit in hits if type_ is self.type]
            if len(named) == 1:
                found[id_] = self.store.facts(self.type, named, self.link.scope)[0]
        return found
