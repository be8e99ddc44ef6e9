"""Somebody else's generator makes a client of our document, and the client asks a running service everything."""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from openapi_python_client import generate
from openapi_python_client.config import Config, ConfigFile, MetaType

from graph_service.graph import Graph, open_graph
from graph_service.messages import LANGS
from graph_service.queries import QUESTIONS
from tests.graph_service.api.visits import served
from tests.graph_service.house import client, url

pytestmark = pytest.mark.slow
NAME = "generated_client_of_maillage"
FILES = (
    "application/gexf+xml",
    "application/graphml+xml",
    "application/pdf",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "image/png",
    "image/svg+xml",
)


@pytest.fixture(scope="module")
def own(f1_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    path = tmp_path_factory.mktemp("served") / "f1.db"
    path.write_bytes(f1_file.read_bytes())
    with open_graph(url(path)) as graph:
        yield graph


@pytest.fixture(scope="module")
def made(own: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The client as a module, made without a word of complaint."""
    folder = tmp_path_factory.mktemp("client")
    with client(own) as web:
        (folder / "openapi.json").write_text(json.dumps(web.get("/api/v1/openapi.json").json()), "utf-8")
    # The generator knows one type of files; ours are others, which is no fault of the document.
    known = dict.fromkeys(FILES, "application/octet-stream")
    config = Config.from_sources(
        ConfigFile(post_hooks=[], literal_enums=True, content_type_overrides=known),
        MetaType.NONE,
        document_source=folder / "openapi.json",
        file_encoding="utf-8",
        overwrite=False,
        output_path=folder / NAME,
    )
    assert list(generate(config=config)) == []
    sys.path.insert(0, str(folder))
    yield importlib.import_module(NAME)
    sys.path.remove(str(folder))


@pytest.fixture(scope="module")
def caller(made: Any, own: Graph) -> Iterator[Any]:
    with served(own) as printed:
        parts = urlsplit(printed)
        (token,) = parse_qs(parts.query)["token"]
        with made.AuthenticatedClient(f"{parts.scheme}://{parts.netloc}", token) as found:
            yield found


def operation(tag: str, name: str) -> Any:
    return importlib.import_module(f"{NAME}.api.{tag}.{name}")


def models() -> Any:
    return importlib.import_module(f"{NAME}.models")


def typed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


ASKED = [(question, example) for question in QUESTIONS for example in question.examples]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("question", "example"), ASKED, ids=[f"{q.name} {e}" for q, e in ASKED])
def test_the_client_gets_what_python_gets(caller: Any, own: Graph, question: Any, example: Any, lang: str) -> None:
    limited = {} if question.limit is None else {"limit": question.limit}
    python = own.ask(question, {**example, **limited, "as_of": "2025-01-01"})
    given = {p.field: typed(example[p.name]) for p in question.parameters if p.name in example}
    answer = operation("questions", question.name).sync(client=caller, as_of=date(2025, 1, 1), lang=lang, **given)
    assert type(answer).__name__ == question.answer.__name__
    assert answer.to_dict() == python.model_dump(mode="json", by_alias=True, context={"lang": lang})


def test_what_cannot_be_answered_is_a_problem_with_a_code(caller: Any) -> None:
    problem = operation("questions", "actor").sync(client=caller, id="personne")
    assert (type(problem).__name__, problem.status, problem.code) == ("Problem", 404, "not-found")


def test_the_client_draws_a_map_and_takes_an_export(caller: Any) -> None:
    drawn = operation("maps", "map_json").sync(client=caller, path=["TH", "CCS"], k=1)
    assert {node.id for node in drawn.nodes} == {"TH", "REG", "V2", "CCS"}
    assert operation("exports", "export").sync(client=caller, name="all.zip").payload.read().startswith(b"PK")
    assert "<html" in operation("maps", "map_html").sync(client=caller, focus="TM")
    assert b"<svg" in operation("maps", "map_svg").sync(client=caller, focus="TM").payload.read()
    assert operation("maps", "map_png").sync(client=caller, project="P1").payload.read().startswith(b"\x89PNG")


def test_the_client_brings_a_file_corrects_puts_and_undoes(caller: Any) -> None:
    file_type = importlib.import_module(f"{NAME}.types").File
    file = file_type(BytesIO(b"id,name,kind\nN,Neuf,association\n"), "actors.csv", "text/csv")
    body = models().Upload(files=[file], source="Ville - liste", dry_run=False)
    job = operation("imports", "import_files").sync(client=caller, body=body)
    while job.state in ("reading", "writing"):
        time.sleep(0.05)
        job = operation("jobs", "read_job").sync(client=caller, job=job.id)
    report = models().ImportReport.from_dict(job.result.to_dict())
    assert report.created["actors"] == 1
    fields = models().OperationFields.from_dict({"acronym": "N."})
    said = [models().Operation(op="set", ids=["N"], fields=fields)]
    assert operation("records", "edit").sync(client=caller, body=said).updated["actors"] == 1
    card = operation("questions", "actor").sync(client=caller, id="N").actor
    changed = models().ActorFields(website="https://n.example", acronym=None)
    put = operation("records", "put_actor").sync(client=caller, id="N", body=changed, if_match=f'"{card.version}"')
    assert put.id == "N"
    again = operation("questions", "actor").sync(client=caller, id="N").actor
    assert (again.website, again.acronym) == ("https://n.example", None)
    gone = operation("imports", "undo_import").sync(client=caller, batch=report.import_id)
    assert gone.withdrawn["actors"] == 1
    listed = operation("imports", "list_imports").sync(client=caller).imports
    assert [batch.kind for batch in listed] == ["undo", "edit", "edit", "import", "import"]
