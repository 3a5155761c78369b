"""The chat on the clinic's page, in a real browser."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Response, Route, expect

from jessica.clinic.models import Clinic, StaffMember
from jessica.platform.clock import clinic_clock
from jessica.reception.models import Conversation
from jessica.reception.staff_side import answer, hand_back
from tests.support.browser import OpenPage, assert_accessible
from tests.webchat.chat import Chat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LARGEST_DOWNLOAD = 30_000
UNREACHED = r"Failed to load resource"


def test_is_opened_used_and_closed_by_keyboard_alone(open_page: OpenPage, address: str) -> None:
    chat = Chat(open_page(address))
    chat.launcher.focus()
    chat.page.keyboard.press("Enter")
    expect(chat.hers).to_have_count(1)
    expect(chat.box).to_be_focused()

    chat.page.keyboard.type("Hello")
    chat.page.keyboard.press("Shift+Enter")
    chat.page.keyboard.type("Where are you?")
    expect(chat.mine).to_have_count(0)
    chat.page.keyboard.press("Enter")
    expect(chat.hers).to_have_count(2)
    assert chat.mine.locator("span").all_inner_texts() == ["Hello", "Where are you?"]
    expect(chat.box).to_have_value("")

    chat.page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_always_says_what_jessica_is_and_offers_a_person_and_the_phone(
    open_page: OpenPage, address: str
) -> None:
    chat = Chat(open_page(address, phone=True)).open()
    for text in ("Jessica, AI assistant", "Jessica is an AI assistant. A person can take over any time."):
        expect(chat.panel.get_by_text(text, exact=True)).to_be_in_viewport()
    expect(chat.panel.get_by_role("button", name="Talk to a person")).to_be_in_viewport()
    expect(chat.panel.get_by_role("link", name="Call (212) 555-0100")).to_have_attribute(
        "href", "tel:+12125550100"
    )


def test_a_person_is_asked_for_with_one_click(open_page: OpenPage, address: str) -> None:
    chat = Chat(open_page(address)).open()
    chat.panel.get_by_role("button", name="Talk to a person").click()
    expect(chat.mine).to_contain_text("I'd like to talk to a person.")
    expect(chat.hers).to_have_count(2)
    expect(chat.panel.get_by_text("has been asked to join")).to_be_visible()


def test_a_person_on_staff_is_heard_at_once_and_by_name(
    open_page: OpenPage, address: str, clinic: Clinic
) -> None:
    chat = Chat(open_page(address)).open()
    chat.say("Where are you?")
    maya = StaffMember.objects.create(
        id=uuid4(), clinic=clinic, key="maya", name="Maya Lindqvist", role="front_desk"
    )
    conversation = Conversation.objects.get()

    answer(conversation.pk, staff=maya, text="Hello, this is Maya.", at=clinic_clock().now())
    line = chat.panel.locator(".line--staff")
    expect(line).to_contain_text("Maya Lindqvist")
    expect(line).to_contain_text("Hello, this is Maya.")
    expect(chat.panel.get_by_text("Maya Lindqvist from Harbor Plastic Surgery is answering.")).to_be_visible()

    chat.write("Thank you")
    expect(chat.mine).to_have_count(2)
    expect(chat.mine.last).to_contain_text("Sent")
    expect(chat.hers).to_have_count(2)

    hand_back(conversation.pk, staff=maya, at=clinic_clock().now())
    expect(chat.panel.get_by_text("Jessica is answering again.")).to_be_visible()
    assert_accessible(chat.page)


def test_a_reload_keeps_the_conversation_and_what_was_being_written(
    open_page: OpenPage, address: str
) -> None:
    chat = Chat(open_page(address)).open()
    chat.say("Where are you?")
    said = chat.hers.all_inner_texts()
    chat.box.fill("and when")

    chat.page.reload()

    expect(chat.hers).to_have_count(2)
    assert chat.hers.all_inner_texts() == said
    expect(chat.mine).to_contain_text("Where are you?")
    expect(chat.box).to_have_value("and when")
    chat.say("When are you open?")
    assert chat.times_received("Where are you?") == chat.times_received("When are you open?") == 1


def test_an_unsent_message_is_kept_over_a_reload_and_sent_once(open_page: OpenPage, address: str) -> None:
    chat = Chat(open_page(address, forgiven=UNREACHED)).open()
    chat.page.route("**/messages", lambda route: route.abort())
    chat.write("Where are you?")
    expect(chat.panel.get_by_text("Not sent. Your message is kept here.")).to_be_visible()

    chat.page.reload()
    expect(chat.panel.get_by_text("Not sent. Your message is kept here.")).to_be_visible()
    chat.page.unroute("**/messages")
    chat.panel.get_by_role("button", name="Try again").click()

    expect(chat.hers).to_have_count(2)
    expect(chat.mine).to_have_count(1)
    assert chat.times_received("Where are you?") == 1


def test_a_message_whose_answer_was_lost_is_not_stored_twice(open_page: OpenPage, address: str) -> None:
    chat = Chat(open_page(address, forgiven=UNREACHED)).open()
    keys: list[str] = []

    def lose_the_answer(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        route.fetch()
        route.abort()

    # Without the live stream the widget cannot know that the message arrived.
    chat.page.route("**/events", lambda route: route.abort())
    chat.page.reload()
    expect(chat.hers).to_have_count(1)
    chat.page.route("**/messages", lose_the_answer)
    chat.write("Where are you?")
    retry = chat.panel.get_by_role("button", name="Try again")
    retry.click()
    expect(retry).to_be_visible()
    chat.page.unroute("**/messages")
    retry.click()

    expect(chat.hers).to_have_count(2)
    expect(chat.mine).to_have_count(1)
    assert len(set(keys)) == 1
    assert chat.times_received("Where are you?") == 1


def test_changes_language_and_jessica_greets_in_it(open_page: OpenPage, address: str) -> None:
    chat = Chat(open_page(address)).open()
    chat.panel.get_by_role("button", name="Español").click()
    expect(chat.panel.get_by_role("button", name="Hablar con una persona")).to_be_visible()
    expect(chat.hers).to_have_count(1)
    expect(chat.hers).to_contain_text("soy Jessica, la asistente de inteligencia artificial")
    expect(chat.panel).to_have_attribute("lang", "es")


def test_follows_the_language_of_the_page(open_page: OpenPage, address: str) -> None:
    chat = Chat(open_page(f"{address}?lang=es"))
    expect(chat.launcher).to_contain_text("¿Preguntas? Agende su cita")
    expect(chat.open().hers).to_contain_text("soy Jessica, la asistente de inteligencia artificial")


def test_forgets_the_conversation_when_asked(open_page: OpenPage, address: str) -> None:
    chat = Chat(open_page(address)).open()
    chat.say("Where are you?")
    chat.panel.get_by_role("button", name="Forget this chat").click()
    expect(chat.panel).to_be_hidden()
    assert "token" not in chat.page.evaluate("JSON.stringify(localStorage)")
    chat.open()
    expect(chat.mine).to_have_count(0)


def test_what_jessica_says_is_shown_as_text_and_never_as_markup(open_page: OpenPage, address: str) -> None:
    chat = Chat(open_page(address)).open()
    chat.say("<b>Where</b> are you? <img src=x onerror=alert(1)>")
    expect(chat.mine).to_contain_text("<b>Where</b> are you?")
    expect(chat.panel.locator("img, .line b")).to_have_count(0)


def test_an_emergency_puts_the_number_above_everything(open_page: OpenPage, address: str) -> None:
    chat = Chat(open_page(address, phone=True)).open()
    chat.write("I had surgery yesterday and now I have chest pain and can't breathe")
    call = chat.panel.get_by_role("alert").get_by_role("link", name="Call 911")
    expect(call).to_be_in_viewport()
    expect(call).to_have_attribute("href", "tel:911")
    assert_accessible(chat.page)


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
@pytest.mark.parametrize("dark", [True, False], ids=["dark", "light"])
def test_page_and_chat_are_accessible(open_page: OpenPage, address: str, phone: bool, dark: bool) -> None:
    chat = Chat(open_page(address, phone=phone, dark=dark))
    expect(chat.launcher).to_be_visible()
    assert_accessible(chat.page)
    chat.open()
    chat.say("I'd like to book a consultation")
    assert_accessible(chat.page)


def test_fills_a_phone_and_leaves_a_desktop_page_usable(open_page: OpenPage, address: str) -> None:
    on_phone = Chat(open_page(address, phone=True)).open()
    assert on_phone.panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    on_desktop = Chat(open_page(address)).open()
    on_desktop.page.get_by_role("link", name="Services and prices").click()
    expect(on_desktop.page.get_by_role("heading", name="Services and prices")).to_be_in_viewport()
    expect(on_desktop.panel).to_be_visible()


def test_the_page_is_complete_without_javascript(open_page: OpenPage, address: str) -> None:
    page = open_page(address, scripts=False)
    expect(page.get_by_role("heading", name="Careful surgery, plain words.")).to_be_visible()
    expect(page.get_by_role("cell", name="9:00 AM – 5:00 PM")).to_be_visible()


def test_the_whole_widget_is_a_small_download(open_page: OpenPage, address: str) -> None:
    fetched: dict[str, bytes] = {}
    page = open_page(address)

    def keep(response: Response) -> None:
        path = urlsplit(response.url).path
        if "/webchat/" in path or path.endswith("tokens.css"):
            fetched[path] = response.body()

    page.on("response", keep)
    page.reload()
    Chat(page).open()
    fetched.pop("/static/webchat/page.css")
    assert any(path.endswith("jessica.js") for path in fetched)
    assert sum(len(gzip.compress(body)) for body in fetched.values()) < LARGEST_DOWNLOAD


class HostPage(BaseHTTPRequestHandler):
    """A clinic's own site: one page, Spanish, with a small root size, that carries the widget's script."""

    body = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def clinic_site(live_site: str, clinic: Clinic) -> Iterator[str]:
    """The address of another web server, whose page carries the widget of `clinic`."""
    script = (
        f'<script src="{live_site}/static/webchat/jessica.js" data-clinic="{clinic.slug}" defer></script>'
    )
    page = f"<!doctype html><html lang=es><style>html{{font-size:62.5%}}</style><h1>Sitio</h1>{script}</html>"
    handler = type("ThisHostPage", (HostPage,), {"body": page.encode()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        clinic.website = f"http://127.0.0.1:{server.server_address[1]}/"
        clinic.save()
        yield clinic.website
        server.shutdown()
        thread.join()


def test_works_on_a_clinic_site_of_another_origin(browser: Browser, clinic_site: str) -> None:
    with browser.new_context() as context:
        chat = Chat(context.new_page())
        chat.page.goto(clinic_site)
        expect(chat.launcher).to_contain_text("¿Preguntas? Agende su cita")
        box = chat.launcher.bounding_box()
        assert box is not None
        assert box["height"] >= 44, "a small root size of the host page must not shrink the launcher"
        chat.open()
        chat.say("Hola")
