"""Days and times that are taken back in the same breath are not offered."""

from __future__ import annotations

from datetime import date, time

import pytest

from jessica.dialogue.understanding.grammars.when import OpeningHours, parse_when

HOURS = OpeningHours({day: (time(9), time(17)) for day in range(6)})
MONDAY = date(2026, 11, 23)


def days(text, language):
    when = parse_when(text, today=MONDAY, now=time(8), language=language, hours=HOURS)
    return [window.first for window in when.windows]


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("thursday... no wait, friday", "en", 27),
        ("thursday, no sorry, friday", "en", 27),
        ("the 25th, scratch that, the 27th", "en", 27),
        ("wednesday at 10, oops i mean friday at 10", "en", 27),
        ("i'm down for wednesday but need friday instead", "en", 27),
        ("el jueves, no perdón, el viernes", "es", 27),
        ("el miércoles, digo el viernes", "es", 27),
        ("apúntame el jueves, no espera, mejor el viernes", "es", 27),
    ],
)
def test_only_the_last_day_is_meant(text, language, day):
    assert days(text, language) == [date(2026, 11, day)]


@pytest.mark.parametrize(
    ("text", "language"),
    [("tomorrow at 2... actually make that 3pm", "en"), ("mañana a las 2... mejor a las 3", "es")],
)
def test_the_day_stays_where_only_the_time_is_taken_back(text, language):
    when = parse_when(text, today=MONDAY, now=time(8), language=language, hours=HOURS)
    assert [(window.first, window.exact) for window in when.windows] == [(date(2026, 11, 24), time(15))]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("thursday or friday", "en"),
        ("wait, do you have thursday or friday?", "en"),
        ("sorry for the delay, thursday or friday", "en"),
        ("el jueves o el viernes", "es"),
        ("perdón por la demora, jueves o viernes", "es"),
    ],
)
def test_two_days_that_are_both_wished_stay(text, language):
    assert days(text, language) == [date(2026, 11, 26), date(2026, 11, 27)]


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("black friday", "en", date(2026, 11, 27)),
        ("MLK day", "en", date(2027, 1, 18)),
        ("presidents day", "en", date(2027, 2, 15)),
        ("good friday", "en", date(2027, 3, 26)),
        ("easter monday", "en", date(2027, 3, 29)),
        ("columbus day", "en", date(2027, 10, 11)),
        ("el viernes santo", "es", date(2027, 3, 26)),
    ],
)
def test_holidays_are_days(text, language, first):
    assert days(text, language) == [first]


@pytest.mark.parametrize(
    ("text", "language"),
    [("after the 10th but before the 20th", "en"), ("después del 10 pero antes del 20", "es")],
)
def test_two_bounds_hold_at_once(text, language):
    when = parse_when(text, today=MONDAY, now=time(8), language=language, hours=HOURS)
    assert [(w.first, w.last) for w in when.windows] == [(date(2026, 12, 11), date(2026, 12, 19))]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("move my 2 o'clock to 3:30", "en"),
        ("could you push it back from 2 to 3:30", "en"),
        ("me cambias mi cita de las 2 a las 3 y media?", "es"),
    ],
)
def test_whoever_moves_a_visit_wants_the_second_time(text, language):
    when = parse_when(text, today=MONDAY, now=time(8), language=language, hours=HOURS)
    assert [window.exact for window in when.windows] == [time(15, 30)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("reschedule to friday from 2 to 4", "en"),
        ("move it to friday between 2 and 4", "en"),
        ("el viernes de 2 a 4", "es"),
    ],
)
def test_a_span_to_move_into_stays_a_span(text, language):
    when = parse_when(text, today=MONDAY, now=time(8), language=language, hours=HOURS)
    assert [(window.earliest, window.latest) for window in when.windows] == [(time(14), time(16))]


def test_whoever_moves_a_visit_wants_the_second_day():
    assert days("puedes pasarme del miércoles al jueves", "es") == [date(2026, 11, 26)]
