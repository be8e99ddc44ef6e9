"""What people take along from the page: the table that sorts, each file, a note on the clipboard."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from graph_service.graph import Graph
from graph_service.queries import QUESTIONS
from tests.deep import journeys
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


@pytest.mark.parametrize(("lang", "width"), journeys(("fr", 1440), ("en", 390), usual=1))
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


TOLD = ".imaging [role=status]"
OPEN = {"fr": "Image…", "en": "Picture…"}


def drawn(page: Any, part: str) -> None:
    """Wait until the preview shows the picture whose address has that part."""
    page.locator(f".imaging img[src*='{part}']").wait_for()
    page.locator(f"{TOLD}:empty").wait_for(state="attached", timeout=20_000)


@pytest.mark.parametrize(("lang", "width"), journeys(("fr", 1440), ("en", 390), usual=0))
def test_the_picture_is_shown_as_it_will_be_copied_and_given_as_a_file(
    f1: Graph, browser: Any, tmp_path: Path, lang: str, width: int
) -> None:
    with served(f1) as address:
        found = Visit(browser, address, width, lang)
        page = found.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{page.url.split('/?')[0]}/q/paths?from=TH&to=CCS&lang={lang}")
        page.click(f"text={OPEN[lang]}")
        drawn(page, "picture.png")
        found.shot("imaging")
        assert page.get_attribute(".imaging img", "alt")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("document.querySelector('.imaging').scrollWidth <= innerWidth")
        faults = Axe().run(page, context=".imaging").response["violations"]
        assert [fault["id"] for fault in faults if fault["impact"] in ("serious", "critical")] == []

        page.select_option(".imaging [name=preset]", "slide")
        drawn(page, "preset=slide")
        size = page.locator(".imaging img").evaluate("(image) => [image.naturalWidth, image.naturalHeight]")
        assert size == [1280, 720]

        page.select_option(".imaging [name=dpi]", "96")
        page.click("[data-copy=image]")
        page.wait_for_selector(f"{TOLD}:text-is('{COPIED[lang]}')", timeout=20_000)
        kind, width_, height_ = page.evaluate(
            "async () => { const [item] = await navigator.clipboard.read();"
            " const image = await createImageBitmap(await item.getType('image/png'));"
            " return [item.types.join(' '), image.width, image.height]; }"
        )
        assert (kind, width_, height_) == ("image/png", 1280, 720)

        page.click("[data-copy=note]")
        page.locator(f"{TOLD}:not(:text-is('{COPIED[lang]}'))").wait_for()
        page.locator(f"{TOLD}:text-is('{COPIED[lang]}')").wait_for(timeout=20_000)
        page.close()
        assert found.faults == []


def test_the_dialog_is_used_by_keyboard_and_what_cannot_be_made_is_told(
    f1: Graph, browser: Any, tmp_path: Path
) -> None:
    with served(f1) as address:
        found = Visit(browser, address, 1440, "fr")
        page = found.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{page.url.split('/?')[0]}/q/paths?from=TH&to=CCS&lang=fr")
        page.focus(".taking button.image")
        page.keyboard.press("Enter")
        drawn(page, "picture.png")
        assert page.evaluate("document.querySelector('.imaging').contains(document.activeElement)")
        page.keyboard.press("Escape")
        assert not page.is_visible(".imaging")
        assert page.evaluate("document.activeElement.matches('.taking button.image')"), "focus goes back"
        page.keyboard.press("Enter")
        for format_, shown in (("svg", False), ("pdf", False), ("png", True)):
            page.check(f".imaging [value={format_}]")
            assert page.is_visible(".imaging [name=dpi]") is shown
            assert f"picture.{format_}" in page.get_attribute(".imaging a[download]", "href")
            assert ("dpi=" in page.get_attribute(".imaging a[download]", "href")) is shown
        page.select_option(".imaging [name=preset]", "half")
        page.check(".imaging [name=background]")
        with page.expect_download() as told:
            page.click(".imaging a[download]")
        assert told.value.suggested_filename == "maillage-paths-picture-internal.png"
        told.value.save_as(tmp_path / "carte.png")
        assert struct.unpack(">I", (tmp_path / "carte.png").read_bytes()[16:20]) == (1285,)

        page.locator(".imaging [name=dpi]").evaluate("(dpi) => { dpi.selectedOptions[0].value = '601'; }")
        page.click("[data-copy=image]")
        page.locator(f"{TOLD}:text-matches('nombre entier de 72 à 600')").wait_for(timeout=20_000)
        page.close()


def test_a_note_holds_picture_caption_table_and_words_at_once(f1: Graph, browser: Any) -> None:
    with served(f1) as address:
        page = Visit(browser, address, 1440, "fr").page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{page.url.split('/?')[0]}/q/paths?from=TH&to=CCS&lang=fr")
        page.click(f"text={COPY['fr']}")
        page.wait_for_selector(f".taking > [role=status]:text-is('{COPIED['fr']}')", timeout=20_000)
        rich = page.evaluate(
            "async () => { const [item] = await navigator.clipboard.read();"
            " return (await item.getType('text/html')).text(); }"
        )
        for words in ("<img", "<em>", "<table", "<th", "Partenaire", "Toits de Touraine"):
            assert words in rich
        picture = f1.written("paths", {"from": "TH", "to": "CCS"}, "picture.json")
        assert rich.count("<tr>") == 1 + len(json.loads(picture)["edges"])
        page.close()
