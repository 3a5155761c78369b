"""A one-time code opens what the file keeps behind it, and nothing in it tells who is a patient."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest

from jessica.clinic.models import Clinic
from jessica.people.models import OneTimeCode, Person, SimulatedMessage
from jessica.policy.models import Decision
from jessica.scheduling.models import Appointment
from tests.support.demo_clinic import AT

pytestmark = pytest.mark.django_db
SENDER = "jessica.people.simulated_phone.SimulatedPhone"
NORA = ("cancel my appointment", "Nora Whitfield", "June 9, 1984")


@pytest.fixture(autouse=True)
def simulated_phones(settings):
    settings.JESSICA_SENDERS = {"phone": SENDER, "email": SENDER}


@pytest.fixture
def strict(clinic: Clinic) -> Clinic:
    """The clinic asks for a code for everything."""
    clinic.policies["disclosure"] = dict.fromkeys(
        ("own_visits", "money", "documents", "results", "refills", "contact_change"), "one_time_code"
    )
    clinic.file_hash = "strict"
    clinic.save()
    return clinic


@pytest.fixture
def half_strict(clinic: Clinic) -> Clinic:
    """A code for appointments, while name and birth date are enough for a refill request."""
    clinic.policies["disclosure"] = {"own_visits": "one_time_code"}
    clinic.file_hash = "half strict"
    clinic.save()
    return clinic


@pytest.fixture
def booked(visitor, nora) -> Appointment:
    visitor("I'd like a facial on December 9", "first", "Nora Whitfield", "June 9, 1984", "yes")
    return Appointment.objects.get(person=nora)


def received_code() -> str:
    found = re.search(r"\d{6}", SimulatedMessage.objects.latest("created_at", "pk").text)
    assert found
    return found[0]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_without_the_code_nothing_is_told_and_with_it_the_visit_is(visitor, booked, half_strict):
    v = visitor(*NORA)
    assert v.reply["awaiting"] == "code"
    assert "61" in v.text
    assert "555" not in v.text
    assert "December" not in v.text
    sent = SimulatedMessage.objects.get()
    assert (sent.kind, sent.address) == ("phone", "+13035550161")
    assert "December 9" in "\n".join(v.say(received_code())["text"])
    v.say("yes")
    assert Appointment.objects.get(pk=booked.pk).status == "cancelled"


def test_the_clinic_that_asks_for_no_code_sends_none(visitor, booked):
    v = visitor(*NORA)
    assert "December 9" in v.text
    assert not SimulatedMessage.objects.exists()


def test_three_wrong_codes_bring_a_person_and_the_right_one_is_too_late(visitor, booked, half_strict):
    v = visitor(*NORA)
    code = received_code()
    v.say(wrong(code), wrong(code))
    assert v.reply["awaiting"] == "code"
    v.say(wrong(code))
    assert v.reply["handover"]["reason"] == "identity"
    v.say(code)
    assert "December" not in v.text
    v.say("cancel my appointment")
    assert v.reply["awaiting"] is None
    assert SimulatedMessage.objects.count() == 1
    assert Appointment.objects.get(pk=booked.pk).status == "booked"


def test_the_right_code_at_the_third_try_still_opens(visitor, booked, half_strict):
    v = visitor(*NORA)
    code = received_code()
    v.say(wrong(code), wrong(code), code)
    assert "December 9" in v.text


def test_a_code_expires_after_ten_minutes_and_a_new_one_can_be_had(visitor, booked, half_strict):
    v = visitor(*NORA)
    old = received_code()
    v.at = AT + timedelta(minutes=10)
    v.say(old)
    assert "December" not in v.text
    assert v.reply["awaiting"] == "code"
    v.say("send it again")
    new = received_code()
    v.at = AT + timedelta(minutes=19)
    v.say(new)
    assert "December 9" in v.text


def test_a_new_code_replaces_the_old_one(visitor, booked, half_strict):
    v = visitor(*NORA)
    old = SimulatedMessage.objects.get().text
    v.at = AT + timedelta(minutes=1)
    v.say("I didn't get it")
    code = re.search(r"\d{6}", old)
    assert code
    if code[0] != received_code():
        v.say(code[0])
        assert "December" not in v.text
    v.say(received_code())
    assert "December 9" in v.text


def test_no_more_than_three_codes_an_hour_in_however_many_conversations(visitor, booked, half_strict):
    for _ in range(3):
        assert visitor(*NORA).reply["awaiting"] == "code"
    v = visitor(*NORA)
    assert v.reply["handover"]["reason"] == "identity"
    assert SimulatedMessage.objects.count() == 3
    assert Decision.objects.filter(action="code.send", outcome="refused").exists()
    later = visitor(*NORA, at=AT + timedelta(minutes=61))
    assert later.reply["awaiting"] == "code"


def test_a_code_of_one_conversation_is_nothing_in_another(visitor, booked, half_strict):
    visitor(*NORA)
    code = received_code()
    other = visitor(*NORA, at=AT + timedelta(minutes=1))
    if code != received_code():
        other.say(code)
        assert "December" not in other.text
    other.say(received_code())
    assert "December 9" in other.text


def test_a_proof_ends_after_an_hour(visitor, booked, half_strict):
    v = visitor(*NORA)
    v.say(received_code())
    v.at = AT + timedelta(minutes=61)
    v.say("never mind", "when is my appointment?")
    assert "December 9" not in v.text
    assert v.reply["awaiting"] == "code"


def test_no_code_goes_to_a_number_that_somebody_unproved_has_given(visitor, clinic, half_strict):
    Person.objects.create(
        id=uuid4(), clinic=clinic, kind="patient", given_name="Nora", family_name="Whitfield",
        birth_date=date(1984, 6, 9), created_at=AT, updated_at=AT,
    )  # fmt: skip
    v = visitor("I'd like a facial on December 9", "first", "Nora Whitfield", "June 9, 1984", "303-555-0199")
    v.say("yes")
    assert "visit_booked" in v.actions
    assert Person.objects.get(family_name="Whitfield").phone == "+13035550199"
    later = visitor(*NORA, at=AT + timedelta(days=1))
    assert later.reply["handover"]["reason"] == "identity"
    assert not SimulatedMessage.objects.exists()


def test_a_record_without_a_phone_gets_the_code_by_mail(visitor, clinic, half_strict):
    Person.objects.create(
        id=uuid4(), clinic=clinic, given_name="Nora", family_name="Whitfield", email="nora@example.org",
        birth_date=date(1984, 6, 9), created_at=AT, updated_at=AT,
    )  # fmt: skip
    v = visitor(*NORA)
    assert "n...@example.org" in v.text
    assert SimulatedMessage.objects.get().kind == "email"


def test_digits_are_kept_nowhere_but_on_the_simulated_phone(visitor, booked, half_strict):
    v = visitor(*NORA)
    code = received_code()
    assert code not in str(list(OneTimeCode.objects.values()))
    assert code not in str(v.conversation.state)
    assert code not in str(list(v.conversation.effects.values()))


def test_a_question_in_between_is_answered_and_the_code_still_counts(visitor, booked, half_strict):
    v = visitor(*NORA)
    v.say("where do I park?")
    assert v.reply["awaiting"] == "code"
    v.say(" ".join(received_code()))
    assert "December 9" in v.text


def test_in_spanish(visitor, booked, half_strict):
    v = visitor("quiero cancelar mi cita", "Nora Whitfield", "9 de junio de 1984", locale="es")
    assert "código de seis dígitos" in v.text
    assert v.reply["awaiting"] == "code"
    v.say(received_code())
    assert "9 de diciembre" in v.text


CLAIMS = {
    "a patient": ("Nora Whitfield", "June 9, 1984"),
    "another birth date": ("Nora Whitfield", "June 8, 1984"),
    "another name": ("Nora Whitmore", "June 9, 1984"),
    "nobody": ("Zelda Quimby", "May 1, 1991"),
}
TRIES = ("000001", "000002", "I didn't get it", "000003", "000004", "000005", "cancel my appointment")


def said(visitor, claim, *lines, at=AT):
    """Every reply of a conversation, as it leaves, without the ids that belong to it alone."""
    v = visitor("cancel my appointment", at=at)
    replies = []
    for line in (*claim, *lines):
        reply = v.say(line)
        handover = {**(reply["handover"] or {}), "id": ""}
        did = [{**done, "id": ""} for done in reply["did"]]
        replies.append({**reply, "handover": handover, "did": did})
    return replies


def test_a_clinic_that_asks_for_a_code_for_everything_answers_all_alike(visitor, booked, strict):
    heard = [said(visitor, claim, *TRIES) for claim in CLAIMS.values()]
    assert all(each == heard[0] for each in heard)
    assert SimulatedMessage.objects.filter(address="+13035550161").count() == 2


def test_the_limit_of_codes_is_the_same_for_somebody_and_for_nobody(visitor, booked, strict):
    for claim in CLAIMS.values():
        asked = [said(visitor, claim)[-1]["awaiting"] for _ in range(4)]
        assert asked == ["code", "code", "code", None]


def test_with_the_right_code_that_clinic_opens_the_visit(visitor, booked, strict):
    v = visitor(*NORA)
    assert "61" not in v.text
    v.say(received_code())
    assert "December 9" in v.text


def test_booking_at_that_clinic_asks_a_patient_for_a_phone_like_anybody(visitor, booked, strict):
    lines = ("I'd like a facial on December 10", "first")
    heard = []
    for claim in CLAIMS.values():
        v = visitor(*lines, *claim)
        heard.append((v.reply["awaiting"], v.text))
    assert all(each == heard[0] for each in heard)


@pytest.mark.parametrize("who", ["another birth date", "another name", "nobody"])
def test_name_and_birth_date_never_hint_which_part_was_wrong(visitor, booked, who):
    again = ("Quentin Abel", "April 4, 1970")
    wrong_date = said(visitor, CLAIMS["another birth date"], *again)
    assert said(visitor, CLAIMS[who], *again) == wrong_date
