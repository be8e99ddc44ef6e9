"""Writing the template, empty or filled: as a workbook, or as text files; with marks, so that it can be read again."""
