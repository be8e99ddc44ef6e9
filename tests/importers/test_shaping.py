"""A mapping brings a table into shape: header, headings, totals, lists, columns side by side. No row is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.errors import InputError
from graph_service.messages import say
from graph_service.model import RecordType
from importers.batch import Prepared
from tests.importers.preparing import of, run, table

HEAD = """
id: essai
label_fr: Essai
label_en: Trial
value_maps:
  kinds: {Asso: association, Ville: commune}
files:
  - source: {producer: Ville, title: Essai}
"""
ACTOR = """
    records:
      - type: actor
        fields: {id: {column: nom, prefix: "n:"}, name: {column: nom}, kind: {constant: association}, %s}
"""


def mapped(tmp_path: Path, spec: str, *lines: str, file: str = "essai") -> Prepared:
    (tmp_path / "essai.yaml").write_text(HEAD + spec, "utf-8")
    return run(table(tmp_path, file, *lines), mapping=str(tmp_path / "essai.yaml"))


def values(prepared: Prepared, name: str) -> list[object]:
    return [s.fields.get(name) for s in of(prepared, RecordType.ACTOR)]


def test_the_header_is_the_first_row_with_all_columns_whatever_their_case_and_accents(tmp_path: Path) -> None:
    spec = "    columns: [nom, Année]" + ACTOR % "start: {column: année}"
    prepared = mapped(tmp_path, spec, "Liste des structures;", ";", "  NOM ;ANNEE", "Alpha;2020")
    assert (values(prepared, "name"), values(prepared, "start")) == (["Alpha"], ["2020"])
    assert [say.row for say in prepared.says if say.statement.type is RecordType.ACTOR] == [4]


def test_a_column_may_have_several_names_a_pattern_or_a_position(tmp_path: Path) -> None:
    spec = "    columns: [[name, nom]]" + ACTOR % 'acronym: {column: "/^sigle/"}, website: {column: 3}'
    prepared = mapped(tmp_path, spec, "nom;Sigle (s'il y en a un);", "Alpha;A;https://a.example")
    assert (values(prepared, "acronym"), values(prepared, "website")) == (["A"], ["https://a.example"])


def test_what_stands_above_the_header_or_in_the_name_of_the_file_holds_for_all_rows(tmp_path: Path) -> None:
    spec = (
        '    columns: [nom]\n    above: {depuis: "Exercice (\\\\d{4})"}\n    from_name: {fin: "au-(\\\\d{4})"}'
        + ACTOR % "start: {column: depuis}, end: {column: fin}"
    )
    prepared = mapped(tmp_path, spec, "Exercice 2021", "nom;", "Alpha;", "Beta;", file="liste-au-2023")
    assert (values(prepared, "start"), values(prepared, "end")) == (["2021", "2021"], ["2023", "2023"])


def test_headings_fill_the_rows_below_and_totals_are_set_aside_and_checked(tmp_path: Path) -> None:
    spec = (
        '    columns: [nom, montant]\n    sections: [{column: nom, matches: "^Thème (.*)$", name: theme}]'
        "\n    totals: [{total: montant, parts: montant, rows: {column: nom, equals: total}}]"
        "\n    skip: {totals: {column: nom, equals: total}}" + ACTOR % "acronym: {column: theme}"
    )
    lines = [
        "nom;montant",
        "Thème sport;",
        "Alpha;10",
        "Beta;5,50",
        "TOTAL;15,50",
        "Thème santé;",
        "Gamma;1",
        "Total;2",
    ]
    prepared = mapped(tmp_path, spec, *lines)
    assert list(zip(values(prepared, "name"), values(prepared, "acronym"), strict=True)) == [
        ("Alpha", "sport"),
        ("Beta", "sport"),
        ("Gamma", "santé"),
    ]
    assert prepared.files[0]["aside"] == {"heading": 2, "totals": 2}
    assert [(p["row"], p["code"]) for p in prepared.problems] == [(8, "wrong_total")]


def test_a_list_of_objects_makes_a_row_of_each_and_an_empty_one_leaves_its_row(tmp_path: Path) -> None:
    spec = "    columns: [nom, membres]\n    unnest: membres" + ACTOR % "acronym: {column: membres.code}"
    lines = ["nom;membres", 'Alpha;"[{""code"": ""A1""}, {""code"": ""A2"", ""x"": 1}]"', "Beta;[]", "Gamma;rien"]
    prepared = mapped(tmp_path, spec, *lines)
    assert values(prepared, "acronym") == ["A1", "A2", None, None]


def test_columns_side_by_side_make_a_row_of_each_that_is_filled(tmp_path: Path) -> None:
    spec = (
        '    columns: [nom]\n    wide: {columns: "^adh (\\\\d{4})$", name: an, value: coche}'
        + ACTOR % "start: {column: an}, acronym: {column: coche}"
    )
    prepared = mapped(tmp_path, spec, "nom;adh 2020;adh 2021", "Alpha;x;", "Beta;;y", "Gamma;;")
    assert list(zip(values(prepared, "start"), values(prepared, "acronym"), strict=True)) == [
        ("2020", "x"),
        ("2021", "y"),
    ]
    assert prepared.files[0]["aside"] == {"no_value": 1}


def test_rows_are_counted_into_a_column(tmp_path: Path) -> None:
    spec = "    columns: [nom, signe]\n    counts: {n: {column: signe, present: true}}" + ACTOR % "acronym: {column: n}"
    assert values(mapped(tmp_path, spec, "nom;signe", "Alpha;x", "Beta;", "Gamma;x"), "acronym") == ["2", "2", "2"]


def test_a_row_of_which_no_record_is_made_is_told(tmp_path: Path) -> None:
    spec = (
        "    columns: [nom, type]\n    records:\n      - type: actor\n        when: {column: type, equals: [asso]}\n"
        "        fields: {id: {column: nom}, name: {column: nom}, kind: {column: type, values: kinds}}\n"
    )
    prepared = mapped(tmp_path, spec, "nom;type", "Alpha;Asso", "Beta;autre")
    assert (values(prepared, "kind"), prepared.files[0]["aside"]) == (["association"], {"no_record": 1})


def test_a_cell_with_several_names_makes_a_record_of_each(tmp_path: Path) -> None:
    spec = (
        "    columns: [projet, partenaires]\n    records:\n      - type: actor\n"
        '        each: {column: partenaires, split: "[;,]"}\n'
        '        fields: {id: {column: "@item"}, name: {column: "@item"}, kind: {constant: association}}\n'
    )
    prepared = mapped(tmp_path, spec, "projet|partenaires".replace("|", "\t"), "P\tAlpha, Beta ,Alpha")
    assert values(prepared, "name") == ["Alpha", "Beta"]


@pytest.mark.parametrize("other", ["wrong", "without"])
def test_a_file_without_the_columns_or_with_a_forbidden_one_is_another_one(tmp_path: Path, other: str) -> None:
    spec = "    columns: [nom]\n    without: [prenom]" + ACTOR % "acronym: {constant: A}"
    with pytest.raises(InputError) as caught:
        mapped(tmp_path, spec, "titre;x" if other == "wrong" else "nom;prenom", "Alpha;x")
    assert caught.value.code == "mapping-does-not-fit"


def test_a_column_of_a_year_that_says_no_makes_no_row(tmp_path: Path) -> None:
    spec = (
        '    columns: [nom]\n    wide: {columns: "^(20\\\\d\\\\d)$", name: an, value: coche}'
        + ACTOR % "start: {column: an}"
    )
    prepared = mapped(tmp_path, spec, "nom;2020;2021", "Alpha;oui;non", "Beta;0;")
    assert values(prepared, "start") == ["2020"]
    assert prepared.files[0]["aside"] == {"no_value": 1}


def test_a_condition_may_be_turned_round_and_a_null_is_as_good_as_nothing(tmp_path: Path) -> None:
    spec = (
        "    columns: [nom, somme]\n    records:\n      - type: actor\n        when: [{column: somme, present: true}, "
        "{column: nom, matches: ^B, not: true}]\n"
        "        fields: {id: {column: nom}, name: {column: nom}, kind: {constant: association}}\n"
    )
    (tmp_path / "essai.yaml").write_text(
        (HEAD + spec).replace("label_en: Trial", "label_en: Trial\nnulls: [néant]"), "utf-8"
    )
    file = table(tmp_path, "essai", "nom;somme", "Alpha;1", "Beta;1", "Gamma;Neant")
    assert values(run(file, mapping=str(tmp_path / "essai.yaml")), "name") == ["Alpha"]


def test_titles_above_the_header_of_a_workbook_are_read_too(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for line in (
        ["Liste des membres", "2024"],
        ["au 3 mars"],
        [],
        ["nom", "rue", "ville", "code", "cp"],
        ["Alpha", "a", "b", "c", "d"],
    ):
        book.active.append(line)
    book.save(tmp_path / "essai.xlsx")
    spec = '    columns: [nom, rue]\n    above: {depuis: "(20\\\\d\\\\d)"}' + ACTOR % "start: {column: depuis}"
    (tmp_path / "essai.yaml").write_text(HEAD + spec, "utf-8")
    prepared = run(tmp_path / "essai.xlsx", mapping=str(tmp_path / "essai.yaml"))
    assert (values(prepared, "name"), values(prepared, "start")) == (["Alpha"], ["2024"])


def test_a_missing_value_is_told_by_the_columns_of_the_file(tmp_path: Path) -> None:
    spec = (
        "    columns: [siren, nom]\n    records:\n      - type: actor\n        fields: "
        "{id: {first_of: [{identifier: siren}, {slug: [nom]}]}, name: {column: nom}, kind: {constant: association}}\n"
    )
    prepared = mapped(tmp_path, spec, "siren;nom;x", "123456789;;a")
    (problem,) = [each for each in prepared.problems if each["severity"] == "error"]
    assert problem["column"] == "nom"
    assert "siren" in say(problem["message"], "fr")


def test_rows_that_are_opened_count_as_the_rows_of_the_file_and_records_apart(tmp_path: Path) -> None:
    spec = (
        '    columns: [nom]\n    wide: {columns: "^(20..)$", name: an, value: coche}\n    records:\n'
        "      - type: actor\n        when: {column: coche, equals: rien, not: true}\n"
        "        fields: {id: {column: nom}, name: {column: nom}, kind: {column: coche, values: kinds}}\n"
    )
    rows = ("A;Asso;Asso;Ville", "B;Asso;truc;", "C;truc;truc;machin", "D;rien;rien;", "E;rien;Asso;", "F;;;")
    prepared = mapped(tmp_path, spec, "nom;2020;2021;2022", *rows)
    (file,) = prepared.files
    assert (file["read"], file["accepted"], file["rejected"]) == (6, 2, 2)
    assert file["aside"] == {"no_record": 1, "no_value": 1}
    assert (sum(prepared.rejected.values()), file["records"]) == (2, 5)
    assert [p["row"] for p in prepared.problems if p["severity"] == "error"] == [3, 4, 4, 4]


def test_years_far_off_and_periods_turned_round_are_told_row_by_row(tmp_path: Path) -> None:
    lines = [
        "nomAttribuant;idAttribuant;dateConvention;nomBeneficiaire;montant;datesPeriodeVersement",
        "Ville de Blois;21410018200018;2023-02-01;Alpha;100;2023-01-01_2023-12-31",
        "Ville de Blois;21410018200018;2099-02-01;Beta;100;2023-12-31_2023-01-01",
        "Ville de Blois;21410018200018;;Gamma;100;2023-12-31/2023-01-01",
        "Ville de Blois;21410018200018;2023-02-01;Delta;100;2023-06-01",
    ]
    prepared = run(table(tmp_path, "subventions", *lines))
    told = [(p["row"], p["code"], p["severity"]) for p in prepared.problems if p["code"] != "bad_siret_key"]
    assert told == [(3, "reversed_period", "warning"), (3, "far_date", "warning"), (4, "reversed_period", "warning")]
    assert [s.fields["year"] for s in of(prepared, RecordType.FUNDING)] == [2023, 2099, 2023, 2023]


def test_two_attendance_sheets_of_one_name_are_two_meetings_and_one_again_is_the_same(tmp_path: Path) -> None:
    def met(folder: str, *lines: str) -> set[str]:
        (tmp_path / folder).mkdir(exist_ok=True)
        prepared = run(
            table(tmp_path / folder, "emargement", *lines, "Nom;Organisme;Signature", "A;CCAS;x", f"B;{folder};x")
        )
        return {s.ids[0] for type_ in (RecordType.PROJECT, RecordType.ACTOR) for s in of(prepared, type_)}

    assert met("mardi").isdisjoint(met("jeudi"))
    assert met("mardi") == met("mardi")
    # A title without a day comes back each month.
    assert met("mars", "Comité de pilotage", "").isdisjoint(met("avril", "Comité de pilotage", ""))
    # A day says enough: a sheet that was corrected is the same meeting.
    dated = "Comité de pilotage du 12/03/2024"
    assert [id_ for id_ in met("un", dated, "") & met("deux", dated, "") if id_.startswith("rencontre:")]
