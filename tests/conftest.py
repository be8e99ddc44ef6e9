"""What all tests share.

Fixtures use real parts: SQLite files in a temporary folder, real files of ../shared where they are present.
A real Chromium for the tests marked `browser`: Debian's, one for all of them. A real Neo4j server for those marked
`neo4j`: tests/neo4j.py. What a machine may not have, and what then becomes of a test: tests/needs.py.
Planted truths: those of the demo whose question does not exist yet wait, and the run says how many.
Random examples and long series: a few rounds in `make test`, all of them in `make deep`: tests/deep.py.
Temporary folders lie in memory where there is room for them: tests/memory.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests import deep, memory, needs, neo4j, sharing
from tests.examples.told import told
from tests.needs import pytest_runtest_setup as pytest_runtest_setup
from tests.neo4j import _second_neo4j as _second_neo4j
from tests.neo4j import neo4j_server as neo4j_server
from tests.neo4j import own_neo4j as own_neo4j
from tests.neo4j import stopped_neo4j as stopped_neo4j

os.environ["MAILLAGE_CONFIG"] = "none"
"""Tests keep nothing in the settings of who runs them."""
memory.use()

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Before `-m` is looked at: say which tests use a server, leave out those of `make deep`, and put all in order."""
    neo4j.mark(items)
    deep.only_in_deep(config, items)
    sharing.in_order(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> sharing.Shared:
    return sharing.Shared(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many planted truths are found, and how many wait for their question."""
    lines = told(terminalreporter.stats)
    if lines:
        terminalreporter.section("planted truths of the demo (examples/truths.yaml)")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    needs.needed("browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=needs.chromium(), args=FLAGS)
        yield started
        started.close()
