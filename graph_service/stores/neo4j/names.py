"""The labels and relation types of the graph, the mark of what is ours, and the patterns that match them.

Texts are put together from these names when the module is loaded, never from data: data goes in as parameters.

**Ours** is what bears the store's id as the property `maillage`. Labels, types and properties may be those of others
in the same database; every text that reads, changes or takes away asks for the mark (`$store`, which the connection
gives to every text).
"""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.model import RecordType

MARK = "maillage"
"""The property that says whose a node or relation is."""
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
BEHIND = ("Maillage", "Import", "Statement", "Word", "Change", "Document", "Variant")
"""The labels of what stands behind the facts."""
DERIVED = ("ABOUT", "LOCATED_IN", "GOVERNS", "WITHIN", "SUCCEEDS", "SAID_BY")
"""Relations for people who query by hand: made of the facts' own fields, and never read by us."""
NAMED = (RecordType.THEME, RecordType.TERRITORY, RecordType.SOURCE)
"""What others name that nobody need have stated: it then stands there by its name, as a `stub`."""

PATTERN: Mapping[RecordType, str] = {
    **{type_: f"(f:{label} {{ maillage: $store }})" for type_, label in NODES.items()},
    **{type_: f"()-[f:{name} {{ maillage: $store }}]->()" for type_, name in RELATIONS.items()},
}
"""What matches the facts of a type, as `f`; of nodes stubs too, which have no `since`.

Ends carry no label: with one, an index on relations is not used.
"""


def taken_away(name: str, parts: str = "$parts") -> str:
    """Return Cypher that deletes the node `name`, or leaves a stub if others have a relation to it or wrote onto it.

    `parts` is `codec.parted` of its label, which tells our properties from theirs. Our relations of the node go too.
    """
    return f"""
        OPTIONAL MATCH ({name})-[ours {{ maillage: $store }}]-() DELETE ours
        WITH DISTINCT {name}
        WITH {name}, EXISTS {{ ({name})--() }} OR any(key IN keys({name}) WHERE NOT key IN {parts}.own) AS held
        FOREACH (_ IN CASE WHEN held THEN [1] ELSE [] END | SET {name} += {parts}.none SET {name}.stub = true)
        FOREACH (_ IN CASE WHEN held THEN [] ELSE [1] END | DELETE {name})
    """
