"""People on staff, providers, rooms and devices."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from jessica.clinic.file_schema.fields import Day, Email, FilePart, Key, Language, Line, Texts, WeeklyHours


class StaffPart(FilePart):
    """A person who works at the clinic and may log in to the console."""

    name: str = Field(min_length=1, max_length=120)
    role: Literal["owner", "surgeon", "nurse", "coordinator", "front_desk", "marketing", "auditor"]
    email: Email | None = Field(None, description="Also the log-in name; without one there is no log-in.")
    languages: list[Language] = ["en"]


class AbsencePart(FilePart):
    """Whole local days on which a provider is away."""

    first: Day
    last: Day | None = Field(None, description="Inclusive; empty: one day.")
    reason: str = Field("", max_length=200)


class DatedHoursPart(FilePart):
    """Weekly hours that hold between two dates only, beside the usual ones."""

    location: Key
    first: Day
    last: Day
    hours: WeeklyHours


class ProviderPart(FilePart):
    """Who treats patients."""

    given_name: str = Field(min_length=1, max_length=80)
    family_name: str = Field(min_length=1, max_length=80)
    title: str = Field("", max_length=20, description="Spoken before the name: Dr.")
    credential: str = Field(min_length=1, max_length=20, description="Licence after the name: MD, RN, PA-C.")
    profession: Texts = Texts()
    boards: list[Annotated[str, Field(min_length=1, max_length=200)]] = Field([], description="Exact names.")
    pronouns: str = Field("", max_length=20)
    languages: list[Language] = ["en"]
    bio: Texts = Texts()
    new_patients: bool = Field(True, description="Whether new patients may book.")
    daily_cap: int | None = Field(None, ge=1, le=200, description="Most visits on one local day.")
    hours: dict[Key, WeeklyHours] = Field({}, description="By location key.")
    dated_hours: list[DatedHoursPart] = []
    absences: list[AbsencePart] = []


class RoomPart(FilePart):
    """A room or a device, which stands in one place."""

    name: Line
    location: Key
