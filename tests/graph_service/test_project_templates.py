"""Templates: who a kind of project needs, with what the law asks told apart from what the method expects."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph_service.messages import LANGS
from graph_service.project_templates import Level, ProjectTemplate, ProjectTemplates, packaged
from graph_service.vocabulary import packaged as vocabulary

TODAY = date(2026, 1, 1)


def contract() -> ProjectTemplate:
    found = packaged().of("contrat_de_ville", TODAY, vocabulary())
    assert found is not None
    return found


def made(**more: Any) -> ProjectTemplate:
    words = dict.fromkeys(("label_fr", "label_en", "named_fr", "named_en", "none_fr"), "x")
    slot = {"kinds": ["commune"], "level": "optional", **words}
    row = {
        "kind": "ort",
        "version": 1,
        "valid_from": "2020-01-01",
        "label_fr": "x",
        "label_en": "x",
        "source": {"title": "x"},
        "roles": ["porteur"],
        "slots": {"a": slot},
    }
    slots = {"a": {**slot, **more.pop("slot", {})}}
    return ProjectTemplate.model_validate({**row, "slots": slots, **more})


def test_a_city_contract_asks_for_what_article_6_says_and_for_two_more_by_method() -> None:
    by_level = {level: [id_ for id_, s in contract().slots.items() if s.level is level] for level in Level}
    assert by_level == {
        Level.REQUIRED_BY_LAW: ["etat", "commune", "epci"],
        Level.LEGAL_SIGNATORY: ["region", "departement"],
        Level.EXPECTED_BY_METHOD: ["bailleur", "voix_habitants"],
        Level.OPTIONAL: ["caisse_des_depots", "protection_sociale", "enseignement_superieur", "chambre", "aom"],
    }
    assert contract().weight == 22


def test_what_is_said_to_be_the_laws_has_its_text_and_its_reference() -> None:
    for template in packaged().all:
        for slot in template.slots.values():
            law = template.law_of(slot)
            if slot.level in (Level.REQUIRED_BY_LAW, Level.LEGAL_SIGNATORY):
                assert law is not None
            if law:
                assert law.text
                assert all(law.reference.text(lang) for lang in LANGS)
    assert contract().source.url == "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000028636804"


def test_every_kind_and_role_of_the_templates_is_in_the_vocabulary() -> None:
    assert packaged().unknown(vocabulary()) == []
    assert ProjectTemplates([made(roles=["licorne"])]).unknown(vocabulary()) == ["role:licorne"]


def test_a_template_holds_between_its_days_and_for_what_is_below_its_kind() -> None:
    first = made(valid_to="2021-12-31")
    second = made(valid_from="2022-01-01", version=2)
    both = ProjectTemplates([second, first])
    assert both.of("ort", date(2021, 12, 31), vocabulary()) is first
    assert both.of("ort", date(2022, 1, 1), vocabulary()) is second
    assert both.of("ort", date(2019, 12, 31), vocabulary()) is None
    assert both.of("operation", TODAY, vocabulary()) is None
    general = ProjectTemplates([made(kind="convention")])
    assert general.of("ort", TODAY, vocabulary()) is general.all[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_to": "2019-12-31"},
        {"slot": {"level": "required_by_law"}},
        {"slot": {"law": "nowhere"}},
        {"slot": {"kinds": []}},
        {"slot": {"level": "desired"}},
        {"owner": "nobody"},
    ],
)
def test_a_template_that_contradicts_itself_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        made(**wrong)


def test_two_templates_of_a_kind_never_hold_on_one_day() -> None:
    with pytest.raises(ValueError, match="same day"):
        ProjectTemplates([made(), made(valid_from="2022-01-01", version=2)])
