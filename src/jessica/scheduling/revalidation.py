"""Is an opening still one? Asked of the same search that offered it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from jessica.clinic.models import Location, Provider
from jessica.scheduling.opening_facts import OpeningFacts
from jessica.scheduling.opening_query import Opening, OpeningQuery
from jessica.scheduling.opening_sweep import Rule, Sweep
from jessica.scheduling.openings import as_openings, is_offered
from jessica.scheduling.problems import OpeningProblem, ProblemCode

# Rules are set aside one after the other until the time appears: the last one set aside is what forbids it.
_ORDER = (
    (Rule.BUSY, ProblemCode.TAKEN),
    (Rule.CAPS, ProblemCode.CAP_REACHED),
    (Rule.HOURS, ProblemCode.OUTSIDE_HOURS),
    (Rule.CLOSURES, ProblemCode.CLOSED),
    (Rule.HORIZON, ProblemCode.TOO_FAR),
    (Rule.NOTICE, ProblemCode.TOO_SOON),
)


def query_for(opening: Opening, query: OpeningQuery) -> OpeningQuery:
    """`query` narrowed to the provider, the place and the day of `opening`, whatever the time zone there."""
    day = opening.starts_at.astimezone(UTC).date()
    return replace(
        query,
        first=day - timedelta(days=1),
        last=day + timedelta(days=1),
        location=Location(pk=opening.location_id),
        provider=Provider(resource_id=opening.provider_id),
    )


def check_opening(opening: Opening, query: OpeningQuery, *, at: datetime) -> OpeningProblem | None:
    """None while `opening` can be had by who asks `query`, else the rule that stands against it.

    The dates, place and provider of `query` are not looked at: those of the opening count.
    """
    found = settle_opening(opening, query, at=at)
    return found if isinstance(found, OpeningProblem) else None


def settle_opening(opening: Opening, query: OpeningQuery, *, at: datetime) -> Opening | OpeningProblem:
    """The opening as it can be had now, perhaps in another room than when it was offered, or the problem."""
    if not is_offered(query) or opening.service_id != query.service.pk:
        return OpeningProblem(ProblemCode.NOT_OFFERED)
    narrow = query_for(opening, query)
    facts = OpeningFacts.load(narrow, at=at)
    now = _find(opening, Sweep(facts, narrow, at))
    if now is not None:
        return now
    ignored: set[Rule] = set()
    for rule, code in _ORDER:
        ignored.add(rule)
        if _find(opening, Sweep(facts, narrow, at, frozenset(ignored))) is not None:
            return OpeningProblem(code)
    return OpeningProblem(ProblemCode.NOT_OFFERED)


def _find(opening: Opening, sweep: Sweep) -> Opening | None:
    times = (opening.starts_at, opening.ends_at)
    openings = as_openings(opening.service_id, sweep.run())
    return next((each for each in openings if (each.starts_at, each.ends_at) == times), None)
