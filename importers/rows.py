"""Turns each row of a sheet into one statement for each record in it, or rejects the row whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from graph_service.checked import Severity, clip
from graph_service.messages import m
from graph_service.model import (
    KEYED,
    Statement,
)
from graph_service.records.validation import Checker, Fault
from importers import guards, persons, recognition
from importers.file_rows import by_file_row
from importers.jobs import Job
from importers.sheet_edits import EditReader
from importers.sheets import Remark
from importers.work import Work, fault_of

_TELL_EVERY = 2000


def read_rows(work: Work, one: Job, checker: Checker) -> EditReader | None:
    """Read the rows of one sheet. For a workbook of this store, returns an EditReader that holds them for
    comparison."""
    width = len(one.sheet.header)
    persons.look(work, one)
    for header in (h for h in one.plan.unused if guards.is_operators_header(one.type, h)):
        work.tell(one, one.sheet.header_row, fault_of(header, "", "rank_column", column=header))
    for fault in _remarked(one, one.sheet.remarks):
        work.tell(one, 0, fault)
    edit_reader = EditReader(one, work.store, checker, work.edits) if one.own and work.store else None
    rows, made = one.sheet.rows_with_remarks(), len(work.says)
    for at, texts, remarks in by_file_row(work, one, rows) if one.is_opened else rows:
        if not remarks and edit_reader is None and len(texts) == width and any(map(str.strip, texts)):
            # As most rows are: nothing below but the row itself.
            one.read += 1
            take_row(work, one, at, texts, checker)
            if work.progress and one.read % _TELL_EVERY == 0:
                work.progress(one.sheet.file, one.read, one.sheet.expected_rows)
            continue
        remarked = _remarked(one, remarks)
        lost = frozenset(remark.at for remark in remarks if remark.lost and remark.at is not None)
        bad = [fault for fault in remarked if fault.severity == "error"]
        for fault in remarked:
            if fault.severity == "warning":
                work.tell(one, at, fault)
        if not lost and not any(map(str.strip, texts)):
            continue
        one.read += 1
        if any(text.strip() for text in texts[width:]):
            message = m("problem-too_many_cells", n=len(texts), width=width)
            work.reject(one, at, [Fault("", clip(texts[width]), "too_many_cells", "error", message), *bad])
            if edit_reader:
                edit_reader.unread += 1
        elif edit_reader and not one.sheet.book and len(texts) < width:
            # An export writes every cell: what is shorter was cut off, and what it says is only its beginning.
            message = m("problem-cut_row", n=len(texts), width=width)
            work.reject(one, at, [Fault("", clip(texts[-1]), "cut_row", "error", message), *bad])
            edit_reader.unread += 1
        elif edit_reader is None:
            take_row(work, one, at, texts + [""] * (width - len(texts)), checker, lost, bad)
        elif bad_mark := edit_reader.take(at, texts + [""] * (width - len(texts)), lost, bad):
            work.reject(one, at, [bad_mark])
        if edit_reader and any(fault.code == "swallowed_rows" for fault in remarked):
            edit_reader.unread += 1
        if work.progress and one.read % _TELL_EVERY == 0:
            work.progress(one.sheet.file, one.read, one.sheet.expected_rows)
    one.records = len(work.says) - made
    if work.progress and one.read:
        work.progress(one.sheet.file, one.read, one.sheet.expected_rows)
    return edit_reader


def take_row(
    work: Work,
    one: Job,
    at: int,
    texts: Sequence[str],
    checker: Checker,
    lost: Set[int] = frozenset(),
    bad: Sequence[Fault] = (),
) -> bool:
    """State each record of a row, and return True; if one is bad, state none, and return False. Cells at `lost` cannot
    be read; `bad` is what rejects the row for it."""
    made = work.maker.row(one, at, texts, checker, lost)
    faults = [fault for _, found in made for fault in found]
    if lost or bad:
        named = [one.read_columns.get(place, "") for place in sorted(lost & one.needed_columns)]
        bad = [*bad, *(fault_of(name, "", "unread_cell", "error") for name in named if name not in _columns(bad))]
        faults = [*bad, *(fault for fault in faults if fault.column not in _columns(bad))]
    if faults and any(f.severity == "error" for f in faults):
        work.reject(one, at, faults)
        return False
    if not made:
        one.read -= 1
        one.aside["no_record"] += 1
        return False
    one.accepted += 1
    if one.kinds:
        persons.note_declared(one, at, texts)
    for fault in faults:
        work.tell(one, at, fault)
    file, place, of_template = one.sheet.file, one.place, one.plan.mapping == recognition.TEMPLATE
    for statement, _ in made:
        if statement:
            work.says.add(statement, file, place, at)
            if of_template and statement.type in KEYED:
                _warn_of_a_twin(work, one, at, statement)
    return True


def _remarked(one: Job, remarks: Iterable[Remark]) -> list[Fault]:
    """What the reader saw, as far as it is about a column that is read. A cell that cannot be read and that the
    row cannot be without rejects it."""
    found = []
    for remark in remarks:
        column = "" if remark.at is None else one.read_columns.get(remark.at)
        if column is not None:
            needed = remark.lost and remark.at in (one.bold_columns if one.own else one.needed_columns)
            severity: Severity = "error" if needed or remark.rejects else "warning"
            found.append(Fault(column, remark.value, remark.code, severity, remark.message))
    return found


def _warn_of_a_twin(work: Work, one: Job, at: int, statement: Statement) -> None:
    """Two rows of one id are one thing that travels together: mostly not what was meant."""
    key = (statement.source, statement.type, statement.key)
    where, first = work.first_rows.setdefault(key, (one, at))
    if (where, first) != (one, at):
        args = {"value": clip(statement.key), "first": first, "file": where.sheet.file, "sheet": where.place}
        code = "duplicate_id" if where is one else "duplicate_id_elsewhere"
        message = m(f"problem-{code}", **args)
        fault = Fault(KEYED[statement.type], clip(statement.key), "duplicate_id", "warning", message)
        work.tell(one, at, fault)


def _columns(faults: Iterable[Fault]) -> set[str]:
    return {fault.column for fault in faults}
