"""What a sentence asks: what is run, what is offered, and what is never done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_service.graph import Graph
from graph_service.graph.sentences.understanding import Understood, understand
from tests.graph_service.graph.sentences.conftest import ON

Asked = Callable[..., Understood]


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        (
            "de vierzon à dreux sans la région",
            "paths",
            {"from": "ville-de-vierzon", "to": "ville-de-dreux", "avoid": ["region"]},
        ),
        ("qui travail sur la mobilité en indre et loire", "who", {"theme": ["mobilite"], "territory": ["D37"]}),
        ("il manque qui à Blois ?", "gaps", {"territory": ["41018"]}),
        (
            "who leads mobility projects in 41",
            "who",
            {"role": ["porteur"], "theme": ["mobilite"], "territory": ["D41"]},
        ),
        ("tmvl dreal", "paths", {"from": "tours-metropole", "to": "dreal"}),
        ("Dreux", "actor", {"id": "ville-de-dreux"}),
        ("200 033 181", "actor", {"id": "chartres-metropole"}),
        ("acteurs santé in Châteauroux please", "who", {"theme": ["sante"], "territory": ["36044"]}),
    ],
)
def test_a_sentence_is_understood_as_people_type_it(asked: Asked, text: str, question: str, values: object) -> None:
    found = asked(text)
    assert found.runs
    assert (found.readings[0].question.name, found.readings[0].values) == (question, values)


@pytest.mark.parametrize(
    "text",
    [
        "supprime la région",
        "could you please rename the DREAL",
        "envoie la fiche de Blois à la préfecture",
        "quel est le budget de Tours en 2022",
        "population of Indre-et-Loire",
        "numéro de portable du directeur de Val Touraine Habitat",
        "c'est quoi une ORT",
        "salut ça va ? moi oui merci",
        "quel temps fera-t-il à Blois demain",
        "je veux supprimer : la Région",
        "nous renommons : la DREAL",
        "pour supprimer, la Région",
        "la Région, merci de la supprimer",
        "Blois, merci d'effacer",
        "Blois thanks for deleting",
        "",
        "?",
    ],
)
def test_orders_and_what_no_question_tells_are_never_run(asked: Asked, text: str) -> None:
    assert not asked(text).runs


def test_a_word_that_could_matter_and_was_not_read_is_told(asked: Asked) -> None:
    found = asked("supprime la région")
    assert found.offered[0].question.name == "actor"
    assert found.words(found.offered[0].unread) == ["supprime"]


def test_what_is_left_out_and_has_no_parameter_is_no_value(asked: Asked) -> None:
    found = asked("hors Etat, qui travaille sur la tranquillité publique")
    assert not found.runs
    assert {"theme": ["tranquillite_prevention"]} in [each.values for each in found.offered]


def test_around_a_town_offers_the_town_and_what_lies_around_it(asked: Asked) -> None:
    found = asked("experts autour de Gien")
    assert not found.runs
    assert [each.values["territory"] for each in found.offered[:2]] == [["45155"], ["244500211"]]


def test_a_name_of_several_is_offered_with_each(asked: Asked) -> None:
    found = asked("le comité de quartier Saint-Jean")
    assert not found.runs
    assert {each.values.get("id") for each in found.offered} >= {"saint-jean-bourges", "saint-jean-chateauroux"}


def test_of_two_contracts_of_one_town_the_running_one_is_meant_unless_a_word_or_a_day_says_otherwise(
    asked: Asked,
) -> None:
    for text, project in (
        ("qui participe au contrat de ville de Blois", "cdv-blois-2024"),
        ("qui participe à l'ancien contrat de ville de Blois", "cdv-blois-2015"),
        ("qui participe au contrat de ville de Blois 2015-2023", "cdv-blois-2015"),
        ("qui participait au contrat de ville de Blois au 1er mai 2019", "cdv-blois-2015"),
    ):
        assert asked(text).readings[0].values["id"] == project


def test_common_words_are_never_taken_for_misspelt_names(asked: Asked) -> None:
    named = lambda text: {use.value for use in asked(text).offered[0].uses if use.found and use.found.about}  # noqa: E731
    assert named("tous les contrats") == named("la ville") == set()
    found = asked("qui est le maire de Vierzon")
    assert named("qui est le maire de Vierzon") == {"ville-de-vierzon"}
    assert found.words(found.offered[0].unread) == ["maire"]


@pytest.mark.parametrize(
    "text",
    [
        "je prépare le comité de lundi : il manque qui à Blois ?",
        "Bonjour, il manque qui à Blois ? Merci d'avance, Karim",
        "il manque qui à Blois svp, cordialement",
    ],
)
def test_what_is_only_said_around_a_question_hinders_nothing(asked: Asked, text: str) -> None:
    found = asked(text)
    assert found.runs
    assert found.readings[0].values == {"territory": ["41018"]}


def test_of_a_text_that_is_too_long_nothing_is_run_for_its_end_was_not_read(asked: Asked) -> None:
    assert asked("de Vierzon à Dreux").runs
    assert not asked("de Vierzon à Dreux " + "svp " * 80).runs
    assert not asked("de Vierzon à Dreux " + "s'il vous plaît " * 14 + " sans la Région").runs


def test_what_a_scope_may_not_see_is_not_found_and_not_asked(demo: Graph) -> None:
    with demo.view("public") as view:
        found = understand(view, demo.registry, "qui manque au contrat de ville de Blois", ON)
    assert all(each.question.reads.value == "public" for each in found.readings)
    assert "gaps" not in {each.question.name for each in found.readings}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["qui", "sans", "Tours", "de", "à", "37", "2019", "manque", "ou", ",", "ORT", "x"]), max_size=9
    )
)
def test_any_words_give_readings_whose_values_questions_take(demo: Graph, words: list[str]) -> None:
    with demo.view() as view:
        found = understand(view, demo.registry, " ".join(words), ON)
    for each in found.offered:
        known = {parameter.name for parameter in each.question.parameters}
        assert set(each.values) <= known
        spoken = {n for use in each.uses for n in range(use.start, use.end)}
        assert not spoken & set(each.unread)
    if found.runs:
        assert not found.readings[0].unread
        assert not found.readings[0].missing
