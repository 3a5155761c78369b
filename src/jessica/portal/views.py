"""Pages behind a visit's signed link. Each asks for one decision and works without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jessica.platform.clock import clinic_clock
from jessica.platform.errors import NotFound
from jessica.platform.page_language import WRITTEN, page_language
from jessica.portal.leaving import TermsChanged, cancel_by_link, move_by_link, terms_shown
from jessica.portal.linked_visit import OpenedLink, open_link
from jessica.portal.other_times import Picked, other_times, picked_opening
from jessica.portal.page_words import PORTAL_WORDS
from jessica.scheduling.calendar_file import calendar_file
from jessica.scheduling.problems import OpeningRefused, SlotTaken, VisitNotOpen

LinkView = Callable[[HttpRequest, OpenedLink, datetime], HttpResponse]


def _by_link(view: LinkView) -> Callable[[HttpRequest, str], HttpResponse]:
    """Opens the link once for the view; a link that opens nothing gets one and the same page."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        at = clinic_clock().now()
        try:
            response = view(request, open_link(token, at), at)
        except NotFound:
            language = page_language(request, WRITTEN)
            context = {"words": PORTAL_WORDS[language], "language": language}
            response = render(request, "portal/gone.html", context, status=404)
        # The address is the key: it must not leak to other sites or to search engines. (`no-referrer` would
        # also hide the origin of our own forms, which then could not be told from forged ones.)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


@require_safe
@_by_link
def visit(request: HttpRequest, link: OpenedLink, at: datetime) -> HttpResponse:
    """The visit, and what can be done about it."""
    return _page(request, link, "visit", done=request.GET.get("done", ""), begun=link.linked.starts_at <= at)


@require_safe
@_by_link
def calendar(request: HttpRequest, link: OpenedLink, at: datetime) -> HttpResponse:
    """The visit as a calendar file."""
    address = request.build_absolute_uri(reverse("portal:visit", args=[link.token]))
    body = calendar_file(link.visit, link=address)
    disposition = {"Content-Disposition": 'attachment; filename="visit.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=disposition)


@require_safe
@_by_link
def move(request: HttpRequest, link: OpenedLink, at: datetime) -> HttpResponse:
    """Other times to choose from."""
    if not _open(link, at):
        return redirect("portal:visit", token=link.token)
    today = at.astimezone(ZoneInfo(link.linked.time_zone)).date()
    anyone = "anyone" in request.GET
    language = page_language(request, link.clinic.languages)
    times = other_times(
        link, max(_day(request.GET.get("from"), today), today), anyone=anyone, language=language, at=at
    )
    taken = "taken" in request.GET
    return _page(request, link, "move", times=times, anyone=anyone, taken=taken)


@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def confirm_move(request: HttpRequest, link: OpenedLink, at: datetime) -> HttpResponse:
    """The new time beside the old one and what moving costs; then the move."""
    asked = request.POST if request.method == "POST" else request.GET
    picked = _picked(asked)
    language = page_language(request, link.clinic.languages)
    found = picked_opening(link, picked, language=language, at=at) if picked and _open(link, at) else None
    if picked is None or found is None:
        return _again(request, link, "portal:move" if _open(link, at) else "portal:visit", "taken")
    opening, new = found
    problem = ""
    if request.method == "POST":
        try:
            move_by_link(link, opening, accepted=request.POST.get("accepts", ""), at=at)
            return _again(request, link, "portal:visit", "done=moved")
        except (SlotTaken, OpeningRefused):
            return _again(request, link, "portal:move", "taken")
        except TermsChanged:
            problem = "terms_changed"
        except VisitNotOpen:
            problem = "changed"
    terms = terms_shown(link, language, at, moving=True)
    facts: dict[str, Any] = {"new": new, "picked": picked, "terms": terms}
    return _page(request, link, "confirm_move", problem=problem, **facts)


@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def cancel(request: HttpRequest, link: OpenedLink, at: datetime) -> HttpResponse:
    """What cancelling costs, moving as the other way; then the cancellation."""
    if not _open(link, at):
        return redirect("portal:visit", token=link.token)
    problem = ""
    if request.method == "POST":
        try:
            cancel_by_link(link, accepted=request.POST.get("accepts", ""), at=at)
            return _again(request, link, "portal:visit", "done=cancelled")
        except TermsChanged:
            problem = "terms_changed"
        except VisitNotOpen:
            return redirect("portal:visit", token=link.token)
    language = page_language(request, link.clinic.languages)
    return _page(request, link, "cancel", problem=problem, terms=terms_shown(link, language, at))


def _open(link: OpenedLink, at: datetime) -> bool:
    return link.changeable and link.linked.starts_at > at


def _again(request: HttpRequest, link: OpenedLink, view: str, query: str) -> HttpResponse:
    """Back to a page that is safe to reload, in the language that was chosen."""
    language = page_language(request, link.clinic.languages)
    return redirect(f"{reverse(view, args=[link.token])}?{query}&lang={language}")


def _page(request: HttpRequest, link: OpenedLink, name: str, **facts: Any) -> HttpResponse:
    language = page_language(request, link.clinic.languages)
    able = [code for code in link.clinic.languages if code in WRITTEN and code != language]
    words = PORTAL_WORDS[language]
    context = {
        "link": link,
        "shown": link.shown(language),
        "language": language,
        "other_language": able[0] if able else "",
        "words": words,
        "call": words["call"].format(phone=link.phone_text),
        "problem_text": words.get(facts.get("problem", ""), ""),
        "same_person": words["same_person"].format(
            provider=link.linked.provider_name, place=link.linked.location_name
        ),
        "none": words["none"].format(provider=link.linked.provider_name),
        **facts,
    }
    status = 409 if facts.get("problem") else 200
    response = render(request, f"portal/{name}.html", context, status=status)
    response["Content-Language"] = language
    return response


def _day(text: str | None, otherwise: date) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return otherwise


def _picked(asked: Any) -> Picked | None:
    """The opening that an address or a form names; None when it names none."""
    try:
        starts_at = datetime.fromisoformat(asked.get("to", ""))
        picked = Picked(starts_at, UUID(asked.get("provider", "")), UUID(asked.get("place", "")))
    except ValueError:
        return None
    return picked if starts_at.tzinfo else None
