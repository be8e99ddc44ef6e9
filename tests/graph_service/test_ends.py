"""The ends of a relation, drawn from the declaration of records."""

import pytest

from graph_service.model import KEYED, RECORDS, RELATIONS, RecordType, columns, ends, ends_of, member_key

A, P = RecordType.ACTOR, RecordType.PROJECT


@pytest.mark.parametrize("type_", RecordType)
def test_every_end_is_a_column_that_must_be_filled_and_names_an_actor_or_a_project(type_: RecordType) -> None:
    for end in ends(type_):
        assert end in columns(type_)
        assert end.required
        assert RECORDS[type_].model_fields[end.name].is_required()
        assert end.refs
        assert {A, P}.issuperset(end.refs)


def test_a_relation_has_two_ends_and_no_id_and_all_other_records_have_an_id() -> None:
    assert {type_ for type_ in RecordType if len(ends(type_)) == 2} == set(RELATIONS)
    assert set(RELATIONS).isdisjoint(KEYED)
    assert {*RELATIONS, *KEYED} == set(RecordType)


def test_ends_stand_in_the_order_in_which_a_relation_is_read() -> None:
    told = {type_.value: [(end.name, end.refs) for end in ends(type_)] for type_ in RecordType if ends(type_)}
    assert told == {
        "participation": [("actor", (A,)), ("project", (P,))],
        "partnership": [("actor", (A,)), ("partner", (A,))],
        "funding": [("funder", (A,)), ("recipient", (A, P))],
        "function": [("actor", (A,))],
    }


def test_the_key_of_a_relation_begins_with_its_ends() -> None:
    fields = {"actor": "B", "partner": "A", "project": "P", "funder": "B", "recipient": "P", "role": "r", "kind": "k"}
    keys = {type_.value: member_key(type_, fields) for type_ in RELATIONS}
    assert keys == {
        "participation": '["B","P","r",""]',
        # Two partners without a direction are one fact, whichever is named first.
        "partnership": '["A","B","k",""]',
        "funding": '["B","P","",""]',
    }
    assert member_key(RecordType.PARTNERSHIP, {**fields, "directed": True}) == '["B","A","k",""]'


def test_an_end_that_is_not_said_is_not_made_up() -> None:
    assert ends_of(RecordType.ACTOR, {"id": "A"}) == ()
    with pytest.raises(KeyError, match="recipient"):
        ends_of(RecordType.FUNDING, {"funder": "A"})
