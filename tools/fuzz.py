"""Throws spoilt files, mappings and values at the importers: whatever comes in, they read it or refuse it with words.

    python -m tools.fuzz [SECONDS] [TARGET…]

Each target runs in a process of its own for its share of the seconds (300 in all unless told), guided by coverage where
atheris is installed, else by random changes of the seeds. What fails is written to build/fuzz/ and ends with exit 1:
make a test of it (tests/importers/test_spoilt_bytes.py), then mend it.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from graph_service.errors import MaillageError
from graph_service.messages import LANGS, say
from importers.mapping import load, values
from importers.mapping.declared import Mapping
from importers.mapping.plans import lay
from importers.readers import read
from importers.shaping import shape

ROOT = Path(__file__).parent.parent
FOUND = ROOT / "build" / "fuzz"
SECONDS = 300
Target = Callable[[bytes], None]
_HOW_MANY = 8
"""Changes of a seed at once, at most."""


def _file(ending: str) -> Target:
    def one(data: bytes) -> None:
        with tempfile.TemporaryDirectory(prefix="maillage-fuzz-") as folder:
            path = Path(folder) / f"a{ending}"
            path.write_bytes(data)
            for sheet in read(path):
                for _, texts, remarks in sheet.rows_with_remarks():
                    assert all(isinstance(text, str) for text in texts)
                    assert all(say(remark.message, lang) for remark in remarks for lang in LANGS)

    return one


def _mapping(data: bytes) -> None:
    mapping = load("fuzz.yaml", data.decode("utf-8", "replace"))
    with tempfile.TemporaryDirectory(prefix="maillage-fuzz-") as folder:
        path = Path(folder) / "a.csv"
        path.write_text("a;b;c\n1;2;3\nTotal;;4\n", "utf-8")
        for sheet in read(path):
            _laid(mapping, sheet)


def _laid(mapping: Mapping, sheet: object) -> None:
    for spec in mapping.files:
        shaped = shape(sheet, spec)  # type: ignore[arg-type]
        if shaped is not None:
            plan = lay(mapping, spec, shaped)
            for _, texts in shaped.rows():
                for record in plan.records:
                    for field in record.fields:
                        if field.expression and len(texts) >= len(shaped.header):
                            field.expression.read([*texts, ""], [])


def _values(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for reader in values.READERS.values():
        assert isinstance(reader(text), str)
    values.problem_of_identifier(text)
    assert len(values.slug(text, text)) < 150


_GRAPH = (
    b'<?xml version="1.0"?><graphml><key id="k" for="node" attr.name="n"/><graph><node id="a"><data key="k">x</data>'
)
_GEXF = b'<gexf><graph><attributes class="node"><attribute id="0" title="t" type="liststring"/>'
_FEATURES = b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1}}]}'
_TEXTS = (b"2018-01-01_2018-03-31", b"97 000euros", b"2,43E+13", b"224 900 019 00015'", b"12 mars 2019")
_SHIPPED = sorted((ROOT / "importers" / "mappings").glob("*.yaml"))
SEEDS: dict[str, tuple[Target, tuple[bytes, ...]]] = {
    "csv": (_file(".csv"), (b'id;nom;montant\n1;\xc3\x89vry;1 000,50\n2;"a;b";3\n', b"a,b\r\n1,\xe9\r\n")),
    "json": (_file(".json"), (b'[{"a": 1, "b": {"c": [1, null]}}, {"a": "x"}]', b'{"results": [{"a": true}]}')),
    "geojson": (
        _file(".geojson"),
        (_FEATURES,),
    ),
    "graphml": (_file(".graphml"), (_GRAPH + b'</node><edge source="a" target="a"/></graph></graphml>',)),
    "gexf": (
        _file(".gexf"),
        (_GEXF + b'</attributes><nodes><node id="1" label="a"><attvalues/></node></nodes></graph></gexf>',),
    ),
    "graph-json": (_file(".json"), (b'{"nodes":[{"id":"a"}],"links":[{"source":"a","target":"a"}]}',)),
    "mapping": (
        _mapping,
        tuple(path.read_bytes() for path in _SHIPPED),
    ),
    "values": (
        _values,
        (b"2018-01-01_2018-03-31", b"97 000euros", b"2,43E+13", b"224 900 019 00015'", b"12 mars 2019"),
    ),
}


_PROCESS = """
import sys
try:
    import atheris
except ImportError:
    from tools.fuzz import run
else:
    # Coverage of what reads, and not of all that it stands on: instrumenting takes longer than a run.
    with atheris.instrument_imports(include=["importers", "graph_service.records", "graph_service.identifiers"]):
        from tools.fuzz import run
run(sys.argv[1], int(sys.argv[2]))
"""
"""What a target's own process does: what guides has to be there before what it guides."""


def main(argv: list[str]) -> int:
    seconds = int(argv[0]) if argv and argv[0].isdigit() else SECONDS
    names = [name for name in argv if name in SEEDS] or list(SEEDS)
    share = max(5, seconds // len(names))
    failed = [name for name in names if _in_its_own(name, share)]
    print(f"{len(names)} targets, {share} s each: " + (f"failed: {', '.join(failed)}" if failed else "nothing failed"))  # noqa: T201
    return 1 if failed else 0


def _in_its_own(name: str, seconds: int) -> bool:
    """Whether a target failed. It runs in a process of its own: a crash or a memory bomb ends that one alone."""
    command = [sys.executable, "-c", _PROCESS, name, str(seconds)]
    try:
        return subprocess.run(command, cwd=ROOT, timeout=seconds * 4 + 120, check=False).returncode != 0  # noqa: S603
    except subprocess.TimeoutExpired:
        print(f"{name}: hung")  # noqa: T201
        return True


def run(name: str, seconds: int) -> None:
    """Try one target for some seconds; a failure is kept and raised."""
    target, seeds = SEEDS[name]

    def one(data: bytes) -> None:
        try:
            target(data)
        except MaillageError as refused:
            for lang in LANGS:
                say(refused.message, lang)

    def kept(data: bytes) -> None:
        try:
            one(data)
        except BaseException:
            FOUND.mkdir(parents=True, exist_ok=True)
            (FOUND / f"{name}-{abs(hash(data)):x}").write_bytes(data)
            traceback.print_exc()
            raise

    try:
        atheris = import_module("atheris")
    except ImportError:
        _randomly(kept, seeds, seconds)
        return
    corpus = Path(tempfile.mkdtemp(prefix="maillage-corpus-"))
    for at, seed in enumerate(seeds):
        (corpus / str(at)).write_bytes(seed)
    atheris.Setup([name, f"-max_total_time={seconds}", "-max_len=20000", "-verbosity=0", str(corpus)], kept)
    atheris.Fuzz()


def _randomly(one: Target, seeds: tuple[bytes, ...], seconds: int) -> None:
    rng, until, tried = random.Random(0), time.monotonic() + seconds, 0  # noqa: S311
    while time.monotonic() < until:
        data = bytearray(rng.choice(seeds))
        for _ in range(rng.randrange(1, _HOW_MANY)):
            at = rng.randrange(len(data) + 1)
            data[at : at + rng.randrange(4)] = rng.choice((rng.randbytes(rng.randrange(4)), data[: rng.randrange(30)]))
        one(bytes(data))
        tried += 1
    print(f"{tried} tried at random (atheris is not installed)")  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
