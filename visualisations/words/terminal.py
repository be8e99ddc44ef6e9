"""Blocks as lines for people at a terminal. What is folded on a page is left out here, unless somebody asks for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatchmethod
from itertools import zip_longest

from graph_service.messages import Lang, Ref, Text, m, say
from graph_service.queries import blocks as b
from graph_service.queries.base import Answer
from graph_service.queries.telling import share_of

_LONG = 60
"""Signs from which on a reason stands on a line of its own."""
_STEP = "  "


def lines(told: Iterable[b.Block], answer: Answer, lang: Lang, *, full: bool = False) -> Iterator[str]:
    """The lines of an answer; with `full` also what is folded, and the sources."""
    writer = _Lines(lang, full)
    for block in told:
        yield from writer.lines(block)
    if full:
        yield from _sources(answer, lang)


def _sources(answer: Answer, lang: Lang) -> Iterator[str]:
    if answer.sources:
        yield say(m("words-sources"), lang)
    for source in answer.sources:
        named = " – ".join(each for each in (source.producer, source.title, source.updated, source.licence) if each)
        share = share_of(source, answer)
        yield f"- {named or source.id} [{source.id}]" + (f" ({say(share, lang)})" if share else "")


class _Lines:
    """Writes blocks in one language."""

    def __init__(self, lang: Lang, full: bool) -> None:
        self.lang, self.full = lang, full
        self.colon = " : " if lang == "fr" else ": "

    def say(self, text: Text) -> str:
        return " ".join(say(text, self.lang).split("\n"))

    @singledispatchmethod
    def lines(self, block: b.Block) -> Iterator[str]:
        """The lines of one block. Asks and pictures have none here."""
        return iter(())

    @lines.register
    def _(self, block: b.Title) -> Iterator[str]:
        under = [self.say(each) for each in block.under] + ([self.say(block.badge.text)] if block.badge else [])
        said = self.say(block.text) + (f" — {' · '.join(under)}" if under else "")
        yield said + self._id(block.of)

    @lines.register
    def _(self, block: b.Lead) -> Iterator[str]:
        yield self.say(block.text)

    @lines.register
    def _(self, block: b.Note) -> Iterator[str]:
        yield self.say(block.text)

    @lines.register
    def _(self, block: b.Figures) -> Iterator[str]:
        yield " · ".join(f"{self.say(each.value)} {self.say(each.text)}" for each in block.figures)

    @lines.register
    def _(self, block: b.Fields) -> Iterator[str]:
        for each in block.fields:
            yield f"{_STEP}{self.say(each.label)}{self.colon}{self.say(each.value) if each.value else '–'}"
            for other in each.others:
                yield f"{_STEP * 2}{self.say(m('words-others'))} {self.say(other.text)} ({self.say(other.source)})"

    @lines.register
    def _(self, block: b.Rows) -> Iterator[str]:
        for rank, row in enumerate(block.rows, 1):
            yield from self._row(row, f"{rank}. " if block.ranked else "- ")
        if block.more:
            yield f"{_STEP}… {self.say(block.more.text)}"

    def _row(self, row: b.Row, mark: str) -> Iterator[str]:
        reason = self.say(row.reason) if row.reason else ""
        tail = [self.say(each) for each in (row.gauge and row.gauge.text, row.badge and row.badge.text) if each]
        tail += [self.say(each) for each in (*row.places, *row.details)]
        if 0 < len(reason) <= _LONG:
            tail.append(reason)
        head = f"{mark}{self.say(row.text)}{self._id(row.of)}"
        yield f"{head}{self.colon}{' · '.join(tail)}" if tail else head
        if len(reason) > _LONG:
            yield f"   {reason}"
        if row.open or self.full:
            yield from self._inside(row.parts, "   ")

    @lines.register
    def _(self, block: b.Evidence) -> Iterator[str]:
        for proof in block.proofs if self.full else block.proofs[: block.shown]:
            known = [*([proof.badge.text] if proof.badge else []), *proof.details]
            yield f"- {self.say(proof.text)}{self.colon if known else ''}{' · '.join(self.say(one) for one in known)}"
            if self.full and (proof.sources or proof.places):
                yield f"{_STEP}{', '.join(self.say(each) for each in (*proof.sources, *proof.places))}"

    @lines.register
    def _(self, block: b.Steps) -> Iterator[str]:
        for at, hop in enumerate(block.hops):
            a, z = block.stops[at].of, block.stops[at + 1].of
            yield f"{a.name}{self._id(a)} → {z.name}{self._id(z)}{self.colon}{self.say(hop.text)}"
            yield from self._inside([hop.evidence])

    @lines.register
    def _(self, block: b.Places) -> Iterator[str]:
        yield self._heading(block.title)
        for place in block.places:
            by = ", ".join(f"{one.name}{self._id(one)}" for one in place.by)
            told = by or ("" if place.filled or not place.asked_by else self.say(place.asked_by))
            mark = "✓" if place.filled else "✕" if place.needed else "–"
            yield f"{_STEP}{mark} {self.say(place.text)}{f'{self.colon}{told}' if told else ''}"
            if self.full:
                yield from self._inside(place.parts, _STEP * 2)
        if self.full:
            for rule in block.rules:
                yield from self._inside([rule])

    @lines.register
    def _(self, block: b.Quote) -> Iterator[str]:
        yield f"{self.say(block.source)}{self.colon}{self.say(block.text)}"

    @lines.register
    def _(self, block: b.List) -> Iterator[str]:
        for item in block.items:
            yield f"- {self.say(item)}"

    @lines.register
    def _(self, block: b.Table) -> Iterator[str]:
        yield from self._columns([block.headings, *block.rows])

    @lines.register
    def _(self, block: b.Grid) -> Iterator[str]:
        rows = [(head, *(cell.text for cell in cells)) for head, cells in block.rows]
        yield from self._columns([("", *block.columns), *rows])

    def _columns(self, rows: Sequence[Sequence[Text]]) -> Iterator[str]:
        said = [[self.say(cell) for cell in row] for row in rows]
        widths = [max(map(len, column)) for column in zip_longest(*said, fillvalue="")]
        for row in said:
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip()

    @lines.register
    def _(self, block: b.Section) -> Iterator[str]:
        inside = list(self._inside(block.blocks, ""))
        if inside:
            yield self._heading(block.title)
            yield from inside

    @lines.register
    def _(self, block: b.Fold) -> Iterator[str]:
        if self.full:
            yield from self.lines(b.Section(block.title, block.blocks))

    def _inside(self, told: Iterable[b.Block], indent: str = _STEP) -> Iterator[str]:
        for block in told:
            for line in self.lines(block):
                yield f"{indent}{line}"

    def _heading(self, title: Text) -> str:
        said = self.say(title)
        return said if said.endswith("?") else f"{said}{self.colon.rstrip()}"

    def _id(self, of: Ref | None) -> str:
        return f" [{of.id}]" if of and of.id != of.name else ""
