"""The words of the whole project: record types and scopes, records, statements, facts."""

from graph_service.model.columns import Column, column, columns
from graph_service.model.facts import Fact
from graph_service.model.kinds import COUNTED, SCOPES, STAFF, Identifier, RecordType, Ref, Scope, Stated, TermOf, Value
from graph_service.model.records import (
    KEYED,
    RECORDS,
    Actor,
    Function,
    Funding,
    Participation,
    Partnership,
    Project,
    Record,
    Source,
    Term,
    Territory,
    Theme,
)
from graph_service.model.statements import Batch, Op, Say, Statement, canonical_json, digest, member_key, row

__all__ = [
    "COUNTED",
    "KEYED",
    "RECORDS",
    "SCOPES",
    "STAFF",
    "Actor",
    "Batch",
    "Column",
    "Fact",
    "Function",
    "Funding",
    "Identifier",
    "Op",
    "Participation",
    "Partnership",
    "Project",
    "Record",
    "RecordType",
    "Ref",
    "Say",
    "Scope",
    "Source",
    "Stated",
    "Statement",
    "Term",
    "TermOf",
    "Territory",
    "Theme",
    "Value",
    "canonical_json",
    "column",
    "columns",
    "digest",
    "member_key",
    "row",
]
