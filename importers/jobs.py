"""The sheets of an import: how each is read, and its default source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from graph_service.errors import InputError
from graph_service.messages import Items, Label, m
from graph_service.model import LABELS, STAFF, RecordType, Scope, column
from graph_service.records import differences, template
from graph_service.records.validation import Fault
from graph_service.stores.base import Store
from graph_service.workbooks import marks
from importers import fitting, links, mapping, recognition, sources
from importers.mapping import Plan, SourceSpec
from importers.mapping.expressions import Tests
from importers.mapping.library import Known
from importers.options import ImportOptions
from importers.shaping import Shaped, top_of
from importers.sheets import Remark, Sheet

Planned = tuple[Sheet, Plan | None]
"""A sheet in the shape that its plan is for, and the plan; None where nobody knows it."""


@dataclass
class Job:
    """One sheet of an import: its plan, its default source, and the counts of its rows."""

    order: int
    sheet: Sheet
    plan: Plan
    source: SourceSpec
    updated: str
    visibility: Scope
    unnamed: bool
    """Whether nobody said who the source is."""
    link: marks.Link | None = None
    """Of a sheet that was exported, with its marks: where from."""
    own: bool = False
    """Whether it was exported from this store: then its rows are told by what was edited."""
    aside: Counter[str] = field(default_factory=Counter)
    """Rows that are no records, by what they are, beside those that its shape sets aside."""
    kinds: tuple[tuple[int, Tests | None], ...] = ()
    """Columns that say what the actors of rows are, each with the condition of a row that makes one."""
    declared: dict[int, list[int]] = field(default_factory=dict)
    """Of these columns, the rows whose actor they call a person."""
    read: int = 0
    accepted: int = 0
    rejected: int = 0
    records: int = 0
    """What the accepted rows speak of: some make several records, and several may speak of one."""

    @property
    def is_opened(self) -> bool:
        """Whether a row of the file is read as several."""
        return isinstance(self.sheet, Shaped) and self.sheet.is_opened

    @cached_property
    def source_id(self) -> str:
        return sources.source_id(self.source.name, self.source.title)

    @property
    def speaker(self) -> str | None:
        """Return the source of an exported row that names none: the team, or in another store that store's team."""
        if self.own:
            return STAFF
        return f"export:{self.link.store}" if self.link and self.unnamed else None

    @property
    def type(self) -> RecordType:
        """Return the record type of a sheet of the template."""
        return self.plan.records[0].type

    @property
    def place(self) -> str:
        """Return the sheet's name for reports: as in its workbook, else as in the template or mapping."""
        return self.sheet.name if self.sheet.book else self.plan.sheet

    @cached_property
    def read_columns(self) -> dict[int, str]:
        """Return the columns that are read, as position -> name."""
        found = {place: f.name for r in reversed(self.plan.records) for f in r.fields for place in f.places}
        for record in self.plan.records:
            found |= {place: "id" for place in record.places if place not in found}
            found |= {
                at: name
                for at, name in ((record.visibility_at, "visibility"), (record.source_at, "source"))
                if at is not None
            }
        return found

    @cached_property
    def bold_columns(self) -> frozenset[int]:
        """Positions of the columns that must be filled."""
        return frozenset(
            f.at
            for record in self.plan.records
            for f in record.fields
            if f.at is not None and f.name not in record.may_lack and _required(record.type, f.name)
        )

    @cached_property
    def needed_columns(self) -> frozenset[int]:
        """Positions of the columns without which a row would be about something else, by somebody else, or seen by
        others: an unread cell there rejects a row. Of a grant every column tells it from other grants."""
        found = set(self.bold_columns)
        for record in self.plan.records:
            names = differences.identifying(record.type)
            found |= {f.at for f in record.fields if f.at is not None and f.name in names}
            if record.type is RecordType.FUNDING:
                found |= {f.at for f in record.fields if f.at is not None}
            found |= {at for at in (record.visibility_at, record.source_at) if at is not None}
        return frozenset(found)

    def report(self) -> dict[str, Any]:
        """Return its entry in `import --json`. Each row read was accepted, rejected, or is no record (`aside`)."""
        aside = dict(self.aside + (self.sheet.aside if isinstance(self.sheet, Shaped) else Counter()))
        return {
            "file": self.sheet.file,
            **({"sheet": self.sheet.name} if self.sheet.book else {}),
            "mapping": self.plan.mapping,
            "recognised_by": list(self.plan.why),
            "encoding": self.sheet.encoding,
            "read": self.read + sum(aside.values()),
            "accepted": self.accepted,
            "rejected": self.rejected,
            "records": self.records,
            "aside": aside,
            "unused_columns": [*self.plan.unused, *(self.sheet.header[at] for at in sorted(self.plan.persons))],
        }


def jobs(
    sheets: Iterable[Sheet],
    options: ImportOptions,
    ours: Container[str] = (),
    known: Known | None = None,
    store: Store | None = None,
) -> list[Job]:
    """Return a job for every sheet. Unknown sheets of a workbook are left out and reported.

    `ours` are the ids that the store imported into answers to: a workbook that came from one of them is known again.
    `known` are the mappings that recognise files; without them those that ship. `store` tells whether names in a table
    with the template's headers are known.
    """
    known = mapping.mappings() if known is None else known
    found: list[Job] = []
    warned: set[str] = set()
    unknown: list[Sheet] = []
    books = [(book, list(group)) for book, group in groupby(sheets, lambda sheet: (sheet.book, sheet.file))]
    all_planned = [
        [_planned(sheet, options.mapping, known) for sheet in together if not recognition.is_aside(sheet)]
        for _, together in books
    ]
    for (book, together), planned in zip(books, _fitting(all_planned, options, store), strict=True):
        if not options.mapping:
            _ask_which(together, planned, store)
        if book[0]:
            planned = _known(together, [(s, p) for s, p in planned if p], options.mapping)
        unknown += [sheet for sheet, plan in planned if plan is None]
        taken = [(sheet, plan) for sheet, plan in planned if plan]
        made = [job(len(found) + i, sheet, plan, options) for i, (sheet, plan) in enumerate(taken)]
        _link(made, links.link_of(together), ours, options, warned)
        found += made
    if unknown:
        raise _refused(unknown, options)
    return found


def _fitting(planned: list[list[Planned]], options: ImportOptions, store: Store | None) -> Iterator[list[Planned]]:
    """The same, but that a table which only has the headers of a sheet of the template is known by nobody."""
    laid = [(sheet, plan) for group in planned for sheet, plan in group if plan]
    doubtful = set() if options.mapping else {id(plan) for sheet, plan in laid if fitting.is_doubtful(sheet, plan)}
    # What mappings bring is known only once their rows are read.
    if not doubtful or any(plan.mapping != recognition.TEMPLATE for _, plan in laid):
        yield from planned
        return
    names = set(fitting.brought(laid))
    for group in planned:
        yield [
            (sheet, None if plan and id(plan) in doubtful and not fitting.fits(sheet, plan, names, store) else plan)
            for sheet, plan in group
        ]


def _ask_which(sheets: Iterable[Sheet], planned: Iterable[Planned], store: Store | None) -> None:
    """Raises InputError where a sheet fits a mapping and the template, and neither asks for all that the other does."""
    by_name = {(sheet.file, sheet.name): sheet for sheet in sheets}
    for shaped, plan in planned:
        sheet = by_name[shaped.file, shaped.name]
        if plan is None or plan.mapping == recognition.TEMPLATE or (name := recognition.by_headers(sheet)) is None:
            continue
        other = recognition.plan(sheet)
        if (
            other
            and not recognition.bold_headers(sheet, name) <= set(plan.why)
            and fitting.fits(sheet, other, (), store)
        ):
            names = Items([plan.mapping, recognition.TEMPLATE], "or")
            raise InputError("mappings-fit", file=sheet.file, mappings=names)


def _link(
    made: list[Job], link: marks.Link | None, ours: Container[str], options: ImportOptions, warned: set[str]
) -> None:
    """Tell jobs whose sheets were exported where from. One that lost its marks is read as any other, and says so; as
    a complete list it is refused."""
    for one in made:
        marked = one.plan.mark_at is not None
        if marked and link and not (link.store in ours and _lost_all_marks(one, link)):
            one.link, one.own = link, link.store in ours
            if one.unnamed:
                one.source = SourceSpec(producer="Maillage", title=f"export {link.store}")
            if one.own:
                # What staff add is for the team until they say otherwise; a label is seen where a fact names it.
                one.visibility = options.visibility or (Scope.PUBLIC if one.type in LABELS else Scope.INTERNAL)
            if one.own and (options.source or options.licence or options.updated or options.ids == "own"):
                _warn(one, "own_workbook_options", warned)
        elif marked or (link and link.store in ours):
            if options.replace:
                # What a spreadsheet mangled in it would be missing, and end.
                raise InputError("replace-without-marks", file=one.sheet.file)
            _warn(one, "link_lost" if marked and not link else "marks_lost", warned)


def _lost_all_marks(one: Job, link: marks.Link) -> bool:
    """Whether no row of a sheet that was written with rows has a mark: its column was emptied."""
    at = one.plan.mark_at
    if at is None or not link.ids.get(one.plan.sheet):
        return False
    empty = False
    for _, texts, remarks in one.sheet.rows_with_remarks():
        # A mark that cannot be read stands as an empty text, with a remark.
        if "".join(texts[at : at + 1]).strip() or any(remark.at == at for remark in remarks):
            return False
        empty = True
    return empty


def _warn(one: Job, code: str, warned: set[str]) -> None:
    """Once for each file, not for each of its sheets."""
    key = f"{code} {one.sheet.book or one.sheet.container}"
    if key not in warned:
        warned.add(key)
        one.sheet = replace(one.sheet, remarks=(*one.sheet.remarks, Remark(None, "", m(f"problem-{code}"))))


def _known(sheets: list[Sheet], planned: list[Planned], mapping_name: str | None) -> list[Planned]:
    """Those of a workbook's sheets that are known, the first with a remark on the others."""
    file = sheets[0].file
    if not planned:
        names = Items([sheet.name for sheet in sheets])
        if mapping_name and mapping_name != recognition.TEMPLATE:
            raise InputError("mapping-fits-no-sheet", file=file, mapping=mapping_name, found=names)
        expected = Items([Label(template.sheet_label(s, "fr"), template.sheet_label(s, "en")) for s in template.SHEETS])
        raise InputError("no-known-sheet", file=file, found=names, expected=expected)
    known = [sheet.name for sheet, _ in planned]
    unused = [s for s in sheets if s.name not in known and not recognition.is_aside(s)]
    if unused:
        names = Items([sheet.name for sheet in unused])
        told = Remark(None, "", m("problem-unused_sheets", n=len(unused), names=names))
        first, plan = planned[0]
        planned[0] = replace(first, remarks=(*first.remarks, told)), plan
    return planned


def job(order: int, sheet: Sheet, plan: Plan, options: ImportOptions) -> Job:
    """Return the plan of a sheet. The options win over its mapping."""
    updated = ""
    if options.source:
        source = sources.parse(options.source)
    elif plan.source:
        source, updated = plan.source, plan.source.updated or ""
        if not source.name:
            # Each row says whose it is; this is for one that does not.
            source = source.model_copy(update={"producer": sources.DEFAULT_PRODUCER, "title": sheet.container})
    else:
        source = SourceSpec(producer=sources.DEFAULT_PRODUCER, title=sheet.container)
    if options.licence:
        source = source.model_copy(update={"licence": options.licence})
    unnamed = not (options.source or plan.source)
    visibility = options.visibility or plan.visibility
    return Job(order, sheet, plan, source, options.updated or updated, visibility, unnamed)


def _planned(sheet: Sheet, name: str | None, known: Known) -> Planned:
    """A sheet in the shape that its plan is for, and the plan; None where nobody knows it."""
    if name == recognition.TEMPLATE:
        return sheet, recognition.plan(sheet)
    if name:
        found = mapping.plan(mapping.find(name, known), sheet)
        return (found[1], found[0]) if found else (sheet, None)
    if recognition.is_ours(sheet):
        return sheet, recognition.plan(sheet)
    top = top_of(sheet)
    fits = [fit for one in known.values() if (fit := mapping.plan(one, sheet, top))]
    # One that asks for all that another asks for, and more, knows the file better.
    best = [fit for fit in fits if not any(set(fit[0].why) < set(other[0].why) for other in fits)]
    if len(best) > 1:
        names = Items([fit[0].mapping for fit in best], "or")
        raise InputError("mappings-fit", file=sheet.file, mappings=names)
    return (best[0][1], best[0][0]) if best else (sheet, recognition.plan(sheet))


def _refused(unknown: list[Sheet], options: ImportOptions) -> InputError:
    """Why sheets that nobody knows keep an import out: each of several is told by itself, with its own way on."""
    first = unknown[0]
    args: dict[str, Any] = {"file": first.file, "columns": Items.first(first.header, 12)}
    if options.mapping:
        return InputError("mapping-does-not-fit", mapping=options.mapping, **args)
    if len(unknown) == 1:
        return InputError("unknown-file-inside" if "/" in first.file else "unknown-file", **args)
    problems = [
        Fault(
            "", "", "unknown_file", "error",
            m("problem-unknown_file", file=sheet.file, columns=Items.first(sheet.header, 12)),
        ).at(sheet.file, sheet.name, 0)
        for sheet in unknown
    ]  # fmt: skip
    return InputError(
        "unknown-files", problems, n=len(unknown), files=Items.first([sheet.file for sheet in unknown], 8)
    )


def _required(type_: RecordType, name: str) -> bool:
    known = column(type_, name)
    return bool(known and known.required)
