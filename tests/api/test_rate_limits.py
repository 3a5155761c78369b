from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from jessica.api.limits import OPENINGS, TABLE, TALK
from jessica.api.models import RateBucket
from jessica.api.tasks import sweep_rate_buckets
from jessica.api.visitor import client_address, visitor_key
from jessica.clinic.models import Clinic
from jessica.platform.clock import SystemClock
from jessica.platform.rate_limit import Budget, sweep, take
from jessica.reception.models import Conversation, Message
from tests.api.caller import begin, post_opening, problem_of
from tests.factories import NOW

BUDGET = Budget(burst=3, seconds=10)
SECOND = timedelta(seconds=1)
NONE = timedelta()


def waits(key: str, *seconds: int) -> list[float]:
    return [take(TABLE, key, BUDGET, at=NOW + s * SECOND).total_seconds() for s in seconds]


@pytest.mark.django_db
def test_a_burst_is_allowed_and_then_one_at_a_time() -> None:
    assert waits("a", 0, 0, 0, 0) == [0, 0, 0, 10]
    assert waits("a", 9, 10, 10, 20, 20) == [1, 0, 10, 0, 10]


@pytest.mark.django_db
def test_asking_too_early_does_not_make_the_wait_longer() -> None:
    assert waits("a", 0, 0, 0, *range(1, 10)) == [0, 0, 0, *range(9, 0, -1)]
    assert waits("a", 10) == [0]


@pytest.mark.django_db
def test_a_rested_visitor_has_the_whole_burst_again_and_no_more() -> None:
    waits("a", 0, 0, 0)
    assert waits("a", 3600, 3600, 3600, 3600) == [0, 0, 0, 10]


@pytest.mark.django_db
def test_visitors_are_counted_apart() -> None:
    waits("a", 0, 0, 0)
    assert waits("b", 0) == [0]


@pytest.mark.django_db(transaction=True)
def test_callers_at_once_get_no_more_than_the_burst() -> None:
    def one(_: int) -> timedelta:
        try:
            return take(TABLE, "a", BUDGET, at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(one, range(24))).count(NONE) == BUDGET.burst


@pytest.mark.django_db
def test_only_buckets_that_are_full_again_are_swept() -> None:
    waits("old", 0)
    waits("new", 5)
    assert sweep(TABLE, at=NOW + 10 * SECOND) == 1
    assert RateBucket.objects.values_list("key", flat=True).get() == "new"
    assert sweep(TABLE, at=NOW + 15 * SECOND) == 1


@pytest.mark.django_db
def test_the_job_that_sweeps_leaves_what_is_still_in_use() -> None:
    waits("long ago", 0)
    take(TABLE, "in use", Budget(burst=1, seconds=3600), at=SystemClock().now())
    sweep_rate_buckets(0)
    assert RateBucket.objects.values_list("key", flat=True).get() == "in use"


@pytest.fixture
def unhurried(settings: Settings, clinic: Clinic) -> Iterator[Settings]:
    settings.RATE_LIMIT_EXEMPT_LOOPBACK = False
    return settings


@pytest.mark.django_db
def test_opening_too_many_conversations_is_refused_with_a_time_to_come_back(
    unhurried: Settings, client: Client
) -> None:
    statuses = [post_opening(client).status_code for _ in range(OPENINGS.burst)]
    assert set(statuses) == {201}

    response = post_opening(client)

    problem_of(response, 429, "too-many")
    assert 1 <= int(response.headers["Retry-After"]) <= OPENINGS.seconds
    assert Conversation.objects.count() == OPENINGS.burst
    assert client.get("/api/v1/clinics/harbor").status_code == 200, "reading has a budget of its own"


@pytest.mark.django_db
def test_one_conversation_cannot_be_flooded_from_many_addresses(unhurried: Settings) -> None:
    unhurried.TRUSTED_PROXIES = ["127.0.0.1"]
    talk, numbers = begin(Client()), count()

    def send() -> int:
        address = f"203.0.113.{next(numbers)}"
        return talk.post("hello", None, **{"X-Forwarded-For": address}).status_code

    statuses = [send() for _ in range(TALK.burst + 8)]

    assert statuses[: TALK.burst] == [200] * TALK.burst
    assert 429 in statuses
    assert Message.objects.filter(author="visitor").count() == statuses.count(200)


@pytest.mark.django_db
def test_wrong_tokens_use_up_the_budget_too(unhurried: Settings, client: Client) -> None:
    talk = begin(client)
    talk.token = "guessed"
    RateBucket.objects.all().delete()
    talk.get()
    assert RateBucket.objects.get().key.startswith("read/")


@pytest.mark.django_db
def test_this_machine_may_hurry_where_the_settings_say_so(clinic: Clinic, client: Client) -> None:
    assert {post_opening(client).status_code for _ in range(OPENINGS.burst + 2)} == {201}
    assert not RateBucket.objects.exists()


@pytest.mark.django_db
def test_no_address_is_stored(unhurried: Settings) -> None:
    post_opening(Client(REMOTE_ADDR="203.0.113.77"))
    assert "203.0.113.77" not in RateBucket.objects.get().key


@pytest.mark.parametrize(
    ("connection_from", "forwarded", "visitor"),
    [
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.1.2.3", "198.51.100.1", "198.51.100.1"),
        ("10.1.2.3", "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        ("10.1.2.3", "198.51.100.1, 10.9.9.9", "198.51.100.1"),
        ("10.1.2.3", "198.51.100.1, rubbish", "10.1.2.3"),
        ("10.1.2.3", "", "10.1.2.3"),
        ("::ffff:10.1.2.3", "198.51.100.1", "198.51.100.1"),
    ],
)
def test_only_trusted_proxies_are_believed(
    settings: Settings, rf: RequestFactory, connection_from: str, forwarded: str, visitor: str
) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    request = rf.get("/", REMOTE_ADDR=connection_from, HTTP_X_FORWARDED_FOR=forwarded)
    assert str(client_address(request)) == visitor


def test_one_ipv6_network_is_one_visitor(rf: RequestFactory) -> None:
    keys = [
        visitor_key(rf.get("/", REMOTE_ADDR=address))
        for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    ]
    assert keys[0] == keys[1] != keys[2]
