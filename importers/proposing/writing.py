"""Writes a proposed mapping as YAML that a person can read: what each column was taken for stands above it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from graph_service.messages import Items, Lang, m, say
from importers.proposing.choices import LEFT_OUT
from importers.proposing.proposal import Proposal


class _Plain(yaml.SafeDumper):
    """Writes what is said twice twice: a name that a program gives (`&id001`) tells nobody anything."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def as_yaml(proposal: Proposal, lang: Lang) -> str:
    """The YAML of a proposal's mapping, with comments in a language. Needs a mapping."""
    comments = "".join(f"# {' '.join(say(line, lang).split())}\n" for line in _comments(proposal))
    body: str = yaml.dump(proposal.declared, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=120)
    return f"{comments}{body}"


def _comments(proposal: Proposal) -> Iterator[Any]:
    yield m("proposing-yaml-made", file=proposal.table.sheet.file, row=proposal.table.header_row)
    for column in proposal.columns:
        idle = not column.read and column.meant.meaning != LEFT_OUT
        meaning = m("proposing-not-read", name=column.label) if idle else column.label
        args = {"header": column.header or str(column.position + 1), "meaning": meaning}
        if column.personal and column.meant.meaning == "other":
            yield m("proposing-yaml-personal", **args)
        else:
            yield m("proposing-yaml-column", **args, reasons=Items(list(column.reasons)), n=len(column.reasons))
    for odd in proposal.table.odd:
        if odd.name not in proposal.choices.read_rows:
            yield m("proposing-yaml-odd", odd=odd.message)
    yield from proposal.unmapped
    yield from proposal.told
    for missing in proposal.missing:
        yield missing.message
