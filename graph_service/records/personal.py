"""Personal data in texts and ids: e-mail addresses and telephone numbers, found and masked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from unicodedata import normalize

from graph_service.checked import ascii_digits
from graph_service.model import RecordType, Value
from graph_service.records.validation import fields_of

_EMAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,}", re.IGNORECASE)
_BETWEEN = r"[\s.\u00a0\u202f/-]?"
_PHONE = re.compile(
    rf"(?<![^\W_])(?<!\.)(?:(?:\+|00)33\s?(?:\(0\)\s?)?|0)[1-9](?:{_BETWEEN}[0-9]{{2}}){{4}}(?![\w])"
    rf"|(?<![\w.])\+[1-9](?:{_BETWEEN}\(?[0-9]\)?){{8,13}}(?![\w])"
)
_SPELT = re.compile(
    r"[\[({<]\s*(?:at|arobase?|chez|@)\s*[\])}>]|\barobase?\b|&#0*64;|%40|(?<=\w)\s+@\s+(?=[\w-]+\s?(?:\.|dot|point))"
    # A bare "at" is English prose ("available at example.org"), unless the dot is spelt out too.
    r"|(?<=\w)\s+at\s+(?=[\w-]+\s+(?:dot|point)\s)"
    r"|(?<=\w)@\s|\s@(?=\w)",
    re.IGNORECASE,
)
"""An @ that is written so that no program sees it: `[at]`, `arobase`, `%40`."""
_MAY_SPELL = re.compile(r"[@aAcC&%]")
"""What every @ that is written so has some of: a quick look before the thorough one."""
_AROUND = re.compile(rf"\s*(?:{_SPELT.pattern})\s*", re.IGNORECASE)
_SPELT_DOT = re.compile(
    r"\s*[\[({<]\s*(?:dot|point|\.)\s*[\])}>]\s*|\s+(?:dot|point)\s+|\s\.\s?(?=\w)|&#0*46;|%2e", re.IGNORECASE
)
_GENERIC = frozenset({"generic_contact"})
"""A contact that is a function's, not a person's: what this column is for."""


def find(type_: RecordType, fields: Mapping[str, Value]) -> list[tuple[str, str]]:
    """(column, masked text) of the texts, ids among them, that hold an e-mail address or a telephone number."""
    found = []
    for name in _texts(type_):
        value = fields.get(name)
        if value is None:
            continue
        masked = mask(_text(value))
        if masked is not None:
            found.append((name, masked))
    return found


def is_in(value: Value) -> bool:
    """Whether the value of a field that is kept as typed holds an e-mail address or a telephone number."""
    return mask(_text(value)) is not None


def is_kept_as_typed(type_: RecordType, name: str) -> bool:
    """Whether a field is free text, an id or what refers to one: where personal data may stand."""
    return name in _texts(type_)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else " ; ".join(value) if isinstance(value, tuple) else ""


def mask(text: str) -> str | None:
    """A text without the e-mail addresses and telephone numbers in it; None where it holds none."""
    plain = text if text.isascii() else ascii_digits(normalize("NFKC", text))
    if _MAY_SPELL.search(plain) and _SPELT.search(plain):
        plain = _SPELT_DOT.sub(".", _AROUND.sub("@", plain))
    masked = _EMAIL.sub("…@…", plain) if "@" in plain else plain
    if "0" in masked or "+" in masked:
        masked = _PHONE.sub("…", masked)
    return None if masked == plain else masked


@cache
def _texts(type_: RecordType) -> tuple[str, ...]:
    """The columns whose texts are kept as they were typed: free text, ids and what refers to ids."""
    places = {RecordType.TERRITORY, RecordType.THEME}
    return tuple(
        c.name
        for c in fields_of(type_)
        if c.kind == "text" and not (c.category or c.scheme or places.intersection(c.refs)) and c.name not in _GENERIC
    )
