"""The inbox: which conversations are there, and which of them wait for us."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from jessica.console.pages import fragment, page
from jessica.console.permissions import Area
from jessica.console.queries.inbox import Show, conversations
from jessica.console.staff_only import StaffRequest, staff_only

ON_ONE_PAGE = 40

_TITLES = {
    Show.WAITING: "Waiting",
    Show.JESSICA: "With Jessica",
    Show.ALL: "All open",
    Show.CLOSED: "Closed",
}


@require_GET
@staff_only(Area.CONVERSATIONS)
def inbox(request: StaffRequest) -> HttpResponse:
    """The list, or, for htmx, only its rows."""
    context = conversation_list(request)
    if request.htmx:
        return fragment(request, "console/inbox/rows.html", context)
    return page(request, "console/inbox/page.html", context, place="inbox")


def conversation_list(request: StaffRequest) -> dict[str, Any]:
    """One page of the conversations that the address asks for; those who wait come by default."""
    asked = request.GET.get("show", "")
    show = Show(asked) if asked in set(Show) else Show.WAITING
    search = request.GET.get("q", "").strip()[:80]
    pages = Paginator(conversations(request.staff.clinic_id, show, search), ON_ONE_PAGE)
    return {
        "show": show,
        "search": search,
        "open_row": request.GET.get("open", ""),
        "tabs": [{"code": code, "title": title, "current": code is show} for code, title in _TITLES.items()],
        "listed": pages.get_page(request.GET.get("page")),
    }
