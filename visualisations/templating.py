"""Renders pages from templates with one way to escape: text from data never becomes markup. Of a page in one file it
says what may run in it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def environment(folder: str) -> Environment:
    """The templates of a folder of this package. Every value is escaped; a name that a template is not given fails."""
    return Environment(
        loader=PackageLoader("visualisations", folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def policy(scripts: Sequence[str], styles: Iterable[str]) -> str:
    """Return the Content-Security-Policy that lets exactly these blocks run, and nothing be fetched."""

    def hashes(blocks: Iterable[str]) -> str:
        digests = (base64.b64encode(hashlib.sha256(block.encode()).digest()).decode() for block in blocks)
        return " ".join(f"'sha256-{digest}'" for digest in digests)

    return (
        f"default-src 'none'; {f'script-src {hashes(scripts)}; ' if scripts else ''}style-src {hashes(styles)}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
