"""Sentences whose values are mistyped, numbered, or told apart by the words around them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.graph_service.graph.sentences.classes import Asked, is_read


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("Les cinq plus gros partenaires de la DREAL", "actor", {"id": "dreal", "limit": "5"}),
        ("top 3 des partenaires de Blois", "actor", {"id": "ville-de-blois", "limit": "3"}),
        ("partenaires de la DREAL, les dix premiers", "actor", {"id": "dreal", "limit": "10"}),
        ("les 20 plus gros liens dans le loiret", "ties", {"limit": "20", "order": "strength", "territory": ["D45"]}),
        ("the 5 latest changes to Bourges Plus", "history", {"id": "bourges-plus", "limit": "5", "order": "latest"}),
        (
            "les 10 principaux acteurs du logement à Tours",
            "who",
            {"limit": "10", "theme": ["habitat_logement"], "territory": ["37261"]},
        ),
        (
            "de Vierzon à Dreux, maximum 3 étapes, deux chemins",
            "paths",
            {"from": "ville-de-vierzon", "to": "ville-de-dreux", "max_hops": "3", "k": "2"},
        ),
        (
            "Vierzon à Dreux en max 4 étapes",
            "paths",
            {"from": "ville-de-vierzon", "to": "ville-de-dreux", "max_hops": "4"},
        ),
        (
            "comment joindre CITERES depuis la CCI, 3 pistes max",
            "paths",
            {"from": "cci", "to": "citeres", "k": "3"},
        ),
        (
            "give me 3 ways to reach the ANRU from Gien, at most 4 steps",
            "paths",
            {"k": "3", "to": "anru", "from": "ville-de-gien", "max_hops": "4"},
        ),
        (
            "two best routes between Blois and Orleans metropole",
            "paths",
            {"k": "2", "from": "ville-de-blois", "to": "orleans-metropole"},
        ),
        ("digital actors 41", "who", {"theme": ["numerique"], "territory": ["D41"]}),
        ("acteurs santé 18", "who", {"theme": ["sante"], "territory": ["D18"]}),
    ],
)
def test_a_number_counts_what_stands_behind_it(asked: Asked, text: str, question: str, values: dict[str, Any]) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("coment joindre l'ANCT depuis Gien", "paths", {"to": "anct", "from": "ville-de-gien"}),
        ("chemain de Gien à Dreux", "paths", {"from": "ville-de-gien", "to": "ville-de-dreux"}),
        ("patenaires de l'ARS depius 2023", "actor", {"id": "ars", "since": "36"}),
        ("il menque qui a vierzon", "gaps", {"territory": ["18279"]}),
        ("vu globale du réseau", "overview", {}),
        ("vue général par teritoire, logement", "overview", {"by": "territory", "theme": ["habitat_logement"]}),
        ("mission d'apui sans université", "gaps", {"project_kind": ["mission_appui"], "actor_kind": ["universite"]}),
        (
            "contrats de vile du Loiret sans bailler",
            "gaps",
            {"project_kind": ["contrat_de_ville"], "territory": ["D45"], "actor_kind": ["bailleur_social"]},
        ),
        ("benificiaries of support missions", "who", {"role": ["beneficiaire"], "project_kind": ["mission_appui"]}),
        ("ki soccupe du numerik a vendome", "who", {"theme": ["numerique"], "territory": ["41269"]}),
        ("avec ki travail la dreal", "actor", {"id": "dreal"}),
        ("ki bosse avec ki a blois", "ties", {"territory": ["41018"]}),
        (
            "wich asociations work on helth in Tours",
            "who",
            {"actor_kind": ["association"], "theme": ["sante"], "territory": ["37261"]},
        ),
        (
            "comunes doing housing, Eure et Loir",
            "who",
            {"actor_kind": ["commune"], "theme": ["habitat_logement"], "territory": ["D28"]},
        ),
        ("mobility authorities in the Loiret", "who", {"actor_kind": ["aom"], "territory": ["D45"]}),
    ],
)
def test_typing_errors_and_spellings_by_sound_are_forgiven(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        (
            "operateurs educationjeunesse departement 28",
            "who",
            {"role": ["operateur"], "theme": ["education_jeunesse"], "territory": ["D28"]},
        ),
        ("stpierre des corps jusqua lanru", "paths", {"from": "ville-de-saint-pierre-des-corps", "to": "anru"}),
        ("acteurs transitionecologique Chartres", "who", {"theme": ["transition_ecologique"], "territory": ["28085"]}),
        (
            "qui travaille sur accesauxdroits à Tours",
            "who",
            {"theme": ["acces_droits_services"], "territory": ["37261"]},
        ),
    ],
)
def test_words_that_were_typed_together_are_told_apart(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("bailleurs du département 41", "who", {"actor_kind": ["bailleur_social"], "territory": ["D41"]}),
        ("associations dans le dpt de l'Indre", "who", {"actor_kind": ["association"], "territory": ["D36"]}),
        ("citizen councils in the Loiret department", "who", {"actor_kind": ["conseil_citoyen"], "territory": ["D45"]}),
        ("les baileurs sociaux du loir et cher", "who", {"actor_kind": ["bailleur_social"], "territory": ["D41"]}),
        ("projets du département du Loiret", "actor", {"id": "cd-45"}),
    ],
)
def test_a_departement_is_a_place_with_or_without_the_word_for_it(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("acteurs numérique Orléans", "who", {"theme": ["numerique"], "territory": ["45234"]}),
        (
            "qui finance des actions sante a chateauroux",
            "who",
            {"role": ["financeur"], "theme": ["sante"], "territory": ["36044"]},
        ),
        ("c koi les assos sur Tours", "who", {"actor_kind": ["association"], "territory": ["37261"]}),
        ("que fait Blois sur le logement", "actor", {"id": "ville-de-blois", "theme": ["habitat_logement"]}),
        ("à quels projets Blois participe comme financeur", "actor", {"id": "ville-de-blois", "role": ["financeur"]}),
        ("does Blois work on housing", "actor", {"id": "ville-de-blois", "theme": ["habitat_logement"]}),
        ("partenaires de Tours sur la santé", "actor", {"id": "ville-de-tours", "theme": ["sante"]}),
    ],
)
def test_a_town_is_a_place_beside_a_theme_and_an_actor_where_it_acts(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("qui siège au CA de Villes au Carré", "project", {"id": "inst-ca"}),
        ("membres du CA", "who", {"role": ["membre"], "project_kind": ["conseil_administration"]}),
        ("la CC de Vierzon travaille avec qui", "actor", {"id": "cc-vierzon"}),
        ("show me the network by department", "overview", {"by": "territory"}),
        ("projects of Gien since last year", "actor", {"id": "ville-de-gien", "since": "12"}),
        ("combien de partenaires a la DREAL", "actor", {"id": "dreal"}),
        ("cherche Saint-Jean", "search", {"text": "Saint-Jean"}),
        ("la fiche de Gien", "actor", {"id": "ville-de-gien"}),
        ("montre la fiche du contrat de ville de Blois", "project", {"id": "cdv-blois-2024"}),
        ("qui a modifié la fiche de Gien", "history", {"id": "ville-de-gien"}),
        ("brief me on CITERES before my 2 pm call, please", "actor", {"id": "citeres"}),
    ],
)
def test_short_words_mean_what_they_say_where_they_stand(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        (
            "experts du renouvellement urbain en région",
            "who",
            {"role": ["expert"], "theme": ["renouvellement_urbain"], "territory": ["R24"]},
        ),
        ("who works on health in the region", "who", {"theme": ["sante"], "territory": ["R24"]}),
        ("landlords across the region", "who", {"actor_kind": ["bailleur_social"], "territory": ["R24"]}),
        ("acteurs de la région sur la mobilité", "who", {"theme": ["mobilite"], "territory": ["R24"]}),
        ("partenaires de la région", "actor", {"id": "region"}),
        ("de Gien à la région", "paths", {"from": "ville-de-gien", "to": "region"}),
        ("que fait la région à Blois", "actor", {"id": "region", "territory": ["41018"]}),
        ("il manque la région à Blois", "gaps", {"actor_kind": ["region"], "territory": ["41018"]}),
        ("la banque des territoires elle fait quoi a vierzon", "actor", {"id": "cdc", "territory": ["18279"]}),
        ("contrats de ville en cours", "who", {"project_kind": ["contrat_de_ville"], "running": "true"}),
    ],
)
def test_the_region_is_the_council_or_the_place_by_what_stands_before_it(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("qui s'ocupe des jeunes a bloi", "who", {"theme": ["education_jeunesse"], "territory": ["41018"]}),
        ("habitat a bourge", "who", {"theme": ["habitat_logement"], "territory": ["18033"]}),
        ("sante a vendom", "who", {"theme": ["sante"], "territory": ["41269"]}),
        (
            "qui finance la culture a chartre",
            "who",
            {"role": ["financeur"], "theme": ["culture_sport"], "territory": ["28085"]},
        ),
        ("qui bosse sur le numérique dans le loire et cher", "who", {"theme": ["numerique"], "territory": ["D41"]}),
        ("assos eure et loire", "who", {"actor_kind": ["association"], "territory": ["D28"]}),
        ("bailleurs indre et loir", "who", {"actor_kind": ["bailleur_social"], "territory": ["D37"]}),
    ],
)
def test_a_mistyped_town_or_departement_is_a_place_as_it_is_when_well_typed(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("partenaires de la préfecture du 41", "actor", {"id": "pref-41"}),
        ("partenaires de la CAF du 41", "actor", {"id": "caf-41"}),
        ("comment joindre la préfecture du 36 depuis Vierzon", "paths", {"to": "pref-36", "from": "ville-de-vierzon"}),
        ("qui travaille avec le conseil départemental du 37", "actor", {"id": "cd-37"}),
        (
            "Gien à DREETS sans passer ni par Agglopolys ni par la préfecture du 41",
            "paths",
            {"from": "ville-de-gien", "to": "dreets", "avoid": ["agglopolys", "pref-41"]},
        ),
    ],
)
def test_a_departements_number_behind_a_body_is_a_part_of_its_name(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("comment relier le collectif A à l'association C", "paths", {"from": "collectif-a", "to": "association-c"}),
        (
            "Val d'Amboise to the Syndicat des mobilités du Blésois, on mobility",
            "paths",
            {"from": "val-amboise", "to": "aom-blois", "theme": ["mobilite"]},
        ),
        ("liens tours joué la riche", "ties", {"among": ["ville-de-joue", "ville-de-la-riche", "ville-de-tours"]}),
        (
            "ties Blois Vendôme Romorantin",
            "ties",
            {"among": ["ville-de-blois", "ville-de-romorantin", "ville-de-vendome"]},
        ),
        ("how to reach the regional council from Issoudun", "paths", {"to": "region", "from": "ville-d-issoudun"}),
        ("cycle mobilisé les habitants, participants", "project", {"id": "cy-mobiliser"}),
        ("combien d'argent pour la hale d'ivry", "project", {"id": "op-ivry"}),
    ],
)
def test_a_name_ends_where_another_begins(asked: Asked, text: str, question: str, values: dict[str, Any]) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("la région finance quoi à Dreux ?", "actor", {"id": "region", "role": ["financeur"], "territory": ["28134"]}),
        ("que finance la région à Blois", "actor", {"id": "region", "role": ["financeur"], "territory": ["41018"]}),
        ("l'ANRU signe quoi à Vierzon", "actor", {"id": "anru", "role": ["signataire"], "territory": ["18279"]}),
        (
            "la banque des territoires porte quoi à Bourges",
            "actor",
            {"id": "cdc", "role": ["porteur"], "territory": ["18033"]},
        ),
        ("what does the DREAL lead in Vierzon", "actor", {"id": "dreal", "role": ["porteur"], "territory": ["18279"]}),
        (
            "does Tours fund anything on health",
            "actor",
            {"id": "ville-de-tours", "role": ["financeur"], "theme": ["sante"]},
        ),
        (
            "bailleur operateur npnru",
            "who",
            {"actor_kind": ["bailleur_social"], "role": ["operateur"], "project_kind": ["nprnu_convention"]},
        ),
    ],
)
def test_who_holds_a_role_by_a_verb_is_asked_about(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        (
            "appel à projets culture 45",
            "who",
            {"project_kind": ["appel_a_projets"], "theme": ["culture_sport"], "territory": ["D45"]},
        ),
        (
            "appels à projets santé Cher porteurs",
            "who",
            {"project_kind": ["appel_a_projets"], "theme": ["sante"], "territory": ["D18"], "role": ["porteur"]},
        ),
        (
            "universities doing action research",
            "who",
            {"actor_kind": ["universite"], "project_kind": ["recherche_action"]},
        ),
        ("la liste des financeurs du contrat de ville de Chartres", "project", {"id": "cdv-chartres-2024"}),
        ("who is in action coeur de ville in Vierzon", "project", {"id": "acv-vierzon"}),
    ],
)
def test_a_term_of_several_words_is_not_taken_apart(
    asked: Asked, text: str, question: str, values: dict[str, Any]
) -> None:
    is_read(asked, text, question, values)
