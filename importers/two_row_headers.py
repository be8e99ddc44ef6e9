"""Reads a header that stands in two rows: groups of columns above (`Porteur`, `Action`), the columns of each below
(`Nom`, `Commune`). The cells of a group were merged, so that all but the first are blank; a column of no group has its
name in one of the two rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph_service.vocabulary import fold_text
from importers.meanings import headers
from importers.meanings.dates import is_day
from importers.meanings.figures import is_number

_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 60
"""Signs of a text that may head a column: what is longer is a sentence."""


@dataclass(frozen=True, slots=True)
class TwoRows:
    """A header in two rows."""

    names: tuple[str, ...]
    """Each column by its group and its own name: `Porteur Nom`."""
    plain: tuple[str, ...]
    """Each column by its own name alone, by that of its group where it has none."""


def two_rows(upper: Sequence[str], lower: Sequence[str], spans: Sequence[str] | None = None) -> TwoRows | None:
    """The header that two rows make together; None where they are no such. `spans` is the upper row with each group
    written over all its columns, where that is known; else a group goes on to the next text above."""
    width = max(len(upper), len(lower))
    above, below = _padded(upper, width), _padded(lower, width)
    over = list(_padded(spans, width)) if spans else spread(above, below)
    if not _are_groups(above, below, over) or not _heads(below) or (spans is None and not _heads_groups(above, below)):
        return None
    return TwoRows(*joined(over, below))


def joined(over: Sequence[str], below: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(names with their groups, names alone) of a row of groups, each over all its columns, and the row below."""
    width = max(len(over), len(below))
    pairs = list(zip(_padded(over, width), _padded(below, width), strict=True))
    plain = tuple(own or group for group, own in pairs)
    names = tuple(f"{group} {own}" if group and own and group != own else own or group for group, own in pairs)
    return names, plain


def _padded(texts: Sequence[str], width: int) -> tuple[str, ...]:
    return (*(text.strip() for text in texts), *[""] * (width - len(texts)))[:width]


def spread(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """The upper row with each group over its columns: blanks to the right of it, as far as columns have names below."""
    found, group = [], ""
    for text, own in zip(above, below, strict=True):
        group = text or (group if own else "")
        found.append(group)
    return found


def _are_groups(above: Sequence[str], below: Sequence[str], over: Sequence[str]) -> bool:
    """Whether some text above stands over several columns, and not one over all: that would be a title."""
    named = [at for at, text in enumerate(below) if text]
    grouped = [over[at] for at in named if over[at]]
    several = any(not above[at] and over[at] and over[at] == over[at - 1] for at in named if at)
    # A row without blanks is a header by itself, and a text alone over the first column is a title.
    alone = len(set(filter(None, above))) == 1 and (not named or bool(above[named[0]]))
    return several and len(grouped) > 1 and not alone


def _heads(below: Sequence[str]) -> bool:
    """Whether a row holds names of columns: no numbers or days but years, and words that headers have."""
    texts = [text for text in below if text]
    if any((is_number(text) or is_day(text)) and not _YEAR.fullmatch(text) for text in texts):
        return False
    return max(map(len, texts)) <= _LONGEST and 2 * sum(map(_is_known, texts)) >= len(texts)


def _heads_groups(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether texts above head groups, where nothing says which cells were merged: a column beside them has its only
    name there (merged with the cell below it), or most of them are words of headers. A title has neither."""
    texts = [text for text in above if text]
    if max(map(len, texts)) > _LONGEST:
        return False
    down = sum(bool(text) and not own for text, own in zip(above, below, strict=True))
    return (down > 0 and len(texts) > 1) or 2 * sum(map(_is_known, texts)) > len(texts)


def _is_known(text: str) -> bool:
    """Whether all words of a text are words of headers, or it is a year."""
    if _YEAR.fullmatch(text):
        return True
    known = headers.packaged().words
    found = headers.tokens(text, known)
    return bool(found) and all(token.word in known or token.word.isdigit() for token in found) and bool(fold_text(text))
