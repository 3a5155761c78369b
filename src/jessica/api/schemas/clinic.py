"""The clinic's public directory."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from jessica.api.schemas.part import Key, LanguageCode, Money, Part, Texts

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ClockTime = Annotated[
    str, Field(pattern=r"^([01]\d|2[0-4]):[0-5]\d$", description="Local time; 24:00 is the end of the day.")
]
PatientKind = Literal["new", "existing", "post_op"]


class OpenHours(Part):
    """A stretch in which a location is open, every week."""

    weekday: Weekday
    opens: ClockTime
    closes: ClockTime


class LocationEntry(Part):
    """A place where patients are seen."""

    key: Key
    name: str
    address: str
    city: str
    region: str
    postal_code: str
    phone: str = Field(description="E.164, or empty.")
    time_zone: str
    hours: list[OpenHours]
    directions: dict[str, dict[str, str]] = Field(
        description="By language: directions, parking, transit, accessibility, as far as written.",
        examples=[{"en": {"parking": "In the garage next door."}}],
    )


class ProviderEntry(Part):
    """Somebody who treats patients."""

    key: Key
    name: str = Field(examples=["Dr. Lena Okafor"])
    credential: str = Field(examples=["MD"])
    profession: Texts
    boards: list[str] = Field(description="Exact names of the boards that certify the provider.")
    languages: list[LanguageCode]
    bio: Texts
    pronouns: str
    new_patients: bool
    locations: list[Key]


class Price(Part):
    """What a service costs. Null where the clinic names no figure."""

    low: Money | None
    high: Money | None
    currency: str = Field(description="ISO 4217.")
    unit: Texts
    includes: Texts
    caveat: Texts


class ServiceEntry(Part):
    """A visit that can be booked, or a procedure that begins with one."""

    key: Key
    kind: Literal["visit", "procedure"]
    category: Key
    name: Texts
    description: Texts
    booked_as: Key | None = Field(description="The visit that a procedure begins with.")
    mode: Literal["in_person", "virtual"]
    patient_kinds: list[PatientKind] = Field(description="Whom it is for; empty: everybody.")
    minutes_new: int | None
    minutes_existing: int | None
    providers: list[Key]
    locations: list[Key]
    price: Price
    fee: Money | None = Field(description="What the visit itself costs.")
    deposit: Money | None
    minimum_age: int | None
    self_bookable: bool = Field(description="False: the staff arrange it.")


class ClinicDirectory(Part):
    """What anybody may know of a clinic."""

    slug: Key
    name: str
    tagline: Texts
    time_zone: str = Field(description="IANA name.")
    languages: list[LanguageCode]
    phone: str = Field(description="E.164, or empty.")
    email: str
    website: str
    emergency_number: str
    country: str = Field(description="ISO 3166-1 alpha-2.")
    currency: str = Field(description="ISO 4217.")
    locations: list[LocationEntry]
    providers: list[ProviderEntry]
    services: list[ServiceEntry]
