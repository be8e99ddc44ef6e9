"""Proposes a mapping for a table that nobody knows, and says what only a person can."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph_service.messages import Items, Lang, Message, m, say
from importers.mapping import Mapping
from importers.mapping.values import slug
from importers.meanings import Column
from importers.meanings.headers import evidence as header_evidence
from importers.meanings.headers import packaged as packaged_words
from importers.meanings.headers import raw_words
from importers.proposing.choices import LEFT_OUT, NOTHING, Choices, Meant, of_guess, read_meanings
from importers.proposing.lists import there
from importers.proposing.parties import Sorted, Spec
from importers.proposing.records import UNSTATED, UNSTATED_TERM, Made, Maker
from importers.proposing.roles import named_in, terms
from importers.proposing.tables import SeenTable
from importers.proposing.telling import told

_ALTERNATIVES = 3
_DIGIT = re.compile(r"\d")
_SHOWN = 8
"""Values that a remark lists."""
_TERMS = {"role": "role", "project_kind": "project_kind", "partnership_kind": "partnership_kind"}


@dataclass(frozen=True)
class ProposedColumn:
    """What a column is taken for, the best of what else it may be, and why."""

    position: int
    header: str
    meant: Meant
    alternatives: tuple[Meant, ...]
    reasons: tuple[Message, ...]
    values: tuple[str, ...]
    """Its first values; none of a column of persons."""
    personal: Message | None
    """Why it is left out as one of persons."""
    chosen: bool
    read: bool
    """Whether some record is made with it: of two amounts one is."""
    signs: tuple[str, ...]
    """Of a column of names: the signs by which some cell may be divided (`importers.proposing.lists.SIGNS`)."""
    between: tuple[str, ...]
    """Those of them that stand between names."""
    seen_as: str
    """The likeliest meaning, also of a column that is not read."""

    @property
    def label(self) -> Message:
        if self.meant == NOTHING and self.seen_as not in read_meanings() and self.seen_as != LEFT_OUT:
            return m("proposing-not-read", name=Meant(self.seen_as).label)
        return self.meant.label


@dataclass(frozen=True)
class Missing:
    """What the table does not say and a person may: `name` is the choice that answers it."""

    name: str
    choices: tuple[str, ...] = ()
    """The terms to choose from; empty where a text or another column answers it."""

    @property
    def message(self) -> Message:
        return m(f"proposing-missing-{self.name.replace('_', '-')}")


@dataclass(frozen=True)
class Proposal:
    """A mapping for a table, with what led to it. `mapping` is None where no record can be made yet."""

    table: SeenTable
    choices: Choices
    about: str
    columns: Sequence[ProposedColumn]
    missing: Sequence[Missing]
    unmapped: Sequence[Message]
    """Of columns that are read by their values: which of these name nothing that is known."""
    told: Sequence[Message]
    """What a person should know of how columns are read."""
    doubtful: tuple[str, str]
    """(The sign between thousands, a cell): of a column of sums that may be read in two ways; empty where none may."""
    mapping: Mapping | None
    declared: Spec | None
    """The mapping as its YAML says it."""

    @property
    def left_out(self) -> list[ProposedColumn]:
        return [column for column in self.columns if column.personal and column.meant == NOTHING]

    def as_json(self, lang: Lang) -> dict[str, object]:
        return {
            "file": self.table.sheet.file,
            "sheet": self.table.sheet.name,
            "header_row": self.table.header_row,
            "rows": self.table.rows,
            "about": self.about,
            "columns": [
                {
                    "position": one.position + 1,
                    "header": one.header,
                    "meaning": one.meant.key,
                    "read": one.read,
                    "alternatives": [other.key for other in one.alternatives],
                    "reasons": [say(reason, lang) for reason in one.reasons],
                    "values": list(one.values),
                    "between": list(one.between),
                    "personal": say(one.personal, lang) if one.personal else None,
                }
                for one in self.columns
            ],
            "aside": [
                {
                    "name": odd.name,
                    "rows": odd.rows,
                    "examples": list(odd.examples),
                    "read": odd.name in self.choices.read_rows,
                }
                for odd in self.table.odd
            ],
            "missing": [
                {"name": one.name, "message": say(one.message, lang), "choices": list(one.choices)}
                for one in self.missing
            ],
            "unmapped": [say(message, lang) for message in self.unmapped],
            "told": [say(message, lang) for message in self.told],
            "mapping": self.declared,
        }


def propose(table: SeenTable, choices: Choices | None = None) -> Proposal:
    """What the columns of `table` mean, the mapping that follows, and what a person has to say; `choices` win."""
    chosen = choices or Choices()
    meant = _meant(table, chosen)
    id_ = mapping_id(chosen.id or table.sheet.container or table.sheet.name)
    columns = Sorted(table, meant, chosen, id_)
    about = chosen.about or _about(columns)
    made = Maker(columns, about).make() if about else Made(missing=["about"])
    missing = [
        Missing(name, tuple(terms(_TERMS[name])) if name in _TERMS else ()) for name in dict.fromkeys(made.missing)
    ]
    if not chosen.producer:
        missing.append(Missing("producer"))
    declared = _declared(columns, made) if made.records else None
    return Proposal(
        table,
        chosen,
        about,
        [_column(columns, column, column.position in made.used) for column in table.columns],
        missing,
        [
            m("proposing-unmapped", header=header, n=len(values), values=Items(values[:_SHOWN], ","))
            for header, values in made.unmapped.items()
        ],
        list(told(columns, made)),
        next((found for at in columns.amounts() if (found := columns.signs(at))[1]), ("", "")),
        Mapping.model_validate(declared) if declared else None,
        declared,
    )


def mapping_id(text: str) -> str:
    """A text as the id of a mapping."""
    return re.sub(r"[^a-z0-9_-]", "", slug(text))[:60].strip("-_") or "fichier"


def _meant(table: SeenTable, choices: Choices) -> list[Meant]:
    found = []
    for column in table.columns:
        best = of_guess(column.best.meaning, column.best.subject) if column.best.meaning != LEFT_OUT else NOTHING
        found.append(NOTHING if column.position in table.personal else best)
    if not any(one.meaning == "project_title" for one in found):
        _find_project(table, found)
    _find_partners(table, found)
    return [choices.columns.get(at, one) for at, one in enumerate(found)]


def _find_project(table: SeenTable, found: list[Meant]) -> None:
    """Of several columns of names the one whose header says so is a project: where somebody has a role, for a role is
    had in something, or where the cells say so too (`Contrat de ville de Blois`)."""
    for column in table.columns:
        # `Projet` heads titles as well as codes: several words, or words without a digit, are a title.
        cells = table.cells(column.position)
        points = {one.meaning: one.points for one in header_evidence(column.header, packaged_words())}
        either = points.get("project_title", 0) >= points.get("project_id", 0) > 0
        titles = _are_phrases(cells) or not any(map(_DIGIT.search, cells))
        if found[column.position].meaning == "project_id" and either and titles:
            found[column.position] = Meant("project_title")
            return
    roles = any(one.meaning == "role" for one in found)
    granted = any(one.meaning == "amount" for one in found)
    for column in table.columns:
        # Where nobody is paid, a short text with the header of a title is one: of a grant it is what the money is for.
        second = {guess.meaning for guess in column.guesses[:2]}
        lengths = [len(text) for text in table.cells(column.position)]
        short = sum(lengths) < 80 * len(lengths)
        if not granted and found[column.position].meaning == "text" and "project_title" in second and short:
            found[column.position] = Meant("project_title")
            return
    names = [column for column in table.columns if found[column.position].meaning in ("org_name", LEFT_OUT)]
    for column in names:
        # Beside names of organisations `Intitulé` or `Action` heads something else, whatever words its cells hold.
        others = any(found[other.position].meaning == "org_name" for other in names if other is not column)
        points = {one.meaning: one.points for one in header_evidence(column.header, packaged_words())}
        titled = points.get("project_title", 0) > points.get("org_name", 0)
        if others and titled and found[column.position].meaning == "org_name":
            found[column.position] = Meant("project_title")
            return
    for column in names:
        at, cells = column.position, table.cells(column.position)
        likely = any(guess.meaning == "project_title" for guess in column.guesses[:4])
        if at not in table.personal and named_in("project_kind", column.header):
            told = sum(bool(named_in("project_kind", text)) for text in cells) > len(cells) / 2
            if (told and (likely or len(names) > 1)) or (likely and roles and len(names) > 1):
                found[at] = Meant("project_title")
                return


def _are_phrases(cells: Sequence[str]) -> bool:
    """Whether most texts have several words."""
    return 2 * sum(len(text.split()) > 1 for text in cells) > len(cells)


def _find_partners(table: SeenTable, found: list[Meant]) -> None:
    """Of several columns of organisations those that their headers call partners; then what a role is called in is the
    kind of the link, where no project is."""
    names = [at for at, one in enumerate(found) if one.meaning == "org_name" and one.party != "alias"]
    partners = [at for at in names if _PARTNER.intersection(raw_words(table.header[at]))]
    if not partners or len(partners) == len(names):
        return
    for at in partners:
        found[at] = Meant("org_name", "partner")
    if not any(one.meaning.startswith("project_") for one in found):
        for at, one in enumerate(found):
            if one.meaning == "role" and _PARTNERSHIP.intersection(raw_words(table.header[at])):
                found[at] = Meant("link_kind")


_PARTNER = frozenset({"partenaire", "partner", "cocontractant", "contrepartie"})
_PARTNERSHIP = frozenset({"partenariat", "partnership", "lien", "relation", "convention"})


def _about(columns: Sorted) -> str:
    """What a row speaks of, by which columns there are."""
    named = {who: parties for who, parties in columns.parties.items() if parties}
    project = columns.first("project_title", "project_id") is not None
    if columns.first("link_from") is not None and columns.first("link_to") is not None:
        return "links"
    if columns.are_paid and (named or project):
        return "grants"
    if project and named:
        return "participations"
    several = sum(len(parties) for who, parties in named.items()) > 1
    if several and ("partner" in named or "recipient" in named):
        return "links"
    return "actors" if named else "projects" if project else ""


def _column(columns: Sorted, column: Column, read: bool) -> ProposedColumn:
    table, at = columns.table, column.position
    meant, choices = columns.meant[at], columns.choices
    names = meant.meaning == "org_name" and meant.party != "alias"
    personal = table.personal.get(at)
    others = dict.fromkeys(of_guess(guess.meaning, guess.subject) for guess in column.guesses)
    alternatives = [other for other in others if other not in (meant, NOTHING)][:_ALTERNATIVES]
    reasons = next((g.reasons for g in column.guesses if of_guess(g.meaning, g.subject) == meant and g.reasons), ())
    return ProposedColumn(
        at,
        column.header,
        meant,
        tuple(alternatives),
        (personal,) if personal else reasons[:2],
        () if personal else tuple(table.first_values(at)),
        personal,
        at in choices.columns,
        read,
        there(table.cells(at)) if names else (),
        columns.between(at) if names else (),
        column.best.meaning,
    )


def _declared(columns: Sorted, made: Made) -> Spec:
    """The mapping as its YAML says it."""
    choices, table = columns.choices, columns.table
    used = sorted(made.used)
    known = [ref for at in used if isinstance(ref := columns.ref(at), str)]
    others = [ref for at in range(len(table.header)) if isinstance(ref := columns.ref(at), str)]
    source: Spec = {"producer": choices.producer, "title": choices.title or table.sheet.container}
    if choices.licence:
        source["licence"] = choices.licence
    label = choices.label or table.sheet.container or columns.id
    file: Spec = {"columns": known or others or [1]}
    if table.unnamed:
        # The only thing to know the next such file by is its name, but for a date in it.
        file = {"columns": [len(table.header)], "header": 0, "names": list(table.header)}
        file["named"] = re.sub(r"\d+", r"\\d+", re.escape(table.sheet.name))
    elif table.header and not table.header[-1]:
        # A cell behind the last header would reject its row.
        file["names"] = [text or f"({at})" for at, text in enumerate(table.header, 1)]
    if made.skip:
        file["skip"] = made.skip
    file |= made.beside
    if made.totals:
        file["totals"] = made.totals
    if periods := [ref for at in columns.of("period") if at in made.used for ref in [columns.ref(at)]]:
        file["periods"] = periods
    if made.wide:
        file["wide"] = made.wide
    file |= {"source": source, "records": made.records}
    found: Spec = {
        "id": columns.id,
        "label_fr": label,
        "label_en": label,
        "visibility": choices.visibility or "partners",
    }
    if nulls := columns.nulls(used):
        found["nulls"] = nulls
    if made.unstated:
        found["terms"] = {f"actor_kind:{UNSTATED}": dict(UNSTATED_TERM)}
    if made.value_maps:
        found["value_maps"] = made.value_maps
    return {**found, "files": [file]}
