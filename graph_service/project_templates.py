"""Reads which actors a project of a kind needs, as dated data (docs/method.md#role-gap).

The template of files to fill in is `graph_service.records.template`. Here it is one YAML file each in
`graph_service/data/project_templates/`. Each slot says whether the law requires it or the method expects it, so that
"required by law" is never said of what is only good practice. A kind may have several templates, one after another:
a contract is held to the one of the day it began.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph_service.messages import Label
from graph_service.vocabulary import Vocabulary


class Level(StrEnum):
    """How strongly a slot is asked for, the strongest first."""

    REQUIRED_BY_LAW = "required_by_law"
    LEGAL_SIGNATORY = "legal_signatory"
    EXPECTED_BY_METHOD = "expected_by_method"
    OPTIONAL = "optional"

    @property
    def weight(self) -> int:
        """What a slot of this level counts in a completeness."""
        return {"required_by_law": 3, "legal_signatory": 2, "expected_by_method": 2, "optional": 1}[self]

    @property
    def factor(self) -> float:
        """By what a gap is multiplied whose strongest missing slot is of this level."""
        return {"required_by_law": 1.0, "legal_signatory": 1.0, "expected_by_method": 0.7, "optional": 0.4}[self]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Law(_Row):
    """The text that a level stands on: where it is found, and what it says. `short` is for a sentence."""

    reference_fr: str
    reference_en: str
    short_fr: str
    short_en: str
    text: str

    @property
    def reference(self) -> Label:
        return Label(self.reference_fr, self.reference_en)

    @property
    def short(self) -> Label:
        return Label(self.short_fr, self.short_en)


class Origin(_Row):
    """What a template is drawn from."""

    title: str
    url: str | None = None


class Slot(_Row):
    """A part that some actor should play. `kinds` empty: an actor of any kind; `roles` empty: the template's."""

    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    level: Level
    law: str | None = None
    label_fr: str
    label_en: str
    named_fr: str
    """In a sentence after "ni", without an article."""
    named_en: str
    """In a sentence after "no"."""
    none_fr: str
    """In a sentence that names this slot alone: "aucun bailleur social"."""

    @property
    def label(self) -> Label:
        return Label(self.label_fr, self.label_en)


class ProjectTemplate(_Row):
    """The slots of a kind of project, valid from one day until another."""

    kind: str
    version: Annotated[int, Field(ge=1)]
    valid_from: date
    valid_to: date | None = None
    label_fr: str
    label_en: str
    source: Origin
    laws: Mapping[str, Law] = {}
    roles: tuple[str, ...]
    """In which an actor fills a slot, unless the slot says others."""
    slots: Mapping[str, Slot]

    @property
    def id(self) -> str:
        return f"{self.kind}-{self.valid_from.year}-v{self.version}"

    @property
    def label(self) -> Label:
        return Label(self.label_fr, self.label_en)

    @property
    def weight(self) -> int:
        """What all slots count together: the denominator of a completeness."""
        return sum(slot.level.weight for slot in self.slots.values())

    def law_of(self, slot: Slot) -> Law | None:
        return self.laws[slot.law] if slot.law else None

    def holds(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @model_validator(mode="after")
    def _agrees(self) -> ProjectTemplate:
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValueError(f"{self.id} ends before it begins")
        for name, slot in self.slots.items():
            if slot.law and slot.law not in self.laws:
                raise ValueError(f"{self.id}: slot {name} names a law that is not there: {slot.law}")
            if slot.level in (Level.REQUIRED_BY_LAW, Level.LEGAL_SIGNATORY) and not slot.law:
                raise ValueError(f"{self.id}: slot {name} is said to be the law's, and names none")
            if not (slot.kinds or slot.roles):
                raise ValueError(f"{self.id}: slot {name} says neither a kind nor a role")
        return self


class ProjectTemplates:
    """All templates. Raises ValueError where two of a kind hold on one day."""

    def __init__(self, templates: Iterable[ProjectTemplate]) -> None:
        self.all = sorted(templates, key=lambda each: (each.kind, each.valid_from))
        for one, next_ in pairwise(self.all):
            if one.kind == next_.kind and (one.valid_to is None or one.valid_to >= next_.valid_from):
                raise ValueError(f"{one.id} and {next_.id} hold on the same day")

    def of(self, kind: str, day: date, vocabulary: Vocabulary) -> ProjectTemplate | None:
        """The template of a kind, else of its nearest ancestor that has one, as it holds on a day."""
        for id_ in vocabulary.lineage("project_kind", kind):
            if found := next((each for each in self.all if each.kind == id_ and each.holds(day)), None):
                return found
        return None

    def unknown(self, vocabulary: Vocabulary) -> list[str]:
        """The kinds and roles that templates name and a vocabulary does not have."""
        named = Counter[tuple[str, str]]()
        for template in self.all:
            named["project_kind", template.kind] += 1
            named.update(("role", role) for role in template.roles)
            for slot in template.slots.values():
                named.update(("actor_kind", kind) for kind in slot.kinds)
                named.update(("role", role) for role in slot.roles)
        return sorted(f"{category}:{id_}" for category, id_ in named if vocabulary.get(category, id_) is None)


@cache
def packaged() -> ProjectTemplates:
    """The templates that ship with the project."""
    folder = files("graph_service") / "data" / "project_templates"
    texts = [file.read_text("utf-8") for file in sorted(folder.iterdir(), key=lambda f: f.name)]
    return ProjectTemplates(ProjectTemplate.model_validate(yaml.safe_load(text)) for text in texts)
