"""Words to commands, for one clinic, without a database."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jessica.dialogue import commands as c
from jessica.dialogue.ports import ClinicFacts, InsurerFact, LocationFact, ProviderFact, ServiceFact
from jessica.dialogue.understanding.clauses import split_clauses
from jessica.dialogue.understanding.context import Context
from jessica.dialogue.understanding.grammars.when import OpeningHours
from jessica.dialogue.understanding.local import LocalUnderstanding
from jessica.dialogue.understanding.text_speak import plain_words

FACTS = ClinicFacts(
    slug="c",
    name="C",
    languages=("en", "es"),
    time_zone="America/Denver",
    phone="",
    emergency_number="911",
    adult_age=18,
    services=(
        ServiceFact(
            "consult",
            "visit",
            "consultation",
            {"en": "Surgical consultation", "es": "Consulta de cirugía"},
            {"en": ["consult", "consultation"], "es": ["consulta"]},
        ),
        ServiceFact(
            "nose",
            "procedure",
            "surgery",
            {"en": "Rhinoplasty", "es": "Rinoplastia"},
            {"en": ["nose job"], "es": ["nariz"]},
            booked_as="consult",
        ),
        ServiceFact(
            "lipo",
            "procedure",
            "surgery",
            {"en": "Liposuction", "es": "Liposucción"},
            {"en": ["lipo"], "es": ["lipo"]},
            booked_as="consult",
        ),
        ServiceFact(
            "laser",
            "visit",
            "laser",
            {"en": "Laser session", "es": "Sesión de láser"},
            {"en": ["laser"], "es": ["láser"]},
        ),
    ),
    providers=(
        ProviderFact("marlow", "Dr. Ada Marlow", "Ada", "Marlow", "MD"),
        ProviderFact("ruiz", "Dr. Juan Ruiz", "Juan", "Ruiz", "MD"),
    ),
    locations=(
        LocationFact("north", "North", "1 North St", synonyms=("north office",)),
        LocationFact("south", "South", "1 South St"),
    ),
    insurers=(InsurerFact("Aetna", ("etna",), {"north": "yes"}),),
)
UNDERSTANDING = LocalUnderstanding(FACTS)


def understand(text: str, **more: object) -> list[c.Command]:
    context = Context(
        language="en",
        today=date(2026, 11, 30),
        now=time(9),
        hours=OpeningHours({d: (time(8), time(18)) for d in range(5)}),
        **more,  # type: ignore[arg-type]
    )
    return UNDERSTANDING.understand(text, context)


def kinds(text: str, **more: object) -> set[str]:
    return {type(command).__name__ for command in understand(text, **more)}


def test_question_wish_and_time_in_one_message():
    found = understand("hi, do you do nose jobs? could I come in thursday after 3", first_turn=True)
    assert c.Start("book") in found
    assert any(isinstance(x, c.Ask) and x.kind == "offers_service" and x.service_key == "nose" for x in found)
    assert any(isinstance(x, c.FillWhen) and x.when.windows[0].earliest == time(15) for x in found)


@pytest.mark.parametrize("text", ["rhinoplsty", "rinoplasty", "a rhinoplastia", "NOSE JOBS", "nose-job"])
def test_slips_of_the_finger_still_name_the_service(text):
    assert c.FillService(("nose",)) in understand(f"I'm interested in {text}")


@pytest.mark.parametrize(
    "text", ["I want my lips done", "el martes a las 3", "please", "thursday", "closer to home"]
)
def test_other_words_name_no_service(text):
    assert "FillService" not in kinds(text)


def test_buenas_tardes_is_a_greeting_and_no_wish_for_the_afternoon():
    assert "FillWhen" not in kinds("buenas tardes, quiero una cita")
    assert "FillWhen" in kinds("quiero una cita por la tarde")


def test_two_jobs_in_one_sentence():
    found = [
        x
        for x in understand("cancel my appointment on friday and then book a consultation")
        if isinstance(x, c.Start)
    ]
    assert found == [c.Start("cancel"), c.Start("book")]


def test_from_one_day_to_another_tells_the_visit_and_the_wish():
    found = understand("please move my visit from thursday to friday")
    assert any(isinstance(x, c.HintVisit) and x.when.windows[0].first.weekday() == 3 for x in found)
    assert any(isinstance(x, c.FillWhen) and x.when.windows[0].first.weekday() == 4 for x in found)


def test_a_tapped_quick_reply_is_a_pick():
    assert understand(
        "Another time", pending="which_opening", labels=("A", "Another time"), values=("A", "Another time")
    ) == [c.Choose(1)]


def test_the_last_one_is_a_time_and_not_the_button_below_it():
    labels = ("Monday, December 7 at 9:00 AM", "Tuesday, December 8 at 9:00 AM", "Another time")
    assert c.Choose(1) in understand(
        "the last one", pending="which_opening", labels=labels, values=labels, job="book"
    )


def test_a_name_made_of_ordinary_words_is_a_name_when_asked():
    assert "FillName" in kinds("Dana Price", awaiting="name", pending="name")
    assert "FillName" not in kinds("what's the price")


def test_nothing_understood_says_so():
    assert kinds("qwerty zxcvb") == {"Unclear"}


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_the_answer_is_never_empty(text):
    assert understand(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Is there parking? And move my visit to Friday.", 2),
        ("I'd like to see Dr. Marlow at 3 p.m. on Friday", 1),
        ("book me for monday and also what are your hours", 2),
        ("hola. quiero una cita; gracias", 3),
        ("", 0),
        ("...", 0),
    ],
)
def test_clauses(text, parts):
    assert len(split_clauses(text)) == parts


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("2moro 4 botox", "tomorrow for botox"),
        ("can u come", "can you come"),
        ("at 4 pm", "at 4 pm"),
        ("4 March 85", "4 March 85"),
        ("u@example.org", "u@example.org"),
    ],
)
def test_shorthand_is_written_out(text, plain):
    assert plain_words(text) == plain
