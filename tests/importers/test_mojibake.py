"""Accents that a wrong encoding spoilt before are told in every format, and repaired in none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from importers.readers import read
from tests.importers.packages import package, sheet, texts
from tests.importers.test_graph_files import GRAPHML
from tests.importers.test_ods_xls import cell, content, ods, row, table

SPOILT, RIGHT = "AmitiÃ© du Foix", "Amitié du Foix"


def files(name: str) -> dict[str, bytes]:
    nodes = f'<node id="a"><data key="n">{name}</data></node>'
    return {
        "a.json": json.dumps([{"nom": name}], ensure_ascii=False).encode(),
        "b.json": json.dumps([{"nom": name}]).encode(),
        "c.ndjson": json.dumps({"nom": name}).encode(),
        "d.xlsx": package({"F": sheet(texts(1, "id", "nom"), texts(2, "1", name))}),
        "e.ods": ods(content(table(row(cell("id"), cell("nom")), row(cell("1"), cell(name))))),
        "f.graphml": (GRAPHML % ('<key id="n" for="node" attr.name="label"/>', nodes)).encode(),
        "g.csv": f"id,nom\n1,{name}\n".encode(),
    }


@pytest.mark.parametrize("name", files(SPOILT))
def test_accents_that_were_spoilt_before_are_told_in_each_format(tmp_path: Path, name: str) -> None:
    def told(text: str) -> list[str]:
        (tmp_path / name).write_bytes(files(text)[name])
        return [remark.code for found in read(tmp_path / name) for remark in found.remarks]

    assert told(SPOILT) == ["mojibake"]
    assert told(RIGHT) == []
    assert SPOILT in [text for found in read_again(tmp_path / name, SPOILT) for text in found]


def read_again(path: Path, text: str) -> list[list[str]]:
    path.write_bytes(files(text)[path.name])
    return [texts for found in read(path) for _, texts in found.rows()]
