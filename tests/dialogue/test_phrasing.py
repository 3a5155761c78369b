"""What Jessica can say: complete in both languages, calm, and without a claim to be a person or licensed."""

from __future__ import annotations

import re
import string
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import jessica.dialogue
from jessica.dialogue.phrasing import calendar_words
from jessica.dialogue.phrasing.phrases import LANGUAGES, phrases

TABLES = {language: phrases(language) for language in LANGUAGES}


def _fields(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


def test_every_phrase_is_written_in_both_languages_with_the_same_facts():
    assert TABLES["en"].keys() == TABLES["es"].keys()
    assert {key: _fields(text) for key, text in TABLES["en"].items()} == {
        key: _fields(text) for key, text in TABLES["es"].items()
    }


def test_no_phrase_is_dead_and_none_is_missing():
    source = "\n".join(path.read_text() for path in Path(jessica.dialogue.__file__).parents[1].rglob("*.py"))
    dynamic = ("closed.", "insurance.", "next_job.", "flag.", "phone.problem.", "choice.")
    unused = [
        key
        for key in TABLES["en"]
        if f'"{key}"' not in source.replace(f'    "{key}": ', "")
        and not key.startswith(dynamic)
        and not key.endswith(".problem")
    ]
    assert not unused


@pytest.mark.parametrize("language", TABLES)
def test_she_is_calm_and_never_pushes(language):
    for key, text in TABLES[language].items():
        assert "!" not in text, key
        assert not re.search(
            r"\b(?:hurry|act now|only today|last chance|awesome|apúrese|solo hoy|última oportunidad)\b",
            text,
            re.I,
        ), key


@pytest.mark.parametrize("language", TABLES)
def test_she_never_sounds_licensed_or_human(language):
    for key, text in TABLES[language].items():
        assert not re.search(r"\b(?:nurse|dr\.?|doctor|enfermera) jessica\b", text, re.I), key
        assert not re.search(r"\bI(?:'m| am) (?:a|only) (?:human|person)\b", text, re.I), key


@pytest.mark.parametrize("language", TABLES)
def test_spanish_addresses_people_as_usted_and_sentences_stay_short(language):
    for key, text in TABLES[language].items():
        if language == "es":
            assert not re.search(r"\b(?:tú|tienes|quieres|puedes|tu cita)\b", text), key
        for sentence in re.split(r"[.?\n]\s", text):
            assert len(sentence.split()) <= 30, (key, sentence)


@pytest.mark.parametrize(
    ("at", "english", "spanish"),
    [
        (
            datetime(2026, 12, 3, 15, 30, tzinfo=UTC),
            "Thursday, December 3 at 3:30 PM",
            "jueves 3 de diciembre a las 3:30 p. m.",
        ),
        (
            datetime(2026, 12, 3, 13, 0, tzinfo=UTC),
            "Thursday, December 3 at 1:00 PM",
            "jueves 3 de diciembre a la 1:00 p. m.",
        ),
        (
            datetime(2026, 12, 4, 0, 5, tzinfo=UTC),
            "Friday, December 4 at 12:05 AM",
            "viernes 4 de diciembre a las 12:05 a. m.",
        ),
        (
            datetime(2026, 12, 4, 12, 0, tzinfo=UTC),
            "Friday, December 4 at 12:00 PM",
            "viernes 4 de diciembre a las 12:00 p. m.",
        ),
    ],
)
def test_moments_are_said_as_people_say_them(at, english, spanish):
    assert calendar_words.say_moment(at, "en") == english
    assert calendar_words.say_moment(at, "es") == spanish


def test_near_times_are_said_relative_to_now():
    now = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
    assert calendar_words.say_due(now + timedelta(hours=1), now, "en") == "10:00 AM today"
    assert calendar_words.say_due(now + timedelta(days=1), now, "es") == "mañana a las 9:00 a. m."
    assert calendar_words.say_due(now + timedelta(days=4), now, "en") == "9:00 AM on Monday, December 7"


def test_money_and_lists_and_birth_dates():
    assert calendar_words.say_money(Decimal("1250.00")) == "$1,250"
    assert calendar_words.say_money(Decimal("62.50")) == "$62.50"
    assert calendar_words.join_words(["a", "b", "c"], "en") == "a, b and c"
    assert calendar_words.join_words(["otoplastia", "injertos"], "es") == "otoplastia e injertos"
    assert calendar_words.say_birth_date(date(1985, 3, 4), "en") == "March 4, 1985"
