"""Renders pages from templates with one way to escape: text from data never becomes markup."""

from __future__ import annotations

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
