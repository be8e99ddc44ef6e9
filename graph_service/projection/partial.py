"""The excerpt of a projection that a question reaches, where the whole is larger than the memory it may take.

An excerpt holds *whole* contexts only: a project with all who take part in it, a partnership with both ends. An actor
is *expanded* when all its contexts are there. So n_p is right in every context, and two actors, one of whom is
expanded, share all their contexts here: their tie has its true weight, to the last bit, for positions follow the order
of ids here too and sums run in the same order. Of two who are not expanded the weight may be too small, never too
large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TypeVar

from graph_service.model import Fact, RecordType
from graph_service.projection.columns import snapshot_of
from graph_service.projection.engine import Engine
from graph_service.projection.lens import Moment
from graph_service.projection.ties import Projection
from graph_service.stores.base import Snapshot
from graph_service.stores.reading import Reader
from graph_service.vocabulary import TieProfile, Vocabulary

T = TypeVar("T")

ASKED = 200
"""How many ids are asked of the store at once, so that what an answer holds stays in proportion."""
A, P, PART, TIE = RecordType.ACTOR, RecordType.PROJECT, RecordType.PARTICIPATION, RecordType.PARTNERSHIP


class Excerpt:
    """What has been read of a scope so far; it only grows, until `most` participations and partnerships are there.

    The caller holds the store's `read()` as long as it uses the excerpt. `labels` are the scope's terms and themes.
    """

    def __init__(
        self,
        reader: Reader,
        revision: int,
        vocabulary: Vocabulary,
        ancestors: Callable[[str], frozenset[str]],
        labels: tuple[Sequence[Fact], Sequence[Fact]] = ((), ()),
        most: int = 1_000_000,
        form: Engine | None = None,
    ) -> None:
        self.reader, self.scope, self.revision, self.most = reader, reader.scope, revision, most
        self.vocabulary, self.ancestors, self.labels, self.form = vocabulary, ancestors, labels, form
        self.expanded: set[str] = set()
        self.full = False
        """Whether something was not read because there is no room for it."""
        self.numbers: dict[str, int] = {}
        """Of each actor that is here, in the order in which they came."""
        self.ids: list[str] = []
        self._facts: dict[tuple[RecordType, str], Fact] = {}
        self._named: set[str] = set()
        self._kinds = False
        self._whole: set[str] = set()
        self.links = 0
        """Participations and partnerships that are here."""
        self._projection: PartialProjection | None = None

    def projection(self) -> PartialProjection:
        """The projection of what is there; the same object until something more is."""
        if self._projection is None:
            terms, themes = self.labels
            snapshot = snapshot_of(self._facts.values(), self.scope, self.revision, terms, themes)
            self._projection = PartialProjection(self, snapshot)
        return self._projection

    def name(self, actors: Iterable[str] | None = None) -> None:
        """Read the records of these actors (None: of all that are here). One who was met on the way has a place and
        no record: most are passed by and never shown.
        """
        wanted = list(self.ids if actors is None else actors)
        self._add(fact for ids in chunks(i for i in wanted if i not in self._named) for fact in self._read(A, ids))
        self._named.update(wanted)

    def tell_kinds(self) -> None:
        """Also read the record of each actor that is found: a filter needs its kind."""
        self._kinds = True
        self.name()

    def expand(self, actors: Iterable[str]) -> bool:
        """Read all contexts of these actors, whole; False where there was no room for all."""
        for ids in chunks(i for i in actors if i not in self.expanded):
            self._place(ids)
            asked = frozenset(ids)
            around = self.reader.incident(ids)
            projects = {str(f.get("project")) for f in around if f.type is PART and f.get("actor") in asked}
            if not self.complete(sorted(projects)):
                return False
            if not self._tie(f for f in around if f.type is TIE):
                return False
            self.expanded |= asked
        return True

    def complete(self, projects: Iterable[str]) -> bool:
        """Read these projects with all who take part in them; False where there was no room for all."""
        for ids in chunks(i for i in projects if i not in self._whole):
            if not self._room():
                return False
            asked = frozenset(ids)
            found = [f for f in self.reader.incident(ids) if f.type is PART and f.get("project") in asked]
            self._place({str(fact.get("actor")) for fact in found})
            self._add(self._read(P, ids))
            self._add(found)
            self._whole |= asked
        return True

    def _tie(self, partnerships: Iterable[Fact]) -> bool:
        found = list(partnerships)
        if found and not self._room():
            return False
        self._place({str(fact.get(end)) for fact in found for end in ("actor", "partner")})
        self._add(found)
        return True

    def _place(self, actors: Iterable[str]) -> None:
        if self._kinds:
            self.name(actors)
        else:
            self._add(Fact(A, id_, {}, (id_,), "", (), self.scope) for id_ in actors if id_ not in self.numbers)

    def _room(self) -> bool:
        self.full = self.full or self.links >= self.most
        return not self.full

    def _read(self, type_: RecordType, ids: Sequence[str]) -> list[Fact]:
        return self.reader.facts(type_, sorted(ids))

    def _add(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            key = fact.type, fact.id
            if key not in self._facts:
                self.links += fact.type in (PART, TIE)
                if fact.type is A:
                    self.numbers[fact.id] = len(self.ids)
                    self.ids.append(fact.id)
            self._facts[key] = fact
            self._projection = None


class PartialProjection(Projection):
    """The projection of an excerpt. What it says of actors beyond the excerpt's contexts it asks of the store."""

    def __init__(self, excerpt: Excerpt, snapshot: Snapshot) -> None:
        super().__init__(snapshot, excerpt.vocabulary, excerpt.ancestors, excerpt.form)
        self.excerpt = excerpt
        self._counted: dict[tuple[int, date, TieProfile], int] = {}

    def meet(self, actors: Iterable[int], moment: Moment) -> None:
        """Read what `running` says of those who are not expanded: their own participations, and nobody else's."""
        ids = self.snapshot.actors
        for places in chunks(a for a in actors if ids[a] not in self.excerpt.expanded):
            self._count({ids[place]: place for place in places}, moment)

    def running(self, actor: int, moment: Moment) -> int:
        key = actor, moment.as_of, moment.profile
        if self.snapshot.actors[actor] in self.excerpt.expanded:
            return super().running(actor, moment)
        if key not in self._counted:
            self.meet([actor], moment)
        return self._counted[key]

    def _count(self, places: Mapping[str, int], moment: Moment) -> None:
        excerpt = self.excerpt
        around = excerpt.reader.incident(list(places))
        own = [fact for fact in around if fact.type is PART and fact.get("actor") in places]
        ids = sorted({str(fact.get("project")) for fact in own})
        projects = [fact for asked in chunks(ids) for fact in excerpt.reader.facts(P, asked)]
        actors = excerpt.reader.facts(A, sorted(places))
        small = snapshot_of([*actors, *projects, *own], excerpt.scope, excerpt.revision, self.snapshot.terms)
        beside = Projection(small, excerpt.vocabulary, excerpt.ancestors, self._form)
        then = beside.at(moment.as_of, moment.profile)
        for place, id_ in enumerate(small.actors):
            self._counted[places[id_], moment.as_of, moment.profile] = beside.running(place, then)


def chunks(ids: Iterable[T]) -> Iterator[list[T]]:
    """These ids, a question's worth at a time."""
    waiting = iter(ids)
    while found := list(islice(waiting, ASKED)):
        yield found
