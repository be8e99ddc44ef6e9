"""What each column of an unknown table is: by its header, by its cells, by the columns beside it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.messages import LANGS, codes, say
from importers.meanings import MEANINGS, RECORD_MAKING, columns_of, personal_columns
from importers.meanings.cells import sampled

BODIES = (
    "Centre social Argonne",
    "MJC de la Source",
    "Ville de Tours",
    "CCAS de Blois",
    "Régie de quartier du Sanitas",
    "Compagnie du Coin",
)


def told(header: str, cells: Sequence[str]) -> str:
    """The likeliest meaning of a column that stands alone."""
    return columns_of([header], [[cell] for cell in cells])[0].best.meaning


def meanings(table: dict[str, Sequence[str]]) -> dict[str, str]:
    rows = list(zip(*table.values(), strict=True))
    return {column.header: column.best.meaning for column in columns_of(list(table), rows)}


@pytest.mark.parametrize(
    ("cells", "meaning"),
    [
        (["732829320", "552100554", "356000000", "784671695"], "siren"),
        (["73282932000074", "552 100 554 00013", "35600000000048"], "siret"),
        (["W751000123", "W452001234", "W372004567"], "rna"),
        (["2024-01-15", "2023-12-01", "2022-06-30"], "date"),
        (["15/01/2024", "1/12/2023", "30.06.2022"], "date"),
        (["15 janvier 2024", "1er décembre 2023", "30 juin 2022"], "date"),
        (["2017-03-30/2017-05-24", "2018-01-01_2018-12-31", "2019-01-01 au 2019-06-30"], "period"),
        (["12 500 €", "900 €", "3 000,50 €"], "amount"),
        (["50 %", "12,5 %", "100%"], "percent"),
        (["https://a.example.org", "www.b.example.fr", "c.example.com/page"], "url"),
        (["a@example.org", "b.c@example.fr", "d@example.net"], "email"),
        (["01 99 00 00 01", "+33 1 99 00 00 02", "01.99.00.00.03"], "phone"),
        (["3 rue des Lilas", "12 bis avenue Foch", "1, place du Marché"], "address"),
        (["Joué-lès-Tours", "ORLEANS", "St-Pierre-des-Corps", "Blois", "BOURGES CEDEX"], "place_name"),
        (["Indre-et-Loire", "Loiret", "Cher", "Eure-et-Loir"], "place_name"),
        (["37261", "45234", "18033", "41018"], "cog"),
        (["243700754", "244500468", "241800507"], "epci"),
        (["QP037001", "QN04501M", "QP018002"], "qpv"),
        (["0370001A", "0450062B", "0180005C"], "local_id"),
        (list(BODIES), "org_name"),
        (['[{"code": "37261"}]', '[{"code": "45234"}]'], "other"),
        (["France", "Allemagne", "Espagne", "Italie"], "country"),
    ],
)
def test_cells_tell_a_column_whose_header_says_nothing(cells: list[str], meaning: str) -> None:
    assert told("champ_7", cells) == meaning


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("SIRET", "siret"),
        ("Numéro SIRET", "siret"),
        ("siretEtablissement", "siret"),
        ("N° SIREN", "siren"),
        ("Raison sociale", "org_name"),
        ("NOM_BENEFICIAIRE", "org_name"),
        ("Nom de l’organisme", "org_name"),
        ("Organisation name", "org_name"),
        ("Montant voté (€)", "amount"),
        ("amount_awarded", "amount"),
        ("Date de début", "start"),
        ("endDate", "end"),
        ("Exercice budgétaire", "year"),
        ("Code postal", "postcode"),
        ("codepostal", "postcode"),
        ("Code INSEE de la commune", "cog"),
        ("Ville", "place_name"),
        ("Lat.", "lat"),
        ("lon", "lon"),
        ("Courriel", "email"),
        ("Téléphone portable", "phone"),
        ("Prénom", "person_name"),
        ("Président(e)", "person_name"),
        ("Date de naissance", "person_detail"),
        ("Objet de la subvention", "text"),
        ("Thématiques", "theme"),
        ("Forme juridique", "actor_kind"),
        ("Conditions de versement", "funding_terms"),
        ("Référence de la décision", "reference"),
        ("Pourcentage du montant de la subvention", "percent"),
        ("Nombre d'habitants", "number"),
        ("Intitulé du projet", "project_title"),
    ],
)
def test_a_header_tells_an_empty_column(header: str, meaning: str) -> None:
    assert told(header, ["", "", ""]) == meaning


def test_numbers_that_a_spreadsheet_crushed_are_still_seen_as_siret() -> None:
    assert told("idBénéficiaire", ["2,43E+13", "7,17E+13", "8,30E+13"]) == "siret"


def test_random_numbers_of_nine_digits_are_no_siren() -> None:
    assert told("champ", [str(100000007 + 31 * n) for n in range(40)]) != "siren"


def test_small_numbers_are_no_departements() -> None:
    assert told("champ", [str(n) for n in (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 7, 4)]) not in ("dep", "reg")


def test_codes_of_departements_keep_their_meaning_without_zeros_where_the_header_says_so() -> None:
    assert told("insee_dep", ["1", "37", "45", "18", "2A", "971"]) == "dep"


def test_a_cell_that_says_there_is_nothing_says_nothing() -> None:
    assert told("Téléphone", ["Non renseigné", "sans objet", "#N/A", "N/A", "01 99 00 00 01"]) == "phone"


def test_a_nom_beside_a_prenom_is_a_persons_and_beside_a_siret_an_organisations() -> None:
    people = {"Nom": ["MARTIN", "DIALLO", "ROUXEL"], "Prénom": ["Jeanne", "Karim", "Yves"]}
    bodies = {"Nom": ["Alfa", "Coallia", "Emmaüs"], "SIRET": ["73282932000074", "55210055400013", "35600000000048"]}
    assert meanings(people) == {"Nom": "person_name", "Prénom": "person_name"}
    assert meanings(bodies)["Nom"] == "org_name"


def test_a_nom_beside_a_code_of_communes_is_a_place() -> None:
    table = {"code": ["37261", "45234", "18033"], "nom": ["Tours", "Orléans", "Bourges"]}
    assert meanings(table) == {"code": "cog", "nom": "place_name"}


def test_source_and_target_are_ends_of_links_only_together() -> None:
    both = {"Source": ["a", "b"], "Target": ["b", "c"], "Weight": ["1", "4"], "id": ["0", "1"]}
    alone = {"Source": ["INSEE", "DGCL"], "Nom": ["Centre social", "Ville de Tours"]}
    assert meanings(both) == {"Source": "link_from", "Target": "link_to", "Weight": "weight", "id": "other"}
    assert meanings(alone)["Source"] not in ("link_from", "link_to")


def test_years_side_by_side_in_the_header_are_amounts_of_each_year() -> None:
    table = {
        "Structure": BODIES,
        "2023": ["50", "150", "", "50", "300", "150"],
        "2024": ["50", "", "150", "50", "300", "150"],
    }
    assert meanings(table) == {"Structure": "org_name", "2023": "amount", "2024": "amount"}


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        ("Nom de l'attribuant", "funder"),
        ("Nom du financeur", "funder"),
        ("Nom du bénéficiaire", "recipient"),
        ("Recipient name", "recipient"),
        ("Association", "recipient"),
    ],
)
def test_in_a_table_of_grants_the_header_says_who_gives_and_who_receives(header: str, subject: str) -> None:
    columns = columns_of([header, "Montant"], [[name, "1 000 €"] for name in BODIES])
    assert (columns[0].best.meaning, columns[0].best.subject) == ("org_name", subject)


def test_without_amounts_an_organisation_is_just_an_actor() -> None:
    assert columns_of(["Association"], [[name] for name in BODIES])[0].best.subject == "actor"


def test_a_guess_says_its_reasons_in_words_with_the_share_of_cells_that_fit() -> None:
    best = columns_of(["N° SIRET"], [["73282932000074"], ["55210055400013"], ["inconnu"], ["à venir"]])[0].best
    french = [say(reason, "fr") for reason in best.reasons]
    assert best.score > 0.9
    assert "l’en-tête dit «\u00a0no siret\u00a0»" in french
    assert any("66,7\u202f%" in text and "SIRET" in text for text in french), french


def test_the_scores_of_a_column_add_up_to_one_and_fall() -> None:
    guesses = columns_of(["Montant"], [["1000"], ["2000"]])[0].guesses
    assert sum(guess.score for guess in guesses) == pytest.approx(1)
    assert [guess.score for guess in guesses] == sorted((guess.score for guess in guesses), reverse=True)
    assert {guess.meaning for guess in guesses} == set(MEANINGS)


def test_every_meaning_has_a_name_in_both_languages() -> None:
    assert set(MEANINGS) >= RECORD_MAKING
    for lang in LANGS:
        assert {f"meaning-name-{meaning.replace('_', '-')}" for meaning in MEANINGS} <= codes(lang)


CELLS = st.one_of(
    st.text(max_size=30),
    st.from_regex(r"[-+(]?[0-9 ./,_€%:W-]{1,30}", fullmatch=True),
    st.sampled_from(
        ["[]", "{", '{"a": [1, null]}', "Mme", ",", ";;", "- -", "0", "２０２４", "١٢٣", "a@", "@", "D", "rue", "2A"]
    ),
)


@given(st.lists(st.tuples(CELLS, st.lists(CELLS, max_size=4)), min_size=1, max_size=4))
def test_any_texts_are_answered(columns: list[tuple[str, list[str]]]) -> None:
    header = [name for name, _ in columns]
    rows = [[cells[at] if at < len(cells) else "" for _, cells in columns] for at in range(4)]
    found = columns_of(header, rows)
    assert [column.header for column in found] == header
    assert set(personal_columns(header, rows)) <= set(range(len(header)))


def test_a_table_without_rows_or_with_short_rows_is_read_too() -> None:
    assert [column.best.meaning for column in columns_of(["SIREN", "Nom"], [])] == ["siren", "org_name"]
    assert len(columns_of(["SIREN", "Nom", ""], [["732829320"], []])) == 3


def test_of_a_long_table_at_most_a_thousand_rows_are_looked_at_from_all_over() -> None:
    rows = sampled([str(n)] for n in range(100_000))
    assert 500 <= len(rows) <= 1000
    assert int(rows[-1][0]) > 90_000


def test_twenty_columns_of_a_thousand_rows_take_a_moment() -> None:
    """Told in processor time, so that what else the machine does does not count."""
    import time

    rows = [[f"{n} rue des Lilas", f"Association {n}", str(n * 7), "Tours", "2024-01-01"] * 4 for n in range(1000)]
    columns_of(["a"] * 20, rows[:10])  # reads the packaged tables
    start = time.process_time()
    columns_of([f"colonne {n}" for n in range(20)], rows)
    assert time.process_time() - start < 1.5
