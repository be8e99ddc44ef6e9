"""HTML as a test reads it, and addresses as a page may have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from graph_service import vocabulary
from graph_service.messages import Ref
from graph_service.queries.blocks import Block
from visualisations.words.html import Written, html

_VOID = ("br", "img", "input", "hr", "wbr")


class At:
    """Addresses of a page."""

    def ask(self, question: str, values: Mapping[str, Any]) -> str:
        return f"/q/{question}?{urlencode(values, doseq=True)}"

    def card(self, ref: Ref) -> str | None:
        return self.ask(ref.type, {"id": ref.id}) if ref.type in ("actor", "project") else None

    def picture(self, question: str, values: Mapping[str, Any]) -> str:
        return f"/{question}/picture?{urlencode(values, doseq=True)}"


@dataclass
class Element:
    """An element with its attributes, what stands in it, and its text."""

    tag: str
    attrs: dict[str, str | None] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(each if isinstance(each, str) else each.text for each in self.inside)

    def all(self, *tags: str) -> list[Element]:
        """Every element of these names below it, in their order; without names every one."""
        found = []
        for each in self.inside:
            if isinstance(each, Element):
                found += [each] if each.tag in tags or not tags else []
                found += each.all(*tags)
        return found

    def classed(self, name: str) -> list[Element]:
        return [each for each in self.all() if name in (each.attrs.get("class") or "").split()]

    def one(self, *tags: str) -> Element:
        (found,) = self.all(*tags)
        return found


class _Reader(HTMLParser):
    """Reads well-formed HTML: an end tag closes what was opened last, and nothing stays open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open = [Element("root")]
        self.feed(text)
        self.close()
        assert len(self.open) == 1, f"still open: {self.open[-1].tag}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice: {tag} {attrs}"
        made = Element(tag, dict(attrs))
        self.open[-1].inside.append(made)
        if tag not in _VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(text: str) -> Element:
    return _Reader(text).open[0]


def written(*told: Block, lang: str = "en", inside: bool = False) -> Written:
    return html(told, lang, At(), vocabulary.packaged(), inside=inside)


def body(*told: Block, lang: str = "en") -> Element:
    """The body of some blocks."""
    return read(written(*told, lang=lang).body)


def headings(of: Element) -> Iterable[int]:
    return [int(each.tag[1]) for each in of.all("h1", "h2", "h3", "h4", "h5", "h6")]
