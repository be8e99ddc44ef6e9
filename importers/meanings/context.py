"""What the columns of a table say about each other: a `nom` beside a `prenom`, a `source` beside a `target`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph_service.messages import m
from importers.meanings import headers
from importers.meanings.cells import Cells
from importers.meanings.evidence import Evidence

if TYPE_CHECKING:
    from importers.meanings.ranking import Column

_ENDS = (("source", "target"), ("from", "to"), ("in", "out"), ("origine", "destination"), ("origine", "cible"),
         ("source", "cible"), ("start", "end"), ("from node", "to node"), ("source id", "target id"),
         ("node1", "node2"), ("noeud1", "noeud2"), ("from id", "to id"))  # fmt: skip
_FORENAMES = frozenset({"prenom", "first name", "firstname", "forename", "given name", "prenom usuel", "givenname"})
_CODES = frozenset({"cog", "dep", "reg", "epci", "qpv"})
_NUMBERS = frozenset({"siren", "siret", "rna"})


@dataclass(frozen=True)
class Seen:
    """One column with what its own header and cells say."""

    position: int
    header: str
    subjects: tuple[str, ...]
    cells: Cells
    evidence: list[Evidence]

    @property
    def words(self) -> str:
        return " ".join(headers.raw_words(self.header))

    def points(self, meaning: str) -> float:
        return sum(one.points for one in self.evidence if one.meaning == meaning)

    def leads(self, *meanings: str) -> bool:
        """Whether its own header and cells speak clearly for one of some meanings."""
        return any(self.points(meaning) >= 3 for meaning in meanings)


def evidence(columns: Sequence[Seen], dictionary: headers.Dictionary) -> list[list[Evidence]]:
    """What the other columns say about each, in the order of the columns."""
    found: list[list[Evidence]] = [[] for _ in columns]
    words = {column.words: column for column in columns}
    _ends_of_links(words, columns, found)
    _names_of_persons(words, columns, found)
    _names_beside_codes(columns, found)
    _names_beside_kinds(columns, found)
    _repeated_ids(columns, found)
    _grants(columns, dictionary, found)
    _years_side_by_side(columns, found)
    return found


def _ends_of_links(words: dict[str, Seen], columns: Sequence[Seen], found: list[list[Evidence]]) -> None:
    pair = next(((words[a], words[b]) for a, b in _ENDS if a in words and b in words), None)
    if pair is None or any(column.leads("date", "start") for column in pair):
        for column in columns:
            # Without its other end a `source` is where something was read.
            found[column.position] += [
                Evidence("link_from", -4),
                Evidence("link_to", -4),
                Evidence("link_kind", -2),
                Evidence("weight", -1),
            ]
        return
    reason = m("meaning-beside", header=pair[1].header)
    found[pair[0].position] += [Evidence("link_from", 9, reason), Evidence("org_name", -3), Evidence("person_name", -4)]
    found[pair[1].position] += [
        Evidence("link_to", 9, m("meaning-beside", header=pair[0].header)),
        Evidence("org_name", -3),
        Evidence("person_name", -4),
    ]
    for column in columns:
        if column in pair:
            continue
        if column.words == "id":
            found[column.position].append(Evidence("other", 6))
        numeric = column.points("number") > 1
        found[column.position].append(
            Evidence("weight", 1.5 if numeric else -1, m("meaning-beside", header=pair[0].header))
        )
        found[column.position].append(
            Evidence("link_kind", -2 if numeric else 3, m("meaning-beside", header=pair[0].header))
        )
        against = ("number", "category") if numeric else ("category", "org_name")
        found[column.position] += [Evidence(meaning, -2) for meaning in ("actor_kind", "funding_nature", *against)]


def _names_of_persons(words: dict[str, Seen], columns: Sequence[Seen], found: list[list[Evidence]]) -> None:
    given = next((c for c in columns if c.words in _FORENAMES or c.words.startswith(("prenom", "first name"))), None)
    if given is None:
        given = next(
            (c for c in columns if c.points("person_name") > 3 and c.cells.words < 1.6 and c.cells.filled > 2), None
        )
    if given is None:
        return
    for column in columns:
        first = column.words.split()[:1]
        if column is not given and first in (["nom"], ["name"], ["last"]) and column.points("org_name") < 6.5:
            found[column.position] += [
                Evidence("person_name", 4, m("meaning-beside", header=given.header)), Evidence("org_name", -2.5)
            ]  # fmt: skip


def _names_beside_codes(columns: Sequence[Seen], found: list[list[Evidence]]) -> None:
    numbers = [c for c in columns if c.leads(*_NUMBERS) and c.cells]
    codes = [c for c in columns if c.leads(*_CODES) and c.cells]
    for column in columns:
        if column.words.split()[:1] not in (["nom"], ["name"], ["libelle"], ["label"], ["denomination"]):
            continue
        placed = any(c.points("cog") > 4 for c in codes)
        if numbers and not placed:
            found[column.position].append(Evidence("place_name", -2.5))
            found[column.position].append(Evidence("org_name", 1.5, m("meaning-beside", header=numbers[0].header)))
            found[column.position].append(Evidence("person_name", -1))
        elif codes and column.points("place_name") > 4:
            found[column.position].append(Evidence("place_name", 2, m("meaning-beside", header=codes[0].header)))


def _names_beside_kinds(columns: Sequence[Seen], found: list[list[Evidence]]) -> None:
    """A `Nom` beside a column of kinds of organisations names these, also where it is the name of a town: of several
    kinds one may be called `Blois`, and what is a commune and what its intercommunality the kind tells."""
    kinds = next((c for c in columns if c.points("actor_kind") > 5 and c.cells.distinct > 1), None)
    if kinds is None:
        return
    for column in columns:
        if column.words in _NAMES and column.points("place_name") > 4:
            found[column.position] += [
                Evidence("org_name", 4, m("meaning-beside", header=kinds.header)), Evidence("place_name", -4)
            ]  # fmt: skip


_NAMES = frozenset({"nom", "name", "denomination", "libelle", "intitule"})


def _repeated_ids(columns: Sequence[Seen], found: list[list[Evidence]]) -> None:
    """An id that stands in several rows beside names of organisations is not theirs: it is a project's."""
    named = any(c.leads("org_name") for c in columns)
    for column in columns:
        repeated = column.cells.filled > 10 and 0.05 < column.cells.variety < 0.9
        if column.words in ("id", "identifiant", "code") and named and repeated:
            found[column.position].append(Evidence("project_id", 3, m("meaning-repeated")))


def _grants(columns: Sequence[Seen], dictionary: headers.Dictionary, found: list[list[Evidence]]) -> None:
    """A table with sums of money speaks of grants: its `nature` is theirs."""
    if not any(c.leads("amount") for c in columns):
        for column in columns:
            found[column.position] += [Evidence("funding_nature", -1.5), Evidence("funding_terms", -1.5)]
    else:
        for column in columns:
            if any(t.word == "nature" and not t.complement for t in headers.tokens(column.header, dictionary.words)):
                found[column.position].append(Evidence("funding_nature", 1.5, m("meaning-grants")))


def _years_side_by_side(columns: Sequence[Seen], found: list[list[Evidence]]) -> None:
    """Columns that are called 2022, 2023, 2024 hold what each year brought."""
    years = [c for c in columns if _YEAR.fullmatch(c.header.strip())]
    if len(years) < 2:
        return
    for column in years:
        if column.points("number") > 1 or not column.cells:
            found[column.position].append(Evidence("amount", 2.5, m("meaning-years")))


_YEAR = re.compile(r"(?:19|20)\d\d")
_ACTORS = frozenset({"org_name", "siren", "siret", "rna", "local_id", "actor_kind", "acronym"})


def with_subjects(columns: list[Column], seen: Sequence[Seen]) -> list[Column]:
    """The same columns, each guess with whom it is about."""
    sums = [
        _subject("amount", s, granted=False) for c, s in zip(columns, seen, strict=True) if c.best.meaning == "amount"
    ]
    # Who pays a fee receives no grant.
    granted = any(subject != "fee" for subject in sums)
    return [
        replace(c, guesses=tuple(replace(g, subject=_subject(g.meaning, s, granted)) for g in c.guesses))
        for c, s in zip(columns, seen, strict=True)
    ]


def _subject(meaning: str, seen: Seen, granted: bool) -> str:
    told = seen.subjects

    def first(*among: str, otherwise: str = "") -> str:
        return next((subject for subject in told if subject in among), otherwise)

    if meaning in _ACTORS:
        return first("funder", "recipient", "alias", otherwise="recipient" if granted else "actor")
    if meaning == "amount":
        return first("fee", "loan", "guarantee", "kind", "project", "total", otherwise="grant")
    if meaning == "place_name":
        return first("region", "dep")
    if meaning == "project_id":
        return first("contract", "post")
    if meaning == "year":
        return first("start", "end")
    if meaning == "number":
        return first("population", "months")
    return first("former") if meaning == "cog" else ""
