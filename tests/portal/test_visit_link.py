"""What the link of a visit shows, and lets a patient do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from jessica.billing.models import Charge
from jessica.scheduling.models import Appointment
from tests.factories import MONDAY, SmallClinic
from tests.support.html_page import HtmlPage

pytestmark = pytest.mark.django_db


def page(client: Client, address: str, **headers: str) -> HtmlPage:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return HtmlPage(response.content.decode())


def times_to_move_to(client: Client, link: str) -> list[str]:
    return page(client, f"{link}move/?from={MONDAY}").links_of_class("time")


def test_shows_when_where_and_with_whom(client: Client, link: str) -> None:
    shown = page(client, link).text
    for fact in ("Monday, November 30", "9:30 AM", "Dr. Lena Okafor", "Downtown", "12 Example Street"):
        assert fact in shown


def test_shows_neither_the_kind_of_visit_nor_its_reason_nor_the_name(client: Client, link: str) -> None:
    for address in (link, f"{link}move/", f"{link}cancel/", f"{link}visit.ics"):
        content = client.get(address).content.decode().lower()
        for secret in ("rhinoplasty", "accident", "consultation", "rosa", "delgado"):
            assert secret not in content, (address, secret)


def test_speaks_spanish_to_a_spanish_browser(client: Client, link: str) -> None:
    shown = page(client, link, accept_language="es-MX,es;q=0.9").text
    assert "Lunes 30 de noviembre" in shown
    assert "9:30 a. m." in shown
    assert "Cancelar la cita" in shown


def test_a_changed_token_opens_nothing(client: Client, link: str) -> None:
    response = client.get(link[:-2] + "x/")
    assert response.status_code == 404
    assert "This link does not open a visit" in response.content.decode()


def test_the_address_is_kept_from_other_sites_caches_and_search_engines(client: Client, link: str) -> None:
    response = client.get(link)
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_the_calendar_file_leads_back_to_the_link(client: Client, link: str) -> None:
    response = client.get(f"{link}visit.ics")
    assert response["Content-Type"].startswith("text/calendar")
    unfolded = response.content.decode().replace("\r\n ", "")
    assert f"URL:http://testserver{link}" in unfolded
    assert "DTSTART;TZID=America/New_York:20261130T093000" in unfolded


def test_moving_takes_a_choice_and_a_confirmation(client: Client, link: str, visit: Appointment) -> None:
    chosen = times_to_move_to(client, link)[3]
    question = page(client, chosen)
    assert "Moving your visit costs nothing." in question.text
    visit.refresh_from_db()
    assert visit.sequence == 0

    response = client.post(chosen, question.form, follow=True)

    wanted = parse_qs(urlsplit(chosen).query)["to"][0]
    visit.refresh_from_db()
    assert visit.starts_at == datetime.fromisoformat(wanted)
    assert visit.sequence == 1
    assert "Your visit has moved" in response.content.decode()


def test_the_time_that_the_visit_has_is_not_offered(client: Client, link: str, visit: Appointment) -> None:
    starts = [parse_qs(urlsplit(address).query)["to"][0] for address in times_to_move_to(client, link)]
    assert starts
    assert visit.starts_at.isoformat() not in starts


def test_a_time_that_was_taken_meanwhile_leaves_the_visit_where_it_is(
    client: Client, link: str, visit: Appointment, small: SmallClinic
) -> None:
    chosen = next(
        address
        for address in times_to_move_to(client, link)
        if datetime.fromisoformat(parse_qs(urlsplit(address).query)["to"][0])
        == small.instant("11:00", MONDAY)
    )
    form = page(client, chosen).form
    small.book(small.opening("11:00", provider=small.okafor))

    response = client.post(chosen, form, follow=True)

    visit.refresh_from_db()
    assert visit.starts_at == small.instant("09:30", MONDAY)
    assert "That time has just been taken. Your visit is where it was." in response.content.decode()


def test_cancelling_in_time_is_free_and_says_so_first(client: Client, link: str, visit: Appointment) -> None:
    question = page(client, f"{link}cancel/")
    assert "You can cancel now without a fee." in question.text

    response = client.post(f"{link}cancel/", question.form, follow=True)

    visit.refresh_from_db()
    assert visit.status == "cancelled"
    assert not Charge.objects.exists()
    assert "Your visit is cancelled" in response.content.decode()


def test_cancelling_late_names_the_fee_offers_moving_and_charges_once_accepted(
    client: Client, link: str, visit: Appointment, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(visit.starts_at - timedelta(hours=20))
    question = page(client, f"{link}cancel/")
    assert "Cancelling now costs $75." in question.text
    assert "Inside two days of the visit we keep $75." in question.text
    assert "Move it instead" in question.text

    client.post(f"{link}cancel/", question.form)
    client.post(f"{link}cancel/", question.form)

    visit.refresh_from_db()
    assert visit.status == "cancelled"
    assert [charge.amount for charge in Charge.objects.all()] == [Decimal(75)]


def test_a_fee_that_was_not_said_is_never_charged(
    client: Client, link: str, visit: Appointment, set_clock: Callable[[datetime], None]
) -> None:
    read_in_time = page(client, f"{link}cancel/").form
    set_clock(visit.starts_at - timedelta(hours=20))

    response = client.post(f"{link}cancel/", read_in_time)

    visit.refresh_from_db()
    assert response.status_code == 409
    assert "Cancelling now costs $75." in response.content.decode()
    assert visit.status == "booked"
    assert not Charge.objects.exists()


def test_a_cancelled_visit_offers_a_new_one_and_no_changes(
    client: Client, link: str, visit: Appointment
) -> None:
    client.post(f"{link}cancel/", page(client, f"{link}cancel/").form)
    shown = page(client, link).text
    assert "Cancelled visit" in shown
    assert "Book a new visit" in shown
    assert client.get(f"{link}move/").status_code == 302
    assert client.get(f"{link}cancel/").status_code == 302


def test_a_visit_that_has_begun_cannot_be_changed_by_link(
    client: Client, link: str, visit: Appointment, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(visit.starts_at + timedelta(minutes=5))
    assert "can no longer be changed here" in page(client, link).text
    client.post(f"{link}cancel/", {"accepts": "0"})
    visit.refresh_from_db()
    assert visit.status == "booked"
