"""Tests of content: which meanings a column's cells speak for and against, with the share of cells that fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from stdnum import luhn

from graph_service import identifiers
from graph_service.checked import Checked, compact, is_crushed
from graph_service.messages import Message, Share, m
from graph_service.records import cells as parse
from graph_service.territories import packaged, qpv_departement
from importers.meanings import names
from importers.meanings.cells import Cells
from importers.meanings.data import countries, folded, is_place, is_whole, values

_EMAIL = re.compile(r"[^\s@]+@[\w-]+(\.[\w-]+)+")
_PHONE = re.compile(r"(?:tel\W*)?(?:\+|00)?\(?\d[\d\s.()/\u00a0\u202f-]{7,20}\d", re.IGNORECASE)
_URL = re.compile(
    r"(https?:|ftp:|www\.|//)\S+|[\w-]+(\.[\w-]+)*\.(fr|com|org|net|eu|info|io|asso|gouv|uk|de|int)(/\S*)?",
    re.IGNORECASE,
)
_RNSR = re.compile(r"\d{9}[A-Z]")
_UAI = re.compile(r"\d{7}[A-Z]")
_YEAR = re.compile(r"(1[89]|20|21)\d\d([.,]0)?|(19|20)\d\d\s?[-/]\s?((19|20)?\d\d)")
_CLOCK = r"(?:[T ]\d{1,2}[:hH]\d{2}.*)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})" + _CLOCK)
_DAY_FIRST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})" + _CLOCK)
_MONTH = re.compile(r"(?:19|20)\d\d-\d{2}|\d{1,2}/(?:19|20)\d\d")
_SPELT_DAY = re.compile(
    r"(?:\w+ )?\d{1,2}(?:er)? (?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|jan|feb|apr|may|jun|jul|aug)"
    r"\w* \d{2,4}"
)
_TWO_DAYS = re.compile(
    r"(\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}/\d{1,2}/\d{2,4})(?:\s*(?:[_/;,–]|-|au|to|et)\s*|\s+)(\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}/\d{1,2}/\d{2,4})"
)
_NUMBER = re.compile(r"[+-]?[\d\s\u00a0\u202f'’]*\d([.,]\d+)*(e[+-]?\d+)?", re.IGNORECASE)
_MONEY = re.compile(r"€|\beuros?\b|\beur\b|\bk€|\$|£|\x80", re.IGNORECASE)
_CENTS = re.compile(r"\d[.,]\d{1,2}")
_THOUSANDS = re.compile(r"\d{1,3}(?:[\s\u00a0\u202f]\d{3})+([.,]\d+)?")
_DEGREES = re.compile(r"-?\d{1,3}[.,]\d{3,}")
_LONGEST_CODE = 25
_CODE = re.compile(r"(?=.*\d)[\w./:-]{2,40}")
_SEPARATED = re.compile(r"\s*[,;|/]\s*")
_DEP = re.compile(r"D?(0?\d{1,2}|\d{3}|0?2[ABab])")
_REG = re.compile(r"R?\d{1,3}")
_REG_ISO = re.compile(r"(FR-)?[A-Z]{3}(-\d{2})?")
_DATED = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Points for a meaning (below zero: against it), and the reason. Points add up as logarithms of odds do."""

    meaning: str
    points: float
    reason: Message | None = None


def between(share: float, low: float, high: float, most: float) -> float:
    """Points that grow from 0 at `low` to `most` at `high`."""
    return most * min(1.0, max(0.0, (share - low) / (high - low)))


def _fit(test: str, share: float) -> Message:
    return m("meaning-fits", test=test, share=Share(share))


def evidence(cells: Cells) -> Iterator[Evidence]:
    """What the cells of one column speak for and against. Nothing where no cell is filled."""
    if not cells:
        return
    if cells.nested > 0.5:
        yield Evidence("other", 6, m("meaning-nested"))
        return
    numeric = cells.share(is_number)
    yield from _identifiers(cells)
    yield from _places(cells, numeric)
    yield from _times(cells)
    yield from _numbers(cells, numeric)
    yield from _contacts(cells)
    yield from _texts(cells, numeric)


@lru_cache(maxsize=20_000)
def is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(_MONEY.sub("", text.strip().removesuffix("%")).strip()))


@lru_cache(maxsize=50_000)
def _code(text: str) -> str:
    """A cell as a code is compared; empty where it is too long to be one."""
    return compact(text) if len(text) <= _LONGEST_CODE else ""


@lru_cache(maxsize=50_000)
def _digits(text: str) -> str:
    """A number as typed, with spaces, dots and apostrophes taken out."""
    return re.sub(r"[^0-9A-Z]", "", _code(text))


def _all(check: Callable[[str], Checked], length: int, text: str) -> bool:
    """Whether a cell is one right number of so many digits, or a list of such."""
    parts = _SEPARATED.split(text) if len(text) > _LONGEST_CODE or "," in text or ";" in text else [text]
    numbers = [_digits(part) for part in parts if part]
    return all(len(number) == length and check(number).value for number in numbers)


def _identifiers(cells: Cells) -> Iterator[Evidence]:
    lone = cells.distinct == 1
    siret = cells.share(lambda text: _all(identifiers.siret, 14, text))
    long = cells.share(
        lambda text: len(_digits(text)) in (13, 14) and _digits(text).isdigit() and is_number(text.rstrip("'"))
    )
    crushed = cells.share(is_crushed)
    if siret > 0.3:
        yield Evidence("siret", between(siret, 0.2, 0.7, 7), _fit("siret", siret))
    elif long > 0.5:
        yield Evidence("siret", 3.5, _fit("siret-length", long))
    elif crushed > 0.4:
        yield Evidence("siret", 3.5, _fit("crushed", crushed))
    elif long + crushed < 0.1:
        yield Evidence("siret", -5)
    siren = cells.share(lambda text: _all(identifiers.siren, 9, text))
    if siren > 0.3:
        yield Evidence("siren", between(siren, 0.25, 0.8, 6), _fit("siren", siren))
    elif siren < 0.1 and cells.share(lambda text: len(_digits(text)) in (8, 9) and _digits(text).isdigit()) < 0.3:
        yield Evidence("siren", -5)
    rna = cells.share(lambda text: _code(text)[:1] == "W" and identifiers.rna(_code(text)).value)
    yield Evidence("rna", between(rna, 0.1, 0.6, 7), _fit("rna", rna)) if rna > 0.1 else Evidence("rna", -5)
    registers = cells.share(lambda text: _RNSR.fullmatch(text) or _UAI.fullmatch(text))
    if registers > 0.6:
        yield Evidence("local_id", 4, _fit("register", registers))
    code = cells.share(_CODE.fullmatch)
    words = cells.share(lambda text: " " in text and not is_number(text))
    if cells.variety == 1 and cells.filled > 3 and words < 0.2 and code > 0.5:
        decimals = cells.share(lambda text: _CENTS.search(text) and not text.endswith(".0"))
        yield Evidence("local_id", 2 if decimals < 0.2 else -2, m("meaning-unique") if decimals < 0.2 else None)
    elif cells.variety < 0.02 or words > 0.5:
        yield Evidence("local_id", -1.5)
    mixed = cells.share(lambda text: _CODE.fullmatch(text) and not is_number(text) and not is_day(text))
    if mixed > 0.5 and cells.length < 30:
        yield Evidence("reference", 1.2, _fit("code", mixed))
        yield Evidence("project_id", 1.2, _fit("code", mixed))
        yield Evidence("local_id", 0.5)
        yield Evidence("org_name", -1.5)
    lengths = {len(text) for text, _ in cells.looked_at}
    if len(lengths) == 1 and 5 <= min(lengths) <= 12 and cells.distinct > 5 and cells.share(str.isdigit) == 1:
        yield Evidence("local_id", 2.5, m("meaning-same-length", n=min(lengths)))
        yield Evidence("project_id", 2, m("meaning-same-length", n=min(lengths)))
        yield Evidence("number", -1.5)
        yield Evidence("amount", -1.5)
    if not lone and cells.variety < 0.9 and code > 0.8:
        yield Evidence("project_id", 0.4)
    if cells.share(lambda text: _DEGREES.fullmatch(text)) > 0.5:
        for meaning in ("local_id", "project_id", "reference"):
            yield Evidence(meaning, -3)


@lru_cache(maxsize=20_000)
def _cog(text: str) -> bool:
    code = _code(text).zfill(5)
    tables = packaged().tables
    return len(code) == 5 and (code in tables.communes or code in tables.present_codes)


@lru_cache(maxsize=20_000)
def _is_joint_body(text: str) -> bool:
    """Whether a number is the SIREN of a body of communes, also of one that is gone, or the code of a commune."""
    code = _code(text)
    return (code.startswith(("24", "200")) and len(code) == 9 and luhn.is_valid(code)) or _cog(text)


@lru_cache(maxsize=20_000)
def _postal(text: str) -> bool:
    return _code(text).zfill(5) in packaged().tables.by_postal_code


def _dep(text: str) -> bool:
    found = _DEP.fullmatch(_code(text))
    return bool(found) and found is not None and found[1].upper().lstrip("0").zfill(2) in packaged().tables.departements


def _reg(text: str) -> bool:
    code = _code(text)
    return bool(_REG.fullmatch(code)) and code.removeprefix("R").zfill(2) in packaged().tables.regions


def _listed(fits: Callable[[str], object], text: str) -> bool:
    parts = text.replace("|", ";").replace(",", ";").split(";")
    return all(map(fits, filter(None, map(str.strip, parts))))


def _places(cells: Cells, numeric: float) -> Iterator[Evidence]:
    cog, postal = cells.share(lambda text: _listed(_cog, text)), cells.share(lambda text: _listed(_postal, text))
    short = cells.share(lambda text: len(text) < 5)
    few = 0.5 if cells.distinct < 4 or short > 0.5 else 1
    if cog > 0.6 and cog >= postal - 0.05:
        yield Evidence("cog", between(cog, 0.5, 0.95, 5) * few, _fit("cog", cog))
    elif cog < 0.3:
        yield Evidence("cog", -5)
    if postal > 0.6 and postal > cog - 0.1:
        yield Evidence("postcode", between(postal, 0.5, 0.9, 4) * few, _fit("postcode", postal))
    elif cells.share(lambda text: len(text) < 12 and any(c.isdigit() for c in text)) < 0.5:
        yield Evidence("postcode", -5)
    elif postal < 0.3:
        yield Evidence("postcode", -1)
    epci = cells.share(lambda text: _code(text) in packaged().tables.epci)
    bodies = cells.share(_is_joint_body)
    if epci > 0.3:
        points = 9.5 if epci > 0.9 else max(between(epci, 0.3, 0.75, 8), between(bodies, 0.6, 0.8, 8))
        yield Evidence("epci", points, _fit("epci", epci))
    else:
        yield Evidence("epci", -3)
    qpv = cells.share(lambda text: qpv_departement(_code(text)))
    yield Evidence("qpv", 9 if qpv > 0.5 else -5, _fit("qpv", qpv) if qpv > 0.5 else None)
    dep, reg = cells.share(_dep), cells.share(_reg)
    lettered = cells.share(lambda text: text[:1] in "DR" or text[:2].upper() in ("2A", "2B") or text[:2] == "97")
    padded = cells.share(lambda text: text[:1] == "0")
    bare = cells.share(lambda text: len(text) == 1)
    regions = reg > 0.95 and cells.distinct >= 5 and not bare
    if dep > 0.85:
        points = 0.0
        if not bare and dep > 0.97:
            points = 1 + 2 * (padded + lettered > 0) + 1.5 * (cells.distinct > 30) - 1.5 * (cells.distinct < 8)
        yield Evidence("dep", max(0, points) * (0.3 if regions and cells.distinct <= 26 else 1), _fit("dep", dep))
    elif dep < 0.4:
        yield Evidence("dep", -5)
    if reg > 0.9:
        yield Evidence("reg", 4 if regions else 0.5, _fit("reg", reg))
    elif cells.share(_REG_ISO.fullmatch) > 0.8:
        yield Evidence("reg", 0.5)
    elif reg < 0.5:
        yield Evidence("reg", -5)
    place = cells.share(is_place)
    whole = cells.share(is_whole)
    if whole > 0.7:
        yield Evidence("place_name", 6, _fit("region-name", whole))
    elif place > 0.35:
        yield Evidence("place_name", between(place, 0.3, 0.8, 5), _fit("place", place))
        if place > 0.6:
            yield Evidence("person_name", -4)
    if numeric > 0.5:
        yield Evidence("place_name", -5)
    country = cells.share_folded(lambda text: text in countries())
    codes = cells.share(lambda text: len(text) == 2 and text.isupper())
    if country > 0.7 and numeric < 0.1:
        likely = 5 if cells.distinct > 3 or codes < 0.5 else 2.5
        yield Evidence("country", likely, _fit("country", country))
    elif country < 0.3:
        yield Evidence("country", -4)


@lru_cache(maxsize=20_000)
def is_day(text: str) -> bool:
    """Whether a cell is a day or a month, in figures or in words, with or without a time."""
    if not any(sign.isdigit() for sign in text) or len(text) > 40:
        return False
    if found := _YEAR_FIRST.fullmatch(text):
        return (
            (bool(found[2]) or len(found[3]) == len(found[4]) == 2)
            and "1700" <= found[1] <= "2200"
            and 1 <= int(found[3]) <= 12
            and 1 <= int(found[4]) <= 31
        )
    if found := _DAY_FIRST.fullmatch(text):
        low, high = sorted((int(found[1]), int(found[3])))
        return 1 <= low <= 12 and high <= 31
    return bool(_MONTH.fullmatch(text) or _SPELT_DAY.fullmatch(folded(text)))


def is_two_days(text: str) -> bool:
    """Whether a cell holds the two ends of a period."""
    return bool(_TWO_DAYS.search(text))


def _times(cells: Cells) -> Iterator[Evidence]:
    year = cells.share(_YEAR.fullmatch)
    day = cells.share(is_day)
    two = cells.share(is_two_days)
    dated = cells.share(lambda text: _DATED.search(text))
    if year > 0.8:
        yield Evidence("year", between(year, 0.7, 0.95, 5), _fit("year", year))
        for meaning in ("date", "period"):
            yield Evidence(meaning, -2.5)
    elif year < 0.3:
        yield Evidence("year", -5)
    if day > 0.5:
        yield Evidence("date", between(day, 0.4, 0.9, 4), _fit("date", day))
        for meaning in ("start", "end"):
            yield Evidence(meaning, between(day, 0.4, 0.9, 3), _fit("date", day))
        yield Evidence("period", 1)
        for meaning in ("reference", "local_id", "project_id"):
            yield Evidence(meaning, -0.5)
        for meaning in ("theme", "category", "text", "org_name", "person_name"):
            yield Evidence(meaning, -2)
    elif day + dated < 0.2:
        for meaning in ("date", "start", "end"):
            yield Evidence(meaning, -4 if year < 0.5 else -0.5)
    if two > 0.3:
        yield Evidence("period", between(two, 0.2, 0.6, 6), _fit("period", two))
        yield Evidence("date", -2)
    elif two + day + dated + year < 0.1:
        yield Evidence("period", -0.5)


def _numbers(cells: Cells, numeric: float) -> Iterator[Evidence]:
    if numeric > 0.7:
        zero_led = cells.share(lambda text: len(text) > 1 and text[0] == "0" and text[1:2].isdigit())
        yield Evidence("number", 2.2 if zero_led < 0.05 else -1, _fit("number", numeric))
        money = cells.share(_MONEY.search)
        cents = cells.share(
            lambda text: _CENTS.fullmatch(re.sub(r"^.*(?=\d[.,])", "", text)) and not _DEGREES.fullmatch(text)
        )
        thousands = cells.share(_THOUSANDS.fullmatch)
        round_ = cells.share(lambda text: re.sub(r"[.,]0+$", "", text)[-2:] in ("00", "50") and len(text) > 2)
        points = 0.5 + between(money, 0, 0.4, 5) + between(cents, 0.1, 0.6, 1.5) + between(thousands, 0, 0.3, 1.5)
        points += between(round_, 0.2, 0.6, 1)
        large = cells.share(lambda text: (parse.number(text) or 0) >= 1000)
        points += between(large, 0.3, 0.7, 1.5)
        if zero_led > 0.3:
            points -= 2
        yield Evidence("amount", points, _fit("money", money) if money > 0.1 else _fit("number", numeric))
        if cells.share(lambda text: text.endswith("%")) > 0.4:
            yield Evidence("percent", 6, _fit("percent", 1.0))
        for meaning in ("org_name", "person_name", "text", "project_title", "acronym", "link_kind"):
            yield Evidence(meaning, -5)
        for meaning in ("actor_kind", "role", "funding_nature", "funding_terms", "theme", "address"):
            yield Evidence(meaning, -1.5)
        degrees = cells.share(_DEGREES.fullmatch)
        for meaning, (low, high), (lowest, highest) in (
            ("lat", (41, 51.6), (-90, 90)),
            ("lon", (-5.6, 10), (-180, 180)),
        ):
            home = cells.share(lambda text, low=low, high=high: _inside(text, low, high))  # type: ignore[misc]
            any_ = cells.share(lambda text, low=lowest, high=highest: _inside(text, low, high))  # type: ignore[misc]
            if any_ < 0.95:
                yield Evidence(meaning, -5)
            elif degrees > 0.7:
                tiny = cells.share(lambda text: _inside(text, -1, 1)) > 0.95
                yield Evidence(meaning, 0.5 if tiny else 2.5 if home > 0.7 else 1, _fit(meaning, any_))
        if degrees > 0.7:
            yield Evidence("amount", -1.5)
    elif numeric < 0.3:
        for meaning in ("amount", "number", "lat", "lon", "weight"):
            yield Evidence(meaning, -4)
        if cells.share(lambda text: "%" in text) < 0.3:
            yield Evidence("percent", -2)


def _inside(text: str, low: float, high: float) -> bool:
    value = parse.number(text)
    return value is not None and low <= value <= high


def _contacts(cells: Cells) -> Iterator[Evidence]:
    email = cells.share(_EMAIL.search)
    yield Evidence("email", 8, _fit("email", email)) if email > 0.4 else Evidence("email", -5 if email < 0.05 else 0)
    phone = cells.share(is_phone)
    spaced = cells.share(lambda text: is_phone(text) and not text.isdigit())
    if phone > 0.4:
        yield Evidence(
            "phone",
            7 if spaced > 0.2 or cells.share(lambda text: text[:2] in ("06", "07")) > 0.2 else 2,
            _fit("phone", phone),
        )
    elif phone < 0.05 and cells.share(lambda text: 9 <= sum(sign.isdigit() for sign in text) <= 13) < 0.5:
        yield Evidence("phone", -4)
    url = cells.share(_URL.fullmatch)
    yield Evidence("url", 6, _fit("url", url)) if url > 0.5 else Evidence("url", -5 if url < 0.05 else -1)
    if url > 0.5 or email > 0.5 or phone > 0.5:
        for meaning in ("org_name", "person_name", "text", "reference", "local_id"):
            yield Evidence(meaning, -3)


@lru_cache(maxsize=20_000)
def is_phone(text: str) -> bool:
    """Whether a cell is a telephone number as people write it, and nothing else that is made of digits."""
    if not _PHONE.fullmatch(text) or is_day(text) or is_two_days(text):
        return False
    digits = re.sub(r"\D", "", text)
    if text.lstrip("(").startswith(("+", "00")):
        return 9 <= len(digits) <= 15
    return len(digits) == 10 and digits[0] == "0" and digits[1] != "0"


def _texts(cells: Cells, numeric: float) -> Iterator[Evidence]:
    if numeric > 0.7:
        if cells.distinct <= 40 and cells.variety < 0.3:
            yield Evidence("category", 0.8, m("meaning-few", n=cells.distinct))
        if cells.distinct == 1 and cells.filled > 1:
            yield Evidence("other", 1)
    organisation = cells.share(names.is_organisation)
    enough = min(1.0, (cells.filled + 1) / 6)
    few = cells.distinct <= 60 and cells.variety < 0.2 and cells.filled > 20 and cells.distinct > 3
    person = cells.share(names.is_person)
    given = cells.share(names.is_forename)
    if organisation > 0.05:
        yield Evidence(
            "org_name",
            between(organisation, 0.03, 0.4, 4) * (0.5 if few else 1) * enough,
            _fit("organisation", organisation),
        )
    if cells.variety > 0.3 and numeric < 0.2 and 3 < cells.length < 70:
        yield Evidence("org_name", 0.7)
    either = cells.share(lambda text: names.is_person(text) or names.is_forename(text))
    if either > 0.25 and person > 0.1 and organisation < 0.05 and cells.variety > 0.8:
        person = max(person, either)
    civil = cells.share(names.has_civility)
    if civil > 0.06 and organisation < 0.05 and cells.words < 4:
        yield Evidence("person_name", 4, _fit("civility", civil))
        yield Evidence("org_name", -1)
    if person > 0.25 and organisation < 0.35:
        yield Evidence("person_name", between(person, 0.15, 0.6, 7), _fit("person", person))
        yield Evidence("org_name", -between(person, 0.3, 0.7, 4))
        yield Evidence("project_title", -between(person, 0.3, 0.7, 3))
    elif given > 0.6 and cells.distinct > 2:
        yield Evidence("person_name", 5, _fit("forename", given))
        yield Evidence("org_name", -3)
    elif person < 0.05 and given < 0.2:
        yield Evidence("person_name", -1 if cells.words < 4 else -3)
    if organisation > 0.35:
        yield Evidence("person_name", -4)
    yield from _lists(cells)
    street = cells.share_folded(_is_address)
    if (kind := cells.share_folded(lambda text: text in values("street_kinds"))) > 0.7:
        yield Evidence("address", 4, _fit("street", kind))
    if street > 0.3:
        yield Evidence("address", between(street, 0.2, 0.6, 6), _fit("address", street))
        yield Evidence("text", -1.5)
    elif street < 0.05:
        yield Evidence("address", -1.5)
    yes = cells.share_folded(lambda text: text in values("yes_no"))
    if yes > 0.9 and cells.distinct <= 4:
        numbers = cells.share(is_number) > 0.5
        short = numbers or cells.share(lambda text: len(text) == 1) > 0.5
        bits = set(cells.counts) == {"0", "1"}
        yield Evidence("flag", 2.5 if bits else 1 if short else 4, _fit("yes-no", yes))
        for meaning in ("org_name", "person_name", "place_name", "text", "theme"):
            yield Evidence(meaning, -4)
    elif yes < 0.3:
        yield Evidence("flag", -2)
    if numeric < 0.5:
        if cells.length > 25:
            yield Evidence("text", between(cells.length, 25, 80, 4), m("meaning-long", n=round(cells.length)))
        if cells.words > 9:
            for meaning in (
                "org_name",
                "category",
                "actor_kind",
                "theme",
                "role",
                "place_name",
                "acronym",
                "reference",
            ):
                yield Evidence(meaning, -2)
        if cells.length < 12:
            yield Evidence("text", -1.5)
        if cells.distinct <= 40 and cells.variety < 0.25 and cells.length < 50 and cells.filled > 8:
            yield Evidence("category", 2 if cells.distinct > 1 else 0.5, m("meaning-few", n=cells.distinct))
        upper = cells.share(
            lambda text: (
                text.isupper() and " " not in text and 1 < len(text) < 12 and not any(c.isdigit() for c in text)
            )
        )
        if upper > 0.5 and cells.variety > 0.5:
            yield Evidence("acronym", 1.5, _fit("capitals", upper))
        elif cells.words > 4:
            yield Evidence("acronym", -2)
        if cells.share(lambda text: len(text) < 4) > 0.6:
            for meaning in ("org_name", "person_name", "project_title", "place_name"):
                yield Evidence(meaning, -2)


def _is_address(folded: str) -> bool:
    """Whether a folded text has the word of a street, with a number close to it."""
    words = folded.split()
    if not 2 <= len(words) <= 18:
        return False
    streets = [at for at, word in enumerate(words) if word in values("streets") or word.endswith("strasse")]
    return any(word[0].isdigit() for at in streets for word in words[max(0, at - 3) : at + 5])


def _lists(cells: Cells) -> Iterator[Evidence]:
    """What short lists of words speak for: kinds, roles, natures, terms, themes."""
    kinds = cells.share(lambda text: names.is_kind(text))
    if kinds > 0.4 and cells.variety < 0.5:
        yield Evidence("actor_kind", between(kinds, 0.3, 0.7, 4), _fit("kind", kinds))
    elif 4 <= cells.distinct <= 40 and cells.variety < 0.2 and (bodies := cells.share(names.begins_as_kind)) > 0.6:
        yield Evidence("actor_kind", 2.5, _fit("kind", bodies))
    elif cells.variety > 0.5 and cells.filled > 15:
        for meaning in ("actor_kind", "role", "category"):
            yield Evidence(meaning, -2)
    roles = cells.share_folded(lambda text: text in values("roles"))
    if roles > 0.5:
        yield Evidence("role", between(roles, 0.4, 0.7, 5), _fit("role", roles))
    natures = cells.share_folded(lambda text: text in values("natures"))
    if natures > 0.5 and cells.distinct < 15:
        yield Evidence(
            "funding_nature", between(natures, 0.4, 0.7, 4.5 if cells.distinct > 1 else 2.5), _fit("nature", natures)
        )
    terms = cells.share_folded(lambda text: not values("terms").isdisjoint(text.split()))
    if terms > 0.5:
        yield Evidence("funding_terms", between(terms, 0.4, 0.7, 4), _fit("terms", terms))
    themes = cells.share_folded(lambda text: not values("themes").isdisjoint(text.split()))
    if themes > 0.3 and cells.variety < 0.6 and cells.words < 8:
        yield Evidence("theme", between(themes, 0.2, 0.6, 2.5), _fit("theme", themes))
