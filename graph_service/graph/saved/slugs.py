"""Names of files from names that people type: plain letters, safe on every system, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph_service.vocabulary import fold_text

LONGEST = 60
_RESERVED = re.compile(r"con|prn|aux|nul|conin|conout|(com|lpt)[0-9]")
"""What no file of Windows may be called, whatever its ending."""


def slug(name: str) -> str:
    """A name of small letters, digits and hyphens; `carte` where no letter is left."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold_text(name)).strip("-")[:LONGEST].strip("-")
    return f"carte-{plain}".strip("-") if not plain or _RESERVED.fullmatch(plain) else plain


def slugs(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A slug for each name, none of them twice and none that is taken."""
    used = set(taken)
    found = []
    for name in names:
        base = made = slug(name)
        for n in range(2, len(used) + 3):
            if made not in used:
                break
            made = f"{base}-{n}"
        used.add(made)
        found.append(made)
    return found
