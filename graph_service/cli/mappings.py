"""Mappings on the command line: mappings list|show|try|save|delete|schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph_service.cli.output import Group, Terminal, command
from graph_service.messages import Items, Label, Lang, m, say
from graph_service.settings import Settings

if TYPE_CHECKING:
    from importers.mapping import Mapping


def commands(lang: Lang, settings: Settings) -> Iterator[click.Command]:
    named = click.Argument(["named"], metavar="MAPPING")
    path = click.Argument(["path"], metavar="FILE")
    kept = click.Argument(["path"], metavar="YAML")
    by = click.Option(["--as", "mapping"], metavar="MAPPING", help=say(m("option-as"), lang))
    yield Group(
        "mappings",
        lang,
        help=say(m("cli-mappings"), lang),
        commands={
            "list": command("list", lang, settings, "cli-mappings-list")(list_),
            "show": command("show", lang, settings, "cli-mappings-show", [named])(show),
            "try": command("try", lang, settings, "cli-mappings-try", [path, by])(try_),
            "save": command("save", lang, settings, "cli-mappings-save", [kept])(save),
            "delete": command("delete", lang, settings, "cli-mappings-delete", [named])(delete),
            "schema": command("schema", lang, settings, "cli-mappings-schema")(schema),
        },
    )


def list_(terminal: Terminal) -> int:
    """List the mappings that ship and those that the store holds."""
    from importers.mapping.saved import COLLECTION, known

    with terminal.graph_if_there() as graph:
        store = graph.store if graph else None
        mine = {document.id for document in store.documents(COLLECTION) if document.body} if store else set()
        found = sorted(known(store).values(), key=lambda each: (each.id in mine, each.id))
    document = [_document(each, each.id in mine) for each in found]
    terminal.tell({"mappings": document}, (_line(each, each.id in mine) for each in found))
    return 0


def show(terminal: Terminal, named: str) -> int:
    """Print the YAML of a mapping."""
    from importers.mapping import find
    from importers.mapping.saved import as_json, known

    with terminal.graph_if_there() as graph:
        mapping = find(named, known(graph.store if graph else None))
    terminal.tell(as_json(mapping), [_yaml(as_json(mapping))])
    return 0


def try_(terminal: Terminal, path: str, mapping: str | None) -> int:
    """Read a file by a mapping, and say which records its first rows become. Writes nothing."""
    from importers.trying import tried

    with terminal.graph_if_there() as graph:
        found = tried(Path(path), graph.store if graph else None, mapping)
    terminal.tell(found.as_json(terminal.lang), found.lines(terminal.lang))
    return 0


def save(terminal: Terminal, path: str) -> int:
    """Keep a mapping's YAML file in the store, so that its files are recognised."""
    from importers.mapping import find
    from importers.mapping.saved import keep

    mapping = find(path)
    with terminal.writing(lambda graph: None) as graph:
        keep(graph.store, mapping)
    terminal.tell(_document(mapping, True), [m("mappings-saved", id=mapping.id)])
    return 0


def delete(terminal: Terminal, named: str) -> int:
    """Forget a mapping that the store holds."""
    from importers.mapping.saved import drop

    with terminal.graph() as graph:
        graph.check_writable()
        drop(graph.store, named)
    terminal.tell({"deleted": named}, [m("mappings-deleted", id=named)])
    return 0


def schema(terminal: Terminal) -> int:
    """Print the JSON Schema of mappings."""
    from importers.mapping.declared import Mapping

    found = Mapping.json_schema()
    terminal.tell(found, [json.dumps(found, indent=2, ensure_ascii=False)])
    return 0


def _document(mapping: Mapping, mine: bool) -> dict[str, Any]:
    return {
        "id": mapping.id,
        "label": {"fr": mapping.label_fr, "en": mapping.label_en},
        "saved": mine,
        "files": [{"columns": [_spelt(names) for names in file.columns]} for file in mapping.files],
    }


def _spelt(names: list[str | int]) -> str:
    return str(names[0])


def _line(mapping: Mapping, mine: bool) -> Any:
    columns = Items([_spelt(names) for names in mapping.files[0].columns])
    code = "mappings-line-saved" if mine else "mappings-line"
    return m(code, id=mapping.id, label=Label(mapping.label_fr, mapping.label_en), columns=columns)


def _yaml(found: Any) -> str:
    import yaml

    text: str = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=120)
    return text.rstrip()
