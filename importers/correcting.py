"""Writes a copy of what was imported, to correct and to bring back: a workbook whose cells say what is wrong with them.

Every sheet and every row stands where it stood, under the same headers, so that the copy is recognised as the file was.
Columns that hold persons are left out. What is written is text: nothing in it is run, and no long number is crushed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from graph_service.checked import clip, for_xml
from graph_service.errors import RowProblem
from graph_service.messages import Items, Lang, m, say
from graph_service.records import headers
from graph_service.records.template import aside
from graph_service.stores.base import Store
from graph_service.stores.lineage import own_store_ids
from graph_service.vocabulary import fold_text
from importers import guards, recognition
from importers.jobs import Job, jobs
from importers.mapping.saved import known
from importers.meanings import personal_columns
from importers.options import ImportOptions
from importers.readers import Limits, read
from importers.shaping import Shaped
from importers.sheets import Sheet

_MOST_COMMENTS = 5_000
"""Cells with a comment: a spreadsheet opens thousands, not hundreds of thousands."""
_LONGEST_SHEET = 1_000_000
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_COLOURS = {"error": "FFF4C7C3", "warning": "FFFCE8B2"}


def corrected(
    paths: Sequence[Path],
    options: ImportOptions,
    store: Store | None,
    problems: Sequence[RowProblem],
    lang: Lang,
    limits: Limits | None = None,
) -> bytes:
    """The workbook of the files at `paths`, read as `options` say, with the problems of their import as comments. One
    that is about no single column stands on the first cell of its row."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    left = _MOST_COMMENTS
    names: set[str] = set()
    sheets = [sheet for path in paths for sheet in read(path, limits)]
    made = jobs(sheets, options, own_store_ids(store) if store else frozenset(), known(store), store)
    plans = {(one.sheet.file, one.sheet.name): one for one in made}
    for sheet in sheets:
        job = plans.get((sheet.file, sheet.name))
        own = [one for one in problems if one["file"] == sheet.file and (job is None or one["sheet"] == job.place)]
        page = book.create_sheet(_name(sheet.name, names))
        left -= _fill(page, sheet, job, own if job else [], _columns(job), lang, left)
        if fold_text(sheet.name) == fold_text(aside("link", "en")):
            page.sheet_state = "hidden"
    into = BytesIO()
    book.save(into)
    return into.getvalue()


def _columns(job: Job | None) -> dict[str, int]:
    """The fields of a sheet -> the position that each is read from."""
    found = {name: at for at, name in reversed((job.read_columns if job else {}).items())}
    return {**{fold_text(name): at for at, name in enumerate(job.sheet.header if job else ())}, **found}


def _fill(
    page: Any,
    sheet: Sheet,
    job: Job | None,
    problems: Sequence[RowProblem],
    columns: Mapping[str, int],
    lang: Lang,
    most: int,
) -> int:
    """Write one sheet. Returns how many comments it took."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill

    # A title above may have been taken for the header: the mapping knows which row is.
    header, header_row = sheet.header, sheet.header_row
    if job and isinstance(job.sheet, Shaped):
        header, header_row = job.sheet.own, job.sheet.header_row
    out = _left_out(sheet, job, header, header_row)
    said = {problem["column"] for problem in problems if problem["code"] == "personal_column"}
    out |= {at for at, name in enumerate(header) if name and name in said}
    shift = 0 if sheet.header_row else 1
    notes = (
        [say(m("corrected-left-out", columns=Items([clip(header[at], 60) for at in sorted(out)])), lang)] if out else []
    )
    kept = {at: place for place, at in enumerate(at for at in range(len(header)) if at not in out)}
    for number, texts in (*[(sheet.header_row, list(sheet.header))], *sheet.rows()):
        if number + shift > _LONGEST_SHEET:
            notes.append(say(m("corrected-cut", n=_LONGEST_SHEET), lang))
            break
        # Cells behind the last header are kept behind it: a row that has too many says so.
        behind = enumerate(texts[len(header) :], len(kept))
        for place, text in [*((kept[at], texts[at]) for at in kept if at < len(texts)), *behind]:
            if text:
                cell = _put(page, number + shift, place + 1, text)
                if number == header_row:
                    cell.font = Font(bold=True)
    page.freeze_panes = page.cell(row=header_row + shift + 1, column=1)
    by_cell: dict[tuple[int, int], list[RowProblem]] = {}
    for problem in problems:
        position = columns.get(problem["column"], columns.get(fold_text(problem["column"])))
        row = problem["row"] or header_row
        by_cell.setdefault((row + shift, kept.get(-1 if position is None else position, 0) + 1), []).append(problem)
    for (row, column), found in list(by_cell.items())[: max(0, most)]:
        cell = page.cell(row=row, column=column)
        text = "\n".join(dict.fromkeys(say(one["message"], lang) for one in found))
        cell.comment = Comment(clip(for_xml(text), 2000), "Maillage", width=360, height=140)
        worst = "error" if any(one["severity"] == "error" for one in found) else "warning"
        cell.fill = PatternFill("solid", fgColor=_COLOURS[worst])
    if len(by_cell) > most:
        notes.append(say(m("corrected-more", n=max(0, most), all=len(by_cell)), lang))
    if notes:
        first = page.cell(row=header_row + shift, column=1)
        before = [first.comment.text] if first.comment else []
        first.comment = Comment("\n".join([*before, *notes]), "Maillage", width=360, height=140)
    return len(by_cell)


def _put(page: Any, row: int, column: int, text: str) -> Any:
    """Write a cell as text: a formula stays the text of one, fourteen digits stay fourteen."""
    cell = page.cell(row=row, column=column)
    cell.value = for_xml(text)
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _left_out(sheet: Sheet, job: Job | None, header: Sequence[str], header_row: int) -> set[int]:
    """The positions of columns that hold persons, by their header or by what stands in them."""
    named = {at for at, name in enumerate(header) if guards.is_personal_header(name)}
    # In another file `Bénéficiaire` is no column of ours: its cells alone say whom it holds.
    templates = job.plan.mapping == recognition.TEMPLATE if job else recognition.is_aside(sheet)
    ours = {at for at, name in enumerate(header) if templates and fold_text(name) in _ours()}
    below = (texts for number, texts in sheet.rows() if number > header_row)
    return named | ({*personal_columns(header, below)} - ours)


@cache
def _ours() -> frozenset[str]:
    """The headers of the template: its columns hold organisations, whatever they are called."""
    return frozenset(fold_text(word) for name, both in headers.table("columns").items() for word in (name, *both))


def _name(name: str, taken: set[str]) -> str:
    """A name that a sheet may have, and no other has."""
    base = _NOT_IN_A_NAME.sub(" ", name).strip().strip("'")[:28] or "1"
    found = next(each for each in (base, *(f"{base} {n}" for n in range(2, 100))) if each.casefold() not in taken)
    taken.add(found.casefold())
    return found
