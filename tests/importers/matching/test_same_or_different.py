"""Which actors of an import are one with others: the same by themselves, left for a person to review, or neither."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.errors import UsageError
from graph_service.graph import Graph
from graph_service.model import MATCHER, RecordType, Scope, row
from graph_service.territories import packaged as places
from graph_service.vocabulary import packaged as vocabulary
from importers.matching.comparing import compare
from importers.matching.organisations import Known, Organisation, of_rows
from importers.matching.spelling import distance
from tests.deep import rounds
from tests.graph_service.house import folder, new_graph

HEADER = "id,name,kind,territory,siren,rna,acronym,visibility\n"
TOURS, BLOIS, VIERZON = "37261", "41018", "18279"


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    graph = new_graph(tmp_path / "g.db")
    yield graph
    graph.close()


def came(graph: Graph, tmp_path: Path, name: str, *rows: str, **options) -> dict[str, int]:
    """Import a table of actors as the source `name`; what its report says of matches."""
    full = [row + "," * (HEADER.count(",") - row.count(",")) for row in rows]
    files = [folder(tmp_path / str(len(graph.batches())), name, actors=HEADER + "\n".join(full))]
    return dict(graph.import_files(files, source=name, **options).matches)


def actors(graph: Graph, scope: Scope = Scope.INTERNAL) -> list[tuple[str, ...]]:
    """The records of each actor that a scope sees."""
    return [fact.keys for fact in graph.store.facts(RecordType.ACTOR, None, scope)]


def both(one: str, other: str, graph: Graph, tmp_path: Path) -> str:
    """What becomes of two records, the second of which is imported after the first."""
    came(graph, tmp_path, "First", "a," + one)
    found = came(graph, tmp_path, "Second", "b," + other)
    if found["by_name"] or found["by_identifier"]:
        assert actors(graph) == [("a", "b")]
        return "same"
    assert actors(graph) == [("a",), ("b",)]
    return "review" if found["to_review"] else "different"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"Ville de Blois,commune,{BLOIS}", f"BLOIS,commune,{BLOIS}"),
        (f"Ville de Blois,commune,{BLOIS}", "Mairie,commune,,214100182"),
        ("Commune de Blois,commune,,214100182", f"Blois,commune,{BLOIS}"),
        ("Agglopolys,epci,200030385", "CA de Blois,ca,,200030385"),
        ("Agglopolys,ca,200030385", "Communauté d'agglomération de Blois,epci,200030385"),
        ("Conseil départemental,departement,D37", "Département d'Indre-et-Loire,departement,D37"),
        (f"Régie des Quartiers,association,{TOURS}", f"REGIE DES QUARTIERS,association,{TOURS}"),
        (f"L’Étape,association,{TOURS}", f"l'etape !,association,{TOURS}"),
        (f"Œuvre du Centre,association,{TOURS}", f"Oeuvre du centre,association,{TOURS},200030385"),
        (f"CCAS de Tours,protection_sociale,{TOURS}", f"Ccas de Tours,protection_sociale,{TOURS}"),
    ],
)
def test_the_authority_of_a_place_and_an_equal_name_in_a_stated_place_are_one(one, other, graph, tmp_path) -> None:
    assert both(one, other, graph, tmp_path) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"Association L'Étape,association,{TOURS}", f"L'Étape,association,{TOURS}"),
        (f"Ville de Tours,commune,{TOURS}", "Tours,commune,"),
        (f"Étape Tours,association,{TOURS}", f"Tours Étape,association,{TOURS}"),
        (f"Régie Plus Tours Sanitas,association,{TOURS}", f"RPTS,association,{TOURS}"),
        (f"Amitié Sanitas,association,{TOURS}", "Amitié Sanitas,association,"),
        ("Amitié Sanitas,association,", "Amitié Sanitas,association,"),
        (f"Amitié Sanitas,association,{TOURS}", "Amitié Sanitas,association,D37"),
        ("Amitié Sanitas,association,D37", "Amitié Sanitas,association,D37"),
        (f"Amitié Sanitas,association,{TOURS}", f"Amitié Sanitas,entreprise,{TOURS}"),
        (f"CCAS,protection_sociale,{TOURS}", f"CCAS,protection_sociale,{TOURS}"),
        ("Direction de la Tuffière,etat_deconcentre,37261", "Direction de la Tuffière,etat_deconcentre,37261"),
        (f"Blois,commune,{BLOIS}", f"CCAS de Blois,commune,{BLOIS}"),
        (f"Saint-Avertin Sanitas,association,{TOURS}", f"St Avertin Sanitas,association,{TOURS}"),
        (f"Amitié Sanitas,association,{TOURS}", f"Amtiié Sanitas,association,{TOURS}"),
        (f"Club Subaquatique Tourangeau,association,{TOURS}", f"Club Subaquatiq Tourangeau,association,{TOURS}"),
        (f"Ludothèque,association,{TOURS}", f"Ludotéque,association,{TOURS}"),
        (f"Porte Plume Sanitas,association,{TOURS}", f"Porteplume Sanitas,association,{TOURS}"),
        (f"Club Tourangeau,association,{TOURS}", f"Club Touranjeau,association,{TOURS}"),
    ],
)
def test_what_had_to_be_left_out_or_is_not_stated_is_left_to_a_person(one, other, graph, tmp_path) -> None:
    assert both(one, other, graph, tmp_path) == "review"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"Amitié Sanitas,association,{TOURS},243700754", f"Amitié Sanitas,association,{TOURS},200030385"),
        (f"Amitié Sanitas,association,{TOURS},,W372000001", f"Amitié Sanitas,association,{TOURS},,W372000002"),
        ("CCAS,protection_sociale,", "CCAS,protection_sociale,"),
        ("Comité des fêtes,association,", "COMITE DES FETES,association,"),
        ("Mairie,collectivite,", "Mairie,collectivite,"),
        ("École Saint-Joseph,association,", "Ecole St Joseph,association,"),
        (f"Comité des fêtes,association,{TOURS}", f"Comité des fêtes,association,{BLOIS}"),
        (f"Ville de Tours,commune,{TOURS}", f"Ville de Blois,commune,{BLOIS}"),
        (f"Tours,commune,{TOURS}", "Tours Métropole Val de Loire,metropole,243700754"),
        (f"Association L'Étape,association,{TOURS}", f"L'Étape,association,{BLOIS}"),
        (f"Les Amis du Livre,association,{TOURS}", f"Les Amis du Vélo,association,{TOURS}"),
        (f"Amitié Sanitas,association,{TOURS}", f"Amtiié Sanitas,association,{BLOIS}"),
        (f"Amitié Sanitas,association,{TOURS}", "Amtiié Sanitas,association,"),
        (f"Amitié Sanitas,association,{TOURS}", f"Amtiié Sanitas,entreprise,{TOURS}"),
        (f"Amitié Sanitas,association,{TOURS}", "Amitié Sanittas,association,D37"),
        (f"Amitié Sanitas,association,{TOURS},243700754", f"Amtiié Sanitas,association,{TOURS},200030385"),
        (f"Les Amis du Pont,association,{TOURS}", f"Les Amis du Port,association,{TOURS}"),
        (f"Codela,association,{TOURS}", f"Corela,association,{TOURS}"),
        (f"Section 2023 Sanitas,association,{TOURS}", f"Section 2024 Sanitas,association,{TOURS}"),
    ],
)
def test_two_numbers_two_places_or_a_name_of_common_words_are_neither_joined_nor_asked(
    one, other, graph, tmp_path
) -> None:
    assert both(one, other, graph, tmp_path) == "different"


def test_two_words_that_others_have_too_are_two_words_and_no_slip(graph, tmp_path) -> None:
    rows = [f"a,Chorale du Marais,association,{TOURS}", f"b,Théâtre du Marais,association,{TOURS}"]
    rows += [f"c,Chorale du Marain,association,{TOURS}", f"d,Théâtre du Marain,association,{TOURS}"]
    assert came(graph, tmp_path, "F", *rows)["to_review"] == 0


@pytest.mark.parametrize(
    ("one", "other", "most", "apart"),
    [
        ("amicale", "amicale", 2, 0),
        ("amicale", "amciale", 2, 1),
        ("amicale", "amicales", 1, 1),
        ("amicale", "anicalle", 2, 2),
        ("amicale", "amiral", 1, 2),
        ("amicale", "chorale", 2, 3),
        ("", "abc", 2, 3),
    ],
)
def test_letters_between_two_words_are_counted_up_to_a_bound(one: str, other: str, most: int, apart: int) -> None:
    assert distance(one, other, most) == distance(other, one, most) == apart


def test_a_crushed_identifier_joins_nobody(graph, tmp_path) -> None:
    lines = "id,name,kind,siret\na,Les Amis du Livre,association,2.43E+13\nb,Le Vélo Libre,association,2.43E+13"
    report = graph.import_files([folder(tmp_path, "f", actors=lines)], source="F")
    assert actors(graph) == [("a",), ("b",)]
    assert report.matches == {"by_identifier": 0, "by_name": 0, "to_review": 0}


def test_actors_of_one_file_are_compared_with_each_other(graph, tmp_path) -> None:
    found = came(graph, tmp_path, "F", f"a,L'Étape,association,{TOURS}", f"b,L’ÉTAPE,association,{TOURS}")
    assert found == {"by_identifier": 0, "by_name": 1, "to_review": 0}
    assert actors(graph) == [("a", "b")]


def test_a_name_that_two_numbers_bear_is_nobodys_by_itself(graph, tmp_path) -> None:
    came(graph, tmp_path, "F", f"a,L'Étape,association,{TOURS},243700754", f"b,L'Étape,association,{TOURS},200030385")
    found = came(graph, tmp_path, "G", f"c,L'Étape,association,{TOURS}")
    assert found == {"by_identifier": 0, "by_name": 0, "to_review": 2}


def test_what_an_identifier_joins_is_counted_there_and_asked_no_more(graph, tmp_path) -> None:
    came(graph, tmp_path, "F", f"a,L'Étape,association,{TOURS},243700754")
    found = came(graph, tmp_path, "G", f"b,L'Étape,association,{TOURS},243700754")
    assert found == {"by_identifier": 1, "by_name": 0, "to_review": 0}


def test_undoing_the_import_that_found_it_takes_two_records_apart(graph, tmp_path) -> None:
    came(graph, tmp_path, "F", f"a,L'Étape,association,{TOURS}")
    came(graph, tmp_path, "G", f"b,L'Étape,association,{TOURS}")
    assert actors(graph) == [("a", "b")]
    graph.undo(graph.batches()[0][0].id)
    assert actors(graph) == [("a",)]


def test_the_same_file_again_says_again_what_was_found_and_finds_nothing_new(graph, tmp_path) -> None:
    came(graph, tmp_path, "F", f"a,L'Étape,association,{TOURS}")
    row = f"b,L'Étape,association,{TOURS}"
    came(graph, tmp_path, "G", row)
    came(graph, tmp_path, "H", f"c,L'ÉTAPE,association,{BLOIS}", "d,Autre Chose,association,")
    first = graph.batches()[1][0].id
    before = graph.store.content_hash(Scope.INTERNAL)
    assert came(graph, tmp_path, "G", row)["by_name"] == 0
    assert graph.store.content_hash(Scope.INTERNAL) == before
    graph.undo(first)
    assert graph.store.content_hash(Scope.INTERNAL) == before
    said = [s.statement for s in graph.store.statements() if s.statement.source == MATCHER]
    assert {word.ids for word in said} == {("b", "a")}


def test_the_word_of_the_team_stands_over_what_an_import_finds(graph, tmp_path) -> None:
    came(graph, tmp_path, "F", f"a,L'Étape,association,{TOURS}")
    row = f"b,L'Étape,association,{TOURS}"
    came(graph, tmp_path, "G", row)
    graph.edit([{"op": "different", "ids": ["a", "b"]}])
    assert actors(graph) == [("a",), ("b",)]
    came(graph, tmp_path, "G", row)
    assert actors(graph) == [("a",), ("b",)]


def test_a_scope_is_told_only_what_it_can_tell_by_itself(graph, tmp_path) -> None:
    # The public knows `a` by another name; that the two are one follows from what the team alone sees.
    came(graph, tmp_path, "F", f"a,Association du Quai,association,{TOURS},,,,public")
    came(graph, tmp_path, "F2", f"a,L'Étape du Quai,association,{TOURS},,,,internal", updated="2030")
    came(graph, tmp_path, "G", f"b,L'Étape du Quai,association,{TOURS},,,,public")
    assert actors(graph) == [("a", "b")]
    assert actors(graph, Scope.PUBLIC) == [("a",), ("b",)]


def test_a_hidden_namesake_keeps_the_public_from_nothing_that_it_sees(graph, tmp_path) -> None:
    came(
        graph,
        tmp_path,
        "F",
        f"a,L'Étape,association,{TOURS},,,,public",
        f"x,L'Étape,association,{TOURS},243700754,,,internal",
    )
    came(graph, tmp_path, "G", f"b,L'Étape,association,{TOURS},200030385,,,public")
    assert actors(graph, Scope.PUBLIC) == [("a", "b")]


def test_a_source_cannot_speak_as_the_matcher(graph, tmp_path) -> None:
    with pytest.raises(UsageError, match="cannot be a source"):
        came(graph, tmp_path, "Matcher", f"a,L'Étape,association,{TOURS}")


BY = Known(vocabulary(), places())
NAMES = [
    "L'Étape",
    "Letape",
    "Association l'Étape",
    "Étape l'",
    "CCAS",
    "Comité des fêtes",
    "Ville de Tours",
    "Tours",
    "SPT",
]
organisations = st.builds(
    lambda id_, **fields: (id_, {name: value for name, value in fields.items() if value}),
    st.sampled_from("abcdef"),
    name=st.sampled_from(NAMES),
    kind=st.sampled_from(["association", "commune", "epci", "etat_deconcentre"]),
    territory=st.sampled_from([None, TOURS, BLOIS, "D37", "243700754"]),
    siren=st.sampled_from([None, None, "243700754", "200030385", "213702616"]),
    acronym=st.sampled_from([None, "LET", "CCAS"]),
)


def organisation(made) -> Organisation:
    id_, fields = made
    return of_rows([id_], [row(RecordType.ACTOR, {"id": id_, **fields}, source="s")], BY)


@rounds(200, deep=20_000)
@given(organisations, organisations)
def test_likeness_is_symmetric_and_never_joins_two_sirens(one, other) -> None:
    a, b = organisation(one), organisation(other)
    there, back = compare(a, b, BY), compare(b, a, BY)
    assert (there is None) == (back is None)
    if there and back:
        assert (there.same, there.score) == (back.same, back.score)
        assert 0 < there.score <= 1
        assert not (a.siren and b.siren and a.siren != b.siren)
