"""How it is told who is missing from a project: one sentence, and place by place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graph_service.messages import Items, Label, Message, Share, Text, m
from graph_service.project_templates import Level, ProjectTemplate
from graph_service.queries.blocks import Ask, Badge, Block, Gauge, Later, Lead, Note, Place, Places, Quote, Row, Rows
from graph_service.queries.telling import actor_ref, project_ref

if TYPE_CHECKING:
    from graph_service.queries.slots import Expectation, Nearby, SlotRecord

LAW = (Level.REQUIRED_BY_LAW, Level.LEGAL_SIGNATORY)
"""The levels of what the law asks for or foresees."""
NAMED = 4
"""Names in a sentence; the rest is counted."""
_NEAR, _ELSEWHERE = 6, 3
"""Actors and comparable projects named beside a missing place."""


def asked_for(missing: Sequence[SlotRecord]) -> Sequence[SlotRecord]:
    """What a sentence names of what is missing: what law and method ask for; where that is all there, the rest."""
    return [slot for slot in missing if slot.level is not Level.OPTIONAL] or missing


def missing_sentence(title: str, template: ProjectTemplate, missing: Sequence[SlotRecord]) -> Message | None:
    """What is missing from a project, by which level; and who of that kind already works there."""
    named = asked_for(missing)
    if not named:
        return None
    clauses = [_clause(template, slot, alone=len(named) == 1) for slot in named]
    there = {actor.id: actor for slot in named for actor in slot.nearby if actor.already}
    listed = sum(1 for slot in named for actor in slot.nearby if actor.already)
    total = sum(slot.already_total for slot in named) - (listed - len(there))
    if not there:
        return m("missing-sentence", title=title, missing=Items(clauses, ","))
    names: list[Text] = [actor_ref(actor) for actor in list(there.values())[:NAMED]]
    if total > len(names):
        names.append(m("missing-others", n=total - len(names)))
    return m(
        "missing-sentence-there",
        title=title,
        missing=Items(clauses, ","),
        n=total,
        kinds=sum(any(actor.already for actor in slot.nearby) for slot in named),
        names=Items(names),
    )


def _clause(template: ProjectTemplate, slot: SlotRecord, *, alone: bool) -> Message:
    asked = template.slots[slot.id]
    words = Label(asked.none_fr if alone else asked.named_fr, asked.named_en)
    law = template.law_of(asked)
    level = m(f"slot-by-{slot.level}", law=law.short) if slot.level in LAW and law else m(f"slot-{slot.level}")
    return m("missing-none" if alone else "missing-neither", slot=words, level=level)


def held_to_template(found: Expectation, project: str) -> Iterator[Block]:
    """A project held to its template: how much of it is there, what is missing in a sentence, and every place."""
    yield completeness(found)
    if found.sentence:
        yield Lead(found.sentence)
    else:
        yield Note("ok", m("missing-nobody"))
    yield from places_of(found)
    if found.missing:
        yield Later(Ask("gaps", {"project": (project,)}, m("missing-evidence")))
    yield Note("plain", m("missing-template", title=found.template.title, n=found.template.version))


def completeness(found: Expectation) -> Rows:
    text = m("missing-points", n=found.filled, total=found.total)
    return Rows((Row(text, gauge=Gauge(found.completeness, Share(found.completeness))),))


def places_of(found: Expectation) -> Iterator[Places]:
    """The places of a template: what the law asks for, what the method expects, what is optional."""
    for code, levels in (("law", LAW), ("method", (Level.EXPECTED_BY_METHOD,)), ("optional", (Level.OPTIONAL,))):
        slots = [slot for slot in found.slots if slot.level in levels]
        if slots:
            rules = {slot.law.text: slot.law for slot in slots if slot.law}
            quotes = tuple(Quote(text, law.reference) for text, law in rules.items())
            yield Places(m(f"missing-by-{code}"), tuple(_place(slot) for slot in slots), quotes)


def _place(slot: SlotRecord) -> Place:
    needed = slot.level is not Level.OPTIONAL
    return Place(
        slot.label,
        slot.filled,
        needed,
        by=tuple(actor_ref(actor) for actor in slot.by),
        asked_by=slot.level_label,
        parts=() if slot.filled or not needed else tuple(_instead(slot)),
    )


def _instead(slot: SlotRecord) -> Iterator[Block]:
    """Of a place that nobody fills: who of that kind is there already, and which comparable projects have it filled."""
    there = [actor for actor in slot.nearby if actor.already]
    shown = (there or slot.nearby)[:_NEAR]
    left = (slot.already_total if there else slot.nearby_total) - len(shown)
    if shown:
        yield Note("plain", m("missing-already" if there else "missing-seated"))
        yield Rows(tuple(_near(actor) for actor in shown))
        if left > 0:
            yield Note("plain", m("missing-near-more", n=left))
    else:
        yield Note("plain", m("missing-nobody-known"))
    if (compared := slot.compared) and compared.total:
        yield Note("plain", m("missing-compared", n=compared.filled, total=compared.total))
        refs = [project_ref(each.id, each.title) for each in compared.projects[:_ELSEWHERE]]
        if refs:
            yield Rows(tuple(Row(ref, ref) for ref in refs))


def _near(actor: Nearby) -> Row:
    me = actor_ref(actor)
    badge = Badge("plain", m("missing-projects", n=actor.projects_total)) if actor.projects_total else None
    return Row(me, me, badge=badge)
