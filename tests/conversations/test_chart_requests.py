"""Refills, results, records and clinical questions: proved, routed, promised, and nothing told besides."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from jessica.clinic.policies import Policies
from jessica.people.models import PatientResult, SimulatedMessage
from jessica.policy.models import Decision
from jessica.reception.models import Handover, Page, StaffTask
from tests.support.demo_clinic import AT

WHO = {"en": ("Nora Whitfield", "6/9/1984"), "es": ("Nora Whitfield", "9 de junio de 1984")}
# Saturday, 22:00 in Denver.
NIGHT = datetime(2026, 12, 6, 5, 0, tzinfo=UTC)

SENDER = "jessica.people.simulated_phone.SimulatedPhone"


@pytest.fixture(autouse=True)
def simulated_phones(settings):
    settings.JESSICA_SENDERS = {"phone": SENDER, "email": SENDER}


def _code() -> str:
    found = re.search(r"\d{6}", SimulatedMessage.objects.latest("created_at", "pk").text)
    assert found
    return found[0]


def _result(person, status: str) -> None:
    PatientResult.objects.create(
        id=uuid4(), clinic=person.clinic, person=person, label="Scar tissue, pathology", status=status,
        created_at=AT,
    )  # fmt: skip


# Refills


@pytest.mark.parametrize(
    ("language", "words", "medicine", "drug_class", "said"),
    [
        ("en", "I need a refill of my oxycodone", "oxycodone", "controlled", "decided by the surgeon"),
        ("en", "can i get more cephalexin please", "cephalexin", "antibiotic", "not repeated without a look"),
        (
            "en",
            "I ran out of ondansetron, can you refill it",
            "ondansetron",
            "routine",
            "Only the",
        ),
        ("es", "necesito un resurtido de tramadol", "tramadol", "controlled", "lo decide el cirujano"),
        ("es", "se me acabó la cefalexina, necesito más", "cefalexina", "antibiotic", "Un antibiótico no"),
    ],
)
def test_a_refill_is_one_request_in_the_queue_of_its_class(
    talk, patient, language, words, medicine, drug_class, said
):
    t = talk(words, locale=language)
    assert t.reply["awaiting"] == "name"
    t.say(*WHO[language])
    record = t.records("refill_requested")[0]
    assert (record["medicine"], record["drug_class"], record["queue"]) == (medicine, drug_class, "nurses")
    task = StaffTask.objects.get(kind="refill")
    assert words in task.text
    assert task.person == patient
    assert said in t.text
    assert t.reply["did"][0]["due_at"] == record["due_at"] == task.due_at.isoformat()
    assert not re.search(r"\d+ ?mg|tablet|pill|approved", t.text)


def test_each_medicine_is_a_request_of_its_own(talk, patient):
    t = talk("I need refills of Keflex and tramadol", *WHO["en"])
    assert [(r["medicine"], r["drug_class"]) for r in t.records("refill_requested")] == [
        ("keflex", "antibiotic"),
        ("tramadol", "controlled"),
    ]


def test_an_unnamed_medicine_is_asked_for_and_an_unlisted_one_goes_to_people(talk, patient):
    t = talk("I need a refill")
    assert "Which medicine" in t.text
    t.say("the zumbaflex that dr okafor gave me", *WHO["en"])
    record = t.records("refill_requested")[0]
    assert (record["drug_class"], record["queue"]) == ("unlisted", "nurses")
    assert "zumbaflex" in StaffTask.objects.get().text


def test_where_a_visit_is_needed_first_it_is_offered(talk, patient):
    t = talk("I need a refill of tretinoin", *WHO["en"])
    assert t.actions == ["refill_requested"]
    assert t.reply["awaiting"] == "confirm"


def test_a_stranger_gets_no_refill_and_no_hint(talk, patient):
    t = talk("I need a refill of tramadol", "Nora Whitfield", "7/9/1984")
    assert t.actions == []
    t.say("Nora Whitfield", "8/9/1984")
    assert t.actions == ["handed_over"]
    assert Handover.objects.get().reason == "identity"


def test_danger_comes_before_a_refill(talk, patient):
    t = talk("I need more oxycodone, I can't breathe and my chest hurts")
    assert "911" in t.reply["text"][0]
    assert "refill_requested" not in t.actions


# Results


@pytest.mark.parametrize(
    ("language", "words", "status", "said"),
    [
        ("en", "are my lab results in?", "pending", "has not come in yet"),
        ("en", "is my biopsy back", "in", "has come in"),
        ("es", "¿ya están mis resultados?", "in", "Ya llegó un resultado"),
        ("es", "¿ya llegó mi biopsia?", "pending", "todavía no ha llegado"),
    ],
)
def test_results_are_told_as_a_status_after_a_code(talk, patient, language, words, status, said):
    _result(patient, status)
    t = talk(words, locale=language)
    t.say(*WHO[language])
    assert t.reply["awaiting"] == "code"
    t.say(_code())
    assert said in t.text
    assert "Scar tissue" not in t.text
    assert not re.search(r"normal|benign|fine|good|bad|clear", t.text)
    task = StaffTask.objects.get(kind="results")
    assert (task.queue, task.person) == ("nurses", patient)
    assert [(item["action"], item["status"]) for item in t.reply["did"]] == [("results_asked", status)]
    assert Decision.objects.filter(action="result.read", outcome="allowed").exists()


def test_without_the_code_nothing_is_told(talk, patient):
    _result(patient, "in")
    t = talk("are my results in?", *WHO["en"], "I don't have that phone any more")
    assert "come in" not in t.text
    assert t.actions == ["code_sent", "handed_over"]


def test_an_inactive_portal_is_sent_by_the_team(talk, patient):
    _result(patient, "released")
    patient.portal = "inactive"
    patient.save()
    t = talk("are my results in?", *WHO["en"])
    t.say(_code())
    assert t.actions[-2:] == ["results", "portal_access"]
    assert "portal" in t.text


def test_how_long_results_take_is_a_question(talk, patient):
    t = talk("how long do lab results take?")
    assert t.reply["awaiting"] is None
    assert "results" not in t.actions


# Records


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I need a copy of my medical records sent to another doctor"),
        ("es", "quiero una copia de mi expediente médico"),
    ],
)
def test_records_are_requested_after_a_code(talk, patient, language, words):
    t = talk(words, *WHO[language], locale=language)
    assert t.reply["awaiting"] == "code"
    t.say(_code())
    task = StaffTask.objects.get(kind="records")
    assert (task.queue, task.person, task.text) == ("front-desk", patient, words)
    assert t.reply["did"][0]["action"] == "records_requested"


# The clinical team


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "can I take ibuprofen together with my antibiotic?"),
        ("en", "should I double my antibiotic tonight if I missed one?"),
        ("es", "¿puedo duplicar el antibiótico esta noche si olvidé uno?"),
    ],
)
def test_a_clinical_question_goes_to_the_nurses_in_that_turn(talk, language, words):
    t = talk(words, locale=language)
    assert t.actions == ["clinical"]
    task = StaffTask.objects.get()
    assert (task.queue, task.priority) == ("nurses", "high")
    assert task.text in words
    assert "911" in t.text


def test_the_promise_of_the_night_is_that_of_the_nurses_next_morning(talk, clinic):
    t = talk("can I take ibuprofen together with my antibiotic?", at=NIGHT)
    task = StaffTask.objects.get()
    assert task.due_at > NIGHT + timedelta(hours=8)
    nurses = Policies.of(clinic).queue("nurses")
    assert nurses is not None
    assert nurses.promise.by == "10:00"
    assert "10:00 AM" in t.text


def test_an_approved_answer_after_an_operation_comes_only_after_the_screen(talk):
    calm = talk("is swelling normal after a facelift?")
    danger = talk("is it normal that one side of my face is swelling fast after my facelift yesterday?")
    assert calm.reply["escalation"] is None
    assert danger.reply["escalation"] in {"E1", "E2"}
    assert danger.reply["sources"] == []
    assert Page.objects.exists()


# Call-backs


@pytest.mark.parametrize(
    ("about", "queue"),
    [
        ("it's about my bill and what I owe", "billing"),
        ("whether I can take my medication before surgery", "nurses"),
        ("the parking garage", "front-desk"),
    ],
)
def test_a_call_back_waits_in_the_queue_of_its_subject(talk, about, queue):
    t = talk("please have someone call me back", about, "Dana Price", "303 555 0177")
    task = StaffTask.objects.get(kind="callback")
    assert task.queue == queue
    assert t.reply["did"][0]["due_at"] == task.due_at.isoformat()


def test_a_clinical_message_goes_to_the_nurses(talk):
    t = talk("I want to leave a message", "how much of my medication should I take tonight", "Dana Price")
    assert t.actions == ["clinical"]
    assert StaffTask.objects.get().queue == "nurses"
