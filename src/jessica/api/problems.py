"""What can go wrong with a call, as RFC 9457 problem details. Every error of the API leaves through here."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

import structlog
from django.http import HttpResponse, JsonResponse

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"
_DOCS = "/api/v1/docs"


class Kind(Enum):
    """Slug, HTTP status and title. The slug is what a program tells problems apart by."""

    MALFORMED_BODY = ("malformed-body", 400, "The body cannot be read")
    NO_TOKEN = ("no-token", 401, "A token is needed")
    NOT_FOUND = ("not-found", 404, "There is no such thing")
    WRONG_METHOD = ("wrong-method", 405, "That cannot be done here")
    KEY_REUSED = ("key-reused", 409, "The idempotency key belongs to another message")
    BUSY = ("busy", 409, "The calendar is being changed at this moment")
    TOO_LARGE = ("too-large", 413, "The body is too large")
    NOT_JSON = ("not-json", 415, "Only JSON is understood")
    INVALID = ("invalid", 422, "Something in the call is not valid")
    TOO_MANY = ("too-many", 429, "Too many calls")
    INTERNAL = ("internal", 500, "Something went wrong on our side")

    @property
    def slug(self) -> str:
        return self.value[0]

    @property
    def status(self) -> int:
        return self.value[1]

    @property
    def title(self) -> str:
        return self.value[2]

    @property
    def type(self) -> str:
        """The problem's type: a link to the place in the docs that explains it."""
        return f"{_DOCS}#problem-{self.slug}"


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field of the body, one header or one parameter."""

    field: str
    message: str


class Problem(Exception):
    """A call that is refused. `detail` says what happened, what was kept and what to do."""

    def __init__(
        self,
        kind: Kind,
        detail: str,
        *,
        errors: Iterable[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})

    def response(self) -> HttpResponse:
        """The answer that the caller gets."""
        body = {
            "type": self.kind.type,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            "errors": [{"field": error.field, "message": error.message} for error in self.errors],
        }
        return JsonResponse(body, status=self.kind.status, content_type=MEDIA_TYPE, headers=self.headers)


def invalid(*errors: FieldError) -> Problem:
    """The call names things that cannot be so; nothing was done."""
    fields = ", ".join(dict.fromkeys(error.field for error in errors))
    return Problem(Kind.INVALID, f"Nothing was done. Please correct: {fields}.", errors=errors)


def not_found(detail: str = "There is nothing at this address.") -> Problem:
    return Problem(Kind.NOT_FOUND, detail)


def unexpected(error: BaseException, path: str) -> Problem:
    """The problem for an error that nobody foresaw. Logs where it arose; its words may be personal."""
    frames = [
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    ]
    log.error("api_call_failed", path=path, error=type(error).__name__, frames=frames)
    return Problem(Kind.INTERNAL, "The call failed and nothing was changed. Please try again in a moment.")
