"""The questions by name. Each is loaded when somebody first asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from graph_service.messages import Message

if TYPE_CHECKING:
    from graph_service.queries.declare import Question


class Registry:
    """Questions by name. Each surface takes a registry as an argument, so that a test can pass its own."""

    def __init__(self, questions: Iterable[Question[Any, Any] | str] = ()) -> None:
        """A name stands for the question of that name in `graph_service.queries`, in the module of that name."""
        self._questions = {each if isinstance(each, str) else each.name: each for each in questions}

    def __iter__(self) -> Iterator[Question[Any, Any]]:
        return (self._loaded(name) for name in self.names)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._questions)

    def get(self, name: str) -> Question[Any, Any] | None:
        return self._loaded(name) if name in self._questions else None

    def title(self, name: str) -> Message:
        """The title of a question, loaded or not: of those that are named only, it is `NAME-title`."""
        known = self._questions[name]
        return Message(f"{name}-title") if isinstance(known, str) else known.title

    def with_(self, *more: Question[Any, Any]) -> Registry:
        return Registry([*self._questions.values(), *more])

    def _loaded(self, name: str) -> Question[Any, Any]:
        known = self._questions[name]
        if isinstance(known, str):
            known = getattr(import_module(f"graph_service.queries.{name}"), name)
            self._questions[name] = known
        return known
