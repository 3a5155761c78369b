from datetime import date
from decimal import Decimal

import pytest

from jessica.clinic.models import Clinic, Closure
from tests.console.conftest import logged_in
from tests.console.records import make_staff
from tests.factories import NOW, make_clinic, make_provider, works

pytestmark = pytest.mark.django_db


def page(client):
    return client.get("/console/setup/").content.decode()


def test_the_page_says_what_the_file_says(small, desk):
    Clinic.objects.filter(pk=small.clinic.pk).update(
        file_hash="ab12" * 16,
        loaded_at=NOW,
        policies={
            "consult_fee": {"amount": "150", "credited": True},
            "queues": [{"key": "front-desk"}],
            "x": {},
        },
    )
    Closure.objects.create(
        clinic=small.clinic, first_date=date(2026, 12, 24), last_date=date(2026, 12, 26), reason="Holidays"
    )
    small.consultation.price_low, small.consultation.price_high = Decimal(150), Decimal(250)
    small.consultation.save()
    shown = page(desk)
    for words in (
        "ab12" * 16,
        "November 23, 2026, 9:00 AM",
        "12 Example Street, Suite 300, New York, NY 10001",
        "12:00 AM to midnight",
        "Dec 24, 2026 to Dec 26, 2026",
        "Dana Whitlock",
        "Dr. Lena Okafor",
        "9:00 AM to 5:00 PM, Downtown",
        "Laser visit",
        "$150 to $250",
        "Consult fee",
        "credited",
    ):
        assert words.lower() in shown.lower(), words


def test_a_clinic_without_a_file_says_so_in_every_part(db):
    eva = make_staff(make_clinic("empty"), "Eva Berg")
    shown = page(logged_in(eva))
    assert "No clinic file has been loaded" in shown
    for words in ("no locations", "no providers", "no services", "no policies"):
        assert f"names {words}" in shown


def test_nothing_can_be_changed_here(desk):
    assert desk.post("/console/setup/").status_code == 405


def test_more_records_need_no_more_queries(
    small, desk, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(18) as one:
        page(desk)
    for key in ("adams", "baker"):
        works(make_provider(small.clinic, key), small.place)
    with django_assert_num_queries(len(one)):
        page(desk)
