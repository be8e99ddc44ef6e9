"""The kernels in two forms: as Python runs them, for small graphs, and compiled (numba), for large ones.

Loading numba and what it has compiled takes longer than all that a small graph asks; compiling takes longer than
anything. Both forms are made of the same functions (`kernel`), and tests hold their answers equal to the last bit.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import isfunction
from pathlib import Path
from types import FunctionType
from typing import Any, TypeVar

import numpy as np

from graph_service.projection import kernel
from graph_service.projection.affiliation import Array, Flags
from graph_service.projection.kernel_arrays import ENDLESS, POOLED, KernelArrays, Pool, empty_pool, empty_rows

C = TypeVar("C", KernelArrays, Pool)

SMALL = 100_000
"""Pairs of links up to which Python answers before numba has loaded (docs/decisions/0007-start-up.md)."""
FELT = 10_000
"""Pairs of links from which on a question that computes every tie takes Python 25 ms and more."""
KERNELS = ("best_path", "tie_rows", "weight_of", "shares", "cost_of")
"""Those that are called from outside."""
PATIENCE = 2.0
"""Seconds after which somebody who waits for the compiler is told so."""


@dataclass(frozen=True)
class Engine:
    """One form of the kernels, and what they read in the shape that it reads fastest."""

    name: str
    best_path: Callable[..., Any]
    tie_rows: Callable[..., Any]
    weight_of: Callable[..., Any]
    shares: Callable[..., Any]
    cost_of: Callable[..., Any]

    def reads(self, arrays: KernelArrays) -> KernelArrays:
        return arrays

    def flags(self, mask: Flags) -> Any:
        return mask

    def pool(self, actors: int, limit: int = POOLED) -> Pool:
        """A pool without rows."""
        return empty_pool(actors, limit)


class Interpreted(Engine):
    """Lists, of which Python takes an item in half of the time, and whose items are its own numbers."""

    def reads(self, arrays: KernelArrays) -> KernelArrays:
        return _lists(arrays)

    def flags(self, mask: Flags) -> Any:
        return mask.tolist()

    def pool(self, actors: int, limit: int = POOLED) -> Pool:
        return _lists(empty_pool(actors, limit))


def interpreted() -> Engine:
    return _INTERPRETED


def compiled(told: Callable[[], object] | None = None) -> Engine:
    """The compiled kernels, loaded or, the first time on a machine, compiled. `told` is called if that takes long."""
    global _compiled
    with _lock:
        if _compiled is None:
            with _patience(told):
                _compiled = _compile()
        return _compiled


def fitting(pairs: int) -> Engine:
    """The form for a graph of so many pairs of links: compiled where that is loaded already, or worth loading."""
    return _compiled or (_INTERPRETED if pairs <= SMALL else compiled())


def prepare(pairs: int, told: Callable[[], object] | None, *, served: bool = False) -> None:
    """Load what `fitting` will give; for a service, which is asked often, from where compiling is felt."""
    if pairs > (FELT if served else SMALL):
        compiled(told)


_compiled: Engine | None = None
_lock = threading.Lock()


def _form(made: Callable[[FunctionType], Any], **instead: Callable[..., Any]) -> dict[str, Any]:
    """The kernels, each as `made` makes it of a twin that calls the others as they were made."""
    names = {name: value for name, value in vars(kernel).items() if not name.startswith("__")}
    own = {name: f for name, f in names.items() if isfunction(f) and f.__module__ == kernel.__name__}
    names["__name__"] = kernel.__name__
    for name, function in own.items():
        twin = FunctionType(function.__code__, names, name)
        twin.__qualname__ = function.__qualname__
        names[name] = instead.get(name) or made(twin)
    return {name: names[name] for name in KERNELS}


def _compile() -> Engine:
    """The compiled kernels, ready to be called. Kept code that numba cannot read is dropped and compiled anew."""
    compiler, made = _compiler(), []

    def making(function: FunctionType) -> Any:
        made.append(compiler(function))
        return made[-1]

    try:
        return _used(Engine("compiled", **_form(making)))
    except Exception:  # What a damaged pickle raises can be anything: an update moved a type, a disk was full.
        for each in made:
            each._cache.flush()
    return _used(Engine("compiled", **_form(compiler)))


def _used(engine: Engine) -> Engine:
    _use(engine)
    return engine


def _lists(columns: C) -> C:
    """A named tuple with its arrays as lists."""
    changed = {name: each.tolist() for name, each in columns._asdict().items() if isinstance(each, np.ndarray)}
    return columns._replace(**changed)


def _numbers(n: int, value: int) -> list[int]:
    return [value] * n


def _positions(n: int) -> list[int]:
    return [0] * n


_INTERPRETED = Interpreted("interpreted", **_form(lambda function: function, numbers=_numbers, positions=_positions))


def _compiler() -> Callable[[FunctionType], Any]:
    """numba's, keeping its result beside the kernels' file, else in the user's cache folder (both are its own choice),
    else in a folder of this user's among the temporary files, else nowhere.
    """
    from numba import njit

    def made(function: FunctionType) -> Any:
        try:
            return njit(nogil=True, cache=True)(function)
        except RuntimeError:
            return njit(nogil=True)(function)

    try:
        njit(cache=True)(_positions)
    except RuntimeError:
        if folder := _own_folder():
            from numba.core import config

            config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]
    return made


def _own_folder() -> Path | None:
    """A folder for compiled code that nobody else can write: what lies there is run."""
    user = getattr(os, "getuid", lambda: "")()
    folder = Path(tempfile.gettempdir()) / f"maillage-kernels-{user}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    foreign = hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o077)
    return None if folder.is_symlink() or foreign or not os.access(folder, os.W_OK) else folder


@contextmanager
def _patience(told: Callable[[], object] | None) -> Iterator[None]:
    timer = threading.Timer(PATIENCE, told or (lambda: None))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _use(engine: Engine) -> None:
    """Call each kernel once, on two actors in one context, with the very types that a projection gives."""

    def column(type_: type, *values: float) -> Array:
        return np.array(values, dtype=type_)

    wide, narrow, real = np.int64, np.int32, np.float64
    arrays = KernelArrays(
        context_ptr=column(wide, 0, 2),
        link_actor=column(narrow, 0, 1),
        link_context=column(narrow, 0, 0),
        link_set=column(narrow, 0, 0),
        actor_ptr=column(wide, 0, 1, 2),
        actor_links=column(narrow, 0, 1),
        interval_ptr=column(wide, 0, 1, 2),
        interval_start=column(narrow, 1, 1),
        interval_end=column(narrow, 2, 2),
        decay=column(real, 1, 1),
        factor=column(real, 1),
        rho=column(real, 1),
        sets=1,
        as_of=3,
        w0=1.0,
    )
    nobody = np.zeros(2, dtype=np.bool_)
    engine.best_path(arrays, engine.pool(2), nobody, nobody, 0, 1, 4, ENDLESS)
    engine.tie_rows(arrays, ~nobody, 0, 2, True, empty_rows(2, 2))
    engine.cost_of(engine.weight_of(arrays, 0, 1), 1.0)
    one, two = np.array([0]), np.array([1])
    engine.shares(arrays, one, one, two, np.empty(1), one.copy(), one.copy())
