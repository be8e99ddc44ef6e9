"""What Python writes into a map and what the viewer reads out of it are one thing, said once."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.needs import ROOT, left_out
from tests.visualisations.sample import VIEWS
from tools.viewer_types import FILE, schema, types
from visualisations.renderers import renderer

VIEWER = ROOT / "visualisations" / "viewer"


def island(view: Any) -> Any:
    page = renderer("html").render(view, "fr").decode()
    found = re.search(r'<script type="application/json" id="data" data-viewer>(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("name", list(VIEWS))
def test_the_island_of_a_map_is_as_its_schema_says(name: str) -> None:
    jsonschema.Draft202012Validator(schema()).validate(island(VIEWS[name]()))


def test_the_types_of_the_viewer_are_those_of_the_schema() -> None:
    assert FILE.read_text("utf-8") == types(schema()), "run: python -m tools.viewer_types"


def test_a_schema_that_has_no_words_in_typescript_is_refused() -> None:
    with pytest.raises(ValueError, match="no TypeScript type"):
        types({"title": "A", "properties": {"x": {"type": "array of secrets"}}})


@pytest.mark.parametrize("name", list(VIEWS))
def test_every_line_and_node_of_a_map_belongs_to_entries_of_its_legend(name: str) -> None:
    page = renderer("html").render(VIEWS[name](), "fr").decode()
    told = set(re.findall(r'<li data-key="([^"]+)">', page))
    drawn = island(VIEWS[name]())["draw"]
    keys = {key for one in (*drawn["nodes"], *drawn["edges"]) for key in one["keys"]}
    assert keys == told


TOOLS = ROOT / "build" / "viewer"
"""Where the compiler of TypeScript is kept between runs: not beside the sources, whose folder tests look through."""


def fetched() -> str:
    """The compiler of TypeScript, of the version and with the hash that the lock file says."""
    lock = (VIEWER / "package-lock.json").read_bytes()
    kept = TOOLS / "fetched.json"
    if not kept.exists() or kept.read_bytes() != lock:
        TOOLS.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(VIEWER / name, TOOLS / name)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        ran = subprocess.run(command, cwd=TOOLS, capture_output=True, text=True)
        if ran.returncode:
            left_out(f"npm cannot fetch the compiler of TypeScript: {ran.stderr.strip().splitlines()[-1:]}")
        kept.write_bytes(lock)
    compiler = shutil.which("tsc", path=str(TOOLS / "node_modules" / ".bin"))
    assert compiler
    return compiler


@pytest.mark.needs("npm")
def test_the_viewer_keeps_its_types() -> None:
    ran = subprocess.run([fetched(), "--project", str(VIEWER)], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout


def test_the_files_of_the_viewer_stay_short() -> None:
    long = {file.name: lines for file in Path(VIEWER, "src").glob("*.ts") if (lines := _lines(file)) > 320}
    assert long == {}


def _lines(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())
