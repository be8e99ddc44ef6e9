"""The fold by example: each rule of docs/statements.md in the smallest case that shows it."""

from graph_service.model import STAFF, Batch, Op, RecordType, Say, Scope, Statement, row
from tests.graph_service.stores.logs import batch_of, fold_log

A, P, PART = RecordType.ACTOR, RecordType.PROJECT, RecordType.PARTICIPATION
PUBLIC, PARTNERS, INTERNAL = Scope


def actor(id_, source="s", updated="", visibility=PUBLIC, kind="commune", **more):
    fields = {"id": id_, "name": more.pop("name", id_), "kind": kind, **more}
    return row(A, fields, source=source, updated=updated, visibility=visibility)


def project(id_, source="s", visibility=PUBLIC, **more):
    return row(P, {"id": id_, "title": id_, "kind": "operation", **more}, source=source, visibility=visibility)


def takes_part(actor_, project_, role="partenaire", source="s", visibility=PUBLIC, **more):
    fields = {"actor": actor_, "project": project_, "role": role, **more}
    return row(PART, fields, source=source, visibility=visibility)


def word(op, *ids, type_=A, visibility=INTERNAL, source=STAFF, **fields):
    return Statement(op, type_, source, "", "", visibility, ids, fields)


def internal(*batches):
    return fold_log(list(batches))[INTERNAL]


def test_undoing_the_first_of_two_equal_imports_takes_nothing_away():
    says = [Say(actor("A"))]
    log = [(Batch("one"), says), (Batch("two"), says), (Batch("undo", withdraws=("one",)), [])]
    assert (A, "A") in fold_log(log)[INTERNAL]


def test_the_newer_source_date_wins_whatever_the_order_of_import():
    old, new = actor("A", updated="2023", name="Ancien"), actor("A", updated="2025-01", name="Nouveau")
    for first, second in ((old, new), (new, old)):
        assert internal(batch_of([first], "1"), batch_of([second], "2"))[A, "A"].name == "Nouveau"


def test_an_undated_import_gives_way_to_a_dated_one():
    facts = internal(batch_of([actor("A", updated="2020", name="Daté")], "1"), batch_of([actor("A", name="Sans")], "2"))
    assert facts[A, "A"].name == "Daté"


def test_a_value_that_lost_stays_readable_with_its_source():
    facts = internal(batch_of([actor("A", "s1", "2025", name="Un"), actor("A", "s2", "2020", name="Deux")]))
    assert facts[A, "A"].name == "Un"
    assert facts[A, "A"].others == {"name": (("Deux", "s2"),)}


def test_a_partnership_said_with_and_without_a_direction_is_the_same_fact_whatever_comes_first():
    def link(a, b, **more):
        return row(
            RecordType.PARTNERSHIP, {"actor": a, "partner": b, "kind": "lien", **more}, source="s", visibility=PUBLIC
        )

    says = [actor("B"), actor("C"), actor("D"), link("B", "C"), link("C", "D")]
    says.append(
        row(RecordType.PARTNERSHIP, {"actor": "B", "partner": "C", "kind": "lien", "directed": True}, source="t")
    )
    same = word(Op.SAME, "B", "D", visibility=PUBLIC)
    found = [internal(batch_of(order), batch_of([same], "same")) for order in (says, says[::-1])]
    assert found[0] == found[1]


def test_a_reference_that_lost_is_told_only_to_who_sees_what_it_names():
    def governed(by, source):
        return row(
            RecordType.TERRITORY,
            {"code": "Z:z", "level": "perimetre_libre", "governed_by": by},
            source=source,
            visibility=PUBLIC,
        )

    hidden = actor("SECRET", visibility=INTERNAL)
    says = [actor("A", territory="Z:z"), hidden, governed("A", "s1"), governed("SECRET", "s2"), governed("NONE", "s3")]
    facts = fold_log([batch_of(says)])
    key = (RecordType.TERRITORY, "Z:z")
    assert facts[INTERNAL][key].others == {"governed_by": (("SECRET", "s2"),)}
    assert facts[PUBLIC][key].others is None


def test_an_operators_rank_outweighs_a_newer_date():
    rank = word(Op.SET, "s2", type_=RecordType.SOURCE, visibility=PUBLIC, rank=1)
    says = [actor("A", "s1", "2025", name="Un"), actor("A", "s2", "2020", name="Deux")]
    assert internal(batch_of(says), batch_of([rank], "rank"))[A, "A"].name == "Deux"


def test_lists_are_united_and_an_empty_cell_says_nothing():
    says = [project("P", "s1", themes=("habitat_logement",), status=""), project("P", "s2", themes=("citoyennete",))]
    says += [row(RecordType.THEME, {"id": "citoyennete"}, source="s2", visibility=PUBLIC)]
    facts = internal(batch_of(says))
    assert facts[P, "P"].get("themes") == ("habitat_logement", "citoyennete")
    assert "status" not in facts[P, "P"].values


def test_a_complete_import_ends_what_its_source_no_longer_says():
    log = [batch_of([actor("A"), actor("B")], "1"), batch_of([actor("A")], "2", ends=(("s", ""),))]
    assert set(fold_log(log)[INTERNAL]) == {(A, "A"), (RecordType.SOURCE, "s")}


def test_rows_that_share_a_key_travel_together():
    both = [takes_part("A", "P", end="2020"), takes_part("A", "P", end="2021")]
    ground = batch_of([actor("A"), project("P")], "0")
    one = fold_log([ground, batch_of(both, "1")])[INTERNAL]
    assert len([k for k in one if k[0] is PART]) == 1
    only = fold_log([ground, batch_of(both, "1"), batch_of(both[:1], "2")])[INTERNAL]
    fact = next(f for (t, _), f in only.items() if t is PART)
    assert fact.get("end") == "2020"
    assert fact.others is None


def test_equal_rows_are_one_fact_with_their_count_and_grants_that_differ_are_two():
    grant = {"funder": "A", "recipient": "P", "year": 2020, "amount": 10.0}
    says = [row(RecordType.FUNDING, grant, source="s"), row(RecordType.FUNDING, grant, source="s")]
    says += [row(RecordType.FUNDING, {**grant, "amount": 20.0}, source="s")]
    facts = internal(batch_of([actor("A"), project("P"), *says]))
    counts = sorted((f.get("amount"), f.count) for (t, _), f in facts.items() if t is RecordType.FUNDING)
    assert counts == [(10.0, 2), (20.0, 1)]


def test_a_row_that_rises_to_internal_leaves_no_older_public_self():
    log = [batch_of([actor("A")], "1"), batch_of([actor("A", visibility=INTERNAL)], "2")]
    assert (A, "A") not in fold_log(log)[PUBLIC]
    assert (A, "A") in fold_log(log)[INTERNAL]


def test_a_participation_is_there_only_with_both_its_ends():
    log = [batch_of([actor("A", visibility=INTERNAL), project("P"), takes_part("A", "P")])]
    assert [k for k in fold_log(log)[PUBLIC] if k[0] is PART] == []
    assert len([k for k in fold_log(log)[INTERNAL] if k[0] is PART]) == 1


def test_an_internal_theme_is_not_named_to_those_who_may_not_see_it():
    theme = row(RecordType.THEME, {"id": "secret"}, source="s", visibility=INTERNAL)
    facts = fold_log([batch_of([project("P", themes=("secret", "habitat_logement")), theme])])
    assert facts[PUBLIC][P, "P"].get("themes") == ("habitat_logement",)
    assert facts[INTERNAL][P, "P"].get("themes") == ("secret", "habitat_logement")


def test_equal_sirens_are_one_actor_and_every_members_id_finds_it():
    facts = internal(
        batch_of([actor("orl-1", siren="214502346"), actor("orl-2", "t", siren="214502346", name="Mairie")])
    )
    fact = facts[A, "orl-1"]
    assert fact.keys == ("orl-1", "orl-2")
    assert fact.name == "orl-1"
    assert fact.others == {"name": (("Mairie", "t"),)}


def test_services_of_the_state_that_share_a_siren_stay_two():
    says = [actor(id_, kind="etat_deconcentre", siren="110000000") for id_ in ("DDT", "DDETS")]
    assert len([k for k in internal(batch_of(says)) if k[0] is A]) == 2


def test_staff_may_not_merge_two_different_sirens():
    says = [actor("A", siren="214502346"), actor("B", siren="213702616")]
    facts = internal(batch_of(says), batch_of([word(Op.SAME, "A", "B")], "m"))
    assert {(A, "A"), (A, "B")} <= set(facts)


def test_a_merge_moves_nothing_and_its_undo_gives_back_both():
    ground = batch_of([actor("A"), actor("B"), project("P"), takes_part("A", "P"), takes_part("B", "P")], "0")
    merge = batch_of([word(Op.SAME, "A", "B")], "m")
    merged = fold_log([ground, merge])[INTERNAL]
    assert len([k for k in merged if k[0] is PART]) == 1
    assert next(f for (t, _), f in merged.items() if t is PART).get("actor") == "A"
    assert fold_log([ground, merge, (Batch("u", withdraws=("m",)), [])]) == fold_log([ground])


def test_a_pair_said_different_is_never_joined_by_an_identifier():
    says = [actor("A", siren="214502346"), actor("B", siren="214502346")]
    facts = internal(batch_of(says), batch_of([word(Op.DIFFERENT, "A", "B")], "d"))
    assert {(A, "A"), (A, "B")} <= set(facts)


def test_of_same_and_different_the_last_counts():
    ground = batch_of([actor("A"), actor("B")], "0")
    apart = fold_log([ground, batch_of([word(Op.SAME, "A", "B")], "1"), batch_of([word(Op.DIFFERENT, "A", "B")], "2")])
    assert (A, "B") in apart[INTERNAL]
    again = fold_log([ground, batch_of([word(Op.DIFFERENT, "A", "B")], "1"), batch_of([word(Op.SAME, "B", "A")], "2")])
    assert (A, "B") not in again[INTERNAL]


def test_a_merge_seen_by_the_team_alone_leaves_partners_with_two():
    log = [batch_of([actor("A"), actor("B")]), batch_of([word(Op.SAME, "A", "B", visibility=INTERNAL)], "m")]
    assert (A, "B") in fold_log(log)[PARTNERS]
    assert (A, "B") not in fold_log(log)[INTERNAL]


def test_no_row_overrules_a_denial_and_an_affirmation_does():
    ground = batch_of([actor("A")], "1")
    denied = [ground, batch_of([word(Op.DENY, "A")], "2"), batch_of([actor("A", "t", "2026")], "3")]
    assert all((A, "A") not in facts for facts in fold_log(denied).values())
    affirmed = [*denied, batch_of([word(Op.AFFIRM, "A")], "4")]
    assert all((A, "A") in facts for facts in fold_log(affirmed).values())


def test_hiding_acts_below_the_scope_named():
    log = [batch_of([actor("A")]), batch_of([word(Op.HIDE, "A", visibility=PARTNERS)], "h")]
    facts = fold_log(log)
    assert [(A, "A") in facts[scope] for scope in (PUBLIC, PARTNERS, INTERNAL)] == [False, True, True]
    assert facts[INTERNAL][A, "A"].visibility is PARTNERS


def test_a_word_about_what_is_not_there_waits_and_makes_no_fact():
    edit = batch_of([word(Op.SET, "A", name="Corrigé")], "1")
    assert internal(edit) == {}
    assert internal(edit, batch_of([actor("A")], "2"))[A, "A"].name == "Corrigé"


def test_staff_may_empty_a_cell_and_replace_a_list():
    ground = batch_of([actor("A", acronym="AA", aliases=("x", "y"))], "0")
    facts = internal(ground, batch_of([word(Op.SET, "A", acronym=None, aliases=("z",))], "1"))
    assert facts[A, "A"].get("acronym") is None
    assert facts[A, "A"].get("aliases") == ("z",)
    assert facts[A, "A"].others == {"acronym": (("AA", "s"),)}


def test_a_corrected_siren_joins_and_parts_like_a_stated_one():
    says = [actor("A", siren="214502346"), actor("B", siren="213702616")]
    facts = internal(batch_of(says), batch_of([word(Op.SET, "B", siren="214502346")], "1"))
    assert facts[A, "A"].keys == ("A", "B")


def test_a_source_is_listed_where_a_row_of_it_is_seen():
    log = [batch_of([actor("A", "s1"), actor("B", "s2", visibility=INTERNAL)])]
    assert (RecordType.SOURCE, "s2") not in fold_log(log)[PUBLIC]
    assert (RecordType.SOURCE, "s2") in fold_log(log)[INTERNAL]
