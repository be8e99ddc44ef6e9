"""Turns what a mapping declares about a field into a function from the cells of a row to the field's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph_service.checked import clip
from graph_service.messages import Message, m
from graph_service.records import cells
from graph_service.vocabulary import fold_text
from importers.mapping import values
from importers.mapping.declared import ColumnName, ColumnNames, Condition, FieldSpec
from importers.sums import Sums, unit_of

Told = tuple[str, Message]
"""(a value, what is to be told of it)."""
Texts = Sequence[str]
Read = Callable[[Texts, list[Told]], str]


@dataclass(frozen=True, slots=True)
class Expression:
    """How a field's text is read from a row, and the positions of the cells that it is read from."""

    places: tuple[int, ...]
    read: Read


class Header:
    """The columns of a sheet, found by name, by one of several names, by pattern or by position."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self._exact = {name: at for at, name in reversed(list(enumerate(names)))}
        self._folded = [fold_text(name) for name in names]
        self._by_word = {word: at for at, word in reversed(list(enumerate(self._folded))) if word}

    def find(self, names: ColumnName | ColumnNames) -> int | None:
        """The position of the first of `names` that there is."""
        for name in names if isinstance(names, list) else [names]:
            at = self._find(name)
            if at is not None:
                return at
        return None

    def _find(self, name: str | int) -> int | None:
        if isinstance(name, int):
            return name - 1 if name <= len(self.names) else None
        if name in self._exact:
            return self._exact[name]
        if len(name) > 2 and name[0] == name[-1] == "/":
            pattern = re.compile(name[1:-1])
            return next((at for at, word in enumerate(self._folded) if word and pattern.search(word)), None)
        return self._by_word.get(fold_text(name))


@dataclass(frozen=True, slots=True)
class Context:
    """What fields are compiled against."""

    header: Header
    value_maps: Mapping[str, Mapping[str, str]]
    nulls: frozenset[str]
    rest: tuple[int, ...]
    """Positions of the columns that nothing else reads: none until all other fields are known."""
    persons: set[int]
    """Positions among these of columns that hold persons. Filled before rows are read."""
    nobody: set[str]
    """Ids made of identifiers that the file gives to strangers: they are nobody's. Filled before rows are read."""
    sums: dict[int, list[Sums]]
    """How columns write their sums of money, by position. Filled before rows are read."""
    is_money: bool = False
    """Whether the field that is compiled is a sum of money."""


def folded_set(texts: Sequence[str]) -> frozenset[str]:
    """Texts to compare with, whatever their case and accents."""
    return frozenset(map(_plain, texts))


def _plain(text: str) -> str:
    return fold_text(text) or text.strip()


def expression(spec: FieldSpec, context: Context) -> Expression | None:
    """The function of a field; None where the sheet has none of its columns."""
    origin = _origin(spec, context)
    if origin is None:
        return None
    steps = _steps(spec, context)
    if not steps:
        return origin
    read_origin = origin.read

    if spec.split and not spec.item:
        between = re.compile(spec.split)

        def read_list(texts: Texts, told: list[Told]) -> str:
            pieces = values.pieces(between, read_origin(texts, told))
            done = [_through(steps, piece, told) for piece in pieces]
            return cells.join_list(dict.fromkeys(text for text in done if text))

        return Expression(origin.places, read_list)

    def read(texts: Texts, told: list[Told]) -> str:
        return _through(steps, read_origin(texts, told), told)

    return Expression(origin.places, read)


Step = Callable[[str, list[Told]], str]


def _through(steps: Sequence[Step], text: str, told: list[Told]) -> str:
    for step in steps:
        if not text:
            return text
        text = step(text, told)
    return text


def _origin(spec: FieldSpec, context: Context) -> Expression | None:
    if spec.constant is not None:
        constant = spec.constant
        return Expression((), lambda texts, told: constant)
    if spec.identifier is not None:
        place = context.header.find(spec.identifier)
        return None if place is None else Expression((place,), _identifier(place, context.nobody))
    if spec.others is not None:
        return _others(spec.others, context)
    if spec.column is not None:
        at = context.header.find(spec.column)
        if at is None:
            return None
        nulls = context.nulls | folded_set(spec.nulls)
        longest = 2 * max(map(len, nulls), default=0)

        def read_cell(texts: Texts, told: list[Told]) -> str:
            text = cells.unescape(texts[at]).strip()
            return "" if len(text) <= longest and _plain(text) in nulls else text

        return Expression((at,), read_cell)
    parts = [expression(part, context) for part in spec.first_of or spec.join or spec.slug]
    known = [part for part in parts if part]
    if not known:
        return None
    places = tuple(dict.fromkeys(place for part in known for place in part.places))
    if spec.first_of:
        return Expression(places, _first_of(known))
    if spec.slug:
        last = parts[-1]
        return Expression(places, _slug(known)) if last else None
    between = spec.between

    def read_all(texts: Texts, told: list[Told]) -> str:
        return between.join(text for part in known if (text := part.read(texts, told)))

    return Expression(places, read_all)


def _first_of(parts: Sequence[Expression]) -> Read:
    def read(texts: Texts, told: list[Told]) -> str:
        for part in parts:
            heard: list[Told] = []
            if text := part.read(texts, heard):
                told += heard
                return text
        return ""

    return read


def _slug(parts: Sequence[Expression]) -> Read:
    def read(texts: Texts, told: list[Told]) -> str:
        found = [part.read(texts, told) for part in parts]
        return values.slug(*found) if fold_text(found[-1]) else ""

    return read


def _others(patterns: Sequence[str], context: Context) -> Expression:
    """`name: value` of each column that nothing else reads, but those of persons."""
    without = [re.compile(pattern) for pattern in patterns]
    names, persons, nulls = context.header.names, context.persons, context.nulls
    kept = tuple(at for at in context.rest if not any(one.search(names[at]) for one in without))

    def read(texts: Texts, told: list[Told]) -> str:
        filled = ((names[at], texts[at].strip()) for at in kept if at not in persons)
        return cells.join_list(f"{name}: {text}" for name, text in filled if text and _plain(text) not in nulls)

    return Expression(kept, read)


def _identifier(place: int, nobody: set[str]) -> Read:
    def read(texts: Texts, told: list[Told]) -> str:
        found = _identifier_id(texts[place])
        return "" if found in nobody else found

    return read


@lru_cache(maxsize=200_000)
def _identifier_id(text: str) -> str:
    found = values.identified(text) if text.strip() else None
    return f"{found[0]}:{found[1]}" if found else ""


def _steps(spec: FieldSpec, context: Context) -> list[Step]:
    steps: list[Step] = []
    if spec.split and spec.item:
        steps.append(_item(spec.split, spec.item))
    if spec.take:
        steps.append(_take(spec.take))
    for pattern, text in spec.replace.items():
        steps.append(_replace(pattern, text))
    if spec.pad:
        width = spec.pad
        steps.append(lambda text, told: text.zfill(width) if text.isdigit() else text)
    if spec.read:
        reader = _money(spec, context) if spec.read == "amount" and context.is_money else values.READERS[spec.read]
        steps.append(lambda text, told: reader(text))
    if spec.values:
        steps.append(_mapped(context.value_maps[spec.values], spec.otherwise))
    if spec.prefix or spec.suffix:
        before, after = spec.prefix, spec.suffix
        steps.append(lambda text, told: f"{before}{text}{after}")
    return steps


def _money(spec: FieldSpec, context: Context) -> Callable[[str], str]:
    """Reads sums as their column writes them."""
    place = context.header.find(spec.column) if spec.column else None
    if place is None:
        return values.READERS["amount"]
    sums = Sums(spec.times or unit_of(context.header.names[place]) or 1)
    if spec.decimal:
        sums.between, sums.decided = ("," if spec.decimal == "." else "."), True
    context.sums.setdefault(place, []).append(sums)
    return sums.read


def _item(pattern: str, item: int) -> Step:
    between = re.compile(pattern)

    def step(text: str, told: list[Told]) -> str:
        pieces = values.pieces(between, text)
        return pieces[item - 1] if item <= len(pieces) else ""

    return step


def _take(pattern: str) -> Step:
    wanted = re.compile(pattern)

    def step(text: str, told: list[Told]) -> str:
        found = wanted.search(text)
        return (found[1] or "").strip() if found and wanted.groups else found[0].strip() if found else ""

    return step


def _replace(pattern: str, by: str) -> Step:
    wanted = re.compile(pattern)
    return lambda text, told: wanted.sub(by, text).strip()


def _mapped(mapped: Mapping[str, str], otherwise: str | None) -> Step:
    folded = {_plain(key): value for key, value in mapped.items()}

    def step(text: str, told: list[Told]) -> str:
        if text in mapped:
            return mapped[text]
        found = folded.get(_plain(text))
        if found is not None:
            return found
        if otherwise is None:
            return text
        code = "problem-unmapped_value" if otherwise else "problem-unmapped_value_dropped"
        told.append((clip(text), m(code, value=clip(text), otherwise=otherwise)))
        return otherwise

    return step


Test = Callable[[Texts], bool]


@dataclass(frozen=True, slots=True)
class Tests:
    """Conditions of a row that must all hold, and the positions that they look at."""

    places: tuple[int, ...]
    tests: tuple[Test, ...]

    def hold(self, texts: Texts) -> bool:
        return all(test(texts) for test in self.tests)


def conditions(specs: Sequence[Condition], header: Header, nulls: frozenset[str] = frozenset()) -> Tests:
    """The tests of `specs`. A column that the sheet does not have is empty in all its rows; a text of `nulls` is as
    good as none."""
    places = [header.find(spec.column) for spec in specs]
    tests = tuple(_test(spec, at, nulls) for spec, at in zip(specs, places, strict=True))
    return Tests(tuple(dict.fromkeys(at for at in places if at is not None)), tests)


def _test(spec: Condition, at: int | None, nulls: frozenset[str]) -> Test:
    holds = _holds(spec)
    wanted = not spec.not_
    longest = 2 * max(map(len, nulls), default=0)

    def test(texts: Texts) -> bool:
        text = texts[at].strip() if at is not None and at < len(texts) else ""
        return holds("" if len(text) <= longest and _plain(text) in nulls else text) is wanted

    return test


def _holds(spec: Condition) -> Callable[[str], bool]:
    if spec.present is not None:
        present = spec.present
        return lambda text: bool(text) is present
    if spec.equals is not None:
        equal = folded_set(spec.equals)
        return lambda text: _plain(text) in equal
    pattern = re.compile(spec.matches or "")
    return lambda text: bool(pattern.search(text))
