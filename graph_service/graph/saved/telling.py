"""What is said of saved maps and of what changed since, for every entrance: sentences, rows, JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graph_service.graph.saved.maps import Listed
from graph_service.graph.saved.records import SavedMap
from graph_service.graph.saved.register import Exposed, Publication
from graph_service.messages import Day, Items, Lang, Message, Share, Text, m, say
from visualisations.changes import Change, LineChange, MapChanges, NodeChange

_NAMED = 5
"""Names that a sentence lists before it says how many more there are."""


def state(found: SavedMap) -> Message:
    """Whether a map is live or frozen, and since when."""
    if found.frozen is None:
        return m("saved-live")
    return m("saved-frozen-on", at=Day(found.frozen.at[:10]), as_of=Day(found.frozen.as_of))


def warnings(found: Listed) -> Iterator[Message]:
    """What a map holds and its readers see no more; nothing where it is told to others than the team."""
    for hidden in (True, False):
        names = list(dict.fromkeys(each.held.name for each in found.missing if each.hidden is hidden))
        if names:
            yield m(f"saved-holds-{'hidden' if hidden else 'gone'}", n=len(names), names=listed(names))


def listed(names: Sequence[Text]) -> Text:
    """Names as a sentence lists them: some, and how many more."""
    if len(names) <= _NAMED:
        return Items(names)
    return Items([*names[: _NAMED - 1], m("saved-more", n=len(names) - _NAMED + 1)])


def as_json(found: Listed, lang: Lang) -> dict[str, Any]:
    """A map as programs take it."""
    it = found.map
    return {
        "id": it.id,
        "name": it.name,
        "question": it.question,
        "values": {name: list(texts) for name, texts in it.values.items()},
        "scope": it.scope.value,
        "preset": it.preset,
        "form": it.form,
        "colour": it.colour,
        "saved_at": it.saved_at,
        "frozen": {"at": it.frozen.at, "as_of": it.frozen.as_of, "revision": it.frozen.revision} if it.frozen else None,
        "state": say(state(it), lang),
        "warnings": [say(each, lang) for each in warnings(found)],
    }


def changes_told(found: MapChanges) -> Iterator[Message]:
    """What changed, in sentences."""
    yield m("changes-between", before=found.before.as_of, after=found.after.as_of)
    if not found.nodes and not found.lines:
        yield m("changes-none")
    for change in (Change.NEW, Change.GONE):
        for actors in (True, False):
            names = [each.label for each in found.nodes if each.change is change and each.is_actor is actors]
            if names:
                yield m(f"changes-{'actors' if actors else 'others'}-{change}", n=len(names), names=listed(names))
    for change in Change:
        for ties in (True, False):
            lines = [each for each in found.lines if each.change is change and each.is_tie is ties]
            if lines:
                pairs = [m("changes-pair", a=each.labels[0], b=each.labels[1]) for each in lines]
                yield m(f"changes-{'ties' if ties else 'lines'}-{change}", n=len(lines), names=listed(pairs))
    yield m("changes-kept", nodes=found.kept_nodes, lines=found.kept_lines)


HEADINGS = ("changes-what", "changes-who", "changes-before", "changes-after")


def rows(found: MapChanges) -> Iterator[tuple[Text, Text, Text, Text]]:
    """What changed, one thing a row, as `HEADINGS` say."""
    for node in found.nodes:
        yield m(f"changes-row-node-{node.change}"), node.label, "", ""
    for line in found.lines:
        who = m("changes-pair", a=line.labels[0], b=line.labels[1])
        yield m(f"changes-row-line-{line.change}"), who, _strength(line.before), _strength(line.after)


def _strength(value: float | None) -> Text:
    return "–" if value is None else Share(value)


def changes_json(found: MapChanges, lang: Lang) -> dict[str, Any]:
    """What changed, as programs take it."""
    return {
        "title": say(found.title, lang),
        "before": {"as_of": found.before.as_of.stated, "revision": found.before.revision},
        "after": {"as_of": found.after.as_of.stated, "revision": found.after.revision},
        "sentences": [say(each, lang) for each in changes_told(found)],
        "nodes": [_node(each, lang) for each in found.nodes],
        "lines": [_line(each, lang) for each in found.lines],
        "kept": {"nodes": found.kept_nodes, "lines": found.kept_lines},
    }


def _node(node: NodeChange, lang: Lang) -> dict[str, Any]:
    return {"change": node.change.value, "id": node.id, "label": say(node.label, lang)}


def _line(line: LineChange, lang: Lang) -> dict[str, Any]:
    return {
        "change": line.change.value,
        "a": line.a,
        "b": line.b,
        "labels": [say(each, lang) for each in line.labels],
        "before": line.before,
        "after": line.after,
    }


# Publications


def exposed_told(found: Exposed) -> Iterator[Message]:
    """What a published map shows and the public does not see today, and where it must be deleted."""
    for hidden in (True, False):
        names = list(dict.fromkeys(each.held.name for each in found.missing if each.hidden is hidden))
        if names:
            code = "publish-shows-hidden" if hidden else "publish-shows-gone"
            yield m(
                code,
                map=found.map.name,
                names=listed(names),
                where=found.publication.address(f"{found.map.entry.slug}/"),
            )


def publication_told(found: Publication, exposed: Iterable[Exposed]) -> Iterator[Message]:
    """A publication in sentences: when, where, which maps, and what must be deleted."""
    names = Items([each.name for each in found.maps], ",")
    day = Day(found.at[:10])
    yield m("publish-line", id=found.id, at=day, where=found.address(""), n=len(found.maps), names=names)
    if found.withdrawn:
        yield m("publish-withdrawn", at=Day(found.withdrawn[:10]))
    for each in exposed:
        yield from exposed_told(each)


def publication_json(found: Publication, exposed: Iterable[Exposed], lang: Lang) -> dict[str, Any]:
    """A publication as programs take it."""
    return {
        "id": found.id,
        "at": found.at,
        "folder": found.folder,
        "url": found.options.url or None,
        "lang": found.options.lang,
        "index": found.options.index,
        "withdrawn": found.withdrawn,
        "maps": [
            {
                "id": each.id,
                "name": each.name,
                "folder": each.entry.slug,
                "as_of": each.as_of,
                "revision": each.revision,
                "holds": [{"type": it.type, "id": it.id, "name": it.name} for it in each.holds],
                "files": dict(each.files),
            }
            for each in found.maps
        ],
        "files": dict(found.files),
        "warnings": [say(text, lang) for each in exposed for text in exposed_told(each)],
    }
