"""Which fact each row of a workbook that comes back is about: asked once, before anything is said of it.

A row's mark says so; what the row names itself (its id, or the ends, role and start of a relation) says whether the
mark is its own. From both follows what is new, what is a copy, and what was left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from graph_service.model import KEYED, Fact, RecordType
from graph_service.stores.base import Store
from importers import differences, template
from importers.marks import Link, Mark, Shown, check, row_of

_GRANT = ("funder", "recipient", "amount", "year", "nature")


class State(Enum):
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
class Line:
    """A row that is on its way: where it stands, and its cells by canonical column."""

    at: int
    texts: Sequence[str]
    """As the sheet has them: what a row that turns out to be new is read from."""
    cells: Mapping[str, str]
    mark: Mark | None
    readable: bool = True
    """Whether its mark could be read, if it has one."""


@dataclass(frozen=True, slots=True)
class Assigned:
    line: Line
    state: State
    fact: Fact | None = None


def identifying(type_: RecordType) -> frozenset[str]:
    """The columns that say what a row is about (design.md, rule 6)."""
    if type_ in KEYED:
        return frozenset({KEYED[type_]})
    if type_ is RecordType.FUNDING:
        return frozenset(_GRANT)
    return differences.FIXED[type_] - {"directed"} | {"start"}


class Assigner:
    """Assigns the rows of one sheet."""

    def __init__(self, type_: RecordType, sheet: str, link: Link, store: Store, shown: Shown) -> None:
        self.type, self.link, self.store, self.shown = type_, link, store, shown
        self.columns = link.columns.get(sheet, ())
        self.listed = dict.fromkeys(link.ids.get(sheet, ()))
        """The ids that were written into the sheet, in their order."""
        self.names = tuple(name for name in self.columns if name in identifying(type_))
        self.facts: dict[str, Fact] = {}
        self.readable: list[Line] = []
        """The lines whose marks could be read, each with its own."""
        self._edited: dict[int, list[str]] = {}
        self.moved = 0
        """Lines that had another row's mark, and were known by what they name."""

    def assign(self, lines: Sequence[Line]) -> list[list[Assigned]]:
        """Every line, those of one fact together, in the order of the sheet."""
        readable = self.readable = self._with_own_marks([line for line in lines if line.readable])
        self.facts = self._facts([line.mark.id for line in readable if line.mark])
        groups: dict[str, list[Line]] = defaultdict(list)
        for line in readable:
            if line.mark:
                # Two rows that were joined since are one thing now.
                fact = self.facts.get(line.mark.id)
                groups[fact.id if fact else line.mark.id].append(line)
        absent = {self._of_fact(fact) for fact in self._absent(readable)}
        new = [[Assigned(line, State.NEW)] for line in readable if not line.mark]
        return new + [list(self._group(group, absent)) for group in groups.values()]

    def _with_own_marks(self, lines: Sequence[Line]) -> list[Line]:
        """The lines, each with the mark of what it names where the marks have slipped: sorted without their column,
        or swapped. A mark whose own row is there stays where it is."""
        marked = [line for line in lines if line.mark]
        theirs = {self._of_mark(line): line.mark for line in marked}
        free = Counter(self._of_mark(line) for line in marked)
        free -= Counter(self._of_line(line) for line in marked if self._of_line(line) == self._of_mark(line))
        found = []
        for line in lines:
            own = self._of_line(line)
            if line.mark and own != self._of_mark(line) and free[own] > 0:
                free[own] -= 1
                self.moved += 1
                line = replace(line, mark=theirs[own])
            found.append(line)
        return found

    def _of_mark(self, line: Line) -> tuple[str, ...]:
        """What the row that a mark was made for named. Columns that the sheet lost say nothing."""
        shown = self.checks(line)
        return tuple(shown[name] if name in line.cells else self.check(name, "") for name in self.names)

    def missing(self, lines: Sequence[Line]) -> list[Fact]:
        """The facts that were written into the sheet and are not in it any more, as far as they are still there.

        None where a mark cannot be read: it may be theirs.
        """
        if not all(line.readable for line in lines):
            return []
        there = {self._of_line(line) for line in lines}
        return [fact for fact in self._absent(self.readable) if self._of_fact(fact) not in there]

    def edited(self, line: Line) -> list[str]:
        """The columns whose cells differ from what was shown: once for each line, which several ask about."""
        if line.at not in self._edited:
            shown = self.checks(line)
            differs = (
                name for name, text in line.cells.items() if name in shown and self.check(name, text) != shown[name]
            )
            self._edited[line.at] = list(differs)
        return self._edited[line.at]

    def checks(self, line: Line) -> dict[str, str]:
        assert line.mark is not None
        return dict(zip(self.columns, line.mark.checks, strict=True))

    def check(self, name: str, text: str) -> str:
        return check(self.shown.seen(self.type, name, text))

    def _group(self, lines: list[Line], absent: set[tuple[str, ...]]) -> Iterator[Assigned]:
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
                yield Assigned(line, State.STRAY, fact)
            elif own and line not in own:
                yield Assigned(line, State.COPY, fact)
            else:
                yield Assigned(line, State.SAME if fact else State.GONE, fact)

    def _names_another(self, line: Line) -> bool:
        """Whether a row has the id of another record that was written into the sheet."""
        key = KEYED.get(self.type)
        return bool(key and line.mark and self._id(line) != line.mark.id and self._id(line) in self.listed)

    def _id(self, line: Line) -> str:
        return str(self.shown.seen(self.type, KEYED[self.type], line.cells.get(KEYED[self.type], "")) or "")

    def _absent(self, lines: Sequence[Line]) -> list[Fact]:
        """The facts written into the sheet that no mark names."""
        here = {line.mark.id for line in lines if line.mark}
        gone = [id_ for id_ in self.listed if id_ not in here]
        return self.store.facts(self.type, gone, self.link.scope) if gone else []

    def _of_line(self, line: Line) -> tuple[str, ...]:
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
