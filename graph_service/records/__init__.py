"""A record as people write and read it: its columns and their names, the text of its cells, what is wrong with them,
what a change of it says.

Files, the command line, the API and the page share these.
"""
