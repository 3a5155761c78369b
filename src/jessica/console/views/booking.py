"""Booking by staff: from a free time on the calendar or from a search for openings."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET, require_http_methods

from jessica.clinic.models import Location, Provider
from jessica.console.equipment import with_equipment
from jessica.console.forms.booking import BookForm, OpeningsForm
from jessica.console.new_person import take_down
from jessica.console.pages import dialog, fragment, go_on, page
from jessica.console.permissions import Area
from jessica.console.queries.person_card import find_people, find_person
from jessica.console.staff_only import StaffRequest, staff_only
from jessica.people.identity import NewPerson
from jessica.people.models import Person
from jessica.platform.errors import JessicaError, NotFound
from jessica.platform.ids import derived_id
from jessica.scheduling.booking import BookingRequest
from jessica.scheduling.booking import book as book_visit
from jessica.scheduling.models import Appointment
from jessica.scheduling.openings import Opening, find_openings
from jessica.scheduling.override import book_anyway
from jessica.scheduling.problems import OpeningRefused, SlotTaken

MOST_OPENINGS = 400


@require_http_methods(["GET", "POST"])
@staff_only(Area.CALENDAR)
def book(request: StaffRequest) -> HttpResponse:
    """The dialog in which a visit is booked."""
    clinic = request.staff.clinic
    if request.method == "GET":
        return _form_page(request, BookForm(initial=_wish(request), clinic=clinic))
    form = BookForm(request.POST, clinic=clinic)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    try:
        visit = _booked(request, form)
    except JessicaError as error:
        form.add_error(None, error.message)
        context = {"over": isinstance(error, SlotTaken | OpeningRefused)}
        return _form_page(request, form, status=422, **context)
    with timezone.override(visit.location.time_zone):
        when = date_format(timezone.localtime(visit.starts_at), "l, F j, g:i A")
    said = f"Booked: {visit.person.full_name}, {when}, {visit.provider.display_name}."
    day = visit.starts_at.astimezone(ZoneInfo(visit.location.time_zone)).date()
    return go_on(request, f"{reverse('console:calendar')}?date={day}", said)


def _form_page(request: StaffRequest, form: BookForm, *, status: int = 200, **context: Any) -> HttpResponse:
    chosen = find_person(request.staff, form.cleaned_data["person"]) if _names_person(form) else None
    context |= {"form": form, "title": "Book a visit", "people": [chosen] if chosen else [], "chosen": chosen}
    return dialog(request, "console/dialogs/book.html", context, place="calendar", status=status)


def _names_person(form: BookForm) -> bool:
    return form.is_bound and bool(form.cleaned_data.get("person"))


def _wish(request: StaffRequest) -> dict[str, Any]:
    """What the address of the dialog already says."""
    asked = request.GET
    wish: dict[str, Any] = {
        name: asked.get(name) for name in ("provider", "location", "service", "patient_kind")
    }
    wish["key"] = uuid4()
    place = _by_id(Location.objects.filter(clinic=request.staff.clinic), asked.get("location", ""))
    zone = place.time_zone if place else request.staff.clinic.time_zone
    try:
        local = datetime.fromisoformat(asked.get("starts", "")).astimezone(ZoneInfo(zone))
    except ValueError:
        local = None
    if local is not None:
        wish |= {"date": local.date(), "time": local.time()}
    return {name: value for name, value in wish.items() if value}


def _by_id(found: Any, text: str) -> Any:
    try:
        return found.filter(pk=UUID(text)).first()
    except ValueError:
        return None


@transaction.atomic
def _booked(request: StaffRequest, form: BookForm) -> Appointment:
    """The visit; a new person is recorded only together with it."""
    data, at = form.cleaned_data, request.now
    wanted = BookingRequest(
        clinic=request.staff.clinic,
        person=_person(request, data),
        service=data["service"],
        opening=form.opening,
        patient_kind=data["patient_kind"],
        booked_by=f"staff:{request.staff.key}",
        appointment_id=data["key"],
        reason=data["reason"],
    )
    try:
        return book_visit(wanted, at=at)
    except (SlotTaken, OpeningRefused):
        if not data["override_reason"]:
            raise
    over = replace(wanted, opening=with_equipment(form.opening, data["service"], at=at))
    return book_anyway(over, override_reason=data["override_reason"], at=at)


def _person(request: StaffRequest, data: dict[str, Any]) -> Person:
    if data["person"]:
        person = find_person(request.staff, data["person"])
        if person is None:
            raise NotFound("This person is not known to the clinic. Nothing was booked; search again.")
        return person
    new = NewPerson(
        given_name=data["given_name"],
        family_name=data["family_name"],
        birth_date=data["birth_date"],
        phone=data["phone"],
        email=data["email"],
        source="console",
    )
    person_id = derived_id(data["key"], "person", 1)
    return take_down(new, clinic=request.staff.clinic, person_id=person_id, at=request.now)


@require_GET
@staff_only(Area.CALENDAR)
def people(request: StaffRequest) -> HttpResponse:
    """People to choose from while a visit is booked."""
    words = request.GET.get("who", "").strip()[:80]
    context = {"people": list(find_people(request.staff, words)), "words": words}
    return fragment(request, "console/dialogs/people.html", context)


@require_GET
@staff_only(Area.CALENDAR)
def openings(request: StaffRequest) -> HttpResponse:
    """The search for free times."""
    clinic = request.staff.clinic
    today = timezone.localtime(request.now).date()
    usual = {"first": today, "last": today + timedelta(days=14)}
    form = OpeningsForm(request.GET if "service" in request.GET else None, initial=usual, clinic=clinic)
    context: dict[str, Any] = {"form": form, "searched": form.is_bound and form.is_valid()}
    if context["searched"]:
        found = find_openings(form.query, at=request.now)
        context["more"] = max(0, len(found) - MOST_OPENINGS)
        context["days"] = _by_day(request, found[:MOST_OPENINGS])
        context["service"], context["patient_kind"] = form.query.service, form.query.patient_kind
    return page(request, "console/openings/page.html", context, place="openings")


def _by_day(request: StaffRequest, found: list[Opening]) -> list[dict[str, Any]]:
    """Openings as days, each with a line for every provider and place."""
    clinic = request.staff.clinic
    providers = Provider.objects.filter(resource__clinic=clinic).in_bulk()
    locations = Location.objects.filter(clinic=clinic).in_bulk()

    def local_day(opening: Opening) -> Any:
        return opening.starts_at.astimezone(ZoneInfo(locations[opening.location_id].time_zone)).date()

    def line(opening: Opening) -> tuple[str, str]:
        return str(opening.provider_id), str(opening.location_id)

    ordered = sorted(found, key=lambda each: (local_day(each), line(each), each.starts_at))
    days = []
    for day, in_day in groupby(ordered, key=local_day):
        lines = []
        for _, in_line in groupby(in_day, key=line):
            times = list(in_line)
            place = locations[times[0].location_id]
            lines.append(
                {
                    "provider": providers[times[0].provider_id],
                    "location": place,
                    "zone": place.time_zone,
                    "openings": times,
                }
            )
        days.append({"day": day, "lines": lines})
    return days
