"""The command line as scripts and people meet it: exit codes, what goes to stdout and what to stderr, languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from graph_service.graph import open_graph
from tests.graph_service.house import AS_OF, F1, ROOT, Command, folder, url

DIRTY = "id,name,kind\nA,Une,association\nB,Deux,vaisseau"
QUESTIONS: list[tuple[str, ...]] = [
    ("search", "tours"),
    ("actor", "TM"),
    ("project", "P1"),
    ("gaps", "--kind", "role"),
    ("ties",),
    ("paths", "TH", "CCS", "-k", "3"),
    ("imports", "list"),
]


def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A whole process, as a script starts it."""
    return subprocess.run(
        [sys.executable, "-m", "graph_service.cli", *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_an_answer_is_exit_0_and_with_json_one_document_and_nothing_else(
    f1_maillage: Command, words: tuple[str, ...]
) -> None:
    ran = f1_maillage(*words, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert isinstance(ran.json, dict)
    assert ran.out.count("\n") == 1
    told = f1_maillage(*words)
    assert (told.code, told.err) == (0, "")
    assert told.out.strip()


def test_no_path_and_no_result_are_answers(f1_maillage: Command) -> None:
    none = f1_maillage("paths", "TM", "UO", "--since", "24", "--as-of", AS_OF, "--json")
    assert (none.code, none.json["paths"], none.json["blocked_by"]["filter"]) == (0, [], "since")
    assert f1_maillage("search", "zzzz").code == 0


MISUSES: list[tuple[tuple[str, ...], str]] = [
    (("actor", "personne"), "not-found"),
    (("paths", "TM", "TM"), "paths-same"),
    (("paths", "TM", "UO", "--max-hops", "0"), "bad-parameter"),
    (("ties", "--as-of", "hier"), "bad-parameter"),
    (("ties", "--scope", "secret"), "unknown-scope"),
    (("ties", "--role", "vaisseau"), "unknown-term"),
    (("ties", "--flavour", "red"), "usage"),
    (("paths", "TM"), "usage"),
    (("paths", "TM", "UO", "-k", "many"), "usage"),
    (("dance",), "usage"),
    (("imports", "dance"), "usage"),
    (("imports", "show", "20010101-000000"), "batch-unknown"),
    (("import", "none.csv"), "no-such-file"),
    (("map", "-o", "map.docx"), "map-format"),
    (("map", "-o", "map.html", "--depth", "7"), "map-depth"),
    (("export", "-o", "out.pdf"), "export-format"),
    (("add", "vaisseau", "id=x"), "edit-add-what"),
    (("edit", "TM", "acronym"), "edit-field-form"),
    (("hide", "TM", "--below", "secret"), "usage"),
]


@pytest.mark.parametrize(("words", "code"), MISUSES, ids=[" ".join(words) for words, _ in MISUSES])
def test_wrong_use_is_exit_2_with_a_problem_on_stdout_or_a_sentence_on_stderr(
    f1_maillage: Command, words: tuple[str, ...], code: str
) -> None:
    ran = f1_maillage(*words, "--json")
    assert (ran.code, ran.json["code"]) == (2, code)
    assert ran.err == ""
    for lang in ("fr", "en"):
        told = f1_maillage(*words, "--lang", lang)
        assert (told.code, told.out) == (2, "")
        assert told.err.startswith({"fr": "Erreur", "en": "Error"}[lang])
        assert "Traceback" not in told.err


def test_a_question_to_a_store_that_is_not_there_says_where_it_looked_and_makes_none(
    maillage: Command, tmp_path: Path
) -> None:
    for words in QUESTIONS:
        ran = maillage(*words, "--json")
        assert (ran.code, ran.json["code"]) == (2, "store-missing")
        assert "maillage.db" in ran.json["detail"]
    assert list(tmp_path.iterdir()) == []


def test_an_import_is_exit_0_with_its_report_and_progress_apart(maillage: Command) -> None:
    ran = maillage("import", F1, "--json")
    assert ran.code == 0
    assert ran.json["created"]["actors"] == 13
    assert "demo/actors.csv" in ran.err
    names = {"import_id", "revision", "files", "created", "updated", "unchanged", "withdrawn", "matches", "problems"}
    assert names <= ran.json.keys()


def test_rejected_rows_are_exit_3_and_strict_is_exit_2(maillage: Command, tmp_path: Path) -> None:
    files = folder(tmp_path, "d", actors=DIRTY)
    assert maillage("import", files, "--strict", "--json").json["code"] == "strict-rejected"
    ran = maillage("import", files, "--dry-run", "--json")
    assert (ran.code, ran.json["import_id"]) == (3, None)
    ran = maillage("import", files)
    assert ran.code == 3
    assert "vaisseau" in ran.out
    assert "ligne 3" in ran.out.replace("\u202f", " ").replace("\u00a0", " ")
    ran = maillage("import", files, "--json", "--lang", "en")
    (problem,) = [p for p in ran.json["problems"] if p["severity"] == "error"]
    assert {"file", "sheet", "row", "column", "value", "code", "severity", "message"} == problem.keys()
    assert (problem["row"], problem["column"], problem["value"]) == (3, "kind", "vaisseau")


def test_a_failure_that_is_nobodys_wrong_use_is_exit_1(maillage: Command, tmp_path: Path) -> None:
    (tmp_path / "maillage.db").write_bytes(b"%PDF-1.7 another program's file")
    ran = maillage("search", "tours", "--json")
    assert (ran.code, ran.json["code"]) == (1, "store-foreign")


def test_imports_are_listed_shown_and_undone(maillage: Command) -> None:
    import_id = maillage("import", F1, "--json").json["import_id"]
    maillage("edit", "TM", "acronym=Autre")
    found = maillage("imports", "list", "--json").json["imports"]
    assert [(b["kind"], b["live"]) for b in found] == [("edit", True), ("import", True)]
    shown = maillage("imports", "show", import_id, "--json").json
    assert (shown["import_id"], shown["live"]) == (import_id, True)
    assert {f["file"]: f["read"] for f in shown["files"]}["demo/actors.csv"] == 13
    undone = maillage("imports", "undo", import_id, "--json").json
    assert undone["withdrawn"]["actors"] == 13
    assert undone["waiting"] == ["set actor TM"]
    assert maillage("search", "tours", "--json").json["results"] == []
    assert maillage("imports", "undo", import_id, "--json").json["code"] == "batch-undone"
    assert all(maillage("imports", *words).code == 0 for words in (("list",), ("show", import_id)))


def test_the_template_filled_in_is_imported(maillage: Command, tmp_path: Path) -> None:
    for lang, delimiter, title in (("fr", ";", "identifiant"), ("en", ",", "identifier")):
        target = tmp_path / lang
        ran = maillage("template", "-o", target, "--lang", lang, "--json")
        assert (ran.code, len(ran.json["files"])) == (0, 10)
        actors = target / "actors.csv"
        header = actors.read_text("utf-8-sig").strip().split(delimiter)
        assert header[0].lower() == title
        row = [f"{lang}-1", "Amicale", "association"] + [""] * (len(header) - 3)
        with actors.open("a", encoding="utf-8") as file:
            file.write(delimiter.join(row) + "\r\n")
        ran = maillage("import", target, "--source", f"Nous - {lang}", "--json")
        assert (ran.code, ran.json["created"]["actors"], ran.json["problems"]) == (0, 1, [])
        assert maillage("template", "-o", target, "--json").json["code"] == "template-exists"


def test_a_new_store_is_made_by_add_and_corrected_by_each_word(maillage: Command) -> None:
    added = maillage("add", "actor", "id=A", "name=Amicale", "kind=association", "--json")
    assert (added.code, added.json["added"]) == (0, ["A"])
    maillage("add", "actor", "id=B", "name=Amicale bis", "kind=association", "visibility=public")
    maillage("add", "project", "id=P", "title=Fête", "kind=operation")
    for actor in ("A", "B"):
        assert maillage("add", "participation", f"actor={actor}", "project=P", "role=partenaire").code == 0
    assert maillage("edit", "A", "acronym=AM", "aliases=un;deux").code == 0
    card = maillage("actor", "A", "--json").json["actor"]
    assert (card["acronym"], card["aliases"]) == ("AM", ["un", "deux"])
    assert len(maillage("ties", "--json").json["ties"]) == 1
    assert maillage("merge", "A", "B").code == 0
    assert maillage("ties", "--json").json["ties"] == []
    assert maillage("split", "A", "B").code == 0
    assert len(maillage("ties", "--json").json["ties"]) == 1
    assert maillage("hide", "B", "--below", "internal").code == 0
    assert maillage("actor", "B", "--scope", "public", "--json").code == 2
    assert maillage("deny", "A").code == 0
    assert maillage("actor", "A").code == 2
    assert maillage("affirm", "A").code == 0
    assert maillage("actor", "A").code == 0


def test_a_map_is_written_as_a_page_and_as_data(f1_maillage: Command, tmp_path: Path) -> None:
    page, data = tmp_path / "carte.HTML", tmp_path / "carte.json"
    ran = f1_maillage("map", "--focus", "REG", "-o", page, "--json", "--lang", "en")
    assert (ran.code, ran.err, ran.json["file"]) == (0, "", str(page))
    assert '<html lang="en">' in page.read_text("utf-8")
    ran = f1_maillage("map", "--path", "TH", "CCS", "-k", "1", "--as-of", AS_OF, "-o", data, "--json")
    assert ran.json["actors"] == len(json.loads(data.read_text("utf-8"))["nodes"]) == 4
    assert f1_maillage("map", "-o", tmp_path / "none" / "x.html", "--json").json["code"] == "file-failed"
    told = f1_maillage("map", "-o", tmp_path / "none" / "x.html")
    assert (told.code, told.out) == (1, "")
    assert "n’existe pas" in told.err


def test_an_export_is_written_and_says_how_many_rows(f1_maillage: Command, tmp_path: Path) -> None:
    ran = f1_maillage("export", "-o", tmp_path / "out.zip", "--scope", "public", "--json")
    assert (ran.code, ran.json["rows"]["participations"]) == (0, 21)
    assert "actors.csv" in zipfile.ZipFile(tmp_path / "out.zip").namelist()


@pytest.mark.parametrize(("lang", "word"), [("fr", "Chercher un acteur"), ("en", "actor")])
def test_help_is_in_the_asked_language_wherever_the_option_stands(f1_maillage: Command, lang: str, word: str) -> None:
    for words in (("search", "--help", "--lang", lang), ("search", f"--lang={lang}", "--help")):
        ran = f1_maillage(*words)
        assert (ran.code, ran.err) == (0, "")
        assert word in ran.out


@pytest.mark.slow
def test_a_whole_process_speaks_utf_8_and_reads_the_environment(tmp_path: Path) -> None:
    at = url(tmp_path / "é.db")
    done = run("import", F1, "--json", MAILLAGE_STORE=at)
    assert (done.returncode, json.loads(done.stdout)["created"]["actors"]) == (0, 13)
    asked = run("search", "prefecture", MAILLAGE_STORE=at, MAILLAGE_LANG="en", PYTHONIOENCODING="ascii")
    assert asked.returncode == 0
    assert "Préfecture d'Indre-et-Loire" in asked.stdout
    missing = run("search", "x", "--store", url(tmp_path / "none.db"))
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "none.db" in missing.stderr
    with open_graph(at) as graph:
        assert len(graph.batches()) == 1


def test_without_words_the_help_is_shown() -> None:
    shown = run()
    assert "maillage" in shown.stdout + shown.stderr
    assert "Traceback" not in shown.stderr


def test_a_command_that_wrote_nothing_leaves_no_store(maillage: Command, tmp_path: Path) -> None:
    store = tmp_path / "new.db"
    assert maillage("import", F1, "--dry-run", store=url(store)).code == 0
    assert maillage("import", tmp_path / "none.csv", store=url(store)).code == 2
    assert list(tmp_path.glob("new.db*")) == []
    assert maillage("import", F1, store=url(store)).code == 0
    assert store.exists()


def test_what_writes_nothing_never_touches_a_store_that_somebody_else_has_made(
    maillage: Command, tmp_path: Path
) -> None:
    """A trial or a refusal beside another command's first import: there is nothing of its own to take away."""
    store = tmp_path / "new.db"
    from graph_service.cli import files

    inside = files.import_

    def meanwhile(terminal: object, *args: object, **options: object) -> int:
        with open_graph(url(store), create=True) as other:
            other.import_files([F1])
        return inside(terminal, *args, **options)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(files, "import_", meanwhile)
        assert maillage("import", F1, "--dry-run", store=url(store)).code == 0
        assert maillage("import", tmp_path / "none.csv", store=url(store)).code == 2
    with open_graph(url(store)) as graph:
        assert graph.store.head().batches == 2


@pytest.mark.parametrize("words", [("--port", "99999"), ("--host", "nonsense.invalid")])
def test_an_address_that_cannot_be_listened_on_is_told(
    maillage: Command, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILLAGE_TOKEN", "x" * 20)
    ran = maillage("serve", *words, "--no-browser", store=url(tmp_path / "s.db"))
    assert ran.code == 2
    assert "Traceback" not in ran.err
