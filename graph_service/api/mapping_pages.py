"""Pages that say what the columns of an unknown file are: from a dropped file to a mapping, its import and its map; and
the list of mappings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, File, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from graph_service.api.contract import Table
from graph_service.api.imports import saved_upload
from graph_service.api.pages import Reader, page_response
from graph_service.api.posted import Form, html, one, only, posted, team
from graph_service.api.questions import EVERYWHERE, only_known
from graph_service.api.routes import router
from graph_service.api.uploads import MAPPING, Upload, Uploads
from graph_service.errors import InputError, MaillageError, NotFound, UsageError
from graph_service.graph.importing import ImportReport
from graph_service.messages import Items, Label, Ref, m, say, worded
from graph_service.model import RELATIONS, Fact, Op, RecordType, Scope, ends
from graph_service.queries.asked.actor import ActorAnswer
from graph_service.queries.projects.records import ProjectAnswer
from importers import mapping as mappings
from importers.mapping.saved import drop, keep, known, saved
from importers.proposing import Choices, Meant, Proposal, SeenTable, as_yaml, meant_by, propose, seen
from importers.proposing.choices import ABOUT, NOTHING
from importers.proposing.lists import SIGNS
from importers.readers import called, own_path, read
from importers.sheets import Sheet
from importers.trying import Trial, tried
from visualisations.web import mapping as pages

Sent = Annotated[Form, Depends(posted)]
_TEXTS = ("funder", "producer", "title", "licence", "role", "actor_kind", "project_kind", "partnership_kind")
_OWN = ("about", "header", "sheet", "seen", "label", "visibility", "allow_personal", "by", "keep", "do", "decimal")
_LINKS = 8
"""Records of an import that are offered to look at."""


def add(table: Table) -> None:
    """Put the routes into the table."""
    route = router(table)

    @route("POST", "/map-columns", Scope.INTERNAL)
    def brought(request: Request, file: Annotated[UploadFile, File()]) -> Response:
        """Keep a file for a while, and go on to its columns."""
        reader = team(request)
        made = _uploads(request).put(_owner(request), lambda folder: saved_upload(file, folder))
        return RedirectResponse(reader.to.place(f"/map-columns/{made.key}"), 303)

    @route("GET", "/map-columns/{key}", Scope.INTERNAL)
    def shown(request: Request, key: str) -> Response:
        """What the columns of a file are taken for."""
        only_known(request, EVERYWHERE)
        reader = team(request)
        return _shown(request, reader, _uploads(request).get(_owner(request), key), {})

    @route("POST", "/map-columns/{key}", Scope.INTERNAL)
    def told(request: Request, key: str, form: Sent) -> Response:
        """Draw the proposal anew with what a person chose; try, keep or import by it."""
        only(form, [*_TEXTS, *_OWN, *(name for name in form if name.startswith(("c.", "r.", "s.")))])
        reader = team(request)
        return _shown(request, reader, _uploads(request).get(_owner(request), key), form)

    @route("GET", "/mappings", Scope.INTERNAL)
    def listed(request: Request) -> Response:
        """Every mapping: those that ship, and those of the team."""
        only_known(request, EVERYWHERE)
        reader = team(request)
        return page_response(request, _listed(request, reader))

    @route("POST", "/mappings/{id_}/delete", Scope.INTERNAL)
    def deleted(request: Request, id_: str, form: Sent) -> Response:
        """Forget a mapping that the team saved."""
        only(form, [])
        reader = team(request)
        drop(reader.graph.store, id_)
        return RedirectResponse(reader.to.place("/mappings"), 303)


def _uploads(request: Request) -> Uploads:
    found: Uploads = request.app.state.uploads
    return found


def _owner(request: Request) -> str:
    """Whose an upload is: of who holds this cookie or this token."""
    return request.headers.get("authorization", "") or request.headers.get("cookie", "")


def _shown(request: Request, reader: Reader, upload: Upload, form: Form) -> Response:
    """The page of a file: what was asked for is done, and told above the proposal."""
    sheets: list[Sheet] = upload.remember("sheets", lambda: list(read(upload.path)))
    sheet = next((each for each in sheets if called(each) == one(form, "sheet")), None) or _first(
        reader, sheets, upload
    )
    path = own_path(upload.path, sheet)
    row = int(one(form, "header")) if one(form, "header").isdecimal() else None
    table: SeenTable = upload.remember((called(sheet), row), lambda: seen(sheet, row))
    if not table.columns:
        raise InputError("nothing-to-map", file=sheet.file)
    place = f"{called(sheet)} {table.header_row}"
    # What was said of the columns of another sheet or header says nothing of these.
    same = one(form, "seen") == place
    found = propose(table, _choices(form, table, same))
    store = reader.graph.store
    fits = [each for each in known(store).values() if mappings.plan(each, sheet)]
    by = one(form, "by") if one(form, "by") in {each.id for each in fits} else ""
    state = pages.State(
        by=by,
        seen=place,
        sheets=[called(each) for each in sheets],
        sheet=called(sheet),
        form={n: one(form, n) for n in _OWN},
    )
    do, note = one(form, "do"), ""
    error: MaillageError | None = None
    report: ImportReport | None = None
    trial: Trial | None = None
    try:
        if by or found.mapping:
            trial = tried(path, store, by or found.mapping)
        if do in ("try", "import", "keep") and not trial:
            raise UsageError("no-mapping-yet", missing=Items([each.message for each in found.missing], " "))
        if do in ("keep", "import") and found.mapping and (do == "keep" or one(form, "keep")) and not by:
            keep(store, found.mapping)
            note = say(m("mappings-saved", id=found.mapping.id), reader.lang)
        if do in ("try", "import"):
            report = _imported(reader, upload, path, found, by, dry=do == "try", allow=one(form, "allow_personal"))
    except (InputError, UsageError, NotFound) as refused:
        error = refused
    if report and do == "import":
        _uploads(request).drop(upload)
        return html(request, _done(request, reader, report, note))
    page = pages.columns_page(
        reader.frame(request, "mapping"),
        upload.path.name,
        found,
        trial,
        state,
        known=[(each.id, say(Label(each.label_fr, each.label_en), reader.lang)) for each in fits],
        report=worded(report.as_json(), reader.lang) if report else None,
        problem=error.problem(reader.lang) if error else None,
        note=note,
        terms=_terms(reader),
    )
    return html(request, page, error.status if error else 200)


def _terms(reader: Reader) -> dict[str, list[tuple[str, str]]]:
    """What may be chosen where no column says it: by choice, (id, label) of its terms."""
    with reader.graph.view() as view:
        return {
            name: [(term.id, say(term.label, reader.lang)) for term in view.vocabulary.of(name)]
            for name in ("role", "actor_kind", "project_kind", "partnership_kind")
        }


def _first(reader: Reader, sheets: Sequence[Sheet], upload: Upload) -> Sheet:
    """The first sheet with several columns, of several the first that no mapping knows."""
    if not sheets:
        raise InputError("nothing-to-map", file=upload.path.name)
    wide = [sheet for sheet in sheets if len(sheet.header) > 1]
    mine = known(reader.graph.store).values() if len(wide) > 1 else ()
    unknown = (sheet for sheet in wide if not any(mappings.plan(each, sheet) for each in mine))
    return next(unknown, wide[0] if wide else sheets[0])


def _choices(form: Form, table: SeenTable, same: bool) -> Choices:
    chosen: dict[int, Meant] = {}
    for at in range(len(table.header)):
        if same and (text := one(form, f"c.{at}")):
            chosen[at] = NOTHING if text == NOTHING.key else meant_by(text)
    about = one(form, "about")
    label = one(form, "label")
    return Choices(
        columns=chosen,
        about=about if about in ABOUT else "",
        id=label,
        label=label,
        visibility=one(form, "visibility") if one(form, "visibility") in tuple(Scope) else "",
        decimal=one(form, "decimal") if one(form, "decimal") in (".", ",") else "",
        between={
            at: frozenset(sign for sign in SIGNS if f"s.{at}.{sign}" in form)
            for at in range(len(table.header))
            if same and f"s.{at}" in form
        },
        read_rows=frozenset(name[2:] for name in form if same and name.startswith("r.")),
        **{name: one(form, name) for name in _TEXTS},
    )


def _imported(
    reader: Reader, upload: Upload, file: Path, found: Proposal, by: str, *, dry: bool, allow: str
) -> ImportReport:
    """Read the whole file by the proposed mapping, or by one that is known."""
    options: dict[str, Any] = {"dry_run": dry, "who": "http", "allow_personal": allow or None}
    if not by:
        path = upload.path.parent / MAPPING
        path.write_text(as_yaml(found, reader.lang), "utf-8")
        by = str(path)
    return reader.graph.import_files([file], mapping=by, **options)


def _done(request: Request, reader: Reader, report: ImportReport, note: str) -> bytes:
    """What came, and where its map is drawn."""
    drawn: list[tuple[str, str]] = []
    other: list[tuple[str, str]] = []
    if report.import_id:
        said = reader.graph.store.statements(batch=report.import_id)
        met: Counter[tuple[RecordType, str]] = Counter()
        for each in said:
            if each.statement.op is Op.ROW and each.statement.type in RELATIONS:
                for end in ends(each.statement.type):
                    met.update((ref, str(each.statement.fields.get(end.name))) for ref in end.refs)
            elif each.statement.op is Op.ROW and each.statement.type in (RecordType.ACTOR, RecordType.PROJECT):
                met[each.statement.type, each.statement.ids[0]] += 0
        drawn, other = _cards(reader, met)
    return pages.done_page(
        reader.frame(request, "mapping"), worded(report.as_json(), reader.lang), drawn=drawn, other=other, note=note
    )


def _cards(
    reader: Reader, met: Mapping[tuple[RecordType, str], int]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(name, address) of the records with most relations: those whose card draws a map with somebody else on it, and
    the others, which have fundings alone."""
    drawn: list[tuple[str, str]] = []
    other: list[tuple[str, str]] = []
    with reader.graph.view() as view:
        found = [(each, view.facts(*each)) for each in ((type_, [id_]) for (type_, id_), _ in _likely(met))]
    for (type_, _), facts in found:
        for fact in facts:
            if address := reader.to.card(Ref(type_.value, fact.id, fact.name)):
                (drawn if _draws(reader, fact) else other).append((fact.name or fact.id, address))
    return drawn[:_LINKS], other[:_LINKS]


def _likely(met: Mapping[tuple[RecordType, str], int]) -> list[tuple[tuple[RecordType, str], int]]:
    """Of actors and of projects those with most relations: of grants a payer has thousands, and a project few."""
    counted = Counter(met)
    most = [each for each in counted.most_common() if each[0][0] is RecordType.ACTOR][:_LINKS]
    return most + [each for each in counted.most_common() if each[0][0] is RecordType.PROJECT][:_LINKS]


def _draws(reader: Reader, fact: Fact) -> bool:
    """Whether a record's map shows somebody beside it."""
    if fact.type is RecordType.ACTOR:
        answer = reader.graph.ask("actor", {"id": fact.id, "limit": 1, "evidence": 1})
        return isinstance(answer, ActorAnswer) and answer.partners_total > 0
    answer = reader.graph.ask("project", {"id": fact.id})
    return isinstance(answer, ProjectAnswer) and answer.actors_total > 0


def _listed(request: Request, reader: Reader) -> bytes:
    mine = saved(reader.graph.store)
    rows = [
        pages.Listed(
            each.id,
            say(Label(each.label_fr, each.label_en), reader.lang),
            [", ".join(str(names[0]) for names in file.columns) for file in each.files],
            sorted({record.type.sheet for file in each.files for record in file.records}),
            [" – ".join(part for part in (file.source.name, file.source.title) if part) for file in each.files],
            each.id in mine,
        )
        for each in known(reader.graph.store).values()
    ]
    return pages.list_page(reader.frame(request, "mapping"), sorted(rows, key=lambda each: (not each.mine, each.label)))
