"""Sentences of a class each, as people type them: all are run, and as what they ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph_service.graph.sentences.understanding import Understood

Asked = Callable[..., Understood]


def is_read(asked: Asked, text: str, question: str, values: dict[str, Any]) -> None:
    found = asked(text)
    assert found.runs, [(each.question.name, each.values, found.words(each.unread)) for each in found.offered]
    read = found.readings[0]
    kept = {name: sorted(value) if isinstance(value, list) else value for name, value in read.values.items()}
    assert (read.question.name, kept) == (question, values)


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
