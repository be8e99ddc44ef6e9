"""A mapping is data: what it declares is checked when it is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.errors import InputError, UsageError
from graph_service.messages import LANGS, say
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
KIND = "{constant: association}"


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


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ("id: clubs", "surprise: 1\nid: clubs", "surprise", "mapping_unknown_word"),
        (KIND, "{}", "files.0.records.0.fields.kind", "mapping_one_origin"),
        (
            "{constant: association}",
            '{column: club, take: "("}',
            "files.0.records.0.fields.kind.take",
            "mapping_bad_pattern",
        ),
        (
            "{constant: association}",
            "{column: club, item: 2}",
            "files.0.records.0.fields.kind",
            "mapping_item_without_split",
        ),
        ("{constant: association}", '{column: "@item"}', "files.0.records.0", "mapping_item_without_each"),
        (", kind: {constant: association}", "", "files.0.records.0", "mapping_missing_fields"),
        ("columns: [club]", "columns: []", "files.0.columns", "mapping_list"),
        ("columns: [club]", "columns: [club]\n    skip: {x: {column: club}}", "files.0.skip.x.0", "mapping_one_test"),
        ("type: actor", "type: person", "files.0.records.0.type", "mapping_choice"),
    ],
)
def test_each_mistake_is_explained_with_its_place(old: str, new: str, place: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        mapping.load("clubs.yaml", GOOD.replace(old, new))
    found = [(problem["column"], problem["code"]) for problem in caught.value.problems]
    assert (place, code) in found
    for problem in caught.value.problems:
        assert all(say(problem["message"], lang) for lang in LANGS)
