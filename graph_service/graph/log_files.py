"""The log of a store as one JSON file: every batch with what it says and where it stands. Read into an empty store, or
into one that holds the beginning of the same log, it makes an equal one (equal log hash)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph_service.errors import InputError
from graph_service.graph import copying
from graph_service.model import Batch, Op, RecordType, Say, Scope, Statement, Value
from graph_service.stores.base import Store
from graph_service.stores.open import open_store

FORMAT = 1
_START = b'{"maillage_log":'
_BATCH = ("id", "kind", "at", "who", "note")


def is_log(path: Path) -> bool:
    """Whether a file is a log that Maillage wrote."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(_START)) == _START


def written(store: Store) -> Iterator[str]:
    """The text of the file, batch by batch."""
    yield f'{_START.decode()}{FORMAT},"store":{json.dumps(store.head().store_id)},"batches":[\n'
    for at, (batch, says) in enumerate(store.log()):
        own: dict[str, Any] = {name: getattr(batch, name) for name in _BATCH}
        own |= {"ends": batch.ends, "withdraws": batch.withdraws, "summary": batch.summary}
        yield (",\n" if at else "") + '{"batch":' + json.dumps(own, ensure_ascii=False) + ',"says":['
        for n, say in enumerate(says):
            yield (",\n" if n else "\n") + json.dumps(_said(say), ensure_ascii=False)
        yield "]}"
    yield "\n]}\n"


def _said(say: Say) -> list[Any]:
    one = say.statement
    told = [one.op.value, one.type.value, one.source, one.key, one.updated, one.visibility.value, one.ids]
    return [*told, dict(one.fields), say.file, say.sheet, say.row]


def read_into(target: Store, path: Path, limit: int) -> copying.CopyReport:
    """Bring `target` to the log of a file.

    Raises InputError for a file that is damaged, TooLarge for one of more than `limit` bytes, and what a copy raises
    where the target holds another log.
    """
    if path.stat().st_size > limit:
        raise InputError("too-large", file=path.name, limit=limit // 2**20)
    try:
        document = json.loads(path.read_text("utf-8"))
        if document["maillage_log"] != FORMAT:
            raise InputError("log-format", file=path.name, found=str(document["maillage_log"])[:20])
        log = [(_batch(one["batch"]), [_say(said) for said in one["says"]]) for one in document["batches"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as cause:
        raise InputError("log-damaged", file=path.name) from cause
    with tempfile.TemporaryDirectory(prefix="maillage-") as folder:
        between = open_store(f"sqlite:///{folder}/log.db", create=True)
        try:
            for batch, says in log:
                between.write(batch, says)
            return copying.copy(between, target)
        finally:
            between.close()


def _batch(found: Mapping[str, Any]) -> Batch:
    ends = tuple((str(source), str(date)) for source, date in found["ends"])
    own = {name: str(found[name]) for name in _BATCH}
    return Batch(**own, ends=ends, withdraws=tuple(map(str, found["withdraws"])), summary=found.get("summary"))


def _say(found: list[Any]) -> Say:
    op, type_, source, key, updated, visibility, ids, fields, file, sheet, row = found
    values: dict[str, Value] = {name: _value(value) for name, value in fields.items()}
    statement = Statement(Op(op), RecordType(type_), source, key, updated, Scope(visibility), tuple(ids), values)
    return Say(statement, file, sheet, row)


def _value(value: Any) -> Value:
    found: Value = tuple(value) if isinstance(value, list) else value
    return found
