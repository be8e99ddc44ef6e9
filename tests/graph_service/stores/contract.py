"""What every store must do, whatever it is made of. A test module of a store subclasses `StoreContract` and says
how an empty store is made; no test here knows which store it speaks to.
"""

from __future__ import annotations

import threading

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from graph_service.errors import Conflict, StoreError
from graph_service.model import STAFF, Batch, Op, RecordType, Say, Scope, Statement, row
from graph_service.stores.base import Clues, Document, Store
from tests.deep import rounds
from tests.graph_service.stores.logs import bodies, fold_log, logs

A, P, PART = RecordType.ACTOR, RecordType.PROJECT, RecordType.PARTICIPATION
PUBLIC, PARTNERS, INTERNAL = Scope


def actor(id_, source="s", visibility=PUBLIC, **more):
    return row(A, {"id": id_, "name": id_, "kind": "commune", **more}, source=source, visibility=visibility)


def ground(store: Store) -> None:
    """Two actors in one project, and a third that only the team sees."""
    says = [
        actor("TM", name="Tours Métropole Val de Loire", siren="243700754", acronym="TMVL"),
        actor("TOURS", name="Ville de Tours", siren="213702616", territory="37261"),
        actor("X", name="Discrète", visibility=INTERNAL),
        row(
            P,
            {"id": "P1", "title": "Contrat de ville", "kind": "contrat_de_ville", "themes": ("habitat_logement",)},
            source="s",
            visibility=PUBLIC,
        ),
        *(
            row(PART, {"actor": a, "project": "P1", "role": r, "start": "2024"}, source="s", visibility=PUBLIC)
            for a, r in (("TM", "porteur"), ("TOURS", "partenaire"), ("X", "expert"))
        ),
    ]
    store.write(Batch("ground"), [Say(s, "f.csv", "actors", i + 2) for i, s in enumerate(says)])


# Each store has a class of its own that inherits the laws: what failed for one is worth trying on the other.
LAW = rounds(3, deep=1000, suppress_health_check=[HealthCheck.differing_executors])


class StoreContract:
    """Subclasses give `make(folder) -> Store`, an empty store each time; the one before need not be there any more."""

    def make(self, folder) -> Store:
        raise NotImplementedError

    def content(self, folders, log):
        """What every scope holds of a log written batch by batch."""
        store = self.make(folders.mktemp("law"))
        try:
            for batch, says in log:
                store.write(batch, says)
            return [store.content_hash(scope) for scope in Scope]
        finally:
            store.close()

    @pytest.fixture
    def store(self, tmp_path_factory):
        store = self.make(tmp_path_factory.mktemp("store"))
        yield store
        store.close()

    @given(log=logs(max_batches=5))
    @LAW
    def test_a_store_holds_in_every_scope_what_the_fold_of_its_log_holds(self, tmp_path_factory, log):
        store = self.make(tmp_path_factory.mktemp("law"))
        try:
            for batch, says in log:
                store.write(batch, says)
            held = {
                scope: {f"{t}:{f.id}": f.body for t in RecordType for f in store.facts(t, None, scope)}
                for scope in Scope
            }
            assert held == bodies(fold_log(log))
        finally:
            store.close()

    @given(log=logs(max_batches=5), data=st.data())
    @LAW
    def test_undoing_a_batch_gives_the_content_of_the_log_without_it(self, tmp_path_factory, log, data):
        position = data.draw(st.integers(0, len(log) - 1))
        undo = Batch("undo", "undo", withdraws=(log[position][0].id,))
        undone = self.content(tmp_path_factory, [*log, (undo, [])])
        assert undone == self.content(tmp_path_factory, log[:position] + log[position + 1 :])

    def test_a_new_store_is_empty_at_revision_zero(self, store):
        head = store.head()
        assert (head.batches, set(head.revisions.values())) == (0, {0})
        assert store.facts(A, None, INTERNAL) == []
        assert store.search("tours", INTERNAL) == []

    def test_a_revision_moves_only_for_those_who_see_the_change(self, store):
        ground(store)
        before = store.head().revisions
        store.write(Batch("more"), [Say(actor("Y", visibility=INTERNAL))])
        after = store.head().revisions
        assert after[PUBLIC] == before[PUBLIC]
        assert after[INTERNAL] == before[INTERNAL] + 1
        assert (after[INTERNAL], A, "Y") in store.changes(INTERNAL, before[INTERNAL])
        assert store.changes(PUBLIC, 0) == [c for c in store.changes(PUBLIC, 0) if c[2] not in ("X", "Y")]

    def test_the_same_import_again_is_recorded_and_changes_nothing(self, store):
        ground(store)
        before, content = store.head(), store.content_hash(INTERNAL)
        says = [say for _, said in store.log() for say in said]
        counts = store.write(Batch("again"), says).counts
        assert store.head().revisions == before.revisions
        assert store.head().batches == before.batches + 1
        assert store.content_hash(INTERNAL) == content
        assert (sum(counts.created.values()), sum(counts.updated.values())) == (0, 0)
        assert counts.unchanged[PART] == 3

    def test_a_dry_run_counts_and_keeps_nothing(self, store):
        ground(store)
        before = store.head()
        written = store.write(Batch("try"), [Say(actor("Y"))], dry_run=True)
        assert (written.batch, written.counts.created[A]) == (None, 1)
        assert store.head() == before
        assert store.resolve(["Y"], INTERNAL)["Y"] == []

    def test_a_write_that_fails_leaves_nothing(self, store):
        ground(store)
        before = store.head()
        with pytest.raises(StoreError):
            store.write(Batch("ground"), [Say(actor("Y"))])
        assert store.head() == before
        with pytest.raises(Conflict):
            store.write(Batch("doc"), [Say(actor("Y"))], [Document("notes", "n", 7, {})])
        assert store.head() == before

    def test_what_a_batch_withdraws_is_counted(self, store):
        ground(store)
        counts = store.write(Batch("undo", withdraws=("ground",)), []).counts
        assert (counts.withdrawn[A], counts.withdrawn[P], counts.withdrawn[PART]) == (3, 1, 3)

    def test_a_row_whose_end_is_missing_waits_until_it_comes(self, store):
        part = row(PART, {"actor": "Z", "project": "P1", "role": "expert"}, source="s", visibility=PUBLIC)
        ground(store)
        assert [say.row for say in store.write(Batch("part"), [Say(part, "f", "", 9)]).waiting] == [9]
        assert len(store.facts(PART, None, INTERNAL)) == 3
        assert store.write(Batch("end"), [Say(actor("Z"))]).counts.created[PART] == 1

    def test_a_word_that_reaches_nothing_is_told(self, store):
        ground(store)
        word = Statement(Op.SET, A, STAFF, "", "", INTERNAL, ("nobody",), {"name": "x"})
        assert store.write(Batch("word"), [Say(word)]).unreached == (word,)

    def test_names_lead_to_facts_by_id_member_identifier_and_name(self, store):
        ground(store)
        store.write(Batch("t"), [Say(actor("TMVL-2", "t", siren="243700754"))])
        names = ["TM", "TMVL-2", "243700754", "tours metropole val de loire", "tmvl", "nobody"]
        found = store.resolve(names, PUBLIC)
        assert [found[name] for name in names] == [[(A, "TM")]] * 5 + [[]]

    def test_what_a_scope_may_not_see_cannot_be_found_there(self, store):
        ground(store)
        assert store.resolve(["X", "Discrète"], PUBLIC) == {"X": [], "Discrète": []}
        assert store.search("discrete", PUBLIC) == []
        assert [hit.id for hit in store.search("discrete", INTERNAL)] == ["X"]
        assert store.facts(A, ["X"], PUBLIC) == []
        assert len(store.incident(["P1"], PUBLIC)) == 2
        assert list(store.snapshot(PUBLIC).actors) == ["TM", "TOURS"]

    def test_search_folds_accents_and_ends_in_a_prefix(self, store):
        ground(store)
        assert [hit.id for hit in store.search("metropole", PUBLIC)] == ["TM"]
        assert [hit.id for hit in store.search("TOURS mét", PUBLIC)] == ["TM"]
        assert {hit.id for hit in store.search("tour", PUBLIC)} == {"TM", "TOURS"}
        assert [hit.id for hit in store.search("contrat", PUBLIC, types=[P])] == ["P1"]
        assert store.search('" OR * NEAR(', PUBLIC) == []

    def test_search_puts_the_very_name_or_acronym_first(self, store):
        ground(store)
        store.write(Batch("more"), [Say(actor("A", name="Aire de TMVL")), Say(actor("B", name="Ville de Tours nord"))])
        assert [hit.id for hit in store.search("tmvl", PUBLIC)] == ["TM", "A"]
        assert [hit.id for hit in store.search("ville de tours", PUBLIC)] == ["TOURS", "B"]

    def test_search_counts_its_limit_after_types_and_kinds(self, store):
        says = [Say(actor(f"a{n}", name=f"Tours {n}", kind="association")) for n in range(30)]
        store.write(Batch("many"), [*says, Say(actor("u", name="Tours université", kind="universite"))])
        assert [hit.id for hit in store.search("tours", PUBLIC, kinds=["universite"], limit=5)] == ["u"]

    def test_what_is_hidden_never_reorders_a_search(self, store):
        says = [Say(actor("a1", name="pont neuf vert")), Say(actor("a2", name="vert pont vert"))]
        store.write(Batch("seen"), says)
        before = [hit.id for hit in store.search("vert", PUBLIC)]
        hidden = [Say(actor(f"h{n}", name="neuf " * n, visibility=INTERNAL)) for n in range(1, 40)]
        store.write(Batch("hidden"), hidden)
        assert [hit.id for hit in store.search("vert", PUBLIC)] == before

    def test_actors_that_could_be_one_are_found_by_name_number_word_and_place(self, store):
        ground(store)
        asked = lambda scope=PUBLIC, most=50, **clues: store.candidates(Clues(**clues), scope, most)  # noqa: E731
        assert asked(names=["ville de tours"]) == ["TOURS"]
        assert asked(names=["tmvl"], numbers=["213702616"]) == ["TM", "TOURS"]
        assert asked(words=["val", "tours"]) == ["TM", "TOURS"]
        assert asked(words=["val", "tours"], most=1) == ["TM"]
        assert asked(places=["37261"], kinds=["commune"]) == ["TOURS"]
        assert asked(places=["37261"], kinds=["association"]) == []
        assert asked(names=["contrat de ville"], words=["contrat", '" OR *']) == []
        assert asked() == []

    def test_an_actor_that_a_scope_may_not_see_is_no_candidate_and_makes_no_word_common(self, store):
        ground(store)
        store.write(Batch("more"), [Say(actor("Y", name="Tours secrète", visibility=INTERNAL, territory="37261"))])
        found = [store.candidates(Clues(words=["tours"]), scope, 2) for scope in Scope]
        assert found == [["TM", "TOURS"], ["TM", "TOURS"], []]
        place = Clues(places=["37261"], kinds=["commune"])
        assert [store.candidates(place, scope) for scope in Scope] == [["TOURS"], ["TOURS"], ["TOURS", "Y"]]

    def test_the_records_whose_names_hold_a_word_are_found_with_all_their_names(self, store):
        ground(store)
        found = store.holding(["tours", "tmvl", "inconnu", '" OR *'], PUBLIC)
        assert {word: [named.id for named in each] for word, each in found.items()} == {
            "tours": ["TM", "TOURS"],
            "tmvl": ["TM"],
            "inconnu": [],
            '" OR *': [],
        }
        (metropole,) = found["tmvl"]
        assert (metropole.type, metropole.name) == (RecordType.ACTOR, "Tours Métropole Val de Loire")
        assert "tmvl" in metropole.names
        assert store.holding(["tours"], PUBLIC, types=[RecordType.PROJECT]) == {"tours": []}

    def test_a_word_that_many_hold_says_nothing_and_hidden_names_do_not_count(self, store):
        ground(store)
        assert store.holding(["tours"], PUBLIC, most=1) == {"tours": []}
        store.write(Batch("more"), [Say(actor("Y", name="Tours secrète", visibility=INTERNAL))])
        counts = [len(store.holding(["tours"], scope, most=2)["tours"]) for scope in Scope]
        assert counts == [2, 2, 0]

    def test_the_words_that_a_mistyped_one_may_have_meant_are_told_nearest_first(self, store):
        ground(store)
        assert store.near_words("tuors", PUBLIC) == ["tours"]
        assert store.near_words("metrople", PUBLIC) == ["metropole"]
        assert store.near_words("mettroplle", PUBLIC) == ["metropole"]  # two slips, in a long word
        for word in ("tuorz", "ours", "tours"):
            assert store.near_words(word, PUBLIC) == []
        assert store.near_words('t" OR *', PUBLIC) == []
        assert store.near_words("discrete", PUBLIC) == store.near_words("discrte", PUBLIC) == []
        assert store.near_words("discrte", INTERNAL) == ["discrete"]

    def test_a_snapshot_is_columns_that_fit_together(self, store):
        ground(store)
        found = store.snapshot(INTERNAL)
        assert list(found.actors) == ["TM", "TOURS", "X"]
        assert list(found.project_themes) == [("habitat_logement",)]
        ends = {
            (found.actors[a], found.projects[p], role)
            for a, p, role in zip(
                found.participation_actors, found.participation_projects, found.participation_roles, strict=True
            )
        }
        assert ends == {("TM", "P1", "porteur"), ("TOURS", "P1", "partenaire"), ("X", "P1", "expert")}
        assert set(found.participation_starts) == {"2024"}

    def test_it_counts_what_a_scope_sees_and_knows_a_bound_without_reading(self, store):
        ground(store)
        store.write(Batch("lower"), [Say(actor("TM", "t", siren="243700754", name="Autre", visibility=INTERNAL))])
        every = store.size(None)
        for scope in Scope:
            counted = store.size(scope)
            assert counted == {t: n for t in RecordType if (n := len(store.facts(t, None, scope)))}
            assert all(n <= every[type_] for type_, n in counted.items())

    def test_a_statement_is_told_with_its_file_sheet_and_row(self, store):
        ground(store)
        said = list(store.statements(keys=["TOURS"]))
        assert [(s.file, s.sheet, s.row, s.live, s.batch.id) for s in said] == [("f.csv", "actors", 3, True, "ground")]
        part = next(f for f in store.facts(PART, None, PUBLIC) if f.get("actor") == "TM")
        assert [s.row for s in store.statements(keys=[part.id])] == [6]
        assert [s.row for s in store.statements(batch="ground", type_=P)] == [5]

    def test_a_log_loads_into_an_empty_store_with_equal_content(self, store, tmp_path_factory):
        ground(store)
        store.write(Batch("hide"), [Say(Statement(Op.HIDE, A, STAFF, "", "", PARTNERS, ("TOURS",), {}))])
        log, content = list(store.log()), [store.content_hash(s) for s in Scope]
        other = self.make(tmp_path_factory.mktemp("copy"))
        try:
            other.load(log)
            assert [other.content_hash(s) for s in Scope] == content
            with pytest.raises(StoreError):
                other.load(log)
        finally:
            other.close()

    def test_documents_are_compared_and_set(self, store):
        first = store.put(Document("maps", "m", 0, {"title": "Carte"}, PARTNERS))
        assert store.document("maps", "m") == first
        second = store.put(Document("maps", "m", first.version, {"title": "Autre"}))
        assert [d.version for d in store.documents("maps")] == [second.version]
        with pytest.raises(Conflict):
            store.put(Document("maps", "m", first.version, {}))
        last = store.put(Document("audit", "a", 0, {}))
        assert store.documents() == [last, second]
        assert store.documents("none") == []

    def test_a_log_replaces_all_that_a_store_holds(self, store):
        ground(store)
        store.write(Batch("more"), [Say(actor("Y", visibility=INTERNAL))], [Document("maps", "m", 0, {})])
        before = store.head()
        says = [say for _, said in store.log() for say in said if say.statement.visibility is PUBLIC]
        kept = Document("settings", "s", 4, {"of": "it"}, PARTNERS)
        store.load([(Batch("only"), says)], [kept], replacing=before)
        head = store.head()
        assert (head.store_id, head.batches) == (before.store_id, 1)
        assert not store.remote or head.stamp != before.stamp
        assert [batch.id for batch, _ in store.batches()] == ["only"]
        assert [say for _, said in store.log() for say in said] == says
        assert store.documents() == [Document("settings", "s", 5, {"of": "it"}, PARTNERS)]
        assert store.resolve(["X", "Y", "Discrète"], INTERNAL) == {"X": [], "Y": [], "Discrète": []}
        assert store.search("discrete", INTERNAL) == []
        assert store.resolve(["TM"], PUBLIC)["TM"] == [(A, "TM")]
        # For the public nothing differs.
        assert head.revisions == {**before.revisions, INTERNAL: before.revisions[INTERNAL] + 1}
        held = {(type_, fact.id) for type_ in RecordType for fact in store.facts(type_, None, INTERNAL)}
        assert {(type_, id_) for _, type_, id_ in store.changes(INTERNAL, before.revisions[INTERNAL])} == held
        assert store.changes(PUBLIC, before.revisions[PUBLIC]) == []

    def test_a_store_that_was_replaced_goes_on_as_any(self, store):
        ground(store)
        log = list(store.log())
        store.load(log[:1], replacing=store.head())
        assert store.write(Batch("more"), [Say(actor("Y"))]).counts.created[A] == 1
        assert store.head().revisions[PUBLIC] == 2
        assert store.changes(PUBLIC, 1) == [(2, A, "Y")]

    def test_a_store_that_moved_meanwhile_is_not_replaced(self, store):
        ground(store)
        seen = store.head()
        store.write(Batch("more"), [Say(actor("Y"))])
        with pytest.raises(Conflict) as caught:
            store.load([(Batch("only"), [Say(actor("Z"))])], replacing=seen)
        assert caught.value.code == "store-moved"
        assert [batch.id for batch, _ in store.batches()] == ["ground", "more"]

    def test_a_replacement_that_fails_leaves_all_as_it_was(self, store):
        ground(store)
        before, content = store.head(), store.content_hash(INTERNAL)
        with pytest.raises(StoreError):
            store.load([(Batch("b"), [Say(actor("Y"))]), (Batch("b"), [])], replacing=before)
        assert (store.head(), store.content_hash(INTERNAL)) == (before, content)

    def test_a_reader_sees_one_state_while_all_is_replaced(self, store):
        ground(store)
        with store.read():
            before = store.head()
            says = [(Batch("only"), [Say(actor("Y"))])]
            writer = threading.Thread(target=lambda: store.load(says, replacing=before))
            writer.start()
            for _ in range(50):
                assert store.head() == before
                assert store.resolve(["TM"], PUBLIC)["TM"] == [(A, "TM")]
                writer.join(0.02)
        writer.join()
        assert store.resolve(["TM", "Y"], PUBLIC) == {"TM": [], "Y": [(A, "Y")]}

    def test_a_reader_sees_one_state_while_another_writes(self, store):
        ground(store)
        with store.read():
            before = store.head()
            writer = threading.Thread(target=lambda: store.write(Batch("more"), [Say(actor("Y"))]))
            writer.start()
            writer.join()
            assert store.head() == before
            assert store.resolve(["Y"], PUBLIC)["Y"] == []
        assert store.resolve(["Y"], PUBLIC)["Y"] == [(A, "Y")]

    def test_two_writers_take_turns(self, store):
        def write(n):
            store.write(Batch(f"w{n}"), [Say(actor(f"W{n}"))])

        threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(store.facts(A, None, PUBLIC)) == 6
        assert store.head().revisions[PUBLIC] == 6

    def test_a_batch_made_for_a_revision_is_refused_at_another(self, store):
        ground(store)
        store.write(Batch("b"), [Say(actor("Y"))], at=1)
        with pytest.raises(Conflict) as caught:
            store.write(Batch("late"), [Say(actor("Z"))], at=1)
        assert caught.value.code == "store-moved"
        assert [batch.id for batch, _ in store.batches()] == ["ground", "b"]

    def test_what_a_batch_changes_is_told_one_by_one(self, store):
        ground(store)
        said = [Statement(Op.SET, A, STAFF, "", "", PUBLIC, ("TM",), {"acronym": "T"})]
        said += [Statement(Op.DENY, A, STAFF, "", "", INTERNAL, ("X",), {}), actor("Y")]
        written = store.write(Batch("b"), [Say(s) for s in said], dry_run=True)
        told = [(c.before and c.before.id, c.after and c.after.id, c.widens) for c in written.changes]
        part = next(c.before.id for c in written.changes if c.before and c.before.type is PART)
        assert told == [("X", None, False), (part, None, False), ("TM", "TM", False), (None, "Y", False)]
        store.write(Batch("hide"), [Say(Statement(Op.HIDE, A, STAFF, "", "", INTERNAL, ("TM",), {}))])
        (back, *_) = store.write(Batch("undo", withdraws=("hide",)), [], dry_run=True).changes
        assert (back.widens, back.before.visibility, back.after.visibility) == (True, INTERNAL, PUBLIC)
