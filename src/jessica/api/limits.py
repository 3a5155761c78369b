"""How often a visitor may call, and what happens at the limit."""

from __future__ import annotations

import math
from uuid import UUID

from django.http import HttpRequest

from jessica.api.models import RateBucket
from jessica.api.problems import Kind, Problem
from jessica.api.visitor import is_exempt, visitor_key
from jessica.platform.clock import SystemClock
from jessica.platform.rate_limit import Budget, take

# For one address. An office or a phone network may send many people through one, so these are wide.
OPENINGS = Budget(burst=30, seconds=10)
MESSAGES = Budget(burst=120, seconds=1)
READS = Budget(burst=300, seconds=0.2)
# For one conversation: nobody reads and writes faster than this for long.
TALK = Budget(burst=20, seconds=2)

TABLE = RateBucket._meta.db_table

_BY_CALL = {
    ("POST", "open_conversation"): ("open", OPENINGS),
    ("POST", "send_message"): ("message", MESSAGES),
}


def limit_visitor(request: HttpRequest, call: str) -> None:
    """Count the call `call` for the visitor's address. Raises `Problem` 429 with Retry-After at the limit."""
    kind, budget = _BY_CALL.get((request.method or "", call), ("read", READS))
    if not is_exempt(request):
        _count(f"{kind}/{visitor_key(request)}", budget)


def limit_conversation(request: HttpRequest, conversation_id: UUID) -> None:
    """Count a message for its conversation, whatever addresses it is sent from."""
    if not is_exempt(request):
        _count(f"talk/{conversation_id}", TALK)


def too_many(seconds: float) -> Problem:
    """The 429 that says when to come back, in whole seconds."""
    wait = max(1, math.ceil(seconds))
    return Problem(
        Kind.TOO_MANY,
        f"That was a bit fast. Nothing was done; please try again in {wait} s.",
        headers={"Retry-After": str(wait)},
    )


def _count(key: str, budget: Budget) -> None:
    # Budgets refill in real time: the clinic's clock may stand still, the machine's load does not.
    wait = take(TABLE, key, budget, at=SystemClock().now())
    if wait:
        raise too_many(wait.total_seconds())
