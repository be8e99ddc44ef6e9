"""A Word document in the making: paragraphs, lists, tables and pictures in built-in styles, so that a reader's theme
applies.

No text of data becomes markup: what XML cannot hold becomes a replacement sign, and what turns the direction of writing
ends where its text ends. The same content makes the same bytes.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt, RGBColor
from markupsafe import escape

from graph_service.files import unstamped
from graph_service.messages import Lang

LOCALES: dict[Lang, str] = {"fr": "fr-FR", "en": "en-GB"}
DEEPEST = 3
"""The deepest list that has built-in styles."""
_SHORT, _LONG, _MARGIN = Cm(21), Cm(29.7), Cm(2)
_TALLEST = Cm(21)
"""Of a picture: its caption stays on its page."""
_HEAD, _LINK = "DCE6F1", "1F4E79"
_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("[\t\n\r\x0b\x0c\u2028\u2029]+")
_TURNS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
_TURNS |= {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
"""Signs that turn the direction of writing, each with what ends it."""
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_BLIP = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""What Word calls its extension for SVG."""
_SIZE, _NARROW, _WORD, _WIDE = 17, 6, 16, 40
"""Of tables: half points of their texts; widths in letters: the least, of a long word, of a long text."""
_ROOM, _UPRIGHT = 94, 9638
"""Letters of a table that stand side by side on an upright page, and how wide that is in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a paragraph. `lang` is theirs where it is not the document's."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""
    lang: Lang = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `fill` is its colour as six hexadecimal digits."""

    text: str
    right: bool = False
    bold: bool = False
    fill: str = ""


class Paper:
    """A document on A4, in the language `lang`."""

    def __init__(self, lang: Lang, title: str, subject: str) -> None:
        self.document: Any = Document()
        self._svgs = 0
        self._settings(lang)
        self._properties(lang, title, subject)
        self._styles()
        self._page(self.document.sections[0])

    def paragraph(self, style: str, runs: Iterable[Run], *, numbered: int = 0) -> Any:
        """Add a paragraph; with `numbered` to the list that `numbers` began."""
        made = self.document.add_paragraph(style=style)
        if numbered:
            made._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbered
        for run in runs:
            self._run(made, run)
        return made

    def numbers(self, style: str) -> int:
        """Begin a numbered list in a style of lists; return what `paragraph` takes."""
        numbering = self.document.part.numbering_part.element
        of_style = self.document.styles[style].element.pPr.numPr.numId.val
        made = numbering.add_num(numbering.num_having_numId(of_style).abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)

    def table(self, headings: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> None:
        """Add a table as wide as the page. Its headings repeat on each page, and no row breaks between two."""
        section = self.document.sections[-1]
        room = section.page_width - section.left_margin - section.right_margin
        share = widths(headings, rows, Emu(room).pt * 20)
        lines = [_line(headings, share, head=True), *(_line(row, share) for row in rows)]
        grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in share)
        xml = (
            f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblStyle w:val='TableGrid'/><w:tblW w:w='{sum(share)}' w:type='dxa'/>"
            f"{_borders()}<w:tblLayout w:type='fixed'/><w:tblLook w:firstRow='1' w:noVBand='1'/></w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
        )
        self.document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
        # Word joins two tables that nothing parts.
        self.paragraph("No Spacing", ())

    def picture(self, svg: bytes, png: bytes, alternative: str) -> None:
        """Add a picture as wide as the page: the SVG, and the PNG for who cannot show it."""
        section = self.document.sections[-1]
        room = section.page_width - section.left_margin - section.right_margin
        wide, high = struct.unpack(">II", png[16:24])
        width = min(room, round(_TALLEST * wide / high))
        paragraph = self.paragraph("Normal", ())
        paragraph.paragraph_format.keep_with_next = True
        inline = paragraph.add_run().add_picture(io.BytesIO(png), width=width)._inline
        inline.docPr.set("descr", fitting(alternative))
        self._svgs += 1
        part = Part(PackURI(f"/word/media/picture{self._svgs}.svg"), "image/svg+xml", svg, self.document.part.package)
        id_ = self.document.part.relate_to(part, RT.IMAGE)
        inline.graphic.graphicData.pic.blipFill.blip.append(
            parse_xml(
                f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{_SVG_BLIP}">'
                f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{id_}"/></a:ext></a:extLst>'
            )
        )

    def lying(self) -> None:
        """Go on on a new page that lies on its side."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = _LONG, _SHORT

    def footer(self, text: str) -> None:
        """Put a line below every page, with its number."""
        line = self.document.sections[0].footer.paragraphs[0]
        self._run(line, Run(f"{text} · "))
        for at, field in enumerate(("PAGE", "NUMPAGES")):
            if at:
                line.add_run(" / ")
            line._p.append(
                parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
            )

    def data(self) -> bytes:
        """The document's bytes."""
        out = io.BytesIO()
        self.document.save(out)
        return unstamped(out.getvalue())

    def _run(self, paragraph: Any, run: Run) -> None:
        made = paragraph.add_run(fitting(run.text))
        made.bold, made.italic = run.bold or None, run.italic or None
        if run.lang in LOCALES:
            lang = OxmlElement("w:lang")
            lang.set(qn("w:val"), LOCALES[run.lang])
            made._r.get_or_add_rPr().append(lang)
        if address := _followed(run.address):
            made.font.underline, made.font.color.rgb = True, RGBColor.from_string(_LINK)
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), self.document.part.relate_to(address, RT.HYPERLINK, is_external=True))
            paragraph._p.append(link)
            link.append(made._r)

    def _settings(self, lang: Lang) -> None:
        settings = self.document.settings.element
        for each in settings.findall(qn("w:themeFontLang")):
            each.set(qn("w:val"), LOCALES[lang])
        for each in self.document.styles.element.iter(qn("w:lang")):
            each.set(qn("w:val"), LOCALES[lang])
        for each in settings.iter(qn("w:compatSetting")):
            if each.get(qn("w:name")) == "compatibilityMode":
                each.set(qn("w:val"), "15")

    def _properties(self, lang: Lang, title: str, subject: str) -> None:
        core = self.document.core_properties
        core.title, core.subject, core.language = fitting(title)[:255], fitting(subject)[:255], LOCALES[lang]
        core.author = core.last_modified_by = "Maillage"
        core.comments = core.keywords = ""
        core.created = core.modified = datetime(1980, 1, 1, tzinfo=UTC)
        core.revision = 1
        # The picture of the empty template that stands beside it.
        package = self.document.part.package
        for id_ in [id_ for id_, each in package.rels.items() if each.reltype == RT.THUMBNAIL]:
            del package.rels[id_]

    def _styles(self) -> None:
        """The template's texts have serifs; its headings' font is easier to read on a screen."""
        styles = self.document.styles
        fonts = styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
        for name in ("ascii", "hAnsi"):
            fonts.attrib.pop(qn(f"w:{name}"), None)
            fonts.set(qn(f"w:{name}Theme"), "majorHAnsi")
        styles["Normal"].font.size = Pt(10.5)
        styles["Normal"].paragraph_format.space_after = Pt(6)
        for name in ("List Bullet", "List Number", "List Continue"):
            for depth in range(1, DEEPEST + 1):
                styles[name if depth == 1 else f"{name} {depth}"].paragraph_format.space_after = Pt(3)

    def _page(self, section: Any) -> None:
        section.page_width, section.page_height = _SHORT, _LONG
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN


def fitting(text: str) -> str:
    """Return a text on one line as a document can hold it; directions of writing that it turns are turned back."""
    found = _UNHELD.sub("\ufffd", _BREAKS.sub(" ", text))
    still: list[str] = []
    for sign in found:
        if sign in _TURNS:
            still.append(_TURNS[sign])
        elif still and sign == still[-1]:
            still.pop()
    return found + "".join(reversed(still))


def is_wide(headings: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> bool:
    """Return whether a table needs a page that lies on its side."""
    return sum(wished for _, wished in _letters(headings, rows)) > _ROOM


def fits(headings: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> int:
    """Return how many columns of a table, from the left, stand side by side on a page that lies on its side."""
    room, found = _ROOM * (_LONG - 2 * _MARGIN) / (_SHORT - 2 * _MARGIN), 0
    for low, _ in _letters(headings, rows):
        room -= low
        if room < 0:
            break
        found += 1
    return max(found, 1)


def widths(headings: Sequence[Cell], rows: Iterable[Sequence[Cell]], room: float) -> list[int]:
    """Return the widths of the columns of a table, `room` in all (twentieths of a point): each holds its longest word,
    and what is left goes to those with long texts."""
    letters = _letters(headings, rows)
    least, wished = sum(low for low, _ in letters), sum(high for _, high in letters)
    if wished == least:
        return [round(room * low / least) for low, _ in letters]
    rest = max(0.0, 1 - least / (_ROOM * room / _UPRIGHT))
    return [round(room * ((1 - rest) * low / least + rest * (high - low) / (wished - least))) for low, high in letters]


def _letters(headings: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> list[tuple[int, int]]:
    """Of each column how many letters it needs for its longest word, and for its longest text."""
    longest = [max((len(word) + 1 for word in each.text.split()), default=0) for each in headings]
    texts = [0] * len(longest)
    for row in rows:
        for at, each in enumerate(row):
            longest[at] = max(longest[at], *(len(word) for word in each.text.split()), 0)
            texts[at] = max(texts[at], len(each.text))
    return [
        (low := min(max(word + 2, _NARROW), _WORD), min(max(low, text + 2), _WIDE))
        for word, text in zip(longest, texts, strict=True)
    ]


def _line(cells: Sequence[Cell], widths: Sequence[int], head: bool = False) -> str:
    found = "".join(_cell(cell, width, head) for cell, width in zip(cells, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{found}</w:tr>"


def _cell(cell: Cell, width: int, head: bool) -> str:
    fill = cell.fill or (_HEAD if head else "")
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    right = '<w:jc w:val="right"/>' if cell.right else ""
    bold = "<w:b/>" if head or cell.bold else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>{right}</w:pPr>'
        f'<w:r><w:rPr>{bold}<w:sz w:val="{_SIZE}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(fitting(cell.text))}</w:t></w:r></w:p></w:tc>'
    )


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>' for side in sides)
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def _followed(address: str) -> str:
    """A web address as a document may hold it: one that is none makes Word call the whole document damaged."""
    if not address.lower().startswith(("http://", "https://")):
        return ""
    made = quote(address.encode("utf-8", "replace"), safe="%/:=&?~#+!$,;'@()*[]")
    try:
        host = urlsplit(made).hostname
    except ValueError:
        return ""
    return made if host and re.fullmatch(r"[\w.-]+(:\d+)?", host) and len(made) <= 2_000 else ""
