"""Two whole questions that people type in the place of a name: who is missing from a project, and how one actor reaches
another."""

from __future__ import annotations

import re
from collections.abc import Mapping

_MISSING = re.compile(
    r"(?:qui\s+manque|who\s+is\s+missing|who[’']s\s+missing)(?:\s+(?:à|a|au|aux|dans|from|in)(?=\s|$))?\s*(.*)", re.I
)
_PATHS = (
    re.compile(r"comment\s+(?:relier\s+)?(.+?)(?:\s+peut[- ](?:elle|il|on))?\s+(?:rejoindre|joindre|à)\s+(.+)", re.I),
    re.compile(r"how\s+can\s+(.+?)\s+(?:reach|join|be\s+brought\s+to)\s+(.+)", re.I),
)
_ARTICLE = re.compile(r"^(?:(?:le|la|les|un|une|the)\s+|l['’]\s*)", re.I)


def understood(text: str) -> tuple[str, Mapping[str, str]] | None:
    """Return the question that a text asks, with what it says for its parameters; None for what is only a name."""
    plain = re.sub(r"\s*\?\s*$", "", text).strip()
    if missing := _MISSING.fullmatch(plain):
        name = _bare(missing[1])
        return "gaps", {"project": name} if name else {}
    for pattern in _PATHS:
        if found := pattern.fullmatch(plain):
            return "paths", {"from": _bare(found[1]), "to": _bare(found[2])}
    return None


def _bare(text: str) -> str:
    """A name as it is looked for, without the article and the quotes that a sentence puts around it."""
    unquoted = re.sub(r"[\s?«»“”\"]+$|^[«“\"]\s*", "", text)
    return re.sub(r"[\s?«»“”\"]+$|^[«“\"]\s*", "", _ARTICLE.sub("", unquoted)).strip()
