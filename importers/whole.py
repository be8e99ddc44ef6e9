"""Checks and completes an import once all rows are read: personal data, shared identifiers, ids of somebody else, names
in place of ids, sources and vocabulary rows, and what a complete import ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from graph_service.errors import InputError
from graph_service.messages import Items
from graph_service.model import (
    COUNTED,
    KEYED,
    RECORDS,
    SHARED,
    STAFF,
    RecordType,
    Say,
    Says,
    Scope,
    Statement,
    Value,
    columns,
    naming_columns,
    row,
)
from graph_service.records import differences, personal
from graph_service.records.validation import Fault, partner_of_itself
from graph_service.vocabulary import Vocabulary
from importers import guards, sources
from importers.jobs import Job
from importers.mapping import Mapping as OneMapping
from importers.mapping import Plan, territory_row
from importers.naming import with_fields
from importers.work import Work, fault_of, problem


def refuse_personal(work: Work) -> None:
    told = (work.options.source, work.options.licence)
    if not work.options.allow_personal and any(text and personal.mask(text) for text in told):
        raise InputError("personal-data", n=1, columns="--source")
    if not work.options.allow_personal:
        _refuse_personal_names(work)
    found = work.maker.personal
    if found and not work.options.allow_personal:
        where = Items(list(dict.fromkeys(f"{one.place}.{fault.column}" for one, _, fault in found)))
        problems = [problem(*each) for each in found]
        raise InputError("personal-data", problems, n=len(found), columns=where)


def _refuse_personal_names(work: Work) -> None:
    """Without a source of its own a file speaks as its name, or its folder's: readers would see that."""
    for spec, _, one in work.maker.speaking.values():
        if spec.title == one.sheet.container and not work.options.source:
            # Of a folder `jean@mail.fr` the title has lost what looks like the end of a file's name.
            whole, inside, _ = one.sheet.file.partition("/")
            if masked := personal.mask(spec.title) or (inside and personal.mask(whole)):
                raise InputError("personal-file-name", file=masked)


def drop_shared_identifiers(work: Work, jobs: list[Job]) -> None:
    """Drop identifiers that an import gives to several strangers, in one file or in several: a placeholder would join
    them all."""
    by_place = {(one.sheet.file, one.place): one for one in jobs}
    # Only actors have identifiers.
    actors = (statement for statement in work.says.statements if statement.type is RecordType.ACTOR)
    dropped: dict[int, list[guards.Shared]] = {}
    for shared in guards.shared_identifiers(actors, work.vocabulary.shared_siren_kinds):
        for statement in shared[2]:
            dropped.setdefault(id(statement), []).append(shared)
    for i, say in enumerate(work.says if dropped else ()):
        for scheme, value, rows in dropped.get(id(say.statement), ()):
            names = Items(list(dict.fromkeys(str(each.fields.get("name"))[:60] for each in rows))[:3])
            args = {"value": value, "n": len(rows), "names": names}
            work.tell(by_place[say.file, say.sheet], say.row, fault_of(scheme, value, "shared_identifier", **args))
            work.says.restate(i, _without(work.says.statements[i], scheme))


def refuse_strangers(work: Work, first: Job) -> None:
    """An id that another source uses for somebody else would join two actors for ever
    (docs/statements.md#5-identity)."""
    strangers, kinds = guards.collisions(work.says.distinct(), work.store)
    by_id = {s.statement.ids[0]: s for s in work.says if s.statement.type is RecordType.ACTOR} if strangers else {}
    problems = []
    for ours, theirs in strangers:
        say = by_id[ours.ids[0]]
        args = {"id": ours.ids[0], "ours": str(ours.fields["name"]), "theirs": str(theirs.fields["name"])}
        fault = fault_of("id", ours.ids[0], "id_of_another", "error", **args, source=theirs.source)
        problems.append(fault.at(say.file, say.sheet, say.row))
    if strangers:
        ids = Items.first([ours.ids[0] for ours, _ in strangers], 5)
        raise InputError("ids-of-another", problems, n=len(strangers), ids=ids)
    rows = {say.statement.ids[0]: say for say in work.says if say.statement.type is RecordType.ACTOR} if kinds else {}
    for ours, theirs in kinds:
        args = {"id": ours.ids[0], "kind": str(ours.fields["kind"]), "theirs": str(theirs.fields["kind"])}
        fault = fault_of("kind", args["kind"], "other_kind", **args, source=theirs.source)
        say = rows[ours.ids[0]]
        work.warnings[fault.code] += 1
        work.problems.append((first.order, say.row, fault.at(say.file, say.sheet, say.row)))


def resolve_names(work: Work, jobs: list[Job]) -> None:
    """Replace names by ids. Rejects a row with an ambiguous name."""
    names, by_place = work.names(), {(one.sheet.file, one.place): one for one in jobs}
    distinct = work.says.distinct()
    brought: dict[RecordType, set[str]] = defaultdict(set)
    for statement in distinct:
        if statement.type in KEYED:
            brought[statement.type].add(statement.ids[0])
    naming = []
    named = {id(statement) for statement in distinct if not _all_brought(statement, brought)}
    for i, statement in enumerate(work.says.statements if named else ()):
        if id(statement) in named:
            one = by_place[work.says[i].file, work.says[i].sheet]
            own_ids = work.options.ids == "own" and not one.own
            naming.append((i, one, f"{one.source_id}:" if own_ids else ""))
    names.look_up([(work.says[i].statement, prefix) for i, _, prefix in naming])
    bad: dict[tuple[int, int], list[Fault]] = {}
    for i, one, prefix in naming:
        say = work.says[i]
        found = names.resolve(say.statement, prefix)
        faults = [
            *found.faults,
            *partner_of_itself(say.statement.type, found.fields, say.statement.fields.get("partner")),
        ]
        if any(fault.severity == "error" for fault in faults):
            bad.setdefault((one.order, say.row), []).extend(faults)
            continue
        for fault in faults:
            work.tell(one, say.row, fault)
        work.taken.add(say.statement.source, found.taken)
        if found.fields != say.statement.fields:
            work.says.restate(i, with_fields(say.statement, found.fields))
    for (order, at), faults in bad.items():
        jobs[order].accepted -= 1
        work.reject(jobs[order], at, [fault for i, fault in enumerate(faults) if fault not in faults[:i]])
    if not bad and not work.added:
        return
    placed = [(by_place.get((say.file, say.sheet)), say) for say in work.says]
    kept = [(one, say) for one, say in placed if one is None or (one.order, say.row) not in bad]
    work.says = Says(say for _, say in kept)
    for job_, say in kept:
        if job_ and work.store and (job_.order, say.row) in work.added:
            # Where a row says what was denied before, the team says that it is so after all.
            again = differences.affirmed(say.statement, work.store)
            work.words += [work.say(job_, say.row, word) for word in again]


def state_terms_and_sources(work: Work, jobs: list[Job]) -> None:
    """State the vocabulary rows of mappings, and the sources that no sheet describes.

    What rows lean on is said to whoever sees any row of this import; the fold shows each label, and each source,
    only where something seen names it.
    """
    distinct = work.says.distinct()
    least = min((said.visibility for said in distinct if said.type in COUNTED), default=None, key=_rank)
    for one in jobs:
        if one.plan.terms:
            work.maker.speaking.setdefault(one.source_id, (one.source, one.updated, one))
        for fields in terms(one.plan):
            statement = row(
                RecordType.TERM, fields, source=one.source_id, updated=one.updated, visibility=one.visibility
            )
            work.says.append(Say(statement, one.sheet.file, one.place))
    _state_lent(work, jobs)
    named = {said.fields.get("territory") for said in distinct}
    for one in jobs:
        for fields in territories(one.plan):
            if fields["code"] in named:
                statement = row(
                    RecordType.TERRITORY, fields, source=one.source_id, updated=one.updated, visibility=one.visibility
                )
                work.says.append(Say(statement, one.sheet.file, one.place))
    for id_, (spec, updated, one) in work.maker.speaking.items():
        if one.unnamed and id_ == one.source_id:
            work.tell(one, 0, fault_of("", "", "no_source", source=id_))
        if id_ not in work.maker.stated:
            stated = sources.statement(id_, spec, updated, one.visibility, one.plan.covers)
            work.says.append(Say(stated, one.sheet.file, one.place))

    for i, statement in enumerate(work.says.statements):
        if statement.type in SHARED and statement.source != STAFF and least and statement.visibility is not least:
            again = row(
                statement.type,
                statement.fields,
                source=statement.source,
                key=statement.key,
                updated=statement.updated,
                visibility=least,
            )
            work.says.restate(i, again)


def lent_terms(mappings: Mapping[str, OneMapping], vocabulary: Vocabulary) -> dict[str, Mapping[str, Value]]:
    """The vocabulary rows that all mappings bring and the store does not have, by id."""
    record = RECORDS[RecordType.TERM]
    found: dict[str, Mapping[str, Value]] = {}
    for mapping in mappings.values():
        for id_, fields in mapping.terms.items():
            category, _, name = id_.partition(":")
            if id_ not in found and vocabulary.get(category, name) is None:
                found[id_] = record.model_validate({"id": id_, **fields}).model_dump(exclude_none=True)
    return found


def _state_lent(work: Work, jobs: list[Job]) -> None:
    """State those of the vocabulary rows of other mappings that these rows name: an export that comes back brings what
    its facts were made with."""
    by_place = {(one.sheet.file, one.place): one for one in jobs}
    left = dict(work.lent)
    for one in jobs:
        for fields in terms(one.plan):
            left.pop(str(fields["id"]), None)
    named = {type_: _naming_terms(type_, left) for type_ in COUNTED}
    found: dict[str, tuple[Job, Statement]] = {}
    says = work.says
    for statement, place in zip(says.statements, says.placed(says.places), strict=True) if left else ():
        for name, ids in named.get(statement.type, ()):
            id_ = ids.get(str(statement.fields.get(name)))
            if id_ and id_ not in found and place in by_place:
                found[id_] = by_place[place], statement
    for id_, (one, statement) in found.items():
        work.maker.speaking.setdefault(one.source_id, (one.source, one.updated, one))
        stated = row(
            RecordType.TERM, left[id_], source=one.source_id, updated=one.updated, visibility=statement.visibility
        )
        work.says.append(Say(stated, one.sheet.file, one.place))


def _naming_terms(type_: RecordType, terms: Iterable[str]) -> list[tuple[str, dict[str, str]]]:
    """The fields of a type that hold some of these vocabulary rows: (field, what it holds -> the row's id)."""
    by_category: dict[str, dict[str, str]] = {}
    for id_ in terms:
        category, _, name = id_.partition(":")
        by_category.setdefault(category, {})[name] = id_
    return [(c.name, by_category[c.category]) for c in columns(type_) if c.category in by_category]


def ended(work: Work, jobs: Iterable[Job]) -> tuple[tuple[str, str], ...]:
    """Return the (source, date) pairs whose earlier chains a complete import ends."""
    if not work.options.replace:
        return ()
    # A workbook of ours that comes back is a list of differences: it ends nothing by itself.
    own = {(one.sheet.file, one.place) for one in jobs if one.own}
    dates: dict[str, str] = {}
    says = work.says
    for statement, place in zip(says.statements, says.placed(says.places), strict=True):
        source, updated = statement.source, statement.updated
        if source == STAFF or place in own:
            continue
        dates[source] = max(dates.get(source, ""), updated)
    return tuple(sorted(dates.items()))


def _all_brought(statement: Statement, brought: Mapping[RecordType, Container[str]]) -> bool:
    """Whether all that a row names is there by its id among what the import brings."""
    for column in naming_columns(statement.type):
        value = statement.fields.get(column.name)
        texts = value if isinstance(value, tuple) else (value,) if value else ()
        for text in texts:
            if not any(text in brought[type_] for type_ in column.refs):
                return False
    return True


def _without(statement: Statement, field_: str) -> Statement:
    """A row without one of its fields."""
    fields = {name: value for name, value in statement.fields.items() if name != field_}
    return replace(statement, fields=fields)


def _rank(scope: Scope) -> int:
    return scope.rank


def terms(plan: Plan) -> list[Mapping[str, Value]]:
    """The vocabulary rows of a plan's mapping, as fields of `term` records."""
    record = RECORDS[RecordType.TERM]
    rows = (record.model_validate({"id": id_, **fields}) for id_, fields in (plan.terms or {}).items())
    return [r.model_dump(exclude_none=True) for r in rows]


def territories(plan: Plan) -> list[Mapping[str, Value]]:
    """The territories of a plan's mapping, as fields of `territory` records."""
    record = RECORDS[RecordType.TERRITORY]
    rows = (record.model_validate(territory_row(code, name)) for code, name in (plan.territories or {}).items())
    return [r.model_dump(exclude_none=True) for r in rows]
