"""What people take along from the page: the table that sorts, each file, a note on the clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.queries import QUESTIONS
from tests.graph_service.api.visits import Visit, served
from visualisations.writers import written_by

pytestmark = pytest.mark.browser

TABLE = {"fr": "Tableau", "en": "Table"}
COPY = {"fr": "Copier pour une note", "en": "Copy for a note"}
COPIED = {"fr": "Copié\u202f: collez dans votre note.", "en": "Copied: paste it into your note."}
SCOPE = {"fr": "Vu par l’équipe seule\u202f: ne pas diffuser.", "en": "The team alone: do not pass on."}
CAPTION = {"fr": "liens sur", "en": "ties of"}


def column(page: Any, at: int) -> list[str]:
    return page.locator(f"table.sortable tbody tr td:nth-child({at})").all_inner_texts()  # type: ignore[no-any-return]


@pytest.mark.parametrize(("lang", "width"), [("fr", 1440), ("en", 390)])
def test_an_answer_is_taken_along_as_a_table_as_files_and_as_a_note(
    f1: Graph, browser: Any, tmp_path: Path, lang: str, width: int
) -> None:
    with served(f1) as address:
        found = Visit(browser, address, width, lang)
        page = found.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        base = page.url.split("/?")[0]

        page.goto(f"{base}/q/paths?from=TH&to=CCS&lang={lang}")
        page.click(".takes > summary")
        found.shot("takes")
        links = {link.get_attribute("href"): link.get_attribute("download") for link in page.locator(".takes a").all()}
        paths = next(question for question in QUESTIONS if question.name == "paths")
        assert len(links) == len(written_by(paths))
        assert len(set(links.values())) == len(links), "each file has a name of its own"
        page.keyboard.press("Escape")
        for at, name in enumerate(links.values()):
            assert not page.is_visible(".takes a"), "the menu closes behind a download"
            page.click(".takes > summary")
            with page.expect_download() as told:
                page.locator(".takes a").nth(at).click()
            told.value.save_as(tmp_path / name)
            assert told.value.suggested_filename == name
            assert (tmp_path / name).stat().st_size > 100

        page.click(f"text={COPY[lang]}")
        page.wait_for_selector(f".taking [role=status]:text-is('{COPIED[lang]}')", timeout=15_000)
        rich, plain = page.evaluate(
            "async () => { const [item] = await navigator.clipboard.read();"
            " const text = async (type) => (await item.getType(type)).text();"
            " return [await text('text/html'), await text('text/plain')]; }"
        )
        assert "data:image/png;base64," in rich
        assert CAPTION[lang] in rich
        assert "Toits de Touraine" in plain
        assert "<script" not in rich
        assert SCOPE[lang] in plain.splitlines()
        assert "details" not in rich

        page.goto(f"{base}/q/ties?lang={lang}")
        page.click(f".taking >> text={TABLE[lang]}")
        page.wait_for_selector("table.sortable th button")
        assert len(column(page, 1)) == 20
        found.shot("table")
        page.click("table.sortable th:nth-child(5) button")
        assert page.get_attribute("table.sortable th:nth-child(5)", "aria-sort") == "ascending"
        numbers = [float(text.replace("\u202f", "").replace(",", ".").rstrip("%")) for text in column(page, 5)]
        assert numbers == sorted(numbers)
        page.keyboard.press("Enter")
        assert page.get_attribute("table.sortable th:nth-child(5)", "aria-sort") == "descending"
        page.click("table.sortable th:nth-child(2) button")
        assert column(page, 2) == sorted(column(page, 2), key=str.casefold)
        page.go_back()
        page.wait_for_url("**/q/ties?**")
        page.close()
        assert found.faults == []
