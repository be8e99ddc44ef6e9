"""What a figure says in words: what is counted, how it is measured, what is left out, who says so.

Where little room is left, remarks and sources are shortened, and it is told. What stays at any size: what the numbers
count, who may see it, that relations are invented, and every licence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from graph_service.messages import Items, Lang, Text, m, say
from visualisations.lettering import cut, flowed
from visualisations.renderers._payload import caption_text, how_to_read, notes, share_alike, source_text
from visualisations.renderers._sheet import WORDS, Sheet
from visualisations.view import MapView, SourceLine

MOST = 6
"""Lines of one note."""
LONGEST = 700.0
"""Pixels of a source's name: no name keeps the licence behind it away."""
BRIEF = 240.0
"""Pixels of a producer's name where sources are shortened."""
PRODUCERS = 3
"""Producers that are named of a licence where sources are shortened."""


class Detail(IntEnum):
    """How much is said: all of it, no more how to read the map, or only what must be said."""

    WHOLE = 0
    REMARKS = 1
    LEAST = 2


@dataclass(frozen=True, slots=True)
class Names:
    """Of the names on a map: how many found no room, and which are written shorter, as they are written and whole."""

    left: int = 0
    short: tuple[tuple[str, str], ...] = ()
    drawn: bool = True
    """Whether there is a map at all."""


def tell(sheet: Sheet, view: MapView, names: Names, lang: Lang, detail: Detail = Detail.WHOLE) -> None:
    """Write what the numbers count, who may see it, and remarks."""
    sheet.paragraph(caption_text(view, lang), most=MOST)
    if view.seen_by:
        size, step = WORDS
        for line in flowed(say(m(f"about-scope-{view.seen_by}"), lang), size, 600, sheet.room):
            sheet.line(line, size, 600, step)
    remarks = [say(remark, lang) for remark in _remarks(view, names, detail)]
    if remarks:
        sheet.paragraph(" ".join(remarks), most=MOST * len(remarks))
    sheet.down(2)
    if names.short and detail is Detail.WHOLE:
        pairs = (m("map-short-name", short=one, name=cut(name, 12, 400, LONGEST)) for one, name in names.short)
        sheet.paragraph(say(Items(list(pairs), ";"), lang), f"{say(m('map-short-names'), lang)}.", 2 * MOST)
        sheet.down(2)


def _remarks(view: MapView, names: Names, detail: Detail) -> list[Text]:
    said = notes(view)
    invented = [said.pop(0)] if view.fictional else []
    alike = [found] if (found := share_alike(view)) else []
    left = [m("map-names-left", n=names.left)] if names.left else []
    if detail is Detail.LEAST:
        return [*invented, *alike, m("figure-shortened")]
    *said, caveat = (note for note in said if note not in alike)
    reading = how_to_read(view) if names.drawn and detail is Detail.WHOLE else []
    shortened = [m("figure-shortened")] if detail is Detail.REMARKS else []
    return [*reading, *invented, *alike, *said, *left, caveat, *shortened]


def cite(sheet: Sheet, view: MapView, lang: Lang, detail: Detail = Detail.WHOLE) -> None:
    """Write the sources with their licences."""
    cited = _by_licence(view, lang) if detail is Detail.LEAST else [source_text(_short(s), lang) for s in view.sources]
    words = say(Items(cited or [say(m("map-no-source"), lang)], ";"), lang)
    sheet.paragraph(words, f"{say(m('map-sources'), lang)}.")


def _short(source: SourceLine, most: float = LONGEST) -> SourceLine:
    """The source with names that leave a line readable."""
    fields = {name: cut(getattr(source, name), 12, 400, most) for name in ("id", "producer", "title", "licence")}
    return replace(source, **fields)


def _by_licence(view: MapView, lang: Lang) -> list[str]:
    """Each licence with who gave what under it."""
    found: dict[str, list[str]] = {}
    for source in view.sources:
        producers = found.setdefault(source.licence or say(m("map-source-unlicensed"), lang), [])
        if (name := source.producer or source.id) not in producers:
            producers.append(name)
    return [
        say(m("figure-sources-of", licence=cut(licence, 12, 400, LONGEST), producers=_listed(producers)), lang)
        for licence, producers in found.items()
    ]


def _listed(producers: list[str]) -> Text:
    named = [cut(name, 12, 400, BRIEF) for name in producers[:PRODUCERS]]
    left = len(producers) - len(named)
    return m("figure-producers-more", producers=Items(named, ","), n=left) if left else Items(named)
