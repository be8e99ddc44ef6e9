"""The language a caller is answered in: `?lang=`, else Accept-Language, else French."""

from __future__ import annotations

from starlette.requests import Request

from graph_service.messages import LANGS, Lang


def language(request: Request) -> Lang:
    asked = request.query_params.get("lang", "")
    if asked in LANGS:
        return asked
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(request.headers.get("accept-language", "").split(",")[:20]):
        tag, _, weight = part.strip().partition(";q=")
        try:
            liked = float(weight or 1)
        except ValueError:
            continue
        if liked > 0:
            wanted.append((-liked, place, tag.split("-")[0].lower()))
    return next((tag for _, _, tag in sorted(wanted) if tag in LANGS), LANGS[0])
