"""Who is found by name and birth date, and who is not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from jessica.clinic.models import Clinic
from jessica.events.models import Event
from jessica.people.identity import (
    NewPerson,
    access_person,
    add_lead,
    match_by_name_and_birth_date,
    note_contact,
)
from jessica.people.models import Person
from tests.factories import make_clinic, make_person

pytestmark = pytest.mark.django_db

BORN = date(1984, 6, 9)
AT = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)


@pytest.fixture
def clinic() -> Clinic:
    return make_clinic()


@pytest.fixture
def jose(clinic):
    return make_person(
        clinic, "José María", family_name="Núñez-O'Brien", birth_date=BORN, preferred_name="Chema"
    )


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("José María", "Núñez-O'Brien"),
        ("jose maria", "nunez obrien"),
        ("JOSÉ MARÍA", "NUÑEZ O’BRIEN"),
        ("Josemaria", "Nunez-OBrien"),
        ("chema", "Núñez O'Brien"),
        ("Jose\u0301 Mari\u0301a", "Nu\u0301n\u0303ez-O'Brien"),
    ],
)
def test_case_accents_and_marks_do_not_matter(clinic, jose, given, family):
    assert match_by_name_and_birth_date(clinic, given, family, BORN) == jose


@pytest.mark.parametrize(
    ("given", "family", "born"),
    [
        ("José", "Núñez-O'Brien", BORN),
        ("José María", "Núñez", BORN),
        ("José María", "Núñez-O'Brien", date(1984, 9, 6)),
        ("Núñez-O'Brien", "José María", BORN),
        ("", "Núñez-O'Brien", BORN),
        ("José María", "", BORN),
    ],
)
def test_anything_less_than_the_full_name_and_the_birth_date_matches_nobody(
    clinic, jose, given, family, born
):
    assert match_by_name_and_birth_date(clinic, given, family, born) is None


def test_letters_that_carry_a_stroke_match_plain_ones(clinic):
    found = make_person(clinic, "Łukasz", family_name="Sørensen", birth_date=BORN)
    assert match_by_name_and_birth_date(clinic, "Lukasz", "Sorensen", BORN) == found


def test_a_name_without_letters_does_not_match_an_empty_preferred_name(clinic):
    make_person(clinic, "Rosa", family_name="Delgado", birth_date=BORN)
    assert match_by_name_and_birth_date(clinic, "--", "Delgado", BORN) is None
    assert match_by_name_and_birth_date(clinic, "Rosa", "Delgado", BORN) is not None


def test_two_people_of_the_same_name_and_birth_date_match_neither(clinic):
    first = make_person(clinic, "Rosa", family_name="Delgado", birth_date=BORN)
    assert match_by_name_and_birth_date(clinic, "Rosa", "Delgado", BORN) == first
    make_person(clinic, "Rosalía", family_name="Delgado", birth_date=BORN, preferred_name="Rosa")
    assert match_by_name_and_birth_date(clinic, "Rosa", "Delgado", BORN) is None


def test_people_of_other_clinics_are_not_found(clinic, jose):
    other = make_clinic("elsewhere")
    assert match_by_name_and_birth_date(other, "José María", "Núñez-O'Brien", BORN) is None
    with pytest.raises(Person.DoesNotExist):
        access_person(other, jose.pk)
    assert access_person(clinic, jose.pk) == jose


def test_a_lead_is_added_once_with_guardian_and_event(clinic):
    new = NewPerson("Mia", "Torres", date(2012, 5, 1), phone="+13035550170", guardian_name="Eva Torres")
    person_id = uuid4()
    first = add_lead(clinic, new, person_id=person_id, at=AT)
    again = add_lead(clinic, new, person_id=person_id, at=AT)
    assert first == again
    assert (first.kind, first.guardian.full_name, first.guardian.phone) == (
        "lead",
        "Eva Torres",
        "+13035550170",
    )
    assert Event.objects.filter(kind="person.added").count() == 1


def test_a_contact_point_fills_a_gap_and_replaces_nothing(clinic):
    rosa = make_person(clinic, "Rosa", phone="", email="rosa@example.com")
    note_contact(rosa, phone="+13035550171", email="other@example.com", at=AT)
    rosa.refresh_from_db()
    assert (rosa.phone, rosa.email, rosa.updated_at) == ("+13035550171", "rosa@example.com", AT)
