"""The fundings of a record, with sums that say of how many fundings they are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pydantic import Field

from graph_service.messages import Label
from graph_service.model import RecordType
from graph_service.queries.base import AnswerRecord, RowRecord, Sentence
from graph_service.queries.view import View


class FundingRecord(AnswerRecord):
    """Money from an actor. `amount` is null where nobody states it."""

    id: str
    """Id of the funding."""
    funder: str
    """Id of the actor that gives."""
    funder_name: str
    """What that actor is called."""
    funder_kind: str | None
    """Id of its kind, of the vocabulary `actor_kind`; null where nobody says."""
    amount: float | None
    """How much, in units of `currency`; null where nobody states it."""
    currency: str | None
    """The currency's code, such as `EUR`; null where nobody states it."""
    year: int | None
    """The year that it is for; null where nobody states it."""
    nature: str | None
    """Id of the kind of money, of the vocabulary `funding_nature`; null where nobody states it."""
    nature_label: Sentence | None
    """The name of that kind of money; null without one."""
    status: str | None
    """Id of how far it has come, of the vocabulary `funding_status`; null where nobody states it."""
    status_label: Sentence | None
    """The name of that status; null without one."""
    count: int
    """How many equal rows of one source say so."""
    sources: list[str]
    """Ids of the sources that say so; `sources` of the answer describes them."""
    rows: list[RowRecord] = Field(default_factory=list)
    """Where it stands in the files; empty for the public."""


class FundingSum(AnswerRecord):
    """What fundings of one status and currency come to. Planned, awarded and paid money are never added up."""

    status: str | None
    """Id of the status, of the vocabulary `funding_status`; null for fundings without one."""
    status_label: Sentence | None
    """The name of that status; null without one."""
    currency: str | None
    """The currency's code, such as `EUR`; null for fundings without one."""
    amount: float
    """The sum of the known amounts, in units of `currency`."""
    fundings: int
    """How many fundings these are; equal rows of one source count each."""
    with_amount: int
    """Of how many of them an amount is known: `amount` is the sum of these."""

    def args(self) -> dict[str, Any]:
        """The arguments of a sentence about it."""
        return {
            "amount": money(self.amount, self.currency),
            "status": self.status_label or "–",
            "known": self.with_amount,
            "n": self.fundings,
        }


def fundings_of(view: View, recipient: str) -> list[FundingRecord]:
    """The fundings that a record receives, the latest first."""
    facts = [
        fact
        for fact in view.incident([recipient])
        if fact.type is RecordType.FUNDING and fact.get("recipient") == recipient
    ]
    funders = {actor.id: actor for actor in view.facts(RecordType.ACTOR, sorted({f.get("funder") for f in facts}))}
    where = view.rows(facts)
    records = [
        FundingRecord(
            id=fact.id,
            funder=fact.get("funder"),
            funder_name=funders[fact.get("funder")].name,
            funder_kind=funders[fact.get("funder")].get("kind"),
            amount=fact.get("amount"),
            currency=fact.get("currency"),
            year=fact.get("year"),
            nature=fact.get("nature"),
            nature_label=view.vocabulary.label("funding_nature", fact.get("nature")) if fact.get("nature") else None,
            status=fact.get("status"),
            status_label=view.vocabulary.label("funding_status", fact.get("status")) if fact.get("status") else None,
            count=fact.count,
            sources=list(fact.sources),
            rows=where.get(fact.id, []),
        )
        for fact in facts
        if fact.get("funder") in funders
    ]
    records.sort(key=lambda each: (-(each.year or 0), -(each.amount or 0.0), each.id))
    return records


def sums(view: View, fundings: Sequence[FundingRecord]) -> list[FundingSum]:
    """Of each status and currency what is known to add up, in the order of the vocabulary's statuses."""
    order = {term.id: at for at, term in enumerate(view.vocabulary.of("funding_status"))}
    groups: dict[tuple[str | None, str | None], list[FundingRecord]] = {}
    for one in fundings:
        groups.setdefault((one.status, one.currency), []).append(one)
    found = []
    for (status, currency), each in sorted(groups.items(), key=lambda g: (order.get(g[0][0] or "", 99), g[0][1] or "")):
        known = [one for one in each if one.amount is not None]
        found.append(
            FundingSum(
                status=status,
                status_label=view.vocabulary.label("funding_status", status) if status else None,
                currency=currency,
                amount=float(sum(Decimal(repr(one.amount)) * one.count for one in known)),
                fundings=sum(one.count for one in each),
                with_amount=sum(one.count for one in known),
            )
        )
    return found


def money(amount: float, currency: str | None) -> Label:
    """An amount with its currency, as each language groups digits."""
    digits = f"{amount:,.2f}".removesuffix(".00")
    whole, _, cents = digits.partition(".")
    fr = whole.replace(",", "\u202f") + (f",{cents}" if cents else "")
    sign = "€" if currency == "EUR" else currency or ""
    return Label(f"{fr}\u00a0{sign}".rstrip(), f"{sign}{digits}" if sign == "€" else f"{digits} {sign}".rstrip())
