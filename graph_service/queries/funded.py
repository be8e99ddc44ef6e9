"""The fundings of a record, with sums that say of how many fundings they are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pydantic import Field

from graph_service.messages import Label
from graph_service.model import RecordType
from graph_service.queries.records import AnswerRecord, RowRecord, Sentence
from graph_service.queries.view import View


class FundingRecord(AnswerRecord):
    """Money from an actor. `amount` is null where nobody states it."""

    id: str
    funder: str
    funder_name: str
    amount: float | None
    currency: str | None
    year: int | None
    nature: str | None
    nature_label: Sentence | None
    status: str | None
    status_label: Sentence | None
    count: int
    """How many equal rows of one source say so."""
    sources: list[str]
    rows: list[RowRecord] = Field(default_factory=list)


class FundingSum(AnswerRecord):
    """What fundings of one status and currency come to. Planned, awarded and paid money are never added up."""

    status: str | None
    status_label: Sentence | None
    currency: str | None
    amount: float
    fundings: int
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


def fundings_of(view: View, recipient: str) -> tuple[list[FundingRecord], set[str]]:
    """The fundings that a record receives, the latest first, and the sources that tell of them."""
    facts = [
        fact
        for fact in view.incident([recipient])
        if fact.type is RecordType.FUNDING and fact.get("recipient") == recipient
    ]
    funders = {actor.id: actor.name for actor in view.facts(RecordType.ACTOR, sorted({f.get("funder") for f in facts}))}
    where = view.rows(facts)
    records = [
        FundingRecord(
            id=fact.id,
            funder=fact.get("funder"),
            funder_name=funders[fact.get("funder")],
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
    return records, {source for record in records for source in record.sources}


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
