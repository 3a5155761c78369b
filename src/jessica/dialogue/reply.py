"""What goes in and what comes out of a turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Awaiting = Literal[
    "service",
    "provider",
    "when",
    "name",
    "phone",
    "email",
    "birth_date",
    "reason",
    "confirm",
    "choice",
    "code",
]


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing a person said. `at` is the clinic's clock, aware, in the clinic's zone."""

    text: str
    at: datetime
    channel: str = "web"


@dataclass(frozen=True, slots=True)
class Choice:
    """A quick reply: `label` is shown, `value` is what counts as said when it is picked."""

    label: str
    value: str


@dataclass(slots=True)
class Reply:
    """What Jessica answers. `did` is filled from committed records only."""

    text: list[str] = field(default_factory=list)
    awaiting: Awaiting | None = None
    choices: list[Choice] = field(default_factory=list)
    did: list[dict[str, Any]] = field(default_factory=list)
    escalation: str | None = None
    handover: dict[str, Any] | None = None
    sources: list[str] = field(default_factory=list)
    trace: list[str] = field(default_factory=list)  # why, for staff; never shown to the visitor

    def say(self, *paragraphs: str) -> None:
        """Add paragraphs; one that was just said is not said again."""
        self.text.extend(paragraph for paragraph in paragraphs if paragraph and paragraph not in self.text)
