"""Terms of the vocabulary that a text of a file names: `Co-porteur` a role, `Contrat de ville 2024` a kind."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from graph_service.messages import LANGS, say
from graph_service.vocabulary import packaged
from importers.mapping.values import kind as kind_by_name
from importers.meanings.headers import raw_words

_ALSO = {
    "role": {
        "porteur": ["pilote", "chef de file", "chef de projet", "lead", "coordinator", "coordinateur", "coordinatrice",
                    "maitre d ouvrage", "porteuse", "titulaire", "laureat", "grantee", "organisateur"],
        "copilote": ["co porteur", "coporteur", "co pilote"],
        "partenaire": ["partner", "participant", "present", "presente", "associe", "beneficiary", "third party"],
        "financeur": ["cofinanceur", "financement", "funder"],
        "operateur": ["prestataire", "contractor"],
        "membre": ["adherent", "member"],
    },
    "project_kind": {
        "projet": ["action", "project"],
        "evenement": ["evenement", "manifestation", "event"],
        "rencontre": ["reunion", "seminaire", "colloque", "journee", "atelier", "meeting"],
        "reseau_anime": ["reseau"],
        "appel_a_projets": ["appel a projet", "call"],
        "convention": ["convention", "contrat", "contract", "agreement"],
        "comite_pilotage": ["copil", "comite de pilotage"],
        "instance": ["commission", "comite", "conseil", "instance"],
        "publication": ["ouvrage", "article", "rapport"],
    },
    "funding_nature": {
        "subvention": ["grant", "fonctionnement", "investissement", "aide en numeraire"],
        "pret": ["loan"],
        "adhesion": ["cotisation"],
        "prestation": ["marche", "service"],
    },
    "partnership_kind": {"adhesion": ["adherent", "membre"], "convention": ["partenariat"], "lien": ["link", "tie"]},
}  # fmt: skip
"""Words beside the labels of terms, folded, without plural."""


@cache
def _named(category: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """(words, term) of a category, the longest first."""
    found: dict[tuple[str, ...], str] = {}
    for term in packaged().of(category):
        texts = [term.id, *(say(term.label, lang) for lang in LANGS), *_ALSO.get(category, {}).get(term.id, [])]
        for text in texts:
            found.setdefault(_words(text.partition("(")[0]), term.id)
    return tuple(sorted(found.items(), key=lambda each: -len(each[0])))


def _words(text: str) -> tuple[str, ...]:
    return tuple(raw_words(text))


def named_in(category: str, text: str) -> str:
    """The term whose name stands in a text, the longest name first; empty where none does."""
    words = _words(text)
    for phrase, id_ in _named(category):
        if phrase and any(words[at : at + len(phrase)] == phrase for at in range(len(words) - len(phrase) + 1)):
            return id_
    return kind_by_name(text) if category == "actor_kind" else ""


def value_map(category: str, values: Iterable[str]) -> dict[str, str]:
    """Of the values of a column those that name a term, with the term."""
    return {value: found for value in dict.fromkeys(values) if (found := named_in(category, value))}


def terms(category: str) -> list[str]:
    """The ids of a category, to choose from."""
    return [term.id for term in packaged().of(category)]
