"""The service's own page: its words come from the catalogue, its files are few, and its policy lets nothing else in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from graph_service.graph import Graph
from graph_service.messages import codes
from graph_service.model import Scope
from graph_service.queries import QUESTIONS
from tests.graph_service.house import client, folder, new_graph
from tests.visualisations.sample import HOSTILE
from tests.visualisations.test_html import Page
from visualisations import web

SCRIPTS = [name for name in web.ASSETS if name.endswith(".js")]
TEMPLATES = sorted(Path(web.__file__).parent.glob("*.jinja"))
EACH = [
    "/",
    "/questions",
    "/import",
    *(f"/q/{question.name}" for question in QUESTIONS),
    "/q/actor?id=A",
    "/q/project?id=P",
    "/q/paths?from=A&to=B",
    "/q/history?id=A",
    "/q/search?text=a",
]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    place = tmp_path_factory.mktemp("web")
    files = folder(
        place,
        "in",
        actors="id,name,kind,website\nC,Université de Tours,universite,\n"
        f"A,{HOSTILE['tag']},commune,javascript:alert(1)\nB,{HOSTILE['close']},epci,",
        projects='id,title,kind,start\nP,"<i>Projet</i> ""x""",mission_appui,2025',
        participations="actor,project,role\nA,P,pilote\nB,P,partenaire",
    )
    with new_graph(place / "g.db", files, visibility="public") as graph:
        graph.configure(default_as_of="2026-01-01", fictional=True)
        yield graph


@pytest.fixture(scope="module")
def reader(graph: Graph) -> Iterator[TestClient]:
    with client(graph) as caller:
        yield caller


def page(reader: TestClient, address: str) -> Page:
    got = reader.get(address, headers={"Accept": "text/html"})
    assert got.status_code == 200, address
    assert got.headers["content-security-policy"] == web.POLICY
    return Page(got.text)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("address", EACH)
def test_a_page_loads_only_files_of_its_own_and_has_no_inline_script_or_handler(
    reader: TestClient, address: str, lang: str
) -> None:
    found = page(reader, f"{address}{'&' if '?' in address else '?'}lang={lang}")
    assert found.all("html")[0]["lang"] == lang
    loaded = {a.get("src") or a.get("href") for t, a in found.tags if t in ("script", "link")} - {None, "data:,"}
    assert {name.removeprefix("/web/") for name in loaded if name} <= set(web.ASSETS)
    assert {attrs.get("type") for tag, attrs, text in found.blocks if text.strip()} <= {"application/json"}
    assert not [name for _, attrs in found.tags for name in attrs if name.startswith("on") or name == "style"]
    ids = [attrs["id"] for _, attrs in found.tags if "id" in attrs]
    assert sorted(ids) == sorted(set(ids))
    assert len(found.all("h1")) == 1


def test_texts_of_data_stay_text_and_are_no_addresses(reader: TestClient) -> None:
    for address in EACH:
        found = page(reader, address)
        assert not found.all("i")
        assert not [a for a in found.all("a") if "javascript" in (a.get("href") or "")]


def test_every_control_of_a_form_has_a_label_and_its_help(reader: TestClient) -> None:
    for question in QUESTIONS:
        found = page(reader, f"/q/{question.name}")
        labelled = {a["for"] for a in found.all("label") if "for" in a}
        fields = {a["id"] for t, a in found.tags if t in ("input", "select") and a.get("id", "").startswith("p-")}
        shown = {f"p-{p.name}" for p in question.parameters if p.name != "after"}
        assert fields == shown
        assert fields <= labelled
        for lang in ("fr", "en"):
            assert {p.label.code for p in question.parameters if p.name != "after"} <= codes(lang), question.name


def test_an_address_that_says_what_no_parameter_is_is_refused(reader: TestClient) -> None:
    got = reader.get("/q/actor", params={"id": "A", "colour": "red"}, headers={"Accept": "text/html"})
    assert got.status_code == 400
    assert "colour" in got.text


def test_what_cannot_be_answered_keeps_its_form_and_says_why(reader: TestClient) -> None:
    got = reader.get("/q/paths", params={"from": "A", "to": "A"}, headers={"Accept": "text/html"})
    assert got.status_code == 400
    found = Page(got.text)
    assert [a["value"] for a in found.all("input") if a.get("id") == "p-from"] == [HOSTILE["tag"]]
    assert [a for a in found.all("div") if a.get("role") == "alert"]


def test_an_ambiguous_name_leads_on_with_each_of_those_it_may_mean(tmp_path: Path) -> None:
    files = folder(tmp_path, "in", actors="id,name,kind\nX,Même nom,commune\nY,Même nom,epci\nZ,Autre,epci")
    with new_graph(tmp_path / "g.db", files) as graph, client(graph) as reader:
        got = reader.get("/q/paths", params={"from": "Même nom", "to": "Z"}, headers={"Accept": "text/html"})
    assert got.status_code == 409
    led = [a["href"] for a in Page(got.text).all("a")]
    assert [way for way in led if "from=X" in way or "from=Y" in way] == [
        "/q/paths?from=X&to=Z",
        "/q/paths?from=Y&to=Z",
    ]


def test_a_name_that_nobody_bears_leads_on_with_those_that_are_near(reader: TestClient) -> None:
    got = reader.get("/q/paths", params={"from": "Universite de Tour", "to": "A"}, headers={"Accept": "text/html"})
    assert got.status_code == 404
    assert [a["href"] for a in Page(got.text).all("a") if "from=C" in a["href"]] == ["/q/paths?from=C&to=A"]


def test_of_a_closed_list_what_is_taken_anyway_is_chosen(reader: TestClient) -> None:
    found = page(reader, "/q/ties")
    chosen = {a["value"] for a in found.all("option") if "selected" in a}
    assert {"strength", "standard"} <= chosen


@pytest.mark.parametrize("address", ["/", "/questions", "/q/actor?id=A", "/q/paths?from=A&to=B"])
def test_a_scope_in_the_address_is_kept_everywhere_and_told(reader: TestClient, address: str) -> None:
    found = page(reader, f"{address}{'&' if '?' in address else '?'}scope=partners")
    own = [a for a in found.all("a") if a["href"].startswith("/") and "/reference" not in a["href"]]
    without = [a["href"] for a in own if "scope=partners" not in a["href"]]
    assert len(without) == 1  # the way back
    assert [a for a in found.all("p") if a.get("id") == "lowered"]
    assert all("scope=partners" in a["data-map"] for a in found.all("div") if "data-map" in a)
    assert [a for a in found.all("input") if a.get("name") == "scope" and a["value"] == "partners"]


def test_whoever_may_see_less_is_led_nowhere_further(graph: Graph) -> None:
    with client(graph, scope=Scope.PUBLIC) as reader:
        found = page(reader, "/questions")
        assert reader.get("/q/gaps").status_code == 403
        assert reader.get("/part/history", params={"id": "A"}).status_code == 403
    ways = {urlsplit(a["href"]).path for a in found.all("a")}
    assert ways >= {"/q/actor", "/q/paths"}
    assert ways.isdisjoint({"/q/gaps", "/q/history", "/import"})


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("/?v=actor&id=A&lang=en", "/q/actor?id=A&lang=en"),
        ("/?v=path&from=A&to=B&avoid=C&avoid=D", "/q/paths?from=A&to=B&avoid=C&avoid=D"),
        ("/?v=gaps", "/q/gaps?"),
        ("/?v=import&lang=fr", "/import?lang=fr"),
        ("/?v=path&from=A&lang=fr", "/?from=A&lang=fr"),
    ],
)
def test_an_address_of_before_leads_to_where_its_answer_is_now(reader: TestClient, former: str, now: str) -> None:
    got = reader.get(former, follow_redirects=False)
    assert (got.status_code, got.headers["location"]) == (301, now)


@pytest.mark.parametrize(
    ("of", "text", "first"),
    [
        ("actor", "université tou", "C"),
        ("actor,project", "projet", "P"),
        ("territory", "indre-et-l", "D37"),
        ("territory", "vierzon", "18279"),
        ("theme", "mobil", "mobilite"),
        ("actor", "universté", "C"),
        ("bar", "projet", "/q/project?lang=fr&id=P"),
        ("nothing", "x", None),
        ("actor", "", None),
    ],
)
def test_what_is_typed_is_completed_and_a_slip_forgiven(
    reader: TestClient, of: str, text: str, first: str | None
) -> None:
    found = Page(reader.get("/suggest", params={"of": of, "text": text}).text)
    values = [a["data-value"] or a.get("data-address") for a in found.all("li")]
    assert values[:1] == ([first] if first else [])


def test_a_page_that_has_not_changed_is_not_sent_again(reader: TestClient) -> None:
    first = reader.get("/q/actor", params={"id": "A"})
    again = reader.get("/q/actor", params={"id": "A"}, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_word_of_the_page_is_said_somewhere(lang: str) -> None:
    source = "\n".join(web.asset(name).decode() for name in SCRIPTS)
    source += "\n".join(file.read_text("utf-8") for file in TEMPLATES)
    source += "\n".join(
        file.read_text("utf-8")
        for file in (*Path(web.__file__).parent.glob("*.py"), *Path("graph_service/api").glob("*.py"))
    )
    said = set(re.findall(r"""\b(?:say|t)\(["']([a-z_-]+)""", source)) | set(re.findall(r'"web-([a-z-]+)"', source))
    counted = {f"{code}-{form}" for code in re.findall(r'\bcount\("([a-z-]+)"', source) for form in ("one", "other")}
    families = ("import-", "scope-", "replica-", "suggested-count-", "take-")
    left = [word for word in web.words(lang) if word not in said | counted and not word.startswith(families)]
    # Numbers of the home page, each with its word.
    assert left == ["actors", "projects-figure"]


def test_the_words_that_scripts_say_are_given_to_them(reader: TestClient) -> None:
    given = json.loads(next(t for _, a, t in page(reader, "/questions").blocks if a.get("id") == "words"))
    names = ("page.js", "completion.js", "copying.js", "imaging.js", "sorting.js")
    source = "".join(web.asset(name).decode() for name in names)
    said = set(re.findall(r'\bsay\("([a-z_-]+)"', source))
    said |= {f"{code}-{form}" for code in re.findall(r'\bcount\("([a-z-]+)"', source) for form in ("one", "other")}
    assert said == set(given)


def test_no_script_names_a_question_and_none_writes_markup_but_what_the_service_escaped() -> None:
    for name in SCRIPTS:
        source = web.asset(name).decode()
        # "sources" is also what the words of a map are called, and a place of the viewer.
        known = [q.name for q in QUESTIONS if not (name == "viewer.js" and q.name == "sources")]
        assert not [q for q in known if re.search(rf"""["'/`]{q}["'/`?]""", source)], name
        markup = re.findall(r"outerHTML|insertAdjacentHTML|document\.write|\beval\(|innerHTML(?= *=[^=])", source)
        assert markup == (["innerHTML"] if name == "elements.js" else []), name


def test_no_other_file_of_the_folder_is_served() -> None:
    with pytest.raises(KeyError):
        web.asset("../__init__.py")
    with pytest.raises(KeyError):
        web.asset("page.html.jinja")
    assert "unsafe" not in web.POLICY
