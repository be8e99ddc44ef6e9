"""A publication as files: for each map a folder, and a page that lists them. Any web space serves them, and any disk.

Pure: views in, bytes out. Nothing in a file asks another host, and nothing depends on the clock. Texts from data reach
a page by the autoescaping template alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from markupsafe import Markup, escape

from graph_service.messages import Lang, Text, m, say
from visualisations.presets import PLAIN, Figure
from visualisations.publication._table import table
from visualisations.renderers import renderer
from visualisations.renderers._payload import alternative, caption_text, source_text
from visualisations.templating import environment, policy
from visualisations.view import MapView

PAGE, TABLE, EMBED, SNIPPET = "index.html", "table.csv", "oembed.json", "iframe.html.txt"
PICTURES = ("svg", "png")
"""Formats of the picture, each in a file `map.FORMAT`."""
WIDTH, HEIGHT = 960, 640
"""Of the frame that a map is embedded in."""
_CHARSET = b'<meta charset="utf-8">'


@dataclass(frozen=True, slots=True)
class Options:
    """How a publication is written."""

    lang: Lang = "fr"
    url: str = ""
    """Where the folder will be on the web, with a slash at its end; empty where nobody says."""
    index: bool = False
    """Whether search engines may list it."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A map on the page that lists them."""

    slug: str
    name: str
    title: str
    """What the map shows."""
    alternative: str
    caption: str
    state: str
    """Since when it is as it is."""
    sources: tuple[str, ...]
    fictional: bool


def entry(slug: str, name: str, view: MapView, state: Text, lang: Lang) -> Entry:
    """What the list says of a map."""
    return Entry(
        slug=slug,
        name=name,
        title=" ".join(say(view.title, lang).split()),
        alternative=say(alternative(view, table=False), lang),
        caption=caption_text(view, lang),
        state=say(state, lang),
        sources=tuple(source_text(source, lang) for source in view.sources),
        fictional=view.fictional,
    )


def map_files(of: Entry, view: MapView, options: Options, chosen: Figure = PLAIN) -> dict[str, bytes]:
    """The files of a map, by their paths in the publication. `chosen`: the size of its pictures."""
    lang = options.lang
    found = {PAGE: _page(renderer("html").render(view, lang), of, options)}
    found |= {f"map.{format_}": renderer(format_).draw(view, lang, chosen) for format_ in PICTURES}
    found |= {TABLE: table(view, lang), EMBED: _oembed(of, options), SNIPPET: f"{frame(of, options)}\n".encode()}
    return {f"{of.slug}/{name}": data for name, data in found.items()}


def index_files(entries: Sequence[Entry], options: Options) -> dict[str, bytes]:
    """The page that lists the maps, and what search engines are told."""
    lang, css = options.lang, _style()
    page = (
        environment("publication")
        .get_template("index.html.jinja")
        .render(
            lang=lang,
            title=options.title or say(m("publication-title"), lang),
            policy=policy([], [css]).replace("img-src data:", "img-src 'self' data:"),
            css=Markup(css),  # noqa: S704 (a file of ours)
            t=lambda code, **args: say(m(f"publication-{code}", **args), lang),
            entries=[(each, frame(each, options)) for each in entries],
            options=options,
            files={"page": PAGE, "table": TABLE, "embed": EMBED, "pictures": PICTURES},
            invented=say(m("map-fictional-note"), lang),
        )
    )
    told = "" if options.index else " /"
    return {
        "index.html": str(page).encode("utf-8", "replace"),
        "robots.txt": f"User-agent: *\nDisallow:{told}\n".encode(),
    }


def frame(of: Entry, options: Options) -> str:
    """What is pasted into another page to show the map there."""
    address = f"{options.url}{quote(of.slug)}/{PAGE}"
    return (
        f'<iframe src="{escape(address)}" title="{escape(of.title)}" width="{WIDTH}" height="{HEIGHT}" loading="lazy" '
        f'referrerpolicy="no-referrer" style="max-width:100%;border:0"></iframe>'
    )


def _oembed(of: Entry, options: Options) -> bytes:
    """What a page that knows oEmbed asks for (oembed.com, type `rich`)."""
    said = {
        "version": "1.0",
        "type": "rich",
        "title": of.title,
        "provider_name": "Maillage",
        "html": frame(of, options),
        "width": WIDTH,
        "height": HEIGHT,
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _page(page: bytes, of: Entry, options: Options) -> bytes:
    """The interactive map with what a published page says in its head. Raises ValueError for a page of another make."""
    if page.count(_CHARSET) != 1:
        raise ValueError("the interactive map does not begin as a page does")
    more = "" if options.index else '<meta name="robots" content="noindex">'
    more += f'<link rel="alternate" type="application/json+oembed" href="{EMBED}" title="{escape(of.title)}">'
    return page.replace(_CHARSET, _CHARSET + more.encode("utf-8", "replace"))


def checked_url(text: str) -> str | None:
    """An address of a folder on the web with a slash at its end; None where a text is none."""
    made = text.strip()
    plain = made.isascii() and made.isprintable() and not any(sign in made for sign in " \"'<>?#\\")
    if not plain or not made.lower().startswith(("http://", "https://")) or len(made) < 10:
        return None
    return made if made.endswith("/") else f"{made}/"


@cache
def _style() -> str:
    return (files(__package__) / "index.css").read_text("utf-8")
