"""Tests of content: which meanings a column's cells speak for and against, with the share of cells that fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph_service.messages import m
from importers.meanings import names
from importers.meanings.cells import Cells
from importers.meanings.codes import identifying, places
from importers.meanings.data import values
from importers.meanings.dates import is_day, is_two_days, times
from importers.meanings.evidence import Evidence, between, fit
from importers.meanings.figures import is_number, numbers

_EMAIL = re.compile(r"[^\s@]+@[\w-]+(\.[\w-]+)+")
_PHONE = re.compile(r"(?:tel\W*)?(?:\+|00)?\(?\d[\d\s.()/\u00a0\u202f-]{7,20}\d", re.IGNORECASE)
_URL = re.compile(
    r"(https?:|ftp:|www\.|//)\S+|[\w-]+(\.[\w-]+)*\.(fr|com|org|net|eu|info|io|asso|gouv|uk|de|int)(/\S*)?",
    re.IGNORECASE,
)


def evidence(cells: Cells) -> Iterator[Evidence]:
    """What the cells of one column speak for and against. Nothing where no cell is filled."""
    if not cells:
        return
    if cells.nested > 0.5:
        yield Evidence("other", 6, m("meaning-nested"))
        return
    numeric = cells.share(is_number)
    yield from identifying(cells)
    yield from places(cells, numeric)
    yield from times(cells)
    yield from numbers(cells, numeric)
    yield from _contacts(cells)
    yield from _texts(cells, numeric)


def _contacts(cells: Cells) -> Iterator[Evidence]:
    email = cells.share(_EMAIL.search)
    yield Evidence("email", 8, fit("email", email)) if email > 0.4 else Evidence("email", -5 if email < 0.05 else 0)
    phone = cells.share(is_phone)
    spaced = cells.share(lambda text: is_phone(text) and not text.isdigit())
    if phone > 0.4:
        yield Evidence(
            "phone",
            7 if spaced > 0.2 or cells.share(lambda text: text[:2] in ("06", "07")) > 0.2 else 2,
            fit("phone", phone),
        )
    elif phone < 0.05 and cells.share(lambda text: 9 <= sum(sign.isdigit() for sign in text) <= 13) < 0.5:
        yield Evidence("phone", -4)
    url = cells.share(_URL.fullmatch)
    yield Evidence("url", 6, fit("url", url)) if url > 0.5 else Evidence("url", -5 if url < 0.05 else -1)
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
            fit("organisation", organisation),
        )
    if cells.variety > 0.3 and numeric < 0.2 and 3 < cells.length < 70:
        yield Evidence("org_name", 0.7)
    either = cells.share(lambda text: names.is_person(text) or names.is_forename(text))
    if either > 0.25 and person > 0.1 and organisation < 0.05 and cells.variety > 0.8:
        person = max(person, either)
    if (addressed := cells.share(names.begins_as_address)) > 0.5:
        yield Evidence("person_name", 8, fit("civility", addressed))
        yield Evidence("org_name", -6)
    civil = cells.share(names.has_civility)
    if civil > 0.06 and organisation < 0.05 and cells.words < 4:
        yield Evidence("person_name", 4, fit("civility", civil))
        yield Evidence("org_name", -1)
    if person > 0.25 and organisation < 0.35:
        yield Evidence("person_name", between(person, 0.15, 0.6, 7), fit("person", person))
        yield Evidence("org_name", -between(person, 0.3, 0.7, 4))
        yield Evidence("project_title", -between(person, 0.3, 0.7, 3))
    elif given > 0.6 and cells.distinct > 2:
        yield Evidence("person_name", 5, fit("forename", given))
        yield Evidence("org_name", -3)
    elif person < 0.05 and given < 0.2:
        yield Evidence("person_name", -1 if cells.words < 4 else -3)
    if organisation > 0.35:
        yield Evidence("person_name", -4)
    yield from _lists(cells)
    street = cells.share_folded(_is_address)
    if (kind := cells.share_folded(lambda text: text in values("street_kinds"))) > 0.7:
        yield Evidence("address", 4, fit("street", kind))
    if street > 0.3:
        yield Evidence("address", between(street, 0.2, 0.6, 6), fit("address", street))
        yield Evidence("text", -1.5)
    elif street < 0.05:
        yield Evidence("address", -1.5)
    yes = cells.share_folded(lambda text: text in values("yes_no"))
    if yes > 0.9 and cells.distinct <= 4:
        numbers = cells.share(is_number) > 0.5
        short = numbers or cells.share(lambda text: len(text) == 1) > 0.5
        bits = set(cells.counts) == {"0", "1"}
        yield Evidence("flag", 2.5 if bits else 1 if short else 4, fit("yes-no", yes))
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
            yield Evidence("acronym", 1.5, fit("capitals", upper))
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
    # In a few rows each kind may stand once.
    if kinds > 0.4 and (cells.variety < 0.5 or cells.filled < 8):
        yield Evidence("actor_kind", between(kinds, 0.3, 0.7, 4), fit("kind", kinds))
    elif 4 <= cells.distinct <= 40 and cells.variety < 0.2 and (bodies := cells.share(names.begins_as_kind)) > 0.6:
        yield Evidence("actor_kind", 2.5, fit("kind", bodies))
    elif cells.variety > 0.5 and cells.filled > 15:
        for meaning in ("actor_kind", "role", "category"):
            yield Evidence(meaning, -2)
    roles = cells.share_folded(lambda text: text in values("roles"))
    if roles > 0.5:
        yield Evidence("role", between(roles, 0.4, 0.7, 5), fit("role", roles))
    natures = cells.share_folded(lambda text: text in values("natures"))
    if natures > 0.5 and cells.distinct < 15:
        yield Evidence(
            "funding_nature", between(natures, 0.4, 0.7, 4.5 if cells.distinct > 1 else 2.5), fit("nature", natures)
        )
    terms = cells.share_folded(lambda text: not values("terms").isdisjoint(text.split()))
    if terms > 0.5:
        yield Evidence("funding_terms", between(terms, 0.4, 0.7, 4), fit("terms", terms))
    themes = cells.share_folded(lambda text: not values("themes").isdisjoint(text.split()))
    if themes > 0.3 and cells.variety < 0.6 and cells.words < 8:
        yield Evidence("theme", between(themes, 0.2, 0.6, 2.5), fit("theme", themes))
