"""Sentences. A message is a code with arguments; it becomes words only at an entrance, in the asked language.

The catalogue is Fluent, French (`data/messages/fr/`) first and English (`en/`) second, a file for each part of
the project; a question has its words beside it (`NAME.fr.ftl`, `NAME.en.ftl`: `words_in`). Both languages hold the same
codes (a test compares them). Arguments may be messages, bilingual labels, dates,
shares or lists of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
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
    last: str = "and"  # "and" | "or" | ";" | "," | " " | "/" | "then"
    more: int = 0
    """How many others there are, where the list is a part."""

    @staticmethod
    def first(values: Sequence[Any], most: int) -> Items:
        """Return the first `most` of some values, and how many more there are."""
        return Items(list(values[:most]), more=max(0, len(values) - most))

    def text(self, lang: Lang) -> str:
        words = [_plain(value, lang) for value in self.values]
        if self.more:
            others = ("autre" if self.more == 1 else "autres") if lang == "fr" else "more"
            return f"{', '.join(words)} {'et' if lang == 'fr' else 'and'} {self.more} {others}"
        if self.last == ";":
            return ("\u202f; " if lang == "fr" else "; ").join(words)
        if self.last == "then":
            return (", puis par " if lang == "fr" else ", then ").join(words)
        if joint := {",": ", ", " ": " ", "/": " / "}.get(self.last):
            return joint.join(words)
        last = {"and": {"fr": " et ", "en": " and "}, "or": {"fr": " ou ", "en": " or "}}[self.last][lang]
        return words[0] if len(words) == 1 else last.join([", ".join(words[:-1]), words[-1]]) if words else ""


@dataclass(frozen=True, slots=True)
class Ref:
    """A record that a sentence names. It reads as its name; who writes pages makes a link of it (`pieces`)."""

    type: str
    """`actor`, `project`, … (graph_service.model.RecordType)."""
    id: str
    name: str
    kind: str = ""
    """Id of its kind, by which a sign stands beside it; empty where nobody says."""

    def text(self, lang: Lang) -> str:
        marks = _REFS.get()
        if marks is None:
            return self.name
        marks.append(self)
        return f"{_OPENS}{len(marks) - 1}{_PARTS}{_bare(self.name)}{_CLOSES}"


Text = Message | Label | Day | Share | Items | Ref | str
"""What can be said."""

_OPENS, _PARTS, _CLOSES = "\ue000", "\ue001", "\ue002"
"""Marks around a name while a sentence is made. They are nobody's letters; texts of data lose them."""
_MARKED = re.compile(f"{_OPENS}(\\d+){_PARTS}([^{_OPENS}{_CLOSES}]*){_CLOSES}?")
_REFS: ContextVar[list[Ref] | None] = ContextVar("refs", default=None)
"""The records named so far in the sentence that is being made in pieces; None where it is made whole."""


def pieces(text: Text, lang: Lang) -> list[str | tuple[Ref, str]]:
    """The words of a text in order; a record that it names stands as (the record, its name as the sentence says it)."""
    token = _REFS.set([])
    try:
        said, refs = str(_plain(text, lang)), _REFS.get() or []
    finally:
        _REFS.reset(token)
    if not refs:
        return [said] if said else []
    found: list[str | tuple[Ref, str]] = []
    at = 0
    for match in _MARKED.finditer(said):
        found += [said[at : match.start()], (refs[int(match[1])], match[2])]
        at = match.end()
    return [each for each in [*found, said[at:]] if each]


def split_mark(text: str) -> tuple[str, str]:
    """A name as sentences pass it on, and the mark before it: empty where nothing is marked."""
    found = _MARKED.fullmatch(text)
    return (found[2], text[: found.start(2)]) if found else (text, "")


def join_mark(said: str, name: str, mark: str) -> str:
    """`said`, which ends with a name or with what is left of it, with the mark of the name around that part."""
    if not mark:
        return said
    kept = name
    while kept and not said.endswith(kept):
        kept = kept.partition(" ")[2]
    return f"{said[: len(said) - len(kept)]}{mark}{kept}{_CLOSES}" if kept else said


def _bare(text: str) -> str:
    """A text of data without what marks names."""
    return text.translate(_NO_MARKS) if max(text, default="") >= _OPENS else text


_NO_MARKS = dict.fromkeys(map(ord, (_OPENS, _PARTS, _CLOSES)), "\ufffd")


READERS = ("page", "terminal")
_READER: ContextVar[str] = ContextVar("reader", default="page")
"""Who reads what is said: sentences name the options of the command line to nobody else. In the catalogue:
`{ READER() -> [terminal] … *[page] … }`."""


@contextmanager
def read_by(reader: str) -> Iterator[None]:
    """Set who reads the sentences said inside the block: one of `READERS`."""
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


def say(message: Text, lang: Lang = "fr") -> str:
    """The words of `message` in `lang`. A plain string is said as it is. Raises KeyError for an unknown code."""
    return str(_plain(message, lang))


def worded(value: Any, lang: Lang) -> Any:
    """`value` with every message in it said, at any depth of dicts and lists: ready for JSON."""
    if isinstance(value, Message | Label | Day | Share | Items | Ref):
        return say(value, lang)
    if isinstance(value, Mapping):
        return {str(name): worded(item, lang) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [worded(item, lang) for item in value]
    return value


def words_in(folder: Traversable) -> None:
    """Take the words of a folder into the catalogues: of each language its files `NAME.LANG.ftl`. Once is enough."""
    if all(str(folder) != str(known) for known in _FOLDERS):
        for catalogue in _catalogues.values():
            catalogue.read_beside(folder)
        _FOLDERS.append(folder)


_FOLDERS: list[Traversable] = []
"""Folders that have words beside what they are about."""


def codes(lang: Lang) -> frozenset[str]:
    """Every code that the catalogue of `lang` has words for."""
    return frozenset(_catalogue(lang).entries)


def _plain(value: Any, lang: Lang) -> Any:
    # Most of what is said is a text already.
    if type(value) is str:
        return value if _REFS.get() is None else _bare(value)
    if isinstance(value, Message):
        return _catalogue(lang).say(value.code, {name: _plain(arg, lang) for name, arg in value.args.items()})
    if isinstance(value, Day | Share | Items | Ref):
        return value.text(lang)
    if isinstance(value, Label):
        return value.text(lang) if _REFS.get() is None else _bare(value.text(lang))
    if isinstance(value, list | tuple):
        return Items(value).text(lang)
    if isinstance(value, int | float):
        return value
    return str(value) if _REFS.get() is None else _bare(str(value))


KEPT = 8192
"""Sentences of a language that are kept in words."""
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
        self._formatted = lru_cache(KEPT)(self._format)
        for file in sorted((files("graph_service") / "data" / "messages" / lang).iterdir(), key=lambda f: f.name):
            if file.name.endswith(".ftl"):
                self._read(file.name, file.read_text("utf-8"))
        for folder in _FOLDERS:
            self.read_beside(folder)

    def read_beside(self, folder: Traversable) -> None:
        """Read the words of this language in a folder of what they are about."""
        for file in sorted(folder.iterdir(), key=lambda f: f.name) if folder.is_dir() else ():
            if file.name.endswith(f".{self.lang}.ftl"):
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
        return self._formatted(code, _READER.get(), *args.items())

    def _format(self, code: str, reader: str, *args: tuple[str, Any]) -> str:
        """The words of a message. Each is kept for a while: a page says most of its sentences many times."""
        bundle = self._parsed(code)
        short = {name: _short(arg) if isinstance(arg, str) else arg for name, arg in args}
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


_catalogues: dict[Lang, _Catalogue] = {}


def _catalogue(lang: Lang) -> _Catalogue:
    # Two threads may read one at once; both read the same, and one of them is kept.
    return _catalogues.get(lang) or _catalogues.setdefault(lang, _Catalogue(lang))
