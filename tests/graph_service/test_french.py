"""How names and dates stand in French sentences: articles, contractions and elisions."""

from __future__ import annotations

import pytest

from graph_service import french


@pytest.mark.parametrize(
    ("name", "of", "to", "the"),
    [
        ("Ville de Vierzon", "de la Ville de Vierzon", "à la Ville de Vierzon", "la Ville de Vierzon"),
        ("Université de Tours", "de l’Université de Tours", "à l’Université de Tours", "l’Université de Tours"),
        ("Conseil citoyen", "du Conseil citoyen", "au Conseil citoyen", "le Conseil citoyen"),
        ("État", "de l’État", "à l’État", "l’État"),
        ("Agglopolys", "d’Agglopolys", "à Agglopolys", "Agglopolys"),
        ("Orléans Métropole", "d’Orléans Métropole", "à Orléans Métropole", "Orléans Métropole"),
        ("Tours Métropole", "de Tours Métropole", "à Tours Métropole", "Tours Métropole"),
        ("Villes au Carré", "de Villes au Carré", "à Villes au Carré", "Villes au Carré"),
        (
            "Compagnons bâtisseurs",
            "des Compagnons bâtisseurs",
            "aux Compagnons bâtisseurs",
            "les Compagnons bâtisseurs",
        ),
        ("Les Compagnons", "des Compagnons", "aux Compagnons", "Les Compagnons"),
        ("Le Compa", "du Compa", "au Compa", "Le Compa"),
        ("La Rotonde", "de La Rotonde", "à La Rotonde", "La Rotonde"),
        ("L’Escale", "de L’Escale", "à L’Escale", "L’Escale"),
        ("Habitat 44", "d’Habitat 44", "à Habitat 44", "Habitat 44"),
        (
            "Hauts-de-France Habitat",
            "de Hauts-de-France Habitat",
            "à Hauts-de-France Habitat",
            "Hauts-de-France Habitat",
        ),
        ("CAF de Touraine", "de la CAF de Touraine", "à la CAF de Touraine", "la CAF de Touraine"),
        ("Œuvre du Cher", "d’Œuvre du Cher", "à Œuvre du Cher", "Œuvre du Cher"),
        ("Handicap International", "de Handicap International", "à Handicap International", "Handicap International"),
        ("Hors les murs", "de Hors les murs", "à Hors les murs", "Hors les murs"),
        ("ONF Centre", "de l’ONF Centre", "à l’ONF Centre", "l’ONF Centre"),
        ("Pôle emploi Tours", "de Pôle emploi Tours", "à Pôle emploi Tours", "Pôle emploi Tours"),
        ("LES FRANCAS", "des FRANCAS", "aux FRANCAS", "LES FRANCAS"),
        ("le Relais", "du Relais", "au Relais", "le Relais"),
        ("", "de ", "à ", ""),
    ],
)
def test_a_name_takes_the_article_of_its_first_word(name: str, of: str, to: str, the: str) -> None:
    assert (french.of_name(name), french.to_name(name), french.the_name(name)) == (of, to, the)


def test_a_sentence_begins_with_a_capital() -> None:
    assert french.first_name("Ville de Tours") == "La Ville de Tours"
    assert french.first_name("Université de Tours") == "L’Université de Tours"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (
            "15/03/2024",
            ["du 15/03/2024", "au 15/03/2024", "le 15/03/2024", "depuis le 15/03/2024", "jusqu’au 15/03/2024"],
        ),
        ("2024", ["de 2024", "à 2024", "en 2024", "depuis 2024", "jusqu’en 2024"]),
        ("03/2024", ["de 03/2024", "à 03/2024", "en 03/2024", "depuis 03/2024", "jusqu’en 03/2024"]),
    ],
)
def test_a_whole_date_takes_an_article_and_a_year_none(day: str, said: list[str]) -> None:
    forms = (french.from_day, french.to_day, french.on_day, french.since_day, french.until_day)
    assert [form(day) for form in forms] == said


def test_what_a_page_fills_in_itself_keeps_the_name_of_the_form() -> None:
    functions = french.functions()
    assert functions["DE"]("{from}") == "{from:de}"
    assert functions["LE-DEBUT"]("{name}") == "{name:le-debut}"


def test_no_word_takes_two_articles() -> None:
    kinds = french.words()
    every = [word for kind, each in kinds.items() if kind not in ("aspirated", "bare") for word in each]
    assert sorted(every) == sorted(set(every))
