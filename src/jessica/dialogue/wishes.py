"""How a wish for a time changes: a new day keeps the hours, a new hour keeps the day, "later" moves on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from jessica.dialogue.ports import OpeningFact
from jessica.dialogue.state import VisitWish
from jessica.dialogue.tasks.offering import fits
from jessica.dialogue.understanding.grammars.when import OPEN_END, Shift, When, Window


def forget_offers(wish: VisitWish) -> None:
    """What was offered, chosen or read back no longer holds."""
    wish.offers = []
    wish.chosen = None
    wish.held = False
    wish.read_back = wish.confirmed = False
    wish.repeated = 0


def wish_for(wish: VisitWish, when: When) -> bool:
    """Take a new wish for a time; True when it changed what was chosen or read back."""
    if wish.chosen is not None and not when.ambiguity and _names_something(when) and fits(wish.chosen, when):
        return False
    picked = _picked(wish.offers, when)
    if picked is not None:
        changed = wish.chosen is not None
        wish.chosen, wish.held, wish.read_back, wish.confirmed = picked, False, False, False
        return changed
    had = wish.chosen is not None
    wish.when = _merged(wish.when, when, _reference_day(wish))
    forget_offers(wish)
    return had


def _names_something(when: When) -> bool:
    return bool(when.windows) and (when.names_day or when.names_time)


def _picked(offers: list[OpeningFact], when: When) -> OpeningFact | None:
    """The one offered time that a wish can only mean."""
    if not offers or when.ambiguity or when.soonest or when.any_time or not when.windows:
        return None
    fitting = [offer for offer in offers if fits(offer, when)]
    return fitting[0] if len(fitting) == 1 and (when.names_time or len(offers) > 1) else None


def _reference_day(wish: VisitWish) -> date | None:
    """The one day that is being talked about, if it is one."""
    if wish.chosen is not None:
        return wish.chosen.starts_at.date()
    days = {offer.starts_at.date() for offer in wish.offers}
    return next(iter(days)) if len(days) == 1 else None


def _merged(old: When | None, new: When, day: date | None) -> When:
    if new.soonest or new.any_time or new.ambiguity:
        return new
    if new.names_time and not new.names_day:
        windows = _with_days(old, new, day)
        if windows:
            return replace(new, windows=windows, names_day=True)
        return new
    if new.names_day and not new.names_time and old is not None and old.names_time and not old.soonest:
        return replace(new, windows=_with_hours(old, new), names_time=True)
    if not new.windows and new.excluded and old is not None and old.windows:
        return replace(old, excluded=(*old.excluded, *new.excluded))
    return new


def _with_days(old: When | None, new: When, day: date | None) -> tuple[Window, ...]:
    """The new hours on the days of the old wish, or on the day being talked about."""
    spans = [(w.first, w.last, w.weekdays) for w in old.windows] if old is not None and old.names_day else []
    if not spans and day is not None:
        spans = [(day, day, None)]
    return tuple(
        replace(hours, first=first, last=last, weekdays=weekdays)
        for first, last, weekdays in spans
        for hours in new.windows
    )


def _with_hours(old: When, new: When) -> tuple[Window, ...]:
    """The new days with the old hours; an exact time belonged to the old day only."""
    hours = next((w for w in old.windows if w.exact is None and (w.earliest or w.latest)), None)
    if hours is None:
        return new.windows
    return tuple(
        replace(w, earliest=hours.earliest, latest=hours.latest)
        if w.exact is None and w.earliest is None
        else w
        for w in new.windows
    )


def shift(wish: VisitWish, moved: Shift, today: date) -> None:
    """Look elsewhere as asked, seen from what was offered or chosen last."""
    known = [wish.chosen] if wish.chosen else list(wish.offers)
    first = min((o.starts_at for o in known), default=None)
    last = max((o.starts_at for o in known), default=None)
    forget_offers(wish)
    if first is None or last is None:
        if moved.kind == "next_week":
            wish.when = _days(_next_monday(today), _next_monday(today) + timedelta(days=6))
        return
    hours = wish.when.windows[0] if wish.when and wish.when.windows and wish.when.names_time else None
    if moved.kind == "other_time":
        wish.when = wish.when or _days(today, OPEN_END)
    elif moved.kind in {"later_same_day", "earlier_same_day"}:
        later = moved.kind == "later_same_day"
        wish.when = (
            _hours(last.date(), earliest=_a_minute_after(last.time()))
            if later
            else _hours(first.date(), latest=first.time())
        )
    else:
        wish.when = _other_days(moved, (first.date(), last.date()), today, hours)
        if moved.kind == "other_day":
            gone = tuple(Window(o.starts_at.date(), o.starts_at.date()) for o in known)
            wish.when = replace(wish.when, excluded=gone)


def _other_days(moved: Shift, span: tuple[date, date], today: date, hours: Window | None) -> When:
    """The days that a shift points to, seen from the first and the last day that were talked about."""
    first, last = span
    match moved.kind:
        case "later_days":
            return _days(last + timedelta(days=1), OPEN_END, hours)
        case "earlier_days":
            return _days(today, max(today, first - timedelta(days=1)), hours)
        case "next_week":
            monday = _next_monday(first)
            return _days(monday, monday + timedelta(days=6), hours)
        case _:
            return _days(today, OPEN_END, hours)


def _next_monday(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())


def _a_minute_after(clock: time) -> time:
    return time(clock.hour, clock.minute + 1) if clock.minute < 59 else time(min(clock.hour + 1, 23), 0)


def _hours(day: date, *, earliest: time | None = None, latest: time | None = None) -> When:
    return _when(Window(day, day, earliest=earliest, latest=latest), names_time=True)


def _days(first: date, last: date, hours: Window | None = None) -> When:
    window = Window(first, last)
    if hours is not None and hours.exact is None:
        window = replace(window, earliest=hours.earliest, latest=hours.latest)
    return _when(window, names_time=hours is not None)


def _when(window: Window, *, names_time: bool) -> When:
    return When(
        windows=(window,), excluded=(), ambiguity=None, alternatives=(), soonest=False, any_time=False,
        span=(0, 0), reason="moved on from what was offered", names_day=True, names_time=names_time,
    )  # fmt: skip
