"""The legend: only what this map shows, each thing drawn as on the map."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from markupsafe import Markup

from graph_service.messages import Lang, m, say
from visualisations import style
from visualisations.view import EdgeState, MapEdge, MapNode, MapView, NodeState, Words


@dataclass(frozen=True, slots=True)
class Swatch:
    """A family's shape. `ghost`: a place that nobody fills."""

    shape: str
    color: str
    hollow: bool = False
    ghost: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A tie's line."""

    color: str
    width: float
    dash: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A sign and its meaning. A sign is made of numbers and colours of the vocabulary, never of texts."""

    sign: Swatch | Stroke
    text: str
    key: str = ""
    """Of what it stands for, so that a reader may hide it: `node_keys` and `edge_keys` name it. Empty hides nothing."""

    @property
    def svg(self) -> Markup:
        """The sign for a page."""
        sign = self.sign
        if isinstance(sign, Swatch):
            return swatch(sign.shape, sign.color, sign.hollow, sign.ghost)
        return stroke(sign.color, sign.width, sign.dash)


@dataclass(frozen=True, slots=True)
class Legend:
    families: list[Entry]
    ties: list[Entry]
    hues: list[Entry] = field(default_factory=list)
    """What colours say, where they do not say the kind."""
    title: str = ""
    """What they say, as a heading."""


def legend(view: MapView, lang: Lang, brief: bool = False) -> Legend:
    """The families and the lines that this view draws, in a fixed order. `brief`: of the strengths of ties, which their
    width shows, only the strongest and the weakest."""
    hues = [
        Entry(Swatch(style.PATCH, hue.color), say(m("map-hue", name=hue.label, n=n), lang), f"hue:{hue.id}")
        for hue, n in view.hues
    ]
    # A shape whose colours say something else is drawn as ink.
    families = [
        Entry(Swatch(f.shape, style.INK if hues else f.color), say(f.label, lang), f"family:{f.id}")
        for f in view.families
    ]
    if any(node.closed for node in view.nodes):
        families.append(Entry(Swatch("circle", style.INK_3, hollow=True), say(m("map-closed"), lang), "closed"))
    if any(node.family.shape == style.PAGE for node in view.nodes):
        families.append(Entry(Swatch(style.PAGE, style.INK), say(m("map-project"), lang), "project"))
    if any(node.state is NodeState.GHOST for node in view.nodes):
        families.append(Entry(Swatch("circle", style.ACCENT, ghost=True), say(m("map-ghost-legend"), lang), "ghost"))
    states = {edge.state for edge in view.edges}
    ties = [
        Entry(Stroke(color, width), say(_meaning(view, state), lang), f"state:{state.value}")
        for state, color, width in (
            (EdgeState.PATH, style.ACCENT, 6.0),
            (EdgeState.ALTERNATIVE, style.ACCENT_2, 3.0),
            (EdgeState.NEW, style.ACCENT, 2.6),
            (EdgeState.PART, style.TIE_MEDIUM, 1.5),
            (EdgeState.BETWEEN, style.TIE_QUIET, 4.0),
        )
        if state in states
    ]
    ties += [
        Entry(Stroke(color, width, dash), say(_meaning(view, state), lang), f"state:{state.value}")
        for state, color, width, dash in (
            (EdgeState.EXPECTED, style.ACCENT, 2.4, style.EXPECTED_DASH),
            (EdgeState.NEARBY, style.ACCENT_2, 2.0, style.NEARBY_DASH),
            (EdgeState.GONE, style.TIE_STRONG, 2.0, style.ENDED_DASH),
        )
        if state in states
    ]
    plain = [e for e in view.edges if e.state is EdgeState.REST]
    present = {style.tie_class(e.strength).id for e in plain}
    classes = [c for c in style.TIE_CLASSES if c.id in present]
    if brief:
        classes = classes[:1] + classes[1:][-1:]
    ties += [Entry(Stroke(c.color, c.width), say(c.label, lang), f"tie:{c.id}") for c in classes]
    if EdgeState.QUIET in states:
        meaning = say(_meaning(view, EdgeState.QUIET), lang)
        ties.append(Entry(Stroke(style.TIE_QUIET, 1.2), meaning, f"state:{EdgeState.QUIET.value}"))
    ended = Stroke(style.TIE_MEDIUM, 2.0, style.ENDED_DASH)
    if any(e.ended and e.state is EdgeState.PART for e in view.edges):
        ties.append(Entry(replace(ended, width=1.5), say(m("map-part-ended"), lang), "part-ended"))
    if any(e.ended and not e.meetings_only and e.is_tie for e in view.edges):
        ties.append(Entry(ended, say(m("map-tie-ended"), lang), "ended"))
    if any(e.meetings_only and e.is_tie for e in view.edges):
        ties.append(
            Entry(Stroke(style.TIE_MEDIUM, 2.0, style.MEETING_DASH), say(m("map-tie-meetings"), lang), "meetings")
        )
    return Legend(families, ties, hues, say(m(f"map-colour-{view.colour}"), lang) if hues else "")


def node_keys(node: MapNode) -> list[str]:
    """The keys of the entries that a node belongs to."""
    if node.family.shape == style.PAGE:
        return ["project"]
    if node.state is NodeState.GHOST:
        return ["ghost"]
    hue = [f"hue:{node.hue.id}"] if node.hue else []
    return [f"family:{node.family.id}", *hue, *(["closed"] if node.closed else [])]


def edge_keys(edge: MapEdge) -> list[str]:
    """The keys of the entries that a line belongs to."""
    rest = edge.state is EdgeState.REST
    first = f"tie:{style.tie_class(edge.strength).id}" if rest else f"state:{edge.state.value}"
    return [
        first,
        *(["ended"] if edge.ended and not edge.meetings_only and edge.is_tie else []),
        *(["part-ended"] if edge.ended and edge.state is EdgeState.PART else []),
        *(["meetings"] if edge.meetings_only and edge.is_tie else []),
    ]


def _meaning(view: MapView, state: EdgeState) -> Words:
    """What lines in a state mean: in the words of the picture, else in those of the state."""
    return view.legend.get(state) or m(f"map-tie-{state.value}")


def swatch(shape: str, color: str, hollow: bool = False, ghost: bool = False) -> Markup:
    """A family's shape, 16 pixels wide. `ghost`: a place that nobody fills."""
    outline = style.shape(shape)
    paint = None
    if ghost:
        paint = Markup('fill="{}" stroke="{}" stroke-width=".3" stroke-dasharray=".55 .4"').format(
            style.ACCENT_WEAK, style.ACCENT
        )
    elif hollow or shape == style.PAGE:
        paint = Markup('fill="#fff" stroke="{}" stroke-width=".35"').format(style.INK if shape == style.PAGE else color)
    paint = paint or Markup('fill="{}"').format(color)
    if outline.points:
        path = " ".join(f"{x},{y}" for x, y in outline.points)
        body = Markup('<polygon points="{}" {}/>').format(path, paint)
    else:
        body = Markup('<circle r="{}" {}/>').format(outline.radius, paint)
    if outline.hole:
        body += Markup('<circle r="{}" fill="#fff"/>').format(outline.hole)
    return Markup('<svg class="swatch" viewBox="-1.4 -1.4 2.8 2.8" aria-hidden="true">{}</svg>').format(body)


def stroke(color: str, width: float, dash: tuple[int, ...] = ()) -> Markup:
    """A tie's line, 36 pixels long."""
    dashes = Markup(' stroke-dasharray="{}"').format(" ".join(map(str, dash))) if dash else ""
    return Markup(
        '<svg class="stroke" viewBox="0 0 36 10" aria-hidden="true">'
        '<line x1="0" y1="5" x2="36" y2="5" stroke="{}" stroke-width="{}"{}/></svg>'
    ).format(color, width, dashes)
