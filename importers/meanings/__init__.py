"""Tells what the columns of an unknown table are, by their headers, their cells and each other.

`columns_of(header, rows)` ranks the meanings of each column; `personal_columns(header, rows)` names those that hold
people, e-mail addresses or telephone numbers. Words stand as data beside the code; nothing here writes or imports.
"""

from importers.meanings.personal import personal_columns
from importers.meanings.ranking import MEANINGS, PERSONAL, RECORD_MAKING, Column, Guess, columns_of

__all__ = ["MEANINGS", "PERSONAL", "RECORD_MAKING", "Column", "Guess", "columns_of", "personal_columns"]
