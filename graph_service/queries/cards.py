"""What the cards of an actor and of a project have in common."""

from __future__ import annotations

from typing import TypeVar

from graph_service.model import Fact, Scope
from graph_service.queries.base import AnswerRecord, OtherSays
from graph_service.queries.view import View
from graph_service.queries.wording import otherwise


class Card(AnswerRecord):
    """How a record is known: the end of its card. A card names this class before the record with its other fields,
    so that these come first."""

    members: list[str]
    """The ids that lead here: its own, and those of the records joined to it."""
    visibility: Scope
    """The least scope that sees the record."""
    version: str
    """What `If-Match` takes of this record, in quotes."""
    others: list[OtherSays]
    """Values that other sources state and that did not win, by field."""


AnyCard = TypeVar("AnyCard", bound=Card)


def card_of(view: View, fact: Fact, card: type[AnyCard], brief: AnswerRecord) -> AnyCard:
    """The card of a fact: its `brief` as lists show it, the fact's values of all other fields that the card declares,
    and how it is known."""
    told = brief.__dict__
    names = card.model_fields.keys() - told.keys() - Card.model_fields.keys()
    stated = {name: fact.get(name) for name in names if fact.get(name) is not None}
    return card(
        **told,
        **{name: list(value) if isinstance(value, tuple) else value for name, value in stated.items()},
        members=list(fact.keys),
        visibility=fact.visibility,
        version=fact.hash,
        others=otherwise(view, fact),
    )
