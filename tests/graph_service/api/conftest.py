"""Visits to the page of a service that a test module serves: its fixture `address` says where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.graph_service.api.visits import Visit


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Callable[[int, str], Visit]]:
    made: list[Visit] = []

    def open_(width: int, lang: str) -> Visit:
        made.append(Visit(browser, address, width, lang))
        return made[-1]

    yield open_
    for each in made:
        each.page.close()
        assert each.faults == []
        assert each.hosts == {urlsplit(address).netloc}
