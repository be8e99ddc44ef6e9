"""What a person may say of a table: what each column means, what a row is about, and what no column says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from graph_service.errors import UsageError
from graph_service.messages import LANGS, Items, Message, m, say
from graph_service.vocabulary import fold_text
from importers.meanings import MEANINGS

ABOUT = ("grants", "participations", "links", "actors", "projects")
"""What a row may be about."""
LEFT_OUT = "other"
"""The meaning of a column that is not read."""
PARTIES = ("", "funder", "recipient", "partner")
"""Whom a column of an organisation may be about; empty: the organisation that the row is about."""
_OF_PARTIES = ("org_name", "siren", "siret", "rna", "local_id", "acronym", "actor_kind")
_READ = {
    "project": ("project_title", "project_id", "theme", "text", "url"),
    "relation": ("role", "link_from", "link_to", "link_kind", "weight"),
    "money": ("amount", "funding_nature"),
    "time": ("year", "date", "start", "end", "period"),
    "place": ("cog", "epci", "dep", "reg", "qpv", "place_name", "lat", "lon"),
}
"""The meanings that a mapping reads, beside those of the parties, by what they are about."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a column means, and of whom."""

    meaning: str
    party: str = ""

    @property
    def key(self) -> str:
        return f"{self.meaning}:{self.party}" if self.party else self.meaning

    @property
    def label(self) -> Message:
        name = m(f"meaning-name-{self.meaning.replace('_', '-')}")
        return m(f"proposing-of-{self.party}", name=name) if self.party else name


NOTHING = Meant(LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person said. What is empty is proposed."""

    columns: Mapping[int, Meant] = field(default_factory=dict)
    about: str = ""
    id: str = ""
    label: str = ""
    producer: str = ""
    title: str = ""
    licence: str = ""
    visibility: str = ""
    funder: str = ""
    """Who pays, where no column says it: a name, a SIREN or a SIRET."""
    role: str = ""
    actor_kind: str = ""
    project_kind: str = ""
    partnership_kind: str = ""
    between: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """Of columns with several names in a cell, by position: the signs between them (`importers.proposing.lists.SIGNS`);
    none where each cell holds one name."""
    decimal: str = ""
    """The sign before decimals, where a column of sums does not tell it: `.` or `,`."""
    read_rows: frozenset[str] = frozenset()
    """Rows that are taken for no records and are read all the same, by what they were taken for."""


def of_guess(meaning: str, subject: str) -> Meant:
    """A guess as a choice. Subjects that make no difference to what is read are dropped."""
    if meaning in _OF_PARTIES:
        if subject == "alias" and meaning == "org_name":
            return Meant("org_name", "alias")
        return Meant(meaning, subject if subject in PARTIES else "")
    return Meant(meaning) if meaning in read_meanings() else NOTHING


@cache
def read_meanings() -> frozenset[str]:
    """The meanings of columns that a proposed mapping may read."""
    return frozenset([*_OF_PARTIES, *(meaning for listed in _READ.values() for meaning in listed)])


@cache
def options() -> Mapping[str, tuple[Meant, ...]]:
    """The list to choose a column's meaning from, by what it is about."""
    found: dict[str, tuple[Meant, ...]] = {"none": (NOTHING,)}
    for party in PARTIES:
        meanings = ("org_name", "alias", *_OF_PARTIES[1:]) if not party else _OF_PARTIES
        found[party or "actor"] = tuple(
            Meant("org_name", "alias") if meaning == "alias" else Meant(meaning, party) for meaning in meanings
        )
    return found | {about: tuple(map(Meant, meanings)) for about, meanings in _READ.items()}


def meant_by(text: str) -> Meant:
    """The choice that a text names: `org_name:funder`, or in words as it is shown. Raises UsageError for no such."""
    bare = text.strip()
    for one in _all():
        if bare == one.key or bare == f"{one.key}:actor":
            return one
    words = fold_text(bare)
    for one in _all():
        if words in {fold_text(say(one.label, lang)) for lang in LANGS}:
            return one
    meaning = bare.partition(":")[0]
    if meaning in MEANINGS and meaning not in read_meanings():
        return NOTHING
    raise UsageError("no-meaning", text=bare[:80], known=Items([one.key for one in _all()]))


def _all() -> Iterator[Meant]:
    for listed in options().values():
        yield from listed
