"""Turns the edits in a returned workbook into staff's statements: rows changed, added and left out."""

from __future__ import annotations

from collections.abc import Sequence

from graph_service.checked import clip
from graph_service.messages import m
from graph_service.model import (
    KEYED,
    STAFF,
    Fact,
    Op,
    Say,
    ends,
)
from graph_service.records import differences, headers
from graph_service.records.validation import Checker, Fault
from importers.jobs import Job
from importers.row_matching import Mangled
from importers.rows import take_row
from importers.sheet_edits import EditReader
from importers.work import Work, fault_of


def take_edits(work: Work, one: Job, edit_reader: EditReader, checker: Checker) -> None:
    """Add to `work` the statements for what was edited in a sheet, added to it, and left out of it."""
    assert work.store is not None
    edit_reader.names = work.names()
    rejected = 0
    outcomes = edit_reader.outcomes(meant=work.options.yes)
    for name, rows in edit_reader.moved.items():
        code = "column_moved" if work.options.yes else "column_held"
        work.tell(one, 0, fault_of(name, "", code, "warning", column=headers.named(name), n=len(rows)))
    taken_away = sum(outcome.takes_away for outcome in outcomes)
    if taken_away:
        work.revised.edited_away.append((one.plan.sheet or one.sheet.file, taken_away, edit_reader.written()))
    for outcome in outcomes:
        at = outcome.line.at
        work.maker.personal += [(one, at, fault) for fault in outcome.personal]
        if outcome.new:
            before = len(work.says)
            lost = frozenset(edit_reader.places[name] for name in outcome.line.lost)
            taken = take_row(work, one, at, outcome.line.texts, checker, lost)
            # A row without a mark that is no good new row may be what is left of one that had a mark.
            edit_reader.unread += not taken or bool(edit_reader.ends_of_nothing(outcome.line))
            if len(work.says) > before:
                work.added.add((one.order, at))
        elif any(fault.severity == "error" for fault in outcome.faults):
            work.reject(one, at, outcome.faults)
            outcome.faults = []
            rejected += 1
        else:
            one.accepted += 1
        for fault in outcome.faults:
            work.tell(one, at, fault)
        work.words += [work.say(one, at, word) for word in outcome.words]
    if edit_reader.gone:
        work.tell(one, 0, fault_of("", "", "rows_gone", n=edit_reader.gone))
    if edit_reader.rows.moved:
        work.tell(one, 0, fault_of("", "", "marks_moved", n=edit_reader.rows.moved))
    _tell_mangled(work, one, edit_reader.rows.mangled)
    missing, fewer = edit_reader.missing(), edit_reader.fewer
    if work.options.replace and (edit_reader.unread or (rejected and (missing or fewer))):
        # What is missing may be what a rejected row was.
        missing, fewer = [], []
        work.tell(one, 0, fault_of("", "", "nothing_removed", n=edit_reader.unread + rejected))
    work.revised.listed[one.type] += edit_reader.kept()
    work.revised.written += edit_reader.written()
    if work.options.replace:
        work.revised.denied += len(missing) + len(fewer)
        work.words += [work.say(one, 0, differences.denied(fact)) for fact in [*missing, *(f for f, _ in fewer)]]
        for fact, n in fewer:
            again = differences.added(one.type, fact.values, fact.visibility, work.store)
            work.words += [work.say(one, 0, word) for word in [*again[:1] * n, *again[1:]]]
    elif missing or fewer:
        ends = [fact.name if one.type in KEYED else _ends(fact) for fact in [*missing, *(f for f, _ in fewer)]]
        left = len(missing) + sum(fact.count - n for fact, n in fewer)
        work.tell(one, 0, fault_of("", clip(", ".join(ends)), "rows_left_out", n=left))


def agreed(work: Work) -> list[Say]:
    """Return the team's statements without denials of what one of its own rows states: an edit may give a relation the
    ends that another row has just left."""
    if not work.words:
        return []
    rows = [say.statement for say in (*work.says, *work.words) if say.statement.op is Op.ROW]
    stated = {(statement.type, id_) for statement in rows if statement.source == STAFF for id_ in statement.ids}
    return [
        say
        for say in work.words
        if say.statement.op is not Op.DENY or not any((say.statement.type, id_) in stated for id_ in say.statement.ids)
    ]


def _tell_mangled(work: Work, one: Job, mangled: Sequence[Mangled]) -> None:
    """That cells count as unchanged which a spreadsheet changed by itself: once for each column."""
    by_column: dict[str, list[Mangled]] = {}
    for cell in mangled:
        by_column.setdefault(cell.column, []).append(cell)
    for name, found in by_column.items():
        first = found[0]
        args = {"n": len(found), "column": headers.named(name), "value": clip(first.text, 40)}
        message = m("problem-mangled_cells", **args, was=clip(first.was, 40))
        work.tell(one, first.at, Fault(name, clip(first.text), "mangled_cells", "warning", message))


def _ends(fact: Fact) -> str:
    """A relation as a remark names it."""
    return " → ".join(str(fact.get(end.name)) for end in ends(fact.type))
