"""Says what is wrong with a mapping's YAML, mistake by mistake, in words for whoever writes it.

Only the mapping's own words are repeated, never a value that stands there: the file may be somebody's.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from graph_service.errors import RowProblem
from graph_service.messages import Items, Message, m
from graph_service.records.validation import Fault
from importers.mapping.declared import (
    Condition,
    CoverSpec,
    EachSpec,
    FieldSpec,
    FileSpec,
    Mapping,
    RecordSpec,
    SectionSpec,
    SourceSpec,
    TotalsSpec,
    WideSpec,
)

_OWN = frozenset(
    {
        "bad_pattern",
        "long_pattern",
        "one_origin",
        "else_without_values",
        "item_without_each",
        "item_without_split",
        "one_test",
        "missing_fields",
        "unknown_fields",
        "identifiers_of_actors",
        "unknown_value_map",
    }
)
"""The mistakes that `declared` finds itself: each has a message of its own."""
_TEXT = frozenset({"string_type", "string_pattern_mismatch"})
_LIST = frozenset({"list_type", "too_short"})
_DICT = frozenset({"dict_type", "model_type", "model_attributes_type"})
_NUMBER = frozenset({"int_type", "int_parsing", "greater_than_equal", "less_than_equal", "bool_type", "bool_parsing"})
_MODELS: tuple[type[BaseModel], ...] = (
    Mapping,
    FileSpec,
    RecordSpec,
    FieldSpec,
    SourceSpec,
    CoverSpec,
    Condition,
    SectionSpec,
    WideSpec,
    TotalsSpec,
    EachSpec,
)


def explained(error: ValidationError, file: str) -> list[RowProblem]:
    """Each mistake with its place in the YAML (`files.0.records.1.fields.kind`, counted from 0) and what to do."""
    found: dict[tuple[str, str], RowProblem] = {}
    for one in error.errors(include_url=False, include_input=False):
        place = ".".join(str(part) for part in one["loc"] if not _is_branch(part))
        code, message = _message(one)
        found.setdefault((place, code), Fault(place, "", code, "error", message).at(file, place))
    return list(found.values())


def _is_branch(part: int | str) -> bool:
    """Whether a part of a place is pydantic's name for a choice that it tried, and no word of the file."""
    return isinstance(part, str) and ("[" in part or part in ("str", "int", "constrained-int", "FieldSpec"))


def _message(one: Any) -> tuple[str, Message]:
    kind = one["type"]
    word = str(one["loc"][-1]) if one["loc"] else ""
    if kind in _OWN:
        return f"mapping_{kind}", m(f"problem-mapping_{kind}", names=one.get("ctx", {}).get("names", ""))
    if kind == "missing":
        return "mapping_missing", m("problem-mapping_missing", word=word)
    if kind == "extra_forbidden":
        near = get_close_matches(word, words(), 3, 0.6)
        code = "mapping_unknown_word" if near else "mapping_unknown_word_at_all"
        return "mapping_unknown_word", m(f"problem-{code}", word=word[:80], near=Items(near, "or"))
    if kind in ("enum", "literal_error"):
        expected = str(one.get("ctx", {}).get("expected", ""))
        return "mapping_choice", m("problem-mapping_choice", expected=expected.replace("'", ""))
    for kinds, code in ((_TEXT, "text"), (_LIST, "list"), (_DICT, "block"), (_NUMBER, "number")):
        if kind in kinds:
            return f"mapping_{code}", m(f"problem-mapping_{code}")
    return "mapping_wrong", m("problem-mapping_wrong")


def words() -> list[str]:
    """All words of the language."""
    return sorted({field.alias or name for model in _MODELS for name, field in model.model_fields.items()})
