"""The page that people see where the page itself cannot be made: a sentence and a way to try again, and no script."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from graph_service.messages import Lang, m, say

_PAGE = Markup("""<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Maillage - {title}</title>
<style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:15vh auto;padding:0 1rem;color:#1d2433}}
a{{display:inline-block;padding:.5rem 1rem;background:#1d4ed8;color:#fff;border-radius:.4rem;text-decoration:none}}
small{{color:#5b6472}}</style></head>
<body><main role="alert"><h1>{title}</h1><p>{detail}</p><p><a href="">{retry}</a></p><small>{code}</small></main></body>
</html>
""")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def away(problem: dict[str, Any], lang: Lang) -> Response:
    """A problem document as a page."""
    told = {name: problem[name] for name in ("title", "detail", "code")}
    page = _PAGE.format(lang=lang, retry=say(m("web-retry"), lang), **told)
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    return Response(page, problem["status"], headers, media_type="text/html; charset=utf-8")
