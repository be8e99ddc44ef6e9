"""Import through the facade: what is written and what is not, what is counted, and what asks before it ends much."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.errors import InputError, UsageError
from graph_service.graph import Graph
from graph_service.messages import say
from graph_service.model import RecordType, Scope
from tests.graph_service.house import F1, bodies, folder, new_graph

ACTORS = "id,name,kind\n" + "\n".join(f"A{n},Association {n},association" for n in range(20))
DIRTY = """id,name,kind,siret
    A,Une,association,2.43E+13
    B,Deux,vaisseau,
    C,,association,
    D,Quatre,association,"""


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    graph = new_graph(tmp_path / "g.db")
    yield graph
    graph.close()


def actors(graph: Graph) -> list[str]:
    return [f.id for f in graph.store.facts(RecordType.ACTOR, None, Scope.INTERNAL)]


def test_good_rows_come_in_and_bad_ones_are_listed_with_place_value_and_reason(graph: Graph, tmp_path: Path) -> None:
    report = graph.import_files([folder(tmp_path, "d", actors=DIRTY)], source="S - S")
    assert actors(graph) == ["A", "D"]
    assert [(f["file"], f["read"], f["accepted"], f["rejected"]) for f in report.files] == [("d/actors.csv", 4, 2, 2)]
    assert report.any_rejected
    assert report.rejected == {"unknown_kind": 1, "missing_value": 1}
    problems = [(p["file"], p["sheet"], p["row"], p["column"], p["value"], p["code"]) for p in report.problems]
    assert problems == [
        ("d/actors.csv", "actors", 2, "siret", "2.43E+13", "crushed_number"),
        ("d/actors.csv", "actors", 3, "kind", "vaisseau", "unknown_kind"),
        ("d/actors.csv", "actors", 4, "name", "", "missing_value"),
    ]


def test_a_dry_run_counts_as_the_import_will_and_writes_nothing(graph: Graph, tmp_path: Path) -> None:
    files = folder(tmp_path, "d", actors=DIRTY)
    before = bodies(graph)
    tried = graph.import_files([files], source="S - S", dry_run=True)
    assert (tried.import_id, graph.batches(), bodies(graph)) == (None, [], before)
    done = graph.import_files([files], source="S - S").as_json()
    assert done["import_id"]
    assert {**tried.as_json(), "import_id": 0, "revision": 0} == {**done, "import_id": 0, "revision": 0}


def test_strict_refuses_all_for_one_bad_row_and_lists_every_problem(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        graph.import_files([folder(tmp_path, "d", actors=DIRTY)], strict=True)
    assert caught.value.exit_code == 2
    assert {p["code"] for p in caught.value.problems} >= {"unknown_kind", "missing_value"}
    assert graph.batches() == []


def test_the_same_files_again_create_and_update_nothing_and_move_no_revision(graph: Graph) -> None:
    first = graph.import_files([F1])
    content = bodies(graph)
    again = graph.import_files([F1])
    assert (first.revision, again.revision, bodies(graph)) == (1, 1, content)
    counted = {name: n for name, n in again.counts["unchanged"].items() if n}
    assert {name: counted[name] for name in ("actors", "projects", "participations")} == {
        "actors": 13,
        "projects": 8,
        "participations": 21,
    }
    assert not any([*again.counts["created"].values(), *again.counts["updated"].values()])
    assert len(graph.batches()) == 2


def test_a_complete_import_ends_what_its_source_no_longer_says_and_says_how_much(graph: Graph, tmp_path: Path) -> None:
    graph.import_files([folder(tmp_path, "a", actors=ACTORS)], source="S - S")
    fewer = "\n".join(ACTORS.splitlines()[:-2])
    report = graph.import_files([folder(tmp_path, "b", actors=fewer)], source="S - S", replace=True)
    assert (report.counts["withdrawn"]["actors"], len(actors(graph))) == (2, 18)


def test_more_than_a_tenth_may_end_only_when_asked_for(graph: Graph, tmp_path: Path) -> None:
    graph.import_files([folder(tmp_path, "a", actors=ACTORS)], source="S - S")
    other = folder(tmp_path, "o", actors="id,name,kind\nO,Autre,association")
    graph.import_files([other], source="O - O")
    before = bodies(graph)
    fewer = folder(tmp_path, "b", actors="\n".join(ACTORS.splitlines()[:-3]))
    with pytest.raises(UsageError) as caught:
        graph.import_files([fewer], source="S - S", replace=True)
    assert (caught.value.code, caught.value.message.args) == ("many-end", {"ended": 3, "held": 20, "others": 0})
    assert (bodies(graph), len(graph.batches())) == (before, 2)
    report = graph.import_files([fewer], source="S - S", replace=True, yes=True)
    assert report.counts["withdrawn"]["actors"] == 3
    assert "O" in actors(graph)


def test_what_others_said_and_ends_with_it_is_told_beside(graph: Graph, tmp_path: Path) -> None:
    graph.import_files([folder(tmp_path, "a", actors=ACTORS)], source="S - S")
    partners = "actor,partner,kind\nA1,A2,convention\nA3,A4,convention"
    graph.import_files([folder(tmp_path, "o", partnerships=partners)], source="O - O")
    none = folder(tmp_path, "b", actors="id,name,kind\nA9,Association 9,association")
    with pytest.raises(UsageError) as caught:
        graph.import_files([none], source="S - S", replace=True)
    assert caught.value.message.args == {"ended": 19, "held": 20, "others": 2}
    assert "2 autres, venant d’autres sources" in say(caught.value.message, "fr")


def test_a_dry_run_of_a_complete_import_counts_what_would_end_and_is_not_refused(graph: Graph, tmp_path: Path) -> None:
    graph.import_files([folder(tmp_path, "a", actors=ACTORS)], source="S - S")
    fewer = folder(tmp_path, "b", actors="id,name,kind\nA1,Association 1,association")
    report = graph.import_files([fewer], source="S - S", replace=True, dry_run=True)
    assert (report.import_id, report.counts["withdrawn"]["actors"], len(actors(graph))) == (None, 19, 20)


def test_a_row_waits_until_both_its_ends_are_there(graph: Graph, tmp_path: Path) -> None:
    early = folder(
        tmp_path,
        "p",
        actors="id,name,kind\nA,Une,association",
        participations="actor,project,role\nA,P,porteur",
    )
    report = graph.import_files([early], source="S - S")
    (waits,) = [p for p in report.problems if p["code"] == "waiting_end"]
    assert (waits["sheet"], waits["row"], waits["severity"], waits["value"]) == (
        "participations",
        2,
        "warning",
        "P",
    )
    assert (report.warnings["waiting_end"], report.counts["created"]["participations"]) == (1, 0)
    later = folder(tmp_path, "q", projects="id,title,kind\nP,Projet,operation")
    report = graph.import_files([later], source="T - T")
    assert (report.counts["created"]["participations"], report.warnings.get("waiting_end")) == (1, None)


def test_actors_join_by_identifier_and_the_report_counts_them(graph: Graph, tmp_path: Path) -> None:
    graph.import_files(
        [folder(tmp_path, "a", actors="id,name,kind,siren\nT,Ville de Tours,commune,213702616")], source="S - S"
    )
    report = graph.import_files(
        [
            folder(
                tmp_path,
                "b",
                actors="""id,name,kind,siren,siret
                X,Commune de Tours,commune,,21370261600011
                Y,Blois,commune,214100182,""",
            )
        ],
        source="T - T",
    )
    assert report.matches == {"by_identifier": 1, "by_name": 0, "to_review": 0}
    assert graph.actor("X").actor.id == graph.actor("T").actor.id
    assert len(actors(graph)) == 2


def test_an_id_of_somebody_else_refuses_the_whole_file(graph: Graph, tmp_path: Path) -> None:
    graph.import_files([folder(tmp_path, "a", actors="id,name,kind\n1,Ville de Tours,commune")], source="S - S")
    files = folder(tmp_path, "b", actors="id,name,kind\n1,Amicale laïque,association\n2,Autre,association")
    with pytest.raises(InputError) as caught:
        graph.import_files([files], source="T - T")
    assert (caught.value.code, len(graph.batches())) == ("ids-of-another", 1)
    graph.import_files([files], source="T - T", ids="own")
    assert actors(graph) == ["1", "t--t:1", "t--t:2"]


def test_files_are_one_batch_and_one_undo(graph: Graph, tmp_path: Path) -> None:
    empty = bodies(graph)
    parts = [
        folder(tmp_path, "a", actors="id,name,kind\nA,Une,association"),
        folder(tmp_path, "b", projects="id,title,kind\nP,Projet,operation"),
    ]
    report = graph.import_files(parts, source="S - S")
    assert [f["file"] for f in report.files] == ["a/actors.csv", "b/projects.csv"]
    assert report.import_id
    graph.undo(report.import_id)
    assert bodies(graph) == empty


def test_a_later_file_that_cannot_be_read_keeps_the_earlier_ones_out(graph: Graph, tmp_path: Path) -> None:
    good = folder(tmp_path, "a", actors="id,name,kind\nA,Une,association")
    with pytest.raises(InputError):
        graph.import_files([good, tmp_path / "none.csv"], source="S - S")
    (tmp_path / "odd.csv").write_text("x;y\n1;2\n", "utf-8")
    with pytest.raises(InputError):
        graph.import_files([good, tmp_path / "odd.csv"], source="S - S")
    assert graph.batches() == []


def test_progress_is_told_by_file_and_ends_with_the_writing(graph: Graph) -> None:
    told: list[tuple[str, int]] = []
    graph.import_files([F1], progress=lambda file, done, expected: told.append((file, done)))
    assert ("demo/participations.csv", 21) in told
    assert told[-1][0] == ""


@pytest.mark.parametrize("options", [{"visibility": "secret"}, {"updated": "hier"}, {"ids": "mine"}])
def test_an_option_that_means_nothing_is_refused_before_anything_is_read(graph: Graph, options: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        graph.import_files([F1], **options)
    assert graph.batches() == []


def test_a_theme_or_place_that_only_hidden_rows_name_is_hidden_with_them(graph: Graph, tmp_path: Path) -> None:
    files = folder(
        tmp_path,
        "a",
        themes="id,label_fr,parent\nup,Dessus,\nsec,Fermeture,up\nseen,Vu,\nidle,Libre,",
        territories="code,level,name\nZ:s,perimetre_libre,Lieu",
        projects="""id,title,kind,themes,territories,visibility
            P,Un,operation,sec,Z:s,internal
            Q,Deux,operation,seen,,public""",
    )
    graph.import_files([files], source="S - S", visibility="public")
    themes, places = (
        {f.id for f in graph.store.facts(type_, None, Scope.PARTNERS)}
        for type_ in (RecordType.THEME, RecordType.TERRITORY)
    )
    # What nobody names is seen by the team alone, like what only the team names.
    assert (themes, places) == ({"seen"}, set())
    assert len(graph.store.facts(RecordType.THEME, None, Scope.INTERNAL)) == 4


def test_an_internal_import_of_a_public_source_changes_nothing_below_it(graph: Graph, tmp_path: Path) -> None:
    head = "id,title,kind,themes,territories\n"
    places = "code,level,name\nZ:q,perimetre_libre,Quartier"
    folder(tmp_path, "a", themes="id,label_fr\nT,Thème", territories=places, projects=head + "P,Un,operation,T,Z:q")
    themes = "id,label_fr,parent\nT,Nom secret,H\nH,Caché,"
    folder(tmp_path, "b", themes=themes, territories=places, projects=head + "S,Secret,operation,T,Z:q")
    graph.import_files([tmp_path / "a"], visibility="public", source="Ville - Liste", licence="LO", updated="2024")
    before, revisions = bodies(graph), graph.store.head().revisions
    graph.import_files([tmp_path / "b"], visibility="internal", source="Ville - Liste", licence="X", updated="2025")
    after = graph.store.head().revisions
    for scope in (Scope.PUBLIC, Scope.PARTNERS):
        assert bodies(graph)[scope] == before[scope]
        assert after[scope] == revisions[scope]
    assert after[Scope.INTERNAL] == revisions[Scope.INTERNAL] + 1
    (theme,) = graph.store.facts(RecordType.THEME, ["T"], Scope.INTERNAL)
    assert theme.name == "Nom secret"


def test_an_internal_import_with_labels_of_its_own_shows_nothing_of_itself(graph: Graph, tmp_path: Path) -> None:
    rows = {"themes": "id,label_fr\nT,Thème", "projects": "id,title,kind,themes\nS,Secret,operation,T"}
    graph.import_files([folder(tmp_path, "a", **rows)], source="Police - Notes", visibility="internal")
    assert (bodies(graph)["public"], graph.store.head().revisions[Scope.PUBLIC]) == ({}, 0)


@pytest.mark.parametrize("word", [{"op": "hide", "visibility": "internal"}, {"op": "deny"}])
def test_a_label_that_only_a_hidden_or_denied_fact_names_goes_with_it(
    graph: Graph, tmp_path: Path, word: dict[str, str]
) -> None:
    rows = {"themes": "id,label_fr\nT,Thème", "projects": "id,title,kind,themes\nP,Un,operation,T"}
    graph.import_files([folder(tmp_path, "a", **rows)], source="S - S", visibility="public")
    assert [f.id for f in graph.store.facts(RecordType.THEME, None, Scope.PUBLIC)] == ["T"]
    graph.edit([{**word, "ids": ["P"]}])
    assert graph.store.facts(RecordType.THEME, None, Scope.PUBLIC) == []
    assert len(graph.store.facts(RecordType.THEME, None, Scope.INTERNAL)) == 1


def test_an_internal_import_takes_no_producer_from_what_the_public_reads(graph: Graph, tmp_path: Path) -> None:
    for name in "ab":
        folder(tmp_path, name, actors=f"id,name,kind\n{name},Association {name},association")
    graph.import_files([tmp_path / "a"], source="Ville - Liste", licence="etalab-2.0", visibility="public")
    before = bodies(graph)["public"]
    graph.import_files([tmp_path / "b"], source="Ville - Liste", licence="etalab-2.0", visibility="internal")
    assert bodies(graph)["public"] == before
    graph.import_files([tmp_path / "b"], source="Notes - Secrètes", visibility="internal")
    assert [f.id for f in graph.store.facts(RecordType.SOURCE, None, Scope.PARTNERS)] == ["ville--liste"]


def test_what_is_older_than_known_changes_nothing_and_says_so(graph: Graph, tmp_path: Path) -> None:
    new = folder(tmp_path, "new", actors="id,name,kind\nA,Nouveau,association\nB,Deux,association")
    old = folder(tmp_path, "old", actors="id,name,kind\nA,Ancien,association")
    graph.import_files([new], source="S - S", updated="2024")
    report = graph.import_files([old], source="S - S")
    assert report.warnings["older_than_known"] >= 1
    assert [p["code"] for p in report.problems][-1] == "older_than_known"
    with pytest.raises(UsageError, match="older than"):
        graph.import_files([old], source="S - S", replace=True, yes=True)
    assert graph.store.facts(RecordType.ACTOR, ["A"], Scope.INTERNAL)[0].name == "Nouveau"


def test_evidence_names_only_rows_that_count_and_that_the_reader_sees(graph: Graph, tmp_path: Path) -> None:
    ground = {"projects": "id,title,kind\nP,Un,operation", "actors": "id,name,kind\nA,Une,commune\nB,Deux,commune"}
    part = "actor,project,role\nA,P,porteur"
    base = folder(tmp_path, "base", participations=f"{part}\nB,P,expert", **ground)
    graph.import_files([base], source="Base - B", visibility="partners")
    other = folder(tmp_path, "other", participations=part)
    graph.import_files([other], source="Autre - A", visibility="partners")
    graph.import_files([other], source="Autre - A", visibility="internal")

    def rows(scope: str) -> set[tuple[str, int]]:
        hop = graph.paths("A", "B", scope=scope).paths[0].hops[0]
        return {(row.file, row.row) for row in hop.evidence[0].rows}

    seen = {("base/participations.csv", 2), ("base/participations.csv", 3)}
    assert rows("partners") == {("participations.csv", 2), ("participations.csv", 3)}  # folders are the team's
    assert rows("internal") == seen | {("other/participations.csv", 2)}
    ended = folder(tmp_path, "ended", actors="id,name,kind\nZ,Autre,commune")
    graph.import_files([ended], source="Autre - A", replace=True, yes=True)
    assert rows("internal") == seen
