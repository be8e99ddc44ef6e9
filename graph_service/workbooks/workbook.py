"""The template as a workbook: a help sheet, examples, the sheets to fill with lists to choose from; empty or filled.

Text is written as text, whatever it looks like, into cells of the format Text: a spreadsheet then neither crushes a
SIRET, nor drops the zero of 01001, nor makes a formula of what is edited later.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from graph_service.errors import UsageError
from graph_service.files import unstamped, write_whole
from graph_service.messages import Lang, m, say
from graph_service.model import Column, RecordType, Scope, Value
from graph_service.records import cells, headers, spreadsheet, template
from graph_service.records.validation import fields_of
from graph_service.vocabulary import Vocabulary
from graph_service.workbooks.marks import Link

_TEXT = "@"
_REQUIRED = PatternFill("solid", fgColor="16365C")
_OPTIONAL = PatternFill("solid", fgColor="DCE6F1")
_GREY = Font(color="A6A6A6", size=8)
_WIDE = {
    "name": 38,
    "title": 38,
    "description": 50,
    "producer": 28,
    "quality": 24,
    "attributes": 32,
    "website": 28,
    "url": 28,
}
_PROMPT, _PROMPT_TITLE = 255, 32
"""Characters that a spreadsheet allows in the message beside a cell and in its title."""

SheetRows = Mapping[str, Iterable[Mapping[str, Value]]]


def write_workbook(
    target: Path, sheets: SheetRows, lang: Lang, vocabulary: Vocabulary, link: Link | None = None
) -> None:
    """Write the template with these rows. The same rows make the same file; an existing one is replaced whole.

    With `link`, rows carry marks and a hidden sheet holds the link (`graph_service.workbooks.marks`).
    """
    filled = {sheet: list(rows) for sheet, rows in sheets.items()}
    _check(filled, lang)
    if link and sum(1 for _ in link.rows()) > spreadsheet.MAX_ROWS:
        raise UsageError("too-many-rows", sheet=template.aside("link", lang), limit=spreadsheet.MAX_ROWS)
    book = Workbook(write_only=True)
    lists = Lists(vocabulary, lang)
    _help(book.create_sheet(template.aside("help", lang)), lang, lists)
    _examples(book.create_sheet(template.aside("examples", lang)), lang, lists)
    for sheet in template.SHEETS:
        _data(book.create_sheet(template.sheet_label(sheet, lang)), sheet, filled.get(sheet, ()), lang, lists, link)
    lists.write(book.create_sheet(template.aside("lists", lang)))
    if link:
        _link(book.create_sheet(template.aside("link", lang)), link)
    out = io.BytesIO()
    book.save(out)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, unstamped(out.getvalue()))


def _check(sheets: Mapping[str, list[Mapping[str, Value]]], lang: Lang) -> None:
    """Refuse what a workbook cannot hold, before any of it is written."""
    for sheet, rows in sheets.items():
        if len(rows) >= spreadsheet.MAX_ROWS:
            raise UsageError("too-many-rows", sheet=template.sheet_label(sheet, lang), limit=spreadsheet.MAX_ROWS - 1)
        for value in (v for row in rows for v in row.values() if isinstance(v, str | tuple | list)):
            text = _safe(value if isinstance(value, str) else cells.join_list(value))
            if len(text.encode("utf-16-le")) > 2 * spreadsheet.MAX_TEXT:
                raise UsageError("text-too-long", text=text[:60], limit=spreadsheet.MAX_TEXT)


class Lists:
    """The words offered in lists, one column each in a hidden sheet. A word is a label if that leads back to its id,
    else the id."""

    def __init__(self, vocabulary: Vocabulary, lang: Lang) -> None:
        self.vocabulary, self.lang = vocabulary, lang
        self.words: dict[str, list[str]] = {}
        for sheet in template.SHEETS:
            for name in template.sheet_columns(sheet):
                category = category_of(sheet, name)
                if category and category not in self.words:
                    self.words[category] = self._of(category)

    def _of(self, category: str) -> list[str]:
        if category == "visibility":
            return [self.word(category, scope.value) for scope in Scope]
        return [self.word(category, term.id) for term in self.vocabulary.of(category)]

    def word(self, category: str, id_: str) -> str:
        """Return the word offered for `id_`: its label, or the id if the label means another or nothing."""
        if category == "visibility":
            return say(m(f"visibility-{id_}"), self.lang)
        label = say(self.vocabulary.label(category, id_), self.lang)
        return label if self.vocabulary.find(category, label) == id_ else id_

    def range(self, category: str) -> str:
        """Return the cell range of a column's words, for the list rule of its cells."""
        letter = get_column_letter(list(self.words).index(category) + 1)
        return f"'{template.aside('lists', self.lang)}'!${letter}$2:${letter}${max(2, len(self.words[category]) + 1)}"

    def write(self, page: Any) -> None:
        page.sheet_state = "hidden"
        page.append([_cell(page, category, bold=True) for category in self.words])
        for i in range(max(map(len, self.words.values()), default=0)):
            page.append([_cell(page, words[i] if i < len(words) else None) for words in self.words.values()])


def category_of(sheet: str, name: str) -> str | None:
    """Return the vocabulary category of a column's words; None if it has none."""
    if name == "visibility":
        return "visibility"
    column = _column(sheet, name)
    if column is None:
        return None
    return "theme" if RecordType.THEME in column.refs else column.category


def _column(sheet: str, name: str) -> Column | None:
    return next((c for c in fields_of(template.SHEETS[sheet]) if c.name == name), None)


def _is_number(sheet: str, name: str) -> bool:
    column = _column(sheet, name)
    return column is not None and column.kind in ("number", "integer")


def _link(page: Any, link: Link) -> None:
    """Where the workbook comes from and what it was filled with: for the import, not for people."""
    page.sheet_state = "hidden"
    for name, value in link.rows():
        page.append([_cell(page, name), _cell(page, value)])


def _data(
    page: Any, sheet: str, rows: Iterable[Mapping[str, Value]], lang: Lang, lists: Lists, link: Link | None
) -> None:
    """A sheet to fill: headers, a rule for each column, and the rows; of an export, with the marks."""
    names = template.sheet_columns(sheet)
    bold = set(template.bold(sheet))
    page.freeze_panes = "A2"
    page.sheet_properties.tabColor = "16365C"
    for i, name in enumerate(names, 1):
        letter = get_column_letter(i)
        page.column_dimensions[letter].width = _WIDE.get(name, max(14, len(template.header(name, lang)) + 4))
        if not _is_number(sheet, name):
            page.column_dimensions[letter].number_format = _TEXT
        page.data_validations.append(_rule(sheet, name, f"{letter}2:{letter}{spreadsheet.MAX_ROWS}", lang, lists))
    heads = [_head(page, name, name in bold, lang) for name in names]
    if link:
        heads.append(_our_head(page, get_column_letter(len(names) + 1), lang))
    page.append(heads)
    numbers = [_is_number(sheet, name) for name in names]
    categories = [category_of(sheet, name) for name in names]
    for row in rows:
        page.append(
            [
                _value(page, row.get(name), number, category, lists)
                for name, number, category in zip(names, numbers, categories, strict=True)
            ]
            + ([_mark(page, row.get(template.OUR_COLUMN))] if link else [])
        )


def _rule(sheet: str, name: str, cells_: str, lang: Lang, lists: Lists) -> DataValidation:
    """What a column's cells say when chosen, and their list. Nothing is forbidden: an import says why."""
    category = category_of(sheet, name)
    column = _column(sheet, name)
    rule = DataValidation(sqref=cells_, allow_blank=True, showInputMessage=True)
    if category:
        rule.type, rule.formula1 = "list", lists.range(category)
        # A list column takes several words, which no list can offer.
        rule.showErrorMessage = not (column and column.many)
        rule.errorStyle, rule.error = "warning", say(m("workbook-not-in-list"), lang)
    rule.promptTitle = template.header(name, lang)[:_PROMPT_TITLE]
    rule.prompt = headers.explained(sheet, name, lang)[:_PROMPT]
    return rule


def _head(page: Any, name: str, required: bool, lang: Lang) -> Any:
    text = template.header(name, lang) + (" *" if required else "")
    head = _cell(page, text, bold=True)
    head.fill = _REQUIRED if required else _OPTIONAL
    if required:
        head.font = Font(bold=True, color="FFFFFF")
    return head


def _our_head(page: Any, letter: str, lang: Lang) -> Any:
    """The head of the column of marks, and beside each of its cells that it is not to be touched."""
    page.column_dimensions[letter].width = 10
    page.column_dimensions[letter].number_format = _TEXT
    rule = DataValidation(sqref=f"{letter}2:{letter}{spreadsheet.MAX_ROWS}", allow_blank=True, showInputMessage=True)
    rule.promptTitle, rule.prompt = template.OUR_COLUMN, say(m("help-column-maillage"), lang)[:_PROMPT]
    page.data_validations.append(rule)
    head = _cell(page, template.OUR_COLUMN)
    head.font = _GREY
    return head


def _mark(page: Any, mark: Value) -> Any:
    cell = _cell(page, str(mark) if mark else None)
    if cell is not None:
        cell.font = _GREY
    return cell


def _value(page: Any, value: Value, number: bool, category: str | None, lists: Lists) -> Any:
    """A cell that the reader makes this value of again."""
    if value is None or value == "" or value == ():
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        # A number that is not kept would change when the file is saved again.
        if number and spreadsheet.keeps(value):
            return value
        return _cell(page, template.cell(value))
    if isinstance(value, tuple | list):
        return _cell(page, cells.join_list(lists.word(category, v) if category else v for v in value))
    return _cell(page, lists.word(category, str(value)) if category else str(value))


def _cell(page: Any, text: str | None, bold: bool = False, wrap: bool = False) -> Any:
    """A cell that holds a text, and nothing but a text."""
    if text is None:
        return None
    cell = WriteOnlyCell(page, value=_safe(text))
    cell.data_type = "s"
    cell.number_format = _TEXT
    if bold:
        cell.font = Font(bold=True)
    if wrap:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _safe(text: str) -> str:
    """A text as a cell holds it. An apostrophe before a sign is taken off when read, since it is what keeps CSV cells
    from running: one more stays."""
    return spreadsheet.escape(cells.escape(text) if text.startswith("'") else text)


def _help(page: Any, lang: Lang, lists: Lists) -> None:
    """What the template is, how it is filled, and a line on every column."""
    for letter, width in zip("ABCDE", (18, 24, 14, 90, 30), strict=True):
        page.column_dimensions[letter].width = width
    page.append([_cell(page, say(m("workbook-title"), lang), bold=True)])
    for code in ("what", "fill", "bold", "lists", "dates", "text", "csv", "notes", "persons", "examples", "import"):
        page.append([_cell(page, say(m(f"workbook-{code}"), lang))])
    page.append([])
    heads = ("sheet", "column", "must", "meaning", "choose")
    page.append([_cell(page, say(m(f"workbook-head-{head}"), lang), bold=True) for head in heads])
    for sheet in template.SHEETS:
        bold = template.bold(sheet)
        page.append([_cell(page, template.sheet_label(sheet, lang), bold=True), None, None, _about(page, sheet, lang)])
        for name in template.sheet_columns(sheet):
            listed = category_of(sheet, name)
            page.append(
                [
                    _cell(page, template.sheet_label(sheet, lang)),
                    _cell(page, template.header(name, lang)),
                    _cell(page, say(m("workbook-required" if name in bold else "workbook-optional"), lang)),
                    _cell(page, headers.explained(sheet, name, lang), wrap=True),
                    _cell(page, say(m("workbook-has-list"), lang)) if listed else None,
                ]
            )


def _about(page: Any, sheet: str, lang: Lang) -> Any:
    return _cell(page, say(m(f"help-sheet-{sheet}"), lang), wrap=True)


def _examples(page: Any, lang: Lang, lists: Lists) -> None:
    """Invented rows, to look at and not to import."""
    for i in range(1, 9):
        page.column_dimensions[get_column_letter(i)].width = 30
    page.append([_cell(page, say(m("workbook-examples-title"), lang), bold=True)])
    mark = say(m("workbook-example"), lang)
    found = yaml.safe_load((files("graph_service") / "data" / "records" / "examples.yaml").read_text("utf-8"))
    for sheet, rows in found.items():
        names = [n for n in template.sheet_columns(sheet) if any(n in row for row in rows)]
        page.append([])
        page.append([_cell(page, template.sheet_label(sheet, lang), bold=True)])
        page.append([_head(page, name, name in template.bold(sheet), lang) for name in names])
        for row in rows:
            texts = {name: str(value).replace("*", mark) for name, value in row.items()}
            page.append([_value(page, texts.get(n), False, category_of(sheet, n), lists) for n in names])
