"""What a text that is being typed may become."""

from __future__ import annotations

from graph_service.graph import Graph
from graph_service.graph.sentences.completing import MOST, Completion, completions
from graph_service.messages import say
from tests.graph_service.graph.sentences.conftest import ON


def proposed(demo: Graph, text: str, lang: str = "fr") -> list[Completion]:
    with demo.view() as view:
        return completions(view, demo.registry, text, lang, ON)


def test_a_name_alone_opens_its_card(demo: Graph) -> None:
    first = proposed(demo, "vierz")[0]
    assert first.record is not None
    assert first.record.id == "ville-de-vierzon"


def test_what_is_asked_already_stands_first_and_leads_to_its_answer(demo: Graph) -> None:
    first = proposed(demo, "de vierzon à dreux")[0]
    assert first.reading is not None
    assert first.reading.values == {"from": "ville-de-vierzon", "to": "ville-de-dreux"}


def test_the_last_words_of_a_sentence_are_completed_as_a_name(demo: Graph) -> None:
    assert "qui travaille avec Ville de Châteaudun " in [
        each.fills for each in proposed(demo, "qui travaille avec châteaud")
    ]


def test_questions_that_begin_so_are_proposed_with_gaps_in_the_language_of_the_page(demo: Graph) -> None:
    french = [say(each.text, "fr").replace("\u202f", " ") for each in proposed(demo, "comment")]
    assert "Comment … peut rejoindre … ?" in french
    assert "How can … reach …?" in [say(each.text, "en") for each in proposed(demo, "how can", "en")]


def test_a_name_behind_the_first_words_of_a_question_fills_its_first_gap(demo: Graph) -> None:
    found = [each.fills.replace("\u202f", " ") for each in proposed(demo, "comment vier")]
    assert "Comment Ville de Vierzon peut rejoindre … ?" in found


def test_what_a_question_has_a_place_for_is_proposed_first(demo: Graph) -> None:
    assert proposed(demo, "who works on hou", "en")[0].fills == "who works on Housing "
    assert proposed(demo, "qui travaille sur la mob")[0].fills == "qui travaille sur la Mobilité "


def test_no_village_is_proposed_of_which_the_store_says_nothing(demo: Graph) -> None:
    assert not any("Houx" in each.fills for each in proposed(demo, "who works on hou", "en"))


def test_words_with_which_a_name_begins_are_not_said_twice(demo: Graph) -> None:
    fills = [each.fills for each in proposed(demo, "le contrat de ville de ch")]
    assert "le contrat de Ville de Chartres " in fills
    assert not any("contrat de Contrat" in each for each in fills)


def test_a_contract_that_runs_stands_before_one_that_ended(demo: Graph) -> None:
    names = [say(each.text, "fr") for each in proposed(demo, "contrat de ville de vier")]
    assert names[0].startswith("Contrat de ville de Vierzon 2024")


def test_a_letter_that_begins_a_word_is_not_left_out_of_what_is_asked(demo: Graph) -> None:
    assert not any(each.reading for each in proposed(demo, "bailleurs sociaux à t"))


def test_one_letter_proposes_nothing_and_no_text_more_than_fits(demo: Graph) -> None:
    assert proposed(demo, "v") == proposed(demo, " ?") == []
    for text in ("de", "qui", "contrat de ville de", "tours", "a b"):
        assert len(proposed(demo, text)) <= MOST
