"""The API's description, for programs and for people, and the answer at addresses that are none of its."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from jessica.api.docs_page import docs_page
from jessica.api.openapi import openapi_document
from jessica.api.problems import not_found

_CACHE = {"Cache-Control": "public, max-age=300"}


@csrf_exempt
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return _only_get(request) or JsonResponse(openapi_document(), headers=_CACHE)


@csrf_exempt
def docs(request: HttpRequest) -> HttpResponse:
    """The page that explains the API, made from the OpenAPI document; complete without JavaScript."""
    if refused := _only_get(request):
        return refused
    response = render(request, "api/docs.html", {"page": docs_page()})
    response.headers["Cache-Control"] = _CACHE["Cache-Control"]
    return response


@csrf_exempt
def nothing_here(_request: HttpRequest) -> HttpResponse:
    return not_found().response()


def _only_get(request: HttpRequest) -> HttpResponse | None:
    if request.method in {"GET", "HEAD"}:
        return None
    return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
