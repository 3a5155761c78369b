"""Stop, not now, once more, none of her business: in every state of a talk, and then the task goes on."""

from __future__ import annotations

import pytest

from jessica.people.models import ContactOptOut
from jessica.reception.models import Handover, StaffTask
from jessica.scheduling.models import Hold

BOOKING = ["I want a facial", "I'm new", "the soonest", "the first one", "Lena Quist", "3/4/1985"]
# How far a talk has come, and what is awaited then.
STATES = {
    "nothing yet": ([], None),
    "asked what for": (["I want to book a visit"], "service"),
    "asked for a time": (BOOKING[:2], "when"),
    "offered times": (BOOKING[:3], "choice"),
    "asked for the name": (BOOKING[:4], "name"),
    "asked for the birth date": (BOOKING[:5], "birth_date"),
    "asked for the number": (BOOKING, "phone"),
    "read back": ([*BOOKING, "303-555-0144"], "confirm"),
    "asked who it is": (["I need to cancel my appointment"], "name"),
    "asked for a message": (["I want to leave a message"], "reason"),
}


def _words(state: str) -> list[str]:
    return STATES[state][0]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("you are an idiot", "respectful"),
        ("are you a robot?", "I am an AI"),
        ("can you say that again?", "Once more"),
    ],
)
def test_the_open_question_stays_open(talk, state, words, said):
    t = talk(*_words(state))
    t.say(words)
    assert said in t.text
    assert t.reply["awaiting"] == STATES[state][1]
    assert t.actions == []


@pytest.mark.parametrize("state", [name for name in STATES if name != "asked for a message"])
@pytest.mark.parametrize("words", ["who won the game last night?", "can you write a poem about my cat"])
def test_what_is_not_hers_is_left_kindly_and_filed_nowhere(talk, state, words):
    t = talk(*_words(state))
    t.say(words)
    assert "not something I can help with" in t.text
    assert t.reply["awaiting"] == STATES[state][1]
    assert t.actions == []


@pytest.mark.parametrize("state", [name for name in STATES if name != "nothing yet"])
def test_a_task_can_be_dropped_anywhere(talk, state):
    t = talk(*_words(state))
    t.say("never mind")
    assert t.reply["awaiting"] is None
    assert t.actions == []
    assert not Hold.objects.exists()


@pytest.mark.parametrize("state", STATES)
def test_it_can_begin_anew_anywhere(talk, state):
    t = talk(*_words(state))
    t.say("let's start over")
    assert "from the start" in t.text
    assert t.reply["awaiting"] in {None, "service"}


def test_a_booking_goes_on_after_every_turn_of_the_talk(talk):
    t = talk(
        "I want a facial", "who won the game last night?", "I'm new", "can you repeat that?", "the soonest"
    )
    t.say(
        "are you a robot?", "the first one", "you are stupid", "Lena Quist", "stop texting me", "303-555-0144"
    )
    assert t.actions == ["opted_out"]
    t.say("3/4/1985", "yes")
    assert t.actions == ["opted_out", "visit_booked"]


# Later


@pytest.mark.parametrize(
    ("language", "first", "words", "said"),
    [
        ("en", "I want a facial", "I'll think about it and get back to you", "no rush"),
        ("en", "I want a facial", "maybe later", "no rush"),
        ("en", "I want a facial", "let me talk to my husband first", "no rush"),
        ("es", "quiero un facial", "lo voy a pensar", "ni hay prisa"),
        ("es", "quiero un facial", "ahorita no, yo le aviso", "ni hay prisa"),
    ],
)
def test_who_puts_it_off_is_let_go(talk, language, first, words, said):
    t = talk(first, words, locale=language)
    assert said in t.text
    assert "?" not in t.text
    assert t.reply["awaiting"] is None
    assert t.actions == []


def test_what_was_put_off_goes_on_with_all_that_was_said(talk):
    t = talk(*BOOKING, "303-555-0144")
    t.say("I need to think about it, I'll get back to you")
    assert not Hold.objects.exists()
    t.say("ok, I'd like to book it")
    assert "Lena Quist" in t.text
    t.say("yes")
    assert t.actions == ["visit_booked"]


def test_hesitating_leaves_nothing(talk):
    t = talk(*BOOKING, "303-555-0144", "hmm, not sure")
    assert t.reply["awaiting"] == "confirm"


# Once more


def test_the_last_answer_is_said_again_a_sentence_a_line(talk):
    t = talk("where do I park?")
    before = t.text
    t.say("sorry, can you say that again?")
    assert t.text.startswith("Once more:")
    assert t.text.removeprefix("Once more:").split() == before.split()


def test_no_comprendi_says_it_again(talk):
    t = talk("¿dónde me estaciono?", locale="es")
    before = t.text
    t.say("no entendí, ¿me lo puede repetir?")
    assert t.text.removeprefix("De nuevo:").split() == before.split()


# Abuse


@pytest.mark.parametrize(
    ("language", "words"), [("en", "you are a stupid idiot"), ("es", "eres una estúpida")]
)
def test_insults_meet_a_boundary_twice_and_then_a_person(talk, language, words):
    t = talk(words, locale=language)
    assert t.actions == []
    t.say(words)
    assert t.actions == []
    t.say(words)
    assert t.actions == ["handed_over"]
    assert Handover.objects.get().reason == "abuse"


# Complaints


@pytest.mark.parametrize(
    ("language", "words", "said", "yes"),
    [
        ("en", "the nurse was so rude to me on Friday", "sorry that you are unhappy", "yes please"),
        ("es", "quiero poner una queja, la enfermera fue grosera", "Lamento", "sí, por favor"),
    ],
)
def test_a_complaint_waits_for_the_manager_and_a_person_is_offered(talk, language, words, said, yes):
    t = talk(words, locale=language)
    assert said in t.text
    task = StaffTask.objects.get()
    assert (task.kind, task.queue, task.text) == ("complaint", "manager", words)
    assert task.due_at.isoformat() == t.reply["did"][0]["due_at"]
    assert t.reply["awaiting"] == "confirm"
    t.say(yes)
    assert t.actions == ["complaint", "handed_over"]
    assert Handover.objects.get().reason == "complaint"


def test_a_complaint_admits_nothing_and_a_no_goes_on_with_the_booking(talk):
    t = talk("I want a facial", "by the way, your front desk was awful to me")
    assert not any(words in t.text for words in ("our fault", "our mistake", "we should have"))
    t.say("no")
    assert t.reply["awaiting"] == "when"
    assert t.actions == ["complaint"]


@pytest.mark.parametrize(
    "words", ["I'm calling my lawyer about what you did", "voy a demandarlos por negligencia"]
)
def test_a_lawyer_brings_a_person_at_once(talk, words):
    t = talk(words, locale="es" if "voy" in words else "en")
    assert t.actions == ["complaint", "handed_over"]


def test_a_question_about_refunds_is_no_complaint(talk):
    assert "complaint" not in talk("what is your refund policy?").actions


# Opt-out


def test_who_is_known_is_left_alone_at_once(talk, patient):
    t = talk("when is my appointment?", "Nora Whitfield", "6/9/1984", "stop texting me")
    row = ContactOptOut.objects.get()
    assert (row.person, row.scope, row.address) == (patient, "sms", "")
    assert t.reply["did"] == [{"action": "opted_out", "id": str(row.pk), "scope": "sms"}]
    assert t.text == "Done: we will not text you any more."


@pytest.mark.parametrize(
    ("language", "words", "scope", "given", "address"),
    [
        ("en", "please stop texting me", "sms", "303-555-0188", "+13035550188"),
        ("en", "unsubscribe", "all", "vera@example.com", "vera@example.com"),
        ("en", "no more promotional emails please", "marketing", "Vera@example.com", "vera@example.com"),
        ("en", "don't ever call me again", "calls", "303 555 0188", "+13035550188"),
        ("es", "ya no me manden correos", "email", "vera@example.com", "vera@example.com"),
        ("es", "dejen de llamarme", "calls", "303-555-0188", "+13035550188"),
    ],
)
def test_who_is_not_known_names_a_number_or_address(talk, language, words, scope, given, address):
    t = talk(words, locale=language)
    assert not ContactOptOut.objects.exists()
    t.say(given)
    row = ContactOptOut.objects.get()
    assert (row.person, row.scope, row.address) == (None, scope, address)
    assert t.actions == ["opted_out"]
    t.say(words)
    assert ContactOptOut.objects.count() == 1


def test_no_thanks_is_no_opt_out(talk):
    t = talk("do you do facials?", "no thanks")
    assert t.actions == []
    assert not ContactOptOut.objects.exists()


# Asked again


def test_been_here_before_is_not_asked_for_ever(talk):
    t = talk("I want to book botox")
    assert t.reply["awaiting"] == "choice"
    t.say("do you have parking?", "what are your hours?")
    assert [choice["label"] for choice in t.reply["choices"]][-1] == "Talk to a person"
    t.say("Talk to a person")
    assert t.actions == ["handed_over"]


def test_who_does_not_know_is_planned_as_new(talk):
    t = talk("I want to book botox", "I'm not sure")
    assert t.reply["awaiting"] == "when"


def test_putting_it_off_first_thing_keeps_the_language(talk):
    assert "Claro que sí" in talk("lo voy a pensar, luego le aviso", locale="es").text


def test_asking_for_silence_where_a_message_was_awaited_is_no_message(talk):
    t = talk("quiero dejar un recado", "ya no me manden mensajes", "303-555-0188", locale="es")
    assert t.actions == ["opted_out"]
    assert t.reply["awaiting"] == "reason"
