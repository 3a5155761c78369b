"""Knowledge: what Jessica may say, who stands behind it and until when."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jessica.clinic.knowledge import NewEntry, add_entry, approve_wording
from jessica.clinic.knowledge import retire as retire_entry
from jessica.clinic.models import KnowledgeEntry
from jessica.console.forms.knowledge import NewEntryForm, WordingForm
from jessica.console.pages import go_on, missing, page
from jessica.console.permissions import Area
from jessica.console.queries import knowledge as query
from jessica.console.queries.knowledge import State, Wish
from jessica.console.staff_only import StaffRequest, staff_only
from jessica.platform.errors import JessicaError

ON_ONE_PAGE = 60

_TITLES = {
    State.IN_USE: "In use",
    State.EXPIRING: "Expiring soon",
    State.EXPIRED: "Expired",
    State.RETIRED: "Retired",
}


def _today(request: StaffRequest) -> date:
    return timezone.localtime(request.now).date()


@require_GET
@staff_only(Area.KNOWLEDGE)
def knowledge(request: StaffRequest) -> HttpResponse:
    """The list by topic and language."""
    clinic, asked, today = request.staff.clinic, request.GET, _today(request)
    state = State(asked["state"]) if asked.get("state") in set(State) else State.IN_USE
    wish = Wish(state, asked.get("q", "").strip()[:80], asked.get("language", ""), asked.get("topic", ""))
    counts = query.count_ending(clinic.pk, today)
    context = {
        "wish": wish,
        "listed": Paginator(query.entries(clinic.pk, wish, today), ON_ONE_PAGE).get_page(asked.get("page")),
        "tabs": [
            {"code": code, "title": title, "current": code is state, "count": counts.get(code, 0)}
            for code, title in _TITLES.items()
        ],
        "topics": query.topics(clinic.pk),
        "today": today,
        "soon": today + query.EXPIRING_WITHIN,
    }
    return page(request, "console/knowledge/page.html", context, place="knowledge")


@require_http_methods(["GET", "POST"])
@staff_only(Area.KNOWLEDGE)
def entry(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """One answer: its wording now, the form for the next one, and all the earlier ones."""
    chosen = _chosen(request, entry_id)
    if request.method == "GET":
        return _entry_page(request, chosen, WordingForm(initial=_wording(chosen)))
    form = WordingForm(request.POST)
    if form.is_valid() and _approved(request, chosen, form):
        said = f"Approved. Jessica uses version {chosen.version + 1} from now on."
        return go_on(request, reverse("console:knowledge-entry", args=[chosen.pk]), said)
    return _entry_page(request, _chosen(request, entry_id), form, status=422)


def _approved(request: StaffRequest, chosen: KnowledgeEntry, form: WordingForm) -> bool:
    """Whether the wording is in use now; else the form says why not."""
    data = form.cleaned_data
    if data["version"] is not None:
        # The reader's version, not the one of this request: what they never saw, they cannot replace.
        chosen.version = data["version"]
    try:
        approve_wording(
            chosen,
            questions=data["questions"],
            answer=data["answer"],
            expires_on=data["expires_on"],
            staff=request.staff,
            at=request.now,
        )
    except JessicaError as error:
        form.add_error(None, error.message)
        return False
    return True


@require_POST
@staff_only(Area.KNOWLEDGE)
def retire(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """Stop using an answer."""
    chosen = _chosen(request, entry_id)
    retire_entry(chosen, staff=request.staff, at=request.now)
    said = "Retired. Jessica no longer says this; approving it again brings it back."
    return go_on(request, reverse("console:knowledge-entry", args=[chosen.pk]), said)


@require_http_methods(["GET", "POST"])
@staff_only(Area.KNOWLEDGE)
def new(request: StaffRequest) -> HttpResponse:
    """Add an answer that nobody has asked for yet."""
    clinic = request.staff.clinic
    if request.method == "GET":
        return _new_page(request, NewEntryForm(clinic=clinic))
    form = NewEntryForm(request.POST, clinic=clinic)
    if not form.is_valid():
        return _new_page(request, form, status=422)
    data = form.cleaned_data
    wanted = NewEntry(data["language"], data["questions"], data["answer"], data["expires_on"], data["topic"])
    try:
        added = add_entry(wanted, staff=request.staff, at=request.now)
    except JessicaError as error:
        form.add_error(None, error.message)
        return _new_page(request, form, status=422)
    return go_on(
        request, reverse("console:knowledge-entry", args=[added.pk]), "Added. Jessica uses it from now on."
    )


def _chosen(request: StaffRequest, entry_id: UUID) -> KnowledgeEntry:
    found = query.find_entry(request.staff, entry_id)
    if found is None:
        raise missing("entry")
    return found


def _wording(chosen: KnowledgeEntry) -> dict[str, Any]:
    return {
        "questions": "\n".join(chosen.questions),
        "answer": chosen.answer,
        "expires_on": chosen.expires_on,
        "version": chosen.version,
    }


def _entry_page(
    request: StaffRequest, chosen: KnowledgeEntry, form: WordingForm, *, status: int = 200
) -> HttpResponse:
    today = _today(request)
    context = {
        "entry": chosen,
        "form": form,
        "versions": list(chosen.versions.select_related("approved_by")),
        "today": today,
        "soon": today + query.EXPIRING_WITHIN,
    }
    return page(request, "console/knowledge/entry.html", context, place="knowledge", status=status)


def _new_page(request: StaffRequest, form: NewEntryForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "topics": query.topics(request.staff.clinic_id)}
    return page(request, "console/knowledge/new.html", context, place="knowledge", status=status)
