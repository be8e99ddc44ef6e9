"""Gaps: who is missing, from what, and how do we know? One file a kind; a new one is a file and a line in `KINDS`."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.errors import UsageError
from graph_service.messages import Day, Items, m
from graph_service.model import Scope
from graph_service.queries.base import Answer, AnswerRecord, Sentence
from graph_service.queries.declare import TextLine, question
from graph_service.queries.gaps import role
from graph_service.queries.gaps._gap import GapKind, GapsQuery
from graph_service.queries.view import View

KINDS: tuple[GapKind, ...] = (role.KIND,)
"""In the order that equal severities are listed in."""

_PROVEN = 3
"""Up to how many gaps a terminal shows with their evidence; of more it lists the sentences."""

AnyGap = role.RoleGap
"""What a gap may be: the union of the records of all kinds."""


class KindFound(AnswerRecord):
    """How many gaps of a kind there are, whatever the limit, and among what they were looked for."""

    kind: str
    """Id of the kind of gap."""
    label: Sentence
    """The name of the kind."""
    total: int
    """How many gaps of this kind there are."""
    looked: Sentence
    """In words, among what they were looked for."""


class GapsAnswer(Answer):
    """What is expected and not observed."""

    gaps: list[AnyGap]
    """Those that miss what the law asks for first; each part from the most to the least severe."""
    total: int
    """How many gaps there are, whatever the limit."""
    kinds: list[KindFound]
    """The kinds of gaps that were looked for."""
    caveat: Sentence
    """Why none of them is certain."""
    next: str | None = None
    """Give it as `after` to get the next page; null on the last."""


def _tell(answer: GapsAnswer) -> Iterator[TextLine]:
    yield m("gaps-count", n=answer.total, day=Day(answer.as_of.isoformat()))
    for kind in answer.kinds:
        yield kind.looked
    if answer.gaps:
        yield answer.caveat
    for rank, gap in enumerate(answer.gaps, 1):
        subject = Items([*gap.subject.projects, *gap.subject.actors], ",")
        yield m("gaps-line", rank=rank, sentence=gap.sentence, id=subject)
        for proof in gap.evidence if len(answer.gaps) <= _PROVEN else ():
            yield m("gaps-proof", text=proof.text)
        if len(answer.gaps) <= _PROVEN:
            yield m("gaps-proof", text=gap.caveat)
    if len(answer.gaps) > _PROVEN:
        yield m("gaps-proofs")
    if answer.next:
        yield m("gaps-more", n=answer.total, shown=len(answer.gaps))


@question(
    reads=Scope.PARTNERS,
    title=m("gaps-title"),
    about=m("gaps-about"),
    path="/gaps",
    tell=_tell,
    limit=50,
    examples=[{"kind": ("role",)}, {"project": ("P1",)}],
)
def gaps(view: View, query: GapsQuery) -> GapsAnswer:
    """What is expected and not observed: first what the law asks for, then by severity (docs/method.md#ranking).

    Each is a question: its evidence says why it is asked, its caveat why it may be wrong. Not for the public, since
    nobody has confirmed one yet."""
    known = [kind.id for kind in KINDS]
    if unknown := [id_ for id_ in query.kind if id_ not in known]:
        raise UsageError("gaps-unknown-kind", kind=unknown[0][:80], known=Items(known, "or"))
    asked = [kind for kind in KINDS if not query.kind or kind.id in query.kind]
    found = [(kind, kind.find(view, query)) for kind in asked]
    # Of equal severity: in the order of the kinds, then of the ids of what they are about.
    every = [gap for _, each in found for gap in each.gaps]
    every.sort(
        key=lambda gap: (
            not gap.by_law,
            -gap.severity,
            known.index(gap.kind),
            gap.subject.projects,
            gap.subject.actors,
            gap.id,
        )
    )
    page, following = view.page(every, query.limit, query.after)
    return GapsAnswer(
        gaps=page,
        total=len(every),
        kinds=[KindFound(kind=k.id, label=k.label, total=len(f.gaps), looked=f.looked) for k, f in found],
        caveat=m("gaps-caveat"),
        next=following,
        **view.stamp(query, {source for _, each in found for source in each.sources}),
    )
