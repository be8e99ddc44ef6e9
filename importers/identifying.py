"""Finds identifiers that mapped files of an import give to strangers. They are nobody's, and no id is made of them."""

from __future__ import annotations

from collections.abc import Sequence

from importers import guards
from importers.jobs import Job
from importers.mapping import RecordPlan
from importers.work import Progress

_MANY = 3
_TELL_EVERY = 2000


def nobodys(jobs: Sequence[Job], progress: Progress | None = None) -> set[str]:
    """The ids (`siren:…`) that rows of an import give to three or more names without a common word, in one file or in
    several.

    Goes once through all rows before they are read, and tells `progress` so.
    """
    names: dict[str, set[str]] = {}
    for one in jobs:
        if records := [record for record in one.plan.records if record.identifiers]:
            _collect(one, records, names, progress)
    return {
        id_
        for id_, found in names.items()
        if len(found) >= _MANY and guards.are_strangers(guards.name_words({"name": name}) for name in sorted(found))
    }


def _collect(one: Job, records: Sequence[RecordPlan], names: dict[str, set[str]], progress: Progress | None) -> None:
    """Add the names that the rows of a sheet give to each id."""
    for n, (_, texts) in enumerate(one.sheet.rows()):
        if progress and n % _TELL_EVERY == 0:
            progress(one.sheet.file, n, one.sheet.expected_rows)
        cells = [*texts, *[""] * (len(one.sheet.header) - len(texts))]
        for record in records:
            if record.when is None or record.when.hold(cells):
                id_, name = _read(record, "id", cells), _read(record, "name", cells)
                if name and id_.startswith(_SCHEMES):
                    names.setdefault(id_, set()).add(name)


_SCHEMES = ("siret:", "siren:", "rna:")


def _read(record: RecordPlan, name: str, cells: list[str]) -> str:
    plan = next((f for f in record.fields if f.name == name), None)
    if plan is None:
        return ""
    if plan.expression:
        return plan.expression.read(cells, [])
    return plan.constant if plan.at is None else cells[plan.at].strip()
