"""Taking time out of the calendar, and giving it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jessica.console.forms.booking import BlockForm
from jessica.console.pages import dialog, go_on, missing
from jessica.console.permissions import Area
from jessica.console.staff_only import StaffRequest, staff_only
from jessica.platform.errors import JessicaError
from jessica.scheduling.models import Block
from jessica.scheduling.staff_blocks import BlockRequest, unblock
from jessica.scheduling.staff_blocks import block as block_time


@require_http_methods(["GET", "POST"])
@staff_only(Area.CALENDAR)
def new(request: StaffRequest) -> HttpResponse:
    """Block time of a provider, a room or a device."""
    clinic = request.staff.clinic
    if request.method == "GET":
        usual: dict[str, Any] = {"date": timezone.localtime(request.now).date()}
        asked = {name: request.GET[name] for name in ("date", "resource") if request.GET.get(name)}
        return _form_page(request, BlockForm(initial=usual | asked, clinic=clinic))
    form = BlockForm(request.POST, clinic=clinic)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    data = form.cleaned_data
    wanted = BlockRequest(
        resource=data["resource"],
        starts_at=data["starts_at"],
        ends_at=data["ends_at"],
        reason=data["reason"],
        by=f"staff:{request.staff.key}",
        over_visits=data["over_visits"],
    )
    try:
        block_time(wanted, at=request.now)
    except JessicaError as error:
        form.add_error(None, error.message)
        return _form_page(request, form, status=422)
    return go_on(request, _day(data["date"]), f"Blocked: {data['resource'].name}, {data['reason']}.")


def _form_page(request: StaffRequest, form: BlockForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "title": "Block time"}
    return dialog(request, "console/dialogs/block_time.html", context, place="calendar", status=status)


@require_http_methods(["GET", "POST"])
@staff_only(Area.CALENDAR)
def block(request: StaffRequest, block_id: UUID) -> HttpResponse:
    """A blocked time: what it is for, and the way to give it back."""
    found = Block.objects.filter(clinic_id=request.staff.clinic_id, pk=block_id).select_related("resource")
    chosen = found.first()
    if chosen is None:
        raise missing("blocked time")
    if request.method == "POST":
        unblock(chosen.pk, by=f"staff:{request.staff.key}", at=request.now)
        zone = ZoneInfo(request.staff.clinic.time_zone)
        return go_on(request, _day(chosen.starts_at.astimezone(zone).date()), "The time is free again.")
    context = {"blocked": chosen, "title": "Blocked time"}
    return dialog(request, "console/dialogs/block.html", context, place="calendar")


def _day(day: Any) -> str:
    return f"{reverse('console:calendar')}?date={day}"
