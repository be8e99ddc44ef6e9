"""A bad optional cell is dropped and said; a bad bold cell, kind, role or pair of dates rejects the row."""

from __future__ import annotations

import pytest

from graph_service.messages import LANGS, say
from graph_service.model import RecordType, Value
from graph_service.records.validation import CheckedRecord, check_fields
from graph_service.territories import packaged as packaged_territories
from graph_service.vocabulary import packaged as packaged_vocabulary

ACTOR = {"id": "A1", "name": "Association (fictif)", "kind": "association"}
PROJECT = {"id": "P1", "title": "Projet (fictif)", "kind": "operation"}


def check(
    type_: RecordType, raw: dict[str, str], *, partial: bool = False, themes: tuple[str, ...] = ()
) -> CheckedRecord:
    record = check_fields(type_, raw, packaged_vocabulary(), packaged_territories(), partial=partial, themes=themes)
    for fault in record.faults:
        assert all(say(fault.message, lang) for lang in LANGS)
    return record


def codes(record: CheckedRecord) -> list[tuple[str, str, str]]:
    return [(f.column, f.code, f.severity) for f in record.faults]


def test_a_full_row_becomes_canonical_values() -> None:
    record = check(
        RecordType.ACTOR,
        {
            "id": " A1 ",
            "name": "=Association",
            "kind": "Université",
            "aliases": "Un; Deux ;;Un",
            "siren": "200 034 528",
            "territory": "37261",
            "latitude": "47,39",
            "start": "01/02/2020",
            "website": "",
        },
    )
    assert record.accepted
    assert not record.faults
    assert record.fields == {
        "id": "A1",
        "name": "=Association",
        "kind": "universite",
        "aliases": ("Un", "Deux"),
        "siren": "200034528",
        "territory": "37261",
        "latitude": 47.39,
        "start": "2020-02-01",
    }


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("siret", "2,43E+13", "crushed_number"),
        ("siren", "200034582", "bad_siren_key"),
        ("territory", "37000", "postal_code"),
        ("territory", "24", "ambiguous_territory"),
        ("territory", "Z:nowhere", "unknown_territory"),
        ("latitude", "123", "out_of_range"),
        ("longitude", "east", "bad_number"),
        ("start", "soon", "bad_date"),
    ],
)
def test_a_bad_optional_cell_is_dropped_with_a_warning(column: str, value: str, code: str) -> None:
    record = check(RecordType.ACTOR, {**ACTOR, column: value})
    assert record.accepted
    assert codes(record) == [(column, code, "warning")]
    assert record.fields == ACTOR


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ({"name": ""}, ("name", "missing_value", "error")),
        ({"id": "A/1"}, ("id", "slash_in_id", "error")),
        ({"id": "A\n1"}, ("id", "bad_id", "error")),
        ({"kind": "asociation"}, ("kind", "unknown_kind", "error")),
        ({"start": "2022", "end": "2021-12"}, ("end", "reversed_dates", "error")),
        ({"rank": "1"}, ("rank", "unknown_field", "error")),
    ],
)
def test_a_row_is_rejected_with_its_reason(raw: dict[str, str], fault: tuple[str, str, str]) -> None:
    record = check(RecordType.ACTOR, {**ACTOR, **raw})
    assert not record.accepted
    assert fault in codes(record)


def test_an_unknown_kind_names_the_nearest_in_the_asked_language() -> None:
    (fault,) = check(RecordType.ACTOR, {**ACTOR, "kind": "asociation"}).faults
    assert "Association [association]" in say(fault.message, "fr")
    (fault,) = check(RecordType.PARTICIPATION, {"actor": "A", "project": "P", "role": "zzzz"}).faults
    assert (fault.code, "Lead [porteur]" in say(fault.message, "en")) == ("unknown_role", True)


def test_the_same_year_is_no_reversed_pair() -> None:
    assert check(RecordType.PROJECT, {**PROJECT, "start": "2022-06", "end": "2022"}).accepted


def test_unknown_themes_and_territories_leave_a_list_and_the_rest_stays() -> None:
    record = check(
        RecordType.PROJECT,
        {**PROJECT, "themes": "sante; magie; mien", "territories": "D37; 99999; QN99901N"},
        themes=("mien",),
    )
    assert record.fields["themes"] == ("sante", "mien")
    assert record.fields["territories"] == ("D37", "QN99901N")
    assert codes(record) == [("themes", "unknown_theme", "warning"), ("territories", "bad_commune", "warning")]


def test_of_an_edit_only_given_fields_are_checked_and_an_empty_text_empties() -> None:
    record = check(RecordType.ACTOR, {"acronym": "", "aliases": " ", "website": "x.fr"}, partial=True)
    expected: dict[str, Value] = {"acronym": None, "aliases": None, "website": "x.fr"}
    assert record.accepted
    assert record.fields == expected
    assert codes(check(RecordType.ACTOR, {"name": ""}, partial=True)) == [("name", "missing_value", "error")]


def test_a_partnership_takes_its_direction_from_its_kind() -> None:
    ends = {"actor": "A", "partner": "B"}
    assert check(RecordType.PARTNERSHIP, {**ends, "kind": "tutelle"}).fields.get("directed") is True
    assert "directed" not in check(RecordType.PARTNERSHIP, {**ends, "kind": "lien"}).fields
    assert not check(RecordType.PARTNERSHIP, {**ends, "kind": "lien", "directed": "oui"}).accepted


def test_a_territory_row_may_bring_a_code_that_the_tables_do_not_know() -> None:
    assert check(RecordType.TERRITORY, {"code": "Z:sud", "level": "Périmètre libre"}).accepted
    assert check(RecordType.TERRITORY, {"code": "200000009", "level": "epci"}).faults[0].code == "bad_epci"
    assert not check(RecordType.TERRITORY, {"code": "24", "level": "region"}).accepted


def test_a_shown_value_is_cut() -> None:
    (fault,) = check(RecordType.ACTOR, {**ACTOR, "start": "x" * 500}).faults
    assert len(fault.value) == 200


@pytest.mark.parametrize("name", ["\u200b\u200b", "\u2060 \ufeff", "\u00ad", " \u00a0 "])
def test_a_name_of_invisible_signs_is_none(name: str) -> None:
    assert codes(check(RecordType.ACTOR, {**ACTOR, "name": name})) == [("name", "missing_value", "error")]


def test_an_actor_is_no_partner_of_itself() -> None:
    row = {"actor": "A1", "partner": "A1", "kind": "convention"}
    assert codes(check(RecordType.PARTNERSHIP, row)) == [("partner", "partner_of_itself", "error")]


@pytest.mark.parametrize("sign", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_signs_that_turn_a_text_round_are_taken_out_and_told(sign: str) -> None:
    made = check(
        RecordType.ACTOR,
        {"id": "A", "name": f"Club {sign}txt.exe", "kind": "association", "aliases": f"Un{sign} ; Deux"},
    )
    assert (made.fields["name"], made.fields["aliases"]) == ("Club txt.exe", ("Un", "Deux"))
    assert [(fault.column, fault.code) for fault in made.faults] == [
        ("name", "turning_signs"),
        ("aliases", "turning_signs"),
    ]
    right_to_left = "جمعية\u200f تور"
    assert (
        check(RecordType.ACTOR, {"id": "A", "name": right_to_left, "kind": "association"}).fields["name"]
        == right_to_left
    )
