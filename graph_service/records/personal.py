"""Personal data in texts and ids: e-mail addresses and telephone numbers, found and masked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from unicodedata import normalize

from graph_service.checked import ascii_digits
from graph_service.model import RecordType, Value
from graph_service.records.validation import fields_of

_LETTERS = r"[^\W\d_]|[\u0900-\u0dff]"
_EMAIL = re.compile(
    rf"[\w.+-]{{1,64}}@(?:[\w\u0900-\u0dff-]{{1,63}}\.){{1,8}}(?:xn--[a-z0-9-]{{2,}}|(?:{_LETTERS}){{2,}})",
    re.IGNORECASE,
)
_BETWEEN = r"[\s.\u00b7/-]?"
_PHONE = re.compile(
    rf"(?<![^\W_])(?<!\.)(?:(?:\+|00)33\s?(?:\(0\)\s?)?|0)[1-9](?:{_BETWEEN}[0-9]{{2}}){{4}}(?!\w|:[0-9])"
    rf"|(?<![\w.])\+[1-9](?:[\s.\u00b7/_-]?\(?[0-9]\)?){{8,13}}(?![\w])"
)
_ALONE, _AND_NO_MORE = r"(?<![^\W_])(?<![0-9][.,_ -])(?<!\.)", r"(?![^\W_]|[.,_ -][0-9])"
_GROUPED = re.compile(
    rf"{_ALONE}(?:0([\s.\u00b7_-])[1-9][0-9]{{2}}\1[0-9]{{3}}\1[0-9]{{3}}"
    r"|0[1-79][0-9]{2}([\s.\u00b7_-])[0-9]{3}\2[0-9]{3}"
    r"|0[1-79]([\s.\u00b7_-])[0-9]{3}\3[0-9]{3}\3[0-9]{2}"
    r"|0[1-79]([\s.\u00b7_-]?)[0-9]{2}(?:\4[0-9]{2}){3}(?=_)"
    rf"|\(0[1-9]?\)\s?(?:[1-9]{_BETWEEN})?[0-9]{{2}}(?:{_BETWEEN}[0-9]{{2}}){{3}}){_AND_NO_MORE}"
)
"""A number in groups of three, with its first digits in brackets, or before an underscore. 0800 is no person's."""
_PAIRED = re.compile(
    rf"{_ALONE}0[1-9](,|_|\s{{1,2}}[.\u00b7/-]\s{{1,2}}|\s{{2}})[0-9]{{2}}(?:\1[0-9]{{2}}){{3}}{_AND_NO_MORE}"
)
"""A number in pairs with signs between that lists have too, as of départements."""
_MOBILE = ("06", "07")
_PART = r"[\s.\u00b7_/-]?"
_SOCIAL = re.compile(
    rf"(?<![\w.,])(?<![0-9][ -])([12]){_PART}([0-9]{{2}}){_PART}(0[1-9]|1[0-2]){_PART}([0-9]{{2}}|2[AaBb]){_PART}"
    rf"([0-9]{{3}}){_PART}([0-9]{{3}}){_PART}([0-9]{{2}})(?!\w|[.,][0-9])"
)
"""Sex, year, month, département, commune, place in the register, key."""
_SHORTEST_SOCIAL = 15
_CORSICA = {"2A": "19", "2B": "18"}
_ODD = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63", "-"),
    **dict.fromkeys("\u2022\u2027\u2219\u22c5\u30fb", "\u00b7"),
    "\u3002": ".",
}
_UNSEEN = (
    r"\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef"
)
_ODD_SIGN = re.compile(f"[{''.join(map(re.escape, _ODD))}{_UNSEEN}]")
"""Signs that are written for a hyphen, a dot between digits or a full stop, and those that nobody sees."""
_SPELT = re.compile(
    r"[\[({<]\s*(?:at?|à|arr?obase?|chez|@)\s*[\])}>]|\barr?obase?\b|&#0*64;|&#x0*40;|&commat;|%40"
    r"|(?<=\w)\s+@\s+(?=[\w-]+\s?(?:\.|dot|point))"
    # A bare "at" is English prose ("available at example.org"), unless the dot is spelt out too.
    r"|(?<=\w)\s+at\s+(?=[\w-]+\s+(?:dot|point)\s)"
    r"|(?<=\w)@\s|\s@(?=\w)",
    re.IGNORECASE,
)
"""An @ that is written so that no program sees it: `[at]`, `(a)`, `arobase`, `%40`, `&commat;`."""
_MAY_SPELL = re.compile(r"[@aAàÀcC&%]")
"""What every @ that is written so has some of: a quick look before the thorough one."""
_AROUND = re.compile(rf"\s*(?:{_SPELT.pattern})\s*", re.IGNORECASE)
_SPELT_DOT = re.compile(
    r"\s*[\[({<]\s*(?:dot|point|\.)\s*[\])}>]\s*|\s+(?:dot|point)\s+|\s\.\s?(?=\w)|&#0*46;|&#x0*2e;|&period;|%2e",
    re.IGNORECASE,
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
    """A text without the e-mail addresses, telephone numbers and numbers of the French social security in it; None
    where it holds none."""
    plain = text if text.isascii() else _plain(text)
    if _MAY_SPELL.search(plain) and _SPELT.search(plain):
        plain = _SPELT_DOT.sub(".", _AROUND.sub("@", plain))
    masked = _EMAIL.sub("…@…", plain) if "@" in plain else plain
    if len(masked) >= _SHORTEST_SOCIAL:
        masked = _SOCIAL.sub(_without_social, masked)
    if "0" in masked or "+" in masked:
        masked = _PAIRED.sub(_without_pairs, _GROUPED.sub("…", _PHONE.sub("…", masked)))
    return None if masked == plain else masked


def _plain(text: str) -> str:
    """A text with plain digits, hyphens and dots, and without signs that nobody sees."""
    folded = ascii_digits(normalize("NFKC", text))
    return _ODD_SIGN.sub(lambda found: _ODD.get(found[0], ""), folded)


def _without_pairs(found: re.Match[str]) -> str:
    """Pairs that rise from the first to the last are rather a list, unless they begin as mobile numbers do."""
    pairs = found[0].split(found[1])
    rising = all(one < other for one, other in pairwise(pairs))
    return found[0] if rising and pairs[0] not in _MOBILE else "…"


def _without_social(found: re.Match[str]) -> str:
    """The number of a person has a key: 97 less the rest of the first thirteen digits."""
    *parts, key = found.groups()
    digits = "".join(_CORSICA.get(part.upper(), part) for part in parts)
    return "…" if 97 - int(digits) % 97 == int(key) else found[0]


@cache
def _texts(type_: RecordType) -> tuple[str, ...]:
    """The columns whose texts are kept as they were typed: free text, ids and what refers to ids."""
    places = {RecordType.TERRITORY, RecordType.THEME}
    return tuple(
        c.name
        for c in fields_of(type_)
        if c.kind == "text" and not (c.category or c.scheme or places.intersection(c.refs)) and c.name not in _GENERIC
    )
