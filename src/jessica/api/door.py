"""What every call passes on its way in and out: budget, size and kind of the body, CORS, problem details."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any

from asgiref.sync import sync_to_async
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern

from jessica.api.cross_origin import cross_origin_headers, preflight_headers
from jessica.api.limits import limit_visitor
from jessica.api.problems import MEDIA_TYPE, Kind, Problem, unexpected

MOST_BYTES = 64 * 1024
_WITH_BODY = {"open_conversation", "send_message"}

View = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """How a call came in. With an `answer` it goes no further; `headers` go out with whatever is answered."""

    answer: HttpResponse | None
    headers: dict[str, str]


def through_the_door(pattern: URLPattern) -> URLPattern:
    """The pattern with its view behind the door."""
    view = pattern.callback
    pattern.callback = (
        _async_door(view, pattern.name) if iscoroutinefunction(view) else _door(view, pattern.name)
    )
    return pattern


def _door(view: View, call: str | None) -> View:
    @wraps(view)
    def behind_the_door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        entry = _enter(request, call or "")
        return _leave(request, entry, entry.answer or view(request, *args, **kwargs))

    return behind_the_door


def _async_door(view: View, call: str | None) -> View:
    @wraps(view)
    async def behind_the_door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        entry = await sync_to_async(_enter)(request, call or "")
        response = entry.answer or await view(request, *args, **kwargs)
        # A stream lives long, and must not keep a connection of the pool for as long as that.
        await sync_to_async(give_connection_back)()
        return _leave(request, entry, response)

    return behind_the_door


def give_connection_back() -> None:
    """Return this thread's database connection to the pool, unless a transaction of the caller is on it."""
    if not connection.in_atomic_block:
        connection.close()


def _enter(request: HttpRequest, call: str) -> Entry:
    headers = {"Cache-Control": "no-store"}
    try:
        headers |= cross_origin_headers(request)
        if request.method == "OPTIONS":
            return Entry(HttpResponse(status=204), headers | preflight_headers(headers))
        limit_visitor(request, call)
        if request.method == "POST" and call in _WITH_BODY:
            _check_body(request)
    except Problem as problem:
        return Entry(problem.response(), headers)
    except Exception as error:
        return Entry(unexpected(error, request.path).response(), headers)
    return Entry(None, headers)


def _leave(request: HttpRequest, entry: Entry, response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code == 405 and response.headers.get("Content-Type") != MEDIA_TYPE:
        allowed = ", ".join(sorted(response.headers.get("Allow", "").replace(" ", "").split(",")))
        detail = f"{request.method} is not possible here; {allowed} is. Nothing was done."
        response = Problem(Kind.WRONG_METHOD, detail, headers={"Allow": allowed}).response()
    for name, value in entry.headers.items():
        response.headers.setdefault(name, value)
    return response


def _check_body(request: HttpRequest) -> None:
    if request.content_type != "application/json":
        raise Problem(Kind.NOT_JSON, "Send the body as JSON, with Content-Type: application/json.")
    if _announced(request) <= MOST_BYTES:
        # Read no more than allowed: a chunked body announces no length.
        request._body = request.read(MOST_BYTES + 1)
        if len(request._body) <= MOST_BYTES:
            return
    raise Problem(Kind.TOO_LARGE, f"The body is over {MOST_BYTES // 1024} kB. Nothing was done.")


def _announced(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0
