"""Files of an answer are the same bytes for the same answer, in any process and at any time; what they are made with
is loaded when it is used."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import open_graph
from tests.importers.test_batch import F1
from tests.visualisations.writers.sheet import ROWS, faces, picture, table
from visualisations.writers import csv, docx, html, xlsx

ROOT = Path(__file__).parents[3]
ELSEWHERE = """
import json, sys, time
from graph_service.cli import main

store, later = sys.argv[1:]

def loaded():
    print(json.dumps([name for name in ("docx", "lxml", "openpyxl", "typst") if name in sys.modules]), file=sys.stderr)

for command in (["--help"], ["--store", store, "search", "tours"]):
    sys.argv = ["maillage", *command]
    try:
        main()
    except SystemExit:
        pass
loaded()
from visualisations.writers import writers
writers()
loaded()
from tests.visualisations.writers.test_same_bytes import made
time.sleep(max(0, float(later) - time.time()))
print(json.dumps(made()), file=sys.stderr)
"""


def made() -> list[str]:
    """Digests of the files of one answer."""
    found = faces(table(*ROWS), fictional=True)
    files = (
        html.document(found, picture(), found.table()),
        html.words_alone(found),
        docx.note(found, picture(), found.table()),
        xlsx.write(found),
        csv.write(found),
    )
    return [hashlib.sha256(data).hexdigest() for data in files]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """What another process says, which hashes texts in another way: what is loaded after plain questions, and once the
    writers are known; then the digests of the same files; last those of this process, made two seconds before."""
    store = tmp_path_factory.mktemp("f1") / "f1.db"
    with open_graph(f"sqlite:///{store}", create=True) as graph:
        graph.import_files([F1])
    env = {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "MAILLAGE_CONFIG": "none"}
    first = made()
    # A zip tells times to two seconds.
    later = str(time.time() + 2)
    run = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(store), later],
        check=True,
        capture_output=True,
        text=True,
        env=env,
        cwd=ROOT,
    )
    return [*(json.loads(line) for line in run.stderr.splitlines() if line.startswith("[")), first]


@pytest.mark.slow
def test_another_process_writes_the_same_bytes_at_another_time(elsewhere: list[Any]) -> None:
    assert elsewhere[2] == elsewhere[3]


@pytest.mark.slow
def test_a_question_without_a_file_loads_nothing_that_files_are_made_with(elsewhere: list[Any]) -> None:
    assert elsewhere[:2] == [[], []]


def test_every_part_of_a_package_has_one_fixed_time() -> None:
    found = faces(table(*ROWS))
    for data in (xlsx.write(found), docx.note(found, picture(), found.table())):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
