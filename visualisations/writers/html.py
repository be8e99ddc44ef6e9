"""An answer as a page that opens from a disk: words, picture and table, with who may see it, its date and its sources.

It asks nobody for anything and runs nothing: a Content-Security-Policy allows its own style and no script. What only a
service can fill is left out (`visualisations.words.html.Nowhere`), so that no link is dead.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from graph_service.messages import Items, Lang, m, say
from graph_service.queries.table import Column, Table
from visualisations.fonts import embedded
from visualisations.templating import environment, policy
from visualisations.words.html import Nowhere, html
from visualisations.writers import Face, Faces, Writer
from visualisations.writers._about import about
from visualisations.writers._cells import NUMBERS, words
from visualisations.writers._drawn import Drawn, drawn

MOST, LONG = 2_000, 60
"""Rows of a table that a page shows (a browser takes long to lay out more), and characters of a text that needs a wide
column."""


def page(faces: Faces) -> bytes:
    """Words, picture and table on one page."""
    return document(faces, drawn(faces), faces.table(MOST))


def words_alone(faces: Faces) -> bytes:
    """The words alone on a page."""
    return document(faces, None, None)


def document(faces: Faces, picture: Drawn | None, table: Table | None) -> bytes:
    """The page, with what is given of picture and table."""
    lang = faces.lang
    css = embedded() + _style()
    told = about(faces, picture.view.sources if picture else ())
    written = html(faces.told, lang, Nowhere(), faces.vocabulary, places=faces.places)
    made = (
        environment("writers")
        .get_template("page.html.jinja")
        .render(
            lang=lang,
            policy=policy([], [css]),
            css=Markup(css),  # noqa: S704 (files of ours)
            t=lambda code, **args: say(m(code, **args), lang),
            told=told,
            scope=faces.answer.scope.value,
            body=written.body,
            picture=picture,
            figure=Markup(picture.inline) if picture else "",  # noqa: S704 (escaped by the renderer)
            table=_table(table, lang) if table and table.rows else None,
        )
    )
    # Half of a surrogate pair can come out of broken files; it has no UTF-8 and no meaning.
    return str(made).encode("utf-8", "replace")


def _table(table: Table, lang: Lang) -> dict[str, Any]:
    """What the template writes of a table."""
    rows = table.rows[:MOST]
    count = m("about-rows-whole", n=table.total)
    if len(rows) < table.total:
        count = m("about-rows-first", n=len(rows), total=table.total)
    said = [[words(cell, column, lang) for cell, column in zip(row, table.columns, strict=True)] for row in rows]
    kinds = [_kind(column, max(len(row[at]) for row in said)) for at, column in enumerate(table.columns)]
    headings = [say(column.heading, lang) for column in table.columns]
    return {
        "label": say(m("words-table", columns=Items(headings, ",")), lang),
        "count": say(count, lang),
        "headings": list(zip(headings, kinds, strict=True)),
        "rows": [list(zip(row, kinds, strict=True)) for row in said],
    }


def _kind(column: Column, longest: int) -> str:
    """The class of a column's cells, by what they hold and how long it is."""
    if column.type in NUMBERS:
        return "number"
    if column.type == "date":
        return "day"
    return "longest" if longest > 4 * LONG else "long" if longest > LONG else "text"


@cache
def _style() -> str:
    answer = (files("visualisations") / "web" / "answer.css").read_text("utf-8")
    return answer + (files(__package__) / "page.css").read_text("utf-8")


_HTML = "text/html; charset=utf-8"
WRITERS = (
    Writer("page.html", Face.WORDS, _HTML, page, place=20, takes=("form", "colour", "against", "beside")),
    Writer("words.html", Face.WORDS, _HTML, words_alone, place=30, takes=("form", "colour", "against", "beside")),
)
