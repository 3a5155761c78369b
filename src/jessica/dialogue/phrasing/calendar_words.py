"""Dates, times and money as people say them, in English and Spanish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
_MONTHS = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "es": (
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
}


def weekday(day: date, language: str) -> str:
    return _WEEKDAYS[language if language in _WEEKDAYS else "en"][day.weekday()]


def say_date(day: date, language: str) -> str:
    """Thursday, December 3 / jueves 3 de diciembre."""
    if language == "es":
        return f"{weekday(day, 'es')} {day.day} de {_MONTHS['es'][day.month - 1]}"
    return f"{weekday(day, 'en')}, {_MONTHS['en'][day.month - 1]} {day.day}"


def say_on(day: date, language: str) -> str:
    """A date as it stands after "closed": Friday, December 25 / el viernes 25 de diciembre."""
    return f"el {say_date(day, 'es')}" if language == "es" else say_date(day, language)


def say_every(day: int, language: str) -> str:
    """A weekday (0 = Monday) as it comes every week: Sundays / los domingos."""
    name = _WEEKDAYS[language if language in _WEEKDAYS else "en"][day]
    return f"los {name.removesuffix('s')}s" if language == "es" else f"{name}s"


def say_birth_date(day: date, language: str) -> str:
    """With the month as a word, so that day and month cannot be mixed up."""
    if language == "es":
        return f"{day.day} de {_MONTHS['es'][day.month - 1]} de {day.year}"
    return f"{_MONTHS['en'][day.month - 1]} {day.day}, {day.year}"


def say_time(at: datetime | time, language: str) -> str:
    """3:30 PM / 3:30 p. m."""
    hour = at.hour % 12 or 12
    half = ("a. m." if at.hour < 12 else "p. m.") if language == "es" else ("AM" if at.hour < 12 else "PM")
    return f"{hour}:{at.minute:02d} {half}"


def say_moment(at: datetime, language: str) -> str:
    """Thursday, December 3 at 3:30 PM / jueves 3 de diciembre a las 3:30 p. m."""
    if language == "es":
        return f"{say_date(at.date(), 'es')} a la{'' if at.hour % 12 == 1 else 's'} {say_time(at, 'es')}"
    return f"{say_date(at.date(), 'en')} at {say_time(at, 'en')}"


def say_due(at: datetime, now: datetime, language: str) -> str:
    """A near time as people say it: by 3:30 PM today, by 10:00 AM tomorrow, else with the weekday."""
    days = (at.date() - now.date()).days
    clock = say_time(at, language)
    if language == "es":
        the = "la" if at.hour % 12 == 1 else "las"
        return {0: f"hoy a {the} {clock}", 1: f"mañana a {the} {clock}"}.get(days, say_moment(at, "es"))
    return {0: f"{clock} today", 1: f"{clock} tomorrow"}.get(days, f"{clock} on {say_date(at.date(), 'en')}")


def say_money(amount: Decimal, currency: str = "USD") -> str:
    """$1,250 or $62.50; other currencies with their code."""
    figure = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return f"${figure}" if currency == "USD" else f"{figure} {currency}"


def say_percent(percent: Decimal) -> str:
    """25% or 12.5%."""
    return f"{percent.normalize():f}%"


def join_words(words: Sequence[str], language: str, *, last: str | None = None) -> str:
    """a, b and c / a, b y c; `last` replaces the "and"."""
    link = last or ("y" if language == "es" else "and")
    if len(words) < 2:
        return "".join(words)
    if language == "es" and link == "y" and words[-1][:1].lower() in "i":
        link = "e"
    return f"{', '.join(words[:-1])} {link} {words[-1]}"


def say_minutes_of_day(minute: int, language: str) -> str:
    """A closing time in minutes after midnight; 1440 is midnight."""
    return say_time(time((minute // 60) % 24, minute % 60), language)
