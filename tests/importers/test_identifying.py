"""An identifier that one file gives to three names without a common word is nobody's: no id is made of it."""

from __future__ import annotations

from pathlib import Path

from graph_service.model import RecordType
from graph_service.territories import packaged as territories
from graph_service.vocabulary import packaged as vocabulary
from importers.batch import ImportOptions, prepare
from tests.importers.preparing import of, run, table

HEADER = "nomAttribuant;idAttribuant;nomBeneficiaire;idBeneficiaire;montant"
ROW = "Ville de Blois;21410018300016;{};443061841;10"


def ids(tmp_path: Path, *names: str) -> set[str]:
    prepared = run(table(tmp_path, "scdl", HEADER, *map(ROW.format, names)))
    return {s.ids[0] for s in of(prepared, RecordType.ACTOR) if s.fields["name"] in names}


def test_a_number_of_three_strangers_joins_none_of_them(tmp_path: Path) -> None:
    assert len(ids(tmp_path, "Club de judo", "Théâtre du Loir", "Amis des arbres")) == 3


def test_a_number_of_one_body_under_several_spellings_joins_them(tmp_path: Path) -> None:
    assert ids(tmp_path, "Club de judo", "JUDO CLUB", "Judo Blois") == {"siren:443061841"}


def test_two_bodies_of_one_name_with_different_numbers_stay_apart_though_their_keys_are_wrong(tmp_path: Path) -> None:
    rows = ["Ville de Blois;;CCAS;11111111100011;10", "Ville de Blois;;CCAS;22222222200022;10"]
    prepared = run(table(tmp_path, "scdl", HEADER, *rows))
    assert len({s.ids[0] for s in of(prepared, RecordType.ACTOR) if s.fields["name"] == "CCAS"}) == 2


def test_totals_and_grants_of_nothing_are_no_grants(tmp_path: Path) -> None:
    rows = ["Ville de Blois;;Club;;10", "Ville de Blois;;Amis;;néant", ";;TOTAL;;10"]
    prepared = run(table(tmp_path, "scdl", HEADER, *rows))
    assert prepared.files[0]["aside"] == {"no_amount": 1, "totals": 1}
    assert len(of(prepared, RecordType.FUNDING)) == 1


def test_the_pass_that_looks_at_identifiers_tells_how_far_it_is(tmp_path: Path) -> None:
    lines = ["nomAttribuant;idAttribuant;dateConvention;nomBeneficiaire;idBeneficiaire;montant"]
    lines += [f"Ville de Blois;;2023-02-01;Association {n};;{n + 1}" for n in range(4100)]
    heard: list[tuple[str, int]] = []
    options = ImportOptions()
    prepare(
        [table(tmp_path, "aides", *lines)], options, None, vocabulary(), territories(),
        lambda file, rows, expected: heard.append((file, rows)),
    )  # fmt: skip
    assert [rows for _, rows in heard] == [0, 2000, 4000, 2000, 4000, 4100]
