"""What the doctor says about one thing."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Level(enum.StrEnum):
    """How much it matters: a problem keeps Jessica from working or data from being safe."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, in plain words. `what_to_do` is empty when there is nothing to do."""

    level: Level
    title: str
    what: str
    what_to_do: str = ""


def ok(title: str, what: str) -> Finding:
    return Finding(Level.OK, title, what)


def warning(title: str, what: str, what_to_do: str) -> Finding:
    return Finding(Level.WARNING, title, what, what_to_do)


def problem(title: str, what: str, what_to_do: str) -> Finding:
    return Finding(Level.PROBLEM, title, what, what_to_do)
