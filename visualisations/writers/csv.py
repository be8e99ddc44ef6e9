"""An answer's table as CSV."""

from __future__ import annotations

import csv
import io
from datetime import date

from graph_service.messages import Lang, say
from graph_service.queries.table import Cell
from visualisations.writers import Face, Faces, Writer


def write(faces: Faces) -> bytes:
    found = faces.table()
    assert found is not None, "a question that has a table"
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow([say(column.heading, faces.lang) for column in found.columns])
    lines.writerows([[_text(cell, faces.lang) for cell in row] for row in found.rows])
    return out.getvalue().encode("utf-8-sig", "replace")


def _text(cell: Cell, lang: Lang) -> str | float | None:
    if cell is None or isinstance(cell, int | float):
        return cell
    return cell.isoformat() if isinstance(cell, date) else say(cell, lang)


WRITERS = (Writer("table.csv", Face.TABLE, "text/csv; charset=utf-8", write),)
