"""The screen that every message passes: danger is seen, ordinary words are not danger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jessica.dialogue.safety.card_numbers import holds_card_number, without_card_numbers
from jessica.dialogue.safety.red_flags import screen

DANGER = [
    ("I have chest pain", "E1"),
    ("my chest is tight since this morning", "E1"),
    ("I can't breathe well", "E1"),
    ("hard to breathe after surgery", "E1"),
    ("she passed out", "E1"),
    ("the bleeding won't stop", "E1"),
    ("I'm soaking through the bandage", "E1"),
    ("my lips are turning blue", "E1"),
    ("I lost vision in one eye after filler", "E1"),
    ("my vision is blurry since the injection", "E1"),
    ("my throat is closing", "E1"),
    ("this is an emergency", "E1"),
    ("me duele el pecho", "E1"),
    ("me falta el aire", "E1"),
    ("se desmayó mi hija", "E1"),
    ("no para de sangrar", "E1"),
    ("veo doble, vista borrosa desde el relleno", "E1"),
    ("my calf is swollen and hot", "E2"),
    ("pain in my left calf", "E2"),
    ("one breast is suddenly bigger", "E2"),
    ("my incision opened up", "E2"),
    ("there is pus coming out", "E2"),
    ("I have a fever of 102", "E2"),
    ("chills and redness is spreading", "E2"),
    ("unbearable pain", "E2"),
    ("tengo fiebre desde anoche", "E2"),
    ("la herida se abrió", "E2"),
    ("tengo la pantorrilla hinchada", "E2"),
    ("my drain stopped working", "E3"),
    ("I have a rash", "E3"),
    ("I found a lump near my implant from years ago", "E4"),
    ("I want to die", "crisis"),
    ("my husband is forcing me to do this", "crisis"),
    ("no quiero vivir", "crisis"),
]
ORDINARY = [
    "do you do nose jobs?",
    "how long is recovery?",
    "I have no fever",
    "no chest pain, just a question",
    "book me friday",
    "is there a risk of infection?",
    "what is your emergency contact form?",
    "I can't see the price list",
    "hay fever season",
    "quiero una cita",
    "no tengo fiebre",
    "¿cuánto duele el relleno?",
    "can you remove leg veins?",
    "my mother had a blood clot years ago",
    "does it hurt?",
    "I'm dying to look good for my wedding",
    "what if it gets infected?",
    "my sister had a clot once, family history of clots",
]


@pytest.mark.parametrize(("words", "tier"), DANGER)
def test_danger_is_seen(words, tier):
    flag = screen(words)
    assert flag is not None
    assert flag.tier == tier


@pytest.mark.parametrize("words", ORDINARY)
def test_ordinary_words_are_not_danger(words):
    assert screen(words) is None


def test_the_gravest_of_several_counts():
    flag = screen("I have a rash and a fever and I can't breathe")
    assert flag is not None
    assert flag.tier == "E1"


@given(st.text(max_size=300))
def test_the_screen_never_fails(text):
    screen(text)


@pytest.mark.parametrize("number", ["4111 1111 1111 1111", "4111-1111-1111-1111", "378282246310005"])
def test_card_numbers_are_seen_and_taken_out(number):
    text = f"my card is {number} ok"
    assert holds_card_number(text)
    assert without_card_numbers(text) == "my card is [card number removed] ok"


@pytest.mark.parametrize(
    "number", ["303 555 0142", "1985-03-04", "4111 1111 1111 1112", "0000 0000 0000 0000"]
)
def test_other_numbers_stay(number):
    assert without_card_numbers(f"it is {number}") == f"it is {number}"
