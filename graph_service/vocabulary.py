"""The vocabulary: kinds, roles, themes, licences and tie profiles, as data with French and English labels.

Packaged rows stand in `data/vocabulary/*.yaml`, one file a category. A mapping may bring rows of its own; those
are `term` facts of the store, and a scope's vocabulary is the packaged one `extended` with those it sees.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from graph_service.errors import UsageError
from graph_service.messages import Items, Label
from graph_service.model import Fact

EVENT = "evenement"
"""The kind of project that all meetings are of."""
CATEGORIES = (
    "actor_kind",
    "project_kind",
    "partnership_kind",
    "role",
    "theme",
    "territory_level",
    "funding_nature",
    "funding_status",
)


@dataclass(frozen=True, slots=True)
class Family:
    """How a family of actor kinds is drawn (docs/method.md#drawing): never by colour alone."""

    id: str
    label: Label
    shape: str
    color: str
    print: str


@dataclass(frozen=True, slots=True)
class Term:
    """One vocabulary row. What a category does not use stays at its default."""

    category: str
    id: str
    label: Label
    parent: str | None = None
    tie: bool = True
    """Of a partnership kind: whether it is a collaboration at all."""
    factor: float = 1.0
    """Of a project or partnership kind: κ (docs/method.md#weight)."""
    usual_months: int | None = None
    """Of a project kind: how long one usually runs; the profile `standard` estimates missing ends by it."""
    one_off: bool = False
    directed: bool = False
    shared_siren: bool = False
    """Of an actor kind: services of one legal unit share a SIREN, so it suggests and never joins."""
    family: str | None = None
    slots: tuple[str, ...] = ()
    """Of a role: the actor kinds that usually hold it."""
    words: tuple[str, ...] = ()
    """What else people call it in a sentence, in either language."""


@dataclass(frozen=True)
class TieProfile:
    """The parameters of a tie's weight and strength (docs/method.md#weight), under a name that answers echo."""

    id: str
    label: Label
    half_life_months: float = 36
    w0: float = 1
    kinds: bool = True
    """Whether the vocabulary's κ applies; else every kind counts 1."""
    roles: tuple[tuple[str, str, float], ...] = ()
    """(role, role, ρ); `*` is any role. Of the pairs that fit, the smallest factor applies."""
    estimate_ends: bool = True

    def role_factor(self, one: str, other: str) -> float:
        """ρ of a role pair: the smallest factor that applies, 1 where none does."""
        fits = [f for a, b, f in self.roles if _fits(a, b, one, other) or _fits(a, b, other, one)]
        return min(fits, default=1.0)


def _fits(a: str, b: str, one: str, other: str) -> bool:
    return a in ("*", one) and b in ("*", other)


@dataclass(frozen=True)
class Vocabulary:
    terms: Mapping[tuple[str, str], Term]
    families: Mapping[str, Family]
    profiles: Mapping[str, TieProfile] = field(default_factory=dict)

    def get(self, category: str, id_: str) -> Term | None:
        return self.terms.get((category, id_))

    def of(self, category: str) -> list[Term]:
        """The rows of a category, in the order of their file."""
        return [t for t in self.terms.values() if t.category == category]

    def label(self, category: str, id_: str) -> Label:
        """What people call it; an unknown id is its own label."""
        term = self.get(category, id_)
        return term.label if term else Label(id_, id_)

    def lineage(self, category: str, id_: str) -> Iterator[str]:
        """`id_`, then its parent, and so on upwards. A circle is walked once."""
        seen: set[str] = set()
        at: str | None = id_
        while at and at not in seen:
            seen.add(at)
            yield at
            term = self.get(category, at)
            at = term.parent if term else None

    def is_a(self, category: str, id_: str, ancestor: str) -> bool:
        return ancestor in self.lineage(category, id_)

    def is_event(self, project_kind: str) -> bool:
        """Whether a kind of project is a meeting, which has a day and does not run."""
        return self.is_a("project_kind", project_kind, EVENT)

    def descendants(self, category: str, id_: str) -> frozenset[str]:
        """`id_` and every row below it."""
        return frozenset(t.id for t in self.of(category) if self.is_a(category, t.id, id_)) | {id_}

    def family(self, actor_kind: str) -> Family:
        """The family that a kind is drawn as: its own, else its nearest ancestor's, else the last one."""
        for id_ in self.lineage("actor_kind", actor_kind):
            term = self.get("actor_kind", id_)
            if term and term.family:
                return self.families[term.family]
        return list(self.families.values())[-1]

    def nearest(self, category: str, text: str, n: int = 3) -> list[str]:
        """The ids of a category that `text` may have meant, by id and by either label, nearest first."""
        words = {fold_text(w): t.id for t in self.of(category) for w in (t.label.en, t.label.fr, t.id)}
        typed = fold_text(text)
        # A word cut short (`asso`) is what its beginning says; of three letters any other word is one step away.
        begun = [w for w in words if len(typed) > 2 and any(part.startswith(typed) for part in w.split())]
        close = difflib.get_close_matches(typed, words, n * 2, 0.6 if len(typed) > 3 else 0.9)
        # One word of a label, mistyped: `habitt` of "Habitat et logement".
        parts = {part: w for w in sorted(words, key=len, reverse=True) for part in w.split() if len(part) > 3}
        within = difflib.get_close_matches(typed, parts, n, 0.8) if len(typed) > 3 else []
        found = (*sorted(begun, key=len), *close, *(parts[part] for part in within))
        return list(dict.fromkeys(words[w] for w in found))[:n]

    def find(self, category: str, text: str) -> str | None:
        """The id that `text` names: an id or one of its labels, without regard to case and accents."""
        if (category, text) in self.terms:
            return text
        return self._by_word.get((category, fold_text(text)))

    @cached_property
    def _by_word(self) -> dict[tuple[str, str], str]:
        return {(t.category, fold_text(w)): t.id for t in self.terms.values() for w in (t.label.en, t.label.fr, t.id)}

    def profile(self, id_: str) -> TieProfile:
        if id_ not in self.profiles:
            raise UsageError("unknown-profile", profile=id_[:80], known=Items(list(self.profiles), "or"))
        return self.profiles[id_]

    @cached_property
    def shared_siren_kinds(self) -> frozenset[str]:
        """Actor kinds of which an equal SIREN only suggests one legal unit, with their descendants."""
        marked = [t.id for t in self.of("actor_kind") if t.shared_siren]
        return frozenset(k for m in marked for k in self.descendants("actor_kind", m))

    def extended(self, facts: Iterable[Fact]) -> Vocabulary:
        """This vocabulary with the `term` facts of a scope. A packaged row is never replaced."""
        more = {(t.category, t.id): t for t in map(term_of, facts)}
        return Vocabulary({**more, **self.terms}, self.families, self.profiles) if more else self

    def followed_by(self, facts: Iterable[Fact]) -> Vocabulary:
        """This vocabulary, and behind its own rows those of some `term` facts: understood, and proposed last."""
        more = {(t.category, t.id): t for t in map(term_of, facts)}
        terms = {**self.terms, **{key: term for key, term in more.items() if key not in self.terms}}
        return Vocabulary(terms, self.families, self.profiles)


def term_of(fact: Fact) -> Term:
    """The vocabulary row that a `term` fact states."""
    category, id_ = fact.id.split(":", 1)
    return make_term(category, id_, fact.values)


def make_term(category: str, id_: str, row: Mapping[str, Any]) -> Term:
    """A vocabulary row from a mapping of its fields (`label_fr`, `label_en`, `parent`, …)."""
    label = Label(str(row.get("label_fr") or id_), str(row.get("label_en") or row.get("label_fr") or id_))
    known = {name: row[name] for name in Term.__slots__ if row.get(name) is not None and name not in ("category", "id")}
    for name in ("slots", "words"):
        if name in known:
            known[name] = tuple(known[name])
    return Term(category, id_, label, **{k: v for k, v in known.items() if k != "label"})


_PLAIN = {n: chr(n).lower() if chr(n).isalnum() else " " for n in range(128)}


def fold_text(text: str) -> str:
    """Lower case without accents, ligatures or punctuation: how names and words are compared."""
    if text.isascii():
        return " ".join(text.translate(_PLAIN).split())
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE").replace("ß", "ss")
    plain = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("Ł", "L").replace("ø", "o"))
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).lower().split())


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one written in C is ten times as fast, where PyYAML was built with it."""


@cache
def packaged() -> Vocabulary:
    """The vocabulary that ships with the project."""
    folder = files("graph_service") / "data" / "vocabulary"

    def load(name: str) -> Any:
        return yaml.load((folder / f"{name}.yaml").read_text("utf-8"), _LOADER) or {}  # noqa: S506

    terms = {
        (category, id_): make_term(category, id_, row or {})
        for category in CATEGORIES
        for id_, row in load(category).items()
    }
    families = {
        id_: Family(id_, Label(row["label_fr"], row["label_en"]), row["shape"], row["color"], row["print"])
        for id_, row in load("families").items()
    }
    profiles = {
        id_: TieProfile(
            id_,
            Label(row["label_fr"], row["label_en"]),
            row["half_life_months"],
            row["w0"],
            row["kinds"],
            tuple((a, b, float(f)) for a, b, f in row["roles"]),
            row["estimate_ends"],
        )
        for id_, row in load("tie_profiles").items()
    }
    return Vocabulary(terms, families, profiles)
