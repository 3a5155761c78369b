"""Moving or cancelling by link: what it costs is said first, accepted, and charged with it or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from jessica.billing.fees import post_fee
from jessica.billing.models import ChargeKind
from jessica.clinic.policies import Policies
from jessica.platform.errors import Refused
from jessica.platform.local_writing import money_text
from jessica.portal.linked_visit import OpenedLink
from jessica.portal.page_words import PORTAL_WORDS
from jessica.scheduling.cancellation import cancel
from jessica.scheduling.notice import CancellationTerms, cancellation_terms
from jessica.scheduling.openings import Opening
from jessica.scheduling.rescheduling import reschedule

# Who did it, in the records.
BY_LINK = "patient-link"


class TermsChanged(Refused):
    """The price of leaving is not the one that was accepted; nothing was changed."""

    code = "terms_changed"


@dataclass(frozen=True, slots=True)
class TermsShown:
    """What leaving costs now, in words. `accepts` is what a form sends back to say that it was read.

    `by_phone`: the amount is only known to staff, so this cannot be done by link.
    """

    sentences: list[str]
    accepts: str
    costs: bool
    by_phone: bool


def terms_shown(link: OpenedLink, language: str, at: datetime, *, moving: bool = False) -> TermsShown:
    """The terms of cancelling, or of `moving`, at the instant `at`; then the clinic's own wording."""
    terms = cancellation_terms(link.visit, at, moving=moving)
    words = PORTAL_WORDS[language]
    verb = "move" if moving else "cancel"
    sentences = [words[f"{verb}_free"]] if terms.free else []
    if terms.fee is not None:
        sentences.append(words[f"{verb}_fee"].format(amount=money_text(terms.fee, terms.currency)))
    if terms.deposit_lost:
        amount = f" ({money_text(terms.deposit, terms.currency)})" if terms.deposit else ""
        sentences.append(words["deposit_lost"].format(amount=amount))
    by_phone = terms.percent is not None and terms.fee is None
    if by_phone:
        sentences.append(words["percent"].format(percent=f"{terms.percent:f}".rstrip("0").rstrip(".")))
    if not terms.free and (rule := Policies.of(link.clinic).cancellation_for(link.visit.service.category)):
        sentences += [said for said in (rule.text.say(language), rule.exemptions.say(language)) if said]
    return TermsShown(sentences, _accepts(terms), not terms.free, by_phone)


def cancel_by_link(link: OpenedLink, *, accepted: str, at: datetime) -> None:
    """Cancel the visit and charge the accepted fee. Raises `TermsChanged` and what `cancel` raises."""
    with transaction.atomic():
        terms = _accepted_terms(link, accepted, at, moving=False)
        cancel(link.visit.pk, reason="Cancelled by the patient's link.", by=BY_LINK, at=at)
        _charge(link, terms.fee, "Late cancellation", at)


def move_by_link(link: OpenedLink, opening: Opening, *, accepted: str, at: datetime) -> None:
    """Move the visit and charge the accepted fee. Raises `TermsChanged` and what `reschedule` raises."""
    with transaction.atomic():
        terms = _accepted_terms(link, accepted, at, moving=True)
        reschedule(link.visit.pk, opening, by=BY_LINK, at=at, expected_sequence=link.linked.sequence)
        _charge(link, terms.fee, "Late change of a visit", at)


def _accepted_terms(link: OpenedLink, accepted: str, at: datetime, *, moving: bool) -> CancellationTerms:
    terms = cancellation_terms(link.visit, at, moving=moving)
    if accepted != _accepts(terms) or (terms.percent is not None and terms.fee is None):
        raise TermsChanged("The price of this changed meanwhile. Nothing was changed; please read it again.")
    return terms


def _accepts(terms: CancellationTerms) -> str:
    """The terms in short, for a form to send back: `75.00`, `75.00+deposit`, `0`."""
    return f"{terms.fee or 0}{'+deposit' if terms.deposit_lost else ''}"


def _charge(link: OpenedLink, fee: Decimal | None, label: str, at: datetime) -> None:
    if fee is not None:
        post_fee(link.visit, ChargeKind.LATE_CANCELLATION, fee, label, at)
