"""A project as a table: who is in it, in which role."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.queries.projects.records import InvolvementRecord, ProjectAnswer, RoleRecord
from graph_service.queries.table import Of, Table, stated, table
from graph_service.queries.telling import named_sources


@dataclass(frozen=True, slots=True)
class _Part:
    role: RoleRecord
    actor: InvolvementRecord


def rows(answer: ProjectAnswer) -> Table:
    """A row for each actor in each role."""
    cited = named_sources(answer)
    event = answer.project.event
    columns: list[Of[_Part]] = [
        Of("role", lambda one: one.role.label),
        Of("id", lambda one: one.actor.id, "id"),
        Of("name", lambda one: one.actor.name),
        Of("kind", lambda one: one.actor.kind_label),
        Of("territory", lambda one: one.actor.territory_name or one.actor.territory),
        Of("start", lambda one: stated(one.actor.start), "date"),
        Of("end", lambda one: stated(one.actor.end), "date"),
        Of("active", lambda one: None if event else one.actor.active, "flag"),
        Of("sources", lambda one: cited(one.actor.sources)),
    ]
    return table((_Part(role, actor) for role in answer.roles for actor in role.actors), columns)
