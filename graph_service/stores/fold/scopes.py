"""Folds the facts of every scope, and finds the corrections that do not apply in a lower one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph_service.model import SCOPES, Fact, Op, Scope, Statement
from graph_service.stores.fold.facts import ScopeFold
from graph_service.stores.fold.fields import Facts
from graph_service.stores.fold.log import Current
from graph_service.stores.fold.rules import Outside, Rules, packaged_rules

_LOUD = frozenset({Op.DENY, Op.AFFIRM, Op.HIDE})
"""The words that all scopes hear."""


@dataclass(frozen=True, slots=True)
class Unheard:
    """A correction of a relation that applies for the team, but not to a lower scope's fact, because that scope does
    not see what makes two records one."""

    word: Statement
    fact: Fact
    """As the scope has it."""
    scope: Scope


class Folded(dict[Scope, Facts]):
    """The facts of every scope, and the corrections of relations that do not apply in one."""

    unheard: tuple[Unheard, ...] = ()


def fold(now: Current, rules: Rules | None = None, outside: Outside | None = None) -> Folded:
    """Return the facts of every scope. Scopes that see the same statements share one result.

    With `outside`, `now` is a part that folds by itself (`touched` says which do), and so are the facts.
    """
    return every_fact(folds(now, rules, outside))


def every_fact(by_scope: Mapping[Scope, ScopeFold]) -> Folded:
    """Return the facts of folds, all at hand."""
    facts = {id(one): one.every_fact() for one in {id(one): one for one in by_scope.values()}.values()}
    found = Folded({scope: facts[id(one)] for scope, one in by_scope.items()})
    team = by_scope[Scope.INTERNAL]
    found.unheard = tuple(one for scope in SCOPES[:-1] for one in _unheard(by_scope[scope], team))
    return found


def folds(now: Current, rules: Rules | None = None, outside: Outside | None = None) -> dict[Scope, ScopeFold]:
    """Fold each scope. Scopes that see the same statements share one fold."""
    rules = rules or packaged_rules()
    found: dict[Scope, ScopeFold] = {}
    heard = _LOUD
    hides = any(word.op is Op.HIDE for word in now.words)
    stated = {row.visibility for row, _ in now.rows} | {w.visibility for w in now.words if w.op not in heard}
    before: set[Scope] = set()
    last: ScopeFold | None = None
    for scope in SCOPES:
        seen = {visibility for visibility in stated if scope.sees(visibility)}
        # Only `hide`, and labels that nobody names, tell scopes apart that see the same statements.
        if last is None or seen != before or hides or outside is not None:
            rows = [row for row in now.rows if row[0].visibility in seen]
            words = [word for word in now.words if word.op in heard or word.visibility in seen]
            last = ScopeFold(rows, words, scope, rules, outside)
            last.run()
        elif last.hid and scope is Scope.INTERNAL:
            last = last.with_labels()
        found[scope] = last
        before = seen
    return found


def _unheard(low: ScopeFold, team: ScopeFold) -> Iterator[Unheard]:
    """The words that a scope does not hear, of those that it may."""
    if low is team or not team.heard:
        return
    held = {(fact.type, key): fact for fact in low.every_relation() for key in fact.keys}
    told = set()
    for record, words in team.heard.items():
        if (fact := held.get(record)) is None:
            continue
        for digest_, word in words.items():
            may = word.op in _LOUD or low.scope.sees(word.visibility)
            if may and digest_ not in low.heard.get(record, ()) and (digest_, fact.id) not in told:
                told.add((digest_, fact.id))
                yield Unheard(word, fact, low.scope)
