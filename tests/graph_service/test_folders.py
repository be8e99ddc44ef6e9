"""Where a platform keeps what Maillage keeps for a user."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from graph_service.settings import Settings, config_folder

HOME = Path("/home/claire")


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("APPDATA", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: HOME)
    monkeypatch.setenv("HOME", str(HOME))


@pytest.mark.parametrize(
    ("platform", "config"),
    [
        ("linux", ".config"),
        ("darwin", "Library/Application Support"),
        ("win32", "AppData/Roaming"),
    ],
)
def test_each_platform_has_its_folders(monkeypatch: pytest.MonkeyPatch, platform: str, config: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert config_folder(Settings()) == HOME / config / "maillage"


def test_a_variable_of_the_platform_names_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/elsewhere")
    assert config_folder(Settings()) == Path("/elsewhere/maillage")


def test_what_is_said_goes_before_and_none_keeps_nothing() -> None:
    assert config_folder(Settings(config="~/mine")) == HOME / "mine"
    assert config_folder(Settings(config="none")) is None
