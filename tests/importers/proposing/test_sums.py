"""Sums of money in a table that nobody knows: who pays them, in which unit, and how their thousands are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.messages import LANGS, Lang, say
from graph_service.model import RecordType
from importers.batch import Prepared
from importers.proposing import Choices, Proposal, as_yaml, meant_by, propose, seen
from importers.readers import read
from tests.importers.preparing import of, run, table

A, F = RecordType.ACTOR, RecordType.FUNDING


def proposed(path: Path, **choices: object) -> Proposal:
    (sheet,) = read(path)
    return propose(seen(sheet), Choices(**choices))  # type: ignore[arg-type]


def imported(path: Path, **choices: object) -> Prepared:
    """What the file says, read by the mapping that is proposed for it and written as YAML."""
    kept = path.parent / "proposed.yaml"
    kept.write_text(as_yaml(proposed(path, **choices), "fr"), "utf-8")
    return run(path, mapping=str(kept))


def told(found: Proposal, lang: Lang = "fr") -> list[str]:
    assert all(say(message, lang) for message in found.told for lang in LANGS)
    return [say(message, lang) for message in found.told]


MEMBERS = ("Club de Vienne;Blois;50", "Foyer rural;Gien;30", "Amicale du Foix;Blois;30", "MJC;Tours;120")


@pytest.mark.parametrize("fee", ["Cotisation", "Cotisation 2024 (€)", "Montant de la cotisation", "Adhésion versée",
                                 "Membership fee"])  # fmt: skip
def test_a_fee_is_no_grant_to_the_member_who_pays_it(tmp_path: Path, fee: str) -> None:
    path = table(tmp_path, "adherents", f"Adhérent;Commune;{fee}", *MEMBERS)
    found = proposed(path)
    assert found.about == "actors"
    assert [one.meant.key for one in found.columns][:2] == ["org_name", "place_name"]
    assert "funder" not in [one.name for one in found.missing]
    prepared = imported(path, funder="Ville de Blois")
    assert (len(of(prepared, A)), of(prepared, F)) == (4, [])
    if found.columns[2].meant.meaning == "amount":
        assert fee in told(found)[0]


def test_a_grant_beside_a_fee_is_one(tmp_path: Path) -> None:
    rows = [f"{row};{n}000" for n, row in enumerate(MEMBERS, 1)]
    path = table(tmp_path, "adherents", "Association;Commune;Cotisation;Subvention votée", *rows)
    prepared = imported(path, funder="Ville de Blois")
    assert [s.fields["amount"] for s in of(prepared, F)] == [1000, 2000, 3000, 4000]


def test_a_sum_that_a_person_calls_a_payment_is_one(tmp_path: Path) -> None:
    path = table(tmp_path, "adherents", "Adhérent;Commune;Cotisation", *MEMBERS)
    prepared = imported(path, columns={2: meant_by("amount")}, funder="Ville de Blois")
    assert [s.fields["amount"] for s in of(prepared, F)] == [50, 30, 30, 120]
