"""A test that needs what is not here is left out and says why; in CI it fails, since nobody would see it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import needs
from tests import neo4j as servers

HERE = Path(__file__).parent
OWN_SKIPS = {
    "needs.py": 1,
    "graph_service/stores/faults.py": 3,  # POSIX, and a disk that only root can mount
    "graph_service/stores/test_faults.py": 1,  # rights of POSIX
    "test_benchmarks.py": 1,  # the CPU time of a child, which Windows does not tell
    "importers/test_parquet.py": 1,  # an extra that may not be installed
    "examples/test_truths.py": 1,  # waits for a question that does not exist yet
}
"""Where a test may be left out for another reason than what a machine has, how often, and why."""


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with nothing that can be installed, and no ../shared."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(needs, "SHARED", tmp_path / "shared")
    monkeypatch.setattr(needs, "H2020", tmp_path / "shared" / "h2020")


def asked(thing: str) -> None:
    servers.needed() if thing == "neo4j" else needs.needed(thing)


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("thing", [*needs.NEEDS, "neo4j"])
def test_what_is_missing_is_said_and_fails_in_ci(thing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"not here|not installed here|no chromium|no java"):
        asked(thing)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="and CI has to run this"):
        asked(thing)


@pytest.mark.usefixtures("bare")
def test_it_is_asked_before_any_fixture_of_a_test_that_says_so(request: pytest.FixtureRequest) -> None:
    request.node.add_marker(pytest.mark.needs("libreoffice"))
    with pytest.raises((pytest.skip.Exception, pytest.fail.Exception), match="LibreOffice"):
        needs.pytest_runtest_setup(request.node)


def test_no_test_leaves_itself_out_in_another_way() -> None:
    skips = re.compile(r"pytest\.skip\(|mark\.skip(?:if)?\(|importorskip\(")
    found = {
        str(path.relative_to(HERE)): n
        for path in HERE.rglob("*.py")
        if path.name != Path(__file__).name and (n := len(skips.findall(path.read_text("utf-8"))))
    }
    assert found == OWN_SKIPS
