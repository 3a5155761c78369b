"""What leaving a visit costs, from the clinic's policies and the clinic's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from jessica.clinic.models import Service
from jessica.clinic.policies import CancellationTier, FeeRule, Policies
from jessica.scheduling.models import Appointment

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class CancellationTerms:
    """The price of cancelling (or moving) now. Amounts are in `currency`.

    `fee` is None when nothing is owed, and also when `percent` is of a price that only staff know. `tier`
    names the notice that was undercut, like "less than 48 hours", and is empty when none was.
    """

    minutes_before: int
    fee: Decimal | None
    currency: str
    tier: str = ""
    percent: Decimal | None = None
    deposit_lost: bool = False
    deposit: Decimal | None = None

    @property
    def free(self) -> bool:
        """Whether leaving now costs nothing at all."""
        return self.fee is None and self.percent is None and not self.deposit_lost


def cancellation_terms(
    appointment: Appointment, at: datetime, *, moving: bool = False, policies: Policies | None = None
) -> CancellationTerms:
    """The terms at the instant `at`; with `moving`, those of rescheduling.

    `policies` are the clinic's unless given. A category without a rule can be left freely.
    """
    policies = policies or Policies.of(appointment.clinic)
    service = appointment.service
    notice = appointment.starts_at - at
    minutes = notice // timedelta(minutes=1)
    rule = policies.cancellation_for(service.category)
    tier = rule.tier_for(notice) if rule and (rule.moving_counts or not moving) else None
    if tier is None:
        return CancellationTerms(minutes, None, service.currency)
    return _terms(tier, service, minutes)


def _terms(tier: CancellationTier, service: Service, minutes: int) -> CancellationTerms:
    return CancellationTerms(
        minutes_before=minutes,
        fee=_amount(tier.fee, service),
        currency=service.currency,
        tier=f"less than {tier.notice_hours} hours",
        percent=tier.fee.percent,
        deposit_lost=tier.fee.deposit_lost,
        deposit=service.deposit if tier.fee.deposit_lost else None,
    )


def _amount(rule: FeeRule, service: Service) -> Decimal | None:
    """The fee as an amount; a percentage needs the fixed price of the visit."""
    if rule.amount is not None:
        return Decimal(rule.amount) or None
    if rule.percent is not None and service.fee is not None:
        return (service.fee * rule.percent / 100).quantize(_CENT, ROUND_HALF_UP)
    return None
