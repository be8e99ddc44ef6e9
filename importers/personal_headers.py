"""Headers of columns that hold personal data."""

from __future__ import annotations

from functools import cache

from graph_service.records.words import word_list
from graph_service.vocabulary import fold_text


def is_personal_header(header: str) -> bool:
    """Return whether a column seems to hold personal data. It is left out like any unknown one, and reported."""
    return fold_text(header) in _words()


@cache
def _words() -> frozenset[str]:
    return frozenset(word_list("personal_headers"))
