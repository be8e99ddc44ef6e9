"""Raw files as they come in: the demo's actors, projects and participations with about 3 % of dirty rows.

What an import must say of them is worked out from where the dirt was put, not from what an import said.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from examples.draw import Draw

Row = dict[str, str]
Sheets = Mapping[str, Sequence[Row]]

SEED = 2008
KEPT = {
    "actors": ("id", "name", "kind", "siren", "siret", "territory", "visibility"),
    "projects": ("id", "title", "kind", "territories", "start", "end", "visibility"),
    "participations": ("actor", "project", "role", "start", "end", "visibility"),
}
LOST_ZEROS = {"1053": "Bourg-en-Bresse", "2408": "Laon", "3190": "Moulins", "8105": "Charleville-Mézières"}
UNKNOWN_ROLES = ("parrain", "animateur bénévole", "tête de réseau", "mécène")


def soil(sheets: Sheets) -> dict[str, bytes]:
    """The raw files by name, and `expected.json`: each dirty row with the code that must be told of it."""
    draw = Draw(SEED)
    rows = {sheet: [{n: row.get(n, "") for n in names} for row in sheets[sheet]] for sheet, names in KEPT.items()}
    for project in rows["projects"]:
        project["territories"] = ";".join(c for c in project["territories"].split(";") if not c.startswith("Q"))
    expected: list[dict[str, Any]] = []
    alike = _actors(rows["actors"], draw, expected)
    _projects(rows["projects"], expected)
    _participations(rows["participations"], draw, expected)

    from examples.generate import table

    rejected = {s: sum(e["sheet"] == s and e["severity"] == "error" for e in expected) for s in KEPT}
    report = {
        "rows": {sheet: {"read": len(rows[sheet]), "rejected": n} for sheet, n in rejected.items()},
        "problems": sorted(expected, key=lambda e: (list(KEPT).index(e["sheet"]), e["row"])),
        "same_name_two_actors": alike,
    }
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    return {f"{sheet}.csv": table(sheet, rows[sheet]) for sheet in KEPT} | {"expected.json": text.encode("utf-8")}


def _actors(rows: list[Row], draw: Draw, expected: list[dict[str, Any]]) -> list[list[str]]:
    """SIRETs with a wrong key, codes that lost their zero, and a name that comes twice."""
    for row in draw.some([r for r in rows if r["siren"]], 5):
        row["siret"] = wrong_key(row["siren"])
    for code, place in LOST_ZEROS.items():
        name = f"Atelier d'urbanisme de {place} (démo)"
        rows.append(_actor(f"atelier-{code}", name, "association", code))
    twice = draw.some([r for r in rows if r["kind"] == "epci" or r["kind"] in ("ca", "cc")], 3)
    rows += [_actor(f"bis-{r['id']}", r["name"], r["kind"], r["territory"]) for r in twice]
    for at, row in enumerate(rows, 2):
        if row["siret"]:
            expected.append(_problem("actors", at, "siret", row["siret"], "bad_siret_key", "warning"))
        if row["territory"] in LOST_ZEROS:
            expected.append(_problem("actors", at, "territory", row["territory"], "lost_zero", "warning"))
    return [[r["id"], f"bis-{r['id']}"] for r in twice]


def _actor(id_: str, name: str, kind: str, territory: str) -> Row:
    row = {"id": id_, "name": name, "kind": kind, "siren": "", "siret": ""}
    return row | {"territory": territory, "visibility": "public"}


def _projects(rows: list[Row], expected: list[dict[str, Any]]) -> None:
    row = {"id": "op-a-rebours", "title": "Opération à rebours (démo)", "kind": "operation", "territories": "37261"}
    rows.append(row | {"start": "2024-05-01", "end": "2023-05-01", "visibility": "public"})
    expected.append(_problem("projects", len(rows) + 1, "end", "2023-05-01", "reversed_dates", "error"))


def _participations(rows: list[Row], draw: Draw, expected: list[dict[str, Any]]) -> None:
    chosen = draw.some(range(len(rows)), len(UNKNOWN_ROLES) + 3)
    for at, role in zip(chosen, UNKNOWN_ROLES, strict=False):
        rows[at]["role"] = role
        expected.append(_problem("participations", at + 2, "role", role, "unknown_role", "error"))
    for at in chosen[len(UNKNOWN_ROLES) :]:
        rows[at] |= {"start": "2024-09-01", "end": "2023-09-01"}
        expected.append(_problem("participations", at + 2, "end", "2023-09-01", "reversed_dates", "error"))


def wrong_key(siren: str) -> str:
    """A SIRET of this SIREN whose last digit is one off its key."""
    stem = siren + "0001"
    right = next(d for d in range(10) if luhn_sum(f"{stem}{d}") % 10 == 0)
    return f"{stem}{(right + 1) % 10}"


def luhn_sum(digits: str) -> int:
    return sum(sum(divmod(int(d) * (2 if place % 2 else 1), 10)) for place, d in enumerate(reversed(digits)))


def _problem(sheet: str, row: int, column: str, value: str, code: str, severity: str) -> dict[str, Any]:
    return {"sheet": sheet, "row": row, "column": column, "value": value, "code": code, "severity": severity}
