"""A real service on a free port, and visits to its page in a real browser."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn

from graph_service.api import serve
from graph_service.api.access import Access
from graph_service.graph import Graph
from graph_service.messages import say
from graph_service.model import Scope

SHOTS = os.environ.get("MAILLAGE_SHOTS", "")
"""A folder for pictures of every step, for who wants to look."""


@contextmanager
def served(graph: Graph, scope: Scope = Scope.INTERNAL) -> Iterator[str]:
    """What `maillage serve --port 0` prints over `graph`, to a reader of `scope`."""
    servers: list[uvicorn.Server] = []
    told: list[Any] = []
    ready = threading.Event()

    class Server(uvicorn.Server):
        def run(self, *args: Any, **more: Any) -> None:
            servers.append(self)
            ready.set()
            super().run(*args, **more)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(serve.uvicorn, "Server", Server)
        patched.setattr(serve, "Access", partial(Access, scope=scope))
        serving = threading.Thread(
            target=lambda: serve.serve(graph, "127.0.0.1", 0, None, no_token=False, browser=False, told=told.append)
        )
        serving.start()
        assert ready.wait(10)
        try:
            yield str(told[-1].args["url"])
        finally:
            servers[0].should_exit = True
            serving.join(10)
    assert say(told[-1], "fr")


class Visit:
    """A page at the printed address, with everything that went wrong in it and every host that it asked."""

    def __init__(self, browser: Any, address: str, width: int, lang: str) -> None:
        self.faults: list[str] = []
        self.hosts: set[str] = set()
        self.lang, self.width = lang, width
        height = 900 if width > 500 else 844
        self.page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        self.expects = 0
        """A status that this visit provokes: the browser notes it as an error."""
        self.page.on("console", self._noted)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda asked: self.hosts.add(urlsplit(asked.url).netloc))
        self.page.goto(f"{address}&lang={lang}")
        self.page.wait_for_selector("#answer .figures")

    def _noted(self, said: Any) -> None:
        if said.type == "error" and not (self.expects and str(self.expects) in said.text):
            self.faults.append(said.text)

    def shot(self, name: str) -> None:
        if SHOTS:
            self.page.wait_for_timeout(500)
            self.page.screenshot(path=f"{SHOTS}/page-{name}-{self.width}-{self.lang}.png")

    def map(self) -> Any:
        """The page, once its map is drawn: `maillage.shown` is what is shown."""
        self.until("Boolean(window.maillage?.shown && document.querySelector('#drawn canvas'))")
        return self.page

    def until(self, expression: str) -> None:
        """Wait until a JavaScript expression holds, ten seconds at most."""
        # Not wait_for_function, which evaluates a text inside the page: the page's policy forbids that, and is right.
        for _ in range(200):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never true: {expression}")

    def choose(self, text: str, id_: str) -> None:
        """Type into the search field and take what leads to an address with `id_` in it."""
        self.page.fill("#text", text)
        self.page.click(f"#search .completion li[data-address*='{id_}']")
