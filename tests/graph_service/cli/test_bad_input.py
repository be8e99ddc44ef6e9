"""Bad input from end to end: real files, the real command line and the real HTTP service, in both languages.

What is refused leaves the store as it was, to the last byte, and no batch. What is taken all the same says what of it
is not.
"""

from __future__ import annotations

import hashlib
import shutil
import unicodedata
import zipfile
from csv import reader
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import open_graph
from graph_service.model import COUNTED, SCOPES
from tests.graph_service.cli.bad_files import GOOD, HEAD, Bad, csv
from tests.graph_service.cli.refused_files import REFUSED
from tests.graph_service.cli.taken_files import TAKEN
from tests.graph_service.house import Command, client, folder, url

LANGS = ("fr", "en")
MARKS = {
    "fr": {"error": "ligne rejetée\u202f: ", "warning": "remarque\u202f: "},
    "en": {"error": "row rejected: ", "warning": "remark: "},
}
TOLD: dict[str, Any] = {"ids": lambda bad: bad.name}
HEAVY = ("gigabyte", "bomb")
"""In the names of what takes seconds to make."""


def marked(found: list[Bad]) -> list[Any]:
    """The table's lines, the heavy ones marked slow."""
    slow = {bad.name for bad in found if any(word in bad.name for word in HEAVY)}
    return [pytest.param(bad, marks=pytest.mark.slow) if bad.name in slow else bad for bad in found]


@pytest.fixture
def store(f1_file: Path, tmp_path: Path) -> Path:
    """A store with F1 in it, as somebody works with it."""
    path = tmp_path / "maillage.db"
    shutil.copy(f1_file, path)
    return path


def state(store: Path) -> tuple[str, int, tuple[str, ...]]:
    """The bytes of a store, its number of batches, and what each scope holds."""
    with open_graph(url(store)) as graph:
        held = tuple(graph.store.content_hash(scope) for scope in SCOPES)
        batches = graph.store.head().batches
    assert sorted(path.name for path in store.parent.glob("maillage.db*")) == ["maillage.db"]
    return hashlib.sha256(store.read_bytes()).hexdigest(), batches, held


def brought(bad: Bad, store: Path, tmp_path: Path) -> list[Path]:
    """The bad file, after what came before it was imported."""
    if bad.before:
        (tmp_path / "before").mkdir()
        with open_graph(url(store)) as graph:
            graph.import_files(bad.before(tmp_path / "before"), source="Autre - liste")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    return bad.build(inbox)


def place(problem: dict[str, Any]) -> tuple[str, str, int, str]:
    return problem["file"], problem["sheet"], problem["row"], problem["column"]


def holds(text: str, words: tuple[str, ...]) -> None:
    missing = [word for word in words if word.casefold() not in text.casefold()]
    assert not missing, text


@pytest.mark.parametrize("bad", marked(REFUSED), **TOLD)
def test_what_is_refused_says_why_and_what_to_do_and_leaves_the_store_as_it_was(
    maillage: Command, store: Path, tmp_path: Path, bad: Bad
) -> None:
    files = brought(bad, store, tmp_path)
    was = state(store)
    for lang in LANGS:
        words = bad.fr if lang == "fr" else bad.en
        told = maillage("import", *files, *bad.options, "--lang", lang)
        assert (told.code, told.out) == (2, "")
        assert "\n" + {"fr": "Erreur\u202f: ", "en": "Error: "}[lang] in "\n" + told.err
        holds(told.err, words)
        ran = maillage("import", *files, *bad.options, "--lang", lang, "--json")
        assert (ran.code, ran.json["code"], ran.json["status"]) == (2, bad.code, ran.json["status"])
        problems = ran.json.get("problems", [])
        holds(" ".join([ran.json["detail"], *(problem["message"] for problem in problems)]), words[:2])
        assert bad.place is None or place(problems[0]) == bad.place
        assert state(store) == was


@pytest.mark.parametrize("bad", TAKEN, **TOLD)
def test_what_is_taken_says_of_every_row_what_is_not(maillage: Command, store: Path, tmp_path: Path, bad: Bad) -> None:
    files = brought(bad, store, tmp_path)
    was = state(store)
    for lang in LANGS:
        words = bad.fr if lang == "fr" else bad.en
        told = maillage("import", *files, *bad.options, "--lang", lang, "--dry-run")
        assert told.code == bad.exit
        holds(told.out, words)
        ran = maillage("import", *files, *bad.options, "--lang", lang, "--json", "--dry-run")
        assert ran.code == bad.exit
        (problem,) = (each for each in ran.json["problems"] if each["code"] == bad.code)
        assert place(problem) == bad.place
        holds(problem["message"], words)
        rejected = sum(file["rejected"] for file in ran.json["files"])
        assert (rejected > 0) == (bad.exit == 3)
        if problem["row"]:
            mark = MARKS[lang][problem["severity"]]
            assert any(line.startswith(f"- {mark}") and words[0] in line for line in told.out.splitlines())
        assert state(store) == was
    done = maillage("import", *files, *bad.options, "--json")
    assert (done.code, sum(done.json["created"][type_.sheet] for type_ in COUNTED)) == (bad.exit, bad.created)
    undone = maillage("imports", "undo", done.json["import_id"], "--json")
    assert undone.code == 0
    assert state(store)[2] == was[2]


@pytest.mark.parametrize("bad", marked([bad for bad in REFUSED if bad.http]), **TOLD)
def test_over_http_it_is_a_problem_document_in_the_asked_language(store: Path, tmp_path: Path, bad: Bad) -> None:
    files = brought(bad, store, tmp_path)
    form = {option.removeprefix("--"): value for option, value in zip(bad.options[::2], bad.options[1::2], strict=True)}
    code = bad.code if bad.http == "same" else bad.http
    was = state(store)
    with open_graph(url(store)) as graph:
        caller = client(graph)
        for lang in LANGS:
            sent = [("files", (path.name, path.read_bytes())) for path in files]
            answer = caller.post("/api/v1/imports", files=sent, data=form, headers={"Accept-Language": lang})
            document = answer.json()
            assert answer.headers["content-type"] == "application/problem+json"
            assert (document["status"], document["code"]) == (answer.status_code, code)
            assert 400 <= answer.status_code < 500
            if bad.http == "same":
                words = bad.fr if lang == "fr" else bad.en
                told = " ".join([document["detail"], *(each["message"] for each in document.get("problems", []))])
                holds(told, words[:1])
        assert len(graph.batches()) == was[1]
    assert state(store) == was


def test_one_bad_file_keeps_the_good_ones_of_the_command_out(maillage: Command, store: Path, tmp_path: Path) -> None:
    was = state(store)
    good = csv("actors.csv", HEAD + GOOD)(tmp_path / "good")
    for bad in (bad for bad in REFUSED if not bad.options and not bad.before and bad.http == "same"):
        inbox = tmp_path / bad.name.replace(" ", "-")
        inbox.mkdir()
        ran = maillage("import", *good, *bad.build(inbox), "--json")
        assert (ran.code, ran.json["code"]) == (2, bad.code)
        shutil.rmtree(inbox)
    assert state(store) == was


def test_a_file_that_another_program_holds_is_refused(
    maillage: Command, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows refuses it; here the tests may read everything."""
    (file,) = csv("actors.csv", HEAD + GOOD)(tmp_path / "held")
    was = state(store)
    really = Path.read_bytes

    def held(path: Path) -> bytes:
        if path == file:
            raise PermissionError(13, "Permission denied", str(path))
        return really(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", held)
        for lang, word in (("fr", "Fermez-le dans Excel"), ("en", "Close it in Excel")):
            told = maillage("import", file, "--lang", lang)
            assert (told.code, told.out) == (2, "")
            assert word in told.err
    assert state(store) == was


def test_strict_takes_nothing_where_a_row_is_rejected(maillage: Command, store: Path, tmp_path: Path) -> None:
    was = state(store)
    for bad in (bad for bad in TAKEN if bad.exit == 3):
        inbox = tmp_path / bad.name.replace(" ", "-")
        inbox.mkdir()
        ran = maillage("import", *bad.build(inbox), "--strict", "--json")
        assert (ran.code, ran.json["code"]) == (2, "strict-rejected")
        assert any(place(problem) == bad.place for problem in ran.json["problems"])
    assert state(store) == was


# What is odd and no fault


ODD_NAMES = {
    "quotes": 'L\'« "Amicale" »',
    "markup": "<script>alert(1)</script><b>gras</b>",
    "length": "n" * 300,
    "hebrew": "עמותת השכונה",
    "emoji": "Équipe 👩🏽‍🌾🎉",
    "command": "=cmd|'/C calc'!A0",
    "formula": '=HYPERLINK("http://mal.example","clic")',
    "plus": "+33 et plus",
    "at": "@SOMME(1+1)",
    "minus": "-2+3",
    "tab": "\tdébut",
    "controls": "a\x01b\x1b[2Jc\x7fd\x9be",
    "braces": "{ $value } { -brand }",
    "percent": "100 % %s %(x)s",
}


@pytest.mark.parametrize("suffix", [".zip", ".xlsx"])
def test_odd_names_are_text_on_the_way_in_and_on_the_way_out(maillage: Command, tmp_path: Path, suffix: str) -> None:
    rows = [f'{id_},"{name.replace(chr(34), chr(34) * 2)}",association\n' for id_, name in ODD_NAMES.items()]
    files = csv("actors.csv", HEAD + "".join(rows))(tmp_path / "in")
    ran = maillage("import", *files, "--source", "C - l", "--json")
    assert (ran.code, ran.json["problems"], ran.json["created"]["actors"]) == (0, [], len(ODD_NAMES))
    for id_, name in ODD_NAMES.items():
        assert maillage("actor", id_, "--json").json["actor"]["name"] == name.strip()
        assert not [c for c in maillage("actor", id_).out if c != "\n" and unicodedata.category(c) == "Cc"]
    target = tmp_path / f"out{suffix}"
    assert maillage("export", "-o", target, "--json").code == 0
    with zipfile.ZipFile(target) as parts:
        inside = {name: parts.read(name).decode() for name in parts.namelist()}
    if suffix == ".zip":
        # What opens as a table begins no cell as a formula begins.
        cells = [cell for row in reader(inside["actors.csv"].splitlines()) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    else:
        # A text in a workbook is marked as text: only a formula of its own is run.
        assert not [name for name, content in inside.items() if "<f>" in content or "<f " in content]
    again = maillage("import", target, "--source", "C - l", "--dry-run", "--json")
    assert again.code == 0
    assert not any(again.json[count]["actors"] for count in ("created", "updated", "withdrawn"))
    page = tmp_path / "carte.html"
    assert maillage("map", "-o", page).code == 0
    assert "<script>alert(1)" not in page.read_text("utf-8")


def test_ids_with_spaces_and_accents_are_taken_as_they_stand(maillage: Command, tmp_path: Path) -> None:
    long = "y" * 200
    rows = f"ville de tours,Une,association\n É-1 ,Deux,association\n{long},Trois,association\n"
    files = csv("actors.csv", HEAD + rows)(tmp_path / "in")
    assert maillage("import", *files, "--json").json["created"]["actors"] == 3
    for id_ in ("ville de tours", "É-1", long):
        assert maillage("actor", id_, "--json").json["actor"]["id"] == id_


def test_nothing_that_a_terminal_obeys_reaches_it(maillage: Command, tmp_path: Path) -> None:
    files = csv("actors.csv", "id,name,kind,\x1b]0;titre\x07\nA,Une,\x1b[31mrouge\n")(tmp_path / "in")
    for lang in LANGS:
        told = maillage("import", *files, "--dry-run", "--lang", lang)
        assert "[31mrouge" in told.out
        assert "\x1b" not in told.out + told.err
        assert "\x07" not in told.out + told.err


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiters_and_encodings_are_found_and_headers_known_in_any_spelling(
    maillage: Command, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    lines = ("IDENTIFIANT|nom|Type|debut|VISIBILITE", "A|Évry-sur-Seine|Association|2020|Public")
    content = "\r\n".join(line.replace("|", delimiter) for line in lines)
    files = csv("Acteurs.CSV", content, encoding)(tmp_path / "in")
    ran = maillage("import", *files, "--source", "C - l", "--json")
    assert (ran.code, ran.json["problems"], ran.json["created"]["actors"]) == (0, [], 1)
    assert ran.json["files"][0]["encoding"] == encoding.removesuffix("-sig")
    actor = maillage("actor", "A", "--scope", "public", "--json").json["actor"]
    assert (actor["name"], actor["start"]) == ("Évry-sur-Seine", "2020")


@pytest.mark.parametrize(("lang", "words"), [("fr", "Aucune ligne à importer"), ("en", "No rows to import")])
def test_headers_alone_are_an_import_of_nothing_and_say_so(
    maillage: Command, tmp_path: Path, lang: str, words: str
) -> None:
    files = csv("actors.csv", HEAD)(tmp_path / "in")
    told = maillage("import", *files, "--lang", lang)
    assert told.code == 0
    assert words in told.out
    ran = maillage("import", *files, "--json")
    assert (ran.code, sum(ran.json["created"].values())) == (0, 0)


def test_a_line_that_tells_spreadsheets_the_delimiter_is_no_header(maillage: Command, tmp_path: Path) -> None:
    files = csv("actors.csv", "sep=;\r\nid;name;kind\r\nA;Une, la première;association\r\nB;Deux;vaisseau\r\n")(
        tmp_path / "in"
    )
    ran = maillage("import", *files, "--source", "C - l", "--json")
    assert (ran.code, ran.json["created"]["actors"]) == (3, 1)
    assert [problem["row"] for problem in ran.json["problems"]] == [4]


def test_two_files_for_one_sheet_are_both_read_and_different_rows_are_no_fault(
    maillage: Command, tmp_path: Path
) -> None:
    files = folder(tmp_path, "d", actors=HEAD + GOOD)
    (files / "acteurs.csv").write_text(HEAD + "B,Deux,association\n", "utf-8")
    ran = maillage("import", files, "--source", "C - l", "--json")
    assert (ran.code, ran.json["created"]["actors"], ran.json["problems"]) == (0, 2, [])


@pytest.mark.parametrize(
    "description",
    ["un\ndeux, trois", "a, b, c\n\nd, e", "Objectifs :\n- accueillir, informer\n- orienter", "x\r\ny\r\nz"],
)
def test_a_description_of_several_lines_is_no_fault(maillage: Command, tmp_path: Path, description: str) -> None:
    content = f'id,title,kind,status,description\nP,T,operation,ouvert,"{description}"\n'
    files = csv("projects.csv", content)(tmp_path / "in")
    ran = maillage("import", *files, "--source", "C - l", "--json")
    assert (ran.code, ran.json["problems"], ran.json["created"]["projects"]) == (0, [], 1)


def test_a_description_that_holds_whole_rows_is_a_remark(maillage: Command, tmp_path: Path) -> None:
    content = 'id,title,kind,description\nP,T,operation,"un\nQ,U,operation,deux\nR,V,operation,"trois"\n'
    files = csv("projects.csv", content)(tmp_path / "in")
    ran = maillage("import", *files, "--source", "C - l", "--json")
    assert [(each["code"], each["row"]) for each in ran.json["problems"]] == [("swallowed_rows", 2)]


def test_a_zip_of_a_workbook_with_a_bad_one_says_which(maillage: Command, tmp_path: Path) -> None:
    target = tmp_path / "envoi.zip"
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("actors.csv", HEAD + GOOD)
        archive.writestr("notes.csv", b"%PDF-1.7")
    told = maillage("import", target)
    assert (told.code, told.out) == (2, "")
    assert "envoi.zip/notes.csv est un PDF" in told.err
