"""docs/mappings.md explains every word of the language, its example works, the published schema takes what ships."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from graph_service.model import RecordType
from importers import mapping
from importers.mapping.declared import Mapping
from importers.mapping.mistakes import words
from tests.importers.preparing import of, run, table

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "mappings.md").read_text("utf-8")
EXAMPLE = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0]


def test_every_word_is_explained() -> None:
    told = set(re.findall(r"`([a-z_]+)`", PAGE))
    assert set(words()) <= told


def test_the_example_reads_the_file_that_it_is_for(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(EXAMPLE, "utf-8")
    lines = ["Exercice 2023;;;;", "Bénéficiaire;SIRET;Ville;Nature;Montant voté", "Quartier Nord;;;;"]
    rows = ["Association Alpha;;Blois;F;1 000 €", "CCAS;214100182;Blois;néant;500", "TOTAL;;;;1 500"]
    prepared = run(table(tmp_path, "fonds", *lines, *rows), mapping=str(tmp_path / "m.yaml"))
    grants = [s.fields for s in of(prepared, RecordType.FUNDING)]
    assert [(each["recipient"], each["amount"], each["year"]) for each in grants] == [
        ("nom:blois--association-alpha", 1000, 2023),
        ("siren:214100182", 500, 2023),
    ]
    (source,) = of(prepared, RecordType.SOURCE)
    assert source.fields["covers_territories"] == ("41018",)
    assert (source.fields["covers_from"], source.fields["covers_to"]) == ("2020", "2024")
    assert prepared.files[0]["aside"] == {"heading": 1, "totals": 1}
    assert not prepared.problems


SHIPPED = sorted((Path(mapping.__file__).parents[1] / "mappings").glob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_published_schema_accepts_each_mapping_that_ships(path: Path) -> None:
    schema = json.loads((ROOT / "docs" / "mapping.schema.json").read_text("utf-8"))
    # JSON Schema knows texts as keys only.
    Draft202012Validator(schema).validate(json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")))))


def test_the_published_schema_is_that_of_the_program() -> None:
    schema = json.loads((ROOT / "docs" / "mapping.schema.json").read_text("utf-8"))
    assert schema == Mapping.json_schema()
