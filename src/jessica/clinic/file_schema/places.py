"""The clinic itself and the places where it sees patients."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from jessica.clinic.file_schema.fields import (
    ByLanguage,
    Day,
    Email,
    FilePart,
    Key,
    Language,
    Line,
    Paragraph,
    Phone,
    Texts,
    WeeklyHours,
)


class HolidaysPart(FilePart):
    """Public holidays on which every location is closed."""

    country: str = Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 code: US.")
    subdivision: str = Field("", max_length=10, description="State or province code: CO.")
    open_on: list[Line] = Field([], description="Names of holidays on which the clinic works all the same.")


class ClinicPart(FilePart):
    """Who the clinic is."""

    slug: Key = Field(description="Stable name of the clinic; every id derives from it.")
    name: str = Field(min_length=1, max_length=200)
    tagline: Texts = Texts()
    time_zone: str = Field(description="IANA name: America/Denver.")
    languages: list[Language] = Field(
        ["en"], min_length=1, description="Spoken with patients, main one first."
    )
    phone: Phone = ""
    email: Email | None = None
    website: str | None = Field(None, pattern=r"^https?://\S+$", max_length=200)
    emergency_number: str = Field("911", pattern=r"^\d{2,8}$")
    country: str = Field("US", pattern=r"^[A-Z]{2}$", description="ISO 3166-1 code; reads phone numbers.")
    currency: str = Field("USD", pattern=r"^[A-Z]{3}$", description="ISO 4217 code.")
    slot_minutes: int = Field(15, ge=5, le=120, description="Openings start on this grid, in minutes.")
    hold_minutes: int = Field(10, ge=1, le=60, description="How long an offered time is kept, in minutes.")
    listed_openings_only: bool = Field(
        False, description="Offer only what `openings` lists; never compute openings from hours."
    )
    holidays: HolidaysPart | None = None


class AddressPart(FilePart):
    """A postal address."""

    street: str = Field(min_length=1, max_length=200)
    floor: str = Field("", max_length=60)
    suite: str = Field("", max_length=60)
    city: str = Field(min_length=1, max_length=80)
    region: str = Field("", max_length=80)
    postal_code: str = Field("", max_length=20)


class WayTexts(FilePart):
    """How to reach a location, in one language."""

    directions: Paragraph
    parking: Annotated[str, Field(max_length=4000)] = ""
    transit: Annotated[str, Field(max_length=4000)] = ""
    accessibility: Annotated[str, Field(max_length=4000)] = ""


class LocationPart(FilePart):
    """A place where patients are seen."""

    name: str = Field(min_length=1, max_length=120)
    synonyms: list[Annotated[str, Field(max_length=80)]] = Field([], description="What patients call it.")
    time_zone: str = Field("", description="IANA name; empty: the clinic's.")
    address: AddressPart
    phone: Phone = ""
    directions: ByLanguage[WayTexts] = ByLanguage[WayTexts](root={})
    hours: WeeklyHours = WeeklyHours()


class ClosurePart(FilePart):
    """Whole days on which a location, or the whole clinic, is closed."""

    first: Day
    last: Day | None = Field(None, description="Inclusive; empty: one day.")
    location: Key | None = Field(None, description="Empty: every location.")
    reason: str = Field(
        "", max_length=200, description="Told to patients in the clinic's main language: Winter closing days."
    )
