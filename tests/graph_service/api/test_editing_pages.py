"""The pages on which the team adds and corrects: what a form says is one batch, and one undo takes it back."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from fastapi.testclient import TestClient

from graph_service.graph import Graph, open_graph
from graph_service.graph.session import today
from graph_service.model import Op, RecordType, Scope
from tests.graph_service.house import HOST, bodies, client, url

HOSTILE = '<script>alert("x")</script>'
ORIGIN = {"Origin": f"http://{HOST}", "Accept": "text/html"}


@pytest.fixture
def f1(own_f1: Graph) -> Graph:
    return own_f1


@pytest.fixture
def web(f1: Graph) -> Iterator[TestClient]:
    with client(f1) as caller:
        yield caller


@pytest.fixture(scope="module")
def quiet(f1_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Graph]]:
    """A caller of a store that no test writes to: what is refused leaves it as it was."""
    own = tmp_path_factory.mktemp("quiet") / "f1.db"
    own.write_bytes(f1_file.read_bytes())
    with open_graph(url(own)) as graph, client(graph) as caller:
        yield caller, graph


def send(web: TestClient, path: str, fields: dict[str, Any] | list[tuple[str, str]], **headers: str) -> Any:
    body = urlencode(fields, doseq=True)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return web.post(path, content=body, headers={**ORIGIN, **kind, **headers})


def filled(web: TestClient, path: str) -> dict[str, list[str]]:
    """What a browser would send of a form that nobody touched: hidden fields, texts, choices and what is ticked."""
    page = web.get(path).text
    form = page[page.index('<form class="editing') :]
    form = form[: form.index("</form>")]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        given = {name: markup.unescape(text) for name, text in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if "name" in given and (given["type"] not in ("checkbox", "radio") or " checked" in tag):
            found.setdefault(given["name"], []).append(given.get("data-value", given["value"]))
    for name, options in re.findall(r'<select id="[^"]*" name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[:1] or re.findall(r'<option value="([^"]*)"', options)[:1]
    for name, text in re.findall(r'<textarea id="[^"]*" name="([^"]*)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL):
        found[name] = [markup.unescape(text)]
    return found


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", markup.unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def actor(graph: Graph, id_: str) -> Any:
    return next(iter(graph.store.facts(RecordType.ACTOR, [id_], Scope.INTERNAL)), None)


def meeting_of(*people: tuple[str, str], **more: str) -> list[tuple[str, str]]:
    """A meeting's form with these lines: `("id", "TM")` is chosen, `("who", "…")` typed."""
    lines = [(f"{what}.{n}", text) for n, (what, text) in enumerate(people, 1)]
    return [*{"title": "", "kind": "rencontre", "start": "2026-03-04", "names": "", **more}.items(), *lines]


# Adding


NEW = {
    "actors": {"name": "Régie de quartier", "kind": "association", "territory": "Tours", "acronym": "RQ"},
    "projects": {
        "title": "Fête",
        "kind": "operation",
        "themes": ["habitat_logement"],
        "territories": ["37261", "45234"],
    },
    "participations": {"actor": "TM", "project": "P1", "role": "observateur"},
    "partnerships": {"actor": "TM", "partner": "Université d'Orléans (fictif)", "kind": "convention"},
    "fundings": {"funder": "REG", "recipient": "P1", "amount": "12 000,50", "year": "2024"},
}


@pytest.mark.parametrize(("sheet", "lang"), [*((sheet, "fr") for sheet in NEW), ("projects", "en")])
def test_a_record_is_added_in_one_batch_and_one_undo_takes_it_away(
    web: TestClient, f1: Graph, sheet: str, lang: str
) -> None:
    before, batches = bodies(f1), len(f1.batches())
    form = filled(web, f"/add/{sheet}?lang={lang}")
    done = send(web, f"/add/{sheet}?lang={lang}", {**form, **NEW[sheet]})
    assert done.status_code == 303, text_of(done)
    assert len(f1.batches()) == batches + 1
    assert bodies(f1)["internal"].keys() > before["internal"].keys()
    assert bodies(f1)["partners"] == before["partners"]
    card = web.get(done.headers["location"])
    assert done.headers["location"].startswith("/q/")
    assert card.status_code == 200
    assert {"fr": "Enregistré.", "en": "Saved."}[lang] in text_of(card)
    (batch,) = re.findall(r'name="batch" value="([^"]+)"', card.text)
    undone = send(web, f"/undo?lang={lang}", {"batch": batch, "type": "", "id": ""})
    assert undone.status_code == 303
    assert bodies(f1) == before
    home = web.get(undone.headers["location"])
    assert {"fr": "Rétablir", "en": "Restore"}[lang] in text_of(home)
    (again,) = re.findall(r'name="batch" value="([^"]+)"', home.text)
    send(web, "/undo", {"batch": again, "type": "", "id": ""})
    assert bodies(f1)["internal"].keys() > before["internal"].keys()


def test_a_form_asks_for_each_declared_column_but_the_id(web: TestClient) -> None:
    asked = filled(web, "/add/actors").keys()
    assert {"name", "kind", "territory", "succeeds", "start", "visibility"} <= asked
    assert "id" not in asked
    page = web.get("/add/actors").text
    assert re.findall(r'<label for="f-(\w+)">', page)[:3] == ["name", "kind", "visibility"]


REFUSED = {
    "missing": ("actors", {"name": "", "kind": "association"}, "name", "À remplir"),
    "invisible": ("actors", {"name": "\u200b", "kind": "association"}, "name", "À remplir"),
    "kind": ("actors", {"name": "X", "kind": "assoc"}, "kind", "association"),
    "siren": ("actors", {"name": "X", "kind": "association", "siren": "123"}, "siren", "123"),
    "date": ("actors", {"name": "X", "kind": "association", "start": "hier"}, "start", "hier"),
    "dates": ("projects", {"title": "X", "kind": "operation", "start": "2025", "end": "2024"}, "end", "2025"),
    "place": ("actors", {"name": "X", "kind": "association", "territory": "Nulleville"}, "territory", "Nulleville"),
    "one place of two": (
        "projects",
        {"title": "X", "kind": "operation", "territories": ["37261", "Nulle"]},
        "territories",
        "Nulle",
    ),
    "one theme of two": (
        "projects",
        {"title": "X", "kind": "operation", "themes": ["habitat_logement", "nul"]},
        "themes",
        "nul",
    ),
    "amount": ("fundings", {"funder": "REG", "recipient": "P1", "amount": "beaucoup"}, "amount", "beaucoup"),
    "low": ("fundings", {"funder": "REG", "recipient": "P1", "amount": "-5"}, "amount", "0"),
    "year": ("fundings", {"funder": "REG", "recipient": "P1", "year": "12"}, "year", "1900"),
    "nobody": ("partnerships", {"actor": "TM", "partner": "xyzzy", "kind": "convention"}, "partner", "xyzzy"),
    "near": ("partnerships", {"actor": "TM", "partner": "Ville de Tour", "kind": "convention"}, "partner", "TOURS"),
    "itself": ("partnerships", {"actor": "TM", "partner": "TM", "kind": "convention"}, "partner", "TM"),
    "not an actor": ("participations", {"actor": "P1", "project": "P1", "role": "membre"}, "actor", "P1"),
    "personal": ("actors", {"name": "X", "kind": "association", "aliases": "marie.durand@example.org"}, "aliases", ""),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_written(quiet: tuple[TestClient, Graph], case: str) -> None:
    web, f1 = quiet
    sheet, fields, column, said = REFUSED[case]
    batches = len(f1.batches())
    answer = send(web, f"/add/{sheet}", {**filled(web, f"/add/{sheet}"), **fields})
    assert answer.status_code == 422, text_of(answer)
    (fault,) = re.findall(rf'id="f-{column}-fault"[^>]*>(.*?)</p>(.*?)</div>', answer.text, re.DOTALL)
    assert said in markup.unescape("".join(fault))
    assert len(f1.batches()) == batches
    for name, typed in fields.items():
        for each in typed if isinstance(typed, list) else [typed]:
            assert markup.escape(each) in answer.text, name


def test_a_name_that_several_bear_is_asked_about_and_the_choice_holds_for_that_name_alone(
    web: TestClient, f1: Graph
) -> None:
    twins = [
        {"op": "add", "type": "actor", "fields": {"id": f"M{n}", "name": "Mission locale", "kind": "association"}}
        for n in (1, 2)
    ]
    f1.edit(twins)
    form = {"actor": "TM", "partner": "Mission locale", "kind": "convention"}
    asked = send(web, "/add/partnerships", form)
    assert asked.status_code == 422
    assert re.findall(r'name="meant.partner" value="(\w+)"', asked.text) == ["M1", "M2"]
    assert 'name="about.partner" value="Mission locale"' in asked.text
    chosen = {**form, "about.partner": "Mission locale", "meant.partner": "M2"}
    other = send(web, "/add/partnerships", {**chosen, "partner": "xyzzy"})
    assert other.status_code == 422
    assert send(web, "/add/partnerships", chosen).status_code == 303
    (fact,) = [
        fact for fact in f1.store.facts(RecordType.PARTNERSHIP, None, Scope.INTERNAL) if fact.get("partner") == "M2"
    ]
    assert fact.get("actor") == "TM"


@pytest.mark.parametrize("name", ["Ville de Tours (fictif)", "Ville de Tour", "VILLE DE TOURS (FICTIF)"])
def test_an_actor_that_may_be_there_already_is_added_only_when_a_person_says_so(
    web: TestClient, f1: Graph, name: str
) -> None:
    batches = len(f1.batches())
    form = {"name": name, "kind": "commune"}
    asked = send(web, "/add/actors", form)
    assert asked.status_code == 422
    assert "Ville de Tours (fictif)" in text_of(asked)
    assert re.search(r'href="/q/actor\?[^"]*id=TOURS"', asked.text)
    assert f'name="new" value="{markup.escape(name)}"' in asked.text
    assert send(web, "/add/actors", {**form, "new": "Ville de Nantes"}).status_code == 422
    assert len(f1.batches()) == batches
    assert send(web, "/add/actors", {**form, "new": name}).status_code == 303


def test_a_name_in_a_list_is_told_with_those_that_it_may_mean(quiet: tuple[TestClient, Graph]) -> None:
    form = {"name": "Héritière", "kind": "association", "succeeds": ["TM", "Ville de Tour", "xyzzy"]}
    said = text_of(send(quiet[0], "/add/actors", form))
    assert "Ville de Tours (fictif) [TOURS]" in said
    assert "« xyzzy »" in said.replace("\u202f", " ")


def test_an_id_of_any_signs_is_reached(web: TestClient, f1: Graph) -> None:
    id_ = "é &?#+x %"
    f1.edit([{"op": "add", "type": "actor", "fields": {"id": id_, "name": "Étrange", "kind": "association"}}])
    page = web.get("/q/actor", params={"id": id_}).text
    (address,) = re.findall(r'href="(/correct/[^"]*)"', page)
    path = markup.unescape(address)
    done = send(web, path, {**filled(web, path), "name": "Moins étrange"})
    assert done.status_code == 303, text_of(done)
    assert "Moins étrange" in text_of(web.get(done.headers["location"]))


def test_the_same_record_is_not_added_twice(web: TestClient, f1: Graph) -> None:
    form = {"name": "Compagnie des Halles", "kind": "association"}
    assert send(web, "/add/actors", form).status_code == 303
    again = send(web, "/add/actors", {**form, "new": "Compagnie des Halles"})
    assert (again.status_code, "existe déjà" in text_of(again)) == (400, True)


def test_values_in_the_address_are_filled_in_and_write_nothing(web: TestClient, f1: Graph) -> None:
    batches = len(f1.batches())
    page = web.get("/add/participations?project=P1&role=membre")
    assert 'data-value="P1"' in page.text
    assert '<option value="membre" selected>' in page.text
    assert len(f1.batches()) == batches
    assert web.get("/add/participations?projet=P1").status_code == 400


def test_what_a_form_does_not_have_is_refused(web: TestClient) -> None:
    form = {"name": "X", "kind": "association"}
    assert send(web, "/add/actors", {**form, "nom": "Y"}).status_code == 400
    assert send(web, "/add/actors", {**form, "id": "Y"}).status_code == 400
    assert send(web, "/add/nothing", form).status_code == 404
    assert send(web, "/add/sources", form).status_code == 404
    as_json = web.post("/add/actors", json=form, headers=ORIGIN)
    assert as_json.status_code == 400


# Correcting


def test_only_what_was_changed_is_said_and_what_was_emptied_is_null(web: TestClient, f1: Graph) -> None:
    form = filled(web, "/correct/actor/TM")
    assert form["name"] == ["Métropole de Tours (fictif)"]
    done = send(web, "/correct/actor/TM", {**form, "acronym": "", "website": "https://tm.example"})
    assert done.status_code == 303, text_of(done)
    (batch,) = parse_qs(urlsplit(done.headers["location"]).query)["done"]
    (word,) = [each.statement for each in f1.store.statements(batch=batch)]
    assert (word.op, dict(word.fields)) == (Op.SET, {"acronym": None, "website": "https://tm.example"})
    card = web.get(done.headers["location"])
    told = card.text[card.text.index('class="done"') :]
    about = dict(re.findall(r'type="hidden" name="(type|id)" value="([^"]*)"', told)[:2])
    back = send(web, "/undo", {"batch": batch, **about})
    assert "id=TM" in back.headers["location"]
    assert actor(f1, "TM").get("acronym") == "TM"


@pytest.mark.parametrize("type_", ["actor", "project", "participation", "partnership", "funding"])
def test_a_form_that_nobody_touched_changes_nothing(web: TestClient, f1: Graph, type_: str) -> None:
    f1.edit(
        [
            {
                "op": "add",
                "type": "funding",
                "fields": {"funder": "REG", "recipient": "P1", "amount": 1234.5, "year": 2024},
            }
        ]
    )
    f1.edit([{"op": "add", "type": "partnership", "fields": {"actor": "REG", "partner": "TM", "kind": "convention"}}])
    f1.edit(
        [
            {
                "op": "set",
                "ids": ["P1"],
                "fields": {"description": "a\nb", "territories": ["37261"], "themes": ["habitat_logement"]},
            }
        ]
    )
    before, batches = bodies(f1), len(f1.batches())
    for fact in f1.store.facts(RecordType(type_), None, Scope.INTERNAL):
        path = f"/correct/{type_}/{fact.id}"
        done = send(web, path, filled(web, path))
        assert done.status_code == 303, text_of(done)
    assert (bodies(f1), len(f1.batches())) == (before, batches)


def test_without_script_what_shows_a_name_stays_the_record_that_it_shows(web: TestClient, f1: Graph) -> None:
    f1.edit(
        [{"op": "add", "type": "actor", "fields": {"id": "T2", "name": "Ville de Tours (fictif)", "kind": "commune"}}]
    )
    f1.edit([{"op": "add", "type": "partnership", "fields": {"actor": "REG", "partner": "T2", "kind": "convention"}}])
    (fact,) = [f for f in f1.store.facts(RecordType.PARTNERSHIP, None, Scope.INTERNAL) if f.get("partner") == "T2"]
    path = f"/correct/partnership/{fact.id}"
    form = {**filled(web, path), "partner": "Ville de Tours (fictif)", "title": "Charte"}
    assert send(web, path, form).status_code == 303
    (fact,) = f1.store.facts(RecordType.PARTNERSHIP, [fact.id], Scope.INTERNAL)
    assert (fact.get("partner"), fact.get("title")) == ("T2", "Charte")


def test_another_end_is_another_relation_in_one_batch(web: TestClient, f1: Graph) -> None:
    (fact,) = [f for f in f1.store.incident(["UT"], Scope.INTERNAL) if f.get("project") == "P3"]
    batches = len(f1.batches())
    path = f"/correct/participation/{fact.id}"
    assert send(web, path, {**filled(web, path), "role": "financeur"}).status_code == 303
    assert len(f1.batches()) == batches + 1
    assert [f.get("role") for f in f1.store.incident(["UT"], Scope.INTERNAL) if f.get("project") == "P3"] == [
        "financeur"
    ]


def test_a_required_field_cannot_be_emptied(web: TestClient, f1: Graph) -> None:
    batches = len(f1.batches())
    answer = send(web, "/correct/actor/TM", {**filled(web, "/correct/actor/TM"), "name": " "})
    assert answer.status_code == 422
    assert 'id="f-name-fault"' in answer.text
    assert len(f1.batches()) == batches


def test_a_record_that_moved_is_shown_beside_what_was_typed_and_both_are_kept(web: TestClient, f1: Graph) -> None:
    form = filled(web, "/correct/actor/TM")
    f1.edit(
        [{"op": "set", "ids": ["TM"], "fields": {"name": "Tours Métropole", "website": "https://ailleurs.example"}}]
    )
    batches = len(f1.batches())
    met = send(web, "/correct/actor/TM", {**form, "name": "Métropole", "acronym": "T.M."})
    assert met.status_code == 412
    assert len(f1.batches()) == batches
    assert "changé pendant que vous" in text_of(met)
    assert "Il y a maintenant : Tours Métropole" in text_of(met)
    assert 'value="Métropole"' in met.text
    assert 'value="T.M."' in met.text
    # Going on sends the form as it stands now: what the other wrote elsewhere stays.
    again = {**form, "name": "Métropole", "acronym": "T.M.", "website": "https://ailleurs.example"}
    again |= {
        n: [markup.unescape(v)] for n, v in re.findall(r'type="hidden" name="(version|was)" value="([^"]*)"', met.text)
    }
    assert send(web, "/correct/actor/TM", again).status_code == 303
    fact = actor(f1, "TM")
    assert (fact.get("name"), fact.get("acronym"), fact.get("website")) == (
        "Métropole",
        "T.M.",
        "https://ailleurs.example",
    )


def test_a_fault_in_a_form_that_moved_keeps_what_was_typed_too(web: TestClient, f1: Graph) -> None:
    form = filled(web, "/correct/actor/TM")
    f1.edit([{"op": "set", "ids": ["TM"], "fields": {"name": "Tours Métropole"}}])
    answer = send(web, "/correct/actor/TM", {**form, "siren": "123"})
    assert answer.status_code in (412, 422)
    assert 'value="123"' in answer.text
    assert 'value="Tours Métropole"' in answer.text


def test_a_record_that_was_taken_away_tells_what_was_typed(web: TestClient, f1: Graph) -> None:
    form = filled(web, "/correct/actor/TM")
    f1.edit([{"op": "deny", "type": "actor", "ids": ["TM"]}])
    gone = send(web, "/correct/actor/TM", {**form, "name": "Ce que j’ai tapé"})
    assert gone.status_code == 412
    assert "Ce que j’ai tapé" in text_of(gone)


@pytest.mark.parametrize(
    "broken", [{"was": "{"}, {"was": "[]"}, {"was": '{"name": 1}'}, {"was": None}, {"version": None}]
)
def test_a_form_without_what_it_was_filled_from_is_refused(
    quiet: tuple[TestClient, Graph], broken: dict[str, Any]
) -> None:
    web, f1 = quiet
    batches = len(f1.batches())
    form = {name: text for name, text in {**filled(web, "/correct/actor/TM"), **broken}.items() if text is not None}
    assert send(web, "/correct/actor/TM", {**form, "name": "X"}).status_code == 400
    assert len(f1.batches()) == batches


def test_a_field_says_who_states_it_and_what_others_say(web: TestClient, f1: Graph) -> None:
    f1.edit([{"op": "set", "ids": ["TM"], "fields": {"name": "Tours Métropole"}}])
    said = text_of(web.get("/correct/actor/TM"))
    assert "Source : l’équipe" in said
    assert "D’autres sources disent : Métropole de Tours (fictif)" in said
    assert said.count("Source : ") >= 3


def test_a_relation_has_no_card_and_is_reached_from_the_form_of_its_ends(web: TestClient, f1: Graph) -> None:
    for type_, id_ in (("actor", "UT"), ("project", "P3")):
        page = web.get(f"/correct/{type_}/{id_}").text
        for fact in f1.store.incident([id_], Scope.INTERNAL):
            path = f"/correct/{fact.type}/{fact.id}"
            assert f'href="{path}?' in page
            assert web.get(path).status_code == 200
    (actor_end,) = re.findall(r'href="(/add/participations[^"]*)"', web.get("/correct/actor/UT").text)
    (project_end,) = re.findall(r'href="(/add/participations[^"]*)"', web.get("/correct/project/P3").text)
    assert filled(web, markup.unescape(actor_end))["actor"] == ["UT"]
    assert filled(web, markup.unescape(project_end))["project"] == ["P3"]


# Taking away, hiding, merging


def version(page: Any) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(version2?|other)" value="([^"]*)"', page.text))


def test_what_goes_with_a_record_is_told_before_it_is_taken_away(web: TestClient, f1: Graph) -> None:
    before, batches = bodies(f1), len(f1.batches())
    asked = web.get("/deny/actor/TM")
    assert "2 participations disparaissent" in text_of(asked)
    assert "liens avec 4 partenaires" in text_of(asked)
    assert (bodies(f1), len(f1.batches())) == (before, batches)
    done = send(web, "/deny/actor/TM", version(asked))
    assert done.status_code == 303
    assert actor(f1, "TM") is None
    home = web.get(done.headers["location"])
    assert "fiche retirée" in text_of(home)
    (batch,) = re.findall(r'name="batch" value="([^"]+)"', home.text)
    back = send(web, "/undo", {"batch": batch, "type": "actor", "id": "TM"})
    assert "id=TM" in back.headers["location"]
    assert bodies(f1) == before


def test_what_readers_see_no_more_is_told_before_a_record_is_hidden(web: TestClient, f1: Graph) -> None:
    before = bodies(f1)
    asked = web.get("/hide/actor/TM")
    assert text_of(asked).count("2 participations cachées avec elle") == 2
    done = send(web, "/hide/actor/TM", {**version(asked), "visibility": "internal"})
    assert done.status_code == 303
    assert actor(f1, "TM").visibility is Scope.INTERNAL
    assert "actor:TM" not in bodies(f1)["partners"]
    (batch,) = parse_qs(urlsplit(done.headers["location"]).query)["done"]
    widens = send(web, "/undo", {"batch": batch, "type": "actor", "id": "TM"})
    assert widens.status_code == 422
    assert "Métropole de Tours" in text_of(widens)
    assert actor(f1, "TM").visibility is Scope.INTERNAL
    assert send(web, "/undo", {"batch": batch, "type": "actor", "id": "TM", "yes": "true"}).status_code == 303
    assert bodies(f1) == before


@pytest.mark.parametrize("below", ["public", "", "nobody"])
def test_hiding_from_nobody_is_refused(quiet: tuple[TestClient, Graph], below: str) -> None:
    web, f1 = quiet
    batches = len(f1.batches())
    assert send(web, "/hide/actor/TM", {**version(web.get("/hide/actor/TM")), "visibility": below}).status_code == 400
    assert len(f1.batches()) == batches


def test_two_actors_stand_beside_each_other_before_they_are_one(web: TestClient, f1: Graph) -> None:
    before = bodies(f1)
    first = web.get("/merge/actor/TM")
    assert version(first) == {}
    asked = web.get("/merge/actor/TM?other=TOURS")
    said = text_of(asked)
    assert "Métropole de Tours (fictif) Ville de Tours (fictif) Ce qui reste" in said
    assert "2 participations lui reviennent" in said
    assert bodies(f1) == before
    done = send(web, "/merge/actor/TM", version(asked))
    assert done.status_code == 303
    assert actor(f1, "TM").keys == ("TM", "TOURS")
    (batch,) = parse_qs(urlsplit(done.headers["location"]).query)["done"]
    send(web, "/undo", {"batch": batch, "type": "actor", "id": "TM"})
    assert bodies(f1) == before


def test_actors_that_cannot_be_one_are_told_why(web: TestClient, f1: Graph) -> None:
    assert web.get("/merge/actor/TM?other=TM").status_code == 400
    near = web.get("/merge/actor/TM?other=Ville+de+Tour")
    assert near.status_code == 422
    assert re.findall(r'name="meant.other" value="(\w+)"', near.text)[0] == "TOURS"
    chosen = web.get("/merge/actor/TM?other=Ville+de+Tour&about.other=Ville+de+Tour&meant.other=TOURS")
    assert version(chosen)["other"] == "TOURS"
    assert web.get("/merge/project/P1").status_code == 404


@pytest.mark.parametrize("what", ["deny", "hide", "merge"])
def test_what_moved_since_the_consequences_were_told_is_told_again(web: TestClient, f1: Graph, what: str) -> None:
    query = "?other=TOURS" if what == "merge" else ""
    asked = version(web.get(f"/{what}/actor/TM{query}"))
    f1.edit([{"op": "set", "ids": ["TM"], "fields": {"name": "Tours Métropole"}}])
    before = bodies(f1)
    sent = {**asked, **({"visibility": "internal"} if what == "hide" else {})}
    met = send(web, f"/{what}/actor/TM", sent)
    assert met.status_code == 412
    assert "changé entre-temps" in text_of(met)
    assert bodies(f1) == before
    assert send(web, f"/{what}/actor/TM", {**sent, **version(met)}).status_code == 303


# A meeting


def test_yesterday_is_proposed(web: TestClient) -> None:
    form = filled(web, "/add/meeting")
    assert form["start"] == [(today() - timedelta(days=1)).isoformat()]
    assert form["kind"] == ["rencontre"]


def test_a_meeting_is_one_batch_and_one_undo(web: TestClient, f1: Graph) -> None:
    before, batches = bodies(f1), len(f1.batches())
    lines = [("id", id_) for id_ in ("TM", "TOURS", "PREF", "REG", "UT", "CDC")]
    done = send(web, "/add/meeting", meeting_of(*lines, territories="Tours"))
    assert done.status_code == 303, text_of(done)
    assert len(f1.batches()) == batches + 1
    card = text_of(web.get(done.headers["location"]))
    assert "Rencontre du 04/03/2026 (Tours)" in card
    assert "6 participants" in card
    (id_,) = parse_qs(urlsplit(done.headers["location"]).query)["id"]
    (project,) = f1.store.facts(RecordType.PROJECT, [id_], Scope.INTERNAL)
    assert (project.get("start"), project.get("end"), project.get("territories")) == ("2026-03-04",) * 2 + (("37261",),)
    parts = f1.store.incident([id_], Scope.INTERNAL)
    assert sorted((p.get("actor"), p.get("role")) for p in parts) == sorted((i, "membre") for _, i in lines)
    (batch,) = parse_qs(urlsplit(done.headers["location"]).query)["done"]
    send(web, "/undo", {"batch": batch, "type": "project", "id": id_})
    assert bodies(f1) == before


def test_names_without_script_are_shown_as_they_are_understood_before_anything_is_written(
    web: TestClient, f1: Graph
) -> None:
    batches = len(f1.batches())
    checked = send(web, "/add/meeting", meeting_of(names="TM\r\n\r\nVille de Tours (fictif)\r\nPREF", title="Atelier"))
    assert checked.status_code == 200
    assert len(f1.batches()) == batches
    assert re.findall(r'name="id.\d" value="(\w+)"', checked.text) == ["TM", "TOURS", "PREF"]
    assert 'value="Atelier"' in checked.text
    form = filled(web, "/add/meeting")
    lines = meeting_of(("id", "TM"), ("id", "TOURS"), ("id", "PREF"), **{"role.2": "porteur", "title": "Atelier"})
    assert {"names", "title", "start"} <= form.keys()
    done = send(web, "/add/meeting", lines)
    assert done.status_code == 303
    (id_,) = parse_qs(urlsplit(done.headers["location"]).query)["id"]
    assert {(p.get("actor"), p.get("role")) for p in f1.store.incident([id_], Scope.INTERNAL)} == {
        *(("TM", "membre"), ("TOURS", "porteur"), ("PREF", "membre"))
    }


def test_a_name_that_nobody_bears_is_new_only_when_a_person_says_so(web: TestClient, f1: Graph) -> None:
    batches = len(f1.batches())
    typed = meeting_of(("id", "TM"), ("who", "Ville de Tour"), ("who", "Régie nouvelle"), **{"role.3": "porteur"})
    asked = send(web, "/add/meeting", typed)
    assert asked.status_code == 422
    assert re.findall(r'name="is.2" value="(\w+)"', asked.text) == ["TOURS", "new"]
    assert re.findall(r'name="is.3" value="(\w+)"', asked.text)[-1] == "new"
    assert 'name="is.3" value="new" checked' not in asked.text
    said = {"about.2": "Ville de Tour", "is.2": "TOURS", "about.3": "Régie nouvelle", "is.3": "new"}
    kindless = send(web, "/add/meeting", [*typed, *said.items()])
    assert kindless.status_code == 422
    assert "Dites de quel type" in text_of(kindless)
    assert 'name="is.3" value="new" checked' in kindless.text
    # What was said of one name does not hold for another that is typed in its place.
    other = [(n, "Tout autre" if t == "Régie nouvelle" and n == "who.3" else t) for n, t in typed]
    assert send(web, "/add/meeting", [*other, *said.items(), ("kind.3", "association")]).status_code == 422
    assert len(f1.batches()) == batches
    done = send(web, "/add/meeting", [*typed, *said.items(), ("kind.3", "association")])
    assert done.status_code == 303
    assert len(f1.batches()) == batches + 1
    (new,) = [f for f in f1.store.facts(RecordType.ACTOR, None, Scope.INTERNAL) if f.name == "Régie nouvelle"]
    assert (new.get("kind"), new.visibility) == ("association", Scope.INTERNAL)
    (id_,) = parse_qs(urlsplit(done.headers["location"]).query)["id"]
    assert {(p.get("actor"), p.get("role")) for p in f1.store.incident([id_], Scope.INTERNAL)} == {
        *(("TM", "membre"), ("TOURS", "membre"), (new.id, "porteur"))
    }


def test_who_is_named_twice_takes_part_once(web: TestClient, f1: Graph) -> None:
    new = {
        f"{what}.{n}": text
        for n in (3, 4)
        for what, text in (("is", "new"), ("kind", "association"), ("about", "Régie"))
    }
    lines = meeting_of(("id", "TM"), ("who", "TM"), ("who", "Régie"), ("who", "Régie"), **new)
    done = send(web, "/add/meeting", lines)
    assert done.status_code == 303, text_of(done)
    (id_,) = parse_qs(urlsplit(done.headers["location"]).query)["id"]
    assert len(f1.store.incident([id_], Scope.INTERNAL)) == 2


MEETING_REFUSED = {
    "nobody": (meeting_of(), "dites qui était là"),
    "no date": (meeting_of(("id", "TM"), start=""), "Dites quand"),
    "date": (meeting_of(("id", "TM"), start="hier"), "hier"),
    "no kind": (meeting_of(("id", "TM"), kind=""), "À remplir"),
    "no event": (meeting_of(("id", "TM"), kind="contrat_de_ville"), "Une réunion est un événement"),
    "kind": (meeting_of(("id", "TM"), kind="xyz"), "xyz"),
    "place": (meeting_of(("id", "TM"), territories="Nulleville"), "Nulleville"),
    "role": (meeting_of(("id", "TM"), **{"role.1": "xyz"}), "xyz"),
    "id": (meeting_of(("id", "xyzzy")), "xyzzy"),
    "new kind": (meeting_of(("who", "Neuf"), **{"is.1": "new", "about.1": "Neuf", "kind.1": "xyz"}), "Neuf"),
}


@pytest.mark.parametrize("case", MEETING_REFUSED)
def test_a_meeting_with_a_fault_comes_back_as_it_was_and_writes_nothing(
    quiet: tuple[TestClient, Graph], case: str
) -> None:
    web, f1 = quiet
    form, said = MEETING_REFUSED[case]
    batches = len(f1.batches())
    answer = send(web, "/add/meeting", [pair for pair in form if pair[0] != "title"] + [("title", "Atelier du mardi")])
    assert answer.status_code == 422, text_of(answer)
    assert said in text_of(answer) + answer.text
    assert 'value="Atelier du mardi"' in answer.text
    if ("id.1", "TM") in form:
        assert 'name="id.1" value="TM" checked' in answer.text
    assert len(f1.batches()) == batches


def test_a_meeting_that_is_sent_twice_is_one(web: TestClient, f1: Graph) -> None:
    form = meeting_of(("id", "TM"))
    assert send(web, "/add/meeting", form).status_code == 303
    batches = len(f1.batches())
    assert send(web, "/add/meeting", form).status_code == 400
    assert len(f1.batches()) == batches


# Who may, and what may not happen


WRITES = [
    "/add/actors",
    "/add/meeting",
    "/correct/actor/TM",
    "/deny/actor/TM",
    "/hide/actor/TM",
    "/merge/actor/TM",
    "/undo",
]


@pytest.mark.parametrize("scope", [Scope.PUBLIC, Scope.PARTNERS])
def test_only_the_team_adds_and_corrects(f1: Graph, scope: Scope) -> None:
    batches = len(f1.batches())
    with client(f1, scope=scope) as caller:
        for path in WRITES:
            assert send(caller, path, {"batch": "x"}).status_code == 403, path
            assert path == "/undo" or caller.get(path).status_code == 403
        assert caller.get("/add").status_code == 403
        page = caller.get("/q/actor?id=TM&done=x").text
        assert "/add?" not in page
        assert "/correct/" not in page
    assert len(f1.batches()) == batches


def test_who_looks_with_the_eyes_of_others_does_not_write(web: TestClient, f1: Graph) -> None:
    batches = len(f1.batches())
    for path in WRITES:
        refused = send(web, f"{path}?scope=partners", {"batch": "x"})
        assert refused.status_code == 403, path
        assert "vue de l’équipe" in text_of(refused)
    page = web.get("/q/actor?id=TM&scope=partners").text
    assert "/correct/" not in page
    assert "/add?" not in page
    assert len(f1.batches()) == batches


def test_a_replica_refuses_in_its_own_words(f1: Graph, tmp_path: Any) -> None:
    at = url(tmp_path / "replica.db")
    f1.copy_to(at, scope="public")
    with open_graph(at) as replica, client(replica) as caller:
        for path in ("/add/actors", "/add/meeting", "/deny/actor/TM"):
            refused = send(caller, path, {"name": "X"})
            assert refused.status_code == 403
            assert "réplique" in text_of(refused)


@pytest.mark.parametrize("origin", ["https://ailleurs.example", "null", None])
def test_a_form_of_another_site_is_refused(f1: Graph, origin: str | None) -> None:
    with client(f1, token=None) as caller:
        batches = len(f1.batches())
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
        headers = {**kind, **({"Origin": origin} if origin else {})}
        answer = caller.post("/add/actors", content="name=X&kind=association", headers=headers)
        assert (answer.status_code, len(f1.batches())) == (403, batches)
        assert answer.headers["content-type"].startswith("text/html")
        assert send(caller, "/add/actors", {"name": "X", "kind": "association"}).status_code == 303


def test_the_pages_tell_a_browser_to_say_where_their_forms_come_from(web: TestClient) -> None:
    for path in ("/add/actors", "/add/meeting", "/correct/actor/TM", "/q/actor?id=TM"):
        page = web.get(path)
        assert (
            page.headers["referrer-policy"] == "same-origin"
            or '<meta name="referrer" content="same-origin">' in page.text
        )


def test_looking_writes_nothing(quiet: tuple[TestClient, Graph]) -> None:
    web, f1 = quiet
    before, batches = bodies(f1), len(f1.batches())
    for path in ["/add", *WRITES[:-1], "/merge/actor/TM?other=TOURS", "/add/fundings", "/correct/project/P1"]:
        assert web.get(path).status_code == 200, path
    assert web.get("/undo").status_code == 405
    assert (bodies(f1), len(f1.batches())) == (before, batches)


def test_hostile_texts_stay_texts(web: TestClient, f1: Graph) -> None:
    done = send(web, "/add/actors", {"name": HOSTILE, "kind": "association", "aliases": HOSTILE})
    id_ = parse_qs(urlsplit(done.headers["location"]).query)["id"][0]
    f1.edit([{"op": "set", "type": "actor", "ids": [id_], "fields": {"name": f"{HOSTILE}2"}}])
    pages = [
        web.get(done.headers["location"]),
        *(web.get(f"/{what}/actor/{id_}") for what in ("correct", "deny", "hide")),
        web.get(f"/merge/actor/{id_}?other=TM"),
        send(web, "/add/meeting", meeting_of(("id", id_), ("who", HOSTILE * 2), title=HOSTILE, start=HOSTILE)),
        send(web, "/add/actors", {"name": HOSTILE, "kind": HOSTILE, "territory": HOSTILE}),
        send(web, "/add/partnerships", {"actor": HOSTILE, "partner": "TM", "kind": HOSTILE}),
        send(web, f"/correct/actor/{id_}", {**filled(web, f"/correct/actor/{id_}"), "siren": HOSTILE}),
        web.get("/add/actors", params={"name": HOSTILE}),
        web.get("/q/actor", params={"id": "TM", "done": HOSTILE}),
        send(web, "/undo", {"batch": HOSTILE, "type": HOSTILE, "id": HOSTILE}),
    ]
    for page in pages:
        assert "<script>alert" not in page.text
        assert page.status_code < 500


def test_what_is_no_record_of_the_store_is_not_found(web: TestClient) -> None:
    for path in (
        "/correct/actor/xyzzy",
        "/correct/actor/P1",
        "/correct/source/x",
        "/deny/nothing/TM",
        "/merge/actor/xyzzy",
    ):
        assert web.get(path).status_code == 404, path


def test_what_was_done_is_told_while_it_stands(web: TestClient, f1: Graph) -> None:
    batch = f1.edit([{"op": "set", "ids": ["TM"], "fields": {"name": "Tours Métropole"}}]).import_id
    assert "nom corrigé" in text_of(web.get(f"/q/actor?id=TM&done={batch}"))
    assert batch is not None
    f1.undo(batch)
    assert 'class="done"' not in web.get(f"/q/actor?id=TM&done={batch}").text
    assert 'class="done"' not in web.get("/q/actor?id=TM&done=nobody").text
