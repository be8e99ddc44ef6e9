"""An answer as a Word note that one could forward: it says who may see it on every page, and opens in Word's heirs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn

from graph_service.messages import Label
from graph_service.model import Scope
from graph_service.queries import blocks as b
from graph_service.queries.table import Column
from graph_service.records.spreadsheet import unescape
from tests.office import saved
from tests.visualisations.words.test_docx import lines
from tests.visualisations.words.test_html import EVERY
from tests.visualisations.writers.sheet import HOSTILE_TEXTS, ROWS, faces, picture, table, texts
from visualisations.paper import fitting
from visualisations.writers import of_extension
from visualisations.writers.docx import note

TOLD = (b.Title("Ville de Tours"), b.Lead("Trois partenaires."), *list(EVERY.values())[2:])
SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"


def whole(*told: b.Block, lang: str = "fr", **more: Any) -> bytes:
    found = more.pop("table", table(*ROWS))
    return note(faces(None, *(told or TOLD), lang=lang, **more), picture(lang), found)


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_the_note_has_title_scope_date_question_words_picture_table_and_sources_in_this_order() -> None:
    data = whole(
        b.Title("Ville de Tours"), b.Lead("Trois partenaires."), says={"scope": Scope.INTERNAL}, fictional=True
    )
    found = list(lines(opened(data).iter_inner_content()))
    assert found[:4] == [
        ("Title", "Ville de Tours"),
        (
            "Normal",
            "Vu par l’équipe seule\u202f: ne pas diffuser. Situation au 01/01/2026, révision 7. "
            "Les relations montrées sont inventées.",
        ),
        ("Normal", "La fiche d’un acteur\u202f: partenaires, projets, sources – Rôle\u202f: porteur"),
        ("Normal", "Trois partenaires."),
    ]
    assert found[5] == ("Caption", picture().title)
    assert found[6:8] == [
        ("Heading 1", "Tableau"),
        ("Normal", "Le classeur (.xlsx) a aussi\u202f: Identifiant."),
    ]
    assert found[8:10] == [
        ("table", "Nom | Projets communs | Montant | Force | Depuis | En cours"),
        ("table", "Ville de Tours | 3 | 12\u202f500,5 | 16,6\u202f% | 15/03/2024 | oui"),
    ]
    assert found[12] == ("Heading 1", "Sources")
    assert ("List Bullet", "Insee – Sirene – màj 01/01/2025 – Licence Ouverte 2.0") in found[13:]
    assert found[-1] == ("Normal", "Fait avec Maillage.")


@pytest.mark.parametrize("scope", list(Scope))
def test_every_page_says_who_may_see_it(scope: Scope) -> None:
    found = opened(whole(says={"scope": scope}, lang="en"))
    words = {"public": "may be passed on", "partners": "do not publish", "internal": "do not pass on"}[scope.value]
    for section in found.sections:
        assert words in section.footer.paragraphs[0].text
    fields = [each.get(qn("w:instr")) for each in found.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_picture_is_svg_and_png_with_a_text_for_who_does_not_see_it() -> None:
    data = whole()
    parts, found = unpacked(data), opened(data)
    (inline,) = found.inline_shapes
    assert inline._inline.docPr.get("descr") == picture().alternative
    (blip,) = found.element.iter(qn("a:blip"))
    (svg,) = blip.iter(SVG_BLIP)
    held = {name: found.part.related_parts[each.get(qn("r:embed"))] for name, each in (("png", blip), ("svg", svg))}
    assert held["png"].blob == picture().png
    assert held["svg"].blob == picture().svg
    assert held["svg"].content_type == "image/svg+xml"
    assert {name for name in parts if name.startswith("word/media/")} == {
        str(part.partname).lstrip("/") for part in held.values()
    }
    assert inline.width <= found.sections[0].page_width - 2 * found.sections[0].left_margin
    assert round(inline.width / inline.height, 1) == round(794 / 300, 1)


def test_the_pages_are_a4_with_margins_of_two_centimetres() -> None:
    (section,) = opened(whole()).sections
    assert [round(each.cm, 1) for each in (section.page_width, section.page_height, section.left_margin)] == [
        21,
        29.7,
        2,
    ]


def test_a_wide_table_stands_on_pages_that_lie_on_their_side() -> None:
    columns = tuple(Column(f"c{n}", Label(f"Colonne {n}", f"Column {n}")) for n in range(6))
    found = opened(whole(table=table(tuple("un texte d’une trentaine de signes" for _ in columns), columns=columns)))
    upright, lying = found.sections
    assert (lying.page_width, lying.page_height) == (upright.page_height, upright.page_width)
    assert sum(int(each.get(qn("w:w"))) for each in found.tables[-1]._tbl.iter(qn("w:gridCol"))) == pytest.approx(
        (lying.page_width - 2 * lying.left_margin) / 635, abs=12
    )


def test_the_headings_of_a_table_repeat_and_no_row_breaks_between_pages() -> None:
    (found,) = opened(whole(b.Title("x"))).tables
    rows = [row._tr.trPr for row in found.rows]
    assert [each.find(qn("w:tblHeader")) is not None for each in rows] == [True, False, False, False]
    assert all(each.find(qn("w:cantSplit")) is not None for each in rows)


def test_a_column_holds_its_longest_word_and_long_texts_get_the_rest() -> None:
    columns = (Column("n", Label("Nombre", "Number"), "integer"), Column("t", Label("Texte", "Text")))
    (found,) = opened(whole(b.Title("x"), table=table((1, "mot " * 40), columns=columns))).tables
    narrow, wide = (int(each.get(qn("w:w"))) for each in found._tbl.iter(qn("w:gridCol")))
    assert narrow > 600
    assert wide > 5 * narrow


def test_a_long_table_says_where_its_rest_is() -> None:
    found = opened(whole(b.Title("x"), table=texts(*["x"] * 201)))
    assert len(found.tables[0].rows) == 1 + 200
    told = "Les 200 premières lignes sur 201\u202f: le classeur (.xlsx) et le texte (.csv) les ont toutes."
    assert told in [each.text for each in found.paragraphs]


def test_a_note_says_which_columns_and_texts_of_the_table_it_lacks() -> None:
    named = [Column(f"c{n}", Label(f"Colonne {n}", f"Column {n}")) for n in range(20)]
    columns = (Column("id", Label("Identifiant", "Id"), "id"), *named, Column("sources", Label("Source", "Source")))
    row = ("ID7", "mot " * 40, *["un", None] * 9, "deux", "Insee")
    found = opened(whole(b.Title("x"), table=table(row, columns=columns)))
    (made,) = found.tables
    shown = [cell.text for cell in made.rows[0].cells]
    assert "Identifiant" not in shown
    assert "Source" not in shown
    assert shown[0] == "Colonne 0"
    assert made.cell(1, 0).text == "mot " * 21 + "mot…"
    (said,) = [each.text for each in found.paragraphs if "a aussi" in each.text]
    absent = [column.heading.fr for column in columns if column.heading.fr not in shown]
    assert said == (
        f"Le classeur (.xlsx) a aussi\u202f: {', '.join(absent)}. "
        "Les textes longs sont coupés ici\u202f; le classeur (.xlsx) les a en entier."
    )


def test_a_table_of_ids_alone_keeps_them() -> None:
    found = opened(whole(b.Title("x"), table=table(("A",), columns=(Column("id", Label("Code", "Code"), "id"),))))
    assert found.tables[0].cell(1, 0).text == "A"


def test_without_picture_or_table_a_note_has_its_words() -> None:
    found = opened(note(faces(None, b.Title("x"), says={"sources": []}), None, None))
    assert not found.tables
    assert not found.inline_shapes
    assert ("List Bullet", "Aucune source n’est nommée.") in list(lines(found.iter_inner_content()))


@pytest.mark.parametrize(("lang", "locale"), [("fr", "fr-FR"), ("en", "en-GB")])
def test_the_document_says_its_language_and_its_title_and_names_no_person(lang: str, locale: str) -> None:
    data = whole(lang=lang)
    found, parts = opened(data), unpacked(data)
    core = found.core_properties
    assert (core.title, core.language, core.author, core.last_modified_by) == (
        *("Ville de Tours", locale, "Maillage", "Maillage"),
    )
    assert (core.comments, core.created.isoformat()) == ("", "1980-01-01T00:00:00+00:00")
    assert {each.get(qn("w:val")) for each in found.styles.element.iter(qn("w:lang"))} == {locale}
    assert not [name for name in parts if "thumbnail" in name]


def test_nothing_in_the_package_points_outside_but_web_sites_of_records() -> None:
    told = (b.Title("x"), b.Fields((b.Stated("Web", "tours.fr", address="https://tours.fr"),)))
    for name, part in unpacked(whole(*told)).items():
        if not name.endswith(".rels"):
            continue
        for each in ElementTree.fromstring(part):
            assert each.get("TargetMode") != "External" or each.get("Target") == "https://tours.fr"


def test_hostile_texts_stay_texts_of_a_sound_package() -> None:
    data = hostile()
    for name, part in unpacked(data).items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(part)
    found = list(lines(opened(data).iter_inner_content()))
    assert [text for style, text in found if style == "List Bullet"][: len(HOSTILE_TEXTS)] == [
        fitting(text) for text in HOSTILE_TEXTS
    ]
    cells = [text for style, text in found if style == "table"][1:]
    assert [cell[:60] for cell in cells] == [fitting(text)[:60] for text in HOSTILE_TEXTS]
    assert max(map(len, cells)) <= 90


def hostile() -> bytes:
    asked = [(text, text) for text in HOSTILE_TEXTS]
    return whole(b.Title(HOSTILE_TEXTS[1]), b.List(HOSTILE_TEXTS), table=texts(*HOSTILE_TEXTS), asked=asked, lang="en")


def test_a_file_that_ends_in_docx_is_the_note() -> None:
    writer = of_extension("docx")
    assert writer
    assert writer.name == "note.docx"


@pytest.mark.needs("writer")
def test_libreoffice_opens_it_with_all_of_its_words(tmp_path: Path) -> None:
    files = [tmp_path / "note.docx", tmp_path / "hostile.docx"]
    for file, data in zip(files, (whole(), hostile()), strict=True):
        file.write_bytes(data)
    for file, again in zip(files, saved(*files, to=tmp_path / "saved", kind="docx"), strict=True):
        was, now = docx.Document(file), docx.Document(again)
        # It writes `_x0041_` as Excel would.
        told = [unescape(each.text) for each in now.paragraphs if each.text]
        assert told == [each.text for each in was.paragraphs if each.text]
        assert [len(each.rows) for each in now.tables] == [len(each.rows) for each in was.tables]
        (shape,) = now.inline_shapes
        assert shape._inline.docPr.get("descr")
