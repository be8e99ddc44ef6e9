"""How a question is declared, once: every surface (command, route, method, OpenAPI) is drawn from this.

    @question(reads=Scope.PUBLIC, title=m("paths-title"), path="/paths", purpose="partners",
              tell=_tell, draw=_draw, rows=_rows)
    def paths(view: View, query: PathsQuery) -> PathsAnswer: ...

An answer has three faces: words (`tell`, blocks), a picture (`draw`) and a table (`rows`). Every file that an answer is
written to is made of these.

A field's `description` is the code of a message, its help; the message CODE-label is what a form calls it, and
CODE-VALUE each of its choices, where it has a closed list of its own. Markers beside it say what the type alone does
not: `Refers` (a name, to be resolved to an id in the reader's scope), `TermOf` (a vocabulary id), `OneOf` (one of a
closed list), `Argument` (its place on the command line), `Short` (its short option).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le, MaxLen

from graph_service.messages import LANGS, Lang, Message, Text, codes, say
from graph_service.model import OneOf, RecordType, Scope, TermOf
from graph_service.queries.base import Answer, QueryInput
from graph_service.queries.blocks import Block
from graph_service.queries.picture import Picture
from graph_service.queries.registry import Registry
from graph_service.queries.table import Table

if TYPE_CHECKING:
    from graph_service.queries.view import View

__all__ = [
    "ActorRef",
    "AnyRef",
    "Argument",
    "FreeText",
    "OfRecord",
    "Parameter",
    "Question",
    "Refers",
    "Registry",
    "Short",
    "question",
]

Q = TypeVar("Q", bound=QueryInput)
A = TypeVar("A", bound=Answer)
PURPOSES = ("explore", "partners", "check")
"""What people ask for: to see who is there, to prepare a partnership, to check what is known. The page's home lists
questions by these; what each is called is the message `purpose-NAME`."""


@dataclass(frozen=True, slots=True)
class Refers:
    """A field that names records of these types: an id, an identifier or an unambiguous name."""

    types: tuple[RecordType, ...]


@dataclass(frozen=True, slots=True)
class OfRecord:
    """A field that takes any id, and that sentences fill with records of these types."""

    types: tuple[RecordType, ...]


@dataclass(frozen=True, slots=True)
class FreeText:
    """A field that takes words as they stand: a sentence fills it with what follows the question's own words."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A field that is an argument of the command, at this place, and a positional one in Python."""

    place: int


@dataclass(frozen=True, slots=True)
class Short:
    """The short option of a field."""

    option: str


ActorRef = Annotated[str, Refers((RecordType.ACTOR,))]
ProjectRef = Annotated[str, Refers((RecordType.PROJECT,))]
AnyRef = Annotated[str, Refers((RecordType.ACTOR, RecordType.PROJECT))]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A field of a question's input as the surfaces see it."""

    field: str
    name: str
    """Its alias where it has one: `from` for `from_`."""
    type: Any
    """`str`, `int`, `float`, `bool` or `date`, of one value."""
    many: bool
    required: bool
    default: Any
    description: str | None
    refers: tuple[RecordType, ...] = ()
    category: str | None = None
    place: int | None = None
    short: str | None = None
    choices: tuple[str, ...] = ()
    """The closed list that its value is of; empty where there is none, or where a vocabulary has it."""
    least: float | None = None
    most: float | None = None
    longest: int | None = None
    """Characters of a text at most."""
    named: tuple[RecordType, ...] = ()
    """The types of the records that sentences fill it with, where it takes any id."""
    free: bool = False
    """Whether it takes words as they stand."""

    @property
    def label(self) -> Text:
        """What people call it; its name where no message says."""
        return _said(f"{self.description}-label", self.name)

    def choice(self, value: str) -> Text:
        """What people call a value of its closed list; the value where no message says."""
        return _said(f"{self.description}-{value}", value)

    @property
    def option(self) -> str:
        return "--" + self.name.replace("_", "-")


def _said(code: str, otherwise: str) -> Text:
    # Every language has the same codes.
    return Message(code) if code in codes(LANGS[0]) else otherwise


@dataclass(frozen=True)
class Question(Generic[Q, A]):
    """A declared question. `run` is pure: what it may look at comes in as a view of one revision and scope."""

    name: str
    input: type[Q]
    answer: type[A]
    run: Callable[[View, Q], A]
    reads: Scope
    title: Message
    path: str
    """Where it answers under /api/v1; a part in braces is the field of that name."""
    tell: Callable[[A, Q], Iterable[Block]]
    """The answer in blocks, which each surface writes in its own way."""
    purpose: str
    """One of PURPOSES."""
    draw: Callable[[View, Q, A], Picture] | None = None
    """The answer as a picture; None where there is nothing to draw. What it needs beyond the answer it asks by
    `view.ask`."""
    rows: Callable[[A], Table] | None = None
    """The answer as a table; None where it has none."""
    card_of: RecordType | None = None
    """The type of record whose card it gives, by its one argument: every name of such a record leads there."""
    about: Message | None = None
    """What it answers, in a few sentences: for the reference page."""
    limit: int | None = None
    """How many items an HTTP answer holds unless asked otherwise."""
    examples: tuple[Mapping[str, Any], ...] = ()
    page: Mapping[str, Any] = field(default_factory=dict)
    """What the page, and a file to read, ask with where nobody says otherwise."""
    leads: tuple[str, ...] = ()
    """Fields that many questions have and that lead this one: its form shows them first."""
    begins: Callable[[View], Mapping[str, Any] | None] | None = None
    """Values to begin with on a store's own data, with records as `Ref`; the message `NAME-start` says them as a
    question. None where the data have nothing to begin with."""

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        hints = get_type_hints(self.input, include_extras=True)
        return tuple(_parameter(self.input, name, hints[name]) for name in self.input.model_fields)

    @cached_property
    def in_path(self) -> frozenset[str]:
        """The names of the parameters that stand in `path`."""
        return frozenset(re.findall(r"{(\w+)}", self.path))

    @property
    def arguments(self) -> tuple[Parameter, ...]:
        """The positional parameters, in their order."""
        return tuple(sorted((p for p in self.parameters if p.place is not None), key=lambda p: p.place or 0))


def question(
    *,
    reads: Scope,
    title: Message,
    path: str,
    tell: Callable[[A, Q], Iterable[Block]],
    purpose: str,
    draw: Callable[[View, Q, A], Picture] | None = None,
    rows: Callable[[A], Table] | None = None,
    card_of: RecordType | None = None,
    about: Message | None = None,
    limit: int | None = None,
    examples: Iterable[Mapping[str, Any]] = (),
    page: Mapping[str, Any] | None = None,
    leads: tuple[str, ...] = (),
    begins: Callable[[View], Mapping[str, Any] | None] | None = None,
) -> Callable[[Callable[[View, Q], A]], Question[Q, A]]:
    """Declare a function of (view, input) as a question; its name is the function's."""
    if purpose not in PURPOSES:
        raise TypeError(f"purpose {purpose!r} is none of {PURPOSES}")

    def declare(run: Callable[[View, Q], A]) -> Question[Q, A]:
        hints = get_type_hints(run, localns={"View": object})
        _, asked = [hint for name, hint in hints.items() if name != "return"]
        if limit is not None and "limit" not in asked.model_fields:
            raise TypeError(f"{run.__name__}: a question with a limit needs a field `limit` in its input")
        return Question(
            run.__name__,
            asked,
            hints["return"],
            run,
            reads,
            title,
            path,
            tell,
            purpose,
            draw,
            rows,
            card_of,
            about,
            limit,
            tuple(examples),
            page or {},
            leads,
            begins,
        )

    return declare


def _parameter(model: type[QueryInput], name: str, hint: Any) -> Parameter:
    info = model.model_fields[name]
    bare, marks = _unwrap(hint)
    many = get_origin(bare) is tuple
    if many:
        bare, inner = _unwrap(get_args(bare)[0])
        marks = [*marks, *inner]
    choices: tuple[str, ...] = ()
    if get_origin(bare) is Literal:
        choices = get_args(bare)
        bare = type(choices[0])
    if one_of := next((mark for mark in marks if isinstance(mark, OneOf)), None):
        choices = one_of.values()
    refers = next((mark.types for mark in marks if isinstance(mark, Refers)), ())
    return Parameter(
        field=name,
        name=info.alias or name,
        type=bare,
        many=many,
        required=info.is_required(),
        default=None if info.is_required() else info.get_default(),
        description=info.description,
        refers=refers,
        category=next((mark.category for mark in marks if isinstance(mark, TermOf)), None),
        place=next((mark.place for mark in marks if isinstance(mark, Argument)), None),
        short=next((mark.option for mark in marks if isinstance(mark, Short)), None),
        choices=choices,
        least=_bound(mark.ge for mark in info.metadata if isinstance(mark, Ge)),
        most=_bound(mark.le for mark in info.metadata if isinstance(mark, Le)),
        longest=next((mark.max_length for mark in info.metadata if isinstance(mark, MaxLen)), None),
        named=next((mark.types for mark in marks if isinstance(mark, OfRecord)), ()),
        free=any(isinstance(mark, FreeText) for mark in marks),
    )


def meaning(parameter: Parameter, lang: Lang) -> str:
    """Return the help of a parameter, with the values of its closed list where the help does not name them."""
    text = say(Message(parameter.description), lang) if parameter.description else ""
    unsaid = [choice for choice in parameter.choices if not re.search(rf"\b{re.escape(choice)}\b", text)]
    return f"{text.removesuffix('.')} ({', '.join(parameter.choices)})." if unsaid else text


def _bound(marks: Iterable[Any]) -> float | None:
    return next(iter(marks), None)


def _unwrap(hint: Any) -> tuple[Any, list[Any]]:
    """The type inside Annotated and Optional, and the marks around it."""
    marks: list[Any] = []
    while True:
        if get_origin(hint) is Annotated:
            hint, *more = get_args(hint)
            marks += more
        elif get_origin(hint) in (Union, UnionType):
            hint = next(arg for arg in get_args(hint) if arg is not type(None))
        else:
            return hint, marks
