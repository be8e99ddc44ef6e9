"""From the meanings of columns to the records that a row speaks of, as a mapping declares them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph_service.vocabulary import fold_text, packaged
from importers.mapping.values import identified, pieces, slug
from importers.meanings.figures import currencies
from importers.meanings.headers import raw_words
from importers.proposing.lists import SPLIT
from importers.proposing.parties import NUMBERS, Party, Sorted, Spec
from importers.proposing.roles import named_in, value_map
from importers.sums import unit_of

UNSTATED = "organisme"
"""The kind of an organisation of which nothing says the kind: a term that the mapping brings."""
UNSTATED_TERM = {
    "label_fr": "Organisme (nature non précisée)",
    "label_en": "Organisation (nature not stated)",
}
_YEAR = re.compile(r"(?:19|20)\d\d")
YEAR_ALONE = r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])"
_CURRENCY = re.compile(r"^(currency|devise|monnaie)\b")
_ELSEWHERE = re.compile(r"\b(execution|lieu|projet|action|operation|intervention)\b")
"""Places that are not where an organisation is."""
_OF_MEMBERS = frozenset({"instance", "comite_pilotage", "reseau_anime"})
"""Kinds of projects that have members, where nothing else is said of who takes part."""
_WORTH = re.compile(r"\b(budgets?|couts?|total|globale?|enveloppe|cost)\b")
"""Sums that say what a project is worth."""
_FOUNDED = re.compile(r"\b(cree\w*|creation|fond\w*|immatricul\w*|founded|created)\b")
"""Days on which an organisation began."""
_OF_TOWNS = re.compile(r"\b(insee|cog|communes?|villes?|municipality|town|city|geo\w*)\b")
_PLACES = (
    ("qpv", "place"), ("cog", "commune"), ("epci", "epci"),
    ("place_name", "place"), ("dep", "departement"), ("reg", "region"),
)  # fmt: skip
"""Meanings of places and how each is read, the nearest first: where a project is done, then where anything is."""
_SMALL = frozenset({"nom", "name", "de", "du", "la", "le", "l", "d", "des", "les", "of", "the", "a", "et", "code"})
"""Words that columns of several parties may share."""
_ENOUGH = 0.3
"""The share of cells whose text names a term from which a column is read by a table of values."""


@dataclass
class Made:
    """The records of a proposed mapping, and what else its file's declaration needs."""

    records: list[Spec] = field(default_factory=list)
    value_maps: dict[str, dict[str, str]] = field(default_factory=dict)
    wide: Spec | None = None
    beside: dict[str, Spec] = field(default_factory=dict)
    """Columns whose value stands above the table or in the name of its file, as a mapping says it."""
    year: str = ""
    """The year that is taken from there."""
    skip: Spec = field(default_factory=dict)
    totals: list[Spec] = field(default_factory=list)
    """Of printed totals: which columns they add up."""
    missing: list[str] = field(default_factory=list)
    """What only a person can say, and what the records lack for it."""
    unmapped: dict[str, list[str]] = field(default_factory=dict)
    """Values that name no term of the vocabulary, by the header of their column."""
    unstated: bool = False
    """Whether some organisation's kind is not stated."""
    used: dict[int, None] = field(default_factory=dict)
    """The columns that are read, in the order of their use."""


class Maker:
    """Makes the records of one table."""

    def __init__(self, columns: Sorted, about: str) -> None:
        self.columns, self.choices, self.about, self.made = columns, columns.choices, about, Made()
        self._kind_of_project = ""

    def make(self) -> Made:
        getattr(self, f"_{self.about}")()
        self._odd_rows()
        return self.made

    # What a row is about

    def _grants(self) -> None:
        parties = self.columns.parties
        funder = next(iter(parties.get("funder", ())), None)
        recipient = next(
            (self._likeliest(parties[who]) for who in ("recipient", "", "partner") if parties.get(who)), None
        )
        giver = self._funder(funder)
        # A body is one whoever pays it; of a payer whom the file does not name the ids tell files apart.
        within: list[Spec] = [{"constant": self.choices.funder}] if giver and not funder else []
        if giver is None:
            self.made.missing.append("funder")
        if recipient:
            id_ = self._actor(recipient, within, place=True)
        elif project := self._project():
            id_ = project
        else:
            self.made.missing.append("recipient")
            return
        if giver is not None:
            self._funding(giver, id_, recipient)

    def _likeliest(self, parties: Sequence[Party]) -> Party:
        """Of several columns of names the one of who receives: with numbers beside it, and most different names."""

        def weight(party: Party) -> tuple[bool, int]:
            name = party.first("org_name")
            names = set(self.columns.table.cells(name)) if name is not None else set()
            return any(party.columns.get(meaning) for meaning in NUMBERS), len(names)

        return max(parties, key=weight)

    def _participations(self) -> None:
        project = self._project()
        if project is None and self.columns.first("project_title", "project_id") is None:
            self.made.missing.append("project")
        parties = [party for who in ("", "recipient", "partner", "funder") for party in self._of(who)]
        if not parties:
            self.made.missing.append("actor")
        giver = None
        for at, party in enumerate(parties):
            id_ = self._actor(party, [])
            # What several give together is no payment of each.
            if party.name == "funder" and not self.columns.are_several(party):
                giver = giver or id_
            if project and (role := self._role(party, alone=at == 0 or self._are_called_alike(party, parties[0]))):
                fields: Spec = {"actor": id_, "project": project, "role": role}
                title = self.columns.first("project_title", "project_id")
                if title is not None and self._are_of_each(title):
                    fields |= self._dates()
                self._add("participation", fields, party)
        giver = giver or (self._funder(None) if self.choices.funder else None)
        if giver and project and self.columns.amounts():
            self._funding(giver, project, None)

    def _are_called_alike(self, *parties: Party) -> bool:
        """Whether the columns of their names have one header: what another column says of the row it says of each."""
        names = [party.first("org_name") for party in parties]
        headers = {fold_text(self.columns.table.header[at]) for at in names if at is not None}
        return None not in names and len(headers) == 1

    def _links(self) -> None:
        start, end = self.columns.first("link_from"), self.columns.first("link_to")
        kind: object = None
        ends: list[tuple[Spec, Party | None]]
        if start is not None and end is not None:
            kind = "lien"
            ends = [(self._node(at), None) for at in (start, end)]
        else:
            parties = [party for who in ("", "recipient", "partner", "funder") for party in self._of(who)][:2]
            if len(parties) < 2:
                self.made.missing.append("partner")
            ends = [(self._actor(party, []), party) for party in parties]
            headers = self.columns.texts([at for party in parties for at in party.columns.get("org_name", ())])
            kind = next((found for text in headers if (found := named_in("partnership_kind", text))), "")
        if len(ends) < 2:
            return
        kind = self._term("partnership_kind", "link_kind", self.choices.partnership_kind or str(kind))
        column = self.columns.first("link_kind")
        if kind is None or (column is not None and "else" in kind and not kind["else"]
                            and self.columns.table.header[column] in self.made.unmapped):  # fmt: skip
            self.made.missing.append("partnership_kind")
        if kind is None:
            return
        fields: Spec = {"actor": ends[0][0], "partner": ends[1][0], "kind": kind, **self._dates()}
        if (weight := self.columns.first("weight")) is not None:
            fields["weight"] = self._column(weight, **{"as": "amount"})
        self._add("partnership", fields, ends[1][1], {"together": ["weight"]} if "weight" in fields else None)

    def _actors(self) -> None:
        # What several columns say of the row's organisation is said of one: a second name is no second organisation.
        found = {who: parties for who, parties in self.columns.parties.items() if parties}
        for n, parties in enumerate(found.values()):
            self._actor(_one_of(parties), [], place=n == 0)
        if not self.made.records:
            self.made.missing.append("actor")

    def _projects(self) -> None:
        if self._project() is None and self.columns.first("project_title", "project_id") is None:
            self.made.missing.append("project")

    # Records

    def _actor(self, party: Party, within: Sequence[Spec], place: bool = False) -> Spec:
        """Add the record of an organisation. Returns its id, as the fields of relations say it."""
        name = party.first("org_name")
        # "Commune du porteur" is that of the one called "Porteur", whatever else a row is about.
        located = place or any(self._is_of(at, party) for meaning, _ in _PLACES for at in self.columns.of(meaning))
        id_ = self._id(party, within, located)
        fields: Spec = {"id": id_}
        if name is not None:
            fields["name"] = self._name(name)
        fields["kind"] = self._kind(party)
        if (acronym := party.first("acronym")) is not None:
            fields["acronym"] = self._column(acronym)
        if located:
            fields |= self._place(party)
        if place:
            if aliases := [at for at, one in enumerate(self.columns.meant) if one.party == "alias"]:
                fields["aliases"] = self._column(aliases[0], split=SPLIT)
            if (url := self.columns.first("url")) is not None and self.columns.first("project_title") is None:
                fields["website"] = self._website(url)
            for name_, meaning in (("latitude", "lat"), ("longitude", "lon")):
                if (at := self.columns.first(meaning)) is not None:
                    fields[name_] = self._column(at, **{"as": "amount"})
            if self.about == "actors":
                fields |= self._dates(among=("start", "end"))
                founded = [
                    at for at in self.columns.of("date") if _FOUNDED.search(fold_text(self.columns.table.header[at]))
                ]
                if founded and "start" not in fields:
                    fields["start"] = self._column(founded[0], **{"as": "start"})
        numbers = [self.columns.ref(at) for meaning in NUMBERS for at in party.columns.get(meaning, ())]
        self._add("actor", fields, party, {"identifiers": numbers} if numbers else {})
        return id_

    def _node(self, at: int) -> Spec:
        """Add the record of an end of a link, known by its text alone."""
        id_ = self._code(at)
        kind = {"first_of": [self._column(at, **{"as": "kind"}), self._unstated()]}
        self.made.records.append({"type": "actor", "fields": {"id": id_, "name": self._column(at), "kind": kind}})
        return id_

    def _project(self) -> Spec | None:
        """Add the record of a project. Returns its id; None where no column names one, or its kind is not known."""
        title, code = self.columns.first("project_title"), self.columns.first("project_id")
        at = title if title is not None else code
        if at is None:
            return None
        kind = self.choices.project_kind or self._kind_of_projects(at)
        if not kind:
            self.made.missing.append("project_kind")
            return None
        self._kind_of_project = kind
        parts: list[Spec] = []
        if code is not None:
            parts.append(self._code(code))
        if title is not None and (code is None or not self.columns.is_full(code)):
            apart = self._day_apart(kind, title)
            parts.append({"slug": [{"constant": self.columns.id}, *apart, self._column(title)], "prefix": "projet:"})
        id_ = _first_of(parts)
        fields: Spec = {"id": id_, "title": self._column(at), "kind": {"constant": kind}}
        if (theme := self.columns.first("theme")) is not None and (values := self._values("theme", theme)):
            split = {"split": self.columns.split(theme)} if self.columns.is_listed(theme) else {}
            fields["themes"] = self._column(theme, values=values, **{**split, "else": ""})
        if self.about != "grants" and (place := self._places(None)):
            fields["territories"] = place
        fields |= self._dates(among=("date",) if self._are_of_each(at) else ("start", "date", "period", "end"))
        worth = self.columns.budgets()
        if not self._is_paid():
            worth += [at for at in self.columns.amounts() if _WORTH.search(fold_text(self.columns.table.header[at]))]
        if worth and self.about in ("participations", "projects"):
            fields["budget"] = self._column(worth[0], **self._sum(worth[:1], self._times(worth[0])))
        if (text := self.columns.first("text")) is not None:
            fields["description"] = self._column(text)
        if (url := self.columns.first("url")) is not None:
            fields["website"] = self._website(url)
        self.made.records.append({"type": "project", "fields": fields})
        return id_

    def _are_of_each(self, title: int) -> bool:
        """Whether the dates of rows are those of who takes part and not of the project, since rows of one project have
        several."""
        dated = [at for meaning in ("start", "end", "period") for at in self.columns.of(meaning)[:1]]
        found: dict[str, set[tuple[str, ...]]] = {}
        for row in self.columns.table.sample:
            if title < len(row) and (said := tuple(row[at].strip() for at in dated if at < len(row))) and any(said):
                found.setdefault(fold_text(row[title]), set()).add(said)
        return self.about == "participations" and any(len(each) > 1 for each in found.values())

    def _is_paid(self) -> bool:
        """Whether somebody is known to pay the sums."""
        return bool(self.choices.funder.strip() or self.columns.payers())

    def _day_apart(self, kind: str, title: int) -> list[Spec]:
        """The day as a part of an id, where meetings of one title are held on several days."""
        term = packaged().get("project_kind", kind)
        days = self.columns.of("date")
        if not days or term is None or not term.one_off:
            return []
        rows = [row for row in self.columns.table.sample if max(title, days[0]) < len(row)]
        held = {(fold_text(row[title]), row[days[0]].strip()) for row in rows if row[days[0]].strip()}
        several = len(held) > len({text for text, _ in held})
        return [self._column(days[0], **{"as": "start"})] if several else []

    def _kind_of_projects(self, at: int) -> str:
        """The kind that most titles name, else the one that their header names."""
        cells = self.columns.table.cells(at)
        told = Counter(found for text in cells if (found := named_in("project_kind", text)))
        kind, n = next(iter(told.most_common(1)), ("", 0))
        return kind if n > len(cells) / 2 else named_in("project_kind", self.columns.table.header[at])

    def _funding(self, giver: Spec, recipient: Spec, party: Party | None) -> None:
        fields: Spec = {"funder": giver, "recipient": recipient}
        amounts = self.columns.amounts()
        if wide := self._years_beside(amounts):
            self.made.wide = wide
            # The sums stand in a column of the mapping's own then, whose header names no unit.
            times = self._times(amounts[0]) or unit_of(self.columns.table.header[amounts[0]])
            fields["amount"] = {"column": wide["value"], **self._sum(amounts, times)}
            fields["year"] = {"column": wide["name"]}
            self.made.used |= dict.fromkeys(amounts)
        elif amounts:
            fields["amount"] = self._column(amounts[0], **self._sum(amounts[:1], self._times(amounts[0])))
        if amounts and (currency := self._currency(amounts)):
            fields["currency"] = currency
        years = [self._column(at, **{"as": "year"}) for at in self._dated()]
        if not years and "year" not in fields:
            years = self._year_of_all()
        if years and "year" not in fields:
            fields["year"] = _first_of(years)
        if nature := self._term("funding_nature", "funding_nature", ""):
            fields["nature"] = nature
        # A grant to nobody is no record to leave out: its row is rejected and told.
        self._add("funding", fields, party, always=True)

    def _year_of_all(self) -> list[Spec]:
        """The year that a title above the table names, or the name of the file: the only one there."""
        sheet = self.columns.table.sheet
        for where, texts in (("above", self.columns.table.above), ("from_name", (sheet.container, sheet.name))):
            found = {year for text in texts for year in re.findall(YEAR_ALONE, text)}
            if len(found) == 1:
                self.made.beside[where] = {"@annee": YEAR_ALONE}
                self.made.year = found.pop()
                return [{"column": "@annee"}]
        return []

    def _sum(self, amounts: Sequence[int], times: int) -> Spec:
        """How columns of sums are read: in which unit, and with which sign before decimals where they do not tell."""
        found: Spec = {"as": "amount"}
        if times > 1:
            found["times"] = times
        if self.choices.decimal and any(self.columns.signs(at)[1] for at in amounts):
            found["decimal"] = self.choices.decimal
        return found

    def _times(self, at: int) -> int:
        """What a title above the table says of a column of sums whose header names no unit; 0 where none does."""
        header = self.columns.table.header[at]
        return 0 if unit_of(header) else max(map(unit_of, self.columns.table.above), default=0)

    def _add(
        self, type_: str, fields: Spec, party: Party | None, more: Spec | None = None, always: bool = False
    ) -> None:
        """Add a record; one that is about an organisation that not every row names, where it is named, or `always`."""
        record: Spec = {"type": type_}
        name = party.first("org_name") if party else None
        if name is not None and not always and not self.columns.is_full(name):
            record["when"] = {"column": self.columns.ref(name), "present": True}
        if name is not None and self.columns.is_listed(name):
            record["each"] = {"column": self.columns.ref(name), "split": self.columns.split(name)}
        self.made.records.append({**record, **(more or {}), "fields": fields})

    # Fields

    def _column(self, at: int, **more: object) -> Spec:
        self.made.used[at] = None
        return {"column": self.columns.ref(at), **more}

    def _code(self, at: int) -> Spec:
        """A column of the file's own codes as ids: with the file's prefix they meet nobody else's."""
        slashed = any("/" in text for text in self.columns.table.cells(at))
        return self._column(at, **({"replace": {"/": "-"}} if slashed else {}), prefix=f"{self.columns.id}:")

    def _website(self, at: int) -> Spec:
        """A column of web addresses; an address of e-mail among them is none."""
        return self._column(at, take=r"^[^@\s]+$")

    def _name(self, at: int, **more: object) -> Spec:
        """A column of names; of one with several in a cell, each of them."""
        if self.columns.is_listed(at):
            self.made.used[at] = None
            return {"column": "@item", **more}
        return self._column(at, **more)

    def _id(self, party: Party, within: Sequence[Spec], place: bool) -> Spec:
        """Its official number, else the file's own code, else its name within the file and the town."""
        name = party.first("org_name")
        listed = name is not None and self.columns.is_listed(name)
        parts: list[Spec] = []
        if not listed:
            for meaning in NUMBERS:
                for at in party.columns.get(meaning, ()):
                    self.made.used[at] = None
                    parts.append({"identifier": self.columns.ref(at)})
            codes = [at for at in party.columns.get("local_id", ()) if self.columns.is_known_by(at, name)]
            if codes and (self.about != "grants" or not parts):
                parts.append(self._code(codes[0]))
        if name is not None:
            # Who stands in two columns is one, so that only what both say may tell bodies of one name apart.
            met = self._meets_another(name)
            apart = self._within(within, party if place else None, met)
            kind = [] if listed else self._kind_apart(party, name, met)
            parts.append({"slug": [*apart, *kind, self._name(name)], "prefix": "nom:"})
        return _first_of(parts)

    def _meets_another(self, name: int) -> bool:
        """Whether some name of a column stands in another column of organisations too."""
        mine = {fold_text(text) for text in self._names(name)}
        others = (at for at in self.columns.of("org_name") if at != name and self.columns.meant[at].party != "alias")
        return any(fold_text(text) in mine for at in others for text in self._names(at))

    def _names(self, at: int) -> Iterator[str]:
        """The names in a column, each by itself."""
        between = re.compile(self.columns.split(at)) if self.columns.is_listed(at) else None
        for text in self.columns.table.cells(at):
            yield from pieces(between, text) if between else [text]

    def _stand_apart(self, name: int, at: int) -> bool:
        """Whether some name stands beside two texts of a column."""
        rows = (row for row in self.columns.table.sample if max(name, at) < len(row))
        pairs = {(fold_text(row[name]), fold_text(row[at])) for row in rows if row[at].strip()}
        return len(pairs) > len({text for text, _ in pairs})

    def _within(self, within: Sequence[Spec], party: Party | None, met: bool) -> list[Spec]:
        """What a name is told apart by: who pays, where a person says it, and the town of `party`; else the file."""
        town, name = self._town(party) if party else None, party.first("org_name") if party else None
        if town is not None and name is not None and met and not self._stand_apart(name, town):
            town = None
        if town is None:
            return list(within) or [{"constant": self.columns.id}]
        if within or self.columns.is_full(town):
            return [*within, self._column(town)]
        return [{"first_of": [self._column(town), {"constant": self.columns.id}]}]

    def _kind_apart(self, party: Party, name: int, met: bool) -> list[Spec]:
        """The kind as a part of an id, so that a commune and its intercommunality of one name are two: where every row
        says the kind, or some name stands beside two kinds."""
        for at in party.columns.get("actor_kind", ()):
            if values := self._values("actor_kind", at):
                kinds = self.made.value_maps[values]
                pairs = {
                    (fold_text(row[name]), kinds.get(row[at].strip()))
                    for row in self.columns.table.sample
                    if max(name, at) < len(row)
                }
                known = Counter(text for text, kind in pairs if kind)
                if (self.columns.is_full(at) and not met) or max(known.values(), default=0) > 1:
                    return [self._column(at, values=values)]
        return []

    def _town(self, party: Party) -> int | None:
        """The column of towns, by name or code. Numbers of four digits are codes of towns only where a header says so,
        for a name is split by them."""
        if (at := self._where("place_name", party)) is not None:
            return at
        at = self._where("cog", party)
        return at if at is not None and _OF_TOWNS.search(fold_text(self.columns.table.header[at])) else None

    def _kind(self, party: Party) -> Spec:
        """By a column of kinds as far as it names kinds that are known; else by the name; else by the number."""
        parts: list[Spec] = []
        name = party.first("org_name")
        for at in party.columns.get("actor_kind", ()):
            if values := self._values("actor_kind", at):
                parts.append(self._column(at, values=values, **{"else": ""}))
        if name is not None:
            parts.append(self._name(name, **{"as": "kind"}))
        for meaning in ("siret", "siren"):
            parts += [self._column(at, **{"as": "kind_of_number"}) for at in party.columns.get(meaning, ())]
        for at in party.columns.get("rna", ()):
            parts.append(self._column(at, take="^[Ww]", replace={"[Ww]": "association"}))
        return _first_of([*parts, self._unstated()])

    def _unstated(self) -> Spec:
        self.made.unstated = self.made.unstated or not self.choices.actor_kind
        return {"constant": self.choices.actor_kind or UNSTATED}

    def _role(self, party: Party, alone: bool) -> Spec | None:
        """By a column of roles, else by what the header of its names says, else by whom it is, else as chosen."""
        names = party.columns.get("org_name", [])
        told = next((found for text in self.columns.texts(names) if (found := named_in("role", text))), "")
        told = told or {"funder": "financeur", "partner": "partenaire"}.get(party.name, "")
        told = told or ("membre" if self._kind_of_project in _OF_MEMBERS else "")
        role = self._term("role", "role", self.choices.role or told) if alone else None
        told = told or self.choices.role
        role = role or ({"constant": told} if told else None)
        if role is None and "role" not in self.made.missing:
            self.made.missing.append("role")
        return role

    def _term(self, category: str, meaning: str, otherwise: str) -> Spec | None:
        """A field of the vocabulary: by the values of its column, and what it is without one."""
        at = self.columns.first(meaning)
        if at is not None and (values := self._values(category, at)):
            read = self._column(at, values=values, **{"else": otherwise})
            return read if self.columns.is_full(at) or not otherwise else _first_of([read, {"constant": otherwise}])
        return {"constant": otherwise} if otherwise else None

    def _values(self, category: str, at: int) -> str:
        """The name of the table of values of a column; empty where too few of its cells name a term."""
        listed = self.columns.is_listed(at)
        between = re.compile(self.columns.split(at)) if listed else None
        counted = Counter(
            part for text in self.columns.table.cells(at) for part in (pieces(between, text) if between else [text])
        )
        found = value_map(category, list(counted)[:300])
        if sum(counted[value] for value in found) < _ENOUGH * counted.total() or not found:
            return ""
        name = f"{slug(self.columns.table.header[at]).replace('-', '_')[:40] or category}"
        self.made.value_maps[name] = found
        if left := [value for value in counted if value not in found]:
            self.made.unmapped[self.columns.table.header[at]] = left
        return name

    def _places(self, party: Party | None) -> Spec | None:
        parts: list[Spec] = []
        for meaning in ("siret", "siren"):
            parts += [
                self._column(at, **{"as": "governed"}) for at in (party.columns.get(meaning, ()) if party else ())
            ]
        for meaning, reader in _PLACES[0 if party is None else 1 :]:
            if (at := self._where(meaning, party)) is not None:
                parts.append(self._column(at, **{"as": reader}))
        return _first_of(parts) if parts else None

    def _where(self, meaning: str, party: Party | None) -> int | None:
        """The column of a place: of an organisation, none that says where something is done."""
        found = []
        for at in self.columns.of(meaning):
            if party is not None and self._is_of(at, party):
                return at
            elsewhere = _ELSEWHERE.search(" ".join(raw_words(self.columns.table.header[at])))
            if not (party is not None and elsewhere) and not self._is_of_another(at, party):
                found.append(at)
        return found[0] if found else None

    def _is_of(self, at: int, party: Party) -> bool:
        """Whether the header of a column names a party as that of its names does: `Commune du porteur`, `Porteur`."""
        name = party.first("org_name")
        header = self.columns.table.header
        return name is not None and name != at and bool(_said(header[name]) & _said(header[at]))

    def _is_of_another(self, at: int, party: Party | None) -> bool:
        others = (other for parties in self.columns.parties.values() for other in parties if other is not party)
        return any(self._is_of(at, other) for other in others)

    def _place(self, party: Party) -> Spec:
        found = self._places(party)
        return {"territory": found} if found else {}

    def _dates(self, among: Sequence[str] = ("start", "end", "period")) -> Spec:
        found: Spec = {}
        starts = [at for m in ("start", "date", "period") if m in among for at in self.columns.of(m)[:1]]
        ends = [at for m in ("end", "period") if m in among for at in self.columns.of(m)[:1]]
        if starts:
            found["start"] = _first_of([self._column(at, **{"as": "start"}) for at in starts])
        if ends:
            found["end"] = _first_of(
                [self._column(at, **{"as": "end" if self._is_period(at) else "date"}) for at in ends]
            )
        return found

    def _is_period(self, at: int) -> bool:
        return self.columns.meant[at].meaning == "period"

    def _dated(self) -> list[int]:
        """The columns that say the year of a grant, the clearest first."""
        return [at for meaning in ("year", "date", "period", "start") for at in self.columns.of(meaning)[:1]]

    def _currency(self, amounts: Sequence[int]) -> Spec | None:
        """What the file says of it; no word of it is no currency."""
        header = self.columns.table.header
        if (at := next((i for i, text in enumerate(header) if _CURRENCY.search(fold_text(text))), None)) is not None:
            return self._column(at)
        texts = [text for at in amounts for text in (header[at], *self.columns.table.cells(at)[:50])]
        named = currencies(texts)
        return {"constant": named[0]} if len(named) == 1 else None

    def _years_beside(self, amounts: Sequence[int]) -> Spec | None:
        """Columns side by side that hold the same sum for several years."""
        headers = [self.columns.table.header[at] for at in amounts]
        if len(headers) < 2 or len({_YEAR.sub("", text) for text in headers}) > 1 or not _YEAR.search(headers[0]):
            return None
        before, after = (re.escape(part) for part in _YEAR.split(headers[0], maxsplit=1))
        pattern = f"^{before}((?:19|20)\\d\\d){after}$"
        return {"columns": pattern, "name": "@annee", "value": "@montant"} if all(
            re.match(pattern, text) for text in headers) else None  # fmt: skip

    def _funder(self, party: Party | None) -> Spec | None:
        """The id of who pays: of a column, or of whom a person names."""
        if party:
            return self._actor(party, [])
        if not (given := self.choices.funder.strip()):
            return None
        number = identified(given)
        id_ = f"{number[0]}:{number[1]}" if number else f"nom:{slug(given)}"
        fields: Spec = {"id": {"constant": id_}}
        if number:
            fields[number[0]] = {"constant": number[1]}
        else:
            fields["name"] = {"constant": given}
        fields["kind"] = {"constant": named_in("actor_kind", given) or self._unstated()["constant"]}
        self.made.records.append({"type": "actor", "fields": fields})
        return {"constant": id_}

    def _of(self, who: str) -> list[Party]:
        return list(self.columns.parties.get(who, ()))

    def _odd_rows(self) -> None:
        """Headings, notes, totals and the like are no records, but those that a person wants read."""
        for odd in self.columns.table.odd:
            if odd.name not in self.choices.read_rows:
                tests = [{**test, "column": self.columns.ref(int(str(test["column"])) - 1)} for test in odd.tests]
                self.made.skip[odd.name] = tests
                if odd.name == "totals":
                    summed = [self.columns.ref(at) for at in self.columns.amounts() if at in self.made.used]
                    self.made.totals = [{"total": ref, "parts": ref, "rows": tests} for ref in summed]


def _said(header: str) -> set[str]:
    """The words of a header that tell whom it is about."""
    return set(raw_words(header)) - _SMALL


def _one_of(parties: Sequence[Party]) -> Party:
    """The first of several names, with the codes of all."""
    found = Party(parties[0].name)
    for party in parties:
        for meaning, places in party.columns.items():
            found.columns.setdefault(meaning, []).extend(places)
    found.columns = {
        meaning: places[:1] if meaning == "org_name" else places for meaning, places in found.columns.items()
    }
    return found


def _first_of(parts: Sequence[Spec]) -> Spec:
    return parts[0] if len(parts) == 1 else {"first_of": list(parts)}
