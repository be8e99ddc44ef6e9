"""Sends an error: to a browser as a page that says what to do, to a program as problem+json.

The page has no script, and everything in it that comes from outside is text."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graph_service.api.language import language
from graph_service.errors import Problem
from graph_service.messages import LANGS, Lang, m, say

SIGN_IN = "/session"
"""Where a person's token is posted to: in an address it would stay in histories and logs."""
_PAGE = Markup("""<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Maillage - {title}</title>
<style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:12vh auto;padding:0 1rem;color:#1d2433}}
h1{{line-height:1.25}} .go,button{{display:inline-block;padding:.5rem 1rem;background:#1d4ed8;color:#fff;border:0;
border-radius:.4rem;text-decoration:none;font:inherit}} input{{font:inherit;padding:.45rem;width:min(100%,22rem)}}
label{{display:block}} small{{color:#5b6472}} footer{{margin-top:2rem}}</style></head>
<body><main><div role="alert"><h1>{title}</h1><p>{detail}</p></div>{help}</main>
<footer>{others} <small>{code}</small></footer></body></html>
""")
_LINK = Markup('<p><a class="go" href="{href}">{text}</a></p>')
_OTHER = Markup('<a href="{href}" lang="{lang}" hreflang="{lang}">{text}</a>')
_TOKEN = Markup("""<ul><li>{here}</li><li>{elsewhere}</li></ul>
<form method="post" action="{action}"><input type="hidden" name="next" value="{next}">
<label for="token">{label}</label> <input id="token" name="token" type="password" autocomplete="off" required>
<button type="submit">{send}</button></form><p>{after}</p>""")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"


def answer(request: Request, document: Problem, headers: dict[str, str] | None = None) -> Response:
    """Return a problem document as a response: a page if a browser asked, else problem+json."""
    if _is_person(request):
        return _page(request, document, headers or {})
    return JSONResponse(document, document["status"], headers, media_type="application/problem+json")


def _is_person(request: Request) -> bool:
    """Whether a browser asked for something to look at: an address, or what follows a form. A program sends none."""
    form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    if request.method not in ("GET", "HEAD") and not form:
        return False
    liked: dict[str, float] = {}
    for part in request.headers.get("accept", "").lower().split(",")[:50]:
        kind, *more = (word.strip() for word in part.split(";"))
        weight = next((word[2:] for word in more if word.startswith("q=")), "1")
        try:
            liked[kind] = float(weight)
        except ValueError:
            continue
    json = max((liked.get(kind, 0) for kind in ("application/json", "application/problem+json")), default=0)
    return liked.get("text/html", 0) > 0 and liked["text/html"] >= json


def _page(request: Request, problem: Problem, headers: dict[str, str]) -> Response:
    lang = language(request)
    title, detail = problem["title"], problem["detail"]
    if problem["status"] == 401:
        title = say(m("away-access"), lang)
        detail = say(m("away-access-wrong" if problem["code"] == "token-wrong" else "away-access-none"), lang)
        help_ = _sign_in(request, lang)
    elif problem["status"] == 404 or request.url.path == SIGN_IN:
        help_ = _LINK.format(href=f"/?lang={lang}", text=say(m("away-home"), lang))
    else:
        help_ = _LINK.format(href="", text=say(m("web-retry"), lang))
    page = _PAGE.format(
        lang=lang, title=title, detail=detail, help=help_, code=problem["code"], others=_others(request, lang)
    )
    told = {
        "Content-Security-Policy": POLICY,
        "Cache-Control": "no-store",
        "Vary": "Accept, Accept-Language, Cookie",
        # With `no-referrer` a browser does not say that the form is ours.
        "Referrer-Policy": "same-origin",
    }
    return Response(page, problem["status"], {**headers, **told}, media_type="text/html; charset=utf-8")


def _sign_in(request: Request, lang: Lang) -> Markup:
    words = {name: say(m(f"away-{name}"), lang) for name in ("here", "elsewhere", "label", "send", "after")}
    return _TOKEN.format(action=f"{SIGN_IN}?lang={lang}", next=_address(request), **words)


def _others(request: Request, lang: Lang) -> Markup:
    """The same page in the other languages."""
    links = [
        _OTHER.format(href=_address(request, lang=other), lang=other, text=say(m("away-language"), other))
        for other in LANGS
        if other != lang
    ]
    return Markup(" ").join(links)


def _address(request: Request, **more: str) -> str:
    """What was asked for, without a token in it; of a form, where it leads."""
    path = "/" if request.url.path == SIGN_IN else request.url.path
    query = [(name, value) for name, value in request.query_params.multi_items() if name not in ("token", *more)]
    text = urlencode([*query, *more.items()])
    return safe_address(f"{path}?{text}" if text else path)


def safe_address(text: str) -> str:
    """Return `text` if it is an address inside this service, else `/`."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return "/"
    inside = not parts.scheme and not parts.netloc and text.startswith("/") and not text.startswith("//")
    return text if inside and "\\" not in text and text.isprintable() and len(text) <= 2000 else "/"
