"""Calls about a clinic: its public directory, and the beginning of a conversation."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Path, Router

from jessica.api.directory import directory
from jessica.api.problems import not_found
from jessica.api.schemas.clinic import ClinicDirectory
from jessica.api.schemas.conversation import ConversationOpened, NewConversation
from jessica.api.schemas.problem import ProblemDetails
from jessica.clinic.models import Clinic
from jessica.platform.clock import clinic_clock
from jessica.reception.receiving import open_conversation as begin

router = Router(tags=["Clinics"])

Slug = Annotated[
    str, Path(description="The clinic's name in addresses.", pattern=r"^[-a-zA-Z0-9_]+$", example="demo")
]


@router.get(
    "/clinics/{slug:slug}",
    response={200: ClinicDirectory, (404, 429, 500): ProblemDetails},
    operation_id="read_clinic",
    summary="Read a clinic's directory",
)
def read_clinic(request: HttpRequest, slug: Slug) -> HttpResponse:
    """Locations with hours, providers, services with prices. Public: no token, readable from any website."""
    headers = {"Cache-Control": "public, max-age=60"}
    return JsonResponse(directory(_clinic(slug), clinic_clock().now()), headers=headers)


@router.post(
    "/clinics/{slug:slug}/conversations",
    response={201: ConversationOpened, (400, 404, 413, 415, 422, 429, 500): ProblemDetails},
    operation_id="open_conversation",
    summary="Begin a conversation",
)
def open_conversation(request: HttpRequest, slug: Slug, body: NewConversation) -> HttpResponse:
    """Jessica says who she is. Keep `id` and `token`: they open the conversation, and nothing else."""
    opened = begin(
        _clinic(slug),
        channel=body.channel,
        locale=_base_language(body.locale),
        source=body.source or "",
        at=clinic_clock().now(),
    )
    answer: dict[str, Any] = {
        "id": str(opened.conversation.pk),
        "token": opened.token,
        "reply": opened.reply,
    }
    return JsonResponse(answer, status=201)


def _clinic(slug: str) -> Clinic:
    """Raises `Problem` 404 for an unknown clinic."""
    clinic = Clinic.objects.filter(slug=slug).first()
    if clinic is None:
        raise not_found(f"There is no clinic called {slug} here.")
    return clinic


def _base_language(locale: str | None) -> str:
    """`es-US` and `es_MX` are both `es`."""
    return (locale or "").replace("_", "-").partition("-")[0].lower()
