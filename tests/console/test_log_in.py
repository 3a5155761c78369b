import pytest
from django.test import Client

from jessica.console.demo_logins import DEMO_PASSWORD
from tests.console.records import PASSWORD, make_staff

pytestmark = pytest.mark.django_db

WRONG = "E-mail and password do not belong together."


def log_in(email, password, path="/console/login/"):
    client = Client()
    return client.post(path, {"username": email, "password": password}), client


def test_the_right_password_opens_today(dana):
    answer, client = log_in(dana.email, PASSWORD)
    assert answer.status_code == 302
    assert answer["Location"] == "/console/"
    assert "What needs" not in client.get("/console/login/").content.decode()
    assert client.get("/console/").status_code == 200


def test_capitals_in_the_address_do_not_matter(dana):
    answer, _ = log_in(dana.email.upper(), PASSWORD)
    assert answer.status_code == 302


@pytest.mark.parametrize("which", ["address", "password", "left"])
def test_the_answer_is_the_same_whatever_was_wrong(dana, which):
    if which == "left":
        dana.user.is_active = False
        dana.user.save()
    email = "nobody@example.org" if which == "address" else dana.email
    answer, client = log_in(email, "not the password" if which == "password" else PASSWORD)
    assert answer.status_code == 200
    assert WRONG in answer.content.decode()
    assert client.get("/console/").status_code == 302


def test_a_page_asked_for_before_the_log_in_comes_after_it(dana):
    asked = Client().get("/console/calendar/?view=week")
    answer, _ = log_in(dana.email, PASSWORD, asked["Location"])
    assert answer["Location"] == "/console/calendar/?view=week"


def test_nobody_is_led_away_from_the_console_by_the_log_in(dana):
    answer, _ = log_in(dana.email, PASSWORD, "/console/login/?next=https://elsewhere.example.org/")
    assert answer["Location"] == "/console/"


def test_logging_out_closes_the_console(desk):
    assert desk.post("/console/logout/").status_code == 302
    assert desk.get("/console/").status_code == 302


def test_demo_log_ins_are_printed_in_the_demo_only(dana, settings):
    settings.JESSICA_DEMO = True
    page = Client().get("/console/login/").content.decode()
    assert dana.email in page
    assert DEMO_PASSWORD in page
    settings.JESSICA_DEMO = False
    page = Client().get("/console/login/").content.decode()
    assert dana.email not in page
    assert DEMO_PASSWORD not in page


def test_who_has_left_is_not_among_the_demo_log_ins(small, settings):
    settings.JESSICA_DEMO = True
    left = make_staff(small.clinic, "Otto Lang")
    left.active = False
    left.save()
    assert left.email not in Client().get("/console/login/").content.decode()
