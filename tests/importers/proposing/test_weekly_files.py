"""Files of the kinds that arrive each week: minutes of a steering committee, contracts, members of bodies, meetings."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.messages import say
from graph_service.model import RecordType
from importers.batch import Prepared
from importers.proposing import Choices, Proposal, as_yaml, propose, seen
from importers.readers import read
from tests.importers.preparing import of, run, table

A, P, F, L, T = (
    RecordType.ACTOR,
    RecordType.PROJECT,
    RecordType.FUNDING,
    RecordType.PARTNERSHIP,
    RecordType.PARTICIPATION,
)


def proposed(path: Path, **choices: object) -> Proposal:
    (sheet,) = read(path)
    return propose(seen(sheet), Choices(**choices))  # type: ignore[arg-type]


def imported(path: Path, **choices: object) -> Prepared:
    kept = path.parent / "proposed.yaml"
    kept.write_text(as_yaml(proposed(path, **choices), "fr"), "utf-8")
    return run(path, mapping=str(kept))


def names(prepared: Prepared) -> set[object]:
    return {s.fields["name"] for s in of(prepared, A)}


def test_actions_of_a_committee_are_projects_and_those_who_lead_them_have_roles(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "copil",
        "Relevé de décisions - COPIL du 4 avril 2024;;;;;;",
        "Action;;Qui fait quoi;;Calendrier;;État",
        "N°;Intitulé;Pilote;Partenaires;Début;Échéance;",
        "1;Guide des solidarités;CCAS de Blois;Secours populaire, CAF 41;avril 2024;T2 2024;en cours",
        '2;Forum des associations;Ville de Blois;"MJC du Foix\nUDAF 41";sept. 24;28/09/2024;à lancer',
        "3;Observatoire de la jeunesse;Agglopolys;Mission locale;2e semestre 2024;fin 2025;à lancer",
    )
    prepared = imported(path)
    assert {(s.fields["title"], s.fields["start"], s.fields["end"]) for s in of(prepared, P)} == {
        ("Guide des solidarités", "2024-04", "2024"),
        ("Forum des associations", "2024-09", "2024-09-28"),
        ("Observatoire de la jeunesse", "2024", "2025"),
    }
    assert names(prepared) == {"CCAS de Blois", "Secours populaire", "CAF 41", "Ville de Blois", "MJC du Foix",
                               "UDAF 41", "Agglopolys", "Mission locale"}  # fmt: skip
    assert sorted(str(s.fields["role"]) for s in of(prepared, T)) == ["partenaire"] * 5 + ["porteur"] * 3


def test_those_who_sign_a_contract_receive_nothing_and_its_sum_is_what_it_is_worth(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "contrats",
        "N° contrat;Intitulé;Signataires;Date de signature;Échéance;Montant total",
        "CV-1;Contrat de ville de Blois;Agglopolys / Ville de Blois / CAF 41;03/07/2015;31/12/2023;1.250.000",
        "CLS-3;Contrat local de santé;ARS Centre-Val de Loire / CPAM;1er juin 2021;juin 2026;85.000",
    )
    prepared = imported(path, project_kind="convention")
    assert {(s.fields["title"], s.fields["budget"]) for s in of(prepared, P)} == {
        ("Contrat de ville de Blois", 1_250_000),
        ("Contrat local de santé", 85_000),
    }
    assert {s.fields["role"] for s in of(prepared, T)} == {"signataire"}
    assert (len(of(prepared, T)), of(prepared, F)) == (5, [])


def test_dates_that_differ_within_a_body_are_those_of_its_members(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "instances",
        "Instance;Organisme;Début du mandat;Fin du mandat",
        "Conseil de développement;UDAF 41;09/2022;08/2025",
        "Conseil de développement;CCI 41;01/01/2023;31/08/2025",
        "Conseil citoyen de Bégon;MJC du Foix;2021;2024",
    )
    prepared = imported(path)
    assert all("start" not in s.fields for s in of(prepared, P))
    assert {(s.fields["role"], s.fields["start"], s.fields["end"]) for s in of(prepared, T)} == {
        ("membre", "2022-09", "2025-08"),
        ("membre", "2023-01-01", "2025-08-31"),
        ("membre", "2021", "2024"),
    }


def test_two_organisations_of_a_row_of_which_one_is_the_partner_are_a_link(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "conventions",
        "Structure;Structure partenaire;Type de partenariat;Depuis;Jusqu’au",
        "MJC du Foix;Ville de Blois;Convention pluriannuelle;01/01/2022;31/12/2024",
        "MJC du Foix;CAF 41;Agrément centre social;2021;2024",
    )
    found = proposed(path)
    assert found.about == "links"
    assert "partnership_kind" in [one.name for one in found.missing]
    told = {
        (s.fields["start"], s.fields["end"], s.fields["kind"])
        for s in of(imported(path, partnership_kind="convention"), L)
    }
    assert told == {("2022-01-01", "2024-12-31", "convention"), ("2021", "2024", "convention")}


def test_meetings_of_one_title_on_several_days_stay_several(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "reunions",
        "Date;Réunion;Structures présentes",
        '12/03/24;Groupe parentalité;"UDAF 41\nCAF 41\nMJC du Foix"',
        '14/05/2024 09:30;Groupe parentalité;"UDAF 41\nCAF 41"',
        '10 et 11 oct. 2024;Séminaire annuel;"Ville de Blois\nCAF 41"',
    )
    prepared = imported(path)
    assert {(s.fields["title"], s.fields["start"], s.fields["kind"]) for s in of(prepared, P)} == {
        ("Groupe parentalité", "2024-03-12", "rencontre"),
        ("Groupe parentalité", "2024-05-14", "rencontre"),
        ("Séminaire annuel", "2024-10-10", "rencontre"),
    }
    assert len({s.ids[0] for s in of(prepared, P)}) == 3
    assert {s.fields["role"] for s in of(prepared, T)} == {"partenaire"}


def test_the_year_of_grants_is_taken_from_the_title_where_no_column_says_it_and_told(tmp_path: Path) -> None:
    rows = ("Chorale du Lac;Blois;1500", "Théâtre de Mer;Mer;800")
    path = table(tmp_path, "aides", "Subventions – exercice 2023;;", "Bénéficiaire;Commune;Montant", *rows)
    assert {s.fields["year"] for s in of(imported(path, funder="Département de Loir-et-Cher"), F)} == {2023}
    assert [say(one, "en") for one in proposed(path, funder="Département").told] == [
        "No column says the year: 2023, as the title of the table says."
    ]
    named = table(tmp_path, "subventions_2022", "Bénéficiaire;Commune;Montant", *rows)
    assert {s.fields["year"] for s in of(imported(named, funder="Département de Loir-et-Cher"), F)} == {2022}
    two = table(tmp_path, "vote de 2022 pour 2023", "Bénéficiaire;Commune;Montant", *rows)
    assert all("year" not in s.fields for s in of(imported(two, funder="Département de Loir-et-Cher"), F))


def test_a_directory_says_since_when_its_organisations_are(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "annuaire",
        "Nom;Sigle;Commune;Créée le",
        "Union départementale des associations familiales;UDAF 41;Blois;12/03/1945",
        "Association des parents d’élèves;APE;Mer;sept. 2011",
        "Les Amis du Musée;;Blois;1987",
    )
    assert {s.fields["start"] for s in of(imported(path), A)} == {"1945-03-12", "2011-09", "1987"}


def test_a_total_below_an_attendance_sheet_is_no_person(tmp_path: Path) -> None:
    lines = ("Nom;Structure;Présence", "Martin;CCAS de Blois;Présente", "Petit;CAF 41;Excusé", "Total présents;;1")
    prepared = run(table(tmp_path, "2024-03-14 comité", *lines))
    assert prepared.files[0]["aside"] == {"absent": 1, "totals": 1}
    assert {s.fields["size"] for s in of(prepared, P)} == {1}


@pytest.mark.parametrize("mark", ["x", "X", "oui", "1", "présent"])
@pytest.mark.parametrize(
    "header", ["COTECH 12/01/2024;COPIL 03/04/2024", "12/01/2024;3 avril 2024", "2024-01-12;2024-04-03"]
)
def test_columns_of_meetings_with_marks_of_presence_are_told_as_not_read(
    tmp_path: Path, header: str, mark: str
) -> None:
    lines = (f"Ville de Blois;{mark};", f"CAF de Loir-et-Cher;;{mark}", f"MJC du Foix;{mark};{mark}")
    (told,) = [one for one in proposed(table(tmp_path, "presences", f"Structure;{header}", *lines)).told
               if one.code == "proposing-presences"]  # fmt: skip
    assert told.args["n"] == 2
    assert header.split(";")[0] in say(told, "fr")


def test_sums_below_dates_are_no_presences(tmp_path: Path) -> None:
    lines = ("Ville de Blois;1500;200", "MJC du Foix;300;400")
    found = proposed(table(tmp_path, "x", "Structure;12/01/2024;03/04/2024", *lines))
    assert "proposing-presences" not in {one.code for one in found.told}
