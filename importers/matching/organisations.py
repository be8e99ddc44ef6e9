"""An organisation as it is compared with others: of a fact, or of what an import says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph_service.model import Fact, Statement, Value
from graph_service.territories import Territories
from graph_service.vocabulary import Vocabulary, fold_text
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
        return frozenset(text for text in map(fold_text, self.names) if text)

    @cached_property
    def folded_all(self) -> frozenset[str]:
        return self.folded | frozenset(text for text in map(fold_text, self.called) if text)

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
        return next((word for word in found if word not in fold_text(place).split()), None)

    @cached_property
    def is_common(self) -> bool:
        """Whether its name says nothing by itself."""
        return all(names.is_common(name) for name in self.names)


def of_fact(fact: Fact, vocabulary: Vocabulary, territories: Territories) -> Organisation:
    lost = [str(value) for value, _ in (fact.others or {}).get("name", ())]
    return _organisation(fact.keys, fact.id, [dict(fact.values)], lost, vocabulary, territories, known=True)


def of_rows(
    ids: Sequence[str], rows: Iterable[Statement], vocabulary: Vocabulary, territories: Territories
) -> Organisation:
    """An organisation of the rows of an import about records that share an identifier."""
    fields = [row.fields for row in rows]
    lost = [str(each["name"]) for each in fields if each.get("name")]
    return _organisation(sorted(ids), min(ids), fields, lost, vocabulary, territories, known=False)


def _organisation(
    ids: Sequence[str],
    id_: str,
    fields: Sequence[object],
    others: Sequence[str],
    vocabulary: Vocabulary,
    territories: Territories,
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
        _seat(kind, str(territory or ""), str(siren or ""), vocabulary, territories),
        kind in vocabulary.shared_siren_kinds,
        known,
    )


def _seat(
    kind: str, territory: str, siren: str, vocabulary: Vocabulary, territories: Territories
) -> tuple[str, str] | None:
    """The place whose authority an actor is, by its own SIREN before the territory that it states."""
    level = next((one for one in AUTHORITIES if vocabulary.is_a("actor_kind", kind, one)), None)
    if level is None:
        return None
    if level == "commune" and siren:
        code = territories.tables.by_siren.get(siren)
        return (level, code) if code else None
    if level == "epci" and siren:
        return (level, siren)
    return (level, territory) if territory and territories.level(territory) == level else None
