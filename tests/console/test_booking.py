from uuid import uuid4

import pytest

from jessica.people.models import Person
from jessica.scheduling.models import Appointment
from tests.factories import MONDAY, make_person, make_small_clinic

pytestmark = pytest.mark.django_db


def wish(small, **fields):
    """What the booking form sends for Rosa's consultation on Monday at ten."""
    return {
        "service": small.consultation.pk,
        "patient_kind": "existing",
        "provider": small.okafor.pk,
        "location": small.place.pk,
        "date": MONDAY.isoformat(),
        "time": "10:00",
        "person": small.rosa.pk,
        "key": uuid4(),
    } | fields


def book(desk, small, **fields):
    return desk.post("/console/calendar/book/", wish(small, **fields))


def test_a_visit_is_booked_and_shown(small, desk):
    answer = book(desk, small, reason="A bump")
    assert answer["Location"] == "/console/calendar/?date=2026-11-30"
    visit = Appointment.objects.get()
    assert (visit.person, visit.provider, visit.starts_at) == (
        small.rosa,
        small.okafor,
        small.instant("10:00"),
    )
    assert (visit.booked_by, visit.reason) == ("staff:dana", "A bump")
    assert (
        "Booked: Rosa Delgado, Monday, November 30, 10:00 AM" in desk.get(answer["Location"]).content.decode()
    )


def test_pressing_book_twice_books_once(small, desk):
    key = uuid4()
    for _ in range(2):
        book(desk, small, key=key)
    assert Appointment.objects.count() == 1


def test_the_free_time_that_was_pressed_is_in_the_form(small, desk):
    asked = {
        "provider": small.rivera.pk,
        "location": small.place.pk,
        "starts": small.instant("13:15").isoformat(),
    }
    shown = desk.get("/console/calendar/book/", asked).content.decode()
    assert 'value="13:15"' in shown
    assert 'value="2026-11-30"' in shown
    assert f'<option value="{small.rivera.pk}" selected>' in shown


@pytest.mark.parametrize("asked", [{"starts": "soon"}, {"location": "nowhere"}, {"provider": "x"}])
def test_a_wrong_address_opens_an_emptier_form(small, desk, asked):
    assert desk.get("/console/calendar/book/", asked).status_code == 200


def test_a_time_that_is_taken_is_refused_with_the_way_on(small, desk):
    small.book(small.opening("10:00"), person=make_person(small.clinic, "Omar"))
    answer = book(desk, small)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "has just been taken" in shown
    assert "Rosa Delgado" in shown
    assert Appointment.objects.count() == 1


def test_with_a_reason_staff_book_over_another_visit(small, desk):
    small.book(small.opening("10:00"), person=make_person(small.clinic, "Omar"))
    assert book(desk, small, override_reason="Surgeon asked for it").status_code == 302
    visit = Appointment.objects.get(person=small.rosa)
    assert visit.override_reason == "Surgeon asked for it"
    assert visit.occupancy.count() == 2


def test_outside_the_hours_only_with_a_reason(small, desk):
    answer = book(desk, small, time="19:00")
    assert "outside the provider" in answer.content.decode()
    assert book(desk, small, time="19:00", override_reason="Evening visit").status_code == 302


def test_a_reason_that_is_not_needed_leaves_no_mark(small, desk):
    book(desk, small, override_reason="Just in case")
    assert Appointment.objects.get().override_reason == ""


def test_somebody_new_is_taken_down_with_the_visit(small, desk):
    new = {"person": "", "given_name": "Grace", "family_name": "Kim", "phone": "(212) 555-0188"}
    assert book(desk, small, **new).status_code == 302
    person = Person.objects.get(given_name="Grace")
    assert (person.kind, person.phone, person.source) == ("lead", "+12125550188", "console")
    assert Appointment.objects.get().person == person


def test_nobody_is_taken_down_when_the_visit_is_not_booked(small, desk):
    new = {"person": "", "given_name": "Grace", "phone": "(212) 555-0188", "time": "19:00"}
    assert book(desk, small, **new).status_code == 422
    assert not Person.objects.filter(given_name="Grace").exists()


def test_somebody_known_is_not_taken_down_twice(small, desk):
    small.rosa.birth_date = MONDAY.replace(year=1988)
    small.rosa.save()
    new = {
        "person": "",
        "given_name": "rosa",
        "family_name": "DELGADO",
        "birth_date": "1988-11-30",
        "email": "r@example.com",
    }
    assert book(desk, small, **new).status_code == 302
    assert Appointment.objects.get().person == small.rosa
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"person": ""}, "Choose who the visit is for"),
        ({"person": "", "given_name": "Grace"}, "a phone number or an e-mail"),
        ({"person": "", "given_name": "Grace", "phone": "no idea"}, "is not a phone number"),
        ({"service": ""}, "This field is required"),
        ({"date": "2026-13-40"}, "Enter a valid date"),
        ({"date": "2027-03-14", "time": "02:30"}, "The clocks go forward then"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_nothing_is_booked(small, desk, fields, words):
    answer = book(desk, small, **fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Appointment.objects.exists()


def test_nobody_of_another_clinic_can_be_booked(small, desk):
    stranger = make_small_clinic("lakeside").rosa
    answer = book(desk, small, person=stranger.pk)
    assert answer.status_code == 422
    assert "not known to the clinic" in answer.content.decode()


def people(desk, who):
    return desk.get("/console/calendar/people/", {"who": who}).content.decode()


def test_people_are_found_by_name_phone_and_address(small, desk):
    make_person(small.clinic, "Omar", family_name="Haddad", phone="+12125550199")
    assert "Omar Haddad" in people(desk, "hadd")
    assert "Omar Haddad" in people(desk, "555-0199".replace("-", ""))
    assert "Omar Haddad" in people(desk, "omar@example")
    assert "Rosa" not in people(desk, "hadd")
    assert "Nobody found" in people(desk, "zzz")
    assert people(desk, " ").strip() == ""


def search(desk, small, **asked):
    usual = {
        "service": small.consultation.pk,
        "patient_kind": "existing",
        "first": MONDAY.isoformat(),
        "last": MONDAY.isoformat(),
    }
    return desk.get("/console/openings/", usual | asked)


def test_openings_list_every_free_time_with_the_way_to_book_it(small, desk):
    shown = search(desk, small).content.decode()
    assert "Monday, November 30" in shown
    assert shown.count("Book Monday, November 30 with Dr. Lena Okafor") == 31
    assert (
        f"service={small.consultation.pk}&amp;patient_kind=existing&amp;provider={small.okafor.pk}" in shown
    )


def test_openings_can_be_narrowed_to_a_provider(small, desk):
    shown = search(desk, small, provider=small.rivera.pk).content.decode()
    assert "Book Monday, November 30 with Dr. Lena Rivera" in shown
    assert "with Dr. Lena Okafor" not in shown


def test_no_opening_says_what_to_try(small, desk):
    sunday = {"first": "2026-11-29", "last": "2026-11-29"}
    assert "Nothing is free" in search(desk, small, **sunday).content.decode()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"last": "2026-11-01"}, "The last day is before the first."),
        ({"last": "2027-11-01"}, "three months at a time"),
        ({"service": "x"}, "Select a valid choice"),
    ],
)
def test_a_search_that_cannot_be_made_says_why(small, desk, asked, words):
    assert words in search(desk, small, **asked).content.decode()


def test_an_unasked_search_is_ready_to_be_made(small, desk):
    assert "What is the visit?" in desk.get("/console/openings/").content.decode()
