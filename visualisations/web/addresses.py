"""Where things stand in the service: answers, cards, pictures. Nothing else writes an address of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

from graph_service.messages import Lang, Ref
from graph_service.queries.registry import Registry

API = "/api/v1"
TYPED = "typed"
"""The parameter of a page that tells which sentence led to it."""


@dataclass(frozen=True)
class Addresses:
    """Addresses for a reader: in a language, and in a scope where one was asked for."""

    registry: Registry
    lang: Lang
    scope: str | None = None

    def ask(self, question: str, values: Mapping[str, Any]) -> str:
        """Return where the page answers a question. What it asks with anyway is left out."""
        found = self.registry.get(question)
        usual = found.page if found else {}
        kept = {name: value for name, value in values.items() if usual.get(name) != value}
        return f"/q/{question}?{self._query(kept)}"

    def typed(self, question: str, values: Mapping[str, Any], text: str) -> str:
        """Return where the page answers a question that somebody asked by a sentence."""
        return f"{self.ask(question, values)}&{urlencode([(TYPED, text)])}"

    def card(self, ref: Ref) -> str | None:
        """Return where the card of a record is; None where no question gives one of its type."""
        before = self.cards.get(ref.type)
        return f"{before}{quote(ref.id, safe='')}" if before else None

    @cached_property
    def cards(self) -> dict[str, str]:
        """The addresses of cards by type of record, up to the id."""
        found = {
            type_: f"/q/{question}?{self._query({})}&{parameter}="
            for type_, (question, parameter) in self.registry.cards.items()
        }
        # A group of actors is no record; it opens where groups are told.
        opens = {"group": f"/q/overview?{self._query({})}&group="} if self.registry.get("overview") else {}
        return found | opens

    def picture(self, question: str, values: Mapping[str, Any]) -> str:
        """Return where the picture of a question's answer is drawn."""
        return self.file(question, "picture.html", values)

    def file(self, question: str, name: str, values: Mapping[str, Any]) -> str:
        """Return where a question's answer is given as a file."""
        return self._api(question, f"/{name}", values)

    def answer(self, question: str, values: Mapping[str, Any]) -> str:
        """Return where a program is given a question's answer."""
        return self._api(question, "", values)

    def table(self, question: str, values: Mapping[str, Any]) -> str:
        """Return where the page shows a question's answer as a table."""
        return self.ask(question, values).replace("?", "/table?", 1)

    def _api(self, question: str, below: str, values: Mapping[str, Any]) -> str:
        found = self.registry.get(question)
        assert found is not None, f"no question {question!r}"
        in_path = {name: quote(next(_texts(values[name])), safe="") for name in found.in_path}
        rest = {n: value for n, value in values.items() if n not in in_path and found.page.get(n) != value}
        return f"{API}{found.path.format(**in_path)}{below}?{self._query(rest)}"

    def here(self, path: str, query: Iterable[tuple[str, str]], **changed: str) -> str:
        """Return the address of a page with other values of some parameters, empty ones left out."""
        kept = [(name, value) for name, value in query if name not in changed]
        return f"{path}?{urlencode([*kept, *((n, v) for n, v in changed.items() if v)])}"

    def home(self) -> str:
        return f"/?{self._query({})}"

    def place(self, path: str) -> str:
        """Return the address of one of the page's own places, such as `/import`."""
        return f"{path}?{self._query({})}"

    def _query(self, values: Mapping[str, Any]) -> str:
        pairs = [(name, text) for name, value in values.items() for text in _texts(value)]
        return f"{urlencode(pairs)}&{self._reader}" if pairs else self._reader

    @cached_property
    def _reader(self) -> str:
        return (
            urlencode([("scope", self.scope)] if self.scope else []) + ("&" if self.scope else "") + f"lang={self.lang}"
        )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, bool):
        yield from ("true",) if value else ()
    elif value is not None:
        yield str(value)
