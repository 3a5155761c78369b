import asyncio
import functools
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.db import connections, transaction

from jessica.events.listen import LISTENING, Notice, subscribe
from jessica.events.publish import publish


def in_an_event_loop(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """An async test as a plain function, which is what pytest collects."""

    @functools.wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        async_to_sync(test)(*args, **kwargs)

    return run


pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
CLINIC, SUBJECT = uuid4(), uuid4()


def tell(kind="task.done", clinic_id=CLINIC, subject_id=SUBJECT):
    with transaction.atomic():
        publish(kind, clinic_id=clinic_id, at=AT, subject_id=subject_id)
    connections["default"].close()


told = sync_to_async(tell, thread_sensitive=False)


async def next_of(notices: AsyncIterator[Notice]) -> Notice:
    return await asyncio.wait_for(anext(notices), timeout=10)


def listens():
    with psycopg.connect(**_address(), autocommit=True) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN \"jessica_events\"' "
            "AND datname = current_database()"
        ).fetchone()
    return row[0]


def stop_listening():
    with psycopg.connect(**_address(), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE query = 'LISTEN \"jessica_events\"' AND datname = current_database()"
        )


def _address():
    parameters = connections["default"].get_connection_params()
    return {
        name: parameters[name]
        for name in ("dbname", "user", "password", "host", "port")
        if name in parameters
    }


@in_an_event_loop
async def test_a_committed_event_reaches_every_subscriber():
    async with aclosing(subscribe()) as one, aclosing(subscribe()) as other:
        for notices in (one, other):
            assert (await next_of(notices)).kind == LISTENING
        await told("appointment.booked")
        for notices in (one, other):
            notice = await next_of(notices)
            assert (notice.kind, notice.clinic_id, notice.subject_id) == (
                "appointment.booked",
                CLINIC,
                SUBJECT,
            )


@in_an_event_loop
async def test_filters_let_only_what_is_wanted_through():
    async with (
        aclosing(subscribe(kinds={"appointment"})) as room,
        aclosing(subscribe(kinds={"task.done"})) as kind,
        aclosing(subscribe(clinic_id=CLINIC)) as clinic,
        aclosing(subscribe(subject_id=SUBJECT)) as subject,
    ):
        for notices in (room, kind, clinic, subject):
            await next_of(notices)
        await told("task.done", uuid4(), uuid4())
        await told("appointment.booked")
        assert (await next_of(room)).kind == "appointment.booked"
        assert (await next_of(kind)).kind == "task.done"
        assert (await next_of(clinic)).kind == "appointment.booked"
        assert (await next_of(subject)).kind == "appointment.booked"


@in_an_event_loop
async def test_an_event_that_is_rolled_back_is_never_heard():
    @sync_to_async(thread_sensitive=False)
    def fail():
        with transaction.atomic():
            publish("task.done", clinic_id=CLINIC, at=AT)
            transaction.set_rollback(True)
        connections["default"].close()

    async with aclosing(subscribe()) as notices:
        await next_of(notices)
        await fail()
        await told("task.added")
        assert (await next_of(notices)).kind == "task.added"


@in_an_event_loop
async def test_after_a_broken_connection_subscribers_are_told_to_look_again():
    async with aclosing(subscribe()) as notices:
        await next_of(notices)
        await asyncio.to_thread(stop_listening)
        assert (await next_of(notices)).kind == LISTENING
        await told("task.added")
        assert (await next_of(notices)).kind == "task.added"


@in_an_event_loop
async def test_one_connection_serves_all_and_ends_with_the_last():
    async with aclosing(subscribe()) as one:
        await next_of(one)
        async with aclosing(subscribe()) as other:
            await next_of(other)
            assert await asyncio.to_thread(listens) == 1
        assert await asyncio.to_thread(listens) == 1
    deadline = asyncio.get_running_loop().time() + 10
    while await asyncio.to_thread(listens):
        assert asyncio.get_running_loop().time() < deadline, "the listener's connection stays open"


@in_an_event_loop
async def test_a_reader_that_falls_behind_is_told_to_look_again_instead_of_losing_count():
    @sync_to_async(thread_sensitive=False)
    def tell_much():
        with transaction.atomic():
            for _ in range(300):
                publish("task.added", clinic_id=CLINIC, at=AT, subject_id=SUBJECT)
            publish("task.done", clinic_id=CLINIC, at=AT, subject_id=uuid4())
        connections["default"].close()

    async with (
        aclosing(subscribe(kinds={"task.added"})) as slow,
        aclosing(subscribe(kinds={"task.done"})) as end,
    ):
        for notices in (slow, end):
            await next_of(notices)
        await tell_much()
        await next_of(end)
        assert (await next_of(slow)).kind == LISTENING
