"""What is chosen of a picture reaches it from the command line and over HTTP, at every question that has one."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_service.graph import Graph
from graph_service.queries import QUESTIONS
from tests.graph_service.house import AS_OF, Command, client, new_graph
from visualisations.presets import PRESETS

DRAWN = [question for question in QUESTIONS if question.draw]


def size(png: bytes) -> tuple[int, int]:
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


@pytest.fixture(scope="module")
def web(f1: Graph) -> Iterator[TestClient]:
    with client(f1) as caller:
        yield caller


def test_a_command_writes_a_picture_at_a_preset_with_its_dots_and_its_ground(
    f1_maillage: Command, tmp_path: Path
) -> None:
    file = tmp_path / "x.png"
    for words in (("paths", "TH", "CCS"), ("map", "--path", "TH", "CCS")):
        ran = f1_maillage(*words, "-o", file, "--preset", "slide", "--dpi", "150", "--transparent")
        assert ran.code == 0, ran.err
        assert size(file.read_bytes()) == (2000, 1125)
        file.unlink()


@pytest.mark.parametrize("question", DRAWN, ids=lambda question: question.name)
def test_every_question_with_a_picture_takes_the_options_and_no_other_does(
    f1_maillage: Command, question: object
) -> None:
    help_ = f1_maillage(question.name, "--help").out  # type: ignore[attr-defined]
    assert all(option in help_ for option in ("--preset", "--dpi", "--transparent"))
    for other in QUESTIONS:
        if not other.draw:
            assert "--preset" not in f1_maillage(other.name, "--help").out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("ties", "-o", "x.png", "--preset", "A5"), "figure-preset", "a4-landscape"),
        (("ties", "-o", "x.docx", "--preset", "a4"), "figure-not-taken", ".svg"),
        (("ties", "-o", "x.csv", "--dpi", "300"), "figure-not-taken", ".png"),
        (("ties", "-o", "x.svg", "--dpi", "300"), "figure-not-taken", ".png"),
        (("ties", "-o", "x.png", "--dpi", "many"), "figure-dpi", "600"),
        (("ties", "--preset", "a4"), "figure-no-file", "-o"),
        (("ties", "--transparent"), "figure-no-file", "-o"),
        (("map", "-o", "x.html", "--transparent"), "figure-not-taken", ".pdf"),
        (("map", "-o", "x.graphml", "--preset", "slide"), "figure-not-taken", ".png"),
    ],
    ids=" ".join,
)
def test_a_choice_that_is_not_known_or_not_taken_writes_no_file(
    f1_maillage: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = f1_maillage(*words, "--json")
    assert (ran.code, ran.json["code"]) == (2, code)
    assert told in ran.json["detail"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["paths/picture.{}?from=TH&to=CCS", "map.{}?path=TH&path=CCS"])
def test_the_service_draws_a_picture_at_a_preset(web: TestClient, path: str) -> None:
    png = web.get(f"/api/v1/{path.format('png')}&preset=slide&dpi=96&background=transparent")
    assert (png.status_code, png.headers["content-type"], size(png.content)) == (200, "image/png", (1280, 720))
    svg = web.get(f"/api/v1/{path.format('svg')}&preset=half")
    assert 'width="642.52"' in svg.text[:400]
    pdf = web.get(f"/api/v1/{path.format('pdf')}&preset=a4")
    assert (pdf.headers["content-type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert "maillage-remark" not in pdf.headers


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("picture.png?preset=a5", "a4-landscape"),
        ("picture.png?dpi=1e3", "600"),
        ("picture.png?background=red", "transparent"),
        ("picture.svg?dpi=300", "picture.png"),
        ("picture.json?preset=a4", "picture.svg"),
        ("table.csv?preset=a4", "picture.svg"),
        ("picture.png?presets=a4", "preset"),
    ],
)
def test_the_service_refuses_a_choice_with_those_there_are(web: TestClient, query: str, told: str) -> None:
    answer = web.get(f"/api/v1/ties/{query}", params={"lang": "en"} if "?" not in query else None)
    assert answer.status_code == 400, answer.text
    assert told in answer.json()["detail"]


@pytest.mark.parametrize("format_", ["json", "html", "graphml", "gexf", "csv"])
def test_a_map_in_a_format_that_has_no_size_takes_no_choice(web: TestClient, format_: str) -> None:
    assert web.get(f"/api/v1/map.{format_}?preset=a4").status_code == 400
    assert web.get(f"/api/v1/map.{format_}").status_code == 200


def test_openapi_names_every_preset_where_one_can_be_chosen(web: TestClient) -> None:
    paths = web.get("/api/v1/openapi.json").json()["paths"]
    known = [preset.id for preset in PRESETS]
    for path in ("/api/v1/map.png", "/api/v1/ties/{file}"):
        parameters = {each["name"]: each for each in paths[path]["get"]["parameters"]}
        schema = str(parameters["preset"]["schema"])
        assert all(f"'{each}'" in schema for each in known)
        assert {"dpi", "background"} <= parameters.keys()
    assert "preset" not in {each["name"] for each in paths["/api/v1/map.json"]["get"]["parameters"]}


def test_a_pdf_that_does_not_keep_its_standard_is_told_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "actors.csv"
    sheet.write_text("id,name,kind\nA,Signe \u0378,association\nB,Deux,association\n", "utf-8")
    file, store = tmp_path / "x.pdf", tmp_path / "signs.db"
    with new_graph(store) as graph:
        graph.import_files([sheet])
        with client(graph) as caller:
            answer = caller.get("/api/v1/map.pdf")
    assert "PDF/UA-1" in answer.headers["maillage-remark"]
    ran = Command(capsys, f"sqlite:///{store}")("ties", "-o", file, "--as-of", AS_OF)
    assert ran.code == 0, ran.err
    assert "PDF/UA-1" in ran.out
