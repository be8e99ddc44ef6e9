"""Messages: a code with arguments, put into words in the asked language by the command line, the API or a page.

The catalogue is Fluent, French (`data/messages/fr/`) first and English (`en/`) second, a file for each part of
the project; both hold the same codes (a test compares them). Arguments may be messages, bilingual labels, dates,
shares or lists of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

Lang = str  # "fr" | "en"
LANGS: tuple[Lang, ...] = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence not yet in words: `code` is its id in the catalogue, `args` what it speaks of."""

    code: str
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """A text that exists in both languages, such as a vocabulary row's label."""

    fr: str
    en: str

    def text(self, lang: Lang) -> str:
        return (self.en or self.fr) if lang == "en" else (self.fr or self.en)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as stated (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`), written as people of the language write it."""

    stated: str

    def text(self, lang: Lang) -> str:
        parts = self.stated.split("-")
        return "/".join(reversed(parts)) if lang == "fr" or len(parts) < 3 else self.stated


@dataclass(frozen=True, slots=True)
class Share:
    """A share from 0 to 1, written in per cent: `11,1 %` in French, `11.1%` in English."""

    value: float

    def text(self, lang: Lang) -> str:
        percent = self.value * 100
        digits = 0 if percent >= 99.95 or percent == 0 else 1 if percent >= 0.95 else 2
        number = f"{percent:.{digits}f}"
        if "." in number:
            number = number.rstrip("0").rstrip(".")
        return f"{number.replace('.', ',')}\u202f%" if lang == "fr" else f"{number}%"


@dataclass(frozen=True, slots=True)
class Items:
    """A list, written with commas and a last `et` / `and` (or `ou` / `or`, or another separator)."""

    values: Sequence[Any]
    last: str = "and"  # "and" | "or" | ";" | "," | " "

    def text(self, lang: Lang) -> str:
        words = [_plain(value, lang) for value in self.values]
        if self.last == ";":
            return ("\u202f; " if lang == "fr" else "; ").join(words)
        if self.last in (",", " "):
            return (", " if self.last == "," else " ").join(words)
        joint = {"and": {"fr": " et ", "en": " and "}, "or": {"fr": " ou ", "en": " or "}}[self.last][lang]
        return words[0] if len(words) == 1 else joint.join([", ".join(words[:-1]), words[-1]]) if words else ""


READERS = ("page", "terminal")
_READER: ContextVar[str] = ContextVar("reader", default="page")
"""Who reads what is said: sentences name the options of the command line to nobody else. In the catalogue:
`{ READER() -> [terminal] … *[page] … }`."""


@contextmanager
def read_by(reader: str) -> Iterator[None]:
    """Set, for the block, who reads the sentences: one of `READERS`."""
    if reader not in READERS:
        raise KeyError(f"no reader {reader!r}")
    before = _READER.set(reader)
    try:
        yield
    finally:
        _READER.reset(before)


def m(code: str, /, **args: Any) -> Message:
    """Short for `Message(code, args)`."""
    return Message(code, args)


def when(start: str | None, end: str | None) -> Message:
    """Two stated dates in words: "du 15/03/2024 au 31/12/2030", "le 28/11/2025", "depuis 2024", "sans date"."""
    if start and end:
        return m("when-on", day=Day(start)) if start == end else m("when-between", start=Day(start), end=Day(end))
    if start:
        return m("when-since", start=Day(start))
    return m("when-until", end=Day(end)) if end else m("when-undated")


def say(message: Message | Label | Day | Share | Items | str, lang: Lang = "fr") -> str:
    """Return the words of `message` in `lang`. Returns a plain string as it is. Raises KeyError for an unknown code."""
    return str(_plain(message, lang))


def worded(value: Any, lang: Lang) -> Any:
    """`value` with every message in it said, at any depth of dicts and lists: ready for JSON."""
    if isinstance(value, Message | Label | Day | Share | Items):
        return say(value, lang)
    if isinstance(value, Mapping):
        return {str(name): worded(item, lang) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [worded(item, lang) for item in value]
    return value


def codes(lang: Lang) -> frozenset[str]:
    """Every code that the catalogue of `lang` has words for."""
    return frozenset(_catalogue(lang).entries)


def _plain(value: Any, lang: Lang) -> Any:
    if isinstance(value, Message):
        return _catalogue(lang).say(value.code, {name: _plain(arg, lang) for name, arg in value.args.items()})
    if isinstance(value, Label | Day | Share | Items):
        return value.text(lang)
    if isinstance(value, list | tuple):
        return Items(value).text(lang)
    return value if isinstance(value, str | int | float) else str(value)


LONGEST_FILLED = 2400
"""Characters of a text that fills a place in a sentence."""
_ENTRY = re.compile(r"^([a-z][\w-]*) *= *", re.MULTILINE)
_ONE_LINE = re.compile(r"([^\n{}]+)(?:\n(?:#.*)?)*")
"""A text without anything to fill in, and what may stand between it and the next entry."""


class _Catalogue:
    """The messages of one language, each parsed when it is first said.

    A process says a few of 750, and parsing all of them would take longer than most answers. Messages never refer to
    each other, so that each can be parsed alone.
    """

    def __init__(self, lang: Lang) -> None:
        if lang not in LANGS:
            raise KeyError(f"no language {lang!r}")
        self.lang = lang
        self.entries: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._bundle: Any = None
        for file in sorted((files("graph_service") / "data" / "messages" / lang).iterdir(), key=lambda f: f.name):
            if file.name.endswith(".ftl"):
                self._read(file.name, file.read_text("utf-8"))

    def _read(self, name: str, text: str) -> None:
        found = list(_ENTRY.finditer(text))
        for one, following in zip(found, [*found[1:], None], strict=True):
            code, end = one[1], following.start() if following else len(text)
            # A second message of one code would silently replace the first.
            if code in self.entries:
                raise KeyError(f"{name} in {self.lang}: {code!r} twice")
            self.entries[code] = text[one.start() : end]
            if plain := _ONE_LINE.fullmatch(text, one.end(), end):
                self._texts[code] = plain[1].rstrip(" ")

    def say(self, code: str, args: Mapping[str, Any]) -> str:
        """The words of a message. Raises KeyError where there are none, or where something to fill in is missing."""
        if code not in self.entries:
            raise KeyError(f"no message {code!r} in {self.lang}")
        if (text := self._texts.get(code)) is not None:
            return text
        bundle = self._parsed(code)
        short = {name: _short(arg) if isinstance(arg, str) else arg for name, arg in args.items()}
        said, faults = bundle.format_pattern(bundle.get_message(code).value, short)
        if faults:
            raise KeyError(f"message {code!r} in {self.lang}: {faults[0]}")
        return str(said)

    def _parsed(self, code: str) -> Any:
        # Loading these takes longer than the help of a command, which has nothing to fill in.
        from fluent.runtime import FluentBundle, FluentResource
        from fluent.syntax.ast import Junk

        if self._bundle is None:
            # Direction marks around arguments would end up in file names, CSV cells and copied sentences.
            self._bundle = FluentBundle([self.lang], functions=_functions(self.lang), use_isolating=False)
        if not self._bundle.has_message(code):
            resource = FluentResource(self.entries[code])
            # A line that is no message would vanish.
            if any(isinstance(entry, Junk) for entry in resource.body):
                raise KeyError(f"message {code!r} in {self.lang}: not to be read")
            self._bundle.add_resource(resource)
        return self._bundle


def _short(text: str) -> str:
    """A text as a sentence takes it: Fluent refuses one of more than 2,500 characters, and with it the sentence."""
    return text if len(text) <= LONGEST_FILLED else f"{text[: LONGEST_FILLED - 1]}…"


def _functions(lang: Lang) -> dict[str, Any]:
    """What the sentences of a language may call."""
    from graph_service import french

    return {"READER": _READER.get, **(french.functions() if lang == "fr" else {})}


@cache
def _catalogue(lang: Lang) -> _Catalogue:
    return _Catalogue(lang)
