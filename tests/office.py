"""A real LibreOffice that saves files: started once for several, with one profile for all tests of a process.

A first start makes the profile, which takes longer than saving. `pytest.mark.needs("libreoffice")` goes with it.
"""

from __future__ import annotations

import subprocess
import tempfile
from functools import cache
from pathlib import Path

from tests import needs


def saved(*files: Path, to: Path, kind: str = "xlsx") -> list[Path]:
    """These files as LibreOffice saves them in the folder `to`, in their order. `kind` is what `--convert-to` takes."""
    office = needs.office()
    assert office
    command = [office, f"-env:UserInstallation=file://{_profile()}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(to), *map(str, files)], check=True, capture_output=True, timeout=180)
    made = [to / f"{file.stem}.{kind.partition(':')[0]}" for file in files]
    # It leaves with 0 where it could not read a file, too.
    assert [path for path in made if not path.exists()] == []
    return made


@cache
def _profile() -> Path:
    """A folder that goes when the process of the tests ends."""
    _kept.append(tempfile.TemporaryDirectory(prefix="maillage-office-"))
    return Path(_kept[0].name)


_kept: list[tempfile.TemporaryDirectory[str]] = []
