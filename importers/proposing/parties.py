"""Sorts the columns of a table: which organisations a row names, and which columns say what of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph_service.vocabulary import fold_text
from importers.mapping.values import pieces
from importers.meanings.cells import is_nothing
from importers.meanings.headers import raw_words
from importers.proposing.choices import Choices, Meant
from importers.proposing.tables import SeenTable
from importers.sums import Signs

Spec = dict[str, object]
"""A part of a mapping as its YAML says it."""
NUMBERS = ("siret", "siren", "rna")
SPLIT = r"\s*[;|\n]\s*"
BETWEEN = re.compile(SPLIT)
_RECUR = 0.5
"""The share of cells with several texts whose texts stand in other cells too: then they are texts, not parts of one."""
_NOT_GIVEN = re.compile(r"\b(demand|sollicit|request|propos|previ|prevu)")
"""Amounts that somebody asked for, not those that were given."""

_NO_GRANTS = ("loan", "guarantee", "kind", "fee")
"""Whose sums are no grants."""


@dataclass
class Party:
    """One organisation that a row names: the columns that speak of it, by meaning."""

    name: str
    columns: dict[str, list[int]] = field(default_factory=dict)

    def first(self, meaning: str) -> int | None:
        return next(iter(self.columns.get(meaning, ())), None)

    @property
    def is_named(self) -> bool:
        return any(self.columns.get(meaning) for meaning in ("org_name", "local_id", *NUMBERS))


@dataclass(frozen=True)
class Sorted:
    """The columns of a table by what they mean, as it was proposed or chosen."""

    table: SeenTable
    meant: Sequence[Meant]
    choices: Choices
    id: str

    def of(self, meaning: str) -> list[int]:
        return [at for at, one in enumerate(self.meant) if one.meaning == meaning]

    def first(self, *meanings: str) -> int | None:
        return next((at for meaning in meanings for at in self.of(meaning)), None)

    def ref(self, at: int) -> str | int:
        """How a mapping names a column: by its header, or by its position where that says too little."""
        text = self.table.header[at]
        folded = fold_text(text)
        again = sum(fold_text(other) == folded for other in self.table.header)
        plain = folded and again == 1 and not text.startswith(("/", "@"))
        return text if plain else at + 1

    def is_full(self, at: int) -> bool:
        """Whether every row of the sample has something there."""
        return sum(not is_nothing(text) for text in self.table.cells(at)) == len(self.table.sample)

    def is_listed(self, at: int) -> bool:
        """Whether its cells hold several texts each: most of them do, or what stands between the signs of some stands
        in other cells too. A name with a semicolon in it is one name."""
        cells = [pieces(BETWEEN, cell) for cell in self.table.cells(at)]
        several = [parts for parts in cells if len(parts) > 1]
        met = Counter(fold_text(part) for parts in cells for part in parts)
        again = sum(any(met[fold_text(part)] > 1 for part in parts) for parts in several)
        return 2 * len(several) > len(cells) or (again > _RECUR * len(several) and len(several) > 1)

    def is_known_by(self, at: int, name: int | None) -> bool:
        """Whether a code belongs to the organisation, and not to the row: each name has one code and keeps it."""
        if name is None:
            return True
        pairs = {(row[name].strip(), row[at].strip()) for row in self.table.sample if max(at, name) < len(row)}
        pairs = {pair for pair in pairs if all(pair)}
        names = {pair[0] for pair in pairs}
        return len(pairs) == len(names)

    def nulls(self, used: Sequence[int]) -> list[str]:
        """What stands in the cells of some columns only to say that there is nothing."""
        return list(dict.fromkeys(text for at in used for text in self.table.cells(at) if is_nothing(text)))[:20]

    @cached_property
    def parties(self) -> Mapping[str, list[Party]]:
        """The organisations of a row, by whom they are: one for each column of names, with the columns nearest."""
        found: dict[str, list[Party]] = {}
        for who in dict.fromkeys(one.party for one in self.meant):
            mine = [at for at, one in enumerate(self.meant) if one.party == who and _speaks_of_one(one)]
            names = [at for at in mine if self.meant[at].meaning == "org_name"]
            groups = {at: Party(who, {"org_name": [at]}) for at in names}
            rest = Party(who)
            for at in mine:
                if at not in groups:
                    near = self._nearest(at, names)
                    party = rest if near is None else groups[near]
                    party.columns.setdefault(self.meant[at].meaning, []).append(at)
            made = [*groups.values(), rest]
            found[who] = [party for party in made if party.is_named]
        return found

    def _nearest(self, at: int, names: Sequence[int]) -> int | None:
        """The column of names that a column belongs to: with the same words, else the last before it."""
        words = set(raw_words(self.table.header[at]))

        def likeness(name: int) -> tuple[int, bool, int]:
            return len(words & set(raw_words(self.table.header[name]))), name < at, -abs(name - at)

        return max(names, key=likeness, default=None)

    def amounts(self) -> list[int]:
        """The columns of sums that were given: those granted before those asked for; no loans or guarantees, and no
        fees that members pay, but a sum that a person calls a payment."""
        chosen = self.choices.columns
        found = [at for at in self.of("amount") if at in chosen or self._subject(at) not in _NO_GRANTS]
        given = [at for at in found if not _NOT_GIVEN.search(fold_text(self.table.header[at]))]
        return given or found

    def signs(self, at: int) -> tuple[str, str]:
        """How a column writes its sums: the sign between thousands, and a cell that may be read in two ways."""
        found = Signs()
        for text in self.table.cells(at):
            found.add(text)
        return found.found

    def fees(self) -> list[int]:
        """The columns of what members pay."""
        return [at for at in self.of("amount") if self._subject(at) == "fee" and at not in self.choices.columns]

    def _subject(self, at: int) -> str:
        guesses = self.table.columns[at].guesses if at < len(self.table.columns) else ()
        return next((guess.subject for guess in guesses if guess.meaning == "amount"), "")

    def texts(self, ats: Sequence[int]) -> Iterator[str]:
        for at in ats:
            yield self.table.header[at]


def _speaks_of_one(one: Meant) -> bool:
    return one.meaning in ("org_name", "local_id", "acronym", "actor_kind", *NUMBERS) and one.party != "alias"
