"""A mapping that the team keeps in the store recognises its files, also for others and on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service import open_graph
from graph_service.errors import InputError, NotFound, UsageError
from graph_service.stores.base import Document
from importers.mapping import load, saved
from importers.trying import tried
from tests.importers.mapping.test_library import GOOD
from tests.importers.preparing import table


def test_a_kept_mapping_recognises_its_files_until_it_is_dropped(tmp_path: Path) -> None:
    file = table(tmp_path, "liste", "club,rue", "Alpha,x")
    with open_graph(f"sqlite:///{tmp_path}/s.db", create=True) as graph:
        with pytest.raises(InputError) as caught:
            graph.import_files([file])
        assert caught.value.code == "unknown-file"
        saved.keep(graph.store, load("clubs.yaml", GOOD))
        report = graph.import_files([file])
        assert [(each["mapping"], each["recognised_by"]) for each in report.files] == [("clubs", ["club"])]
        saved.drop(graph.store, "clubs")
        with pytest.raises(NotFound):
            saved.drop(graph.store, "clubs")
        with pytest.raises(UsageError):
            graph.import_files([file], mapping="clubs")


def test_a_kept_mapping_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    with open_graph(f"sqlite:///{tmp_path}/s.db", create=True) as graph:
        mapping = load("clubs.yaml", GOOD.replace("{column: club}", "{first_of: [{identifier: club}, {slug: [club]}]}"))
        saved.keep(graph.store, mapping)
        assert saved.saved(graph.store) == {"clubs": mapping}


def test_a_kept_mapping_that_cannot_be_read_is_explained(tmp_path: Path) -> None:
    with open_graph(f"sqlite:///{tmp_path}/s.db", create=True) as graph:
        graph.store.put(Document(saved.COLLECTION, "clubs", 0, {"id": "clubs", "label_fr": "Clubs"}))
        with pytest.raises(InputError) as caught:
            saved.known(graph.store)
        assert {problem["code"] for problem in caught.value.problems} == {"mapping_missing"}


def test_a_trial_shows_what_the_first_rows_become_and_writes_nothing(tmp_path: Path) -> None:
    file = table(tmp_path, "liste", "club,rue", *(f"Club {i},x" for i in range(40)))
    with open_graph(f"sqlite:///{tmp_path}/s.db", create=True) as graph:
        trial = tried(file, graph.store, load("clubs.yaml", GOOD))
        assert [one.row for one in trial.rows] == list(range(2, 12))
        assert [fields["id"] for one in trial.rows for _, fields in one.records][:2] == ["Club 0", "Club 1"]
        assert trial.unused == ("rue",)
        assert not graph.batches()


def test_two_mappings_that_fit_are_asked_about(tmp_path: Path) -> None:
    file = table(tmp_path, "liste", "club,rue", "Alpha,x")
    with open_graph(f"sqlite:///{tmp_path}/s.db", create=True) as graph:
        for id_ in ("un", "deux"):
            saved.keep(graph.store, load("clubs.yaml", GOOD.replace("id: clubs", f"id: {id_}")))
        with pytest.raises(InputError) as caught:
            graph.import_files([file])
        assert caught.value.code == "mappings-fit"
        assert caught.value.exit_code == 2
        # One that asks for more columns knows the file better.
        saved.keep(graph.store, load("clubs.yaml", GOOD.replace("[club]", "[club, rue]")))
        assert graph.import_files([file]).files[0]["mapping"] == "clubs"
