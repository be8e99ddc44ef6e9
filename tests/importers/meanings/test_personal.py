"""Which columns hold people, e-mail addresses or telephone numbers; and that none of organisations is taken for one.

All people here are invented.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from graph_service.messages import say
from importers.meanings import columns_of, personal_columns

PEOPLE = (
    "Jeanne Martin", "Karim Haddad", "Sylvie Vasseur", "Moussa Traoré", "Nathalie Perrot", "Yves Guillou",
    "Aïcha Benali", "Benoît Morvan",
)  # fmt: skip
BODIES = (
    "Centre social Argonne", "MJC de la Source", "Ville d'Orléans", "CCAS de Tours", "Régie de quartier du Sanitas",
    "Val de Loire Habitat", "Compagnie du Coin", "Toits de Touraine",
)  # fmt: skip


def found(header: str, cells: Sequence[str]) -> bool:
    """Whether a column is left out as personal, beside one of organisations that is not."""
    table = list(zip(cells, BODIES, strict=False))
    personal = personal_columns([header, "structure"], table)
    assert 1 not in personal, say(personal[1], "en")
    return 0 in personal


@pytest.mark.parametrize(
    "write",
    [
        lambda given, family: f"{given} {family}",
        lambda given, family: f"{family.upper()} {given}",
        lambda given, family: f"{given} {family.upper()}",
        lambda given, family: f"{family}, {given}",
        lambda given, family: f"{family}, {given[0]}.",
        lambda given, family: f"Mme {family}",
        lambda given, family: f"M. {given} {family}",
        lambda given, family: f"Dr {given} {family}",
        lambda given, family: given,
    ],
)
def test_names_of_people_are_found_without_a_word_from_the_header(write) -> None:  # type: ignore[no-untyped-def]
    assert found("colonne 3", [write(*name.split()) for name in PEOPLE])


@pytest.mark.parametrize(
    "header",
    ["Référent", "Référente", "Contact", "Nom Prénom", "Nom et prénom", "Président(e)", "Maire", "Directrice",
     "Prénoms", "Responsable", "Interlocuteur technique", "Principal investigator", "Contact person", "Dirigeant"],
)  # fmt: skip
def test_headers_that_announce_people_are_believed(header: str) -> None:
    assert found(header, PEOPLE)
    assert found(header, [""] * 8)


@pytest.mark.parametrize(
    "header", ["Courriel", "E-mail", "Tél.", "Portable", "Date de naissance", "Civilité", "Émargement"]
)
def test_headers_that_announce_what_is_personal_are_believed_without_cells(header: str) -> None:
    assert found(header, [""] * 8)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("commentaires", [*[""] * 6, "écrire à j.martin@example.org", "rien"]),
        ("commentaires", [*["à relancer"] * 7, "joindre au 06 12 34 56 78"]),
        ("adresse", [*["3 rue des Lilas 37000 Tours"] * 7, "4 rue du Lac 37000 Tours, tél 01 99 00 00 01"]),
        ("joindre", ["01 99 00 00 01"] * 4 + [""] * 4),
        ("x", ["contact [at] example.org"] * 8),
        ("observations", ["vu avec Mme Martin", *[""] * 7]),
        ("dirigeants", ['[{"nom": "Martin", "prenom": "Jeanne"}]'] * 8),
        ("payload", ['{"acteur": {"contacts": [{"email": "a@example.org"}]}}'] * 8),
        ("contacts", ['["a@example.org"]'] * 8),
        ("bureau", ["Jeanne Martin (présidente), Karim Haddad (trésorier)"] * 8),
        ("porteurs de carte", ["Jeanne Martin, Karim Haddad ; Sylvie Vasseur"] * 8),
        ("équipe", ["Marie, Karim et Sylvie", "Jeanne et Paul"] * 4),
        ("participants", ["MARTIN Jeanne - CCAS de Tours", "HADDAD Karim - MJC", "Sylvie Vasseur (Ville)", "x"] * 2),
        ("IBAN", ["FR76 1234"] * 8),
    ],
)
def test_persons_hidden_in_other_columns_are_found(header: str, cells: list[str]) -> None:
    assert found(header, cells)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Responsable", BODIES),
        ("Contact", BODIES),
        ("Adhérent", BODIES),
        ("Nom", BODIES),
        ("x", BODIES),
        ("école", ["École Jean Moulin", "Collège Louise Michel", "Lycée Jules Ferry", "École Marie Curie"] * 2),
        (
            "association",
            ["Les Amis de Jean", "Saint-Vincent Sports", "Union Pierre", "Club Félix", "Comité Jeanne d’Arc"],
        ),
        ("ville", ["Saint-Vincent", "Martin-Église", "Olivet", "Saint-Jean-de-Braye"] * 2),
        ("adresse", ["3 rue Jean Moulin", "2 avenue Louise Michel", "5 place Marie Curie", "1 quai Paul Bert"] * 2),
        ("membres", ['[{"siren": "217400423", "nom": "Bonneville"}]'] * 8),
        ("code", [f"0{100000000 + 7 * n}" for n in range(8)]),
        ("SIRET", ["73282932000074"] * 8),
        ("période", ["2017-10-06/2018-06-30", "06/10/2017 30/06/2018"] * 4),
        ("date", ["01/02/2024 10:20", "2024-01-02 11:12:13"] * 4),
        ("montant", ["12 345 678,90", "1 234 567 890"] * 4),
        ("objet", ["Aide au fonctionnement", "Festival de printemps"] * 4),
        ("site", ["https://medium.com/@centre", *["https://a.example.org/contact"] * 7]),
    ],
)
def test_columns_of_organisations_places_and_numbers_stay(header: str, cells: list[str]) -> None:
    assert not found(header, cells)


def test_one_telephone_number_among_names_of_organisations_does_not_take_the_column_away() -> None:
    """The guard on texts answers for it: it refuses the file, as before."""
    names = [*BODIES * 5, "SOS Voisins 01 99 00 00 01"]
    assert personal_columns(["Association"], [[name] for name in names]) == {}


def test_an_address_in_the_last_of_many_rows_is_seen() -> None:
    rows = [["à relancer"]] * 30_000 + [["a@example.org"]]
    assert list(personal_columns(["remarques"], rows)) == [0]


def test_a_column_of_people_is_never_proposed_as_one_of_organisations() -> None:
    for header in ("colonne", "Nom", "Association", "Structure", "label", "titulaire"):
        best = columns_of([header], [[name] for name in PEOPLE])[0].best
        assert best.meaning != "org_name", header


def test_the_reason_names_the_column_in_the_readers_language() -> None:
    reason = personal_columns(["Remarques"], [["vu avec Mme Martin"]])[0]
    assert say(reason, "fr") == "«\u00a0Remarques\u00a0»\u00a0: une case nomme une personne"
    assert say(reason, "en") == "“Remarques”: one cell names a person"
