"""Tells which columns hold several names in a cell, and what stands between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from graph_service.vocabulary import fold_text
from importers.mapping.values import pieces
from importers.meanings import names
from importers.meanings.data import is_place

SIGNS = {
    ";": r"\s*;\s*",
    "|": r"\s*\|\s*",
    "newline": r"\s*\n\s*",
    "/": r"\s*/\s*",
    ",": r"\s*,\s*",
    "+": r"\s*\+\s*",
    "&": r"\s+&\s+",
    "et": r"\s+et\s+",
}
"""What may stand between names -> its pattern. `et` and `&` stand inside names as often: only a person chooses them."""
SURE = (";", "|", "newline")
"""Signs that mostly stand between names, seldom inside one."""

_LIKELY = ("/", ",", "+")
"""Signs that stand inside names too: what is between them must be names."""
SPLIT = r"\s*[;|\n]\s*"
_RECUR = 0.5
"""The share of cells with several texts whose texts stand in other cells too: then they are texts, not parts of one."""
_CAPITALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ0-9.]{1,9}( \d{2,3})?")
_NAME = re.compile(r"[A-ZÀ-Þ0-9\"«]")
_ENUMERATED = re.compile(r"\s(et|&)\s")


def pattern(signs: Collection[str]) -> str:
    """What stands between names, as a mapping says it."""
    if set(signs) <= set(SURE):
        return SPLIT
    return "|".join(SIGNS[sign] for sign in SIGNS if sign in signs)


def there(cells: Iterable[str]) -> tuple[str, ...]:
    """The signs that some cell holds between two texts, and by which it may be divided."""
    told = [re.compile(one) for one in SIGNS.values()]
    found = {sign for cell in cells for sign, one in zip(SIGNS, told, strict=True) if len(pieces(one, cell)) > 1}
    return tuple(sign for sign in SIGNS if sign in found)


def is_list(cells: Sequence[str]) -> bool:
    """Whether cells hold several texts each, by signs that mostly mean it: most of them do, or what stands between the
    signs of some stands in other cells too. A name with a semicolon in it is one name."""
    split = [pieces(re.compile(SPLIT), cell) for cell in cells]
    several = [parts for parts in split if len(parts) > 1]
    met = Counter(fold_text(part) for parts in split for part in parts)
    again = sum(any(met[fold_text(part)] > 1 for part in parts) for parts in several)
    return 2 * len(several) > len(split) or (again > _RECUR * len(several) and len(several) > 1)


def between(cells: Sequence[str], others: Collection[str]) -> tuple[str, ...]:
    """The signs between the names of bodies that cells hold; none where each holds one. `others` are names, folded,
    that stand in other columns."""
    found = [sign for sign in SURE if is_list(cells) and sign in there(cells)]
    for sign in (*(sign for sign in SURE if sign not in found), *_LIKELY):
        one = re.compile(pattern([*found, sign]))
        alone = Counter(fold_text(part) for cell in cells for part in pieces(one, cell))
        several = [parts for cell in cells if len(pieces(re.compile(SIGNS[sign]), cell)) > 1
                   for parts in [pieces(one, cell)]]  # fmt: skip
        if 2 * sum(_are_bodies(parts, alone, others) for parts in several) > len(several):
            found.append(sign)
    return tuple(found)


def _are_bodies(parts: Sequence[str], met: Counter[str], others: Collection[str]) -> bool:
    """Whether the parts of a cell are names of bodies: one is known for such, and each other may be one."""
    known = [_is_body(part) or met[fold_text(part)] > 1 or fold_text(part) in others for part in parts]
    return any(known) and all(is_known or _may_be_name(part) for is_known, part in zip(known, parts, strict=True))


def _is_body(text: str) -> bool:
    return bool(names.is_organisation(text) or _CAPITALS.fullmatch(text)) and not _ENUMERATED.search(text)


def _may_be_name(text: str) -> bool:
    """Whether a text may be a name by itself: it begins as one, and is no person, no place and no end of a list."""
    told = names.is_person(text) or is_place(text) or names.is_forename(text)
    return bool(_NAME.match(text)) and len(text.split()) <= 6 and not _ENUMERATED.search(text) and not told
