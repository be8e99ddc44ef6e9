"""What digests are taken of: one text for one value, whichever encoder writes it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.model import ListDigest, RecordType, Scope, canonical_json, digest, texts_digest, texts_json
from graph_service.model.statements import fields_json

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


texts = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.sampled_from(Scope))


@given(st.recursive(texts, lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner))))
def test_the_quick_encoder_writes_the_same_where_no_number_has_a_fraction(value: Any) -> None:
    assert texts_json(value) == canonical_json(value)
    assert texts_digest("row", value) == digest("row", value)


@given(st.dictionaries(st.text(), st.one_of(plain, st.lists(st.text()).map(tuple))))
def test_fields_are_written_the_same_with_and_without_fractions(fields: Any) -> None:
    assert fields_json(fields) == canonical_json(fields)


def test_numbers_that_the_quick_encoder_writes_otherwise_are_written_as_ever() -> None:
    fields = {"budget": 1e16, "weight": 1e-07, "size": 2**70}
    assert fields_json(fields) == '{"budget":1e+16,"size":1180591620717411303424,"weight":1e-07}'


def test_half_a_sign_is_refused_by_both() -> None:
    for taken in (digest, texts_digest):
        with pytest.raises(UnicodeEncodeError):
            taken("\ud800")


@pytest.mark.parametrize("many", [0, 1, 2, 9_999, 10_000, 10_001, 20_000])
def test_the_digest_of_a_list_is_the_same_where_its_texts_are_added_one_by_one(many: int) -> None:
    listed = [f"é{n}" for n in range(many)]
    taken = ListDigest("b", [("s", "2020")], ())
    for text in listed:
        taken.add(text)
    assert taken.hexdigest() == texts_digest("b", [("s", "2020")], (), listed)
