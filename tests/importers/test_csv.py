"""CSV as people export it: titles above, bars between cells, commas without quotes, accents spoilt before."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.messages import LANGS, say
from importers import text_sheets
from importers.mending import Columns
from importers.mojibake import has_mojibake
from importers.readers import read
from importers.sheets import Sheet
from tests.deep import rounds
from tests.importers.preparing import run
from tests.needs import SHARED

Seen = list[tuple[int, list[str], list[str]]]


def sheet(folder: Path, text: str | bytes, name: str = "t.csv") -> Sheet:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    (found,) = read(folder / name)
    return found


def seen(found: Sheet) -> Seen:
    rows = [(at, texts, [r.code for r in remarks]) for at, texts, remarks in found.rows_with_remarks()]
    assert all(say(r.message, lang) for lang in LANGS for *_, remarks in found.rows_with_remarks() for r in remarks)
    return rows


# Delimiters


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("a|b|c\n1|2|3\n", 3),
        ("Subventions, 2017\na;b;c\n1;2;3\n4;5;6\n", 3),
        ("Liste des associations\n\na,b,c\n1,2,3\n", 3),
        ("Titre ; sous-titre\na,b,c\n1,2,3\n4,5,6\n7,8,9\n", 3),
        ("id;tags\n1;a,b,c,d\n2;a,b,c,d\n", 2),
        ("id,tags\n1,a;b;c;d\n2,a;b;c;d\n", 2),
        ("nom;prix;date\nUn, deux;1,5;2\nTrois, quatre;2,5;3\n", 3),
        ("nom\nUn\nDeux\n", 1),
        ("nom;a;b\nUn\nDeux\nTrois, x\nQuatre, y\n", 3),
        ('"a";"b"\n"1, 2";"3, 4"\n', 2),
        ("sep=|\na|b\n1|2\n", 2),
        ("a\tb\n1,5\t2,5\n", 2),
        ("id;name\n", 2),
        ("id,name\n", 2),
    ],
)
def test_the_delimiter_is_what_cuts_most_rows_alike(tmp_path: Path, text: str, width: int) -> None:
    found = sheet(tmp_path, text)
    rows = [list(found.header), *(texts for _, texts in found.rows())]
    assert max(map(len, rows)) == width


def test_a_title_above_is_read_as_it_stands_and_the_headers_are_a_row(tmp_path: Path) -> None:
    found = sheet(tmp_path, "Subventions 2017\nid;nom;type\nA;Un;commune\nid;nom;type\nB;Deux;commune\n")
    assert found.header == ("Subventions 2017",)
    assert [texts for _, texts in found.rows()] == [
        ["id", "nom", "type"],
        ["A", "Un", "commune"],
        ["id", "nom", "type"],
        ["B", "Deux", "commune"],
    ]


def test_trailing_empty_columns_are_no_columns(tmp_path: Path) -> None:
    prepared = run(sheet_path(tmp_path, "id,name,kind,,\nA,Un,commune,,\nB,Deux,commune,,,,\n"), source="Nous - Liste")
    assert (prepared.files[0]["accepted"], prepared.problems) == (2, [])


def sheet_path(folder: Path, text: str) -> Path:
    (folder / "actors.csv").write_text(text, "utf-8")
    return folder / "actors.csv"


# Commas without quotes

GOOD = "A,732829320,Un,100,x,2017-01-01,1\nB,732829320,Deux,2 000,y,2017-01-01,1\nC,213702616,Trois,30,z,2018-01-01,2\n"


def mended(folder: Path, row: str, good: str = GOOD) -> tuple[list[str], list[str]]:
    """(cells, remarks) of the last row."""
    *_, (_, texts, remarks) = seen(sheet(folder, f"nom,siren,objet,montant,nature,date,part\n{good}{row}\n"))
    return texts, remarks


JOINED, CUT = "joined_cells", "cut_cells"


@pytest.mark.parametrize(
    ("row", "cells", "remarks"),
    [
        (
            "D,732829320,Q,24 975,00,x,2017-01-01,1",
            ["D", "732829320", "Q", "24 975,00", "x", "2017-01-01", "1"],
            [JOINED],
        ),
        ("D,732829320,Q,5,50 €,x,2017-01-01,1", ["D", "732829320", "Q", "5,50 €", "x", "2017-01-01", "1"], [JOINED]),
        ("D,732829320,Q,-5,5,x,2017-01-01,1", ["D", "732829320", "Q", "-5,5", "x", "2017-01-01", "1"], [JOINED]),
        (
            "D,732829320,Q,5,50,x,2017-01-01,0,5",
            ["D", "732829320", "Q", "5,50", "x", "2017-01-01", "0,5"],
            [JOINED, JOINED],
        ),
        (
            "D,732829320,Pain, vin,5,50,x,2017-01-01,1",
            ["D", "732829320", "Pain, vin", "5,50", "x", "2017-01-01", "1"],
            [JOINED, JOINED],
        ),
        (
            "D,732829320,Pain, vin, miel,5,x,2017-01-01,1",
            ["D", "732829320", "Pain, vin, miel", "5", "x", "2017-01-01", "1"],
            [JOINED],
        ),
        ("D,732829320,Q,5,50,x,,", ["D", "732829320", "Q", "5,50", "x", "", ""], [JOINED]),
        ("D,732829320,Q,5,x,2017-01-01,1,", ["D", "732829320", "Q", "5", "x", "2017-01-01", "1"], []),
        ("D,732829320,Q,5,x,2017-01-01,1,,,", ["D", "732829320", "Q", "5", "x", "2017-01-01", "1"], []),
    ],
)
def test_a_row_cut_by_a_comma_is_joined_where_one_way_fits(
    tmp_path: Path, row: str, cells: list[str], remarks: list[str]
) -> None:
    assert mended(tmp_path, row) == (cells, remarks)


@pytest.mark.parametrize(
    "row",
    [
        "D,732829320,Pain,vin,5,x,2017-01-01,1",  # where the text was cut cannot be seen
        "D,732829320,Q,5,505,x,2017-01-01,1",  # 5,505 may be five thousand
        "D,732829320,Q,x,2017-01-01,1,50,1",  # joined, it would stand under another header
        "D,732829320,Q,05,50,x,2017-01-01,1",
        "D,732829320,Q,1,2,3,4,5,6,7,8,9,10,11,12,13,14",
    ],
)
def test_a_row_that_nothing_fits_stays_and_is_rejected(tmp_path: Path, row: str) -> None:
    assert mended(tmp_path, row)[0] == row.split(",")


def test_a_row_that_can_be_joined_in_several_ways_is_rejected_with_the_reason(tmp_path: Path) -> None:
    head = "id,name,kind,latitude,longitude\n"
    good = "".join(f"A{i},Nom {i},commune,47,{i}\n" for i in range(5))
    prepared = run(sheet_path(tmp_path, f"{head}{good}X,Un,commune,47,5,3\nY,Un,commune,47,5,0,5\n"), source="Nous - L")
    codes = [(p["row"], p["code"], p["severity"]) for p in prepared.problems]
    assert (7, "cut_cells", "error") in codes
    assert (8, "joined_cells", "warning") in codes
    assert (prepared.files[0]["read"], prepared.files[0]["rejected"]) == (7, 1)


def test_a_single_row_tells_nothing_about_its_columns(tmp_path: Path) -> None:
    assert mended(tmp_path, "D,732829320,Q,5,50,x,2017-01-01,1", "")[0][3:5] == ["5", "50"]


def test_below_a_title_rows_are_joined_to_the_width_of_the_headers(tmp_path: Path) -> None:
    rows = "".join(f"Nom {i},2017-01-0{i},{i},50,oui\n" for i in range(1, 6))
    found = sheet(tmp_path, f"Subventions\n\nnom,date,montant,payé\n{rows}")
    assert [texts for _, texts, _ in seen(found)][1:3] == [
        ["Nom 1", "2017-01-01", "1,50", "oui"],
        ["Nom 2", "2017-01-02", "2,50", "oui"],
    ]


CELL = st.sampled_from(["", "a", "b c", " d", "12", "1 000", "00", "5", "2017-01-01", "732829320"])


@given(st.lists(st.lists(CELL, min_size=4, max_size=6), min_size=1, max_size=12))
def test_joining_keeps_every_sign_in_its_order(rows: list[list[str]]) -> None:
    columns = Columns.of(rows, 4)
    for cells in rows:
        if len(cells) > 4 and (joined := columns.mend(cells).cells):
            assert len(joined) == 4
            assert ",".join(joined).rstrip(",") == ",".join(cells).rstrip(",")


# Spoilt accents


@pytest.mark.parametrize("text", ["été", "l’été", "cœur", "100 €", "À", "Éric – « oui »", "Ãgueda", "naïve", "œuvre"])
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman"])
def test_text_that_was_read_in_a_wrong_encoding_is_known(text: str, encoding: str) -> None:
    spoilt = f"la {text}".encode().decode(encoding, "replace")
    assert has_mojibake(spoilt) or "\ufffd" in spoilt


@pytest.mark.parametrize(
    "text",
    [
        "São João da Madeira",
        "AÇÃO SOCIAL, IRMÃ”",
        "« MAÇÃ »",
        "A MANHÃ\u00a0: NÃO",
        "LIBERTÉ\u00a0: forêt",
        "l’été à l’œuvre",
        "Â",
        "CHÂTEAU, PÂQUES, À L’ÂGE DE",
        "ÄÖÜ ß, Ångström, “Å”",
        "n° 3 – 5 €",
        "Œuvres, œuvre, NŒUD",
        "Ελληνικά Българи",
        "√2 ≈ 1,41",
        "Ça ira… ± 5 %",
        "10 ƒ",
    ],
)
def test_right_text_of_french_portuguese_and_others_is_not_suspected(text: str) -> None:
    assert not has_mojibake(text)


def test_spoilt_cells_are_counted_and_left_as_they_are(tmp_path: Path) -> None:
    found = sheet(tmp_path, "id,nom\nA,Évry\nB,Ã‰vry\nC,lâ€™Ã©tÃ©\n")
    (remark,) = found.remarks
    assert say(remark.message, "en").startswith(
        "2 cells were spoilt by a wrong encoding before coming here, from row 3"
    )
    assert say(remark.message, "fr").startswith("2 cases ont été abîmées par un mauvais encodage")
    assert [texts[1] for _, texts in found.rows()] == ["Évry", "Ã‰vry", "lâ€™Ã©tÃ©"]


# Real files

FILES = {
    "annuaires/odf-collectivites-opendata.csv": (764, 12),
    "annuaires/odf-observatoire-211216c.csv": (894, 23),
    "annuaires/ping-tiers-lieux-pdl.csv": (162, 14),
    "anr-partenaires/anr-dos-partenaires-2010-2017.csv.gz": (33079, 11),
    "graphs/IntellectualCooperation_edges.csv": (26535, 4),
    "graphs/IntellectualCooperation_nodes.csv": (3203, 6),
    "graphs/datactivist-logement-links.csv": (277, 3),
    "graphs/datactivist-logement-nodes.csv": (120, 4),
    "graphs/trumpworld-edges.csv": (366, 5),
    "graphs/trumpworld-nodes.csv": (303, 2),
    "jaune-etat-2010/plf-2012-jaune-associations-subventionnees-en-2010.csv": (37679, 5),
    "montpellier/VilleMTP_MTP_AttribSub_2012.csv": (671, 4),
    "montpellier/associations-2011.csv": (2452, 16),
    "scdl-subventions/com-poitiers-2017.csv": (562, 11),
    "scdl-subventions/dep46-lot-2017.csv": (13, 14),
    "scdl-subventions/dep49-maine-et-loire-conventions.csv": (75, 16),
    "scdl-subventions/dep58-nievre-2016.csv": (97, 17),
    "scdl-subventions/dep80-somme-20180302.csv": (41, 13),
    "scdl-subventions/dep85-vendee-2017.csv": (23, 14),
    "scdl-subventions/dep85-vendee-201906.csv": (35, 14),
    "scdl-subventions/exemple_invalide_erreurs_cellules.csv": (29, 15),
    "scdl-subventions/exemple_invalide_erreurs_colonnes.csv": (29, 15),
    "scdl-subventions/exemple_valide.csv": (29, 16),
    "scdl-subventions/toulouse-metropole-2022.csv": (396, 17),
    "subventions-loire-atlantique/dep44-subventions-associations.csv": (18148, 18),
    "territoires-cvl/communes-france.csv.gz": (34969, 11),
    "territoires-cvl/epci-adjacency-cvl.csv": (206, 2),
}


@pytest.mark.needs("shared")
@pytest.mark.parametrize("name", FILES)
def test_published_tables_are_read_as_the_standard_library_reads_them(name: str) -> None:
    path = SHARED / "data" / name
    (found,) = read(path)
    rows = [texts for _, texts in found.rows()]
    assert (len(rows), len(found.header)) == FILES[name]
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = data.decode("utf-8-sig" if found.encoding == "utf-8" else found.encoding, "replace").removeprefix("ï»¿")
    delimiter = max(";,", key=text.split("\n")[0].count)
    plain = [row for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter) if any(map(str.strip, row))]
    errors = ("#N/A",)
    if "vendee" not in name:
        assert [["" if t in errors else t for t in row] for row in plain[1:]] == rows


@pytest.mark.needs("shared")
def test_the_accents_of_the_somme_are_right_under_a_mark_of_utf8() -> None:
    (found,) = read(SHARED / "data/scdl-subventions/dep80-somme-20180302.csv")
    assert found.header[0] == "nomAttribuant"
    assert {texts[0] for _, texts in found.rows()} == {"Département de la Somme"}
    assert any("estimée à 89 852 € HT" in texts[6] for _, texts in found.rows())


@pytest.mark.needs("shared")
@pytest.mark.parametrize(("name", "whole", "cut"), [("dep85-vendee-2017", 22, [24]), ("dep85-vendee-201906", 35, [])])
def test_the_amounts_of_the_vendee_are_joined_or_their_row_is_left(name: str, whole: int, cut: list[int]) -> None:
    (found,) = read(SHARED / f"data/scdl-subventions/{name}.csv")
    rows = seen(found)
    assert [at for at, texts, _ in rows if len(texts) != 14] == cut
    mended = [(texts, remarks) for _, texts, remarks in rows if len(texts) == 14]
    assert len(mended) == whole
    for texts, remarks in mended:
        assert texts[7][-3] == ","
        assert (texts[8], texts[12], texts[13]) == ("aide en numéraire", "non", "1")
        assert set(remarks) == {JOINED}


@pytest.mark.needs("shared")
@pytest.mark.parametrize(
    ("name", "n"),
    [
        ("h2020-participations/h2020-organisations.csv.gz", 686),
        ("scdl-subventions/dep49-maine-et-loire-conventions.csv", 2),
        ("scdl-subventions/com-poitiers-2017.csv", 0),
    ],
)
def test_spoilt_cells_of_published_files_are_told(name: str, n: int) -> None:
    (found,) = read(SHARED / "data" / name)
    assert [remark.message.args["n"] for remark in found.remarks if remark.code == "mojibake"] == ([n] if n else [])


@rounds(100)
@given(st.text(alphabet='ab,"\n\r é\u2028', max_size=40), st.integers(0, 5))
def test_a_text_cut_into_pieces_has_the_rows_of_the_whole(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_sheets, "_AT_ONCE", size)
        assert list(text_sheets._lines(text)) == list(io.StringIO(text, newline=""))


@rounds(100)
@given(st.lists(st.text(alphabet="#=:eErR 1a", max_size=6), min_size=1, max_size=3))
def test_the_quick_look_for_errors_of_spreadsheets_passes_over_none(texts: list[str]) -> None:
    whole = "\x1f".join(texts)
    assert not text_sheets._SUSPECT.search(whole) or any(sign in whole for sign in "#=:")
