"""A dump is a clinic file that loads back without a change."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jessica.cli.load_clinic import dump_clinic, load_clinic
from jessica.clinic.demo import DEMO_CLINIC_FILE
from jessica.clinic.knowledge import approve_wording
from jessica.clinic.models import Clinic, KnowledgeEntry, StaffMember
from tests.clinic.files import AT, RECORDS, SMALL

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("source", [SMALL, DEMO_CLINIC_FILE], ids=["small", "demo"])
def test_a_dump_loads_back_without_a_change(source):
    load_clinic(source, at=AT)
    assert not load_clinic(dump_clinic(Clinic.objects.get()), at=AT + timedelta(days=9))


def test_a_dump_with_records_builds_the_same_clinic_again():
    load_clinic(SMALL + RECORDS, at=AT)
    text = dump_clinic(Clinic.objects.get(), records=True)
    twin = text.replace("slug: small", "slug: twin").replace("ana@example.org", "ana@example.com")
    assert load_clinic(twin, at=AT)
    assert dump_clinic(Clinic.objects.get(slug="twin"), records=True) == twin


def test_a_dump_holds_what_staff_approved_in_the_console():
    load_clinic(SMALL, at=AT)
    entry = KnowledgeEntry.objects.get(key="consult-fee", language="en")
    staff = StaffMember.objects.get(key="ana")
    approve_wording(
        entry, questions=entry.questions, answer="It costs $130.", expires_on=None, staff=staff, at=AT
    )
    text = dump_clinic(Clinic.objects.get())
    assert "It costs $130." in text
    assert not load_clinic(text, at=AT)
