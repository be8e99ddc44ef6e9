"""Pages that say what the columns of an unknown file are, what came by them, and which mappings there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph_service.errors import Problem
from graph_service.messages import Lang, Message, m, say
from graph_service.model import Scope
from graph_service.records import headers
from importers.proposing import Proposal, ProposedColumn, options
from importers.proposing.choices import ABOUT
from importers.trying import Trial
from visualisations import web

_COUNTED = ("actors", "projects", "participations", "partnerships", "fundings")
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class State:
    """What the form of a file carries beside its choices."""

    by: str
    """The known mapping that it is read by; empty where its columns are described."""
    seen: str
    """The sheet and header that the choices of columns are about."""
    sheets: Sequence[str]
    sheet: str
    """The one of these that is described."""
    form: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listed:
    """One mapping of the list."""

    id: str
    label: str
    columns: Sequence[str]
    """Of each kind of file, by which it is recognised."""
    reads: Sequence[str]
    """Which records it makes."""
    sources: Sequence[str]
    mine: bool
    """Whether the team saved it."""


def columns_page(
    frame: web.Frame,
    file: str,
    found: Proposal,
    trial: Trial | None,
    state: State,
    *,
    known: Sequence[tuple[str, str]],
    report: Mapping[str, Any] | None,
    problem: Problem | None,
    note: str,
    terms: Mapping[str, Sequence[tuple[str, str]]],
) -> bytes:
    """What each column of a file is taken for, and what its first rows become by that."""
    lang = frame.lang
    missing = {one.name for one in found.missing}
    return _page(
        "map_columns.html.jinja",
        frame,
        say(m("mapping-title", file=file), lang),
        found=found,
        columns=[_column(column, lang) for column in found.columns],
        groups=[
            (say(m(f"mapping-group-{name}"), lang), [(one.key, say(one.label, lang)) for one in listed])
            for name, listed in options().items()
        ],
        abouts=[(name, say(m(f"proposing-about-{name}"), lang)) for name in ABOUT],
        missing=[say(one.message, lang) for one in found.missing if one.name != "producer"],
        told=[say(each, lang) for each in (*found.unmapped, *found.told)],
        odd=[
            (odd.name, say(odd.message, lang).strip(), odd.name in found.choices.read_rows) for odd in found.table.odd
        ],
        asked=[
            (
                name,
                say(m(f"mapping-{name.replace('_', '-')}"), lang),
                listed,
                getattr(found.choices, name),
                name in missing,
            )
            for name, listed in terms.items()
            if name in missing or getattr(found.choices, name) or name in _ASKED[found.about]
        ],
        asks_funder=found.about == "grants" and ("funder" in missing or bool(found.choices.funder)),
        doubtful=found.doubtful,
        decimal=found.choices.decimal,
        levels=[(scope.value, say(m(f"about-scope-{scope.value}"), lang)) for scope in Scope],
        visibility=found.choices.visibility or Scope.PARTNERS.value,
        rows=_rows(trial, found.table.header_row, lang) if trial else [],
        state=state,
        known=known,
        report=_report(report, lang) if report else None,
        problem=problem,
        note=note,
    )


_ASKED: Mapping[str, tuple[str, ...]] = {
    "": (),
    "grants": ("actor_kind",),
    "participations": ("actor_kind", "project_kind"),
    "links": ("actor_kind", "partnership_kind"),
    "actors": ("actor_kind",),
    "projects": ("project_kind",),
}
"""Choices that are offered for what a row is about, also where the file answers them."""


def done_page(
    frame: web.Frame,
    report: Mapping[str, Any],
    *,
    drawn: Sequence[tuple[str, str]],
    other: Sequence[tuple[str, str]],
    note: str,
) -> bytes:
    """What an import brought, and where its map is drawn; `other` records have no tie to draw, only money."""
    lang = frame.lang
    return _page(
        "mapped.html.jinja",
        frame,
        say(m("web-import-done"), lang),
        report=_report(report, lang),
        drawn=drawn,
        other=other,
        note=note,
    )


def list_page(frame: web.Frame, listed: Sequence[Listed]) -> bytes:
    """Every mapping, with what each reads."""
    lang = frame.lang
    rows = [
        {"listed": each, "reads": [say(m(f"mapping-makes-{name}"), lang) for name in each.reads if name in _COUNTED]}
        for each in listed
    ]
    return _page("mappings.html.jinja", frame, say(m("mapping-list"), lang), rows=rows)


def _page(template: str, frame: web.Frame, title: str, **more: Any) -> bytes:
    def words(code: str, **args: Any) -> str:
        return say(m(f"mapping-{code}", **args), frame.lang)

    return web.page(template, frame, title, heading=title, w=words, **more)


def _column(column: ProposedColumn, lang: Lang) -> dict[str, Any]:
    return {
        "at": column.position,
        "header": column.header or say(m("mapping-unnamed", n=column.position + 1), lang),
        "values": column.values,
        "key": column.meant.key,
        "label": say(column.label, lang),
        "reasons": [say(reason, lang) for reason in column.reasons],
        "alternatives": [(one.key, say(one.label, lang)) for one in column.alternatives],
        "idle": not column.read and column.meant.meaning != "other",
        "signs": [
            (
                sign,
                say(m("mapping-newline") if sign == "newline" else m("proposing-sign", sign=sign), lang),
                sign in column.between,
            )
            for sign in column.signs
        ],
        "left_out": column.personal is not None and column.meant.meaning == "other",
    }


def _rows(trial: Trial, header_row: int, lang: Lang) -> list[dict[str, Any]]:
    """Each row with the records that it becomes: what an actor is called stands in the place of its id."""
    rows = []
    for one in trial.rows:
        if not one.records and one.row <= header_row:
            continue  # what is told of columns stands at the columns
        names = {
            str(fields.get("id")): str(fields.get("name") or fields.get("title") or fields.get("id"))
            for _, fields in one.records
        }
        records = []
        for type_, fields in one.records:
            told = [
                (_named(name, lang), _said(trial, name, value, names, lang))
                for name, value in fields.items()
                if name != "id"
            ]
            records.append({"type": say(m(f"mapping-record-{type_.value}"), lang), "fields": told})
        problems = [(each["severity"] == "error", say(each["message"], lang)) for each in one.problems]
        rows.append({"row": one.row, "records": records, "problems": problems})
    return rows


def _named(name: str, lang: Lang) -> str:
    return say(headers.label(name), lang) if name in headers.table("columns") else name


def _said(trial: Trial, name: str, value: Any, names: Mapping[str, str], lang: Lang) -> str:
    """A value as people read it: a kind or role by its label, an end by its name."""
    label = trial.labels.get((name, str(value)))
    return say(label, lang) if label else _text(value, names)


def _text(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, tuple):
        return " ; ".join(names.get(each, each) for each in value)
    if isinstance(value, float):
        return f"{value:g}" if value < 1e6 else f"{value:.0f}"
    return names.get(str(value), str(value))


def _report(report: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
    """Counts of what changes, and what is wrong row by row: rejected rows first."""
    changes: list[str] = []
    for what in ("created", "updated", "withdrawn"):
        parts = [say(_count(name, report[what][name]), lang) for name in _COUNTED if report[what].get(name)]
        if parts:
            label = "updated-facts" if what == "updated" else what
            changes.append(f"{say(m(f'web-import-{label}'), lang)} {', '.join(parts)}")
    problems = sorted(report["problems"], key=lambda each: each["severity"] != "error")
    rejected = sum(file["rejected"] for file in report["files"])
    accepted = sum(file["accepted"] for file in report["files"])
    open_ = report["matches"]["to_review"]
    aside = sum(sum(file.get("aside", {}).values()) for file in report["files"])
    return {
        "read": say(
            m("mapping-read", n=accepted + rejected + aside, accepted=accepted, rejected=rejected, aside=aside), lang
        ),
        "changes": changes or [say(m("web-import-no-change"), lang)],
        "review": say(m(f"web-import-to-review-{'one' if open_ == 1 else 'other'}", n=open_), lang) if open_ else "",
        "problems": [
            {
                "row": each["row"] or "",
                "rejected": each["severity"] == "error",
                "column": say(headers.label(each["column"]), lang)
                if each["column"] in headers.table("columns")
                else each["column"],
                "value": each["value"],
                "message": each["message"],
            }
            for each in problems[:_SHOWN]
        ],
        "more": max(0, len(problems) - _SHOWN),
        "import_id": report["import_id"],
    }


def _count(name: str, n: int) -> Message:
    return m(f"count-{name}", n=n)
