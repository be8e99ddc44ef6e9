"""Vectors of docs/method.md#identifiers and more, and the laws of a check."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.identifiers import SCHEMES, check
from graph_service.messages import LANGS, codes, say


@pytest.mark.parametrize(
    ("scheme", "raw", "value"),
    [
        ("siren", "732829320", "732829320"),
        ("siren", "200034528", "200034528"),
        ("siren", "200 034\u202f528", "200034528"),
        ("siren", "732.829.320", "732829320"),
        ("siren", "732829320.0", "732829320"),
        ("siren", "213702616", "213702616"),
        ("siren", "214502346", "214502346"),
        ("siren", "214100182", "214100182"),
        ("siren", "211800339", "211800339"),
        ("siren", "211802798", "211802798"),
        ("siret", "73282932000074", "73282932000074"),
        ("siret", "20003452800014", "20003452800014"),
        ("siret", "35600000000048", "35600000000048"),
        ("siret", "35600000009075", "35600000009075"),
        ("rna", "w 372 000 123", "W372000123"),
        ("epci", "243700754", "243700754"),
        ("epci", "244500468", "244500468"),
        ("commune", "37261", "37261"),
        ("commune", "2a004", "2A004"),
        ("qpv", "QP037001", "QP037001"),
        ("qpv", "QP02A001", "QP02A001"),
        ("qpv", "QN03701N", "QN03701N"),
        ("qpv", "qn 99901n", "QN99901N"),
        ("departement", "37", "D37"),
        ("departement", "1", "D01"),
        ("region", "24", "R24"),
    ],
)
def test_a_right_value_is_taken_in_its_canonical_form(scheme: str, raw: str, value: str) -> None:
    checked = check(scheme, raw)
    assert (checked.value, checked.problem) == (value, None)


@pytest.mark.parametrize(
    ("scheme", "raw", "code", "remedy"),
    [
        ("siren", "200034582", "bad_siren_key", None),
        ("siren", "1234", "bad_siren", None),
        ("siren", "73282932000074", "siret_for_siren", "732829320"),
        ("siret", "20003452800041", "bad_siret_key", None),
        ("siret", "732829320", "siren_for_siret", None),
        ("rna", "X123456789", "bad_rna", None),
        ("commune", "1001", "lost_zero", "01001"),
        ("commune", "37000", "postal_code", "37261"),
        ("commune", "99999", "bad_commune", None),
        ("commune", "37999", "unknown_commune", None),
        ("qpv", "QN037N", "bad_qpv", None),
        ("qpv", "QP096001", "qpv_departement", None),
        ("epci", "243700755", "bad_epci", None),
        ("departement", "99", "unknown_departement", None),
        ("region", "12", "unknown_region", None),
    ],
)
def test_a_wrong_value_is_refused_with_its_reason(scheme: str, raw: str, code: str, remedy: str | None) -> None:
    checked = check(scheme, raw)
    assert (checked.value, checked.code, checked.severity, checked.remedy) == (None, code, "error", remedy)


def test_what_cannot_be_checked_is_kept_with_a_warning() -> None:
    assert (check("rna", "W9R1000123").value, check("rna", "W9R1000123").severity) == ("W9R1000123", "warning")
    assert (check("qpv", "QN03701A").value, check("qpv", "QN03701A").code) == ("QN03701A", "unusual_qpv")


@pytest.mark.parametrize("raw", ["2,43E+13", "2.43E+13", "2,43e13", "2 ,43E+13", "2E+08"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_number_crushed_by_the_spreadsheet_is_recognised(scheme: str, raw: str) -> None:
    checked = check(scheme, raw)
    assert (checked.value, checked.code, checked.severity) == (None, "crushed_number", "warning")


def test_a_postal_code_is_named_with_its_town() -> None:
    problem = check("commune", "37000").problem
    assert problem is not None
    assert "Tours (37261)" in say(problem, "fr")


def test_an_empty_cell_has_no_value_and_no_problem() -> None:
    assert check("siren", "  ") == check("siret", "")


@given(st.sampled_from(SCHEMES), st.text(max_size=20) | st.from_regex(r"[0-9QNPRDWZ:AB ]{1,15}", fullmatch=True))
def test_any_text_is_answered_and_a_value_once_taken_is_taken_again(scheme: str, raw: str) -> None:
    checked = check(scheme, raw)
    if checked.value is not None:
        again = check(scheme, checked.value)
        assert again.value == checked.value
    if checked.problem:
        assert all(say(checked.problem, lang) for lang in LANGS)


def test_both_languages_have_the_same_messages() -> None:
    assert codes("fr") == codes("en")


def test_a_siret_that_came_back_from_an_exponent_is_told_as_crushed() -> None:
    checked = check("siret", "24300000000000")
    assert (checked.value, checked.code, checked.severity) == (None, "crushed_number", "warning")
