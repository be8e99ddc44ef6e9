"""Publications: only what the public sees, frozen, written whole, and named when it must be deleted."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from graph_service.errors import Conflict, Forbidden, InputError, MaillageError, NotFound, UsageError
from graph_service.graph import Graph
from graph_service.graph.saved import folders, register, slugs
from graph_service.messages import say
from graph_service.model import Op, RecordType, Scope
from tests.graph_service.house import AS_OF, folder, new_graph

HIDDEN = {
    "actors": "id,name,kind,visibility\nSEC,Cabinet Secret,association,internal",
    "participations": "actor,project,role,visibility\nSEC,P1,partenaire,internal",
}


@pytest.fixture(scope="module")
def made(f1_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A store with two maps for the public and something that it does not see, and the same one and its folder once
    both maps are published: to be copied."""
    at = tmp_path_factory.mktemp("made")
    shutil.copy(f1_file, at / "saved.db")
    graph = new_graph(at / "saved.db", folder(at, "hidden", **HIDDEN))
    graph.save_map("Réseau", "ties", {"as_of": AS_OF}, scope="public", freeze=True)
    graph.save_map("Chemin", "paths", {"from": "TH", "to": "CCS"}, scope="public")
    graph.close()
    shutil.copy(at / "saved.db", at / "published.db")
    graph = new_graph(at / "published.db")
    graph.publish(at / "cartes")
    graph.close()
    return at / "saved.db", at / "published.db"


def opened(file: Path, tmp_path: Path) -> Graph:
    shutil.copy(file, tmp_path / "own.db")
    return new_graph(tmp_path / "own.db")


@pytest.fixture
def to(tmp_path: Path) -> Path:
    (tmp_path / "web").mkdir()
    return tmp_path / "web" / "cartes"


@pytest.fixture
def graph(made: tuple[Path, Path], tmp_path: Path) -> Iterator[Graph]:
    with opened(made[0], tmp_path) as graph:
        yield graph


@pytest.fixture
def published(made: tuple[Path, Path], tmp_path: Path, to: Path) -> Iterator[Graph]:
    """As `graph`, once both maps are published in `to`."""
    shutil.copytree(made[1].with_name("cartes"), to)
    with opened(made[1], tmp_path) as graph:
        # A folder that was moved is known by what stands in it.
        assert not graph.publish(to).changed
        yield graph


def content(target: Path) -> dict[str, bytes]:
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def hide(graph: Graph, type_: str, id_: str) -> None:
    graph.edit([{"op": "hide", "type": type_, "ids": [id_], "visibility": "internal"}])


def rename(graph: Graph) -> None:
    graph.edit([{"op": "set", "type": "actor", "ids": ["TH"], "fields": {"name": "Renommée"}}])


def refused(graph: Graph, to: Path, *names: str) -> list[str]:
    """The codes with which publishing is refused, once it is seen that nothing was written."""
    before, known = content(to) if to.exists() else None, graph.publications()
    with pytest.raises(InputError) as found:
        graph.publish(to, names)
    assert (content(to) if to.exists() else None) == before
    assert graph.publications() == known
    assert all(say(each["message"], lang) for each in found.value.problems for lang in ("fr", "en"))
    assert not list(to.parent.glob(".*")), "nothing is left beside it"
    return [each["code"] for each in found.value.problems]


def test_every_map_for_the_public_becomes_a_folder_and_the_list_leads_to_it(graph: Graph, to: Path) -> None:
    graph.save_map("Interne", "ties", {})
    done = graph.publish(to, url="https://exemple.fr/cartes", title="Nos cartes")
    files = content(to)

    own = {"index.html", "map.svg", "map.png", "table.csv", "oembed.json", "iframe.html.txt"}
    assert files.keys() == {
        "index.html",
        "robots.txt",
        folders.MARKER,
        *(f"{slug}/{name}" for slug in ("reseau", "chemin") for name in own),
    }
    assert done.written == ("Chemin", "Réseau")
    page = files["index.html"].decode()
    assert '<h1 dir="auto">Nos cartes</h1>' in page
    assert "Interne" not in page
    assert {"reseau/index.html", "reseau/map.svg", "reseau/table.csv"} <= set(re.findall(r'href="([^"]+)"', page))
    said = json.loads(files["reseau/oembed.json"])
    assert (said["version"], said["type"], said["title"]) == ("1.0", "rich", "Qui travaille avec qui")
    snippet = files["reseau/iframe.html.txt"].decode().strip()
    assert said["html"] == snippet
    assert 'src="https://exemple.fr/cartes/reseau/index.html"' in snippet
    assert 'title="Qui travaille avec qui"' in snippet
    assert 'loading="lazy"' in snippet
    rows = files["chemin/table.csv"].decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + len(graph.draw_map("Chemin").edges)


@pytest.mark.parametrize("index", [False, True])
def test_search_engines_are_kept_out_unless_they_are_asked_in(graph: Graph, to: Path, index: bool) -> None:
    graph.publish(to, ["Chemin"], index=index)
    files = content(to)
    pages = [data.decode() for path, data in files.items() if path.endswith(".html")]
    assert len(pages) == 2
    assert {'<meta name="robots" content="noindex">' in page for page in pages} == {not index}
    assert files["robots.txt"].decode() == f"User-agent: *\nDisallow:{'' if index else ' /'}\n"


def test_a_publication_keeps_its_bytes_though_the_data_moved(published: Graph, to: Path, tmp_path: Path) -> None:
    graph = published
    before = content(to)
    rename(graph)
    graph.import_files([folder(tmp_path, "more", actors="id,name,kind\nNEW,Nouvelle,association")])

    assert not graph.publish(to).changed
    assert not graph.publish(to, ["Chemin", "Réseau"]).changed
    assert content(to) == before

    for path in (*to.rglob("*"),):
        if path.is_file():
            path.unlink()
    for path in sorted(to.rglob("*"), reverse=True):
        path.rmdir()
    to.rmdir()
    assert graph.publish(to).changed, "the folder was lost: what was drawn is kept in the store"
    assert content(to) == before

    other = to.with_name("ailleurs")
    graph.publish(other, ["Réseau"])
    for name in ("map.svg", "map.png", "table.csv", "index.html"):
        assert content(other)[f"reseau/{name}"] == before[f"reseau/{name}"], "a frozen map is the same everywhere"

    assert graph.publish(to, ["Chemin"], refresh=True).written == ("Chemin",)
    assert "Renommée" in content(to)["chemin/index.html"].decode()
    assert content(to)["reseau/map.svg"] == before["reseau/map.svg"]


def test_a_map_that_is_added_later_leaves_the_others_as_they_are(graph: Graph, to: Path) -> None:
    graph.publish(to, ["Réseau"])
    before = content(to)
    done = graph.publish(to, ["Chemin"])
    after = content(to)
    assert done.written == ("Chemin",)
    changed = {path for path in before if after[path] != before[path]}
    assert changed == {"index.html", folders.MARKER}
    assert [each.name for each in graph.publications()[0][0].maps] == ["Chemin", "Réseau"]


@pytest.mark.parametrize(
    ("question", "values", "codes"),
    [
        ("actor", {"id": "SEC"}, ["publish-unseen"]),
        ("paths", {"from": "TH", "to": "SEC"}, ["publish-unseen"]),
        ("project", {"id": "P1", "as_of": AS_OF}, ["publish-less"]),
        ("ties", {"as_of": AS_OF}, ["publish-less"]),
    ],
)
def test_a_map_of_the_team_that_shows_more_than_the_public_sees_is_refused_whole(
    graph: Graph, to: Path, question: str, values: dict[str, str], codes: list[str]
) -> None:
    graph.save_map("De l’équipe", question, values)
    assert refused(graph, to, "De l’équipe") == codes
    assert refused(graph, to, "Chemin", "De l’équipe") == codes


def test_a_map_of_the_team_that_shows_what_the_public_sees_is_published_as_the_public_sees_it(
    graph: Graph, to: Path
) -> None:
    graph.save_map("De l’équipe", "actor", {"id": "UO", "as_of": AS_OF})
    graph.publish(to, ["De l’équipe"])
    assert "Vu par tous" in content(to)["de-l-equipe/map.svg"].decode()


def test_what_was_frozen_for_others_is_not_published(graph: Graph, to: Path) -> None:
    for scope in ("internal", "partners"):
        graph.save_map(f"Pour {scope}", "actor", {"id": "UO", "as_of": AS_OF}, scope=scope, freeze=True)
        assert refused(graph, to, f"Pour {scope}") == ["publish-frozen-for"]


def test_the_name_of_a_map_is_published_too(graph: Graph, to: Path) -> None:
    graph.save_map("Sans le cabinet secret", "actor", {"id": "UO", "as_of": AS_OF})
    assert refused(graph, to, "Sans le cabinet secret") == ["publish-telling"]


def test_what_was_hidden_since_is_neither_published_nor_published_again_and_is_named(
    published: Graph, to: Path
) -> None:
    graph = published
    assert graph.publications()[0][1] == []
    hide(graph, "actor", "TH")

    assert refused(graph, to) == ["publish-hidden", "publish-hidden"]
    assert refused(graph, to.with_name("autre"), "Réseau") == ["publish-hidden"]
    ((_, exposed),) = graph.publications()
    assert {each.map.name for each in exposed} == {"Réseau", "Chemin"}
    assert all(each.hidden and "TH" in {it.held.id for it in each.missing} for each in exposed)
    assert f"{to}/reseau/map.svg" in exposed[1].addresses


@pytest.mark.parametrize("type_", [RecordType.PARTICIPATION, RecordType.PROJECT])
def test_what_only_stands_behind_a_line_counts_too(published: Graph, to: Path, type_: RecordType) -> None:
    graph = published
    facts = graph.store.facts(type_, None, Scope.PUBLIC)
    fact = next(f for f in facts if "P1" in (f.id, f.get("project")))
    hide(graph, type_.value, fact.id)
    assert set(refused(graph, to)) == {"publish-hidden"}


def test_what_is_gone_from_the_data_stays_published_and_is_told(published: Graph, to: Path) -> None:
    graph = published
    before = content(to)
    graph.edit([{"op": Op.DENY.value, "type": "actor", "ids": ["TH"]}])
    done = graph.publish(to)
    assert content(to) == before
    assert {each.map.name for each in done.gone} == {"Réseau", "Chemin"}
    assert not any(each.hidden for each in done.gone)


def test_the_register_says_when_where_which_maps_what_they_show_and_what_their_files_are(
    published: Graph, to: Path
) -> None:
    graph = published
    ((found, _),) = graph.publications()
    assert found.folder == str(to)
    assert {(each.type, each.id) for each in found.maps[0].holds} >= {
        ("actor", "TH"),
        ("actor", "CCS"),
        ("record", "P1"),
    }
    assert {path: folders.digest(data) for path, data in content(to).items() if path != folders.MARKER} == {
        **found.files,
        **{path: digest for each in found.maps for path, digest in each.files.items()},
    }
    for scope in ("public", "partners"):
        with pytest.raises(Forbidden):
            Graph(graph.store, Scope(scope)).publications()


def test_a_withdrawn_publication_is_gone_from_its_folder_and_from_the_store_and_the_register_remembers(
    published: Graph, to: Path
) -> None:
    graph = published
    (to / "CNAME").write_text("cartes.exemple.fr")
    gone, there = graph.withdraw(str(to))
    assert there
    assert content(to) == {"CNAME": b"cartes.exemple.fr"}
    assert [each for each in graph.store.documents(register.FILES) if each.body is not None] == []
    ((found, exposed),) = graph.publications()
    assert (found.withdrawn is not None, found.paths == gone.paths, exposed) == (True, True, [])
    with pytest.raises(NotFound):
        graph.withdraw(str(to))

    (to / "CNAME").unlink()
    again = graph.publish(to)
    assert again.publication.id != found.id


def test_a_publication_whose_folder_is_not_here_is_withdrawn_all_the_same(published: Graph, to: Path) -> None:
    graph = published
    os.replace(to, to.with_name("ailleurs"))
    found, there = graph.withdraw(graph.publications()[0][0].id)
    assert (found.folder, there) == (str(to), False)


# The folder


@pytest.mark.parametrize(
    "foreign",
    [
        {"index.html": "mine"},
        {"a/b.txt": "mine"},
        {folders.MARKER: "not json"},
        {folders.MARKER: "[]"},
        {folders.MARKER: '{"maillage": 99, "publication": "x", "files": {}}'},
        {folders.MARKER: '{"maillage": 1, "publication": "of another store", "files": {}}', "index.html": "x"},
    ],
)
def test_a_folder_that_holds_anything_else_is_left_alone(graph: Graph, to: Path, foreign: Mapping[str, str]) -> None:
    for path, text in foreign.items():
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        (to / path).write_text(text)
    before = content(to)
    with pytest.raises(UsageError):
        graph.publish(to)
    assert content(to) == before
    assert graph.publications() == []


def test_a_file_in_the_place_of_the_folder_and_the_folder_of_the_command_are_refused(
    graph: Graph, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to.write_text("a file")
    with pytest.raises(UsageError, match="is a file"):
        graph.publish(to)
    to.unlink()
    to.mkdir()
    monkeypatch.chdir(to)
    with pytest.raises(UsageError, match="runs in"):
        graph.publish(Path("."))
    assert [each for each, _ in graph.publications() if each.withdrawn is None] == []


def test_what_else_lies_in_a_publication_stays(published: Graph, to: Path) -> None:
    graph = published
    (to / ".htaccess").write_text("Header set X 1")
    (to / "reseau" / "note.txt").write_text("à garder")
    rename(graph)
    assert graph.publish(to, ["Chemin"], refresh=True).changed
    assert (to / ".htaccess").read_text() == "Header set X 1"
    assert (to / "reseau" / "note.txt").read_text() == "à garder"


def test_a_folder_that_cannot_be_written_leaves_all_as_it_was(published: Graph, to: Path) -> None:
    graph = published
    rename(graph)
    before = content(to)
    # A file where the new folder would be made.
    to.with_name(f".{to.name}.maillage-new").write_text("in the way")
    with pytest.raises((OSError, MaillageError)):
        graph.publish(to, ["Chemin"], refresh=True)
    assert content(to) == before
    ((found, _),) = graph.publications()
    to.with_name(f".{to.name}.maillage-new").unlink()
    graph.publish(to)
    assert {path: folders.digest(data) for path, data in content(to).items() if path in found.paths} == {
        path: digest for each in (found, *found.maps) for path, digest in each.files.items()
    }, "the register names what is written by the next command"


@pytest.mark.parametrize("moment", ["before", "between", "after"])
def test_what_was_cut_short_is_put_right_by_the_next_command(published: Graph, to: Path, moment: str) -> None:
    graph = published
    before = content(to)
    new, old = (to.with_name(f".{to.name}.maillage-{name}") for name in ("new", "old"))
    if moment == "before":
        new.mkdir()
        (new / "index.html").write_text("half")
    elif moment == "between":
        os.replace(to, old)
        new.mkdir()
    else:
        old.mkdir()
        (old / "index.html").write_text("of before")
    assert not graph.publish(to).changed
    assert content(to) == before
    assert [each.name for each in to.parent.iterdir()] == [to.name]


def test_a_first_publication_that_fails_is_in_no_list_as_if_it_were_there(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such"):
        graph.publish(tmp_path / "nowhere" / "at" / "all")
    assert [each.withdrawn is not None for each, _ in graph.publications()] == [True]
    assert [each for each in graph.store.documents(register.FILES) if each.body is not None] == []


def test_options_of_a_publication_stay_unless_it_is_drawn_anew(graph: Graph, to: Path) -> None:
    graph.publish(to, ["Chemin"], url="https://exemple.fr/a", lang="en")
    with pytest.raises(UsageError):
        graph.publish(to, url="https://exemple.fr/b")
    assert not graph.publish(to, url="https://exemple.fr/a/").changed
    graph.publish(to, url="https://exemple.fr/b", refresh=True)
    assert "https://exemple.fr/b/chemin/index.html" in content(to)["chemin/oembed.json"].decode()
    assert '<html lang="en">' in content(to)["index.html"].decode()


@pytest.mark.parametrize("url", ["exemple.fr", "javascript:alert(1)", "https://", 'https://x"><script>', "file:///x"])
def test_what_is_no_address_on_the_web_is_refused(graph: Graph, to: Path, url: str) -> None:
    with pytest.raises(UsageError):
        graph.publish(to, url=url)


def test_without_a_map_for_the_public_nothing_is_published(own_f1: Graph, to: Path) -> None:
    own_f1.save_map("Interne", "ties", {})
    with pytest.raises(UsageError, match="No map is saved"):
        own_f1.publish(to)
    with pytest.raises(NotFound):
        own_f1.publish(to, ["Personne"])
    assert not to.exists()


def test_two_who_publish_at_once_meet_in_the_register(published: Graph, to: Path) -> None:
    graph = published
    ((found, _),) = graph.publications()
    register.put(graph.store, found)
    with pytest.raises(Conflict):
        register.put(graph.store, found)


# Names of files


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Réseau d’Œuvres", "reseau-d-oeuvres"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "carte-con"),
        ("com1", "carte-com1"),
        ("nul", "carte-nul"),
        ("جمعية", "carte"),
        ("<img src=x>", "img-src-x"),
        ("a" * 200, "a" * 60),
        (f"{'a' * 59} b", "a" * 59),
    ],
)
def test_a_name_of_a_map_becomes_a_name_of_a_folder_that_every_system_takes(name: str, made: str) -> None:
    assert slugs.slug(name) == made


def test_no_two_maps_share_a_folder() -> None:
    found = slugs.slugs(["Tours", "tours !", "TOURS", "Tours 2", "", "جمعية"], taken=["carte"])
    assert found == ["tours", "tours-2", "tours-3", "tours-2-2", "carte-2", "carte-3"]


def test_names_that_would_like_to_be_markup_stay_text_in_every_file(graph: Graph, to: Path, tmp_path: Path) -> None:
    hostile = '<img src=x onerror="alert(1)">\'</script>&'
    rows = 'id,name,kind\nEVIL,"=cmd|<img src=x onerror=""alert(1)"">",association'
    part = "actor,project,role\nEVIL,P1,partenaire"
    files = folder(tmp_path, "evil", actors=rows, participations=part)
    graph.import_files([files], visibility="public")
    graph.save_map(hostile, "project", {"id": "P1", "as_of": AS_OF}, scope="public")
    graph.publish(to, [hostile], title=hostile)
    for path, data in content(to).items():
        if path.endswith((".html", ".svg", ".txt")):
            assert b"<img src=x" not in data, path
        if path.endswith(".csv"):
            assert not re.search(r'(^|[;"])=cmd', data.decode("utf-8-sig")), path
