"""What a person mistypes, leaves out, or writes in another place than usual."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from graph_service.cli.main import group
from graph_service.errors import StoreMissing, UsageError
from graph_service.graph import open_graph
from graph_service.messages import m, say
from graph_service.queries import QUESTIONS
from graph_service.settings import Settings, store_url
from tests.graph_service.house import F1, Command, url


@pytest.fixture
def bare(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """The command line in an empty folder, without any `--store`."""
    monkeypatch.chdir(tmp_path)
    for name in ("MAILLAGE_STORE", "MAILLAGE_LANG"):
        monkeypatch.delenv(name, raising=False)
    return Command(capsys)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("sqlite:///x.db", "sqlite:///x.db"),
        ("sqlite:////srv/x.db", "sqlite:////srv/x.db"),
        ("neo4j+s://server:7687", "neo4j+s://server:7687"),
        ("x.db", "sqlite:///x.db"),
        ("./a folder/été.db", "sqlite:///./a folder/été.db"),
        ("/srv/x.db", "sqlite:////srv/x.db"),
        ("C:\\Users\\Zoé\\x y.db", "sqlite:///C:\\Users\\Zoé\\x y.db"),
        ("D:/x.db", "sqlite:///D:/x.db"),
        ("\\\\server\\share\\x.db", "sqlite:///\\\\server\\share\\x.db"),
        ("~/x.db", "sqlite:////home/zoe/x.db"),
        ("sqlite:///~/x.db", "sqlite:////home/zoe/x.db"),
        ("~nobody-of-that-name/x.db", "sqlite:///~nobody-of-that-name/x.db"),
    ],
)
def test_a_store_is_named_by_its_address_or_by_its_path(
    monkeypatch: pytest.MonkeyPatch, text: str, address: str
) -> None:
    monkeypatch.setenv("HOME", "/home/zoe")
    assert store_url(text) == address


@pytest.mark.parametrize(
    "text", ["neo4j:server", "sqlite:x.db", "sqlite:/x.db", "postgres://x", "server:7687", "http://x"]
)
def test_an_address_that_is_mistyped_makes_no_file(bare: Command, tmp_path: Path, text: str) -> None:
    ran = bare("import", F1, "--store", text, "--json")
    assert (ran.code, ran.json["code"]) == (2, "neo4j-url" if text.startswith("neo4j") else "store-scheme")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["x.db", "a folder/x.db", "{}/x.db", "~/x.db", "sqlite:///x.db"])
def test_the_environment_and_the_option_and_python_take_a_path(
    bare: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str
) -> None:
    (tmp_path / "a folder").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    path = path.format(tmp_path)
    monkeypatch.setenv("MAILLAGE_STORE", path)
    assert bare("add", "actor", "id=A", "name=Une", "kind=association").code == 0
    monkeypatch.delenv("MAILLAGE_STORE")
    assert "- Une [A]" in bare("search", "une", "--store", path).out
    assert "- Une [A]" in bare("--store", path, "search", "une").out
    with open_graph(path) as graph:
        assert graph.actor("A").actor.name == "Une"
    assert bare("copy", "--from", path, "--to", "copy.db").code == 0
    assert bare("doctor", "--store", "copy.db").code in (0, 3)
    with pytest.raises(StoreMissing):
        open_graph("none.db")


def test_options_that_all_commands_share_may_stand_before_the_command(f1_file: Path, bare: Command) -> None:
    at = url(f1_file)
    before = bare("--lang", "en", "--store", at, "--json", "actor", "TM")
    assert before.out == bare("actor", "TM", "--lang", "en", "--store", at, "--json").out
    assert "On " in bare("--lang=en", "--store", at, "actor", "TM", "--as-of", "2025-01-01").out
    assert "Au " in bare("--lang", "en", "actor", "TM", "--lang", "fr", "--store", at, "--as-of", "2025-01-01").out
    assert (
        bare("imports", "--lang", "en", "--store", at, "list").out
        == bare("imports", "list", "--lang", "en", "--store", at).out
    )
    assert "Which" not in bare("--lang", "en", "--help").err
    assert "Search" in bare("--lang", "en", "--help").out


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("serch", "x"), "search"),
        (("pathes", "TM", "UO"), "paths"),
        (("imports", "lst"), "list"),
        (("paths", "TM", "UO", "--avid", "x"), "--avoid"),
        (("actor", "Universite de Tuors (fictif)"), "Université de Tours (fictif)"),
        (("actor", "Ville de Tuors"), "Ville de Tours (fictif)"),
        (("actor", "Vlile de Tours"), "Ville de Tours (fictif)"),
        (("edit", "TOURZ", "website=x"), "Ville de Tours (fictif)"),
        (
            ("project", "Contrat de vile de la métropole de Tours (fictif)"),
            "Contrat de ville de la métropole de Tours (fictif)",
        ),
        (("ties", "--theme", "habitat_logemnt"), "habitat_logement"),
        (("ties", "--territory", "Tuors"), "Tours (37261)"),
        (("ties", "--actor-kind", "comune"), "commune"),
        (("ties", "--project-kind", "contrat_de_vile"), "contrat_de_ville"),
        (("ties", "--role", "portuer"), "porteur"),
    ],
)
def test_what_is_mistyped_is_told_with_the_nearest_that_there_is(
    f1_maillage: Command, words: tuple[str, ...], near: str
) -> None:
    ran = f1_maillage(*words)
    assert ran.code == 2
    assert near in ran.err.partition("Commandes")[0]


@pytest.mark.parametrize(
    ("words", "fr", "en"),
    [
        (("paths", "TM"), "l’acteur d’arrivée", "the actor to reach"),
        (("paths",), "l’acteur de départ", "the actor to start from"),
        (("search",), "le texte", "the text"),
        (("import",), "le fichier", "the file"),
        (("template",), "le fichier à écrire (-o)", "the file to write (-o)"),
        (("project",), "le projet", "the project"),
        (("copy",), "la base d’arrivée", "the store to copy to"),
        (("merge", "TM"), "le second acteur", "the second actor"),
    ],
)
def test_what_is_missing_is_named_as_people_call_it(bare: Command, words: tuple[str, ...], fr: str, en: str) -> None:
    assert f"Il manque {fr}" in bare(*words).err
    assert f"Missing: {en}" in bare(*words, "--lang", "en").err


def test_every_required_argument_of_every_command_has_words() -> None:
    def required(one: click.Group, path: str = "") -> list[tuple[str, click.Parameter]]:
        context = click.Context(one)
        found = []
        for name in one.list_commands(context):
            command = one.get_command(context, name)
            if isinstance(command, click.Group):
                found += required(command, f"{path}{name} ")
            elif command:
                found += [(f"{path}{name}", param) for param in command.params if param.required]
        return found

    asked = required(group("fr", Settings(), QUESTIONS))
    assert len(asked) > 20
    for path, param in asked:
        name = (param.name or "").strip("_")
        for lang in ("fr", "en"):
            codes = (f"argument-{path.split()[-1]}-{name}", f"argument-{name}")
            assert any(_worded(code, lang) for code in codes), (path, name)


def _worded(code: str, lang: str) -> bool:
    try:
        return bool(say(m(code), lang))
    except KeyError:
        return False


def test_clicks_own_words_are_not_shown(bare: Command) -> None:
    for words, expected in (
        (("paths", "A", "B", "-k"), "attend une valeur"),
        (("paths", "A", "B", "C"), "mots de trop"),
        (("search", "x", "--json=1"), "ne prend pas de valeur"),
    ):
        ran = bare(*words)
        assert (ran.code, expected in ran.err) == (2, True), ran.err


def test_a_word_that_is_no_store_scheme_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        open_graph("redis://x")
