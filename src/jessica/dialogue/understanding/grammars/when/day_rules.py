"""Rules from symbols to days: one regular expression over the symbol codes and one builder each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from jessica.dialogue.understanding.grammars.when import dates, stretches, weekdays
from jessica.dialogue.understanding.grammars.when.atoms import Day, Moment, Stream
from jessica.dialogue.understanding.grammars.when.calendar import DAY, coming, monday_of, on_or_after
from jessica.dialogue.understanding.grammars.when.day_parts import quantity, shifted
from jessica.dialogue.understanding.grammars.when.model import Window

Builder = Callable[[re.Match[str], Stream, int, Moment], Day | None]

_NOT_CLOCK = r"(?!(?:am|pm|oclock|plus30|plus15|minus15|sharp|%) )"
_YEAR = r"(?:(?:, )?(?:of )?(?:the )?n(?P<y>(?:19|20)\d\d) )?"
_OF = r"(?:(?:of|in|on) )?(?:the )?"
_QUANTITY = r"(?:a )?(?:n(?P<n>\d{1,3})|(?P<couple>couple)|(?P<few>few)|(?P<one>a)) (?:of )?"
_QUANTITY_1 = r"(?:(?:a )?(?:n(?P<n>\d{1,3})|(?P<couple>couple)|(?P<few>few)|(?P<one>a)) (?:of )?)?"
_UNIT = r"(?P<unit>day|week|month|year) "
_RELATION = r"(?P<r>next|this|coming|following|pastone) "
_MONTH_PLACE = (
    rf"(?:m(?P<m>\d+) {_YEAR}|(?:(?P<r>next|this|coming|following) )?month (?P<ra>coming |next |following )?)"
)


@dataclass(frozen=True, slots=True)
class _Nested:
    """A phrase that governs the day phrase after it ("the week of ...", "two weeks from ...")."""

    apply: Callable[[re.Match[str], Day, Moment], Day | None]


def _week_of(match: re.Match[str], inner: Day, moment: Moment) -> Day | None:
    monday = monday_of(inner.window.first)
    if inner.void:
        return inner
    window = Window(max(monday, moment.today), monday + 6 * DAY)
    return replace(
        inner, kind="range", window=window, note=f"week of {inner.note}", ambiguity=None, alternatives=()
    )


def _offset_from(match: re.Match[str], inner: Day, moment: Moment) -> Day | None:
    if inner.kind in ("range", "recurring") or inner.void or match["few"]:
        return None
    amount, unit = quantity(match), match["unit"]
    readings = tuple(shifted(window, amount, unit) for window in (inner.window, *inner.alternatives))
    if match.group().startswith("the week after "):
        monday = monday_of(readings[0].first)
        return Day("range", Window(monday, monday + 6 * DAY), f"week after {inner.note}")
    note = f"{amount} {unit} after {inner.note}"
    return replace(inner, kind="date", window=readings[0], alternatives=readings[1:], note=note)


def _offset_before(match: re.Match[str], inner: Day, moment: Moment) -> Day | None:
    """ "two days before Christmas"; "the week before Christmas" is the seven days that lead up to it."""
    if inner.kind not in ("date", "number") or inner.ambiguity or match["few"]:
        return None
    amount, unit, named = quantity(match), match["unit"], inner.window.first
    counted = any((match["n"], match["couple"], match["one"]))
    if unit == "week" and not counted:
        window = Window(max(moment.today, named - 7 * DAY), named - DAY)
    elif unit in ("day", "week"):
        day = named - amount * (7 if unit == "week" else 1) * DAY
        window = Window(day, day)
    else:
        return None
    return Day("range", window, f"before {inner.note}") if window.last >= moment.today else None


def _weekday_beside(match: re.Match[str], inner: Day, moment: Moment) -> Day | None:
    """ "the Monday after Christmas", "the Friday before the 10th"."""
    if inner.kind not in ("date", "number") or inner.ambiguity:
        return None
    weekday, named = int(match["w"]), inner.window.first
    day = coming(weekday, named) if match["side"] == "after" else on_or_after(weekday, named - 7 * DAY)
    note = f"weekday {weekday} {match['side']} {inner.note}"
    return Day("date", Window(day, day), note) if day >= moment.today else None


def _beside(match: re.Match[str], inner: Day, moment: Moment) -> Day | None:
    if inner.kind not in ("date", "weekday"):
        return None
    day = inner.window.first + (DAY if match["word"] == "nextday" else -DAY)
    return Day("date", Window(day, day), f"{match['word']} {inner.note}") if day >= moment.today else None


_RULES: tuple[tuple[str, Builder | _Nested], ...] = (
    (
        rf"(?:the )?(?:d(?P<w>\d) )?(?:, )?(?:on )?(?:the )?m(?P<m>\d+) (?:the )?[no]"
        rf"(?P<d>\d{{1,2}}) {_NOT_CLOCK}{_YEAR}",
        dates.month_day,
    ),
    (
        rf"(?:on )?(?:the )?(?:d(?P<w>\d) )?(?:, )?(?:the )?[no](?P<d>\d{{1,2}}) (?:of )?(?:the )?m"
        rf"(?P<m>\d+) {_YEAR}",
        dates.month_day,
    ),
    (r"(?:the )?(?:d(?P<w>\d) )?(?:, )?(?:the )?dat ", dates.numeric_date),
    (
        rf"(?:the )?[no](?P<d>\d{{1,2}}) {_OF}(?:(?P<r>next|this|coming|following) month |month "
        rf"(?P<ra>coming|next) |(?P<any>month) )",
        dates.day_of_relative_month,
    ),
    (
        rf"(?:the )?d(?P<w>\d) (?:, )?(?P<the>the )?(?:on the )?(?P<k>[no])(?P<d>\d{{1,2}}) {_NOT_CLOCK}",
        dates.weekday_number,
    ),
    (
        rf"(?:the )?(?:o(?P<nth>[1-5])|(?P<last>pastone)) d"
        rf"(?P<w>\d) {_OF}{_MONTH_PLACE}",
        weekdays.nth_weekday_of_month,
    ),
    (rf"(?:the )?d(?P<w>\d) (?P<last>pastone) {_OF}{_MONTH_PLACE}", weekdays.nth_weekday_of_month),
    (
        rf"(?:the )?(?:o(?P<nth>[1-5])|"
        rf"(?P<last>pastone)) week {_OF}{_MONTH_PLACE}",
        stretches.nth_week_of_month,
    ),
    (rf"(?:the )?week pastone {_OF}{_MONTH_PLACE}", stretches.nth_week_of_month),
    (r"(?:the )?(?:weekof |week of )", _Nested(_week_of)),
    (rf"(?:in |the )?{_QUANTITY_1}{_UNIT}(?:from|after|of|fromnow from) (?:the )?", _Nested(_offset_from)),
    (rf"(?:the )?{_QUANTITY_1}{_UNIT}before (?:the )?", _Nested(_offset_before)),
    (r"(?:on )?(?:the )?d(?P<w>\d) (?P<side>after|before) (?:the )?", _Nested(_weekday_beside)),
    (
        r"(?:of )?(?:the )?(?:(?P<today>today|now)|(?P<tomorrow>tomorrow)|d(?P<w>\d)) (?:in|to) (?P<n>n8"
        r"|n15|week)"
        r" (?:day )?",
        weekdays.spanish_in_eight,
    ),
    (rf"inthenext {_QUANTITY_1}{_UNIT}", stretches.within_quantity),
    (rf"(?:in )?(?:the )?next {_QUANTITY}{_UNIT}", stretches.within_quantity),
    (rf"in n(?P<low>\d{{1,2}}) (?:or|to) n(?P<n>\d{{1,2}}) {_UNIT}(?:fromnow )?", stretches.in_from_to),
    (rf"n(?P<low>\d{{1,2}}) (?:or|to) n(?P<n>\d{{1,2}}) {_UNIT}fromnow ", stretches.in_from_to),
    (r"(?:in )(?:a|n1) (?P<unit>day|week|month) or n2 (?:fromnow )?", stretches.one_or_two),
    (r"(?:a|n1) (?P<unit>day|week|month) or n2 fromnow ", stretches.one_or_two),
    (rf"{_QUANTITY}(?P<unit>week) (?:on )?(?=d\d)", _Nested(_offset_from)),
    (rf"in (?:around )?{_QUANTITY}{_UNIT}(?:fromnow )?", stretches.in_quantity),
    (rf"{_QUANTITY}{_UNIT}fromnow ", stretches.in_quantity),
    (r"(?:the )?week (?:the )?afternext ", stretches.week_after_next),
    (
        r"(?:the )?(?P<part>early|later|late|middle|startof|endof|restof|firsthalf|secondhalf) "
        r"(?:of )?(?:the )?"
        r"(?:(?P<r>next|this|coming|following) )?(?:(?P<unit>week|month|year)|m(?P<m>\d+)) "
        r"(?P<ra>(?:coming|next|following) )?",
        stretches.part_of_range,
    ),
    (
        r"(?P<mid>midweek|midmonth) (?:of )?(?:(?P<r>next|this|coming) (?:week"
        r"|month) )?",
        stretches.middle_word,
    ),
    (rf"(?:in )?(?:the )?{_RELATION}(?P<unit>week|month|year|weekend) ", stretches.relative_range),
    (
        r"(?:in )?(?:the )?(?P<unit>week|month|year|weekend) (?P<r>next|coming|following|pastone|dayafter) ",
        stretches.relative_range,
    ),
    (r"(?:the )?this (?:or|and) (?:the )?next d(?P<w>\d) ", weekdays.this_or_next_weekday),
    (
        r"(?:this )?d(?P<w>\d) or (?:the )?(?:next|nextone|following) (?=$"
        r"|[,.?] )",
        weekdays.this_or_next_weekday,
    ),
    (rf"(?:on )?(?:the )?{_RELATION}d(?P<w>\d) ", weekdays.related_weekday),
    (
        r"(?:on )?(?:the )?d(?P<w>\d) (?P<r>next|coming|following|pastone|dayafter|afternext) (?!week"
        r"|month|weekend)",
        weekdays.related_weekday,
    ),
    (r"(?:on )?(?:the )?d(?P<w>\d) week ", weekdays.weekday_week),
    (r"(?:of )?dayafter ", dates.day_after_tomorrow),
    (r"(?P<word>today|tomorrow|yesterday|now) ", dates.named_day),
    (r"this (?=morning|afternoon|evening|noon|lunch)", dates.this_part),
    (r"(?P<word>nextday|daybefore) (?:the )?", _Nested(_beside)),
    (r"(?:on )?(?:the )?(?P<lead>anytime |a |every )?d(?P<w>\d) ", weekdays.plain_weekday),
    (r"n(?P<n>[2-9]) D(?P<w>\d) fromnow ", weekdays.weekdays_ahead),
    (r"(?:on )?(?:the )?D(?P<w>\d) ", weekdays.recurring_weekday),
    (r"(?:on |in |a )?(?:the )?(?P<word>weekends|weekday) ", weekdays.recurring_group),
    (r"(?:on |in |over )?(?P<lead>a |the )?weekend ", weekdays.plain_weekend),
    (
        rf"(?:in )?(?:the )?(?:(?P<r>next|this|coming) )?m(?P<m>\d+) {_YEAR}(?P<ny>(?:of )?"
        rf"(?:the )?next year )?",
        stretches.month,
    ),
    (r"(?:in )(?:the )?special_newyear ", dates.new_year_month),
    (r"(?:the )?(?:(?P<r>next|this) )?special_(?P<name>\w+) ", dates.special_day),
    (rf"(?:on )?(?P<the>the )?(?P<k>[no])(?P<d>\d{{1,2}}) {_NOT_CLOCK}", dates.day_number),
)
_COMPILED = tuple((re.compile(pattern), builder) for pattern, builder in _RULES)
_STARTS = re.compile(
    r"(?:the|on|in|of|a|n|o|d|D|m|dat|week|weekof|month|year|weekend|weekends|weekday|couple|few"
    r"|inthenext|next|this|coming"
    r"|following|pastone|early|later|late|middle|firsthalf|secondhalf|every|startof|endof|restof"
    r"|midweek|midmonth|dayafter|today|tomorrow|yesterday"
    r"|now|nextday|daybefore|anytime|day|special_\w+)\d* "
)


def day_at(stream: Stream, index: int, moment: Moment) -> tuple[Day, int] | None:
    """The day phrase that starts at symbol `index`, and the index after it."""
    place = stream.places[index]
    if not _STARTS.match(stream.codes, place):
        return None
    for pattern, builder in _COMPILED:
        match = pattern.match(stream.codes, place)
        if not match:
            continue
        after = stream.index_at(match.end())
        if isinstance(builder, _Nested):
            nested = day_at(stream, after, moment) if after < len(stream.symbols) else None
            day = builder.apply(match, nested[0], moment) if nested else None
            if day and nested:
                return day, nested[1]
            continue
        day = builder(match, stream, index, moment)
        if day:
            return day, after
    return None
