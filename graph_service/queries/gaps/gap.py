"""What every kind of gap is made of, whatever it looks for.

A gap is a question, not a judgement (docs/method.md#role-gap): what is expected, what is observed, on what evidence,
and why it may be wrong. It is asked only of who shares the work: nobody has confirmed it yet, and public views never
show that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from pydantic import Field

from graph_service.messages import Message
from graph_service.model import TermOf
from graph_service.queries.base import AnswerRecord, Page, QueryInput, Sentence
from graph_service.queries.blocks import Row
from graph_service.queries.declare import ProjectRef
from graph_service.queries.view import Rests, View

Q = TypeVar("Q", bound="GapsQuery")
G = TypeVar("G", bound="Gap")
TO_CHECK = "a_verifier"
"""The state of a gap that nobody has confirmed or dismissed."""


class GapsQuery(QueryInput, Page):
    """What may be asked of gaps of every kind; a kind that takes more declares it in a class on top of this one."""

    kind: Annotated[tuple[str, ...], Field(description="gaps-kind")] = ()
    id: Annotated[tuple[str, ...], Field(description="gaps-id")] = ()
    project: Annotated[tuple[ProjectRef, ...], Field(description="gaps-project")] = ()
    theme: Annotated[tuple[str, ...], Field(description="param-theme"), TermOf("theme")] = ()
    territory: Annotated[tuple[str, ...], Field(description="param-territory"), TermOf("territory")] = ()
    project_kind: Annotated[tuple[str, ...], Field(description="param-project-kind"), TermOf("project_kind")] = ()


class Measure(AnswerRecord):
    """A number, and in words what it counts."""

    text: Sentence
    """The number in a sentence."""
    value: float
    """The number itself."""


class Subject(AnswerRecord):
    """What a gap is about. `names` says what people call these actors and projects."""

    actors: list[str] = Field(default_factory=list)
    """Ids of the actors that it is about."""
    projects: list[str] = Field(default_factory=list)
    """Ids of the projects that it is about."""
    territory: str | None = None
    """Code of the territory that it is about; null where it is about none."""
    territory_name: str | None = None
    """The name of that territory; null without one."""
    theme: str | None = None
    """Id of the theme that it is about; null where it is about none."""
    names: dict[str, str] = Field(default_factory=dict)
    """What people call these actors and projects, by id."""


class GapEvidence(AnswerRecord):
    """Something that a reader can look up: in words, and by ids."""

    what: str
    """`present`, `missing`, `nearby` or `comparable`."""
    text: Sentence
    """The evidence in a sentence."""
    actors: list[str] = Field(default_factory=list)
    """Ids of the actors that it names."""
    projects: list[str] = Field(default_factory=list)
    """Ids of the projects that it names."""
    facts: list[str] = Field(default_factory=list)
    """Ids of the facts that it rests on."""
    sources: list[str] = Field(default_factory=list)
    """Ids of the sources that say so; `sources` of the answer describes them."""


class Gap(AnswerRecord):
    """What every gap tells; a kind adds its own fields in a record of its own."""

    id: str
    """Stable: of the kind and the subject alone, so that what was decided of it lasts."""
    kind: str
    """Id of the kind of gap."""
    kind_label: Sentence
    """The name of the kind."""
    severity: float
    """0 to 1, so that gaps of all kinds can stand in one list."""
    by_law: bool = False
    """Whether the law asks for some of what is missing: such gaps are listed first."""
    subject: Subject
    """What it is about."""
    expected: Measure
    """What is expected."""
    observed: Measure
    """What is observed."""
    sentence: Sentence
    """The gap in one sentence."""
    evidence: list[GapEvidence]
    """Why it is asked."""
    caveat: Sentence
    """Why it may be wrong."""
    status: str = TO_CHECK
    """What the team decided of it: `a_verifier` while nobody has confirmed or dismissed it."""


@dataclass(frozen=True)
class Found:
    """What a kind found, the facts that it looked at, each with its sources, and in words among what it looked."""

    gaps: Sequence[Gap]
    rests: Rests
    looked: Message


@dataclass(frozen=True)
class GapKind(Generic[Q, G]):
    """A kind of gap: what may be asked of it, its record, a pure function that finds such gaps, and how one is told.

    Its id is the name of its file, its name the message `gaps-kind-ID`.
    """

    id: str
    asks: type[Q]
    gap: type[G]
    find: Callable[[View, Q], Found]
    tell: Callable[[G, Q], Row]
    """A gap as a line of a list, with what opens below it."""

    @property
    def label(self) -> Message:
        return Message(f"gaps-kind-{self.id}")


def gap_id(kind: str, *subjects: str) -> str:
    """A digest of a kind and of what a gap is about: it lasts while what is missing changes."""
    text = "\n".join([kind, *sorted(subjects)])
    return f"gap-{hashlib.blake2b(text.encode(), digest_size=8).hexdigest()}"


def about(view: View, query: GapsQuery) -> list[Any]:
    """Of each project of the view's snapshot, in order, whether the filters let it through."""
    from graph_service.projection import Filters

    filters = Filters(themes=query.theme, territories=query.territory, project_kinds=query.project_kind)
    projection = view.projection
    fits = projection.lens.contexts(filters)[: projection.affiliation.projects].tolist()
    asked = set(query.project)
    return [fit and (not asked or id_ in asked) for fit, id_ in zip(fits, projection.snapshot.projects, strict=True)]
