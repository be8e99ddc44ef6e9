"""Mappings: how the columns of a published file become records. Each is one YAML file in `importers/mappings/`, or one
that the team saved.

A mapping recognises its files by their header, says who published them, which records a row speaks of, and which
vocabulary rows it brings. `declared` says what the YAML may hold, `expressions` and `values` how a cell becomes a
field, `plans` how a mapping is laid over a sheet, `library` where mappings are found.
"""

from __future__ import annotations

from importers.mapping.declared import (
    MAY_LACK,
    CoverSpec,
    FieldSpec,
    FileSpec,
    Mapping,
    RecordSpec,
    SourceSpec,
    territory_row,
)
from importers.mapping.library import find, load, mappings, plan
from importers.mapping.plans import FieldPlan, Plan, RecordPlan

__all__ = [
    "MAY_LACK",
    "CoverSpec",
    "FieldPlan",
    "FieldSpec",
    "FileSpec",
    "Mapping",
    "Plan",
    "RecordPlan",
    "RecordSpec",
    "SourceSpec",
    "find",
    "load",
    "mappings",
    "plan",
    "territory_row",
]
