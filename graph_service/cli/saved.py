"""Saved maps and publications: maps save|list|show|delete, publish."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph_service.cli.output import Group, Terminal, command
from graph_service.errors import UsageError
from graph_service.files import write_whole
from graph_service.messages import Items, Lang, Message, Text, m, say
from graph_service.model import Scope
from graph_service.settings import Settings

if TYPE_CHECKING:
    from graph_service.graph.saved.maps import Listed


def commands(lang: Lang, settings: Settings) -> Iterator[click.Command]:
    def own(*names: str, code: str, flag: bool = False, **more: Any) -> click.Option:
        return click.Option([*names], is_flag=flag or None, help=say(m(f"saved-option-{code}"), lang), **more)

    scopes = click.Choice([scope.value for scope in Scope])
    scope = click.Option(["--scope"], type=scopes, help=say(m("option-scope"), lang))
    named = click.Argument(["named"], metavar="MAP")
    asked = click.Argument(["words"], nargs=-1, type=click.UNPROCESSED, metavar=say(m("saved-question-values"), lang))
    save = command(
        "save",
        lang,
        settings,
        "cli-maps-save",
        [
            click.Argument(["name"], metavar=say(m("saved-name-value"), lang)),
            asked,
            own("--frozen", "freeze", code="frozen", flag=True),
            click.Option(["--scope"], type=scopes, help=say(m("saved-option-scope"), lang)),
            own("--preset", code="preset"),
            own("--form", code="form"),
            own("--colour", code="colour"),
            own("--replace", "again", code="replace", flag=True),
        ],
    )(maps_save)
    # What the question takes is read by the question's own command.
    save.context_settings = {"ignore_unknown_options": True}
    output = click.Option(["-o", "output"], metavar="FILE", help=say(m("saved-option-output"), lang))
    show = [named, output, own("--changes", code="changes", flag=True), own("--as-of", code="as-of"), scope]
    yield Group(
        "maps",
        lang,
        help=say(m("cli-maps"), lang),
        commands={
            "save": save,
            "list": command("list", lang, settings, "cli-maps-list", [scope])(maps_list),
            "show": command("show", lang, settings, "cli-maps-show", show)(maps_show),
            "delete": command("delete", lang, settings, "cli-maps-delete", [named])(maps_delete),
        },
    )
    yield command(
        "publish",
        lang,
        settings,
        "cli-publish",
        [
            click.Argument(["names"], nargs=-1, metavar="[MAP…]"),
            click.Option(["-o", "output"], metavar="DIR", help=say(m("publish-option-output"), lang)),
            *(
                click.Option([f"--{name}"], help=say(m(f"publish-option-{name}"), lang), **more)
                for name, more in _PUBLISHING.items()
            ),
        ],
    )(publish)


_PUBLISHING: dict[str, dict[str, Any]] = {
    "url": {"metavar": "URL"},
    "title": {},
    "index": {"is_flag": True, "default": None},
    "refresh": {"is_flag": True},
    "list": {"is_flag": True},
    "withdraw": {"metavar": "DIR"},
}


def maps_save(terminal: Terminal, name: str, words: tuple[str, ...], **options: Any) -> None:
    from graph_service.graph.saved import telling

    question, values = _asked(terminal, words)
    with terminal.graph() as graph:
        made = graph.save_map(name, question, values, **options)
        (found,) = [each for each in graph.saved_maps() if each.map.id == made.id]
    told = [m("saved-done", name=made.name, id=made.id), telling.state(made), m(f"about-scope-{made.scope}")]
    terminal.tell(telling.as_json(found, terminal.lang), told)


def _asked(terminal: Terminal, words: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """A question's name and its values, from words as its own command takes them."""
    from graph_service.cli.questions import question_command
    from graph_service.queries import QUESTIONS

    if not words:
        raise UsageError("saved-no-question", known=Items(_drawn()))
    question = QUESTIONS.get(words[0])
    if question is None:
        raise UsageError("saved-which-question", name=words[0][:80], known=Items(_drawn()))
    made = question_command(question, terminal.lang, terminal.settings)
    known = {parameter.field for parameter in question.parameters}
    given = made.make_context(f"maillage {question.name}", list(words[1:])).params
    values = {name: value for name, value in given.items() if name in known and value is not None and value != ()}
    if other := sorted(name for name, value in given.items() if name not in known and value):
        raise UsageError("saved-not-here", option="-o" if other[0] == "output" else f"--{other[0].replace('_', '-')}")
    for parameter in question.arguments:
        # Several words without quotes are one text, where a question takes only one argument.
        if isinstance(values.get(parameter.field), tuple) and not parameter.many:
            values[parameter.field] = " ".join(values[parameter.field])
    return question.name, values


def _drawn() -> list[str]:
    """The questions that are drawn."""
    from graph_service.queries import QUESTIONS

    return [question.name for question in QUESTIONS if question.draw]


def maps_list(terminal: Terminal, scope: str | None) -> None:
    from graph_service.graph.saved import telling

    with terminal.graph() as graph:
        found, unread = graph.saved_maps(scope=scope), graph.unread_maps(scope=scope)
    lines = [*_list_lines(found), *(error.message for error in unread.values())]
    terminal.tell({"maps": [telling.as_json(each, terminal.lang) for each in found]}, lines)


def _list_lines(found: list[Listed]) -> Iterator[Message]:
    from graph_service.graph.saved import telling

    if not found:
        yield m("saved-none")
    for each in found:
        yield m(
            "saved-line",
            id=each.map.id,
            name=each.map.name,
            question=each.map.question,
            state=telling.state(each.map),
            scope=m(f"scope-of-{each.map.scope}"),
        )
        yield from telling.warnings(each)


def maps_show(
    terminal: Terminal, named: str, output: str | None, changes: bool, as_of: str | None, scope: str | None
) -> None:
    from graph_service.graph.saved import maps, telling
    from visualisations.renderers import formats, renderer

    format_ = Path(output).suffix.lstrip(".").lower() if output else ""
    if output and format_ not in formats():
        raise UsageError("map-format", file=output, known=Items([f".{known}" for known in formats()], "or"))
    if (output and (changes or as_of)) or (as_of and not changes):
        raise UsageError("saved-show-one")
    with terminal.graph() as graph:
        found = maps.find(graph, named, scope)
        if changes:
            changed = graph.map_changes(found.map.id, as_of=as_of)
            terminal.tell(telling.changes_json(changed, terminal.lang), telling.changes_told(changed))
            return
        view, chosen = graph.draw_map(found.map.id), maps.figure_of(found.map)
    counted = {"actors": view.caption.actors.shown, "lines": len(view.edges)}
    if output:
        write_whole(Path(output), renderer(format_).draw(view, terminal.lang, chosen))
        written = [m("cli-mapped", file=output, **counted), m(f"about-scope-{found.map.scope}")]
        terminal.tell({"file": output, **counted}, written)
        return
    lines: list[Text] = [
        *_list_lines([found]),
        *(m("saved-value", name=n, value=Items(v, ",")) for n, v in found.map.values.items()),
    ]
    lines += [view.title, m("saved-shows", **counted)]
    terminal.tell({**telling.as_json(found, terminal.lang), "title": say(view.title, terminal.lang), **counted}, lines)


def maps_delete(terminal: Terminal, named: str) -> None:
    with terminal.graph() as graph:
        gone = graph.delete_map(named)
    terminal.tell({"id": gone.id, "name": gone.name}, [m("saved-deleted", name=gone.name)])


def publish(terminal: Terminal, names: tuple[str, ...], output: str | None, **more: Any) -> None:
    listing, withdrawn = more.pop("list"), more.pop("withdraw")
    if sum(map(bool, (output, listing, withdrawn))) != 1 or (names and not output):
        raise UsageError("publish-one")
    if output is None and any(more.values()):
        raise UsageError("publish-one")
    if listing:
        _list_publications(terminal)
    elif withdrawn:
        _withdraw(terminal, withdrawn)
    else:
        _publish(terminal, Path(str(output)), names, more)


def _publish(terminal: Terminal, output: Path, names: tuple[str, ...], more: dict[str, Any]) -> None:
    from graph_service.graph.saved import telling

    with terminal.graph() as graph:
        done = graph.publish(output, names, lang=terminal.lang, **more)
    found = done.publication
    lines = [m("publish-done" if done.changed else "publish-same", folder=found.folder, n=len(found.maps))]
    lines += [m("publish-new", names=Items(done.written, ","))] if done.written else []
    lines += [text for each in done.gone for text in telling.exposed_told(each)]
    lines += [m("publish-open", file=str(Path(found.folder) / "index.html"))]
    lines += [] if found.options.url else [m("publish-no-url")]
    document = telling.publication_json(found, done.gone, terminal.lang)
    terminal.tell({**document, "written": list(done.written), "changed": done.changed}, lines)


def _list_publications(terminal: Terminal) -> None:
    from graph_service.graph.saved import telling

    with terminal.graph() as graph:
        found = graph.publications()
    lines = [text for one, shown in found for text in telling.publication_told(one, shown)]
    documents = [telling.publication_json(one, shown, terminal.lang) for one, shown in found]
    terminal.tell({"publications": documents}, lines or [m("publish-none")])


def _withdraw(terminal: Terminal, folder: str) -> None:
    from graph_service.graph.saved import telling

    with terminal.graph() as graph:
        found, there = graph.withdraw(folder)
    lines = [m("publish-withdraw-done" if there else "publish-withdraw-noted", folder=found.folder)]
    lines += [m("publish-withdraw-copies", where=found.address(""), n=len(found.paths))]
    lines += [m("publish-file", file=path) for path in found.paths]
    terminal.tell({**telling.publication_json(found, (), terminal.lang), "deleted": there}, lines)
