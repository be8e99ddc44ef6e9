"""A publication as its readers have it: from a disk and from a plain file server, with no other network."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.graph_service.house import AS_OF, new_graph

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("MAILLAGE_SHOTS", "")


@pytest.fixture(scope="module")
def published(f1_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of a publication in each language."""
    at = tmp_path_factory.mktemp("published")
    (at / "own.db").write_bytes(f1_file.read_bytes())
    found = {}
    with new_graph(at / "own.db") as graph:
        graph.save_map("Réseau <b>&", "ties", {"as_of": AS_OF}, scope="public", freeze=True)
        graph.save_map("Chemin", "paths", {"from": "TH", "to": "CCS", "as_of": AS_OF}, scope="public")
        for lang in ("fr", "en"):
            found[lang] = Path(graph.publish(at / lang, lang=lang).publication.folder)
            snippet = (found[lang] / "chemin" / "iframe.html.txt").read_text("utf-8")
            page = f"<!doctype html><title>Note</title><link rel=icon href=data:,>{snippet}"
            (found[lang] / "note.html").write_text(page, "utf-8")
    return found


@pytest.fixture(params=["file", "http"])
def address(request: Any, published: dict[str, Path]) -> Iterator[Any]:
    """Where a folder is: on the disk, or on what `python -m http.server` serves."""
    if request.param == "file":
        yield lambda lang: f"{published[lang].as_uri()}/"
        return
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
    with subprocess.Popen(
        command, cwd=published["fr"].parent, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        port = server.stdout.readline().rpartition("port ")[2].split()[0]
        yield lambda lang: f"http://127.0.0.1:{port}/{lang}/"
        server.terminate()


@pytest.mark.parametrize(("lang", "width"), [("fr", 1440), ("en", 390)])
def test_it_is_whole_without_any_other_network(browser: Any, address: Any, lang: str, width: int) -> None:
    base, asked, faults = address(lang), [], []
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(base) else route.abort())

    page.goto(f"{base}index.html")
    pictures = page.locator("article img")
    assert pictures.count() == 2
    for at in range(2):
        pictures.nth(at).scroll_into_view_if_needed()
        page.wait_for_function(f"document.images[{at}].complete && document.images[{at}].naturalWidth > 300")
        assert pictures.nth(at).get_attribute("alt")
    assert page.locator("h2").all_inner_texts() == ["Chemin", "Réseau <b>&"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is wider than the window"
    page.locator("summary").first.click()
    assert "<iframe" in page.locator("textarea").first.input_value()
    _shot(page, f"index-{lang}-{width}")

    page.locator("article a").first.click()
    page.wait_for_selector("h1, #title")
    page.wait_for_timeout(300)
    assert page.locator("table").count() >= 1, "the table is in the page"
    assert page.locator("meta[name=robots][content=noindex]").count() == 1
    _shot(page, f"map-{lang}-{width}")

    # Another page of the same folder, with the snippet in it.
    page.goto(f"{base}note.html")
    page.frame_locator("iframe").locator("table").first.wait_for(state="attached", timeout=10_000)
    _shot(page, f"embedded-{lang}-{width}")

    assert faults == []
    assert {url for url in asked if not url.startswith((base, "data:", "about:", "blob:"))} == set()
    page.close()


def test_its_files_are_served_as_what_they_are(published: dict[str, Path], address: Any) -> None:
    if address("fr").startswith("file"):
        return
    kinds = {}
    for path in sorted(published["fr"].rglob("*")):
        if path.is_file():
            name = path.relative_to(published["fr"]).as_posix()
            with urllib.request.urlopen(f"{address('fr')}{name}") as answer:
                kinds[path.name] = answer.headers.get_content_type()
    assert kinds["map.svg"] == "image/svg+xml"
    assert kinds["map.png"] == "image/png"
    assert kinds["table.csv"] == "text/csv"
    assert kinds["oembed.json"] == "application/json"
    assert kinds["index.html"] == "text/html"


def _shot(page: Any, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/publication-{name}.png", full_page=True)
