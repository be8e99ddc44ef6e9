"""Pairs of actors that may be one, on the command line: review list|decide."""

from __future__ import annotations

from collections.abc import Iterator

import click

from graph_service.cli.output import Group, Terminal, command
from graph_service.messages import Lang, Message, m, say, worded
from graph_service.settings import Settings

_USUAL = 20


def commands(lang: Lang, settings: Settings) -> Iterator[click.Command]:
    pair = click.Argument(["pair"], metavar="PAIR")
    # The three are checked where they are decided, in the reader's language.
    decision = click.Argument(["decision"], metavar="same|different|later")
    reason = click.Option(["--reason"], default="", help=say(m("option-review-reason"), lang))
    limit = click.Option(["--limit"], type=click.IntRange(0, 100_000), help=say(m("option-review-limit"), lang))
    yield Group(
        "review",
        lang,
        help=say(m("cli-review"), lang),
        commands={
            "list": command("list", lang, settings, "cli-review-list", [limit])(list_),
            "decide": command("decide", lang, settings, "cli-review-decide", [pair, decision, reason])(decide),
        },
    )


def list_(terminal: Terminal, limit: int | None) -> int:
    """List the pairs that wait for a decision, best first."""
    from graph_service.graph import reviewing

    with terminal.graph() as graph:
        found = reviewing.pairs(graph)
        shown = found[: _USUAL if limit is None and not terminal.as_json else limit]
        documents = worded({"pairs": reviewing.documents(graph, shown)}, terminal.lang)
    lines: list[Message | str] = [m("review-count", n=len(found))]
    for each in shown:
        lines.append(m("review-line", pair=each.id, score=f"{each.score:.2f}", a=each.a.name, b=each.b.name))
        lines.append(m("review-ids", a=each.a.id, b=each.b.id))
        lines += [m("review-evidence", text=say(one, terminal.lang)) for one in each.evidence]
    if found:
        lines.append(m("review-next", more=len(found) - len(shown)))
    terminal.tell({**documents, "total": len(found)}, lines)
    return 0


def decide(terminal: Terminal, pair: str, decision: str, reason: str) -> int:
    """Decide a pair."""
    from graph_service.graph import reviewing

    with terminal.graph() as graph:
        done = reviewing.decide(graph, pair, decision, reason, who="cli")
    terminal.tell(done.as_json(), [m(f"review-decided-{decision}", id=done.as_json()["import_id"] or "")])
    return 0
