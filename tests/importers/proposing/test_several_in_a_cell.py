"""Several bodies in one cell are proposed to be divided, by the signs between them; a name stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.messages import LANGS, say
from graph_service.model import RecordType, row
from graph_service.stores.base import Store
from importers.proposing import Choices, Proposal, as_yaml, propose, seen
from importers.readers import read
from importers.trying import tried
from tests.importers.preparing import of, run, saying, table

A, F, T = RecordType.ACTOR, RecordType.FUNDING, RecordType.PARTICIPATION
HEADER = "Action;Porteur;Partenaires"


def actions(folder: Path, *cells: str) -> Path:
    lines = [f'Action {n};MJC du Foix;"{cell}"' for n, cell in enumerate(cells)]
    return table(folder, "actions", HEADER, *lines)


def proposed(path: Path, **choices: object) -> Proposal:
    (sheet,) = read(path)
    return propose(seen(sheet), Choices(project_kind="projet", **choices))  # type: ignore[arg-type]


def names(path: Path, store: Store | None = None, **choices: object) -> set[str]:
    kept = path.parent / "proposed.yaml"
    kept.write_text(as_yaml(proposed(path, **choices), "fr"), "utf-8")
    prepared = run(path, mapping=str(kept), store=store)
    return {str(s.fields["name"]) for s in of(prepared, A)} - {"MJC du Foix", "Région Centre"}


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["Ville de Blois / CAF 41"], {"Ville de Blois", "CAF 41"}),
        (["Ville de Blois, Agglopolys"], {"Ville de Blois", "Agglopolys"}),
        (["Ville de Blois\nCAF 41"], {"Ville de Blois", "CAF 41"}),
        (["Ville de Blois/CAF 41", "CCAS de Mer"], {"Ville de Blois", "CAF 41", "CCAS de Mer"}),
        (["Ville de Blois + CAF 41", "CAF 41"], {"Ville de Blois", "CAF 41"}),
        (["Ville de Blois, CAF 41 / CCAS de Mer", "CAF 41"], {"Ville de Blois", "CAF 41", "CCAS de Mer"}),
        # One name, with a sign that stands between names elsewhere.
        (["Terres, mers et forêts", "CAF 41"], {"Terres, mers et forêts", "CAF 41"}),
        (["Association Sport, culture et loisirs"], {"Association Sport, culture et loisirs"}),
        (["Association Sports, Loisirs et Culture"], {"Association Sports, Loisirs et Culture"}),
        (["MJC du Lac, Blois", "Club de Vienne, Tours"], {"MJC du Lac, Blois", "Club de Vienne, Tours"}),
        (["Emploi/insertion", "CAF 41"], {"Emploi/insertion", "CAF 41"}),
        (["CAF et CPAM", "Ville de Blois et CAF"], {"CAF et CPAM", "Ville de Blois et CAF"}),
        (["Arts & Métiers", "CAF & CPAM"], {"Arts & Métiers", "CAF & CPAM"}),
    ],
)
def test_bodies_in_one_cell_are_divided_and_a_name_is_not(tmp_path: Path, cells: list[str], found: set[str]) -> None:
    assert names(actions(tmp_path, *cells)) == found


def test_what_is_divided_is_told_and_a_person_turns_it_off_or_chooses_other_signs(tmp_path: Path) -> None:
    path = actions(tmp_path, "Ville de Blois / CAF 41", "CAF 41 et CPAM")
    found = proposed(path)
    assert found.columns[2].between == ("/",)
    assert found.columns[2].signs == ("/", "et")
    assert [say(one, "en") for one in found.told] == [
        "“Partenaires”: several names in a cell, with “/” between them (Ville de Blois / CAF 41: 2 organisations)."
    ]
    assert all(say(one, lang) for one in found.told for lang in LANGS)
    assert names(path, between={2: frozenset()}) == {"Ville de Blois / CAF 41", "CAF 41 et CPAM"}
    assert names(path, between={2: frozenset({"/", "et"})}) == {"Ville de Blois", "CAF 41", "CPAM"}


def test_a_name_that_the_store_or_the_file_knows_whole_is_never_divided(tmp_path: Path) -> None:
    cells = ("Ville de Blois, Terres, Mers", "CAF 41, Ville de Blois")
    path = actions(tmp_path, *cells)
    assert names(path) == {"Ville de Blois", "Terres", "Mers", "CAF 41"}
    store = saying(tmp_path, row(A, {"id": "a:1", "name": "Terres, Mers", "kind": "association"}, source="x"))
    assert names(path, store) == {"Ville de Blois", "Terres, Mers", "CAF 41"}
    trial = tried(path, store, proposed(path).mapping)
    assert "Terres, Mers" in [fields.get("name") for each in trial.rows for _, fields in each.records]
    line = 'Action 9;"Terres, Mers";CAF 41'
    path.write_text(f"{path.read_text('utf-8')}{line}\n", "utf-8")
    assert names(path) == {"Ville de Blois", "Terres, Mers", "CAF 41"}


def test_a_sum_is_not_counted_for_each_of_several_names_unless_a_person_says_so(tmp_path: Path) -> None:
    path = table(tmp_path, "aides", "Bénéficiaire;Montant", '"Ville de Blois / CAF 41";1000', "Club de Vienne;50")
    found = proposed(path, funder="Région Centre")
    assert found.columns[0].between == ()
    assert ["compté pour chacun" in say(one, "fr") for one in found.told] == [True]
    assert names(path, funder="Région Centre") == {"Ville de Blois / CAF 41", "Club de Vienne"}
