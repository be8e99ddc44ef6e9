"""Floors under what the matcher finds among names with known numbers (`make evaluate-matching` prints the table)."""

from __future__ import annotations

import pytest

from tools.evaluate_matching import Measured, anr, loire_atlantique, measure

pytestmark = pytest.mark.needs("shared")


def test_what_is_joined_unasked_is_right_and_what_is_left_to_a_person_mostly() -> None:
    found = {one.evidence: one for one in measure(loire_atlantique())}
    assert (found["equal"].precision, round(found["equal"].recall, 2)) == (1.0, 0.05)
    assert found["bare"].precision >= 0.9
    assert found["bare"].recall >= 0.2
    assert found["acronym"].precision >= 0.88
    assert near(found) >= 0.85


def near(found: dict[str, Measured]) -> float:
    """Of the pairs that only a typing error keeps apart the part that is right."""
    less, more = found["bare"], found["near"]
    assert more.found - less.found >= 30
    return (more.right - less.right) / (more.found - less.found)


def test_names_of_laboratories_are_told_as_well() -> None:
    found = {one.evidence: one for one in measure(anr())}
    # One laboratory often has two numbers: most of these pairs are right all the same.
    assert found["equal"].precision >= 0.95
    assert found["bare"].recall >= 0.12
    assert near(found) >= 0.9
