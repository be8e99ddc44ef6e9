"""What the API sends and takes in the review of pairs that may be one actor."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from graph_service.api.documents import Document


class ReviewActor(Document):
    """An actor of a pair."""

    id: str
    """Its id."""
    name: str
    """What it is called."""
    acronym: str | None
    """Its acronym; null where nobody states one."""
    aliases: list[str]
    """Its other names."""
    kind: str
    """Id of its kind."""
    territory: str | None
    """Code of its seat; null where nobody states one."""
    siren: str | None
    """Its SIREN."""
    siret: str | None
    """Its SIRET."""
    rna: str | None
    """Its number in the register of associations."""
    sources: list[str]
    """Ids of the sources that say something about it."""
    relations: int
    """How many participations, partnerships and fundings it has."""


class ReviewPair(Document):
    """Two actors that may be one."""

    id: str
    """By which it is decided; it stands for the two as long as they have their ids."""
    a: ReviewActor
    """The one whose id comes first."""
    b: ReviewActor
    """The other."""
    score: float
    """0 to 1: the order of the list. No probability."""
    evidence: list[str]
    """What is alike in them, in sentences."""
    later: bool
    """Whether somebody has put it off."""


class ReviewPairs(Document):
    """Pairs of actors that may be one and that nobody has decided."""

    pairs: list[ReviewPair]
    """The best first, those that were put off last."""
    total: int
    """How many there are."""


class Decision(Document):
    """What is decided of a pair."""

    decision: Literal["same", "different", "later"]
    """Whether the two are one actor; `later` moves the pair to the end of the list."""
    reason: str = Field(default="", max_length=1000)
    """Why, for who asks later."""


class ReviewDecided(Document):
    """What a decision did."""

    pair: str
    """Id of the pair."""
    decision: Literal["same", "different", "later"]
    """What was decided."""
    import_id: str | None
    """Id of the batch, which `undo` takes; null where the pair was put off."""
