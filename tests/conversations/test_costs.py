"""What keeping or leaving a visit costs: amounts where they are known, else the share and of what."""

from __future__ import annotations

import pytest

from jessica.billing.models import Charge
from jessica.scheduling.models import Appointment

PERSON = ("Nora Whitfield", "June 9, 1984")
CHECK = ("I'd like a yearly implant check", "tomorrow", "the first one", *PERSON, "yes")
FILLER = ("I've been before, I'd like a dermal filler treatment", "the soonest", "the first one", *PERSON)


def rules(clinic, **changes) -> None:
    clinic.policies = clinic.policies | changes
    clinic.file_hash = str(sorted(changes))
    clinic.save()


def leaving_costs(clinic, fee, category="follow-up") -> None:
    tier = {"notice_hours": 72, "fee": fee}
    rules(clinic, cancellation=[{"categories": [category], "tiers": [tier], "moving_counts": True}])


def test_a_share_of_a_known_price_is_said_as_an_amount_and_posted(talk, clinic, patient):
    leaving_costs(clinic, {"percent": 50})
    t = talk(*CHECK, "please cancel my appointment")
    assert "cancelling it now costs $37.50 (50% of the price)" in t.text
    assert not Charge.objects.exists()
    t.say("yes, cancel it")
    assert "The fee of $37.50 is on your account" in t.text
    assert Charge.objects.get().amount * 2 == 75


@pytest.mark.parametrize(
    ("language", "asked", "yes", "told", "done"),
    [
        ("en", "please cancel my appointment", "yes, cancel it", "costs 25% of the price", "it costs 25% of"),
        ("es", "quiero cancelar mi cita", "sí, cancélela", "cuesta el 25% del precio", "cuesta el 25% del"),
    ],
)
def test_a_share_of_an_unknown_price_is_said_as_a_share(
    talk, clinic, patient, language, asked, yes, told, done
):
    leaving_costs(clinic, {"percent": 25})
    t = talk(*CHECK)
    clinic.services.filter(key="long-term-check").update(fee=None)
    t = talk(asked, locale=language)
    t.say("Nora Whitfield", {"en": "June 9, 1984", "es": "9 de junio de 1984"}[language])
    assert told in t.text
    assert "costs nothing" not in t.text
    t.say(yes)
    assert done in t.text
    assert t.records("visit_cancelled")[0]["percent"] == "25"
    assert not Charge.objects.exists()


def test_moving_says_the_share_too(talk, clinic, patient):
    leaving_costs(clinic, {"percent": 25})
    talk(*CHECK)
    clinic.services.filter(key="long-term-check").update(fee=None)
    t = talk("please move my appointment", *PERSON, "next week", "the first one")
    assert "costs 25% of the price" in t.text
    t.say("yes")
    assert "moving it costs 25% of the price" in t.text
    assert t.records("visit_moved")[0]["percent"] == "25"


def test_a_lost_deposit_is_said_before_cancelling(talk, clinic, patient):
    leaving_costs(clinic, {"deposit_lost": True}, category="filler")
    t = talk(*FILLER, "yes", "no thanks", "please cancel my appointment")
    assert "cancelling it now costs the deposit of $100" in t.text
    t.say("yes, cancel it")
    assert t.records("visit_cancelled")[0]["deposit_lost"] is True


def test_leaving_stays_free_where_no_tier_applies(talk, clinic, patient):
    rules(clinic, cancellation=[])
    t = talk(*CHECK, "please cancel my appointment")
    assert "Cancelling it costs nothing" in t.text
    t.say("yes, cancel it")
    assert Appointment.objects.get().status == "cancelled"


def test_the_deposit_and_its_terms_are_read_before_the_yes(talk, patient):
    t = talk(*FILLER)
    assert "Deposit to keep this visit: $100" in t.text
    assert "is returned until 48 hours before" in t.text
    assert t.reply["awaiting"] == "confirm"


def test_a_deposit_in_percent_is_an_amount_of_a_known_price_and_else_a_share(talk, clinic, patient):
    deposit = {"categories": ["follow-up", "surgery"], "percent": 20}
    rules(clinic, deposits=[deposit])
    t = talk(*CHECK[:-1])
    assert "Deposit to keep this visit: $15" in t.text
    assert "A deposit of 20% of the price is needed" in talk("how much is a rhinoplasty?").text
    es = talk("¿cuánto cuesta una rinoplastia?", locale="es")
    assert "este depósito: el 20% del precio" in es.text


def test_a_visit_without_a_deposit_speaks_of_none(talk, patient):
    assert "eposit" not in talk(*CHECK[:-1]).text
