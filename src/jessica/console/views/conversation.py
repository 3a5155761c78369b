"""One conversation: what was said, what Jessica did and why, who it is, and one box to answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jessica.console.forms.answer import AnswerForm
from jessica.console.pages import fragment, go_on, go_on_with_error, missing, page
from jessica.console.permissions import Area
from jessica.console.queries import inbox as query
from jessica.console.queries.person_card import person_card
from jessica.console.staff_only import StaffRequest, staff_only
from jessica.console.views.inbox import conversation_list
from jessica.platform.errors import JessicaError
from jessica.reception.models import Conversation, Owner
from jessica.reception.staff_side import (
    add_note,
    answer,
    close_conversation,
    hand_back,
    mark_read,
    take_over,
)


@require_GET
@staff_only(Area.CONVERSATIONS)
def conversation(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """The page, or, for htmx, the parts of it that change while it is open."""
    chosen = _chosen(request, conversation_id)
    mark_read(chosen.pk, staff=request.staff, at=request.now)
    if request.htmx:
        return fragment(request, "console/inbox/live_parts.html", _shown(request, chosen))
    context = {**conversation_list(request), **_shown(request, chosen), "form": _empty_form()}
    return page(request, "console/inbox/conversation.html", context, place="inbox")


@require_POST
@staff_only(Area.CONVERSATIONS)
def write(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Answer the visitor, which takes the conversation over, or keep a note among staff."""
    chosen = _chosen(request, conversation_id)
    form = AnswerForm(request.POST)
    if form.is_valid() and _written(request, chosen, form):
        if not request.htmx:
            return go_on(request, _address(chosen))
        form = _empty_form()
        chosen = _chosen(request, conversation_id)
    context = {**_shown(request, chosen), "form": form}
    if request.htmx:
        status = 422 if form.errors else 200
        return fragment(request, "console/inbox/after_writing.html", context, status=status)
    context.update(conversation_list(request))
    return page(request, "console/inbox/conversation.html", context, place="inbox", status=422)


def _written(request: StaffRequest, chosen: Conversation, form: AnswerForm) -> bool:
    """Whether the text is in the conversation now; else the form says why not and keeps it."""
    text = form.cleaned_data["text"]
    try:
        if form.cleaned_data["kind"] == AnswerForm.NOTE:
            add_note(chosen.pk, staff=request.staff, text=text, at=request.now)
        else:
            key = f"console-{form.cleaned_data['key']}"
            answer(chosen.pk, staff=request.staff, text=text, at=request.now, idempotency_key=key)
    except JessicaError as error:
        form.add_error("text", error.message)
        return False
    return True


_STEPS: dict[str, tuple[Callable[..., Any], str]] = {
    "take-over": (take_over, "You are answering now. Jessica stays silent until you hand back."),
    "hand-back": (hand_back, "Jessica is answering again."),
    "close": (close_conversation, "The conversation is closed. It opens again when the visitor writes."),
}


@require_POST
@staff_only(Area.CONVERSATIONS)
def step(request: StaffRequest, conversation_id: UUID, name: str) -> HttpResponse:
    """Take over, hand back or close."""
    chosen = _chosen(request, conversation_id)
    if name not in _STEPS:
        raise missing("step")
    verb, said = _STEPS[name]
    try:
        verb(chosen.pk, staff=request.staff, at=request.now)
    except JessicaError as error:
        return go_on_with_error(request, _address(chosen), error.message)
    return go_on(request, reverse("console:inbox") if name == "close" else _address(chosen), said)


def _chosen(request: StaffRequest, conversation_id: UUID) -> Conversation:
    found = query.find_conversation(request.staff, conversation_id)
    if found is None:
        raise missing("conversation")
    return found


def _address(chosen: Conversation) -> str:
    return reverse("console:conversation", args=[chosen.pk])


def _empty_form() -> AnswerForm:
    return AnswerForm(initial={"key": uuid4()})


def _shown(request: StaffRequest, chosen: Conversation) -> dict[str, Any]:
    handovers = query.handovers_of(chosen)
    return {
        "open_row": str(chosen.pk),
        "conversation": chosen,
        "with_jessica": chosen.owner == Owner.JESSICA,
        "messages_said": query.messages_of(chosen),
        "happened": query.what_happened(chosen, handovers),
        "open_handover": next((each for each in handovers if each.closed_at is None), None),
        "card": person_card(chosen.person, request.now) if chosen.person else None,
    }
