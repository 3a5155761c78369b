"""Turns every error that a call may end in into problem details."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from jessica.api.problems import FieldError, Kind, Problem, invalid, not_found, unexpected
from jessica.platform.errors import NotFound
from jessica.reception.receiving import MessageRefused
from jessica.reception.repeated_messages import KeyReused
from jessica.scheduling.problems import SlotTaken

# Plainer words than the validator's for what people meet most.
_MESSAGES = {
    "missing": "Is missing.",
    "extra_forbidden": "Is not a field of this call.",
    "string_pattern_mismatch": "Is not in the expected form.",
    "string_type": "Has to be text.",
    "string_unicode": "Has to be valid Unicode.",
}


def answer_errors_as_problems(api: NinjaAPI) -> None:
    """Register the handlers; the most specific class of an error decides."""
    api.add_exception_handler(Exception, _unexpected)
    api.add_exception_handler(Problem, _problem)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _malformed)
    api.add_exception_handler(AuthenticationError, _no_token)
    api.add_exception_handler(Http404, lambda _request, _error: not_found().response())
    api.add_exception_handler(NotFound, lambda _request, error: not_found(str(error)).response())
    api.add_exception_handler(MessageRefused, _refused)
    api.add_exception_handler(KeyReused, _key_reused)
    api.add_exception_handler(SlotTaken, _busy)


def _problem(_request: HttpRequest, problem: Any) -> HttpResponse:
    answer: HttpResponse = problem.response()
    return answer


def _unexpected(request: HttpRequest, error: Any) -> HttpResponse:
    return unexpected(error, request.path).response()


def _invalid(_request: HttpRequest, error: Any) -> HttpResponse:
    return invalid(*(FieldError(_field(each["loc"]), _message(each)) for each in error.errors)).response()


def _field(place: Sequence[str | int]) -> str:
    """The name that the caller knows the field by. `place` is (source, argument, field, deeper field ...)."""
    source, *path = place
    if source == "body":
        path = path[1:]
    return ".".join(map(str, path)) or str(source)


def _message(error: dict[str, Any]) -> str:
    message: str = _MESSAGES.get(error["type"]) or error["msg"]
    return message.replace("String should", "Should").removesuffix(".") + "."


def _malformed(_request: HttpRequest, _error: Any) -> HttpResponse:
    return Problem(Kind.MALFORMED_BODY, "The body is not valid JSON. Nothing was done.").response()


def _no_token(_request: HttpRequest, _error: Any) -> HttpResponse:
    detail = "Send the conversation's token, with Authorization: Bearer TOKEN."
    return Problem(Kind.NO_TOKEN, detail, headers={"WWW-Authenticate": "Bearer"}).response()


def _refused(_request: HttpRequest, error: Any) -> HttpResponse:
    return invalid(FieldError(error.field, error.message)).response()


def _key_reused(_request: HttpRequest, error: Any) -> HttpResponse:
    errors = [FieldError("Idempotency-Key", "Belongs to another message.")]
    return Problem(Kind.KEY_REUSED, error.message, errors=errors).response()


def _busy(_request: HttpRequest, _error: Any) -> HttpResponse:
    detail = "Nothing was done. Please send the message again with the same key."
    return Problem(Kind.BUSY, detail, headers={"Retry-After": "1"}).response()
