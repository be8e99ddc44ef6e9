"""Whole sentences: what somebody types is read as a question with its values.

`tokens` cuts a text into words; `language` holds what is known of a language whatever is asked, `declared` what the
questions declare in their own word files. `terms`, `places`, `records` and `moments` find values wherever they stand;
`reading` puts them together, one reading for each question, best first; `understanding` decides whether the best is run
or several are offered. Nothing is ever done by a sentence but asking.
"""
