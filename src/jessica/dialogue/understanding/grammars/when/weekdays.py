"""Builders of weekdays, resolved against today.

A bare weekday is the coming one. "Next Thursday" is the Thursday of next week; while this week's Thursday is
still ahead the other reading is common too, so it is ambiguous ("weekday_which").
"""

from __future__ import annotations

from jessica.dialogue.understanding.grammars.when.atoms import Day, Moment, Stream, single
from jessica.dialogue.understanding.grammars.when.calendar import (
    DAY,
    coming,
    monday_of,
    month_start,
    nth_weekday,
    on_or_after,
)
from jessica.dialogue.understanding.grammars.when.day_parts import (
    Match,
    closed_for_today,
    doubtful,
    month_place,
    void,
)
from jessica.dialogue.understanding.grammars.when.model import OPEN_END, Window


def nth_weekday_of_month(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "the second Tuesday of December", "last Friday of the month"."""
    number = -1 if match["last"] else int(match.groupdict().get("nth") or 1)
    first = month_place(match, moment)
    found = nth_weekday(first, int(match["w"]), number)
    if found and found < moment.today and not match["m"] and not match["r"]:
        found = nth_weekday(month_start(first, 1), int(match["w"]), number)
    if found is None or found < moment.today:
        return void("impossible_date" if found is None else "past_date", "nth weekday")
    return Day("date", single(found), f"weekday {match['w']} number {number} of month")


def related_weekday(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "next Thursday", "this Friday", "el jueves que viene", "Tuesday after next", "last Monday"."""
    weekday, relation, today = int(match["w"]), match["r"], moment.today
    said = stream.symbols[stream.index_at(match.end()) - 1].word + " " + stream.symbols[index].word
    soon = coming(weekday, today)
    in_next_week = monday_of(today) + DAY * (7 + weekday)
    note = f"weekday {weekday} + {relation}"
    if relation in ("pastone", "dayafter"):
        return void("past_date", f"narrative {note}")
    if relation == "afternext":
        readings: tuple[Window, ...] = (single(in_next_week + DAY * 7), single(soon + DAY * 7))
        return doubtful("date", readings, "weekday_which", note, weekday)
    if relation == "this":
        same = weekday == today.weekday() and not closed_for_today(moment)
        return Day("date", single(today if same else soon), note, weekday=weekday)
    if relation == "coming" or "viene" in said:
        return Day("date", single(soon), note, weekday=weekday)
    if today.weekday() == 6:
        readings = (single(soon), single(soon + DAY * 7)) if weekday != 6 else (single(soon),)
        return doubtful("date", readings, "weekday_which", note, weekday)
    readings = (single(soon), single(in_next_week))
    if moment.language != "es" and relation != "following":
        readings = (single(in_next_week), single(soon))
    return doubtful("date", readings, "weekday_which", note, weekday)


def this_or_next_weekday(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "this or next Thursday": both of them."""
    weekday = int(match["w"])
    first = on_or_after(weekday, moment.today)
    window = Window(first, first + DAY * 7, weekdays=frozenset({weekday}))
    return Day("range", window, f"this and next weekday {weekday}")


def weekdays_ahead(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "two Tuesdays from now": the second one to come."""
    weekday = int(match["w"])
    found = coming(weekday, moment.today) + DAY * 7 * (int(match["n"]) - 1)
    return Day("date", single(found), f"{match['n']} weekdays {weekday} ahead")


def weekday_week(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """British "Thursday week": a week after the coming Thursday."""
    if moment.language == "es":
        return None
    weekday = int(match["w"])
    return Day("date", single(coming(weekday, moment.today) + DAY * 7), "weekday week", weekday=weekday)


def spanish_in_eight(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "de mañana en ocho" is a week from tomorrow, "el lunes en quince" two weeks from Monday."""
    if match["n"] == "week" and moment.language != "en":
        return None
    if match["w"]:
        base = coming(int(match["w"]), moment.today)
    else:
        base = moment.today + DAY if match["tomorrow"] else moment.today
    return Day("date", single(base + DAY * (14 if match["n"] == "n15" else 7)), "week(s) after day")


def plain_weekday(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "Thursday": the coming one. Said on a Thursday while the clinic is still open it may mean today."""
    weekday = int(match["w"])
    lead = stream.symbols[index].word if match["lead"] else ""
    if lead in ("any", "a", "un", "cualquier", "every", "each", "cada"):
        return recurring(frozenset({weekday}), moment, f"any weekday {weekday}")
    soon = coming(weekday, moment.today)
    if weekday != moment.today.weekday() or closed_for_today(moment):
        return Day("weekday", single(soon), f"weekday {weekday}", weekday=weekday)
    readings = (single(soon), single(moment.today))
    return Day("weekday", readings[0], f"weekday {weekday} said that day", "weekday_which", readings, weekday)


def recurring(weekdays: frozenset[int], moment: Moment, note: str) -> Day:
    window = Window(moment.today, OPEN_END, weekdays=weekdays)
    return Day("recurring", window, note)


def recurring_weekday(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    return recurring(frozenset({int(match["w"])}), moment, f"every weekday {match['w']}")


def recurring_group(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    weekdays = frozenset({5, 6}) if match["word"] == "weekends" else frozenset(range(5))
    return recurring(weekdays, moment, match["word"])


def plain_weekend(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    if match["lead"] == "a ":
        return recurring(frozenset({5, 6}), moment, "a weekend")
    return weekend("this", moment)


def weekend(relation: str, moment: Moment) -> Day:
    saturday = monday_of(moment.today) + DAY * 5
    here = Window(max(saturday, moment.today), saturday + DAY)
    there = Window(saturday + DAY * 7, saturday + DAY * 8)
    if relation == "next" and moment.today.weekday() < 5:
        return doubtful("range", (there, here), "weekday_which", "next weekend")
    if relation in ("next", "following"):
        return Day("range", there, f"{relation} weekend")
    return Day("range", here, f"{relation} weekend")
