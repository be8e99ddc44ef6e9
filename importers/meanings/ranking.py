"""Ranks the meanings of each column of a table: words of the header, tests of content, and the columns beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph_service.messages import Message
from importers.meanings import content, context, headers
from importers.meanings.cells import Cells, sampled
from importers.meanings.data import table
from importers.meanings.evidence import Evidence

MEANINGS: tuple[str, ...] = tuple(table("words"))
"""All meanings, by their ids. `meaning-name-<id>` says each in words."""
PERSONAL = frozenset({"person_name", "person_detail", "email", "phone"})
"""Meanings of columns that hold what belongs to one person."""
RECORD_MAKING = frozenset(
    {
        "siren", "siret", "rna", "local_id", "project_id", "org_name", "acronym", "actor_kind", "role", "project_title",
        "amount", "funding_nature", "date", "start", "end", "year", "period", "reference", "cog", "dep", "reg", "epci",
        "qpv", "place_name", "lat", "lon", "url", "theme", "text", "link_from", "link_to", "link_kind", "weight",
    }
)  # fmt: skip
"""Meanings whose columns fill a field of a record, or name the record."""

_PRIOR = {"other": 1.2, "org_name": 0.2, "text": 0.0, "category": 0.4}
_USUAL_PRIOR = -0.5


@dataclass(frozen=True, slots=True)
class Guess:
    """One meaning that a column may have. `score` is between 0 and 1; the scores of a column add up to 1."""

    meaning: str
    score: float
    subject: str = ""
    """Whom it is about: `funder`, `recipient`, `actor`, `project`, `region` …; empty where the meaning needs nobody."""
    reasons: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """What one column of a table may be, the likeliest first."""

    position: int
    header: str
    guesses: tuple[Guess, ...]

    @property
    def best(self) -> Guess:
        return self.guesses[0]


def columns_of(
    header: Sequence[str], rows: Iterable[Sequence[str]], dictionary: headers.Dictionary | None = None
) -> list[Column]:
    """What each column of a table is. Of `rows` about 1,000 are looked at, spread over all.

    A row that is shorter than the header ends in empty cells. `dictionary` takes the place of the packaged words.
    """
    known = dictionary or headers.packaged()
    sample = sampled(rows)
    found = [
        context.Seen(at, text, headers.subjects(text, known), cells, _evidence(text, cells, known))
        for at, text in enumerate(header)
        for cells in (Cells(row[at] if at < len(row) else "" for row in sample),)
    ]
    beside = context.evidence(found, known)
    columns = []
    for seen, more in zip(found, beside, strict=True):
        columns.append(Column(seen.position, seen.header, _ranked([*seen.evidence, *more])))
    return context.with_subjects(columns, found)


def _evidence(header: str, cells: Cells, dictionary: headers.Dictionary) -> list[Evidence]:
    return [*headers.evidence(header, dictionary), *content.evidence(cells)]


def _ranked(evidence: Iterable[Evidence]) -> tuple[Guess, ...]:
    points = {meaning: _PRIOR.get(meaning, _USUAL_PRIOR) for meaning in MEANINGS}
    reasons: dict[str, list[tuple[float, Message]]] = {meaning: [] for meaning in MEANINGS}
    for one in evidence:
        points[one.meaning] += one.points
        if one.reason and one.points > 0:
            reasons[one.meaning].append((-one.points, one.reason))
    highest = max(points.values())
    odds = {meaning: math.exp(value - highest) for meaning, value in points.items()}
    total = sum(odds.values())
    ranked = sorted(MEANINGS, key=lambda meaning: -odds[meaning])
    return tuple(
        Guess(
            meaning, odds[meaning] / total, "", tuple(told for _, told in sorted(reasons[meaning], key=lambda r: r[0]))
        )
        for meaning in ranked
    )
