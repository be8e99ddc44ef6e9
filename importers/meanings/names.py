"""Tells names of persons from names of organisations, by forenames, civilities, legal forms and common words."""

from __future__ import annotations

import re
from functools import lru_cache

from importers.meanings.data import folded, forenames, is_place, values

_LINK = frozenset(
    {
        "de",
        "du",
        "d",
        "des",
        "van",
        "von",
        "der",
        "den",
        "el",
        "al",
        "ben",
        "di",
        "da",
        "dos",
        "le",
        "la",
        "mc",
        "o",
        "jr",
    }
)
_INVERTED = re.compile(r"[^\W\d_][\w'’ .-]*,\s*[^\W\d_][\w'’ .-]*")
_CIVIL = re.compile(
    r"(?:^|[\s(;,/:])(?:M\.|MM\.|Mr\.?|Ms\.?|Dr\.?|Maître|(?i:Mme|Mlle|Mrs\.?|Monsieur|Madame|Mademoiselle))\s+[A-ZÀ-Þ]"
)
_BETWEEN = re.compile(r"\s*(?:[;,/\n|&():]|\bet\b|\band\b|\s[-–]\s)\s*")
_LONGEST_LIST = 300
_GLUED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_MOST_WORDS = 5


@lru_cache(maxsize=50_000)
def is_person(text: str) -> bool:
    """Whether a whole cell is a person's name: `Jeanne Martin`, `MARTIN Jeanne`, `Martin, J. P.`, `Mme Martin`."""
    if not 3 < len(text) < 60 or any(sign.isdigit() for sign in text) or ":" in text:
        return False
    said = folded(_GLUED.sub(" ", text)).split()
    civil = bool(said) and said[0] in values("civilities") and text[:1].isupper()
    words = [word for word in said if word not in values("civilities")]
    bare = [word for word in words if word not in _LINK]
    if not bare or len(words) > _MOST_WORDS or not values("organisations").isdisjoint(words):
        return False
    if civil and len(said) > len(words):
        return len(folded(text.split()[0])) > 1 or text[1:2] == "." or len(bare) > 1
    if not values("not_persons").isdisjoint(bare) or text[:1].islower():
        return False
    if len(bare) < 2:
        return False
    known = [word for word in bare if word in forenames()]
    if known:
        return len(bare) <= 4 and not is_place(text)
    return bool(_INVERTED.fullmatch(text)) and any(len(word) == 1 for word in bare)


@lru_cache(maxsize=50_000)
def is_forename(text: str) -> bool:
    """Whether a cell is one or two forenames and nothing else: `Jeanne`, `Marie-Claude`, `J.-P.` is not."""
    words = folded(text).split()
    return 0 < len(words) <= 3 and _given(words, text)


def _given(words: list[str], text: str) -> bool:
    initials = [word for word in words if len(word) == 1]
    known = all(word in forenames() for word in words if len(word) > 1)
    return known and (len(initials) < len(words) or "." in text) and not any(sign.isdigit() for sign in text)


@lru_cache(maxsize=50_000)
def has_civility(text: str) -> bool:
    """Whether a short cell begins as one addresses a person: `Mme Martin`, `MlleBaptistine`."""
    words = folded(_GLUED.sub(" ", text)).split()
    civil = values("civilities") - {"m", "me", "pr", "dr"}
    return 1 < len(words) < 5 and (words[0] in civil or bool(_CIVIL.match(text))) and not is_organisation(text)


@lru_cache(maxsize=50_000)
def is_organisation(text: str) -> bool:
    """Whether a name holds a word that organisations bear: a legal form, a kind of body; of what bodies do
    (`sport`, `culture`) only among two other words. A bare kind (`Association`) is no name."""
    words = folded(text).split()
    if is_kind(text):
        return False
    # What a body is stands at the beginning of its name, or at the end; in a sentence it stands anywhere.
    ends = {*words[:3], *words[-2:]}
    return not values("organisations").isdisjoint(ends) or (len(words) > 2 and not values("themes").isdisjoint(ends))


@lru_cache(maxsize=50_000)
def is_kind(text: str) -> bool:
    """Whether a cell is a kind of organisation, or several: `SARL`, `Association / SCIC`."""
    parts = [folded(part) for part in re.split(r"[/;,]", text)]
    return bool(text) and all(part in values("kinds") for part in parts if part)


@lru_cache(maxsize=50_000)
def addresses_person(text: str) -> bool:
    """Whether a text names a person after a civility: `vu avec Mme Martin`."""
    return bool(_CIVIL.search(text))


@lru_cache(maxsize=50_000)
def begins_as_address(text: str) -> bool:
    """Whether a text begins with a civility and a name, whatever follows: `M. Paul Martin 2`."""
    return bool(_CIVIL.match(text))


@lru_cache(maxsize=50_000)
def lists_person(text: str) -> bool:
    """Whether one part of a cell is a person's name, or all parts are forenames: `DUPONT Marie - CCAS de Tours`,
    `Jeanne Martin ; Karim Haddad`, `Marie, Karim et Sylvie`."""
    parts = [part for part in _BETWEEN.split(text[:_LONGEST_LIST]) if part]
    return len(parts) > 1 and (any(map(is_person, parts)) or all(map(is_forename, parts)))


@lru_cache(maxsize=50_000)
def begins_as_kind(text: str) -> bool:
    """Whether a short cell begins with the word of a kind: `Laboratoire public`, `Société d'économie mixte`."""
    words = folded(text).split()
    return 0 < len(words) < 6 and (words[0] in values("kinds") or words[0] in values("organisations"))
