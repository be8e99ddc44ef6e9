"""`maillage doctor`: reports what is wrong with a store or its place, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import TextWrapper
from typing import TYPE_CHECKING

import click

from graph_service.cli.output import Terminal, command
from graph_service.messages import Lang, Message, m, say
from graph_service.settings import Settings

if TYPE_CHECKING:
    from graph_service.stores.health import Check

_WIDTH = 110


def commands(lang: Lang, settings: Settings) -> Iterator[click.Command]:
    mend = click.Option(["--mend"], is_flag=True, help=say(m("option-mend"), lang))
    yield command("doctor", lang, settings, "cli-doctor", [mend])(doctor)


def doctor(terminal: Terminal, mend: bool) -> int:
    from graph_service.stores.health import State, examine

    if mend:
        with terminal.graph() as graph:
            terminal.note(m("doctor-mended", n=graph.mend()))
    checks = list(examine(terminal.url))
    # Opening would upgrade an older store, and doctor changes nothing.
    if all(
        check.state is not State.ERROR and (check.name, check.state) != ("schema", State.WARNING) for check in checks
    ):
        checks += _pictures(terminal)
    states = Counter(check.state for check in checks)
    document = {
        "checks": [
            {"name": check.name, "state": check.state.value, "message": say(check.message, terminal.lang)}
            for check in checks
        ],
        "ok": not states[State.ERROR],
    }
    terminal.tell(document, [*_lines(checks, terminal.lang), _summary(states[State.ERROR], states[State.WARNING])])
    return 1 if states[State.ERROR] else 0


def _pictures(terminal: Terminal) -> Iterator[Check]:
    """A remark for each saved map and each published one that shows what its readers do not see today."""
    from graph_service.graph.saved.records import MAPS, PUBLICATIONS
    from graph_service.stores.health import Check, State

    with terminal.graph() as graph:
        if not graph.store.documents(MAPS) and not graph.store.documents(PUBLICATIONS):
            return
        # What tells of maps draws them too, which takes long to load.
        from graph_service.graph.saved import telling

        for found in graph.saved_maps():
            for warning in telling.warnings(found):
                said = m("doctor-saved-maps", map=found.map.name, warning=warning)
                yield Check("saved-maps", State.WARNING, said)
        for error in graph.unread_maps().values():
            yield Check("saved-maps", State.WARNING, error.message)
        for _, exposed in graph.publications():
            for warning in (text for each in exposed for text in telling.exposed_told(each)):
                yield Check("publications", State.WARNING, warning)


def _lines(checks: Sequence[Check], lang: Lang) -> Iterator[str]:
    """State, name and sentence under each other; a long sentence goes on in its own column."""
    heads = [(say(m(f"doctor-{c.state.value}"), lang), say(m(f"doctor-name-{c.name}"), lang)) for c in checks]
    wide = [max(len(head[column]) for head in heads) for column in (0, 1)]
    for check, (state, name) in zip(checks, heads, strict=True):
        head = f"{state:<{wide[0]}}  {name:<{wide[1]}}  "
        # Paths stay in one piece, to be copied.
        yield from TextWrapper(
            _WIDTH,
            initial_indent=head,
            subsequent_indent=" " * len(head),
            break_long_words=False,
            break_on_hyphens=False,
        ).wrap(say(check.message, lang))


def _summary(errors: int, warnings: int) -> Message:
    if errors:
        return m("doctor-errors", n=errors)
    return m("doctor-warnings", n=warnings) if warnings else m("doctor-well")
