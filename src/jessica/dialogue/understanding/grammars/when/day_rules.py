"""Rules from symbols to days: one regular expression over the symbol codes and one builder each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from jessica.dialogue.understanding.grammars.when import day_builders as build
from jessica.dialogue.understanding.grammars.when.atoms import Day, Moment, Stream
from jessica.dialogue.understanding.grammars.when.calendar import DAY, monday_of
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

_RULES: tuple[tuple[str, Builder], ...] = (
    (rf"(?:the )?(?:d(?P<w>\d) )?(?:, )?(?:on )?(?:the )?m(?P<m>\d+) (?:the )?[no](?P<d>\d{{1,2}}) {_NOT_CLOCK}{_YEAR}",
     build.month_day),
    (rf"(?:on )?(?:the )?(?:d(?P<w>\d) )?(?:, )?(?:the )?[no](?P<d>\d{{1,2}}) (?:of )?(?:the )?m(?P<m>\d+) {_YEAR}",
     build.month_day),
    (r"(?:the )?(?:d(?P<w>\d) )?(?:, )?(?:the )?dat ", build.numeric_date),
    (rf"(?:the )?[no](?P<d>\d{{1,2}}) {_OF}(?:(?P<r>next|this|coming|following) month |month (?P<ra>coming|next) )",
     build.day_of_relative_month),
    (rf"(?:the )?d(?P<w>\d) (?:, )?(?P<the>the )?(?:on the )?(?P<k>[no])(?P<d>\d{{1,2}}) {_NOT_CLOCK}",
     build.weekday_number),
    (rf"(?:the )?(?:o(?P<nth>[1-5])|(?P<last>pastone)) d(?P<w>\d) {_OF}{_MONTH_PLACE}", build.nth_weekday_of_month),
    (rf"(?:the )?d(?P<w>\d) (?P<last>pastone) {_OF}{_MONTH_PLACE}", build.nth_weekday_of_month),
    (rf"(?:the )?(?:o(?P<nth>[1-5])|(?P<last>pastone)) week {_OF}{_MONTH_PLACE}", build.nth_week_of_month),
    (rf"(?:the )?week pastone {_OF}{_MONTH_PLACE}", build.nth_week_of_month),
    (r"(?:the )?(?:weekof |week (?:of|from) )(?:the )?", build.week_of_day),
    (rf"(?:in )?{_QUANTITY_1}{_UNIT}(?:from|after|of|fromnow from) (?:the )?", build.offset_from_day),
    (r"(?:of )?(?:the )?(?:(?P<today>today|now)|(?P<tomorrow>tomorrow)|d(?P<w>\d)) (?:in|to) (?P<n>n8|n15|week)"
     r" (?:day )?", build.spanish_in_eight),
    (rf"(?:inthenext |(?:in )?the next |next (?=n|couple|few)){_QUANTITY_1}{_UNIT}", build.within_quantity),
    (rf"in {_QUANTITY}{_UNIT}(?:fromnow )?", build.in_quantity),
    (rf"{_QUANTITY}{_UNIT}fromnow ", build.in_quantity),
    (r"(?:the )?week (?:the )?afternext ", build.week_after_next),
    (r"(?:the )?(?P<part>early|late|middle|startof|endof|restof) (?:of )?(?:the )?"
     r"(?:(?P<r>next|this|coming|following) )?(?:(?P<unit>week|month|year)|m(?P<m>\d+)) "
     r"(?P<ra>(?:coming|next|following) )?", build.part_of_range),
    (r"(?P<mid>midweek|midmonth) (?:of )?(?:(?P<r>next|this|coming) (?:week|month) )?", build.middle_word),
    (rf"(?:in )?(?:the )?{_RELATION}(?P<unit>week|month|year|weekend) ", build.relative_range),
    (r"(?:in )?(?:the )?(?P<unit>week|month|year|weekend) (?P<r>next|coming|following|pastone|dayafter) ",
     build.relative_range),
    (rf"(?:on )?(?:the )?{_RELATION}d(?P<w>\d) ", build.related_weekday),
    (r"(?:on )?(?:the )?d(?P<w>\d) (?P<r>next|coming|following|pastone|dayafter|afternext) (?!week|month|weekend)",
     build.related_weekday),
    (r"(?:on )?(?:the )?d(?P<w>\d) week ", build.weekday_week),
    (r"(?:of )?dayafter ", build.day_after_tomorrow),
    (r"(?P<word>today|tomorrow|yesterday|now) ", build.named_day),
    (r"this (?=morning|afternoon|evening|noon|lunch)", build.this_part),
    (r"(?P<word>nextday|daybefore) (?:the )?", build.beside_day),
    (r"(?:on )?(?P<lead>anytime |a )?d(?P<w>\d) ", build.plain_weekday),
    (r"(?:on )?(?:the )?D(?P<w>\d) ", build.recurring_weekday),
    (r"(?:on |in |a )?(?:the )?(?P<word>weekends|weekday) ", build.recurring_group),
    (r"(?:on |in |over )?(?P<lead>a |the )?weekend ", build.plain_weekend),
    (rf"(?:in )?(?:the )?(?:(?P<r>next|this|coming) )?m(?P<m>\d+) {_YEAR}(?P<ny>(?:of )?(?:the )?next year )?",
     build.month),
    (r"(?:the )?(?:(?P<r>next|this) )?special_(?P<name>\w+) ", build.special_day),
    (rf"(?:on )?(?P<the>the )?(?P<k>[no])(?P<d>\d{{1,2}}) {_NOT_CLOCK}", build.day_number),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), builder) for pattern, builder in _RULES)
_STARTS = re.compile(
    r"(?:the|on|in|of|a|n|o|d|D|m|dat|week|weekof|month|year|weekend|weekends|weekday|couple|few|inthenext|next|this|coming"
    r"|following|pastone|early|late|middle|startof|endof|restof|midweek|midmonth|dayafter|today|tomorrow|yesterday"
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
        if builder in _NESTED:
            nested = day_at(stream, after, moment) if after < len(stream.symbols) else None
            day = _NESTED[builder](match, nested[0], moment) if nested else None
            if day and nested:
                return day, nested[1]
            continue
        day = builder(match, stream, index, moment)
        if day:
            return day, after
    return None


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
    amount = build.quantity(match)
    unit = match["unit"]
    shift = lambda window: build.shifted(window, amount, unit)  # noqa: E731
    return replace(
        inner,
        kind="date",
        window=shift(inner.window),
        alternatives=tuple(shift(window) for window in inner.alternatives),
        note=f"{amount} {unit} after {inner.note}",
    )


def _beside(match: re.Match[str], inner: Day, moment: Moment) -> Day | None:
    if inner.kind != "date" and inner.kind != "weekday":
        return None
    step = DAY if match["word"] == "nextday" else -DAY
    day = inner.window.first + step
    return Day("date", Window(day, day), f"{match['word']} {inner.note}") if day >= moment.today else None


_NESTED: dict[Builder, Callable[[re.Match[str], Day, Moment], Day | None]] = {
    build.week_of_day: _week_of,
    build.offset_from_day: _offset_from,
    build.beside_day: _beside,
}
