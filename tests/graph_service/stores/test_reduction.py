"""What a replica says of a log gives its scope, and those below, the facts of the log, and names nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.model import LABELS, SCOPES, STAFF, Batch, Op, RecordType, Scope, Statement, columns, row
from graph_service.stores.fold import Facts, packaged_rules
from graph_service.stores.fold.reach import identity_of
from graph_service.stores.reduction import NOBODY, reduce
from tests.graph_service.stores.logs import Log, batch_of, fold_log, logs

A, P, PART = RecordType.ACTOR, RecordType.PROJECT, RecordType.PARTICIPATION
PUBLIC, PARTNERS, INTERNAL = Scope
shared = pytest.mark.parametrize("scope", [PUBLIC, PARTNERS])


def told(facts: Facts) -> dict[str, str]:
    """Facts with all that is told of them: values and those that lost, sources, who sees them. The version is a digest
    of it."""
    return {f"{type_}:{id_}": fact.body for (type_, id_), fact in facts.items()}


def visibilities(facts: Facts) -> dict[object, Scope]:
    return {key: fact.visibility for key, fact in facts.items()}


def contents(facts: Facts) -> list[str]:
    return sorted(fact.content_hash for fact in facts.values())


def held(log: Log, scope: Scope) -> dict[Scope, Facts]:
    """The facts of a replica."""
    return fold_log([(Batch("copy"), reduce(log, scope).says)])


def named(said: Statement) -> Iterator[tuple[tuple[RecordType, ...], str]]:
    """The records that a statement names: what it is about, and what it refers to."""
    for column in columns(said.type):
        value = said.fields.get(column.name)
        if column.refs and value is not None:
            yield from ((column.refs, id_) for id_ in (value if isinstance(value, tuple) else (str(value),)))
    yield from (((said.type,), id_) for id_ in said.ids)


def actor(id_: str, visibility: Scope = PUBLIC, **more: object) -> Statement:
    fields = {"id": id_, "name": id_, "kind": "commune", **more}
    return row(A, fields, source="s", visibility=visibility)  # type: ignore[arg-type]


def project(id_: str, visibility: Scope = PUBLIC, **more: object) -> Statement:
    fields = {"id": id_, "title": id_, "kind": "operation", **more}
    return row(P, fields, source="s", visibility=visibility)  # type: ignore[arg-type]


def part(actor_: str, project_: str, source: str = "s", visibility: Scope = PUBLIC) -> Statement:
    return row(PART, {"actor": actor_, "project": project_, "role": "expert"}, source=source, visibility=visibility)


def link(one: str, other: str, visibility: Scope = PUBLIC) -> Statement:
    fields = {"actor": one, "partner": other, "kind": "lien"}
    return row(RecordType.PARTNERSHIP, fields, source="s", visibility=visibility)


def word(op: Op, *ids: str, type_: RecordType = A, visibility: Scope = INTERNAL, **fields: object) -> Statement:
    return Statement(op, type_, STAFF, "", "", visibility, ids, fields)  # type: ignore[arg-type]


@shared
@given(log=logs())
def test_every_scope_up_to_the_replicas_has_the_facts_of_the_log(scope: Scope, log: Log) -> None:
    found, is_ = fold_log(log), held(log, scope)
    for lower in SCOPES:
        if scope.sees(lower):
            assert contents(is_[lower]) == contents(found[lower])
            assert told(is_[lower]) == told(found[lower])


@st.composite
def knots(draw: Any) -> Log:
    """A log of one batch in which everything turns on who is one with whom, for whom, and on what is denied."""
    ids, seen = st.sampled_from(["A", "B", "C"]), st.sampled_from([PUBLIC, PARTNERS])
    numbers = st.sampled_from([None, "W372000001", "W372000002"])
    says: list[Statement] = [project("P")]
    says += [actor(id_, draw(seen), rna=draw(numbers)) for id_ in "ABC"]
    parts = draw(st.lists(st.builds(part, ids, st.just("P"), visibility=seen), max_size=4))
    links = draw(st.lists(st.builds(link, ids, ids, seen), max_size=3))
    relations = [*parts, *links]
    heard = [Op.DENY, Op.DENY, Op.AFFIRM, Op.HIDE]
    for _ in range(draw(st.integers(0, 4))):
        op = draw(st.sampled_from([*heard, Op.SAME, Op.DIFFERENT]))
        if op in (Op.SAME, Op.DIFFERENT):
            says.append(word(op, draw(ids), draw(ids), visibility=draw(seen)))
        else:
            about = draw(st.sampled_from(relations + says[1:4]))
            says.append(word(op, about.ids[0], type_=about.type, visibility=draw(st.sampled_from(Scope))))
    return [batch_of([*relations, *says])]


@given(log=knots())
def test_so_it_is_where_everything_turns_on_who_is_one_with_whom(log: Log) -> None:
    found, is_ = fold_log(log), held(log, PARTNERS)
    for scope in (PUBLIC, PARTNERS):
        assert contents(is_[scope]) == contents(found[scope])
        assert visibilities(is_[scope]) == visibilities(found[scope])


@shared
@given(log=logs())
def test_who_asks_a_replica_for_more_is_shown_what_its_scope_sees(scope: Scope, log: Log) -> None:
    """And labels, with their sources, that a lower scope has a use for and this one has not: the team sees all labels
    of a store."""
    found, is_ = fold_log(log), held(log, scope)
    lower = {key for s in SCOPES if scope.sees(s) for key in found[s]}
    for key, fact in is_[INTERNAL].items():
        if key in found[scope]:
            assert fact.content_hash == found[scope][key].content_hash
        else:
            assert key in lower
            assert fact.type in LABELS | {RecordType.SOURCE}
    assert is_[INTERNAL].keys() >= found[scope].keys()


@shared
@given(log=logs())
def test_a_replica_names_only_what_is_seen(scope: Scope, log: Log) -> None:
    found, rules = fold_log(log), packaged_rules()
    seen = {(type_, key) for s in SCOPES if scope.sees(s) for (type_, _), f in found[s].items() for key in f.keys}
    says = reduce(log, scope).says
    # A source whose row agrees with another's is read from the row.
    speaking = {say.statement.source for say in says if say.statement.op is Op.ROW}
    for say in says:
        said = say.statement
        assert scope.sees(said.visibility)
        for types, id_ in named(said):
            if NOBODY in id_:
                continue  # made up here: see the examples below
            known = any((t, id_) in seen for t in types) or rules.known_theme(id_) or rules.known_territory(id_)
            if identity := identity_of(types[0], id_):
                # A word may name a relation by another record of its end.
                known = known or all(any((t, end) in seen for t in (A, P)) for end in identity[:2])
            speaks = types == (RecordType.SOURCE,) and id_ in speaking
            assert known or speaks, (said, id_)


@shared
@given(log=logs())
def test_a_replica_of_a_replica_is_the_same(scope: Scope, log: Log) -> None:
    again = held([(Batch("copy"), reduce(log, scope).says)], scope)
    assert contents(again[scope]) == contents(fold_log(log)[scope])


# Examples


def said(scope: Scope, *statements: Statement) -> list[Statement]:
    """What a replica says of a log of one batch."""
    return [say.statement for say in reduce([batch_of(statements)], scope).says]


def test_where_everything_is_seen_rows_are_taken_over_as_they_are() -> None:
    rows = [actor("A", succeeds=("B",)), actor("B"), project("P"), part("A", "P"), part("A", "P")]
    assert said(PUBLIC, *rows) == rows


def test_a_list_loses_what_is_not_seen_and_keeps_what_is() -> None:
    hidden = [actor("X", INTERNAL), project("Y", INTERNAL)]
    kept = said(PUBLIC, *hidden, actor("A", succeeds=("X",)), project("P", documents=("A", "X", "Y")))
    assert kept == [actor("A"), project("P", documents=("A",))]


def test_a_list_keeps_for_partners_what_they_see() -> None:
    rows = [actor("X", PARTNERS), actor("A", succeeds=("X",))]
    assert said(PARTNERS, *rows) == rows


def test_what_is_denied_hidden_or_waits_is_not_there_and_neither_is_the_word() -> None:
    rows = [actor("A"), actor("D"), actor("H"), part("A", "nowhere")]
    words = [
        word(Op.DENY, "D"),
        word(Op.HIDE, "H", visibility=INTERNAL),
        word(Op.SET, "D", visibility=PUBLIC, name="d"),
    ]
    assert said(PARTNERS, *rows, *words) == [actor("A")]
    # But for the row that keeps their source there, if nothing else of it is seen.
    (carrier,) = said(PARTNERS, *rows[1:], *words)
    assert set(carrier.fields.values()) == {NOBODY}


def test_what_is_hidden_from_the_public_stays_so_in_the_partners_replica() -> None:
    hide = word(Op.HIDE, "H", visibility=PARTNERS)
    assert said(PARTNERS, actor("H"), hide) == [actor("H"), hide]
    assert "H" not in [one.ids[0] for one in said(PUBLIC, actor("H"), hide)]


def test_a_hiding_of_a_record_that_only_partners_see_raises_what_they_are_told_and_hides_nothing_below() -> None:
    """A is public, and for partners one with H: hidden from the public is H alone."""
    rows = [actor("A", rna="W372000001"), actor("H", PARTNERS, rna="W372000001")]
    log = [batch_of([*rows, word(Op.HIDE, "H", visibility=PARTNERS)])]
    for scope, seen_by in ((PUBLIC, PUBLIC), (PARTNERS, PARTNERS)):
        assert fold_log(log)[scope][A, "A"].visibility is seen_by
        assert told(held(log, PARTNERS)[scope]) == told(fold_log(log)[scope])


def test_a_word_names_only_records_that_are_seen() -> None:
    join = word(Op.SAME, "A", "X", visibility=PUBLIC)
    name = word(Op.SET, "A", "X", visibility=PUBLIC, acronym="a")
    kept = said(PUBLIC, actor("A"), actor("X", INTERNAL), join, name)
    assert kept == [actor("A"), word(Op.SET, "A", visibility=PUBLIC, acronym="a")]


def test_a_correction_that_another_took_the_place_of_is_left_out() -> None:
    old, new = (word(Op.SET, "A", visibility=PUBLIC, name=name, aliases=(name,)) for name in ("secret", "A"))
    assert said(PUBLIC, actor("A", aliases=("secret",)), old, new) == [actor("A"), new]


def test_a_correction_for_partners_takes_no_place_of_one_for_all() -> None:
    old, new = word(Op.SET, "A", visibility=PUBLIC, name="x"), word(Op.SET, "A", visibility=PARTNERS, name="y")
    assert said(PARTNERS, actor("A"), old, new) == [actor("A"), old, new]


def test_a_source_that_is_seen_by_a_row_that_waits_is_still_named() -> None:
    log = [batch_of([actor("A"), part("A", "nowhere", source="t")])]
    carrier = said(PUBLIC, actor("A"), part("A", "nowhere", source="t"))[-1]
    assert (carrier.source, set(carrier.fields.values())) == ("t", {NOBODY})
    assert (RecordType.SOURCE, "t") in held(log, PUBLIC)[PUBLIC]


def test_a_denied_source_whose_rows_are_seen_stays_denied() -> None:
    log = [batch_of([actor("A"), word(Op.DENY, "s", type_=RecordType.SOURCE)])]
    assert held(log, PUBLIC)[PUBLIC].keys() == {(A, "A")}


def test_so_does_one_whose_row_says_what_another_source_says() -> None:
    other = row(A, {"id": "A", "name": "A", "kind": "commune"}, source="t", visibility=PUBLIC)
    rows = [actor("A"), other, word(Op.DENY, "t", type_=RecordType.SOURCE)]
    kept = said(PARTNERS, *rows)
    assert kept[:2] == [actor("A"), other]
    assert {one.ids for one in kept[2:]} == {("t",)}
    facts = held([batch_of(rows)], PARTNERS)
    assert [(RecordType.SOURCE, "t") in facts[scope] for scope in (PUBLIC, PARTNERS)] == [False, False]


def test_what_is_denied_for_partners_only_is_there_for_the_public_and_names_nobody() -> None:
    """A denial of X reaches A where the two are one, which the public does not see."""
    rows = [actor("A", siren="732829320"), actor("X", PARTNERS, siren="732829320"), word(Op.DENY, "X")]
    facts = held([batch_of(rows)], PARTNERS)
    assert ((A, "A") in facts[PUBLIC], (A, "A") in facts[PARTNERS]) == (True, False)
    assert not any("X" in one.ids for one in said(PARTNERS, *rows))


def test_so_is_a_relation() -> None:
    rows = [actor("A", siren="732829320"), actor("X", PARTNERS, siren="732829320"), project("P"), part("A", "P")]
    rows += [part("X", "P", visibility=PARTNERS), word(Op.DENY, part("X", "P").ids[0], type_=PART)]
    log = [batch_of(rows)]
    for scope in (PUBLIC, PARTNERS):
        assert contents(held(log, PARTNERS)[scope]) == contents(fold_log(log)[scope])
    relations = [[f for f in held(log, PARTNERS)[s].values() if f.type is PART] for s in (PUBLIC, PARTNERS)]
    assert [len(found) for found in relations] == [1, 0]


def test_an_end_that_is_not_seen_wins_as_before_and_names_nobody() -> None:
    fields = {"id": "f", "title": "cheffe"}
    rows = [
        actor("A"),
        actor("X", INTERNAL),
        row(RecordType.FUNCTION, {**fields, "actor": "A"}, source="s", key="1", visibility=PUBLIC),
        row(RecordType.FUNCTION, {**fields, "actor": "X"}, source="a", key="2", visibility=PUBLIC),
    ]
    log = [batch_of(rows)]
    assert contents(held(log, PUBLIC)[PUBLIC]) == contents(fold_log(log)[PUBLIC])
    assert not any("X" in one.fields.values() for one in said(PUBLIC, *rows))


def test_what_a_denied_record_kept_apart_stays_apart_without_it() -> None:
    """For partners B is one with C, which is not A and is denied; for the public B stands alone."""
    rows = [actor("A", PARTNERS, rna="W372000001"), actor("B", rna="W372000001"), actor("C", PARTNERS)]
    words = [word(Op.SAME, "B", "C", visibility=PARTNERS), word(Op.DIFFERENT, "A", "C", visibility=PARTNERS)]
    log = [batch_of([*rows, *words, word(Op.DENY, "C")])]
    for scope, ids in ((PUBLIC, {"B"}), (PARTNERS, {"A"})):
        assert {id_ for type_, id_ in held(log, PARTNERS)[scope] if type_ is A} == ids
        assert contents(held(log, PARTNERS)[scope]) == contents(fold_log(log)[scope])
    assert not any("C" in one.ids for one in said(PARTNERS, *rows, *words, word(Op.DENY, "C")))
