"""Finds the columns of a table that hold people, e-mail addresses or telephone numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from graph_service.messages import Message, Share, m
from graph_service.records import personal as contacts
from graph_service.vocabulary import fold_text
from importers.meanings import names
from importers.meanings.cells import Cells, sampled
from importers.meanings.content import is_phone
from importers.meanings.data import values
from importers.meanings.dates import is_day, is_two_days
from importers.meanings.figures import is_number
from importers.meanings.ranking import PERSONAL, Column, columns_of

_MAY_HOLD = re.compile(
    r"[@＠]|arr?ob|\bat\b|chez|&commat|#0*64|#x0*40|%40|[\[({<]\s*[aà]\s*[\])}>]|(?:\d\D{0,3}){8}", re.IGNORECASE
)
"""What every text with an address or a number has some of: a quick look before the thorough one."""
_NOT_FREE = frozenset({"org_name", "siren", "siret", "rna", "local_id", "project_id", "reference", "amount", "number",
                       "date", "start", "end", "year", "period", "cog", "dep", "reg", "epci", "postcode", "lat", "lon",
                       "percent", "acronym", "url"})  # fmt: skip
"""Meanings of columns in which one odd cell is a slip, which the checks of cells answer, not what the column is for."""
_FREE = frozenset({"text", "other", "category", "flag", "role", "link_kind", "address"})
_MOST = 0.3
"""The share of cells with a contact from which a column of names or codes is one of contacts."""
_LISTED = {True: 0.1, False: 0.3}
"""The share of cells with a person among their parts, in free text and elsewhere."""


def personal_columns(
    header: Sequence[str], rows: Iterable[Sequence[str]], columns: Sequence[Column] | None = None
) -> dict[int, Message]:
    """The positions of the columns that hold what belongs to persons, each with the reason.

    Every row is looked at once for e-mail addresses and telephone numbers, about 1,000 for names; none is kept.
    `columns` is what `columns_of` answered, where it was asked before.
    """
    passed = _Passed(len(header))
    sample = sampled(passed.looking_at(rows))
    found: dict[int, Message] = {}
    for column in columns or columns_of(header, sample):
        at = column.position
        cells = Cells(row[at] for row in sample if at < len(row))
        if reason := _reason(column, cells, passed, at):
            found[at] = reason
    return found


class _Passed:
    """Counts of the cells of each column, while rows pass: filled, with a contact, with a name after a civility."""

    def __init__(self, width: int) -> None:
        self.filled, self.held, self.addressed = [0] * width, [0] * width, [0] * width

    def looking_at(self, rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
        for row in rows:
            for at, text in enumerate(row[: len(self.filled)]):
                if text:
                    self.filled[at] += 1
                    self.held[at] += _holds_contact(text)
                    self.addressed[at] += names.addresses_person(text)
            yield row


def _reason(column: Column, cells: Cells, passed: _Passed, at: int) -> Message | None:
    best, free = column.best.meaning, column.best.meaning in _FREE
    if best in PERSONAL:
        return m(f"personal-{best.replace('_', '-')}", header=column.header)
    if passed.held[at] and (best not in _NOT_FREE or passed.held[at] > _MOST * passed.filled[at]):
        return m("personal-contacts", header=column.header, n=passed.held[at])
    if nested := _nested_key(cells):
        return m("personal-nested", header=column.header, key=nested)
    persons, organisations = cells.share(names.is_person), cells.share(names.is_organisation)
    if persons > 0.4 and persons > 1.5 * organisations and best not in ("place_name", "address", "theme"):
        return m("personal-names", header=column.header, share=Share(persons))
    listed = sum(n for text, n in cells.counts.items() if names.lists_person(text))
    mostly = passed.addressed[at] > 0.5 * passed.filled[at]
    told = mostly or (free and _is_no_slip(passed.addressed[at], passed.filled[at]))
    addressed = passed.addressed[at] if told else 0
    if addressed or (listed > _LISTED[free] * cells.filled and best not in ("place_name", "address", "theme")):
        return m("personal-mentions", header=column.header, n=max(addressed, listed))
    return None


def _is_no_slip(addressed: int, filled: int) -> bool:
    """Whether so many cells of free text name a person that it is what the column does: one `M. Pagnol` is a school."""
    return addressed >= 0.2 * filled or addressed >= max(2, 0.01 * filled)


@lru_cache(maxsize=50_000)
def _holds_contact(text: str) -> bool:
    """Whether a cell holds an e-mail address or a telephone number; ten digits alone may be any number."""
    if not _MAY_HOLD.search(text) or text.isdigit() or (is_number(text) and not is_phone(text)):
        return False
    return not (is_day(text) or is_two_days(text)) and contacts.mask(text) is not None


def _nested_key(cells: Cells) -> str | None:
    """The first key of a nested object that says whose it is, such as `prenom`."""
    for text in list(cells.counts)[:50]:
        if text[:1] in "[{":
            try:
                inside = json.loads(text)
            except ValueError:
                continue
            for key, value in _keys(inside):
                if fold_text(key) in values("personal_keys") and value not in (None, "", []):
                    return key
    return None


def _keys(inside: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(inside, dict):
        for key, value in inside.items():
            yield str(key), value
            yield from _keys(value)
    elif isinstance(inside, list):
        for item in inside[:20]:
            yield from _keys(item)
