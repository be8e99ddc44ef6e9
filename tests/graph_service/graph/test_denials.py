"""A word about a relation holds, whichever record of the same actor a source says it of
(docs/statements.md#7-words-of-staff)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import Graph, open_graph
from graph_service.messages import LANGS, say
from graph_service.model import Fact, RecordType, Scope
from tests.graph_service.house import bodies, client, folder, url

PUBLIC, PARTNERS, INTERNAL = Scope
SIREN = "213702616"
ACTORS = {
    "c": f"c,Ville de Tours,commune,{SIREN}",
    "a": f"a,Mairie de Tours,commune,{SIREN}",
    "b": "b,Amicale,association,",
    "z": "z,Zénith,association,",
}
RELATIONS: dict[RecordType, tuple[str, Callable[[str], str]]] = {
    RecordType.PARTICIPATION: ("actor,project,role,start", lambda who: f"{who},P,porteur,2020"),
    RecordType.PARTNERSHIP: ("actor,partner,kind,start,title", lambda who: f"b,{who},convention,2021,Accord"),
    RecordType.FUNDING: ("funder,recipient,amount,year,nature", lambda who: f"{who},P,1000,2024,subvention"),
}
OTHER_WAYS: dict[str, tuple[RecordType, str, Callable[[str], str]]] = {
    "partnership from": (
        RecordType.PARTNERSHIP,
        "actor,partner,kind,start,title",
        lambda who: f"{who},b,convention,2021,Accord",
    ),
    "membership of": (RecordType.PARTNERSHIP, "actor,partner,kind", lambda who: f"b,{who},adhesion"),
    "membership in": (RecordType.PARTNERSHIP, "actor,partner,kind", lambda who: f"{who},b,adhesion"),
    "funding to": (RecordType.FUNDING, "funder,recipient,amount,year", lambda who: f"b,{who},500,2023"),
}
EACH = {
    **{type_.value: (type_, *told) for type_, told in RELATIONS.items()},
    **OTHER_WAYS,
}
each = pytest.mark.parametrize("kind", EACH)
main = pytest.mark.parametrize("kind", [*(type_.value for type_ in RELATIONS), "membership of"])
WORDS: list[dict[str, Any]] = [
    {"op": "deny"},
    {"op": "hide", "visibility": "internal"},
    {"op": "set", "fields": {"end": "2025"}},
]


class World:
    """A graph that one source speaks to, of two records of one town: `c` and `a`."""

    def __init__(self, graph: Graph, at: Path, kind: str) -> None:
        self.graph, self.at, self.files = graph, at, 0
        self.type, self.header, self.row = EACH[kind]

    def says(self, *rows: str, actors: str = "abcz", source: str = "Registre - Liste", **options: Any) -> Any:
        self.files += 1
        sheets = {"projects": "id,title,kind\nP,Projet,operation"}
        if actors:
            sheets["actors"] = "id,name,kind,siren\n" + "\n".join(ACTORS[id_] for id_ in actors)
        if rows:
            sheets[self.type.sheet] = "\n".join([self.header, *rows])
        made = folder(self.at, f"f{self.files}", **sheets)
        return self.graph.import_files([made], source=source, visibility=options.pop("visibility", "public"), **options)

    def there(self, scope: Scope = INTERNAL) -> list[Fact]:
        return self.graph.store.facts(self.type, None, scope)

    def word(self, op: str, **more: Any) -> Any:
        (fact,) = self.there()
        return self.graph.edit([{"op": op, "type": self.type, "ids": [fact.id], **more}])


@pytest.fixture
def world(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    with open_graph(url(tmp_path / "g.db"), create=True) as graph:
        yield World(graph, tmp_path, request.getfixturevalue("kind"))


@each
def test_a_denial_holds_when_the_same_source_says_it_of_the_same_actors_other_record(world: World, kind: str) -> None:
    world.says(world.row("c"))
    world.word("deny")
    assert world.there() == []
    world.says(world.row("a"))  # the same chain source: what it said of c is over, or stands beside it
    assert [world.there(scope) for scope in Scope] == [[], [], []]
    world.says(world.row("a"), source="Autre - Liste") if world.type is not RecordType.FUNDING else None
    assert [world.there(scope) for scope in Scope] == [[], [], []]


@each
def test_a_denial_holds_where_the_other_record_comes_later(world: World, kind: str) -> None:
    world.says(world.row("c"), actors="bcz")
    world.word("deny")
    report = world.says(world.row("a"), actors="abcz")
    assert [world.there(scope) for scope in Scope] == [[], [], []]
    assert "unheard" not in report.warnings


@main
def test_a_denial_holds_where_the_first_record_is_said_again_after_it_was_gone(world: World, kind: str) -> None:
    """Who is one with whom is asked at each reading: a denial of `c` waits while nobody says that there is a `c`."""
    world.says(world.row("c"), actors="bcz")
    world.word("deny")
    world.says(world.row("a"), actors="abz", replace=True, yes=True)
    assert len(world.there()) == 1
    world.says(world.row("a"), actors="abcz")
    assert [world.there(scope) for scope in Scope] == [[], [], []]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: str(word["op"]))
@pytest.mark.parametrize("kind", [k for k in EACH if "funding" not in k])
def test_every_word_reaches_what_is_said_of_the_other_record(world: World, kind: str, word: dict[str, Any]) -> None:
    world.says(world.row("c"))
    world.word(**word)
    before = {scope: [dict(f.values) for f in world.there(scope)] for scope in Scope}
    world.says(world.row("a"), actors="abz", replace=True, yes=True)  # now of `a` alone
    assert [{**v, **dict.fromkeys(("actor", "partner"))} for v in before[INTERNAL]] == [
        {**f.values, **dict.fromkeys(("actor", "partner"))} for f in world.there()
    ]
    assert [len(before[scope]) for scope in Scope] == [len(world.there(scope)) for scope in Scope]


@main
def test_an_affirmation_after_it_lets_both_be_said(world: World, kind: str) -> None:
    world.says(world.row("c"), actors="bcz")
    (fact,) = world.there()
    world.word("deny")
    world.says(world.row("a"), actors="abcz")
    world.graph.edit([{"op": "affirm", "type": world.type, "ids": [fact.id]}])
    assert len(world.there()) == (2 if world.type is RecordType.FUNDING else 1)


@main
def test_what_is_affirmed_by_the_id_of_what_came_later_is_back(world: World, kind: str) -> None:
    world.says(world.row("c"), actors="bcz")
    world.word("deny")
    world.says(world.row("a"), actors="abz", replace=True, yes=True)
    (later,) = world.there()
    world.says(world.row("a"), actors="abcz")
    assert world.there() == []
    world.graph.edit([{"op": "affirm", "type": world.type, "ids": [later.id]}])
    assert len(world.there()) == 1


@main
def test_undone_it_is_as_if_it_had_never_been_said(world: World, kind: str) -> None:
    world.says(world.row("c"), actors="bcz")
    denied = world.word("deny")
    world.says(world.row("a"), actors="abcz")
    world.graph.undo(denied.import_id, yes=True)
    undone = bodies(world.graph)
    with open_graph(url(world.at / "other.db"), create=True) as graph:
        other = World(graph, world.at, kind)
        other.files = 10
        other.says(world.row("c"), actors="bcz")
        other.says(world.row("a"), actors="abcz")
        assert bodies(graph) == undone


@main
def test_merged_after_it_a_denial_reaches_what_the_other_actor_says_too(world: World, kind: str) -> None:
    world.says(world.row("c"), world.row("z"))
    (fact,) = [
        f for f in world.there() if "z" not in (f.get("actor"), f.get("partner"), f.get("funder"), f.get("recipient"))
    ]
    world.graph.edit([{"op": "deny", "type": world.type, "ids": [fact.id]}])
    assert len(world.there()) == 1
    world.graph.edit([{"op": "same", "ids": ["c", "z"]}])
    assert world.there() == []


@main
def test_split_after_it_a_denial_holds_of_both(world: World, kind: str) -> None:
    """It named both when it was spoken."""
    world.says(world.row("c"))
    world.word("deny")
    world.graph.edit([{"op": "different", "ids": ["c", "a"]}])
    world.says(world.row("c"), world.row("a"))
    assert world.there() == []


@main
def test_an_actor_beside_them_is_left_alone(world: World, kind: str) -> None:
    world.says(world.row("c"), world.row("z"))
    (fact,) = [f for f in world.there() if "z" not in f.values.values()]
    world.graph.edit([{"op": "deny", "type": world.type, "ids": [fact.id]}])
    world.says(world.row("a"), world.row("z"))
    (left,) = world.there()
    assert "z" in left.values.values()


@pytest.mark.parametrize("kind", ["membership of", "membership in"])
def test_the_other_direction_is_another_relation(world: World, kind: str) -> None:
    world.says(world.row("c"))
    world.word("deny")
    _, _, other = EACH["membership in" if kind == "membership of" else "membership of"]
    world.says(other("a"), other("c"))
    assert len(world.there()) == 1
    assert [f.get("directed") for f in world.there()] == [True]


@each
def test_where_a_scope_does_not_see_that_they_are_one_it_keeps_what_it_sees_and_the_import_says_so(
    world: World, kind: str
) -> None:
    """`c` is for the team alone: what others see of `a` never hangs on it (docs/statements.md#9-laws)."""
    world.says(actors="b", visibility="public")
    world.says(world.row("c"), actors="c", visibility="internal")
    world.word("deny")
    report = world.says(world.row("a"), actors="a", source="Registre - Liste")
    assert [len(world.there(scope)) for scope in Scope] == [1, 1, 0]
    assert report.warnings["unheard"] == 1
    (told,) = [p for p in report.problems if p["code"] == "unheard"]
    assert "le public et un partenaire" in say(told["message"], "fr")
    assert all("Mairie de Tours" in say(told["message"], lang) for lang in LANGS)
    # It says what to do: spoken again, now that the team sees that they are one, the word names both.
    (fact,) = world.there(PUBLIC)
    again = world.graph.edit([{"op": "deny", "type": world.type, "ids": [fact.id]}])
    assert [len(world.there(scope)) for scope in Scope] == [0, 0, 0]
    assert again.unheard == ()


@main
def test_an_edit_says_too_whom_it_does_not_reach(world: World, kind: str) -> None:
    world.says(actors="b")
    world.says(world.row("a"), actors="a")
    world.says(world.row("c"), actors="c", visibility="internal")
    (fact, *_) = [f for f in world.there() if any("c" in k for k in f.keys)]
    report = world.graph.edit([{"op": "deny", "type": world.type, "ids": [fact.id]}])
    assert [len(world.there(scope)) for scope in Scope] == [0, 0, 0]
    assert report.unheard == ()


@main
def test_a_replica_holds_the_denial_too(world: World, kind: str) -> None:
    world.says(world.row("c"), actors="bcz")
    world.word("deny")
    world.says(world.row("a"), actors="abcz")
    for scope in (PUBLIC, PARTNERS):
        replica = url(world.at / f"{scope}.db")
        world.graph.copy_to(replica, scope=scope)
        with open_graph(replica) as graph:
            assert graph.store.facts(world.type, None, scope) == []


PUT = {
    "participation": {"project": "P", "role": "porteur", "start": "2020"},
    "membership in": {"partner": "b", "kind": "adhesion"},
}


@pytest.mark.parametrize("kind", PUT)
def test_what_is_deleted_over_http_stays_so_and_what_is_put_there_again_is_affirmed(world: World, kind: str) -> None:
    world.says(world.row("c"), actors="bcz")
    (fact,) = world.there()
    with client(world.graph) as web:
        address = f"/api/v1/{world.type.sheet}/{fact.id}"
        done = web.delete(address, headers={"If-Match": web.get(address).headers["etag"]})
        assert done.status_code == 200, done.text
        report = world.says(world.row("a"), actors="abcz")
        assert (world.there(), report.counts["created"][world.type.sheet]) == ([], 0)
        done = web.put(address, json={"actor": "c", **PUT[kind]}, headers={"If-None-Match": "*"})
        assert done.status_code in (200, 201), done.text
    assert len(world.there()) == 1


@main
def test_a_row_that_is_deleted_in_a_workbook_stays_denied(world: World, kind: str) -> None:
    world.says(world.row("c"), world.row("z"), actors="bcz")
    book = world.at / "book.zip"
    world.graph.export(book)
    with zipfile.ZipFile(book) as kept:
        files = {name: kept.read(name) for name in kept.namelist()}
    sheet = f"{world.type.sheet}.csv"
    lines = files[sheet].decode("utf-8-sig").splitlines()
    (gone,) = [n for n, line in enumerate(lines) if n and "c" in re.split("[,;]", line)[:2]]
    files[sheet] = ("\ufeff" + "\n".join(lines[:gone] + lines[gone + 1 :]) + "\n").encode()
    with zipfile.ZipFile(book, "w") as edited:
        for name, content in files.items():
            edited.writestr(name, content)
    world.graph.import_files([book], replace=True, yes=True)
    assert len(world.there()) == 1
    world.says(world.row("a"), world.row("z"), actors="abcz")
    (left,) = world.there()
    assert "z" in left.values.values()
