"""Measures how well `importers/matching` tells which names are one organisation: `make evaluate-matching`.

Two files of ../shared/data name organisations many times and give each a number: Loire-Atlantique's grants (SIREN) and
ANR's partners (RNSR). Every distinct name is an organisation of one kind without its number; a name that bears several
numbers is left out. A pair is true where both names have one number. What the matcher may do is told apart:

- equal: the same name within one kind and one place, as if all stood in one place: what would be joined unasked. Names
  of only common words are not joined.
- bare, acronym: what is left to a person, by the evidence; cumulated, the best first.

Precision and recall are taken over all true pairs. Homonyms: the same with names that bear several numbers put back,
each name with each of its numbers as an organisation.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph_service.model import RecordType, row
from graph_service.territories import packaged as territories
from graph_service.vocabulary import packaged as vocabulary
from importers.matching.finding import find
from importers.matching.organisations import Known, Organisation, of_rows

SHARED = Path(__file__).parents[1].parent / "shared" / "data"
BY = Known(vocabulary(), territories())
PLACE = "37261"
"""One place for all, so that names alone decide."""


@dataclass(frozen=True)
class Measured:
    """Pairs found by an evidence or a better one."""

    evidence: str
    found: int
    right: int
    true: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true


def loire_atlantique() -> dict[str, set[str]]:
    """The SIRENs of each name of a recipient."""
    path = SHARED / "subventions-loire-atlantique" / "dep44-subventions-associations.csv"
    found: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file, delimiter=";"):
            name, number = line["Nom du bénéficiaire"].strip(), line["Identification du bénéficiaire"].strip()[:9]
            if name and len(number) == 9 and number.isdigit():
                found[name].add(number)
    return found


def anr() -> dict[str, set[str]]:
    """The RNSR numbers of each name of a partner."""
    path = SHARED / "anr-partenaires" / "anr-dos-partenaires-2010-2017.csv.gz"
    found: dict[str, set[str]] = defaultdict(set)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter=";"):
            name = line["projet_partenaire_Nom_organisme"].strip()
            if name and (number := line["projet_partenaire_Code_RNSR"].strip().upper()):
                found[name].add(number)
    return found


def measure(names: Mapping[str, set[str]], *, homonyms: bool = False) -> list[Measured]:
    """What each evidence finds among names with their numbers, with all better ones."""
    made: list[tuple[Organisation, str]] = []
    for name, numbers in sorted(names.items()):
        if len(numbers) == 1 or homonyms:
            for number in sorted(numbers):
                made.append((_organisation(str(len(made)), name), number))
    by_number: dict[str, int] = defaultdict(int)
    for _, number in made:
        by_number[number] += 1
    true = sum(n * (n - 1) // 2 for n in by_number.values())
    number_of = {each.id: number for each, number in made}
    # Each pair is looked at by itself: what is one by several names is not one unasked, which would hide it here.
    found = find([each for each, _ in made], BY, lambda one, other: True)
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in (*found.same, *found.review):
        evidence = "equal" if pair.likeness.same else pair.likeness.evidence[0].code.removeprefix("match-")
        pairs["common" if evidence == "name" else evidence].append((pair.one.id, pair.other.id))
    result = []
    so_far: list[tuple[str, str]] = []
    for evidence in ("equal", "common", "other-name", "bare", "near", "acronym"):
        if pairs[evidence]:
            so_far += pairs[evidence]
            right = sum(number_of[a] == number_of[b] for a, b in so_far)
            result.append(Measured(evidence, len(so_far), right, true))
    return result


def _organisation(id_: str, name: str) -> Organisation:
    fields = {"id": id_, "name": name, "kind": "association", "territory": PLACE}
    return of_rows([id_], [row(RecordType.ACTOR, fields, source="s")], BY)


def main() -> None:
    """Print the table."""
    print("| file | evidence, with all above | pairs | right | precision | recall |")  # noqa: T201
    print("| --- | --- | --- | --- | --- | --- |")  # noqa: T201
    for title, names in (("Loire-Atlantique", loire_atlantique()), ("ANR", anr())):
        for homonyms in (False, True):
            for one in measure(names, homonyms=homonyms):
                file = title + (", homonyms too" if homonyms else "")
                numbers = f"{one.found:,} | {one.right:,} | {one.precision:.2f} | {one.recall:.2f}"
                print(f"| {file} | {one.evidence} | {numbers} |")  # noqa: T201
    if "--wrong" in sys.argv:
        _print_wrong(loire_atlantique())


def _print_wrong(names: Mapping[str, set[str]]) -> None:
    """List the pairs that are told to be one and bear two numbers."""
    made = [(_organisation(str(at), name), numbers) for at, (name, numbers) in enumerate(sorted(names.items()))]
    number_of = {each.id: numbers for each, numbers in made}
    found = find([each for each, _ in made], BY, lambda one, other: True)
    for pair in (*found.same, *found.review):
        if number_of[pair.one.id].isdisjoint(number_of[pair.other.id]):
            print(pair.likeness.evidence[0].code, "|", pair.one.names[0], "|", pair.other.names[0])  # noqa: T201


if __name__ == "__main__":
    main()
