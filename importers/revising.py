"""A workbook of this store that comes back: what was edited in it since it was written (design.md, rule 8).

Only cells that differ from what was shown are said, each as a word of the team's. A cell that was changed in the store
in the meantime too is a conflict: it is listed and left as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph_service.checked import clip
from graph_service.messages import m
from graph_service.model import KEYED, Fact, RecordType, Scope, Statement, Value, column
from graph_service.stores.base import Store
from importers import cells, differences, guards, template
from importers.headers import named
from importers.jobs import Job
from importers.marks import Mark, Shown, check, row_of
from importers.validation import Checker, Fault


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is on its way: where it stands, and its cells by canonical column."""

    at: int
    texts: Sequence[str]
    """As the sheet has them: what a row that turns out to be new is read from."""
    cells: Mapping[str, str]
    mark: Mark | None


@dataclass(slots=True)
class Outcome:
    """What became of one row. `new`: it is one more row of the team's, to be read as such."""

    line: Line
    words: list[Statement] = field(default_factory=list)
    fields: Mapping[str, Value] = field(default_factory=dict)
    visibility: Scope | None = None
    """What of it was edited, where it may be said."""
    faults: list[Fault] = field(default_factory=list)
    personal: list[Fault] = field(default_factory=list)
    new: bool = False


def places(job: Job) -> dict[str, int]:
    """Canonical column -> position, of the columns that a sheet has."""
    record = job.plan.records[0]
    found = {f.name: f.at for f in record.fields if f.at is not None}
    more = (("visibility", record.visibility_at), ("source", record.source_at))
    return found | {name: at for name, at in more if at is not None}


class Reviser:
    """Reads one sheet of a workbook that was exported from this store."""

    def __init__(self, job: Job, store: Store, checker: Checker) -> None:
        assert job.link is not None
        assert job.plan.mark_at is not None
        self.job, self.link, self.store, self.checker = job, job.link, store, checker
        self.type = job.type
        self.shown = Shown(checker)
        self.columns = self.link.columns.get(job.plan.sheet, ())
        self.places = places(job)
        self.lines: list[Line] = []

    def take(self, at: int, texts: Sequence[str]) -> Fault | None:
        """One row. Returns what is wrong with its mark, if it cannot be read."""
        text = cells.unescape(texts[self.job.plan.mark_at or 0]).strip()
        mark = Mark.parse(text)
        if text and (mark is None or len(mark.checks) != len(self.columns)):
            return Fault(template.OUR_COLUMN, clip(text), "bad_mark", "error", m("problem-bad_mark"))
        by_name = {name: texts[place] for name, place in self.places.items()}
        self.lines.append(Line(at, texts, by_name, mark))
        return None

    def outcomes(self) -> Iterator[Outcome]:
        """What became of every row, in their order."""
        facts = self._facts()
        groups: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            if line.mark:
                # Two rows that were joined since are one thing now.
                fact = facts.get(line.mark.id)
                groups[fact.id if fact else line.mark.id].append(line)
        found = {line.at: Outcome(line, new=True) for line in self.lines if not line.mark}
        for lines in groups.values():
            mark = lines[0].mark
            for outcome in self._group(facts.get(mark.id) if mark else None, lines):
                found[outcome.line.at] = outcome
        for line in self.lines:
            yield found[line.at]

    def missing(self) -> list[Fact]:
        """The facts that were written into this sheet and are not in it any more, as far as they are still there."""
        here = {line.mark.id for line in self.lines if line.mark}
        gone = [id_ for id_ in self.link.ids.get(self.job.plan.sheet, ()) if id_ not in here]
        return self.store.facts(self.type, gone, self.link.scope) if gone else []

    def kept(self) -> int:
        """How many facts the sheet lists, edited or not."""
        return len({line.mark.id for line in self.lines if line.mark})

    def written(self) -> int:
        return len(self.link.ids.get(self.job.plan.sheet, ()))

    def _facts(self) -> dict[str, Fact]:
        """The facts that marks name, in the scope that they were shown in, by the id of the mark."""
        ids = list(dict.fromkeys(line.mark.id for line in self.lines if line.mark))
        found = {fact.id: fact for fact in self.store.facts(self.type, ids, self.link.scope)}
        moved = [id_ for id_ in ids if id_ not in found]
        for id_, hits in self.store.resolve(moved, self.link.scope).items():
            named_ = [hit for type_, hit in hits if type_ is self.type]
            if len(named_) == 1:
                found[id_] = self.store.facts(self.type, named_, self.link.scope)[0]
        return found

    def _group(self, fact: Fact | None, lines: list[Line]) -> Iterator[Outcome]:
        """The rows of one mark. One is the row itself; a copy of it that names something else is a row of its own."""
        if len(lines) > 1:
            stay = [line for line in lines if not self._identity(line)]
            if stay:
                for line in lines:
                    if line not in stay:
                        said = m("problem-copied_row")
                        yield Outcome(line, faults=[Fault("", "", "copied_row", "warning", said)], new=True)
                lines = stay
        if fact and self.type is RecordType.FUNDING and len(lines) > 1:
            outcomes = [self._row(fact, line, {}) for line in lines]
            if any(outcome.words for outcome in outcomes):
                self._apart(fact, outcomes)
        else:
            edits: dict[str, str] = {}
            outcomes = [self._row(fact, line, edits) for line in lines]
        yield from outcomes

    def _apart(self, fact: Fact, outcomes: list[Outcome]) -> None:
        """Equal grants are one fact with a count. Where one of them was edited, each is said again by itself."""
        for one in outcomes:
            values = differences.with_changes(fact, one.fields)
            one.words = differences.added(self.type, values, one.visibility or fact.visibility, self.store)
        outcomes[0].words.insert(0, differences.denied(fact))

    def _identity(self, line: Line) -> list[str]:
        """The columns that say what a row is about, as far as they were changed."""
        fixed = {KEYED[self.type]} if self.type in KEYED else differences.FIXED[self.type]
        return [name for name in self._edited(line) if name in fixed]

    def _edited(self, line: Line) -> list[str]:
        assert line.mark is not None
        shown = dict(zip(self.columns, line.mark.checks, strict=True))
        return [n for n, text in line.cells.items() if n in shown and self._check(n, text) != shown[n]]

    def _check(self, name: str, text: str) -> str:
        return check(self.shown.seen(self.type, name, text))

    def _row(self, fact: Fact | None, line: Line, edits: dict[str, str]) -> Outcome:
        """The words of one row. `edits` are those of other rows of the same fact."""
        outcome = Outcome(line)
        assert line.mark is not None
        shown = dict(zip(self.columns, line.mark.checks, strict=True))
        edited = self._edited(line)
        if fact is None:
            if edited:
                outcome.faults.append(self._fault(edited[0], line, "gone", "error"))
            return outcome
        now = row_of(fact)
        wanted: dict[str, str] = {}
        for name in edited:
            mine = self._check(name, line.cells[name])
            held = self._check(name, template.cell(now.get(name)))
            if edits.setdefault(name, mine) != mine:
                outcome.faults.append(self._fault(name, line, "edited_twice", "error"))
            elif held == mine:
                continue
            elif held != shown[name]:
                outcome.faults.append(self._conflict(name, line, now))
            elif name == "source":
                outcome.faults.append(self._fault(name, line, "source_stays", "warning"))
            elif name == KEYED.get(self.type):
                outcome.faults.append(self._fault(name, line, "id_changed", "error"))
            else:
                wanted[name] = cells.unescape(line.cells[name]).strip()
        if wanted and not any(f.code == "id_changed" for f in outcome.faults):
            self._say(fact, wanted, outcome)
        return outcome

    def _say(self, fact: Fact, wanted: dict[str, str], outcome: Outcome) -> None:
        visibility = None
        if (text := wanted.pop("visibility", None)) is not None:
            visibility = cells.visibility(text)
            if visibility is None:
                outcome.faults.append(self._fault("visibility", outcome.line, "visibility_stays", "warning"))
        record = self.checker.check(self.type, wanted, partial=True)
        faults = list(record.faults)
        if not any(f.severity == "error" for f in faults):
            both = {n: record.fields.get(n, fact.get(n)) for n in ("start", "end") if column(self.type, n)}
            if record.fields.keys() & both.keys():
                texts = {n: str(v) for n, v in both.items() if v is not None}
                faults += self.checker.check(self.type, texts, partial=True).faults
        outcome.faults += [fault for i, fault in enumerate(faults) if fault not in faults[:i]]
        if any(f.severity == "error" for f in faults):
            return
        for name, masked in guards.personal(self.type, record.fields):
            said = m("problem-personal_data", column=named(name))
            outcome.personal.append(Fault(name, clip(masked), "personal_data", "error", said))
        outcome.fields, outcome.visibility = record.fields, visibility
        outcome.words = differences.changed(fact, record.fields, visibility, self.store)

    def _conflict(self, name: str, line: Line, now: Mapping[str, Any]) -> Fault:
        said = m(
            "problem-conflict",
            column=named(name),
            mine=clip(line.cells[name].strip()),
            theirs=clip(template.cell(now.get(name))),
        )
        return Fault(name, clip(line.cells[name]), "conflict", "error", said)

    def _fault(self, name: str, line: Line, code: str, severity: str) -> Fault:
        text = clip(line.cells.get(name, ""))
        return Fault(name, text, code, severity, m(f"problem-{code}", value=text, column=named(name)))
