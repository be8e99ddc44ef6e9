"""Every question as every file that it claims, in both languages: written, the same twice, and opened by another
program. What a lower scope may not see stands in none of them.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from graph_service.errors import UsageError
from graph_service.graph import Graph
from graph_service.messages import LANGS, say
from graph_service.model import SCOPES, Scope
from graph_service.queries import QUESTIONS
from tests.deep import DEEP
from tests.graph_service.house import AS_OF, Command, client, folder, new_graph
from tests.office import saved
from visualisations.writers import DATA, Writer, extensions, faces, of_extension, writers, written_by

CLAIMED = [
    (question, writer, LANGS[(n + at) % 2])
    for n, question in enumerate(QUESTIONS)
    for at, writer in enumerate(written_by(question))
]
"""Each question with each file, and the language that it is written in where one does."""
FIRST = {"docx": b"PK", "xlsx": b"PK", "png": b"\x89PNG\r\n\x1a\n", "html": b"<!doctype html>", "csv": b"\xef\xbb\xbf"}
"""How a file of an extension begins."""


def asked(question: Any) -> dict[str, Any]:
    example = max(question.examples, key=len)
    return {**example, "as_of": AS_OF}


@pytest.fixture(scope="module")
def files(f1: Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], Path]:
    """Every file, by question, name and language: in one of them each, in both in `make deep`."""
    place = tmp_path_factory.mktemp("files")
    found = {}
    for question, writer, usual in CLAIMED:
        for lang in LANGS if DEEP else (usual,):
            path = place / f"{question.name}-{lang}-{writer.name.replace('.', '-')}.{writer.extension}"
            path.write_bytes(f1.written(question, asked(question), writer.name, lang=lang))
            found[question.name, writer.name, lang] = path
    return found


def test_every_question_is_written_to_every_file_that_it_claims(files: dict[Any, Path]) -> None:
    """Prints a table: bytes of each question's file, in French and in English."""
    names = [writer.name for writer in writers()]
    print("\n" + " ".join(f"{name:>13}" for name in ["question", *names]))
    for question in QUESTIONS:
        sizes = [
            [files[key].stat().st_size for lang in LANGS if (key := (question.name, n, lang)) in files] for n in names
        ]
        print(" ".join(f"{cell:>13}" for cell in [question.name, *("/".join(map(str, each)) or "-" for each in sizes)]))
    for (_, name, _), path in files.items():
        assert path.read_bytes().startswith(FIRST.get(name.rpartition(".")[2], b"")), path.name
        assert path.stat().st_size > 100, path.name


def test_a_question_claims_a_file_by_the_faces_that_it_declares() -> None:
    for question in QUESTIONS:
        claimed = {writer.name for writer in written_by(question)}
        assert {"page.html", "words.html", "note.docx", DATA} <= claimed
        assert ({"picture.svg", "picture.png", "picture.html", "picture.json"} <= claimed) is bool(question.draw)
        assert ({"table.xlsx", "table.csv"} <= claimed) is bool(question.rows)
        assert question.rows, "every question of ours has a table"


def test_the_same_answer_gives_the_same_bytes(f1: Graph, files: dict[Any, Path]) -> None:
    again = Graph(f1.store, Scope.INTERNAL)
    for question, writer, lang in CLAIMED:
        fresh = again.written(question, asked(question), writer.name, lang=lang)
        assert fresh == files[question.name, writer.name, lang].read_bytes(), (question.name, writer.name)


def test_pictures_are_xml_and_data_are_json_and_tables_are_rows(files: dict[Any, Path]) -> None:
    for (question, name, _), path in files.items():
        if name.endswith(".svg"):
            assert ElementTree.fromstring(path.read_bytes()).tag == "{http://www.w3.org/2000/svg}svg"
        if name.endswith(".json"):
            assert json.loads(path.read_bytes())
        if name.endswith(".csv"):
            text = path.read_text("utf-8-sig")
            rows = list(csv.reader(io.StringIO(text), csv.Sniffer().sniff(text.splitlines()[0])))
            assert len({len(row) for row in rows}) == 1, question
            assert len(rows) > 1, question


@pytest.mark.needs("libreoffice", "writer")
def test_libreoffice_opens_every_note_and_every_table(files: dict[Any, Path], tmp_path: Path) -> None:
    office = [path for path in files.values() if path.suffix in (".docx", ".xlsx")]
    for made in saved(*office, to=tmp_path, kind="pdf"):
        assert made.read_bytes().startswith(b"%PDF")


@pytest.mark.browser
def test_a_browser_opens_every_page_and_every_picture_and_asks_nobody(files: dict[Any, Path], browser: Any) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda sent: faults.append(sent.url) if sent.url.startswith("http") else None)
    for (question, name, lang), path in files.items():
        kind = path.suffix
        if kind in (".html", ".svg"):
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.lang || document.documentElement.getAttribute('xml:lang')")
        if kind == ".png":
            page.goto(path.as_uri())
            width, height = page.evaluate("[document.images[0].naturalWidth, document.images[0].naturalHeight]")
            assert width >= 1000, (question, lang)
            assert height >= 300, (question, lang)
        assert faults == [], (question, name, lang)
    page.close()


# What is refused.


@pytest.mark.parametrize("lang", LANGS)
def test_a_face_that_a_question_lacks_is_refused_with_those_it_has(f1: Graph, lang: str) -> None:
    with pytest.raises(UsageError) as refused:
        f1.written("search", {"text": "tours"}, "picture.svg")
    told = say(refused.value.message, lang)
    assert {"fr": "un texte et un tableau", "en": "words and a table"}[lang] in told
    assert "note.docx" in told
    assert "picture" not in told.partition("“picture.svg”" if lang == "en" else "»")[2].partition(".")[2]


def test_the_command_line_refuses_it_before_it_asks_and_writes_nothing(f1_maillage: Command, tmp_path: Path) -> None:
    lacks = f1_maillage("search", "tours", "-o", str(tmp_path / "x.svg"), "--lang", "en")
    assert lacks.code == 2
    assert "It has words and a table" in lacks.err
    assert ".svg" not in lacks.err.partition("it is written as")[2]
    unknown = f1_maillage("search", "tours", "-o", str(tmp_path / "x.bmp"), "--lang", "en")
    assert unknown.code == 2
    assert "an answer is written as" in unknown.err
    assert list(tmp_path.glob("x.*")) == []


def test_every_extension_has_one_writer_that_the_command_line_takes(f1_maillage: Command, tmp_path: Path) -> None:
    for extension in extensions():
        path = tmp_path / f"paths.{extension}"
        ran = f1_maillage("paths", "TH", "CCS", "-o", str(path), "--json")
        assert ran.code == 0
        writer = of_extension(extension)
        assert isinstance(writer, Writer)
        assert ran.json == {"file": str(path), "holds": writer.name, "bytes": path.stat().st_size}


def test_over_http_a_file_stands_under_its_question(f1: Graph) -> None:
    with client(f1) as web:
        for question in QUESTIONS:
            values = asked(question)
            address = "/api/v1" + question.path.format(**values)
            query = {n: list(v) if isinstance(v, tuple) else v for n, v in values.items() if n not in question.in_path}
            for writer in written_by(question):
                if writer.name == DATA:
                    continue
                found = web.get(f"{address}/{writer.name}", params={**query, "lang": "en"})
                assert found.status_code == 200, (question.name, writer.name, found.text)
                assert found.headers["content-type"] == writer.media_type
                tag = found.headers["etag"]
                held = web.get(
                    f"{address}/{writer.name}", params={**query, "lang": "en"}, headers={"If-None-Match": tag}
                )
                assert held.status_code == 304
            french = web.get(f"{address}/words.html", params=query)
            assert (
                french.headers["etag"]
                != web.get(f"{address}/words.html", params={**query, "lang": "en"}).headers["etag"]
            )


def test_over_http_what_is_not_there_is_refused_with_what_is(f1: Graph) -> None:
    with client(f1) as web:
        found = web.get("/api/v1/search/picture.svg", params={"text": "tours", "lang": "en"})
        assert found.status_code == 404
        assert "words and a table" in found.json()["detail"]
        assert (
            web.get("/api/v1/paths/page.html", params={"from": "TH", "to": "CCS", "colour": "red"}).status_code == 400
        )
        assert web.get("/api/v1/history/REG/table.csv", params={"scope": "public"}).status_code == 403
        flag = web.get("/api/v1/ties/page.html", params={"file_rows": "oui"})
        assert (flag.status_code, "file_rows" in flag.json()["detail"]) == (400, True)
        assert web.get("/api/v1/actors/REG/table.csv", params={"scope": "cosmic"}).status_code == 400


# A table has all rows; where it may not, it says so.


def rows_of(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), csv.Sniffer().sniff(text.splitlines()[0])))


def test_a_table_has_all_rows_and_not_the_first_page(f1: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    total = f1.ties(as_of=AS_OF).total
    assert total == 20
    monkeypatch.setitem(f1.question("ties").page, "limit", 3)  # type: ignore[arg-type]
    assert len(rows_of(f1.written("ties", {"as_of": AS_OF}, "table.csv"))) == total + 1
    assert len(rows_of(f1.written("ties", {"as_of": AS_OF, "limit": 4}, "table.csv"))) == 4 + 1


def test_over_http_a_table_that_is_too_long_is_refused_and_not_cut(f1: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_service.api.answer_files.MOST_ROWS", 5)
    monkeypatch.setitem(f1.question("ties").page, "limit", 3)  # type: ignore[arg-type]
    with client(f1) as web:
        found = web.get("/api/v1/ties/table.csv", params={"lang": "en"})
        assert found.status_code == 413
        assert "20 rows" in found.json()["detail"]
        # A page and a note show the first rows anyway, and say of how many.
        shown = web.get("/api/v1/ties/page.html", params={"lang": "en"})
        assert shown.status_code == 200
        assert "5 first rows of 20" in shown.text or "first 5 rows of 20" in shown.text


# What a scope may not see.

SECRET = "Opération Canari"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Two actors who work together, with a third, a project and a source that only the team sees, all by one name."""
    place = tmp_path_factory.mktemp("planted")
    open_ = folder(
        place,
        "open",
        actors="id,name,kind\nA,Ville de Tours,commune\nB,Bailleur,bailleur_social",
        projects="id,title,kind,start,themes\nP,Contrat,contrat_de_ville,2020,citoyennete_participation",
        participations="actor,project,role\nA,P,porteur\nB,P,partenaire",
    )
    closed = folder(
        place,
        "closed",
        sources=f"id,producer,title\ncanari,{SECRET},{SECRET}",
        actors=f"id,name,kind,source\nCANARI,{SECRET},association,canari",
        projects=f"id,title,kind,start,source\nQ,{SECRET},contrat_de_ville,2020,canari",
        participations="actor,project,role,source\nA,Q,porteur,canari\nB,Q,partenaire,canari\nCANARI,P,partenaire,canari\n"
        "CANARI,Q,partenaire,canari",
    )
    with new_graph(place / "g.db", open_, visibility="public") as graph:
        graph.import_files([closed], visibility="internal")
        graph.configure(default_as_of=AS_OF)
        yield graph


PLANTED: dict[str, dict[str, Any]] = {
    "actor": {"id": "A"},
    "project": {"id": "P"},
    "paths": {"from": "A", "to": "B", "k": 5},
    "ties": {"evidence": 5},
    "who": {},
    "overview": {},
    "sources": {},
    "search": {"text": "a"},
    "gaps": {},
    "history": {"id": "A"},
}


def unpacked(data: bytes) -> bytes:
    """A file and, of an archive, all that is in it."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join([data, *(archive.read(name) for name in archive.namelist())])


@pytest.mark.parametrize("scope", SCOPES)
def test_what_the_team_alone_sees_is_in_no_file_of_a_lower_scope(planted: Graph, scope: Scope) -> None:
    assert set(PLANTED) == set(QUESTIONS.names)
    seen = False
    for question in QUESTIONS:
        if not scope.sees(question.reads):
            continue
        for writer in written_by(question):
            values = {**PLANTED[question.name], "depth": 2} if question.name == "actor" else PLANTED[question.name]
            data = unpacked(planted.written(question, values, writer.name, scope=scope, places=True))
            found = any(word.encode() in data for word in (SECRET, "CANARI", "canari", "Canari"))
            assert scope is Scope.INTERNAL or not found, (question.name, writer.name)
            seen = seen or found
    assert seen is (scope is Scope.INTERNAL)


def test_where_things_stand_in_files_is_told_only_where_somebody_asks(planted: Graph) -> None:
    for name in ("page.html", "words.html", "note.docx"):
        for question in ("actor", "project", "paths", "who", "history"):
            file = b"actors.csv" if question == "history" else b"participations.csv"
            quiet, told = (
                unpacked(planted.written(question, PLANTED[question], name, places=places)) for places in (False, True)
            )
            assert file not in quiet, (question, name)
            if name != "note.docx":
                assert file in told, (question, name)


def test_every_question_says_what_its_faces_are() -> None:
    assert {question.name: [str(face) for face in faces(question)] for question in QUESTIONS} == {
        "actor": ["words", "picture", "table"],
        "gaps": ["words", "table"],
        "history": ["words", "table"],
        "overview": ["words", "picture", "table"],
        "sources": ["words", "table"],
        "paths": ["words", "picture", "table"],
        "project": ["words", "picture", "table"],
        "search": ["words", "table"],
        "ties": ["words", "picture", "table"],
        "who": ["words", "picture", "table"],
    }
