"""What people write into cells, and the escape that spreadsheets cannot run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.dates import is_stated
from graph_service.records import cells


@given(st.text(alphabet="'=+-@\t\rab ", max_size=8) | st.text())
def test_the_escape_comes_off_again_and_leaves_no_formula(text: str) -> None:
    escaped = cells.escape(text)
    assert cells.unescape(escaped) == text
    assert not escaped.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2021", "2021"),
        ("2021-02", "2021-02"),
        ("2021-02-28", "2021-02-28"),
        ("28/02/2021", "2021-02-28"),
        ("1/2/2021", "2021-02-01"),
        ("02/2021", "2021-02"),
        ("2021-02-28 00:00:00", "2021-02-28"),
        ("30/02/2021", None),
        ("2021-13", None),
        ("hier", None),
    ],
)
def test_a_date_keeps_its_precision(text: str, value: str | None) -> None:
    assert cells.date(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,56", 1234.56),
        ("1\u202f234,56 €", 1234.56),
        ("1,234.56", 1234.56),
        ("1.234,56", 1234.56),
        ("-5.25", -5.25),
        ("12", 12.0),
        ("1e5", None),
        ("nan", None),
        ("douze", None),
        ("", None),
    ],
)
def test_a_number_may_be_french(text: str, value: float | None) -> None:
    assert cells.number(text) == value


@given(st.text(max_size=12))
def test_a_date_once_read_is_read_the_same_again(text: str) -> None:
    value = cells.date(text)
    assert value is None or (is_stated(value) and cells.date(value) == value)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\\"), min_size=1).map(str.strip).filter(bool)))
def test_a_list_is_read_as_it_was_written(items: list[str]) -> None:
    unique = list(dict.fromkeys(items))
    assert cells.split_list(cells.join_list(unique)) == unique
