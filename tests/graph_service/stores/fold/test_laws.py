"""The laws of docs/statements.md#9-laws, over random logs, on the pure fold."""

from hypothesis import assume, given
from hypothesis import strategies as st

from graph_service.model import STAFF, Batch, Op, RecordType, Say, Scope, Statement
from graph_service.stores.fold import current, fold, live
from tests.graph_service.stores.logs import bodies, fold_log, lines, logs, rows


@given(logs(), st.data())
def test_a_log_with_a_batch_undone_is_the_log_without_that_batch(log, data):
    position = data.draw(st.integers(0, len(log) - 1))
    undo = (Batch("undo", "undo", withdraws=(log[position][0].id,)), [])
    assert bodies(fold_log([*log, undo])) == bodies(fold_log(log[:position] + log[position + 1 :]))


@given(logs(), st.data())
def test_an_undone_undo_does_nothing(log, data):
    position = data.draw(st.integers(0, len(log) - 1))
    undo = (Batch("undo", "undo", withdraws=(log[position][0].id,)), [])
    redo = (Batch("redo", "undo", withdraws=("undo",)), [])
    assert bodies(fold_log([*log, undo, redo])) == bodies(fold_log(log))


@given(logs(), st.sampled_from([Scope.PUBLIC, Scope.PARTNERS]), st.data())
def test_what_a_scope_cannot_see_may_be_cut_or_replaced_and_nothing_it_sees_changes(log, scope, data):
    batches, said = [batch for batch, _ in log], lines(log)
    now = current(batches, said)
    newest: dict[tuple[RecordType, str, str], list[Statement]] = {}
    for statement, _ in now.rows:
        newest.setdefault((statement.type, statement.source, statement.key), []).append(statement)
    unseen = {chain for chain, found in newest.items() if not any(scope.sees(s.visibility) for s in found)}
    cut = [
        line
        for line in said
        if line.statement.op is not Op.ROW
        or (line.statement.type, line.statement.source, line.statement.key) not in unseen
    ]
    before = bodies(fold(now))[scope]
    assert bodies(fold(current(batches, cut)))[scope] == before
    # Replaced: another hidden row under the very same key, or a hidden row where nothing was said.
    other = data.draw(rows(updated="2026"))
    keys = sorted(chain for chain in unseen if chain[0] is other.type) or [(other.type, other.source, other.key)]
    chain = data.draw(st.sampled_from(keys))
    assume(chain in unseen or chain not in newest)
    replaced = Statement(Op.ROW, other.type, chain[1], chain[2], "2026", Scope.INTERNAL, other.ids, other.fields)
    assert bodies(fold_log([*log, (Batch("more"), [Say(replaced)])]))[scope] == before


@given(logs(), st.data())
def test_hidden_words_change_nothing_below_them_but_denials_and_hidings(log, data):
    scope = data.draw(st.sampled_from([Scope.PUBLIC, Scope.PARTNERS]))
    loud = [
        (
            batch,
            [
                s
                for s in says
                if s.statement.op in (Op.ROW, Op.DENY, Op.AFFIRM, Op.HIDE) or scope.sees(s.statement.visibility)
            ],
        )
        for batch, says in log
    ]
    assert bodies(fold_log(loud))[scope] == bodies(fold_log(log))[scope]


@given(logs(), st.data())
def test_a_file_again_after_other_sources_changes_no_fact(log, data):
    alive = live([batch for batch, _ in log])
    spoke = [{say.statement.source for say in said if say.statement.op is Op.ROW} for _, said in log]
    files = [
        i
        for i, (batch, _) in enumerate(log)
        if alive[i] and batch.kind == "import" and not any(spoke[i] & later for later in spoke[i + 1 :])
    ]
    assume(files)
    batch, says = log[data.draw(st.sampled_from(files))]
    again = (Batch("again", ends=batch.ends), says)
    assert bodies(fold_log([*log, again])) == bodies(fold_log(log))


@st.composite
def dated_imports(draw):
    """Imports of which no two have a source and a date in common."""
    pairs = draw(
        st.lists(
            st.tuples(st.sampled_from(["s1", "s2", "s3"]), st.sampled_from(["", "2023", "2024-06", "2025"])),
            min_size=2,
            max_size=6,
            unique=True,
        )
    )
    found = []
    for number, (source, updated) in enumerate(pairs):
        said = draw(st.lists(rows(source=source, updated=updated), min_size=1, max_size=6))
        ends = ((source, updated),) if draw(st.integers(0, 3)) == 0 else ()
        found.append((Batch(f"i{number}", ends=ends), [Say(s) for s in said]))
    return found


@given(dated_imports(), logs(), st.randoms(use_true_random=False))
def test_the_order_of_imports_changes_nothing(imports, other, random):
    edits = [entry for entry in other if entry[0].kind == "edit"]
    shuffled = imports[:]
    random.shuffle(shuffled)
    mixed = [*shuffled, *edits]
    for entry in shuffled:
        mixed.remove(entry)
        mixed.insert(random.randint(0, len(mixed)), entry)
    # Edits keep their own order; imports go anywhere around them.
    mixed = _with_order(mixed, edits)
    assert bodies(fold_log(mixed)) == bodies(fold_log([*imports, *edits]))


def _with_order(log, edits):
    places = [i for i, entry in enumerate(log) if entry in edits]
    for place, entry in zip(places, edits, strict=True):
        log[place] = entry
    return log


@given(logs(), st.data())
def test_what_staff_set_is_what_is_read(log, data):
    scope = data.draw(st.sampled_from(list(Scope)))
    facts = fold_log(log)[scope]
    actors = sorted(id_ for type_, id_ in facts if type_ is RecordType.ACTOR)
    assume(actors)
    fact = facts[RecordType.ACTOR, data.draw(st.sampled_from(actors))]
    value = data.draw(st.sampled_from(["Quatre", None]))
    word = Statement(Op.SET, RecordType.ACTOR, STAFF, "", "", fact.visibility, fact.keys, {"acronym": value})
    after = fold_log([*log, (Batch("edit", "edit"), [Say(word)])])
    assert after[scope][RecordType.ACTOR, fact.id].get("acronym") == value


@given(logs())
def test_every_fact_a_scope_sees_has_its_ends_there_too(log):
    for facts in fold_log(log).values():
        for (type_, _), fact in facts.items():
            if type_ is RecordType.PARTICIPATION:
                assert (RecordType.ACTOR, fact.get("actor")) in facts
                assert (RecordType.PROJECT, fact.get("project")) in facts
            for other in fact.get("succeeds") or ():
                assert (type_, other) in facts


@given(logs())
def test_every_member_key_leads_to_one_fact(log):
    for facts in fold_log(log).values():
        keys = [(type_, key) for (type_, _), fact in facts.items() for key in fact.keys]
        assert len(keys) == len(set(keys))
