"""The visit as an iCalendar file (RFC 5545) that keeps up with changes and gives nothing away."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vUri

from jessica.scheduling.models import Appointment, AppointmentStatus

PRODUCT = "-//Jessica//Front desk//EN"


def calendar_uid(appointment: Appointment) -> str:
    """The same for ever, so that a calendar replaces the visit when it moves."""
    return f"{appointment.pk}@{appointment.clinic.slug}"


def calendar_file(appointment: Appointment, *, link: str = "") -> bytes:
    """The `.ics` file of a visit: METHOD:CANCEL for a cancelled one, else METHOD:PUBLISH.

    Calendars are shared at home and at work: the file names the clinic, the time and the place, never the
    visit's kind, its reason or the patient. `link` is where the visit can be moved or cancelled.
    """
    cancelled = appointment.status == AppointmentStatus.CANCELLED
    zone = appointment.location.time_zone
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(_timezone(zone, appointment.starts_at.year))
    calendar.add_component(_event(appointment, ZoneInfo(zone), cancelled=cancelled, link=link))
    return bytes(calendar.to_ical())


def _event(appointment: Appointment, zone: ZoneInfo, *, cancelled: bool, link: str) -> Event:
    clinic, location = appointment.clinic, appointment.location
    event = Event()
    event.add("uid", calendar_uid(appointment))
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.updated_at)
    event.add("dtstart", appointment.starts_at.astimezone(zone))
    event.add("dtend", appointment.ends_at.astimezone(zone))
    event.add("summary", f"Appointment at {clinic.name}")
    event.add("location", location.address)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if phone := location.phone or clinic.phone:
        event.add("contact", f"{clinic.name}, {phone}")
    if link:
        event.add("url", vUri(link))
    return event


@lru_cache(maxsize=64)
def _timezone(zone: str, year: int) -> Timezone:
    """The rules of the zone around one year only, not since 1970. A pure function, hence remembered."""
    middle = datetime(year, 7, 1, tzinfo=ZoneInfo(zone)).date()
    reach = timedelta(days=400)
    return Timezone.from_tzinfo(ZoneInfo(zone), zone, first_date=middle - reach, last_date=middle + reach)
