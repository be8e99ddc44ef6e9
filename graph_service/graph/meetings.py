"""A meeting as people enter it: what it was, when, where, and who took part. It becomes one batch: a project, its
participations, and the actors that are new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph_service.graph.entering import Meant, meant
from graph_service.messages import Day, Lang, Message, m, say
from graph_service.model import RecordType
from graph_service.queries.view import View
from graph_service.records import differences
from graph_service.vocabulary import fold_text

USUAL_KIND, USUAL_ROLE = "rencontre", "membre"
"""What most meetings are, and what most who come to one are in it."""
NEW = "new"
"""What a person says of a name that nobody bears: it is a new actor."""


@dataclass(frozen=True, slots=True)
class Participant:
    """A line of the form."""

    text: str
    """The name, as it was typed."""
    role: str
    id: str = ""
    """The actor that is meant, or `NEW`; empty where nobody has said yet."""
    kind: str = ""
    """Of a new actor."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line after the names were looked up."""

    participant: Participant
    name: str = ""
    """What the actor is called, of one that is known."""
    near: Meant | None = None
    """What is to be asked about, of a name that is not: those that it may mean."""
    fault: Message | None = None


def looked_up(view: View, participants: Sequence[Participant]) -> list[Line]:
    """Return each participant with its actor, or with what is to be asked about its name."""
    lines = []
    roles = {term.id for term in view.vocabulary.of("role")}
    for one in participants:
        fault = None if one.role in roles else m("editing-role-unknown", role=one.role[:80])
        if one.id == NEW:
            kind = view.vocabulary.find("actor_kind", one.kind) if one.kind else None
            # A new actor is said to be new beside those that are near: they are shown until its kind is said too.
            near = meant(view.reader, one.text, (RecordType.ACTOR,))
            fault = fault or (None if kind else m("editing-kind-missing", name=one.text[:200]))
            lines.append(Line(replace(one, kind=kind or ""), near=Meant(None, near.candidates), fault=fault))
            continue
        found = meant(view.reader, one.id or one.text, (RecordType.ACTOR,))
        if found.id is None:
            code = "several" if found.several else "near" if found.candidates else "nobody"
            lines.append(Line(one, near=found, fault=m(f"editing-name-{code}", text=one.text[:200])))
            continue
        (fact,) = view.facts(RecordType.ACTOR, [found.id])
        lines.append(Line(replace(one, id=fact.id), fact.name, fault=fault))
    return lines


def proposed_title(view: View, kind: str, day: str, territory: str, lang: Lang) -> str:
    """Return what a meeting is called where nobody says."""
    code = "editing-meeting-title-place" if territory else "editing-meeting-title"
    label = say(view.vocabulary.label("project_kind", kind), lang)
    place = view.territories.listed_name(territory)
    return say(m(code, kind=label, day=Day(day), place=place), lang)


def operations(project: Mapping[str, str], lines: Sequence[Line], visibility: str) -> list[dict[str, Any]]:
    """Return the corrections that enter a meeting: its project, actors that are new, and who took part, each once."""
    fields = {name: text for name, text in project.items() if text}
    # The id that `add` would propose: a form that is sent twice is the same meeting.
    fields["id"] = differences.new_id(RecordType.PROJECT, fields)
    told: list[dict[str, Any]] = [_add(RecordType.PROJECT, fields, visibility)]
    made: dict[str, str] = {}
    parts: dict[tuple[str, str], None] = {}
    for line in lines:
        one = line.participant
        actor = one.id
        if actor == NEW:
            actor = made.get(fold_text(one.text), "")
            if not actor:
                new = {"name": one.text, "kind": one.kind}
                actor = made[fold_text(one.text)] = differences.new_id(RecordType.ACTOR, new)
                told.append(_add(RecordType.ACTOR, {**new, "id": actor}, visibility))
        parts[actor, one.role] = None
    for actor, role in parts:
        given = {"actor": actor, "project": fields["id"], "role": role}
        told.append(_add(RecordType.PARTICIPATION, given, visibility))
    return told


def _add(type_: RecordType, fields: Mapping[str, str], visibility: str) -> dict[str, Any]:
    return {"op": "add", "type": type_.value, "fields": dict(fields), "visibility": visibility}
