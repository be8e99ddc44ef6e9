"""The checks of `maillage doctor`, each with what to do. They never change a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from graph_service.errors import UsageError
from graph_service.identifiers import check
from graph_service.messages import Day, Items, Message, m
from graph_service.model import Batch, Fact, RecordType, out_of_bounds
from graph_service.settings import store_url
from graph_service.stores.open import NEO4J

_NAMED = 10
"""Values out of their bounds that doctor names one by one."""


class State(StrEnum):
    """`warning`: it works, and somebody should know; `error`: something does not work, or is not right."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its name for programs, how it stands, and the sentence with what to do."""

    name: str
    state: State
    message: Message


def examine(url: str) -> Iterator[Check]:
    """The checks of the store at `url`, as they are made. Raises StoreMissing where there is none.

    What is broken is told, never raised. Each kind of store has its own checks.
    """
    url = store_url(url)
    if url.split(":", 1)[0] == "sqlite":
        from graph_service.stores.sqlite import health

        return health.examine(url)
    if url.split(":", 1)[0] in NEO4J:
        from graph_service.stores.neo4j import health as neo4j

        return neo4j.examine(url)
    raise UsageError("store-scheme", url=url)


def bounds(facts: Iterable[Fact]) -> Check:
    """Whether each value is one that may be entered today. One that is not counts as unknown in answers."""
    found = {(fact.type.value, fact.id, field) for fact in facts for field in out_of_bounds(fact)}
    if not found:
        return Check("bounds", State.OK, m("doctor-bounds"))
    first = sorted(found)[:_NAMED]
    which = Items([f"{id_[:80]} ({field})" for _, id_, field in first])
    args = {"n": len(found), "which": which, "id": first[0][1][:80], "field": first[0][2]}
    return Check("bounds", State.WARNING, m("doctor-bounds-broken", **args))


def identifiers(facts: Iterable[Fact]) -> Check:
    """Whether a number of an actor's is one that nobody has: taken by an older version, it may join strangers."""
    found = {
        (fact.id, scheme, len(fact.keys) > 1)
        for fact in facts
        if fact.type is RecordType.ACTOR
        for scheme in ("siren", "siret", "rna")
        if check(scheme, str(fact.get(scheme) or "")).code == "placeholder"
    }
    if not found:
        return Check("identifiers", State.OK, m("doctor-identifiers"))
    which = Items([f"{id_[:80]} ({scheme})" for id_, scheme, _ in sorted(found)[:_NAMED]])
    joined = sum(several for _, _, several in found)
    return Check(
        "identifiers", State.WARNING, m("doctor-identifiers-nobodys", n=len(found), which=which, joined=joined)
    )


def clock(batches: Sequence[Batch]) -> Check:
    """Whether the clock ever went back. Times are told to people and never folded: it changes no answer."""
    times = [(batch, at) for batch in batches if (at := _time(batch))]
    back = [after for (_, one), (after, other) in pairwise(times) if other < one]
    if back:
        return Check("clock", State.WARNING, m("doctor-clock-back", n=len(back), id=back[0].id))
    if times and times[-1][1] > datetime.now(UTC) + timedelta(minutes=5):
        return Check("clock", State.WARNING, m("doctor-clock-ahead", id=times[-1][0].id, day=Day(times[-1][0].at[:10])))
    if not times:
        return Check("clock", State.OK, m("doctor-clock-none"))
    return Check("clock", State.OK, m("doctor-clock", day=Day(times[-1][0].at[:10])))


def _time(batch: Batch) -> datetime | None:
    try:
        found = datetime.fromisoformat(batch.at)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
