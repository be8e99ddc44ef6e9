"""From what a person typed to a question's input: names to ids in the reader's scope, words to vocabulary, defaults."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError

from graph_service.errors import Ambiguous, NotFound, UsageError
from graph_service.messages import Items, Label, Message, m
from graph_service.model import RecordType
from graph_service.queries.base import QueryInput
from graph_service.queries.declare import Parameter, Question
from graph_service.queries.view import View
from graph_service.stores.reading import Reader
from graph_service.stores.referring import named, nearest
from graph_service.vocabulary import fold_text

Q = TypeVar("Q", bound=QueryInput)

_WHOLE = re.compile(r"-?[0-9]+")
_OTHER_LENGTH = 3
"""Signs that a mistyped name may be longer or shorter by."""


def make_input(question: Question[Q, Any], raw: Mapping[str, Any], view: View, day: Callable[[], date]) -> Q:
    """The input of a question from raw values by field name or alias. Raises UsageError, NotFound, Ambiguous.

    `day` is asked for what `as_of` becomes where nobody says.
    """
    values: dict[str, Any] = {}
    for parameter in question.parameters:
        value = raw.get(parameter.name, raw.get(parameter.field))
        if value is None:
            continue
        if parameter.many and (isinstance(value, str) or not isinstance(value, Sequence)):
            value = (value,)
        if parameter.type is int and isinstance(value, str) and not _WHOLE.fullmatch(value):
            raise UsageError("bad-parameter", parameter=parameter.name, reason=m("reason-integer", value=value[:80]))
        if parameter.refers or parameter.category:
            given = value if parameter.many else (value,)
            found = tuple(_meant(parameter, str(each), view) for each in given)
            value = found if parameter.many else found[0]
        values[parameter.field] = tuple(value) if parameter.many else value
    unknown = raw.keys() - {p.name for p in question.parameters} - {p.field for p in question.parameters}
    if unknown:
        known = Items([p.name for p in question.parameters])
        raise UsageError("unknown-parameter", parameter=min(unknown), known=known)
    asked = checked(question, values)
    view.vocabulary.profile(asked.tie_profile)
    if asked.as_of is None:
        asked = asked.model_copy(update={"as_of": day()})
        # A question asked next is asked without a date too (`QueryInput.given`).
        asked.model_fields_set.discard("as_of")
    return asked


def checked(question: Question[Q, Any], values: Mapping[str, Any]) -> Q:
    """The input of a question from values whose names are resolved. Raises UsageError for one that does not fit."""
    try:
        asked = question.input.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or question.name
        raise UsageError("bad-parameter", parameter=name.rstrip("_"), reason=reason(first)) from error
    return asked


def reason(first: Any) -> Message:
    """Why a value does not fit, of an error as pydantic lists it, in our words."""
    kind, context, value = str(first["type"]), first.get("ctx", {}), str(first.get("input"))[:80]
    if kind == "missing":
        return m("reason-missing")
    if kind in ("greater_than_equal", "less_than_equal"):
        name, bound = ("least", "ge") if kind == "greater_than_equal" else ("most", "le")
        return m(f"reason-at-{name}", bound=context[bound])
    if kind == "string_pattern_mismatch":
        return m("reason-pattern", value=value, pattern=context["pattern"].strip("^()$").replace("|", ", "))
    if kind in ("literal_error", "enum"):
        known = context["expected"].replace("'", "").replace(" or ", ", ")
        return m("reason-pattern", value=value, pattern=known)
    if kind == "string_too_long":
        return m("reason-too-long", bound=context["max_length"])
    if kind == "too_long":
        return m("reason-too-many", bound=context["max_length"])
    if kind == "extra_forbidden":
        return m("reason-unknown-field")
    if kind == "json_invalid":
        return m("reason-json")
    if kind.startswith("date"):
        return m("reason-date", value=value)
    if kind.startswith("int"):
        return m("reason-integer", value=value)
    if kind.startswith("bool"):
        return m("reason-flag", value=value)
    return m("reason-form")


def _meant(parameter: Parameter, text: str, view: View) -> str:
    if parameter.refers:
        return refer(view.reader, text, parameter.refers)
    category = parameter.category or ""
    if category == "territory":
        checked = view.territories.normalise(text)
        if checked.value is None and checked.code == "bad_territory" and (places := _places_like(text, view)):
            listed = Items([Label(place, place) for place in places], "or")
            raise UsageError("unknown-term", text=text[:80], parameter=parameter.name, near=listed)
        if checked.value is None and checked.problem is not None:
            raise UsageError("bad-parameter", parameter=parameter.name, reason=checked.problem)
        return checked.value or text
    found = view.vocabulary.find(category, text)
    if found is None and category == "theme":
        found = next((f.id for f in view.facts(RecordType.THEME) if text in (f.id, f.name)), None)
    if found is None:
        near = view.vocabulary.nearest(category, text)
        if category == "theme":
            own = {name: f.id for f in view.facts(RecordType.THEME) for name in (f.id, f.name)}
            close = difflib.get_close_matches(text, own, 3, 0.6)
            near = list(dict.fromkeys([*(own[name] for name in close), *near]))[:3]
        raise UsageError(
            "unknown-term", text=text[:80], parameter=parameter.name, near=Items(near, "or") if near else "none"
        )
    return found


def _places_like(text: str, view: View) -> list[str]:
    """The territories whose name a text nearly is, each as `name (code)`."""
    typed = fold_text(text)
    named_: dict[str, list[str]] = {}
    for code, name in view.territories.names():
        if abs(len(name) - len(typed)) <= _OTHER_LENGTH:
            named_.setdefault(fold_text(name), []).append(f"{name} ({code})")
    close = difflib.get_close_matches(typed, named_, 3, 0.75)
    return [place for name in close for place in named_[name]][:3]


def refer(reader: Reader, text: str, types: Sequence[RecordType]) -> str:
    """The id of the one fact of these types that `text` names to a reader."""
    found = named(reader, [text], types)[text]
    if len(found) == 1:
        return found[0][1]
    if not found:
        close = [
            *nearest(reader, text, types),
            *((hit.id, hit.name) for word in text.split()[:3] for hit in reader.search(word, types=types, limit=3)),
        ]
        near = list(dict.fromkeys(close))[:5]
        names = [Label(name, name) for name in dict.fromkeys(name for _, name in near)]
        raise NotFound("not-found", near, text=text[:200], near=Items(names, "or") if names else "none")
    candidates = [
        (fact.id, fact.name) for type_ in types for fact in reader.facts(type_, [id_ for t, id_ in found if t is type_])
    ]
    shown = Items([f"{name} [{id_}]" for id_, name in candidates[:10]])
    raise Ambiguous("ambiguous", candidates, text=text[:200], list=shown)
