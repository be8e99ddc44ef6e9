"""The card of a project: its records, its words, its picture."""
