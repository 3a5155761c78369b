"""The widget's own modules, run in the browser that will run them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.browser import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TRANSCRIPT = """
async (steps) => {
  const { Transcript } = await import("/static/webchat/transcript.js");
  const transcript = new Transcript();
  const written = {};
  const reply = (text) => ({ text: [text], choices: [], did: [] });
  for (const [step, ...rest] of steps) {
    if (step === "greeted") transcript.greeted(reply(rest[0]));
    if (step === "wrote") written[rest[0]] = transcript.wrote(rest[0], rest[0]);
    if (step === "restart") transcript.restart();
    if (step === "failed") written[rest[0]].sending = "failed";
    if (step === "resumed") transcript.resumed(written[rest[0]]);
    if (step === "answered") transcript.answered(rest[1] && reply(rest[1]), written[rest[0]]);
    if (step === "numbered") {
      const [ordinal, author, text] = rest;
      transcript.numbered({ ordinal, author, text, author_name: null, reply: null });
    }
  }
  return transcript.lines.map((line) => `${line.text}${line.sending === "sent" ? "" : "?"}`);
}
"""

STREAM = """
async (chunks) => {
  const { parsed } = await import("/static/webchat/live.js");
  const bytes = chunks.map((chunk) => new TextEncoder().encode(chunk));
  const events = [];
  for await (const one of parsed(new Blob(bytes).stream())) events.push([one.event, one.data]);
  return events;
}
"""

CARD = """
async ([lang, did]) => {
  const { visitCard } = await import("/static/webchat/visit.js");
  const { words } = await import("/static/webchat/words.js");
  const look = { lang, words: words[lang], origin: location.origin, timeZone: "America/New_York" };
  const card = visitCard(did, look);
  if (!card) return null;
  const links = [...card.querySelectorAll("a")].map((link) => new URL(link.href).pathname);
  return { text: card.innerText || card.textContent, links };
}
"""

GREETED, ASKED, ANSWERED = ["greeted", "Hello"], ["wrote", "Hi"], ["answered", "Hi", "Yes"]
STREAMED = [
    ["numbered", 1, "jessica", "Hello"],
    ["numbered", 2, "visitor", "Hi"],
    ["numbered", 3, "jessica", "Yes"],
]


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        ([GREETED, ASKED, ANSWERED], ["Hello", "Hi", "Yes"]),
        ([GREETED, ASKED, ANSWERED, *STREAMED], ["Hello", "Hi", "Yes"]),
        ([GREETED, ASKED, *STREAMED, ANSWERED], ["Hello", "Hi", "Yes"]),
        ([GREETED, ASKED, *STREAMED[1:], ANSWERED, STREAMED[0]], ["Hello", "Hi", "Yes"]),
        ([GREETED, STREAMED[0], ASKED, STREAMED[1], ANSWERED, STREAMED[2]], ["Hello", "Hi", "Yes"]),
        ([*STREAMED, *STREAMED], ["Hello", "Hi", "Yes"]),
        ([GREETED, ASKED, ["failed", "Hi"]], ["Hello", "Hi?"]),
        (
            [
                GREETED,
                ASKED,
                ["failed", "Hi"],
                ["wrote", "There"],
                ["answered", "There", "Yes"],
                ["resumed", "Hi"],
            ],
            ["Hello", "There", "Yes", "Hi?"],
        ),
        (
            [*STREAMED, ["wrote", "Wait"], ["numbered", 4, "staff", "Maya here"]],
            ["Hello", "Hi", "Yes", "Maya here", "Wait?"],
        ),
        (
            [*STREAMED, ["wrote", "My card is 4111"], ["numbered", 4, "visitor", "My card is [removed]"]],
            ["Hello", "Hi", "Yes", "My card is [removed]"],
        ),
        (
            [*STREAMED, ["wrote", "Kept"], ["failed", "Kept"], ["restart"], GREETED, STREAMED[0]],
            ["Hello", "Kept?"],
        ),
        ([*STREAMED, ["wrote", "Thanks"], ["answered", "Thanks", None]], ["Hello", "Hi", "Yes", "Thanks"]),
    ],
)
def test_each_thing_said_is_shown_once_whichever_way_it_comes_first(
    open_page: OpenPage, address: str, steps: list[Any], shown: list[str]
) -> None:
    assert open_page(address).evaluate(TRANSCRIPT, steps) == shown


def test_events_are_read_wherever_the_network_cuts_them(open_page: OpenPage, address: str) -> None:
    stream = ': hello\n\nid: 4\nevent: message\ndata: {"text": "¿Sí?"}\n\nevent: typing\r\ndata: {}\r\n\r\n'
    expected = [["message", {"text": "¿Sí?"}], ["typing", {}]]
    page = open_page(address)
    for cut in range(1, len(stream), 7):
        assert page.evaluate(STREAM, [stream[:cut], stream[cut:]]) == expected


def test_a_booked_visit_becomes_a_card_in_the_clinics_own_time(open_page: OpenPage, address: str) -> None:
    did = {
        "action": "visit_booked",
        "starts_at": "2026-11-26T20:30:00Z",
        "time_zone": "America/New_York",
        "provider": "Dr. Lena Okafor, MD",
        "location": "Downtown",
        "address": "12 Example Street, New York",
        "calendar_url": "/v/x/visit.ics",
        "manage_url": "/v/x/",
    }
    page = open_page(address)
    card = page.evaluate(CARD, ["en", did])
    for fact in ("Booked", "Thursday, November 26", "3:30", "PM", "Dr. Lena Okafor, MD", "Downtown"):
        assert fact in card["text"]
    assert card["links"] == ["/v/x/visit.ics", "/v/x/"]
    spanish = page.evaluate(CARD, ["es", did])
    assert "Jueves, 26 de noviembre" in spanish["text"]
    cancelled = page.evaluate(CARD, ["en", {"action": "visit_cancelled", "starts_at": did["starts_at"]}])
    assert "Thursday, November 26" in cancelled["text"]
    assert cancelled["links"] == []
    assert page.evaluate(CARD, ["en", {"action": "message_taken"}]) is None
