"""Lists of projects as people keep them: who leads, with whom, who pays, and what it costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.proposing import Proposal
from tests.importers.preparing import of, table
from tests.importers.proposing.test_proposing import A, F, P, T, imported, meanings, proposed

LED = (
    "Projet;Chef de file;Partenaire 1;Financeurs;Budget",
    "A;Ville de Blois;La Ligue 41;Région, DRAC;10000",
    "B;Agglopolys;La Ligue 41;Région, État;20000",
    "C;Agglopolys;La Ligue 41;Région, DRAC;20000",
)


def codes(found: Proposal) -> list[str]:
    return [one.code for one in found.told]


def test_what_several_give_together_is_no_payment_of_each(tmp_path: Path) -> None:
    result = imported(table(tmp_path, "projets", *LED))
    assert result.rejected == {}
    assert of(result, F) == []
    assert sum(said.fields["role"] == "financeur" for said in of(result, T)) == 6


def test_a_sum_of_several_payers_that_is_no_budget_is_told_as_not_read(tmp_path: Path) -> None:
    lines = [line.replace("Budget", "Montant") for line in LED]
    assert "proposing-shared" in codes(proposed(table(tmp_path, "projets", *lines)))
    assert of(imported(table(tmp_path, "projets", *lines)), F) == []


@pytest.mark.parametrize("header", ["Budget", "Budget prévisionnel", "Budget total", "Coût total", "Total budget"])
@pytest.mark.parametrize("payer", ["Financeur", "Financeurs"])
def test_what_a_project_costs_is_its_budget_and_no_payment(tmp_path: Path, header: str, payer: str) -> None:
    file = table(
        tmp_path,
        "projets",
        f"Projet;Porteur;{payer};{header}",
        "Jardin;Ville de Blois;Région Centre-Val de Loire;10000",
        "Fab lab;Agglopolys;Ville de Blois;20000",
        "Radio;Ville de Tours;DRAC;30000",
    )
    result = imported(file)
    assert of(result, F) == []
    assert {said.fields["title"]: said.fields["budget"] for said in of(result, P)} == {
        "Jardin": 10000,
        "Fab lab": 20000,
        "Radio": 30000,
    }
    assert sorted(str(said.fields["role"]) for said in of(result, T)) == ["financeur"] * 3 + ["porteur"] * 3
    assert meanings(proposed(file))["Projet"] == "project_title"


def test_a_granted_sum_beside_a_budget_is_what_is_paid(tmp_path: Path) -> None:
    result = imported(
        table(
            tmp_path,
            "aides",
            "Bénéficiaire;Financeur;Projet;Budget total;Montant accordé",
            "MJC de Blois;Ville de Blois;Jardin;10000;2000",
            "Radio Campus;Région Centre-Val de Loire;Antenne;20000;3000",
        )
    )
    assert {said.fields["amount"] for said in of(result, F)} == {2000, 3000}


@pytest.mark.parametrize(
    "header",
    ["Chef de file", "Chef de projet (structure)", "Pilote", "Maître d'ouvrage", "Structure porteuse", "Coordinateur"],
)
def test_a_role_in_the_header_of_organisations_is_theirs(tmp_path: Path, header: str) -> None:
    file = table(
        tmp_path,
        "projets",
        f"Projet;{header};Partenaire 1;Partenaire 2",
        "Jardin;Ville de Blois;CAF 41;Fac-Similé",
        "Fab lab;Agglopolys;CAF 41;La Ligue 41",
        "Radio;Ville de Tours;DRAC;Fac-Similé",
    )
    result = imported(file)
    names = {said.ids[0]: said.fields["name"] for said in of(result, A)}
    led = {names[str(said.fields["actor"])] for said in of(result, T) if said.fields["role"] == "porteur"}
    assert led == {"Ville de Blois", "Agglopolys", "Ville de Tours"}
    assert sum(said.fields["role"] == "partenaire" for said in of(result, T)) == 6


def test_a_pilot_or_a_lead_that_is_a_person_is_left_out(tmp_path: Path) -> None:
    for header in ("Pilote", "Chef de projet", "Chef de file"):
        file = table(
            tmp_path,
            "projets",
            f"Projet;{header};Structure",
            "Jardin;Luc Petit;CAF 41",
            "Fab lab;Léa Roy;Ville de Blois",
            "Radio;Marc Blanc;DRAC",
        )
        assert [one.header for one in proposed(file).left_out] == [header]


def test_a_beneficiary_is_one_however_many_pay_it(tmp_path: Path) -> None:
    result = imported(
        table(
            tmp_path,
            "aides",
            "Nom de l'association;Organisme financeur;Somme versée;Versée le",
            "Maison des jeunes de Blois;Ville de Blois;5000;2023-05-01",
            "Maison des jeunes de Blois;Région Centre-Val de Loire;7000;2023-05-09",
            "Ville de Blois;Région Centre-Val de Loire;12000;2023-06-01",
        )
    )
    assert sorted({str(said.fields["name"]) for said in of(result, A)}) == sorted(
        str(fields["name"]) for fields in {said.ids[0]: said.fields for said in of(result, A)}.values()
    )
    assert len({said.ids[0] for said in of(result, A)}) == 3
    assert len(of(result, F)) == 3


@pytest.mark.parametrize(("column", "cells"), [("Commune", ("Blois", "Tours")), ("Type", ("Association", "Commune"))])
def test_who_pays_in_one_row_and_receives_in_another_is_one(
    tmp_path: Path, column: str, cells: tuple[str, str]
) -> None:
    result = imported(
        table(
            tmp_path,
            "aides",
            f"Bénéficiaire;{column} du bénéficiaire;Financeur;Montant",
            f"Maison des jeunes;{cells[0]};Ville de Blois;5000",
            f"Ville de Blois;{cells[1]};Région Centre-Val de Loire;12000",
            f"Radio Campus;{cells[0]};Région Centre-Val de Loire;3000",
        )
    )
    assert len({said.ids[0] for said in of(result, A)}) == 4


def test_bodies_of_one_name_in_two_towns_stay_two(tmp_path: Path) -> None:
    result = imported(
        table(
            tmp_path,
            "aides",
            "Bénéficiaire;Commune;Financeur;Montant",
            "Amicale laïque;Blois;Ville de Blois;5000",
            "Amicale laïque;Tours;Région Centre-Val de Loire;12000",
        )
    )
    assert len({said.ids[0] for said in of(result, A) if said.fields["name"] == "Amicale laïque"}) == 2


def test_columns_of_one_header_name_two_organisations_with_the_role_of_the_row(tmp_path: Path) -> None:
    result = imported(
        table(
            tmp_path,
            "double",
            "Structure;Structure;Projet;Rôle",
            "Asso du Foix;Ville de Blois;Festival du livre;partenaire",
            "Asso de la Loire;Ville de Tours;Festival du film;porteur",
        )
    )
    assert sorted(str(said.fields["role"]) for said in of(result, T)) == ["partenaire"] * 2 + ["porteur"] * 2
    assert len(of(result, A)) == 4


@pytest.mark.parametrize("civility", ["M.", "Mme", "Monsieur", "Madame", "Mr", "Mrs", "Dr", "MME"])
def test_cells_that_begin_with_a_civility_are_persons_whatever_the_header(tmp_path: Path, civility: str) -> None:
    lines = [f"{civility} Xylo Zebrov {n};Organisme {n};Conseil de développement" for n in range(4)]
    found = proposed(table(tmp_path, "conseil", "Membre titulaire;Organisme;Instance", *lines))
    assert [one.header for one in found.left_out] == ["Membre titulaire"]
