"""The service's own page: home, the list of questions, each question with its form and answer, bringing a file in.

The server writes HTML; the script completes names, opens what is folded and keeps map and list together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from graph_service.errors import Problem
from graph_service.messages import Lang, Message, codes, m, say
from graph_service.model import Scope
from graph_service.queries.declare import PURPOSES, Question
from graph_service.queries.registry import Registry
from graph_service.records import headers
from visualisations import fonts, viewer
from visualisations.island import json_island
from visualisations.templating import environment
from visualisations.web.addresses import API, Addresses
from visualisations.web.forms import Chip, Control
from visualisations.web.taking import Taken
from visualisations.web.typed import Typed
from visualisations.words.html import Written

_JS = "text/javascript; charset=utf-8"
_CSS = "text/css; charset=utf-8"
ASSETS: dict[str, str] = {
    **dict.fromkeys(
        ("app.css", "answer.css", "editing.css", "mapping.css", "imaging.css", "viewer.css", "map.css"), _CSS
    ),
    **dict.fromkeys(
        (
            "page.js",
            "completion.js",
            "import.js",
            "mapping.js",
            "ask.js",
            "editing.js",
            "review.js",
            "copying.js",
            "imaging.js",
            "sorting.js",
            "elements.js",
            "words.js",
            "map.js",
            viewer.FILE,
        ),
        _JS,
    ),
    fonts.FILE: "font/woff2",
}
"""The page's files and their media types. Whoever serves the page serves these, and no other file of the folder."""

POLICY = (
    "default-src 'self'; frame-src 'self'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""The Content-Security-Policy that the page is served with."""

_FILLED = (
    "n",
    "all",
    "file",
    "left",
    "from",
    "to",
    "name",
    "class",
    "share",
    "total",
    "date",
    "start",
    "end",
    "producer",
    "title",
    "updated",
    "licence",
    "revision",
    "code",
    "shown",
    "sheet",
    "row",
    "rows",
    "id",
)
"""Arguments that the script fills in: they are rendered as `{n}` and so on."""


_SCRIPTED = (
    "loading",
    "retry",
    "no-result",
    "suggested",
    "suggested-count-one",
    "suggested-count-other",
    "later-failed",
    "copying",
    "copied",
    "copy-failed",
    "copy-more-one",
    "copy-more-other",
    "image-drawing",
    "image-failed",
    "image-copying",
    "image-copy-failed",
    "sort",
)
"""Words that the script says."""


@dataclass(frozen=True)
class Frame:
    """What stands around every page, and the map beside it."""

    lang: Lang
    to: Addresses
    kind: str
    """The class of its `main`: what is laid out how."""
    langs: Sequence[tuple[Lang, str]]
    """The same page in each language."""
    own: str
    """The same page in the reader's own scope."""
    reads: Scope
    """The scope that it is seen in."""
    lowered: bool
    """Whether that is less than the reader's own."""
    team: bool
    """Whether the reader's own scope is the team's."""
    fictional: bool
    picture: tuple[str, str] | None = None
    """The address and the title of the map beside the answer."""
    correct: str | None = None
    """Where the record that is shown is corrected, for who may."""
    done: Done | None = None
    """What was done a moment ago."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a batch did, told with the way back."""

    text: str
    name: str
    batch: str
    about: tuple[str, str]
    """The record that is shown: its type and id; empty where none is."""
    undo: bool
    """Whether it was an undo, which is taken back too."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of those that an ambiguous name may mean, and where the question leads with it."""

    name: str
    id: str
    address: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A way to read a sentence, and where it leads: to its answer, or to its form where something is missing."""

    title: str
    values: Sequence[tuple[str, str]]
    """Each value with its label."""
    unread: Sequence[str]
    missing: Sequence[str]
    address: str


@dataclass(frozen=True, slots=True)
class Start:
    """A question to begin with."""

    text: Message
    question: str
    values: Mapping[str, Any]


def question_page(
    frame: Frame,
    question: Question[Any, Any],
    written: Written | None,
    sources: Markup | str,
    *,
    controls: tuple[Sequence[Control], Sequence[Control]],
    chips: Sequence[Chip],
    problem: Problem | None,
    candidates: Sequence[Candidate],
    taken: Taken | None = None,
    keep: str | None = None,
    typed: Typed | None = None,
) -> bytes:
    """A question with its form, and what it was answered. `keep` is where its map is saved, for who may; `typed` is the
    sentence that led here."""
    heading = say(question.title, frame.lang)
    return _page(
        "question.html.jinja",
        frame,
        problem["title"] if problem else written.title if written else heading,
        name=question.name,
        heading=heading,
        about=say(question.about, frame.lang) if question.about else "",
        answer=written.body if written else None,
        sources=sources,
        own_controls=controls[0],
        shared_controls=controls[1],
        chips=chips,
        problem=problem,
        candidates=candidates,
        taken=taken,
        keep=keep,
        sentence=typed,
        typed=typed.text if typed else "",
    )


def ask_page(
    frame: Frame, text: str, readings: Sequence[Offered], near: Sequence[Candidate], search: str, *, close: bool
) -> bytes:
    """How a sentence may be read, to choose from. `near` are records whose names are in it or close to it, `search`
    where the text is looked for, `close` whether some reading leaves no word out."""
    said = "web-asked-offered" if close else "web-asked-nearest" if readings else "web-asked-nothing"
    return _page(
        "asked.html.jinja",
        frame,
        say(m("web-asked-title"), frame.lang),
        readings=readings,
        near=near,
        search=search,
        said=say(m(said), frame.lang),
        quoted=say(m("asked-quoted", text=text), frame.lang),
        typed=text,
        all_questions=frame.to.place("/questions"),
    )


def home_page(
    frame: Frame,
    registry: Registry,
    *,
    starts: Iterable[Start],
    counts: Mapping[str, int],
    as_of: Message,
    replica: Scope | None,
) -> bytes:
    """Questions to begin with, how much there is, and all questions; of an empty store, how to fill it."""
    lang = frame.lang
    return _page(
        "home.html.jinja",
        frame,
        say(m("web-tagline"), lang),
        empty=not counts["actors"],
        replica=say(m(f"web-replica-{replica.value}"), lang) if replica else "",
        examples=[
            {"text": say(each.text, lang), "address": frame.to.ask(each.question, each.values)} for each in starts
        ],
        figures=[
            {"value": say(m("web-number", n=n), lang), "text": say(m(f"web-{name}"), lang)}
            for name, n in counts.items()
        ],
        as_of=say(as_of, lang),
        purposes=_purposes(frame, registry),
        api=API,
    )


def questions_page(frame: Frame, registry: Registry) -> bytes:
    """Every question that the reader may ask, by what people ask it for."""
    return _page(
        "questions.html.jinja", frame, say(m("web-questions"), frame.lang), purposes=_purposes(frame, registry)
    )


def import_page(frame: Frame) -> bytes:
    """Where files are brought in; its script asks the API."""
    lang = frame.lang
    island = {
        "lang": lang,
        "api": API,
        "home": frame.to.home(),
        "words": words(lang),
        "fields": {name: say(headers.label(name), lang) for name in headers.table("columns")},
        "describe": {
            "address": frame.to.place("/map-columns"),
            "going": say(m("mapping-going"), lang),
            "button": say(m("mapping-describe"), lang),
            "list": [frame.to.place("/mappings"), say(m("mapping-list-link"), lang)],
        },
    }
    return _page(
        "import.html.jinja",
        frame,
        say(m("web-import-title"), lang),
        refused="" if frame.team and not frame.lowered else say(m("web-scope-import"), lang),
        no_script=say(m("mapping-no-script"), lang),
        describe=say(m("mapping-describe"), lang),
        island=Markup(json_island(island)),  # noqa: S704 (escaped by json_island)
    )


def suggestion_list(found: Sequence[Mapping[str, Any]]) -> bytes:
    """What a text may mean, as the options of a list."""
    return str(page_template("suggestions.html.jinja").render(found=found)).encode()


def page(template: str, frame: Frame, title: str, **more: Any) -> bytes:
    """A page of this folder with what stands around it."""
    return _page(template, frame, title, **more)


def _page(template: str, frame: Frame, title: str, **more: Any) -> bytes:
    lang = frame.lang
    html = page_template(template).render(
        lang=lang,
        langs=frame.langs,
        assets="/web",
        to=frame.to,
        t=lambda code: say(m(f"web-{code}"), lang),
        title=f"{title} – {say(m('web-name'), lang)}",
        kind=frame.kind,
        own=frame.own,
        lowered=say(m(f"web-scope-{frame.reads.value}"), lang) if frame.lowered else "",
        team=frame.team,
        fictional=frame.fictional,
        correct=frame.correct,
        done=frame.done,
        d=lambda code: say(m(f"editing-{code}"), lang),
        picture=frame.picture,
        typed=more.pop("typed", ""),
        words=Markup(json_island(_scripted(lang))),  # noqa: S704 (escaped by json_island)
        **more,
    )
    return str(html).encode()


def _purposes(frame: Frame, registry: Registry) -> list[dict[str, Any]]:
    shown = [question for question in registry if frame.reads.sees(question.reads)]
    return [
        {
            "title": say(m(f"purpose-{purpose}"), frame.lang),
            "questions": [
                {
                    "title": say(question.title, frame.lang),
                    "about": say(question.about, frame.lang) if question.about else "",
                    "address": frame.to.ask(question.name, {}),
                }
                for question in shown
                if question.purpose == purpose
            ],
        }
        for purpose in PURPOSES
        if any(question.purpose == purpose for question in shown)
    ]


def words(lang: Lang) -> dict[str, str]:
    """Return every `web-` message of the catalogue without that prefix, with `{name}` where the script fills in a
    value."""
    filled = {name: f"{{{name}}}" for name in _FILLED}
    return {
        code.removeprefix("web-"): say(m(code, **filled), lang)
        for code in sorted(codes(lang))
        if code.startswith("web-")
    }


@cache
def _scripted(lang: Lang) -> dict[str, str]:
    return {code: say(m(f"web-{code}", n="{n}"), lang) for code in _SCRIPTED}


def asset(name: str) -> bytes:
    """The content of one of `ASSETS`. Raises KeyError for any other name."""
    if name not in ASSETS:
        raise KeyError(f"no file {name!r} of the page")
    if name == fonts.FILE:
        return fonts.inter()
    if name == viewer.FILE:
        return viewer.script().encode()
    folder = files("visualisations") / ("templates" if name == "viewer.css" else "web")
    return (folder / name).read_bytes()


@cache
def page_template(name: str) -> Any:
    """One of the pages of this folder, whose values are escaped."""
    return environment("web").get_template(name)
