"""Questions that Jessica had no approved answer to, and how they become knowledge."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jessica.console.forms.knowledge import WordingForm
from jessica.console.pages import fragment, go_on, go_on_with_error, missing, page
from jessica.console.permissions import Area
from jessica.console.queries.knowledge import asked_questions, find_question, same_questions
from jessica.console.staff_only import StaffRequest, staff_only
from jessica.platform.errors import JessicaError
from jessica.reception.models import UnansweredQuestion
from jessica.reception.unanswered import dismiss as dismiss_question
from jessica.reception.unanswered import turn_into_entry


@require_GET
@staff_only(Area.KNOWLEDGE)
def questions(request: StaffRequest) -> HttpResponse:
    """The list, or, for htmx, only its rows."""
    context = {"asked": asked_questions(request.staff.clinic_id)}
    if request.htmx:
        return fragment(request, "console/questions/rows.html", context)
    return page(request, "console/questions/page.html", context, place="questions")


@require_http_methods(["GET", "POST"])
@staff_only(Area.KNOWLEDGE)
def answer(request: StaffRequest, question_id: UUID) -> HttpResponse:
    """The form of a new entry with the question in it; saving it answers the question."""
    chosen = _chosen(request, question_id)
    if request.method == "GET":
        return _form_page(request, chosen, WordingForm(initial={"questions": chosen.text}))
    form = WordingForm(request.POST)
    if not form.is_valid():
        return _form_page(request, chosen, form, status=422)
    data = form.cleaned_data
    try:
        turn_into_entry(
            chosen.pk,
            staff=request.staff,
            questions=data["questions"],
            answer=data["answer"],
            expires_on=data["expires_on"],
            at=request.now,
        )
    except JessicaError as error:
        form.add_error(None, error.message)
        return _form_page(request, chosen, form, status=422)
    return go_on(request, reverse("console:questions"), "Saved. Jessica answers this from now on.")


@require_POST
@staff_only(Area.KNOWLEDGE)
def dismiss(request: StaffRequest, question_id: UUID) -> HttpResponse:
    """Take a question off the list without an answer, for everybody who asked it in these words."""
    chosen = _chosen(request, question_id)
    try:
        with transaction.atomic():
            for each in same_questions(chosen):
                dismiss_question(each, staff=request.staff, at=request.now)
    except JessicaError as error:
        return go_on_with_error(request, reverse("console:questions"), error.message)
    return go_on(request, reverse("console:questions"), "Dismissed.")


def _chosen(request: StaffRequest, question_id: UUID) -> UnansweredQuestion:
    found = find_question(request.staff, question_id)
    if found is None:
        raise missing("open question")
    return found


def _form_page(
    request: StaffRequest, chosen: UnansweredQuestion, form: WordingForm, *, status: int = 200
) -> HttpResponse:
    context = {"question": chosen, "form": form}
    return page(request, "console/questions/answer.html", context, place="questions", status=status)
