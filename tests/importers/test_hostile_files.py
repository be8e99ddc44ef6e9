"""What keeps a file from harming: personal data in any text, numbers that are nobody's, signs that nobody sees, bytes
of another encoding, archives that unpack without end, links in a circle."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import InputError
from graph_service.identifiers import check
from graph_service.messages import LANGS, say
from graph_service.model import RecordType
from graph_service.records import cells, personal
from graph_service.territories import packaged as packaged_territories
from graph_service.vocabulary import packaged as packaged_vocabulary
from importers.batch import ImportOptions, Prepared, prepare
from importers.readers import read
from tests.graph_service.house import folder


def taken(*paths: Path, **options: Any) -> Prepared:
    asked = ImportOptions(**{"source": "Nous - Liste", **options})
    return prepare(list(paths), asked, None, packaged_vocabulary(), packaged_territories())


def told(prepared: Prepared) -> list[tuple[int, str, str]]:
    return [(p["row"], p["column"], p["code"]) for p in prepared.problems]


def actors(tmp_path: Path, *rows: str, head: str = "id,name,kind,siren,siret,rna,start") -> Path:
    return folder(tmp_path, "in", actors="\n".join([head, *rows]))


def fields(prepared: Prepared, id_: str) -> dict[str, Any]:
    (found,) = [s.statement.fields for s in prepared.says if s.statement.ids == (id_,)]
    return dict(found)


# Personal data


@pytest.mark.parametrize(
    "text", ["jean.dupont@asso.example", "06 12 34 56 78", "+33612345678", "1 85 05 78 006 084 91"]
)
@pytest.mark.parametrize(
    ("sheet", "head", "row"),
    [
        ("actors", "id,name,kind", "{},Un,association"),
        ("actors", "id,name,kind,source", "A,Un,association,{}"),
        ("actors", "id,name,kind,source", "A,Un,association,{} - liste"),
        ("actors", "id,name,kind,succeeds", "A,Un,association,B;{}"),
        ("actors", "id,name,kind,aliases", "A,Un,association,B;{}"),
        ("projects", "id,title,kind,documents", "P,Projet,operation,{}"),
        ("participations", "actor,project,role,level", "A,P,porteur,{}"),
        ("participations", "actor,project,role", "{},P,porteur"),
        ("partnerships", "actor,partner,kind,title", "A,B,convention,{}"),
        ("fundings", "funder,recipient", "A,{}"),
        ("functions", "id,actor,title", "{},A,Cheffe"),
        ("themes", "id,label_fr", "{},Thème"),
        ("territories", "code,level,programmes", "R24,region,{}"),
        ("sources", "id,producer", "{},Nous"),
    ],
)
def test_an_address_or_a_telephone_number_is_caught_in_every_text(
    tmp_path: Path, sheet: str, head: str, row: str, text: str
) -> None:
    path = folder(tmp_path, "in", **{sheet: f"{head}\n{row.format(text)}"})
    with pytest.raises(InputError) as caught:
        taken(path)
    assert caught.value.code == "personal-data"
    for lang in LANGS:
        assert text not in json.dumps(caught.value.problem(lang), ensure_ascii=False)


@pytest.mark.parametrize(
    "text",
    [
        "jean@x.example",
        "jean＠x.example",
        "jean%40x.example",
        "https://x.example/?to=jean.dupont%40x%2Eexample",
        "jean&#64;x.example",
        "jean.dupont [at] x.example",
        "jean (dot) dupont (arobase) x (point) example",
        "jean dot dupont[at]x dot example",
        "jean arobase x.example",
        "jean AT x DOT example",
        "jean @ x . example",
        "tél. 0612345678",
        "06/12/34/56/78",
        "id_0612345678",
        "٠٦١٢٣٤٥٦٧٨",
        "+32 475 12 34 56",
        "0033612345678",
        "06\u201312\u201334\u201356\u201378",
        "06\u201112\u201134\u201156\u201178",
        "06·12·34·56·78",
        "06•12•34•56•78",
        "06,12,34,56,78",
        "02,47,12,00,31",
        "06_12_34_56_78",
        "tel_06_12_34_56_78_bis",
        "0 612 345 678",
        "0612 345 678",
        "06 123 456 78",
        "0-612-345-678",
        "06\u200b12\u200b34\u200b56\u200b78",
        "0612\u2060345678",
        "06\xad12345678",
        "jean\u200b@mail.fr",
        "je\u200ban@ma\u200bil.fr",
        "jean@mail.рф",
        "jean@почта.рф",
        "jean@उदाहरण.भारत",
        "jean&commat;mail.fr",
        "jean&#x40;mail&period;fr",
        "jean(a)mail.fr",
        "jean(at)mail.fr",
        "jean (a) mail.fr",
        "jean[à]mail.fr",
        "06 - 12 - 34 - 56 - 78",
        "06  12  34  56  78",
        "(06) 12 34 56 78",
        "(0)6 12 34 56 78",
        "+33\u20136\u201312\u201334\u201356\u201378",
        "06\u221212\u221234\u221256\u221278",
        "06\u201412\u201434\u201456\u201478",
        "jean@mail。fr",
        "jean@xn--e1a.xn--p1ai",
        "Liste 06 12 34 56 78",
        "+33·6·12·34·56·78",
        "+33_6_12_34_56_78",
        "185057800608491",
        "1 85 05 78 006 084 91",
        "1.85.05.78.006.084.91",
        "1-85-05-78-006-084-91",
        "n° 1850578006084 91",
        "2 85 05 2A 006 084 82",
        "1_85_05_78_006_084_91",
        "1 8505 78006 084 91",
        "185\u200b057800608491",
    ],
)
def test_an_address_or_number_is_known_in_any_spelling(text: str) -> None:
    assert personal.mask(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "21370261600011",
        "W372001234",
        "2021-03-04",
        "5f0612345678ab",
        "urn:x@",
        "01004",
        "0612",
        "1,061234567890",
        "+1",
        "Available at cordis.europa.eu",
        "look at it",
        "Point info (à Tours)",
        "Rencontre {at} work",
        "https://x.example/a%20b",
        "[At] 2024",
        "Le point (dot) final",
        "552 100 554",
        "552100554",
        "552 100 554 00013",
        "005 520 176 00012",
        "005520176",
        "012 345 678",
        "01,02,03,04,05",
        "01 - 02 - 03 - 04 - 05",
        "01, 02, 03, 04, 05",
        "06, 07, 13, 26, 84",
        "18,28,36,37,41",
        "1 234 567,89",
        "0,612345678",
        "0.612345678",
        "47.394144, 0.684512",
        "47,394144;0,684512",
        "1 012 345 678",
        "10 012 345 678 €",
        "0 €",
        "05-06-2021 12:30",
        "05/06/2021 12:30:45",
        "2021-03-04T05:06:07",
        "2014\u20132020",
        "FR76 3000 6000 0112 3456 7890 189",
        "101 017 720",
        "HORIZON-CL5-2021-D3-02-05",
        "0123-456-7890-12",
        "978-2-07-036822-8",
        "01_02_2024",
        "DOI 10.1000/061234",
        "n185057800608491",
        "185057800608492",
        "185057800608",
        "point (a) de l’article 2.3",
        "Annexe (a) voir example",
        "contact@",
        "EPSG:2154 652000,6862000",
        "0 612 345",
        "2024.05.06.07.08.09",
        "v0.612.345.678",
        "\u22121.0612345678",
        "100 0612 345 678 12",
        "2,06,12,34,56,78",
        "06,12,34,56,78,90",
        "0612345678ab",
        "10.0612345678",
        "0000 0000 0000",
        "0800 023 077",
        "https://x.example/2018/06/20180613_150557.jpg",
        "https://x.example/2018/09/20180914_TL.jpg",
        "00 00 00 00 00",
    ],
)
def test_numbers_and_codes_are_no_telephone_numbers(text: str) -> None:
    assert personal.mask(text) is None


def test_a_source_that_is_a_person_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        taken(actors(tmp_path, "A,Un,association,,,,"), source="jean@x.example - liste")
    assert caught.value.code == "personal-data"


@pytest.mark.parametrize("name", ["liste 06 12 34 56 78", "jean@x.example", "suivi_06_12_34_56_78_v2"])
@pytest.mark.parametrize("form", ["file", "folder", "zip"])
def test_a_name_of_a_file_that_is_personal_becomes_no_source(tmp_path: Path, name: str, form: str) -> None:
    text = "id,name,kind\nA,Un,association"
    path = folder(tmp_path, name, actors=text)
    if form == "file":
        path = path / f"{name}.csv"
        path.write_text(text, "utf-8")
    elif form == "zip":
        path = Path(shutil.make_archive(str(tmp_path / name), "zip", path))
    with pytest.raises(InputError) as caught:
        taken(path, source=None, visibility="public")
    assert caught.value.code == "personal-file-name"
    for lang in LANGS:
        assert not {"12", "34", "jean"} & set(re.findall(r"\w+", str(caught.value.problem(lang)["detail"])))
    assert taken(path, source="Nous - Liste", visibility="public").files[0]["accepted"] == 1
    assert taken(path, source=None, allow_personal="a public office").files[0]["accepted"] == 1


# Numbers that are nobody's


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("siren", "000000000"),
        ("siren", "123456782"),
        ("siren", "111111118"),
        ("siren", "000000018"),
        ("siren", "000 000 000"),
        ("siret", "00000000000000"),
        ("siret", "12345678200002"),
        ("rna", "W000000000"),
        ("rna", "W123456789"),
        ("rna", "W999999999"),
    ],
)
def test_a_placeholder_is_no_identifier(scheme: str, value: str) -> None:
    found = check(scheme, value)
    assert found.value is None
    assert found.code in ("placeholder", "bad_siret_key", "crushed_number")


def test_two_associations_with_a_placeholder_stay_two(tmp_path: Path) -> None:
    prepared = taken(actors(tmp_path, "A,Amis,association,000000000,,,", "B,Voisins,association,000000000,,,"))
    assert told(prepared) == [(2, "siren", "placeholder"), (3, "siren", "placeholder")]
    assert "siren" not in fields(prepared, "A")


def test_an_identifier_of_three_strangers_is_nobodys(tmp_path: Path) -> None:
    rows = ["A,Amis,association", "B,Voisins,association", "C,Jardins,association", "D,Mairie de Tours,commune"]
    numbers = ["732829320,,W372001234,"] * 3 + ["213702616,,,"]
    prepared = taken(actors(tmp_path, *(f"{row},{number}" for row, number in zip(rows, numbers, strict=True))))
    assert told(prepared) == [(at, name, "shared_identifier") for at in (2, 3, 4) for name in ("siren", "rna")]
    assert "siren" not in fields(prepared, "A")
    assert "rna" not in fields(prepared, "C")
    assert fields(prepared, "D")["siren"] == "213702616"


def test_so_is_one_of_three_strangers_in_two_files_of_one_import(tmp_path: Path) -> None:
    head, number = "id,name,kind,siren", "association,732829320"
    one = folder(tmp_path, "one", actors=f"{head}\nA,Amis,{number}\nB,Voisins,{number}")
    two = folder(tmp_path, "two", actors=f"{head}\nC,Jardins,{number}\nD,Mairie de Tours,commune,213702616")
    prepared = taken(one, two)
    assert told(prepared) == [(at, "siren", "shared_identifier") for at in (2, 3, 2)]
    assert not any("siren" in fields(prepared, id_) for id_ in "ABC")
    assert fields(prepared, "D")["siren"] == "213702616"


MAPPED = """
id: aides
label_fr: Aides
label_en: Grants
files:
  - columns: [Structure, Siren]
    source: {producer: Ville, title: Aides}
    records:
      - type: actor
        fields:
          id: {first_of: [{identifier: [Siren]}, {slug: [aides, {column: Structure}]}]}
          name: {column: Structure}
          kind: {constant: association}
        identifiers: [Siren]
"""


def test_so_are_ids_that_two_mapped_files_make_of_it(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(MAPPED, "utf-8")
    files = []
    for name, rows in (("un", ["Amis", "Voisins"]), ("deux", ["Jardins"])):
        files.append(tmp_path / f"{name}.csv")
        files[-1].write_text("\n".join(["Structure;Siren", *(f"{row};732829320" for row in rows)]), "utf-8")
    prepared = taken(*files, source=None, mapping=str(tmp_path / "m.yaml"))
    made = {s.statement.ids[0] for s in prepared.says if s.statement.type is RecordType.ACTOR}
    assert len(made) == 3
    assert not any("732829320" in id_ for id_ in made)


@pytest.mark.parametrize(
    "names",
    [("Ville de Tours", "CCAS de Tours", "Musée de Tours"), ("Amis", "Voisins", "Les Amis"), ("Amis", "Amis", "Amis")],
)
def test_one_that_names_with_a_common_word_share_is_kept(tmp_path: Path, names: tuple[str, ...]) -> None:
    rows = [f"{at},{name},association,732829320,,," for at, name in enumerate(names)]
    assert told(taken(actors(tmp_path, *rows))) == []


# Signs that nobody sees, digits of other scripts


@pytest.mark.parametrize(
    "sign", ["\u200b", "\ufeff", "\u202e", "\u00ad", "\u2060", "\u200d", "\x01", "\U000e0041", "\u3164", "\ue000"]
)
def test_an_id_loses_the_signs_that_nobody_sees(tmp_path: Path, sign: str) -> None:
    path = folder(
        tmp_path,
        "in",
        actors=f"id,name,kind\nA{sign}B,Un,association",
        projects="id,title,kind,themes\nP,Projet,operation,T",
        themes=f"id,label_fr\n{sign}T,Thème",
        participations=f"actor,project,role\nAB,P{sign},porteur",
    )
    prepared = taken(path)
    assert {s.statement.ids[0] for s in prepared.says if s.statement.type in (RecordType.ACTOR, RecordType.THEME)} == {
        "AB",
        "T",
    }
    (part,) = [s.statement.fields for s in prepared.says if s.statement.type is RecordType.PARTICIPATION]
    assert (part["actor"], part["project"]) == ("AB", "P")
    assert [code for *_, code in told(prepared)] == ["invisible_in_id"] * 3


@pytest.mark.parametrize("text", ["é", "Ω-12", "a b", "日本", "x_y.z:1", "e\u0301"])
def test_signs_that_are_seen_stay(text: str) -> None:
    assert cells.visible(text) == (text, False)


@pytest.mark.parametrize(
    ("text", "read"),
    [("٢٠٢١-٠٣", "2021-03"), ("２０２１", "2021"), ("१५/०३/२०२१", "2021-03-15"), ("2021\u200b", None), ("²⁰²¹", None)],
)
def test_digits_of_other_scripts_in_a_date_are_digits(text: str, read: str | None) -> None:
    assert cells.date(text) == read


def test_digits_of_other_scripts_in_numbers_are_digits(tmp_path: Path) -> None:
    prepared = taken(actors(tmp_path, "A,Un,association,٧٣٢٨٢٩٣٢٠,,,٢٠٢١"))
    assert (fields(prepared, "A")["siren"], fields(prepared, "A")["start"]) == ("732829320", "2021")
    assert (cells.number("１２,５"), cells.integer("٤٢")) == (12.5, 42)


# Encodings


def csv_file(tmp_path: Path, data: bytes) -> Path:
    (tmp_path / "actors.csv").write_bytes(data)
    return tmp_path / "actors.csv"


def test_one_byte_that_is_not_utf8_spoils_no_other_cell(tmp_path: Path) -> None:
    rows = [
        b"A,\xc3\x89toile,association,",
        b"B,Caf\xe9,association,",
        b"C,\xc3\x89cole,association,No\xc3\xabl \xe9t\xe9",
    ]
    prepared = taken(csv_file(tmp_path, b"id,name,kind,acronym\n" + b"\n".join(rows)))
    assert [fields(prepared, id_)["name"] for id_ in "ABC"] == ["Étoile", "Café", "École"]
    assert fields(prepared, "C")["acronym"] == "Noël été"
    assert told(prepared) == [(3, "name", "odd_bytes"), (4, "acronym", "odd_bytes")]
    assert prepared.files[0]["encoding"] == "utf-8"


def test_a_header_with_an_odd_byte_is_read_too(tmp_path: Path) -> None:
    data = "id;nom;type;Début\nA;Étoile filante;association;2020\n".encode().replace("é".encode(), b"\xe9")
    assert fields(taken(csv_file(tmp_path, data)), "A")["start"] == "2020"


def test_a_file_of_western_windows_is_one_as_before(tmp_path: Path) -> None:
    data = "id,name,kind\nA,Étoile “à” 5 €,association\nB,LIBERTÉ\u00a0: forêt,association\n".encode("cp1252")
    prepared = taken(csv_file(tmp_path, data))
    assert [fields(prepared, id_)["name"] for id_ in "AB"] == ["Étoile “à” 5 €", "LIBERTÉ\u00a0: forêt"]
    assert (prepared.files[0]["encoding"], told(prepared)) == ("cp1252", [])


def test_a_row_of_utf8_in_a_file_of_western_windows_is_read_and_told(tmp_path: Path) -> None:
    data = "id,name,kind\nA,Forêt été,association\nB,LIBERTÉ\u00a0: café,association\n".encode("cp1252")
    prepared = taken(csv_file(tmp_path, data + "C,Étoile,association\n".encode()))
    assert [fields(prepared, id_)["name"] for id_ in "ABC"] == ["Forêt été", "LIBERTÉ\u00a0: café", "Étoile"]
    assert (prepared.files[0]["encoding"], told(prepared)) == ("cp1252", [(4, "name", "odd_bytes")])


def test_a_byte_that_is_nothing_anywhere_is_told(tmp_path: Path) -> None:
    data = "id,name,kind\nA,Étoile,association\nB,X,association\n".encode().replace(b"X", b"X\x81")
    prepared = taken(csv_file(tmp_path, data))
    assert fields(prepared, "B")["name"] == "X\ufffd"
    assert told(prepared) == [(3, "name", "odd_bytes")]


# Archives and paths

_PEAK = """
import resource, sys
from pathlib import Path
from graph_service.errors import InputError
from importers.readers import read
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read(Path(sys.argv[1]))
except InputError as refused:
    print(refused.code, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def bomb(kind: str, tmp_path: Path) -> Path:
    """A small file that unpacks to more than is taken."""
    block = b"a,b,c\n" * 2**20
    if kind == "gz":
        path = tmp_path / "actors.csv.gz"
        with gzip.open(path, "wb", compresslevel=1) as stream:
            for _ in range(20):
                stream.write(block)
        return path
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        if kind == "one member":
            with archive.open("actors.csv", "w", force_zip64=True) as stream:
                for _ in range(20):
                    stream.write(block)
        else:
            for at in range(90):
                archive.writestr(f"{at}/actors.csv", block)
    return path


@pytest.mark.parametrize("kind", ["gz", "one member", "many members"])
def test_a_bomb_is_refused_before_it_fills_the_memory(tmp_path: Path, kind: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _PEAK, str(bomb(kind, tmp_path))],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    code, megabytes = ran.stdout.split()
    assert code == "too-large"
    assert int(megabytes) < 100


def test_a_member_that_claims_less_than_it_holds_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("actors.csv", b"a,b,c\n" * 2**20)
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.find(b"PK\x01\x02") + 24, 100)
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == "damaged-archive"


def test_a_list_of_members_without_end_is_not_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("actors.csv", b"id\n1\n")
    data = bytearray(out.getvalue())
    struct.pack_into("<I", data, data.rfind(b"PK\x05\x06") + 12, 2**31)
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(tmp_path / "a.zip")
    assert caught.value.code == "too-many-files"


@pytest.mark.parametrize("how", ["itself", "a circle", "nowhere", "in a folder", "its own folder", "too long", "null"])
def test_a_path_that_leads_nowhere_is_refused_with_words(tmp_path: Path, how: str) -> None:
    home = tmp_path / "in"
    home.mkdir()
    path = home / "actors.csv"
    if how == "itself":
        path.symlink_to(path)
    elif how == "a circle":
        path.symlink_to(home / "b.csv")
        (home / "b.csv").symlink_to(path)
    elif how == "nowhere":
        path.symlink_to(home / "gone.csv")
    elif how == "in a folder":
        path.symlink_to(path)
        (home / "projects.csv").write_text("id,title,kind\nP,Projet,operation\n", "utf-8")
        path = home
    elif how == "its own folder":
        (home / "loop").symlink_to(home)
        path = home
    else:
        path = Path("x" * 5000 if how == "too long" else "a\0b")
    with pytest.raises(InputError) as caught:
        taken(path)
    assert all(say(caught.value.message, lang) for lang in LANGS)


def test_a_folder_that_holds_itself_is_read_once(tmp_path: Path) -> None:
    path = actors(tmp_path, "A,Un,association,,,,")
    (path / "loop").symlink_to(path)
    assert os.path.exists(path / "loop" / "loop" / "actors.csv")
    assert fields(taken(path), "A")["name"] == "Un"


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, '{"maillage": 1, "columns": ' + "[" * 100_000])
def test_a_deeply_nested_link_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    path = actors(tmp_path, "A,Un,association,x/abcdef", head="id,name,kind,maillage")
    (path / "maillage.json").write_text(text, "utf-8")
    assert [code for *_, code in told(taken(path))] == ["link_lost"]
