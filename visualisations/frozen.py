"""Freezes a picture: its view and where everything stands in it, as JSON that is drawn the same later, whatever became
of data, vocabulary, layout and catalogue.

What is said is frozen as words in every language. What a field of a record means is kept by its name: a new field needs
a default; whoever renames one, or gives one another meaning, raises `VERSION` and reads the older form too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any
from urllib.parse import quote, unquote

from pydantic import TypeAdapter, ValidationError

from graph_service.errors import StoreError
from graph_service.messages import Day, Items, Label, Message, Ref, Share, say
from graph_service.model import RecordType
from visualisations.arrange import arranged
from visualisations.view import Emphasis, LineType, MapView

VERSION = 2
CARDS = {type_.value: f"{type_.value}:" for type_ in RecordType}
"""Addresses of cards in a frozen picture, which knows no host: a type of record, and an id."""
_PAIRS = "pairs"


def frozen(view: MapView) -> dict[str, Any]:
    """Return the JSON of a picture. Its cards are addressed by `CARDS`."""
    return {"version": VERSION, "view": _plain(arranged(view))}


def thawed(body: Mapping[str, Any], cards: Mapping[str, str] | None = None) -> MapView:
    """Return the picture that was frozen. `cards` says where a host shows the card of a record, by type of record, up
    to the id.

    Raises StoreError for a picture of another version, and for one that cannot be read.
    """
    version, kept = body.get("version"), body.get("view")
    if version not in (1, VERSION):
        raise StoreError("frozen-version", version=str(version)[:20], known=VERSION)
    kept = _of_first(kept) if version == 1 else kept
    try:
        view: MapView = _reader().validate_python(_revived(kept, cards or {}))
    except ValidationError as error:
        raise StoreError("frozen-unread", reason=_first(error)) from error
    except ValueError as error:
        raise StoreError("frozen-unread", reason=str(error)[:200]) from error
    if unknown := _unknown(kept, _plain(view)):
        # What this version does not know would be left out in silence, positions too.
        raise StoreError("frozen-unread", reason=unknown)
    return view


_STATES = {"path": Emphasis.FIRST, "alternative": Emphasis.SECOND}


def _of_first(value: Any) -> Any:
    """A view of the first version, whose lines have type and emphasis in one field: of what changed the type was not
    kept, and a line that says something else than its strength was a part."""
    if isinstance(value, list):
        return [_of_first(each) for each in value]
    if not isinstance(value, dict):
        return value
    found = {name: _of_first(each) for name, each in value.items()}
    if value.keys() >= {"a", "b", "state", "evidence"}:
        state = found.pop("state")
        kinds = {each.value for each in LineType}
        changed = state in (Emphasis.NEW, Emphasis.GONE) and found.get("said")
        found["type"] = state if state in kinds else (LineType.PART if changed else LineType.TIE).value
        found["emphasis"] = Emphasis.REST if state in kinds else _STATES.get(state, state)
    return found


@cache
def _reader() -> TypeAdapter[MapView]:
    return TypeAdapter(MapView)


def _plain(value: Any) -> Any:
    """A value of a view as JSON has it."""
    if isinstance(value, Message | Share | Items | Ref | Label):
        return {lang: say(value, lang) for lang in ("fr", "en")}
    if isinstance(value, Day):
        return {"stated": value.stated}
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value) if each.init}
    if isinstance(value, Mapping):
        if all(isinstance(key, str) for key in value):
            return {str(key): _plain(each) for key, each in value.items()}
        return {_PAIRS: [[_plain(key), _plain(each)] for key, each in value.items()]}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, Enum) else value


def _revived(value: Any, cards: Mapping[str, str]) -> Any:
    """JSON with the mappings whose keys are no texts, and with the addresses of a host."""
    if isinstance(value, dict):
        if value.keys() == {_PAIRS}:
            return {_key(key): _revived(each, cards) for key, each in value[_PAIRS]}
        return {name: _address(each, cards) if name == "url" else _revived(each, cards) for name, each in value.items()}
    return [_revived(each, cards) for each in value] if isinstance(value, list) else value


def _unknown(kept: Any, known: Any, at: str = "") -> str:
    """Where something was kept that no field of a view takes; empty where nothing was."""
    if isinstance(kept, dict) and isinstance(known, dict):
        pairs = [(f"{at}.{name}".lstrip("."), value, known.get(name, ...)) for name, value in kept.items()]
        found = (name if now is ... else _unknown(value, now, name) for name, value, now in pairs)
        return next((each for each in found if each), "")
    if isinstance(kept, list) and isinstance(known, list):
        found = (_unknown(value, now, at) for value, now in zip(kept, known, strict=False))
        return next((each for each in found if each), "")
    return ""


def _key(key: Any) -> Any:
    return tuple(_key(each) for each in key) if isinstance(key, list) else key


def card_of(url: str | None) -> tuple[str, str] | None:
    """Return the record (type, id) that an address in a frozen picture leads to; None for any other address."""
    type_, colon, rest = (url or "").partition(":")
    return (type_, unquote(rest)) if colon and type_ in CARDS else None


def _address(url: str | None, cards: Mapping[str, str]) -> str | None:
    record = card_of(url)
    if record is None:
        return url
    return f"{cards[record[0]]}{quote(record[1], safe='')}" if record[0] in cards else None


def _first(error: ValidationError) -> str:
    """The first fault, with where in the picture it is. What stands there is not told: it may be of another reader."""
    found = error.errors()[0]
    return f"{'.'.join(str(part) for part in found['loc'])}: {found['msg']}"[:200]
