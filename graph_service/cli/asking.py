"""A question as it comes to mind, on the command line: ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from graph_service.cli.output import Terminal, command
from graph_service.graph.sentences.told import Told, ToldReading
from graph_service.messages import Lang, Message, m, say
from graph_service.settings import Settings

NOT_UNDERSTOOD = 2
"""Exit code where nothing was asked: the sentence may be read in several ways, or in none."""


def commands(lang: Lang, settings: Settings) -> Iterator[click.Command]:
    sentence = click.Argument(["sentence"], metavar=say(m("asked-metavar"), lang), nargs=-1, required=True)
    scope = click.Option(["--scope"], help=say(m("option-scope"), lang))
    full = click.Option(["--full"], is_flag=True, help=say(m("option-full"), lang))
    yield command("ask", lang, settings, "cli-ask", [sentence, scope, full])(ask)


def ask(terminal: Terminal, sentence: tuple[str, ...], scope: str | None, full: bool) -> int:
    """Answer what a sentence asks, or say how it may be read."""
    from graph_service.graph.sentences.told import as_json
    from visualisations.words.terminal import lines

    text = " ".join(sentence)
    with terminal.graph() as graph:
        understood = graph.understand(text, scope=scope)
        if not understood.runs:
            terminal.tell(as_json(understood, terminal.lang), _offered(understood))
            return NOT_UNDERSTOOD
        reading = understood.readings[0]
        found = graph.asked(reading.question, reading.values, scope=scope)
    if terminal.as_json:
        answer = found.answer.model_dump(mode="json", by_alias=True, context={"lang": terminal.lang})
        terminal.tell({**as_json(understood, terminal.lang), "answer": answer}, ())
    else:
        terminal.note(m("asked-understood", sentence=reading.sentence(terminal.lang)))
        if reading.unread:
            terminal.note(m("asked-unread-line", words=", ".join(reading.unread)))
        terminal.tell(None, lines(found.told(), found.answer, terminal.lang, full=full))
    return 0


def _offered(understood: Told) -> Iterator[Message | str]:
    if not understood.readings:
        yield m("cli-asked-nothing")
        return
    yield m("asked-offered", n=len(understood.readings))
    for reading in understood.readings:
        yield from _reading(reading)


def _reading(reading: ToldReading) -> Iterator[Any]:
    from graph_service.graph.sentences.told import command as command_of

    yield m("asked-line", command=command_of(reading), title=reading.question.title)
    if reading.unread:
        yield m("asked-unread-line", words=", ".join(reading.unread))
