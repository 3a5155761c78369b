"""Yes, no, maybe and later are heard in many words, and not where they are not said."""

from __future__ import annotations

import pytest

from jessica.dialogue.understanding.grammars.yes_no import parse_polarity

EN = {
    "yes": [
        "yes",
        "Yep!",
        "yeah",
        "sure",
        "ok",
        "okay thanks",
        "sounds good",
        "perfect, book it",
        "that works",
        "works for me",
        "go ahead",
        "no problem",
        "I don't mind",
        "why not",
        "sure why not",
        "of course",
        "correct",
        "that's right",
        "you bet",
        "let\u2019s do it",
        "yes please",
        "fine by me",
        "absolutely",
        "i guess so",
        "3:30 works for me",
        "I'll take it",
        "\U0001f44d",
        "well yes",
        "yes yes yes",
        "i would love to",
        "no worries",
        "si",
        "book that one",
        "please do",
        "thursday is fine",
        "yup thats me",
        "can do",
    ],
    "no": [
        "no",
        "nope",
        "nah",
        "not really",
        "I'd rather not",
        "no thanks",
        "no, thank you",
        "absolutely not",
        "no way",
        "that doesn't work",
        "that time doesn't work for me",
        "i don't think so",
        "not interested",
        "no, the other one",
        "that's not right",
        "wrong",
        "neither",
        "none of those",
        "yeah no",
        "ok no",
        "hmm no",
        "never mind",
        "no need",
        "don't book it",
        "not that one",
        "i can't",
        "\U0001f44e",
        "no no no",
        "no that's wrong",
        "i'll pass",
    ],
    "maybe": [
        "maybe",
        "not sure",
        "i'm not sure",
        "i don't know",
        "idk",
        "it depends",
        "perhaps",
        "no idea",
        "possibly",
    ],
    "later": [
        "let me think",
        "let me check my calendar",
        "not now",
        "not yet",
        "i'll think about it",
        "maybe later",
        "I need to ask my husband",
        "i'll call you back",
        "not right now",
        "hold on",
        "i'll let you know",
    ],
}
ES = {
    "yes": [
        "s\u00ed",
        "si claro",
        "claro que s\u00ed",
        "dale",
        "vale",
        "de acuerdo",
        "perfecto",
        "no hay problema",
        "est\u00e1 bien",
        "me parece bien",
        "\u00bfpor qu\u00e9 no?",
        "como no",
        "adelante",
        "por supuesto",
        "correcto",
        "as\u00ed es",
        "me sirve",
        "el jueves me va bien",
        "creo que s\u00ed",
        "sin problema",
        "yes",
        "ok",
    ],
    "no": [
        "no",
        "no, gracias",
        "claro que no",
        "para nada",
        "no puedo",
        "no me sirve",
        "prefiero que no",
        "mejor no",
        "no me interesa",
        "no quiero",
        "ninguna",
        "esa hora no me va bien",
        "creo que no",
        "tampoco",
        "nope",
    ],
    "maybe": ["tal vez", "quiz\u00e1s", "no s\u00e9", "no estoy segura", "depende", "a lo mejor"],
    "later": [
        "lo voy a pensar",
        "ahora no",
        "todav\u00eda no",
        "luego le digo",
        "d\u00e9jeme pensarlo",
        "un momento",
    ],
}
NEITHER = [
    "I know",
    "how much is it",
    "is that ok?",
    "does that work?",
    "not tuesday",
    "no one called me",
    "my nose hurts",
    "i want botox",
    "know any good surgeons",
    "november 3rd",
    "quiero una cita",
    "cuanto cuesta",
    "nosotros",
]


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        (language, value, text)
        for language, table in (("en", EN), ("es", ES))
        for value, all_ in table.items()
        for text in all_
    ],
)
def test_answers_are_heard(language: str, value: str, text: str) -> None:
    heard = parse_polarity(text, language)
    assert heard is not None
    assert heard.polarity == value


@pytest.mark.parametrize("text", NEITHER)
@pytest.mark.parametrize("language", ["en", "es"])
def test_other_messages_are_no_answers(language: str, text: str) -> None:
    heard = parse_polarity(text, language)
    assert heard is None or heard.confidence < 0.6


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("no, the other one", "no", "the other one"),
        ("yes, my name is Ana", "yes", "my name is Ana"),
        ("yes but not at 3", "yes", "but not at 3"),
        ("no, el martes", "no", "el martes"),
        ("s\u00ed, pero m\u00e1s tarde", "yes", "pero m\u00e1s tarde"),
        ("3:30 works for me", "yes", "3:30"),
    ],
)
def test_what_else_was_said_is_kept(text: str, value: str, rest: str) -> None:
    heard = parse_polarity(text, "en" if text[0] in "yn3" and "el" not in text.split() else "es")
    assert heard is not None
    assert (heard.polarity, heard.rest) == (value, rest)


def test_a_plain_yes_is_surer_than_a_yes_with_a_but() -> None:
    plain, turned = parse_polarity("yes", "en"), parse_polarity("yes but not at 3", "en")
    assert plain is not None
    assert turned is not None
    assert plain.confidence > 0.9 > turned.confidence
