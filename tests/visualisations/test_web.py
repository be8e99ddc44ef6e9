"""The service's own page: its words come from the catalogue, its files are few, and its policy lets nothing else in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph_service.messages import Label
from graph_service.vocabulary import Family, Term, Vocabulary
from tests.visualisations.sample import FAMILIES
from tests.visualisations.test_html import Page, island
from visualisations import web

SCRIPTS = [name for name in web.ASSETS if name.endswith(".js")]


def vocabulary() -> Vocabulary:
    hostile = Label("</script><b>Genre</b>", "</script><b>Kind</b>")
    terms = {
        ("actor_kind", "commune"): Term("actor_kind", "commune", Label("Commune", "Commune"), family="communes"),
        ("project_kind", "x"): Term("project_kind", "x", hostile),
    }
    return Vocabulary(terms, {**FAMILIES, "last": Family("last", Label("Autres", "Others"), "ring", "#5F6673", "#111")})


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_loads_only_files_of_its_own_and_has_no_inline_script_or_handler(lang: str) -> None:
    found = Page(web.page(lang, vocabulary()).decode())
    assert found.all("html")[0]["lang"] == lang
    served = [
        a.get("src") or a.get("href")
        for t, a in found.tags
        if t in ("script", "link") and (a.keys() & {"src"} or t == "link")
    ]
    assert {s for s in served if s != "data:,"} == {"/web/app.css", "/web/app.js"}
    assert [attrs.get("type") for tag, attrs, text in found.blocks if text.strip()] == ["application/json"]
    assert not [name for _, attrs in found.tags for name in attrs if name.startswith("on") or name == "style"]


def test_vocabulary_texts_stay_text() -> None:
    found = Page(web.page("fr", vocabulary()).decode())
    assert not found.all("b")
    data = island(found)
    assert data["projects"] == {"x": "</script><b>Genre</b>"}
    assert data["kinds"]["commune"]["shape"] == "circle"
    assert data["unknown"]["shape"] == "ring"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_word_that_the_scripts_say_is_in_the_catalogue_and_none_is_left_over(lang: str) -> None:
    words = web.words(lang)
    source = "\n".join(web.asset(name).decode() for name in SCRIPTS)
    template = (Path(web.__file__).parent / "index.html.jinja").read_text("utf-8")
    said = set(re.findall(r'\bsay\("([a-z_-]+)"', source)) | set(re.findall(r"""\bt\(["']([a-z-]+)""", template))
    counted = {f"{code}-{form}" for code in re.findall(r'\bcount\("([a-z-]+)"', source) for form in ("one", "other")}
    chosen = set(re.findall(r'choice\("([a-z-]+)"', source))
    blocked = {f"blocked-{name}" for name in ("since", "avoid", "max_hops", "filters")}
    classes = {f"tie-{name}" for name in ("very-strong", "strong", "medium", "weak")}
    levels = {f"import-level-{name}" for name in ("partners", "internal", "public")}
    changes = {f"import-{name}" for name in ("created", "updated-facts", "withdrawn")}
    sheets = ("actors", "projects", "participations", "partnerships", "fundings")
    counts = {f"import-{name}-{form}" for name in sheets for form in ("one", "other")}
    columns = ("row", "state", "cell", "why", "what", "name", "fields", "typed", "taken", "column", "rows")
    heads = {f"import-col-{name}" for name in columns}
    whats = {f"import-what-{name}" for name in ("created", "updated", "withdrawn")}
    refusals = {f"import-{name}" for name in ("refused", "undo-refused")}
    kinds = {f"import-kind-{name}" for name in ("import", "edit", "undo", "copy")}
    replicas = {f"replica-{name}" for name in ("public", "partners")} | {
        f"scope-{name}" for name in ("public", "partners")
    }
    replicas |= {f"error-{name}" for name in ("actor", "project", "path")} | {"law", "law-method"}
    built = replicas | blocked | classes | levels | changes | counts | heads | kinds | whats | refusals
    assert said | counted | chosen | built == set(words)


def test_scripts_write_text_and_never_markup() -> None:
    for name in SCRIPTS:
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", web.asset(name).decode()
        )


def test_no_other_file_of_the_folder_is_served() -> None:
    with pytest.raises(KeyError):
        web.asset("../__init__.py")
    with pytest.raises(KeyError):
        web.asset("index.html.jinja")
    assert "unsafe" not in web.POLICY
