"""Reads the values of published files as they are seen: dates in many spellings, intervals, amounts, identifiers.

Each reader takes the text of a cell and returns the text that the record's own check understands, or an empty text
where the cell holds no such value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from unicodedata import normalize

import yaml

from graph_service import identifiers
from graph_service.checked import Checked, ascii_digits, is_crushed
from graph_service.dates import is_stated
from graph_service.records import cells
from graph_service.records.words import word_list
from graph_service.territories import packaged
from graph_service.vocabulary import fold_text
from importers.sums import read_sum

_NUMERIC_DATE = re.compile(r"(?<![0-9])([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?![0-9])")
_RUN_TOGETHER = re.compile(r"(?<![0-9])([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9])")
_FRENCH_DATE = re.compile(r"(?<![0-9])(?:([0-9]{1,2})[-/.])?([0-9]{1,2})[-/.]([0-9]{4})(?![0-9])")
_SHORT_DATE = re.compile(r"(?<![0-9])([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{2})(?![0-9])")
_DAY, _TO = r"(?:\b([0-9]{1,2})(?:er)? )?", r"\s*(?:\b(?:et|a|au|to|and)\b|[-–/&])\s*"
_YEAR_OR_SHORT = r" ?['’]?([0-9]{4}|[0-9]{2})(?![0-9h:])(?!,? (?:19|20)[0-9]{2})"
_WORDED_DATE = re.compile(rf"{_DAY}\b([a-z]{{3,9}})\.?{_YEAR_OR_SHORT}")
_SHARED_MONTH = re.compile(rf"\b([0-9]{{1,2}})(?:er)?{_TO}[0-9]{{1,2}}(?:er)? ([a-z]{{3,9}})\.?{_YEAR_OR_SHORT}")
"""`10 et 11 octobre 2024`: the first day has the month of the second."""
_SHARED_YEAR = re.compile(rf"{_DAY}\b([a-z]{{3,9}})\.?{_TO}(?:[0-9]{{1,2}}(?:er)? )?([a-z]{{3,9}})\.?{_YEAR_OR_SHORT}")
"""`janvier-mars 2024`: the first month has the year of the second, or the one before it."""
_SHARED_YEAR_IN_FIGURES = re.compile(
    r"(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})(?= ?(?:au|a|-|–|et) ?[0-9]{1,2}/([0-9]{1,2})/([0-9]{4})(?![0-9]))"
)
_SEASON = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2}) ?[/-] ?([0-9]{2})(?![0-9])")
"""`2023/24`: two years, where the second follows on the first."""
_UNTIL = re.compile(r"^\W*(jusqu|until|avant)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_LONGEST_SLUG = 120


def dates(text: str) -> list[str]:
    """Return the dates that a cell holds, in their order: as numbers in French or ISO order, run together, with a
    month's name, or as a year alone."""
    text = ascii_digits(text)
    found: list[tuple[int, int, str]] = []
    for pattern, order in (
        (_NUMERIC_DATE, (1, 2, 3)),
        (_RUN_TOGETHER, (1, 2, 3)),
        (_FRENCH_DATE, (3, 2, 1)),
        (_SHORT_DATE, (3, 2, 1)),
    ):
        for match in pattern.finditer(text):
            year, month, day = (match[i] for i in order)
            if len(year) == 2:
                year = f"20{year}"
            if not _add(found, match, year, month, day) and day and pattern is not _RUN_TOGETHER:
                # A day that no calendar has is no year either: it is told.
                return []
    _worded(text, found)
    for match in _SEASON.finditer(text):
        first, second = int(match[1]), int(match[2])
        if second == (first + 1) % 100 and not any(
            start < match.end() and match.start() < end for start, end, _ in found
        ):
            found += [(*match.span(1), match[1]), (*match.span(2), str(first + 1))]
    for match in _YEAR.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _ in found):
            found.append((match.start(), match.end(), match[1]))
    return [stated for _, _, stated in sorted(found)]


def _worded(text: str, found: list[tuple[int, int, str]]) -> None:
    """Add the dates with a month's name, and those that share their month or year with the one after them."""
    months, plain = _months(), _plain_letters(text)
    for match in _SHARED_YEAR_IN_FIGURES.finditer(plain):
        before = int(match[2]) > int(match[3])
        _add(found, match, str(int(match[4]) - before), match[2], match[1])
    for match in _SHARED_MONTH.finditer(plain):
        if match[2] in months:
            stated = f"{_in_full(match[3])}-{months[match[2]]:02d}-{int(match[1]):02d}"
            if is_stated(stated):
                found.append((*match.span(1), stated))
    for match in _SHARED_YEAR.finditer(plain):
        if match[2] in months and match[3] in months:
            before = months[match[2]] > months[match[3]]
            day = f"-{int(match[1]):02d}" if match[1] else ""
            stated = f"{int(_in_full(match[4])) - before}-{months[match[2]]:02d}{day}"
            if is_stated(stated):
                found.append((*match.span(2), stated))
    for match in _WORDED_DATE.finditer(plain):
        if match[2] in months:
            _add(found, match, _in_full(match[3]), str(months[match[2]]), match[1])


def _in_full(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"


def _add(found: list[tuple[int, int, str]], match: re.Match[str], year: str, month: str, day: str | None) -> bool:
    """Add a date, unless one stands there already. Returns whether the calendar has it."""
    if any(start < match.end() and match.start() < end for start, end, _ in found):
        return True
    stated = f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    if is_stated(stated):
        found.append((match.start(), match.end(), stated))
    return is_stated(stated)


def _plain_letters(text: str) -> str:
    """`text` in lower case without accents, each sign in its place: a position in one is a position in the other."""
    plain = (normalize("NFKD", sign)[:1] or sign for sign in text.lower())
    return text if len(text.lower()) != len(text) else "".join(plain)


@cache
def _months() -> dict[str, int]:
    """Names of months in both languages, and how they are shortened -> 1 to 12."""
    return {name: at for at, names in enumerate(word_list("months"), 1) for name in names}


def date(text: str) -> str:
    """The only date of a cell; the text itself where it holds none, or several, so that it is told."""
    found = dates(text)
    return found[0] if len(found) == 1 else text


def first_date(text: str) -> str:
    """The date that an interval begins with (`2018-01-01_2018-03-31`), or the only one, unless something lasts until
    then (`jusqu’en 2024`)."""
    found = dates(text)
    if len(found) == 1 and _UNTIL.match(text):
        return ""
    return found[0] if found else text


def last_date(text: str) -> str:
    """The date that an interval ends with; none where the cell holds one date alone, unless something lasts until
    then."""
    found = dates(text)
    return found[-1] if len(found) > 1 or (found and _UNTIL.match(text)) else ""


def year(text: str) -> str:
    """The year of the first date of a cell."""
    found = dates(text)
    return found[0][:4] if found else text


def amount(text: str) -> str:
    """A sum of money or another number without its unit and the spaces inside: `97 000euros`, `26 956,00`, `12 k€`."""
    return read_sum(text)


SCHEMES = ("siret", "siren", "rna")
_FEWEST_DIGITS = 8
"""Of what may have been meant for a SIREN, a zero lost."""


@lru_cache(maxsize=1 << 16)
def identified(text: str) -> tuple[str, str] | None:
    """(scheme, value) of the French identifier that a cell holds: SIRET, SIREN or RNA with a right key, whatever its
    column says. A crushed number is none. Spaces, points and a stray apostrophe are forgiven, a lost zero is found."""
    bare = _bare_number(text)
    if not bare or is_crushed(bare):
        return None
    for scheme in SCHEMES:
        checked = identifiers.check(scheme, bare)
        if checked.value or _is_lost_zero(checked):
            return scheme, str(checked.value or checked.remedy)
    return None


def identifier(scheme: str, text: str) -> str:
    """The value of `scheme` that a cell holds. A SIRET holds a SIREN too."""
    found = identified(text)
    if found is None:
        return ""
    if found[0] == "siret" and scheme == "siren":
        return found[1][:9]
    return found[1] if found[0] == scheme else ""


def problem_of_identifier(text: str) -> Checked | None:
    """What is wrong with a cell that looks like an identifier and is none; None where nothing is, or where it holds
    something else, such as a name."""
    bare = _bare_number(text)
    digits = sum(map(str.isdigit, bare))
    looks = is_crushed(bare) or digits >= _FEWEST_DIGITS or re.match("[Ww][0-9]", bare)
    if not looks or 2 * digits < len(bare) or identified(text):
        return None
    scheme = "rna" if bare[:1].upper() == "W" else "siren" if digits < 12 and not is_crushed(bare) else "siret"
    checked = identifiers.check(scheme, bare)
    return checked if checked.problem else None


def _is_lost_zero(checked: Checked) -> bool:
    return checked.code == "lost_zero_number" and checked.remedy is not None


def _bare_number(text: str) -> str:
    return cells.visible(text.strip().strip("'’`\""))[0]


def commune(text: str) -> str:
    """A commune's code, its zero put back where a spreadsheet or a number lost it; empty where there is none."""
    return _place(text.zfill(5) if text.isdigit() else text, "commune")


def epci(text: str) -> str:
    """The SIREN of an EPCI of today's list; empty for any other."""
    return _place(text, "epci")


def departement(text: str) -> str:
    """`D37` for `37`, `01` for `D01`, `1` for `D01`, `2A` for `D2A`, or by its name."""
    bare = text.strip().upper().removeprefix("D")
    return _place(f"D{bare.zfill(2)}", "departement") or _by_name(text, "departement")


def region(text: str) -> str:
    """`R24` for `24`, `BRE-53` or `R24`, or by its name."""
    digits = re.search(r"[0-9]{1,2}$", text.strip())
    return (_place(f"R{digits[0].zfill(2)}", "region") if digits else "") or _by_name(text, "region")


def place(text: str) -> str:
    """The code of whatever place a cell names: a code of any kind, or a name that only one place has."""
    found = packaged().normalise(text)
    return found.value if found.value and packaged().exists(found.value) else ""


def _place(code: str, level: str) -> str:
    tables = packaged()
    found = tables.normalise(code)
    value = found.value if found.value and tables.exists(found.value) else None
    return value if value and tables.level(value) == level else ""


def _by_name(text: str, level: str) -> str:
    return _named(level).get(fold_text(text), "")


@cache
def _named(level: str) -> dict[str, str]:
    """Folded names of the places of a level, départements or regions -> their codes."""
    tables = packaged().tables
    letter, codes = ("D", tables.departements) if level == "departement" else ("R", tables.regions)
    return {fold_text(packaged().name(f"{letter}{code}")): f"{letter}{code}" for code in codes}


def kind(name: str) -> str:
    """The kind of organisation that its name says (`kinds.yaml`); empty where it says none."""
    folded = fold_text(name)
    return next((kind_ for kind_, pattern in _kinds() if pattern.search(folded)), "")


@cache
def _kinds() -> list[tuple[str, re.Pattern[str]]]:
    text = (files("importers") / "mapping" / "kinds.yaml").read_text("utf-8")
    return [(kind_, re.compile(pattern)) for kind_, pattern in yaml.safe_load(text)]


_PUBLIC_BODIES = {"21": "commune", "22": "departement", "23": "region"}
"""What the first two digits of a SIREN say of a local authority (Insee); 24 and 20 are what joins several."""


def kind_of_number(text: str) -> str:
    """The kind of local authority that a SIREN or SIRET is given to; empty for others."""
    siren = identifier("siren", text)
    if siren and packaged().level(siren) == "epci":
        return "epci"
    return _PUBLIC_BODIES.get(siren[:2], "")


def governed(text: str) -> str:
    """The territory that a local authority governs, by its SIREN or SIRET: a commune, an EPCI, a département."""
    siren = identifier("siren", text)
    if not siren:
        return ""
    if packaged().level(siren) == "epci":
        return siren
    if siren.startswith("22"):
        # Of a département the number stands behind: 223700018 is that of D37.
        return _place(f"D{siren[2:4]}", "departement")
    return packaged().tables.by_siren.get(siren, "")


READERS: dict[str, Callable[[str], str]] = {
    "date": date,
    "start": first_date,
    "end": last_date,
    "year": year,
    "amount": amount,
    "siret": lambda text: identifier("siret", text),
    "siren": lambda text: identifier("siren", text),
    "rna": lambda text: identifier("rna", text),
    "commune": commune,
    "epci": epci,
    "departement": departement,
    "region": region,
    "place": place,
    "kind": kind,
    "kind_of_number": kind_of_number,
    "governed": governed,
}
READERS = {name: lru_cache(maxsize=1 << 14)(reader) for name, reader in READERS.items()}
"""How a field's `as` reads a cell."""


_QUOTED = re.compile(r'"[^"]*"|«[^»]*»|“[^”]*”')


def pieces(between: re.Pattern[str], text: str, whole: Set[str] = frozenset()) -> list[str]:
    """The texts of a cell, without blanks around them. What stands in quotes is not divided, and where it is a whole
    piece loses its quotes: `"Terres; et mers" ; Amicale` holds two names. A text of `whole` is not divided either."""
    found = [text[start:end] for start, end in parts(between, text, whole)]
    quoted = any(sign in text for sign in '"«“')
    return [
        piece[1:-1].strip() if quoted and between.search(piece) and _QUOTED.fullmatch(piece) else piece
        for piece in found
    ]


def parts(between: re.Pattern[str], text: str, whole: Set[str] = frozenset()) -> list[tuple[int, int]]:
    """Where the texts of a cell begin and end, as `pieces` divides it."""
    covered = text
    if _QUOTED.search(text) and not text.count('"') % 2:
        covered = _QUOTED.sub(lambda found: "x" * len(found[0]), covered)
    for name in sorted((name for name in whole if name in text), key=len, reverse=True):
        at = covered.find(name)
        while at >= 0:
            end = at + len(name)
            if _is_border(between, text[:at], at_end=True) and _is_border(between, text[end:], at_end=False):
                covered = f"{covered[:at]}{'x' * len(name)}{covered[end:]}"
            at = covered.find(name, end)
    found, start = [], 0
    for match in between.finditer(covered):
        found.append((start, match.start()))
        start = match.end()
    found.append((start, len(text)))
    trimmed = [(s + len(text[s:e]) - len(text[s:e].lstrip()), s + len(text[s:e].rstrip())) for s, e in found]
    return [(s, e) for s, e in trimmed if s < e]


def _is_border(between: re.Pattern[str], beside: str, *, at_end: bool) -> bool:
    """Whether what stands beside a name is nothing, or what stands between names."""
    if not beside.strip():
        return True
    found = list(between.finditer(beside))
    return bool(found) and (found[-1].end() == len(beside) if at_end else found[0].start() == 0)


def slug(*texts: str) -> str:
    """Names as an id: folded, joined by `--`, never longer than an id may be."""
    joined = "--".join(part for part in (fold_text(text).replace(" ", "-") for text in texts) if part)
    if len(joined) <= _LONGEST_SLUG:
        return joined
    return f"{joined[:_LONGEST_SLUG]}-{sha256(joined.encode()).hexdigest()[:12]}"
