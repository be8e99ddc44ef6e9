"""Names that are one or two typing errors apart: by the one word in which they differ, or by a blank."""

from __future__ import annotations

from collections.abc import Iterator

from importers.matching import names

_FEWEST = 5
"""Letters of a word with one error, beside words that are equal: of shorter ones too many differ by one letter."""
_ALONE = 9
"""Letters of a word with an error that is the whole name: shorter ones are often alike (`CODELA`, `CORELA`)."""
_TWICE = 9
"""Letters of a word that may hold two errors."""

Bare = tuple[str, ...]
"""A name as `names.bare` gives it."""


def near(one: Bare, other: Bare) -> tuple[str, str] | None:
    """Return the two spellings where two names differ in one word alone, by one typing error (two in a long word), or
    in a blank; None where they are equal or differ more."""
    a, b = set(one), set(other)
    rest = a & b
    left, right = a - rest, b - rest
    if len(left) == len(right) == 1:
        (word,), (another,) = left, right
        return (word, another) if _is_slip(word, another, _FEWEST if rest else _ALONE) else None
    for parts, whole in ((left, right), (right, left)):
        if len(parts) == 2 and len(whole) == 1:
            first, second = sorted(parts)
            (joined,) = whole
            if joined in (first + second, second + first) and len(joined) >= _FEWEST:
                return (f"{first} {second}", joined) if joined == first + second else (f"{second} {first}", joined)
    return None


def _is_slip(word: str, other: str, fewest: int) -> bool:
    if any(sign.isdigit() for sign in word + other) or (_is_usual(word) and _is_usual(other)):
        return False
    shorter = min(len(word), len(other))
    most = 2 if shorter >= _TWICE else 1 if shorter >= fewest else 0
    return most > 0 and distance(word, other, most) <= most


def _is_usual(word: str) -> bool:
    return word in names.words("common") or word in names.words("forms") or word in names.words("authorities")


def distance(one: str, other: str, most: int) -> int:
    """Return the letters to put in, take out, change or swap with their neighbour between two words, or `most` + 1
    where that are more (optimal string alignment)."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def keys(bare: Bare) -> Iterator[object]:
    """Yield what names that are near have in common: all words but one; of a name of one word, that word with a letter
    left out; all words run together."""
    if len(bare) == 1:
        (word,) = bare
        yield "one", word
        if len(word) >= _ALONE:
            yield from (("one", word[:at] + word[at + 1 :]) for at in range(len(word)))
    else:
        for at in range(len(bare)):
            yield "but", bare[:at] + bare[at + 1 :]
    yield "run", "".join(sorted("".join(bare)))
