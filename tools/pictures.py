"""The pictures of README and guide: the demo's page in a real browser, step by step.

`python -m tools.pictures` writes `docs/images/*.png`, or those that are named. Needs chromium and playwright, as the
browser tests do.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "docs" / "images"
SIZE = {"width": 1280, "height": 800}


def _type(text: str) -> Callable[[Any], None]:
    def steps(page: Any) -> None:
        page.fill("#text", text)
        page.keyboard.press("Enter")
        page.wait_for_timeout(2500)

    return steps


def _choose(text: str, part: str) -> Callable[[Any], None]:
    def steps(page: Any) -> None:
        page.fill("#text", text)
        page.click(f"#search .completion li:has-text('{part}')")
        page.wait_for_timeout(2500)

    return steps


def _bring(page: Any) -> None:
    page.click("header a[href^='/import']")
    page.wait_for_selector(".bring")
    book = Path(__file__).parent.parent / "examples" / "dirty"
    page.set_input_files("input[type=file]", [str(path) for path in sorted(book.glob("*.csv"))])
    page.fill("input[name=source]", "Réseau associatif (fictif) - liste des membres")
    page.click(".bring .main")
    page.wait_for_selector(".outcome .remarks")
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("document.querySelector('.outcome').scrollIntoView({block: 'center'})")
    page.wait_for_timeout(500)


def _map_columns(page: Any) -> None:
    """Drop a table of grants that nobody knows, say who pays, and look at the rows that it becomes."""
    page.click("header a[href^='/import']")
    page.wait_for_selector(".bring")
    page.set_input_files(
        "input[type=file]", files=[{"name": "aides-2024.csv", "mimeType": "text/csv", "buffer": _AIDS}]
    )
    page.click(".bring button.main")
    page.wait_for_selector("#mapping.scripted")
    page.fill("#funder", "Ville de Vierzon")
    page.locator("#funder").blur()
    page.wait_for_selector(".becomes .record")
    page.wait_for_selector("#mapping:not(.drawing)")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(500)


_AIDS = """Subventions versées en 2024 (données inventées)

Association aidée;Commune;Objet;Montant voté;Président;Courriel
SPORT;;;;;
Club d'aviron du Cher;Vierzon;Stage d'été;1 500 €;Jeanne Martin;aviron@exemple.fr
Judo club des Forges;Vierzon;Matériel;800 €;Karim Haddad;judo@exemple.fr
CULTURE;;;;;
Chorale des Bords de Loire;Tours;Concert;650 €;Sylvie Durand;chorale@exemple.fr
Les Amis du livre;Tours;Salon;900 €;Paul Bernard;livre@exemple.fr
TOTAL;;;3 850 €;;
Source : délibération du 12 mars 2024;;;;;
""".encode()
_STILL = "!!maillage.shown && maillage.shown.stillSince !== null && document.fonts.status === 'loaded'"


def _drawn(page: Any) -> None:
    """Wait until the map of the page stands still, names included; a page without a map has nothing to wait for."""
    for _ in range(200):
        if not page.query_selector("#stage"):
            return
        if page.evaluate(
            "!!maillage.shown && maillage.shown.stillSince !== null && document.fonts.status === 'loaded'"
        ):
            page.wait_for_timeout(500)
            return
        page.wait_for_timeout(100)
    raise TimeoutError("no map was drawn in 20 s")


PICTURES: dict[str, Callable[[Any], None]] = {
    "reseau": lambda page: page.wait_for_timeout(1500),
    "acteur": _choose("Villes au Carré", "Villes au Carré"),
    "chemin": _type("Comment Vierzon peut-elle rejoindre l’Université de Tours ?"),
    "qui-manque": _choose("Contrat de ville de Vierzon 2024", "2024"),
    "importer": _bring,
    "decrire": _map_columns,
}
"""What is done on the page before each picture."""


def main() -> int:
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    words = [sys.executable, "-m", "graph_service.cli", "demo", "--no-browser", "--port", "0"]
    demo = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env={**os.environ, "MAILLAGE_LANG": "fr"})  # noqa: S603
    try:
        assert demo.stderr is not None
        address = next(found[0] for line in demo.stderr if (found := re.search(r"http://\S+", line)))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for name, steps in PICTURES.items():
                if sys.argv[1:] and name not in sys.argv[1:]:
                    continue
                page = browser.new_page(viewport=SIZE, reduced_motion="reduce")
                page.goto(f"{address}&lang=fr")
                page.wait_for_selector("#answer .figures")
                steps(page)
                _drawn(page)
                page.screenshot(path=str(FOLDER / f"{name}.png"))
                page.close()
            browser.close()
    finally:
        demo.terminate()
        demo.wait(20)
    return 0


if __name__ == "__main__":
    sys.exit(main())
