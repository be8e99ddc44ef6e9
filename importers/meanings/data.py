"""The word lists that speak for meanings, read once from the files beside this one."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from graph_service.territories import packaged
from graph_service.vocabulary import fold_text


@cache
def table(name: str) -> dict[str, Any]:
    """The content of `importers/meanings/<name>.yaml`."""
    found: dict[str, Any] = yaml.safe_load((files("importers") / "meanings" / f"{name}.yaml").read_text("utf-8"))
    return found


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """`fold_text`, remembered: several tests look at the same cell."""
    return fold_text(text)


@cache
def values(name: str) -> frozenset[str]:
    """One list of `values.yaml`, folded."""
    return frozenset(fold_text(str(word)) or str(word) for word in table("values")[name])


@cache
def forenames() -> frozenset[str]:
    """Forenames of many languages, folded."""
    return frozenset((files("importers") / "meanings" / "forenames.txt").read_text("utf-8").split())


@cache
def countries() -> frozenset[str]:
    """Codes of two letters and names of countries in French and English, folded."""
    return frozenset(word for code, names in table("countries").items() for word in (code, *names))


@cache
def place_names() -> frozenset[str]:
    """Folded names of all communes, départements and regions of France. An EPCI's name is an organisation's."""
    communes = (row[1] for row in packaged().tables.communes.values())
    return frozenset(map(_place, communes)) | names_of_wholes()


@cache
def names_of_wholes() -> frozenset[str]:
    """Folded names of départements and regions."""
    tables = packaged().tables
    return frozenset(map(_place, (*tables.regions.values(), *(name for name, _ in tables.departements.values()))))


@lru_cache(maxsize=50_000)
def is_whole(text: str) -> bool:
    """Whether a cell names a département or a region."""
    return _place(text) in names_of_wholes()


@lru_cache(maxsize=50_000)
def is_place(text: str) -> bool:
    """Whether a cell names a place of France, also as `CHALONS CEDEX 2`, `Paris 14e` or `St Brieuc`."""
    return _place(text) in place_names()


_SHORT = {"st": "saint", "ste": "sainte"}


def _place(name: str) -> str:
    words = folded(name).split() if len(name) < 60 else []
    while len(words) > 1 and (words[-1] == "cedex" or words[-1].rstrip("er").isdigit()):
        words.pop()
    return " ".join(_SHORT.get(word, word) for word in words)
