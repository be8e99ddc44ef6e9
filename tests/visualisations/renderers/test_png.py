"""The figure as pixels: twice its size, on white, the same bytes for the same view, whatever the texts hold."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.deep import rounds
from tests.visualisations.sample import VIEWS, caption, ego_view, node, path_view
from tests.visualisations.seen import document, staged
from visualisations import style
from visualisations.renderers import renderer
from visualisations.renderers.svg import INSET
from visualisations.view import MapView, NodeState


def chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG file; each has its sum of control."""
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    at = 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        kind, held = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        assert struct.unpack(">I", picture[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + held),)
        yield kind, held
        at += 12 + length


@pytest.mark.parametrize("name", [*VIEWS, "empty"])
def test_a_picture_is_the_figure_at_twice_its_size(name: str) -> None:
    view = MapView("Rien", caption(0, 0), (), ()) if name == "empty" else VIEWS[name]()
    parts = list(chunks(renderer("png").render(view, "fr")))
    wide, high, depth, colors = struct.unpack(">IIBB", parts[0][1][:10])
    assert parts[-1][0] == b"IEND"
    assert (wide, high) == (1588, 2 * int(document(view).get("height", "0")))
    samples = {2: 3, 6: 4}[colors]
    pixels = zlib.decompress(b"".join(held for kind, held in parts if kind == b"IDAT"))
    assert (depth, len(pixels)) == (8, high * (1 + wide * samples))


def test_the_same_view_gives_the_same_bytes_whatever_its_order() -> None:
    view = ego_view()
    other = replace(view, nodes=view.nodes[::-1], edges=view.edges[::-1])
    assert renderer("png").render(view, "fr") == renderer("png").render(other, "fr")
    assert renderer("png").render(view, "fr") != renderer("png").render(view, "en")


def test_pictures_that_are_drawn_at_the_same_time_do_not_mix() -> None:
    views = [replace(path_view(), title=f"Carte {i}") for i in range(4)]
    alone = [renderer("png").render(view, "fr") for view in views]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda view: renderer("png").render(view, "fr"), views))
    assert together == alone
    assert len(set(alone)) == 4


ALONE = ["\x00", "\ud800", "\udfff", "\ufffe", "\u202e", "\u0301", "\u200d", "\U0001f469", "\ue000", "\U000e0041"]
ALONE += ["\ufdfd", "中", "ج", "\u0e33", "\U0001d15e", "#", "\\", "$", "]]>", '"#image("/etc/passwd")']


@pytest.mark.parametrize("sign", ALONE, ids=ascii)
def test_a_lone_sign_never_keeps_a_picture_from_being_drawn(sign: str) -> None:
    view = MapView(sign, caption(1, 0), (node(sign, sign, "autres"),), (), subtitle=sign, notes=(sign,))
    assert list(chunks(renderer("png").render(view, "fr")))


@given(st.text(st.characters(codec=None), max_size=12))
@rounds(10)
def test_neither_does_any_other_text(text: str) -> None:
    view = MapView(text, caption(1, 0), (node("a", text, "autres"),), ())
    assert list(chunks(renderer("png").render(view, "fr")))


PIXELS = """
async ([picture, points]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + picture;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), ctx = canvas.getContext("2d");
  ctx.drawImage(image, 0, 0);
  const at = ([x, y]) => [...ctx.getImageData(Math.round(x), Math.round(y), 1, 1).data];
  return points.map(at);
}
"""


@pytest.mark.browser
def test_another_decoder_finds_every_node_in_its_colour_on_white(browser: Any) -> None:
    for view in (path_view(), replace(ego_view(), fictional=False)):
        drawn = staged(view)
        # The map stands where the SVG's group is moved to; both are drawn from one figure.
        group = next(g for g in document(view) if g.get("transform", "").startswith("translate") and len(g) == 4)
        x, y = (float(part) for part in group.get("transform", "")[10:-1].split())
        assert x == pytest.approx(INSET + drawn.origin[0], abs=0.01)
        # Off the middle: a ring has a hole there.
        nodes = [mark for mark in drawn.marks if not mark.node.closed and mark.node.state is not NodeState.GHOST]
        spots = [(2 * (m.outline.x + x + 0.6 * m.r * bool(style.shape(m.node.family.shape).hole)), m) for m in nodes]
        points = [(left, 2 * (m.outline.y + y)) for left, m in spots]
        high = 2 * int(document(view).get("height", "0"))
        corners = [(0, 0), (1587, 0), (0, high - 1), (1587, high - 1)]
        page = browser.new_page()
        picture = base64.b64encode(renderer("png").render(view, "fr")).decode()
        found = page.evaluate(PIXELS, [picture, points + (corners if not view.fictional else [])])
        page.close()
        for (_, mark), seen in zip(spots, found, strict=False):
            asked = [int(style.fill(mark.node)[i : i + 2], 16) for i in (1, 3, 5)]
            assert seen[3] == 255
            assert max(abs(a - b) for a, b in zip(seen, asked, strict=False)) <= 3, mark.node.id
        assert all(seen == [255] * 4 for seen in found[len(spots) :])


@pytest.mark.browser
def test_a_picture_looks_as_a_browser_draws_the_figure(browser: Any, tmp_path: Path) -> None:
    """Of the pixels, made smaller so that edges of letters do not count, hardly any differs."""
    view = ego_view()
    file = tmp_path / "map.svg"
    file.write_bytes(renderer("svg").render(view, "fr"))
    high = int(document(view).get("height", "0"))
    page = browser.new_page(viewport={"width": 794, "height": high}, device_scale_factor=2)
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    shot = page.screenshot()
    page.goto("about:blank")
    differ = page.evaluate(
        """async (pictures) => {
          const [one, other] = await Promise.all(pictures.map(async (picture) => {
            const image = new Image();
            image.src = "data:image/png;base64," + picture;
            await image.decode();
            const canvas = new OffscreenCanvas(image.width / 8, image.height / 8), ctx = canvas.getContext("2d");
            ctx.imageSmoothingQuality = "high";
            ctx.drawImage(image, 0, 0, canvas.width, canvas.height);
            return ctx.getImageData(0, 0, canvas.width, canvas.height).data;
          }));
          let far = 0;
          for (let i = 0; i < one.length; i++) if (Math.abs(one[i] - other[i]) > 40) far++;
          return one.length === other.length ? far / one.length : 1;
        }""",
        [base64.b64encode(picture).decode() for picture in (renderer("png").render(view, "fr"), shot)],
    )
    page.close()
    assert differ < 0.005
