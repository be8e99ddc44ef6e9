"""Towns, kinds and projects told from each other: "Blois" is a place, and the town council; "la Région" a kind, and an
actor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from graph_service.graph.sentences.found import Found, within
from graph_service.graph.sentences.language import Language
from graph_service.graph.sentences.tokens import Token

_WHOLE, _PART = 0.95, 0.9
"""How sure an actor's name is that is said whole, and a name of which a sure part is said."""
_UNPLACED = 0.6
"""What is left of a place that is an actor's name, too, with nothing before it that stands before places."""
_NAMED_KIND, _ACTING_KIND = 0.75, 0.4
"""What is left of a kind whose words are an actor's name, too, and where a verb says that it does something."""
_IN_PROJECT = 0.85
"""What is left of a kind or a place inside of the name of one project."""


def told_apart(
    found: Sequence[Found], named: Sequence[Found], cut: Sequence[Token], own: Language, behind: Set[int]
) -> Iterator[Found]:
    """Tell a town as a place from the town as an actor: its bare name is the actor, behind a word that stands before
    places it is the place, and so are those that follow it in a list."""
    called = {(each.start, each.end) for each in named if each.sort == "actor" and each.sure >= _WHOLE}
    placed: set[int] = set()
    for each in sorted(found, key=lambda one: one.start):
        listed = any(_listed(cut, own, end, each.start) for end in placed)
        if each.start in behind or _placed(cut, each.start, own) or listed:
            placed.add(each.end)
        if (each.start, each.end) not in called or each.start in behind:
            yield each
        elif each.end not in placed and _acts(cut, each, own):
            continue
        elif each.end in placed:
            yield replace(each, named=True)
        else:
            yield replace(each, sure=each.sure * _UNPLACED, named=True)


def _acts(cut: Sequence[Token], each: Found, own: Language) -> bool:
    """Whether a name is who does something: the town is meant as an actor."""
    verb = each.end
    while verb < len(cut) and cut[verb].word in own.inverted:
        verb += 1
    after = verb < len(cut) and cut[verb].word in own.acting
    before = each.start - 1
    if before > 1 and cut[before].word in own.articles and cut[before - 1].word in own.acting:
        before -= 1
    # "Que finance la région": the verb stands before who does it.
    if before > 0 and cut[before].word in own.acting and cut[before - 1].word in own.objects:
        return True
    before = each.start - 1
    if before > 0 and cut[before].word in own.articles:
        before -= 1
    return after or (before >= 0 and cut[before].word in own.doing)


def _listed(cut: Sequence[Token], own: Language, end: int, start: int) -> bool:
    return end <= start and all(token.word in own.joins | own.articles | own.at for token in cut[end:start])


def inside(cut: Sequence[Token], own: Language) -> set[int]:
    """The words before which a word stands that stands before places only, an article between them or not."""
    said = [token.word for token in cut]
    after = {
        start + len(each)
        for start in range(len(said))
        for each in own.inside
        if tuple(said[start : start + len(each)]) == each
        # "Who typed in Action Logement" says no place.
        if not (start and said[start - 1] in own.entering)
    }
    for _ in range(2):
        after |= {at + 1 for at in after if at < len(said) and said[at] in own.articles | own.links | own.towards}
    return after


def _placed(cut: Sequence[Token], start: int, own: Language) -> bool:
    """Whether a word that stands before places stands before this one, an article between them or not."""
    before = start - 1
    if before >= 0 and cut[before].word in own.articles - own.at:
        before -= 1
    return before >= 0 and cut[before].word in own.at


def placed_names(found: Mapping[int, Sequence[Found]], cut: Sequence[Token], own: Language) -> dict[int, list[Found]]:
    """Mark the actors whose words are the name of a place, too: "Blois", "Eure-et-Loir", and those that do something:
    "la région finance"."""
    spans = {(each.start, each.end) for at in found.values() for each in at if each.sort == "territory"}
    return {
        at: [
            replace(
                each,
                placed=each.sort == "actor" and (each.start, each.end) in spans,
                acts=each.sort == "actor" and _acts(cut, each, own),
            )
            for each in meant
        ]
        for at, meant in found.items()
    }


def named_kinds(found: Mapping[int, Sequence[Found]], cut: Sequence[Token], own: Language) -> dict[int, list[Found]]:
    """Take a kind for less sure whose words are the whole name of an actor: "la Région", "Banque des Territoires"."""
    named: dict[tuple[int, int], float] = {}
    for at in found.values():
        for each in at:
            if each.sort == "actor" and each.about is not None and each.sure >= _PART:
                begins = each.start + (cut[each.start].word in own.articles)
                left = _ACTING_KIND if each.acts else _NAMED_KIND
                named |= dict.fromkeys(((each.start, each.end), (begins, each.end)), left)
    return {
        at: [
            replace(each, sure=each.sure * named[each.start, each.end], named=True)
            if each.sort == "actor_kind" and (each.start, each.end) in named
            else each
            for each in meant
        ]
        for at, meant in found.items()
    }


def of_projects(found: Mapping[int, Sequence[Found]], cut: Sequence[Token], own: Language) -> dict[int, list[Found]]:
    """Take a kind and a place for less sure that are the name of one project: "le contrat de ville de Chartres"."""
    spans = [
        (each.start, each.end)
        for at in found.values()
        for each in at
        if each.sort == "project" and each.sure >= _PART and not each.open
        if not each.start or cut[each.start - 1].word in own.definite
        # "The action research in Tours" may be several.
        if own.placing.isdisjoint(token.word for token in cut[each.start : each.end])
    ]
    return {
        at: [
            replace(each, sure=each.sure * _IN_PROJECT)
            if each.sort in ("project_kind", "territory") and within(each, spans)
            else each
            for each in meant
        ]
        for at, meant in found.items()
    }
