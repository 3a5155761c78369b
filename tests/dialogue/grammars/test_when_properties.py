"""Whatever people send, the date grammar answers, the same way each time, and never with the past."""

from __future__ import annotations

import string
from datetime import date, time
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jessica.dialogue.understanding.grammars.when import OpeningHours, mask_non_dates, parse_shift, parse_when

HOURS = OpeningHours({weekday: (time(8), time(18)) for weekday in range(6)})
WORD_BLOCK = """
next this monday tuesday thursday sunday december may march 5th 31st 3 12 330 1530 30 2026 1985 12/3
31/12 2:30 at  after before between and or to from until not no except the of in on week weeks month day
days end early mid first  last second morning afternoon noon half past quarter tomorrow today yesterday
, . - / pm am don't can't but asap any  el la los proximo jueves que viene mañana por de a las y media
menos cuarto entre hasta semana mes dia dos quince en  ocho pasado diciembre fin after next instead
maybe christmas yesterday ago
"""
WORDS = WORD_BLOCK.split()
phrases = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
languages = st.sampled_from(["en", "es"])
days = st.dates(date(2024, 1, 1), date(2031, 12, 31))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@settings(max_examples=600, deadline=None)
@given(text=phrases, language=languages, today=days, now=times)
def test_any_row_of_date_words_is_read_alike_twice_and_never_in_the_past(
    text: str, language: str, today: date, now: time
) -> None:
    first = parse_when(text, today=today, now=now, language=language, hours=HOURS)
    assert first == parse_when(text, today=today, now=now, language=language, hours=HOURS)
    if first is None:
        return
    start, end = first.span
    assert 0 <= start < end <= len(text)
    for window in (*first.windows, *first.alternatives, *first.excluded):
        assert window.last >= today
        assert window.first <= window.last
        if window.earliest and window.latest:
            assert window.earliest < window.latest
    if first.ambiguity is None:
        assert first.windows or first.excluded or first.soonest or first.any_time


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=200), language=languages, today=days, now=times)
def test_any_text_at_all_is_survived(text: str, language: str, today: date, now: time) -> None:
    parse_when(text, today=today, now=now, language=language, hours=HOURS, asked=True)
    parse_shift(text, language)
    assert len(mask_non_dates(text)) == len(text)


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet=string.digits + " -/.:,apmth", max_size=60), language=languages, today=days)
def test_any_jumble_of_figures_is_survived(text: str, language: str, today: date) -> None:
    reading = parse_when(text, today=today, now=time(9), language=language, hours=HOURS)
    assert reading is None or all(window.last >= today for window in reading.windows)


@pytest.mark.parametrize(
    "text",
    [
        "5 " * 5000,
        "monday or " * 1000,
        "not " * 2500,
        "a" * 10_000,
        "1/" * 5000,
        "(" * 10_000,
        "de la " * 1700,
        "3:30" * 2500,
    ],
)
def test_ten_thousand_characters_take_no_slow_path(text: str) -> None:
    started = perf_counter()
    for language in ("en", "es"):
        parse_when(text, today=date(2026, 11, 23), now=time(10), language=language, hours=HOURS)
    assert perf_counter() - started < 1.5
