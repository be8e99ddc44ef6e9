"""Elements of an SVG document. Whatever is no Markup is escaped, and holds no sign that XML forbids."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from visualisations.lettering import drawable

Value = str | float | int | None


def number(value: float) -> str:
    """A coordinate, to a hundredth of a pixel."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(name: str, *inside: Markup | str, **attributes: Value) -> Markup:
    """An element. `stroke_width=2` is the attribute `stroke-width`; `xml__lang` is `xml:lang`; one of None is
    left out."""
    given = Markup("").join(
        Markup(' {}="{}"').format(key.replace("__", ":").replace("_", "-"), _value(value))
        for key, value in attributes.items()
        if value is not None
    )
    if not inside:
        return Markup("<{}{}/>").format(Markup(name), given)  # noqa: S704 (names are ours)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), given, joined(inside))  # noqa: S704 (names are ours)


def joined(parts: Iterable[Markup | str]) -> Markup:
    return Markup("").join(part if isinstance(part, Markup) else drawable(part) for part in parts)


def _value(value: Value) -> str:
    return number(value) if isinstance(value, int | float) else drawable(value or "")
