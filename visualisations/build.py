"""From the picture of an answer to the view that renderers draw from: signs by kind, states by emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from graph_service.errors import NotFound
from graph_service.messages import Items, Label, Message, m
from graph_service.model import Scope
from graph_service.queries.picture import NONE, Emphasis, Line, LineType, Node, NodeType, Picture, Tag
from graph_service.vocabulary import Family, Vocabulary
from visualisations import style
from visualisations.arrange import arranged, placed
from visualisations.comparing import counted, difference
from visualisations.crossings import crossings_a_line
from visualisations.forms import form as form_named
from visualisations.presets import COLOURS
from visualisations.view import EdgeState, Hue, MapEdge, MapNode, MapView, NodeState, Words, state_of

PROJECT = Family("projet", Label("Projet", "Project"), style.PAGE, "#FFFFFF", "#FFFFFF")
"""How a project is drawn: no family of actors."""
GROUP = Family("groupe", Label("Groupe d’acteurs", "Group of actors"), "circle", "#8A93A3", "#9A9A9A")
"""How a group of actors is drawn as one."""
AIM, MOST = 2.0, 3.0
"""Crossings a line that a picture aims at, and those above which it takes another form if it can."""
ASKED = ("columns", "geography")
"""Forms that a picture takes only where somebody asks for them."""
LAST = ("groups", "star")
"""Forms that leave out what the others show: taken where the lines of all others cross too often."""

_FAMILIES = {NodeType.PROJECT: PROJECT, NodeType.GROUP: GROUP}
_NODES = {
    Emphasis.REST: NodeState.REST,
    Emphasis.FOCUS: NodeState.FOCUS,
    Emphasis.FIRST: NodeState.PATH,
    Emphasis.SECOND: NodeState.PATH,
    Emphasis.QUIET: NodeState.QUIET,
    Emphasis.NEW: NodeState.REST,
    Emphasis.GONE: NodeState.QUIET,
}
_UNLIKE = {NodeType.OPENING: NodeState.GHOST, NodeType.GROUP: NodeState.GROUP}
_INVENTED = re.compile(r"\s*\((?:fictif|fictive|fictional|démo|demo)\)$", re.IGNORECASE)


def map_view(
    picture: Picture,
    vocabulary: Vocabulary,
    *,
    fictional: bool = False,
    seen_by: Scope | None = None,
    cards: Mapping[str, str] | None = None,
    form: str | None = None,
) -> MapView:
    """Return the view of a picture, arranged, in the form of that name, else in the first of its forms whose lines
    cross as seldom as they should, else in the first where they do not cross too often, else in one of the last resort;
    where there is none, in the one where they cross least.

    `fictional`: its relations are invented. `seen_by`: who may see it. `cards` says where a host shows the card of a
    record, by type of record, up to the id. Raises NotFound where the picture cannot take the asked form."""
    signs = _Signs(vocabulary, fictional, seen_by, cards or {})
    if form and form not in picture.forms:
        raise NotFound("no-form", form=form[:40], known=Items(list(picture.forms) or [m("form-as-it-stands")], "or"))
    made = {name: each for name in picture.forms if (each := form_named(name)(picture))}

    def view(name: str) -> MapView:
        return replace(signs.view(made[name]), form=name, forms=tuple(made))

    if form:
        if form not in made:
            raise NotFound("form-empty", form=form)
        return arranged(view(form))
    return arranged(_best(view(name) for name in made if name not in ASKED) or signs.view(picture))


def compared(
    then: Picture, now: Picture, vocabulary: Vocabulary, *, side: bool = False, form: str | None = None, **signs: Any
) -> MapView:
    """Return the view of what changed from one picture to the other; with `side` also of both, in the same places.
    `signs` and `form` are what `map_view` takes."""
    picture = difference(then, now)
    both = map_view(picture, vocabulary, form=form, **signs)
    if not side:
        return counted(both, picture, then, now)
    each = [(picture.caption.as_of, _placed_as(both, picture, vocabulary, **signs)) for picture in (then, now)]
    title = m("map-title-beside", title=now.title, then=then.caption.as_of, now=now.caption.as_of)
    return replace(
        both,
        title=_unmarked(title) if signs["fictional"] else title,
        panels=tuple((m("map-panel", day=day), view) for day, view in each),
    )


def _placed_as(both: MapView, picture: Picture, vocabulary: Vocabulary, **signs: Any) -> MapView:
    """A picture in the form of a view that holds all its nodes, with everything where it stands there."""
    # A form that has nothing to show at this date shows nobody joined.
    made = (form_named(both.form)(picture) or replace(picture, lines=(), ways=())) if both.form else picture
    view = _Signs(vocabulary, signs["fictional"], signs["seen_by"], signs["cards"] or {}).view(made)
    nodes = tuple(node for node in view.nodes if node.id in both.by_id)
    groups = {group.id for group in both.groups}
    ends = {node.id for node in nodes} | groups
    return replace(
        view,
        form=both.form,
        nodes=tuple(replace(node, group=node.group if node.group in groups else None) for node in nodes),
        edges=tuple(edge for edge in view.edges if edge.a in ends and edge.b in ends),
        paths=tuple(path for path in view.paths if ends.issuperset(path.actors)),
        groups=tuple(group for group in view.groups if group.id in groups),
        arrangement=both.arrangement,
    )


def _best(views: Iterable[MapView]) -> MapView | None:
    """Of the views of a picture in its forms, the one to draw."""
    found: list[tuple[float, MapView]] = []
    for view in views:
        if view.form in LAST:
            if any(cross <= MOST for cross, _ in found):
                break
            return view
        found.append((crossings_a_line(view, placed(view)), view))
        if found[-1][0] <= AIM:
            return view
    least = min(found, key=lambda one: one[0], default=(0.0, None))[1]
    return next((view for cross, view in found if cross <= MOST), least)


@dataclass(frozen=True)
class _Signs:
    """How what a picture holds is drawn."""

    vocabulary: Vocabulary
    fictional: bool
    seen_by: Scope | None
    cards: Mapping[str, str]

    def view(self, picture: Picture) -> MapView:
        vocabulary, fictional, cards = self.vocabulary, self.fictional, self.cards
        hues = {tag.id: _hue(tag) for tag in picture.tags}
        most = max((line.projects for line in picture.lines if line.type is LineType.BETWEEN), default=1)
        return MapView(
            title=_unmarked(picture.title) if fictional else picture.title,
            subtitle=_unmarked(picture.subtitle) if fictional else picture.subtitle,
            caption=picture.caption,
            nodes=tuple(_node(node, vocabulary, fictional, cards, hues) for node in picture.nodes),
            edges=tuple(_edge(line, most) for line in picture.lines),
            paths=picture.ways,
            sources=picture.sources,
            notes=picture.notes,
            seen_by=self.seen_by,
            fictional=fictional,
            layout=picture.layout,
            alternative=_unmarked(picture.alternative) if fictional else picture.alternative,
            legend={_state(sign): text for sign, text in picture.legend.items()},
            groups=picture.groups,
            colour=picture.colour,
            colours=COLOURS if any(node.type is NodeType.ACTOR for node in picture.nodes) else (),
            areas=picture.areas if picture.layout == "geography" else (),
        )


def _state(sign: LineType | Emphasis) -> EdgeState:
    return state_of(LineType.TIE, sign) if isinstance(sign, Emphasis) else state_of(sign, Emphasis.REST)


def _hue(tag: Tag) -> Hue:
    grey = style.NO_HUE if tag.id == NONE else style.OTHER_HUE
    color, print_ = grey if tag.slot is None else style.HUES[tag.slot]
    return Hue(tag.id, tag.label, color, print_, rest=tag.slot is None)


def _node(
    node: Node, vocabulary: Vocabulary, fictional: bool, cards: Mapping[str, str], hues: Mapping[str, Hue]
) -> MapNode:
    before = cards.get(node.type.value)
    return MapNode(
        id=node.id,
        label=_unmarked(node.label) if fictional else node.label,
        kind=node.kind,
        kind_label=node.kind_label,
        family=_FAMILIES.get(node.type) or vocabulary.family(node.kind),
        running=node.size,
        state=_UNLIKE.get(node.type) or _NODES[node.emphasis],
        closed=node.closed,
        territory=node.territory,
        group=node.group,
        spot=node.spot,
        middle=node.middle,
        members=node.members,
        url=f"{before}{quote(node.card, safe='')}" if before and node.card else None,
        short=node.short,
        said=node.note,
        hue=hues[node.tag] if node.tag is not None else None,
    )


def _unmarked(text: Words) -> Words:
    """A name, or a sentence with names, without the word that marks an invented one. A map of invented data says so
    in each quarter of it; on every label the word only takes a name's place."""
    if isinstance(text, Message):
        return m(text.code, **{name: _unmarked(arg) for name, arg in text.args.items()})
    return _INVENTED.sub("", text) if isinstance(text, str) else text


def _edge(line: Line, most: int) -> MapEdge:
    """`most` is how many ties the thickest line between groups stands for."""
    return MapEdge(
        a=line.a,
        b=line.b,
        strength=line.projects / most if line.type is LineType.BETWEEN else line.strength,
        weight=line.weight,
        projects=line.projects,
        first=line.first,
        last=line.last,
        type=line.type,
        emphasis=line.emphasis,
        ended=line.ended,
        meetings_only=line.meetings_only,
        evidence=line.evidence,
        said=line.note,
        records=line.records,
    )
