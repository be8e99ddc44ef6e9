"""`maillage copy`: copies a store to another, or makes a replica of what one scope sees."""

from __future__ import annotations

from collections.abc import Iterator

import click

from graph_service.cli.output import Terminal, command
from graph_service.messages import Lang, m, say
from graph_service.model import Scope
from graph_service.settings import Settings, store_url


def commands(lang: Lang, settings: Settings) -> Iterator[click.Command]:
    from_ = click.Option(["--from", "from_"], metavar="URL", help=say(m("copy-from"), lang))
    to = click.Option(["--to", "to"], metavar="URL", required=True, help=say(m("copy-to"), lang))
    scopes = click.Choice([scope.value for scope in Scope if scope is not Scope.INTERNAL])
    scope = click.Option(["--scope"], type=scopes, help=say(m("copy-scope"), lang))
    yield command("copy", lang, settings, "cli-copy", [from_, to, scope])(copy)


def copy(terminal: Terminal, from_: str | None, to: str, scope: str | None) -> None:
    terminal.url, to = store_url(from_) if from_ else terminal.url, store_url(to)

    from graph_service.graph.copying import shown_url

    def progress(batches: int, all_: int, says: int) -> None:
        terminal.working(m("copy-progress", n=batches, all=all_, says=says))

    with terminal.graph() as graph:
        report = graph.copy_to(to, scope=scope, progress=progress)
    if not terminal.as_json:
        terminal.note("")
    if report.upgraded:
        terminal.note(report.upgraded)
    document = {"from": shown_url(terminal.url), "to": shown_url(to), **report.as_json()}
    lines = [
        m("copy-replica" if report.scope else "copy-done", to=shown_url(to), scope=m(f"scope-of-{scope or 'internal'}"))
        if report.copied
        else m("copy-nothing", to=shown_url(to)),
        m("copy-wrote", batches=report.copied, says=report.says, documents=report.documents),
        *(m("copy-hash", scope=m(f"visibility-{s}"), hash=content) for s, content in report.hashes.items()),
        m("copy-log", hash=report.log),
    ]
    terminal.tell(document, lines)
