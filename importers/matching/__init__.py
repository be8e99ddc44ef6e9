"""Which actors of an import are one with others: the same, to review, or neither (docs/matching.md)."""

from importers.matching.stating import Matches, matches

__all__ = ["Matches", "matches"]
