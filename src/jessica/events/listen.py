"""Hear events as they commit: one PostgreSQL connection for each event loop, fanned out to subscribers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

import psycopg
import structlog
from django.db import connections
from psycopg import sql

from jessica.events.publish import CHANNEL

# Kind of the notice that means "from here on nothing is missed: read the present state now". It comes first,
# and again whenever notices may have been lost (the connection broke, or a subscriber read too slowly).
LISTENING = "listening"

_LONGEST_QUEUE = 256
_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 5.0
# What Django adds for its own cursors; the rest of its parameters say where the database is.
_DJANGO_ONLY = ("context", "cursor_factory", "prepare_threshold", "pool")

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Notice:
    """One event that has been committed, without its payload; `LISTENING` notices name no event."""

    id: int
    kind: str
    clinic_id: UUID | None = None
    subject_id: UUID | None = None


_NOW_LISTENING = Notice(id=0, kind=LISTENING)


async def subscribe(
    *,
    kinds: Collection[str] | None = None,
    clinic_id: UUID | None = None,
    subject_id: UUID | None = None,
) -> AsyncGenerator[Notice, None]:
    """Yield every notice that fits, for ever; each filter that is None lets everything through.

    `kinds` holds whole kinds (`appointment.booked`) or rooms (`appointment`). The first notice is always
    `LISTENING`: a subscriber that reads its state after it misses nothing. Close the iterator to leave.
    """
    subscription = _Subscription(frozenset(kinds) if kinds is not None else None, clinic_id, subject_id)
    hub = _hub()
    hub.join(subscription)
    try:
        while True:
            yield await subscription.queue.get()
    finally:
        await hub.leave(subscription)


@dataclass(eq=False, slots=True)
class _Subscription:
    kinds: frozenset[str] | None
    clinic_id: UUID | None
    subject_id: UUID | None
    queue: asyncio.Queue[Notice] = field(default_factory=lambda: asyncio.Queue(_LONGEST_QUEUE))

    def offer(self, notice: Notice) -> None:
        """Queue `notice` if it is wanted; a reader that fell behind is told to read its state again."""
        if not self._wants(notice):
            return
        if self.queue.full():
            while not self.queue.empty():
                self.queue.get_nowait()
            notice = _NOW_LISTENING
        self.queue.put_nowait(notice)

    def _wants(self, notice: Notice) -> bool:
        if notice.kind == LISTENING:
            return True
        room = notice.kind.partition(".")[0]
        return (
            (self.kinds is None or notice.kind in self.kinds or room in self.kinds)
            and self.clinic_id in {None, notice.clinic_id}
            and self.subject_id in {None, notice.subject_id}
        )


class _Hub:
    """The subscribers of one event loop and the task that listens for them while there are any."""

    def __init__(self) -> None:
        self._subscriptions: set[_Subscription] = set()
        self._task: asyncio.Task[None] | None = None
        self._listening = False

    def join(self, subscription: _Subscription) -> None:
        self._subscriptions.add(subscription)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run(), name="event listener")
        elif self._listening:
            subscription.offer(_NOW_LISTENING)

    async def leave(self, subscription: _Subscription) -> None:
        self._subscriptions.discard(subscription)
        if self._subscriptions or self._task is None:
            return
        task, self._task = self._task, None
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def _run(self) -> None:
        """Listen, and begin again after every broken connection, with growing pauses."""
        pause = _FIRST_PAUSE
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError) as error:
                log.warning("event_listener_lost", error=type(error).__name__)
            finally:
                if self._listening:
                    pause = _FIRST_PAUSE
                self._listening = False
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _listen(self) -> None:
        async with await _connect() as connection:
            await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
            self._listening = True
            self._deliver(_NOW_LISTENING)
            async for notification in connection.notifies():
                self._deliver(_read(notification.payload))

    def _deliver(self, notice: Notice) -> None:
        for subscription in tuple(self._subscriptions):
            subscription.offer(notice)


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, _Hub] = WeakKeyDictionary()


def _hub() -> _Hub:
    """The hub of the running loop. A server process has one loop; each test may have its own."""
    return _hubs.setdefault(asyncio.get_running_loop(), _Hub())


async def _connect() -> psycopg.AsyncConnection[Any]:
    """A connection of our own. Whoever is cancelled while it is being made leaves none behind."""
    connecting = asyncio.create_task(psycopg.AsyncConnection.connect(**_address(), autocommit=True))
    try:
        return await asyncio.shield(connecting)
    except asyncio.CancelledError:
        with suppress(psycopg.Error, OSError):
            await (await connecting).close()
        raise


def _address() -> dict[str, Any]:
    parameters = connections["default"].get_connection_params()
    return {name: value for name, value in parameters.items() if name not in _DJANGO_ONLY}


def _read(payload: str) -> Notice:
    """A notice from the JSON that `publish` sends."""
    fields = json.loads(payload)
    subject = fields["subject"]
    return Notice(
        id=fields["id"],
        kind=fields["kind"],
        clinic_id=UUID(fields["clinic"]),
        subject_id=UUID(subject) if subject else None,
    )
