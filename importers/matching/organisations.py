"""An organisation as it is compared with others: of a fact, or of what an import says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph_service.model import Fact, Statement, Value
from graph_service.territories import Territories
from graph_service.vocabulary import Vocabulary
from importers.matching import names

AUTHORITIES = ("commune", "epci", "departement", "region")
"""Kinds of which each territory of that level has one."""


@dataclass(frozen=True)
class Organisation:
    """Records that are one organisation already: by an identifier, or by what was said before."""

    id: str
    """The record by which it is spoken of."""
    ids: tuple[str, ...]
    names: tuple[str, ...]
    """Its name, then other sources' names for it."""
    called: tuple[str, ...]
    """Its acronym and other names."""
    kind: str
    territory: str | None
    siren: str | None
    rna: str | None
    seat: tuple[str, str] | None
    """Of a commune, an intermunicipal body, a département's or a region's council: (level, code)."""
    shares_siren: bool
    """A local service of the State: several have one SIREN, and often one name."""
    known: bool = True
    """Whether the store has it already."""

    @cached_property
    def folded(self) -> frozenset[str]:
        return frozenset(text for text in map(names.fold, self.names) if text)

    @cached_property
    def folded_all(self) -> frozenset[str]:
        return self.folded | frozenset(text for text in map(names.fold, self.called) if text)

    @cached_property
    def bare(self) -> frozenset[tuple[str, ...]]:
        return frozenset(found for name in (*self.names, *self.called) if (found := names.bare(name)))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        return frozenset(found for name in (*self.names, *self.called) if (found := names.as_acronym(name)))

    @cached_property
    def initials(self) -> frozenset[str]:
        return frozenset(found for name in self.names if (found := names.initials(name)))

    def part(self, place: str) -> str | None:
        """A word of its name that no authority of `place` bears, such as a commune's `CCAS`."""
        found = [word for text in sorted(self.folded) for word in text.split() if word in names.words("parts")]
        return next((word for word in found if word not in names.fold(place).split()), None)

    @cached_property
    def is_common(self) -> bool:
        """Whether its name says nothing by itself."""
        return all(names.is_common(name) for name in self.names)


@dataclass(frozen=True)
class Known:
    """The vocabulary and the territories by which organisations are read and compared."""

    vocabulary: Vocabulary
    territories: Territories

    @cached_property
    def authorities(self) -> dict[str, str]:
        """The kinds of actors that govern a territory, with its level."""
        found = ((kind, level) for level in AUTHORITIES for kind in self.vocabulary.descendants("actor_kind", level))
        return dict(found)

    @cached_property
    def sharing(self) -> frozenset[str]:
        """The kinds of actors of which several rightly have one SIREN."""
        return self.vocabulary.shared_siren_kinds


def of_fact(fact: Fact, by: Known) -> Organisation:
    lost = [str(value) for value, _ in (fact.others or {}).get("name", ())]
    return _organisation(fact.keys, fact.id, [dict(fact.values)], lost, by, known=True)


def of_rows(ids: Sequence[str], rows: Iterable[Statement], by: Known) -> Organisation:
    """An organisation of the rows of an import about records that share an identifier."""
    fields = [row.fields for row in rows]
    lost = [str(each["name"]) for each in fields if each.get("name")]
    return _organisation(sorted(ids), min(ids), fields, lost, by, known=False)


def _organisation(
    ids: Sequence[str],
    id_: str,
    fields: Sequence[object],
    others: Sequence[str],
    by: Known,
    *,
    known: bool,
) -> Organisation:
    def first(name: str) -> Value:
        return next((each[name] for each in fields if isinstance(each, dict) and each.get(name)), None)

    names_ = dict.fromkeys(text for text in (str(first("name") or ""), *others) if text)
    aliases = [alias for each in fields if isinstance(each, dict) for alias in each.get("aliases") or ()]
    acronym = first("acronym")
    siret, kind, territory = first("siret"), str(first("kind") or ""), first("territory")
    siren = first("siren") or (str(siret)[:9] if siret else None)
    return Organisation(
        id_,
        tuple(ids),
        tuple(names_),
        tuple(dict.fromkeys([*([str(acronym)] if acronym else []), *map(str, aliases)])),
        kind,
        str(territory) if territory else None,
        str(siren) if siren else None,
        str(first("rna")) if first("rna") else None,
        _seat(kind, str(territory or ""), str(siren or ""), by),
        kind in by.sharing,
        known,
    )


def _seat(kind: str, territory: str, siren: str, by: Known) -> tuple[str, str] | None:
    """The place whose authority an actor is, by its own SIREN before the territory that it states."""
    level = by.authorities.get(kind)
    if level is None:
        return None
    if level == "commune" and siren:
        code = by.territories.tables.by_siren.get(siren)
        return (level, code) if code else None
    if level == "epci" and siren:
        return (level, siren)
    return (level, territory) if territory and by.territories.level(territory) == level else None
