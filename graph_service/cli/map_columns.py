"""map-columns on the command line: what the columns of an unknown file are, and the mapping that reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph_service.cli.output import Terminal, command
from graph_service.errors import InputError, NotFound, UsageError
from graph_service.files import write_whole
from graph_service.messages import Items, Lang, m, say
from graph_service.settings import Settings
from graph_service.vocabulary import fold_text

if TYPE_CHECKING:
    from importers.proposing import Choices, Meant, Proposal
    from importers.sheets import Sheet
    from importers.trying import Trial

_ODD = ("heading", "notes", "totals", "numbers", "header_again")
"""What rows may be taken for that are no records."""
_CHOICES = ("funder", "role", "actor_kind", "project_kind", "partnership_kind")


def commands(lang: Lang, settings: Settings) -> Iterator[click.Command]:
    def flag(*names: str, code: str, **more: Any) -> click.Option:
        return click.Option([*names], help=say(m(f"option-mapping-{code}"), lang), **more)

    about = click.Choice(["grants", "participations", "links", "actors", "projects"])
    yield command(
        "map-columns",
        lang,
        settings,
        "cli-map-columns",
        [
            click.Argument(["path"], metavar="FILE"),
            flag("-o", "output", code="output", metavar="MAPPING.yaml"),
            flag("--column", "columns", code="column", multiple=True, metavar="HEADER=MEANING"),
            flag("--split", "splits", code="split", multiple=True, metavar="HEADER=SIGNS"),
            flag("--name", code="name", metavar="ID"),
            flag("--save", code="save", is_flag=True),
            flag("--about", code="about", type=about),
            flag("--header", code="header", type=click.IntRange(min=0)),
            flag("--read-rows", code="read-rows", multiple=True, type=click.Choice(_ODD)),
            flag("--sheet", code="sheet", metavar="NAME"),
            *(flag(f"--{name.replace('_', '-')}", code=name.replace("_", "-")) for name in _CHOICES),
            flag("--decimal", code="decimal", type=click.Choice([".", ","])),
            flag("--source", code="source", metavar="PRODUCER - TITLE"),
            flag("--licence", code="licence"),
        ],
    )(map_columns)


def map_columns(
    terminal: Terminal,
    path: str,
    output: str | None,
    columns: Sequence[str],
    splits: Sequence[str],
    save: bool,
    read_rows: Sequence[str],
    header: int | None,
    sheet: str | None,
    **given: str | None,
) -> int:
    """Propose a mapping, show what the first rows become, and write or keep it where that is asked."""
    from importers.mapping.saved import keep
    from importers.proposing import propose, seen
    from importers.readers import called, own_path, read
    from importers.trying import tried

    sheets = list(read(Path(path)))
    table = seen(_sheet(sheets, path, sheet), header)
    # Of several files of a folder or a zip one is described, tried and imported.
    path = str(own_path(Path(path), table.sheet))
    if not table.columns:
        raise InputError("nothing-to-map", file=path)
    found = propose(table, _choices(table.header, columns, splits, frozenset(read_rows), given))
    trial = None
    with terminal.graph_if_there() as graph:
        if found.mapping:
            trial = tried(Path(path), graph.store if graph else None, found.mapping)
    if (output or save) and found.mapping is None:
        raise InputError("no-mapping-yet", missing=Items([one.message for one in found.missing], " "))
    if output:
        from importers.proposing import as_yaml

        write_whole(Path(output), as_yaml(found, terminal.lang).encode())
    if save and found.mapping:
        with terminal.writing(lambda graph: None) as graph:
            keep(graph.store, found.mapping)
    document = {**found.as_json(terminal.lang), "rows_shown": trial.as_json(terminal.lang)["rows"] if trial else []}
    others = [called(each) for each in sheets if each is not table.sheet]
    terminal.tell(document, _lines(found, trial, others, path, output, save, terminal.lang))
    return 0


def _sheet(sheets: Sequence[Sheet], path: str, name: str | None) -> Sheet:
    """The sheet of a name; without one, the first that has columns beside each other, else the first."""
    if not sheets:
        raise InputError("nothing-to-map", file=path)
    if name is None:
        return next((sheet for sheet in sheets if len(sheet.header) > 1), sheets[0])
    from importers.readers import called

    by_path = next((sheet for sheet in sheets if called(sheet) == name), None)
    found = by_path or next((sheet for sheet in sheets if fold_text(sheet.name) == fold_text(name)), None)
    if found is None:
        raise NotFound("no-such-sheet", file=path, text=name[:80], known=Items([called(sheet) for sheet in sheets]))
    return found


def _choices(
    header: Sequence[str],
    columns: Sequence[str],
    splits: Sequence[str],
    read_rows: frozenset[str],
    given: dict[str, str | None],
) -> Choices:
    from importers import sources
    from importers.proposing import Choices, meant_by
    from importers.proposing.lists import SIGNS

    chosen: dict[int, Meant] = {}
    for text in columns:
        name, equals, meaning = text.rpartition("=")
        if not equals:
            raise UsageError("column-option", text=text[:80])
        chosen[_position(header, name)] = meant_by(meaning)
    between: dict[int, frozenset[str]] = {}
    for text in splits:
        name, equals, signs = text.rpartition("=")
        if not equals or not set(signs.split()) <= set(SIGNS):
            raise UsageError("split-option", text=text[:80], known=Items(list(SIGNS)))
        between[_position(header, name)] = frozenset(signs.split())
    told = {name: value or "" for name, value in given.items() if name in (*_CHOICES, "about", "licence", "decimal")}
    spec = sources.parse(given["source"] or "") if given.get("source") else None
    return Choices(
        columns=chosen,
        between=between,
        read_rows=read_rows,
        id=given.get("name") or "",
        producer=spec.name if spec else "",
        title=spec.title if spec else "",
        **told,
    )


def _position(header: Sequence[str], name: str) -> int:
    """The column of a header, whatever its case and accents; or of a number, counted from 1."""
    words = [fold_text(text) for text in header]
    if fold_text(name) in words:
        return words.index(fold_text(name))
    if name.strip().isdigit() and 0 < int(name) <= len(header):
        return int(name) - 1
    raise UsageError("no-such-column", text=name[:80], known=Items(list(header)))


def _lines(
    found: Proposal, trial: Trial | None, others: Sequence[str], path: str, output: str | None, save: bool, lang: Lang
) -> Iterator[Any]:
    table = found.table
    args = {"file": table.sheet.file, "sheet": table.sheet.name, "row": table.header_row, "n": table.rows}
    yield m("proposing-sheet" if table.sheet.book else "proposing-file", **args)
    if others:
        yield m("proposing-other-sheets", names=Items(others))
    if found.about:
        yield m("proposing-rows-about", about=m(f"proposing-about-{found.about}"))
    for column in found.columns:
        header = column.header or str(column.position + 1)
        idle = not column.read and column.meant.meaning != "other" and found.mapping is not None
        if column.personal and column.meant.meaning == "other":
            yield m("proposing-personal", header=header, reason=column.personal)
            continue
        yield m(
            "proposing-column",
            header=header,
            meaning=column.label,
            idle="yes" if idle else "no",
            reasons=Items(list(column.reasons), ";"),
            n=len(column.reasons),
            others=len(column.alternatives),
            alternatives=Items([f"{say(other.label, lang)} [{other.key}]" for other in column.alternatives], ","),
        )
    for odd in table.odd:
        read = odd.name in found.choices.read_rows
        yield m("proposing-odd-read" if read else "proposing-odd-left", odd=odd.message, name=odd.name)
    yield from found.unmapped
    for message in found.told:
        yield message
        if message.code == "proposing-doubtful":
            yield m("proposing-decimal", sign=message.args["sign"])
        elif message.code == "proposing-several":
            yield m("proposing-split", header=message.args["header"])
    for one in found.missing:
        if one.choices:
            option = f"--{one.name.replace('_', '-')}"
            yield m("proposing-choices", message=one.message, option=option, choices=Items(one.choices, "or"))
        else:
            yield one.message
    if trial is None or found.mapping is None:
        yield m("proposing-no-records")
        return
    yield from trial.lines(lang)
    if output:
        yield m("proposing-written", file=output)
        yield m("proposing-next", file=path, mapping=output)
    if save:
        yield m("mappings-saved", id=found.mapping.id)
