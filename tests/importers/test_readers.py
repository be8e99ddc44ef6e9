"""Files from outside: whatever spreadsheets write is read, and nothing unbounded or foreign is."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from graph_service import open_graph
from graph_service.errors import InputError, UsageError
from graph_service.messages import LANGS, say
from importers.readers import Limits, own_path, read
from tests.importers.packages import package, sheet, texts


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(InputError) as caught:
        _ = [list(sheet.rows()) for sheet in read(path, limits)]
    assert str(caught.value)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("id;nom\n1;Évry\n".encode(), "utf-8"),
        ("id;nom\n1;Évry\n".encode("utf-8-sig"), "utf-8"),
        ("id;nom\n1;Évry\n".encode("cp1252"), "cp1252"),
        ("id\tnom\r\n1\tÉvry\r\n".encode("utf-16"), "utf-16"),
        (b"id,nom\r\n1,\xc9vry\r\n", "cp1252"),
    ],
)
def test_the_encoding_and_delimiter_are_found_and_told(tmp_path: Path, data: bytes, encoding: str) -> None:
    (sheet,) = read(write(tmp_path / "actors.csv", data))
    assert (sheet.encoding, sheet.header) == (encoding, ("id", "nom"))
    assert list(sheet.rows()) == [(2, ["1", "Évry"])]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    text = 'id,name\n1,"two\nlines"\n\n,\n5,five\n'
    (sheet,) = read(write(tmp_path / "a.csv", text.encode()))
    assert list(sheet.rows()) == [(2, ["1", "two\nlines"]), (5, ["5", "five"])]


def test_a_folder_a_zip_and_a_gzipped_file_are_sheets_too(tmp_path: Path) -> None:
    folder = tmp_path / "net"
    folder.mkdir()
    write(folder / "projects.csv", b"id,title\n")
    write(folder / "actors.csv.gz", gzip.compress(b"id,name\n"))
    write(folder / "LISEZMOI.txt", b"read me")
    with zipfile.ZipFile(tmp_path / "net.zip", "w") as archive:
        archive.writestr("../../etc/actors.csv", "id,name\n")
        archive.writestr("__MACOSX/._actors.csv", "x")
    assert [(s.file, s.name, s.container) for s in read(folder)] == [
        ("net/actors.csv.gz", "actors", "net"),
        ("net/projects.csv", "projects", "net"),
    ]
    assert [(s.file, s.name) for s in read(tmp_path / "net.zip")] == [("net.zip/etc/actors.csv", "actors")]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["net", "net.zip"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "empty-file"),
        ("a.csv", b"\xef\xbb\xbf \n", "empty-file"),
        ("a.csv", b"id\0,name", "binary-file"),
        ("a.csv", b"\x81\x8d\x8f", "binary-file"),
        ("a.xlsx", b"PK", "damaged-workbook"),
        ("a.ods", b"PK", "damaged-workbook"),
        ("a.zip", b"not a zip", "damaged-archive"),
        ("a.csv.gz", b"not a gzip", "damaged-archive"),
        ("a.csv", b'id,name\n1,"' + b"x" * 200_000, "cell-too-long"),
        ("a.csv", b"a," * 1001 + b"b", "too-many-columns"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    assert refusal(write(tmp_path / name, data)) == code


def test_a_missing_file_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere.csv") == "no-such-file"
    assert refusal(tmp_path) == "no-tables"
    write(tmp_path / "book.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert refusal(tmp_path) == "damaged-workbook"


def test_what_unpacks_too_far_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    small = Limits(total_bytes=10_000, ratio=20, free_bytes=1000, members=2)
    bomb = write(tmp_path / "a.csv.gz", gzip.compress(b"id,name\n" + b"1,a\n" * 50_000))
    assert refusal(bomb, small) == "too-large"
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("actors.csv", "id,name\n" + "1,a\n" * 50_000)
    assert refusal(tmp_path / "b.zip", small) == "too-large"
    assert refusal(write(tmp_path / "c.csv", b"id,name\n" * 5000), small) == "too-large"
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        for i in range(3):
            archive.writestr(f"{i}.csv", "id,name\n")
    assert refusal(tmp_path / "d.zip", small) == "too-many-files"


def test_the_operator_raises_the_limit_by_one_setting_that_the_error_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "actors.csv", b"id,name,kind,notes\n" + (b"A,Un,commune," + b"x" * 50_000 + b"\n") * 25)
    for told, taken in (("1", False), ("2", True)):
        monkeypatch.setenv("MAILLAGE_MAX_FILE_MB", told)
        with open_graph(f"sqlite:///{tmp_path}/{told}.db", create=True) as graph:
            if taken:
                assert graph.import_files([path], source="Nous - Liste").files[0]["read"] == 25
            else:
                with pytest.raises(InputError) as caught:
                    graph.import_files([path], source="Nous - Liste")
                assert (caught.value.code, caught.value.message.args["limit"]) == ("too-large", 1)
                assert all("MAILLAGE_MAX_FILE_MB" in say(caught.value.message, lang) for lang in LANGS)
    monkeypatch.setenv("MAILLAGE_MAX_FILE_MB", "beaucoup")
    with pytest.raises(UsageError):
        open_graph(f"sqlite:///{tmp_path}/x.db", create=True)


@pytest.mark.parametrize("share", [0.5, 4])
def test_what_bounds_packed_files_grows_with_the_setting(share: float) -> None:
    usual, other = Limits(), Limits.up_to(512 * share)
    assert (other.total_bytes, other.free_bytes) == (usual.total_bytes * share, usual.free_bytes * share)
    assert Limits.up_to(512) == usual


def test_a_mixed_folder_gives_the_sheets_of_every_format(tmp_path: Path) -> None:
    folder = tmp_path / "net"
    folder.mkdir()
    write(folder / "actors.json", b'[{"id": "A"}]')
    write(folder / "projects.csv", b"id,title\nP,x\n")
    write(folder / "book.xlsx", package({"Acteurs": sheet(texts(1, "id", "nom"), texts(2, "B", "Un"))}))
    write(folder / "package.js", b"export default {}")
    assert [(s.file, s.name, s.encoding) for s in read(folder)] == [
        ("net/actors.json", "actors", "utf-8"),
        ("net/book.xlsx", "Acteurs", "xlsx"),
        ("net/projects.csv", "projects", "utf-8"),
    ]


def test_a_utf8_mark_before_windows_bytes_is_no_part_of_a_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbfid,name\nA,\xe9cole\n")
    (sheet,) = read(path)
    assert (sheet.header, sheet.encoding) == (("id", "name"), "cp1252")
    assert [cells for _, cells in sheet.rows()] == [["A", "école"]]


def packed(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_a_file_of_a_zip_is_told_by_its_path_whether_or_not_another_has_its_name(tmp_path: Path) -> None:
    files = {"blois/aides.csv": "a,b\n", "tours/2024/autre.csv": "e,f\n", "../../x.csv": "g,h\n", "plat.csv": "i,j\n"}
    names = [sheet.file for sheet in read(packed(tmp_path / "z.zip", **files))]
    assert names == ["z.zip/blois/aides.csv", "z.zip/tours/2024/autre.csv", "z.zip/x.csv", "z.zip/plat.csv"]


def test_one_file_of_a_zip_is_read_by_its_path(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "z.zip", **{"blois/aides.csv": "a,b\n", "tours/aides.csv": "c,d\n", "tours/autre.csv": "e,f\n"}
    )
    assert [sheet.header for sheet in read(path / "tours" / "aides.csv")] == [("c", "d")]
    assert [sheet.header for sheet in read(path / "tours" / "autre.csv")] == [("e", "f")]
    for lost in ("aides.csv", "autre.csv", "../z.zip", "nix.csv"):
        with pytest.raises(InputError) as caught:
            read(path / lost)
        assert caught.value.code == "no-such-member"
    for each in read(path):
        assert read(own_path(path, each))[0].header == each.header
