"""The demonstration clinic on a Monday at nine in the morning, somebody at its desk, and visitors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.db import transaction

from jessica.clinic.models import Clinic, StaffMember
from jessica.people.models import Person
from tests.console.records import make_staff
from tests.factories import make_clinic, make_person
from tests.reception.visitor import Visitor
from tests.support.demo_clinic import AT, Rows

MakeVisitor = Callable[..., Visitor]


@pytest.fixture
def clinic(demo_clinic: Clinic) -> Clinic:
    return demo_clinic


@pytest.fixture
def committed_clinic(transactional_db: None, demo_rows: Rows) -> Clinic:
    """The clinic in a database where every transaction really commits."""
    with transaction.atomic():
        for table, found in demo_rows:
            table._base_manager.bulk_create(found)
    return Clinic.objects.get(slug="demo")


@pytest.fixture
def dana(clinic: Clinic) -> StaffMember:
    return make_staff(clinic)


@pytest.fixture
def stranger(clinic: Clinic) -> StaffMember:
    """Somebody on the staff of another clinic."""
    return make_staff(make_clinic("elsewhere"), "Rex Moreno")


@pytest.fixture
def visitor(clinic: Clinic) -> MakeVisitor:
    def begin(*lines: str, at: datetime = AT, locale: str = "en") -> Visitor:
        return Visitor(clinic, at, *lines, locale=locale)

    return begin


@pytest.fixture
def nora(clinic: Clinic) -> Person:
    """A patient of the clinic."""
    return Person.objects.create(
        id=uuid4(), clinic=clinic, kind="patient", given_name="Nora", family_name="Whitfield",
        birth_date=date(1984, 6, 9), phone="+13035550161", created_at=AT, updated_at=AT,
    )  # fmt: skip


@pytest.fixture
def omar(clinic: Clinic) -> Person:
    """Another patient of the clinic."""
    return make_person(clinic, "Omar", family_name="Haddad", birth_date=date(1979, 2, 3))
