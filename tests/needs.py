"""What some tests need that a machine may not have: ../shared, LibreOffice, Chromium, a Neo4j server.

`pytest.mark.needs("shared")` on a test or a module says so, as do the fixtures `browser`, `neo4j_server` and
`own_neo4j`. Where it is missing the test is left out and the run says so; with CI=true it fails, because there nobody
reads what was left out.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from tests.vera import jars

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
H2020 = SHARED / "data" / "h2020-participations"


def office() -> str | None:
    """The path of LibreOffice, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def writer() -> bool:
    """Whether that LibreOffice opens texts too, and not only workbooks."""
    found = office()
    return bool(found and [*Path(found).resolve().parent.glob("*swlo*")])


def chromium() -> str | None:
    """The path of Chromium, None where it is not installed, or nothing that drives it."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return None
    return shutil.which("chromium")


NEEDS: dict[str, tuple[Callable[[], object], str]] = {
    "shared": (lambda: SHARED.is_dir(), "../shared is not here, with its oracles and real files"),
    "h2020": (lambda: H2020.is_dir(), "../shared/data/h2020-participations is not here"),
    "libreoffice": (office, "LibreOffice is not installed here"),
    "writer": (writer, "LibreOffice Writer is not installed here"),
    "npm": (lambda: shutil.which("npm"), "npm, which checks the types of the viewer, is not installed here"),
    "openssl": (lambda: shutil.which("openssl"), "openssl, which makes certificates, is not installed here"),
    "poppler": (lambda: shutil.which("pdftotext"), "poppler, which reads PDF files, is not installed here"),
    "verapdf": (jars, "veraPDF, which checks PDF/UA-1, is not here: it takes Java and Maven"),
    "browser": (chromium, "no chromium, or no playwright, on this machine"),
}
"""What may be missing: whether it is there, and what is said where it is not."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before any fixture is made: leave out, or fail, what needs something that is not here."""
    for mark in item.iter_markers("needs"):
        for name in mark.args:
            needed(name)


def needed(name: str) -> None:
    """See that a thing of `NEEDS` is here; else the test is left out, or fails."""
    there, reason = NEEDS[name]
    if not there():
        left_out(reason)


def left_out(reason: str) -> NoReturn:
    """Leave the test out, and say why; with CI=true fail instead."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and CI has to run this", pytrace=False)
    pytest.skip(reason)
