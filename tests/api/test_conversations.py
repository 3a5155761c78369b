from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from jessica.api.schemas.clinic import ClinicDirectory
from jessica.clinic.models import Clinic, StaffMember
from jessica.platform.ids import stable_id
from jessica.reception import staff_side
from jessica.reception.models import Conversation
from tests.api.caller import Talk, begin, body_of
from tests.factories import NOW, SmallClinic

pytestmark = pytest.mark.django_db


def test_the_directory_tells_places_people_and_services(small: SmallClinic, client: Client) -> None:
    response = client.get("/api/v1/clinics/harbor")

    directory = body_of(response, 200, ClinicDirectory)
    assert [each["key"] for each in directory["providers"]] == ["okafor", "rivera"]
    assert directory["locations"][0]["hours"][0] == {"weekday": "monday", "opens": "00:00", "closes": "24:00"}
    services = {each["key"]: each for each in directory["services"]}
    assert services["consultation"]["providers"] == ["okafor", "rivera"]
    assert services["consultation"]["locations"] == [small.place.key]
    assert response.headers["Cache-Control"] == "public, max-age=60"


def test_a_conversation_opens_with_jessica_saying_what_she_is(talk: Talk) -> None:
    assert "AI" in " ".join(talk.opening["text"])
    [message] = talk.read()["messages"]
    assert (message["author"], message["author_name"], message["reply"]) == (
        "jessica",
        "Jessica",
        talk.opening,
    )


@pytest.mark.parametrize(
    ("asked", "spoken"), [("es-US", "es"), ("ES_mx", "es"), ("en", "en"), ("fr-CA", "en"), (None, "en")]
)
def test_the_language_asked_for_is_spoken_where_the_clinic_speaks_it(
    clinic: Clinic, client: Client, asked: str | None, spoken: str
) -> None:
    assert begin(client, locale=asked).read()["locale"] == spoken


def test_where_the_visitor_came_from_is_kept(clinic: Clinic, client: Client) -> None:
    begin(client, channel="web", source="clinic-page")
    assert Conversation.objects.values_list("channel", "source").get() == ("web", "clinic-page")


def test_a_message_is_answered_and_both_are_in_the_conversation(talk: Talk) -> None:
    answer = talk.send("are you a robot?")

    assert answer["reply"]["text"]
    assert (answer["conversation"]["owner"], answer["conversation"]["status"]) == ("jessica", "open")
    said = talk.read()["messages"]
    assert [(each["ordinal"], each["author"]) for each in said] == [
        (1, "jessica"),
        (2, "visitor"),
        (3, "jessica"),
    ]
    assert said[1]["text"] == "are you a robot?"
    assert said[2]["reply"] == answer["reply"]


def test_a_hand_over_is_told_done_and_recorded(talk: Talk) -> None:
    answer = talk.send("I want to talk to a human")

    [did] = answer["reply"]["did"]
    assert did["action"] == "handed_over"
    assert answer["reply"]["handover"]["id"] == did["id"]
    assert datetime.fromisoformat(answer["conversation"]["handover"]["promised_by"]) > NOW
    [record] = talk.records()
    assert (record["action"], record["id"], record["ordinal"]) == ("handed_over", did["id"], 1)


def test_a_page_to_the_surgeon_is_told_and_recorded(talk: Talk, staff: StaffMember) -> None:
    StaffMember.objects.create(
        id=stable_id(staff.clinic.slug, "staff", "sol"),
        clinic=staff.clinic,
        key="sol",
        name="Sol Reyes",
        role="surgeon",
    )
    answer = talk.send("my chest hurts and I can't breathe")

    assert answer["reply"]["escalation"] == "E1"
    assert [did["action"] for did in answer["reply"]["did"]] == ["handed_over", "paged"]
    [paged] = [record for record in talk.records() if record["action"] == "paged"]
    assert (paged["name"], paged["tier"]) == ("Sol Reyes", "E1")


def test_a_calmer_worry_is_recorded_as_a_task_of_the_nurses(talk: Talk) -> None:
    answer = talk.send("my drain stopped filling since this morning, tummy tuck 3 days ago")

    assert answer["reply"]["escalation"] == "E3"
    assert "nurse" in [record["action"] for record in talk.records()]


def test_jessica_is_silent_while_a_person_answers(talk: Talk, staff: StaffMember) -> None:
    staff_side.answer(Conversation.objects.get().pk, staff=staff, text="Hello, Noor here.", at=NOW)

    answer = talk.send("oh good, hello")

    assert answer["reply"]["text"] == []
    assert (answer["conversation"]["owner"], answer["conversation"]["owner_name"]) == (
        "person",
        "Noor Haddad",
    )
    assert [each["author"] for each in talk.read()["messages"]] == ["jessica", "staff", "visitor"]


def test_notes_among_staff_are_never_shown(talk: Talk, staff: StaffMember) -> None:
    staff_side.add_note(Conversation.objects.get().pk, staff=staff, text="sounds worried", at=NOW)
    talk.say("hello")
    shown = talk.read()
    assert "sounds worried" not in str(shown)
    assert [each["ordinal"] for each in shown["messages"]] == [1, 3, 4]


@pytest.mark.parametrize("part", ["", "/records"])
def test_what_is_said_is_never_kept_by_caches(talk: Talk, part: str) -> None:
    assert talk.get(part).headers["Cache-Control"] == "no-store"
    assert talk.post("hello").headers["Cache-Control"] == "no-store"
