"""The service's own page at `/`: search an actor, see its partners, ask for a path. Plain HTML and plain script.

The server renders words and signs into the page; the script asks the API and writes answers with `textContent`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from graph_service import french, project_templates
from graph_service.messages import LANGS, Lang, codes, m, say
from graph_service.records import headers
from graph_service.vocabulary import Vocabulary
from visualisations import fonts, style
from visualisations.island import json_island
from visualisations.templating import environment

ASSETS: dict[str, str] = {
    "app.css": "text/css; charset=utf-8",
    **dict.fromkeys(
        (
            *("app.js", "ask.js", "cards.js", "elements.js", "gaps.js", "import.js", "project.js"),
            *("french.js", "question.js", "said.js", "words.js"),
        ),
        "text/javascript; charset=utf-8",
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


def page(lang: Lang, vocabulary: Vocabulary, *, assets: str = "/web", api: str = "/api/v1") -> bytes:
    """The page in `lang`. `assets` and `api` are where its files and the API are served."""
    island = {
        "lang": lang,
        "api": api,
        "words": words(lang),
        **({"articles": french.words()} if lang == "fr" else {}),
        "kinds": {term.id: _sign(vocabulary, term.id) for term in vocabulary.of("actor_kind")},
        "projects": {term.id: say(term.label, lang) for term in vocabulary.of("project_kind")},
        "fields": {name: say(headers.label(name), lang) for name in headers.table("columns")},
        "asked": {
            t.kind: say(vocabulary.label("project_kind", t.kind), lang) for t in project_templates.packaged().all
        },
        "unknown": _sign(vocabulary, ""),
        "shapes": {n: {"points": s.points, "hole": s.hole, "radius": s.radius} for n, s in style.SHAPES.items()},
        "classes": [{"id": c.id, "least": c.least} for c in style.TIE_CLASSES],
    }
    html = page_template("index.html.jinja").render(
        lang=lang,
        langs=LANGS,
        assets=assets,
        t=lambda code: say(m(f"web-{code}"), lang),
        island=Markup(json_island(island)),  # noqa: S704 (escaped by json_island)
    )
    return str(html).encode()


def words(lang: Lang) -> dict[str, str]:
    """Return every `web-` message of the catalogue without that prefix, with `{name}` where the script fills in a
    value."""
    filled = {name: f"{{{name}}}" for name in _FILLED}
    return {
        code.removeprefix("web-"): say(m(code, **filled), lang)
        for code in sorted(codes(lang))
        if code.startswith("web-")
    }


def asset(name: str) -> bytes:
    """The content of one of `ASSETS`. Raises KeyError for any other name."""
    if name not in ASSETS:
        raise KeyError(f"no file {name!r} of the page")
    return fonts.inter() if name == fonts.FILE else (files(__name__) / name).read_bytes()


def _sign(vocabulary: Vocabulary, kind: str) -> dict[str, Any]:
    family = vocabulary.family(kind)
    return {"shape": family.shape, "color": family.color}


@cache
def page_template(name: str) -> Any:
    """One of the pages of this folder, whose values are escaped."""
    return environment("web").get_template(name)
