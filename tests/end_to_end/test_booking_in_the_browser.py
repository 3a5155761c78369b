"""A visitor on a phone leaves with a booked visit; staff see it, take over and hand back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from jessica.clinic.models import StaffMember
from jessica.scheduling.models import Appointment
from tests.end_to_end.conftest import PASSWORD
from tests.support.browser import assert_accessible
from tests.webchat.chat import Chat

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

DETAILS = ("Maria Lopez", "March 4, 1985", "303 555 0142")


def _log_in(page: Page, staff: StaffMember) -> None:
    page.get_by_label("mail").first.fill(staff.email)
    page.get_by_label("assword").first.fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()


def test_a_visitor_books_in_english_on_a_phone(open_page, open_clinic):
    chat = Chat(open_page("/c/demo/", phone=True)).open()
    chat.say("hi, do you do nose jobs? could I come in next thursday after 3")
    expect(chat.hers.last).to_contain_text("Yes, we do Rhinoplasty")
    chat.say("it's my first visit")
    chat.say("Thursday, December 10")
    chat.panel.get_by_role("button", name="Thursday, December 10").first.click()
    expect(chat.hers.last).to_contain_text("full name")
    for words in DETAILS:
        chat.say(words)
    expect(chat.hers.last).to_contain_text("Let me read it back")
    chat.panel.get_by_role("button", name="Yes, book it").click()
    expect(chat.panel.get_by_role("link", name="Add to my calendar")).to_be_visible()
    visit = Appointment.objects.get()
    assert visit.person.full_name == "Maria Lopez"
    assert visit.topic.key == "rhinoplasty"
    assert_accessible(chat.page)
    with chat.page.expect_download() as download:
        chat.panel.get_by_role("link", name="Add to my calendar").click()
    calendar = download.value.path().read_text()
    assert "BEGIN:VEVENT" in calendar
    assert "hinoplasty" not in calendar


def test_a_visitor_books_in_spanish_on_a_phone(open_page, open_clinic):
    chat = Chat(open_page("/c/demo/?lang=es", phone=True, locale="es-MX")).open()
    expect(chat.hers.first).to_contain_text("inteligencia artificial")
    chat.say("quiero una cita para una limpieza facial")
    chat.say("mañana por la mañana")
    chat.panel.get_by_role("button", name="martes 1 de diciembre").first.click()
    expect(chat.hers.last).to_contain_text("nombre completo")
    for words in ("Lucía Castillo", "5 de mayo de 1990", "303 555 0123"):
        chat.say(words)
    chat.panel.get_by_role("button", name="Sí, agéndela").click()
    expect(chat.hers.last).to_contain_text("su cita está agendada")
    assert Appointment.objects.get().person.given_name == "Lucía"


def test_a_reload_in_the_middle_loses_nothing(open_page, open_clinic):
    chat = Chat(open_page("/c/demo/", phone=True)).open()
    chat.say("I want a facial tomorrow morning")
    chat.panel.get_by_role("button", name="Tuesday, December 1").first.click()
    expect(chat.hers.last).to_contain_text("full name")
    chat.page.reload()
    if not chat.panel.is_visible():
        chat.launcher.click()
    expect(chat.hers.last).to_contain_text("full name")
    for words in DETAILS:
        chat.say(words)
    chat.panel.get_by_role("button", name="Yes, book it").click()
    expect(chat.hers.last).to_contain_text("It is on the calendar")
    assert Appointment.objects.count() == 1


def test_staff_take_over_live_and_jessica_is_silent_until_they_hand_back(open_page, front_desk):
    visitor = Chat(open_page("/c/demo/", phone=True)).open()
    visitor.say("can I talk to a person please")
    expect(visitor.hers.last).to_contain_text("a person from our team")

    desk = open_page("/console/login/")
    _log_in(desk, front_desk)
    desk.goto(desk.url.split("/console")[0] + "/console/inbox/")
    desk.locator("a[href*='/console/inbox/']").filter(has_text="person").first.click()
    desk.get_by_role("textbox").first.fill(f"Hello, this is {front_desk.name}. How can I help?")
    desk.keyboard.press("Control+Enter")
    send = desk.get_by_role("button", name="Send")
    if send.is_visible():
        send.click()
    expect(visitor.panel.get_by_text("How can I help?").last).to_be_visible()

    said = visitor.hers.count()
    visitor.write("what are your hours?")
    expect(desk.get_by_text("what are your hours?").last).to_be_visible()
    assert visitor.hers.count() == said

    desk.get_by_role("button", name="Hand back").first.click()
    expect(visitor.box).to_be_enabled()
    visitor.say("what are your hours?")
    expect(visitor.hers.last).to_contain_text("open")


def test_what_jessica_booked_is_on_the_staff_calendar(open_page, front_desk):
    chat = Chat(open_page("/c/demo/", phone=True)).open()
    for words in (
        "I want a facial tomorrow morning",
        "the first one",
        "Maria Lopez",
        "March 4, 1985",
        "303 555 0142",
        "yes",
    ):
        chat.say(words)
    desk = open_page("/console/login/")
    _log_in(desk, front_desk)
    desk.goto(desk.url.split("/console")[0] + "/console/calendar/?date=2026-12-01")
    expect(desk.get_by_text("Maria Lopez").first).to_be_visible()
