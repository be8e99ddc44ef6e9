"""Which names are looked for in a folder or a zip, and what remains of a name without its ending."""

from __future__ import annotations

from pathlib import PurePosixPath

JSONS = (".json", ".geojson", ".ndjson", ".jsonl")
GRAPHS = (".graphml", ".gexf")
_PLAIN = (".csv", ".tsv", *JSONS, *GRAPHS)
_PACKED = (".xlsx", ".xls", ".ods", ".fods", ".parquet")
TABLES = (*_PLAIN, *(f"{ending}.gz" for ending in _PLAIN), *_PACKED)
"""What is looked for in a folder or a zip."""
WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".xlt", ".ots", ".fods")


def is_table(name: str) -> bool:
    """Whether a file of a folder or a zip is looked into, by its name."""
    return name.lower().endswith(TABLES) and not name.startswith((".", "~"))


def stem(name: str) -> str:
    """A file's name without its ending, also without a double one: `actors` of `actors.csv.gz`."""
    for ending in (*TABLES, ".zip"):
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return PurePosixPath(name).stem
