"""Blocks as HTML: names lead to cards, what opens holds no link, and no text of data becomes markup."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from graph_service import vocabulary
from graph_service.graph import Graph, open_graph
from graph_service.messages import Items, Label, Ref, Share, m
from graph_service.model import Scope
from graph_service.queries import QUESTIONS
from graph_service.queries import blocks as b
from graph_service.queries.base import Answer, SourceRecord
from tests.importers.test_batch import F1
from tests.visualisations.sample import HOSTILE
from tests.visualisations.words.sheet import At, Element, body, headings, read, written
from visualisations.words.html import html, sources

TOURS = Ref("actor", "TOURS", "Ville de Tours", "commune")
REGION = Ref("actor", "REG", "Région Centre", "region")
CONTRACT = Ref("project", "P1", "Contrat de ville")
THEME = Ref("theme", "cohesion", "Cohésion")
PATHS = b.Ask("paths", {"from": "REG"}, "Reach…")
PROOFS = tuple(b.Proof(f"Project {n}", b.Badge("ok", "running"), ("since 2020",), ("Insee",)) for n in range(3))
EXAMPLES = [(question, example) for question in QUESTIONS for example in question.examples]

EVERY: dict[str, b.Block] = {
    "title": b.Title(m("paths-title-of", a=TOURS, b=REGION), CONTRACT, b.Badge("ok", "running"), ("a kind", "a place")),
    "lead": b.Lead("Seven partners."),
    "figures": b.Figures((b.Figure("7", "partners"),)),
    "fields": b.Fields((b.Stated("Name", "Tours", (b.Other("Ville de T.", "Insee"),)),)),
    "rows": b.Rows(
        (b.Row(TOURS, TOURS, ("TOURS", "REG"), b.Gauge(0.5, "50%"), b.Badge("off", "undone"), "why", ("x",)),)
    ),
    "steps": b.Steps(
        (b.Stop(TOURS), b.Stop(REGION, (PATHS,))), (b.Hop("Strong", ("TOURS", "REG"), b.Evidence(PROOFS)),)
    ),
    "places": b.Places("By law", (b.Place("State", False, True, asked_by="law"),), (b.Quote("Le contrat…", "Art. 6"),)),
    "grid": b.Grid(("2024", "2025"), (("Tours", (b.Cell(0.34, "3", PATHS), b.Cell(None, "–"))),)),
    "list": b.List(("one", "two")),
    "table": b.Table(("Name", "Number"), (("Tours", "3"),)),
    "evidence": b.Evidence(PROOFS, 1),
    "quote": b.Quote("Words", "A book", "en"),
    "note": b.Note("warn", "Not all was searched."),
    "section": b.Section("Partners", (b.Note("plain", "None."),)),
    "fold": b.Fold("More", (b.Note("plain", "Inside."),)),
    "asks": b.Asks((PATHS,)),
    "later": b.Later(b.Ask("history", {"id": "REG"}, "History"), "Région Centre"),
    "shows": b.Shows("Map of paths", PATHS),
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with open_graph(f"sqlite:///{tmp_path_factory.mktemp('f1') / 'f1.db'}", create=True) as graph:
        graph.import_files([F1])
        yield graph


def sound(found: Element) -> None:
    """No attribute runs or styles, no id stands twice, and nothing that is pressed stands in what is pressed."""
    for each in found.all():
        assert not [name for name in each.attrs if name.startswith("on") or name in ("style", "srcdoc")]
        for address in (each.attrs.get("href"), each.attrs.get("data-later"), each.attrs.get("data-shows")):
            assert address is None or address.startswith(("/", "http://", "https://"))
        assert each.tag not in ("script", "style", "iframe", "img", "object")
    ids = [each.attrs["id"] for each in found.all() if "id" in each.attrs]
    assert len(ids) == len(set(ids))
    for pressed in found.all("summary", "a"):
        assert not pressed.all("a", "button", "summary")
    assert all(below <= above + 1 for above, below in pairwise([1, *headings(found)]))


@pytest.mark.parametrize("name", EVERY)
def test_every_block_is_written_soundly(name: str) -> None:
    sound(body(EVERY[name], EVERY[name]))


def test_there_is_a_case_for_every_block() -> None:
    assert {type(block) for block in EVERY.values()} == set(b.Block.__args__)


@pytest.mark.parametrize(("question", "example"), EXAMPLES, ids=lambda value: getattr(value, "name", str(value)))
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_examples_of_every_question_are_written_soundly(
    graph: Graph, question: Any, example: Any, lang: str
) -> None:
    asked = graph.asked(question, example)
    found = html(asked.told(), lang, At(), vocabulary.packaged())
    answer = read(found.body + sources(asked.answer, lang))
    sound(answer)
    assert headings(answer)[0] == 1
    assert found.title == answer.one("h1").text


# Names.


def test_a_name_leads_to_its_card_and_stands_apart_from_the_text_around_it() -> None:
    (link,) = body(b.Lead(m("actor-map", name=TOURS))).all("a")
    assert link.attrs == {"class": "ref", "href": "/q/actor?id=TOURS", "data-ref": "TOURS"}
    assert link.one("bdi").text == "Ville de Tours"


def test_a_record_that_has_no_card_is_named_without_a_link() -> None:
    found = body(b.Lead(THEME))
    assert found.one("bdi").text == "Cohésion"
    assert not found.all("a")


def test_a_name_stands_as_the_sentence_says_it() -> None:
    found = body(b.Lead(m("paths-the", name=Ref("actor", "REG", "Région Centre"))), lang="fr")
    assert found.one("p").text == "la Région Centre"


@pytest.mark.parametrize(("ref", "drawn"), [(TOURS, "circle"), (REGION, "polygon"), (CONTRACT, "polygon")])
def test_the_sign_of_a_record_is_drawn_for_the_eye_alone(ref: Ref, drawn: str) -> None:
    sign = body(b.Rows((b.Row(ref, ref),))).one("svg")
    assert sign.attrs["aria-hidden"] == "true"
    assert [each.tag for each in sign.all()] == [drawn]


def test_an_actor_of_no_known_kind_has_the_sign_of_the_unknown_and_a_theme_has_none() -> None:
    unknown = Ref("actor", "X", "X", "no-such-kind")
    assert len(body(b.Rows((b.Row(unknown, unknown),))).one("svg").all("circle")) == 2
    assert not body(b.Rows((b.Row(THEME, THEME),))).all("svg")


# The title and the picture.


def test_the_title_is_told_plain_and_in_the_body() -> None:
    found = written(EVERY["title"], lang="fr")
    assert found.title == "De la Ville de Tours à la Région Centre"
    assert read(found.body).one("h1").text == found.title


def test_inside_another_answer_there_is_no_title_and_headings_stand_deeper() -> None:
    found = written(EVERY["title"], EVERY["section"], inside=True)
    assert found.title
    assert list(headings(read(found.body))) == [3]


def test_the_first_picture_stands_beside_the_answer_and_another_is_a_link() -> None:
    found = written(b.Shows("The map"), b.Shows("Another map", b.Ask("project", {"id": "P1"}, "Another map")))
    assert found.picture == (None, "The map")
    assert [(each.attrs["href"], each.text) for each in read(found.body).all("a")] == [
        ("/project/picture?id=P1", "Another map")
    ]


def test_of_a_list_the_picture_of_the_line_that_is_open_stands_beside_the_answer() -> None:
    lines = [b.Row("A", shows=b.Shows("Of A", PATHS)), b.Row("B", open=True, shows=b.Shows("Of B", PATHS))]
    assert written(b.Rows(tuple(lines))).picture == (PATHS, "Of B")


def test_an_answer_without_a_picture_has_none() -> None:
    assert written(b.Section("A", (b.Shows("Inside"),))).picture is None


# Rows.


def row(**more: Any) -> Element:
    return body(b.Rows((b.Row(**{"text": TOURS, "of": TOURS} | more),))).one("ul").all("li")[0]


def test_a_line_says_what_it_is_about() -> None:
    assert row().attrs == {"data-about": "TOURS"}
    assert row(about=("P1", "REG")).attrs == {"data-about": "P1 REG"}
    assert row(of=None, text="No record").attrs == {}


def test_an_id_with_blanks_stays_one_id() -> None:
    assert row(about=("A B", "50%\t")).attrs == {"data-about": "A%20B 50%25%09"}


def test_a_line_may_have_a_picture_of_its_own() -> None:
    shows = b.Shows("x", b.Ask("project", {"id": "P1"}, "x"))
    assert row(shows=shows).attrs["data-shows"] == "/project/picture?id=P1"


def test_a_line_without_parts_does_not_open_and_its_name_is_a_link() -> None:
    found = row()
    assert not found.all("details")
    assert found.one("a").attrs["data-ref"] == "TOURS"


def test_what_opens_names_without_a_link_and_leads_to_the_card_first_inside() -> None:
    found = row(parts=(b.Note("plain", "Inside."),), reason=m("paths-the", name=REGION)).one("details")
    assert not found.one("summary").all("a")
    assert "Ville de Tours" in found.one("summary").text
    first, second = found.classed("parts")[0].all("p")
    assert [each.attrs["data-ref"] for each in first.all("a")] == ["TOURS", "REG"]
    assert second.text == "Inside."


def test_a_card_that_the_parts_lead_to_is_not_named_twice() -> None:
    links = row(parts=(b.Steps((b.Stop(TOURS), b.Stop(REGION)), (b.Hop("x", (), b.Evidence(())),)),)).all("a")
    assert [each.attrs["data-ref"] for each in links] == ["TOURS", "REG"]
    asked = row(parts=(b.Note("plain", "x"),), asks=(b.Ask("actor", {"id": "TOURS"}, "See the actor"),)).all("a")
    assert [each.text.strip() for each in asked] == ["See the actor"]


def test_parts_that_say_nothing_do_not_open() -> None:
    assert not row(parts=(b.Evidence(()), b.Section("Empty", ()))).all("details")


def test_a_line_is_open_where_it_says_so() -> None:
    opened = b.Row("a", parts=(b.Lead("x"),), open=True)
    closed = b.Row("b", parts=(b.Lead("x"),))
    assert ["open" in each.attrs for each in body(b.Rows((opened, closed))).all("details")] == [True, False]


def test_lines_of_one_list_close_each_other_and_not_those_of_another() -> None:
    one = b.Rows(tuple(b.Row(ref, ref, parts=(b.Lead("x"),)) for ref in (TOURS, REGION)), one_open=True)
    other = b.Rows((b.Row(CONTRACT, CONTRACT, parts=(b.Lead("x"),)),), one_open=True)
    names = [each.attrs["name"] for each in body(one, other).all("details")]
    assert names[0] == names[1] != names[2]
    assert not row(parts=(b.Lead("x"),)).one("details").attrs


def test_a_ranked_list_is_numbered_for_the_eye_too() -> None:
    found = body(b.Rows((b.Row("first"), b.Row("second")), ranked=True)).one("ol")
    assert [each.text for each in found.classed("rank")] == ["1", "2"]
    assert not body(b.Rows((b.Row("first"),))).classed("rank")


def test_a_share_is_a_bar_with_the_number_beside_it() -> None:
    found = row(gauge=b.Gauge(0.256, Share(0.256))).classed("force")[0]
    assert [each.attrs["width"] for each in found.all("rect")] == ["100", "25.6"]
    assert found.one("b").text == "25.6%"


def test_the_rest_of_a_list_is_a_link() -> None:
    more = body(b.Rows((), more=b.Ask("actor", {"id": "REG", "limit": 550}, "500 more"))).classed("more")[0].one("a")
    assert more.attrs == {"class": "button", "href": "/q/actor?id=REG&limit=550"}


# The others.


def test_proofs_beyond_the_first_are_folded_and_counted() -> None:
    found = body(b.Evidence(PROOFS, 1))
    shown, folded = found.classed("proven")
    assert [len(each.all("li")) for each in (shown, folded)] == [1, 2]
    assert found.one("summary").text == "and 2 more proofs"
    assert not body(b.Evidence(PROOFS, 3)).all("details")
    assert len(body(b.Evidence(PROOFS, 0)).classed("proven")) == 1


def test_what_was_said_of_one_thing_opens_at_once() -> None:
    asks = tuple(b.Later(b.Ask("history", {"id": id_}, "History"), "Project 0") for id_ in ("a", "b"))
    found = body(b.Evidence((b.Proof("Project 0", later=asks),))).one("details")
    assert found.attrs["data-later"] == "/q/history?id=a /q/history?id=b"
    assert [each.attrs["href"] for each in found.all("a")] == ["/q/history?id=a", "/q/history?id=b"]


def test_what_is_asked_later_says_where_and_has_a_link_without_script() -> None:
    found = body(EVERY["later"]).one("details")
    assert found.attrs == {"class": "later", "data-later": "/q/history?id=REG"}
    assert found.one("summary").text == "History – Région Centre"
    assert found.one("a").attrs == {"href": "/q/history?id=REG"}


def test_a_path_is_stops_with_hops_between_them() -> None:
    found = body(EVERY["steps"]).classed("path")[0]
    stops = [each for each in found.all("li") if "data-about" in each.attrs]
    assert [each.attrs["data-about"] for each in stops] == ["TOURS", "TOURS REG", "REG"]
    assert stops[2].classed("button")[0].text == "Reach… Région Centre"


def test_a_place_is_told_by_sign_and_by_words() -> None:
    filled = b.Place("State", True, True, (TOURS,), "law")
    empty = b.Place("Region", False, True, (), "law", (b.Note("plain", "Nobody is known."),))
    free = b.Place("Bank", False, False, (), "optional")
    found = body(b.Places("By law", (filled, empty, free))).classed("place")
    assert [each.classed("sign")[0].text for each in found] == ["✓", "✕", "–"]
    assert [each.classed("unseen")[0].text for each in found] == [": filled", ": not named", ": not named"]
    assert found[0].one("a").attrs["data-ref"] == "TOURS"
    assert "Nobody is known." in found[1].text


def test_a_grid_is_tinted_by_tenths_and_headed_both_ways() -> None:
    found = body(EVERY["grid"])
    assert [each.attrs.get("class") for each in found.one("tbody").all("td")] == ["tint-3", None]
    assert [each.attrs["scope"] for each in found.all("th")] == ["col", "col", "row"]
    assert found.one("a").attrs["href"] == "/q/paths?from=REG"


@pytest.mark.parametrize(("value", "tint"), [(0, 0), (0.04, 0), (0.96, 10), (1, 10), (7.0, 10), (-1, 0)])
def test_a_tint_stays_within_its_ten_steps(value: float, tint: int) -> None:
    found = body(b.Grid(("x",), (("y", (b.Cell(value, "z"),)),))).one("tbody").one("td")
    assert found.attrs == {"class": f"tint-{tint}"}
    assert row(gauge=b.Gauge(value, "z")).all("rect")[1].attrs["width"] in ("0.0", "4.0", "96.0", "100.0")


def test_a_quote_says_its_language_and_its_source() -> None:
    found = body(EVERY["quote"]).one("blockquote")
    assert (found.one("p").attrs["lang"], found.one("footer").text) == ("en", "A book")


def test_a_field_stands_with_what_others_say() -> None:
    found = body(b.Fields((b.Stated("Name", None, (b.Other("T.", "Insee"), b.Other("U.", "BAN"))),))).one("dd")
    assert found.text.startswith("–")
    assert found.one("p").text == "other sources say: T. (Insee) · U. (BAN)"


def test_sections_in_sections_have_headings_in_order() -> None:
    inner = b.Section("C", (b.Lead("x"),))
    found = body(b.Title("A"), b.Section("B", (inner, EVERY["places"])), b.Section("D", (b.Lead("x"),)))
    assert list(headings(found)) == [1, 2, 3, 3, 2]


def test_a_section_that_says_nothing_is_left_out() -> None:
    assert body(b.Section("Partners", (b.Rows(()), b.Fields(()), b.List(())))).inside == []


def test_a_badge_of_the_same_words_keeps_its_own_tone() -> None:
    rows = tuple(b.Row("x", badge=b.Badge(tone, m("told-running"))) for tone in ("ok", "warn"))
    assert [each.attrs["class"] for each in body(b.Rows(rows)).classed("tag")] == ["tag ok", "tag warn"]


# What data may hold.


@pytest.mark.parametrize(
    "text", [*HOSTILE.values(), "<img src=x onerror=alert(1)>", "{{ 7 * 7 }}", "\ue0000\ue001x\ue002"]
)
def test_a_hostile_text_stays_a_text_wherever_it_stands(text: str) -> None:
    ref = Ref("actor", text, text, text)
    ask = b.Ask("paths", {"from": text}, text)
    proof = b.Proof(text, b.Badge("ok", text), (text,), (text,), (b.Later(ask, text),))
    label = Label(text, text)
    line = b.Row(ref, ref, (text,), b.Gauge(0.5, text), b.Badge("warn", label), text, (text, label), asks=(ask,))
    opens = b.Row(m("paths-the", name=ref), ref, parts=(b.Evidence((proof, proof), 1),), shows=b.Shows(text, ask))
    found = body(
        b.Title(text, ref, b.Badge("ok", text), (text,)),
        b.Lead(m("actor-map", name=ref)),
        b.Figures((b.Figure(text, text),)),
        b.Fields((b.Stated(text, text, (b.Other(text, text),)),)),
        b.Rows((line, opens), ranked=True, one_open=True, more=ask),
        b.Steps((b.Stop(ref, (ask,)), b.Stop(ref)), (b.Hop(text, (text,), b.Evidence((proof,))),)),
        b.Places(
            text,
            (b.Place(text, True, True, (ref,)), b.Place(text, False, True, (), text)),
            (b.Quote(text, text, text),),
        ),
        b.Grid((text,), ((text, (b.Cell(1, text, ask),)),)),
        b.Table((text,), ((ref,),)),
        b.List((text, Items([text], ","))),
        b.Fold(text, (b.Note("off", text),)),
        b.Section(text, (b.Asks((ask,)), b.Later(ask, text), b.Shows(text, ask), b.Shows(text))),
    )
    sound(found)
    plain = {each.tag for each in body(*EVERY.values()).all()} | {"polygon", "circle", "ol", "h3"}
    assert {each.tag for each in found.all()} <= plain
    assert text in found.one("blockquote").text


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//evil.example", None]
)
def test_only_a_web_address_is_followed(address: str | None) -> None:
    assert not body(b.Fields((b.Stated("Web site", "x", address=address),))).all("a")


def test_a_web_address_opens_apart_and_tells_nobody_where_from() -> None:
    link = body(b.Fields((b.Stated("Web site", "tours.fr", address="HTTPS://tours.fr"),))).one("a")
    assert link.attrs == {"href": "HTTPS://tours.fr", "rel": "noopener noreferrer", "target": "_blank"}


# The sources.


def answer(*found: SourceRecord) -> Answer:
    return Answer(revision=3, as_of=date(2026, 11, 29), tie_profile="standard", scope=Scope.PUBLIC, sources=list(found))


def test_sources_are_told_with_producer_date_and_licence_and_the_team_apart() -> None:
    insee = SourceRecord(id="sirene", producer="Insee", title="Sirene", updated="2025-01-01", licence="Etalab")
    found = read(sources(answer(insee, SourceRecord(id="bare"), SourceRecord(id="staff")), "fr"))
    assert [each.text for each in found.all("li")] == [
        "Insee – Sirene – màj 01/01/2025 – Etalab",
        "bare – bare – màj date inconnue – licence inconnue",
        "L’équipe\u202f: saisi ici",
    ]
    assert found.one("p").text == "Situation au 29/11/2026, révision 3."


def test_an_answer_that_rests_on_no_source_tells_its_date_alone() -> None:
    found = read(sources(answer(), "en"))
    assert not found.all("h2", "ul")
    assert found.one("p").text == "As of 2026-11-29, revision 3."


def test_a_source_cannot_write_markup() -> None:
    found = read(sources(answer(SourceRecord(id="x", title="<img src=x onerror=alert(1)>")), "en"))
    assert not found.all("img")
