"""The kernels as Python runs them and as numba compiled them are one: equal to the last bit, and wherever they lie."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.projection import engine, strongest_paths
from tests.deep import DEEP, rounds
from tests.graph_service.projection.test_against_naive import ACTORS, dates, worlds
from tests.graph_service.projection.world import PLAIN, STANDARD, Asked, Project, Row, World

ROOT = Path(__file__).parents[3]
FORMS = {"interpreted": engine.interpreted, "compiled": engine.compiled}


def told(asked: Asked, ends: list[tuple[int, int]], hops: tuple[int | None, ...] = (1, 2, 4, None)) -> Iterator[Any]:
    """All that the kernels give, with their floats to the last bit."""
    projection, moment = asked.projection, asked.moment
    yield [tie for block in projection.all_ties(moment) for tie in block]
    for a, b in ends:
        yield list(projection.ties_of(a, moment)), projection.weight(a, b, moment), projection.evidence(a, b, moment)
        yield [strongest_paths(projection, moment, a, b, k, most) for k in (1, 5) for most in hops]


@rounds(30)
@given(worlds(), dates, st.booleans(), st.sampled_from((None, 24)), st.sampled_from(((), ("partenaire",))))
def test_both_forms_give_the_same_bits(
    world: World, as_of: date, standard: bool, since: int | None, roles: tuple[str, ...]
) -> None:
    profile = STANDARD if standard else PLAIN
    one, other = (Asked.about(world, as_of, profile, since=since, roles=roles, form=f()) for f in FORMS.values())
    ends = [(a, b) for a in range(len(ACTORS)) for b in range(a)]
    assert list(told(one, ends)) == list(told(other, ends))


def crowd(seed: int) -> World:
    """150 actors in 110 projects of very different sizes, with dates, sizes and roles."""
    draw = random.Random(seed)
    names = [f"a{i:03}" for i in range(150)]
    days = [None, "2012", "2015-03", "2018-11-30", "2019"]
    projects = [Project(f"p{i:03}", draw.choice(("operation", "recherche", "evenement"))) for i in range(110)]
    rows = [
        Row(names[int(150 * draw.random() ** 2)], draw.choice(projects).id, start=draw.choice(days)) for _ in range(420)
    ]
    return World(dict.fromkeys(names, "association"), tuple(projects), tuple(rows))


@pytest.mark.parametrize("form", FORMS)
def test_the_cheapest_way_of_each_length_is_found_in_a_crowd(form: str) -> None:
    """Against networkx without a limit on hops, and with one against the cheapest walks of each length."""
    asked = Asked.about(crowd(3), date(2020, 1, 1), STANDARD, form=FORMS[form]())
    kernels, moment = asked.moment.engine, asked.moment
    graph = nx.Graph()
    for block in asked.projection.all_ties(moment):
        for tie in block:
            graph.add_edge(tie.a, tie.b, cost=kernels.cost_of(tie.weight, moment.arrays.w0))
    draw = random.Random(5)
    for _ in range(60):
        a, b = draw.sample(sorted(graph), 2)
        for hops in (1, 2, 3, 4, None):
            found = strongest_paths(asked.projection, moment, a, b, 1, hops)
            assert (found[0].cost if found else None) == cheapest(graph, a, b, hops)


def cheapest(graph: nx.Graph, a: int, b: int, hops: int | None) -> int | None:
    costs, best = {a: 0}, []
    for _ in range(hops or len(graph)):
        following: dict[int, int] = {}
        for node, cost in costs.items():
            for to, edge in graph[node].items():
                if cost + edge["cost"] < following.get(to, 2**62):
                    following[to] = cost + edge["cost"]
        if costs == following:
            break
        costs = following
        best += [costs[b]] if b in costs else []
        if hops is None and not best:
            continue
        if hops is None:
            return int(nx.dijkstra_path_length(graph, a, b, "cost"))
    return min(best, default=None)


def test_both_forms_agree_in_a_crowd_whatever_a_moment_has_kept() -> None:
    one, other = (Asked.about(crowd(4), date(2020, 1, 1), STANDARD, form=f()) for f in FORMS.values())
    draw = random.Random(6)
    ends = [(draw.randrange(100), draw.randrange(100)) for _ in range(25)]
    first = list(told(one, ends, (2, 4)))
    assert first == list(told(other, ends, (2, 4))) == list(told(other, ends, (2, 4)))
    assert one.projection.at(date(2020, 1, 1), STANDARD) is one.moment
    assert other.moment.pools


def test_what_was_loaded_is_what_questions_call() -> None:
    """`compiled` has seen every type that a projection hands over: nothing is compiled at the first question."""
    kernels = engine.compiled()
    known = {name: len(getattr(kernels, name).signatures) for name in engine.KERNELS}
    asked = Asked.about(crowd(5), date(2020, 1, 1), STANDARD, form=kernels)
    list(told(asked, [(0, 1), (2, 9)]))
    assert {name: len(getattr(kernels, name).signatures) for name in engine.KERNELS} == known


def test_a_large_graph_is_asked_of_the_compiler_and_a_small_one_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_compiled", None)
    assert engine.fitting(engine.SMALL) is engine.interpreted()
    assert engine.fitting(engine.SMALL + 1) is engine.compiled()
    assert engine.fitting(0) is engine.compiled()


def test_another_users_folder_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.tempfile, "gettempdir", lambda: str(tmp_path))
    folder = engine._own_folder()
    assert folder is not None
    assert folder.parent == tmp_path
    assert engine._own_folder() == folder
    if os.name == "posix":
        folder.chmod(0o777)
        assert engine._own_folder() is None
        folder.rmdir()
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        folder.symlink_to(tmp_path / "elsewhere")
        assert engine._own_folder() is None


@pytest.mark.deep
@pytest.mark.slow
@pytest.mark.parametrize("temporary", [True, False])
def test_kernels_compile_where_neither_their_folder_nor_the_users_can_be_written(
    tmp_path: Path, temporary: bool
) -> None:
    """Then what was compiled lies among the temporary files, else nowhere; and whoever waits is told.

    All of the kernels in `make deep`, which takes minutes; else the smallest.
    """
    shutil.copytree(ROOT / "graph_service", tmp_path / "graph_service", ignore=shutil.ignore_patterns("__pycache__"))
    # No folder can be made where a file is, whoever asks: root may write to what is read-only.
    (tmp_path / "graph_service" / "projection" / "__pycache__").touch()
    files = tmp_path / "temporary"
    files.mkdir()
    script = (
        "from graph_service.projection import engine\n"
        f"{'' if temporary else 'engine._own_folder = lambda: None'}\n"
        "engine.PATIENCE = 0.01\n"
        f"{'' if DEEP else 'engine._use = lambda kernels: kernels.cost_of(1.0, 1.0)'}\n"
        "kernels = engine.compiled(lambda: print('patience'))\n"
        "print('loaded' if kernels.cost_of.stats.cache_hits else 'compiled')\n"
        "assert kernels.cost_of(1.0, 1.0) == round(2**40 * 0.6931471805599453)\n"
    )
    nowhere = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"), "/dev/null/nowhere")
    env = {**os.environ, **nowhere, "TMPDIR": str(files), "PYTHONPATH": str(tmp_path)}
    for made in ("compiled", "loaded" if temporary else "compiled"):
        ran = subprocess.run([sys.executable, "-c", script], env=env, cwd=tmp_path, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        assert ran.stdout.split() == ["patience", made]
        assert bool(list(files.glob("maillage-kernels-*/**/*.nbi"))) is temporary


@pytest.mark.slow
@pytest.mark.parametrize("damage", [b"ca_module_that_is_gone\nName\n.", b""], ids=["names what is gone", "is cut"])
def test_kept_code_that_cannot_be_read_is_compiled_anew(tmp_path: Path, damage: bytes) -> None:
    """An update may move the types that kept code names; a full disk may cut its file."""
    shutil.copytree(ROOT / "graph_service", tmp_path / "graph_service", ignore=shutil.ignore_patterns("__pycache__"))
    script = (
        "from graph_service.projection import engine\n"
        "engine._use = lambda kernels: kernels.cost_of(1.0, 1.0)\n"
        "print('loaded' if engine.compiled().cost_of.stats.cache_hits else 'compiled')\n"
    )

    def start() -> str:
        env = {**os.environ, "PYTHONPATH": str(tmp_path)}
        ran = subprocess.run([sys.executable, "-c", script], env=env, cwd=tmp_path, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.strip()

    assert start() == "compiled"
    kept = list(tmp_path.glob("graph_service/projection/__pycache__/*.nbi"))
    assert kept
    for index in kept:
        index.write_bytes(pickle.dumps(version("numba")) + damage)
    assert [start(), start()] == ["compiled", "loaded"]
