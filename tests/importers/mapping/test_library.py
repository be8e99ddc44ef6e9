"""A mapping is data: what it declares is checked when it is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.errors import InputError, UsageError
from importers import mapping

GOOD = """
id: clubs
label_fr: Clubs
label_en: Clubs
files:
  - columns: [club]
    source: {producer: Ville, title: Clubs}
    records:
      - type: actor
        fields: {id: {column: club}, kind: {constant: association}}
"""


def test_packaged_mappings_are_known_by_their_id() -> None:
    assert mapping.find("h2020").visibility == "public"
    with pytest.raises(UsageError, match="h2020"):
        mapping.find("nothing")


def test_a_mapping_may_be_a_file_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "clubs.yaml").write_text(GOOD, "utf-8")
    assert mapping.find(str(tmp_path / "clubs.yaml")).id == "clubs"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: actor", "type: person"),
        ("kind: {constant: association}", "colour: {constant: red}"),
        (", kind: {constant: association}", ""),
        ("{constant: association}", "{constant: association, column: club}"),
        ("{constant: association}", "{column: club, values: nowhere}"),
        ("id: clubs", "surprise: 1"),
        ("id: clubs", "id: [}"),
    ],
)
def test_a_mapping_that_cannot_work_is_refused_when_it_is_loaded(old: str, new: str) -> None:
    with pytest.raises(InputError):
        mapping.load("clubs.yaml", GOOD.replace(old, new))
