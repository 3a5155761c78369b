"""The calendar by day and week: who, where, when, with the gaps visible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from jessica.clinic.models import Location, Provider
from jessica.console.calendar_grid import Column, lay_out
from jessica.console.forms import fields
from jessica.console.pages import fragment, page
from jessica.console.permissions import Area
from jessica.console.queries import calendar as query
from jessica.console.staff_only import StaffRequest, staff_only


@dataclass(frozen=True, slots=True)
class Look:
    """What of the calendar is looked at."""

    view: str
    day: date
    location: Location | None
    provider: Provider | None

    def address(self, **changes: Any) -> str:
        """The address of the same look, with changes."""
        wish = {
            "view": self.view,
            "date": self.day.isoformat(),
            "location": self.location.key if self.location else "",
            "provider": self.provider.resource.key if self.provider and self.view == "week" else "",
        }
        wish |= changes
        return f"{reverse('console:calendar')}?{urlencode({k: v for k, v in wish.items() if v})}"


@require_GET
@staff_only(Area.CALENDAR)
def calendar(request: StaffRequest) -> HttpResponse:
    """The page, or, for htmx, only the grid."""
    locations = list(fields.places(request.staff.clinic))
    providers = list(fields.working_providers(request.staff.clinic).select_related("resource"))
    look = _look(request, locations, providers)
    zone = ZoneInfo(look.location.time_zone if look.location else request.staff.clinic.time_zone)
    with timezone.override(zone):
        context = {
            "look": look,
            "grid": lay_out(_columns(request, look), zone, request.now),
            "locations": locations,
            "providers": providers,
            "zone": zone.key,
            **_ways(request, look, zone),
        }
        if request.htmx:
            return fragment(request, "console/calendar/grid.html", context)
        return page(request, "console/calendar/page.html", context, place="calendar")


def _look(request: StaffRequest, locations: list[Location], providers: list[Provider]) -> Look:
    """The look that the address asks for; what it asks for wrongly is left at its usual value."""
    asked = request.GET
    view = asked.get("view", "")
    location = next((each for each in locations if each.key == asked.get("location")), None)
    chosen = next((each for each in providers if each.resource.key == asked.get("provider")), None)
    try:
        day = date.fromisoformat(asked.get("date", ""))
    except ValueError:
        day = timezone.localtime(request.now).date()
    if not date(2000, 1, 1) <= day <= date(2100, 1, 1):
        day = timezone.localtime(request.now).date()
    view = view if view in {"day", "week", "rooms"} else "day"
    return Look(view, day, location, chosen or (providers[0] if providers else None))


def _columns(request: StaffRequest, look: Look) -> list[Column]:
    clinic = request.staff.clinic
    if look.view == "rooms":
        return query.columns_by_room(clinic, look.day, location=look.location)
    if look.view == "week":
        if look.provider is None:
            return []
        return query.columns_by_day(
            clinic, _monday(look.day), look.provider, location=look.location, at=request.now
        )
    return query.columns_by_provider(clinic, look.day, location=look.location, at=request.now)


def _ways(request: StaffRequest, look: Look, zone: ZoneInfo) -> dict[str, Any]:
    """Where one can go from here, and what the page is called."""
    step = timedelta(days=7 if look.view == "week" else 1)
    today = request.now.astimezone(zone).date()
    names = (("day", "Day"), ("week", "Week"), ("rooms", "Rooms and devices"))
    return {
        "before": look.address(date=(look.day - step).isoformat()),
        "after": look.address(date=(look.day + step).isoformat()),
        "to_today": look.address(date=today.isoformat()),
        "here": look.address(),
        "monday": _monday(look.day),
        "sunday": _monday(look.day) + timedelta(days=6),
        "is_today": look.day == today,
        "views": [
            {"title": title, "address": look.address(view=code), "current": code == look.view}
            for code, title in names
        ],
        "block_address": f"{reverse('console:block-time')}?date={look.day.isoformat()}",
    }


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
