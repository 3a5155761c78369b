"""The clinic's public page with the chat on it, and the card that the chat widget asks for."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from jessica.channels.webchat.public_page import public_page
from jessica.clinic.models import Clinic
from jessica.platform.local_writing import phone_text
from jessica.platform.page_language import page_language


@dataclass(frozen=True, slots=True)
class Card:
    """What the widget has to know before anybody writes."""

    name: str
    initial: str
    phone: str
    phone_shown: str
    emergency_number: str
    time_zone: str
    languages: list[str]


@require_safe
def clinic_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The clinic's page; complete without JavaScript."""
    clinic = get_object_or_404(Clinic, slug=slug)
    language = page_language(request, clinic.languages)
    response = render(request, "webchat/clinic_page.html", {"page": public_page(clinic, language)})
    response["Content-Language"] = language
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def clinic_card(request: HttpRequest, slug: str) -> JsonResponse:
    """The widget's card. Public facts only, so that any site may read them."""
    clinic = get_object_or_404(Clinic, slug=slug)
    card = Card(
        name=clinic.name,
        initial=clinic.name[:1].upper(),
        phone=clinic.phone,
        phone_shown=phone_text(clinic.phone, clinic.country),
        emergency_number=clinic.emergency_number,
        time_zone=clinic.time_zone,
        languages=clinic.languages or ["en"],
    )
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300"}
    return JsonResponse(asdict(card), headers=headers)


@require_safe
def front_door(request: HttpRequest) -> HttpResponseBase:
    """The bare address leads to the page of the clinic that runs here."""
    clinic = Clinic.objects.order_by("loaded_at", "slug").first()
    if clinic is None:
        raise Http404("No clinic is loaded yet.")
    return redirect("webchat:clinic-page", slug=clinic.slug)
