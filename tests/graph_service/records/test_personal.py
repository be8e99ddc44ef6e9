"""The search for e-mail addresses and telephone numbers: its quick looks pass over nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph_service.records import personal
from tests.deep import rounds

_PIECES = [
    *(
        "jeanne",
        "example",
        "org",
        "@",
        "[at]",
        "(AT)",
        "{Chez}",
        "<chez>",
        "arobase",
        "AROB",
        "&#64;",
        "&#0064;",
        "%40",
    ),
    *(" at ", " AT ", " dot ", " point ", ".", " ", "+33", "0033", "06", "12", "34", "56", "78", "9", "+", "-", "x"),
]


@rounds(300)
@given(st.lists(st.sampled_from(_PIECES), max_size=9).map("".join))
def test_the_quick_looks_pass_over_nothing_that_the_thorough_ones_find(text: str) -> None:
    assert not personal._SPELT.search(text) or personal._MAY_SPELL.search(text)
    assert not personal._PHONE.search(text) or "0" in text or "+" in text
