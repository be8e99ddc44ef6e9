"""Random logs for the laws: few ids, keys and sources, so that everything overlaps with everything.

Sources of several ranks, dates and visibilities; complete imports; merges and un-merges; edits, denials, hidings;
undos, and undos of undos. A log is a list of (batch, says), as a store keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from graph_service.model import STAFF, Batch, Op, RecordType, Say, Scope, Statement, member_key, row
from graph_service.stores.fold import Facts, LogEntry, current, fold
from graph_service.stores.fold.reach import pattern

Log = list[tuple[Batch, list[Say]]]

ACTORS = ["A", "B", "C", "D", "E"]
PROJECTS = ["P", "Q"]
SIRENS = [None, None, "732829320", "200034528"]
SIRETS = [None, None, None, "73282932000074", "20003452800014"]
RNAS = [None, None, None, "W372000001"]
SOURCES = ["s1", "s2", "s3"]
DATES = ["", "2023", "2024-06", "2025"]
scopes = st.sampled_from(list(Scope))
A, P = RecordType.ACTOR, RecordType.PROJECT


def _fields(draw: Any) -> tuple[RecordType, dict[str, Any]]:
    pick = lambda values: draw(st.sampled_from(values))  # noqa: E731
    type_ = pick([A, A, A, P, RecordType.PARTICIPATION, RecordType.PARTICIPATION, *list(RecordType)[3:9]])
    start = pick([None, "2020", "2021-05"])
    fields: dict[str, Any]
    if type_ is A:
        kind = pick(["commune", "association", "etat_deconcentre"])
        fields = {"id": pick(ACTORS), "name": pick(["Un", "Deux"]), "kind": kind, "siren": pick(SIRENS)}
        fields |= {"siret": pick(SIRETS), "rna": pick(RNAS), "territory": pick([None, "Z:z", "37261"])}
        fields |= {"aliases": tuple(pick([(), ("x",), ("y", "x")])), "succeeds": pick([(), ("B",), ("A", "C")])}
    elif type_ is P:
        fields = {"id": pick(PROJECTS), "title": pick(["Un", "Deux"]), "kind": "operation", "start": start}
        fields |= {
            "themes": pick([(), ("t1",), ("t1", "habitat_logement")]),
            "territories": pick([(), ("Z:z", "37261")]),
            "documents": pick([(), (), ("B", "Q"), ("E",)]),
        }
    elif type_ is RecordType.PARTICIPATION:
        fields = {"actor": pick(ACTORS), "project": pick(PROJECTS), "role": pick(["porteur", "expert"]), "start": start}
        fields |= {"end": pick([None, "2024"])}
    elif type_ is RecordType.PARTNERSHIP:
        fields = {"actor": pick(ACTORS), "partner": pick(ACTORS), "kind": "lien", "start": start}
        fields |= {"directed": pick([None, True]), "weight": pick([None, 2.0])}
    elif type_ is RecordType.FUNDING:
        fields = {"funder": pick(ACTORS), "recipient": pick(ACTORS + PROJECTS), "amount": pick([None, 10.0, 20.0])}
    elif type_ is RecordType.FUNCTION:
        fields = {"id": "f", "actor": pick(ACTORS), "title": "chef de projet"}
    elif type_ is RecordType.THEME:
        fields = {"id": pick(["t1", "t2"]), "label_fr": pick(["Un", "Deux"]), "parent": pick([None, "t2"])}
    elif type_ is RecordType.TERRITORY:
        fields = {"code": "Z:z", "level": "perimetre_libre", "governed_by": pick([None, "A"])}
    else:
        fields = {"id": pick(SOURCES), "title": pick(["Un", "Deux"]), "covers_territories": pick([(), ("Z:z",)])}
    return type_, fields


@st.composite
def rows(draw: Any, source: str | None = None, updated: str | None = None) -> Statement:
    """One row of a source."""
    type_, fields = _fields(draw)
    from_ = source or draw(st.sampled_from(SOURCES))
    if type_ is RecordType.SOURCE:
        fields["id"] = from_
    # A file's own id may differ from what the row is about: the chain then follows the file's id.
    key = draw(st.sampled_from([None, None, "k1"])) if type_ in (RecordType.PARTICIPATION, RecordType.FUNDING) else None
    return row(
        type_,
        fields,
        source=from_,
        key=key,
        updated=draw(st.sampled_from(DATES)) if updated is None else updated,
        visibility=draw(scopes),
    )


@st.composite
def words(draw: Any) -> Statement:
    """One word of staff (or, for links, of a matcher)."""
    op = draw(st.sampled_from([o for o in Op if o is not Op.ROW]))
    source, fields = STAFF, {}
    type_, about = _fields(draw)
    ids: tuple[str, ...]
    if op in (Op.SAME, Op.DIFFERENT):
        type_, source = A, draw(st.sampled_from([STAFF, STAFF, "s1"]))
        ids = tuple(draw(st.lists(st.sampled_from(ACTORS), min_size=2, max_size=2, unique=True)))
    elif type_ is A:
        ids = tuple(draw(st.lists(st.sampled_from(ACTORS), min_size=1, max_size=2, unique=True)))
    elif type_ is RecordType.FUNDING:
        said = row(type_, about, source=draw(st.sampled_from(SOURCES)), key=draw(st.sampled_from([None, None, "k1"])))
        ids = (*said.ids, *draw(st.sampled_from([(), (pattern(said),), (pattern(said),)])))
    else:
        ids = (member_key(type_, about),)
    if op is Op.SET:
        choices: dict[RecordType, dict[str, Any]] = {
            A: {
                "name": ["Trois", None],
                "siren": ["732829320", None],
                "rna": ["W372000001", None],
                "aliases": [("z",), None],
                "succeeds": [("D",)],
            },
            P: {
                "title": ["Trois"],
                "themes": [("t2",), None],
                "start": ["2019", None],
                "documents": [("A", "D"), None],
            },
            RecordType.PARTICIPATION: {"start": ["2018", None], "end": ["2026", None]},
            RecordType.SOURCE: {"rank": [1, 2, None]},
        }
        options = choices.get(type_, {"start": ["2018", None]})
        name = draw(st.sampled_from(sorted(options)))
        fields = {name: draw(st.sampled_from(options[name]))}
    return Statement(op, type_, source, "", "", draw(scopes), ids, fields)


@st.composite
def logs(draw: Any, max_batches: int = 7) -> Log:
    """A log of imports, edits and undos."""
    log: Log = []
    for number in range(draw(st.integers(1, max_batches))):
        kind = draw(st.sampled_from(["import", "import", "import", "edit", "edit", "undo"])) if log else "import"
        batch, says = Batch(f"b{number}", kind), []
        if kind == "import":
            says = [Say(s, "f.csv", "", i + 2) for i, s in enumerate(draw(st.lists(rows(), min_size=1, max_size=8)))]
            if draw(st.integers(0, 4)) == 0:
                batch = Batch(
                    batch.id, kind, ends=tuple({s.statement.source: s.statement.updated for s in says}.items())
                )
        elif kind == "edit":
            says = [Say(word) for word in draw(st.lists(words(), min_size=1, max_size=3))]
        else:
            undone = draw(st.lists(st.sampled_from([b.id for b, _ in log]), min_size=1, max_size=2, unique=True))
            batch = Batch(batch.id, kind, withdraws=tuple(undone))
        log.append((batch, says))
    return log


def lines(log: Log) -> list[LogEntry]:
    """A log as the fold reads it: equal rows of a batch counted, words in their order."""
    found: dict[tuple[int, str], LogEntry] = {}
    words_: list[LogEntry] = []
    for position, (_, says) in enumerate(log):
        for place, say in enumerate(says):
            if say.statement.op is not Op.ROW:
                words_.append(LogEntry(position, place, say.statement))
                continue
            key = (position, say.statement.digest)
            before = found[key].times if key in found else 0
            found[key] = LogEntry(position, 0, say.statement, before + 1)
    return [*found.values(), *words_]


def fold_log(log: Log) -> dict[Scope, Facts]:
    return fold(current([batch for batch, _ in log], lines(log)))


def bodies(facts: dict[Scope, Facts]) -> dict[Scope, dict[str, str]]:
    """Facts as comparable text."""
    return {scope: {f"{t}:{id_}": fact.body for (t, id_), fact in found.items()} for scope, found in facts.items()}


def batch_of(says: Sequence[Statement], id_: str = "b", **more: Any) -> tuple[Batch, list[Say]]:
    """A batch for an example in a test."""
    return Batch(id_, **more), [Say(statement) for statement in says]
