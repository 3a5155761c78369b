"""How a view answers: a page with its frame, a dialog, or a way on to another page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from jessica.console.permissions import Area, may_enter
from jessica.console.queries.frame import count_open_questions, count_waiting
from jessica.console.staff_only import StaffRequest

_PLACES = (
    ("today", "Today", Area.TODAY),
    ("inbox", "Inbox", Area.CONVERSATIONS),
    ("calendar", "Calendar", Area.CALENDAR),
    ("openings", "Openings", Area.CALENDAR),
    ("knowledge", "Knowledge", Area.KNOWLEDGE),
    ("questions", "Questions", Area.KNOWLEDGE),
    ("setup", "Clinic set-up", Area.SETUP),
)


def page(
    request: StaffRequest, template: str, context: dict[str, Any], *, place: str, status: int = 200
) -> HttpResponse:
    """A whole page in the console's frame; `place` is the entry of the navigation that it belongs to."""
    frame = {
        "staff": request.staff,
        "clinic": request.staff.clinic,
        "now": request.now,
        "places": places(request, place),
        "sees_conversations": may_enter(request.staff, Area.CONVERSATIONS),
    }
    return render(request, template, {**frame, **context}, status=status)


def fragment(
    request: StaffRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A part of a page, for a refresh without reload."""
    frame = {
        "staff": request.staff,
        "now": request.now,
        "sees_conversations": may_enter(request.staff, Area.CONVERSATIONS),
    }
    return render(request, template, {**frame, **context}, status=status)


def dialog(
    request: StaffRequest, template: str, context: dict[str, Any], *, place: str, status: int = 200
) -> HttpResponse:
    """The content of the dialog, or the same content as a page of its own where there is no htmx."""
    if request.htmx:
        return fragment(request, template, context, status=status)
    return page(
        request, "console/dialog_page.html", {**context, "content": template}, place=place, status=status
    )


def go_on(request: StaffRequest, url: str, said: str = "") -> HttpResponse:
    """Lead to `url`, where the toast says what was done."""
    if said:
        messages.success(request, said)
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def go_on_with_error(request: StaffRequest, url: str, said: str) -> HttpResponse:
    """Lead to `url`, where the toast says why nothing was done."""
    messages.error(request, said)
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def missing(what: str) -> Http404:
    """The 404 for something that is not there or belongs to another clinic."""
    return Http404(f"There is no such {what} in this clinic.")


def places(request: StaffRequest, current: str) -> list[dict[str, Any]]:
    """The navigation, with how many things wait in each place."""
    clinic_id = request.staff.clinic_id
    waiting = {"questions": count_open_questions(clinic_id)}
    if may_enter(request.staff, Area.CONVERSATIONS):
        waiting["inbox"] = count_waiting(clinic_id)
    return [
        {
            "name": name,
            "title": title,
            "url": reverse(f"console:{name}"),
            "current": name == current,
            "waiting": waiting.get(name, 0),
        }
        for name, title, area in _PLACES
        if may_enter(request.staff, area)
    ]
