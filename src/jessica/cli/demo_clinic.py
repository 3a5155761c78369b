"""The demonstration clinic's records: people, weeks of visits, charges and a waitlist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction

from jessica.billing.models import Charge, ChargeKind, ChargeStatus
from jessica.cli.demo_calendar import CalendarPlan
from jessica.cli.demo_people import plan_people
from jessica.clinic.models import Clinic
from jessica.clinic.policies import Policies
from jessica.people.models import Person
from jessica.platform.ids import stable_id
from jessica.scheduling.models import Appointment, AppointmentStatus, Occupancy, WaitlistEntry

PEOPLE = 180


@dataclass(frozen=True)
class DemoRecords:
    """How many records a demonstration has."""

    people: int
    visits: int
    charges: int
    waitlist: int


def create_demo_records(clinic: Clinic, *, at: datetime) -> DemoRecords:
    """Give `clinic` invented people and five weeks of past and four weeks of coming visits.

    The same clinic at the same instant gets the same records. A clinic that has them already keeps them.
    """
    with transaction.atomic():
        if not Person.objects.filter(pk=stable_id(clinic.slug, "demo-person", "0")).exists():
            _create(clinic, at)
    return DemoRecords(
        people=Person.objects.filter(clinic=clinic).count(),
        visits=Appointment.objects.filter(clinic=clinic).count(),
        charges=Charge.objects.filter(clinic=clinic).count(),
        waitlist=WaitlistEntry.objects.filter(clinic=clinic).count(),
    )


def set_demo_passwords(clinic: Clinic, password: str) -> list[str]:
    """Let everybody on staff log in with `password`; returns the log-in names."""
    members = clinic.staff.filter(active=True, user__isnull=False)
    # Hashed once: a demonstration opens quickly, and its password is no secret.
    get_user_model()._default_manager.filter(staff_member__in=members).update(
        password=make_password(password)
    )
    return list(members.values_list("email", flat=True))


def _create(clinic: Clinic, at: datetime) -> None:
    # Reproducible, not secret: the records are invented.
    random = Random(f"{clinic.slug}/{at.isoformat()}")  # noqa: S311
    people = Person.objects.bulk_create(plan_people(clinic, random, count=PEOPLE, at=at))
    plan = CalendarPlan(clinic, random, people, at)
    plan.fill()
    Appointment.objects.bulk_create(plan.visits)
    Occupancy.objects.bulk_create(plan.occupancy)
    Charge.objects.bulk_create(_charges(clinic, plan.visits))
    WaitlistEntry.objects.bulk_create(_waitlist(clinic, random, people, at))


def _charges(clinic: Clinic, visits: list[Appointment]) -> list[Charge]:
    """Visit fees, mostly paid, and the fees of visits that were missed."""
    policies = Policies.of(clinic)
    charges = []
    for place, visit in enumerate(visits):
        rule = policies.cancellation_for(visit.service.category)
        missed = rule.no_show.amount if rule and rule.no_show else None
        if visit.status == AppointmentStatus.NO_SHOW and missed:
            charges.append(_charge(visit, ChargeKind.NO_SHOW, "Missed visit", missed, paid=place % 3 == 0))
        elif visit.status == AppointmentStatus.FULFILLED and visit.service.fee:
            label = visit.service.name("en")
            charges.append(_charge(visit, ChargeKind.VISIT, label, visit.service.fee, paid=place % 12 != 0))
    return charges


def _charge(visit: Appointment, kind: ChargeKind, label: str, amount: Decimal, *, paid: bool) -> Charge:
    return Charge(
        id=stable_id(visit.clinic.slug, "demo-charge", f"{visit.pk}/{kind}"),
        clinic=visit.clinic,
        person=visit.person,
        appointment=visit,
        kind=kind,
        label=label,
        amount=amount,
        currency=visit.clinic.currency,
        status=ChargeStatus.PAID if paid else ChargeStatus.OPEN,
        created_at=visit.ends_at,
    )


def _waitlist(clinic: Clinic, random: Random, people: list[Person], at: datetime) -> list[WaitlistEntry]:
    today = at.astimezone(ZoneInfo(clinic.time_zone)).date()
    services = list(clinic.services.filter(category__in=["consultation", "injectable"], kind="visit"))
    return [
        WaitlistEntry(
            id=stable_id(clinic.slug, "demo-waitlist", str(place)),
            clinic=clinic,
            person=person,
            service=services[place % len(services)],
            location_keys=["lakewood"] if place % 3 == 0 else [],
            earliest=today + timedelta(days=1),
            latest=today + timedelta(days=21 + place) if place % 2 else None,
            created_at=at - timedelta(days=place + 1, hours=random.randrange(8)),
        )
        for place, person in enumerate(random.sample(people, 6))
    ]
