"""Leads and patients. Other rooms reach a record through `jessica.people.access` only."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from jessica.clinic.models import Clinic


class PersonKind(models.TextChoices):
    LEAD = "lead", "Lead"
    PATIENT = "patient", "Patient"


class Person(models.Model):
    """Somebody who contacts the clinic or is treated there."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="people")
    key = models.SlugField(
        max_length=60, blank=True, help_text="Key in the clinic file; empty for the others."
    )
    kind = models.CharField(max_length=10, choices=PersonKind.choices, default=PersonKind.LEAD)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    preferred_name = models.CharField(max_length=80, blank=True)
    pronouns = models.CharField(max_length=30, blank=True)
    birth_date = models.DateField(null=True)
    phone = models.CharField(max_length=20, blank=True, help_text="E.164.")
    email = models.EmailField(blank=True)
    unproved_contacts = ArrayField(
        models.CharField(max_length=5),
        default=list,
        help_text="phone or email where somebody gave it who had not proved to be this person by a code.",
    )
    language = models.CharField(max_length=8, default="en")
    guardian = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="dependants")
    made_in = models.UUIDField(null=True, help_text="The conversation that made the record, if one did.")
    source = models.CharField(max_length=80, blank=True, help_text="Where the first contact came from.")
    insurer = models.CharField(max_length=80, blank=True)
    portal = models.CharField(
        max_length=8,
        blank=True,
        help_text="Access to the clinic's portal: active, inactive or none (empty).",
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "people"
        ordering = ["family_name", "given_name"]
        indexes = [
            models.Index(fields=["clinic", "birth_date"], name="person_birth_date"),
            models.Index(fields=["clinic", "phone"], name="person_phone"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def called(self) -> str:
        """The name to address them by."""
        return self.preferred_name or self.given_name


class ResultStatus(models.TextChoices):
    """How far a test is. What it says is nowhere in this system."""

    PENDING = "pending", "Not in yet"
    IN = "in", "In, with the clinical team"
    RELEASED = "released", "Released to the patient"


class PatientResult(models.Model):
    """A test of a person, as a status only."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE)
    key = models.SlugField(max_length=60, blank=True, help_text="Key in the clinic file.")
    person = models.ForeignKey(Person, models.CASCADE, related_name="results")
    label = models.CharField(max_length=120, help_text="For staff; patients are not told it.")
    status = models.CharField(max_length=8, choices=ResultStatus.choices, default=ResultStatus.PENDING)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]


class OptOutScope(models.TextChoices):
    """Of which messages no more are wished."""

    ALL = "all", "Nothing at all"
    SMS = "sms", "No texts"
    CALLS = "calls", "No calls"
    EMAIL = "email", "No e-mails"
    MARKETING = "marketing", "No marketing"


class ContactOptOut(models.Model):
    """Somebody, or whoever has this number or address, wants no more messages of a kind."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="opt_outs")
    address = models.CharField(max_length=254, blank=True, help_text="E.164 or e-mail in lower case.")
    scope = models.CharField(max_length=10, choices=OptOutScope.choices)
    conversation_id = models.UUIDField(null=True, help_text="In which it was said.")
    said_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["said_at"]
        indexes = [
            models.Index(fields=["clinic", "address"], name="opt_out_by_address"),
            models.Index(fields=["person"], name="opt_out_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | ~models.Q(address=""), name="opt_out_of_somebody"
            )
        ]


class OneTimeCode(models.Model):
    """Six digits that were sent to a person, as a keyed hash. Without `person` nothing was sent.

    A code that was asked for with a name and birth date that match nobody has its row too, so that both cases
    count, expire and fail alike.
    """

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE)
    conversation_id = models.UUIDField()
    claim_hash = models.CharField(max_length=64, help_text="Keyed hash of the name and birth date given.")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="one_time_codes")
    code_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]
        indexes = [
            models.Index(fields=["clinic", "claim_hash", "created_at"], name="code_by_claim"),
            models.Index(fields=["person", "created_at"], name="code_by_person"),
        ]


class SimulatedMessage(models.Model):
    """What the demonstration's simulated phones and mailboxes received."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE)
    kind = models.CharField(max_length=5, help_text="phone or email.")
    address = models.CharField(max_length=254)
    text = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["clinic", "-created_at"], name="simulated_latest")]
