"""What understanding needs to know of the moment in which something is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from jessica.dialogue.reply import Awaiting
from jessica.dialogue.state import Pending
from jessica.dialogue.understanding.grammars.when import OpeningHours


@dataclass(frozen=True, slots=True)
class Context:
    """`today` and `now` are the clinic's local date and time; `labels` and `values` are the open choices."""

    language: str
    today: date
    now: time
    hours: OpeningHours
    awaiting: Awaiting | None = None
    pending: Pending | None = None
    labels: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    job: str | None = None
    topic_key: str | None = None
    first_turn: bool = False
    channel: str = "web"
