"""Each real file under ../shared/data imports in one command, and no row of it vanishes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from graph_service.model import RecordType
from tests.graph_service.house import SHARED
from tests.importers.preparing import of, run

pytestmark = pytest.mark.needs("shared")
DATA = SHARED / "data"


@dataclass(frozen=True)
class Told:
    """What an import tells of a file: rows, and records told apart by their ids; grants by their rows."""

    read: int
    actors: int
    grants: int = 0
    projects: int = 0
    participations: int = 0
    partnerships: int = 0
    rejected: dict[str, int] = field(default_factory=dict)
    aside: dict[str, int] = field(default_factory=dict)


FILES = {
    "scdl-subventions/exemple_valide.csv": Told(29, 30, 29),
    "scdl-subventions/exemple_invalide_erreurs_cellules.csv": Told(29, 31, 29),
    "scdl-subventions/exemple_invalide_erreurs_colonnes.csv": Told(29, 31, 29),
    "scdl-subventions/com-poitiers-2017.csv": Told(562, 325, 562),
    "scdl-subventions/dep10-aube-conventions.xlsx": Told(7, 7, 7),
    "scdl-subventions/dep46-lot-2017.csv": Told(13, 14, 13),
    "scdl-subventions/dep49-maine-et-loire-conventions.csv": Told(75, 46, 75),
    "scdl-subventions/dep53-mayenne-2018.xlsx": Told(175, 120, 173, aside={"rows_without_names": 2}),
    "scdl-subventions/dep58-nievre-2016.csv": Told(97, 98, 97),
    "scdl-subventions/dep80-somme-20180302.csv": Told(41, 34, 41),
    "scdl-subventions/dep85-vendee-2017.csv": Told(23, 19, 22, rejected={"too_many_cells": 1}),
    "scdl-subventions/dep85-vendee-201906.csv": Told(35, 34, 35),
    "scdl-subventions/toulouse-metropole-2022.csv": Told(396, 382, 396),
    "subventions-loire-atlantique/dep44-subventions-associations.csv": Told(
        18_148, 4_116, 18_210, rejected={"missing_value": 1}
    ),
    "jaune-etat-2010/plf-2012-jaune-associations-subventionnees-en-2010.csv": Told(
        37_679, 17_498, 20_194, 77, 20_270, aside={"totals": 17_485}
    ),
    "montpellier/VilleMTP_MTP_AttribSub_2012.csv": Told(
        671, 504, 616, aside={"totals": 22, "heading": 21, "continuation": 12}
    ),
    "montpellier/associations-2011.csv": Told(2_452, 2_280),
    "annuaires/odf-collectivites-opendata.csv": Told(764, 764),
    "annuaires/odf-observatoire-211216c.csv": Told(894, 882),
    "annuaires/ping-tiers-lieux-pdl.csv": Told(162, 162),
    "annuaires/action-coeur-de-ville.js": Told(244, 244, 0, 230, 244),
    "anr-partenaires/anr-dos-partenaires-2010-2017.csv.gz": Told(33_079, 14_715, 0, 9_950, 32_627),
    "politique-ville/adulte-relais-2020.json": Told(4_660, 2_556, 4_660, 385, 2_555),
    "politique-ville/postes-fonjep-2020.json": Told(1_455, 1_254, 1_455, 282, 1_253),
    "politique-ville/contrats-ville-2015-2023.geojson": Told(434, 433, 0, 433, 433),
    "decoupage-administratif/epci.json": Told(1_255, 36_126, partnerships=34_871),
}


def _marked(name: str) -> object:
    """Large files take their time: `make deep` reads them all."""
    large = max(FILES[name].read, FILES[name].partnerships) > 10_000
    return pytest.param(name, marks=[pytest.mark.deep(only=True), pytest.mark.slow] if large else [])


@pytest.mark.parametrize("name", [_marked(name) for name in FILES])
def test_a_published_file_imports_whole(name: str) -> None:
    prepared = run(DATA / name)
    (file,) = prepared.files
    ids = {type_: {s.ids for s in of(prepared, type_)} for type_ in RecordType}
    assert (
        Told(
            file["read"],
            len(ids[RecordType.ACTOR]),
            len(of(prepared, RecordType.FUNDING)),
            len(ids[RecordType.PROJECT]),
            len(ids[RecordType.PARTICIPATION]),
            len(ids[RecordType.PARTNERSHIP]),
            prepared.rejected,
            file["aside"],
        )
        == FILES[name]
    )


def test_the_names_of_toulouse_do_not_collapse_onto_its_crushed_numbers() -> None:
    prepared = run(DATA / "scdl-subventions" / "toulouse-metropole-2022.csv")
    names = {str(s.fields["name"]).casefold() for s in of(prepared, RecordType.ACTOR)}
    assert len(names) == 382
    assert not [
        s for s in of(prepared, RecordType.ACTOR) if "siret" in s.fields and str(s.fields["siret"]).endswith("00000")
    ]


def test_the_accents_of_somme_are_right() -> None:
    prepared = run(DATA / "scdl-subventions" / "dep80-somme-20180302.csv")
    names = {str(s.fields["name"]) for s in of(prepared, RecordType.ACTOR)}
    assert "Département de la Somme" in names
    assert not [name for name in names if "\ufffd" in name or "Ã" in name]


def test_homonyms_of_different_numbers_stay_apart() -> None:
    prepared = run(DATA / "politique-ville" / "adulte-relais-2020.json")
    sirens = Counter(
        (str(s.fields["name"]).casefold(), str(s.fields.get("siren")))
        for s in {s.digest: s for s in of(prepared, RecordType.ACTOR)}.values()
    )
    assert len({siren for name, siren in sirens if name == "ccas"}) > 1


def test_the_totals_of_the_state_add_up_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    path = DATA / "jaune-etat-2010" / "plf-2012-jaune-associations-subventionnees-en-2010.csv"
    lines = b"".join(path.read_bytes().splitlines(keepends=True)[:199])
    (tmp_path / path.name).write_bytes(lines)
    assert "wrong_total" not in run(tmp_path / path.name).warnings
    (tmp_path / path.name).write_bytes(lines.replace(b";;3 000;", b";;4 000;", 1))
    assert run(tmp_path / path.name).warnings["wrong_total"] == 1
