"""What all commands share: common options, output to the terminal, and exit codes of errors."""

from __future__ import annotations

import errno
import functools
import json
import logging
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph_service.errors import MaillageError, StoreMissing
from graph_service.messages import LANGS, Lang, Message, m, say
from graph_service.settings import Settings, store_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph_service.graph import Graph

F = TypeVar("F", bound=Callable[..., Any])

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal obeys rather than shows. Texts of files reach it in messages, names of columns, names of files."""

REJECTED = 3
"""Exit code of an import that took part of a file."""


def language(argv: Iterable[str], settings: Settings) -> Lang:
    """The language of help texts, which are written before any option is parsed."""
    words = list(argv)
    for place, word in enumerate(words):
        asked = word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(words):
            asked = words[place + 1]
        if asked in LANGS:
            return asked
    return settings.lang if settings.lang in LANGS else "fr"


def shared_options(lang: Lang) -> list[click.Option]:
    """--store, --lang and --json, which every command takes."""
    return [
        click.Option(["--store"], metavar="URL", help=say(m("option-store"), lang)),
        click.Option(["--lang"], type=click.Choice(LANGS), help=say(m("option-lang"), lang)),
        click.Option(["--json", "as_json"], is_flag=True, help=say(m("option-json"), lang)),
    ]


class _Told(logging.Handler):
    """What a store tells while it works, as any other note. Records hold messages, which have no language yet."""

    def __init__(self, note: Callable[[Any], None]) -> None:
        super().__init__()
        self._note = note

    def emit(self, record: logging.LogRecord) -> None:
        self._note(record.msg)


class Terminal:
    """Prints a command's output: answers to stdout, everything else to stderr."""

    def __init__(self, store: str | None, lang: str | None, as_json: bool, settings: Settings, default: Lang) -> None:
        self.url = store_url(store or settings.store)
        self.store_given = bool(store)
        self.settings = settings
        self.lang = lang or default
        self.as_json = as_json
        self._reading = "", monotonic(), 0
        """The file that an import reads, since when, and how many of its rows are done."""

    def tell(self, document: Any, lines: Iterable[Any]) -> None:
        """Print one JSON document, or lines for people."""
        if self.as_json:
            sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
        else:
            for line in lines:
                sys.stdout.write(shown(say(line, self.lang)) + "\n")

    def note(self, line: Any) -> None:
        """Print something beside the answer, such as progress or where a file was written."""
        sys.stderr.write(shown(say(line, self.lang)) + "\n")
        sys.stderr.flush()

    def fail(self, error: MaillageError) -> int:
        """Print an error, and return the exit code."""
        return tell_error(error, self.lang, self.as_json)

    def progress(self, file: str, done: int, expected: int | None = None) -> None:
        """Print how far an import has come: rows, of about how many, how fast, and how long it still takes to read."""
        if not file:
            self.working(m("cli-progress-writing", n=done))
            return
        if self._reading[0] != file or done < self._reading[2]:
            # Another file, or another pass through the same.
            self._reading = file, monotonic(), done
        self._reading = *self._reading[:2], done
        seconds = monotonic() - self._reading[1]
        if not expected or not done or seconds < 1:
            self.working(m("cli-progress", file=file, n=done))
            return
        rate = done / seconds
        left = max(0, expected - done) / rate
        self.working(
            m("cli-progress-of", file=file, n=done, all=max(done, expected), rate=round(rate), left=round(left))
        )

    def working(self, line: Message) -> None:
        """Print the step of a long work; on a terminal it replaces the step before."""
        text = shown(say(line, self.lang))
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()
        else:
            self.note(text)

    @contextmanager
    def graph(self, *, create: bool = False, lazy: bool = False) -> Iterator[Graph]:
        from graph_service.graph import open_graph

        with open_graph(self.url, create=create, lazy=lazy, settings=self.settings) as graph:
            self._opened(graph)
            yield graph

    @contextmanager
    def graph_if_there(self) -> Iterator[Graph | None]:
        """Open the graph, or nothing where there is no store yet."""
        from graph_service.graph import open_graph

        try:
            graph = open_graph(self.url, settings=self.settings)
        except StoreMissing:
            yield None
            return
        with graph:
            self._opened(graph)
            yield graph

    @contextmanager
    def writing(self, rehearse: Callable[[Graph], object], *, keep: bool = True) -> Iterator[Graph]:
        """Open the graph to write to. If there is no store yet, makes one only after `rehearse` has run without an
        error.

        `rehearse` runs on an empty store that nobody keeps; with `keep` False (a trial) there is no other: a question
        asked afterwards must still say that there is no store. A real store is never taken away again, for somebody
        else may have begun to use it.
        """
        from graph_service.graph import open_graph

        try:
            graph = open_graph(self.url, settings=self.settings)
        except StoreMissing:
            graph = None
        if graph is None:
            with (
                tempfile.TemporaryDirectory(prefix="maillage-") as folder,
                open_graph(f"sqlite:///{folder}/trial.db", create=True, settings=self.settings) as trial,
            ):
                rehearse(trial)
                if not keep:
                    yield trial
                    return
            graph = open_graph(self.url, create=True, settings=self.settings)
        with graph:
            self._opened(graph)
            yield graph

    def _opened(self, graph: Graph) -> None:
        graph.waits = self._preparing
        logging.getLogger("maillage").handlers = [_Told(self.note)]
        if upgraded := graph.store.upgraded:
            self.note(upgraded)

    def _preparing(self) -> None:
        self.note(m("cli-preparing"))


def shown(text: str) -> str:
    """Return `text` without control signs, so that it cannot move the cursor, clear the screen or retitle the
    window."""
    return _CONTROLS.sub("\ufffd", text)


def tell_error(error: MaillageError, lang: Lang, as_json: bool) -> int:
    """Print an error as its problem document, or as sentences with the rows at fault. Returns the exit code."""
    problem = error.problem(lang)
    if as_json:
        sys.stdout.write(json.dumps(problem, ensure_ascii=False) + "\n")
        return error.exit_code
    lines = [problem_line(each) for each in problem.get("problems", ())[:20] if each.get("file")]
    for line in (m("cli-error", detail=problem["detail"]), *lines):
        sys.stderr.write(shown(say(line, lang)) + "\n")
    sys.stderr.flush()
    return error.exit_code


def problem_line(problem: Mapping[str, Any]) -> Message:
    """Return a problem as one line: its place if it has one, and whether it rejects the row."""
    words = {name: problem.get(name) or "" for name in ("file", "sheet", "row", "column", "message")}
    if words["row"]:
        from graph_service.records.headers import named

        mark = m("cli-rejected" if problem.get("severity") == "error" else "cli-remark")
        code = "cli-problem" if words["column"] else "cli-problem-row"
        return m(code, **{**words, "column": named(words["column"]), "mark": mark})
    return m("cli-problem-whole", **{name: words[name] for name in ("file", "sheet", "message")})


def _not_written(error: OSError) -> MaillageError:
    """A file that a command was to write, and cannot: a folder that is not there, no right, no room."""
    if error.errno == errno.ENOENT and error.filename is None:
        return MaillageError("temp-folder")  # `tempfile` found no folder that takes a file
    reason = _REASONS.get(error.errno or 0)
    words = m(f"reason-{reason}") if reason else error.strerror or type(error).__name__
    return MaillageError("file-failed", file=str(error.filename or ""), reason=words)


_REASONS = {
    errno.ENOENT: "no-folder",
    errno.ENOTDIR: "no-folder",
    errno.EISDIR: "is-folder",
    errno.EACCES: "no-right",
    errno.EROFS: "no-right",
    errno.ENOSPC: "no-room",
}


class Group(click.Group):
    """Commands under one name. The shared options may also stand before the command's name."""

    def __init__(self, name: str, lang: Lang, **more: Any) -> None:
        super().__init__(name, params=shared_options(lang), **more)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise NoCommand(args[0], ctx)
        return super().resolve_command(ctx, args)


class NoCommand(click.UsageError):
    """Error for a word that is no command of its group."""

    def __init__(self, word: str, ctx: click.Context) -> None:
        super().__init__(word, ctx)
        self.word = word
        assert isinstance(ctx.command, click.Group)
        self.known = ctx.command.list_commands(ctx)


def _shared(name: str) -> Any:
    """The value of a shared option that stands before the command, nearest first."""
    ctx: click.Context | None = click.get_current_context()
    while (ctx := ctx.parent if ctx else None) is not None:
        if ctx.params.get(name):
            return ctx.params[name]
    return None


def command(name: str, lang: Lang, settings: Settings, title: str, params: Iterable[click.Parameter] = ()) -> Any:
    """Make a function of (terminal, **values) a click command that leaves with the project's exit codes."""

    def wrap(run: Callable[..., int | None]) -> click.Command:
        @functools.wraps(run)
        def callback(store: str | None, lang: str | None, as_json: bool, **values: Any) -> None:
            store, lang, as_json = (
                store or _shared("store"),
                lang or _shared("lang"),
                as_json or bool(_shared("as_json")),
            )
            terminal = Terminal(store, lang, as_json, settings, default)
            try:
                code = run(terminal, **values)
            except MaillageError as error:
                code = terminal.fail(error)
            except BrokenPipeError:
                raise
            except OSError as error:
                code = terminal.fail(_not_written(error))
            sys.exit(code or 0)

        default = lang
        options = [*params, *shared_options(lang)]
        return click.Command(name, params=options, callback=callback, help=say(m(title), lang), no_args_is_help=False)

    return wrap
