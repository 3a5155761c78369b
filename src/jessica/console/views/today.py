"""Today: what needs me now?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jessica.console.pages import fragment, go_on, missing, page
from jessica.console.permissions import Area, may_enter
from jessica.console.queries import today as query
from jessica.console.queries.frame import count_open_questions
from jessica.console.staff_only import StaffRequest, staff_only
from jessica.platform.errors import NotFound
from jessica.reception.paging import acknowledge
from jessica.reception.tasks_for_staff import complete_task
from jessica.scheduling.models import AppointmentStatus

MOST_HOLES = 6
MOST_VISITS = 8


@require_GET
@staff_only(Area.TODAY)
def today(request: StaffRequest) -> HttpResponse:
    """The page, or, for htmx, only what changes on it."""
    context = _what_needs_me(request)
    if request.htmx:
        return fragment(request, "console/today/needs.html", context)
    return page(request, "console/today/page.html", context, place="today")


def _what_needs_me(request: StaffRequest) -> dict[str, Any]:
    clinic = request.staff.clinic
    context: dict[str, Any] = {"clinic": clinic, "question_count": count_open_questions(clinic.pk)}
    if may_enter(request.staff, Area.CONVERSATIONS):
        context["pages"] = list(query.open_pages(clinic.pk))
        context["safety"] = list(query.safety_conversations(clinic.pk))
        context["handovers"] = list(query.waiting_handovers(clinic.pk))
        context["tasks"] = list(query.open_tasks(clinic.pk))
        context["queue_names"] = query.queue_names(clinic)
    visits = list(query.visits_to_receive(clinic, request.now))
    holes = query.holes(clinic, request.now)
    expected = [visit for visit in visits if visit.status == AppointmentStatus.BOOKED]
    context["expected"], context["more_expected"] = (
        expected[:MOST_VISITS],
        max(0, len(expected) - MOST_VISITS),
    )
    context["arrived"] = [visit for visit in visits if visit.status == AppointmentStatus.ARRIVED]
    context["holes"], context["more_holes"] = holes[:MOST_HOLES], max(0, len(holes) - MOST_HOLES)
    return context


@require_POST
@staff_only(Area.CONVERSATIONS)
def finish_task(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Mark a call-back or message as dealt with."""
    if query.find_task(request.staff.clinic_id, task_id) is None:
        raise missing("task")
    complete_task(task_id, staff=request.staff, at=request.now)
    return go_on(request, reverse("console:today"), "Marked as done.")


@require_POST
@staff_only(Area.CONVERSATIONS)
def acknowledge_page(request: StaffRequest, page_id: UUID) -> HttpResponse:
    """Take a page: nobody else is paged for it."""
    try:
        acknowledge(page_id, staff=request.staff, at=request.now)
    except NotFound:
        raise missing("page") from None
    return go_on(request, reverse("console:today"), "You have taken it. Nobody else is paged.")
