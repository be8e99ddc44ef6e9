"""What a reader does with a map: filters, searches, goes by keyboard, prints; the file is opened in a real browser."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from graph_service.graph.drawing import draw
from graph_service.messages import m, say
from tests.graph_service.house import ROOT, new_graph
from tests.visualisations.sample import VIEWS, ego_view, hostile_view, network_view, path_view
from visualisations.geometry import overlap
from visualisations.island import json_island
from visualisations.renderers import html, renderer
from visualisations.view import MapView

pytestmark = pytest.mark.browser
Open = Callable[..., Any]

ROWS = "[...document.querySelectorAll('tbody tr')].filter((row) => !row.hidden).map((row) => row.dataset.edge).sort()"
DRAWN = "maillage.shown.scene.drawnLines.map((line) => line.id).sort()"
NAMED = "maillage.shown.settle(); maillage.shown.onShow().labels.map((label) => label.id)"


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    contexts = []

    def open_(
        view: MapView,
        lang: str = "fr",
        width: int = 1440,
        change: Callable[[bytes], bytes] = lambda file: file,
        **more: Any,
    ) -> Any:
        file = tmp_path / f"map-{len(contexts)}.html"
        file.write_bytes(change(renderer("html").render(view, lang)))
        asked = {"reduced_motion": "reduce", "viewport": {"width": width, "height": 900}, **more}
        contexts.append(browser.new_context(**asked))
        page = contexts[-1].new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
        page.goto(file.as_uri())
        page.evaluate("document.fonts.ready.then(() => maillage.shown.settle())")
        return page

    yield open_
    for context in contexts:
        context.close()


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page: Any) -> str:
    return str(page.evaluate("maillage.shown.chosen.focus"))


@pytest.mark.parametrize(
    ("view", "lang", "width", "scheme"),
    [
        (ego_view, "fr", 1440, "light"),
        (path_view, "en", 390, "dark"),
        (hostile_view, "en", 1440, "dark"),
        (lambda: network_view(20), "fr", 390, "light"),
    ],
)
def test_axe_finds_nothing_serious_with_a_choice_and_a_filter(
    opened: Open, view: Callable[[], MapView], width: int, lang: str, scheme: str
) -> None:
    page = opened(view(), lang, width, color_scheme=scheme, bypass_csp=True)
    page.locator("tbody tr button").first.click()
    page.locator(".legend li[data-key] button").last.click()
    page.fill("#find", "e")
    judged = Axe().run(page)
    serious = [v for v in judged.response["violations"] if v["impact"] in ("serious", "critical")]
    assert [(v["id"], v["nodes"][0]["html"][:150], v["nodes"][0]["failureSummary"]) for v in serious] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_entry_of_the_legend_hides_what_it_stands_for_and_says_how_many(opened: Open) -> None:
    page = opened(ego_view(), "en")
    entry = page.get_by_role("button", name="Local authorities").or_(
        page.locator("[data-key='family:communes'] button")
    )
    before = len(page.evaluate(DRAWN))
    entry.first.focus()
    press(page, "Enter")
    assert entry.first.get_attribute("aria-pressed") == "false"
    left = page.evaluate(DRAWN)
    assert len(left) < before
    assert page.evaluate(ROWS) == left
    kinds = page.evaluate("[...maillage.shown.scene.drawnNodes].map((node) => node.keys[0])")
    assert "family:communes" not in kinds
    hidden = page.evaluate("maillage.shown.scene.hidden")
    assert page.inner_text(".hidden-count").startswith(f"Hidden – actors or projects: {hidden[0]}, lines: {hidden[1]}.")
    page.click(".hidden-count button")
    assert len(page.evaluate(DRAWN)) == before
    assert entry.first.get_attribute("aria-pressed") == "true"
    assert page.inner_text(".hidden-count") == ""


@pytest.mark.parametrize("name", list(VIEWS))
def test_rows_equal_drawn_lines_with_each_entry_of_the_legend_off(opened: Open, name: str) -> None:
    page = opened(VIEWS[name]())
    assert page.evaluate(ROWS) == page.evaluate(DRAWN)
    wrong = page.evaluate(
        f"""() => [...document.querySelectorAll(".legend li[data-key] button")].filter((entry) => {{
          entry.click();
          const rows = {ROWS}, drawn = {DRAWN}, {{ scene }} = maillage.shown;
          const loose = scene.drawnLines.some((line) => !scene.shows(line.from) || !scene.shows(line.to));
          entry.click();
          return loose || rows.join() !== drawn.join();
        }}).map((entry) => entry.textContent)"""
    )
    assert wrong == []
    assert page.faults == []


def test_a_hidden_kind_is_neither_named_nor_hit_nor_reached_by_keys(opened: Open) -> None:
    page = opened(ego_view())
    page.click("[data-key='family:etat'] button")
    named = set(page.evaluate(NAMED))
    hidden = {node.id for node in ego_view().nodes if node.family.id == "etat"}
    assert hidden
    assert not named & hidden
    page.focus("#map")
    for key in ("ArrowUp", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowLeft", "ArrowUp"):
        press(page, key)
        assert focused(page) not in hidden


def test_a_name_is_found_by_a_part_without_its_accents_and_chosen(opened: Open) -> None:
    page = opened(ego_view())
    page.focus("#map")
    press(page, "/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("prefec")
    assert page.locator("#found li").first.inner_text() == "Préfecture d’Eure-et-Loir"
    assert page.get_attribute("#find", "aria-expanded") == "true"
    assert "2" in page.inner_text("#spoken")
    press(page, "ArrowDown", "Enter")
    assert page.inner_text("#panel h3") == "Préfecture de Loir-et-Cher"
    assert focused(page) == "pref41"
    assert page.get_attribute("#find", "aria-expanded") == "false"


def test_a_name_that_is_not_on_the_map_is_said_not_to_be(opened: Open) -> None:
    page = opened(ego_view(), "en")
    page.fill("#find", "zzz")
    assert page.inner_text("#found") == "No name on the map matches"
    press(page, "Enter", "Escape")
    assert page.input_value("#find") == ""
    assert page.evaluate("maillage.shown.chosen.node") is None


def test_every_node_is_reached_by_arrows_or_by_search(opened: Open) -> None:
    """Of each node of the map: Enter on it opens its card, by keys alone."""
    page = opened(VIEWS["path"]())
    for id_, label in [(node.id, str(node.label)) for node in VIEWS["path"]().nodes]:
        page.focus("#map")
        press(page, "/")
        page.keyboard.type(label[:9])
        press(page, "Enter")
        assert focused(page) == id_
        press(page, "Enter")
        assert page.evaluate("document.activeElement.id") == "panel-title"
        assert page.inner_text("#panel h3") == label
        press(page, "Escape")
        assert page.evaluate("document.activeElement.id") == "map"


def test_arrows_rather_go_to_partners(opened: Open) -> None:
    page = opened(ego_view())
    page.focus("#map")
    press(page, "ArrowRight")
    before = focused(page)
    press(page, "ArrowRight")
    joined = page.evaluate("(id) => [...maillage.shown.scene.around(id)]", before)
    assert focused(page) in joined


def test_f_shows_only_a_node_and_its_partners_and_all_again(opened: Open) -> None:
    page = opened(network_view(30))
    page.focus("#map")
    press(page, "ArrowDown", "Enter", "Escape", "f")
    id_ = page.evaluate("maillage.shown.chosen.node")
    shown = set(page.evaluate("maillage.shown.scene.drawnNodes.map((node) => node.id)"))
    assert shown == set(page.evaluate("(id) => [...maillage.shown.scene.around(id)]", id_))
    assert page.evaluate(ROWS) == page.evaluate(DRAWN)
    assert "Masqués" in page.inner_text(".hidden-count")
    press(page, "F")
    assert len(page.evaluate("maillage.shown.scene.drawnNodes")) == 30


def test_plus_minus_and_zero_zoom_t_goes_to_the_table_and_escape_back(opened: Open) -> None:
    page = opened(ego_view())
    scale = "maillage.shown.view.camera.scale"
    whole = page.evaluate(scale)
    page.focus("#map")
    press(page, "+", "+")
    page.wait_for_timeout(50)
    assert page.evaluate(scale) > 1.5 * whole
    press(page, "-")
    press(page, "0")
    page.wait_for_timeout(50)
    assert page.evaluate(scale) == pytest.approx(whole)
    press(page, "t")
    assert page.evaluate("document.activeElement.id") == "table"
    press(page, "Escape")
    assert page.evaluate("document.activeElement.id") == "map"


def test_the_wheel_zooms_about_the_pointer_and_a_drag_moves_the_map(opened: Open) -> None:
    page = opened(ego_view())
    box = page.locator("#canvas").bounding_box()
    under = "([x, y]) => maillage.shown.view.toMap(x, y)"
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    before = page.evaluate(under, [300, 200])
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(60)
    assert page.evaluate(under, [300, 200]) == pytest.approx(before, abs=0.5)
    assert page.evaluate("maillage.shown.view.camera.scale") > 1
    page.mouse.down()
    page.mouse.move(box["x"] + 380, box["y"] + 260, steps=5)
    page.mouse.up()
    assert page.evaluate(under, [380, 260]) == pytest.approx(before, abs=0.5)
    assert page.evaluate("maillage.shown.chosen.node") is None


def test_two_fingers_zoom_and_one_touch_chooses(opened: Open) -> None:
    page = opened(ego_view(), width=390, has_touch=True)
    scale = page.evaluate("maillage.shown.view.camera.scale")
    page.evaluate(
        """() => {
          const { canvas } = maillage.shown, { left, top } = canvas.getBoundingClientRect();
          const finger = (type, pointerId, x, y) => canvas.dispatchEvent(new PointerEvent(type,
            { pointerId, pointerType: "touch", clientX: left + x, clientY: top + y, bubbles: true, button: 0 }));
          canvas.setPointerCapture = () => {};
          finger("pointerdown", 1, 150, 150); finger("pointerdown", 2, 200, 150);
          finger("pointermove", 2, 250, 150);
          finger("pointerup", 1, 150, 150); finger("pointerup", 2, 250, 150);
        }"""
    )
    assert page.evaluate("maillage.shown.view.camera.scale") == pytest.approx(2 * scale, rel=0.01)
    assert page.evaluate("maillage.shown.chosen.node") is None
    page.click("[data-zoom=fit]")
    page.evaluate("maillage.shown.settle()")
    box = page.locator("#canvas").bounding_box()
    x, y = page.evaluate("maillage.shown.view.toScreen(0, 0)")
    page.touchscreen.tap(box["x"] + x + 3, box["y"] + y + 3)
    assert page.inner_text("#panel h3") == "Agglopolys"


@pytest.mark.parametrize("width", [1440, 1100, 390])
def test_the_panel_never_covers_what_it_explains(opened: Open, width: int) -> None:
    """Of a map that was zoomed in: whatever row is chosen, both ends of its line are in sight, beside the panel."""
    page = opened(ego_view(), width=width)
    for _ in range(2):
        page.click("[data-zoom=in]")
    for i in range(0, len(ego_view().edges), 4):
        page.locator(f"tr[data-edge=e{i}]").first.evaluate("row => row.click()")
        page.evaluate("maillage.shown.settle()")
        at = page.evaluate(
            """(id) => {
              const { shown } = maillage, line = shown.edges.get(id);
              const { left, top } = shown.canvas.getBoundingClientRect();
              return [line.a, line.b].map(({ x, y }) => shown.view.toScreen(x, y)).map(([x, y]) => [x + left, y + top]);
            }""",
            f"e{i}",
        )
        panel, stage = (page.locator(what).bounding_box() for what in (".evidence", ".stage"))
        (ax, ay), (bx, by) = at
        across = abs(ax - bx) < stage["width"] - 100 and abs(ay - by) < stage["height"] - 100
        for x, y in at:
            inside = stage["x"] < x < stage["x"] + stage["width"] and stage["y"] < y < stage["y"] + stage["height"]
            assert inside or not across
            covered = panel["x"] < x < panel["x"] + panel["width"] and panel["y"] < y < panel["y"] + panel["height"]
            assert not covered


def test_the_names_of_a_chosen_node_and_its_partners_come_first(opened: Open) -> None:
    page = opened(network_view(120))
    page.evaluate("maillage.shown.showNode('n44', false)")
    named = page.evaluate(NAMED)
    assert named[0] == "n44"
    near = set(page.evaluate("[...maillage.shown.scene.around('n44')]"))
    assert near <= set(named)


def test_a_long_table_opens_with_its_first_rows_and_gives_all(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "WHOLE", 40)
    monkeypatch.setattr(html, "PART", 15)
    monkeypatch.setattr(html, "UNASKED", 0)
    view = network_view(60)
    page = opened(view)
    assert page.locator("tbody tr").count() == 40
    assert page.locator("#more").inner_text() == say(m("viewer-more", n=40), "fr")
    page.click("#more")
    assert page.locator("tbody tr").count() == len(view.edges)
    assert page.evaluate(ROWS) == page.evaluate(DRAWN)
    assert page.locator("#more").count() == 0
    page.locator("tbody tr").last.locator("button").click()
    assert page.evaluate("maillage.shown.chosen.edge") == f"e{len(view.edges) - 1}"
    page.reload()
    page.click("thead th:nth-child(3) button")
    values = page.locator("tbody tr td:nth-child(3)").evaluate_all("cells => cells.map(c => Number(c.dataset.v))")
    assert values == sorted((edge.strength for edge in view.edges), reverse=True)


def test_a_table_of_some_length_is_whole_soon_after_the_map_is_drawn(opened: Open) -> None:
    view = network_view(300)
    assert len(view.edges) > html.WHOLE
    page = opened(view)
    for _ in range(100):
        if page.locator("tbody tr").count() == len(view.edges):
            break
        page.wait_for_timeout(50)
    assert page.evaluate(ROWS) == page.evaluate(DRAWN)
    assert page.locator("#more").count() == 0


@pytest.mark.parametrize("width", [1440, 390])
def test_the_hint_of_a_node_stands_beside_the_pointer_and_within_the_map(opened: Open, width: int) -> None:
    page = opened(VIEWS["network"](), width=width)
    frame = page.locator("#canvas").bounding_box()
    nodes = page.evaluate("maillage.shown.onShow().nodes")
    for node in (min(nodes, key=lambda each: each["x"]), max(nodes, key=lambda each: each["x"])):
        x, y = frame["x"] + node["x"], frame["y"] + node["y"]
        page.mouse.move(x, y)
        page.wait_for_selector("#tip:not([hidden])")
        box = page.locator("#tip").bounding_box()
        for start, size, pointer in (("x", "width", x), ("y", "height", y)):
            first, last = box[start], box[start] + box[size]
            assert frame[start] <= first < last <= frame[start] + frame[size]
            assert first - 30 <= pointer <= last + 30
        page.mouse.move(frame["x"] + 2, frame["y"] + 2)
        page.wait_for_selector("#tip", state="hidden")


def test_in_the_dark_signs_and_names_stand_out_from_the_paper(opened: Open) -> None:
    page = opened(VIEWS["network"](), color_scheme="dark")
    contrasts = page.evaluate(
        """() => {
          const { scene, view } = maillage.shown, { colours } = view;
          const hex = (c) => [1, 3, 5].map((i) => parseInt(c.slice(i, i + 2), 16));
          const parts = (c) => (c.startsWith("#") ? hex(c) : c.match(/[0-9]+/g).map(Number)).map((part) => part / 255);
          const linear = (share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
          const light = (c) => parts(c).map(linear).reduce((sum, p, i) => sum + p * [0.2126, 0.7152, 0.0722][i], 0);
          const paper = light(colours.paper);
          return [...scene.drawnNodes.map((n) => n.fill), ...scene.drawnLines.map((l) => l.color.color)]
            .map((c) => (light(colours.of(c)) + 0.05) / (paper + 0.05));
        }"""
    )
    assert min(contrasts) >= 3
    dark = (
        "[...document.querySelectorAll('svg.swatch [fill]')].filter((sign) => sign.getAttribute('fill') === '#16365C')"
    )
    assert page.evaluate(f"{dark}.length") == 0
    assert page.evaluate("maillage.shown.view.colours.dark")
    page.emulate_media(color_scheme="light")
    for _ in range(40):
        if not page.evaluate("maillage.shown.view.colours.dark"):
            break
        page.wait_for_timeout(50)
    assert not page.evaluate("maillage.shown.view.colours.dark")
    assert page.evaluate(f"{dark}.length") > 0


def test_on_paper_the_map_is_one_page_with_legend_and_caption_and_light(opened: Open, tmp_path: Path) -> None:
    page = opened(ego_view(), color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.set_viewport_size({"width": 718, "height": 1046})
    found = {name: page.locator(name).bounding_box() for name in ("#canvas canvas", ".legend", "figcaption")}
    assert found["figcaption"]["y"] + found["figcaption"]["height"] <= 1046
    assert found["#canvas canvas"]["width"] / found["#canvas canvas"]["height"] == pytest.approx(960 / 540, rel=0.01)
    assert not page.evaluate("maillage.shown.view.colours.dark")
    pixel = page.evaluate(
        "[...document.querySelector('#canvas canvas').getContext('2d').getImageData(2, 2, 1, 1).data]"
    )
    assert min(pixel) > 240
    assert not page.is_visible(".find")


def test_a_long_table_is_not_printed_and_it_is_said(opened: Open) -> None:
    page = opened(VIEWS["network"](), "en")
    assert not page.is_visible("#table .paper")
    page.emulate_media(media="print")
    assert not page.is_visible("tbody tr")
    assert f"{len(VIEWS['network']().edges)} rows is not printed" in page.inner_text("#table .paper")


def with_groups(file: bytes) -> bytes:
    """A map's file with two groups, a line between them, and other places where it is narrow."""
    head, _, rest = file.decode().partition('id="data" data-viewer>')
    text, _, tail = rest.partition("</script>")
    island = json.loads(text)
    nodes = island["draw"]["nodes"]
    halves = {"Z:1": [n for n in nodes if n["x"] < 0], "Z:2": [n for n in nodes if n["x"] >= 0]}
    island["groups"] = []
    for id_, inside in halves.items():
        xs, ys = [n["x"] for n in inside], [n["y"] for n in inside]
        left, top, right, bottom = min(xs) - 30, min(ys) - 60, max(xs) + 30, max(ys) + 30
        island["groups"].append(
            {
                "id": id_,
                "label": f"Groupe <b>{id_}</b>",
                "names": [[f"Groupe <b>{id_}</b> · {len(inside)}"]],
                "text": f"{len(inside)} acteurs",
                "url": f"/q/who?place={id_}",
                "stands": {
                    "outline": [[left, top], [right, top], [right, bottom], [left, bottom]],
                    "title": [(left + right) / 2, top - 9],
                    "centre": [(left + right) / 2, (top + bottom) / 2],
                },
            }
        )
    line = {"id": "e-between", "from": "Z:1", "to": "Z:2", "width": 9, "color": {"color": "#B9B7AB"}, "dashes": False}
    island["draw"]["edges"].append({**line, "smooth": False, "casing": 0, "state": "between", "keys": []})
    island["edges"].append({"text": "12 liens", "share": "–", "strength": 0, "evidence": []})
    turned = [
        {
            "outline": [[y, x] for x, y in group["stands"]["outline"]],
            **{name: group["stands"][name][::-1] for name in ("title", "centre")},
        }
        for group in island["groups"]
    ]
    island["draw"]["narrow"] = {
        "below": 600,
        "groups": turned,
        "nodes": [[n["y"], n["x"]] for n in nodes],
        "bends": [0.0] * len(island["draw"]["edges"]),
        "box": [island["box"][i] for i in (1, 0, 3, 2)],
    }
    return f'{head}id="data" data-viewer>{json_island(island)}</script>{tail}'.encode()


def test_groups_lie_under_their_actors_and_names_keep_clear_of_theirs(opened: Open) -> None:
    page = opened(network_view(40), change=with_groups)
    page.evaluate("maillage.shown.settle()")
    found = page.evaluate(
        """() => {
          const { scene, view } = maillage.shown, { labels } = maillage.shown.onShow();
          const titles = scene.groups.map(({ stands }) => view.toScreen(...stands.title));
          const over = labels.filter(({ box }) => titles.some(([x, y]) =>
            box[0] < x + 40 && box[2] > x - 40 && box[1] < y + 8 && box[3] > y - 8));
          return { over: over.map((label) => label.id), first: scene.drawnLines[0].state, titles };
        }"""
    )
    assert found["over"] == []
    assert found["first"] == "between"
    assert page.faults == []
    box = page.locator("#canvas").bounding_box()
    x, y = found["titles"][1]
    # Below its name: a name lies over its group's edge or above it.
    page.mouse.click(box["x"] + x, box["y"] + y + 26)
    assert page.inner_text("#panel h3") == "Groupe <b>Z:2</b>"
    assert page.get_attribute("#panel a", "href") == "/q/who?place=Z:2"

    # A line between groups holds many ties: that it has no evidence of its own does not say that they have none.
    page.evaluate("maillage.shown.showLine('e-between', true)")
    assert "tous les liens entre ces deux groupes" in page.inner_text("#panel ol")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> MapView:
    """The demo in its groups, as the first picture of the page."""
    with new_graph(tmp_path_factory.mktemp("groups") / "cvl.db", ROOT / "graph_service" / "data" / "cvl") as graph:
        return draw(graph, "ties", {"as_of": "2026-01-01"})


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 700), (390, 844), (390, 664)])
def test_every_group_is_named_in_sight_and_beside_what_stands_over_the_map(
    opened: Open, demo: MapView, lang: str, width: int, height: int
) -> None:
    def with_forms(file: bytes) -> bytes:
        # As on the page, which shows the buttons of forms over the map.
        return file.replace(b"data-over hidden>", b"data-over>")

    page = opened(demo, lang, change=with_forms, viewport={"width": width, "height": height})
    found = page.evaluate("maillage.shown.onShow()")
    frame = page.locator("#canvas").bounding_box()
    assert len(found["controls"]) == 3
    titles = [tuple(each["box"]) for each in found["titles"]]
    assert {each["id"] for each in found["titles"]} == {group.id for group in demo.groups}
    for box in titles:
        assert box[0] >= 0 <= box[1]
        assert box[2] <= frame["width"]
        assert box[3] <= frame["height"]
    over = [(box, one) for box in titles for one in found["controls"] if overlap(box, tuple(one))]
    assert over == []
    assert not any(overlap(a, b) for a, b in itertools.combinations(titles, 2))


def test_where_a_map_is_narrow_it_takes_the_places_that_are_given_for_that(opened: Open) -> None:
    wide = opened(network_view(12), change=with_groups)
    narrow = opened(network_view(12), width=390, change=with_groups)
    there = "[...maillage.shown.nodes.values()].map(({ x, y }) => [x, y])"
    assert [[y, x] for x, y in wide.evaluate(there)] == narrow.evaluate(there)
    narrow.set_viewport_size({"width": 1440, "height": 900})
    for _ in range(40):
        if narrow.evaluate(there) == wide.evaluate(there):
            break
        narrow.wait_for_timeout(50)
    assert narrow.evaluate(there) == wide.evaluate(there)
