"""Territories: the packaged tables of French communes, EPCI, départements and regions, and a store's own rows.

Packaged tables are looked up only: no batch, no count, no export. Territories form a directed acyclic graph: a
commune lies in its EPCI, its département and its region; an EPCI lies in a département, or in a region, where all of
its communes do. One that spans two départements lies in neither.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from stdnum import luhn

from graph_service.checked import Checked, clip, compact, error, is_crushed, warning
from graph_service.messages import Items
from graph_service.model import Fact

_COG = re.compile(r"^(?:(?:0[1-9]|[1-8]\d|9[0-5]|2[AB])\d{3}|9[78]\d{3})$")
_QPV_2015 = re.compile(r"^QP(\d{3}|02[AB])\d{3}$")
_QPV_2024 = re.compile(r"^QN(0\d{2}|02[AB]|97\d|99\d)\d{2}([A-Z])$")
_FREE = re.compile(r"^Z:[\w.-]+$")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A territory as it is looked up. `within` are the codes directly above; `point` is (latitude, longitude)."""

    code: str
    level: str
    name: str
    within: tuple[str, ...] = ()
    point: Point | None = None
    population: int | None = None


class RowsByCode(Mapping[str, list[str]]):
    """Rows by the code that each line begins with, cut into cells when they are asked for. No cell is quoted."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = {line.partition(",")[0]: line for line in lines}

    def __getitem__(self, code: str) -> list[str]:
        return self._lines[code].split(",")

    def __contains__(self, code: object) -> bool:
        return code in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@dataclass(frozen=True)
class Tables:
    """The packaged tables as read; places are made when they are asked for, so that loading stays fast."""

    communes: Mapping[str, list[str]]
    """code -> code, name, departement, region, epci, siren, population, longitude, latitude, former, postal."""
    epci: Mapping[str, str]
    departements: Mapping[str, tuple[str, str]]
    """code -> name, region."""
    regions: Mapping[str, str]
    sums: Mapping[str, tuple[Point | None, int | None]]
    """Of what communes lie in: the mean of their points weighted by population, and their population.

    `tools/territories.py` adds them up, which takes longer than all other reading.
    """
    departements_of: Mapping[str, tuple[str, ...]]
    """Code of an EPCI -> codes of the départements that its communes lie in, the one with most of its people first."""

    def place(self, code: str) -> Place | None:
        if row := self.communes.get(code):
            above = tuple(c for c in (row[4], f"D{row[2]}", f"R{row[3]}") if len(c) > 1)
            point = (float(row[8]), float(row[7])) if row[7] and row[8] else None
            return Place(code, "commune", row[1], above, point, int(row[6]) if row[6] else None)
        if name := self.epci.get(code):
            return Place(code, "epci", name, self._around(code), *self.sums.get(code, (None, None)))
        if code[:1] == "D" and (departement := self.departements.get(code[1:])):
            name, region = departement
            return Place(code, "departement", name, (f"R{region}",), *self.sums.get(code, (None, None)))
        if code[:1] == "R" and (name := self.regions.get(code[1:])):
            return Place(code, "region", name, (), *self.sums.get(code, (None, None)))
        if departement_code := qpv_departement(code):
            if departement_code.startswith("99"):
                return Place(code, "qpv", code)
            if departement_code in self.departements:
                return Place(code, "qpv", code, (f"D{departement_code}",))
        return None

    def _around(self, epci: str) -> tuple[str, ...]:
        """The département that holds all communes of an EPCI, else the region that does."""
        departements = self.departements_of.get(epci, ())
        if len(departements) == 1:
            return departements
        regions = {self.departements[code[1:]][1] for code in departements if code[1:] in self.departements}
        return (f"R{regions.pop()}",) if len(regions) == 1 else ()

    def names(self) -> Iterator[tuple[str, str]]:
        """Return (code, name) of every place with a name, the largest sorts first."""
        yield from ((f"R{code}", name) for code, name in self.regions.items())
        yield from ((f"D{code}", name) for code, (name, _) in self.departements.items())
        yield from self.epci.items()
        yield from ((code, row[1]) for code, row in self.communes.items())

    @cached_property
    def by_name(self) -> dict[str, list[str]]:
        """Codes by name, as names are compared: made once, whatever a store's own places are."""
        return _by_name(self.names())

    @cached_property
    def present_codes(self) -> dict[str, str]:
        """Code of a former commune -> code of the commune that it became part of."""
        return {old: row[0] for row in self.communes.values() for old in row[9].split(";") if old}

    @cached_property
    def by_postal_code(self) -> dict[str, list[str]]:
        """Postal code -> its communes. One postal code may serve many, and one commune may have several."""
        found: dict[str, list[str]] = {}
        for row in self.communes.values():
            for postal in row[10].split(";"):
                if postal:
                    found.setdefault(postal, []).append(row[0])
        return found

    @cached_property
    def largest_communes(self) -> dict[str, str]:
        """Code of an intercommunality or a département -> code of its commune with most people."""
        found: dict[str, tuple[int, str]] = {}
        for code, row in self.communes.items():
            people = -int(row[6] or 0)
            for above in (row[4], f"D{row[2]}"):
                found[above] = min(found.get(above, (1, "")), (people, code))
        return {above: code for above, (_, code) in found.items()}

    @cached_property
    def by_siren(self) -> dict[str, str]:
        """SIREN of a commune as an organisation -> its code as a territory."""
        return {row[5]: row[0] for row in self.communes.values() if row[5]}


class Territories:
    """The packaged territories with a store's own rows over them."""

    def __init__(self, tables: Tables, own: Mapping[str, Place] | None = None) -> None:
        self.tables = tables
        self.own: Mapping[str, Place] = own or {}
        self._above: dict[str, frozenset[str]] = {}

    def place(self, code: str) -> Place | None:
        return self.own.get(code) or self.tables.place(code)

    def exists(self, code: str) -> bool:
        """Whether the code names a place. A QPV exists where its code is well formed: there is no list of them."""
        return self.place(code) is not None

    def name(self, code: str) -> str:
        """What people call it; an unknown code is its own name."""
        return _quoted(self.listed_name(code))

    def listed_name(self, code: str) -> str:
        """Its name as the tables have it, which stores keep."""
        place = self.place(code)
        return place.name if place else code

    def level(self, code: str) -> str | None:
        place = self.place(code)
        return place.level if place else None

    def point(self, code: str) -> Point | None:
        """(latitude, longitude) of a point inside, or of the middle of its people where it is made of communes."""
        place = self.place(code)
        return place.point if place else None

    def population(self, code: str) -> int | None:
        place = self.place(code)
        return place.population if place else None

    def departements_of(self, epci: str) -> Sequence[str]:
        """The départements that an intercommunality has communes in, the one with most of its people first."""
        return self.tables.departements_of.get(epci, ())

    def is_partly_in(self, code: str, wider: str) -> bool:
        """Whether an intercommunality has communes in a département or a region, and others outside of it."""
        there = {above for one in self.departements_of(code) for above in self.ancestors(one)}
        return wider in there and wider not in self.ancestors(code)

    def largest_commune(self, code: str) -> str | None:
        """The commune with most people of an intercommunality or a département."""
        return self.tables.largest_communes.get(code)

    def departements_in(self, regions: Set[str]) -> list[str]:
        """The départements of some regions."""
        return [f"D{code}" for code, (_, region) in self.tables.departements.items() if f"R{region}" in regions]

    def ancestors(self, code: str) -> frozenset[str]:
        """Every code that contains `code`, itself included."""
        if code not in self._above:
            seen: set[str] = set()
            todo = [code]
            while todo:
                at = todo.pop()
                if at not in seen:
                    seen.add(at)
                    place = self.place(at)
                    todo.extend(place.within if place else ())
            self._above[code] = frozenset(seen)
        return self._above[code]

    def extended(self, facts: Iterable[Fact]) -> Territories:
        """These with the `territory` facts of a scope. What a row says wins; what it does not say is looked up."""
        own = dict(self.own)
        for fact in facts:
            code = str(fact.get("code") or fact.id)
            base = self.place(code) or Place(code, "perimetre_libre", code)
            point = (
                (float(fact.get("latitude")), float(fact.get("longitude")))
                if fact.get("latitude") is not None and fact.get("longitude") is not None
                else base.point
            )
            own[code] = Place(
                code,
                str(fact.get("level") or base.level),
                str(fact.get("name") or base.name),
                tuple(fact.get("within") or base.within),
                point,
                base.population if fact.get("population") is None else int(fact.get("population")),
            )
        return Territories(self.tables, own) if own else self

    def normalise(self, raw: str) -> Checked:
        """The canonical code that `raw` writes, with what is doubtful or wrong about it."""
        if raw.strip() in self.own:
            return Checked(raw.strip())
        if _FREE.match(raw.strip()):
            return Checked(raw.strip())
        if is_crushed(raw):
            return warning(None, "crushed_number", value=clip(raw))
        text = compact(raw)
        if text in self.own:
            return Checked(text)
        if text[:1] == "R" and text[1:].isdigit():
            return self.check_region(text)
        if text[:1] == "D" and re.fullmatch(r"D(\d{1,3}|2[AB])", text):
            return self.check_departement(text)
        if text[:2] in ("QP", "QN"):
            return self.check_qpv(text)
        if re.fullmatch(r"\d{1,3}|2[AB]", text):
            code = text.zfill(2)
            both = [c for c in (f"D{code}", f"R{code}") if self.exists(c)] or [f"D{code}", f"R{code}"]
            names = [f"{c} ({self.name(c)})" for c in both]
            remedy = both[0] if len(both) == 1 else None
            return error("ambiguous_territory", remedy, value=clip(raw), candidates=Items(names, "or"))
        if re.fullmatch(r"\d{9}", text):
            return self.check_epci(text)
        if re.fullmatch(r"\d{4,5}|\d[AB]\d{3}", text):
            return self.check_commune(text)
        return self._by_name(raw)

    def _by_name(self, raw: str) -> Checked:
        """The one place that is called so, without regard to case, accents, hyphens and `St`."""
        found = self.called(raw)
        if len(found) == 1:
            return warning(found[0], "named_territory", value=clip(raw), name=self.name(found[0]), code=found[0])
        if found:
            listed = [f"{self.name(code)} ({self._within(code)})" for code in found[:_LISTED]]
            return error("several_territories", value=clip(raw), candidates=Items(listed, "or"))
        return error("bad_territory", value=clip(raw))

    def called(self, name: str) -> Sequence[str]:
        """The codes of all places that are called so, without regard to case, accents, hyphens and `St`."""
        bare = _bare(name)
        packaged = self.tables.by_name.get(bare, ())
        return [*self._own_names.get(bare, ()), *(code for code in packaged if code not in self.own)]

    def regions(self) -> Iterator[tuple[str, str]]:
        """Return (code, folded name) of every region."""
        return ((f"R{code}", _bare(name)) for code, name in self.tables.regions.items())

    def departements(self) -> Iterator[tuple[str, str]]:
        """Return (number, folded name) of every département."""
        return ((code, _bare(name)) for code, (name, _) in self.tables.departements.items())

    def intermunicipal(self) -> Iterator[tuple[str, str]]:
        """Return (code, folded name) of every EPCI, without the letters before it that say its sort ("CA", "CC")."""
        for code, name in self.tables.epci.items():
            words = _bare(name).split()
            if words[0] in ("ca", "cc", "cu"):
                words = words[1 + (words[1:2] in (["de"], ["du"], ["des"], ["d"])) :]
            yield code, " ".join(words)

    def departements_with(self, part: str) -> list[str]:
        """The folded names of the départements that hold a name among others: `loir et cher` of `cher`."""
        names = (_bare(name) for name, _ in self.tables.departements.values())
        return [name for name in names if name != part and f" {part} " in f" {name} "]

    def own_names(self) -> Iterator[tuple[str, str]]:
        """Return (code, folded name) of the store's own places, without what a name says in brackets."""
        return ((place.code, _bare(place.name.partition("(")[0])) for place in self.own.values())

    def large(self, least: int) -> Iterator[tuple[str, str]]:
        """Return (code, folded name) of every region and département, and of the communes of so many people."""
        tables = self.tables
        yield from self.regions()
        yield from ((f"D{code}", _bare(name)) for code, (name, _) in tables.departements.items())
        yield from ((code, _bare(row[1])) for code, row in tables.communes.items() if int(row[6] or 0) >= least)

    def _within(self, code: str) -> str:
        """A code with what tells homonyms apart: the département of a commune."""
        commune = self.tables.communes.get(code)
        return f"{code}, {self.name('D' + commune[2])}" if commune else code

    @cached_property
    def _own_names(self) -> dict[str, list[str]]:
        """Codes of the store's own places by name."""
        return _by_name((place.code, place.name) for place in self.own.values())

    def names(self) -> Iterator[tuple[str, str]]:
        """Return (code, name) of every place with a name, once: the store's own first, then by size."""
        yield from ((place.code, place.name) for place in self.own.values())
        yield from ((code, name) for code, name in self.tables.names() if code not in self.own)

    def check_commune(self, raw: str) -> Checked:
        """A commune's COG: the form first, then the table; postal codes, former communes and lost zeros are named."""
        text, tables = compact(raw), self.tables
        if text in tables.communes:
            return Checked(text)
        if present := tables.present_codes.get(text):
            return warning(present, "former_commune", value=text, name=self.name(present), code=present)
        if postal := tables.by_postal_code.get(text):
            names = [f"{self.name(c)} ({c})" for c in postal[:5]]
            only = postal[0] if len(postal) == 1 else None
            return error("postal_code", only, value=text, communes=Items(names, "or"))
        if re.fullmatch(r"\d{4}", text) and "0" + text in tables.communes:
            return error("lost_zero", "0" + text, value=text, proposed="0" + text, name=self.name("0" + text))
        if _COG.match(text):
            return error("unknown_commune", value=text)
        return error("bad_commune", value=clip(raw))

    def check_qpv(self, raw: str) -> Checked:
        """A priority neighbourhood's code of either generation (2015: QP…, 2024: QN…)."""
        text = compact(raw)
        departement = qpv_departement(text)
        if not departement:
            return error("bad_qpv", value=clip(raw))
        if not departement.startswith("99") and departement not in self.tables.departements:
            return error("qpv_departement", value=text, departement=departement)
        if text[1] == "N" and text[-1] not in "NMI":
            return warning(text, "unusual_qpv", value=text, letter=text[-1])
        return Checked(text)

    def check_epci(self, raw: str) -> Checked:
        """An EPCI's SIREN: the key, then the table; the SIREN of a commune is answered with the commune's code."""
        text = compact(raw)
        if text in self.tables.epci:
            return Checked(text)
        if not re.fullmatch(r"\d{9}", text) or not luhn.is_valid(text):
            return error("bad_epci", value=clip(raw))
        if commune := self.tables.by_siren.get(text):
            return error("siren_of_commune", commune, value=text, name=self.name(commune), code=commune)
        return warning(text, "unknown_epci", value=text)

    def check_departement(self, raw: str) -> Checked:
        """A département, as `37` or `D37`; the answer is the territory code `D37`."""
        code = compact(raw).removeprefix("D").zfill(2)
        return (
            Checked(f"D{code}") if code in self.tables.departements else error("unknown_departement", value=clip(raw))
        )

    def check_region(self, raw: str) -> Checked:
        """A region, as `24` or `R24`; the answer is the territory code `R24`."""
        code = compact(raw).removeprefix("R").zfill(2)
        return Checked(f"R{code}") if code in self.tables.regions else error("unknown_region", value=clip(raw))


def qpv_departement(code: str) -> str | None:
    """The département in a QPV's code (`37`, `2A`, `971`, fictional `990`); None where the form is not a QPV's."""
    found = _QPV_2015.match(code) or _QPV_2024.match(code)
    return found[1].removeprefix("0") if found else None


@cache
def tables_digest() -> str:
    """A digest of the packaged tables: another one where a version ships other tables, or reads them differently."""
    folder = files("graph_service") / "data" / "territories"
    found = hashlib.blake2b(_READ_AS.encode(), digest_size=8)
    for name in ("communes-france.csv.gz", "departements.csv", "epci.csv", "regions.csv", "sums.csv"):
        found.update((folder / name).read_bytes())
    return found.hexdigest()


_READ_AS = "2: an EPCI lies in what holds all of its communes"


@cache
def packaged() -> Territories:
    """The territories that ship with the project."""
    folder = files("graph_service") / "data" / "territories"

    def rows(name: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO((folder / name).read_text("utf-8"))))[1:]

    text = gzip.decompress((folder / "communes-france.csv.gz").read_bytes()).decode("utf-8")
    sums = rows("sums.csv")
    return Territories(
        Tables(
            RowsByCode(text.splitlines()[1:]),
            {row[0]: row[1] for row in rows("epci.csv")},
            {row[0]: (row[1], row[2]) for row in rows("departements.csv")},
            {row[0]: row[1] for row in rows("regions.csv")},
            {
                code: ((float(lat), float(lon)) if lat else None, int(people) if people else None)
                for code, lat, lon, people, _ in sums
            },
            {code: tuple(departements.split(";")) for code, *_, departements in sums if departements},
        )
    )


_LISTED = 6
_SHORT = {"st": "saint", "ste": "sainte"}


def _by_name(names: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, name in names:
        found.setdefault(_bare(name), []).append(code)
    return found


def _bare(name: str) -> str:
    """A name as it is compared."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    words = re.sub(r"[^0-9a-z]+", " ", plain.replace("œ", "oe")).split()
    return " ".join(_SHORT.get(word, word) for word in words)


_QUOTED = re.compile(r"(''|\")(.+?)\1")


def _quoted(name: str) -> str:
    """A name with the quotes that French readers know: "CA de Blois « Agglopolys »"."""
    return _QUOTED.sub("«\u202f\\2\u202f»", name)
