"""Writes the demo data "CVL-demo": what is written by hand beside this file, and a seeded mass around it.

    python -m examples.generate            write graph_service/data/cvl and examples/dirty
    python -m examples.generate --check    exit 1 where what is there differs from what would be written

The mass may not touch what is planted: chance never draws an actor that `mass.yaml` closes, and never brings a pair
together that it keeps apart. That each truth holds in the whole is tested (tests/examples).
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from examples.draw import Draw
from graph_service.records.template import sheet_columns

HERE = Path(__file__).parent
OUT = HERE.parent / "graph_service" / "data" / "cvl"
DIRTY = HERE / "dirty"
SEED = 2007
MARK = " (démo)"
PLANTED = ("projects", "participations", "partnerships", "fundings", "themes", "sources")

Row = dict[str, str]
Sheets = dict[str, list[Row]]

PROJECTS_BY = "villes-au-carre-fictif--suivi-des-projets"
ACCOUNTS_BY = "villes-au-carre-fictif--comptes"
REGISTER_BY = "registre-municipal-fictif--operations"

TWINS = frozenset(("ville-d-orleans-2", "ville-d-orleans-3"))
"""Records of one body under other names, from an old register (truth 11)."""
DEPARTEMENTS = ("18", "28", "36", "37", "41", "45")
PLACES_WITHOUT_ACTOR = ("27355", "37208", "45004", "45232", "45284", "45302")
ACV = frozenset(("18033", "18279", "28085", "28088", "28134", "36044", "36088", "41018", "41194", "45208"))
PVD = frozenset(("37003", "45155", "45252"))
QPV_DEPARTEMENT = dict(zip(DEPARTEMENTS, ("990", "991", "992", "993", "994", "995"), strict=True))
"""No list of real codes is at hand: fictional ones use the départements 990 to 995."""
GOVERNING = frozenset(("commune", "metropole", "ca", "cc", "departement", "region"))
FUNDED = frozenset(("contrat_de_ville", "ort", "convention_acv", "nprnu_convention"))
FUNDINGS = 90
WITHOUT_AMOUNT = 11
"""12 % of the fundings state no amount."""


@dataclass(frozen=True)
class Plan:
    """A project of the mass, as `mass.yaml` states it: what is settled by hand, and whom chance may add."""

    id: str
    title: str
    kind: str
    territories: Sequence[str]
    themes: Sequence[str]
    core: Mapping[str, Sequence[str]]
    """Actors by role."""
    source: str
    start: tuple[date, date]
    end: tuple[date, date] | None = None
    more: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Who may join, by role."""
    add: tuple[int, int] = (0, 0)
    draw: tuple[int, int] = (1, 2)
    """How many of the themes."""
    succeeds: str = ""


def read(name: str) -> list[Row]:
    """A hand-written table of this folder."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [{k: v for k, v in row.items() if k != "truth" and v} for row in csv.DictReader(file)]


@cache
def mass() -> Mapping[str, Any]:
    """What the mass is drawn from."""
    found: Mapping[str, Any] = yaml.safe_load((HERE / "mass.yaml").read_text("utf-8"))
    return found


@dataclass
class Region:
    """The demo's sheets while they fill."""

    draw: Draw = field(default_factory=lambda: Draw(SEED))
    sheets: Sheets = field(default_factory=lambda: {sheet: read(f"planted/{sheet}.csv") for sheet in PLANTED})

    def add(self, sheet: str, **cells: str) -> None:
        self.sheets[sheet].append(cells)


def build() -> Sheets:
    """All sheets of CVL-demo, complete."""
    region = Region()
    region.sheets["actors"] = [_actor(row) for row in read("bodies.csv")]
    region.sheets["territories"] = [*_territories(region.sheets["actors"]), *_neighbourhoods()]
    for row in mass()["projects"]:
        _project(region, Plan(**row))
    for n in range(1, mass()["events"]["number"] + 1):
        _event(region, n)
    _fundings(region)
    _memberships(region)
    return region.sheets


def _actor(row: Row) -> Row:
    """A body as the template states it: the name is marked, and the plain name is what people type."""
    made = {k: v for k, v in row.items() if k != "exists"}
    made["name"] = row["name"] + MARK
    made["aliases"] = ";".join((row["name"], *filter(None, row.get("aliases", "").split(";"))))
    made["visibility"] = "public"
    made["source"] = REGISTER_BY if row["id"] in TWINS else PROJECTS_BY
    return made


def _territories(actors: Iterable[Row]) -> list[Row]:
    """The region's places that an actor governs or that a truth needs; names and what lies above are looked up."""
    governed = {a["territory"]: a["id"] for a in actors if a["id"] not in TWINS and a["kind"] in GOVERNING}
    communes = sorted(c for c in governed if len(c) == 5)
    levels = {
        "R24": "region",
        **{f"D{d}": "departement" for d in DEPARTEMENTS},
        **dict.fromkeys((c for c in governed if len(c) == 9), "epci"),
    }
    levels |= dict.fromkeys(sorted((*communes, *PLACES_WITHOUT_ACTOR)), "commune")
    rows = []
    for code, level in levels.items():
        programmes = "ACV" if code in ACV else "PVD" if code in PVD else ""
        row = {"code": code, "level": level, "governed_by": governed.get(code, ""), "programmes": programmes}
        rows.append({k: v for k, v in row.items() if v})
    return rows


def _neighbourhoods() -> list[Row]:
    """Both generations: a 2015 code for each former neighbourhood, and the 2024 ones that succeed it."""
    rows: list[Row] = []
    for departement, stem in QPV_DEPARTEMENT.items():
        present = [r for r in read("neighbourhoods.csv") if r["departement"] == departement]
        within: dict[str, dict[str, None]] = {}
        for one in present:
            if former := one.get("former"):
                within.setdefault(former, {}).update(dict.fromkeys(one["communes"].split(";")))
        code = {former: f"QP{stem}{n:03}" for n, former in enumerate(within, 1)}
        for name, communes in within.items():
            row = {"code": code[name], "level": "qpv", "name": name + MARK, "within": ";".join(communes)}
            rows.append(row | {"start": "2015-01-01", "end": "2023-12-31"})
        for n, one in enumerate(present, 1):
            row = {"code": f"QN{stem}{n:02}{one['letter']}", "level": "qpv", "name": one["name"] + MARK}
            row |= {"within": one["communes"], "succeeds": code.get(one.get("former", ""), ""), "start": "2024-01-01"}
            rows.append({k: v for k, v in row.items() if v})
    return rows


def _project(region: Region, plan: Plan) -> None:
    draw = region.draw
    start = draw.day(*plan.start)
    end = draw.day(*plan.end) if plan.end else None
    row = {
        "id": plan.id,
        "title": plan.title + MARK,
        "kind": plan.kind,
        "themes": ";".join(sorted(draw.some(plan.themes, draw.between(*plan.draw)))),
        "territories": ";".join(plan.territories),
        "start": start.isoformat(),
        "end": end.isoformat() if end else "",
        "succeeds": plan.succeeds,
        "visibility": "public",
        "source": plan.source,
    }
    region.add("projects", **{k: v for k, v in row.items() if v})
    people = list(_by_role(plan.core))
    for role, actor in draw.some(list(_by_role(plan.more)), draw.between(*plan.add)):
        there = [other for _, other in people]
        if actor not in there and _may_join(actor, there):
            people.append((role, actor))
    for role, actor in people:
        _participation(region, actor, plan.id, role, plan.source)


def _by_role(actors: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    return ((role, actor) for role, each in actors.items() for actor in each)


def _may_join(actor: str, others: Sequence[str]) -> bool:
    """Whether chance may put an actor beside these."""
    met = {*others, actor}
    return actor not in mass()["closed"] and not any(met.issuperset(pair) for pair in mass()["apart"])


def _participation(region: Region, actor: str, project: str, role: str, source: str) -> None:
    """Mostly public; an observer or a member of a body now and then is told to partners, or to the team alone."""
    quiet = role in ("membre", "beneficiaire") and region.draw.chance(0.18)
    visibility = ("internal" if region.draw.chance(0.3) else "partners") if quiet else "public"
    region.add("participations", actor=actor, project=project, role=role, visibility=visibility, source=source)


def _event(region: Region, n: int) -> None:
    draw, events = region.draw, mass()["events"]
    day = draw.day(date(2019, 2, 1), date(2025, 6, 20))
    theme = draw.pick(sorted(events["themes"]))
    form = draw.pick(events["forms"])
    guests = draw.some(events["guests"], 2 if draw.chance(0.2) else 1)
    region.add(
        "projects",
        id=f"ev-{n:02}",
        title=f"{form} n° {n} : {events['themes'][theme]}{MARK}",
        kind="rencontre" if form != "Webinaire" else "evenement",
        themes=theme,
        territories="R24",
        start=day.isoformat(),
        end=day.isoformat(),
        size=str(draw.between(12, 60)),
        visibility="public",
        source=PROJECTS_BY,
    )
    _participation(region, "v2", f"ev-{n:02}", "porteur", PROJECTS_BY)
    for guest in guests:
        _participation(region, guest, f"ev-{n:02}", "membre", PROJECTS_BY)


def _fundings(region: Region) -> None:
    """Who funds what: funders and signers of projects, clients of support missions. None funds association C."""
    draw = region.draw
    kinds = {p["id"]: p["kind"] for p in region.sheets["projects"]}
    funders = [(p["actor"], p["project"]) for p in region.sheets["participations"] if p["role"] == "financeur"]
    clients = [
        (p["actor"], "v2")
        for p in region.sheets["participations"]
        if p["role"] == "porteur"
        and kinds[p["project"]] == "mission_appui"
        and p["actor"] not in ("v2", *mass()["closed"])
    ]
    signers = [
        (p["actor"], p["project"])
        for p in region.sheets["participations"]
        if p["role"] in ("signataire", "porteur")
        and kinds[p["project"]] in FUNDED
        and p["actor"] not in mass()["closed"]
    ]
    left = FUNDINGS - len(region.sheets["fundings"])
    pairs = [*clients, *funders, *draw.some(signers, left)][:left]
    blank = set(draw.some(range(left), WITHOUT_AMOUNT))
    for n, (funder, recipient) in enumerate(pairs):
        nature = "prestation" if recipient == "v2" else "pret" if funder == "cdc" else "subvention"
        amount = draw.between(8, 90) * 500 if recipient == "v2" else draw.between(4, 160) * 2500
        year = draw.between(2023, 2025)
        region.add(
            "fundings",
            funder=funder,
            recipient=recipient,
            amount="" if n in blank else str(amount),
            currency="EUR",
            year=str(year),
            nature=nature,
            status="prevu" if draw.chance(0.1) else draw.pick(("notifie", "verse")),
            visibility=draw.pick(("public", "public", "public", "partners", "internal")),
            source=ACCOUNTS_BY,
        )


def _memberships(region: Region) -> None:
    """Members of Villes au Carré by the year: two of 2024 have not renewed."""
    members = region.draw.some(mass()["members"], max(mass()["memberships"].values()))
    for year, n in mass()["memberships"].items():
        for actor in members[:n]:
            region.add(
                "partnerships",
                actor=actor,
                partner="v2",
                kind="adhesion",
                title=f"Adhésion {year}{MARK}",
                start=f"{year}-01-01",
                end=f"{year}-12-31",
                visibility="partners",
                source=ACCOUNTS_BY,
            )


def table(sheet: str, rows: Sequence[Row]) -> bytes:
    """The rows as a file of the template: its columns in its order, those that nobody fills left out."""
    filled = {name for row in rows for name, text in row.items() if text}
    names = [name for name in sheet_columns(sheet) if name in filled]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return out.getvalue().encode("utf-8")


def files() -> dict[Path, bytes]:
    """Every file that is generated, with what must stand in it."""
    from examples.dirty import soil

    sheets = build()
    found = {OUT / f"{sheet}.csv": table(sheet, rows) for sheet, rows in sheets.items()}
    return found | {DIRTY / name: content for name, content in soil(sheets).items()}


def main(arguments: Sequence[str]) -> int:
    wanted = files()
    stale = [path for path, content in wanted.items() if not path.exists() or path.read_bytes() != content]
    if "--check" in arguments:
        for path in stale:
            print(f"differs: {path.relative_to(HERE.parent)}")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(wanted[path])
    print(f"{len(wanted)} files, {sum(map(len, wanted.values()))} bytes, {len(stale)} written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
