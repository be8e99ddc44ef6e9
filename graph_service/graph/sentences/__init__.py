"""Whole sentences: what somebody types is read as a question with its values.

`tokens` cuts a text into words; `language` holds what is known of a language whatever is asked, `declared` what the
questions declare in their own word files. `terms`, `places`, `records` and `moments` find values wherever they stand,
`meanings` tells them apart (`towns`, `nesting`, `doubts`), `slips` says of which words others are a slip, `asides` what
is only told around the question; `reader` reads the words as each question, best first, `judging` says how well, and
`understanding` decides whether the best is run or several are offered. Nothing is ever done by a sentence but asking.
"""
