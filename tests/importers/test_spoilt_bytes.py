"""Whatever bytes are spoilt in a file of any format, it is read or refused with words: nothing else comes out."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from graph_service.errors import InputError
from graph_service.messages import LANGS, say
from importers.readers import read
from tests.deep import DEEP
from tests.importers.packages import package, sheet, texts
from tests.importers.test_ods_xls import cell, content, ods, row, table

RECORDS = [{"id": i, "nom": f"Évry {i}", "s": {"a": [1.5, None]}, "l": [{"b": True}]} for i in range(20)]
FILES = {
    "a.json": json.dumps(RECORDS).encode(),
    "b.ndjson": "\n".join(map(json.dumps, RECORDS)).encode(),
    "c.csv": b"id,nom,montant,n\n" + b"".join(b"%d,Un,1 0%d,50,2\n" % (i, i) for i in range(20)),
    "d.xlsx": package({"F": sheet(texts(1, "id", "nom"), *(texts(i, str(i), "Un") for i in range(2, 20)))}),
    "e.ods": ods(content(table(row(cell("id"), cell("nom")), *(row(cell(str(i)), cell("Un")) for i in range(20))))),
}


def spoilt(data: bytes, rng: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(rng.choice((1, 3, 10))):
        at = rng.randrange(len(found))
        if rng.random() < 0.7:
            found[at] = rng.randrange(256)
        else:
            found[at : at + rng.randrange(20)] = bytes(rng.randrange(256) for _ in range(rng.randrange(20)))
    return bytes(found[: rng.randrange(1, len(found) + 1)] if rng.random() < 0.1 else found)


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_spoilt_bytes_is_read_or_refused_with_words(tmp_path: Path, name: str) -> None:
    rng = random.Random(name)
    for _ in range(5000 if DEEP else 60):
        (tmp_path / name).write_bytes(spoilt(FILES[name], rng))
        try:
            for found in read(tmp_path / name):
                for _, cells, remarks in found.rows_with_remarks():
                    assert all(isinstance(text, str) for text in cells)
                    assert all(say(remark.message, "fr") for remark in remarks)
        except InputError as refused:
            words = [say(refused.message, lang) for lang in LANGS]
            assert all(words)
