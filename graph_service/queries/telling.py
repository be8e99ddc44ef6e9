"""What several questions tell in the same way: evidence, values and who else states others, periods, strengths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from graph_service.messages import Day, Items, Label, Message, Ref, Share, Text, m, when
from graph_service.model import STAFF, Fact, RecordType, Scope
from graph_service.queries.base import ActorBrief, Answer, EvidenceRecord, OtherSays, RowRecord, SourceRecord
from graph_service.queries.blocks import Ask, Badge, Evidence, Fields, Later, Other, Proof, Stated
from graph_service.queries.table import Cell, listed
from graph_service.queries.view import View
from graph_service.records import headers
from graph_service.vocabulary import Vocabulary

STRENGTHS = (("very-strong", 0.5), ("strong", 0.25), ("medium", 0.1), ("weak", 0.0))
"""The classes of ties by strength, with the least of each, strongest first. What each is called: `tie-CLASS`."""
_HISTORY = 20
"""Statements that a record's history shows at a time."""


def strength_class(strength: float) -> str:
    """The class that a strength (0 to 1) falls in."""
    return next(name for name, least in STRENGTHS if strength >= least or not least)


def tie_in_words(strength: float) -> Message:
    """ "Lien fort, 37 %"."""
    return m("told-hop", tie=m(f"tie-{strength_class(strength)}"), share=Share(strength))


def actor_ref(actor: ActorBrief) -> Ref:
    return Ref(RecordType.ACTOR.value, actor.id, actor.name, actor.kind)


def project_ref(id_: str, title: str) -> Ref:
    return Ref(RecordType.PROJECT.value, id_, title)


def period(start: object, end: object, *, estimated: bool = False) -> Text:
    """Two dates, stated or of days, in words; nothing where neither is known."""
    if not start and not end:
        return ""
    said = when(str(start) if start else None, str(end) if end else None)
    return m("told-estimated", period=said) if estimated and end else said


def state(running: bool, event: bool, ended: str = "told-over") -> Badge | None:
    """Whether something runs or has ended; a meeting does neither."""
    if event:
        return None
    return Badge("ok", m("told-running")) if running else Badge("warn", m(ended))


def some(*texts: Text | None) -> tuple[Text, ...]:
    """Those of some texts that say something."""
    return tuple(text for text in texts if text)


def number(value: float) -> Label:
    """A number as each language writes it, to six decimals."""
    whole, _, rest = f"{value:,.6f}".rstrip("0").partition(".")
    en = f"{whole}.{rest}" if rest else whole
    return Label(whole.replace(",", "\u202f") + (f",{rest}" if rest else ""), en)


def share_of(source: SourceRecord, answer: Answer) -> Message | None:
    """How many of the facts of an answer a source says; None where it is the only one, or none are counted."""
    counted = [each for each in answer.sources if each.facts]
    if not source.facts or len(counted) < 2:
        return None
    return m("words-source-share", facts=source.facts, alone=source.alone, total=answer.rests_on)


def source_names(answer: Answer) -> dict[str, Text]:
    """What people call the sources of an answer, by id."""
    found: dict[str, Text] = {
        source.id: " – ".join(part for part in (source.producer, source.title) if part) or source.id
        for source in answer.sources
    }
    return {**found, STAFF: m("source-staff")}


def named_sources(answer: Answer) -> Callable[[Iterable[str]], Cell]:
    """Return what puts ids of sources into one cell, by what people call them."""
    names = source_names(answer)
    return lambda ids: listed(names.get(id_, id_) for id_ in dict.fromkeys(ids))


def places(rows: Iterable[RowRecord]) -> tuple[Text, ...]:
    """Where a person finds it: each file once, with its row numbers."""
    files: dict[str, list[int]] = {}
    for row in rows:
        files.setdefault(row.file, []).append(row.row)
    return tuple(
        m("told-rows", file=file, n=len(numbers), rows=Items(tuple(str(n) for n in sorted(numbers)), ","))
        for file, numbers in files.items()
    )


def history_of(ids: Sequence[str], scope: Scope, about: Text) -> tuple[Later, ...]:
    """Everything that was said of some facts, for the team: nobody else may read what no longer counts."""
    if scope is not Scope.INTERNAL:
        return ()
    return tuple(
        Later(Ask("history", {"id": id_, "order": "latest", "limit": _HISTORY}, m("told-history")), about)
        for id_ in ids
    )


def evidence(records: Iterable[EvidenceRecord], answer: Answer, shown: int = 1_000) -> Evidence:
    """Contexts that tie two actors, in the order of the answer."""
    names = source_names(answer)
    return Evidence(tuple(_proof(record, answer.scope, names) for record in records), shown)


def _proof(record: EvidenceRecord, scope: Scope, names: Mapping[str, Text]) -> Proof:
    roles: Text = Items(tuple(record.role_labels), "/") if record.role_labels else ""
    return Proof(
        text=record.title,
        badge=state(record.running, record.event),
        details=some(period(record.start, record.end, estimated=record.end_estimated), roles, record.kind_label),
        sources=tuple(names.get(source, source) for source in record.sources),
        places=places(record.rows),
        later=history_of(record.facts, scope, record.title),
    )


def stated(values: Mapping[str, Text | None], others: Sequence[OtherSays], answer: Answer) -> Fields:
    """Fields of a record by name: those that somebody states, with what other sources say of them."""
    names = source_names(answer)
    found = []
    for name, value in values.items():
        beside = tuple(
            Other(other.text, names.get(other.source, other.source)) for other in others if other.field == name
        )
        if value or beside:
            web = str(value) if name == "website" and str(value).startswith(("http://", "https://")) else None
            found.append(Stated(headers.label(name), value or None, beside, web))
    return Fields(tuple(found))


def day(stated_: str | None) -> Text:
    return Day(stated_) if stated_ else ""


def theme_label(vocabulary: Vocabulary, fact: Fact | None, id_: str) -> Label:
    """Return what a theme is called: by the store's own row, else by the vocabulary."""
    fr, en = (fact.get("label_fr"), fact.get("label_en")) if fact else (None, None)
    return Label(str(fr or en), str(en or fr)) if fr or en else vocabulary.label("theme", id_)


def most_linked(view: View, most: int) -> list[Ref]:
    """Return the actors with the most parts in projects and partnerships of any date, those with most first."""
    snapshot, parts = view.projection.snapshot, view.projection.parts()
    order = sorted(range(len(snapshot.actors)), key=lambda place: (-parts[place], place))[:most]
    return [
        Ref(RecordType.ACTOR.value, snapshot.actors[place], snapshot.actor_names[place], snapshot.actor_kinds[place])
        for place in order
        if parts[place]
    ]


_SHARE_ALIKE = re.compile(
    r"\bodbl\b|open database licen[cs]e|\bcc[ -]?by(?:[ -]nc)?[ -]sa\b|\bl?gpl\b|\bgfdl\b|\bart libre\b"
    r"|share[ -]?alike|partage (?:à l['’]identique|dans les mêmes conditions)|mêmes conditions initiales",
    re.IGNORECASE,
)
"""Licences under which what is made from the data is shared on the same terms, as sources write them."""


def is_share_alike(licence: str) -> bool:
    """Return whether a licence, as a source writes it, asks for the same licence of what is made from the data."""
    return bool(_SHARE_ALIKE.search(licence))
