"""Every pair of text and surface that the look uses can be read, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import jessica

TOKENS = Path(jessica.__file__).parent / "platform/static/look/tokens.css"

TEXT_ON_SURFACE = [
    *[
        (text, surface)
        for text in ("ink", "ink-soft", "accent")
        for surface in ("paper", "surface", "sunken")
    ],
    *[("ink", wash) for wash in ("accent-wash", "waiting-wash", "safety-wash")],
    ("ink-soft", "waiting-wash"),
    ("ink-soft", "accent-wash"),
    ("accent", "accent-wash"),
    ("accent-strong", "accent-wash"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("waiting", "paper"),
    ("waiting", "surface"),
    ("waiting", "waiting-wash"),
    ("safety", "paper"),
    ("safety", "surface"),
    ("safety", "safety-wash"),
    ("safety-strong", "safety-wash"),
    ("on-safety", "safety"),
    ("paper", "ink"),
]
# Borders of controls and the focus ring: WCAG 1.4.11.
SHAPE_ON_SURFACE = [(line, s) for line in ("line-strong", "accent") for s in ("paper", "surface", "sunken")]


def palettes() -> dict[str, dict[str, str]]:
    """The hexadecimal colours of the light palette, and of the dark one laid over it."""
    light, dark = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    return {"light": found[0], "dark": found[0] | found[1]}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "surface"), TEXT_ON_SURFACE)
def test_text_reaches_four_and_a_half_to_one(scheme: str, text: str, surface: str) -> None:
    palette = palettes()[scheme]
    assert contrast(palette[text], palette[surface]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("line", "surface"), SHAPE_ON_SURFACE)
def test_controls_reach_three_to_one(scheme: str, line: str, surface: str) -> None:
    palette = palettes()[scheme]
    assert contrast(palette[line], palette[surface]) >= 3
