"""Date phrases of both languages against their gold: at least 97 % right, none silently wrong."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pytest
import yaml

from jessica.dialogue.understanding.grammars.when import OpeningHours, When, Window, parse_when

HOURS = OpeningHours({weekday: (time(9), time(17)) for weekday in range(5)})
DEFAULT_AT = "2026-11-23T10:00"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def corpus(language: str) -> list[dict[str, Any]]:
    path = Path(__file__).parent / f"when_corpus_{language}.yaml"
    cases: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return cases


def read(case: dict[str, Any], language: str) -> When | None:
    at = datetime.fromisoformat(case.get("at", DEFAULT_AT))
    return parse_when(case["say"], today=at.date(), now=at.time(), language=language, hours=HOURS)


def notation(window: Window) -> str:
    """A window as the corpus writes it."""
    text = window.first.isoformat()
    if window.last != window.first:
        text += ".." if window.open_ended else f"..{window.last.isoformat()}"
    if window.weekdays:
        text += " " + ",".join(WEEKDAYS[weekday] for weekday in sorted(window.weekdays))
    if window.exact:
        return f"{text} {'~' if window.earliest else '@'}{window.exact:%H:%M}"
    if window.earliest or window.latest:
        text += " " + (f"{window.earliest:%H:%M}" if window.earliest else "") + "-"
        text += f"{window.latest:%H:%M}" if window.latest else ""
    return text


def told(reading: When | None) -> dict[str, Any]:
    if reading is None:
        return {"want": "nothing"}
    said: dict[str, Any] = {
        "want": [notation(window) for window in reading.windows],
        "refused": [notation(window) for window in reading.excluded],
        "ask": reading.ambiguity,
        "soonest": reading.soonest,
        "any": reading.any_time,
    }
    return {key: value for key, value in said.items() if value}


def verdict(case: dict[str, Any], language: str) -> str:
    """Right, none (nothing read), asked (a doubt raised where none is) or silently wrong."""
    gold = {key: value for key, value in case.items() if key not in ("say", "at") and value != []}
    reading = read(case, language)
    if told(reading) == gold:
        return "right"
    if reading is None:
        return "none"
    return "asked" if reading.ambiguity else "wrong"


@pytest.mark.parametrize(("language", "least"), [("en", 150), ("es", 120)])
def test_phrases_are_read_right_and_never_silently_wrong(language: str, least: int) -> None:
    cases = corpus(language)
    verdicts = [verdict(case, language) for case in cases]
    missed = [
        (case["say"], told(read(case, language)))
        for case, how in zip(cases, verdicts, strict=True)
        if how != "right"
    ]
    counts = {how: verdicts.count(how) for how in ("right", "wrong", "none", "asked")}
    print(f"\n{language}: {len(cases)} phrases, {counts}, missed: {missed}")  # noqa: T201
    assert len(cases) >= least
    assert counts["wrong"] == 0, missed
    assert counts["right"] >= 0.97 * len(cases), missed


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_doubt_always_comes_with_its_readings(language: str) -> None:
    for case in corpus(language):
        reading = read(case, language)
        if reading and reading.ambiguity not in (None, "past_date", "impossible_date", "negation_scope"):
            assert len(reading.alternatives) > 1, case["say"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_window_lies_before_today(language: str) -> None:
    for case in corpus(language):
        reading = read(case, language)
        today = datetime.fromisoformat(case.get("at", DEFAULT_AT)).date()
        for window in (*reading.windows, *reading.alternatives) if reading else ():
            assert window.last >= today, case["say"]
            assert window.first <= window.last, case["say"]


def test_a_phrase_is_read_in_under_a_millisecond() -> None:
    spent = []
    for language in ("en", "es"):
        for case in corpus(language):
            started = perf_counter()
            read(case, language)
            spent.append(perf_counter() - started)
    assert median(spent) < 0.001


def test_the_span_covers_the_words_that_were_read() -> None:
    text = "Hi there! Could I come in Thursday after 3, please?"
    reading = parse_when(text, today=date(2026, 11, 23), now=time(10), language="en", hours=HOURS)
    assert reading is not None
    assert text[slice(*reading.span)] == "Thursday after 3"
