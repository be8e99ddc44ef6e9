"""Where a platform keeps what Maillage keeps for a user: settings, and what can be made again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from graph_service.settings import Settings, cache_folder, config_folder

HOME = Path("/home/claire")


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: HOME)
    monkeypatch.setenv("HOME", str(HOME))


@pytest.mark.parametrize(
    ("platform", "config", "cache"),
    [
        ("linux", ".config", ".cache"),
        ("darwin", "Library/Application Support", "Library/Caches"),
        ("win32", "AppData/Roaming", "AppData/Local"),
    ],
)
def test_each_platform_has_its_folders(monkeypatch: pytest.MonkeyPatch, platform: str, config: str, cache: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert config_folder(Settings()) == HOME / config / "maillage"
    assert cache_folder(Settings()) == HOME / cache / "maillage"


def test_a_variable_of_the_platform_names_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/elsewhere")
    assert cache_folder(Settings()) == Path("/elsewhere/maillage")
    assert config_folder(Settings()) == HOME / ".config" / "maillage"


def test_what_is_said_goes_before_and_none_keeps_nothing() -> None:
    said = Settings(config="~/mine", cache="/tmp/mine")
    assert (config_folder(said), cache_folder(said)) == (HOME / "mine", Path("/tmp/mine"))
    nothing = Settings(config="none", cache="none")
    assert (config_folder(nothing), cache_folder(nothing)) == (None, None)
