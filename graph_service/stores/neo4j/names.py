"""The labels and relation types of the graph (design.md, "The words"), and the queries' texts that differ by them.

Texts are put together from these names when the module is loaded, never from data: data goes in as parameters.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.model import RecordType

NODES: Mapping[RecordType, str] = {
    RecordType.ACTOR: "Actor",
    RecordType.PROJECT: "Project",
    RecordType.THEME: "Theme",
    RecordType.TERRITORY: "Territory",
    RecordType.SOURCE: "Source",
    RecordType.FUNCTION: "Function",
    RecordType.TERM: "Term",
}
RELATIONS: Mapping[RecordType, str] = {
    RecordType.PARTICIPATION: "PARTICIPATES_IN",
    RecordType.PARTNERSHIP: "PARTNERS_WITH",
    RecordType.FUNDING: "FUNDS",
}
ENDS: Mapping[RecordType, tuple[str, str]] = {
    RecordType.PARTICIPATION: ("Actor", "Project"),
    RecordType.PARTNERSHIP: ("Actor", "Actor"),
    RecordType.FUNDING: ("Actor", "Actor|Project"),
}
"""The labels that a relation's ends may have."""
BEHIND = ("Maillage", "Import", "Statement", "Word", "Change", "Document", "Variant")
"""The labels of what stands behind the facts."""
DERIVED = ("ABOUT", "LOCATED_IN", "GOVERNS", "WITHIN", "SUCCEEDS")
"""Relations for people who query by hand: made of the facts' own fields, and never read by us."""

PATTERN: Mapping[RecordType, str] = {
    **{type_: f"(f:{label})" for type_, label in NODES.items()},
    **{type_: f"()-[f:{name}]->()" for type_, name in RELATIONS.items()},
}
"""What matches the facts of a type, as `f`. Ends carry no label: with one, an index on relations is not used."""
