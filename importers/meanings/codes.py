"""Cells that are official numbers, codes of places, or names of places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from stdnum import luhn

from graph_service import identifiers
from graph_service.checked import Checked, compact, is_crushed
from graph_service.messages import m
from graph_service.territories import packaged, qpv_departement
from importers.meanings.cells import Cells
from importers.meanings.data import countries, is_place, is_whole
from importers.meanings.dates import is_day
from importers.meanings.evidence import Evidence, between, fit
from importers.meanings.figures import CENTS, DEGREES, is_number

_RNSR = re.compile(r"\d{9}[A-Z]")
_UAI = re.compile(r"\d{7}[A-Z]")
_LONGEST_CODE = 25
_CODE = re.compile(r"(?=.*\d)[\w./:-]{2,40}")
_SEPARATED = re.compile(r"\s*[,;|/]\s*")
_DEP = re.compile(r"D?(0?\d{1,2}|\d{3}|0?2[ABab])")
_REG = re.compile(r"R?\d{1,3}")
_REG_ISO = re.compile(r"(FR-)?[A-Z]{3}(-\d{2})?")


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


def identifying(cells: Cells) -> Iterator[Evidence]:
    lone = cells.distinct == 1
    siret = cells.share(lambda text: _all(identifiers.siret, 14, text))
    long = cells.share(
        lambda text: len(_digits(text)) in (13, 14) and _digits(text).isdigit() and is_number(text.rstrip("'"))
    )
    crushed = cells.share(is_crushed)
    if siret > 0.3:
        yield Evidence("siret", between(siret, 0.2, 0.7, 7), fit("siret", siret))
    elif long > 0.5:
        yield Evidence("siret", 3.5, fit("siret-length", long))
    elif crushed > 0.4:
        yield Evidence("siret", 3.5, fit("crushed", crushed))
    elif long + crushed < 0.1:
        yield Evidence("siret", -5)
    siren = cells.share(lambda text: _all(identifiers.siren, 9, text))
    if siren > 0.3:
        yield Evidence("siren", between(siren, 0.25, 0.8, 6), fit("siren", siren))
    elif siren < 0.1 and cells.share(lambda text: len(_digits(text)) in (8, 9) and _digits(text).isdigit()) < 0.3:
        yield Evidence("siren", -5)
    rna = cells.share(lambda text: _code(text)[:1] == "W" and identifiers.rna(_code(text)).value)
    yield Evidence("rna", between(rna, 0.1, 0.6, 7), fit("rna", rna)) if rna > 0.1 else Evidence("rna", -5)
    registers = cells.share(lambda text: _RNSR.fullmatch(text) or _UAI.fullmatch(text))
    if registers > 0.6:
        yield Evidence("local_id", 4, fit("register", registers))
    code = cells.share(_CODE.fullmatch)
    words = cells.share(lambda text: " " in text and not is_number(text))
    if cells.variety == 1 and cells.filled > 3 and words < 0.2 and code > 0.5:
        decimals = cells.share(lambda text: CENTS.search(text) and not text.endswith(".0"))
        yield Evidence("local_id", 2 if decimals < 0.2 else -2, m("meaning-unique") if decimals < 0.2 else None)
    elif cells.variety < 0.02 or words > 0.5:
        yield Evidence("local_id", -1.5)
    mixed = cells.share(lambda text: _CODE.fullmatch(text) and not is_number(text) and not is_day(text))
    if mixed > 0.5 and cells.length < 30:
        yield Evidence("reference", 1.2, fit("code", mixed))
        yield Evidence("project_id", 1.2, fit("code", mixed))
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
    if cells.share(lambda text: DEGREES.fullmatch(text)) > 0.5:
        for meaning in ("local_id", "project_id", "reference"):
            yield Evidence(meaning, -3)


_PARTED = re.compile(r"\d{1,2}[.\s\u00a0\u202f]\d{3}")


@lru_cache(maxsize=20_000)
def _cog(text: str) -> bool:
    code = _code(text).zfill(5)
    tables = packaged().tables
    if _PARTED.fullmatch(text):
        return False  # a sum: `12.500`, `12 500`
    return len(code) == 5 and (code in tables.communes or code in tables.present_codes)


@lru_cache(maxsize=20_000)
def _is_joint_body(text: str) -> bool:
    """Whether a number is the SIREN of a body of communes, also of one that is gone, or the code of a commune."""
    code = _code(text)
    return (code.startswith(("24", "200")) and len(code) == 9 and luhn.is_valid(code)) or _cog(text)


@lru_cache(maxsize=20_000)
def _postal(text: str) -> bool:
    return "." not in text.removesuffix(".0") and _code(text).zfill(5) in packaged().tables.by_postal_code


def _dep(text: str) -> bool:
    found = _DEP.fullmatch(_code(text))
    return bool(found) and found is not None and found[1].upper().lstrip("0").zfill(2) in packaged().tables.departements


def _reg(text: str) -> bool:
    code = _code(text)
    return bool(_REG.fullmatch(code)) and code.removeprefix("R").zfill(2) in packaged().tables.regions


def _listed(fits: Callable[[str], object], text: str) -> bool:
    parts = text.replace("|", ";").replace(",", ";").split(";")
    return all(map(fits, filter(None, map(str.strip, parts))))


def places(cells: Cells, numeric: float) -> Iterator[Evidence]:
    cog, postal = cells.share(lambda text: _listed(_cog, text)), cells.share(lambda text: _listed(_postal, text))
    short = cells.share(lambda text: len(text) < 5)
    few = 0.5 if cells.distinct < 4 or short > 0.5 else 1
    if cog > 0.6 and cog >= postal - 0.05:
        yield Evidence("cog", between(cog, 0.5, 0.95, 5) * few, fit("cog", cog))
    elif cog < 0.3:
        yield Evidence("cog", -5)
    if postal > 0.6 and postal > cog - 0.1:
        yield Evidence("postcode", between(postal, 0.5, 0.9, 4) * few, fit("postcode", postal))
    elif cells.share(lambda text: len(text) < 12 and any(c.isdigit() for c in text)) < 0.5:
        yield Evidence("postcode", -5)
    elif postal < 0.3:
        yield Evidence("postcode", -1)
    epci = cells.share(lambda text: _code(text) in packaged().tables.epci)
    bodies = cells.share(_is_joint_body)
    if epci > 0.3:
        points = 9.5 if epci > 0.9 else max(between(epci, 0.3, 0.75, 8), between(bodies, 0.6, 0.8, 8))
        yield Evidence("epci", points, fit("epci", epci))
    else:
        yield Evidence("epci", -3)
    qpv = cells.share(lambda text: qpv_departement(_code(text)))
    yield Evidence("qpv", 9 if qpv > 0.5 else -5, fit("qpv", qpv) if qpv > 0.5 else None)
    dep, reg = cells.share(_dep), cells.share(_reg)
    lettered = cells.share(lambda text: text[:1] in "DR" or text[:2].upper() in ("2A", "2B") or text[:2] == "97")
    padded = cells.share(lambda text: text[:1] == "0")
    bare = cells.share(lambda text: len(text) == 1)
    regions = reg > 0.95 and cells.distinct >= 5 and not bare
    if dep > 0.85:
        points = 0.0
        if not bare and dep > 0.97:
            points = 1 + 2 * (padded + lettered > 0) + 1.5 * (cells.distinct > 30) - 1.5 * (cells.distinct < 8)
        yield Evidence("dep", max(0, points) * (0.3 if regions and cells.distinct <= 26 else 1), fit("dep", dep))
    elif dep < 0.4:
        yield Evidence("dep", -5)
    if reg > 0.9:
        yield Evidence("reg", 4 if regions else 0.5, fit("reg", reg))
    elif cells.share(_REG_ISO.fullmatch) > 0.8:
        yield Evidence("reg", 0.5)
    elif reg < 0.5:
        yield Evidence("reg", -5)
    place = cells.share(is_place)
    whole = cells.share(is_whole)
    if whole > 0.7:
        yield Evidence("place_name", 6, fit("region-name", whole))
    elif place > 0.35:
        yield Evidence("place_name", between(place, 0.3, 0.8, 5), fit("place", place))
        if place > 0.6:
            yield Evidence("person_name", -4)
    if numeric > 0.5:
        yield Evidence("place_name", -5)
    country = cells.share_folded(lambda text: text in countries())
    codes = cells.share(lambda text: len(text) == 2 and text.isupper())
    if country > 0.7 and numeric < 0.1:
        likely = 5 if cells.distinct > 3 or codes < 0.5 else 2.5
        yield Evidence("country", likely, fit("country", country))
    elif country < 0.3:
        yield Evidence("country", -4)
