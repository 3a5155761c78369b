"""The patient's pages on a phone, with and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from jessica.scheduling.models import Appointment
from tests.support.browser import OpenPage, assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_visit_is_moved_with_the_thumb(
    open_page: OpenPage, link: str, visit: Appointment, scripts: bool
) -> None:
    page = open_page(link, phone=True, scripts=scripts)
    press(page, "Move to another time")
    page.get_by_role("link", name="10:00 AM", exact=True).first.click()
    expect(page.get_by_role("heading", name="Move to this time?")).to_be_visible()
    press(page, "Yes, move my visit")
    expect(page.get_by_role("status")).to_contain_text("Your visit has moved.")
    before = visit.starts_at
    visit.refresh_from_db()
    assert visit.starts_at != before


def test_a_visit_is_cancelled_in_spanish(open_page: OpenPage, link: str, visit: Appointment) -> None:
    page = open_page(link, phone=True, locale="es-MX")
    press(page, "Cancelar la cita")
    expect(page.get_by_text("Puede cancelar ahora sin costo.")).to_be_visible()
    press(page, "Sí, cancelar mi cita")
    expect(page.get_by_role("status")).to_contain_text("Su cita quedó cancelada.")
    visit.refresh_from_db()
    assert visit.status == "cancelled"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_is_accessible(open_page: OpenPage, link: str, dark: bool) -> None:
    page = open_page(link, phone=True, dark=dark, forgiven="status of 404")
    assert_accessible(page)
    press(page, "Move to another time")
    assert_accessible(page)
    page.get_by_role("link", name="AM").first.click()
    assert_accessible(page)
    page.goto(f"{link}cancel/")
    assert_accessible(page)
    press(page, "Yes, cancel my visit")
    assert_accessible(page)
    page.goto("/v/nothing/")
    assert_accessible(page)


def test_every_target_is_large_enough_for_a_thumb(open_page: OpenPage, link: str) -> None:
    page = open_page(link, phone=True)
    for address in (link, f"{link}move/", f"{link}cancel/"):
        page.goto(address)
        for target in page.get_by_role("link").or_(page.get_by_role("button")).all():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 44 or "skip" in (target.get_attribute("class") or "")
