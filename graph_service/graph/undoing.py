"""Withdrawing a batch. Undoing an undo brings the batch back."""

from __future__ import annotations

from graph_service.errors import UsageError
from graph_service.graph import changes, editing
from graph_service.graph.session import Session


def undo(session: Session, batch: str, *, who: str, yes: bool) -> editing.EditReport:
    """Withdraw a batch. Raises NotFound or UsageError where no live one has this id.

    Raises InputError, without `yes`, where readers would see by it what they do not see now.
    """
    session.check_writable()
    _, alive = session.batch(batch)
    if not alive:
        raise UsageError("batch-undone", id=batch)
    undone = session.new_batch("undo", withdraws=(batch,), who=who)
    if not yes:
        changes.refuse_widening(session, session.store.write(undone, [], dry_run=True).changes)
    return editing.report(session, session.store.write(undone, []))
