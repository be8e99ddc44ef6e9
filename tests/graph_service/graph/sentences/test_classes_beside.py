"""Words side by side of which one tells more of the other, and signs that tell how words are meant."""

from __future__ import annotations

from typing import Any

import pytest

from tests.graph_service.graph.sentences.classes import Asked, is_read


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("aux Provinces à Blois, qui agit pour les jeunes", "who", {"theme": ["education_jeunesse"]}),
        ("que sait-on du comité de quartier Saint-Jean à Bourges", "actor", {"id": "saint-jean-bourges"}),
        ("signatories of ACV agreements", "who", {"role": ["signataire"], "project_kind": ["convention_acv"]}),
        ("conventions NPNRU incomplètes", "gaps", {"project_kind": ["nprnu_convention"]}),
        (
            "qui fait de l'habitat dans l'agglo du pays de Dreux",
            "who",
            {"theme": ["habitat_logement"], "territory": ["200040277"]},
        ),
        ("signataires du contrat de ville d'Orléans, l'ancien", "project", {"id": "cdv-orleans-2015"}),
    ],
)
def test_words_side_by_side_are_one_value(asked: Asked, text: str, question: str, values: dict[str, Any]) -> None:
    read = asked(text).readings[0]
    assert (read.question.name, values.items() <= read.values.items()) == (question, True), read.values
    assert asked(text).runs


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        (
            "sors-moi trois experts de l'alimentation",
            "who",
            {"role": ["expert"], "theme": ["alimentation"], "limit": "3"},
        ),
        ("les 3 lacunes les plus graves du Loiret", "gaps", {"territory": ["D45"], "limit": "3"}),
        (
            "quelles relations entre Tours, Joué-lès-Tours et La Riche, ces trois villes",
            "ties",
            {"among": ["ville-de-joue", "ville-de-la-riche", "ville-de-tours"]},
        ),
        ("acteurs de santé dans lindre", "who", {"theme": ["sante"], "territory": ["D36"]}),
        ("sur l'abitat à Montargis", "who", {"theme": ["habitat_logement"], "territory": ["45208"]}),
        ("la santé à bourgse c'est qui", "who", {"theme": ["sante"], "territory": ["18033"]}),
        (
            "qui s'est mobilsié sur la santé dans le 41",
            "who",
            {"theme": ["sante"], "territory": ["D41"]},
        ),
        (
            "labos ou facs dans une recherche-action",
            "who",
            {"actor_kind": ["laboratoire", "universite"], "project_kind": ["recherche_action"]},
        ),
        (
            "j'habite aux Rottes : qui s'y occupe des jeunes ?",
            "who",
            {"theme": ["education_jeunesse"], "territory": ["QN99404I"]},
        ),
        ("projets dont le nom contient « savoirs »", "search", {"text": "savoirs"}),
        (
            "joindre l'ARS depuis Châlette sans déranger la préfecture du Loiret",
            "paths",
            {"from": "ville-de-chalette", "to": "ars", "avoid": ["pref-45"]},
        ),
        (
            "le maire de Pithiviers doit joindre l'ANCT",
            "paths",
            {"from": "ville-de-pithiviers", "to": "anct"},
        ),
        (
            "nos recherches-actions souffrent-elles d'une absence d'habitants ?",
            "gaps",
            {"project_kind": ["recherche_action"], "actor_kind": ["voix_habitants"]},
        ),
    ],
)
def test_small_words_numbers_and_signs_are_read_as_they_are_meant(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    found = asked(text)
    read = next((each for each in found.readings if each.question.name == question), None)
    assert read is not None, [each.question.name for each in found.readings]
    kept = {name: sorted(value) if isinstance(value, list) else value for name, value in read.values.items()}
    assert values.items() <= kept.items(), kept
    if question != "search":
        is_read(asked, text, question, values)


def test_a_number_that_counts_money_is_no_departement(asked: Asked) -> None:
    found = asked("qui a donné plus de 50 000 € pour le logement à Orléans")
    assert not found.runs
    assert all("D50" not in each.values.get("territory", ()) for each in found.offered)
