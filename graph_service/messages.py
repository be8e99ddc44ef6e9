"""Sentences. A message is a code with arguments; it becomes words only at an entrance, in the asked language.

The catalogue is Fluent, French (`data/messages/fr/`) first and English (`en/`) second, a file for each part of
the project; both hold the same codes (a test compares them). Arguments may be messages, bilingual labels, dates,
shares or lists of these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def m(code: str, /, **args: Any) -> Message:
    """Short for `Message(code, args)`."""
    return Message(code, args)


def say(message: Message | Label | Day | Share | Items | str, lang: Lang = "fr") -> str:
    """The words of `message` in `lang`. A plain string is said as it is. Raises KeyError for an unknown code."""
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
    return frozenset(_bundle(lang)._messages)


def _plain(value: Any, lang: Lang) -> Any:
    if isinstance(value, Message):
        bundle = _bundle(lang)
        if not bundle.has_message(value.code):
            raise KeyError(f"no message {value.code!r} in {lang}")
        pattern = bundle.get_message(value.code).value
        args = {name: _plain(arg, lang) for name, arg in value.args.items()}
        text, faults = bundle.format_pattern(pattern, args)
        if faults:
            raise KeyError(f"message {value.code!r} in {lang}: {faults[0]}")
        return text
    if isinstance(value, Label | Day | Share | Items):
        return value.text(lang)
    if isinstance(value, list | tuple):
        return Items(value).text(lang)
    return value if isinstance(value, str | int | float) else str(value)


@cache
def _bundle(lang: Lang) -> Any:
    from fluent.runtime import FluentBundle, FluentResource
    from fluent.syntax.ast import Junk
    from fluent.syntax.ast import Message as Entry

    if lang not in LANGS:
        raise KeyError(f"no language {lang!r}")
    folder = files("graph_service") / "data" / "messages" / lang
    # Direction marks around arguments would end up in file names, CSV cells and copied sentences.
    bundle = FluentBundle([lang], use_isolating=False)
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".ftl"):
            resource = FluentResource(file.read_text("utf-8"))
            for entry in resource.body:
                # A second message of one code would silently replace the first; a line that is no message, vanish.
                if isinstance(entry, Junk) or (isinstance(entry, Entry) and bundle.has_message(entry.id.name)):
                    raise KeyError(f"{file.name} in {lang}: twice, or no message: {entry.span and entry.span.start!s}")
            bundle.add_resource(resource)
    return bundle
