"""Forms by which the team adds and corrects records, drawn from the columns that a type of record declares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph_service.errors import Problem
from graph_service.messages import Lang, Message, codes, m, say
from graph_service.model import Column, RecordType, Scope
from graph_service.records import headers
from graph_service.vocabulary import Term, Vocabulary
from visualisations import web
from visualisations.web.forms import Control, Value

_SEARCHED = frozenset({RecordType.THEME, RecordType.TERRITORY})
_LONG = 10_000
"""Characters from which a text has several lines."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a form, with what is said beside it."""

    control: Control
    faults: Sequence[str] = ()
    candidates: Sequence[tuple[str, str]] = ()
    """Records (id, name) that the text may mean: one of them is chosen."""
    said: str = ""
    """Who says the value that stands there."""
    others: Sequence[tuple[str, str]] = ()
    """Values that lost, each with who says it."""
    now: str | None = None
    """The value that somebody else has given it meanwhile."""


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    address: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A participant of a meeting."""

    n: int
    text: str
    id: str
    name: str
    role: str
    kind: str
    new: bool
    fault: str
    asked: bool
    """Whether something has to be said of the name."""
    candidates: Sequence[tuple[str, str]]


def label(name: str, lang: Lang) -> str:
    """What a form calls a column."""
    return say(headers.label(name), lang)


def help_of(type_: RecordType, name: str, lang: Lang) -> str:
    """What helps to fill a column on a form, where its line in the template is about a file."""
    own = f"editing-help-{name}"
    return say(m(own), lang) if own in codes(lang) else headers.explained(type_.sheet, name, lang)


def control(
    type_: RecordType, column: Column, values: Sequence[Value], vocabulary: Vocabulary, lang: Lang, prefix: str = ""
) -> Control:
    """The control of a column."""
    options: list[Value] = []
    if column.category:
        options = [Value(term.id, say(term.label, lang)) for term in vocabulary.of(column.category)]
    return Control(
        name=prefix + column.name,
        label=label(column.name, lang),
        help=help_of(type_, column.name, lang),
        kind="pick" if column.refs else "choice" if options else _kind(column),
        many=column.many and bool(column.refs),
        required=column.required,
        values=values,
        options=options,
        picks=",".join(ref.value for ref in column.refs),
        longest=column.longest if column.kind == "text" and not column.many else None,
    )


def _kind(column: Column) -> str:
    # Numbers and dates are texts here: what a browser does not take for one would be lost.
    if column.kind in ("number", "integer"):
        return "decimal"
    return "long" if column.longest and column.longest > _LONG else "text"


def seen_by(chosen: str, lang: Lang, *, new: bool = True) -> Control:
    """The choice of who may see a record, one that is new or one that is there."""
    return Control(
        name="visibility",
        label=say(m("editing-visibility"), lang),
        help=say(m("editing-visibility-help" if new else "editing-visibility-held"), lang),
        kind="choice",
        many=False,
        required=True,
        values=[Value(chosen, chosen)],
        options=[Value(scope.value, say(m(f"editing-seen-{scope.value}"), lang)) for scope in Scope],
    )


def page(template: str, frame: web.Frame, title: Message, problem: Problem | None = None, **more: Any) -> bytes:
    """One of the pages of this part. `e` says its words."""
    lang = frame.lang

    def words(code: str, **args: Any) -> str:
        return say(m(f"editing-{code}", **args), lang)

    heading = say(title, lang)
    return web.page(template, frame, heading, heading=heading, problem=problem, e=words, **more)


def confirm_page(frame: web.Frame, title: Message, problem: Problem | None = None, **more: Any) -> bytes:
    """A page that tells something and may ask for one answer: `told` and `notes` are sentences, `table` values beside
    each other, `pick` a field, `ask` the words of the button, `choices` what it is asked with, `back` the way back."""
    empty: dict[str, Any] = {
        "told": [],
        "notes": [],
        "table": None,
        "pick": None,
        "carried": {},
        "ask": "",
        "choices": None,
    }
    return page("editing_confirm.html.jinja", frame, title, problem, **{**empty, "action": "", "hidden": {}, **more})


def split(entries: Iterable[Entry], shown: Mapping[str, bool]) -> tuple[list[Entry], list[Entry]]:
    """The fields of a form that stand open, and those that are folded below them."""
    made = [*entries]
    kept = [each for each in made if shown.get(each.control.name) or each.faults or each.now is not None]
    return kept, [each for each in made if each not in kept]


def for_meeting(made: Control, kinds: Sequence[Term], lang: Lang) -> Control:
    """The control of a project's column as the form of a meeting has it."""
    own, about = f"editing-meeting-label-{made.name}", f"editing-meeting-help-{made.name}"
    return replace(
        made,
        label=say(m(own), lang) if own in codes(lang) else made.label,
        help=say(m(about), lang) if about in codes(lang) else made.help,
        required=made.name in ("kind", "start"),
        options=[Value(term.id, say(term.label, lang)) for term in kinds] if made.name == "kind" else made.options,
    )


def picker(name: str, values: Sequence[Value], type_: RecordType, lang: Lang) -> Control:
    """A control that picks a record of a type."""
    return Control(
        name=name,
        label=say(m(f"editing-pick-{name}"), lang),
        help=say(m(f"editing-pick-{name}-help"), lang),
        kind="pick",
        many=False,
        required=True,
        values=values,
        picks=type_.value,
    )
