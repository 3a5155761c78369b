"""Telephone numbers, money, days and times as people write them, in English and Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import phonenumbers
from django.utils import translation
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format

_DATE_FORMATS = {"en": "l, F j", "es": r"l j \d\e F"}
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in `language`, else in English, else in any; empty when there is none."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def phone_text(e164: str, country: str = "US") -> str:
    """`+14155550100` -> `(415) 555-0100` inside `country`, `+1 415-555-0100` elsewhere."""
    if not e164:
        return ""
    number = phonenumbers.parse(e164, None)
    at_home = phonenumbers.country_code_for_region(country) == number.country_code
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if at_home else form.INTERNATIONAL)


def money_text(amount: Decimal, currency: str = "USD") -> str:
    """`1200.00` -> `$1,200`; cents only where there are some."""
    figure = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return f"{_SIGNS[currency]}{figure}" if currency in _SIGNS else f"{figure} {currency}"


def day_text(day: date, language: str) -> str:
    """`Thursday, November 26`, `Jueves 26 de noviembre`."""
    with translation.override(language):
        written = str(date_format(day, _DATE_FORMATS.get(language, _DATE_FORMATS["en"])))
    return written[:1].upper() + written[1:]


def time_text(moment: time, language: str) -> str:
    """`3:30 PM`, `3:30 p. m.`"""
    half = ("AM", "PM") if language != "es" else ("a. m.", "p. m.")
    return f"{(moment.hour - 1) % 12 + 1}:{moment.minute:02d} {half[moment.hour >= 12]}"


def local_time_text(instant: datetime, zone: str, language: str) -> str:
    """The clock time of an aware `instant` in the IANA zone `zone`."""
    return time_text(instant.astimezone(ZoneInfo(zone)).time(), language)


def minute_text(minute: int, language: str) -> str:
    """Minutes after midnight as a clock time; 1440 is written as midnight."""
    return time_text(time(minute // 60 % 24, minute % 60), language)


def weekday_text(weekday: int, language: str) -> str:
    """0 -> `Monday`, `Lunes`."""
    with translation.override(language):
        return str(WEEKDAYS[weekday]).capitalize()
