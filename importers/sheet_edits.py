"""Finds what people edited in a sheet of a returned workbook since it was exported
(docs/statements.md#8-what-comes-back).

Only cells that differ from what was shown are said, each as a word of the team's. A cell that was changed in the store
in the meantime too is a conflict: it is listed and left as it is.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any

from graph_service.checked import clip
from graph_service.messages import Items, Label, m
from graph_service.model import (
    KEYED,
    Fact,
    Op,
    RecordType,
    Says,
    Scope,
    Statement,
    Value,
    column,
    ends,
    naming_columns,
    readable,
)
from graph_service.records import cells, differences, personal, template
from graph_service.records.headers import named
from graph_service.records.template import row_of
from graph_service.records.validation import Checker, Fault, faults_of_change
from graph_service.stores.base import Store
from graph_service.stores.reading import Reader
from graph_service.stores.referring import nearest
from graph_service.workbooks.marks import Mark, Shown
from importers.jobs import Job
from importers.moved_columns import Cell, is_moved
from importers.naming import NameResolver
from importers.row_matching import ExportedRow, MatchedRow, MatchState, RowMatcher

_ABOUT = frozenset({"visibility", "source"})
_COMPARED_IDS, _PROPOSED = 20_000, 4
"""Of a cell that names nothing: how many ids are compared with it, and how many are proposed."""
_HOLDS_BACK = frozenset({"id_changed", "unknown_end", "maybe_mangled", "ambiguous_name"})
"""Faults of one cell for which nothing that the row's others say is taken."""


@dataclass(slots=True)
class Outcome:
    """The edits found in one row. `new`: it is a new row of the team's, to be read as such."""

    line: ExportedRow
    words: list[Statement] = field(default_factory=list)
    fields: Mapping[str, Value] = field(default_factory=dict)
    visibility: Scope | None = None
    """What of it was edited, where it may be said."""
    faults: list[Fault] = field(default_factory=list)
    personal: list[Fault] = field(default_factory=list)
    new: bool = False

    @property
    def takes_away(self) -> bool:
        """Whether a relation, or a name, is there no more."""
        named = self.line.mark is not None and not {"name", "title"}.isdisjoint(self.fields)
        return bool(self.words) and (named or any(word.op is Op.DENY for word in self.words))


def places(job: Job) -> dict[str, int]:
    """Return the position of each canonical column that a sheet has."""
    record = job.plan.records[0]
    found = {f.name: f.at for f in record.fields if f.at is not None}
    more = (("visibility", record.visibility_at), ("source", record.source_at))
    return found | {name: at for name, at in more if at is not None}


Edits = dict[tuple[RecordType, str, str], str]
"""What is wanted of (type, fact, column), as a check: of two files of one import the second may want another."""


class EditReader:
    """Finds the edits in one sheet of a workbook that this store exported. `edits` is shared by all sheets of one
    import."""

    def __init__(self, job: Job, store: Store, checker: Checker, edits: Edits) -> None:
        assert job.link is not None
        assert job.plan.mark_at is not None
        self.job, self.link, self.store, self.checker = job, job.link, store, checker
        self.type, self.edits = job.type, edits
        self.names = NameResolver(store, Says())
        """What cells name; an end may name a record that the same import brings."""
        self.places = places(job)
        self.rows = self._matcher()
        self.lines: list[ExportedRow] = []
        self.unread = 0
        """Rows that could not be read: which fact they are of is not known, so that none is missing."""
        self.gone = 0
        """Rows that nobody edited and whose facts are there no more: they bring nothing back."""
        self.fewer: list[tuple[Fact, int]] = []
        """Equal grants of which some rows were left out, and how many of them stay."""
        self.moved: dict[str, frozenset[int]] = {}
        """Columns that seem to have been moved without the others, with the rows that would change."""

    def take(
        self, at: int, texts: Sequence[str], lost: Set[int] = frozenset(), faults: Sequence[Fault] = ()
    ) -> Fault | None:
        """Take one row. The cells at `lost` cannot be read, and `faults` reject the row. Returns the fault of an
        unreadable mark, else None."""
        mark_at = self.job.plan.mark_at or 0
        text = cells.unescape(texts[mark_at]).strip()
        mark = Mark.parse(text)
        bad = mark_at in lost or (bool(text) and (mark is None or len(mark.checks) != len(self.rows.columns)))
        by_name = {name: texts[place] for name, place in self.places.items()}
        unread = frozenset(name for name, place in self.places.items() if place in lost)
        self.lines.append(ExportedRow(at, texts, by_name, None if bad else mark, not bad, unread, tuple(faults)))
        self.unread += bad
        return Fault(template.OUR_COLUMN, clip(text), "bad_mark", "error", m("problem-bad_mark")) if bad else None

    def outcomes(self, *, meant: bool = False) -> list[Outcome]:
        """Return the edits of every row with a readable mark, in their order.

        Rows with an edit in a column that seems to have been moved are rejected and stay as they were, unless a person
        says that it is meant (`meant`).
        """
        before = dict(self.edits)
        found = self._outcomes()
        if not any(outcome.words or outcome.faults or outcome.new for outcome in found):
            return found
        self.moved = self._moved()
        if meant or not self.moved:
            return found
        self.rows = self._matcher()
        self.gone, self.fewer = 0, []
        self.edits.clear()
        self.edits.update(before)
        self.lines = [self._held_back(line) for line in self.lines]
        return self._outcomes()

    def _outcomes(self) -> list[Outcome]:
        groups = self.rows.match(self.lines)
        found = [outcome for group in groups for outcome in self._group(group)]
        found = [Outcome(one.line, faults=list(one.line.faults)) if one.line.faults else one for one in found]
        return sorted(found, key=lambda outcome: outcome.line.at)

    def _matcher(self) -> RowMatcher:
        return RowMatcher(self.type, self.job.plan.sheet, self.link, self.store, Shown(self.checker), self.places)

    def _moved(self) -> dict[str, frozenset[int]]:
        """The columns that seem to have been sorted, shifted or filled down without the others, with the rows that
        would change: hardly anything else differs in these."""
        marked = [line for line in self.lines if line.mark]
        by_itself = {(cell.at, cell.column) for cell in self.rows.mangled}
        cells_of: dict[str, list[tuple[int, Cell]]] = {}
        differs: dict[int, set[str]] = {}
        for line in marked:
            shown = self.rows.checks(line)
            for name in line.cells.keys() & shown.keys() - line.lost:
                was = shown[name]
                now = was if (line.at, name) in by_itself else self.rows.check(name, line.cells[name])
                cell = Cell(line.cells[name], now, was, was == self.rows.check(name, ""))
                cells_of.setdefault(name, []).append((line.at, cell))
                if cell.changed:
                    differs.setdefault(line.at, set()).add(name)
        place = {id_: at for at, id_ in enumerate(self.rows.listed)}
        order = [place.get(line.mark.id, -1) for line in marked if line.mark]
        in_order = order == sorted(order)
        seem = {name for name, each in cells_of.items() if is_moved([c for _, c in each], in_order=in_order)}
        # Where several columns moved together, a row that is known by what it names has another row's mark.
        known = {line.at: line.mark for line in self.rows.readable}
        slipped = {line.at for line in marked if known[line.at] != line.mark}
        found: dict[str, frozenset[int]] = {}
        for name in sorted(seem - {KEYED.get(self.type), "source"}):
            rows = frozenset(at for at, cell in cells_of[name] if cell.changed)
            alone = (len(differs[at]) == 1 or (at not in slipped and differs[at] <= seem) for at in rows)
            if sum(alone) * 2 > len(rows):
                found[name] = rows
        return found

    def _held_back(self, line: ExportedRow) -> ExportedRow:
        """The line, rejected and with what it held where a column was moved."""
        names = [name for name, rows in self.moved.items() if line.at in rows]
        if not names:
            return line
        faults = tuple(self._fault(name, line, "moved_cell", "error") for name in names)
        cells_ = {**line.cells, **dict.fromkeys(names, "")}
        return replace(line, cells=cells_, lost=line.lost | set(names), faults=(*line.faults, *faults))

    def missing(self) -> list[Fact]:
        """See `importers.row_matching.RowMatcher.missing`."""
        return [] if self.unread else self.rows.missing(self.lines)

    def kept(self) -> int:
        """Return how many facts the sheet lists, edited or not."""
        return len({line.mark.id for line in self.lines if line.mark})

    def written(self) -> int:
        return 0 if self.type is RecordType.SOURCE else len(self.rows.listed)

    def _group(self, group: list[MatchedRow]) -> Iterator[Outcome]:
        """What became of the rows that carry one mark."""
        own = [one for one in group if one.state is MatchState.SAME]
        for one in group:
            if one.state is MatchState.STRAY:
                yield Outcome(one.line, faults=[self._stray(one.line)])
            elif one.state is MatchState.COPY:
                fault = self._fault("", one.line, "copied_row", "warning")
                yield Outcome(self._unsigned(one.line), faults=[fault], new=True)
            elif one.state is MatchState.NEW:
                yield Outcome(one.line, new=True)
            elif one.state is MatchState.GONE:
                edited = self.rows.edited(one.line)
                faults = [self._fault(edited[0], one.line, "gone", "error")] if edited else []
                self.gone += not edited
                yield Outcome(one.line, faults=faults)
        if not own or own[0].fact is None:
            return
        fact, lines = own[0].fact, [one.line for one in own]
        if self.type is RecordType.FUNDING and fact.count > 1:
            outcomes = [self._row(fact, line, {}, frozenset()) for line in lines]
            if any(outcome.words for outcome in outcomes):
                self._apart(fact, outcomes)
            elif len(lines) < fact.count and not self.unread:
                self.fewer.append((fact, len(lines)))
        else:
            outcomes = [self._row(fact, line, self.edits, self._unlike(fact, line, lines)) for line in lines]
        yield from outcomes

    def _stray(self, line: ExportedRow) -> Fault:
        """Of a mark and an id that are of two rows: which of them moved, and what the id was."""
        if line.mark is None or not self.rows.id_moved(line):
            return self._fault(template.OUR_COLUMN, line, "stray_mark", "error")
        name = KEYED[self.type]
        text = clip(line.cells.get(name, ""))
        message = m("problem-moved_id", value=text, was=clip(line.mark.id), column=named(name))
        return Fault(name, text, "moved_id", "error", message)

    def _unsigned(self, line: ExportedRow) -> ExportedRow:
        """A copied row without the source that it was copied with: what it says is the team's."""
        at = self.places.get("source")
        return replace(line, texts=[text if i != at else "" for i, text in enumerate(line.texts)])

    def _unlike(self, fact: Fact, line: ExportedRow, lines: Sequence[ExportedRow]) -> frozenset[str]:
        """The columns in which a row differs from its copies: which of them is right is not ours to say."""
        same = [other for other in lines if other.mark and line.mark and other.mark.id == line.mark.id]
        if len(same) <= fact.count:
            return frozenset()
        checks = {name: {self.rows.check(name, other.cells[name]) for other in same} for name in line.cells}
        return frozenset(name for name, found in checks.items() if len(found) > 1)

    def _apart(self, fact: Fact, outcomes: list[Outcome]) -> None:
        """Equal grants are one fact with a count. Where one of them was edited, each is said again by itself."""
        for one in outcomes:
            values = differences.with_changes(fact, one.fields)
            one.words = differences.added(self.type, values, one.visibility or fact.visibility, self.store)
        outcomes[0].words.insert(0, differences.denied(fact))

    def _row(self, fact: Fact, line: ExportedRow, edits: Edits, unsure: frozenset[str]) -> Outcome:
        """The words of one row. `edits` are those wanted by other rows."""
        outcome = Outcome(line)
        edited = self.rows.edited(line)
        if not edited:
            return outcome  # As most rows are: the store is not asked about them.
        shown, now, team = self.rows.checks(line), row_of(fact), self._for_the_team(fact)
        wanted: dict[str, str] = {}
        for name in edited:
            text, ambiguous = self._with_ids(name, line.cells[name], fact.visibility)
            if ambiguous:
                outcome.faults.append(ambiguous)
                continue
            mine = self.rows.check(name, text)
            held = self.rows.check(name, template.cell(now.get(name)))
            hidden = self.rows.check(name, template.cell(team.get(name)))
            if name in unsure or edits.setdefault((self.type, fact.id, name), mine) != mine:
                outcome.faults.append(self._fault(name, line, "edited_twice", "error"))
            elif held == mine:
                continue
            elif held != shown[name]:
                outcome.faults.append(self._conflict(name, line, now))
            elif self.rows.is_maybe_mangled(line, name, template.cell(now.get(name))):
                text, was = clip(line.cells[name]), clip(template.cell(now.get(name)))
                message = m("problem-maybe_mangled", value=text, was=was, column=named(name))
                outcome.faults.append(Fault(name, text, "maybe_mangled", "error", message))
            elif name == "source":
                outcome.faults.append(self._fault(name, line, "source_stays", "warning"))
            elif name == KEYED.get(self.type):
                outcome.faults.append(self._fault(name, line, "id_changed", "error"))
            elif hidden not in (held, mine):
                # What is said for readers below would silence what the team has said for itself.
                outcome.faults.append(self._conflict(name, line, team))
            else:
                wanted[name] = cells.unescape(text).strip()
        outcome.faults += [self._unknown_end(name, line, now) for name in self._ends_of_nothing(wanted)]
        if wanted and not any(f.code in _HOLDS_BACK and f.severity == "error" for f in outcome.faults):
            self._say(fact, wanted, outcome)
        return outcome

    def ends_of_nothing(self, line: ExportedRow) -> list[str]:
        """Return the columns in which a row names an end that does not exist."""
        return self._ends_of_nothing({name: cells.unescape(text).strip() for name, text in line.cells.items()})

    def _ends_of_nothing(self, wanted: Mapping[str, str]) -> list[str]:
        """The columns that would give a relation an end that is nothing: it would be gone, and another would wait."""
        found = []
        for name, text in wanted.items():
            known = column(self.type, name)
            if not text or not known or known not in ends(self.type):
                continue
            is_id = self.names.is_id(known.refs, text)
            if not is_id and len(self.names.meant(known.refs, text, Scope.INTERNAL)) != 1:
                found.append(name)
        return found

    def _with_ids(self, name: str, text: str, visibility: Scope) -> tuple[str, Fault | None]:
        """A cell with the id of what it names in the place of the name; or that it names one of several."""
        known = column(self.type, name)
        if known is None or known not in naming_columns(self.type) or name == KEYED.get(self.type):
            return text, None
        typed = cells.unescape(text).strip()
        items = cells.split_list(typed) if known.many else [typed] if typed else []
        ids = []
        for item in items:
            if self.names.is_id(known.refs, item):
                ids.append(item)
                continue
            found = self.names.meant(known.refs, item, visibility)
            if len(found) > 1:
                return text, self.names.ambiguous(known, item, found)
            ids.append(found[0].id if found else item)
        return (text if ids == items else cells.escape(cells.join_list(ids) if known.many else ids[0])), None

    def _unknown_end(self, name: str, line: ExportedRow, now: Mapping[str, Any]) -> Fault:
        text = cells.unescape(line.cells[name]).strip()
        near = [Label(label, label) for label in self._nearest(name, text, template.cell(now.get(name)))]
        message = m("problem-unknown_end", value=clip(text), column=named(name), near=Items(near, "or"))
        return Fault(name, clip(text), "unknown_end", "error", message)

    def _nearest(self, name: str, text: str, was: str) -> list[str]:
        """The records that a cell may have meant, nearest first; the one that it named before among them."""
        known = column(self.type, name)
        assert known is not None
        found = {fact.id: fact for fact in self.rows.named(name, text)}
        sheets = [type_.sheet for type_ in known.refs]
        ids = [id_ for sheet in sheets for id_ in self.link.ids.get(sheet, ())][:_COMPARED_IDS]
        close = difflib.get_close_matches(text, ids, 3, 0.7)
        hits = [id_ for id_, _ in nearest(Reader(self.store, Scope.INTERNAL), text, known.refs)]
        for id_ in [*close, *hits, cells.unescape(was)]:
            if len(found) < _PROPOSED:
                found.update({fact.id: fact for fact in self.rows.named(name, id_)})
        return [f"{fact.name} [{fact.id}]" for fact in found.values()][:_PROPOSED]

    def _for_the_team(self, fact: Fact) -> dict[str, Value]:
        """The row as the team sees it, without what tells who sees it and who says it."""
        if self.link.scope is Scope.INTERNAL:
            return row_of(fact)
        seen = self.store.resolve([fact.id], Scope.INTERNAL)[fact.id]
        ids = [id_ for type_, id_ in seen if type_ is self.type]
        found = self.store.facts(self.type, ids, Scope.INTERNAL)
        shared = {name: value for name, value in row_of(fact).items() if name in _ABOUT}
        kept = {name: value for name, value in row_of(found[0]).items() if name not in _ABOUT} if found else {}
        return {**row_of(fact), **kept, **shared}

    def _say(self, fact: Fact, wanted: dict[str, str], outcome: Outcome) -> None:
        visibility = None
        if (text := wanted.pop("visibility", None)) is not None:
            visibility = cells.visibility(text)
            if visibility is None:
                outcome.faults.append(self._fault("visibility", outcome.line, "visibility_stays", "warning"))
        record = self.checker.check(self.type, wanted, partial=True)
        faults = list(record.faults)
        if not any(f.severity == "error" for f in faults):
            faults += faults_of_change(self.type, record.fields, readable(fact).values)
        outcome.faults += [fault for i, fault in enumerate(faults) if fault not in faults[:i]]
        if any(f.severity == "error" for f in faults):
            return
        for name, masked in personal.find(self.type, record.fields):
            message = m("problem-personal_data", column=named(name))
            outcome.personal.append(Fault(name, clip(masked), "personal_data", "error", message))
        outcome.fields, outcome.visibility = record.fields, visibility
        outcome.words = differences.changed(fact, record.fields, visibility, self.store)

    def _conflict(self, name: str, line: ExportedRow, now: Mapping[str, Any]) -> Fault:
        message = m(
            "problem-conflict",
            column=named(name),
            mine=clip(line.cells[name].strip()),
            theirs=clip(template.cell(now.get(name))),
        )
        return Fault(name, clip(line.cells[name]), "conflict", "error", message)

    def _fault(self, name: str, line: ExportedRow, code: str, severity: str) -> Fault:
        text = clip(line.cells.get(name, ""))
        return Fault(name, text, code, severity, m(f"problem-{code}", value=text, column=named(name)))
