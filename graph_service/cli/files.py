"""Commands that bring files in and take files out: template, import, imports, export, map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from graph_service.cli.figures import chosen_of, figure_options
from graph_service.cli.output import REJECTED, Group, Terminal, command, problem_line
from graph_service.errors import UsageError
from graph_service.files import write_whole
from graph_service.graph.batch_titles import display_names, titles
from graph_service.messages import Items, Label, Lang, m, say, worded
from graph_service.model import COUNTED, OneOf, Scope
from graph_service.settings import Settings
from importers.mapping import mappings

if TYPE_CHECKING:
    from graph_service.graph import Graph

_SHOWN = 20
"""Problems that a terminal lists before it says how many more there are."""


def commands(lang: Lang, settings: Settings) -> Iterator[click.Command]:
    def option(*names: str, flag: bool = False, **more: Any) -> click.Option:
        code = f"option-{names[0].lstrip('-')}"
        # An explicit `is_flag=False` lets an option stand without its value.
        return click.Option([*names], is_flag=flag or None, help=say(m(code), lang), **more)

    output = click.Option(["-o", "output"], required=True, metavar="FILE", help=say(m("option-output"), lang))
    scopes = click.Choice([scope.value for scope in Scope])

    yield command("template", lang, settings, "cli-template", [output])(template)
    yield command(
        "import",
        lang,
        settings,
        "cli-import",
        [
            click.Argument(["paths"], nargs=-1, required=True, metavar="FILE…"),
            *(option(*names, **more) for names, more in _import_options()),
            option("--corrected", metavar="FILE.xlsx"),
        ],
    )(import_)
    yield Group(
        "imports",
        lang,
        help=say(m("cli-imports"), lang),
        commands={
            "list": command("list", lang, settings, "cli-imports-list")(imports_list),
            "show": command("show", lang, settings, "cli-imports-show", [click.Argument(["batch"])])(imports_show),
            "undo": command(
                "undo", lang, settings, "cli-imports-undo", [click.Argument(["batch"]), option("--yes", flag=True)]
            )(imports_undo),
        },
    )
    filters = ("theme", "territory", "actor-kind", "project-kind", "role")
    kept = [click.Option([f"--{n}"], multiple=True, help=say(m(f"param-{n}"), lang)) for n in filters]
    yield command("export", lang, settings, "cli-export", [output, option("--scope", type=scopes), *kept])(export)
    yield command(
        "map",
        lang,
        settings,
        "cli-map",
        [
            output,
            option("--focus", metavar="ID"),
            option("--depth", type=click.INT, default=1),
            option("--path", nargs=2, metavar="FROM TO"),
            option("--project", metavar="ID"),
            click.Option(["-k"], type=click.INT, help=say(m("paths-k"), lang)),
            click.Option(["--max-hops"], type=click.INT, help=say(m("paths-max-hops"), lang)),
            click.Option(["--avoid"], multiple=True, help=say(m("paths-avoid"), lang)),
            click.Option(["--since"], type=click.INT, help=say(m("param-since"), lang)),
            *(
                click.Option([f"--{name}"], multiple=name not in ("as-of", "tie-profile"), help=say(m(code), lang))
                for name, code in (
                    ("as-of", "param-as-of"),
                    ("tie-profile", "param-tie-profile"),
                    ("theme", "param-theme"),
                    ("territory", "param-territory"),
                    ("actor-kind", "param-actor-kind"),
                    ("project-kind", "param-project-kind"),
                    ("role", "param-role"),
                )
            ),
            option("--scope", type=scopes),
            *figure_options(lang),
        ],
    )(map_)


def _import_options() -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    """The options of `import` as its record declares them: how each is display_names, and what it takes."""
    from importers.options import Flag, ImportOptions

    for name, field in ImportOptions.model_fields.items():
        flag = next((mark for mark in field.metadata if isinstance(mark, Flag)), Flag())
        listed = [mark.values() for mark in field.metadata if isinstance(mark, OneOf)]
        listed += [tuple(kind) for kind in get_args(field.annotation) if isinstance(kind, type(Scope))]
        more: dict[str, Any] = {"metavar": flag.value} if flag.value else {}
        if field.annotation is bool:
            more["flag"] = True
        elif listed:
            more["type"] = click.Choice([str(value) for value in listed[0]])
        if isinstance(field.default, str):
            more["default"] = field.default
        yield (flag.name or "--" + name.replace("_", "-"), name), more


def template(terminal: Terminal, output: str) -> None:
    from graph_service.workbooks.filling import write_template

    written = write_template(Path(output), terminal.lang)
    terminal.tell(
        {"files": [str(path) for path in written]}, [m("cli-written", files=Items([str(p) for p in written]))]
    )


def import_(terminal: Terminal, paths: tuple[str, ...], corrected: str | None, **options: Any) -> int:
    if corrected and not corrected.lower().endswith(".xlsx"):
        raise UsageError("corrected-target", file=corrected[:200])

    def rehearse(trial: Graph) -> None:
        # A trial is its own rehearsal.
        if not options["dry_run"]:
            trial.check_files(paths, **options)

    with terminal.writing(rehearse, keep=not options["dry_run"]) as graph:
        report = graph.import_files(paths, progress=terminal.progress, who="cli", **options)
        if corrected:
            write_whole(Path(corrected), graph.corrected_copy(paths, report.problems, terminal.lang, **options))
    if not terminal.as_json:
        terminal.note("")
    terminal.tell(worded(report.as_json(), terminal.lang), _report_lines(report, terminal.lang))
    if corrected:
        terminal.note(m("corrected-written", file=corrected))
    return REJECTED if report.any_rejected else 0


def _report_lines(report: Any, lang: Lang) -> Iterator[Any]:
    if not any(file["read"] for file in report.files):
        yield m("import-nothing")
    for file in report.files:
        if file.get("sheet") and not file["read"]:
            continue  # a workbook has all sheets of the template, and most stay empty
        yield _file_line(file)
        if file.get("recognised_by"):
            known = mappings().get(file["mapping"])
            label = Label(known.label_fr, known.label_en) if known else Label(file["mapping"], file["mapping"])
            yield m("import-recognised", mapping=label, columns=Items(file["recognised_by"]))
        if file.get("aside"):
            yield m("import-aside", n=sum(file["aside"].values()), kinds=Items(_aside(file["aside"])))
        if file["unused_columns"]:
            yield m("import-unused", columns=Items(file["unused_columns"]))
    for name in ("created", "updated", "unchanged", "withdrawn"):
        found = report.counts[name]
        parts = [m(f"count-{type_.sheet}", n=found[type_.sheet]) for type_ in COUNTED if found.get(type_.sheet)]
        if parts:
            yield m(f"import-{name}", counts=Items(parts))
    yield from _taken(report.names)
    yield from _changed(report.changes)
    # What was not taken first: it is what a person has to do something about.
    for severity, more in (("error", "cli-rejected-more"), ("warning", "cli-problems-more")):
        found = [problem for problem in report.problems if problem["severity"] == severity]
        for problem in found[:_SHOWN]:
            yield problem_line(worded(problem, lang))
        if len(found) > _SHOWN:
            yield m(more, n=len(found) - _SHOWN)
    found = report.matches
    if any(found.values()):
        yield m("import-matches", number=found["by_identifier"], name=found["by_name"], review=found["to_review"])
    if report.import_id:
        yield m("import-done", id=report.import_id, revision=report.revision)
    else:
        yield m("import-dry")


_ASIDES = frozenset({"heading", "totals", "continuation", "no_record", "no_value", "rows_without_names"}) | frozenset(
    {"absent", "did_not_sign", "persons", "notes", "numbers", "header_again"}
)
"""What rows that are no records may be, as shipped mappings call it: each has words."""


def _aside(kinds: Mapping[str, int]) -> list[Any]:
    """What rows that are no records are, and how many. A mapping of somebody's own has its own words."""
    return [
        m(f"aside-{kind}", n=n) if kind in _ASIDES else f"{kind.replace('_', ' ')} ({n})" for kind, n in kinds.items()
    ]


def _taken(names: Sequence[Mapping[str, Any]]) -> Iterator[Any]:
    """What names in the place of ids were taken for."""
    for one in names[:_SHOWN]:
        yield m("import-name", text=one["text"], name=one["name"], id=one["id"], n=one["rows"])
    if len(names) > _SHOWN:
        yield m("import-names-more", n=len(names) - _SHOWN)


def _changed(changes: Sequence[Mapping[str, Any]]) -> Iterator[Any]:
    """What ended and what differs, one by one; what is new is in the file."""
    listed = [one for one in changes if one["what"] != "created"]
    for one in listed[:_SHOWN]:
        if one["what"] == "withdrawn":
            yield m("import-one-withdrawn", name=one["name"], id=one["id"])
        for field in one["fields"]:
            values = {name: _short(field[name]) for name in ("before", "after")}
            yield m("import-one-updated", name=one["name"], id=one["id"], field=field["label"], **values)
    if len(listed) > _SHOWN:
        yield m("import-changes-more", n=len(listed) - _SHOWN)


def _short(value: Any) -> str:
    text = "–" if value in (None, []) else "; ".join(value) if isinstance(value, list) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _file_line(file: Mapping[str, Any]) -> Any:
    """How many rows of a file, or of a workbook's sheet, were read and taken."""
    counts = {name: file[name] for name in ("read", "accepted", "rejected")}
    sheet = file.get("sheet")
    return m("import-file", file=m("import-sheet", file=file["file"], sheet=sheet) if sheet else file["file"], **counts)


def imports_list(terminal: Terminal) -> None:
    with terminal.graph() as graph:
        found = graph.batches()
        batches = [batch for batch, _ in found]
        names = display_names(batches, titles(graph, batches))
    terminal.tell(
        {"imports": [_batch(batch, alive) for batch, alive in found]},
        [
            m(
                "imports-line",
                id=batch.id,
                kind=m(f"batch-{batch.kind}"),
                at=batch.at[:16].replace("T", " "),
                files=names[batch.id],
                state=m("batch-live" if alive else "batch-undone"),
            )
            for batch, alive in found
        ],
    )


def imports_show(terminal: Terminal, batch: str) -> None:
    with terminal.graph() as graph:
        found, alive = graph.batch(batch)
        statements = len(list(graph.store.statements(batch=batch)))
    document = {**_batch(found, alive), "says": statements, "withdraws": list(found.withdraws), "who": found.who}
    lines = [
        m("imports-head", id=found.id, at=found.at, n=statements, state=m("batch-live" if alive else "batch-undone"))
    ]
    for file in (found.summary or {}).get("files", ()):
        lines.append(_file_line(file))
    for code, n in sorted({**document.get("rejected", {}), **document.get("warnings", {})}.items()):
        lines.append(m("imports-reason", code=code, n=n))
    terminal.tell(document, lines)


def _batch(batch: Any, alive: bool) -> dict[str, Any]:
    return {
        "import_id": batch.id,
        "kind": batch.kind,
        "at": batch.at,
        "live": alive,
        "note": batch.note,
        **(batch.summary or {}),
    }


def imports_undo(terminal: Terminal, batch: str, yes: bool) -> None:
    with terminal.graph() as graph:
        report = graph.undo(batch, who="cli", yes=yes)
    terminal.tell(report.as_json(), [m("undo-done", id=batch, revision=report.revision), *_waits(report)])


def _waits(report: Any) -> Iterator[Any]:
    if report.waiting:
        yield m("words-wait", n=len(report.waiting), words=Items(list(report.waiting)[:5], ";"))
    yield from (one.message for one in (*report.unheard, *report.still_shown))


def export(terminal: Terminal, output: str, scope: str | None, **filters: Any) -> None:
    with terminal.graph() as graph:
        rows = graph.export(output, scope=scope, lang=terminal.lang, **filters)
    terminal.tell({"file": output, "rows": rows}, [m("cli-exported", file=output, n=sum(rows.values()))])


def map_(
    terminal: Terminal,
    output: str,
    focus: str | None,
    depth: int,
    path: tuple[str, str] | None,
    project: str | None,
    scope: str | None,
    **values: Any,
) -> None:
    from visualisations.presets import figure
    from visualisations.renderers import formats, renderer

    format_ = Path(output).suffix.lstrip(".").lower()
    if format_ not in formats():
        raise UsageError("map-format", file=output, known=Items([f".{known}" for known in formats()], "or"))
    made = renderer(format_)
    chosen = figure(chosen_of(values), f".{format_}", {f".{each}": renderer(each).options for each in formats()})
    asked = {name: value for name, value in values.items() if value is not None and value != ()}
    with terminal.graph() as graph:
        subject: dict[str, Any] = {"focus": focus, "depth": depth, "path": path or None, "project": project}
        view = graph.map(**subject, scope=scope, values=asked, figure=chosen)
    data = made.draw(view, terminal.lang, chosen)
    write_whole(Path(output), data)
    actors, lines = view.caption.actors.shown, len(view.edges)
    told = [m("cli-mapped", file=output, actors=actors, lines=lines)]
    told += [remark] if (remark := made.remark(data)) else []
    terminal.tell({"file": output, "actors": actors, "lines": lines}, told)
