"""Options of the command line that choose what a picture is made for."""

from __future__ import annotations

from typing import Any

import click

from graph_service.messages import Items, Lang, m, say
from visualisations.forms import form_names
from visualisations.presets import COLOURS, LEAST_DPI, MOST_DPI, PRESETS, USUAL_DPI


def figure_options(lang: Lang) -> list[click.Option]:
    """--form, --colour, --preset, --dpi and --transparent, which every command with a picture takes."""
    known = Items([preset.id for preset in PRESETS], "or")
    dpi = m("option-dpi", least=LEAST_DPI, most=MOST_DPI, usual=USUAL_DPI)
    return [
        click.Option(
            ["--form"], metavar="NAME", help=say(m("option-form", known=Items(list(form_names()), "or")), lang)
        ),
        click.Option(
            ["--colour"], metavar="NAME", help=say(m("option-colour", known=Items(list(COLOURS), "or")), lang)
        ),
        click.Option(["--against"], metavar="DATE", help=say(m("option-against"), lang)),
        click.Option(["--beside"], metavar="DATE", help=say(m("option-beside"), lang)),
        click.Option(["--preset"], metavar="NAME", help=say(m("option-preset", known=known), lang)),
        click.Option(["--dpi"], metavar="N", help=say(dpi, lang)),
        click.Option(["--grey"], is_flag=True, help=say(m("option-grey"), lang)),
        click.Option(["--transparent"], is_flag=True, help=say(m("option-transparent"), lang)),
    ]


def chosen_of(values: dict[str, Any]) -> dict[str, Any]:
    """Take what was chosen of a picture out of a command's values, by the names of `visualisations.presets.OPTIONS`."""
    given = {
        "form": values.pop("form", None),
        "colour": values.pop("colour", None),
        "against": values.pop("against", None),
        "beside": values.pop("beside", None),
        "preset": values.pop("preset", None),
        "dpi": values.pop("dpi", None),
        "ink": "grey" if values.pop("grey", False) else None,
        "background": "transparent" if values.pop("transparent", False) else None,
    }
    return {name: value for name, value in given.items() if value is not None}
