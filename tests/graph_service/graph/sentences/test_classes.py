"""Sentences of a class each, as people type them: all are run as what they ask, or offered where they say more."""

from __future__ import annotations

from typing import Any

import pytest

from tests.graph_service.graph.sentences.classes import Asked, is_read


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("contrats de ville sans bailleur", {"project_kind": ["contrat_de_ville"], "actor_kind": ["bailleur_social"]}),
        ("city contracts without the State", {"project_kind": ["contrat_de_ville"], "actor_kind": ["etat"]}),
        ("ORT with no university", {"project_kind": ["ort"], "actor_kind": ["universite"]}),
        ("quelles ORT n'ont aucun bailleur", {"project_kind": ["ort"], "actor_kind": ["bailleur_social"]}),
        ("quels projets n'ont pas d'habitants ?", {"actor_kind": ["voix_habitants"]}),
        ("missions d'appui dépourvues d'université", {"project_kind": ["mission_appui"], "actor_kind": ["universite"]}),
    ],
)
def test_what_is_without_a_kind_of_actor_is_a_gap(asked: Asked, text: str, values: dict[str, Any]) -> None:
    is_read(asked, text, "gaps", values)


@pytest.mark.parametrize(
    "text",
    [
        "quels acteurs n'ont pas de partenaire",
        "quelles villes n'ont pas de contrat de ville",
        "which landlords have no contract",
        "which towns have no landlord",
        "qui travaille sur le logement sans les préfectures",
        "Caisse d'allocations familiales du Cher",
        "CAF du Loiret",
        "collectif d'habitants B",
        "conseil citoyen Z",
        "Comité de quartier Saint-Pierre",
        "préfecture de la Sarthe",
        "la préfecture",
        "Tours et Orléans sur la santé",
        "réseau des bailleurs sociaux",
        "conseils citoyens de la région",
        "partenaires de Blois avant 2020",
        "au moins 3 partenaires de Blois",
        "les acteurs de la santé mentale à Tours",
        "les communes rurales et la mobilité",
    ],
)
def test_what_no_question_takes_is_not_run_as_something_else(asked: Asked, text: str) -> None:
    assert not asked(text).runs


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("projets dans le Loiret", {"territory": ["D45"]}),
        ("quels projets sur la mobilité à Blois", {"theme": ["mobilite"], "territory": ["41018"]}),
        ("which projects are about food", {"theme": ["alimentation"]}),
    ],
)
def test_a_list_of_projects_is_offered_as_who_takes_part(asked: Asked, text: str, values: dict[str, Any]) -> None:
    found = asked(text)
    assert not found.runs
    assert ("who", values) in [(each.question.name, each.values) for each in found.offered]


def test_who_never_worked_with_somebody_is_offered_as_who_did(asked: Asked) -> None:
    found = asked("quelles communes n'ont jamais travaillé avec Villes au Carré ?")
    assert not found.runs
    read = [(each.question.name, each.values) for each in found.offered]
    assert ("actor", {"id": "v2", "actor_kind": ["commune"]}) in read


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        (
            "Salut Karim, tu te rappelles qui portait la recherche-action sur les villes moyennes ?",
            "project",
            {"id": "ra-villes-moyennes"},
        ),
        ("à qui m'adresser pour l'égalité femmes-hommes", "who", {"theme": ["egalite_discriminations"]}),
        (
            "il nous faudrait un labo pour la transition écologique",
            "who",
            {"actor_kind": ["laboratoire"], "theme": ["transition_ecologique"]},
        ),
        (
            "un financeur pour un projet culture à Châteaudun ?",
            "who",
            {"role": ["financeur"], "theme": ["culture_sport"], "territory": ["28088"]},
        ),
        ("need someone for mobility in Bourges", "who", {"theme": ["mobilite"], "territory": ["18033"]}),
        ("who should I talk to about food in Orléans", "who", {"theme": ["alimentation"], "territory": ["45234"]}),
        ("où en est-on de l'ORT d'Amboise", "project", {"id": "ort-amboise"}),
        ("la halle d'Ivry la Bataille, on en est où ?", "project", {"id": "op-ivry"}),
        ("zones blanches du numérique", "gaps", {"theme": ["numerique"]}),
        (
            "quelqu'un connaît-il quelqu'un à l'ARS ? on est à Bourges Plus",
            "paths",
            {"from": "bourges-plus", "to": "ars"},
        ),
        ("put Vierzon in touch with INSA", "paths", {"from": "ville-de-vierzon", "to": "insa"}),
        ("what do we know about CITERES", "actor", {"id": "citeres"}),
        ("who put in the data about Gien", "history", {"id": "ville-de-gien"}),
        ("vos chiffres sortent d'où", "sources", {}),
        ("how do kinds of actors work together on health", "overview", {"by": "kind", "theme": ["sante"]}),
        ('projects with "villes moyennes" in the title', "search", {"type": "project", "text": "villes moyennes"}),
    ],
)
def test_questions_are_asked_by_many_words(asked: Asked, text: str, question: str, values: dict[str, Any]) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    "text",
    [
        "what exactly is a table de quartier",
        "c'est quoi exactement une ORT",
        "ORT c'est quoi",
        "un conseil citoyen, c'est quoi exactement ?",
        "what is an ORT exactly",
        "définition d'un contrat de ville",
        "explique-moi ce qu'est une recherche-action",
        "what does a landlord do",
        "citizen council, what is that?",
        "à quoi sert une table de quartier",
        "NPNRU meaning",
    ],
)
def test_what_a_kind_of_thing_is_is_not_asked_here(asked: Asked, text: str) -> None:
    assert not asked(text).runs


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("c'est quoi l'ANRU", "actor", {"id": "anru"}),
        ("l'ANRU c'est quoi", "actor", {"id": "anru"}),
        ("le contrat de ville de Blois, c'est quoi", "project", {"id": "cdv-blois-2024"}),
    ],
)
def test_what_one_record_is_is_asked(asked: Asked, text: str, question: str, values: dict[str, Any]) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        (
            "is there a landlord with drouais in its name",
            "search",
            {"actor_kind": ["bailleur_social"], "text": "drouais"},
        ),
        ("un bailleur qui a drouais dans son nom", "search", {"actor_kind": ["bailleur_social"], "text": "drouais"}),
        ("un projet qui a jeunesse dans son titre", "search", {"type": "project", "text": "jeunesse"}),
        ("organisations that have berry in their name", "search", {"type": "actor", "text": "berry"}),
    ],
)
def test_a_part_of_a_name_stands_between_words_that_look_for_it(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("le NPNRU de Tours, l'argent vient de qui", "project", {"id": "nprnu-tours"}),
        ("combien dans le contrat de ville de Blois et qui paye", "project", {"id": "cdv-blois-2024"}),
        (
            "combien d'argent dans le contrat de ville de Vierzon et d'où il vient",
            "project",
            {"id": "cdv-vierzon-2024"},
        ),
        ("how much money went into the Bourges city contract, and from whom?", "project", {"id": "cdv-bourges-2024"}),
        ("where does the money of the Blois city contract come from", "project", {"id": "cdv-blois-2024"}),
    ],
)
def test_the_money_of_a_project_is_asked_by_where_it_comes_from(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("landlords that have never worked with the CEDETE lab", "bailleur_social"),
        ("which towns have never worked with the ANRU", "commune"),
        ("associations qui n'ont jamais travaillé avec Bourges Plus", "association"),
    ],
)
def test_what_is_denied_is_offered_without_the_condition(asked: Asked, text: str, kind: str) -> None:
    found = asked(text)
    assert not found.runs
    assert ("who", {"actor_kind": [kind]}) in [(each.question.name, each.values) for each in found.offered]


def test_several_words_of_a_term_say_more_than_one_of_them(asked: Asked) -> None:
    found = asked("University of Orleans, action research only")
    assert found.runs
    assert found.readings[0].values == {"id": "univ-orleans", "project_kind": ["recherche_action"]}


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("trous mobilité 28", "gaps", {"theme": ["mobilite"], "territory": ["D28"]}),
        (
            "manque bailleur contrat ville blois",
            "gaps",
            {"actor_kind": ["bailleur_social"], "project": ["cdv-blois-2024"]},
        ),
        ("carte réseau santé par territoire", "overview", {"theme": ["sante"], "by": "territory"}),
        (
            "gien ars sans anct 3 chemins max 4 étapes",
            "paths",
            {"from": "ville-de-gien", "to": "ars", "avoid": ["anct"], "k": "3", "max_hops": "4"},
        ),
        ("cercle 2 anru", "actor", {"depth": "2", "id": "anru"}),
        ("last changes ANRU", "history", {"order": "latest", "id": "anru"}),
        ("partenaires ars indre", "actor", {"id": "ars", "territory": ["D36"]}),
        (
            "qui a rejoint le contrat de ville de Dreux depuis 2024",
            "who",
            {"project_kind": ["contrat_de_ville"], "territory": ["28134"], "since": "24"},
        ),
        (
            "who should I call about digital inclusion in Vierzon",
            "who",
            {"theme": ["numerique"], "territory": ["18279"]},
        ),
        ("qui bosse le plus avec la DREAL", "actor", {"id": "dreal"}),
    ],
)
def test_few_words_say_a_question(asked: Asked, text: str, question: str, values: dict[str, Any]) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize("text", ["network Loiret", "réseau 37"])
def test_the_network_of_a_place_is_no_kind_of_actor(asked: Asked, text: str) -> None:
    found = asked(text)
    assert not found.runs
    assert "overview" in [each.question.name for each in found.offered]
