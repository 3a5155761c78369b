"""Page the surgeon on call, and go on up the ladder until somebody acknowledges."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.db import transaction

from jessica.clinic.models import StaffMember
from jessica.clinic.models.people import StaffRole
from jessica.events.publish import publish
from jessica.platform.errors import NotFound
from jessica.platform.ids import derived_id
from jessica.reception.models import Conversation, Page, PageAttempt

# Who is paged has so long before the next person is (market study 2.4: a surgeon within 15 minutes).
EACH_WAITS = timedelta(minutes=3)
_LADDER = (StaffRole.SURGEON, StaffRole.OWNER)


class Pager(Protocol):
    """A way to reach one person. Returns whether the page was taken on, not whether it was read."""

    def send(self, staff: StaffMember, page: Page) -> bool: ...


class ConsolePager:
    """Pages on the console: the row itself is the page, and open consoles hear of it when it commits."""

    def send(self, staff: StaffMember, page: Page) -> bool:
        return True


def ladder(conversation: Conversation) -> list[StaffMember]:
    """Whom to page, in order: the clinic's surgeons, then its owner, then anybody active."""
    staff = list(StaffMember.objects.filter(clinic_id=conversation.clinic_id, active=True).order_by("name"))
    rungs = [member for role in _LADDER for member in staff if member.role == role]
    return rungs or staff


def open_page(
    conversation: Conversation, *, tier: str, at: datetime, pager: Pager | None = None
) -> Page | None:
    """Page the first of the ladder, or return the page that is open; None where there is nobody to page.

    The caller holds the conversation's row lock.
    """
    found = conversation.pages.filter(acknowledged_at__isnull=True).first()
    if found is not None:
        return found
    if not ladder(conversation):
        return None
    page = Page.objects.create(
        id=derived_id(conversation.pk, "page", conversation.pages.count() + 1),
        conversation=conversation,
        tier=tier,
        opened_at=at,
        next_attempt_at=at,
    )
    _attempt(page, at, pager or ConsolePager())
    return page


def page_overdue(at: datetime, pager: Pager | None = None) -> int:
    """Page the next person of every page that nobody acknowledged in time; the number paged."""
    due = Page.objects.filter(acknowledged_at__isnull=True, next_attempt_at__lte=at)
    return sum(_again(page_id, at, pager or ConsolePager()) for page_id in due.values_list("pk", flat=True))


def acknowledge(page_id: UUID, *, staff: StaffMember, at: datetime) -> Page:
    """`staff` takes it; the ladder stops. A second acknowledgement changes nothing. Raises `NotFound`."""
    with transaction.atomic():
        page = _locked(page_id)
        if page is None or page.conversation.clinic_id != staff.clinic_id:
            raise NotFound("There is no such page.")
        if page.acknowledged_at is None:
            page.acknowledged_at, page.acknowledged_by = at, staff
            page.save(update_fields=["acknowledged_at", "acknowledged_by"])
            _tell("page.acknowledged", page, at)
    return page


def _again(page_id: UUID, at: datetime, pager: Pager) -> bool:
    with transaction.atomic():
        page = _locked(page_id)
        # Asked again under the lock: acknowledged, or paged by another worker, in between.
        if page is None or page.acknowledged_at is not None or page.next_attempt_at > at:
            return False
        _attempt(page, at, pager)
    return True


def _locked(page_id: UUID) -> Page | None:
    pages = Page.objects.select_for_update(of=("self",)).select_related("conversation")
    return pages.filter(pk=page_id).first()


def _attempt(page: Page, at: datetime, pager: Pager) -> None:
    """Page the next person; after the last one the ladder begins anew."""
    rungs = ladder(page.conversation)
    ordinal = page.attempts.count() + 1
    page.next_attempt_at = at + EACH_WAITS
    page.save(update_fields=["next_attempt_at"])
    if not rungs:
        return
    member = rungs[(ordinal - 1) % len(rungs)]
    PageAttempt.objects.create(
        id=derived_id(page.pk, "attempt", ordinal),
        page=page,
        ordinal=ordinal,
        staff=member,
        staff_name=member.name,
        delivered=pager.send(member, page),
        at=at,
    )
    _tell("page.sent", page, at)


def _tell(kind: str, page: Page, at: datetime) -> None:
    conversation = page.conversation
    publish(kind, clinic_id=conversation.clinic_id, subject_id=conversation.pk, at=at, tier=page.tier)
