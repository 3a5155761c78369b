"""Find times that fit a wish and offer two or three of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from jessica.dialogue.effects import Failed, HoldOpening
from jessica.dialogue.phrasing.calendar_words import say_date, say_moment, say_time, weekday
from jessica.dialogue.ports import OpeningFact, OpeningSearch, ServiceFact
from jessica.dialogue.reply import Choice
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import MoveJob, VisitWish, WaitlistJob
from jessica.dialogue.tasks.closed_times import say_closed
from jessica.dialogue.understanding.grammars.when import When, Window

_OFFERED_AT_ONCE = 3
_APART = timedelta(minutes=60)
_NEAR_DAYS = 21
_FAR_DAYS = 90


def visit_service(wish: VisitWish, s: Session) -> ServiceFact:
    """The bookable visit of a wish whose service is settled."""
    assert wish.service_key is not None
    return s.facts.service(wish.service_key)


def providers_for(wish: VisitWish, s: Session) -> list[str]:
    """Keys of the providers who may see the person for this wish; empty while the service is open."""
    if wish.service_key is None:
        return []
    allowed = list(visit_service(wish, s).provider_keys)
    topic = s.facts.service(wish.topic_key) if wish.topic_key else None
    if topic and topic.provider_keys:
        allowed = [key for key in allowed if key in topic.provider_keys]
    return allowed


def settle_opening(wish: VisitWish, s: Session) -> Step:
    """Bring the wish to a chosen and kept time: ask when, offer, hold."""
    if wish.chosen is not None and wish.held:
        return Step.NEXT
    if wish.chosen is not None:
        return _hold(wish, s)
    if wish.when is None:
        return _ask_when(wish, s)
    if wish.when.ambiguity is not None:
        return _ask_reading(wish, s)
    if wish.offers:
        return _repeat(wish, s)
    return offer(wish, s)


def _repeat(wish: VisitWish, s: Session) -> Step:
    """The same times again; told for the second time with nothing said beside them, a person beside them."""
    if not s.reply.text:
        wish.repeated += 1
    stuck = wish.repeated > 1
    choices = [Choice(x, x) for x in (label(o, wish, s) for o in wish.offers)]
    choices.append(_another_time(s))
    if stuck:
        choices.append(Choice(s.text("choice.person"), s.text("choice.person")))
    lines = "\n".join(f"• {full(o, s)}" for o in wish.offers)
    return s.ask("which_opening", "choice", "offer.stuck" if stuck else "offer.again", choices, lines=lines)


def _ask_when(wish: VisitWish, s: Session) -> Step:
    soonest = s.text("choice.soonest")
    choices = [
        Choice(soonest, soonest),
        *(Choice(s.text(key), s.text(key)) for key in ("choice.mornings", "choice.afternoons")),
    ]
    key = "when.ask_move" if isinstance(wish, MoveJob) else "when.ask"
    return s.ask("when", "when", key, choices)


def _ask_reading(wish: VisitWish, s: Session) -> Step:
    assert wish.when is not None
    when = wish.when
    if len(when.alternatives) >= 2:
        windows = sorted(when.alternatives[:2], key=lambda w: (w.first, w.exact or w.earliest or time.min))
        readings = [_as_when(window, when) for window in windows]
        labels = [_reading_label(window, when, s.language) for window in windows]
        if labels[0] != labels[1]:
            s.state.readings = readings
            return s.ask(
                "which_reading",
                "choice",
                "when.which",
                [Choice(label, label) for label in labels],
                first=labels[0],
                second=labels[1],
            )
    wish.when = None
    if when.ambiguity == "past_date":
        s.say("when.past")
    elif when.ambiguity == "impossible_date":
        s.say("when.impossible")
    return _ask_when(wish, s)


def _as_when(window: Window, when: When) -> When:
    return When(
        windows=(window,), excluded=when.excluded, ambiguity=None, alternatives=(), soonest=False,
        any_time=False, span=when.span, reason=f"{when.reason}; chosen", names_day=True,
        names_time=when.names_time,
    )  # fmt: skip


def _reading_label(window: Window, when: When, language: str) -> str:
    if when.ambiguity == "am_or_pm" and window.exact is not None:
        return say_time(window.exact, language)
    label = say_date(window.first, language)
    return f"{label}, {say_time(window.exact, language)}" if window.exact else label


def search(wish: VisitWish, s: Session, first: date, last: date) -> list[OpeningFact]:
    """All free times for the wish's service, place and provider between two local dates."""
    query = OpeningSearch(
        service_key=visit_service(wish, s).key,
        patient_kind=wish.patient_kind or "new",
        first=max(first, s.today),
        last=last,
        topic_key=wish.topic_key,
        location_key=wish.location_key,
        provider_key=wish.provider_key,
        moving_visit_id=wish.visit.id if isinstance(wish, MoveJob) and wish.visit else None,
    )
    found = s.ports.openings.find(query)
    return [opening for opening in found if _suits_person(opening, wish, s)]


def _suits_person(opening: OpeningFact, wish: VisitWish, s: Session) -> bool:
    if opening.provider_key in wish.not_providers:
        return False
    if not wish.credentials and wish.pronoun is None:
        return True
    provider = s.facts.provider(opening.provider_key)
    if wish.credentials and provider.credential not in wish.credentials:
        return False
    return wish.pronoun is None or provider.pronouns.lower().startswith(wish.pronoun)


def fits(opening: OpeningFact, when: When) -> bool:
    """Whether a time lies in one of the wished windows and in none of the excluded ones."""
    if any(_inside(opening, window) for window in when.excluded):
        return False
    return not when.windows or any(_inside(opening, window) for window in when.windows)


def _inside(opening: OpeningFact, window: Window) -> bool:
    day, clock = opening.starts_at.date(), opening.starts_at.time()
    if not window.first <= day <= window.last:
        return False
    if window.weekdays is not None and day.weekday() not in window.weekdays:
        return False
    if window.exact is not None and window.earliest is None:
        return clock == window.exact
    return (window.earliest is None or clock >= window.earliest) and (
        window.latest is None or clock < window.latest
    )


def offer(wish: VisitWish, s: Session) -> Step:
    """Offer times that fit; where none does, say so and offer the nearest ones, then the waiting list."""
    assert wish.when is not None
    when = wish.when
    span_first, span_last = _span(when, s.today)
    fitting = [o for o in search(wish, s, span_first, span_last) if fits(o, when)]
    fitting = _at_the_same_place(fitting, wish)
    picked = _spread(_unseen(fitting, wish) or fitting)
    if picked:
        return _present(wish, s, picked, "offer.some" if len(picked) > 1 else "offer.one")
    closed = say_closed(wish, s)
    near = _nearest(wish, s, when)
    if near and closed:
        return _present(wish, s, near, "offer.open" if len(near) > 1 else "offer.open_one")
    if near:
        lead = "offer.others" if wish.seen else "offer.nearest"
        return _present(wish, s, near, lead if len(near) > 1 else "offer.nearest_one")
    return _nothing(wish, s)


def _at_the_same_place(openings: list[OpeningFact], wish: VisitWish) -> list[OpeningFact]:
    """A visit that moves stays where it is, if there is a time; the other place is better than no time."""
    if not isinstance(wish, MoveJob) or wish.visit is None or wish.location_key is not None:
        return openings
    return [o for o in openings if o.location_key == wish.visit.location_key] or openings


def _unseen(openings: Sequence[OpeningFact], wish: VisitWish) -> list[OpeningFact]:
    """Times that are not within the hour of one that was already offered and not taken."""
    return [o for o in openings if all(abs(o.starts_at - seen) >= _APART for seen in wish.seen)]


def _span(when: When, today: date) -> tuple[date, date]:
    if not when.windows:
        return today, today + timedelta(days=_FAR_DAYS if when.excluded else _NEAR_DAYS)
    first = min(w.first for w in when.windows)
    last = max(w.last for w in when.windows)
    return first, min(last, max(first, today) + timedelta(days=_FAR_DAYS))


def _nearest(wish: VisitWish, s: Session, when: When) -> list[OpeningFact]:
    """The times nearest to the wish: same time of day on other days first, then anything."""
    first, last = _span(when, s.today)
    middle = first + (last - first) / 2
    for reach in (_NEAR_DAYS, _FAR_DAYS):
        found = search(wish, s, first - timedelta(days=reach), last + timedelta(days=reach))
        found = [o for o in found if not any(_inside(o, window) for window in when.excluded)]
        found = _unseen(found, wish) or found
        same_hours = [o for o in found if any(_same_hours(o, window) for window in when.windows)]
        for pool in (same_hours, found):
            if pool:
                by_distance = sorted(
                    pool,
                    key=lambda o: (
                        abs((o.starts_at.date() - middle).days),
                        _clock_distance(o, when),
                        o.starts_at,
                    ),
                )
                return sorted(_apart(by_distance), key=lambda o: o.starts_at)
    return []


def _same_hours(opening: OpeningFact, window: Window) -> bool:
    clock = opening.starts_at.time()
    if window.exact is not None:
        return clock == window.exact
    return (window.earliest is None or clock >= window.earliest) and (
        window.latest is None or clock < window.latest
    )


def _clock_distance(opening: OpeningFact, when: When) -> int:
    wished = next((w.exact or w.earliest for w in when.windows if w.exact or w.earliest), None)
    if wished is None:
        return 0
    start = opening.starts_at
    return abs(start.hour * 60 + start.minute - wished.hour * 60 - wished.minute)


def _spread(openings: Sequence[OpeningFact]) -> list[OpeningFact]:
    """Two or three, earliest first, not all in one hour; the soonest always among them."""
    return _apart(openings, per_day=3 if len({o.starts_at.date() for o in openings}) == 1 else 2)


def _apart(openings: Sequence[OpeningFact], per_day: int = 2) -> list[OpeningFact]:
    picked: list[OpeningFact] = []
    for opening in openings:
        same_day = [p for p in picked if p.starts_at.date() == opening.starts_at.date()]
        if len(same_day) >= per_day or any(abs(p.starts_at - opening.starts_at) < _APART for p in picked):
            continue
        picked.append(opening)
        if len(picked) == _OFFERED_AT_ONCE:
            break
    return picked


def _present(wish: VisitWish, s: Session, picked: Sequence[OpeningFact], key: str) -> Step:
    wish.offers = list(picked)
    wish.seen = [*wish.seen, *(o.starts_at for o in picked if o.starts_at not in wish.seen)]
    labels = [label(o, wish, s) for o in picked]
    if len(picked) == 1:
        return s.ask(
            "which_opening",
            "choice",
            key,
            [Choice(labels[0], labels[0]), _another_time(s)],
            one=full(picked[0], s),
        )
    lines = "\n".join(f"• {full(o, s)}" for o in picked)
    return s.ask(
        "which_opening", "choice", key, [*(Choice(x, x) for x in labels), _another_time(s)], lines=lines
    )


def _another_time(s: Session) -> Choice:
    text = s.text("choice.another_time")
    return Choice(text, text)


def label(opening: OpeningFact, wish: VisitWish, s: Session) -> str:
    """Short for a button: weekday, date, time, provider, place."""
    parts = [
        say_moment(opening.starts_at, s.language),
        s.facts.provider(opening.provider_key).name_in(s.language),
    ]
    if len(s.facts.locations) > 1:
        parts.append(s.facts.location(opening.location_key).name)
    return " · ".join(parts)


def full(opening: OpeningFact, s: Session) -> str:
    """For a sentence: when, with whom, where."""
    return s.text(
        "opening.full",
        moment=say_moment(opening.starts_at, s.language),
        provider=s.facts.provider(opening.provider_key).name_in(s.language),
        place=s.facts.location(opening.location_key).name,
    )


def _nothing(wish: VisitWish, s: Session) -> Step:
    s.note("no opening in reach")
    if isinstance(wish, WaitlistJob) or "waitlist" in s.state.refused:
        wish.when = None
        return s.ask("when", "when", "offer.none")
    return s.ask("offer_waitlist", "confirm", "offer.none_waitlist", yes_no(s))


def yes_no(s: Session) -> list[Choice]:
    return [
        Choice(s.text("choice.yes"), s.text("choice.yes")),
        Choice(s.text("choice.no"), s.text("choice.no")),
    ]


def _hold(wish: VisitWish, s: Session) -> Step:
    assert wish.chosen is not None
    moving = wish.visit.id if isinstance(wish, MoveJob) and wish.visit else None
    result = s.do(
        HoldOpening(
            wish.chosen, visit_service(wish, s).key, wish.topic_key, wish.patient_kind or "new", moving
        )
    )
    if isinstance(result, Failed):
        return again(wish, s, result)
    wish.held = True
    return Step.NEXT


def again(wish: VisitWish, s: Session, failure: Failed) -> Step:
    """A time is gone between offering and taking it: say so, offer others."""
    assert wish.chosen is not None
    gone, wish.chosen, wish.held, wish.offers = wish.chosen, None, False, []
    s.say("offer.gone", moment=say_moment(gone.starts_at, s.language))
    if wish.when is None:
        wish.when = same_day(gone.starts_at)
    return offer(wish, s)


def same_day(at: datetime) -> When:
    window = Window(first=at.date(), last=at.date())
    return When(
        windows=(window,), excluded=(), ambiguity=None, alternatives=(), soonest=False, any_time=False,
        span=(0, 0), reason="the day that was chosen", names_day=True,
    )  # fmt: skip


def describe(when: When, language: str) -> str:
    """The first wished day in words, for traces."""
    return weekday(when.windows[0].first, language) if when.windows else when.reason
