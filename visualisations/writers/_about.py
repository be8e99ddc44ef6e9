"""What a file says around an answer: the question, what was asked for, who may see it, its date and its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph_service.messages import Day, m, say
from graph_service.queries import blocks as b
from graph_service.queries.base import ReachingAnswer, SourceRecord
from graph_service.queries.picture import SourceLine
from visualisations.words.html import cited
from visualisations.writers import Faces


@dataclass(frozen=True, slots=True)
class About:
    """Sentences in the language of the file."""

    title: str
    """What the answer is about."""
    question: str
    asked: tuple[tuple[str, str], ...]
    """What was asked for beside, each with its value."""
    scope: str
    """Who may see it."""
    state: str
    """Its date, and the revision of the data."""
    invented: str
    """That relations are invented; empty where they are not."""
    left_out: tuple[str, ...]
    sources: tuple[str, ...]
    """Who said so, with their licences."""


def about(faces: Faces, drawn: Iterable[SourceLine] = ()) -> About:
    """Return what a file says around an answer. `drawn` are the sources of its picture."""
    answer, lang = faces.answer, faces.lang
    title = next((block.text for block in faces.told if isinstance(block, b.Title)), faces.question.title)
    left_out = answer.left_out if isinstance(answer, ReachingAnswer) else None
    return About(
        title=" ".join(say(title, lang).split()),
        question=say(faces.question.title, lang),
        asked=tuple(faces.asked),
        scope=say(m(f"about-scope-{answer.scope.value}"), lang),
        state=say(m("words-as-of", day=Day(answer.as_of.isoformat()), revision=str(answer.revision)), lang),
        invented=say(m("map-fictional-note"), lang) if faces.fictional else "",
        left_out=(say(left_out, lang),) if left_out else (),
        sources=tuple(cited(source, answer, lang) for source in _sources(answer.sources, drawn)),
    )


def _sources(said: Iterable[SourceRecord], drawn: Iterable[SourceLine]) -> list[SourceRecord]:
    """The sources of words and picture, each once, in the order of their ids."""
    found = {line.id: _record(line) for line in drawn} | {source.id: source for source in said}
    return [source for _, source in sorted(found.items())]


def _record(line: SourceLine) -> SourceRecord:
    return SourceRecord(
        id=line.id,
        producer=line.producer,
        title=line.title or None,
        licence=line.licence or None,
        updated=line.updated,
    )
