"""Words that are left unread: those that change nothing hinder nothing, all others are offered with."""

from __future__ import annotations

from typing import Any

import pytest

from tests.graph_service.graph.sentences.classes import Asked, is_read


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        (
            "quelles assos se sont mouillées pour la santé à Châteauroux",
            "who",
            {"actor_kind": ["association"], "theme": ["sante"], "territory": ["36044"]},
        ),
        ("who had a hand in health in Chartres", "who", {"theme": ["sante"], "territory": ["28085"]}),
        ("quickest way from the INSA to Orléans Métropole", "paths", {"from": "insa", "to": "orleans-metropole"}),
        ("comment joindre l'ARS, élu à Pithiviers, vite", "paths", {"from": "ville-de-pithiviers", "to": "ars"}),
        (
            "les bailleurs que côtoie Orléans Métropole",
            "actor",
            {"id": "orleans-metropole", "actor_kind": ["bailleur_social"]},
        ),
    ],
)
def test_words_that_change_nothing_may_stay_unread(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


def test_words_left_unread_are_shown(asked: Asked) -> None:
    found = asked("quelles assos se sont mouillées pour la santé à Châteauroux")
    assert found.words(found.readings[0].unread) == ["mouillées"]


@pytest.mark.parametrize(
    "text",
    [
        "quel est le budget de la santé à Châteauroux",
        "le numéro de téléphone d'Orléans Métropole",
        "who voted for Orléans Métropole",
        "combien d'habitants à Dreux",
        "nb d'habitants du Sanitas",
        "Blois, j'adore",
        "tu en penses quoi du contrat de ville de Chartres",
        "train Orléans Vierzon ce soir",
        "quel est le meilleur bailleur : Toits du Berry ou Val Touraine Habitat ?",
        "le nom du sous-préfet de Dreux",
        "name of the prefect of Loiret",
        "what does NPNRU stand for",
        "how do you say bailleur social in English",
        "qui va l'emporter aux municipales à Orléans",
        "will the Region go on funding the Bourges city contract after 2030?",
        "anule l'import d'hier",
        "pourquoi la DREAL ne travaille plus avec Bourges Plus",
        "what made CITERES join the ANRU",
        "is Blois nicer than Tours",
        "le contrat de ville de Blois est-il plus solide que celui de Dreux",
        "qui va rejoindre le contrat de ville de Bourges",
        "is Vernouillet going to team up with the ARS",
        "la Région a-t-elle le droit de signer une ORT",
        "que vaut vraiment le contrat de ville de Tours",
        "qu'entend-on par mission d'appui",
        "any housing events in Orléans next spring",
        # A word that is one of the language is no slip of another, and a topic that nobody knows is not dropped.
        "qui travaille sur la pêche à Tours",
        "acteurs du verre à Blois",
        "who works on steel in Tours",
        "who works on bees in Tours",
        "qui travaille sur la religion à Tours",
        "qui travaille sur la chasse à Tours",
        "vienne",
        "partenaires de la DREAL en Vienne",
        "la DREAL a-t-elle menti sur le logement à Tours",
        "qui dénonce le contrat de ville de Blois",
        "which landlords cheat in Tours",
        "les partenaires fâchés avec la région",
        # Who does it is said: somebody asks whom they do it for.
        "qui est financé par la Région",
        "who is paid by the Region",
        "which projects have no residents' council",
        "toits du berry est-il un bailleur sérieux",
        "qui travaille contre la DREAL",
        "qui finance la ville de Tours",
        "who hates INSA",
        "quels acteurs sont poursuivis par la DREAL",
        "will INSA join the contrat de ville de Blois",
        "qui travaillera sur le logement à Blois",
        "qui finance le plus à Tours",
    ],
)
def test_words_that_ask_for_something_else_are_never_left_out(asked: Asked, text: str) -> None:
    assert not asked(text).runs


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("who coud introduce the INSA to the ARS", "paths", {"from": "insa", "to": "ars"}),
        ("les projest du conseil citoyen E", "actor", {"id": "conseil-e"}),
        ("actors with collectif in thier name", "search", {"text": "collectif", "type": "actor"}),
        ("Health, Chartres, rihgt now", "who", {"theme": ["sante"], "territory": ["28085"], "running": "true"}),
    ],
)
def test_a_slip_of_a_word_that_says_nothing_says_nothing(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


def test_what_is_left_out_has_to_be_named(asked: Asked) -> None:
    assert not asked("trajet entre l'INSA et Châteaudun en évitant vile au carré").runs


def test_who_is_to_be_avoided_is_never_offered_as_the_only_one_to_go_by(asked: Asked) -> None:
    found = asked("de Montargis à l'université d'Orléans en évitant la préfecture")
    assert not found.runs
    assert all("actor_kind" not in each.values for each in found.offered if each.question.name == "paths")


def test_an_unknown_name_behind_an_article_is_no_slip(asked: Asked) -> None:
    assert not asked("avec qui travaille l'adil").runs


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("housing in Eure-et-Loir, but not in Dreux", {"theme": ["habitat_logement"], "territory": ["D28"]}),
        ("health partners in Châteauroux, prefectures excluded", {"theme": ["sante"], "territory": ["36044"]}),
        ("le logement en Eure-et-Loir, sauf à Dreux", {"theme": ["habitat_logement"], "territory": ["D28"]}),
    ],
)
def test_a_condition_that_no_parameter_takes_is_left_out_of_what_is_offered(
    asked: Asked, text: str, wanted: dict[str, Any]
) -> None:
    found = asked(text)
    assert not found.runs
    assert ("who", wanted) in [(each.question.name, each.values) for each in found.offered]
