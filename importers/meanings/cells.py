"""A column's cells as tests of content look at them: texts that say something, each with how often it stands there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import islice

from graph_service.records.cells import is_error
from importers.meanings.data import folded, values

SAMPLED_ROWS = 1000
_RUN = 20
_LONGEST = 200
"""Of a text so many signs are tested: what is longer is prose."""
_LOOKED_AT = 200
"""Different texts of a column that are tested, evenly spaced over all."""
_INVISIBLE = re.compile(r"[\u200b\ufeff]")


def sampled(rows: Iterable[Sequence[str]], most: int = SAMPLED_ROWS) -> list[Sequence[str]]:
    """Between `most` / 2 and `most` rows, evenly spaced over all; all of them where there are no more than `most`.

    They are taken in runs of 20, so that rows that speak of one thing stay together.
    """
    kept: list[Sequence[str]] = []
    every = 1
    for at, row in enumerate(rows):
        if at // _RUN % every:
            continue
        if len(kept) == most:
            kept = [row for n, row in enumerate(kept) if n // _RUN % 2 == 0]
            every *= 2
            if at // _RUN % every:
                continue
        kept.append(row)
    return kept


class Cells:
    """The filled cells of one column. Cells that say there is nothing (`N/A`, `sans objet`, `#REF!`) are left out."""

    def __init__(self, texts: Iterable[str]) -> None:
        counted = Counter(_INVISIBLE.sub("", text).strip() for text in texts)
        del counted[""]
        self.rows_filled = counted.total()
        self.counts = {text: n for text, n in counted.items() if not is_nothing(text)}
        self.filled = sum(self.counts.values())
        step = max(1, len(self.counts) // _LOOKED_AT)
        taken = islice(self.counts.items(), 0, None, step)
        self.looked_at: Sequence[tuple[str, int]] = [(text[:_LONGEST], n) for text, n in taken]
        self._total = sum(n for _, n in self.looked_at)

    def __bool__(self) -> bool:
        return bool(self.counts)

    def share(self, fits: Callable[[str], object]) -> float:
        """The share of filled cells whose text fits, 0 to 1; 0 where no cell is filled."""
        return sum(n for text, n in self.looked_at if fits(text)) / self._total if self._total else 0.0

    def share_folded(self, fits: Callable[[str], object]) -> float:
        """The same, of texts in lower case without accents and signs."""
        if not self._total:
            return 0.0
        return sum(n for text, (_, n) in zip(self.folded, self.looked_at, strict=True) if fits(text)) / self._total

    @cached_property
    def nested(self) -> float:
        """The share of different texts that are JSON lists or objects."""
        held = sum(text[:1] in "[{" and text[-1:] in "]}" and len(text) > 1 for text in self.counts)
        return held / self.distinct if self.counts else 0.0

    @cached_property
    def folded(self) -> list[str]:
        return [folded(text) for text, _ in self.looked_at]

    @cached_property
    def distinct(self) -> int:
        return len(self.counts)

    @cached_property
    def variety(self) -> float:
        """How many different texts there are for each filled cell: 1 where no two cells are equal."""
        return self.distinct / self.filled if self.filled else 0.0

    @cached_property
    def length(self) -> float:
        """Signs in a cell, on average."""
        return sum(len(text) * n for text, n in self.looked_at) / self._total if self._total else 0.0

    @cached_property
    def words(self) -> float:
        """Words in a cell, on average."""
        return sum(len(text.split()) * n for text, n in self.looked_at) / self._total if self._total else 0.0


def is_nothing(text: str) -> bool:
    """Whether a cell is filled only to say that there is nothing."""
    if len(text) > 25:
        return False
    said = folded(text)
    return said in values("nulls") or not said or is_error(text)
