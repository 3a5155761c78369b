"""A made-up visitor who books a visit and asks on the way, and the demonstration clinic to book at."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

# A Monday morning; no holiday comes in the weeks after it.
NOW = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)

_GIVEN = ("Ada", "Bruno", "Carla", "Dario", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas")
_FAMILY = ("Quill", "Marsh", "Orrin", "Pell", "Sutter", "Tamm", "Umber", "Vance", "Wick", "Yarrow")
_MONTHS = ("January", "March", "April", "June", "July", "September", "October", "December")
_WISHES = (
    "hi, do you do nose jobs? could I come in {when}",
    "I'd like to book botox {when}",
    "hello, can I see somebody about a facelift {when}?",
    "I want a consultation for my eyelids, {when} would be best",
)
_WHEN = (
    "next thursday after 3",
    "on tuesday morning",
    "wednesday afternoon",
    "the week after next",
    "friday",
)
_QUESTIONS = (
    "how much is it?",
    "where can I park?",
    "are you a robot?",
    "do you take insurance?",
    "what are your hours on friday?",
)


@dataclass
class Visitor:
    """Answers what is asked; picks the first quick reply; now and then asks something in between."""

    seeded: random.Random
    asked: int = 0
    facts: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        choose, number = self.seeded.choice, self.seeded.randint
        self.facts = {
            "name": f"{choose(_GIVEN)} {choose(_FAMILY)}",
            "birth_date": f"{choose(_MONTHS)} {number(1, 28)}, {number(1950, 2004)}",
            "phone": f"212-555-01{number(0, 99):02}",
            "email": "visitor@example.com",
            "reason": "I would like advice",
            "when": choose(_WHEN),
            "confirm": "yes",
        }

    def first_words(self) -> str:
        return self.seeded.choice(_WISHES).format(when=self.facts["when"])

    def answer(self, reply: dict[str, Any]) -> str | None:
        """What to say next; None when the visit is booked or people have taken over."""
        if reply["handover"] or any(did["action"] == "visit_booked" for did in reply["did"]):
            return None
        if self.asked < 2 and self.seeded.random() < 0.2:
            self.asked += 1
            return self.seeded.choice(_QUESTIONS)
        if reply["choices"] and reply["awaiting"] != "confirm":
            return str(reply["choices"][0]["value"])
        return self.facts.get(reply["awaiting"] or "", "yes please")


def load_demonstration_clinic() -> Any:
    """The demonstration clinic, in the current database."""
    from jessica.cli.load_clinic import load_clinic
    from jessica.clinic import demo
    from jessica.clinic.models import Clinic

    load_clinic(Path(demo.__file__).parent / "clinic.yaml", at=NOW)
    return Clinic.objects.get()
