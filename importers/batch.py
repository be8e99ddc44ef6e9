"""Turns files into the statements of a batch: reads, recognises, maps and validates, without writing to the store.

`prepare` looks into the store (other sources' ids, known sources and themes) and changes nothing there: the facade
writes what it returns as one batch.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph_service.dates import is_stated
from graph_service.errors import InputError, RowProblem, UsageError
from graph_service.messages import m
from graph_service.model import (
    KEYED,
    Fact,
    RecordType,
    Says,
    Scope,
    Value,
)
from graph_service.records import cells
from graph_service.records.validation import Checker, Fault
from graph_service.stores.base import Store
from graph_service.stores.lineage import own_store_ids
from graph_service.territories import Territories
from graph_service.vocabulary import Vocabulary
from importers import persons, whole
from importers.identifying import nobodys
from importers.jobs import Job, jobs
from importers.mapping.library import Known
from importers.mapping.saved import known
from importers.matching import Matches, matches
from importers.naming import NameResolver, Taken
from importers.options import IDS, ImportOptions
from importers.readers import Limits, read
from importers.rows import read_rows
from importers.sums import decide
from importers.together import put_together
from importers.whole_names import keep_whole
from importers.work import Progress, Revised, Work
from importers.workbook_edits import agreed, take_edits

__all__ = ["ImportOptions", "Prepared", "Progress", "prepare"]

_REFERENCE = (RecordType.SOURCE, RecordType.THEME, RecordType.TERRITORY)
"""What others refer to, without a visibility column of its own: read first, stated last."""


@dataclass(frozen=True)
class Prepared:
    """The statements of a batch, and the report about them. Messages in `problems` are not yet words."""

    says: Says
    ends: tuple[tuple[str, str], ...]
    """(source, date) pairs whose earlier chains end, where the import is complete (`--replace`)."""
    files: list[dict[str, Any]]
    problems: list[RowProblem]
    rejected: dict[str, int]
    """Rejected rows by the code of their first error: they add up to the rows rejected."""
    warnings: dict[str, int]
    """Warnings by code."""
    revised: Revised
    names: NameResolver
    """What texts name in the store and among these rows."""
    taken: Taken
    """What names in the place of ids were taken for."""
    matches: Matches
    """Which new actors are one with others."""


def prepare(
    paths: Sequence[Path],
    options: ImportOptions,
    store: Store | None,
    vocabulary: Vocabulary,
    territories: Territories,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Prepared:
    """Return everything that the files at `paths` say, as one batch.

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
    sheets = (sheet for path in paths for sheet in read(path, limits))
    mappings = known(store)
    found = jobs(sheets, options, own_store_ids(store) if store else frozenset(), mappings, store)
    return prepared(Work(options, store, vocabulary, territories, progress), found, mappings)


def prepared(work: Work, jobs: list[Job], mappings: Known) -> Prepared:
    """What others lean on is read first; what holds of all rows is checked once all are read. The vocabulary rows of
    all `mappings` are understood: an export of data that one of them read names them."""
    work.lent = whole.lent_terms(mappings, work.vocabulary)
    work.vocabulary = work.vocabulary.followed_by(_facts(RecordType.TERM, work.lent.values()))
    for plan in {j.plan.mapping: j.plan for j in jobs}.values():
        work.vocabulary = work.vocabulary.extended(_facts(RecordType.TERM, whole.terms(plan)))
        work.territories = work.territories.extended(_facts(RecordType.TERRITORY, whole.territories(plan)))
    for one in jobs:
        decide(one.plan.sums, (texts for _, texts in one.sheet.rows()))
        _tell_doubtful(work, one)
        keep_whole(one.plan, (texts for _, texts in one.sheet.rows()), work.store)
    of_strangers = nobodys(jobs, work.progress)
    for one in jobs:
        one.plan.nobody.update(of_strangers)
    for type_ in _REFERENCE:
        _read_sheets(work, type_, [j for j in jobs if j.type is type_])
    _read_sheets(work, None, [j for j in jobs if j.type not in _REFERENCE])
    whole.refuse_personal(work)
    persons.refuse_declared(work, jobs)
    whole.drop_shared_identifiers(work, jobs)
    put_together(work, jobs)
    whole.refuse_strangers(work, jobs[0])
    whole.resolve_names(work, jobs)
    whole.state_terms_and_sources(work, jobs)
    problems = [problem for *_, problem in sorted(work.problems, key=lambda p: p[:2])]
    if work.options.strict and work.rejected:
        raise InputError("strict-rejected", problems, n=work.rejected.total(), read=sum(j.read for j in jobs))
    reports = [j.report() for j in jobs]
    matched = matches(work.says, work.store, work.vocabulary, work.territories)
    ends, says = whole.ended(work, jobs), work.says
    if words := agreed(work):
        # Names are still looked up in what the rows say.
        says = Says([*says, *words])
    says.extend(matched.says)
    rejected, warnings = dict(work.rejected), dict(work.warnings)
    return Prepared(says, ends, reports, problems, rejected, warnings, work.revised, work.names(), work.taken, matched)


def _tell_doubtful(work: Work, one: Job) -> None:
    """Tell of columns whose sums may be read in two ways how they are read."""
    for at, sums in one.plan.sums.items():
        if doubtful := next((each for each in sums if each.doubtful), None):
            args = {"value": doubtful.doubtful, "read": doubtful.read(doubtful.doubtful)}
            message = m("problem-doubtful_sums", **args)
            work.tell(
                one,
                one.sheet.header_row,
                Fault(one.sheet.header[at], doubtful.doubtful, "doubtful_sums", "warning", message),
            )


def _read_sheets(work: Work, type_: RecordType | None, jobs: list[Job]) -> None:
    """The rows of some sheets. Rows of one may name each other in any order: their ids are known before."""
    for one in jobs:
        if type_ is RecordType.THEME:
            work.themes.update(_own_column(one, "id"))
        elif type_ is RecordType.TERRITORY:
            checked = map(work.territories.normalise, _own_column(one, "code"))
            new = [c.value for c in checked if c.value and not work.territories.exists(c.value)]
            work.territories = work.territories.extended(_facts(type_, [{"code": code} for code in new]))
    checker = Checker(work.vocabulary, work.territories, work.themes)
    revised = [(one, edit_reader) for one in jobs if (edit_reader := read_rows(work, one, checker))]
    # What has an id comes before what names it: an end of a relation may be new in the same workbook.
    for one, edit_reader in sorted(revised, key=lambda pair: pair[0].type not in KEYED):
        take_edits(work, one, edit_reader, checker)
    if type_ is RecordType.TERRITORY:
        own = [said.fields for said in work.says.statements if said.type is type_]
        work.territories = work.territories.extended(_facts(type_, own))


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


def _own_column(one: Job, name: str) -> list[str]:
    """The texts that a sheet of the template has in one column."""
    at = next(f.at for f in one.plan.records[0].fields if f.name == name)
    return (
        [] if at is None else [cells.visible(texts[at].strip())[0] for _, texts in one.sheet.rows() if at < len(texts)]
    )


def _facts(type_: RecordType, rows: Iterable[Mapping[str, Value]]) -> list[Fact]:
    """Rows of this import as facts, so that vocabulary and territories can be extended with them."""
    keys = [(str(fields[KEYED[type_]]), fields) for fields in rows]
    return [Fact(type_, key, fields, (key,), "", (), Scope.INTERNAL) for key, fields in keys]
