"""Official French identifiers: their canonical form and their keys (docs/method.md#identifiers).

`check(scheme, raw)` is the one entrance. A wrong value is answered with a sentence that says why, and with the
value that was probably meant where one can be named.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from stdnum import luhn

from graph_service.checked import Checked, clip, compact, error, is_crushed, warning
from graph_service.territories import Territories, packaged

__all__ = ["SCHEMES", "Checked", "check"]

LA_POSTE = "356000000"
_COUNTED = "0123456789" * 3, "9876543210" * 3


def siren(raw: str) -> Checked:
    """The nine digits of a legal unit, with their Luhn key."""
    text = compact(raw)
    if re.fullmatch(r"\d{9}", text):
        if _is_placeholder(text[:8]):
            return error("placeholder", value=text)
        return Checked(text) if luhn.is_valid(text) else error("bad_siren_key", value=text)
    if re.fullmatch(r"\d{8}", text) and luhn.is_valid("0" + text):
        return error("lost_zero_number", "0" + text, value=text, proposed="0" + text)
    if re.fullmatch(r"\d{14}", text) and siret(text).value:
        return error("siret_for_siren", text[:9], value=text, proposed=text[:9])
    return error("bad_siren", value=clip(raw))


def siret(raw: str) -> Checked:
    """The fourteen digits of an establishment: a valid SIREN, then five digits, with a Luhn key over all.

    La Poste's establishments ran out of keys: theirs are also valid where the sum of digits is a multiple of 5.
    python-stdnum's `siret` refuses those of La Poste whose Luhn key is right (but the head office's), so the rule
    stands here.
    """
    text = compact(raw)
    if re.fullmatch(r"\d{14}", text):
        post = text.startswith(LA_POSTE) and sum(map(int, text)) % 5 == 0
        right = luhn.is_valid(text[:9]) and (luhn.is_valid(text) or post)
        if not right and text.endswith("00000"):
            # What a spreadsheet makes of 2,43E+13 when it takes that for a number; no establishment has number 00000.
            return warning(None, "crushed_number", value=clip(raw))
        if _is_placeholder(text[:8]) or _is_placeholder(text[:13]):
            return error("placeholder", value=text)
        return Checked(text) if right else error("bad_siret_key", value=text)
    if re.fullmatch(r"\d{13}", text) and siret("0" + text).value:
        return error("lost_zero_number", "0" + text, value=text, proposed="0" + text)
    if re.fullmatch(r"\d{9}", text) and luhn.is_valid(text):
        return error("siren_for_siret", value=text)
    return error("bad_siret", value=clip(raw))


def _is_placeholder(digits: str) -> bool:
    """Whether digits are one that is repeated, are counted up or down, or begin with more zeros than any number that
    was ever given: what is typed where a number has to be."""
    return len(set(digits)) == 1 or digits.startswith("00000") or any(digits in counted for counted in _COUNTED)


def rna(raw: str) -> Checked:
    """An association's number in the national register: W and nine digits; it has no key."""
    text = compact(raw)
    if re.fullmatch(r"W\d{9}", text):
        return error("placeholder", value=text) if _is_placeholder(text[1:]) else Checked(text)
    if re.fullmatch(r"W9[A-Z]\d{7}", text):
        return warning(text, "unusual_rna", value=text)
    return error("bad_rna", value=clip(raw))


_NUMBERS: dict[str, Callable[[str], Checked]] = {"siren": siren, "siret": siret, "rna": rna}
_PLACES: dict[str, Callable[[Territories, str], Checked]] = {
    "commune": Territories.check_commune,
    "qpv": Territories.check_qpv,
    "epci": Territories.check_epci,
    "departement": Territories.check_departement,
    "region": Territories.check_region,
    "territory": Territories.normalise,
}
SCHEMES = (*_NUMBERS, *_PLACES)


def check(scheme: str, raw: str, territories: Territories | None = None) -> Checked:
    """The canonical value of `raw` under a scheme of SCHEMES. An empty `raw` has no value and no problem."""
    if not raw.strip():
        return Checked(None)
    if is_crushed(raw):
        return warning(None, "crushed_number", value=clip(raw))
    if number := _NUMBERS.get(scheme):
        return number(raw)
    return _PLACES[scheme](territories or packaged(), raw)
