"""The gate in front of every page of the console: who is it, may they, and what time is it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from jessica.clinic.models import StaffMember
from jessica.console.permissions import Area, may_enter
from jessica.platform.clock import clinic_clock


class StaffRequest(HttpRequest):
    """A request of a staff member who may use the page; `now` is the one instant of the request, in UTC."""

    htmx: HtmxDetails
    staff: StaffMember
    now: datetime


StaffView = Callable[..., HttpResponse]


def staff_only(area: Area) -> Callable[[StaffView], StaffView]:
    """Let the view run only for active staff whose role may use `area`, in the clinic's time zone.

    Others are sent to the log-in, or see a page that says why the door is closed (403).
    """

    def gate(view: StaffView) -> StaffView:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_login(request)
            staff = staff_of(request.user.pk)
            if staff is None or not may_enter(staff, area):
                return _closed_door(request, staff)
            entered = cast("StaffRequest", request)
            entered.staff, entered.now = staff, clinic_clock().now()
            with timezone.override(staff.clinic.time_zone):
                response = view(entered, *args, **kwargs)
            # What staff see of patients is kept by no cache, on no shared machine.
            response.headers.setdefault("Cache-Control", "private, no-store")
            return response

        return guarded

    return gate


def staff_of(user_id: int) -> StaffMember | None:
    """The active staff member who logs in as this user, with the clinic."""
    return StaffMember.objects.select_related("clinic").filter(user_id=user_id, active=True).first()


def _to_login(request: HttpRequest) -> HttpResponse:
    answer = redirect_to_login(request.get_full_path())
    if cast("StaffRequest", request).htmx:
        # A fragment must not be filled with the log-in page: the whole page goes there.
        return HttpResponseClientRedirect(answer.url)
    return answer


def _closed_door(request: HttpRequest, staff: StaffMember | None) -> HttpResponse:
    return render(request, "console/forbidden.html", {"staff": staff}, status=403)
