"""The catalogue: French and English say the same things, everything that the code may say exists, and can be said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import graph_service.errors as errors
import graph_service.queries  # noqa: F401 (takes the words of questions into the catalogue)
from graph_service.messages import LANGS, codes, m, say

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "graph_service" / "data" / "messages"
QUERIES = ROOT / "graph_service" / "queries"
SOURCES = [f for top in ("graph_service", "importers", "visualisations") for f in (ROOT / top).rglob("*.py")]
RAISED = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
PLACES = {"m": "", "_fault": "problem-", "error": "problem-", "warning": "problem-", "option": "option-"}
"""Functions whose first text is a code, and what they put before it."""


class _Names(Visitor):  # type: ignore[misc]
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.found.add(node.id.name)


def entries(lang: str) -> Iterator[tuple[str, str, ftl.Message]]:
    """(file, code, message) of every entry of a language."""
    for file in files(lang):
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{file}: {entry.content}"
            if isinstance(entry, ftl.Message):
                yield file.name.replace(f".{lang}.", "."), entry.id.name, entry


def files(lang: str) -> list[Path]:
    """The catalogue of a language: its folder, and what stands beside questions and kinds of gaps."""
    return [*sorted((CATALOGUE / lang).glob("*.ftl")), *sorted(QUERIES.rglob(f"*.{lang}.ftl"))]


def variables(message: ftl.Message) -> set[str]:
    names = _Names()
    names.visit(message)
    return names.found


@cache
def calls(file: Path) -> list[ast.Call]:
    """Every call in a source file."""
    return [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]


def used() -> Iterator[tuple[str, str]]:
    """(code, where) of every code that stands as a text in the sources."""
    for file in SOURCES:
        checks = "checked" in file.read_text("utf-8")
        for node in calls(file):
            where = f"{file.relative_to(ROOT)}:{node.lineno}"
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            first = node.args[0] if node.args else None
            text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
            if name in RAISED and text:
                yield f"error-{text}", where
            elif name == "m" and text:
                yield text, where
            elif name == "m" and isinstance(first, ast.IfExp):
                for side in (first.body, first.orelse):
                    if isinstance(side, ast.Constant) and isinstance(side.value, str):
                        yield side.value, where
            elif name == "option" and text and file.parent.name == "cli":
                yield f"option-{text.lstrip('-')}", where
            elif name == "command" and len(node.args) > 3 and isinstance(node.args[3], ast.Constant):
                yield str(node.args[3].value), where
            elif name in ("error", "warning") and checks:
                code = node.args[1] if name == "warning" and len(node.args) > 1 else first
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield f"problem-{code.value}", where
            for keyword in node.keywords:
                if keyword.arg == "description" and name == "Field" and isinstance(keyword.value, ast.Constant):
                    yield str(keyword.value.value), where


def test_french_and_english_hold_the_same_codes_in_the_same_files() -> None:
    fr, en = ({(file, code) for file, code, _ in entries(lang)} for lang in ("fr", "en"))
    assert fr == en


def test_no_code_is_written_twice() -> None:
    for lang in LANGS:
        found = [code for _, code, _ in entries(lang)]
        assert sorted(found) == sorted(set(found))
        # Another test may have brought words of its own.
        assert set(found) <= codes(lang)


def test_both_languages_speak_of_the_same_things() -> None:
    said = {lang: {code: variables(message) for _, code, message in entries(lang)} for lang in LANGS}
    # The time of day or a label may be left out of one language's sentence, never invented by it.
    assert said["fr"] == said["en"]


def test_every_code_in_the_sources_exists() -> None:
    found = list(used())
    assert len(found) > 200
    assert [f"{where}: {code}" for code, where in found if code not in codes("fr")] == []


def test_every_sentence_is_given_what_it_speaks_of() -> None:
    """Where code and arguments stand in one call, none of the message's variables is missing."""
    speaks = {code: variables(message) for _, code, message in entries("fr")}
    lacking = []
    for file in SOURCES:
        for node in calls(file):
            if not (isinstance(node.func, ast.Name) and node.args):
                continue
            first, given = node.args[0], {keyword.arg for keyword in node.keywords}
            if not (isinstance(first, ast.Constant) and isinstance(first.value, str)) or None in given:
                continue
            code = first.value if node.func.id == "m" else f"error-{first.value}" if node.func.id in RAISED else ""
            if missing := speaks.get(code, set()) - given:
                lacking.append(f"{file.relative_to(ROOT)}:{node.lineno}: {code} lacks {missing}")
    assert lacking == []


def test_every_error_class_has_its_title() -> None:
    kinds = {n for n in RAISED if issubclass(getattr(errors, n), errors.MaillageError)}
    assert {f"title-{name}" for name in kinds} <= codes("fr")


@pytest.mark.parametrize("lang", LANGS)
def test_every_message_can_be_said_of_one_and_of_many(lang: str) -> None:
    for _, code, message in entries(lang):
        for value in (1, 2, 0, "texte"):
            text = say(m(code, **dict.fromkeys(variables(message), value)), lang)
            assert text.strip(), code
            assert "{" not in text, code


def test_french_binds_its_double_signs_to_the_word_before() -> None:
    """A line that begins with `:` or `»` is what a plain space there gives."""
    wrong = []
    for file in files("fr"):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            text = "" if line.startswith("#") else line.partition(" = ")[2] or line
            if re.search(r"[ ](?:[:;?!%»])|«[ ]", re.sub(r"\{[^{}]*->|\[\w+\]", "", text)):
                wrong.append(f"{file.name}:{number}: {text}")
    assert wrong == []


def test_an_unknown_code_or_a_missing_argument_is_a_fault_of_ours_not_a_silent_gap() -> None:
    with pytest.raises(KeyError):
        say(m("no-such-code"))
    with pytest.raises(KeyError):
        say(m("error-not-found"))


def test_no_page_reads_a_word_of_the_command_line() -> None:
    """What the service says of a file, a question or a store names no option and no command to who reads a page."""
    # What only a terminal is told, and help that people read beside their files.
    own = ("cli.ftl", "copying.ftl", "doctor.ftl", "neo4j.ftl", "reference.ftl")
    own += ("proposing-cli.ftl", "review-cli.ftl", "saved-cli.ftl")
    told = ("error-serve-", "error-store-", "template-", "export-", "workbook-", "problem-rank")
    told += ("import-changes-more", "import-names-more")
    wrong = []
    for lang in LANGS:
        for file, code, message in entries(lang):
            if file in own or code.startswith(told):
                continue
            text = say(m(code, **dict.fromkeys(variables(message), 2)), lang)
            if re.search(r"(?<!\w)--[a-z]|\bmaillage [a-z]+ ", text):
                wrong.append(f"{lang}: {code}: {text}")
    assert wrong == []
