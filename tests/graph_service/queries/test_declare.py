"""What the surfaces know of a question's parameters."""

from __future__ import annotations

from dataclasses import replace

from graph_service.messages import LANGS, say
from graph_service.queries import QUESTIONS


def test_a_choice_and_a_parameter_without_a_message_are_called_by_what_is_typed() -> None:
    asked = QUESTIONS.get("gaps")
    assert asked is not None
    chosen = next(each for each in asked.parameters if each.choices)
    untold = replace(chosen, description="no-such-message")
    for lang in LANGS:
        assert say(untold.choice(chosen.choices[0]), lang) == chosen.choices[0]
        assert say(untold.label, lang) == chosen.name
        assert say(chosen.label, lang) not in (chosen.name, f"{chosen.description}-label")
