"""Keep every decision with all that is needed to compute it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast
from uuid import UUID

from jessica.policy.deciding import Action, Fact, Verdict, decide
from jessica.policy.models import Decision


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict with what was asked. `subject_id` is the person, conversation or visit that it is about."""

    action: Action
    subject_id: UUID | None
    facts: Mapping[str, Fact]
    verdict: Verdict


def store_decisions(decided: Iterable[Decided], *, clinic_id: UUID, at: datetime) -> None:
    """Write the decisions that were taken at `at`, refusals as well as permissions."""
    Decision.objects.bulk_create(
        Decision(
            clinic_id=clinic_id,
            action=each.action,
            subject_id=each.subject_id,
            facts=dict(each.facts),
            outcome=each.verdict.outcome,
            reasons=list(each.verdict.reasons),
            rules=list(each.verdict.rules),
            at=at,
        )
        for each in decided
    )


def replay(decision: Decision) -> Verdict:
    """What the rules say today to what was asked then; the same as then, or a rule was changed in place."""
    return decide(cast("Action", decision.action), decision.facts, decision.at.astimezone(UTC))
