"""Says what a person should know of a proposal before they take it: how columns are read that may be read otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_service.messages import Items, Message, m
from importers.mapping.values import pieces
from importers.meanings.figures import currencies
from importers.proposing import lists
from importers.proposing.parties import Sorted
from importers.proposing.records import Made
from importers.sums import read_sum, unit_of, without_unit

_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "CHF": "CHF"}


def told(columns: Sorted, made: Made) -> Iterator[Message]:
    """A message for each such column."""
    header = columns.table.header
    if columns.table.headed_by:
        yield m("proposing-like-data", row=columns.table.header_row, texts=Items.first(columns.table.headed_by, 5))
    if meetings := columns.meetings():
        headers = Items.first([header[at] for at in meetings], 4)
        yield m("proposing-presences", n=len(meetings), headers=headers)
    for at in columns.fees():
        yield m("proposing-fee", header=header[at])
    for at, one in enumerate(columns.meant):
        if one.meaning == "org_name" and at in made.used:
            yield from _several(columns, at)
    amounts = columns.amounts()
    for at in amounts:
        if at in made.used or (at == amounts[0] and "funder" in made.missing):
            yield from _sums(columns, at)
    shared = [party for party in columns.parties.get("funder", ()) if columns.are_several(party)]
    if shared and not columns.payers() and not columns.choices.funder:
        for at in amounts:
            if at not in made.used:
                yield m("proposing-shared", header=header[at], payers=header[shared[0].columns["org_name"][0]])
    if made.year:
        yield m("proposing-year", year=made.year, where="title" if "above" in made.beside else "name")


def _sign(text: str) -> str:
    """The sign of the currency that a sum is in."""
    return _SIGNS[next(iter(currencies([text])), "EUR")]


def _several(columns: Sorted, at: int) -> Iterator[Message]:
    """How cells with several names are divided, or why they are not."""
    header, cells = columns.table.header[at], columns.table.cells(at)
    signs = columns.between(at)
    if not signs and at not in columns.choices.between and not columns.may_divide(at):
        signs = columns.likely(at)
        code = "proposing-several-paid"
    else:
        code = "proposing-several"
    between = re.compile(lists.pattern(signs))
    if signs and (cell := next((text for text in cells if len(pieces(between, text)) > 1), "")):
        shown = " ".join(cell.split())
        said = Items(
            [m("proposing-newline") if sign == "newline" else m("proposing-sign", sign=sign) for sign in signs], "or"
        )
        yield m(code, header=header, signs=said, cell=shown, n=len(pieces(between, cell)))


def _sums(columns: Sorted, at: int) -> Iterator[Message]:
    """In which unit a column of sums counts, and how its points and commas are read."""
    header, cells = columns.table.header[at], columns.table.cells(at)
    between, doubtful = columns.signs(at)
    times = unit_of(header) or max(map(unit_of, columns.table.above), default=0)
    plain = next((text for text in cells if not without_unit(text)[1] and read_sum(text) != "0"), "")
    if times > 1 and plain:
        yield m("proposing-times", header=header, times=times, cell=plain, read=read_sum(plain, between, times))
    named = next((text for text in cells if without_unit(text)[1] > 1), "")
    if named:
        yield m("proposing-unit", header=header, cell=named, read=read_sum(named), sign=_sign(named))
    # Of thousands and millions it is decimals (`importers.sums`).
    if doubtful and times <= 1 and not columns.choices.decimal:
        yield m("proposing-doubtful", header=header, cell=doubtful, read=read_sum(doubtful, between), sign=between)
