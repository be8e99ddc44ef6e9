"""Puts together the rows of a file that are one record: parallel edges of a graph, whose weights add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph_service.checked import clip
from graph_service.messages import m
from graph_service.model import RecordType, Say, Value, column
from graph_service.model.bounds import fits
from graph_service.records.validation import Fault
from importers.jobs import Job
from importers.work import Work

_BETWEEN = " ; "


def put_together(work: Work, jobs: Sequence[Job]) -> None:
    """Where a mapping says so (`together`), rows of one record all say what they say together: numbers are added up,
    texts and lists stand side by side. The report says how many rows became how many records."""
    for one in jobs:
        for record in one.plan.records:
            if record.together:
                _of_record(work, one, record.type, record.together)


def _of_record(work: Work, one: Job, type_: RecordType, names: Sequence[str]) -> None:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, say in enumerate(work.says):
        if say.statement.type is type_ and (say.file, say.sheet) == (one.sheet.file, one.place):
            found[say.statement.source, say.statement.key].append(at)
    groups = [[work.says[at] for at in each] for each in found.values() if len(each) > 1]
    if not groups:
        return
    twice = len(groups) == len(found) and all(map(_is_mirrored, groups))
    for places in found.values():
        if len(places) > 1:
            said = [work.says[at] for at in places]
            fields = _joined(work, one, said[:1] if twice else said, type_, names)
            for at in places:
                work.says.restate(at, replace(work.says.statements[at], fields=fields))
    rows, code = sum(map(len, groups)), "parallel_mirrored" if twice else "parallel_rows"
    args = {"n": rows, "records": len(groups)}
    work.tell(one, groups[0][1].row, Fault("", "", code, "warning", m(f"problem-{code}", **args)))


def _is_mirrored(said: Sequence[Say]) -> bool:
    """Whether two rows say one thing from either end: `A, B, 3` and `B, A, 3`. A file of which all rows are so lists
    each edge twice."""
    if len(said) != 2:
        return False
    one, other = (dict(say.statement.fields) for say in said)
    return one.pop("actor", None) == other.pop("partner", None) and one.pop("partner", None) == other.pop(
        "actor", None
    ) and one == other  # fmt: skip


def _joined(work: Work, one: Job, said: Sequence[Say], type_: RecordType, names: Sequence[str]) -> Mapping[str, Value]:
    """The fields of the first row, with those of `names` of all rows."""
    fields = dict(said[0].statement.fields)
    for name in names:
        known = column(type_, name)
        values = [value for say in said if (value := say.statement.fields.get(name)) is not None]
        if known and values:
            joined = _side_by_side(values)
            fields[name] = joined if fits(known, joined) else values[0]
            if not fits(known, joined):
                told = m("problem-parallel_too_much", n=len(said), column=known.name)
                work.tell(one, said[-1].row, Fault(name, clip(str(joined)), "parallel_too_much", "warning", told))
    return fields


def _side_by_side(values: Sequence[Value]) -> Value:
    if all(isinstance(value, int | float) for value in values):
        return float(sum(value for value in values if isinstance(value, int | float)))
    if any(isinstance(value, tuple) for value in values):
        return tuple(dict.fromkeys(text for value in values if isinstance(value, tuple) for text in value))
    return _BETWEEN.join(dict.fromkeys(str(value) for value in values))
