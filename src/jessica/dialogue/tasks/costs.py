"""Say what something costs: an amount, a share of the price, a deposit."""

from __future__ import annotations

from jessica.dialogue.phrasing.calendar_words import say_money, say_percent
from jessica.dialogue.ports import CostFact, ServiceFact, in_language
from jessica.dialogue.session import Session


def cost_words(cost: CostFact, s: Session) -> str:
    """$50; 25% of the price; $62.50 (50% of the price); the deposit of $100."""
    if cost.percent is not None:
        share = s.text("cost.percent", percent=say_percent(cost.percent))
        return f"{say_money(cost.fee, s.facts.currency)} ({share})" if cost.fee is not None else share
    if cost.fee is not None:
        return say_money(cost.fee, s.facts.currency)
    if cost.deposit is not None:
        return s.text("cost.deposit_of", deposit=say_money(cost.deposit, s.facts.currency))
    return s.text("cost.deposit")


def deposit_words(service: ServiceFact, s: Session) -> str:
    """The deposit of a service: $100, or 20% of the price; empty where it has none."""
    if service.deposit:
        return say_money(service.deposit, s.facts.currency)
    if service.deposit_percent is not None:
        return s.text("cost.percent", percent=say_percent(service.deposit_percent))
    return ""


def deposit_terms(service: ServiceFact, s: Session) -> str:
    """What becomes of the deposit, in the clinic's words; empty without a deposit."""
    return in_language(service.deposit_terms, s.language) if deposit_words(service, s) else ""
