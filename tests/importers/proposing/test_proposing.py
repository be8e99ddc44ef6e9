"""A table that nobody knows becomes a mapping: which records, by which ids, and what only a person can say."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

from graph_service.errors import UsageError
from graph_service.messages import LANGS, say
from graph_service.model import RecordType
from importers.batch import Prepared
from importers.meanings import personal_columns
from importers.proposing import Choices, Proposal, as_yaml, meant_by, options, propose, seen
from importers.readers import read
from tests.importers.preparing import codes, of, run, table
from tools.labelled_columns import shared_tables

A, P, F, T, L = (
    RecordType.ACTOR,
    RecordType.PROJECT,
    RecordType.FUNDING,
    RecordType.PARTICIPATION,
    RecordType.PARTNERSHIP,
)


def proposed(path: Path, **choices: object) -> Proposal:
    (sheet,) = read(path)
    return propose(seen(sheet), Choices(**choices))  # type: ignore[arg-type]


def imported(path: Path, **choices: object) -> Prepared:
    """What the file says, read by the mapping that is proposed for it and written as YAML."""
    found = proposed(path, **choices)
    kept = path.parent / "proposed.yaml"
    kept.write_text(as_yaml(found, "fr"), "utf-8")
    return run(path, mapping=str(kept))


def missing(found: Proposal) -> list[str]:
    return [one.name for one in found.missing]


def meanings(found: Proposal) -> dict[str, str]:
    return {one.header: one.meant.key for one in found.columns}


CHARITIES = (
    "Grant id;Awarded to;Charity no;Amount awarded (£);Award date;Funder",
    "G-1;Alpha Community Trust;1021;£1,200;2023-03-01;The Oak Foundation",
    "G-2;Beta Youth Club;1022;£500;2023-04-02;The Oak Foundation",
    "G-3;Alpha Community Trust;1021;£700;2023-05-09;The Oak Foundation",
)
GRANTS = (
    "Ville de Blois - Subventions 2023",
    "",
    "Association;Siret;Objet;Montant demandé;Montant voté",
    "Amicale du Foix;41838187700012;Fête;2 000 €;1 500 €",
    "Club de Vienne;;Stage;900 €;800 €",
    "Les Amis du Port;;Matériel;700 €;650 €",
    "TOTAL;;;3 600 €;2 950 €",
)


def test_a_header_below_title_rows_is_found_and_totals_are_set_aside(tmp_path: Path) -> None:
    path = table(tmp_path, "aides", *GRANTS)
    found = proposed(path)
    assert found.table.header_row == 3
    assert missing(found) == ["funder", "producer"]
    assert meanings(found)["Montant voté"] == "amount"
    assert "Montant demandé" not in [one.header for one in found.columns if one.read]
    prepared = imported(path, funder="Ville de Blois", producer="Ville de Blois")
    assert [s.fields["amount"] for s in of(prepared, F)] == [1500, 800, 650]
    assert {str(s.fields["recipient"]) for s in of(prepared, F)} == {
        "siret:41838187700012",
        "nom:ville-de-blois--club-de-vienne",
        "nom:ville-de-blois--les-amis-du-port",
    }
    assert prepared.files[0]["aside"] == {"totals": 1}


def test_who_pays_and_who_receives_are_told_by_what_the_columns_say(tmp_path: Path) -> None:
    prepared = imported(table(tmp_path, "grants", *CHARITIES))
    assert [(s.fields["funder"], s.fields["recipient"], s.fields["year"]) for s in of(prepared, F)] == [
        ("nom:grants--the-oak-foundation", "nom:grants--alpha-community-trust", 2023),
        ("nom:grants--the-oak-foundation", "nom:grants--beta-youth-club", 2023),
        ("nom:grants--the-oak-foundation", "nom:grants--alpha-community-trust", 2023),
    ]


def test_without_a_funder_no_grant_is_invented(tmp_path: Path) -> None:
    found = proposed(table(tmp_path, "aides", *GRANTS))
    assert found.mapping is not None
    assert [record.type for record in found.mapping.files[0].records] == [A]


def test_a_directory_tells_organisations_apart_by_town_and_leaves_persons_out(tmp_path: Path) -> None:
    lines = ["Nom de la structure;Type de structure;Commune;Président;Courriel;Site internet;Latitude;Longitude"]
    lines += [
        f"CCAS;Collectivité;{town};{who};x@example.org;https://{n}.example.org;47.{n};1.{n}"
        for n, (town, who) in enumerate(
            [("Blois", "Jean Martin"), ("Vendôme", "Karim Haddad"), ("Romorantin-Lanthenay", "Sylvie Durand")], 1
        )
    ]
    path = table(tmp_path, "annuaire", *lines)
    found = proposed(path)
    assert [one.header for one in found.left_out] == ["Président", "Courriel"]
    assert all(not one.values for one in found.left_out)
    actors = of(imported(path), A)
    assert {s.ids[0] for s in actors} == {
        "nom:blois--collectivite--ccas",
        "nom:vendome--collectivite--ccas",
        "nom:romorantin-lanthenay--collectivite--ccas",
    }
    assert {s.fields["territory"] for s in actors} == {"41018", "41269", "41194"}
    assert {s.fields["website"] for s in actors} == {f"https://{n}.example.org" for n in (1, 2, 3)}


def test_several_partners_in_one_cell_are_as_many_participations(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "actions",
        "Action;Porteur;Partenaires;Début;Thématique",
        'Ateliers cuisine;MJC du Foix;"Ville de Blois ; CAF du Loir-et-Cher";2023-01-01;Santé',
        "Jardin partagé;Association Terres;Ville de Blois;2023-02-01;Cadre de vie",
        'Repair café;Association Terres;"CCAS de Blois ; Ville de Blois";2023-03-01;Emploi',
    )
    found = proposed(path)
    assert found.about == "participations"
    made = of(imported(path, project_kind="projet"), T)
    roles = Counter(str(s.fields["role"]) for s in made)
    assert roles == {"porteur": 3, "partenaire": 5}
    assert len(of(imported(path, project_kind="projet"), P)) == 3


def test_a_kind_of_project_that_nothing_says_is_asked_for(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "liste",
        "Intitulé;Structure porteuse;Date de début",
        "Ateliers cuisine;MJC du Foix;2023-01-01",
        "Jardin partagé;Association Terres;2023-02-01",
    )
    found = proposed(path)
    assert "project_kind" in missing(found)
    (asked,) = [one for one in found.missing if one.name == "project_kind"]
    assert "evenement" in asked.choices
    assert [s.type for s in (say_.statement for say_ in imported(path).says) if s.type in (P, T)] == []
    assert len(of(imported(path, project_kind="projet"), T)) == 2


def test_sums_side_by_side_for_several_years_are_as_many_grants(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "annees",
        "Association bénéficiaire;Subvention 2021;Subvention 2022;Subvention 2023",
        "Amicale du Foix;1000 €;;1200 €",
        "Club de Vienne;500 €;600 €;",
        "Les Amis du Port;100 €;100 €;100 €",
    )
    made = of(imported(path, funder="213400336"), F)
    assert Counter(s.fields["year"] for s in made) == {2021: 3, 2022: 2, 2023: 2}


def test_a_list_of_links_becomes_partnerships_with_their_weight(tmp_path: Path) -> None:
    path = table(tmp_path, "reseau", "source;target;weight", "Ville de Blois;CAF 41;3", "CAF 41;MJC du Foix;1")
    found = proposed(path)
    assert found.about == "links"
    told = [s.fields for s in of(imported(path), L)]
    assert [(each["actor"], each["partner"], each["kind"], each["weight"]) for each in told] == [
        ("reseau:Ville de Blois", "reseau:CAF 41", "lien", 3),
        ("reseau:CAF 41", "reseau:MJC du Foix", "lien", 1),
    ]


def test_values_that_name_no_term_are_told_and_no_term_is_made_of_them(tmp_path: Path) -> None:
    rows = [f"Structure {n};{kind};Blois" for n, kind in enumerate(["Association", "Entreprise", "Tiers-lieu"] * 4)]
    path = table(tmp_path, "lieux", "Nom de la structure;Type de structure;Commune", *rows)
    kinds = Counter(s.fields["kind"] for s in of(imported(path), A))
    assert kinds == {"association": 4, "entreprise": 4, "organisme": 4}
    assert ["Tiers-lieu" in say(told, "fr") for told in proposed(path).unmapped] == [True]


def test_what_a_person_chooses_wins(tmp_path: Path) -> None:
    path = table(tmp_path, "x", "A;B;C", "Alpha;Beta;12", "Gamma;Delta;15")
    assert proposed(path).mapping is None
    assert missing(proposed(path))[0] in ("about", "recipient", "actor", "funder")
    chosen = {0: meant_by("org_name:funder"), 1: meant_by("nom d’organisme (qui reçoit)"), 2: meant_by("amount")}
    assert [s.fields["amount"] for s in of(imported(path, columns=chosen), F)] == [12, 15]


def test_columns_without_a_name_or_with_one_name_twice_are_named_by_their_position(tmp_path: Path) -> None:
    path = table(tmp_path, "x", "Association;Montant;Montant;", "Amicale du Foix;1 €;2 €;Blois", "Club;3 €;4 €;Tours")
    found = proposed(path, funder="Ville de Blois")
    assert found.mapping is not None
    amount = found.mapping.files[0].records[-1].fields["amount"]
    assert amount.column == [2]
    assert [s.fields["amount"] for s in of(imported(path, funder="Ville de Blois"), F)] == [1, 3]


def test_a_code_that_names_the_row_is_no_id_of_the_organisation(tmp_path: Path) -> None:
    prepared = imported(table(tmp_path, "grants", *CHARITIES))
    assert not any("g-1" in s.ids[0].lower() for s in of(prepared, A))


def test_a_meaning_that_there_is_not_is_refused_with_the_list() -> None:
    with pytest.raises(UsageError) as caught:
        meant_by("colour")
    assert all("org_name:funder" in str(caught.value.problem(lang)["detail"]) for lang in LANGS)


def test_each_choice_has_words_in_both_languages_and_is_found_by_them() -> None:
    every = [one for listed in options().values() for one in listed]
    assert [meant_by(one.key) for one in every] == every
    assert all(meant_by(say(one.label, lang)) == one for one in every for lang in LANGS)


def test_the_yaml_says_what_each_column_was_taken_for(tmp_path: Path) -> None:
    found = proposed(table(tmp_path, "aides", *GRANTS))
    text = as_yaml(found, "fr")
    assert "# Montant voté : montant (non lue), car " in text
    assert yaml.safe_load(text) == found.declared


HELD_OUT = Path(__file__).parents[1] / "meanings" / "unseen" / "held_out"


@pytest.mark.parametrize("path", sorted(HELD_OUT.glob("*.csv")), ids=lambda path: path.stem)
def test_a_table_of_a_kind_that_nobody_named_is_read_and_no_row_vanishes(path: Path, tmp_path: Path) -> None:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    copy = tmp_path / path.name
    copy.write_text("".join([lines[0], *lines[2:]]), "utf-8")
    prepared = imported(copy, funder="Fondation Témoin", project_kind="projet", role="partenaire")
    (file,) = prepared.files
    assert file["read"] == len(lines) - 2
    assert set(prepared.rejected) <= {"reversed_dates"}, prepared.problems
    assert of(prepared, A) or of(prepared, P)
    persons = {one.header for one in proposed(copy).left_out}
    assert persons <= set(file["unused_columns"])


@pytest.mark.slow
@pytest.mark.needs("shared")
def test_every_column_of_persons_that_is_planted_in_a_shared_table_is_left_out() -> None:
    people = ("Jeanne Martin", "Karim Haddad", "Sylvie Vasseur", "Moussa Traoré", "Nathalie Perrot", "Yves Guillou")
    plants = (
        lambda n: people[n % 6],
        lambda n: f"{people[n % 6].split()[0].lower()}{n}@example.org",
        lambda n: f"06 12 34 {n % 90 + 10} 78",
        lambda n: json.dumps([{"prenom": people[n % 6].split()[0], "nom": people[n % 6].split()[1]}]),
        lambda n: f"CCAS de Blois - {people[n % 6]}" if n % 2 else "",
    )
    missed = []
    for one in shared_tables():
        rows = [(*row, *(plant(n) for plant in plants)) for n, row in enumerate(one.rows[:60])]
        width = len(one.header)
        found = personal_columns((*one.header, *(f"champ {n}" for n in range(len(plants)))), rows)
        wanted = range(width, width + len(plants)) if len(rows) > 10 else ()
        missed += [(one.file, at - width) for at in wanted if at not in found]
        organisations = [at for at, label in enumerate(one.labels) if label.meaning == "org_name" and at in found]
        assert organisations == [], one.file
    assert missed == []


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (['"Amis; du Port"', "Chorale", "Foyer", "Club"], {"Amis; du Port", "Chorale", "Foyer", "Club"}),
        (['"Amis; du Port"', '"Chor; de Mer"', "Foyer", "Club"], {"Amis; du Port", "Chor; de Mer", "Foyer", "Club"}),
        (['"Amis ; Chorale"', '"Foyer ; Amis"', "Club", "Cercle"], {"Amis", "Chorale", "Foyer", "Club", "Cercle"}),
        (['"""Amis; du Port"" ; Chorale"', '"Foyer; Club"', "Foyer"], {"Amis; du Port", "Chorale", "Foyer", "Club"}),
    ],
)
def test_a_name_with_a_semicolon_is_one_and_several_names_are_several(
    tmp_path: Path, cells: list[str], names: set[str]
) -> None:
    rows = [f"Action {n};{cell};MJC du Foix" for n, cell in enumerate(cells)]
    path = table(tmp_path, "actions", "Action;Partenaires;Porteur", *rows)
    made = of(imported(path, project_kind="projet"), A)
    assert {str(s.fields["name"]) for s in made} == {*names, "MJC du Foix"}


@pytest.mark.parametrize(
    ("header", "more", "funder"),
    [
        ("Structure;Commune;Montant", "", "Région Centre"),
        ("Structure;Commune;Montant;Financeur", ";Région Centre", ""),
        ("Structure;Commune;Montant", "", ""),
    ],
)
def test_homonyms_of_two_towns_stay_two_whoever_pays_them(tmp_path: Path, header: str, more: str, funder: str) -> None:
    rows = ("Comité de quartier Saint-Jean;Bourges;100", "Comité de quartier Saint-Jean;Châteauroux;250",
            "Foyer rural;Gien;5", "Foyer rural;Sully-sur-Loire;7", "Foyer rural;Gien;8")  # fmt: skip
    path = table(tmp_path, "aides", header, *(row + more for row in rows))
    prepared = imported(path, funder=funder, producer="Région Centre")
    names = {(str(s.fields["name"]), s.ids[0]) for s in of(prepared, A) if s.fields["name"] != "Région Centre"}
    assert len(names) == 4
    assert prepared.files[0]["accepted"] == 5


def test_a_body_whose_town_is_not_stated_is_told_apart_by_who_pays(tmp_path: Path) -> None:
    rows = ("Foyer rural;Gien;5", "Foyer rural;;7", "Club de Vienne;Blois;9", "Amicale du Foix;Blois;8")
    path = table(tmp_path, "aides", "Structure;Commune;Montant", *rows)
    prepared = imported(path, funder="Ville de Blois", producer="Ville de Blois")
    assert {s.ids[0] for s in of(prepared, A) if s.fields["name"] == "Foyer rural"} == {
        "nom:ville-de-blois--gien--foyer-rural",
        "nom:ville-de-blois--foyer-rural",
    }


def test_the_place_of_a_project_makes_no_second_body(tmp_path: Path) -> None:
    rows = ("Foyer rural;Gien;5", "Foyer rural;Blois;7", "Club de Vienne;Blois;9", "Amicale du Foix;Blois;8")
    path = table(tmp_path, "aides", "Structure;Commune du projet;Montant", *rows)
    prepared = imported(path, funder="Région Centre", producer="Région Centre")
    assert len({s.ids[0] for s in of(prepared, A) if s.fields["name"] == "Foyer rural"}) == 1


@pytest.mark.parametrize("nothing", ["", "N/A", "-", "sans objet", " ", "NC"])
@pytest.mark.parametrize("funder", ["", ";Ville de Tours"])
def test_a_row_with_an_amount_and_no_name_is_rejected_and_told(tmp_path: Path, nothing: str, funder: str) -> None:
    header = "Organisme;Ville;Aide" + (";Financeur" if funder else "")
    rows = [f"{name};Tours;{n}{funder}" for n, name in enumerate(("Club A", "Club B", "Amicale C", nothing), 1)]
    prepared = imported(table(tmp_path, "aides", header, *rows), funder="" if funder else "Ville de Tours")
    assert (prepared.files[0]["accepted"], prepared.files[0]["rejected"]) == (3, 1)
    assert {row for _, row, _, _ in codes(prepared)} == {5}
    assert sum(s.fields["amount"] for s in of(prepared, F)) == 6  # type: ignore[misc]


def test_a_body_without_an_amount_stays_and_a_number_is_as_good_as_a_name(tmp_path: Path) -> None:
    rows = ("Club A;41838187700012;5", "Club B;;", ";41838187700012;6", "Amicale C;;7")
    prepared = imported(table(tmp_path, "aides", "Organisme;Siret;Aide", *rows), funder="Ville de Tours")
    assert {"Club A", "Club B", "Amicale C"} <= {s.fields["name"] for s in of(prepared, A)}
    given = [s.fields["amount"] for s in of(prepared, F) if s.fields["recipient"] == "siret:41838187700012"]
    assert given == [5, 6]


CLUBS = ("Club 1;10;7;", "Club 2;20;14;2", "Club 3;;21;", "Club 4;40;28;4", "Club 5;50;35;", "Club 6;;42;6",
         "Club 7;70;49;", "Club 8;80;56;8", "Club 9;;63;", "Club 10;100;70;10", "Club 11;110;77;",
         "Club 12;;84;12")  # fmt: skip


@pytest.mark.parametrize(
    ("above", "header", "row"),
    [
        ((), "Association;2019;2020;2021", 1),
        ((), "Association;2019-2020;2020-2021;2021-2022", 1),
        ((), "Association;2019/20;2020/21;2021/22", 1),
        ((), "2019;2020;2021;Association", 1),
        (("Subventions aux clubs;;;", ""), "Association;2019;2020;2021", 3),
        (("Subventions aux clubs;;;",), "Association;Voté 2019;Voté 2020;Voté 2021", 2),
    ],
)
def test_years_head_columns_and_no_row_is_taken_for_a_header_because_of_its_blanks(
    tmp_path: Path, above: tuple[str, ...], header: str, row: int
) -> None:
    rows = CLUBS if header.startswith("Asso") else [";".join([*c.split(";")[1:], c.split(";")[0]]) for c in CLUBS]
    table_ = proposed(table(tmp_path, "aides", *above, header, *rows)).table
    assert (table_.header_row, table_.header) == (row, tuple(header.split(";")))
    assert table_.rows == 12


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("Nom;Type;Commune", ("Blois;Commune;Blois", "Blois;EPCI;Blois", "Club;Association;Blois")),
        ("Nom;Type", ("Vendôme;Commune", "Vendôme;EPCI", "Club;")),
        ("Bénéficiaire;Nature juridique;Montant", ("Blois;Commune;5", "Blois;EPCI;7", "Club;Association;9")),
    ],
)
def test_two_bodies_of_one_name_and_two_kinds_stay_two(tmp_path: Path, header: str, rows: tuple[str, ...]) -> None:
    made = of(imported(table(tmp_path, "annuaire", header, *rows), funder="Région Centre"), A)
    found = {(s.fields["name"], s.fields["kind"], s.ids[0]) for s in made if s.fields["name"] in ("Blois", "Vendôme")}
    assert len({id_ for *_, id_ in found}) == 2
    assert {kind for _, kind, _ in found} == {"commune", "epci"}


def test_one_body_whose_kind_is_not_always_stated_stays_one(tmp_path: Path) -> None:
    rows = ("Club de Vienne;Association;5", "Club de Vienne;;7", "Foyer rural;Asso;9", "Foyer rural;Association;3")
    prepared = imported(table(tmp_path, "aides", "Bénéficiaire;Type;Montant", *rows), funder="Région Centre")
    assert len({s.ids[0] for s in of(prepared, A) if s.fields["name"] != "Région Centre"}) == 2
