"""The French and English texts above the template's columns and on its sheets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from graph_service.messages import Label, Lang, codes, m, say
from graph_service.vocabulary import fold_text


@cache
def table(name: str) -> Mapping[str, list[str]]:
    """`columns`, `fields` or `asides`: canonical name -> [French, English]; `sheets`: canonical name -> French."""
    text = (files("graph_service") / "data" / "records" / "headers.yaml").read_text("utf-8")
    found: Mapping[str, list[str]] = yaml.safe_load(text)[name]
    return found


def label(column: str) -> Label:
    """Return the text above a column; for a field without a column, its own name."""
    both = table("columns").get(column) or table("fields").get(column) or [column, column]
    return Label(*both)


def explained(sheet: str, column: str, lang: Lang) -> str:
    """Return one line that explains what a column of a sheet holds."""
    own = f"help-{sheet}-{column}"
    return say(m(own if own in codes(lang) else f"help-column-{column}"), lang)


def is_one_line(header: str) -> bool:
    """Whether the cells below a header are known to hold one line: all of the template's but descriptions."""
    return fold_text(header) in _one_line()


@cache
def _one_line() -> frozenset[str]:
    known = {**table("columns")}
    del known["description"]
    return frozenset(fold_text(word) for column, both in known.items() for word in (column, *both))


def named(column: str) -> Label:
    """Return a column's label for a sentence, with its canonical name if that is another word."""
    both = table("columns").get(column)
    if both is None:
        return Label(column, column)
    return Label(*(column if fold_text(text) == column else f"{text} ({column})" for text in both))
