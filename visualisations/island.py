"""Puts data into a page as JSON in a `script` element that does not run; the page's own script parses it."""

from __future__ import annotations

import json
from typing import Any


def json_island(value: Any) -> str:
    """JSON that may stand inside a `script` element: nothing in it can end the element or a line of script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
