"""Puts French articles and prepositions before names and dates: "de la Ville de Vierzon", "du 15/03/2024".

The catalogue calls these as functions: `{ DE($name) }`, `{ DU-JOUR($start) }`. They take words as they stand alone.
A placeholder (`{name}`), which a page fills in itself, keeps the name of the function: `{name:de}`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from graph_service.messages import join_mark, split_mark

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DAY = re.compile(r"\d{2}/\d{2}/\d{4}")
_OWN = ("le", "la", "les")
"""Articles that a name may begin with."""
_VOWELS = frozenset("aeiouy")


def of_name(name: str) -> str:
    """ "de la Ville de Tours", "du Conseil régional", "de l’Université de Tours", "d’Agglopolys"."""
    article, rest = _article(name)
    if article in ("le", "les"):
        return f"{'du' if article == 'le' else 'des'} {rest}"
    return f"de {_joined(article, rest)}" if article else f"d’{rest}" if _elides(rest) else f"de {rest}"


def to_name(name: str) -> str:
    """ "à la Ville de Tours", "au Conseil régional", "à l’Université de Tours", "à Agglopolys"."""
    article, rest = _article(name)
    if article in ("le", "les"):
        return f"{'au' if article == 'le' else 'aux'} {rest}"
    return f"à {_joined(article, rest)}"


def the_name(name: str) -> str:
    """ "la Ville de Tours", "l’Université de Tours", "Agglopolys"."""
    first, _, rest = name.partition(" ")
    # A name that has its own article keeps it as it is written.
    return name if rest and first.lower() in _OWN else _joined(*_article(name))


def first_name(name: str) -> str:
    """`the_name` at the beginning of a sentence: "La Ville de Tours"."""
    text = the_name(name)
    return text[:1].upper() + text[1:]


def first_of_name(name: str) -> str:
    """`of_name` at the beginning of a sentence: "De la Ville de Tours"."""
    text = of_name(name)
    return text[:1].upper() + text[1:]


def from_day(day: str) -> str:
    """ "du 15/03/2024", "de 2024"."""
    return f"du {day}" if _DAY.fullmatch(day) else f"de {day}"


def to_day(day: str) -> str:
    """ "au 15/03/2024", "à 2024"."""
    return f"au {day}" if _DAY.fullmatch(day) else f"à {day}"


def on_day(day: str) -> str:
    """ "le 15/03/2024", "en 2024"."""
    return f"le {day}" if _DAY.fullmatch(day) else f"en {day}"


def since_day(day: str) -> str:
    """ "depuis le 15/03/2024", "depuis 2024"."""
    return f"depuis le {day}" if _DAY.fullmatch(day) else f"depuis {day}"


def until_day(day: str) -> str:
    """ "jusqu’au 15/03/2024", "jusqu’en 2024"."""
    return f"jusqu’au {day}" if _DAY.fullmatch(day) else f"jusqu’en {day}"


_FORMS: Mapping[str, Callable[[str], str]] = {
    "DE": of_name,
    "DE-DEBUT": first_of_name,
    "A": to_name,
    "LE": the_name,
    "LE-DEBUT": first_name,
    "DU-JOUR": from_day,
    "AU-JOUR": to_day,
    "LE-JOUR": on_day,
    "DEPUIS": since_day,
    "JUSQUE": until_day,
}


def functions() -> dict[str, Callable[..., str]]:
    """The forms as functions of the catalogue."""
    return {name: _called(name, form) for name, form in _FORMS.items()}


def _called(name: str, form: Callable[[str], str]) -> Callable[..., str]:
    def call(value: Any) -> str:
        text = str(value)
        if placeholder := _PLACEHOLDER.fullmatch(text):
            return f"{{{placeholder[1]}:{name.lower()}}}"
        bare, mark = split_mark(text)
        return join_mark(form(bare), bare, mark)

    return call


@cache
def words() -> dict[str, list[str]]:
    """The first words of names by the article that they take."""
    found: dict[str, list[str]] = yaml.safe_load((files("graph_service") / "data" / "articles.yaml").read_text("utf-8"))
    return found


@cache
def _articles() -> dict[str, str]:
    taking = {kind: each for kind, each in words().items() if kind not in ("aspirated", "bare")}
    return {word: "l’" if kind == "elided" else kind for kind, each in taking.items() for word in each}


# A sentence asks several times about a name, and an answer about the same names again.
@lru_cache(maxsize=10_000)
def _article(name: str) -> tuple[str, str]:
    """The article of a name, empty where it takes none, and the name without one of its own."""
    first, _, rest = name.partition(" ")
    if rest and first.lower() in ("le", "les"):
        return first.lower(), rest
    folded = fold_words(name)
    if any(folded.startswith(each) for each in words()["bare"]):
        return "", name
    return _articles().get(_folded(first), ""), name


def _joined(article: str, name: str) -> str:
    return f"{article}{name}" if article == "l’" else f"{article} {name}" if article else name


def _elides(name: str) -> bool:
    """Whether "de" is elided before a name: it begins with the sound of a vowel."""
    first = _folded(name.split(" ", 1)[0])
    heard = first.split("-", 1)[0] in words()["aspirated"]
    return not heard and (first[:1] in _VOWELS or first[:1] == "h")


@lru_cache(maxsize=10_000)
def fold_words(name: str) -> str:
    """A name in small letters without accents, its words by one space."""
    return " ".join(map(_folded, name.split()))


def _folded(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
    return plain.replace("œ", "oe").strip(",;:.()«»\"'’")
