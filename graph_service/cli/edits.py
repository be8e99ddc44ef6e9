"""Commands by which staff correct the sources. Each writes one batch, which one `undo` takes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from graph_service.cli.output import Terminal, command
from graph_service.errors import UsageError
from graph_service.messages import Items, Lang, m, say
from graph_service.model import RecordType, Scope
from graph_service.settings import Settings


def commands(lang: Lang, settings: Settings) -> Iterator[click.Command]:
    fields = click.Argument(["fields"], nargs=-1, required=True, metavar="FIELD=VALUE…")
    id_ = click.Argument(["id_"], metavar="ID")
    type_ = click.Option(
        ["--type", "type_"], type=click.Choice([t.value for t in RecordType]), help=say(m("option-type"), lang)
    )
    scopes = click.Choice([scope.value for scope in Scope])
    visibility = click.Option(["--visibility"], type=scopes, help=say(m("option-visibility"), lang))
    hiding = click.Choice([scope.value for scope in Scope if scope is not Scope.PUBLIC])
    below = click.Option(["--below"], type=hiding, required=True, help=say(m("option-below"), lang))
    kind = click.Argument(["type_"], metavar="KIND")
    pair = [click.Argument(["one"], metavar="ID"), click.Argument(["other"], metavar="ID")]

    yield command("add", lang, settings, "cli-add", [kind, fields, visibility])(add)
    yield command("edit", lang, settings, "cli-edit", [id_, fields, type_, visibility])(edit)
    yield command("deny", lang, settings, "cli-deny", [id_, type_])(_one("deny"))
    yield command("affirm", lang, settings, "cli-affirm", [id_, type_])(_one("affirm"))
    yield command("hide", lang, settings, "cli-hide", [id_, below, type_])(hide)
    yield command("merge", lang, settings, "cli-merge", [*pair, visibility])(_two("same"))
    yield command("split", lang, settings, "cli-split", [*pair, visibility])(_two("different"))


def add(terminal: Terminal, type_: str, fields: tuple[str, ...], visibility: str | None) -> None:
    known = [t.value for t in RecordType]
    if type_ not in known:
        raise UsageError("edit-add-what", known=Items(known, "or"))
    values = _values(fields)
    visibility = visibility or values.pop("visibility", None)
    _say(terminal, {"op": "add", "type": type_, "fields": values, "visibility": visibility}, create=True)


def edit(terminal: Terminal, id_: str, fields: tuple[str, ...], type_: str | None, visibility: str | None) -> None:
    values = _values(fields)
    visibility = visibility or values.pop("visibility", None)
    _say(terminal, {"op": "set", "type": type_, "ids": [id_], "fields": values, "visibility": visibility})


def hide(terminal: Terminal, id_: str, below: str, type_: str | None) -> None:
    _say(terminal, {"op": "hide", "type": type_, "ids": [id_], "visibility": below})


def _one(op: str) -> Any:
    def run(terminal: Terminal, id_: str, type_: str | None) -> None:
        _say(terminal, {"op": op, "type": type_, "ids": [id_]})

    return run


def _two(op: str) -> Any:
    def run(terminal: Terminal, one: str, other: str, visibility: str | None) -> None:
        _say(terminal, {"op": op, "ids": [one, other], "visibility": visibility})

    return run


def _values(fields: Iterable[str]) -> dict[str, str]:
    found = {}
    for text in fields:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise UsageError("edit-field-form", text=text[:80])
        found[name.strip()] = value
    return found


def _say(terminal: Terminal, operation: dict[str, Any], *, create: bool = False) -> None:
    operations = [{name: value for name, value in operation.items() if value is not None}]
    with terminal.writing(lambda trial: trial.edit(operations)) if create else terminal.graph() as graph:
        report = graph.edit(operations, who="cli")
    lines = [m("edit-done", op=operation["op"], id=report.import_id or "", revision=report.revision)]
    lines += [m("edit-added", id=id_) for id_ in report.added]
    if report.waiting:
        lines.append(m("words-wait", n=len(report.waiting), words=Items(list(report.waiting)[:5], ";")))
    lines += [one.message for one in report.unheard]
    lines += [one.message for one in report.still_shown]
    terminal.tell(report.as_json(), lines)
