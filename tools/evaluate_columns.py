"""Measures how well `importers/meanings` tells what columns are: `make evaluate-columns` prints the table.

Each table of ../shared/data is tested with **the own words of its family left out**. The own words of a family are the
words of its headers (camel case cut, folded, plural taken off) that stand in the headers of no other family and in none
of `general_headers.yaml`. Every phrase of the dictionary that holds one of them is taken away before the family is
tested: of `code rnsr` nothing is left when ANR is tested, since only ANR's files have `RNSR`. Nothing is trained: what
this leaves is how far words of other files, and cells, carry. What it does not undo: who wrote the words and the tests
of content had seen the tables, and some families resemble each other (`scdl` and `la` follow one schema).

What is counted, over columns:
- F1: `other` counts as no answer. A right answer is one that equals the label; precision and recall are taken over the
  answers and the labels that are not `other`.
- records: the same over `RECORD_MAKING` meanings alone, those that fill a field of a record.
- first three: of the columns whose label makes records, how many have it among the first three.
- persons: columns labelled as a person's name, e-mail or telephone that `personal_columns` finds; and those that it
  names though their label is an organisation's name.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from importers.meanings import RECORD_MAKING, Column, columns_of, headers, personal_columns
from tools.labelled_columns import Label, Labelled, shared_tables

ROOT = Path(__file__).parents[1]
UNSEEN = ROOT / "tests" / "importers" / "meanings" / "unseen"
PERSONS = frozenset({"person_name", "email", "phone", "person_detail"})
LARGE = 10
"""Tables with more columns than this have a floor of their own."""


@dataclass
class Score:
    """Counts over columns."""

    columns: int = 0
    right: int = 0
    answered: int = 0
    labelled: int = 0
    right_said: int = 0
    records_right: int = 0
    records_answered: int = 0
    records_labelled: int = 0
    among_three: int = 0
    subjects: int = 0
    subjects_right: int = 0
    persons: int = 0
    persons_found: int = 0
    persons_as_organisations: list[str] = field(default_factory=list)
    persons_missed: list[str] = field(default_factory=list)
    organisations_as_persons: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __iadd__(self, other: Score) -> Score:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)
        return self

    @property
    def accuracy(self) -> float:
        return self.right / self.columns if self.columns else 1.0

    @property
    def f1(self) -> float:
        return _f1(self.right_said, self.answered, self.labelled)

    @property
    def records(self) -> float:
        return _f1(self.records_right, self.records_answered, self.records_labelled)

    @property
    def first_three(self) -> float:
        return self.among_three / self.records_labelled if self.records_labelled else 1.0


def _f1(right: int, answered: int, labelled: int) -> float:
    return 2 * right / (answered + labelled) if answered + labelled else 1.0


def score(table: Labelled, dictionary: headers.Dictionary | None = None) -> Score:
    """Test one table with a dictionary."""
    columns = columns_of(table.header, table.rows, dictionary)
    personal = personal_columns(table.header, table.rows, columns)
    found = Score()
    for column, label in zip(columns, table.labels, strict=True):
        _count(found, table, column, label, column.position in personal)
    return found


def _count(found: Score, table: Labelled, column: Column, label: Label, personal: bool) -> None:
    said, three = column.best.meaning, [guess.meaning for guess in column.guesses[:3]]
    where = f"{table.family} {Path(table.file).name} {table.table} {column.header!r}".replace("  ", " ")
    right = said == label.meaning
    found.columns += 1
    found.right += right
    found.answered += said != "other"
    found.labelled += label.meaning != "other"
    found.right_said += right and said != "other"
    found.records_answered += said in RECORD_MAKING
    if label.meaning in RECORD_MAKING:
        found.records_labelled += 1
        found.records_right += right
        found.among_three += label.meaning in three
    if not right:
        told = ", ".join(f"{guess.meaning} {guess.score:.2f}" for guess in column.guesses[:3])
        found.wrong.append(f"{where}: {label.meaning} ({told})")
    elif label.subject:
        found.subjects += 1
        found.subjects_right += column.best.subject == label.subject
    if label.meaning in PERSONS:
        found.persons += 1
        found.persons_found += personal
        if not personal:
            found.persons_missed.append(where)
        if said == "org_name":
            found.persons_as_organisations.append(where)
    elif personal and label.meaning in ("org_name", "siren", "siret", "rna"):
        found.organisations_as_persons.append(where)


def own_words(tables: Sequence[Labelled], family: str) -> frozenset[str]:
    """The words of a family's headers that no other family and no general list has."""
    mine = _words(text for table in tables if table.family == family for text in table.header)
    others = _words(text for table in tables if table.family != family for text in table.header)
    return mine - others - general_words()


@cache
def general_words() -> frozenset[str]:
    listed = yaml.safe_load((ROOT / "tools" / "general_headers.yaml").read_text("utf-8"))
    return _words(str(text) for texts in listed.values() for text in texts)


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in headers.raw_words(text))


def leave_one_family_out(tables: Sequence[Labelled]) -> dict[Labelled, Score]:
    """The score of each table, tested without its family's own words."""
    scores = {}
    for family in dict.fromkeys(table.family for table in tables):
        dictionary = headers.packaged().without(own_words(tables, family))
        scores.update({table: score(table, dictionary) for table in tables if table.family == family})
    return scores


@cache
def unseen_tables(half: str) -> tuple[Labelled, ...]:
    """The small tables of other kinds in `tests/importers/meanings/unseen/<half>`: the labels are a second file."""
    found = []
    for path in sorted((UNSEEN / half).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            header, meanings, *rows = list(csv.reader(file))
        labels = []
        for text, told in zip(header, meanings, strict=True):
            meaning, _, subject = told.partition(":")
            labels.append(Label(text, meaning, subject))
        found.append(Labelled(path.stem, path.name, "", tuple(labels), tuple(map(tuple, rows))))
    return tuple(found)


def total(scores: Iterable[Score]) -> Score:
    found = Score()
    for one in scores:
        found += one
    return found


def report(scores: dict[Labelled, Score], wrong: bool) -> Iterable[str]:
    """The lines of the printed table: one a family, all, the worst table, persons, and what was wrong."""
    yield f"{'family':22}{'columns':>8}{'right':>8}{'F1':>8}{'records':>9}{'first 3':>9}"
    families: dict[str, Score] = {}
    for table, one in scores.items():
        families[table.family] = total([families.get(table.family, Score()), one])
    everything = total(scores.values())
    for name, one in [*families.items(), ("all", everything)]:
        yield f"{name:22}{one.columns:8}{one.accuracy:8.3f}{one.f1:8.3f}{one.records:9.3f}{one.first_three:9.3f}"
    graphless = total(one for table, one in scores.items() if not table.family.startswith("g-"))
    if graphless.columns != everything.columns:
        yield (f"{'all but graphs':22}{graphless.columns:8}{graphless.accuracy:8.3f}{graphless.f1:8.3f}"
               f"{graphless.records:9.3f}{graphless.first_three:9.3f}")  # fmt: skip
    if large := {table: one for table, one in scores.items() if one.columns > LARGE}:
        for worst in sorted(large, key=lambda table: large[table].accuracy)[:3]:
            told = f"{large[worst].accuracy:.3f} right, F1 {large[worst].f1:.3f}"
            yield f"worst tables over {LARGE} columns: {worst.file} {worst.table} {told}"
    yield f"subjects right where the meaning is: {everything.subjects_right} of {everything.subjects}"
    yield f"persons: {everything.persons_found} of {everything.persons} columns found"
    yield f"  missed: {everything.persons_missed or 'none'}"
    yield f"  taken for organisations: {everything.persons_as_organisations or 'none'}"
    yield f"  organisations taken for persons: {everything.organisations_as_persons or 'none'}"
    if wrong:
        yield from ("wrong:", *everything.wrong)


def main() -> int:
    wrong = "--wrong" in sys.argv
    print("Tables of ../shared/data, each without the own words of its family:")  # noqa: T201
    for line in report(leave_one_family_out(shared_tables()), wrong):
        print(line)  # noqa: T201
    for half, told in (("tuned", "seen while the words were written"), ("held_out", "never tuned on")):
        print(f"\nSmall tables of other kinds, {told}, with all words:")  # noqa: T201
        for line in report({table: score(table) for table in unseen_tables(half)}, wrong and half == "tuned"):
            print(line)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
