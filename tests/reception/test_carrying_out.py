"""Effects asked for directly: what they may reach, what a refused one leaves, what is written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from jessica.billing.models import Charge
from jessica.clinic.models import Provider, Service
from jessica.dialogue import effects as e
from jessica.dialogue.ports import CostFact, OpeningFact
from jessica.dialogue.state import State
from jessica.people.models import Person
from jessica.policy.models import Decision
from jessica.policy.stored_decisions import replay
from jessica.reception.answering_ports import RecordsOfClinic
from jessica.reception.carrying_out import CarryingOut
from jessica.reception.models import EffectRecord, StaffTask
from jessica.scheduling.booking import BookingRequest, book
from jessica.scheduling.cancellation import cancel
from jessica.scheduling.models import Appointment, Hold, WaitlistEntry
from jessica.scheduling.opening_query import OpeningQuery
from jessica.scheduling.openings import find_openings
from tests.support.demo_clinic import AT

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 9)


@pytest.fixture
def facial(clinic):
    return Service.objects.filter(
        clinic=clinic, kind="visit", self_bookable=True, key__icontains="facial"
    ).first()


@pytest.fixture
def openings(clinic, facial):
    """The first times of the day, as the scheduling room and as the dialogue see them."""
    found = find_openings(OpeningQuery(clinic, facial, "existing", DAY, DAY), at=AT)
    zone = ZoneInfo(clinic.time_zone)
    places = dict(clinic.locations.values_list("pk", "key"))
    providers = dict(Provider.objects.values_list("resource_id", "resource__key"))
    return [
        (
            each,
            OpeningFact(
                each.starts_at.astimezone(zone),
                each.ends_at.astimezone(zone),
                places[each.location_id],
                providers[each.provider_id],
            ),
        )
        for each in found
    ]


@pytest.fixture
def book_for(clinic, facial, openings):
    def made(person, place=0):
        return book(
            BookingRequest(
                clinic, person, facial, openings[place][0], "existing", "staff:dana", appointment_id=uuid4()
            ),
            at=AT,
        )

    return made


@pytest.fixture
def carry_out(visitor):
    """`carry_out(person)`: as in a turn of a conversation that verified the person, or nobody."""

    def made(verified: Person | None = None, *, at: datetime = AT, handed_over=False, escalation=""):
        conversation = visitor("hello").conversation
        conversation.escalation = escalation
        state = State(handed_over=handed_over)
        state.person.person_id = str(verified.pk) if verified else None
        return CarryingOut(conversation, conversation.messages.get(author="visitor"), state, at)

    return made


def details(person: Person | None = None, **fields):
    defaults = {
        "given_name": "Ida", "family_name": "Becker", "birth_date": date(1990, 5, 2), "phone": "+13035550162",
        "person_id": str(person.pk) if person else None,
    }  # fmt: skip
    return e.PersonDetails(**(defaults | fields))


def booking(facial, fact, person=None, **fields):
    return e.BookVisit(
        fact, facial.key, None, "existing", person or details(), "dry skin", **({"sequence": 0} | fields)
    )


# Whose visits


def test_a_foreign_visit_is_neither_cancelled_nor_moved_and_the_decision_is_kept(
    carry_out, nora, omar, book_for, openings
):
    theirs = book_for(omar)
    does = carry_out(nora)
    for effect in (e.CancelVisit(str(theirs.pk), None), e.MoveVisit(str(theirs.pk), openings[5][1], None)):
        assert does(effect).code == "refused"
    theirs.refresh_from_db()
    assert (theirs.status, theirs.sequence) == ("booked", 0)
    kept = Decision.objects.order_by("pk")
    assert [(d.action, d.outcome, d.subject_id) for d in kept] == [
        ("visit.cancel", "refused", theirs.pk),
        ("visit.move", "refused", theirs.pk),
    ]
    assert all(d.rules == ["own-visits-only@1"] for d in kept)
    assert not EffectRecord.objects.exists()


def test_the_own_visit_is_moved_and_cancelled(carry_out, nora, book_for, openings):
    own = book_for(nora)
    does = carry_out(nora)
    moved = does(e.MoveVisit(str(own.pk), openings[-1][1], None))
    assert moved.starts_at == openings[-1][1].starts_at
    gone = does(e.CancelVisit(str(own.pk), None))
    assert (gone.visit_id, gone.fee) == (str(own.pk), None)
    assert list(Decision.objects.values_list("action", "outcome")) == [
        ("visit.move", "allowed"),
        ("visit.cancel", "allowed"),
    ]
    assert [r.action for r in EffectRecord.objects.all()] == ["visit_moved", "visit_cancelled"]


def test_nobody_verified_reaches_no_visit(carry_out, nora, book_for):
    visit = book_for(nora)
    assert carry_out(None)(e.CancelVisit(str(visit.pk), None)).code == "refused"
    assert "chart-needs-identity@1" in Decision.objects.get().rules
    assert Appointment.objects.get().status == "booked"


@pytest.mark.parametrize("visit_id", ["5d9d5cf4-5a0f-4b52-8d0e-0f1f6c1f1a11", "not an id"])
def test_a_visit_that_is_not_there_is_not_found(carry_out, nora, visit_id):
    assert carry_out(nora)(e.CancelVisit(visit_id, None)).code == "not_found"


def test_upcoming_visits_and_terms_are_told_to_the_verified_person_only(carry_out, nora, omar, book_for):
    visit = book_for(nora)
    own = RecordsOfClinic(carry_out(nora).conversation, carry_out(nora).state, AT)
    foreign = RecordsOfClinic(carry_out(omar).conversation, carry_out(omar).state, AT)
    assert [v.id for v in own.upcoming_visits(str(nora.pk))] == [str(visit.pk)]
    assert list(foreign.upcoming_visits(str(nora.pk))) == []
    assert list(Decision.objects.values_list("action", "outcome")) == [
        ("visit.read", "allowed"),
        ("visit.read", "refused"),
    ]
    assert own.terms(str(visit.pk)).cancel is None
    with pytest.raises(Exception, match="not on the calendar"):
        foreign.terms(str(visit.pk))


def test_a_foreign_record_is_not_booked_for_nor_changed(carry_out, nora, omar, facial, openings):
    Person.objects.filter(pk=omar.pk).update(phone="")
    does = carry_out(nora)
    failed = does(booking(facial, openings[0][1], details(omar)))
    assert failed.code == "refused"
    assert does(e.TakeMessage("hello", "Omar Haddad", None, person_id=str(omar.pk))).code == "refused"
    omar.refresh_from_db()
    assert omar.phone == ""
    assert does(booking(facial, openings[0][1], details(nora))).person_id == str(nora.pk)
    assert does(e.TakeMessage("hello", "Nora", None, person_id=str(nora.pk))).record_id


# Booking


def test_a_booking_makes_one_lead_one_visit_and_one_record(carry_out, facial, openings):
    does = carry_out()
    made = does(booking(facial, openings[0][1]))
    visit = Appointment.objects.get()
    assert (str(visit.pk), visit.booked_by, visit.reason) == (made.visit_id, "jessica", "dry skin")
    assert (visit.person.full_name, visit.person.kind) == ("Ida Becker", "lead")
    assert does.conversation.person_id == visit.person_id
    record = EffectRecord.objects.get()
    assert (record.action, record.record_id, record.ordinal) == ("visit_booked", visit.pk, 1)


def test_a_time_that_somebody_else_took_leaves_nothing_but_the_decision(
    carry_out, omar, book_for, facial, openings
):
    taken = book_for(omar)
    does = carry_out()
    fact = next(
        f for o, f in openings if (o.starts_at, o.provider_id) == (taken.starts_at, taken.provider_id)
    )
    assert does(booking(facial, fact)).code == "taken"
    assert Appointment.objects.count() == 1
    assert not Person.objects.filter(given_name="Ida").exists()
    assert does.conversation.person_id is None
    assert not EffectRecord.objects.exists()
    assert Decision.objects.get().outcome == "allowed"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"birth_date": date(2012, 5, 2)}, "needs_human"),
        ({"birth_date": date(2012, 5, 2), "guardian_name": "Eva Becker"}, None),
        ({"birth_date": date(1990, 5, 2)}, None),
    ],
)
def test_a_minor_is_booked_with_a_guardian_only(carry_out, facial, openings, fields, code):
    Service.objects.filter(pk=facial.pk).update(minimum_age=None, guardian_below=None)
    result = carry_out()(booking(facial, openings[0][1], details(**fields)))
    assert getattr(result, "code", None) == code
    assert Appointment.objects.exists() == (code is None)


@pytest.mark.parametrize(
    ("born", "code"),
    [(date(2006, 12, 1), "refused"), (None, "needs_human"), (date(2006, 11, 30), None)],
)
def test_a_minimum_age_is_kept_to_the_day(carry_out, facial, openings, born, code):
    Service.objects.filter(pk=facial.pk).update(minimum_age=20)
    result = carry_out()(booking(facial, openings[0][1], details(birth_date=born)))
    assert getattr(result, "code", None) == code


@pytest.mark.parametrize(("handed_over", "code"), [(True, "needs_human"), (False, None)])
def test_nothing_is_booked_while_people_deal_with_an_emergency(
    carry_out, facial, openings, handed_over, code
):
    does = carry_out(handed_over=handed_over, escalation="E2")
    assert getattr(does(booking(facial, openings[0][1])), "code", None) == code


def test_long_words_are_cut_to_what_a_record_holds(carry_out, facial, openings):
    long = details(given_name="I" * 200, family_name="B" * 200, guardian_name="G" * 200, pronouns="p" * 99)
    does = carry_out()
    result = does(replace(booking(facial, openings[0][1], long), reason="itch " * 300))
    assert isinstance(result, e.VisitCommitted)
    visit = Appointment.objects.get()
    assert (len(visit.reason), len(visit.person.given_name), len(visit.person.pronouns)) == (500, 80, 30)
    assert isinstance(does(e.TakeMessage("m" * 9000, "n" * 500, "1" * 500)), e.Filed)
    assert isinstance(does(e.FileQuestion("q" * 2000, "en")), e.Filed)


def test_a_service_that_is_gone_is_not_found(carry_out, openings):
    effect = e.BookVisit(openings[0][1], "gone", None, "existing", details(), "", 0)
    assert carry_out()(effect).code == "not_found"


def test_a_time_that_may_not_be_booked_any_more_is_gone_like_a_taken_one(carry_out, facial, openings):
    started = openings[0][0].starts_at + timedelta(minutes=1)
    assert carry_out(at=started)(booking(facial, openings[0][1])).code == "taken"
    assert isinstance(carry_out()(booking(facial, openings[0][1])), e.VisitCommitted)


def test_a_hold_is_replaced_by_the_next_and_let_go(carry_out, facial, openings):
    does = carry_out()
    for _, fact in openings[:2]:
        assert isinstance(does(e.HoldOpening(fact, facial.key, None, "existing")), e.Done)
    assert Hold.objects.get().starts_at == openings[1][0].starts_at
    does(e.ReleaseHolds())
    assert not Hold.objects.exists()


def test_a_time_may_not_be_held_for_moving_a_foreign_visit(carry_out, nora, omar, book_for, facial, openings):
    theirs, own = book_for(omar), book_for(nora, -1)
    does = carry_out(nora)
    fact = openings[len(openings) // 2][1]
    assert does(e.HoldOpening(fact, facial.key, None, "existing", str(theirs.pk))).code == "refused"
    assert isinstance(does(e.HoldOpening(fact, facial.key, None, "existing", str(own.pk))), e.Done)


# What leaving late costs


def test_a_fee_that_was_not_told_is_not_charged(carry_out, nora, book_for):
    visit = book_for(nora)
    late = visit.starts_at - timedelta(hours=20)
    does = carry_out(nora, at=late)
    assert does(e.CancelVisit(str(visit.pk), None)).code == "refused"
    visit.refresh_from_db()
    assert (visit.status, Charge.objects.count()) == ("booked", 0)
    assert does(e.CancelVisit(str(visit.pk), CostFact(fee=Decimal(50)))).fee == 50
    assert Charge.objects.get().amount == 50
    assert [r.action for r in EffectRecord.objects.all()] == ["visit_cancelled", "fee_posted"]


def test_a_visit_that_was_cancelled_elsewhere_costs_nothing_later(carry_out, nora, book_for):
    visit = book_for(nora)
    cancel(visit.pk, reason="by link", by="patient-link", at=AT)
    late = visit.starts_at - timedelta(hours=2)
    result = carry_out(nora, at=late)(e.CancelVisit(str(visit.pk), CostFact(fee=Decimal(50))))
    assert (result.visit_id, result.fee) == (str(visit.pk), None)
    assert not Charge.objects.exists()
    assert not EffectRecord.objects.exists()


# Waiting, messages


def waitlist(facial, person, **fields):
    return e.JoinWaitlist(person, facial.key, None, (), DAY, None, **fields)


def test_two_children_of_one_mother_wait_in_their_own_names(carry_out, facial):
    does = carry_out()
    for name in ("Mia", "Leo"):
        child = details(given_name=name, guardian_name="Eva Becker")
        assert isinstance(does(waitlist(facial, child)), e.Done)
    assert WaitlistEntry.objects.count() == 2


def test_who_waited_before_may_wait_again(carry_out, facial):
    does = carry_out()
    does(waitlist(facial, details()))
    WaitlistEntry.objects.update(status="left")
    assert isinstance(does(waitlist(facial, details())), e.Done)
    assert sorted(WaitlistEntry.objects.values_list("status", flat=True)) == ["left", "waiting"]


def test_a_message_becomes_a_task_with_a_time(carry_out):
    filed = carry_out()(e.TakeMessage("Please call", "Ida Becker", "+13035550162", kind="callback"))
    task = StaffTask.objects.get()
    assert (str(task.pk), task.due_at, task.queue) == (filed.record_id, filed.due_at, "front-desk")
    assert task.due_at > AT


# Decisions


def test_every_stored_decision_is_computed_again_to_the_same(
    carry_out, nora, omar, book_for, facial, openings
):
    Service.objects.filter(pk=facial.pk).update(minimum_age=None, guardian_below=None)
    theirs = book_for(omar)
    does = carry_out(nora)
    does(e.CancelVisit(str(theirs.pk), None))
    does(booking(facial, openings[3][1]))
    does(booking(facial, openings[4][1], details(birth_date=date(2012, 5, 2)), sequence=1))
    does(e.OpenHandover("asked"))
    does(e.TakeMessage("hello", "Ida", None))
    does(e.FileQuestion("why?", "en"))
    stored = Decision.objects.all()
    assert {d.outcome for d in stored} == {"allowed", "refused", "needs_human"}
    assert len(stored) == 6
    for decision in stored:
        verdict = replay(decision)
        assert (verdict.outcome, list(verdict.reasons), list(verdict.rules)) == (
            decision.outcome,
            decision.reasons,
            decision.rules,
        )
