"""A clinic and its places."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Clinic(models.Model):
    """One clinic. Ids of everything below it derive from `slug` and the key in the clinic file."""

    id = models.UUIDField(primary_key=True)
    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=200)
    tagline = models.JSONField(default=dict, help_text="By language code.")
    time_zone = models.CharField(max_length=60)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    phone = models.CharField(max_length=20, blank=True, help_text="E.164.")
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    emergency_number = models.CharField(max_length=12, default="911")
    country = models.CharField(max_length=2, default="US", help_text="ISO 3166-1 alpha-2.")
    currency = models.CharField(max_length=3, default="USD", help_text="ISO 4217.")
    slot_minutes = models.PositiveSmallIntegerField(default=15, help_text="Openings start on this grid.")
    hold_minutes = models.PositiveSmallIntegerField(default=10, help_text="How long an offered time is kept.")
    listed_openings_only = models.BooleanField(
        default=False, help_text="Offer only the openings that the clinic file lists, never computed ones."
    )
    # {"country": "US", "subdivision": "CA", "open_on": ["Columbus Day"]}; closed on all others.
    holiday_calendar = models.JSONField(default=dict)
    # The validated `policies` part of the clinic file (jessica.clinic.policies.Policies).
    policies = models.JSONField(default=dict)
    file_hash = models.CharField(max_length=64, blank=True)
    loaded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Location(models.Model):
    """A place where patients are seen."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="locations")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    synonyms = ArrayField(models.CharField(max_length=80), default=list)
    time_zone = models.CharField(max_length=60)
    street = models.CharField(max_length=200)
    floor = models.CharField(max_length=60, blank=True)
    suite = models.CharField(max_length=60, blank=True)
    city = models.CharField(max_length=80)
    region = models.CharField(max_length=80, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    # {"en": {"directions": ..., "parking": ..., "transit": ..., "accessibility": ...}, "es": {...}}
    directions = models.JSONField(default=dict)
    # {"0": [[540, 1020]], ...}: weekday (0 = Monday) -> ranges in minutes after local midnight, 1440 = 24:00.
    hours: models.JSONField[dict[str, list[list[int]]], Any] = models.JSONField(default=dict)
    active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "key"]
        constraints = [models.UniqueConstraint(fields=["clinic", "key"], name="location_key_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The address on one line, with floor and suite."""
        inside = ", ".join(part for part in (self.floor, self.suite) if part)
        region = " ".join(part for part in (self.region, self.postal_code) if part)
        return ", ".join(part for part in (self.street, inside, self.city, region) if part)


class Closure(models.Model):
    """Whole days on which a location (or, without one, the clinic) is closed."""

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="closures")
    location = models.ForeignKey(Location, models.CASCADE, null=True, related_name="closures")
    first_date = models.DateField()
    last_date = models.DateField(help_text="Inclusive.")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["first_date"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_date__gte=models.F("first_date")), name="closure_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_date} to {self.last_date}: {self.reason}"
