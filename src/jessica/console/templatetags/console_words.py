"""How the console says times, codes and amounts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_info

register = template.Library()

_CHANNELS = {
    "web": "Web chat",
    "webchat": "Web chat",
    "sms": "Text message",
    "email": "E-mail",
    "voice": "Phone",
}

_TIERS = {
    "E1": "Emergency",
    "E2": "Surgeon now",
    "E3": "Nurse today",
    "E4": "Visit within days",
    "crisis": "Crisis",
}

_DID = {
    "visit_booked": "Booked a visit",
    "visit_moved": "Moved a visit",
    "visit_cancelled": "Cancelled a visit",
    "fee_posted": "Charged a fee",
    "waitlist_joined": "Put on the waitlist",
    "handed_over": "Handed over to staff",
    "callback": "Promised a call back",
    "message": "Took a message",
    "other_number": "Noted another phone number for the team to check",
    "nurse": "Opened a task for the nurses, today",
    "clinical": "Passed a question on to the nurses",
    "refill_requested": "Passed a refill request on",
    "results": "Asked the clinical team to get in touch about results",
    "records": "Passed a request for records on",
    "portal_access": "Asked for portal access to be sent",
    "complaint": "Passed a complaint on to the manager",
    "late": "Noted that the patient will be late",
    "visit_confirmed": "Confirmed a visit",
    "opted_out": "Stopped messages, as asked",
    "paged": "Paged a surgeon",
    "blocked_reply": "Held back a reply that must not be sent",
    "question_filed": "Filed a question for staff",
    "first_answer_by_staff": "First answer by a person",
    "handover_finished": "Hand-over finished",
}

_REASONS = {
    "asked": "Asked for a person",
    "not_understood": "Jessica did not understand",
    "red_flag": "Safety",
    "complaint": "Complaint",
    "staff": "Staff took over",
    "identity": "Could not confirm who it is",
    "clinical": "Clinical question",
    "abuse": "Insults",
    "body_dysmorphia": "Suffers from their looks",
    "opt_out": "Wants no more messages",
    "late": "Running late",
}


@register.filter
def due(moment: datetime, now: datetime) -> str:
    """How far off a promised time is: `due in 6 min`, `12 min late`, `due Tue 9:00 AM`."""
    seconds = (moment - now).total_seconds()
    if seconds < 0:
        return f"{_length(-seconds)} late"
    if seconds < timedelta(hours=8).total_seconds():
        return f"due in {_length(seconds)}"
    return f"due {_day_and_time(moment, now)}"


@register.filter
def ago(moment: datetime, now: datetime) -> str:
    """How long ago something was: `just now`, `6 min`, `3 h`, `Tue 9:00 AM`."""
    seconds = (now - moment).total_seconds()
    if seconds < 60:
        return "just now"
    if seconds < timedelta(hours=8).total_seconds():
        return _length(seconds)
    return _day_and_time(moment, now)


@register.filter
def is_late(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment < now


def _length(seconds: float) -> str:
    minutes = int(seconds // 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {rest} min" if rest and hours < 8 else f"{hours} h"
    days = hours // 24
    return f"{days} day{'s' if days > 1 else ''}"


def _day_and_time(moment: datetime, now: datetime) -> str:
    """The clinic's local day, as short as it is clear, with the time."""
    local, today = timezone.localtime(moment), timezone.localtime(now).date()
    apart = abs((local.date() - today).days)
    if apart == 0:
        return date_format(local, "g:i A")
    return date_format(local, "D g:i A" if apart < 7 else "M j, g:i A")


@register.filter
def channel_name(code: str) -> str:
    return _CHANNELS.get(code, code.replace("_", " ").capitalize())


@register.filter
def tier_name(code: str) -> str:
    """What a safety tier means to the person who has to act."""
    return _TIERS.get(code, code)


@register.filter
def did_title(action: str) -> str:
    return _DID.get(action, _spoken(action))


@register.filter
def reason_name(code: str) -> str:
    return _REASONS.get(code, _spoken(code))


@register.filter
def named(key: str, names: dict[str, str]) -> str:
    """What `key` is called in `names`; without a name there, the key as words."""
    return names.get(key) or _spoken(key)


@register.filter
def spoken(code: str) -> str:
    """A code as words: `late_cancellation` becomes `Late cancellation`."""
    return _spoken(code)


def _spoken(code: str) -> str:
    return code.replace("_", " ").replace("-", " ").replace(".", ": ").capitalize()


@register.filter
def plain_facts(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """The facts of an effect that a person can read: no ids, no links, no empty values."""
    facts = []
    for name, value in payload.items():
        if name.endswith(("_id", "_ids", "_url")) or name in {"id", "action"}:
            continue
        if value in (None, "") or isinstance(value, dict | list):
            continue
        facts.append((_spoken(name.removesuffix("_key")), _fact(str(value))))
    return facts


def _fact(text: str) -> str:
    """An instant in the clinic's time; everything else as it is."""
    if "T" not in text:
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return date_format(timezone.localtime(moment), "D, M j, g:i A") if moment.tzinfo else text


@register.filter
def language_name(code: str) -> str:
    try:
        return str(get_language_info(code)["name"])
    except KeyError:
        return code


@register.filter
def clock(minute: int) -> str:
    """Minutes after midnight as a time of day: 540 is 9:00 AM, 1440 is midnight."""
    hour, rest = divmod(minute, 60)
    if hour == 24:
        return "midnight"
    return f"{(hour - 1) % 12 + 1}:{rest:02} {'AM' if hour < 12 else 'PM'}"


@register.filter
def weekday_name(number: int | str) -> str:
    """0 is Monday."""
    monday = date(2024, 1, 1)
    return date_format(monday + timedelta(days=int(number)), "l")


@register.filter
def money(amount: Decimal | None, currency: str = "USD") -> str:
    if amount is None:
        return ""
    figure = f"{amount:,.2f}".removesuffix(".00")
    return f"${figure}" if currency == "USD" else f"{figure} {currency}"


@register.filter
def in_language(texts: dict[str, str] | None, code: str) -> str:
    """The text in the language, else in English, else in whatever language there is."""
    if not texts:
        return ""
    return texts.get(code) or texts.get("en") or next(iter(texts.values()))


@register.filter
def item(mapping: dict[str, Any], key: str) -> Any:
    return mapping.get(key)


@register.filter
def trace_lines(trace: Any) -> list[str]:
    """Why Jessica said something, line by line, whatever shape it was stored in."""
    if isinstance(trace, dict):
        return [f"{name}: {value}" for name, value in trace.items() if value]
    return [str(line) for line in trace] if isinstance(trace, list) else [str(trace)]


@register.filter
def hour_name(hour: int) -> str:
    """A full hour at the calendar's edge: 13 is 1 PM."""
    return f"{(hour - 1) % 12 + 1} {'AM' if hour < 12 else 'PM'}"


@register.filter
def principal_name(principal: str) -> str:
    """Who did it: `staff:maria-lopez` is Maria Lopez."""
    kind, _, key = principal.partition(":")
    if kind == "staff" and key:
        return key.replace("-", " ").title()
    return {"patient-link": "The patient", "file": "The clinic file"}.get(kind, _spoken(kind))


@register.filter
def near_day(moment: datetime, now: datetime) -> str:
    """Today, tomorrow, or the weekday."""
    local = timezone.localtime(moment)
    apart = (local.date() - timezone.localtime(now).date()).days
    return {0: "Today", 1: "Tomorrow"}.get(apart, date_format(local, "l"))
