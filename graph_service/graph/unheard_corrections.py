"""Reports corrections of relations that do not apply in a lower scope, which does not see that two records are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph_service.errors import RowProblem
from graph_service.graph import changes
from graph_service.graph.session import Session
from graph_service.messages import Items, Message, m
from graph_service.model import Fact, Op, Scope
from graph_service.records.validation import Fault
from graph_service.stores.fold import Unheard


@dataclass(frozen=True)
class UnheardCorrection:
    """A correction that does not apply in some scopes: what it does, to which fact, in which scopes."""

    op: Op
    fact: Fact
    name: str
    scopes: tuple[Scope, ...]

    @property
    def message(self) -> Message:
        readers = Items([m(f"scope-of-{scope}") for scope in self.scopes], "and")
        return m("problem-unheard", name=self.name, id=self.fact.id, word=m(f"op-{self.op}"), scopes=readers)

    def as_json(self) -> dict[str, Any]:
        return {"op": self.op.value, "type": self.fact.type.value, "id": self.fact.id, "scopes": [*self.scopes]}

    def as_problem(self) -> RowProblem:
        return Fault("", self.name, "unheard", "warning", self.message).at("", self.fact.type.sheet)


def grouped(session: Session, found: Sequence[Unheard]) -> list[UnheardCorrection]:
    """Return the corrections that a write left unheard, each correction and relation once."""
    scopes: dict[tuple[str, str], list[Unheard]] = defaultdict(list)
    for one in found:
        scopes[one.word.digest, "|".join(one.fact.keys)].append(one)
    names = changes.names(session, [each[-1].fact for each in scopes.values()])
    return [
        UnheardCorrection(
            each[-1].word.op,
            each[-1].fact,
            changes.named(each[-1].fact, names),
            tuple(one.scope for one in each),
        )
        for each in scopes.values()
    ]
