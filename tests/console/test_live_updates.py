import asyncio
import json

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.db import connections
from django.test import AsyncClient

from jessica.reception.staff_side import add_note
from jessica.reception.tasks_for_staff import complete_task
from jessica.scheduling.attendance import mark_attendance
from jessica.scheduling.models import AppointmentStatus
from tests.console.records import make_conversation, make_staff, make_task
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)

off_loop = {"thread_sensitive": False}


async def read(stream, event):
    """The data of the next server-sent event of that name."""
    while True:
        block = (await asyncio.wait_for(anext(stream), timeout=10)).decode()
        lines = dict(line.split(": ", 1) for line in block.strip().splitlines() if not line.startswith(":"))
        if lines.get("event") == event:
            return json.loads(lines["data"])


async def opened(staff):
    client = AsyncClient()
    await client.aforce_login(staff.user)
    answer = await client.get("/console/events")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/event-stream"
    return aiter(answer.streaming_content)


def done(verb, *args, **kwargs):
    verb(*args, **kwargs)
    connections["default"].close()


def test_what_changes_in_the_clinic_is_told_by_room_and_id(small, dana):
    task = make_task(small.clinic)

    @async_to_sync
    async def run():
        stream = await opened(dana)
        await read(stream, "resync")
        await sync_to_async(done, **off_loop)(complete_task, task.pk, staff=dana, at=NOW)
        change = await read(stream, "change")
        assert change == {"room": "task", "kind": "task.done", "about": [str(task.pk)]}
        await stream.aclose()

    run()


def test_who_sees_no_conversations_hears_of_none(small, dana):
    conversation = make_conversation(small.clinic, "Hello", "hi")
    visit = small.book(small.opening("10:00"))
    mira = make_staff(small.clinic, "Mira Sand", role="marketing")

    @async_to_sync
    async def run():
        stream = await opened(mira)
        await read(stream, "resync")
        await sync_to_async(done, **off_loop)(add_note, conversation.pk, staff=dana, text="Nervous", at=NOW)
        await sync_to_async(done, **off_loop)(
            mark_attendance, visit.pk, AppointmentStatus.ARRIVED, by="staff:dana", at=NOW
        )
        assert (await read(stream, "change"))["kind"] == "appointment.arrived"
        await stream.aclose()

    run()


def test_a_stranger_hears_nothing(small):
    @async_to_sync
    async def run():
        answer = await AsyncClient().get("/console/events")
        assert answer.status_code == 403

    run()


def test_an_open_stream_keeps_no_database_connection(small, dana):
    @async_to_sync
    async def run():
        streams = [await opened(dana) for _ in range(20)]
        for stream in streams:
            await read(stream, "resync")
        pool = connections["default"].pool
        assert pool is not None
        assert pool.get_stats()["pool_available"] == pool.get_stats()["pool_size"]
        for stream in streams:
            await stream.aclose()

    connections["default"].close()
    run()
