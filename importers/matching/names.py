"""Brings names of organisations to the forms in which they are compared."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from graph_service.vocabulary import fold_text

fold = lru_cache(500_000)(fold_text)
"""`fold_text`, of names that come again and again."""
ACRONYM = 3
"""The fewest letters of an acronym that says anything."""


@cache
def words(name: str) -> frozenset[str]:
    """A list of words of `words.yaml`."""
    return frozenset(map(str, _data()[name]))


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((files("importers.matching") / "words.yaml").read_text("utf-8"))
    return found


@lru_cache(500_000)
def bare(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it from others, sorted: without articles, legal forms and what stands before
    the name of a commune, with short words spelt out and without a plural's s.

    Of a name that would have no word left, all words but the articles stay.
    """
    spelt = _spelt(name)
    kept = [word for word in spelt if word not in words("forms") and word not in words("authorities")]
    return tuple(sorted({_singular(word) for word in kept or spelt}))


@lru_cache(500_000)
def is_common(name: str) -> bool:
    """Return whether a name has only words that a great many organisations bear, and so names nobody by itself."""
    return all(word in words("common") or len(word) < ACRONYM or word.isdigit() for word in _spelt(name))


@lru_cache(500_000)
def initials(name: str) -> str:
    """Return the first letters of a name's words without articles, of all and not of the bare ones; empty of fewer
    than three."""
    found = "".join(word[0] for word in fold(name).split() if word not in words("articles"))
    return found if len(found) >= ACRONYM else ""


def as_acronym(name: str) -> str:
    """Return a name of one short word without its dots (`C.C.A.S.`), as an acronym may be; else empty."""
    found = fold(name).split()
    joined = "".join(found)
    return joined if len(joined) >= ACRONYM and (len(found) == 1 or all(len(word) == 1 for word in found)) else ""


def telling(names: Iterable[str]) -> list[str]:
    """Return the words of names by which others of the same name are looked for in a store: not the common ones."""
    found = {word for name in names for word in fold(name).split()}
    return sorted(word for word in found if len(word) >= ACRONYM and not _says_little(word))


def _says_little(word: str) -> bool:
    return word in words("common") or word in words("forms") or word in words("articles")


@lru_cache(500_000)
def _spelt(name: str) -> tuple[str, ...]:
    """The words of a name but its articles: letters with dots between them joined, short words spelt out."""
    found: list[str] = []
    letters = ""
    for word in fold(name).split():
        if len(word) == 1 and word not in ("a", "l", "d"):
            letters += word
            continue
        found += [letters] if letters else []
        letters = ""
        found.append(str(_data()["short"].get(word, word)))
    found += [letters] if letters else []
    return tuple(word for word in found if word not in words("articles"))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > ACRONYM and word[-1] in "sx" else word
