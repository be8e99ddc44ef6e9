"""Days, years and stretches of time, as they are typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.graph.sentences.language import languages
from graph_service.graph.sentences.moments import Moment, moments
from graph_service.graph.sentences.tokens import tokens

ON = date(2026, 1, 1)


def longest(text: str, on: date = ON) -> Moment | None:
    """The time that most words of a text say."""
    return max(moments(tokens(text), languages(), on), key=lambda one: one.end - one.start, default=None)


@pytest.mark.parametrize(
    ("text", "as_of", "since"),
    [
        ("en 2019", date(2019, 12, 31), None),
        ("in 2019", date(2019, 12, 31), None),
        ("depuis 2022", None, 48),
        ("since June 2024", None, 19),
        ("depuis le 1er mars 2025", None, 10),
        ("au 1er janvier 2020", date(2020, 1, 1), None),
        ("on 12 March 2021", date(2021, 3, 12), None),
        ("le 05/02/2020", date(2020, 2, 5), None),
        ("2020-02-05", date(2020, 2, 5), None),
        ("mars 2021", date(2021, 3, 31), None),
        ("fin 2021", date(2021, 12, 31), None),
        ("at the beginning of 2021", date(2021, 1, 1), None),
        ("l'an dernier", date(2025, 12, 31), None),
        ("last year", date(2025, 12, 31), None),
        ("il y a deux ans", date(2024, 1, 1), None),
        ("depuis l'été dernier", None, 7),
        ("since last winter", None, 13),
        ("since spring 2024", None, 22),
        ("depuis septembre", None, 4),
        ("depuis le début de l'année", None, 0),
        ("3 years ago", date(2023, 1, 1), None),
        ("ces trois dernières années", None, 36),
        ("over the last six months", None, 6),
        ("entre 2019 et 2021", date(2021, 12, 31), 36),
        ("from 2016 to 2020", date(2020, 12, 31), 60),
        ("2015-2023", date(2023, 12, 31), 108),
    ],
)
def test_a_time_is_read_as_questions_take_it(text: str, as_of: date | None, since: int | None) -> None:
    found = longest(text)
    assert found is not None
    assert (found.as_of, found.since) == (as_of, since)


@pytest.mark.parametrize("text", ["en 2031", "le 31/02/2020", "37", "dans le 41", "1850 habitants"])
def test_what_is_no_past_day_is_no_time(text: str) -> None:
    assert longest(text) is None


@given(st.text(max_size=60), st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_any_text_on_any_day_gives_times_that_questions_take(text: str, on: date) -> None:
    cut = tokens(text)
    for found in moments(cut, languages(), on):
        assert 0 <= found.start < found.end <= len(cut)
        assert found.since is None or 0 <= found.since <= 1200
        assert found.as_of is None or found.as_of <= on or found.since is not None
