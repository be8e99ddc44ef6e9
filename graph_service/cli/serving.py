"""Commands that answer in a browser: serve and demo."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import click

from graph_service.cli.output import Terminal, command
from graph_service.errors import UsageError
from graph_service.messages import Lang, m, say
from graph_service.settings import Settings

DEMO_AS_OF = "2026-01-01"
DEMO_EXAMPLES = (
    {"question": "paths", "from": "Ville de Vierzon (démo)", "to": "Université de Tours (démo)"},
    {"question": "gaps", "project": "Contrat de ville de Vierzon 2024-2030 (démo)"},
)
"""What the demo's page proposes to ask first, by the names that its data has."""
DEMO_SOURCE = "Maillage (fictif) - CVL-demo"
"""Of the demo's rows that name no source of their own: themes and territories."""


def commands(lang: Lang, settings: Settings) -> Iterator[click.Command]:
    port = click.Option(["--port"], type=click.IntRange(0, 65535), help=say(m("option-port"), lang))
    no_browser = click.Option(["--no-browser"], is_flag=True, help=say(m("option-no-browser"), lang))
    host = click.Option(["--host"], default="127.0.0.1", help=say(m("option-host"), lang))
    no_token = click.Option(["--no-token"], is_flag=True, help=say(m("option-no-token"), lang))

    workers = click.Option(["--workers"], type=click.IntRange(1, 64), default=1, help=say(m("option-workers"), lang))

    def serve(terminal: Terminal, host: str, port: int | None, no_token: bool, no_browser: bool, workers: int) -> None:
        from graph_service.api.serve import check_exposure
        from graph_service.api.serve import serve as run

        check_exposure(host, settings.token, no_token)
        # A service outlives its server's restarts: it answers 503 meanwhile, also where it starts first.
        with terminal.graph(create=True, lazy=True) as graph:
            run(
                graph,
                host,
                port,
                settings.token,
                no_token=no_token,
                browser=not no_browser,
                told=terminal.note,
                names=settings.hosts,
                workers=workers,
            )

    def demo(terminal: Terminal, port: int | None, no_browser: bool) -> None:
        from graph_service.api.serve import serve as run

        if not terminal.store_given:
            terminal.url = f"sqlite:///{Path(tempfile.mkdtemp(prefix='maillage-demo-')) / 'demo.db'}"
        with terminal.graph(create=True) as graph, as_file(files("graph_service") / "data" / "cvl") as data:
            if graph.batches():
                # Invented data among real ones could not be told apart again.
                raise UsageError("demo-store-used", url=terminal.url)
            graph.import_files([data], source=DEMO_SOURCE, who="demo", progress=terminal.progress)
            graph.configure(default_as_of=DEMO_AS_OF, fictional=True, examples=DEMO_EXAMPLES)
            terminal.note("")
            terminal.note(m("demo-where", path=terminal.url.removeprefix("sqlite:///")))
            run(graph, "127.0.0.1", port, None, no_token=False, browser=not no_browser, told=terminal.note)

    yield command("demo", lang, settings, "cli-demo", [port, no_browser])(demo)
    yield command("serve", lang, settings, "cli-serve", [host, port, no_token, no_browser, workers])(serve)
