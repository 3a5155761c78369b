"""Booking by conversation: order, corrections, digressions, what is read back and what is written."""

from __future__ import annotations

from datetime import UTC, datetime

from jessica.scheduling.models import Appointment, Hold

DETAILS = ("Maria Lopez", "March 4, 1985", "303 555 0142")


def test_the_first_message_may_hold_a_question_and_a_wish(talk):
    t = talk("hi, do you do nose jobs? could I come in next thursday after 3")
    assert "Yes, we do Rhinoplasty" in t.text
    t.say("it's my first visit")
    if t.reply["choices"] and "or" in t.text and len(t.reply["choices"]) == 2:
        t.say(t.reply["choices"][1]["label"])
    assert t.reply["awaiting"] == "choice"
    assert "Thursday, December 10" in t.text
    assert "Dr. Nadia Rahimi" in t.text


def test_a_whole_booking_in_one_message_needs_only_a_yes(talk):
    t = talk(
        "I'm a new patient, I'd like a rhinoplasty consultation the soonest you have, any doctor. "
        "My name is Lena Quist, DOB 7/8/1991, phone 720-555-0133"
    )
    assert t.reply["awaiting"] == "choice"
    t.say("the first one")
    assert t.reply["awaiting"] == "confirm"
    for fact in ("Lena Quist", "July 8, 1991", "(720) 555-0133", "Rhinoplasty"):
        assert fact in t.text
    t.say("yes")
    assert [item["action"] for item in t.reply["did"]] == ["visit_booked"]


def test_nothing_is_written_before_a_clear_yes(talk):
    t = talk("I want a facial", "the soonest", "the first one", *DETAILS)
    assert t.reply["awaiting"] == "confirm"
    assert not Appointment.objects.exists()
    t.say("maybe", "hmm let me think")
    assert not Appointment.objects.exists()
    t.say("yes, book it")
    assert Appointment.objects.count() == 1
    assert "It is on the calendar" in t.text


def test_what_is_said_as_booked_is_what_the_calendar_has(talk):
    t = talk("I want a facial", "the soonest", "the first one", *DETAILS, "yes")
    visit = Appointment.objects.get()
    did = t.reply["did"][0]
    assert did["id"] == str(visit.pk)
    assert datetime.fromisoformat(did["starts_at"]) == visit.starts_at
    assert did["provider"] in t.text
    assert did["address"] in t.text
    assert did["weekday"] in t.text
    assert t.records("visit_booked")[0]["id"] == did["id"]


def test_a_chosen_time_is_kept_for_this_conversation_only(talk):
    first = talk("I want a facial", "the soonest")
    label = first.reply["choices"][0]["label"]
    first.say(label)
    assert Hold.objects.count() == 1
    second = talk("I want a facial", "the soonest")
    assert label not in [choice["label"] for choice in second.reply["choices"]]


def test_actually_make_it_friday_starts_the_search_again_with_all_else_kept(talk):
    t = talk("I want a facial", "tomorrow", "the first one", *DETAILS)
    t.say("actually make it Friday")
    assert "Friday, December 4" in t.text
    t.say("the first one")
    assert t.reply["awaiting"] == "confirm"
    assert "Maria Lopez" in t.text


def test_the_other_doctor_leaves_the_first_one_out(talk):
    t = talk("new patient, consultation for liposuction with Dr. Marlowe next week")
    assert "Dr. Helen Marlowe" in t.text
    t.say("no, the other doctor")
    assert "Dr. Helen Marlowe" not in t.text
    assert "Dr." in t.text


def test_a_question_in_the_middle_is_answered_and_the_booking_goes_on(talk):
    t = talk("I want a facial", "the soonest", "the first one")
    assert t.reply["awaiting"] == "name"
    t.say("do you have parking?")
    assert "Alder Lane" in t.text
    assert t.reply["awaiting"] == "name"
    t.say(*DETAILS, "yes")
    assert t.actions == ["visit_booked"]


def test_answers_to_questions_not_yet_asked_are_not_asked_again(talk):
    t = talk(
        "I want a facial. My number is 303 555 0142 and I was born March 4, 1985", "the soonest", "first"
    )
    assert t.reply["awaiting"] == "name"
    t.say("Maria Lopez")
    assert t.reply["awaiting"] == "confirm"


def test_a_correction_of_the_name_is_read_back(talk):
    t = talk("I want a facial", "the soonest", "first", *DETAILS)
    t.say("no, my name is Marta Lopez")
    assert "Marta Lopez" in t.text
    assert t.reply["awaiting"] == "confirm"
    t.say("yes")
    assert Appointment.objects.get().person.full_name == "Marta Lopez"


def test_start_over_forgets_the_wish_and_never_mind_leaves_it(talk):
    t = talk("I want a facial", "tomorrow", "the first one", "start over")
    assert t.reply["awaiting"] == "service"
    assert not Hold.objects.exists()
    t.say("never mind")
    assert "Nothing was booked" in t.text
    assert t.actions == []


def test_two_wishes_in_one_message_are_both_done_in_their_order(talk, patient):
    t = talk("I'd like a facial and then can I leave a message for the team", "the soonest", "first")
    t.say("Nora Whitfield", "6/9/1984", "yes")
    assert "Now to your message" in t.text
    t.say("please have my invoice ready")
    assert t.actions == ["visit_booked", "message"]


def test_a_refused_waiting_list_is_not_offered_again(talk):
    t = talk("I want a facial on January 1st 2028")
    if t.reply["awaiting"] == "confirm":
        t.say("no")
    t.say("December 25th")
    assert "waiting list" not in t.text


def test_an_existing_patient_is_not_asked_for_the_number_on_file(talk, patient):
    t = talk("I'd like a facial", "the soonest", "first", "Nora Whitfield", "June 9, 1984")
    assert t.reply["awaiting"] == "confirm"
    t.say("yes")
    assert Appointment.objects.get().person == patient


def test_a_visit_for_known_patients_begins_with_a_consultation_for_a_new_one(talk):
    t = talk("I'm a new patient and want to book a follow up after surgery visit")
    assert Appointment.objects.count() == 0
    assert t.reply["text"]


def test_a_minor_needs_a_named_guardian(talk):
    t = talk(
        "I'm new, consultation for ear surgery for my daughter",
        "the soonest",
        "first",
        "Amy Stone",
        "5/5/2012",
    )
    assert "guardian" in t.text
    t.say("Carol Stone", "303-555-0144")
    assert "Carol Stone" in t.text
    t.say("yes")
    assert Appointment.objects.get().person.guardian.full_name == "Carol Stone"


def test_below_the_minimum_age_nothing_is_booked_and_people_take_over(talk):
    t = talk(
        "I'm a new patient, breast augmentation consultation", "the soonest", "first", "Amy Stone", "5/5/2012"
    )
    assert "handed_over" in t.actions
    assert not Appointment.objects.exists()


def test_nearest_times_are_offered_where_none_fits(talk):
    t = talk("I want a facial on Sunday")
    assert "We are closed on Sunday, December 6." in t.text
    assert "The nearest free times" in t.text
    assert t.reply["choices"]


def test_a_past_date_is_never_booked(talk):
    t = talk("I want a facial on November 2nd 2026")
    assert "2026" not in t.text
    assert not any("November 2 " in choice["label"] for choice in t.reply["choices"])


def test_spanish_books_in_spanish(talk):
    t = talk("hola, quiero una limpieza facial", "mañana por la tarde", "la primera", locale="es")
    t.say("Ana Torres", "5 de mayo de 1990", "303 555 0123")
    assert "Se lo repito" in t.text
    t.say("sí, por favor")
    assert "su cita está agendada" in t.text
    assert Appointment.objects.get().person.language == "es"


def test_a_visitor_who_switches_language_is_followed(talk):
    t = talk("hola, ¿cuánto cuesta una rinoplastia?")
    assert "cuesta normalmente" in t.text
    t.say("can we do this in english please")
    t.say("what are your hours")
    assert "is open" in t.text


def test_night_offers_no_time_before_the_minimum_notice(talk):
    at = datetime(2026, 12, 1, 5, 30, tzinfo=UTC)  # 22:30 on Monday in Denver
    t = talk("I want a facial, the soonest you have", at=at)
    assert all("November 30" not in choice["label"] for choice in t.reply["choices"])


def test_a_name_and_a_birth_date_given_before_they_are_asked_for_are_kept(talk):
    t = talk("I want a rhinoplasty consultation, the soonest you have", "tasha greene", "feb 11 89")
    assert "February" not in t.text
    t.say("it's my first visit", "the first one", "303 555 0188")
    assert t.reply["awaiting"] == "confirm"
    assert "Tasha Greene" in t.text
    assert "February 11, 1989" in t.text


def test_a_short_date_of_this_year_is_a_day_to_come_and_not_a_birthday(talk):
    t = talk("I want a facial", "12/9/26")
    assert "December 9" in t.text


def test_a_few_words_that_both_languages_have_switch_nothing(talk):
    t = talk("buenas noches, quisiera una cita para un facial", "me van a llamar?", locale="es")
    assert "Sí" in t.text or "equipo" in t.text or "¿" in t.text
    assert "team" not in t.text
