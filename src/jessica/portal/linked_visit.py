"""The visit behind a link: the little that may be shown, and the record that may be changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from jessica.clinic.models import Clinic
from jessica.platform.local_writing import day_text, local_time_text, phone_text
from jessica.scheduling.models import Appointment, AppointmentStatus
from jessica.scheduling.queries import access_appointment
from jessica.scheduling.signed_links import LinkedVisit, read_link_token


@dataclass(frozen=True, slots=True)
class TimeShown:
    """When, where and with whom, in words. `starts_at` is kept for the `datetime` attribute."""

    starts_at: datetime
    day: str
    time: str
    provider: str
    place: str


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """What a token opened. `linked` may be shown; `visit` is for verbs only, never for a template."""

    token: str
    linked: LinkedVisit
    visit: Appointment
    clinic: Clinic

    @property
    def changeable(self) -> bool:
        return self.linked.status == AppointmentStatus.BOOKED

    @property
    def phone(self) -> str:
        return self.visit.location.phone or self.clinic.phone

    @property
    def phone_text(self) -> str:
        return phone_text(self.phone, self.clinic.country)

    def shown(self, language: str) -> TimeShown:
        """The visit's own time in words."""
        linked = self.linked
        return time_shown(
            linked.starts_at, linked.time_zone, linked.provider_name, linked.location_name, language
        )


def open_link(token: str, at: datetime) -> OpenedLink:
    """The visit that the token opens at the instant `at`. Raises `NotFound`."""
    linked = read_link_token(token, at)
    clinic = Clinic.objects.get(pk=linked.clinic_id)
    return OpenedLink(token, linked, access_appointment(clinic, linked.appointment_id), clinic)


def time_shown(starts_at: datetime, zone: str, provider: str, place: str, language: str) -> TimeShown:
    """An instant, a provider and a place in words, in the place's own time."""
    local = starts_at.astimezone(ZoneInfo(zone))
    return TimeShown(
        starts_at=starts_at,
        day=day_text(local.date(), language),
        time=local_time_text(starts_at, zone, language),
        provider=provider,
        place=place,
    )
