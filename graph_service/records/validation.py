"""Turns the text of cells into the canonical values of a record, with a sentence for every fault.

A bad optional cell is dropped with a warning; a bad bold cell, reversed dates, an unknown kind or role reject the
row. The same check serves files, the command line and `POST /edits`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from graph_service.checked import clip
from graph_service.dates import is_reversed
from graph_service.errors import CellProblem, RowProblem
from graph_service.identifiers import check as check_identifier
from graph_service.messages import Day, Items, Label, Message, m
from graph_service.model import KEYED, LONGEST, Column, RecordType, Value, columns, ends
from graph_service.model.bounds import is_within
from graph_service.records import cells
from graph_service.records.headers import named
from graph_service.territories import Territories
from graph_service.vocabulary import Vocabulary

MAX_ID = 200
MAX_NAME = 1000
_BAD_IN_ID = re.compile(r"[/\x00-\x1f\x7f-\x9f]")
_LINES = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]")
_YEARS = range(1000, 2061)
"""The years of stated dates that go without saying. No clock: the same file says the same in any year."""
PERIODS = (("start", "end"), ("covers_from", "covers_to"))
"""The fields that a period begins and ends with: of a record itself, and of what a source covers."""
_DATED = frozenset(name for period in PERIODS for name in period)
_SEEN = re.compile(
    r"[^\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
"""What leaves something to be seen: a name of invisible signs is as good as none."""
_UNKNOWN = {"actor_kind": "unknown_kind", "project_kind": "unknown_kind", "partnership_kind": "unknown_kind"}
_OPERATORS_ALONE = frozenset({(RecordType.SOURCE, "rank"), (RecordType.PARTNERSHIP, "directed")})
"""Fields that no cell sets: a source's rank is given by `edit`, a direction by the vocabulary."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell. An `error` rejects the row, a `warning` drops the cell or remarks on it."""

    column: str
    value: str
    code: str
    severity: str
    message: Message

    def as_problem(self) -> CellProblem:
        """Return the fault as reports and errors send it, without a place in a file."""
        return {
            "column": self.column,
            "value": self.value,
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
        }

    def at(self, file: str, sheet: str, row: int = 0) -> RowProblem:
        """Return the fault as reports and errors send it, with its file, sheet and row; row 0 if it is about no single
        row."""
        return {"file": file, "sheet": sheet, "row": row, **self.as_problem()}


@dataclass(frozen=True, slots=True)
class CheckedRecord:
    """Canonical fields, without empty ones (of a partial record, None empties), and the faults found on the way."""

    fields: Mapping[str, Value]
    faults: tuple[Fault, ...]

    @property
    def accepted(self) -> bool:
        return all(f.severity != "error" for f in self.faults)


def is_seen(text: str) -> bool:
    """Whether a text leaves anything to be seen."""
    return _SEEN.search(text) is not None


@cache
def fields_of(type_: RecordType) -> tuple[Column, ...]:
    """The fields of a record type that a cell may set."""
    return tuple(c for c in columns(type_) if (type_, c.name) not in _OPERATORS_ALONE)


@cache
def _names(type_: RecordType) -> frozenset[str]:
    return frozenset(c.name for c in fields_of(type_))


def check_fields(
    type_: RecordType,
    raw: Mapping[str, str],
    vocabulary: Vocabulary,
    territories: Territories,
    *,
    partial: bool = False,
    themes: Collection[str] = (),
    may_lack: Collection[str] = (),
) -> CheckedRecord:
    """The record that `raw` (field name -> text) writes.

    `partial`: only the fields given are checked, and an empty text empties its field (None). `themes` are ids of
    themes known beside the vocabulary's (the store's, or of the same import). `may_lack` names bold fields that may
    be empty. A partnership gets `directed` from its kind. A field that the type does not have is a fault.
    """
    return Checker(vocabulary, territories, themes).check(type_, raw, partial=partial, may_lack=may_lack)


@dataclass
class Checker:
    """`check_fields` for many rows: remembers what each value of a closed list becomes."""

    vocabulary: Vocabulary
    territories: Territories
    themes: Collection[str] = ()
    _memo: dict[tuple[RecordType, str, str], tuple[Value, tuple[Fault, ...]]] = field(default_factory=dict)

    def check(
        self, type_: RecordType, raw: Mapping[str, str], *, partial: bool = False, may_lack: Collection[str] = ()
    ) -> CheckedRecord:
        fields: dict[str, Value] = {}
        faults: list[Fault] = []
        for column in fields_of(type_):
            text = raw.get(column.name)
            if text is None and partial:
                continue
            text = (text or "").strip()
            if not _SEEN.search(text):
                if column.required and column.name not in may_lack:
                    faults.append(_fault(column, "", "missing_value", "error", column=named(column.name)))
                elif partial:
                    fields[column.name] = None
                continue
            value, found = self.cell(type_, column, text)
            if found:
                faults.extend(found)
            if value is not None and value != ():
                fields[column.name] = value
        if not raw.keys() <= _names(type_):
            listed = Items(sorted(_names(type_)), "or")
            faults.extend(
                Fault(n, clip(raw[n]), "unknown_field", "error", m("problem-unknown_field", field=n, known=listed))
                for n in sorted(raw.keys() - _names(type_))
            )
        faults += self.together(type_, fields)
        return CheckedRecord(fields, tuple(faults))

    def together(self, type_: RecordType, fields: dict[str, Value]) -> list[Fault]:
        """What is wrong with fields that are each right, as a record. A partnership gets `directed` from its kind."""
        faults = reversed_dates(fields) if len(fields) > 1 else []
        if type_ is RecordType.PARTNERSHIP:
            faults += partner_of_itself(type_, fields)
            kind = self.vocabulary.get("partnership_kind", str(fields["kind"])) if "kind" in fields else None
            if kind and kind.directed:
                fields["directed"] = True
        return faults

    def cell(self, type_: RecordType, column: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
        """The canonical value of one cell that is not empty, or None, and what is wrong with it."""
        closed = column.category or column.kind == "date" or RecordType.TERRITORY in column.refs
        if not closed:
            return self._parse(type_, column, text)
        key = (type_, column.name, text)
        if key not in self._memo:
            self._memo[key] = self._parse(type_, column, text)
        return self._memo[key]

    def _parse(self, type_: RecordType, column: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
        if column.category:
            return self._term(column, column.category, text)
        if column.scheme:
            checked = check_identifier(column.scheme, text)
            fault = _dropped(column, text, checked.code, checked.problem) if checked.problem else None
            return checked.value, (fault,) if fault else ()
        if KEYED.get(type_) == column.name:
            return self._code(column, text) if type_ is RecordType.TERRITORY else id_of(column, text)
        if column.many and (long := _too_long_a_list(column, text)):
            return None, (long,)
        if column.refs:
            return self._references(column, text)
        if column.many or column.kind == "text":
            plain = cells.unturned(text)
            told = (_fault(column, plain, "turning_signs", "warning", value=clip(plain)),) if plain != text else ()
            if column.many:
                return tuple(cells.split_list(plain)), told
            if column.longest and len(plain) > column.longest:
                return None, (_too_long(column, plain, column.longest),)
            return plain, told
        parsed: Value = _PARSERS[column.kind](text)
        if parsed is None:
            return None, (
                _fault(column, text, f"bad_{column.kind}", _drop(column), column=named(column.name), value=clip(text)),
            )
        if not isinstance(parsed, str | bool) and not is_within(column, parsed):
            bounds = _out_of_range(column)
            return None, (Fault(column.name, clip(text), "out_of_range", _drop(column), bounds),)
        if (column.kind == "date" or column.name == "year") and int(str(parsed)[:4]) not in _YEARS:
            return parsed, (_fault(column, text, "far_date", "warning", value=Day(str(parsed)[:10])),)
        return parsed, ()

    def _term(self, column: Column, category: str, text: str) -> tuple[Value, tuple[Fault, ...]]:
        id_ = self.vocabulary.find(category, text)
        if id_:
            return id_, ()
        near = [_named(self.vocabulary, category, n) for n in self.vocabulary.nearest(category, text)]
        code = "unknown_role" if category == "role" else _UNKNOWN.get(category, "unknown_term")
        message = f"problem-{code}" + ("" if near else "_at_all")
        known = near or [_named(self.vocabulary, category, t.id) for t in self.vocabulary.of(category)[:12]]
        sentence = m(message, value=clip(text), near=Items(known, "or"), column=named(column.name))
        return None, (Fault(column.name, clip(text), code, _drop(column), sentence),)

    def _references(self, column: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
        """Ids of other records. Of themes and territories only known ones are kept. What stands for an actor or a
        project may be a name, which `importers.naming` takes for an id."""
        found: list[str] = []
        faults: list[Fault] = []
        for item in cells.split_list(text) if column.many else [text]:
            if RecordType.TERRITORY in column.refs:
                checked = self.territories.normalise(item)
                value = checked.value
                if checked.problem:
                    faults.append(_dropped(column, item, checked.code, checked.problem))
                if value and not self.territories.exists(value):
                    if not checked.problem:
                        faults.append(_fault(column, item, "unknown_territory", "warning", value=clip(item)))
                    value = None
            elif RecordType.THEME in column.refs:
                item, _ = cells.visible(item)
                value = item if item in self.themes else self.vocabulary.find("theme", item)
                if not value:
                    faults.append(self._unknown_theme(column, item))
            else:
                value, more = _named_text(column, item)
                faults.extend(more)
            if value:
                found.append(value)
        return (tuple(dict.fromkeys(found)) if column.many else (found[0] if found else None)), tuple(faults)

    def _unknown_theme(self, column: Column, item: str) -> Fault:
        parts = [part.strip() for part in item.split(",")]
        if len(parts) > 1 and all(part in self.themes or self.vocabulary.find("theme", part) for part in parts):
            return _fault(column, item, "comma_in_list", "warning", value=clip(item), again="; ".join(parts))
        near = self.vocabulary.nearest("theme", item) or [t.id for t in self.vocabulary.of("theme")]
        listed = Items([_named(self.vocabulary, "theme", id_) for id_ in near], "or")
        return _fault(column, item, "unknown_theme", "warning", value=clip(item), near=listed)

    def _code(self, column: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
        """A territory's own code: one that the tables do not know is what such a row is for."""
        checked = self.territories.normalise(text)
        if checked.code in ("former_commune", "unknown_commune", "unknown_epci"):
            return "".join(text.split()).upper(), ()
        faults = (_dropped(column, text, checked.code, checked.problem),) if checked.problem else ()
        return checked.value, faults


def _named_text(column: Column, text: str) -> tuple[str | None, tuple[Fault, ...]]:
    """What refers to an actor or a project: an id, or a name, which may hold what no id does."""
    if _LINES.search(text) or len(text) > MAX_NAME:
        return None, (_fault(column, text, "bad_id", _drop(column), limit=MAX_ID),)
    text, unseen = cells.visible(text)
    return text, (_fault(column, text, "invisible_in_id", "warning", value=clip(text)),) if unseen else ()


def id_of(column: Column, text: str) -> tuple[str | None, tuple[Fault, ...]]:
    """The id that a cell holds, and what is wrong with it."""
    if _LINES.search(text):
        return None, (_fault(column, text, "bad_id", _drop(column), limit=MAX_ID),)
    text, unseen = cells.visible(text)
    told = (_fault(column, text, "invisible_in_id", "warning", value=clip(text)),) if unseen else ()
    if "/" in text:
        return None, (_fault(column, text, "slash_in_id", _drop(column), value=clip(text)),)
    # Dots alone are a way in a web address, not a name.
    if len(text) > MAX_ID or _BAD_IN_ID.search(text) or not text.strip("."):
        return None, (_fault(column, text, "bad_id", _drop(column), limit=MAX_ID),)
    return text, told


def faults_of_change(type_: RecordType, fields: Mapping[str, Value], held: Mapping[str, Value]) -> list[Fault]:
    """Return the faults of setting `fields` on a fact that holds `held`. Each value is valid by itself; they may not
    fit together."""
    tied = {end.name for end in ends(type_)} & fields.keys()
    return [*reversed_dates(fields, held), *(partner_of_itself(type_, {**held, **fields}) if tied else ())]


def partner_of_itself(type_: RecordType, fields: Mapping[str, Value], typed: Value = None) -> list[Fault]:
    """The fault of a partnership whose two ends are one actor; `typed` is the partner's cell, where it held a name."""
    actor = fields.get("actor")
    if type_ is not RecordType.PARTNERSHIP or not actor or actor != fields.get("partner"):
        return []
    message = m("problem-partner_of_itself", value=clip(str(actor)))
    return [Fault("partner", clip(str(typed or actor)), "partner_of_itself", "error", message)]


def reversed_dates(fields: Mapping[str, Value], held: Mapping[str, Value] | None = None) -> list[Fault]:
    """A fault for each period that ends before it starts: of a record itself, and of what a source covers.

    `held` are the values of a fact of which `fields` change some. A period that no field changes is left alone: its
    two dates may come from two sources, and are not this change's fault.
    """
    if _DATED.isdisjoint(fields):
        return []
    values = {**(held or {}), **fields}
    faults = []
    for start, end in PERIODS:
        since, until = values.get(start), values.get(end)
        if fields.keys().isdisjoint((start, end)) or not isinstance(since, str) or not isinstance(until, str):
            continue
        if is_reversed(since, until):
            message = m("problem-reversed_dates", start=Day(since), end=Day(until))
            faults.append(Fault(end, until, "reversed_dates", "error", message))
    return faults


def _named(vocabulary: Vocabulary, category: str, id_: str) -> Label:
    """`Porteur [porteur]`: what people choose from a list, and the id, which may be written too."""
    label = vocabulary.label(category, id_)
    return Label(f"{label.fr} [{id_}]", f"{label.en} [{id_}]")


def _out_of_range(column: Column) -> Message:
    """That a number is out of bounds, with the bounds."""
    low, high = ("" if bound is None else f"{bound:.15g}" for bound in (column.low, column.high))
    return m("problem-out_of_range", column=named(column.name), low=low, high=high)


def _too_long(column: Column, text: str, most: int) -> Fault:
    message = m("problem-too_long", column=named(column.name), n=len(text), limit=most)
    return Fault(column.name, clip(text), "too_long", _drop(column), message)


def _too_long_a_list(column: Column, text: str) -> Fault | None:
    if len(text) > LONGEST:
        return _too_long(column, text, LONGEST)
    items = len(cells.split_list(text))
    if column.longest is None or items <= column.longest:
        return None
    message = m("problem-too_many_items", column=named(column.name), n=items, limit=column.longest)
    return Fault(column.name, clip(text), "too_many_items", _drop(column), message)


def _drop(column: Column) -> str:
    return "error" if column.required else "warning"


def _dropped(column: Column, text: str, code: str, problem: Message) -> Fault:
    return Fault(column.name, clip(text), code, _drop(column), problem)


def _fault(column_: Column, text: str, code: str, severity: str, /, **args: Any) -> Fault:
    return Fault(column_.name, clip(text), code, severity, m(f"problem-{code}", **args))


_PARSERS: dict[str, Callable[[str], str | float | int | None]] = {
    "date": cells.date,
    "number": cells.number,
    "integer": cells.integer,
    "flag": cells.flag,
}
