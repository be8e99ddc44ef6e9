"""What several questions draw in the same way: actors, ties with their evidence, what the numbers count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph_service.messages import Day, Text
from graph_service.model import RecordType
from graph_service.queries.base import ActorBrief, Answer, EvidenceRecord, QueryInput, SourceRecord, TieQuery
from graph_service.queries.picture import Caption, Emphasis, EvidenceLine, Line, Node, NodeType, Shown, SourceLine
from graph_service.queries.places import place_of
from graph_service.vocabulary import Vocabulary

if TYPE_CHECKING:
    from graph_service.queries.asked.ties import TieRecord, TiesAnswer
    from graph_service.queries.view import View

PROOFS = 3
"""Contexts behind a tie that a picture holds, the strongest first."""
_LONG = 60
"""Signs of a name that leave a sentence readable aloud."""


def actors(
    view: View,
    briefs: Iterable[ActorBrief],
    emphases: Mapping[str, Emphasis] | None = None,
    groups: Sequence[str] = (),
) -> list[Node]:
    """Return a node for each actor, in the given order; `emphases` by id, at rest where it says nothing; `groups` are
    the ids of their groups, in the same order."""
    found, marked = list(briefs), emphases or {}
    inside: Sequence[str | None] = groups or [None] * len(found)
    ids = sorted({brief.id for brief in found})
    facts = view.facts(RecordType.ACTOR, ids) if ids else []
    by_id = {fact.id: fact for fact in facts}
    acronyms = {fact.id: str(fact.get("acronym")) for fact in facts if fact.get("acronym")}
    return [
        Node(
            id=brief.id,
            type=NodeType.ACTOR,
            label=brief.name,
            kind=brief.kind,
            kind_label=brief.kind_label,
            emphasis=marked.get(brief.id, Emphasis.REST),
            size=brief.running,
            territory=brief.territory_name or brief.territory,
            group=group,
            place=place_of(view.territories, by_id.get(brief.id), brief.territory),
            card=brief.id,
            short=acronyms.get(brief.id, ""),
        )
        for brief, group in zip(found, inside, strict=True)
    ]


def ties_among(view: View, query: QueryInput, ids: Sequence[str], **filters: Any) -> TiesAnswer:
    """Return the ties among some actors, with their evidence, as they are to who asked `query`."""
    from graph_service.queries.asked.ties import TiesAnswer, TiesQuery, ties

    if not ids:
        # Asked about nobody, the question would answer about everybody.
        return TiesAnswer(ties=[], actors=[], total=0, **view.stamp(query))
    return view.ask(ties, TiesQuery(**{**asked_by(query), **filters, "among": tuple(ids), "evidence": PROOFS}))


def asked_by(query: QueryInput) -> dict[str, Any]:
    """Return date, profile and filters of a query, as another question takes them."""
    fields = TieQuery.model_fields if isinstance(query, TieQuery) else QueryInput.model_fields
    return {name: getattr(query, name) for name in fields}


def tie(record: TieRecord, vocabulary: Vocabulary, emphasis: Emphasis) -> Line:
    """Return a tie as a line."""
    proofs = record.evidence
    return Line(
        a=record.a,
        b=record.b,
        emphasis=emphasis,
        strength=record.strength,
        weight=record.weight,
        projects=record.projects,
        first=record.first.isoformat() if record.first else None,
        last=record.last.isoformat() if record.last else None,
        ended=bool(proofs) and not proofs[0].running and not proofs[0].event,
        meetings_only=bool(proofs) and all(_meeting(vocabulary, proof) for proof in proofs),
        evidence=tuple(_line(proof) for proof in proofs),
    )


def _meeting(vocabulary: Vocabulary, proof: EvidenceRecord) -> bool:
    """Whether a context is a meeting or a network: what the vocabulary lets count less than a third."""
    term = vocabulary.get("project_kind", proof.kind)
    return bool(term and term.factor < 1 / 3)


def _line(proof: EvidenceRecord) -> EvidenceLine:
    labels: list[Text] = list(proof.role_labels or (proof.kind_label, proof.kind_label))
    return EvidenceLine(
        title=proof.title,
        roles=(labels[0], labels[1]),
        start=proof.start.isoformat() if proof.start else None,
        end=proof.end.isoformat() if proof.end else None,
        end_estimated=proof.end_estimated,
        running=proof.running,
        event=proof.event,
        sources=tuple(proof.sources),
        records=(proof.project, *proof.facts),
    )


def caption(view: View, answer: Answer, actors: Shown, ties: Shown) -> Caption:
    """Return what the numbers of a picture count."""
    profile = view.vocabulary.profile(answer.tie_profile).label
    return Caption(Day(answer.as_of.isoformat()), actors, ties, profile, answer.revision)


def source_line(source: SourceRecord) -> SourceLine:
    """Return a source as a picture names it."""
    return SourceLine(source.id, source.producer or source.id, source.title or "", source.licence or "", source.updated)


def neighbours(lines: Sequence[Line], id_: str) -> list[tuple[str, float]]:
    """Return who is joined to a node, with the strengths, the strongest first, then by id."""
    found = [(line.b if line.a == id_ else line.a, line.strength) for line in lines if id_ in (line.a, line.b)]
    return sorted(found, key=lambda tie: (-tie[1], tie[0]))


def short(name: str) -> str:
    """Return a name that leaves a sentence readable aloud."""
    clean = " ".join(name.split())
    return clean if len(clean) <= 2 * _LONG else clean[:_LONG].rstrip() + "…"
