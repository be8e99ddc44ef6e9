"""A map as JSON, for OpenAPI: what `visualisations.renderers.json` writes."""

from __future__ import annotations

from typing import Literal

from graph_service.api.documents import Document


class MapShown(Document):
    """How many are drawn, of how many there are."""

    shown: int
    """How many are drawn."""
    total: int
    """How many there are."""


class MapCaption(Document):
    """What the numbers of the map count."""

    text: str
    """The caption in words."""
    as_of: str
    """The date that the map is for."""
    actors: MapShown
    """The actors of the map."""
    ties: MapShown
    """The ties of the map."""
    tie_profile: str
    """What the tie profile is called that weights were computed with."""
    revision: int
    """How many batches have changed what this scope sees."""


class MapForm(Document):
    """A form that the map may take."""

    id: str
    """Its name, as `form` takes it."""
    label: str
    """What it is called, in the asked language."""


class MapColour(Document):
    """What the colours of the map may say."""

    id: str
    """Its name, as `colour` takes it."""
    label: str
    """What it is called, in the asked language."""


class MapFamily(Document):
    """A family of actor kinds on the map, as the legend shows it."""

    id: str
    """Id of the family."""
    label: str
    """What it is called, in the asked language."""
    shape: str
    """The shape that its actors are drawn as."""


class MapNode(Document):
    """An actor on the map; on the map of a project also the project, and places that nobody fills."""

    id: str
    """Its id: of an actor or project that by which questions take it."""
    label: str
    """What it is called; of a place that nobody fills, what is expected there."""
    kind: str
    """Id of its kind."""
    kind_label: str
    """The name of its kind, in the asked language."""
    family: str
    """Id of the family that it is drawn as."""
    running: int
    """How many of its projects run at the date of the caption."""
    state: Literal["rest", "focus", "path", "quiet", "ghost", "group"]
    """What it is on this map: `focus` what the map is about, `path` on a path, `ghost` a place that nobody fills,
    `group` many actors."""
    closed: bool
    """Whether the actor itself has ended."""
    territory: str | None
    """The name of its territory; null where nobody says."""
    hue: str | None
    """The theme or territory that its colour says, in the asked language; null where colours say the kind."""
    url: str | None
    """Where its card is on this service; null without one."""
    text: str
    """What there is to say of it, in the asked language."""
    x: float
    """Where it stands, in pixels from the middle to the right, at zoom 1."""
    y: float
    """Where it stands, in pixels from the middle downwards, at zoom 1."""


class MapEvidence(Document):
    """A project or partnership behind a tie."""

    title: str
    """Its title, in the asked language where it has none of its own."""
    roles: list[str]
    """The role of `a`, then of `b`; of an actor in the map's project its own roles."""
    start: str | None
    """Since when, as stated; null where nobody says."""
    end: str | None
    """Until when, as stated; null where nobody says."""
    end_estimated: bool
    """Whether nobody states this end, and it is estimated."""
    running: bool
    """Whether it runs at the date of the caption."""
    sources: list[str]
    """Ids of the sources that say so."""
    dates: str
    """When it ran, in words."""
    state: str
    """Whether it runs, in words; empty for a meeting."""


class MapEdge(Document):
    """A line of the map: a tie, or what joins a project to its actors and to places that nobody fills."""

    a: str
    """Id of the node at one end."""
    b: str
    """Id of the node at the other end."""
    strength: float
    """Strength of the tie, 0 to 1; 0 for what is no tie."""
    share: str
    """The strength in per cent, in words."""
    weight: float
    """Weight of the tie: the sum of what each shared context contributes."""
    projects: int
    """How many contexts the two share, running or not."""
    first: str | None
    """The earliest start of their overlaps; null where nobody says."""
    last: str | None
    """The latest end; null while one has no end."""
    type: Literal["tie", "part", "expected", "nearby", "between"]
    """What it is. All but `tie` are no ties: an actor in the project, a place that nobody fills, an actor of its kind
    who works nearby, two groups whose actors are tied."""
    state: Literal["rest", "path", "alternative", "quiet", "part", "expected", "nearby", "between", "new", "gone"]
    """How it is drawn on this map: `path` on the best path, `alternative` on another; of two dates `new` and `gone`
    whatever its type is; else what is no tie by its type."""
    state_text: str
    """The state in words."""
    ended: bool
    """Whether the context that counts most has ended."""
    meetings_only: bool
    """Whether all of the evidence is meetings or networks."""
    text: str
    """What there is to say of it, in the asked language."""
    evidence: list[MapEvidence]
    """The contexts behind it, the one that counts most first."""


class MapPath(Document):
    """A path of the map."""

    rank: int
    """1 for the strongest."""
    strength: float
    """The product of the strengths of its ties."""
    share: str
    """The strength in per cent, in words."""
    actors: list[str]
    """Ids of the actors on it, from the first to the last."""
    sentence: str
    """The path in one sentence, in the asked language."""


class MapSource(Document):
    """A source of the map, as a caption must cite it."""

    id: str
    """The source's id."""
    producer: str
    """Who published it."""
    title: str
    """What the publication is called; empty where nobody says."""
    licence: str
    """The licence that it is published under; empty where nobody says."""
    updated: str | None
    """When it was last updated, as stated; null where it gives no date."""
    text: str
    """How to cite it, in the asked language."""
    short: str
    """How to name it where there is little room."""


class Map(Document):
    """A map in words and numbers, with where its nodes stand: all that is needed to draw it."""

    lang: Literal["fr", "en"]
    """The language of its texts."""
    title: str
    """What the map shows."""
    subtitle: str
    """What the map shows, in a second line; may be empty."""
    alternative: str
    """One sentence in place of the picture, for who does not see it."""
    layout: str
    """The name of the layout that placed the nodes."""
    form: str
    """The form that it takes; empty where it has only one."""
    forms: list[MapForm]
    """The forms that it may take."""
    colour: str
    """What the colours of its actors say: `kind`, `theme` or `territory`."""
    colours: list[MapColour]
    """All that they can say."""
    fictional: bool
    """Whether the relations are invented: a drawing must say so."""
    caption: MapCaption
    """What the numbers count."""
    notes: list[str]
    """What has to be said beside the numbers."""
    families: list[MapFamily]
    """The families of its actors, the one with most actors first."""
    nodes: list[MapNode]
    """What is drawn as points."""
    edges: list[MapEdge]
    """What is drawn as lines."""
    paths: list[MapPath]
    """The paths that the map is about, the strongest first; empty for other maps."""
    sources: list[MapSource]
    """The sources that it rests on."""
