"""The safety tiers in their order."""

from __future__ import annotations

_BY_GRAVITY = ("", "E4", "E3", "E2", "crisis", "E1")
# While a person is answering, Jessica speaks up for these and no others: the number to call cannot wait.
LIFE_AT_RISK = frozenset({"E1", "crisis"})


def graver(one: str, other: str) -> str:
    """The graver of two tiers; an empty text is no tier."""
    return max(one, other, key=_BY_GRAVITY.index)
