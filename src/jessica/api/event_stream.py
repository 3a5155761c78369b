"""A conversation as server-sent events (WHATWG HTML, section 9.2), for as long as somebody listens."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.http import StreamingHttpResponse

from jessica.api.door import give_connection_back
from jessica.api.limits import too_many
from jessica.events.listen import Notice, subscribe
from jessica.reception.access import access_conversation
from jessica.reception.models import Conversation
from jessica.reception.records import conversation_as_json, message_as_json

# Proxies commonly close a connection on which nothing was said for half a minute.
HEARTBEAT_SECONDS = 15.0
# In one process. A visitor has some tabs and a phone; connections that broke are noticed only after a while.
MOST_STREAMS = 8
_RETRY_SECONDS = 5

_open: Counter[UUID] = Counter()

_HEARTBEAT = ":\n\n"


@dataclass(frozen=True, slots=True)
class _News:
    """The present head of the conversation and the messages that the listener does not have."""

    head: dict[str, Any]
    messages: list[dict[str, Any]]


async def stream_events(conversation_id: UUID, token: str, *, after: int) -> StreamingHttpResponse:
    """The stream of what is said after message `after`. Raises `NotFound`, or `Problem` 429 at the limit."""
    await sync_to_async(access_conversation)(conversation_id, token)
    if _open[conversation_id] >= MOST_STREAMS:
        raise too_many(_RETRY_SECONDS)
    return StreamingHttpResponse(
        _counted(conversation_id, after),
        content_type="text/event-stream",
        # The last tells nginx to pass each event on at once.
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _counted(conversation_id: UUID, after: int) -> AsyncGenerator[str, None]:
    _open[conversation_id] += 1
    try:
        async with aclosing(_events(conversation_id, after)) as events:
            async for event in events:
                yield event
    finally:
        _open[conversation_id] -= 1
        if not _open[conversation_id]:
            del _open[conversation_id]


async def _events(conversation_id: UUID, after: int) -> AsyncGenerator[str, None]:
    head: dict[str, Any] = {}
    async with aclosing(_ticks(conversation_id)) as ticks:
        async for notice in ticks:
            if notice is None:
                yield _HEARTBEAT
                continue
            news = await sync_to_async(_news, thread_sensitive=False)(conversation_id, after)
            if news is None:
                return
            for message in news.messages:
                after = message["ordinal"]
                yield _event("message", message, id=after)
            if news.head != head:
                head = news.head
                yield _event("conversation", head)


async def _ticks(conversation_id: UUID) -> AsyncGenerator[Notice | None, None]:
    """Every notice of the conversation, the first at once; None when there was none for a while."""
    async with aclosing(subscribe(subject_id=conversation_id)) as notices:
        upcoming = asyncio.ensure_future(anext(notices))
        try:
            while True:
                done, _ = await asyncio.wait({upcoming}, timeout=HEARTBEAT_SECONDS)
                if not done:
                    yield None
                    continue
                notice = upcoming.result()
                upcoming = asyncio.ensure_future(anext(notices))
                yield notice
        finally:
            upcoming.cancel()
            with suppress(asyncio.CancelledError):
                await upcoming


def _news(conversation_id: UUID, after: int) -> _News | None:
    """None when the conversation has been deleted meanwhile."""
    try:
        conversation = Conversation.objects.select_related("assignee").filter(pk=conversation_id).first()
        if conversation is None:
            return None
        messages = (
            conversation.messages.filter(ordinal__gt=after).exclude(author="note").select_related("staff")
        )
        return _News(conversation_as_json(conversation), [message_as_json(message) for message in messages])
    finally:
        give_connection_back()


def _event(name: str, data: dict[str, Any], *, id: int | None = None) -> str:  # noqa: A002 (the field's name)
    place = f"id: {id}\n" if id is not None else ""
    return f"event: {name}\n{place}data: {json.dumps(data)}\n\n"
