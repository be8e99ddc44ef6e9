"""Prepares an import of small files, and reads what it says."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from graph_service.messages import LANGS, say
from graph_service.model import Batch, RecordType, Say, Statement
from graph_service.stores.base import Store
from graph_service.stores.open import open_store
from graph_service.territories import packaged as packaged_territories
from graph_service.vocabulary import packaged as packaged_vocabulary
from importers.batch import ImportOptions, Prepared, prepare


def saying(folder: Path, *statements: Statement) -> Store:
    """A store in which others have said these statements."""
    at = tempfile.mkdtemp(dir=folder)
    store = open_store(f"sqlite:///{at}/s.db", create=True)
    store.write(Batch("b"), [Say(statement) for statement in statements])
    return store


def run(*paths: Path, store: Store | None = None, **options: Any) -> Prepared:
    vocabulary, territories = packaged_vocabulary(), packaged_territories()
    prepared = prepare(list(paths), ImportOptions(**options), store, vocabulary, territories)
    for problem in prepared.problems:
        assert all(say(problem["message"], lang) for lang in LANGS)
    for file in prepared.files:
        assert file["read"] == file["accepted"] + file["rejected"] + sum(file["aside"].values())
    return prepared


def table(folder: Path, name: str, *lines: str) -> Path:
    (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder / f"{name}.csv"


def of(prepared: Prepared, type_: RecordType) -> list[Statement]:
    return [s.statement for s in prepared.says if s.statement.type is type_]


def codes(prepared: Prepared) -> list[tuple[str, int, str, str]]:
    return [(p["sheet"], p["row"], p["column"], p["code"]) for p in prepared.problems]
