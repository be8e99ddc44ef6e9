"""Word lists for reading cells: spreadsheet errors, months, headers of personal data, and words common to all names."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def word_list(name: str) -> list[Any]:
    """The list of this name in `graph_service/data/records/words.yaml`."""
    text = (files("graph_service") / "data" / "records" / "words.yaml").read_text("utf-8")
    found: list[Any] = yaml.safe_load(text)[name]
    return found
