"""The checks of a store's file: where it stands, who may use it, whether SQLite finds it whole. Nothing is written.

What is read in it is of one moment. Whether the facts are those of the log: `agreement`.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from platform import python_version

from graph_service.errors import StoreError, StoreMissing
from graph_service.messages import Items, m
from graph_service.stores.health import Check, State
from graph_service.stores.sqlite import agreement, codec, place, schema
from graph_service.stores.sqlite.faults import explain
from graph_service.stores.sqlite.file import check_ours, mark, path_of, pending, read_only, size_of

OK, WARNING, ERROR = State
OLDEST = (3, 35, 0)
"""The first SQLite with `RETURNING`."""
LITTLE = 50_000_000
"""Bytes free, below which any import may fill the disk."""
PATIENCE = 2.0
"""Seconds to wait for who has the whole file locked, as in its making."""
_WHOLE = 1_000_000
_MANY = 64_000_000


def examine(url: str) -> Iterator[Check]:
    """See `graph_service.stores.health.examine`."""
    path = path_of(url)
    try:
        size = size_of(path)
    except StoreError as error:
        return iter([_program(), Check("file", ERROR, error.message)])
    if size <= 0 and not pending(path):
        raise StoreMissing("store-missing" if size < 0 else "store-empty", path=str(path))
    return _all(path)


def _all(path: Path) -> Iterator[Check]:
    yield _program()
    where = place.file_system(path)
    if where.remote:
        yield Check("place", ERROR, m("error-store-remote", path=str(path), kind=where.kind))
        return
    yield Check("place", OK, m("doctor-place", kind=where.kind or "?"))
    yield _file(path)
    yield _folder(path)
    yield _room(path)
    yield _leftover(path)
    yield from _inside(path)


def _program() -> Check:
    """Python, SQLite, and the full-text search that the store needs."""
    versions = {"python": python_version(), "sqlite": sqlite3.sqlite_version}
    try:
        with closing(sqlite3.connect(":memory:")) as db:
            db.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
    except sqlite3.DatabaseError:
        return Check("program", ERROR, m("doctor-program-search", **versions))
    if sqlite3.sqlite_version_info < OLDEST:
        return Check("program", ERROR, m("doctor-program-old", **versions, oldest=".".join(map(str, OLDEST))))
    return Check("program", OK, m("doctor-program", **versions))


# Around the file


def _file(path: Path) -> Check:
    size = _megabytes(path.stat().st_size)
    if not os.access(path, os.R_OK):
        return Check("file", ERROR, m("error-store-cannot-open", path=str(path)))
    if not os.access(path, os.W_OK):
        return Check("file", WARNING, m("doctor-file-readonly", path=str(path.absolute()), size=size))
    return Check("file", OK, m("doctor-file", path=str(path.absolute()), size=size))


def _folder(path: Path) -> Check:
    folder = path.absolute().parent
    if os.access(folder, os.W_OK | os.X_OK):
        return Check("folder", OK, m("doctor-folder", folder=str(folder)))
    return Check("folder", WARNING, m("doctor-folder-readonly", folder=str(folder)))


def _room(path: Path) -> Check:
    """A batch that changes everything is written twice: beside the file first, then into it."""
    free, size = shutil.disk_usage(path.absolute().parent).free, path.stat().st_size
    told = {"free": _megabytes(free), "size": _megabytes(size)}
    if free < _WHOLE:
        return Check("room", ERROR, m("doctor-room-none", **told))
    if free < max(2 * size, LITTLE):
        return Check("room", WARNING, m("doctor-room-little", **told))
    return Check("room", OK, m("doctor-room", **told))


def _leftover(path: Path) -> Check:
    """The write-ahead log: merged while the store is open and when it is closed; left where it was not closed."""
    size = pending(path)
    if size > max(_MANY, path.stat().st_size):
        return Check("leftover", WARNING, m("doctor-leftover-large", size=_megabytes(size)))
    if size:
        return Check("leftover", OK, m("doctor-leftover", size=_megabytes(size)))
    return Check("leftover", OK, m("doctor-leftover-none"))


# Inside it


def _inside(path: Path) -> Iterator[Check]:
    if path.with_name(f"{path.name}-journal").exists():
        # Only the very first write keeps one. To read the file would be to finish it.
        yield Check("application", WARNING, m("doctor-unfinished"))
        return
    # Who has the store open, or had it open when it was killed, has left this file. Where there is none, nobody's
    # writes need be waited for, and reading must not make one.
    shared = pending(path) > 0 or path.with_name(f"{path.name}-shm").exists()
    before = mark(path)
    try:
        with closing(read_only(path, PATIENCE, immutable=not shared)) as db:
            db.execute("PRAGMA temp_store = MEMORY")
            db.execute("BEGIN")
            check_ours(db, path)
            yield Check("application", OK, m("doctor-application", id=_store_id(db)))
            yield from _checks(path, db, shared)
    except (StoreError, sqlite3.DatabaseError, codec.Unreadable) as error:
        yield _failed("application", path, error)
    if not shared and before != mark(path):
        yield Check("meanwhile", WARNING, m("error-store-changed", path=str(path)))


def _checks(path: Path, db: sqlite3.Connection, shared: bool) -> Iterator[Check]:
    checks: dict[str, Callable[[], Check]] = {
        "schema": partial(_schema, db),
        "journal": partial(_journal, path, db, shared),
        "lock": partial(_lock, path, shared),
        "integrity": partial(_integrity, path, db),
        "references": partial(_references, db),
    }
    if schema.version(db) == len(schema.MIGRATIONS):
        checks.update({name: partial(run, db) for name, run in agreement.CHECKS.items()})
    for name, run in checks.items():
        try:
            yield run()
        except Exception as error:
            # Whatever a damaged file leads to, the other checks are still worth making.
            yield _failed(name, path, error)


def _failed(name: str, path: Path, error: Exception) -> Check:
    """What kept a check from being made, said as any command would say it."""
    told = explain(error, path) if isinstance(error, sqlite3.DatabaseError) else error
    if isinstance(told, StoreError) and told.code != "store-damaged":
        return Check(name, ERROR, told.message)
    # The usual sentence sends people to doctor.
    reason = str(error) if isinstance(error, sqlite3.DatabaseError) else type(error).__name__
    return Check(name, ERROR, m("doctor-damaged", path=str(path), reason=reason))


def _store_id(db: sqlite3.Connection) -> str:
    """Empty where the first migration has not run yet."""
    if not schema.version(db):
        return ""
    found = db.execute("SELECT value FROM meta WHERE key = 'store_id'").fetchone()
    return str(found[0]) if found else ""


def _schema(db: sqlite3.Connection) -> Check:
    at, known = schema.version(db), len(schema.MIGRATIONS)
    if at < known:
        return Check("schema", WARNING, m("doctor-schema-older", version=at, known=known))
    if wrong := list(agreement.shape(db)):
        return Check("schema", ERROR, m("doctor-schema-changed", names=Items(wrong[:5])))
    return Check("schema", OK, m("doctor-schema", version=at))


def _journal(path: Path, db: sqlite3.Connection, shared: bool) -> Check:
    if shared:
        mode = str(db.execute("PRAGMA journal_mode").fetchone()[0])
    else:
        # An immutable file has no journal, says SQLite. Nobody has it open: its locks cannot be lost by this.
        with path.open("rb") as file:
            mode = "wal" if file.read(20)[18:] == b"\2\2" else "delete"
    if mode != "wal":
        return Check("journal", WARNING, m("doctor-journal-other", mode=mode))
    return Check("journal", OK, m("doctor-journal"))


def _lock(path: Path, shared: bool) -> Check:
    """Whether somebody writes at this moment: the writers' lock is asked for, and given back at once."""
    if not shared or not os.access(path, os.W_OK):
        return Check("lock", OK, m("doctor-lock-none"))
    # The caller's own connection is still open: this one is not the last, and merges nothing when it closes.
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as db:
        try:
            db.execute("BEGIN IMMEDIATE")
            db.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            if explain(error, path).code != "store-busy":
                raise
            return Check("lock", WARNING, m("doctor-lock"))
    return Check("lock", OK, m("doctor-lock-none"))


def _integrity(path: Path, db: sqlite3.Connection) -> Check:
    """Every page, record and index, by SQLite's own long check."""
    found = [str(text) for (text,) in db.execute("PRAGMA integrity_check (5)")]
    if found != ["ok"]:
        # Of a tree of pages SQLite tells line by line, under a heading.
        first = next(line for text in found for line in text.splitlines() if not line.startswith("***"))
        return Check("integrity", ERROR, m("doctor-integrity-broken", path=str(path), found=first))
    return Check("integrity", OK, m("doctor-integrity"))


def _references(db: sqlite3.Connection) -> Check:
    found = db.execute("PRAGMA foreign_key_check").fetchall()
    if found:
        return Check("references", ERROR, m("doctor-references-broken", n=len(found), table=str(found[0][0])))
    return Check("references", OK, m("doctor-references"))


def _megabytes(size: int) -> float:
    return round(size / 1e6, 1)
