"""Check that every run-time dependency, at the tested version, has a wheel for Windows, macOS and Linux.

Asks the package index for metadata only. Without a network it says which systems it did not check and leaves with 0;
whatever else pip complains of, a missing wheel for one, is an error.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLATFORMS = {
    "Windows": ["win_amd64"],
    "macOS": ["macosx_11_0_arm64", "macosx_12_0_arm64", "macosx_14_0_arm64"],
    "Linux": ["manylinux2014_x86_64", "manylinux_2_27_x86_64", "manylinux_2_28_x86_64"],
}
RETRIES = 2
_UNREACHED = re.compile(
    r"Retry\(total=0,.*(?:NewConnectionError|NameResolutionError|ConnectTimeoutError|ProxyError)", re.IGNORECASE
)
"""What pip says before its last try to reach somebody who cannot be reached."""


class Found(Enum):
    """What pip's answer says of one system."""

    ALL = "every run-time dependency has one for {system}"
    MISSING = "missing for {system}"
    NO_NETWORK = "NOT CHECKED for {system}: the package index cannot be reached"
    FAILED = "not checked for {system}, because pip failed"


def judged(code: int, told: str) -> Found:
    """What pip found, by its exit code and what it said on stderr."""
    if code == 0:
        return Found.ALL
    # Of an index that it cannot reach pip says in the end that it holds no version, or that versions conflict.
    if _UNREACHED.search(told) and not re.search(r"from versions: (?!none)", told):
        return Found.NO_NETWORK
    return Found.MISSING if "No matching distribution" in told else Found.FAILED


def asked(tags: Sequence[str], wanted: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """pip's answer for one system."""
    with tempfile.TemporaryDirectory() as target:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
        command += ["--disable-pip-version-check", f"--retries={RETRIES}"]
        command += ["--only-binary=:all:", "--python-version=3.12", "--target", target]
        command += [part for tag in tags for part in ("--platform", tag)]
        return subprocess.run([*command, *wanted], capture_output=True, text=True, check=False)  # noqa: S603


def main(wanted: Sequence[str] = ()) -> int:
    """Ask for each system. `wanted` is what pip is to find; unless said, the dependencies at the tested versions."""
    if not wanted:
        dependencies = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
        wanted = ["-c", str(ROOT / "constraints.txt"), *dependencies]
    with ThreadPoolExecutor() as together:
        answers = list(together.map(lambda tags: asked(tags, wanted), PLATFORMS.values()))
    found = {}
    for system, answer in zip(PLATFORMS, answers, strict=True):
        found[system] = judged(answer.returncode, answer.stderr)
        print(f"wheels: {found[system].value.format(system=system)}")  # noqa: T201
        if found[system] in (Found.MISSING, Found.FAILED):
            print(answer.stderr[-1500:])  # noqa: T201
    return int(any(one in (Found.MISSING, Found.FAILED) for one in found.values()))


if __name__ == "__main__":
    sys.exit(main())
