"""What is found by looking into a folder: modules by their file names, each with its words beside it.

`NAME.py`, `NAME.fr.ftl` and `NAME.en.ftl` are one thing; nothing else has to name it. A module is loaded when somebody
asks for it, so that a command's help reads no more than file names.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from graph_service.messages import words_in


class Found:
    """A module that a folder holds."""

    def __init__(self, name: str, module: str, file: Path | None = None) -> None:
        self.name = name
        self._module, self._file = module, file

    def load(self) -> ModuleType:
        if self._file is None or self._module in sys.modules:
            return import_module(self._module)
        spec = spec_from_file_location(self._module, self._file)
        assert spec is not None
        assert spec.loader is not None
        made = sys.modules[self._module] = module_from_spec(spec)
        try:
            spec.loader.exec_module(made)
        except BaseException:
            del sys.modules[self._module]
            raise
        return made


def scan(place: str | Path) -> Iterator[Found]:
    """The modules of a package (by its name) or of a folder of somebody's own, in the order of their names."""
    folder = files(place) if isinstance(place, str) else place
    words_in(folder)
    names = sorted(each.name.removesuffix(".py") for each in folder.iterdir() if each.name.endswith(".py"))
    for name in names:
        if not name.startswith("_"):
            if isinstance(place, str):
                yield Found(name, f"{place}.{name}")
            else:
                yield Found(name, f"maillage_scanned_{abs(hash(place.resolve())):x}_{name}", place / f"{name}.py")
