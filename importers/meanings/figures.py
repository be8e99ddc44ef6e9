"""Cells that are numbers: sums of money, percentages, degrees, counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from graph_service.records import cells as parse
from importers.meanings.cells import Cells
from importers.meanings.evidence import Evidence, between, fit
from importers.sums import without_unit

_NUMBER = re.compile(r"[+-]?[\d\s\u00a0\u202f'’]*\d([.,]\d+)*(e[+-]?\d+)?", re.IGNORECASE)
_MONEY = re.compile(r"€|\beuros?\b|\beur\b|\b(?:k|m|md)€|\dk?€|\$|£|\bchf\b|\x80", re.IGNORECASE)
_UNITS = re.compile(r"€|euro|\beur\b|\x80|\d\s*(?:[kM]|m€|md€|milliers?|millions?|milliards?)\b", re.IGNORECASE)
CENTS = re.compile(r"\d[.,]\d{1,2}")
_THOUSANDS = re.compile(r"\d{1,3}(?:[\s\u00a0\u202f]\d{3})+([.,]\d+)?")
DEGREES = re.compile(r"-?\d{1,3}[.,]\d{3,}")


@lru_cache(maxsize=20_000)
def is_number(text: str) -> bool:
    if _NUMBER.fullmatch(_MONEY.sub("", text.strip().removesuffix("%")).strip()):
        return True
    # `12 k€`, `1,2 million d’euros`
    return bool(_UNITS.search(text)) and bool(_NUMBER.fullmatch(without_unit(text)[0]))


def numbers(cells: Cells, numeric: float) -> Iterator[Evidence]:
    if numeric > 0.7:
        zero_led = cells.share(lambda text: len(text) > 1 and text[0] == "0" and text[1:2].isdigit())
        yield Evidence("number", 2.2 if zero_led < 0.05 else -1, fit("number", numeric))
        money = cells.share(_MONEY.search)
        cents = cells.share(
            lambda text: CENTS.fullmatch(re.sub(r"^.*(?=\d[.,])", "", text)) and not DEGREES.fullmatch(text)
        )
        thousands = cells.share(_THOUSANDS.fullmatch)
        round_ = cells.share(lambda text: re.sub(r"[.,]0+$", "", text)[-2:] in ("00", "50") and len(text) > 2)
        points = 0.5 + between(money, 0, 0.4, 5) + between(cents, 0.1, 0.6, 1.5) + between(thousands, 0, 0.3, 1.5)
        points += between(round_, 0.2, 0.6, 1)
        large = cells.share(lambda text: (parse.number(text) or 0) >= 1000)
        points += between(large, 0.3, 0.7, 1.5)
        if zero_led > 0.3:
            points -= 2
        yield Evidence("amount", points, fit(_money(cells), money) if money > 0.1 else fit("number", numeric))
        if cells.share(lambda text: text.endswith("%")) > 0.4:
            yield Evidence("percent", 6, fit("percent", 1.0))
        for meaning in ("org_name", "person_name", "text", "project_title", "acronym", "link_kind"):
            yield Evidence(meaning, -5)
        for meaning in ("actor_kind", "role", "funding_nature", "funding_terms", "theme", "address"):
            yield Evidence(meaning, -1.5)
        degrees = cells.share(DEGREES.fullmatch)
        for meaning, (low, high), (lowest, highest) in (
            ("lat", (41, 51.6), (-90, 90)),
            ("lon", (-5.6, 10), (-180, 180)),
        ):
            home = cells.share(lambda text, low=low, high=high: _inside(text, low, high))  # type: ignore[misc]
            any_ = cells.share(lambda text, low=lowest, high=highest: _inside(text, low, high))  # type: ignore[misc]
            if any_ < 0.95:
                yield Evidence(meaning, -5)
            elif degrees > 0.7:
                tiny = cells.share(lambda text: _inside(text, -1, 1)) > 0.95
                yield Evidence(meaning, 0.5 if tiny else 2.5 if home > 0.7 else 1, fit(meaning, any_))
        if degrees > 0.7:
            yield Evidence("amount", -1.5)
    elif numeric < 0.3:
        for meaning in ("amount", "number", "lat", "lon", "weight"):
            yield Evidence(meaning, -4)
        if cells.share(lambda text: "%" in text) < 0.3:
            yield Evidence("percent", -2)


CURRENCIES = {"EUR": r"€|\beur(os?)?\b", "USD": r"\$|\busd\b", "GBP": r"£|\bgbp\b", "CHF": r"\bchf\b"}
"""Currencies -> how a cell or a header says one."""
_SAID = {"EUR": "money", "USD": "dollars", "GBP": "pounds", "CHF": "francs"}


def currencies(texts: Iterable[str]) -> list[str]:
    """The currencies that texts name, by their signs or words."""
    said = " ".join(texts)
    return [code for code, sign in CURRENCIES.items() if re.search(sign, said, re.IGNORECASE)]


def _money(cells: Cells) -> str:
    """Which sums most cells hold, by their sign."""
    shares = {code: cells.share(lambda text, code=code: currencies([text]) == [code]) for code in CURRENCIES}  # type: ignore[misc]
    return _SAID[max(shares, key=lambda code: shares[code])]


def _inside(text: str, low: float, high: float) -> bool:
    value = parse.number(text)
    return value is not None and low <= value <= high
