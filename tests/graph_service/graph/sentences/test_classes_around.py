"""Sentences in which somebody tells of themselves, thanks or orders: what is around a question hinders nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.graph_service.graph.sentences.classes import Asked, is_read


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        (
            "Je suis stagiaire chez Villes au Carré, pourriez-vous me dire qui finance la santé à Dreux ?",
            "who",
            {"role": ["financeur"], "theme": ["sante"], "territory": ["28134"]},
        ),
        (
            "J'ai rendez-vous demain avec le maire de Gien, il me faut la liste de leurs partenaires",
            "actor",
            {"id": "ville-de-gien"},
        ),
        ("Pour une réunion avec le sous-préfet jeudi, qui manque à Vendôme ?", "gaps", {"territory": ["41269"]}),
        (
            "on prépare une note pour le préfet : qui travaille avec qui sur le logement en Indre-et-Loire ?",
            "ties",
            {"theme": ["habitat_logement"], "territory": ["D37"]},
        ),
        ("une collègue me demande qui pilote le contrat de ville de Bourges", "project", {"id": "cdv-bourges-2024"}),
        (
            "Nouvelle dans l'équipe ! Qui sont les financeurs de la mission d'appui à la jeunesse à Orléans ?",
            "project",
            {"id": "ma-orleans-jeunesse"},
        ),
        ("je débute à la DREAL, quels sont nos partenaires ?", "actor", {"id": "dreal"}),
        (
            "je débute à la dreal, qui s'y connaît en mobilité dans l'Indre ?",
            "who",
            {"theme": ["mobilite"], "territory": ["D36"]},
        ),
        ("j'arrive à la ville de Gien, comment joindre l'ANRU ?", "paths", {"from": "ville-de-gien", "to": "anru"}),
        (
            "Nous sommes à Agglopolys, avec qui on travaille sur la santé ?",
            "actor",
            {"id": "agglopolys", "theme": ["sante"]},
        ),
        (
            "My boss wants to know who funds health projects in Dreux",
            "who",
            {"role": ["financeur"], "theme": ["sante"], "territory": ["28134"]},
        ),
        (
            "I'm new here and trying to figure out who works on mobility in Tours",
            "who",
            {"theme": ["mobilite"], "territory": ["37261"]},
        ),
        ("For a report to the prefect, who are the partners of the ANRU?", "actor", {"id": "anru"}),
        (
            "I've just joined the DREAL, who leads mobility in Tours?",
            "who",
            {"role": ["porteur"], "theme": ["mobilite"], "territory": ["37261"]},
        ),
        (
            "We're organising a seminar on food next month; which associations work on food in the Loiret?",
            "who",
            {"theme": ["alimentation"], "actor_kind": ["association"], "territory": ["D45"]},
        ),
        ("Before my call at 3pm, tell me about CITERES", "actor", {"id": "citeres"}),
    ],
)
def test_what_somebody_tells_of_themselves_hinders_nothing(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    "text",
    [
        "pour une réunion, supprime la DREAL",
        "je prépare un copil, efface la fiche de Blois",
        "my boss wants you to delete the DREAL",
        "Avant le comité, renomme Blois",
        "j'ai une réunion demain, quel temps fera-t-il à Blois",
        "mon collègue du Loiret est nul",
        "le maire de Blois est en colère",
        "je déteste Blois, c'est trop moche",
        "Blois, j'adore",
        "merci pour la réunion à Blois",
        "notre agglo travaille avec qui sur le logement à Tours",
        "hi, how are you today?",
        "appelle la DREAL",
        "rappelle-moi d'appeler la DREAL",
        "remind me to call the DREAL",
        "call the DREAL",
        "oublie Blois",
        "my boss is in Blois",
        "bonne journée à Blois",
        "on doit dissoudre Agglopolys",
        "nous avons vendu la DREAL",
        "je pense que Blois va gagner",
    ],
)
def test_orders_and_opinions_are_never_passed_over_as_told_of_somebody(asked: Asked, text: str) -> None:
    assert not asked(text).runs


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("du coup qui bosse sur l'alimentation à Tours", "who", {"theme": ["alimentation"], "territory": ["37261"]}),
        (
            "tu saurais pas qui travaille sur le numérique à Vendôme ?",
            "who",
            {"theme": ["numerique"], "territory": ["41269"]},
        ),
        ("t'aurais une idée de qui est partenaire de l'ARS", "actor", {"id": "ars"}),
        ("bon alors il manque qui à Gien", "gaps", {"territory": ["45155"]}),
        ("eh bien qui travaille sur la santé dans le Cher ?", "who", {"theme": ["sante"], "territory": ["D18"]}),
        ("rappelle-moi avec qui bosse Bourges Plus", "actor", {"id": "bourges-plus"}),
        (
            "j'aurais besoin de savoir qui finance la culture à Bourges",
            "who",
            {"role": ["financeur"], "theme": ["culture_sport"], "territory": ["18033"]},
        ),
        (
            "je me demande si Tours et Orléans travaillent ensemble",
            "ties",
            {"among": ["ville-d-orleans", "ville-de-tours"]},
        ),
        ("sans indiscrétion qui finance l'action coeur de ville de Vierzon", "project", {"id": "acv-vierzon"}),
        ("concrètement, que fait la DREAL à Vierzon ?", "actor", {"id": "dreal", "territory": ["18279"]}),
        (
            "merci de bien vouloir m'indiquer les signataires du contrat de ville de Chartres",
            "project",
            {"id": "cdv-chartres-2024"},
        ),
        ("Quick question: what are the gaps in Bourges?", "gaps", {"territory": ["18033"]}),
        ("Just wondering who Bourges Plus works with", "actor", {"id": "bourges-plus"}),
        (
            "Sorry to bother you, do you happen to know who works on housing in Dreux?",
            "who",
            {"theme": ["habitat_logement"], "territory": ["28134"]},
        ),
        ("any idea who works on food in Blois", "who", {"theme": ["alimentation"], "territory": ["41018"]}),
    ],
)
def test_polite_and_idle_words_hinder_nothing(asked: Asked, text: str, question: str, values: dict[str, Any]) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("habitante du conseil citoyen depuis peu, qui intervient au Sanitas", "who", {"territory": ["QN99301I"]}),
        (
            "salarié d'un bailleur social à Blois depuis trois ans, qui finance la jeunesse à Dreux",
            "who",
            {"role": ["financeur"], "theme": ["education_jeunesse"], "territory": ["28134"]},
        ),
        (
            "je travaille pour un bailleur social, qui pilote le renouvellement urbain à Dreux",
            "who",
            {"role": ["porteur"], "theme": ["renouvellement_urbain"], "territory": ["28134"]},
        ),
        (
            "je reprends le dossier de Vendôme à la sous-préfecture, quels sont les trous dans la raquette ?",
            "gaps",
            {"territory": ["41269"]},
        ),
        (
            "membre du conseil citoyen E à Blois, j'essaie de savoir comment rencontrer CITERES",
            "paths",
            {"from": "conseil-e", "to": "citeres"},
        ),
        (
            "je travaille à la DREAL depuis deux ans, qui finance la santé à Dreux",
            "who",
            {"role": ["financeur"], "theme": ["sante"], "territory": ["28134"]},
        ),
        (
            "I'm a tenant in Tours, who works on housing in Joué-lès-Tours",
            "who",
            {"theme": ["habitat_logement"], "territory": ["37122"]},
        ),
        (
            "we are Gien, who works on housing in Bourges",
            "who",
            {"theme": ["habitat_logement"], "territory": ["18033"]},
        ),
    ],
)
def test_people_who_say_what_they_are_ask_of_nothing_they_say(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("La trésorière demande qui finance le contrat de ville de Blois", "project", {"id": "cdv-blois-2024"}),
        ("des élus veulent savoir qui manque à Vendôme", "gaps", {"territory": ["41269"]}),
        ("notre maire aimerait savoir avec qui travaille l'ANRU", "actor", {"id": "anru"}),
        ("the accountant asks who funds the Bourges city contract", "project", {"id": "cdv-bourges-2024"}),
        (
            "who works on health in Dreux? my director wants to know",
            "who",
            {"theme": ["sante"], "territory": ["28134"]},
        ),
        ("qui pilote l'ORT d'Amboise, celle dont on a parlé au comité", "project", {"id": "ort-amboise"}),
        (
            "the Bourges city contract, the one we discussed last week: who signed it",
            "project",
            {"id": "cdv-bourges-2024"},
        ),
        ("partenaires de la DREAL, c'est pour le conseil d'administration", "actor", {"id": "dreal"}),
        ("je veux montrer la carte du réseau entier à nos nouveaux élus", "overview", {}),
        ("partners of CITERES, it's for the annual report", "actor", {"id": "citeres"}),
    ],
)
def test_who_asked_and_what_it_is_for_hinder_nothing_wherever_they_stand(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("Gien : cette commune travaille avec qui", "actor", {"id": "ville-de-gien"}),
        ("CITERES, ce laboratoire est partenaire de qui", "actor", {"id": "citeres"}),
        ("le contrat de ville de Dreux : qui finance ce contrat", "project", {"id": "cdv-dreux-2024"}),
        (
            "il me faut une fiche sur le département du Cher : les partenaires de cette collectivité",
            "actor",
            {"id": "cd-18"},
        ),
    ],
)
def test_a_kind_that_speaks_again_of_a_record_is_no_filter(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        (
            "qui pourrait me mettre en relation avec l'INSA, je suis à Vierzon",
            "paths",
            {"to": "insa", "from": "ville-de-vierzon"},
        ),
        ("connect me to CITERES, I'm from Gien", "paths", {"to": "citeres", "from": "ville-de-gien"}),
        ("this is Gien, who can introduce us to the ANCT", "paths", {"from": "ville-de-gien", "to": "anct"}),
        ("ici la mairie de Gien, comment contacter l'ANCT", "paths", {"from": "ville-de-gien", "to": "anct"}),
    ],
)
def test_a_way_begins_where_somebody_is_from_wherever_it_is_said(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)
