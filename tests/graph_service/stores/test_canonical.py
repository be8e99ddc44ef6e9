"""What digests are taken of: one text for one value, whichever encoder writes it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.model import RecordType, Scope, canonical_json

plain = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
    st.sampled_from(Scope),
)
values: st.SearchStrategy[Any] = st.recursive(
    plain, lambda inner: st.one_of(st.lists(inner), st.tuples(inner, inner), st.dictionaries(st.text(), inner))
)


@given(values)
def test_it_is_what_json_writes_with_sorted_keys_and_no_spaces(value: Any) -> None:
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical_json(value) == written


def test_a_value_that_is_none_of_json_is_refused() -> None:
    for value in (float("nan"), float("inf"), {"a": {1, 2}}, RecordType):
        with pytest.raises((ValueError, TypeError)):
            canonical_json(value)
