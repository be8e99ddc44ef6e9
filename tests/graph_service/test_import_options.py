"""The options of an import are one record: the command, the form and Python's keywords are drawn from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from graph_service.api.imports import Upload
from graph_service.cli.main import group
from graph_service.errors import UsageError
from graph_service.graph import Graph
from graph_service.queries import QUESTIONS
from graph_service.settings import Settings
from importers.options import ImportOptions
from tests.graph_service.house import Command, client, folder, new_graph

ROWS = "id,name,kind\nA,Un,association"
NAMES = list(ImportOptions.model_fields)


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with new_graph(tmp_path / "g.db") as graph:
        yield graph


def sent(graph: Graph, **fields: str) -> Any:
    return client(graph).post("/api/v1/imports", files=[("files", ("actors.csv", ROWS.encode()))], data=fields)


def test_every_option_is_one_of_the_command_and_a_field_of_the_form_and_nothing_else_is() -> None:
    commands = group("en", Settings(), QUESTIONS)
    command = commands.get_command(click.Context(commands), "import")
    assert command is not None
    # Beside them: the files, the copy to correct, and what every command takes.
    taken = [
        param.name for param in command.params if param.name not in ("paths", "store", "lang", "as_json", "corrected")
    ]
    assert taken == NAMES
    assert set(Upload.model_fields) == {*NAMES, "files"}


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [("visibility", "everybody", "unknown-scope"), ("ids", "mine", "bad-ids"), ("updated", "soon", "bad-updated")],
)
def test_a_value_that_does_not_fit_is_refused_alike_in_python_and_over_http(
    graph: Graph, tmp_path: Path, name: str, value: str, code: str
) -> None:
    with pytest.raises(UsageError) as caught:
        graph.import_files([folder(tmp_path, "a", actors=ROWS)], **{name: value})
    answer = sent(graph, **{name: value})
    assert (caught.value.code, answer.status_code, answer.json()["code"]) == (code, 400, code)
    assert graph.batches() == []


@pytest.mark.parametrize(("option", "value"), [("--visibility", "everybody"), ("--ids", "mine")])
def test_the_command_lists_the_values_that_an_option_takes(
    maillage: Command, tmp_path: Path, option: str, value: str
) -> None:
    ran = maillage("import", folder(tmp_path, "a", actors=ROWS), option, value, "--lang", "en")
    assert ran.code == 2
    assert {"--visibility": "partners", "--ids": "shared"}[option] in ran.err


@pytest.mark.parametrize("given", [{"dryrun": True}, {"replace": "perhaps"}, {"updated": 2025}])
def test_a_keyword_that_is_none_or_does_not_fit_writes_nothing(
    graph: Graph, tmp_path: Path, given: dict[str, Any]
) -> None:
    (name,) = given
    with pytest.raises(UsageError, match=name):
        graph.import_files([folder(tmp_path, "a", actors=ROWS)], **given)
    assert graph.batches() == []


TEXTS = [name for name, field in ImportOptions.model_fields.items() if field.annotation is not bool]


@pytest.mark.parametrize("empty", ["", "  "])
def test_a_text_that_a_person_leaves_empty_in_a_form_is_as_if_it_were_not_there(graph: Graph, empty: str) -> None:
    answer = sent(graph, **dict.fromkeys(TEXTS, empty))
    assert (answer.status_code, answer.json()["created"]["actors"]) == (201, 1)


@pytest.mark.parametrize("fields", [{"dryrun": ""}, {"dry_run": " "}, {"dry_run": "perhaps"}])
def test_a_trial_that_is_misspelt_is_refused_and_writes_nothing(graph: Graph, fields: dict[str, str]) -> None:
    assert sent(graph, **fields).status_code == 400
    assert graph.batches() == []
