"""Blocks as HTML for the page. A template writes each block (`blocks.html.jinja`); no text of data becomes markup."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, get_args
from urllib.parse import quote

from markupsafe import Markup, escape

from graph_service.messages import Day, Items, Label, Lang, Message, Ref, Text, m, pieces, say
from graph_service.model import STAFF, RecordType
from graph_service.queries import blocks as b
from graph_service.queries.base import Answer, SourceRecord
from graph_service.queries.telling import share_of
from graph_service.vocabulary import Vocabulary
from visualisations.style import PAGE, shape
from visualisations.templating import environment

_DEEPEST = 6
"""The last level of headings that HTML has."""
_NOTHING = Markup("")
_APART = re.compile(r"[\s%]")
"""What an attribute that holds several ids cannot hold inside one."""
_WEB = ("http://", "https://")


class Addresses(Protocol):
    """Where things stand on the page that the blocks are written for."""

    def ask(self, question: str, values: Mapping[str, Any]) -> str:
        """The address of a question's answer."""

    def card(self, ref: Ref) -> str | None:
        """The address of a record's card; None where no question gives one."""

    def picture(self, question: str, values: Mapping[str, Any]) -> str:
        """The address of the picture of a question's answer."""


class Nowhere:
    """For a file that is read alone: nothing has an address, and the blocks that need one are left out."""

    def ask(self, question: str, values: Mapping[str, Any]) -> str:
        return ""

    def card(self, ref: Ref) -> str | None:
        return None

    def picture(self, question: str, values: Mapping[str, Any]) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as HTML."""

    title: str
    """The text of the title, without markup."""
    body: Markup
    picture: tuple[b.Ask | None, str] | None
    """The picture that stands beside it, which the body leaves out: of which question (None: the answer's own), and
    its title."""


def html(
    told: Iterable[b.Block],
    lang: Lang,
    to: Addresses,
    vocabulary: Vocabulary,
    *,
    inside: bool = False,
    places: bool = True,
) -> Written:
    """An answer as HTML. With `inside` it is written to stand in another one: without its title, headings deeper.
    `places`: whether it is told in which rows of which files things stand."""
    title, picture = "", None
    body: list[b.Block] = []
    for block in told:
        if isinstance(block, b.Title):
            title = say(block.text, lang)
            if inside:
                continue
        if isinstance(block, b.Shows) and picture is None:
            picture = (block.of, say(block.title, lang))
            continue
        body.append(block)
    # Without a picture of its own the answer shows that of the line that is open.
    rows = (row for block in body if isinstance(block, b.Rows) for row in block.rows if row.open and row.shows)
    if picture is None and (first := next(rows, None)) and first.shows:
        picture = (first.shows.of, say(first.shows.title, lang))
    return Written(title, _Writer(lang, to, vocabulary, 3 if inside else 2, places).blocks(body), picture)


def sources(answer: Answer, lang: Lang) -> Markup:
    """The sources that an answer rests on, and the state of the data that it is about."""
    as_of = m("words-as-of", day=Day(answer.as_of.isoformat()), revision=str(answer.revision))
    return Markup(  # noqa: S704 (escaped by the template)
        environment("words")
        .get_template("sources.html.jinja")
        .render(
            heading=say(m("words-sources-heading"), lang),
            sources=[cited(source, answer, lang) for source in answer.sources],
            as_of=say(as_of, lang),
        )
    )


def signs(vocabulary: Vocabulary) -> Callable[[Ref | None], Markup]:
    """Return what draws the sign of a record."""
    return _Writer("fr", Nowhere(), vocabulary, 2).sign


def web(address: str | None) -> str:
    """An address that is safe to follow; empty for any other."""
    return address if address and address.lower().startswith(_WEB) else ""


def cited(source: SourceRecord, answer: Answer, lang: Lang) -> str:
    """A source with how much of an answer rests on it."""
    text, share = source_text(source), share_of(source, answer)
    return say(m("words-source-with-share", source=text, share=share) if share else text, lang)


def source_text(source: SourceRecord) -> Message:
    """Who said so, as a caption cites it: producer, title, date of update, licence."""
    if source.id == STAFF:
        return m("words-source-staff")
    return m(
        "words-source",
        producer=source.producer or source.id,
        title=source.title or source.id,
        updated=Day(source.updated) if source.updated else m("words-source-undated"),
        licence=source.licence or m("words-source-unlicensed"),
    )


Pieces = Sequence[str | tuple[Ref, str]]


class _Writer:
    """Writes blocks in one language. What a template calls is a method; what repeats is written once and kept."""

    def __init__(self, lang: Lang, to: Addresses, vocabulary: Vocabulary, level: int, places: bool = True) -> None:
        self.lang, self.to, self.vocabulary, self.level, self.places = lang, to, vocabulary, level, places
        self._signs: dict[str, Markup] = {"": _NOTHING}
        self._badges: dict[tuple[str, Markup], Markup] = {}
        self._bars: dict[str, Markup] = {}
        self._words: dict[Any, Markup] = {}
        self._cards: dict[Ref, str | None] = {}
        words = {name: getattr(self, name) for name in _CALLED}
        module = _template().make_module({"words": lambda code: say(m(code), lang), "m": m, "Items": Items, **words})
        self.writes = {kind: getattr(module, kind.__name__) for kind in get_args(b.Block)}
        self._name: Callable[..., Markup] = module.name
        self._sign, self._badge, self._bar = module.drawn, module.tag, module.bar_of
        self._later: Callable[..., Markup] = module.later

    def blocks(self, told: Iterable[b.Block]) -> Markup:
        """Some blocks, one after the other."""
        return _joined([self.writes[type(block)](block) for block in told])

    def deeper(self, told: Iterable[b.Block]) -> Markup:
        """Blocks under a heading: their own headings are one level below it."""
        self.level += 1
        try:
            return self.blocks(told)
        finally:
            self.level -= 1

    def heading(self) -> str:
        """The element of a heading that stands here."""
        return f"h{min(self.level, _DEEPEST)}"

    def text(self, text: Text | None) -> Markup:
        """A text; the records that it names lead to their cards."""
        return self._said(text, True)

    def bare(self, text: Text | None) -> Markup:
        """A text without links, for what is itself pressed."""
        return self._said(text, False)

    def _said(self, text: Text | None, linked: bool) -> Markup:
        if isinstance(text, str):
            return escape(text)
        try:
            # An answer says many of its sentences more than once: periods, kinds, states.
            key = linked, _key(text)
            found = self._words.get(key)
        except TypeError:  # a list in it cannot be looked up
            return self._made(text, linked)
        if found is None:
            found = self._words[key] = self._made(text, linked)
        return found

    def _made(self, text: Text | None, linked: bool) -> Markup:
        name = self.name if linked else self._unlinked
        return _joined([escape(each) if isinstance(each, str) else name(*each) for each in self._pieces(text)])

    def _unlinked(self, ref: Ref, said: str) -> Markup:
        return Markup("<bdi>{}</bdi>").format(said)

    def _pieces(self, text: Text | None) -> Pieces:
        if isinstance(text, Ref):
            return ((text, text.name),)
        if isinstance(text, Label):
            return (text.text(self.lang),)
        return pieces(text, self.lang) if text else ()

    def plain(self, text: Text) -> str:
        """A text as an attribute holds it."""
        return say(text, self.lang)

    def dotted(self, texts: Iterable[Text], linked: bool = True) -> Markup:
        """A few texts on one line."""
        return _joined([self.text(each) if linked else self.bare(each) for each in texts], " · ")

    def name(self, ref: Ref, said: str) -> Markup:
        """The name of a record as a sentence says it."""
        return self._name(self._card(ref), ref.id, said)

    def _card(self, ref: Ref) -> str | None:
        if ref not in self._cards:
            self._cards[ref] = self.to.card(ref)
        return self._cards[ref]

    def badge(self, badge: b.Badge | None) -> Markup:
        """A word on its colour."""
        if badge is None:
            return _NOTHING
        key = badge.tone, self.bare(badge.text)
        if key not in self._badges:
            self._badges[key] = self._badge(*key)
        return self._badges[key]

    def sign(self, ref: Ref | None) -> Markup:
        """The sign of a record: of an actor by its kind, of a project a sheet of paper; others have none."""
        if ref is None or ref.type not in (RecordType.ACTOR, RecordType.PROJECT):
            return _NOTHING
        key = ref.type if ref.type == RecordType.PROJECT else f":{ref.kind}"
        if key not in self._signs:
            family = None if ref.type == RecordType.PROJECT else self.vocabulary.family(ref.kind)
            outline = shape(family.shape if family else PAGE)
            points = " ".join(f"{x},{y}" for x, y in outline.points)
            self._signs[key] = self._sign(outline, points, family.color if family else "")
        return self._signs[key]

    def bar(self, share: float) -> Markup:
        """A share as a bar."""
        width = f"{min(max(share, 0), 1) * 100:.1f}"
        if width not in self._bars:
            self._bars[width] = self._bar(width)
        return self._bars[width]

    def tenths(self, value: float) -> int:
        """How strongly a cell is tinted, 0 to 10."""
        return round(min(max(value, 0), 1) * 10)

    def details(self, row: b.Row) -> tuple[Text, ...]:
        """What stands small below a line."""
        return (*(row.places if self.places else ()), *row.details)

    def about(self, row: b.Row) -> str:
        """The ids of what a line is about, as an attribute holds them."""
        return self.ids(row.about or ((row.of.id,) if row.of else ()))

    def ids(self, ids: Iterable[str]) -> str:
        """Ids with blanks between them; those inside an id, and `%`, stand as in an address (`%20`)."""
        return " ".join([_APART.sub(lambda found: quote(found[0]), id_) for id_ in ids])

    def proofs(self, block: b.Evidence) -> list[tuple[Markup, ...]]:
        """Of each proof its text, what is known of it, what it rests on, and what opens below it."""
        return [
            (
                self.text(proof.text),
                _joined((self.badge(proof.badge), self.dotted(proof.details))),
                self.dotted((*proof.sources, *(proof.places if self.places else ()))),
                self.opens(proof.later),
            )
            for proof in block.proofs
        ]

    def opens(self, later: Sequence[b.Later]) -> Markup:
        """What is asked when somebody opens it; several that say the same of one thing open together."""
        addresses = [address for each in later if (address := self.asked(each.ask))]
        if not addresses:
            return _NOTHING
        first = later[0]
        return self._later(self.bare(first.ask.text), self.bare(first.about), addresses, " ".join(addresses))

    def see(self, row: b.Row, inside: Markup) -> Message | None:
        """The way to the cards of those that a line names: nothing that opens something else may hold a link."""
        said = (row.text, row.reason, *self.details(row))
        told = (each for text in said if not isinstance(text, str) for each in self._pieces(text))
        named = (each[0] for each in told if isinstance(each, tuple))
        asked = {*map(self.asked, row.asks)}
        found = {self._card(ref): ref for ref in (row.of, *named) if ref}
        left = [ref for card, ref in found.items() if card and card not in asked and f'"{escape(card)}"' not in inside]
        return m("words-see", n=len(left), names=Items(left, ",")) if left else None

    def group(self, rows: b.Rows) -> str:
        """The name by which lines of one list close each other."""
        return f"open-{zlib.crc32(' '.join(map(self.about, rows.rows)).encode()):08x}" if rows.one_open else ""

    def web(self, address: str | None) -> str:
        return web(address)

    def asked(self, ask: b.Ask) -> str:
        """The address of a question with its values."""
        return self.to.ask(ask.question, ask.values)

    def led(self, asks: Iterable[b.Ask]) -> list[b.Ask]:
        """Those that lead somewhere."""
        return [ask for ask in asks if self.asked(ask)]

    def picture(self, shows: b.Shows) -> str:
        """The address of a picture."""
        return self.to.picture(shows.of.question, shows.of.values) if shows.of else ""


def _key(text: Text | None) -> Any:
    """What a text is looked up by; it cannot be hashed where a list stands in it."""
    if isinstance(text, Message):
        return (text.code, *text.args.values())
    return (text.last, *text.values) if isinstance(text, Items) else text


def _joined(parts: Iterable[Markup], between: str = "") -> Markup:
    """Markup from markup: nothing is escaped again."""
    return Markup(between.join(parts))  # noqa: S704 (each part is markup)


_CALLED = (
    *("blocks", "deeper", "heading", "text", "bare", "plain", "dotted", "badge", "sign", "bar", "tenths"),
    *("about", "details", "ids", "see", "group", "proofs", "opens", "web", "asked", "led", "picture"),
)
"""What the template calls."""


@cache
def _template() -> Any:
    return environment("words").get_template("blocks.html.jinja")
