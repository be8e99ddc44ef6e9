"""Tells whether a table with the headers of a sheet of the template is one: anybody's list may have columns called
`Financeur` and `Bénéficiaire`, but those of the template name records by ids, or by names that are known."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from graph_service.model import RecordType, Scope, naming_columns
from graph_service.stores import referring
from graph_service.stores.base import Store
from graph_service.stores.reading import Reader
from graph_service.vocabulary import fold_text
from importers import recognition
from importers.mapping import Plan
from importers.mapping.values import identified
from importers.sheets import Sheet

_LOOKED_AT = 200
"""Rows whose ends are looked at."""
_ID = re.compile(r"[a-z0-9_.:-]+|[A-Za-z]\w*:\S+")
_NAMES = frozenset({"id", "name", "title", "acronym", "aliases", "siren", "siret", "rna"})
_NAMED = (RecordType.ACTOR, RecordType.PROJECT)


def is_doubtful(sheet: Sheet, plan: Plan) -> bool:
    """Return whether a table was taken for a sheet of the template by its headers alone, and names records that others
    bring."""
    if plan.mapping != recognition.TEMPLATE or recognition.is_ours(sheet) or recognition.is_in_own_words(sheet, plan):
        return False
    return bool(_ends(plan))


def brought(planned: Iterable[tuple[Sheet, Plan]]) -> Iterator[str]:
    """Yield what names the actors and projects of sheets of the template, folded."""
    for sheet, plan in planned:
        if plan.mapping == recognition.TEMPLATE and plan.records[0].type in _NAMED:
            places = [f.at for f in plan.records[0].fields if f.name in _NAMES and f.at is not None]
            for _, texts in sheet.rows():
                yield from (fold_text(part) for at in places if at < len(texts) for part in texts[at].split(";"))


def fits(sheet: Sheet, plan: Plan, names: Collection[str], store: Store | None) -> bool:
    """Return whether most rows name records by ids, or as `names` or the store know them; so does a table without
    rows."""
    ends = _ends(plan)
    rows = [[texts[at].strip() for at in ends if at < len(texts)] for _, texts in islice(sheet.rows(), _LOOKED_AT)]
    said = {text for row in rows for text in row if text}
    known = {text for text in said if _ID.fullmatch(text) or identified(text) or fold_text(text) in names}
    if store and said - known:
        hits = referring.named(Reader(store, Scope.INTERNAL), sorted(said - known))
        known.update(text for text, found in hits.items() if found)
    return 2 * sum(known.issuperset(filter(None, row)) for row in rows) >= len(rows)


def _ends(plan: Plan) -> list[int]:
    """The positions of the columns that name records and must be filled."""
    required = {column.name for column in naming_columns(plan.records[0].type) if column.required}
    return [f.at for f in plan.records[0].fields if f.name in required and f.at is not None]
