"""A restaurant's colour in letters and on guests' pages, by day and by night, and what can be read on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

Rgb = tuple[float, float, float]

WHITE, BLACK, NIGHT = "#ffffff", "#000000", "#171412"
# of a restaurant that has no form
USUAL = "#8a1c2b"
# WCAG 2: a control's edge against its ground, and text on it
EDGE, TEXT = 3.0, 4.5


@dataclass(frozen=True, slots=True)
class Accent:
    """The colour and that of text on it, on a light and on a dark ground."""

    day: str
    on_day: str
    night: str
    on_night: str

    @classmethod
    def of(cls, colour: str = USUAL) -> Self:
        """Make the colour darker or lighter until its edge is seen on each ground."""
        day, night = _towards(colour, BLACK, WHITE), _towards(colour, WHITE, NIGHT)
        return cls(day, _text_on(day), night, _text_on(night))


def _towards(colour: str, other: str, ground: str) -> str:
    """Mix in as little of the other colour as makes this one differ from the ground."""
    mixes = (_mixed(colour, other, tenth / 10) for tenth in range(11))
    return next(mix for mix in mixes if contrast(mix, ground) >= EDGE)


def _text_on(colour: str) -> str:
    return WHITE if contrast(colour, WHITE) >= TEXT else BLACK


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(one: str, other: str, share: float) -> str:
    parts = zip(_rgb(one), _rgb(other), strict=True)
    return "#" + "".join(f"{round(first + (second - first) * share):02x}" for first, second in parts)


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue
