"""Leads and patients. Other rooms reach a record through `jessica.people.access` only."""

from __future__ import annotations

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
    language = models.CharField(max_length=8, default="en")
    guardian = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="dependants")
    source = models.CharField(max_length=80, blank=True, help_text="Where the first contact came from.")
    insurer = models.CharField(max_length=80, blank=True)
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
