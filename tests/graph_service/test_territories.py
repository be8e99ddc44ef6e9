"""Territories form a graph, not a tree; a file's row wins over the packaged tables."""

from __future__ import annotations

import csv
import gzip
import runpy
from pathlib import Path

import pytest

from graph_service.model import Fact, RecordType, Scope, Value
from graph_service.territories import packaged

FRANCE = packaged()
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "graph_service" / "data" / "territories"


def territory(code: str, **values: Value) -> Fact:
    return Fact(RecordType.TERRITORY, code, {"code": code, **values}, (code,), "s", ("s",), Scope.PUBLIC)


def test_a_commune_lies_in_its_epci_departement_and_region() -> None:
    assert FRANCE.ancestors("37261") == {"37261", "243700754", "D37", "R24"}
    assert FRANCE.name("37261") == "Tours"
    assert FRANCE.level("37261") == "commune"


def test_an_epci_lies_in_the_departement_that_holds_all_of_its_communes() -> None:
    assert FRANCE.ancestors("243700754") == {"243700754", "D37", "R24"}


def test_an_epci_that_spans_two_departements_lies_in_neither() -> None:
    dreux, beauce = "200040277", "200070183"
    assert FRANCE.level(dreux) == "epci"
    assert FRANCE.ancestors(dreux) == {dreux}
    assert FRANCE.departements_of(dreux) == ("D28", "D27")
    assert FRANCE.ancestors(beauce) == {beauce, "R24"}


def test_what_lies_in_an_epci_tells_where_it_lies() -> None:
    for code in FRANCE.tables.communes:
        place = FRANCE.place(code)
        assert place is not None
        around = {code, *place.within}
        for epci in (one for one in place.within if FRANCE.level(one) == "epci"):
            assert FRANCE.ancestors(epci) <= around


def test_an_epci_may_lie_in_a_departement_only_in_part() -> None:
    assert FRANCE.is_partly_in("200040277", "D28")
    assert FRANCE.is_partly_in("200040277", "R24")
    assert not FRANCE.is_partly_in("200040277", "D37")
    assert not FRANCE.is_partly_in("243700754", "D37")


def test_a_priority_neighbourhood_lies_in_the_departement_of_its_code() -> None:
    assert FRANCE.ancestors("QN03701N") == {"QN03701N", "D37", "R24"}
    assert FRANCE.ancestors("QN99901N") == {"QN99901N"}
    assert FRANCE.exists("QP02A001")
    assert not FRANCE.exists("QP096001")


def test_points_are_latitude_then_longitude() -> None:
    latitude, longitude = FRANCE.point("37261") or (0, 0)
    assert (round(latitude), round(longitude)) == (47, 1)
    assert FRANCE.point("R24") is not None
    assert FRANCE.point("Z:nowhere") is None


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("R24", "R24"),
        ("d37", "D37"),
        ("D2A", "D2A"),
        ("243 700 754", "243700754"),
        ("37261", "37261"),
        (" Z:bassin-de-vie ", "Z:bassin-de-vie"),
        ("QN03701N", "QN03701N"),
    ],
)
def test_a_code_is_normalised(raw: str, value: str) -> None:
    assert FRANCE.normalise(raw).value == value
    assert FRANCE.normalise(value).value == value


def test_bare_two_digits_are_refused_with_both_candidates() -> None:
    checked = FRANCE.normalise("24")
    assert (checked.value, checked.code, checked.remedy) == (None, "ambiguous_territory", None)
    assert checked.problem is not None
    assert {"D24 (Dordogne)", "R24 (Centre-Val de Loire)"} == set(checked.problem.args["candidates"].values)
    assert FRANCE.normalise("37").remedy == "D37"


@pytest.mark.parametrize(
    ("raw", "code", "remedy"),
    [
        ("213702616", "siren_of_commune", "37261"),
        ("37000", "postal_code", "37261"),
        ("1001", "lost_zero", "01001"),
        ("D99", "unknown_departement", None),
        ("Zutopia", "bad_territory", None),
        ("Saint-Denis", "several_territories", None),
        ("Paris", "several_territories", None),
        ("", "bad_territory", None),
    ],
)
def test_what_is_no_territory_is_refused_with_what_was_meant(raw: str, code: str, remedy: str | None) -> None:
    checked = FRANCE.normalise(raw)
    assert (checked.value, checked.code, checked.remedy) == (None, code, remedy)


def test_a_former_commune_is_taken_as_the_one_it_became_part_of() -> None:
    old, new = next(iter(FRANCE.tables.present_codes.items()))
    assert (FRANCE.normalise(old).value, FRANCE.normalise(old).severity) == (new, "warning")


def test_a_row_of_the_store_wins_and_leaves_what_it_does_not_say_to_the_tables() -> None:
    mine = FRANCE.extended(
        [
            territory("37261", level="commune", name="Tours (fictif)", population=3),
            territory("Z:sud", level="perimetre_libre", name="Sud", within=("37261",)),
        ]
    )
    assert mine.name("37261") == "Tours (fictif)"
    assert mine.population("37261") == 3
    assert mine.point("37261") == FRANCE.point("37261")
    assert mine.ancestors("Z:sud") == {"Z:sud", "37261", "243700754", "D37", "R24"}
    assert not FRANCE.exists("Z:sud")


def test_a_place_that_the_store_has_a_row_of_is_one_place_by_its_name() -> None:
    own = FRANCE.extended([territory("37261", level="commune", name="Tours")])
    assert own.normalise("Tours").value == "37261"
    assert [code for code, name in own.names() if name == "Tours"] == ["37261"]


def test_a_circle_in_the_rows_of_a_store_ends() -> None:
    mine = FRANCE.extended([territory("Z:a", within=("Z:b",)), territory("Z:b", within=("Z:a",))])
    assert mine.ancestors("Z:a") == {"Z:a", "Z:b"}


def test_what_communes_add_up_to_is_what_the_table_says() -> None:
    """If not, the table of communes changed: `python tools/territories.py`."""
    table = FOLDER / "sums.csv"
    assert runpy.run_path(str(ROOT / "tools" / "territories.py"))["sums"]() == table.read_text("utf-8")


def test_no_cell_of_the_communes_is_quoted() -> None:
    text = gzip.decompress((FOLDER / "communes-france.csv.gz").read_bytes()).decode("utf-8")
    assert list(FRANCE.tables.communes.values()) == list(csv.reader(text.splitlines()))[1:]


def test_a_name_is_told_with_french_quotes_and_kept_as_the_tables_have_it() -> None:
    places = packaged()
    assert places.name("200030385") == "CA de Blois «\u202fAgglopolys\u202f»"
    assert places.listed_name("200030385") == "CA de Blois ''Agglopolys''"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Tours", "37261"),
        ("vierzon", "18279"),
        ("ST PIERRE DES CORPS", "37233"),
        ("Indre-et-Loire", "D37"),
        ("centre val de loire", "R24"),
        ("Tours Métropole Val de Loire", "243700754"),
    ],
)
def test_a_name_that_one_place_alone_bears_is_its_code_and_is_told(name: str, code: str) -> None:
    checked = FRANCE.normalise(name)
    assert (checked.value, checked.code, checked.severity) == (code, "named_territory", "warning")


def test_homonyms_are_told_apart_by_their_departement() -> None:
    problem = FRANCE.normalise("Saint-Denis").problem
    assert problem is not None
    assert "Saint-Denis (93066, Seine-Saint-Denis)" in problem.args["candidates"].values
