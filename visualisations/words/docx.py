"""Blocks as paragraphs of a Word document. What is folded on a page is left out, but for lines that stand open, so that
a note stays short; what only a service can fill has no words here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatchmethod

from graph_service.messages import Lang, Text, m, say
from graph_service.queries import blocks as b
from visualisations.paper import DEEPEST, Cell, Paper, Run
from visualisations.words.html import web

MOST = 20
"""Lines of a list in a note: who wants all of them has the table."""
_ACCENT = (0x4B, 0x38, 0xC7)
_DEEPEST_HEADING = 4


def write(told: Iterable[b.Block], paper: Paper, lang: Lang, *, places: bool = False) -> None:
    """Write an answer. `places`: whether it is told in which rows of which files things stand."""
    writer = _Writer(paper, lang, places)
    for block in told:
        writer.write(block)


class _Writer:
    """Writes blocks in one language, below a heading of a level and inside so many lists."""

    def __init__(self, paper: Paper, lang: Lang, places: bool) -> None:
        self.paper, self.lang, self.places = paper, lang, places
        self.level, self.depth = 1, 0
        self.colon = "\u202f: " if lang == "fr" else ": "

    def say(self, text: Text | None) -> str:
        return say(text, self.lang) if text else ""

    @singledispatchmethod
    def write(self, block: b.Block) -> None:
        """Write one block. Asks, what is asked later and pictures of other answers have no words here."""

    @write.register
    def _(self, block: b.Title) -> None:
        self.paper.paragraph("Title", [Run(self.say(block.text))])
        under = [self.say(each) for each in (*([block.badge.text] if block.badge else []), *block.under)]
        if under:
            self.paper.paragraph("Subtitle", [Run(" · ".join(under))])

    @write.register
    def _(self, block: b.Lead) -> None:
        self._line([Run(self.say(block.text), bold=True)])

    @write.register
    def _(self, block: b.Note) -> None:
        self._line([Run(self.say(block.text), bold=block.tone == "warn", italic=block.tone != "warn")])

    @write.register
    def _(self, block: b.Figures) -> None:
        found: list[Run] = []
        for each in block.figures:
            found += [Run(" · ")] if found else []
            found += [Run(self.say(each.value), bold=True), Run(f" {self.say(each.text)}")]
        self._line(found)

    @write.register
    def _(self, block: b.Fields) -> None:
        for each in block.fields:
            value = Run(self.say(each.value) or "–", address=web(each.address))
            others = [f"{self.say(one.text)} ({self.say(one.source)})" for one in each.others]
            told = f" – {self.say(m('words-others'))} {' · '.join(others)}" if others else ""
            self._line([Run(f"{self.say(each.label)}{self.colon}", bold=True), value, Run(told)], close=True)

    @write.register
    def _(self, block: b.Rows) -> None:
        style = self._style("List Number" if block.ranked else "List Bullet")
        numbered = self.paper.numbers(style) if block.ranked and block.rows else 0
        for row in block.rows[:MOST]:
            made = self.paper.paragraph(style, self._row(row), numbered=numbered)
            if row.open:
                self._inside(row.parts)
        shown = min(len(block.rows), MOST)
        if shown and (block.more or shown < len(block.rows)):
            made.paragraph_format.keep_with_next = True
            self._line([Run(self.say(m("words-first-rows", n=shown)), italic=True)])

    def _row(self, row: b.Row) -> Iterator[Run]:
        yield Run(self.say(row.text), bold=True)
        tail = [self.say(each) for each in (row.gauge and row.gauge.text, row.badge and row.badge.text) if each]
        tail += [self.say(each) for each in (*(row.places if self.places else ()), *row.details)]
        if tail:
            yield Run(f"{self.colon}{' · '.join(tail)}")
        if row.reason:
            yield Run(f" – {self.say(row.reason)}")

    @write.register
    def _(self, block: b.Evidence) -> None:
        for proof in block.proofs[: block.shown]:
            known = [self.say(each) for each in (*([proof.badge.text] if proof.badge else []), *proof.details)]
            told = f"{self.colon}{' · '.join(known)}" if known else ""
            rests = [self.say(each) for each in (*proof.sources, *proof.places)] if self.places else []
            runs = [Run(self.say(proof.text)), Run(told), Run(f" – {' · '.join(rests)}" if rests else "")]
            self.paper.paragraph(self._style("List Bullet"), runs)
        rest = len(block.proofs) - block.shown
        if rest > 0 and block.shown:
            self._line([Run(self.say(m("words-more-proofs", n=rest)), italic=True)])

    @write.register
    def _(self, block: b.Steps) -> None:
        for at, stop in enumerate(block.stops):
            self._line([Run(self.say(stop.of), bold=True)], close=True)
            if at < len(block.hops):
                hop = block.hops[at]
                self._line([Run(f"↓ {self.say(hop.text)}")], close=True)
                self._inside([hop.evidence])

    @write.register
    def _(self, block: b.Places) -> None:
        self._heading(block.title)
        for place in block.places:
            mark = "✓" if place.filled else "✕" if place.needed else "–"
            by = ", ".join(self.say(one) for one in place.by)
            told = by or ("" if place.filled or not place.needed else self.say(place.asked_by))
            state = self.say(m("words-place-filled" if place.filled else "words-place-empty"))
            runs = [
                Run(f"{mark} {self.say(place.text)}", bold=place.needed and not place.filled),
                Run(f"{self.colon}{told}" if told else state),
            ]
            self.paper.paragraph(self._style("List Continue"), runs)
            self._inside(place.parts)

    @write.register
    def _(self, block: b.Quote) -> None:
        runs = [
            Run(block.text, lang=block.lang if block.lang != self.lang else ""),
            Run(f" – {self.say(block.source)}"),
        ]
        self.paper.paragraph("Quote", runs)

    @write.register
    def _(self, block: b.List) -> None:
        for item in block.items:
            self.paper.paragraph(self._style("List Bullet"), [Run(self.say(item))])

    @write.register
    def _(self, block: b.Table) -> None:
        self._table(block.headings, [[Cell(self.say(each)) for each in row] for row in block.rows])

    @write.register
    def _(self, block: b.Grid) -> None:
        rows = [
            [Cell(self.say(head), bold=True), *(Cell(self.say(cell.text), fill=_tint(cell.value)) for cell in cells)]
            for head, cells in block.rows
        ]
        self._table(("", *block.columns), rows)

    def _table(self, headings: Sequence[Text], rows: Sequence[Sequence[Cell]]) -> None:
        if headings:
            self.paper.table([Cell(self.say(each)) for each in headings], rows)

    @write.register
    def _(self, block: b.Section) -> None:
        if not any(map(_says, block.blocks)):
            return
        self._heading(block.title)
        self.level += 1
        for each in block.blocks:
            self.write(each)
        self.level -= 1

    def _inside(self, told: Iterable[b.Block]) -> None:
        self.depth += 1
        for block in told:
            self.write(block)
        self.depth -= 1

    def _heading(self, title: Text) -> None:
        """A heading; inside a list it is a line in bold, since headings are a page's outline."""
        if self.depth:
            self._line([Run(self.say(title), bold=True)], close=True)
        else:
            self.paper.paragraph(f"Heading {min(self.level, _DEEPEST_HEADING)}", [Run(self.say(title))])

    def _line(self, runs: Sequence[Run], *, close: bool = False) -> None:
        """A paragraph of text, `close` to the next."""
        style = _of_depth("List Continue", self.depth - 1) if self.depth else "Normal"
        made = self.paper.paragraph(style, runs)
        if close:
            made.paragraph_format.space_after = 0

    def _style(self, name: str) -> str:
        return _of_depth(name, self.depth)


def _of_depth(name: str, depth: int) -> str:
    """A built-in style of lists, inside so many others."""
    at = min(depth + 1, DEEPEST)
    return name if at == 1 else f"{name} {at}"


def _says(block: b.Block) -> bool:
    """Whether a block has any words here."""
    match block:
        case b.Asks() | b.Later() | b.Shows() | b.Fold():
            return False
        case b.Section():
            return any(map(_says, block.blocks))
        case b.Rows():
            return bool(block.rows)
        case b.Evidence():
            return bool(block.proofs[: block.shown])
        case b.Fields():
            return bool(block.fields)
        case b.List():
            return bool(block.items)
        case _:
            return True


def _tint(value: float | None) -> str:
    """The colour of a cell of a grid: up to six tenths of the accent."""
    if value is None:
        return ""
    share = 0.6 * min(max(value, 0), 1)
    return "".join(f"{round(255 + (part - 255) * share):02X}" for part in _ACCENT)
