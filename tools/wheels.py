"""Check that every run-time dependency, at the tested version, has a wheel for Windows, macOS and Linux.

Asks the package index for metadata only. Offline it says so and leaves with 0: the check is of the index, not of us.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLATFORMS = {
    "Windows": ["win_amd64"],
    "macOS": ["macosx_11_0_arm64", "macosx_12_0_arm64", "macosx_14_0_arm64"],
    "Linux": ["manylinux2014_x86_64", "manylinux_2_27_x86_64", "manylinux_2_28_x86_64"],
}


def main() -> int:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    for system, tags in PLATFORMS.items():
        with tempfile.TemporaryDirectory() as target:
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
            command += ["--only-binary=:all:", "--python-version=3.12", "--target", target]
            command += [part for tag in tags for part in ("--platform", tag)]
            command += ["-c", str(ROOT / "constraints.txt"), *wanted]
            done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode == 0:
            print(f"wheels: every run-time dependency has one for {system}")  # noqa: T201
        elif "No matching distribution" in done.stderr:
            print(f"wheels: missing for {system}\n{done.stderr[-1500:]}")  # noqa: T201
            return 1
        else:
            print(f"wheels: not checked for {system}, the package index did not answer")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
