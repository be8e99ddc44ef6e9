"""Values of published files, as they are seen in the wild."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.mapping import values
from tests.deep import rounds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2017-06-10", ["2017-06-10"]),
        ("2017/09/08", ["2017-09-08"]),
        ("06/12/2022", ["2022-12-06"]),
        ("6.12.22", ["2022-12-06"]),
        ("2014", ["2014"]),
        ("2019-0619", ["2019-06-19"]),
        ("20190619", ["2019-06-19"]),
        ("2018-01-01_2018-03-31", ["2018-01-01", "2018-03-31"]),
        ("2017-10-06/2018-06-30", ["2017-10-06", "2018-06-30"]),
        ("28/11/2017\n08/12/2017", ["2017-11-28", "2017-12-08"]),
        ("22/11/2017\nSolde en 2018", ["2017-11-22", "2018"]),
        ("le 1er août 2021", ["2021-08-01"]),
        ("février 2020", ["2020-02"]),
        ("saison 2016-2017", ["2016", "2017"]),
        ("12/2019", ["2019-12"]),
        ("sept. 2023 à juin 2024", ["2023-09", "2024-06"]),
        ("sept. 24", ["2024-09"]),
        ("24 sept. 24", ["2024-09-24"]),
        ("juin '24", ["2024-06"]),
        ("10 et 11 oct. 2024", ["2024-10-10", "2024-10-11"]),
        ("du 10 au 12 octobre 2024", ["2024-10-10", "2024-10-12"]),
        ("janvier-mars 2024", ["2024-01", "2024-03"]),
        ("sept. à juin 2024", ["2023-09", "2024-06"]),
        ("du 1er mars au 30 juin 2024", ["2024-03-01", "2024-06-30"]),
        ("du 01/03 au 30/06/2024", ["2024-03-01", "2024-06-30"]),
        ("du 01/10 au 30/06/2024", ["2023-10-01", "2024-06-30"]),
        ("2023/24", ["2023", "2024"]),
        ("2023-24", ["2023", "2024"]),
        ("2011-12", ["2011-12"]),
        ("T2 2024", ["2024"]),
        ("fin 2025", ["2025"]),
        ("mardi 4 juin 2024 à 14h30", ["2024-06-04"]),
        ("mardi 4 juin 14h", []),
        ("June 10, 2024", ["2024"]),
        ("5 mai", []),
        ("31/02/2019", []),
        ("2022-13-45", []),
        ("échelonné", []),
        ("45032466000000", []),
    ],
)
def test_dates_are_found_as_they_are_written(text: str, found: list[str]) -> None:
    assert values.dates(text) == found


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-2024", "2023", "2024"),
        ("jusqu’au 30/06/2024", "", "2024-06-30"),
        ("jusqu'à fin 2025", "", "2025"),
        ("depuis mai 2022", "2022-05", ""),
        ("en continu", "en continu", ""),
    ],
)
def test_an_interval_has_a_beginning_and_an_end(text: str, first: str, last: str) -> None:
    assert (values.first_date(text), values.last_date(text)) == (first, last)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("50\u00a0000 euros", "50000"),
        ("97\u00a0000euros", "97000"),
        ("26 956,00", "26956,00"),
        ("5\u202f000 €", "5000"),
        ("5 000 \x80", "5000"),
        ("1'250.50 EUR", "1250.50"),
        ("24000.0", "24000.0"),
        ("NC", "NC"),
    ],
)
def test_amounts_lose_their_unit_and_blanks(text: str, read: str) -> None:
    assert values.amount(text) == read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("22460001500511", ("siret", "22460001500511")),
        ("224 900 019 00015'", ("siret", "22490001900015")),
        ("225800010", ("siren", "225800010")),
        ("\u200e187609110", ("siren", "187609110")),
        ("W333216789", ("rna", "W333216789")),
        ("2,43E+13", None),
        ("45032466000000.0", None),
        ("AGORA", None),
        ("", None),
    ],
)
def test_an_identifier_is_known_whatever_its_column_says(text: str, found: tuple[str, str] | None) -> None:
    assert values.identified(text) == found


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ville de Blois", "commune"),
        ("CCAS de Dreux", "commune"),
        ("Conseil Départemental de la Mayenne", "departement"),
        ("Département de Loire-Atlantique", "departement"),
        ("Toulouse Métropole", "metropole"),
        ("CA Bourges Plus", "ca"),
        ("CC du Pays de Gex", "cc"),
        ("Région Centre-Val de Loire", "region"),
        ("CAF 41", "protection_sociale"),
        ("Association Vivre ensemble", "association"),
        ("3F OCCITANIE SA", "entreprise"),
        ("SARL Dupont", "entreprise"),
        ("Université de Tours", "universite"),
        ("Le Petit Théâtre", ""),
    ],
)
def test_a_name_says_its_kind_or_nothing(name: str, kind: str) -> None:
    assert values.kind(name) == kind


def test_places_are_read_by_code_number_or_name() -> None:
    assert [values.departement(text) for text in ("37", "1", "2A", "D37", "Loiret", "99")] == [
        "D37",
        "D01",
        "D2A",
        "D37",
        "D45",
        "",
    ]
    assert [values.region(text) for text in ("24", "BRE-53", "Bretagne")] == ["R24", "R53", "R53"]
    assert [values.commune(text) for text in ("1004", "37261", "99999")] == ["01004", "37261", ""]
    assert values.governed("22490001900015") == "D49"
    assert values.governed("213401722") == "34172"


@rounds(60)
@given(st.text(max_size=60))
def test_no_text_makes_a_reader_fail(text: str) -> None:
    for read in values.READERS.values():
        assert isinstance(read(text), str)
    values.slug(text, text)
    values.problem_of_identifier(text)


@rounds(40)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_is_read_back_in_every_spelling(day: date) -> None:
    for written in ("%Y-%m-%d", "%d/%m/%Y", "%Y/%m/%d", "%Y%m%d"):
        assert values.dates(day.strftime(written)) == [day.isoformat()]
