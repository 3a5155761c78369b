"""The clinic's public page: complete without JavaScript, true to the clinic's records."""

from __future__ import annotations

import pytest
from django.test import Client

from jessica.clinic.models import Clinic, Provider, Service
from tests.support.html_page import HtmlPage

pytestmark = pytest.mark.django_db


def read(client: Client, address: str, **headers: str) -> HtmlPage:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return HtmlPage(response.content.decode())


def test_names_people_with_their_exact_credentials(client: Client, address: str) -> None:
    shown = read(client, address).text
    assert "Lena Okafor, MD Plastic surgeon" in shown
    assert "Board certification: American Board of Plastic Surgery" in shown
    assert "Speaks: English, Spanish" in shown


def test_says_prices_as_the_clinic_wrote_them_and_none_where_it_wrote_none(
    client: Client, address: str
) -> None:
    shown = read(client, address).text
    assert "Consultation $150 – $250" in shown
    assert "Laser visit Price after consultation" in shown


def test_groups_days_with_the_same_hours(client: Client, address: str) -> None:
    shown = read(client, address).text
    assert "Monday – Thursday 9:00 AM – 5:00 PM" in shown
    assert "Friday 9:00 AM – 1:00 PM" in shown
    assert "Saturday – Sunday Closed" in shown


def test_gives_address_phone_ways_and_rules(client: Client, address: str) -> None:
    page = read(client, address)
    for fact in ("12 Example Street", "Suite 300", "(212) 555-0100", "In the garage next door."):
        assert fact in page.text
    assert "Up to 15 minutes late, we still see you." in page.text
    assert ("tel:+12125550100") in [link for _, link in page.links]


def test_leaves_out_people_and_services_that_are_no_longer_there(
    client: Client, address: str, clinic: Clinic
) -> None:
    Service.objects.filter(clinic=clinic, key="consultation").update(active=False)
    resource = Provider.objects.get(resource__clinic=clinic, family_name="Okafor").resource
    resource.active = False
    resource.save()
    shown = read(client, address).text
    assert "Okafor" not in shown
    assert "$150" not in shown


@pytest.mark.parametrize(
    ("query", "accepted", "spoken"),
    [
        ("", "es-MX,es;q=0.9,en;q=0.5", "es"),
        ("", "fr,en;q=0.2", "en"),
        ("", "", "en"),
        ("?lang=es", "en-US", "es"),
        ("?lang=tlh", "es", "es"),
    ],
)
def test_speaks_the_language_that_was_asked_for_or_the_browser_prefers(
    client: Client, address: str, query: str, accepted: str, spoken: str
) -> None:
    page = read(client, address + query, accept_language=accepted)
    assert page.language == spoken
    assert ("Cirugía cuidadosa, palabras claras." in page.text) == (spoken == "es")
    assert ("Lunes – Jueves" in page.text) == (spoken == "es")


def test_speaks_english_where_the_clinic_offers_no_other_language(
    client: Client, address: str, clinic: Clinic
) -> None:
    clinic.languages = ["en"]
    clinic.save()
    page = read(client, address + "?lang=es")
    assert page.language == "en"
    assert "Español" not in page.text


def test_the_bare_address_leads_to_the_clinic(client: Client, address: str) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert response["Location"] == address


def test_an_unknown_clinic_is_not_found(client: Client, clinic: Clinic) -> None:
    assert client.get("/c/nobody/").status_code == 404
    assert client.get("/webchat/nobody.json").status_code == 404


def test_any_site_may_read_the_card_of_the_widget(client: Client, clinic: Clinic) -> None:
    response = client.get(f"/webchat/{clinic.slug}.json", headers={"Origin": "https://clinic.example.com"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json() == {
        "name": "Harbor Plastic Surgery",
        "initial": "H",
        "phone": "+12125550100",
        "phone_shown": "(212) 555-0100",
        "emergency_number": "911",
        "time_zone": "America/New_York",
        "languages": ["en", "es"],
    }


def test_nothing_on_the_page_is_inline(client: Client, address: str) -> None:
    source = client.get(address).content.decode()
    assert " style=" not in source
    assert "<style" not in source
    assert " onclick=" not in source
    assert "></script>" in source


def test_without_the_chat_the_page_says_how_else_to_reach_the_clinic(client: Client, address: str) -> None:
    source = client.get(address).content.decode()
    instead = source[source.index("<noscript>") : source.index("</noscript>")]
    assert "The chat needs JavaScript." in instead
    assert "tel:+12125550100" in instead


def test_what_holds_for_all_prices_of_a_category_is_said_once(
    client: Client, address: str, clinic: Clinic
) -> None:
    caveat = {"en": "A range, not a quote."}
    clinic.services.update(category="surgery", price_low=100, price_high=200, price_caveat=caveat)
    assert clinic.services.count() > 1
    assert read(client, address).text.count("A range, not a quote.") == 1


def test_shows_what_somebody_new_can_come_for(client: Client, address: str, clinic: Clinic) -> None:
    clinic.services.filter(key="checkup").update(patient_kinds=["existing"])
    clinic.services.filter(key="consultation").update(patient_kinds=["new"])
    shown = read(client, address).text
    assert "Checkup" not in shown
    assert "Consultation" in shown
