"""Finds identifiers that a mapped file gives to strangers. They are nobody's, and no id is made of them."""

from __future__ import annotations

from importers import guards
from importers.jobs import Job
from importers.mapping import RecordPlan
from importers.work import Progress

_MANY = 3
_TELL_EVERY = 2000


def nobodys(one: Job, progress: Progress | None = None) -> set[str]:
    """The ids (`siren:…`) that rows of one sheet give to three or more names without a common word.

    Goes once through all rows before they are read, and tells `progress` so.
    """
    records = [record for record in one.plan.records if record.identifiers]
    if not records:
        return set()
    names: dict[str, set[str]] = {}
    for n, (_, texts) in enumerate(one.sheet.rows()):
        if progress and n % _TELL_EVERY == 0:
            progress(one.sheet.file, n, one.sheet.expected_rows)
        cells = [*texts, *[""] * (len(one.sheet.header) - len(texts))]
        for record in records:
            if record.when is None or record.when.hold(cells):
                id_, name = _read(record, "id", cells), _read(record, "name", cells)
                if name and id_.startswith(_SCHEMES):
                    names.setdefault(id_, set()).add(name)
    return {
        id_
        for id_, found in names.items()
        if len(found) >= _MANY and guards.are_strangers(guards.name_words({"name": name}) for name in sorted(found))
    }


_SCHEMES = ("siret:", "siren:", "rna:")


def _read(record: RecordPlan, name: str, cells: list[str]) -> str:
    plan = next((f for f in record.fields if f.name == name), None)
    if plan is None:
        return ""
    if plan.expression:
        return plan.expression.read(cells, [])
    return plan.constant if plan.at is None else cells[plan.at].strip()
