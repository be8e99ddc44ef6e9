"""The kinds of gaps: a file each, found by its name, with its words in French and English beside it."""
