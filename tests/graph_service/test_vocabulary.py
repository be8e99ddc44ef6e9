"""The packaged vocabulary: complete, bilingual, and worth what docs/method.md#weight says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.vocabulary import CATEGORIES, fold_text, packaged

VOCABULARY = packaged()


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_row_is_bilingual_and_its_parent_exists(category: str) -> None:
    rows = VOCABULARY.of(category)
    assert rows
    for row in rows:
        assert row.label.fr
        assert row.label.en
        assert "/" not in row.id
        assert row.parent is None or VOCABULARY.get(category, row.parent)
        assert row.usual_months is None


def test_every_actor_kind_is_drawn_as_one_of_nine_families() -> None:
    assert len(VOCABULARY.families) == 9
    assert len({(f.shape, f.color) for f in VOCABULARY.families.values()}) == 9
    for row in VOCABULARY.of("actor_kind"):
        assert row.family is None or row.family in VOCABULARY.families
    assert VOCABULARY.family("conseil_citoyen").shape == "star"
    assert VOCABULARY.family("metropole").shape == "hexagon"
    assert VOCABULARY.family("never heard of").shape == "ring"


@pytest.mark.parametrize(
    ("kind", "kappa"),
    [("contrat_de_ville", 1), ("mission_appui", 1), ("instance", 0.6), ("reseau_anime", 0.3), ("rencontre", 0.15)],
)
def test_a_project_kind_weighs_what_the_domain_says(kind: str, kappa: float) -> None:
    term = VOCABULARY.get("project_kind", kind)
    assert term is not None
    assert term.factor == kappa


def test_memberships_and_oversight_are_no_ties() -> None:
    ties = {t.id: t.tie for t in VOCABULARY.of("partnership_kind")}
    assert ties["lien"]
    assert not ties["adhesion"]
    assert not ties["tutelle"]


def test_slots_name_kinds_that_exist() -> None:
    for role in VOCABULARY.of("role"):
        assert all(VOCABULARY.get("actor_kind", kind) for kind in role.slots)


def test_the_standard_profile_discounts_roles_and_the_plain_one_nothing() -> None:
    standard, plain = VOCABULARY.profile("standard"), VOCABULARY.profile("plain")
    assert standard.role_factor("financeur", "financeur") == 0.5
    assert standard.role_factor("porteur", "beneficiaire") == 0.5
    assert standard.role_factor("beneficiaire", "observateur") == 0.25
    assert standard.role_factor("porteur", "financeur") == 1
    assert plain.role_factor("beneficiaire", "observateur") == 1
    assert (standard.estimate_ends, plain.estimate_ends) == (True, False)


def test_a_kind_is_found_by_its_label_in_either_language() -> None:
    assert VOCABULARY.find("actor_kind", "université") == "universite"
    assert VOCABULARY.find("actor_kind", "SOCIAL LANDLORD") == "bailleur_social"
    assert VOCABULARY.nearest("role", "porteurs")[0] == "porteur"


def test_a_state_service_shares_its_siren() -> None:
    assert VOCABULARY.shared_siren_kinds == {"etat_deconcentre"}


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_a_plain_text_is_folded_to_its_letters_and_digits_in_lower_case(text: str) -> None:
    assert fold_text(text) == " ".join(re.sub("[^0-9a-z]+", " ", text.lower()).split())
