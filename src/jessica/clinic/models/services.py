"""What the clinic offers: visits that can be booked, and procedures that begin with one."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from jessica.clinic.models.clinic import Clinic, Location
from jessica.clinic.models.resources import Provider, Resource


class ServiceKind(models.TextChoices):
    VISIT = "visit", "Visit that can be booked"
    PROCEDURE = "procedure", "Procedure that begins with a consultation"


class VisitMode(models.TextChoices):
    IN_PERSON = "in_person", "In person"
    VIRTUAL = "virtual", "By video"


class PatientKind(models.TextChoices):
    NEW = "new", "New patient"
    EXISTING = "existing", "Existing patient"
    POST_OP = "post_op", "After an operation here"


class Service(models.Model):
    """A visit type or a procedure. Texts are JSON by language code."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="services")
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=ServiceKind.choices, default=ServiceKind.VISIT)
    category = models.SlugField(
        max_length=40, help_text="For policies: consultation, injectable, surgery ..."
    )
    names = models.JSONField(default=dict)
    synonyms = models.JSONField(default=dict, help_text="Language -> list of everyday words.")
    description = models.JSONField(default=dict)
    # A procedure is never booked directly: the visit that it begins with is.
    booked_as = models.ForeignKey("self", models.PROTECT, null=True, related_name="procedures")
    mode = models.CharField(max_length=10, choices=VisitMode.choices, default=VisitMode.IN_PERSON)
    patient_kinds = ArrayField(models.CharField(max_length=10, choices=PatientKind.choices), default=list)
    minutes_new = models.PositiveSmallIntegerField(null=True, help_text="Length for a new patient.")
    minutes_existing = models.PositiveSmallIntegerField(null=True)
    buffer_before = models.PositiveSmallIntegerField(
        default=0, help_text="Minutes kept free before the visit."
    )
    buffer_after = models.PositiveSmallIntegerField(default=0)
    stay_after = models.PositiveSmallIntegerField(
        default=0, help_text="Observation time; the visit is longer by it."
    )
    required_credentials = ArrayField(models.CharField(max_length=20), default=list)
    # Who may do it, where: one resource of each kind that is listed here takes part in the visit.
    resources = models.ManyToManyField(Resource, related_name="services", blank=True)
    locations = models.ManyToManyField(Location, related_name="services", blank=True)
    price_low = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    price_high = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="USD")
    price_unit = models.JSONField(default=dict)
    price_includes = models.JSONField(default=dict)
    price_caveat = models.JSONField(default=dict)
    fee = models.DecimalField(
        max_digits=10, decimal_places=2, null=True, help_text="What the visit itself costs."
    )
    deposit = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    guardian_below = models.PositiveSmallIntegerField(null=True)
    minimum_notice = models.PositiveIntegerField(default=120, help_text="Minutes before the start.")
    horizon_days = models.PositiveSmallIntegerField(default=120, help_text="How far ahead it may be booked.")
    records_first = models.BooleanField(default=False)
    daily_cap = models.PositiveSmallIntegerField(
        null=True, help_text="Most such visits a local day and location."
    )
    preparation = models.JSONField(default=dict)
    return_visit = models.ForeignKey("self", models.SET_NULL, null=True, related_name="return_of")
    return_after_days = models.PositiveSmallIntegerField(null=True)
    return_window_days = models.PositiveSmallIntegerField(default=3, help_text="Days earlier or later.")
    self_bookable = models.BooleanField(default=True, help_text="False: staff arrange it.")
    active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "key"]
        constraints = [
            models.UniqueConstraint(fields=["clinic", "key"], name="service_key_once"),
            models.CheckConstraint(
                condition=models.Q(kind="visit", booked_as__isnull=True)
                & (models.Q(minutes_new__isnull=False) | models.Q(minutes_existing__isnull=False))
                | models.Q(kind="procedure"),
                name="visit_has_a_length",
            ),
        ]

    def __str__(self) -> str:
        return self.name("en")

    def name(self, language: str) -> str:
        """The name in `language`, else in English, else the key."""
        return str(self.names.get(language) or self.names.get("en") or self.key)


class ListedOpening(models.Model):
    """An opening that the clinic file names, beside or instead of computed ones."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="listed_openings")
    key = models.SlugField(max_length=60)
    service = models.ForeignKey(
        Service, models.CASCADE, null=True, help_text="Empty: any service of the provider."
    )
    provider = models.ForeignKey(Provider, models.CASCADE)
    location = models.ForeignKey(Location, models.CASCADE)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["clinic", "key"], name="listed_opening_key_once")]
