"""Imports files into the store as one batch, and reports what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph_service.checked import clip
from graph_service.errors import InputError, RowProblem, UsageError
from graph_service.graph import changes, log_files, unheard_corrections
from graph_service.graph.asking import reason
from graph_service.graph.retrying import at_one_revision
from graph_service.graph.session import Session
from graph_service.messages import Items, Lang, Message, m
from graph_service.model import COUNTED, Column, Op, RecordType, Say, Scope, ends
from graph_service.records.headers import named
from graph_service.records.validation import Fault
from graph_service.stores import garbage_collection, relation_ids
from graph_service.stores.base import Written
from importers.batch import Prepared, Progress, prepare
from importers.naming import NameResolver
from importers.options import ImportOptions
from importers.sheets import Limits

_MANY_END = 0.1
"""Of a complete import's sources, and of a sheet that comes back: the share of facts that may end without being asked
for."""
_FEW_EDITS = 3
"""Relations and names of a sheet that edits may take away without being asked for, however short it is."""


class Options(ImportOptions):
    """The keywords of `Graph.import_files`: those of `maillage import`, and who imports."""

    who: str = ""

    def __init__(self, **given: Any) -> None:
        """Raises UsageError for a keyword that is none, and for a value that does not fit."""
        names = [*type(self).model_fields]
        if unknown := given.keys() - set(names):
            raise UsageError("unknown-parameter", parameter=min(unknown), known=Items(names))
        try:
            super().__init__(**given)
        except ValidationError as error:
            first = error.errors()[0]
            raise UsageError("bad-parameter", parameter=str(first["loc"][0]), reason=reason(first)) from error


@dataclass(frozen=True)
class ImportReport:
    """What an import did. `problems` hold messages, which the command line or the API puts into words."""

    import_id: str | None
    revision: int
    files: Sequence[Mapping[str, Any]]
    counts: Mapping[str, Mapping[str, int]]
    matches: Mapping[str, int]
    problems: Sequence[RowProblem]
    rejected: Mapping[str, int]
    """Rejected rows by the code of their first error."""
    warnings: Mapping[str, int]
    names: Sequence[Mapping[str, Any]] = ()
    """What each name in the place of an id was taken for, and in how many rows."""
    changes: Sequence[Mapping[str, Any]] = ()
    """What changed, one by one (`graph_service.graph.changes`); of many the first few hundred of each sort."""

    @property
    def any_rejected(self) -> bool:
        return any(file["rejected"] for file in self.files)

    def as_json(self) -> dict[str, Any]:
        return {
            "import_id": self.import_id,
            "revision": self.revision,
            "files": [dict(file) for file in self.files],
            **{name: dict(found) for name, found in self.counts.items()},
            "matches": dict(self.matches),
            "rejected": dict(self.rejected),
            "warnings": dict(self.warnings),
            "names": [dict(one) for one in self.names],
            "changes": [dict(one) for one in self.changes],
            "problems": [dict(problem) for problem in self.problems],
        }


def read_files(session: Session, paths: Sequence[Path], options: Options, progress: Progress | None = None) -> Prepared:
    """Read the files at `paths` and check them against the store. Writes nothing."""
    session.check_writable()
    with session.view() as view, garbage_collection.paused():
        limits = Limits.up_to(session.settings.max_file_mb)
        return prepare(paths, options, session.store, view.vocabulary, view.territories, progress, limits)


def has_log(paths: Sequence[str | Path]) -> bool:
    """Whether one of the files is the log of a store: what it says is checked as it is read into one."""
    return any(log_files.is_log(Path(path)) for path in paths)


def corrected_copy(
    session: Session, paths: Sequence[Path], problems: Sequence[RowProblem], lang: Lang, options: Options
) -> bytes:
    """The files of an import with its problems as comments in their cells, as a workbook."""
    from importers.correcting import corrected

    return corrected(paths, options, session.store, problems, lang, Limits.up_to(session.settings.max_file_mb))


def import_files(
    session: Session, paths: Sequence[Path], options: Options, progress: Progress | None = None
) -> ImportReport:
    """Read, check and write `paths` as one batch. Nothing is written where anything is refused.

    What was edited in a workbook of this store is told against what the store holds: where that moves in the
    meantime, the files are read again.
    """
    if logs := [path for path in paths if log_files.is_log(path)]:
        return _import_log(session, logs[0], paths, options)
    with garbage_collection.paused():
        return at_one_revision(session, lambda at: _import(session, paths, options, progress, at))


def _import_log(session: Session, path: Path, paths: Sequence[Path], options: Options) -> ImportReport:
    """Bring the store to the log of a file: a log is a whole store, and comes alone and without options."""
    session.check_writable()
    usual = {name: field.default for name, field in type(options).model_fields.items()}
    beside = {name for name, given in options if given != usual[name]} - {"who", "yes"}
    if len(paths) > 1 or beside:
        raise UsageError("log-alone", file=path.name, options=Items(sorted(beside)))
    before = len(session.store.batches())
    found = log_files.read_into(session.store, path, Limits.up_to(session.settings.max_file_mb).total_bytes)
    file = {
        "file": path.name,
        "mapping": "log",
        "encoding": "utf-8",
        "read": found.says,
        "accepted": found.says,
        "rejected": 0,
        "aside": {},
        "recognised_by": [],
        "unused_columns": [],
    }
    last = session.store.batches()[-1][0].id if found.copied else None
    counts = {name: Counter[str]() for name in ("created", "updated", "unchanged", "withdrawn")}
    if not before:
        facts = ((t.sheet, len(session.store.facts(t, None, Scope.INTERNAL))) for t in COUNTED)
        counts["created"].update(dict(facts))
    return ImportReport(
        last,
        session.store.head().revisions[Scope.INTERNAL],
        [file],
        counts,
        {"by_identifier": 0, "by_name": 0, "to_review": 0},
        (),
        {},
        {},
    )


def _import(
    session: Session, paths: Sequence[Path], options: Options, progress: Progress | None, at: int
) -> ImportReport:
    prepared = read_files(session, paths, options, progress)
    prepared = replace(prepared, says=relation_ids.with_all_ids(session.store, prepared.says))
    summary = {"files": prepared.files, "rejected": prepared.rejected, "warnings": prepared.warnings}
    if names := list(prepared.taken.as_json()):
        # What a name was taken for is remembered: imported again, the row means the same record.
        summary["names"] = names
    batch = session.new_batch("import", ends=prepared.ends, who=options.who, summary=summary)
    if progress and not options.dry_run:
        progress("", len(prepared.says), None)
    revised = prepared.revised
    if not (options.yes or options.dry_run):
        for sheet, n, shown in revised.edited_away:
            if n > max(_FEW_EDITS, shown * _MANY_END):
                raise UsageError("many-edited-away", sheet=sheet, n=n, shown=shown)
        if revised.denied > revised.written * _MANY_END:
            raise UsageError("many-denied", denied=revised.denied, written=revised.written)
    if prepared.ends and not options.dry_run:
        tried = session.store.write(batch, prepared.says, dry_run=True)
        if tried.outdated:
            raise UsageError("replace-older", n=tried.outdated)
        if not options.yes:
            _ask_before_many_end(session, tried, prepared)
            ended = sum(tried.counts.withdrawn.values())
            if prepared.rejected and ended:
                # A row that is rejected may be what said it: then it has not ended, it was mistyped.
                rejected = sum(prepared.rejected.values())
                raise InputError("ends-by-rejected", list(prepared.problems), ended=ended, rejected=rejected)
    compared = at if revised.listed else None
    written = session.store.write(batch, prepared.says, dry_run=options.dry_run, at=compared)
    return _report(session, prepared, written)


def _ask_before_many_end(session: Session, written: Written, prepared: Prepared) -> None:
    """A complete import that would end more than a tenth of its sources' facts is refused without `--yes`.

    What hangs on those and is said by others ends with them: it is told beside, as far as it is listed.
    """
    sources = {source for source, _ in prepared.ends}
    held = sum(
        not sources.isdisjoint(fact.sources)
        for type_ in COUNTED
        for fact in session.store.facts(type_, None, Scope.INTERNAL)
    )
    gone = (one.before for one in written.changes if one.before and not one.after)
    others = sum(fact.type in COUNTED and sources.isdisjoint(fact.sources) for fact in gone)
    ended = sum(written.counts.withdrawn[type_] for type_ in COUNTED) - others
    if held and ended > held * _MANY_END:
        raise UsageError("many-end", ended=ended, held=held, others=others)


def _report(session: Session, prepared: Prepared, written: Written) -> ImportReport:
    waiting = [problem for say in written.waiting for problem in _waits(session, say, prepared.names)]
    warnings = dict(prepared.warnings)
    counts, nothing = _counts(prepared, written), list[RowProblem]()
    if waiting:
        warnings["waiting_end"] = len(written.waiting)
        if not any(counts[name].get(type_.sheet) for name in counts for type_ in COUNTED):
            warnings["made_nothing"] = 1
            nothing.append(_nothing(prepared))
    if written.outdated:
        warnings["older_than_known"] = written.outdated
        waiting.append(_older(written.outdated, prepared))
    if not_heard := unheard_corrections.grouped(session, written.unheard):
        warnings["unheard"] = len(not_heard)
        waiting += [one.as_problem() for one in not_heard]
    return ImportReport(
        written.batch.id if written.batch else None,
        written.revision,
        prepared.files,
        counts,
        _matches(prepared, written),
        [*nothing, *prepared.problems, *waiting],
        prepared.rejected,
        warnings,
        list(prepared.taken.as_json()),
        changes.as_json(session, written.changes),
    )


def _matches(prepared: Prepared, written: Written) -> dict[str, int]:
    """How many actors of the import are one with another by an identifier, how many by name or place, and how many
    pairs a person has to look at."""
    found = prepared.matches
    named_ = {id_ for say in found.says for id_ in say.statement.ids}
    joined = max(0, written.joined - len(named_)) if found.says else written.joined
    return {"by_identifier": joined, "by_name": found.by_name, "to_review": found.to_review}


def _counts(prepared: Prepared, written: Written) -> dict[str, dict[str, int]]:
    """Facts by what became of them. A workbook of ours that comes back lists facts that nothing is said of."""
    counts = written.counts.by_sheet()
    for one in written.changes:
        if one.before and one.after and one.before.content_hash == one.after.content_hash:
            # Only who sees it differs, which is a change to people.
            sheet = one.after.type.sheet
            counts["updated"][sheet] = counts["updated"].get(sheet, 0) + 1
            counts["unchanged"][sheet] = max(0, counts["unchanged"].get(sheet, 0) - 1)
    for type_, listed in prepared.revised.listed.items():
        changed = sum(counts[name].get(type_.sheet, 0) for name in ("updated", "withdrawn"))
        counts["unchanged"][type_.sheet] = max(counts["unchanged"].get(type_.sheet, 0), listed - changed)
    return counts


def _older(n: int, prepared: Prepared) -> RowProblem:
    """The warning that rows changed nothing, since their source has already said something newer."""
    file = prepared.files[0]["file"] if len(prepared.files) == 1 else ""
    return Fault("", "", "older_than_known", "warning", m("problem-older_than_known", n=n)).at(file, "")


def _nothing(prepared: Prepared) -> RowProblem:
    """The warning that no row that was taken makes anything, since none has both its ends."""
    file = prepared.files[0]["file"] if len(prepared.files) == 1 else ""
    n = sum(each["accepted"] for each in prepared.files)
    return Fault("", "", "made_nothing", "warning", m("problem-made_nothing", n=n)).at(file, "")


def _waits(session: Session, say: Say, names: NameResolver) -> Iterator[RowProblem]:
    """The warnings about a row that is kept and is no fact until both its ends are there: one for each that is not."""
    lacking = {end.name: _lacks(session, say, end, names) for end in ends(say.statement.type)}
    messages = {end: message for end, message in lacking.items() if message}
    if not messages:
        last = ends(say.statement.type)[-1].name
        messages = {last: m("problem-waiting_end", value=clip(str(say.statement.fields.get(last))))}
    for end, message in messages.items():
        value = clip(str(say.statement.fields.get(end)))
        yield Fault(end, value, "waiting_end", "warning", message).at(say.file, say.sheet, say.row)


def _lacks(session: Session, say: Say, end: Column, names: NameResolver) -> Message | None:
    """Why an end of a row is not there; None where it is."""
    text, types = str(say.statement.fields.get(end.name)), end.refs
    if not names.is_id(types, text):
        # An id of another type, or its name: that record will never stand in this column.
        others = [
            type_
            for type_ in (RecordType.ACTOR, RecordType.PROJECT)
            if type_ not in types
            and (names.is_id((type_,), text) or names.meant((type_,), text, say.statement.visibility))
        ]
        if others:
            return m("problem-waiting_other", value=clip(text), type=others[0].value, column=named(end.name))
        return m("problem-waiting_unknown", **names.about(end, text))
    # The row that brings it may say what the team denies.
    verdicts = [relation_ids.verdicts(session.store, type_, [text]) for type_ in types]
    if any(spoken and spoken[-1].op is Op.DENY for spoken in verdicts):
        return m("problem-waiting_denied", value=clip(text))
    return None
