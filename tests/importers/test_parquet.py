"""Parquet is a table like those of JSON; without the extra that reads it, the error says how to get it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from graph_service.errors import InputError
from graph_service.messages import LANGS, say
from importers.readers import Limits, read

arro3_io = pytest.importorskip("arro3.io")
LINES = b"""{"id": "A", "n": 9007199254740993, "x": 1568.0, "y": 0.1, "ok": true, "s": {"c": 1.5, "d": {"e": [1, 2]}}, "l": [{"z": 1}]}
{"id": "B", "n": null, "x": null, "y": null, "ok": null, "s": null, "l": null}
{"id": null, "n": null, "x": null, "y": null, "ok": null, "s": null, "l": null}
"""  # noqa: E501


def parquet(path: Path, lines: bytes = LINES) -> Path:
    schema = arro3_io.infer_json_schema(io.BytesIO(lines))
    arro3_io.write_parquet(arro3_io.read_json(io.BytesIO(lines), schema).read_all(), str(path))
    return path


def code(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(InputError) as caught:
        _ = [list(found.rows()) for found in read(path, limits)]
    assert all(path.name in say(caught.value.message, lang) for lang in LANGS)
    return caught.value.code


def test_nested_columns_are_laid_out_as_those_of_json(tmp_path: Path) -> None:
    (found,) = read(parquet(tmp_path / "t.parquet"))
    rows = [dict(zip(found.header, texts, strict=True)) for _, texts in found.rows()]
    assert (found.encoding, found.name, len(rows)) == ("parquet", "t", 2)
    assert rows[0] == {
        **{"id": "A", "n": "9007199254740993", "x": "1568", "y": "0.1", "ok": "true"},
        **{"s.c": "1.5", "s.d.e": "1;2", "l": '[{"z":1}]'},
    }
    assert {k: v for k, v in rows[1].items() if v} == {"id": "B"}


def test_dates_and_decimals_are_texts_and_bytes_are_left_out_and_told(tmp_path: Path) -> None:
    from arro3.core import Array, DataType, Table

    columns = {
        "day": Array([19_783], DataType.int32()).cast(DataType.date32()),
        "at": Array([1_709_251_200_000_000], DataType.int64()).cast(DataType.timestamp("us")),
        "bytes": Array([b"\x00\x01"], DataType.binary()),
    }
    arro3_io.write_parquet(Table.from_pydict(columns), str(tmp_path / "t.parquet"))
    (found,) = read(tmp_path / "t.parquet")
    assert (found.header, list(found.rows())) == (("day", "at"), [(1, ["2024-03-01", "2024-03-01"])])
    assert [remark.code for remark in found.remarks] == ["bytes_columns"]


def test_a_damaged_file_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = parquet(tmp_path / "t.parquet").read_bytes()
    for spoilt in (data[:-40], b"PAR1" + b"x" * 100 + b"PAR1", data[:50] + b"\xff" * 400 + data[450:], data[:4]):
        (tmp_path / "t.parquet").write_bytes(spoilt)
        assert code(tmp_path / "t.parquet") == "damaged-parquet"
    wide = parquet(tmp_path / "w.parquet", b"{" + b",".join(b'"k%d": 1' % i for i in range(50)) + b"}\n")
    assert code(wide, Limits(columns=40)) == "too-many-columns"
    capfd.readouterr()


def test_without_the_extra_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = parquet(tmp_path / "t.parquet")
    monkeypatch.setitem(sys.modules, "arro3.io", None)
    assert code(path) == "no-parquet"
    with pytest.raises(InputError) as caught:
        read(path)
    assert "maillage[parquet]" in str(caught.value)
