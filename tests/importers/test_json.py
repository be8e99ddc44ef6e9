"""JSON, JSON Lines and GeoJSON are tables: a column for each key, a row for each record, digits as written."""

from __future__ import annotations

import gzip
import json
import random
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.errors import InputError
from graph_service.messages import LANGS, say
from importers.readers import Limits, json_stream, read
from importers.readers.geometry import place
from importers.readers.json_cells import compact
from importers.sheets import Sheet
from tests.importers.preparing import run
from tests.needs import SHARED


def sheets(folder: Path, text: str | bytes, name: str = "t.json") -> list[Sheet]:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(folder / name)


def table(folder: Path, text: str | bytes, name: str = "t.json") -> list[dict[str, str]]:
    """The rows of the one sheet in a text, without their empty cells."""
    (found,) = sheets(folder, text, name)
    return [{h: t for h, t in zip(found.header, texts, strict=True) if t} for _, texts in found.rows()]


def refusal(folder: Path, text: str | bytes, name: str = "t.json", limits: Limits | None = None) -> tuple[str, str]:
    """(code, English sentence) of the error."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as caught:
        _ = [list(found.rows()) for found in read(folder / name, limits)]
    assert all(name in say(caught.value.message, lang) for lang in LANGS)
    return caught.value.code, say(caught.value.message, "en")


def told(found: Sheet) -> list[tuple[int, str]]:
    rows = [(at, remark.code) for at, _, remarks in found.rows_with_remarks() for remark in remarks]
    for remark in found.remarks:
        assert all(say(remark.message, lang) for lang in LANGS)
    return [*((0, remark.code) for remark in found.remarks), *rows]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('[{"a": 1, "b": "x"}, {"b": "y", "c": true}]', [{"a": "1", "b": "x"}, {"b": "y", "c": "true"}]),
        ('{"a": 1}\n{"a": 2}\n\n{"a": 3}\n', [{"a": "1"}, {"a": "2"}, {"a": "3"}]),
        ('\x1e{"a": 1}\n\x1e{"a": 2}\n', [{"a": "1"}, {"a": "2"}]),
        ('{"a": 1}\r\n{"a": 2}', [{"a": "1"}, {"a": "2"}]),
        ('{"results": [{"a": 1}, {"a": 2}]}', [{"a": "1"}, {"a": "2"}]),
        ('{"status": "ok", "data": {"items": [{"a": 1}], "total": 1}}', [{"a": "1"}]),
        ('{"a": 1, "b": {"c": 2}}', [{"a": "1", "b.c": "2"}]),
        (
            '{"CV1": {"nom": "Un", "n": 1}, "CV2": {"nom": "Deux"}}',
            [{"key": "CV1", "nom": "Un", "n": "1"}, {"key": "CV2", "nom": "Deux"}],
        ),
        ('[["id", "nom"], ["1", "Un"], [2, null]]', [{"id": "1", "nom": "Un"}, {"id": "2"}]),
        ('["a", "b"]', [{"value": "a"}, {"value": "b"}]),
        ('[{"a": 1}, null, {}, {"a": 2}]', [{"a": "1"}, {"a": "2"}]),
        ('var x = [{"a": 1}];\n', [{"a": "1"}]),
        ('/* made by hand */ window.x = {"r": [{"a": 1}]}', [{"a": "1"}]),
        ('callback([{"a": 1}]);', [{"a": "1"}]),
        ('export default [{"a": 1}]', [{"a": "1"}]),
        (
            '[{"a": 19875.060, "b": 1E5, "c": 12345678901234567890, "d": -0.0}]',
            [{"a": "19875.060", "b": "1E5", "c": "12345678901234567890", "d": "-0.0"}],
        ),
        ('[{"a": ["x", "y; z", 3, null, true]}]', [{"a": "x;y\\; z;3;true"}]),
        ('[{"a": [{"b": 1.50, "c": "é"}]}]', [{"a": '[{"b":1.50,"c":"é"}]'}]),
        ('[{"a": [[1, 2], [3]]}]', [{"a": "[[1,2],[3]]"}]),
        ('[{"a": {"b": {"c": 1}}, "a.b": 2}]', [{"a.b.c": "1", "a.b": "2"}]),
        ('[{"a.b": 1, "a": {"b": 2}}]', [{"a.b": "1", "a.b (2)": "2"}]),
        ('[{"a": 1}, {"a": {"b": 2}}, {"a": [{"b": 3}]}]', [{"a": "1"}, {"a.b": "2"}, {"a": '[{"b":3}]'}]),
        ('[{"a": "\\ud800 \\u00e9"}]', [{"a": "\ufffd é"}]),
    ],
)
def test_records_are_rows_and_keys_are_columns(tmp_path: Path, text: str, rows: list[dict[str, str]]) -> None:
    assert table(tmp_path, text) == rows


def test_rows_count_records_and_columns_stand_in_the_order_met(tmp_path: Path) -> None:
    (found,) = sheets(tmp_path, '[{"b": 1}, {}, {"a": 2, "b": 3}]')
    assert (found.header, found.header_row) == (("b", "a"), 0)
    assert list(found.rows()) == list(found.rows()) == [(1, ["1", ""]), (3, ["3", "2"])]


def test_the_lists_of_an_object_are_sheets_of_one_book(tmp_path: Path) -> None:
    found = sheets(tmp_path, '{"source": "x", "communes": [{"code": 1}], "vide": [], "epci": [{"siren": 2}]}')
    assert [(one.name, one.book, one.header) for one in found] == [
        ("communes", "t.json", ("code",)),
        ("epci", "t.json", ("siren",)),
    ]
    assert told(found[0]) == [(0, "json_beside")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_json_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    assert table(tmp_path, '[{"nom": "Évry – été"}]'.encode(encoding)) == [{"nom": "Évry – été"}]


def test_a_text_of_two_encodings_is_read_and_told(tmp_path: Path) -> None:
    data = '[{"nom": "Évry"}, {"nom": "'.encode() + b"Caf\xe9" + b'"}]'
    (found,) = sheets(tmp_path, data)
    assert [texts for _, texts in found.rows()] == [["Évry"], ["Café"]]
    assert told(found) == [(0, "mixed_encoding")]


def test_json_is_known_by_its_first_bytes_and_read_packed_too(tmp_path: Path) -> None:
    text = b'[{"id": "A"}]'
    (tmp_path / "a.csv").write_bytes(text)
    (tmp_path / "b.json.gz").write_bytes(gzip.compress(text))
    (tmp_path / "c").write_bytes(gzip.compress(text))
    for name in ("a.csv", "b.json.gz", "c"):
        (found,) = read(tmp_path / name)
        assert list(found.rows()) == [(1, ["A"])]
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("actors.json", text)
        archive.writestr("projects.csv", "id,title\nP,x\n")
        archive.writestr("themes.ndjson.gz", gzip.compress(b'{"id": "T"}\n{"id": "U"}\n'))
        archive.writestr("maillage.json", "{}")
    assert [(one.name, len(list(one.rows()))) for one in read(tmp_path / "d.zip")] == [
        ("actors", 1),
        ("projects", 1),
        ("themes", 2),
    ]
    with zipfile.ZipFile(tmp_path / "d.zip") as archive:
        archive.extractall(tmp_path / "e")
    assert [one.name for one in read(tmp_path / "e")] == ["actors", "projects", "themes"]


@pytest.mark.parametrize("text", ["[nom],[type]\nUn,commune\n", "{id};nom\n1;Un\n", "fonction (nom),b\n1,2\n"])
def test_a_table_whose_header_begins_with_a_bracket_is_no_json(tmp_path: Path, text: str) -> None:
    (found,) = sheets(tmp_path, text, "t.csv")
    assert len(found.header) == 2


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ('[{"a": 1}, {"a": 2}, {"a": ', "json-cut", "record 3 (line 1)"),
        ('[{"a": 1},\n {"a": "x', "json-cut", "record 2 (line 2)"),
        ('[{"a": 1},\n {"a": 2}', "json-cut", "(line 2)"),
        ('{"r": [{"a": 1}, {"a"', "json-cut", "record"),
        ('{"a": 1', "json-cut", "record"),
        ('[{"a": 1},\n {"a": 2 "b": 3}]', "json-sign", "record 2 (line 2)"),
        ('[{"a": 1}, {b: 2}]', "json-sign", "record 2"),
        ("[{\"a\": 'x'}]", "json-sign", "'x'"),
        ('[{"a": 1},]', "json-sign", "record 2"),
        ('{"a": 1}\n{"a": }\n{"a": 3}', "json-sign", "record 2 (line 2)"),
        ('[{"a": 1}] [{"a": 2}]', "json-after", '"[{'),
        ('[{"a": 1}, [2]]', "json-mixed", "record 2"),
        ("[]", "json-no-records", ""),
        ('{"results": []}', "json-no-records", ""),
        ("[{}, null]", "json-no-records", ""),
        ('[{"a": ' + "[" * 200_000, "json-deep", "record 1"),
        ('{"a": ' * 200_000, "json-deep", "record 1"),
        ('[{"x": 1}, {"a": ' + "[" * 100 + "1" + "]" * 100 + "}]", "json-deep", "record 2"),
        ('[{"x": 1}, {"a": "' + "x" * 100_001 + '"}]', "json-cell-too-long", "record 2"),
        ("[{" + ",".join(f'"k{i}": 1' for i in range(1001)) + "}]", "json-too-many-columns", "record 1"),
        ("<html><body>404</body></html>", "text-as-json", ""),
        ("{a: 1, b: 2}", "text-as-json", ""),
        ('[{"a": 1}]'.encode("utf-16") + b"\xd8", "binary-file", ""),
        (b'[{"a": "\x00"}]', "binary-file", ""),
    ],
)
def test_what_is_broken_is_refused_with_the_number_of_its_record(
    tmp_path: Path, text: str | bytes, code: str, said: str
) -> None:
    assert (found := refusal(tmp_path, text))[0] == code
    assert said in found[1]


def test_a_record_without_end_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LONGEST", 1 << 18)
    assert refusal(tmp_path, '[{"a": 1}, {"a": "' + "x" * 1_000_000 + '"}]')[0] == "json-long"
    assert refusal(tmp_path, '[{"a": 1}, {"a": [' + "1," * 500_000 + "1]}]")[0] == "json-long"


def test_a_number_that_is_none_is_empty_and_told_once(tmp_path: Path) -> None:
    (found,) = sheets(tmp_path, '[{"a": 1}, {"a": NaN, "b": -Infinity}, {"a": NaN, "b": "x"}]')
    assert [texts for _, texts in found.rows()] == [["1", ""], ["", "x"]]
    assert told(found) == [(0, "json_no_number")]
    assert say(found.remarks[0].message, "en").startswith("3 values are written NaN or Infinity")


def test_a_key_given_twice_rejects_its_row_unless_both_say_the_same(tmp_path: Path) -> None:
    path = tmp_path / "actors.json"
    path.write_text(
        '[{"id": "A", "name": "Un", "name": "Autre", "kind": "commune"},'
        ' {"id": "B", "name": "Deux", "kind": "commune", "kind": "commune"}]'
    )
    prepared = run(path, source="Nous - Liste")
    assert [(p["row"], p["code"], p["severity"]) for p in prepared.problems] == [(1, "json_repeated_key", "error")]
    assert (prepared.files[0]["read"], prepared.files[0]["accepted"]) == (2, 1)


def test_sheets_of_the_template_come_as_json_too(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "actors.json").write_text(
        '[{"id": "A", "name": "Un", "kind": "commune", "aliases": ["x", "y"]}]'
    )
    (tmp_path / "in" / "projets.ndjson").write_text('{"Identifiant": "P", "Titre": "x", "Type": "operation"}\n')
    prepared = run(tmp_path / "in", source="Nous - Liste")
    assert [file["accepted"] for file in prepared.files] == [1, 1]
    assert prepared.says[0].statement.fields["aliases"] == ("x", "y")


# GeoJSON


def feature(geometry: Any, **properties: Any) -> str:
    return json.dumps({"type": "Feature", "properties": properties, "geometry": geometry})


SQUARE = [[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], [[1, 1], [3, 1], [3, 3], [1, 3], [1, 1]]]


@pytest.mark.parametrize(
    ("geometry", "cells_"),
    [
        ({"type": "Point", "coordinates": [0.6900, 47.39, 12]}, ("Point", "0.69", "47.39")),
        ({"type": "LineString", "coordinates": [[0, 0], [1, 1], [2, 2]]}, ("LineString", "1", "1")),
        ({"type": "MultiPoint", "coordinates": [[5, 6]]}, ("MultiPoint", "5", "6")),
        (
            {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]},
            ("GeometryCollection", "1", "2"),
        ),
        ({"type": "Point", "coordinates": []}, ("Point", "", "")),
        ({"type": "Point", "coordinates": None}, ("Point", "", "")),
        ({"type": "Polygon", "coordinates": [[]]}, ("Polygon", "", "")),
        (None, ("", "", "")),
    ],
)
def test_a_feature_is_its_properties_and_a_place(tmp_path: Path, geometry: Any, cells_: tuple[str, str, str]) -> None:
    text = '{"type": "FeatureCollection", "features": [' + feature(geometry, code="CV1") + "]}"
    (row,) = table(tmp_path, text, "t.geojson")
    names = ("geometry.type", "geometry.longitude", "geometry.latitude")
    assert (row["code"], tuple(row.get(name, "") for name in names)) == ("CV1", cells_)


def test_features_come_one_on_a_line_too_and_one_alone(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [1, 2]}
    lines = "\n".join(feature(point, code=code) for code in "AB")
    assert [row["code"] for row in table(tmp_path, lines, "t.geojsonl")] == ["A", "B"]
    assert [row["code"] for row in table(tmp_path, feature(point, code="A"), "t.geojson")] == ["A"]


def test_a_point_of_an_area_lies_inside_and_in_no_hole() -> None:
    found = place({"type": "Polygon", "coordinates": SQUARE})
    assert found is not None
    longitude, latitude = map(float, found)
    assert 0 < longitude < 4
    assert 0 < latitude < 4
    assert not (1 < longitude < 3 and 1 < latitude < 3)
    small = [[[9, 9], [9.1, 9], [9.1, 9.1], [9, 9]]]
    assert place({"type": "MultiPolygon", "coordinates": [small, SQUARE]}) == found


def test_a_place_in_metres_is_not_read_and_told(tmp_path: Path) -> None:
    (found,) = sheets(tmp_path, "[" + feature({"type": "Point", "coordinates": [652_000, 6_862_000]}, a=1) + "]")
    assert [texts for _, texts in found.rows()] == [["1", "Point", "", ""]]
    assert told(found) == [(1, "no_degrees")]


# The same as the standard library reads


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_compact_json_is_what_the_standard_library_reads(value: Any) -> None:
    read_back = json.loads(json.dumps(value), parse_float=str, parse_int=str)
    assert json.loads(compact(value), parse_float=str, parse_int=str) == read_back or str(value) >= "\ud800"


@given(st.lists(st.dictionaries(st.text('ab.é"\\{', min_size=1, max_size=3), st.text() | st.integers(), min_size=1)))
def test_records_are_what_the_standard_library_reads(tmp_path_factory: Any, records: list[dict[str, Any]]) -> None:
    folder = tmp_path_factory.mktemp("json")
    for text in (json.dumps(records), "\n".join(map(json.dumps, records)), json.dumps({"r": records}, indent=1)):
        if not any(str(value) for record in records for value in record.values()):
            continue
        (found,) = sheets(folder, text)
        seen = dict(found.rows())
        for at, record in enumerate(records, 1):
            expected = [str(v) for v in record.values() if str(v)]
            assert sorted(filter(None, seen.get(at, []))) == sorted(expected) or not "".join(expected).strip()


def test_a_large_text_is_read_piece_by_piece(tmp_path: Path) -> None:
    rng = random.Random(1)
    records = [{"id": i, "x": rng.random(), "name": "é" * rng.randrange(200)} for i in range(5_000)]
    (tmp_path / "t.json").write_text(json.dumps(records, ensure_ascii=False), "utf-8")
    size = (tmp_path / "t.json").stat().st_size
    tracemalloc.start()
    (found,) = read(tmp_path / "t.json")
    assert sum(1 for _ in found.rows()) == 5_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * size
    assert [texts for _, texts in found.rows()][-1] == [cells_of(v) for v in records[-1].values()]


def cells_of(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


# Real files


@pytest.mark.needs("shared")
@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("politique-ville/adulte-relais-2020.json", {"adulte-relais-2020": (4660, 8)}),
        ("politique-ville/adulte-relais-2021.json", {"adulte-relais-2021": (5377, 8)}),
        ("politique-ville/adulte-relais-2022.json", {"adulte-relais-2022": (5623, 8)}),
        ("politique-ville/postes-fonjep-2020.json", {"postes-fonjep-2020": (1455, 8)}),
        ("politique-ville/postes-fonjep-2021.json", {"postes-fonjep-2021": (1462, 8)}),
        ("politique-ville/postes-fonjep-2022.json", {"postes-fonjep-2022": (1429, 8)}),
        ("politique-ville/contrats-ville-2015-2023.geojson", {"contrats-ville-2015-2023": (434, 8)}),
        ("decoupage-administratif/departements.json", {"departements": (109, 6)}),
        ("decoupage-administratif/regions.json", {"regions": (26, 5)}),
        ("decoupage-administratif/epci.json", {"epci": (1255, 7)}),
        ("territoires-cvl/cvl_territories.json", {"communes": (1754, 5), "epci": (82, 3)}),
        ("territoires-cvl/outlines-communes-cvl.geojson", {"outlines-communes-cvl": (1776, 5)}),
        ("territoires-cvl/outlines-departements.geojson", {"outlines-departements": (96, 6)}),
        ("territoires-cvl/outlines-epci-cvl.geojson", {"outlines-epci-cvl": (82, 7)}),
        ("territoires-cvl/outlines-regions.geojson", {"outlines-regions": (13, 5)}),
        ("annuaires/action-coeur-de-ville.js", {"action-coeur-de-ville": (244, 13)}),
    ],
)
def test_published_files_are_read_whole(name: str, counts: dict[str, tuple[int, int]]) -> None:
    path = SHARED / "data" / name
    found = read(path)
    assert {one.name: (sum(1 for _ in one.rows()), len(one.header)) for one in found} == counts
    if path.suffix == ".json":
        plain = json.loads(path.read_text("utf-8"), parse_float=str, parse_int=str)
        for one in found:
            records = plain if isinstance(plain, list) else plain[one.name]
            expected = [{key: v or "" for key, v in each.items() if not isinstance(v, list)} for each in records]
            seen = [dict(zip(one.header, texts, strict=True)) for _, texts in one.rows()]
            assert [{k: row[k] for k in of} for row, of in zip(seen, expected, strict=True)] == expected
