"""docs/method.md tells the truth: each of its worked numbers is worked out here, and the code is asked for it on F1.

A line of a table that begins with `asked` names what is asked: the first words choose a function of `QUESTIONS`, the
others are its arguments. `worked out` is arithmetic; it, the code's answer and the printed one must be the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph_service.messages import Share, say
from tests.graph_service.house import AS_OF, F1, Command, folder, new_graph, oracles
from tests.method_page import QUESTIONS, Page, question_of

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "method.md").read_text("utf-8")


@dataclass(frozen=True)
class Line:
    """One line of the page's tables. `worked` is empty where the answer is no number."""

    asked: str
    worked: str
    answer: str


def lines(text: str) -> Iterator[Line]:
    for table in re.findall(r"^\| asked \|.*\n\|[ -|]+\n((?:\|.*\n)+)", text, re.MULTILINE):
        for row in table.splitlines():
            asked, *worked, answer = (cell.strip() for cell in row.strip("|").split(" | "))
            yield Line(asked.strip("`"), *worked or [""], answer)  # type: ignore[arg-type]


LINES = list(lines(TEXT))


def worked_out(text: str) -> float:
    """The value of an arithmetic expression as the page writes it."""
    for sign, python in (("×", "*"), ("−", "-"), ("^", "**"), ("mod", "%"), ("⁴⁰", "**40")):
        text = text.replace(sign, python)
    return float(eval(text, {"__builtins__": {}}, {"ln": math.log, "sqrt": math.sqrt, "round": round}))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    graph = new_graph(tmp_path_factory.mktemp("method") / "f1.db", F1, visibility="public")
    yield Page(graph)
    graph.close()


def test_everything_that_can_be_asked_is_on_the_page() -> None:
    assert {question_of(line.asked)[0] for line in LINES} == set(QUESTIONS)
    assert len(LINES) > 100


@pytest.mark.parametrize("line", LINES, ids=[line.asked for line in LINES])
def test_a_line_of_the_page_is_what_the_code_answers(page: Page, line: Line) -> None:
    name, words = question_of(line.asked)
    answer = QUESTIONS[name](page, *words)
    if isinstance(answer, str):
        assert (line.worked, line.answer) == ("", answer)
        return
    number = answer.value if isinstance(answer, Share) else answer
    assert worked_out(line.worked or line.answer) == pytest.approx(number, rel=1e-9)
    if isinstance(answer, Share):
        assert line.answer == say(answer, "en")
    else:
        _, _, decimals = line.answer.partition(".")
        assert float(line.answer) == round(number, len(decimals))


def test_the_numbers_of_f1_are_those_of_the_oracles(page: Page) -> None:
    expected = oracles()["F1_expected"]
    weights = {pair.replace("|", " "): weight for pair, weight in expected["tie_weights"].items()}
    assert {pair: page.weight(*pair.split(), "plain") for pair in weights} == pytest.approx(weights)
    best = {ends: path for ends, (path, _) in expected["best_paths"].items() if "#" not in ends}
    assert {ends: page.path(*ends.split(">")).split(" > ") for ends in best} == best
    assert {id_: page.completeness(id_) for id_ in ("P1", "P2")} == expected["role_gap"]


def test_a_command_of_the_page_prints_what_it_says(page: Page, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```console\n\$ maillage (.*)\n((?:.*\n)*?)```", TEXT)
    assert blocks
    for command, printed in blocks:
        ran = Command(capsys, page.graph.store.url)("--lang", "en", *command.split())
        assert (ran.code, ran.out) == (0, printed)


def test_of_many_weak_ties_a_map_leaves_out_those_that_both_ends_can_spare(tmp_path: Path) -> None:
    """Thirty in one contract, 435 ties of 3.3%; two of them in a project of two; one more actor, with one weak tie."""
    thirty = [f"A{i:02}" for i in range(30)]
    actors = "\n".join(f"{id_},{id_},association" for id_ in [*thirty, "B"])
    parts = [f"{id_},P,partenaire" for id_ in thirty] + [
        "A00,Q,porteur",
        "A01,Q,porteur",
        "A02,R,porteur",
        "B,R,porteur",
    ]
    files = folder(
        tmp_path,
        "many",
        actors="id,name,kind\n" + actors,
        projects="id,title,kind,size\nP,P,convention,\nQ,Q,operation,\nR,R,operation,20",
        participations="actor,project,role\n" + "\n".join(parts),
    )
    with new_graph(tmp_path / "many.db", files) as graph:
        drawn = [{edge.a, edge.b} for edge in graph.map(values={"as_of": AS_OF}).edges]
    kept = {id_: sum(id_ in pair for pair in drawn) for id_ in [*thirty, "B"]}
    assert {"A00", "A01"} in drawn
    assert {"A02", "B"} in drawn
    spared = [pair for pair in drawn if pair != {"A00", "A01"}]
    assert all(min(kept[id_] for id_ in pair) <= 3 for pair in spared)
    assert min(kept[id_] for id_ in thirty) == 3
