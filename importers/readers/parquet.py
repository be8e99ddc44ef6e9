"""Reads Parquet into a sheet, by arro3, which is an extra: `pip install maillage[parquet]`.

Nested columns are laid out as those of JSON are. Batches of rows are read one after another.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import ModuleType
from typing import Any

from graph_service.checked import clip
from graph_service.errors import InputError
from graph_service.messages import Items, m
from importers.readers.json_cells import Path, TooDeep, cells_of
from importers.readers.json_stream import Number
from importers.sheets import Limits, Remark, Row, Sheet
from importers.xlsx_cells import plain

_MARK = b"PAR1"
_BATCH = 4096


@dataclass(frozen=True, kw_only=True)
class ParquetSheet(Sheet):
    """The rows of a Parquet file, the first being row 1."""

    data: bytes
    columns: dict[Path, int]
    left_out: frozenset[str]
    limits: Limits

    def rows_with_remarks(self) -> Iterator[Row]:
        at = 0
        with _explained(self.file):
            for batch in _batches(self.data):
                names = [field.name for field in batch.schema]
                listed = [[_plain(item.as_py()) for item in batch.column(i)] for i in range(batch.num_columns)]
                for values in zip(*listed, strict=True):
                    at += 1
                    record = {k: v for k, v in zip(names, values, strict=True) if k not in self.left_out}
                    texts = self._texts(record, at)
                    if any(map(str.strip, texts)):
                        yield at, texts, ()

    def _texts(self, record: dict[str, Any], at: int) -> list[str]:
        texts = [""] * len(self.header)
        try:
            for path, text in cells_of(record):
                if len(text) > self.limits.cell:
                    name = clip(".".join(path))
                    raise InputError("json-cell-too-long", file=self.file, record=at, column=name, n=len(text))
                if path in self.columns:
                    texts[self.columns[path]] = text
        except TooDeep as cause:
            raise InputError("json-deep", file=self.file, record=at) from cause
        return texts


def is_parquet(data: bytes) -> bool:
    return data.startswith(_MARK)


def read_parquet(file: str, name: str, container: str, data: bytes, limits: Limits) -> list[Sheet]:
    """Return the table of a Parquet file. Raises InputError where it is damaged or too wide, or arro3 is missing."""
    _arro3(file)
    footer = int.from_bytes(data[-8:-4], "little")
    if not data.endswith(_MARK) or not 0 < footer <= len(data) - 12:
        raise InputError("damaged-parquet", file=file)
    with _explained(file):
        reader = _module("arro3.io").read_parquet(io.BytesIO(data), batch_size=_BATCH)
        fields = list(reader.schema)
        # Each batch once, so that a damaged one is known before any row is taken.
        rows = sum(batch.num_rows for batch in reader)
    left_out = frozenset(field.name for field in fields if _is_bytes(field.type))
    columns = {path: at for at, path in enumerate(p for f in fields if f.name not in left_out for p in _paths(f, ()))}
    if len(columns) > limits.columns:
        raise InputError("too-many-columns", file=file, n=len(columns), limit=limits.columns)
    if not rows or not columns:
        raise InputError("json-no-records", file=file)
    told = m(
        "problem-bytes_columns", names=Items.first([clip(each, 60) for each in sorted(left_out)], 8), n=len(left_out)
    )
    return [
        ParquetSheet(
            file=file,
            name=name,
            container=container,
            encoding="parquet",
            header=tuple(".".join(path) for path in columns),
            header_row=0,
            remarks=(Remark(None, "", told),) if left_out else (),
            data=data,
            columns=columns,
            left_out=left_out,
            limits=limits,
        )
    ]


def _batches(data: bytes) -> Iterator[Any]:
    yield from _module("arro3.io").read_parquet(io.BytesIO(data), batch_size=_BATCH)


def _paths(field: Any, above: Path) -> Iterator[Path]:
    path = (*above, field.name)
    if _kind().is_struct(field.type):
        for inside in field.type.fields:
            yield from _paths(inside, path)
    else:
        yield path


def _is_bytes(type_: Any) -> bool:
    """Whether a column holds bytes, such as outlines on a map, and no texts."""
    kind = _kind()
    return bool(kind.is_binary(type_) or kind.is_large_binary(type_) or kind.is_fixed_size_binary(type_))


def _plain(value: Any) -> Any:
    """A value as JSON has it: numbers with their digits, dates as texts."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return Number(value)
    if isinstance(value, float):
        # Parquet's gaps of numbers are NaN as often as nulls.
        return Number(plain(Decimal(repr(value)))) if abs(value) < float("inf") else None
    if isinstance(value, Decimal):
        return Number(f"{value:f}")
    if isinstance(value, datetime):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value)


@contextmanager
def _explained(file: str) -> Iterator[None]:
    """What arro3 raises, a panic of its Rust code too, as the error of a damaged file."""
    try:
        yield
    except (InputError, GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as cause:
        if isinstance(cause, Exception) or type(cause).__name__ == "PanicException":
            raise InputError("damaged-parquet", file=file) from cause
        raise


def _arro3(file: str) -> None:
    try:
        _module("arro3.io")
    except ImportError as cause:
        raise InputError("no-parquet", file=file) from cause


def _module(name: str) -> ModuleType:
    return importlib.import_module(name)


def _kind() -> Any:
    return _module("arro3.core").DataType
