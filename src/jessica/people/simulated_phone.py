"""The demonstration's phones and mailboxes: what is sent is kept, and staff can read it."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from jessica.clinic.models import Clinic
from jessica.people.models import SimulatedMessage
from jessica.people.reaching import ContactPoint

_SHOWN = 50


class SimulatedPhone:
    """A `Sender` that reaches nobody."""

    def send(self, to: ContactPoint, text: str, *, clinic: Clinic, at: datetime) -> None:
        SimulatedMessage.objects.create(
            id=uuid4(), clinic=clinic, kind=to.kind, address=to.address, text=text, created_at=at
        )


def received(clinic: Clinic) -> list[SimulatedMessage]:
    """What the simulated phones and mailboxes of the clinic's people received, the latest first."""
    return list(SimulatedMessage.objects.filter(clinic=clinic)[:_SHOWN])
