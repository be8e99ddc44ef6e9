"""From files to what a batch says: read, recognise, map, validate, and state, without writing to the store.

`prepare` looks into the store (other sources' ids, known sources and themes) and changes nothing there: the facade
writes what it returns as one batch.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graph_service.checked import clip
from graph_service.dates import is_stated
from graph_service.errors import InputError, RowProblem, UsageError
from graph_service.messages import Items, m
from graph_service.model import (
    COUNTED,
    KEYED,
    RECORDS,
    SHARED,
    STAFF,
    Fact,
    Op,
    RecordType,
    Say,
    Scope,
    Statement,
    Value,
    ends,
    naming_columns,
    row,
)
from graph_service.records import cells, differences, headers, personal
from graph_service.records.validation import Checker, Fault, partner_of_itself
from graph_service.stores.base import Store
from graph_service.stores.moved import answers_to
from graph_service.territories import Territories
from graph_service.vocabulary import Vocabulary
from importers import guards, recognition, sources
from importers.assigning import Mangled
from importers.jobs import Job, jobs
from importers.mapping import Plan
from importers.naming import Names, Taken, with_fields
from importers.options import IDS, ImportOptions
from importers.readers import read
from importers.revising import Edits, Reviser
from importers.sheets import Remark
from importers.statement_maker import StatementMaker

__all__ = ["ImportOptions", "Prepared", "Progress", "prepare"]

Progress = Callable[[str, int], None]
"""Called with a file's name and how many of its rows are done."""

_REFERENCE = (RecordType.SOURCE, RecordType.THEME, RecordType.TERRITORY)
"""What others refer to, without a visibility column of its own: read first, stated last."""
_TELL_EVERY = 5000


@dataclass(frozen=True)
class Prepared:
    """What a batch is to say, and what is to be told about it. Messages of `problems` are not yet words."""

    says: list[Say]
    ends: tuple[tuple[str, str], ...]
    """(source, date) pairs whose earlier chains end, where the import is complete (`--replace`)."""
    files: list[dict[str, Any]]
    problems: list[RowProblem]
    rejected: dict[str, int]
    """Rejected rows by the code of their first error: they add up to the rows rejected."""
    warnings: dict[str, int]
    """Warnings by code."""
    revised: Revised
    names: Names
    """What texts name in the store and among these rows."""
    taken: Taken
    """What names in the place of ids were taken for."""


@dataclass
class Revised:
    """Of workbooks that were exported from this store: what became of the facts that they list."""

    listed: Counter[RecordType] = field(default_factory=Counter)
    """Facts that their rows name, edited or not."""
    denied: int = 0
    """Facts that were left out, and are denied for it (`--replace`)."""
    written: int = 0
    """Facts that they held when they were written."""
    moved: list[tuple[str, str, int]] = field(default_factory=list)
    """(sheet, column, rows) of columns that seem to have been sorted or shifted without the others."""


def prepare(
    paths: Sequence[Path],
    options: ImportOptions,
    store: Store | None,
    vocabulary: Vocabulary,
    territories: Territories,
    progress: Progress | None = None,
) -> Prepared:
    """Everything that the files at `paths` say, in one batch.

    `vocabulary` and `territories` are the store's (the packaged ones with its own rows). Raises InputError or
    UsageError where nothing may be taken: an unreadable or unknown file, personal data, ids of somebody else.
    """
    if not paths:
        raise UsageError("no-files")
    if options.updated and not is_stated(options.updated):
        raise UsageError("bad-updated", value=options.updated)
    if options.ids not in IDS:
        raise UsageError("bad-ids", value=options.ids)
    if twice := _given_twice(paths):
        raise UsageError("file-twice", file=twice.name)
    sheets = (sheet for path in paths for sheet in read(path))
    found = jobs(sheets, options, answers_to(store) if store else frozenset())
    return _Work(options, store, vocabulary, territories, progress).run(found)


class _Work:
    """What is gathered while the rows of an import pass by."""

    def __init__(
        self,
        options: ImportOptions,
        store: Store | None,
        vocabulary: Vocabulary,
        territories: Territories,
        progress: Progress | None,
    ) -> None:
        self.options, self.store, self.progress = options, store, progress
        self.vocabulary, self.territories = vocabulary, territories
        self.maker = StatementMaker(options, store)
        self.themes = {f.id for f in store.facts(RecordType.THEME, None, Scope.INTERNAL)} if store else set()
        self.says: list[Say] = []
        self.words: list[Say] = []
        """What the team says by what was edited in a workbook of theirs."""
        self.revised = Revised()
        self.edits: Edits = {}
        self.problems: list[tuple[int, int, RowProblem]] = []
        self.rejected: Counter[str] = Counter()
        self.warnings: Counter[str] = Counter()
        self.first_rows: dict[tuple[str, RecordType, str], tuple[Job, int]] = {}
        self.taken = Taken()
        self.added: set[tuple[int, int]] = set()
        """(job, row) of the rows that were added to a workbook of ours."""

    def run(self, jobs: list[Job]) -> Prepared:
        for plan in {j.plan.mapping: j.plan for j in jobs}.values():
            self.vocabulary = self.vocabulary.extended(_facts(RecordType.TERM, _terms(plan)))
        for type_ in _REFERENCE:
            self._sheets(type_, [j for j in jobs if j.type is type_])
        self._sheets(None, [j for j in jobs if j.type not in _REFERENCE])
        self._refuse_personal()
        self._drop_shared_identifiers(jobs)
        self._refuse_strangers(jobs[0])
        self._resolve_names(jobs)
        self._state_terms_and_sources(jobs)
        problems = [problem for *_, problem in sorted(self.problems, key=lambda p: p[:2])]
        if self.options.strict and self.rejected:
            raise InputError("strict-rejected", problems, n=self.rejected.total(), read=sum(j.read for j in jobs))
        reports = [j.report() for j in jobs]
        ends, says = self._ends(jobs), [*self.says, *self._agreed()]
        rejected, warnings = dict(self.rejected), dict(self.warnings)
        return Prepared(says, ends, reports, problems, rejected, warnings, self.revised, self._names(), self.taken)

    def _sheets(self, type_: RecordType | None, jobs: list[Job]) -> None:
        """The rows of some sheets. Rows of one may name each other in any order: their ids are known before."""
        for one in jobs:
            if type_ is RecordType.THEME:
                self.themes.update(_own_column(one, "id"))
            elif type_ is RecordType.TERRITORY:
                checked = map(self.territories.normalise, _own_column(one, "code"))
                new = [c.value for c in checked if c.value and not self.territories.exists(c.value)]
                self.territories = self.territories.extended(_facts(type_, [{"code": code} for code in new]))
        checker = Checker(self.vocabulary, self.territories, self.themes)
        revised = [(one, reviser) for one in jobs if (reviser := self._rows(one, checker))]
        # What has an id comes before what names it: an end of a relation may be new in the same workbook.
        for one, reviser in sorted(revised, key=lambda pair: pair[0].type not in KEYED):
            self._revise(one, reviser, checker)
        if type_ is RecordType.TERRITORY:
            own = [s.statement.fields for s in self.says if s.statement.type is type_]
            self.territories = self.territories.extended(_facts(type_, own))

    def _rows(self, one: Job, checker: Checker) -> Reviser | None:
        """The rows of one sheet. Those of a workbook of this store are only read, and returned to be compared."""
        width = len(one.sheet.header)
        for header in filter(guards.is_personal_header, one.plan.unused):
            self._tell(one, one.sheet.header_row, _fault(header, "", "personal_column", column=header))
        for header in (h for h in one.plan.unused if guards.is_operators_header(one.type, h)):
            self._tell(one, one.sheet.header_row, _fault(header, "", "rank_column", column=header))
        for fault in self._remarked(one, one.sheet.remarks):
            self._tell(one, 0, fault)
        reviser = Reviser(one, self.store, checker, self.edits) if one.own and self.store else None
        for at, texts, remarks in one.sheet.records():
            remarked = self._remarked(one, remarks)
            lost = frozenset(remark.at for remark in remarks if remark.lost and remark.at is not None)
            bad = [fault for fault in remarked if fault.severity == "error"]
            for fault in remarked:
                if fault.severity == "warning":
                    self._tell(one, at, fault)
            if not lost and not any(map(str.strip, texts)):
                continue
            one.read += 1
            if any(text.strip() for text in texts[width:]):
                said = m("problem-too_many_cells", n=len(texts), width=width)
                self._reject(one, at, [Fault("", clip(texts[width]), "too_many_cells", "error", said), *bad])
                if reviser:
                    reviser.unread += 1
            elif reviser and not one.sheet.book and len(texts) < width:
                # An export writes every cell: what is shorter was cut off, and what it says is only its beginning.
                said = m("problem-cut_row", n=len(texts), width=width)
                self._reject(one, at, [Fault("", clip(texts[-1]), "cut_row", "error", said), *bad])
                reviser.unread += 1
            elif reviser is None:
                self._row(one, at, texts + [""] * (width - len(texts)), checker, lost, bad)
            elif bad_mark := reviser.take(at, texts + [""] * (width - len(texts)), lost, bad):
                self._reject(one, at, [bad_mark])
            if reviser and any(fault.code == "swallowed_rows" for fault in remarked):
                reviser.unread += 1
            if self.progress and one.read % _TELL_EVERY == 0:
                self.progress(one.sheet.file, one.read)
        if self.progress and one.read:
            self.progress(one.sheet.file, one.read)
        return reviser

    def _revise(self, one: Job, reviser: Reviser, checker: Checker) -> None:
        """What was edited in a sheet of this store's own workbook, added to it, and left out of it."""
        assert self.store is not None
        reviser.names = self._names()
        rejected = 0
        outcomes = reviser.outcomes()
        if any(outcome.words or outcome.faults or outcome.new for outcome in outcomes):
            for name, n in reviser.moved():
                self.revised.moved.append((one.plan.sheet or one.sheet.file, name, n))
                self._tell(one, 0, _fault(name, "", "column_moved", "warning", column=headers.named(name), n=n))
        for outcome in outcomes:
            at = outcome.line.at
            self.maker.personal += [(one, at, fault) for fault in outcome.personal]
            if outcome.new:
                before = len(self.says)
                lost = frozenset(reviser.places[name] for name in outcome.line.lost)
                taken = self._row(one, at, outcome.line.texts, checker, lost)
                # A row without a mark that is no good new row may be what is left of one that had a mark.
                reviser.unread += not taken or bool(reviser.ends_of_nothing(outcome.line))
                if len(self.says) > before:
                    self.added.add((one.order, at))
            elif any(fault.severity == "error" for fault in outcome.faults):
                self._reject(one, at, outcome.faults)
                outcome.faults = []
                rejected += 1
            else:
                one.accepted += 1
            for fault in outcome.faults:
                self._tell(one, at, fault)
            self.words += [self._say(one, at, word) for word in outcome.words]
        if reviser.gone:
            self._tell(one, 0, _fault("", "", "rows_gone", n=reviser.gone))
        if reviser.rows.moved:
            self._tell(one, 0, _fault("", "", "marks_moved", n=reviser.rows.moved))
        self._tell_mangled(one, reviser.rows.mangled)
        missing, fewer = reviser.missing(), reviser.fewer
        if self.options.replace and (reviser.unread or (rejected and (missing or fewer))):
            # What is missing may be what a rejected row was.
            missing, fewer = [], []
            self._tell(one, 0, _fault("", "", "nothing_removed", n=reviser.unread + rejected))
        self.revised.listed[one.type] += reviser.kept()
        self.revised.written += reviser.written()
        if self.options.replace:
            self.revised.denied += len(missing) + len(fewer)
            self.words += [self._say(one, 0, differences.denied(fact)) for fact in [*missing, *(f for f, _ in fewer)]]
            for fact, n in fewer:
                again = differences.added(one.type, fact.values, fact.visibility, self.store)
                self.words += [self._say(one, 0, word) for word in [*again[:1] * n, *again[1:]]]
        elif missing or fewer:
            ends = [fact.name if one.type in KEYED else _ends(fact) for fact in [*missing, *(f for f, _ in fewer)]]
            left = len(missing) + sum(fact.count - n for fact, n in fewer)
            self._tell(one, 0, _fault("", clip(", ".join(ends)), "rows_left_out", n=left))

    def _agreed(self) -> list[Say]:
        """What the team says, without denials of what one of its own rows states: an edit may give a relation the ends
        that another row has just left."""
        rows = [say.statement for say in (*self.says, *self.words) if say.statement.op is Op.ROW]
        stated = {(said.type, id_) for said in rows if said.source == STAFF for id_ in said.ids}
        return [
            say
            for say in self.words
            if say.statement.op is not Op.DENY
            or not any((say.statement.type, id_) in stated for id_ in say.statement.ids)
        ]

    def _say(self, one: Job, at: int, word: Statement) -> Say:
        return Say(word, one.sheet.file, one.place, at)

    def _remarked(self, one: Job, remarks: Iterable[Remark]) -> list[Fault]:
        """What the reader saw, as far as it is about a column that is read. A cell that cannot be read and that the
        row cannot be without rejects it."""
        found = []
        for remark in remarks:
            column = "" if remark.at is None else one.read_columns.get(remark.at)
            if column is not None:
                needed = remark.lost and remark.at in (one.bold_columns if one.own else one.needed_columns)
                found.append(Fault(column, remark.value, remark.code, "error" if needed else "warning", remark.message))
        return found

    def _tell_mangled(self, one: Job, mangled: Sequence[Mangled]) -> None:
        """That cells count as unchanged which a spreadsheet changed by itself: once for each column."""
        by_column: dict[str, list[Mangled]] = {}
        for cell in mangled:
            by_column.setdefault(cell.column, []).append(cell)
        for name, found in by_column.items():
            first = found[0]
            args = {"n": len(found), "column": headers.named(name), "value": clip(first.text, 40)}
            said = m("problem-mangled_cells", **args, was=clip(first.was, 40))
            self._tell(one, first.at, Fault(name, clip(first.text), "mangled_cells", "warning", said))

    def _row(
        self,
        one: Job,
        at: int,
        texts: Sequence[str],
        checker: Checker,
        lost: Set[int] = frozenset(),
        bad: Sequence[Fault] = (),
    ) -> bool:
        """One statement for each record that the row speaks of; where one is bad, none, and False. Cells at `lost`
        cannot be read; `bad` is what rejects the row for it."""
        made = self.maker.row(one, at, texts, checker, lost)
        faults = [fault for _, found in made for fault in found]
        if lost:
            named = [one.read_columns.get(place, "") for place in sorted(lost & one.needed_columns)]
            bad = [*bad, *(_fault(name, "", "unread_cell", "error") for name in named if name not in _columns(bad))]
            faults = [*bad, *(fault for fault in faults if fault.column not in _columns(bad))]
        if any(f.severity == "error" for f in faults):
            self._reject(one, at, faults)
            return False
        one.accepted += 1
        for fault in faults:
            self._tell(one, at, fault)
        for statement, _ in made:
            if statement:
                self.says.append(Say(statement, one.sheet.file, one.place, at))
                if one.plan.mapping == recognition.TEMPLATE and statement.type in KEYED:
                    self._warn_of_a_twin(one, at, statement)
        return True

    def _warn_of_a_twin(self, one: Job, at: int, statement: Statement) -> None:
        """Two rows of one id are one thing that travels together: mostly not what was meant."""
        key = (statement.source, statement.type, statement.key)
        where, first = self.first_rows.setdefault(key, (one, at))
        if (where, first) != (one, at):
            args = {"value": clip(statement.key), "first": first, "file": where.sheet.file, "sheet": where.place}
            code = "duplicate_id" if where is one else "duplicate_id_elsewhere"
            said = m(f"problem-{code}", **args)
            fault = Fault(KEYED[statement.type], clip(statement.key), "duplicate_id", "warning", said)
            self._tell(one, at, fault)

    def _reject(self, one: Job, at: int, faults: list[Fault]) -> None:
        one.rejected += 1
        self.rejected[next(f.code for f in faults if f.severity == "error")] += 1
        for fault in faults:
            self._tell(one, at, fault)

    def _tell(self, one: Job, at: int, fault: Fault) -> None:
        if fault.severity == "warning":
            self.warnings[fault.code] += 1
        self.problems.append((one.order, at, _problem(one, at, fault)))

    def _refuse_personal(self) -> None:
        told = (self.options.source, self.options.licence)
        if not self.options.allow_personal and any(text and personal.mask(text) for text in told):
            raise InputError("personal-data", n=1, columns="--source")
        found = self.maker.personal
        if found and not self.options.allow_personal:
            where = Items(list(dict.fromkeys(f"{one.place}.{fault.column}" for one, _, fault in found)))
            problems = [_problem(*each) for each in found]
            raise InputError("personal-data", problems, n=len(found), columns=where)

    def _drop_shared_identifiers(self, jobs: list[Job]) -> None:
        """Leave out identifiers that one file gives to strangers: a placeholder would join them all."""
        by_place = {(one.sheet.file, one.place): one for one in jobs}
        by_file: dict[str, list[Statement]] = {}
        for say in self.says:
            by_file.setdefault(say.file, []).append(say.statement)
        sharing = self.vocabulary.shared_siren_kinds
        dropped: dict[int, list[guards.Shared]] = {}
        for said in by_file.values():
            for shared in guards.shared_identifiers(said, sharing):
                for statement in shared[2]:
                    dropped.setdefault(id(statement), []).append(shared)
        for i, say in enumerate(self.says):
            for scheme, value, rows in dropped.get(id(say.statement), ()):
                names = Items(list(dict.fromkeys(str(each.fields.get("name"))[:60] for each in rows))[:3])
                args = {"value": value, "n": len(rows), "names": names}
                self._tell(by_place[say.file, say.sheet], say.row, _fault(scheme, value, "shared_identifier", **args))
                self.says[i] = replace(self.says[i], statement=_without(self.says[i].statement, scheme))

    def _refuse_strangers(self, first: Job) -> None:
        """An id that another source uses for somebody else would join two actors for ever
        (docs/statements.md#5-identity)."""
        strangers, kinds = guards.collisions((s.statement for s in self.says), self.store)
        by_id = {s.statement.ids[0]: s for s in self.says if s.statement.type is RecordType.ACTOR} if strangers else {}
        problems = []
        for ours, theirs in strangers:
            say = by_id[ours.ids[0]]
            args = {"id": ours.ids[0], "ours": str(ours.fields["name"]), "theirs": str(theirs.fields["name"])}
            fault = _fault("id", ours.ids[0], "id_of_another", "error", **args, source=theirs.source)
            problems.append(fault.at(say.file, say.sheet, say.row))
        if strangers:
            ids = Items([ours.ids[0] for ours, _ in strangers[:5]])
            raise InputError("ids-of-another", problems, n=len(strangers), ids=ids)
        rows = {say.statement.ids[0]: say for say in self.says if say.statement.type is RecordType.ACTOR}
        for ours, theirs in kinds:
            args = {"id": ours.ids[0], "kind": str(ours.fields["kind"]), "theirs": str(theirs.fields["kind"])}
            fault = _fault("kind", args["kind"], "other_kind", **args, source=theirs.source)
            say = rows[ours.ids[0]]
            self.warnings[fault.code] += 1
            self.problems.append((first.order, say.row, fault.at(say.file, say.sheet, say.row)))

    def _names(self) -> Names:
        return Names(self.store, self.says, self.vocabulary.shared_siren_kinds)

    def _resolve_names(self, jobs: list[Job]) -> None:
        """Put ids in the place of names. A row that names one of several is rejected."""
        names, by_place = self._names(), {(one.sheet.file, one.place): one for one in jobs}
        brought = {(say.statement.type, say.statement.ids[0]) for say in self.says if say.statement.type in KEYED}
        naming = []
        for i, say in enumerate(self.says):
            for column in naming_columns(say.statement.type):
                value = say.statement.fields.get(column.name)
                texts = value if isinstance(value, tuple) else (value,) if value else ()
                if not all(any((type_, text) in brought for type_ in column.refs) for text in texts):
                    one = by_place[say.file, say.sheet]
                    own_ids = self.options.ids == "own" and not one.own
                    naming.append((i, one, f"{one.source_id}:" if own_ids else ""))
                    break
        names.look_up([(self.says[i].statement, prefix) for i, _, prefix in naming])
        bad: dict[tuple[int, int], list[Fault]] = {}
        for i, one, prefix in naming:
            say = self.says[i]
            found = names.resolve(say.statement, prefix)
            faults = [
                *found.faults,
                *partner_of_itself(say.statement.type, found.fields, say.statement.fields.get("partner")),
            ]
            if any(fault.severity == "error" for fault in faults):
                bad.setdefault((one.order, say.row), []).extend(faults)
                continue
            for fault in faults:
                self._tell(one, say.row, fault)
            self.taken.add(say.statement.source, found.taken)
            if found.fields != say.statement.fields:
                self.says[i] = replace(say, statement=with_fields(say.statement, found.fields))
        for (order, at), faults in bad.items():
            jobs[order].accepted -= 1
            self._reject(jobs[order], at, [fault for i, fault in enumerate(faults) if fault not in faults[:i]])
        placed = [(by_place.get((say.file, say.sheet)), say) for say in self.says]
        kept = [(one, say) for one, say in placed if one is None or (one.order, say.row) not in bad]
        self.says = [say for _, say in kept]
        for job_, say in kept:
            if job_ and self.store and (job_.order, say.row) in self.added:
                # Where a row says what was denied before, the team says that it is so after all.
                again = differences.affirmed(say.statement, self.store)
                self.words += [self._say(job_, say.row, word) for word in again]

    def _state_terms_and_sources(self, jobs: list[Job]) -> None:
        """The vocabulary rows that mappings bring, and the sources that no sheet states.

        What rows lean on is said to whoever sees any row of this import; the fold shows each label, and each source,
        only where something seen names it.
        """
        least = min((s.statement.visibility for s in self.says if s.statement.type in COUNTED), default=None, key=_rank)
        for one in jobs:
            for fields in _terms(one.plan):
                said = row(
                    RecordType.TERM, fields, source=one.source_id, updated=one.updated, visibility=one.visibility
                )
                self.says.append(Say(said, one.sheet.file, one.place))
        for id_, (spec, updated, one) in self.maker.speaking.items():
            if one.unnamed and id_ == one.source_id:
                self._tell(one, 0, _fault("", "", "no_source", source=id_))
            if id_ not in self.maker.stated:
                stated = sources.statement(id_, spec, updated, one.visibility)
                self.says.append(Say(stated, one.sheet.file, one.place))

        for i, say in enumerate(self.says):
            said = say.statement
            if said.type in SHARED and said.source != STAFF and least and said.visibility is not least:
                again = row(
                    said.type, said.fields, source=said.source, key=said.key, updated=said.updated, visibility=least
                )
                self.says[i] = replace(say, statement=again)

    def _ends(self, jobs: Iterable[Job]) -> tuple[tuple[str, str], ...]:
        if not self.options.replace:
            return ()
        # A workbook of ours that comes back is a list of differences: it ends nothing by itself.
        own = {(one.sheet.file, one.place) for one in jobs if one.own}
        dates: dict[str, str] = {}
        for say in self.says:
            source, updated = say.statement.source, say.statement.updated
            if source == STAFF or (say.file, say.sheet) in own:
                continue
            dates[source] = max(dates.get(source, ""), updated)
        return tuple(sorted(dates.items()))


def _given_twice(paths: Sequence[Path]) -> Path | None:
    """A path that is given twice, or once by itself and once with its folder: its rows would count double."""
    given = Counter(map(_real, paths))
    return next((path for path, n in given.items() if n > 1 or path.parent in given), None)


def _real(path: Path) -> Path:
    """A path without links. One that leads nowhere stays as it is: reading it says why it is refused."""
    try:
        # `Path.resolve` fails where links lead in a circle.
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return path


def _without(said: Statement, field_: str) -> Statement:
    """A row without one of its fields."""
    fields = {name: value for name, value in said.fields.items() if name != field_}
    return replace(said, fields=fields)


def _columns(faults: Iterable[Fault]) -> set[str]:
    return {fault.column for fault in faults}


def _ends(fact: Fact) -> str:
    """A relation as a remark names it."""
    return " → ".join(str(fact.get(end.name)) for end in ends(fact.type))


def _rank(scope: Scope) -> int:
    return scope.rank


def _own_column(one: Job, name: str) -> list[str]:
    """The texts that a sheet of the template has in one column."""
    at = next(f.at for f in one.plan.records[0].fields if f.name == name)
    return (
        [] if at is None else [cells.visible(texts[at].strip())[0] for _, texts in one.sheet.rows() if at < len(texts)]
    )


def _terms(plan: Plan) -> list[Mapping[str, Value]]:
    """The vocabulary rows of a plan's mapping, as fields of `term` records."""
    record = RECORDS[RecordType.TERM]
    rows = (record.model_validate({"id": id_, **fields}) for id_, fields in (plan.terms or {}).items())
    return [r.model_dump(exclude_none=True) for r in rows]


def _facts(type_: RecordType, rows: Iterable[Mapping[str, Value]]) -> list[Fact]:
    """Rows of this import as facts, so that vocabulary and territories can be extended with them."""
    keys = [(str(fields[KEYED[type_]]), fields) for fields in rows]
    return [Fact(type_, key, fields, (key,), "", (), Scope.INTERNAL) for key, fields in keys]


def _fault(column_: str, text: str, code: str, severity: str = "warning", /, **args: Any) -> Fault:
    return Fault(column_, clip(text), code, severity, m(f"problem-{code}", **args))


def _problem(one: Job, at: int, fault: Fault) -> RowProblem:
    return fault.at(one.sheet.file, one.place, at)
