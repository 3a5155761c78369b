"""Carry out what a conversation asks for: each effect through the room that owns it, behind one decision.

Every effect runs in its own savepoint, so that a refused one leaves nothing behind, and is written down as an
`EffectRecord` from the record that it made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse

from jessica.billing.fees import post_fee
from jessica.billing.models import ChargeKind
from jessica.dialogue import effects as e
from jessica.dialogue.ports import OpeningFact
from jessica.dialogue.state import State
from jessica.events.publish import publish
from jessica.people.identity import NewPerson, access_person, add_lead, note_contact
from jessica.people.models import Person
from jessica.platform.errors import JessicaError
from jessica.platform.ids import derived_id
from jessica.policy.deciding import Fact, decide_and_store
from jessica.policy.models import Outcome
from jessica.reception.answering_ports import ClinicRecords, patient_kind_of
from jessica.reception.desk_hours import desk_promise
from jessica.reception.handing_over import open_handover
from jessica.reception.models import Conversation, EffectRecord, Message, StaffTask, UnansweredQuestion
from jessica.scheduling.booking import BookingRequest, book
from jessica.scheduling.cancellation import cancel
from jessica.scheduling.holds import hold_opening, release_holds
from jessica.scheduling.models import Appointment
from jessica.scheduling.notice import cancellation_terms
from jessica.scheduling.opening_query import Opening, OpeningQuery
from jessica.scheduling.openings import find_openings
from jessica.scheduling.problems import SlotTaken
from jessica.scheduling.queries import access_appointment
from jessica.scheduling.rescheduling import reschedule
from jessica.scheduling.signed_links import make_link_token
from jessica.scheduling.waitlist import WaitlistRequest, join_waitlist

_ADULT = 18
_JESSICA = "jessica"


@dataclass(slots=True)
class CarryingOut:
    """Carries out the effects of one turn. The caller holds the conversation's row lock in a transaction."""

    conversation: Conversation
    message: Message
    state: State
    at: datetime
    records: ClinicRecords = field(init=False)

    def __post_init__(self) -> None:
        self.records = ClinicRecords(self.conversation.clinic)

    def __call__(self, effect: e.Effect) -> e.Result:
        """Do it, or return `Failed` with nothing changed."""
        try:
            with transaction.atomic():
                return _BY_TYPE[type(effect)](self, effect)
        except SlotTaken as error:
            return e.Failed("taken", error.message)
        except _NeedsHuman as error:
            return e.Failed("needs_human", str(error))
        except JessicaError as error:
            return e.Failed("refused", error.message)

    # What each effect shares

    @property
    def holder(self) -> str:
        return str(self.conversation.pk)

    def check(self, action: str, subject: UUID | None, **facts: Fact) -> None:
        """One stored decision; raises when it is not allowed."""
        verdict = decide_and_store(
            action,
            {
                "channel": self.conversation.channel,
                "escalation": self.conversation.escalation or None,
                **facts,
            },
            clinic_id=self.conversation.clinic_id,
            subject_id=subject,
            at=self.at,
        )
        if verdict.outcome == Outcome.NEEDS_HUMAN:
            raise _NeedsHuman(verdict.reasons[0])
        if not verdict.allowed:
            raise _RefusedByPolicy(verdict.reasons[0])

    def record(self, action: str, record_id: UUID, **payload: Any) -> None:
        """Write down what was done."""
        EffectRecord.objects.create(
            id=derived_id(self.conversation.pk, "effect", self._count("effects") + 1),
            conversation=self.conversation,
            message=self.message,
            ordinal=self._count("effects") + 1,
            action=action,
            record_id=record_id,
            payload=payload,
            created_at=self.at,
        )

    def _count(self, relation: str) -> int:
        count: int = getattr(self.conversation, relation).count()
        return count

    def find_opening(self, wish: OpeningFact, query: OpeningQuery) -> Opening:
        """The scheduling opening behind what was offered. Raises `SlotTaken` when it is no longer there."""
        found = find_openings(query, at=self.at)
        location, provider = (
            self.records.location(wish.location_key),
            self.records.provider(wish.provider_key),
        )
        for opening in found:
            if (opening.starts_at, opening.location_id, opening.provider_id) == (
                wish.starts_at,
                location.pk,
                provider.pk,
            ):
                return opening
        raise SlotTaken

    def query(
        self,
        opening: OpeningFact,
        service_key: str,
        topic_key: str | None,
        kind: Any,
        moving: UUID | None = None,
    ) -> OpeningQuery:
        day = opening.starts_at.date()
        return OpeningQuery(
            clinic=self.conversation.clinic,
            service=self.records.service(service_key),
            patient_kind=kind,
            first=day,
            last=day,
            location=self.records.location(opening.location_key),
            provider=self.records.provider(opening.provider_key),
            topic=self.records.service(topic_key) if topic_key else None,
            holder=self.holder,
            moving=moving,
        )

    def person_for(self, details: e.PersonDetails) -> Person:
        """The matched record, or a new lead; contact points are added to a record that has none."""
        clinic = self.conversation.clinic
        if details.person_id is not None:
            person = access_person(clinic, UUID(details.person_id))
            note_contact(person, phone=details.phone, email=details.email, at=self.at)
        else:
            new = NewPerson(
                given_name=details.given_name,
                family_name=details.family_name,
                birth_date=details.birth_date,
                phone=details.phone or "",
                email=details.email or "",
                language=self.conversation.locale,
                preferred_name=details.preferred_name or "",
                pronouns=details.pronouns or "",
                guardian_name=details.guardian_name or "",
                source=self.conversation.source,
            )
            key = f"{details.given_name}/{details.family_name}/{details.birth_date}"
            person = add_lead(
                clinic, new, person_id=derived_id(self.conversation.pk, "person", key), at=self.at
            )
        self.conversation.person = person
        return person

    def age_facts(self, details: e.PersonDetails, *services: str | None) -> dict[str, Fact]:
        if details.birth_date is None:
            return {"minor": False, "guardian": False, "below_minimum_age": False}
        today = self.at.astimezone(ZoneInfo(self.conversation.clinic.time_zone)).date()
        born = details.birth_date
        age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        lowest = max((self.records.service(key).minimum_age or 0 for key in services if key), default=0)
        return {
            "minor": age < _ADULT,
            "guardian": bool(details.guardian_name),
            "below_minimum_age": age < lowest,
        }

    def own_visit(self, visit: Appointment, action: str) -> None:
        """A conversation reaches the visits of the person whom it verified, and no others."""
        verified = self.state.person.person_id
        identity = "verified" if verified else "unverified"
        self.check(action, visit.pk, identity=identity, own_visit=str(visit.person_id) == verified)

    def committed(self, visit: Appointment) -> e.VisitCommitted:
        """The visit as it stands in the database now."""
        visit = access_appointment(self.conversation.clinic, visit.pk)
        zone, token = ZoneInfo(visit.location.time_zone), make_link_token(visit)
        return e.VisitCommitted(
            visit_id=str(visit.pk),
            person_id=str(visit.person_id),
            service_key=visit.service.key,
            topic_key=visit.topic.key if visit.topic else None,
            starts_at=visit.starts_at.astimezone(zone),
            ends_at=visit.ends_at.astimezone(zone),
            location_key=visit.location.key,
            provider_key=visit.provider.resource.key,
            calendar_url=reverse("portal:calendar-file", args=[token]),
            manage_url=reverse("portal:visit", args=[token]),
        )


class _NeedsHuman(Exception):
    pass


class _RefusedByPolicy(JessicaError):
    code = "refused"


def _visit_payload(result: e.VisitCommitted) -> dict[str, Any]:
    return {
        "service": result.service_key,
        "topic": result.topic_key,
        "location": result.location_key,
        "provider": result.provider_key,
        "starts_at": result.starts_at.isoformat(),
        "ends_at": result.ends_at.isoformat(),
        "person_id": result.person_id,
    }


def _hold(c: CarryingOut, effect: e.HoldOpening) -> e.Result:
    moving = UUID(effect.moving_visit_id) if effect.moving_visit_id else None
    query = c.query(effect.opening, effect.service_key, effect.topic_key, effect.patient_kind, moving)
    hold_opening(
        c.find_opening(effect.opening, query),
        clinic=c.conversation.clinic,
        holder=c.holder,
        at=c.at,
        query=query,
    )
    return e.Done()


def _release(c: CarryingOut, _effect: e.ReleaseHolds) -> e.Result:
    release_holds(c.holder)
    return e.Done()


def _book(c: CarryingOut, effect: e.BookVisit) -> e.Result:
    c.check(
        "visit.book", c.conversation.pk, **c.age_facts(effect.person, effect.service_key, effect.topic_key)
    )
    query = c.query(effect.opening, effect.service_key, effect.topic_key, effect.patient_kind)
    opening = c.find_opening(effect.opening, query)
    key = f"{c.conversation.pk}/visit/{effect.sequence}"
    visit = book(
        BookingRequest(
            clinic=c.conversation.clinic,
            person=c.person_for(effect.person),
            service=query.service,
            opening=opening,
            patient_kind=query.patient_kind,
            booked_by=_JESSICA,
            appointment_id=derived_id(c.conversation.pk, "visit", effect.sequence),
            topic=query.topic,
            reason=effect.reason,
            conversation_id=c.conversation.pk,
            idempotency_key=key,
        ),
        at=c.at,
    )
    result = c.committed(visit)
    c.record("visit_booked", visit.pk, **_visit_payload(result))
    return result


def _move(c: CarryingOut, effect: e.MoveVisit) -> e.Result:
    visit = access_appointment(c.conversation.clinic, UUID(effect.visit_id))
    c.own_visit(visit, "visit.move")
    terms = cancellation_terms(visit, c.at, moving=True)
    kind = patient_kind_of(visit)
    topic = visit.topic.key if visit.topic else None
    query = c.query(effect.opening, visit.service.key, topic, kind, visit.pk)
    moved = reschedule(visit.pk, c.find_opening(effect.opening, query), by=_JESSICA, at=c.at, holder=c.holder)
    if terms.fee:
        charge = post_fee(moved, ChargeKind.LATE_CANCELLATION, terms.fee, "Moved late", c.at)
        c.record("fee_posted", charge.pk, amount=str(charge.amount), kind="late_move")
    result = c.committed(moved)
    c.record("visit_moved", moved.pk, **_visit_payload(result))
    return result


def _cancel(c: CarryingOut, effect: e.CancelVisit) -> e.Result:
    visit = access_appointment(c.conversation.clinic, UUID(effect.visit_id))
    c.own_visit(visit, "visit.cancel")
    terms = cancellation_terms(visit, c.at)
    if (terms.fee or None) != (effect.accepted_fee or None):
        raise _RefusedByPolicy("The fee has changed since it was told.")
    gone = cancel(visit.pk, reason="asked for by the patient", by=_JESSICA, at=c.at)
    c.record("visit_cancelled", gone.pk, fee=str(terms.fee) if terms.fee else None)
    if terms.fee:
        charge = post_fee(gone, ChargeKind.LATE_CANCELLATION, terms.fee, "Cancelled late", c.at)
        c.record("fee_posted", charge.pk, amount=str(charge.amount), kind="late_cancellation")
    return e.VisitCancelled(
        str(gone.pk), gone.starts_at.astimezone(ZoneInfo(gone.location.time_zone)), terms.fee
    )


def _join_waitlist(c: CarryingOut, effect: e.JoinWaitlist) -> e.Result:
    c.check("waitlist.join", c.conversation.pk, **c.age_facts(effect.person, effect.service_key))
    entry = join_waitlist(
        WaitlistRequest(
            clinic=c.conversation.clinic,
            person=c.person_for(effect.person),
            service=c.records.service(effect.service_key),
            earliest=effect.earliest,
            latest=effect.latest,
            location_keys=effect.location_keys,
            provider=c.records.provider(effect.provider_key) if effect.provider_key else None,
            conversation_id=c.conversation.pk,
            entry_id=derived_id(c.conversation.pk, "waitlist", effect.service_key),
        ),
        at=c.at,
    )
    c.record(
        "waitlist_joined", entry.pk, service=effect.service_key, provider=effect.provider_key,
        locations=list(effect.location_keys), earliest=effect.earliest.isoformat(),
        latest=effect.latest.isoformat() if effect.latest else None,
    )  # fmt: skip
    return e.Done()


def _open_handover(c: CarryingOut, effect: e.OpenHandover) -> e.Result:
    c.check("handover.open", c.conversation.pk, reason=effect.reason)
    handover = open_handover(
        c.conversation, reason=effect.reason, urgency=effect.urgency, tier=effect.tier, at=c.at
    )
    c.record(
        "handed_over",
        handover.pk,
        reason=effect.reason,
        urgency=effect.urgency,
        promised_by=handover.promised_by.isoformat(),
    )
    return e.HandoverOpened(str(handover.pk), handover.promised_by, handover.staffed)


def _take_message(c: CarryingOut, effect: e.TakeMessage) -> e.Result:
    c.check("message.take", c.conversation.pk)
    promise = desk_promise(c.conversation.clinic, c.at, effect.queue)
    task = StaffTask.objects.create(
        id=derived_id(c.conversation.pk, "task", c.conversation.tasks.count() + 1),
        clinic=c.conversation.clinic,
        conversation=c.conversation,
        person_id=UUID(effect.person_id) if effect.person_id else None,
        kind=effect.kind,
        queue=promise.queue,
        text=effect.text,
        contact_name=effect.contact_name,
        contact=effect.phone or "",
        due_at=promise.due_at,
        created_at=c.at,
    )
    publish("task.added", clinic_id=c.conversation.clinic_id, subject_id=task.pk, at=c.at, task=effect.kind)
    c.record(effect.kind, task.pk, queue=promise.queue, due_at=task.due_at.isoformat())
    return e.Filed(str(task.pk), task.due_at)


def _file_question(c: CarryingOut, effect: e.FileQuestion) -> e.Result:
    promise = desk_promise(c.conversation.clinic, c.at)
    question = UnansweredQuestion.objects.create(
        id=derived_id(c.conversation.pk, "question", c.conversation.unanswered.count() + 1),
        clinic=c.conversation.clinic,
        conversation=c.conversation,
        language=effect.language,
        text=effect.text[:1000],
        due_at=promise.due_at,
        created_at=c.at,
    )
    publish("question.filed", clinic_id=c.conversation.clinic_id, subject_id=question.pk, at=c.at)
    c.record("question_filed", question.pk, due_at=promise.due_at.isoformat())
    return e.Filed(str(question.pk), promise.due_at)


_BY_TYPE: dict[type, Callable[[CarryingOut, Any], e.Result]] = {
    e.HoldOpening: _hold,
    e.ReleaseHolds: _release,
    e.BookVisit: _book,
    e.MoveVisit: _move,
    e.CancelVisit: _cancel,
    e.JoinWaitlist: _join_waitlist,
    e.OpenHandover: _open_handover,
    e.TakeMessage: _take_message,
    e.FileQuestion: _file_question,
}
