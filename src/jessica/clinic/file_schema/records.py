"""Records that a file may carry for a demonstration or a test: people, visits, charges, waitlist."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from jessica.clinic.file_schema.fields import ClockTime, Day, Email, FilePart, Key, Language, Money, Phone


class PersonPart(FilePart):
    """Somebody who contacts the clinic or is treated there."""

    kind: Literal["lead", "patient"] = "patient"
    given_name: str = Field(min_length=1, max_length=80)
    family_name: str = Field("", max_length=80)
    preferred_name: str = Field("", max_length=80)
    pronouns: str = Field("", max_length=30)
    birth_date: date | None = None
    phone: Phone = ""
    email: Email | None = None
    language: Language = "en"
    guardian: Key | None = Field(None, description="Another person of this file.")
    source: str = Field("", max_length=80, description="Where the first contact came from.")
    insurer: str = Field("", max_length=80)
    portal: Literal["", "active", "inactive"] = Field(
        "", description="Access to the clinic's portal; empty: it has none."
    )


class VisitPart(FilePart):
    """A visit in the past or the future. It need not lie inside hours: it is history."""

    person: Key
    service: Key
    about: Key | None = Field(None, description="The procedure that a consultation is about.")
    location: Key
    provider: Key
    day: Day
    time: ClockTime
    minutes: Annotated[int, Field(ge=5, le=1440)] | None = Field(
        None, description="Empty: the service's length for this kind of patient."
    )
    patient: Literal["new", "existing", "post_op"] = "existing"
    status: Literal["booked", "arrived", "fulfilled", "cancelled", "noshow"] = "booked"
    reason: str = Field("", max_length=500)


class ResultPart(FilePart):
    """A test of a person: its status, never what it says."""

    person: Key
    label: str = Field(min_length=1, max_length=120, description="For staff; patients are not told it.")
    status: Literal["pending", "in", "released"] = "pending"
    day: Day = "today"


class ChargePart(FilePart):
    """One line of a person's account."""

    person: Key
    visit: Key | None = None
    kind: Literal["late_cancellation", "no_show", "visit", "deposit"]
    label: str = Field(min_length=1, max_length=120)
    explanation: str = Field("", max_length=2000, description="Approved wording for the patient.")
    amount: Money
    status: Literal["open", "paid", "waived"] = "open"
    day: Day = "today"


class WaitlistPart(FilePart):
    """Somebody who wants an earlier, or any, time: once for each person and service."""

    person: Key
    service: Key
    provider: Key | None = None
    locations: list[Key] = Field([], description="Empty: any.")
    earliest: Day
    latest: Day | None = None
