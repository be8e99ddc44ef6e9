"""Sorts the columns of a table: which organisations a row names, and which columns say what of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph_service.vocabulary import fold_text
from importers.meanings.cells import is_nothing
from importers.meanings.data import folded, values
from importers.meanings.dates import names_day
from importers.meanings.headers import raw_words
from importers.proposing import lists
from importers.proposing.choices import Choices, Meant
from importers.proposing.roles import named_in
from importers.proposing.tables import SeenTable
from importers.sums import Signs

Spec = dict[str, object]
"""A part of a mapping as its YAML says it."""
NUMBERS = ("siret", "siren", "rna")
_NOT_GIVEN = re.compile(r"\b(demand|sollicit|request|propos|previ|prevu)")
"""Amounts that somebody asked for, not those that were given."""

_BUDGET = re.compile(r"\b(budgets?|couts?|costs?|enveloppe)\b")
"""Words of sums that say what something costs as a whole."""
_FORECAST = re.compile(r"\b(previ\w*|prevu\w*|total\w*|global\w*|estim\w*|planned|forecast|expected)\b")
_PAID = re.compile(r"\b(subv\w*|aides?|accord\w*|attrib\w*|vers\w*|vot\w*|grants?|granted|award\w*|paid|funding)\b")
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
    _between: dict[int, tuple[str, ...]] = field(default_factory=dict, compare=False)

    def of(self, meaning: str) -> list[int]:
        return [at for at, one in enumerate(self.meant) if one.meaning == meaning]

    def first(self, *meanings: str) -> int | None:
        return next((at for meaning in meanings for at in self.of(meaning)), None)

    def ref(self, at: int) -> str | int:
        """How a mapping names a column: by its header, or by its position where that says too little."""
        text = self.table.header[at]
        if self.table.unnamed:
            return at + 1
        folded = fold_text(text)
        again = sum(fold_text(other) == folded for other in self.table.header)
        plain = folded and again == 1 and not text.startswith(("/", "@"))
        return text if plain else at + 1

    def is_full(self, at: int) -> bool:
        """Whether every row of the sample has something there."""
        return sum(not is_nothing(text) for text in self.table.cells(at)) == len(self.table.sample)

    def is_listed(self, at: int) -> bool:
        """Whether its cells hold several texts each."""
        return bool(self.between(at))

    def split(self, at: int) -> str:
        """What stands between the texts of a column's cells, as a mapping says it."""
        return lists.pattern(self.between(at))

    def between(self, at: int) -> tuple[str, ...]:
        """The signs between the texts of a column's cells, as a person chose them or as they are proposed."""
        if at in self.choices.between:
            return tuple(sign for sign in lists.SIGNS if sign in self.choices.between[at])
        if at not in self._between:
            self._between[at] = self._proposed_between(at)
        return self._between[at]

    def _proposed_between(self, at: int) -> tuple[str, ...]:
        cells = self.table.cells(at)
        if not self.may_divide(at):
            return tuple(sign for sign in lists.SURE if sign in lists.there(cells)) if lists.is_list(cells) else ()
        return self.likely(at)

    def likely(self, at: int) -> tuple[str, ...]:
        """The signs that stand between the names of a column, whatever follows from dividing them."""
        cells = self.table.cells(at)
        named = [other for other, one in enumerate(self.meant) if one.meaning == "org_name" and other != at]
        others = {fold_text(text) for other in named for text in self.table.cells(other)}
        return lists.between(cells, others)

    def may_divide(self, at: int) -> bool:
        """Whether names in a column are divided by signs that names hold too: not those beside a number of their own,
        and not those of who receives or pays a sum, which would count for each of them."""
        party = next((one for all_ in self.parties.values() for one in all_ if one.first("org_name") == at), None)
        numbered = party is not None and any(party.columns.get(meaning) for meaning in NUMBERS)
        paid = self.are_paid and self.meant[at].party != "partner"
        return self.meant[at].meaning == "org_name" and not numbered and not paid

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
        budgets = self.budgets()
        found = [at for at in found if at not in budgets]
        given = [at for at in found if not _NOT_GIVEN.search(fold_text(self.table.header[at]))]
        return given or found

    def budgets(self) -> list[int]:
        """The columns of what a project costs, whoever pays it: a forecast or a total by its words, a plain budget
        beside the project; none that a person calls a payment."""
        project = self.first("project_title", "project_id") is not None
        found = []
        for at in self.of("amount"):
            header = fold_text(self.table.header[at])
            whole = _BUDGET.search(header) and not _PAID.search(header)
            if whole and at not in self.choices.columns and (project or _FORECAST.search(header)):
                found.append(at)
        return found

    def meetings(self) -> list[int]:
        """The columns side by side that are meetings, each with its day in its header, in which the organisations of
        the rows are marked as present."""
        header = self.table.header
        found = [at for at, text in enumerate(header) if self.meant[at].meaning not in _MARKED and names_day(text)]
        found = [at for at in found if (cells := self.table.cells(at)) and all(map(_is_mark, cells))]
        return found if len(found) > 1 and self.first("org_name") is not None else []

    def are_several(self, party: Party) -> bool:
        """Whether a row names several organisations in one cell of a party."""
        name = party.first("org_name")
        return name is not None and self.is_listed(name)

    def payers(self) -> list[Party]:
        """The parties that pay the sum of a row, each alone."""
        return [party for party in self.parties.get("funder", ()) if not self.are_several(party)]

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

    @cached_property
    def are_paid(self) -> bool:
        """Whether the sums of a row are paid to whom it names. Those who have a role in a project are paid nothing by
        its sum, and those who sign a contract neither."""
        signed = any(named_in("role", text) == "signataire" for text in self.headers_of_names())
        project = self.first("project_title", "project_id") is not None
        partners = any(one == Meant("org_name", "partner") for one in self.meant)
        return bool(self.amounts()) and not (project and (signed or partners or self.first("role") is not None))

    def headers_of_names(self) -> Iterator[str]:
        """The headers of the columns that name organisations."""
        yield from self.texts([at for at in self.of("org_name") if self.meant[at].party != "alias"])

    def texts(self, ats: Sequence[int]) -> Iterator[str]:
        for at in ats:
            yield self.table.header[at]


_MARKED = frozenset({"amount", "start", "end", "date", "org_name"})
"""Meanings of columns that are no marks of presence."""


def _is_mark(text: str) -> bool:
    return folded(text) in values("yes_no") or text in ("✓", "✔", "☑", "✗")


def _speaks_of_one(one: Meant) -> bool:
    return one.meaning in ("org_name", "local_id", "acronym", "actor_kind", *NUMBERS) and one.party != "alias"
