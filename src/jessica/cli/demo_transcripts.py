"""The demonstration's conversations, as `demo_transcripts.yaml` tells them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Work(_Part):
    """What people still have to do for somebody."""

    kind: Literal["callback", "message"]
    queue: str
    text: str


class Transcript(_Part):
    """One conversation that ended, or paused, `hours_ago`.

    `booked_about` names the procedure of the consultation that it ended in; `known_person` says that the
    visitor was recognised; `unanswered` is a question that was filed for staff.
    """

    hours_ago: float
    locale: Literal["en", "es"]
    summary: str
    lines: list[dict[Literal["v", "j", "s", "n"], str]]
    booked_about: str = ""
    known_person: bool = False
    handover: Literal["", "open", "answered"] = ""
    reason: str = "asked"
    escalation: str = ""
    task: Work | None = None
    unanswered: str = ""
    unread: bool = False
    closed: bool = True


class Transcripts(_Part):
    """All conversations, and the greeting with which each begins."""

    greeting: dict[Literal["en", "es"], str]
    transcripts: list[Transcript]


@cache
def read_transcripts() -> Transcripts:
    """The shipped conversations."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    return Transcripts.model_validate(yaml.safe_load(text))
