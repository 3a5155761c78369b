"""Which other websites may call the API from a visitor's browser: the clinic's own.

No cookies are ever involved (the token travels in a header), so credentials are not allowed.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest

from jessica.clinic.models import Clinic

_METHODS = "GET, POST"
_HEADERS = "Authorization, Content-Type, Idempotency-Key, Last-Event-ID"
_PREFLIGHT_SECONDS = "600"


def cross_origin_headers(request: HttpRequest) -> dict[str, str]:
    """What lets the browser hand the answer to the page that asked; nothing for a page of another site.

    What is public (it names no conversation and changes nothing) may be read from anywhere.
    """
    if _is_public(request):
        return {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}
    headers = {"Vary": "Origin"}
    origin = request.headers.get("Origin")
    if origin and origin in _allowed_origins(request):
        headers["Access-Control-Allow-Origin"] = origin
        headers["Access-Control-Expose-Headers"] = "Retry-After"
    return headers


def preflight_headers(headers: dict[str, str]) -> dict[str, str]:
    """What a browser wants to know before it calls from another site, if that site may call at all."""
    if "Access-Control-Allow-Origin" not in headers:
        return {}
    return {
        "Access-Control-Allow-Methods": _METHODS,
        "Access-Control-Allow-Headers": _HEADERS,
        "Access-Control-Max-Age": _PREFLIGHT_SECONDS,
    }


def _is_public(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.url_name in {"read_clinic", "openapi"}


def _allowed_origins(request: HttpRequest) -> set[str]:
    """The origin of the website of the clinic that the address names, directly or by a conversation."""
    named = request.resolver_match.kwargs if request.resolver_match else {}
    clinics = Clinic.objects.exclude(website="")
    if "slug" in named:
        clinics = clinics.filter(slug=named["slug"])
    elif "conversation_id" in named:
        clinics = clinics.filter(conversations__id=named["conversation_id"])
    else:
        return set()
    return {_origin(website) for website in clinics.values_list("website", flat=True)}


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()
