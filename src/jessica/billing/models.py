"""What a person owes and why. Card data never comes here."""

from __future__ import annotations

from django.db import models

from jessica.clinic.models import Clinic
from jessica.people.models import Person
from jessica.scheduling.models import Appointment


class ChargeKind(models.TextChoices):
    LATE_CANCELLATION = "late_cancellation", "Late cancellation"
    NO_SHOW = "no_show", "No-show"
    VISIT = "visit", "Visit"
    DEPOSIT = "deposit", "Deposit"


class ChargeStatus(models.TextChoices):
    OPEN = "open", "Open"
    PAID = "paid", "Paid"
    WAIVED = "waived", "Waived"


class Charge(models.Model):
    """One line of a person's account. `amount` is in units of `currency`, never negative."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE)
    key = models.SlugField(max_length=60, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="charges")
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="charges")
    kind = models.CharField(max_length=20, choices=ChargeKind.choices)
    label = models.CharField(max_length=120)
    explanation = models.TextField(blank=True, help_text="Approved wording for the patient.")
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    currency = models.CharField(max_length=3, default="USD")
    status = models.CharField(max_length=10, choices=ChargeStatus.choices, default=ChargeStatus.OPEN)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="charge_not_negative"),
            models.UniqueConstraint(
                fields=["appointment", "kind"],
                name="one_fee_of_a_kind_per_visit",
                condition=models.Q(appointment__isnull=False),
            ),
        ]
