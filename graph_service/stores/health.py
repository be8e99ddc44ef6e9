"""What `maillage doctor` asks of a store: one check after the other, each with what to do. A store is never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph_service.errors import UsageError
from graph_service.messages import Message


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
    if url.split(":", 1)[0] == "sqlite":
        from graph_service.stores.sqlite import health

        return health.examine(url)
    raise UsageError("store-scheme", url=url)
