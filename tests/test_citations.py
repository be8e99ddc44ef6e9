"""What code, data, tests and documents cite is in this repository: each page, and each heading by its anchor.

A citation is the path of a Markdown page from the root, or from the folder of the file that cites it, with or without
an anchor: `docs/method.md#interval`. Anchors are made of headings as GitHub makes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

THIS = Path(__file__)
"""Cites what is not there, to see it told."""
ROOT = THIS.parents[1]
FOLDERS = ("graph_service", "importers", "visualisations", "tests", "tools", "benchmarks", "examples", "docs", ".ci")
KINDS = {".py", ".md", ".ftl", ".yaml", ".yml", ".toml", ".js", ".css", ".jinja"}
FILES = sorted(
    path
    for path in [*ROOT.iterdir(), *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))]
    if (path.suffix in KINDS or path.name in {"Makefile", "Dockerfile", "run"}) and path.is_file() and path != THIS
)
PAGE = re.compile(r"(?<![\w./:-])(?P<page>[\w./:-]*\w\.md)\b(?:#(?P<anchor>[\w-]+))?", re.IGNORECASE)
SAME_PAGE = re.compile(r"\]\(#(?P<anchor>[\w-]+)\)")
NUMBERED = re.compile(r"\brules? (\d{1,2}\b(?:(?:, | and | to )\d{1,2}\b)*)", re.IGNORECASE)
OUTSIDE = re.compile(r"\bshared/(?!data\b|oracles\.json\b)\w[\w./-]*")
RULES = ROOT / "docs" / "statements.md"


@cache
def anchors(page: Path) -> frozenset[str]:
    """The anchors of a page's headings; one that comes again has a number behind it."""
    text = re.sub(r"^( *)```.*?^\1```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    found: dict[str, None] = {}
    for heading in re.findall(r"^#+ +(.+?) *$", text, re.MULTILINE):
        plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).lower()
        slug = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        again = (f"{slug}-{n}" for n in range(1, 1000))
        found[slug if slug not in found else next(name for name in again if name not in found)] = None
    return frozenset(found)


def faults(file: Path, text: str) -> Iterator[str]:
    """What is wrong with the citations in the text of a file."""
    # A path that Python joins is a path: `ROOT / "docs" / "neo4j.md"`.
    joined = text.replace('" / "', "/") if file.suffix == ".py" else text
    for found in PAGE.finditer(joined):
        if "://" not in found["page"]:
            yield from _fault(file, found["page"], found["anchor"])
    if file.suffix == ".md":
        for found in SAME_PAGE.finditer(text):
            yield from _fault(file, file.name, found["anchor"])
    for found in OUTSIDE.finditer(text):
        yield f"{found[0]}: outside of the repository, cite a page in docs/"
    for found in NUMBERED.finditer(text):
        numbers = {int(number) for number in re.findall(r"\d+", found[1])}
        if not numbers <= _rules():
            yield f"{found[0]}: no such rule in docs/statements.md"
        if file != RULES and "statements.md" not in text:
            yield f"{found[0]}: say of which page, docs/statements.md"


def _fault(file: Path, page: str, anchor: str | None) -> Iterator[str]:
    pages = [path for base in (ROOT, file.parent) if _inside(path := base / page)]
    if not pages:
        yield f"{page}: no such page in the repository"
    elif anchor and anchor not in anchors(pages[0].resolve()):
        yield f"{page}#{anchor}: no such heading"


def _inside(path: Path) -> bool:
    """Whether a file is there, and in the repository. Some disks find `Design.md` where `design.md` is: that is not."""
    whole = path.resolve()
    return (
        whole.is_relative_to(ROOT) and whole.is_file() and whole.name in {each.name for each in whole.parent.iterdir()}
    )


def _rules() -> set[int]:
    return {int(n) for n in re.findall(r"^## (\d+)\. ", RULES.read_text("utf-8"), re.MULTILINE)}


def test_every_page_and_heading_that_is_cited_is_in_the_repository() -> None:
    texts = {file: file.read_text("utf-8") for file in FILES}
    assert sum(len(PAGE.findall(text)) for text in texts.values()) > 100
    wrong = [f"{file.relative_to(ROOT)}: {fault}" for file, text in texts.items() for fault in faults(file, text)]
    assert wrong == []


def test_the_rules_are_numbered_one_to_ten() -> None:
    assert _rules() == set(range(1, 11))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("(domain.md 3.1)", ["domain.md: no such page in the repository"]),
        (
            "Design.md rule 9",
            ["Design.md: no such page in the repository", "rule 9: say of which page, docs/statements.md"],
        ),
        ("(docs/Method.md#weight)", ["docs/Method.md: no such page in the repository"]),
        ("(docs/method.md#no-such-thing)", ["docs/method.md#no-such-thing: no such heading"]),
        ("(docs/method.md#weight), docs/method.md.", []),
        (
            "(../shared/domain.md)",
            [
                "../shared/domain.md: no such page in the repository",
                "shared/domain.md: outside of the repository, cite a page in docs/",
            ],
        ),
        ("see shared/mockups/01.png", ["shared/mockups/01.png: outside of the repository, cite a page in docs/"]),
        ("../shared/data/h2020-participations, ../shared/oracles.json, or ../shared", []),
        (
            '(ROOT / "docs" / "method.md", ROOT / "docs" / "nowhere.md")',
            ["docs/nowhere.md: no such page in the repository"],
        ),
        ("docs/statements.md, rules 1, 7 and 11", ["rules 1, 7 and 11: no such rule in docs/statements.md"]),
        ("law 2014-173, https://example.org/domain.md", []),
    ],
)
def test_a_citation_that_leads_nowhere_is_told(text: str, told: list[str]) -> None:
    assert list(faults(ROOT / "graph_service" / "dates.py", text)) == told


def test_a_link_between_pages_names_a_heading_of_its_page() -> None:
    page = ROOT / "docs" / "scaling.md"
    assert (
        list(faults(page, "[a](method.md#weight) [b](#above-it-a-part) [c](decisions/0004-dates-lent-between-rows.md)"))
        == []
    )
    assert list(faults(page, "[a](method.md#wait) [b](#nothing)")) == [
        "method.md#wait: no such heading",
        "scaling.md#nothing: no such heading",
    ]
