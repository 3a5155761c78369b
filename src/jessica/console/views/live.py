"""What changed, as server-sent events: ids and kinds only, so that pages know what to fetch again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing

from asgiref.sync import sync_to_async
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from jessica.clinic.models import StaffMember
from jessica.console.permissions import Area, may_enter
from jessica.console.staff_only import staff_of
from jessica.events.listen import LISTENING, Notice, subscribe

# A proxy that hears nothing for longer closes the connection.
SECONDS_BETWEEN_SIGNS_OF_LIFE = 15
# The browser connects again by itself; only then is it seen that somebody was logged out or let go.
LONGEST_STREAM_SECONDS = 300

_ROOMS_OF_CONVERSATIONS = frozenset({"conversation", "message", "handover", "effect", "task", "page"})


@require_GET
async def events(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Stream the changes in the clinic of whoever is logged in; 403 without a place on its staff."""
    user = await request.auser()
    staff = await sync_to_async(_looked_up)(user.pk) if user.is_authenticated else None
    if staff is None:
        return HttpResponse("Log in to the console first.", status=403, content_type="text/plain")
    stream = StreamingHttpResponse(_changes(staff), content_type="text/event-stream")
    stream.headers["Cache-Control"] = "no-store"
    stream.headers["X-Accel-Buffering"] = "no"
    return stream


def _looked_up(user_id: int) -> StaffMember | None:
    """Who it is, and the connection given back: a stream lives for minutes and must not keep one."""
    staff = staff_of(user_id)
    connection.close()
    return staff


async def _changes(staff: StaffMember) -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    ends_at = loop.time() + LONGEST_STREAM_SECONDS
    yield "retry: 2000\n\n"
    async with aclosing(subscribe(clinic_id=staff.clinic_id)) as notices:
        upcoming: asyncio.Task[Notice] = loop.create_task(anext(notices))
        try:
            while loop.time() < ends_at:
                done, _ = await asyncio.wait({upcoming}, timeout=SECONDS_BETWEEN_SIGNS_OF_LIFE)
                if not done:
                    yield ": still here\n\n"
                    continue
                notice = upcoming.result()
                upcoming = loop.create_task(anext(notices))
                if _may_hear(staff, notice):
                    yield _as_event(notice)
        finally:
            upcoming.cancel()
            await asyncio.gather(upcoming, return_exceptions=True)


def _may_hear(staff: StaffMember, notice: Notice) -> bool:
    """Who sees no conversations is not told when one moves."""
    room = notice.kind.partition(".")[0]
    return room not in _ROOMS_OF_CONVERSATIONS or may_enter(staff, Area.CONVERSATIONS)


def _as_event(notice: Notice) -> str:
    if notice.kind == LISTENING:
        return "event: resync\ndata: {}\n\n"
    about = [str(notice.subject_id)] if notice.subject_id else []
    change = {"room": notice.kind.partition(".")[0], "kind": notice.kind, "about": about}
    return f"id: {notice.id}\nevent: change\ndata: {json.dumps(change)}\n\n"
