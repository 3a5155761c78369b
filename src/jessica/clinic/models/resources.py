"""What a visit occupies: providers, rooms and devices, and when providers work."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from jessica.clinic.models.clinic import Clinic, Location


class ResourceKind(models.TextChoices):
    PROVIDER = "provider", "Provider"
    ROOM = "room", "Room"
    DEVICE = "device", "Device"


class Resource(models.Model):
    """A person, room or device that can be in one visit at a time."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="resources")
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=ResourceKind.choices)
    name = models.CharField(max_length=120)
    # Rooms and devices stand in one place; a provider's places come from the weekly hours.
    location = models.ForeignKey(Location, models.CASCADE, null=True, related_name="resources")
    active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "key"]
        constraints = [
            models.UniqueConstraint(fields=["clinic", "key"], name="resource_key_once"),
            models.CheckConstraint(
                condition=models.Q(kind="provider") | models.Q(location__isnull=False),
                name="room_has_a_place",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Provider(models.Model):
    """Who treats patients: the profile of a resource of kind provider."""

    resource = models.OneToOneField(Resource, models.CASCADE, primary_key=True, related_name="provider")
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    title = models.CharField(max_length=20, blank=True, help_text="As spoken before the name: Dr.")
    credential = models.CharField(max_length=20, help_text="Licence as printed after the name: MD, RN, PA-C.")
    profession = models.JSONField(default=dict, help_text="By language: plastic surgeon, nurse injector.")
    boards = ArrayField(models.CharField(max_length=200), default=list, help_text="Exact names of boards.")
    pronouns = models.CharField(max_length=20, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    bio = models.JSONField(default=dict, help_text="By language.")
    new_patients = models.BooleanField(default=True)
    daily_cap = models.PositiveSmallIntegerField(null=True, help_text="Most visits on one local day.")

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """As patients say it: Dr. Lena Okafor, or Priya Shah, RN."""
        name = f"{self.given_name} {self.family_name}"
        return f"{self.title} {name}" if self.title else f"{name}, {self.credential}"


class ProviderHours(models.Model):
    """Weekly hours of a provider at a location, in local time."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="hours")
    location = models.ForeignKey(Location, models.CASCADE, related_name="provider_hours")
    weekday = models.PositiveSmallIntegerField(help_text="0 = Monday.")
    start_minute = models.PositiveSmallIntegerField(help_text="Minutes after local midnight.")
    end_minute = models.PositiveSmallIntegerField(help_text="Exclusive; 1440 = midnight at the day's end.")
    first_date = models.DateField(null=True)
    last_date = models.DateField(null=True, help_text="Inclusive.")

    class Meta:
        ordering = ["weekday", "start_minute"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6)
                & models.Q(end_minute__lte=1440)
                & models.Q(start_minute__lt=models.F("end_minute")),
                name="provider_hours_in_a_day",
            )
        ]


class Absence(models.Model):
    """Whole local days on which a provider is away."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="absences")
    first_date = models.DateField()
    last_date = models.DateField(help_text="Inclusive.")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["first_date"]
