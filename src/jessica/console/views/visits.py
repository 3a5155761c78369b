"""One visit: its facts, who came, moving it and cancelling it."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jessica.billing.fees import post_fee
from jessica.billing.models import ChargeKind
from jessica.clinic.models import Provider
from jessica.console.equipment import with_equipment
from jessica.console.forms import fields
from jessica.console.forms.booking import CancelForm, MoveForm, opening_code, opening_from_code
from jessica.console.pages import dialog, go_on, go_on_with_error, missing
from jessica.console.permissions import Area
from jessica.console.staff_only import StaffRequest, staff_only
from jessica.platform.errors import JessicaError, NotFound, Refused
from jessica.scheduling.attendance import mark_attendance
from jessica.scheduling.cancellation import cancel as cancel_visit
from jessica.scheduling.models import Appointment, AppointmentStatus
from jessica.scheduling.notice import cancellation_terms
from jessica.scheduling.opening_query import Opening, OpeningQuery, PatientKind
from jessica.scheduling.openings import find_openings
from jessica.scheduling.override import move_anyway
from jessica.scheduling.problems import VisitNotOpen
from jessica.scheduling.queries import access_appointment
from jessica.scheduling.rescheduling import reschedule

DAYS_OFFERED = 14
MOST_TIMES = 60
_KINDS: dict[str, PatientKind] = {"new": "new", "post_op": "post_op"}


def _chosen(request: StaffRequest, visit_id: UUID) -> Appointment:
    try:
        return access_appointment(request.staff.clinic, visit_id)
    except NotFound as error:
        raise missing("visit") from error


def _principal(request: StaffRequest) -> str:
    return f"staff:{request.staff.key}"


@require_GET
@staff_only(Area.CALENDAR)
def visit(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """The facts of a visit and what can be done with it."""
    chosen = _chosen(request, visit_id)
    context = {
        "visit": chosen,
        "title": "Visit",
        "is_open": chosen.status == AppointmentStatus.BOOKED,
        "has_begun": chosen.starts_at <= request.now,
    }
    return dialog(request, "console/dialogs/visit.html", context, place="calendar")


@require_POST
@staff_only(Area.CALENDAR)
def mark(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Mark a visit as arrived, missed or kept, or take the mark back."""
    chosen = _chosen(request, visit_id)
    back = _back(request, chosen)
    asked = request.POST.get("status", "")
    if asked not in AppointmentStatus:
        return go_on_with_error(request, back, "There is no such mark. Nothing was changed.")
    try:
        marked = mark_attendance(chosen.pk, AppointmentStatus(asked), by=_principal(request), at=request.now)
    except JessicaError as error:
        return go_on_with_error(request, back, error.message)
    return go_on(request, back, f"{chosen.person.full_name}: {marked.get_status_display().lower()}.")


def _back(request: StaffRequest, chosen: Appointment) -> str:
    """The page that the button was pressed on, if it is ours; else the day of the visit."""
    page = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    if page and ours and reverse("console:today") in page and "/visits/" not in page:
        return str(page)
    return _day_of(chosen)


def _day_of(chosen: Appointment) -> str:
    day = chosen.starts_at.astimezone(ZoneInfo(chosen.location.time_zone)).date()
    return f"{reverse('console:calendar')}?date={day}"


@require_http_methods(["GET", "POST"])
@staff_only(Area.CALENDAR)
def move(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Choose another time for a visit."""
    chosen = _chosen(request, visit_id)
    if request.method == "GET":
        return _move_page(request, chosen, MoveForm(initial={"sequence": chosen.sequence}))
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _move_page(request, chosen, form, status=422)
    try:
        moved = _moved(request, chosen, form)
    except JessicaError as error:
        form.add_error(None, error.message)
        return _move_page(request, chosen, form, status=422)
    return go_on(request, _day_of(access_appointment(request.staff.clinic, moved.pk)), "The visit was moved.")


def _moved(request: StaffRequest, chosen: Appointment, form: MoveForm) -> Appointment:
    data, by = form.cleaned_data, _principal(request)
    length = chosen.ends_at - chosen.starts_at
    if not data["opening"]:
        starts_at = fields.instant(data["date"], data["time"], chosen.location.time_zone)
        there = Opening(
            chosen.service_id,
            chosen.location_id,
            chosen.provider_id,
            (chosen.provider_id,),
            starts_at,
            starts_at + length,
        )
        there = with_equipment(there, chosen.service, at=request.now)
        if data["sequence"] != chosen.sequence:
            raise VisitNotOpen("This visit was changed meanwhile. It stays as it is now; please look again.")
        return move_anyway(chosen.pk, there, override_reason=data["override_reason"], by=by, at=request.now)
    try:
        opening = opening_from_code(data["opening"], chosen.service_id, length)
    except ValueError as error:
        raise Refused("That time cannot be read. Nothing was moved; choose one of the list.") from error
    return reschedule(chosen.pk, opening, by=by, at=request.now, expected_sequence=data["sequence"])


def _move_page(
    request: StaffRequest, chosen: Appointment, form: MoveForm, *, status: int = 200
) -> HttpResponse:
    anybody = request.GET.get("with") == "anybody"
    context = {
        "visit": chosen,
        "form": form,
        "title": "Move the visit",
        "anybody": anybody,
        "days": _times(request, chosen, anybody=anybody),
        "terms": cancellation_terms(chosen, request.now, moving=True),
    }
    return dialog(request, "console/dialogs/move.html", context, place="calendar", status=status)


def _times(request: StaffRequest, chosen: Appointment, *, anybody: bool) -> list[dict[str, Any]]:
    """The next times at the visit's place, by day."""
    zone = ZoneInfo(chosen.location.time_zone)
    asked = request.GET.get("from", "")
    today = request.now.astimezone(zone).date()
    first = max(today, chosen.starts_at.astimezone(zone).date()) if asked != "today" else today
    found = find_openings(
        OpeningQuery(
            clinic=chosen.clinic,
            service=chosen.service,
            patient_kind=_KINDS.get(chosen.patient_kind, "existing"),
            first=first,
            last=first + timedelta(days=DAYS_OFFERED),
            location=chosen.location,
            provider=None if anybody else chosen.provider,
            topic=chosen.topic,
            staff=True,
            moving=chosen.pk,
        ),
        at=request.now,
    )
    others = [opening for opening in found if opening.starts_at != chosen.starts_at or anybody][:MOST_TIMES]
    providers = Provider.objects.in_bulk({opening.provider_id for opening in others}) if anybody else {}
    return [
        {
            "day": day,
            "times": [
                {
                    "code": opening_code(each),
                    "starts_at": each.starts_at,
                    "provider": providers.get(each.provider_id),
                }
                for each in in_day
            ],
        }
        for day, in_day in groupby(others, key=lambda each: each.starts_at.astimezone(zone).date())
    ]


@require_http_methods(["GET", "POST"])
@staff_only(Area.CALENDAR)
def cancel(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Show what cancelling costs now, then cancel, and charge the fee unless staff let it go."""
    chosen = _chosen(request, visit_id)
    if request.method == "GET":
        return _cancel_page(request, chosen, CancelForm())
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _cancel_page(request, chosen, form, status=422)
    try:
        said = _cancelled(request, chosen, form)
    except JessicaError as error:
        form.add_error(None, error.message)
        return _cancel_page(request, chosen, form, status=422)
    return go_on(request, _day_of(chosen), said)


@transaction.atomic
def _cancelled(request: StaffRequest, chosen: Appointment, form: CancelForm) -> str:
    """What was done, in words. The fee is that of the terms at this instant."""
    terms = cancellation_terms(chosen, request.now)
    done = cancel_visit(chosen.pk, reason=form.cleaned_data["reason"], by=_principal(request), at=request.now)
    if terms.fee is None or not form.cleaned_data["charge"]:
        return f"Cancelled the visit of {chosen.person.full_name}. Nothing was charged."
    label = f"Cancelled with {terms.tier}' notice"
    post_fee(done, ChargeKind.LATE_CANCELLATION, terms.fee, label, request.now)
    return f"Cancelled the visit of {chosen.person.full_name} and charged {terms.fee} {terms.currency}."


def _cancel_page(
    request: StaffRequest, chosen: Appointment, form: CancelForm, *, status: int = 200
) -> HttpResponse:
    with timezone.override(chosen.location.time_zone):
        context = {
            "visit": chosen,
            "form": form,
            "title": "Cancel the visit",
            "terms": cancellation_terms(chosen, request.now),
        }
        return dialog(request, "console/dialogs/cancel.html", context, place="calendar", status=status)
