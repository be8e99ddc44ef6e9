"""Reads the tables of ../shared/data in the shape in which their columns are labelled, for `tools/evaluate_columns.py`.

`columns.csv` names each column as its file has it: `@name` is an attribute of a graph file, `viz:color.r` a part of how
a node is drawn, a table `membres` the list of objects in a JSON file. These small readers know nothing of meanings.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from importers.meanings.cells import sampled

SHARED = Path(__file__).parents[2] / "shared" / "data"
_MOST_ROWS = 2000
"""Of a long table: `columns_of` looks at no more than half of them."""


@dataclass(frozen=True)
class Label:
    header: str
    meaning: str
    subject: str


@dataclass(frozen=True)
class Labelled:
    """One table with what a person said of each of its columns."""

    family: str
    file: str
    table: str
    labels: tuple[Label, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(label.header for label in self.labels)


@cache
def shared_tables(folder: Path = SHARED) -> tuple[Labelled, ...]:
    """All labelled tables, in the order of `columns.csv`."""
    labels: dict[tuple[str, str, str], list[Label]] = {}
    with (folder / "columns.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["family"], row["file"], row["table"])
            labels.setdefault(key, []).append(Label(row["header"], row["meaning"], row["subject"]))
    return tuple(
        Labelled(family, file, table, tuple(said), _rows(folder / file, table, [label.header for label in said]))
        for (family, file, table), said in labels.items()
    )


def _rows(path: Path, table: str, header: list[str]) -> tuple[tuple[str, ...], ...]:
    if path.suffix in (".csv", ".gz", ".xlsx"):
        found = _sheet(path) if path.suffix == ".xlsx" else _csv(path)
        return tuple(map(tuple, sampled(_below(found, header), _MOST_ROWS)))
    records = _graph(path, table) if path.suffix in (".gexf", ".graphml") else _objects(path, table)
    rows = ([_text(record.get(name)) for name in header] for record in records)
    return tuple(map(tuple, sampled(rows, _MOST_ROWS)))


def _below(rows: list[list[str]], header: list[str]) -> Iterator[tuple[str, ...]]:
    """The rows below the header, which is the first row with the labelled names, in their order."""
    wanted = [" ".join(name.split()) for name in header]
    for at, row in enumerate(rows):
        if [" ".join(text.split()) for text in row[: len(wanted)]] == wanted:
            return (tuple([*row, *[""] * len(wanted)][: len(wanted)]) for row in rows[at + 1 :] if any(row))
    raise ValueError(f"no row with the labelled headers {header[:3]} …")


def _csv(path: Path) -> list[list[str]]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("cp1252", "replace")
    first = text[: text.index("\n")]
    csv.field_size_limit(10_000_000)
    return list(csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count)))


def _sheet(path: Path) -> list[list[str]]:
    sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    return [[_text(cell).removesuffix(" 00:00:00") for cell in row] for row in sheet.iter_rows(values_only=True)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


def _objects(path: Path, table: str) -> list[dict[str, Any]]:
    text = path.read_text("utf-8")
    found = json.loads(text[text.index("{" if path.suffix == ".js" else text.lstrip()[0]) : text.rindex("}") + 1]
                       if path.suffix == ".js" else text)  # fmt: skip
    if isinstance(found, dict) and "features" in found:
        return [feature["properties"] for feature in found["features"]]
    if isinstance(found, dict):
        return list(found[table])
    if table:
        return [item for record in found for item in record[table]]
    return list(found)


def _graph(path: Path, table: str) -> list[dict[str, Any]]:
    root = fromstring(path.read_bytes())
    names = {
        (e.get("id"), (e.get("for") or "")): e.get("attr.name") or e.get("id") for e in root.iter() if _tag(e) == "key"
    }
    for group in (e for e in root.iter() if _tag(e) == "attributes"):
        for e in group:
            names[(e.get("id"), group.get("class") or "")] = e.get("title")
    kind = table[:-1]
    return [_element(e, kind, names) for e in root.iter() if _tag(e) == kind]


def _element(element: Any, kind: str, names: dict[tuple[Any, str], Any]) -> dict[str, Any]:
    record: dict[str, Any] = dict(element.attrib)
    for inner in element.iter():
        tag = _tag(inner)
        if tag == "data":
            record["@" + str(names.get((inner.get("key"), kind)))] = inner.text
        elif tag == "attvalue":
            key = inner.get("for") or inner.get("id")
            record["@" + str(names.get((key, kind), key))] = inner.get("value")
        elif "viz" in inner.tag:
            record.update({f"viz:{tag}.{name}": value for name, value in inner.attrib.items()})
    return record


def _tag(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
