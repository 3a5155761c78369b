"""Visits and everything else that occupies a provider, a room or a device."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q

from jessica.clinic.models import Clinic, Location, Provider, Resource, Service
from jessica.people.models import Person


class AppointmentStatus(models.TextChoices):
    """FHIR R4 Appointment.status codes that this clinic uses."""

    BOOKED = "booked", "Booked"
    ARRIVED = "arrived", "Arrived"
    FULFILLED = "fulfilled", "Completed"
    CANCELLED = "cancelled", "Cancelled"
    NO_SHOW = "noshow", "No-show"


class Appointment(models.Model):
    """A visit. `starts_at` to `ends_at` is what the patient is told; buffers are in the occupancy."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="appointments")
    key = models.SlugField(
        max_length=60, blank=True, help_text="Key in the clinic file; empty for the others."
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    service = models.ForeignKey(Service, models.PROTECT, related_name="appointments")
    # The procedure that the consultation is about.
    topic = models.ForeignKey(Service, models.PROTECT, null=True, related_name="consultations")
    location = models.ForeignKey(Location, models.PROTECT, related_name="appointments")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="appointments")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    patient_kind = models.CharField(
        max_length=10, default="existing", help_text="What set the length: new, existing or post_op."
    )
    status = models.CharField(
        max_length=10, choices=AppointmentStatus.choices, default=AppointmentStatus.BOOKED
    )
    reason = models.CharField(max_length=500, blank=True, help_text="In the patient's words.")
    booked_by = models.CharField(
        max_length=80, help_text="Principal: jessica, staff:KEY, patient-link, file."
    )
    conversation_id = models.UUIDField(null=True, help_text="The conversation in which it was booked.")
    idempotency_key = models.CharField(max_length=120, null=True, unique=True)
    sequence = models.PositiveIntegerField(default=0, help_text="RFC 5545 SEQUENCE: counts changes.")
    confirmed_at = models.DateTimeField(null=True, help_text="When the patient last said that they come.")
    late_note = models.CharField(max_length=300, blank=True, help_text="In the patient's words, on the day.")
    override_reason = models.CharField(max_length=300, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        indexes = [
            models.Index(fields=["clinic", "starts_at"], name="appointment_by_day"),
            models.Index(fields=["provider", "starts_at"], name="appointment_by_provider"),
            models.Index(fields=["person", "starts_at"], name="appointment_by_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_has_a_length")
        ]


class Hold(models.Model):
    """A time kept for one conversation while its details are settled; shown to nobody else."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE)
    holder = models.CharField(max_length=80, help_text="Conversation id or staff key.")
    service = models.ForeignKey(Service, models.CASCADE)
    location = models.ForeignKey(Location, models.CASCADE)
    provider = models.ForeignKey(Provider, models.CASCADE)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["holder"], name="hold_by_holder")]


class Block(models.Model):
    """Time that staff took out of a resource's calendar."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE)
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="blocks")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=200)
    created_by = models.CharField(max_length=80)
    created_at = models.DateTimeField()


class Occupancy(models.Model):
    """One resource taken for one span, buffers included. The only truth about what is free."""

    id = models.BigAutoField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE)
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="occupancy")
    during = DateTimeRangeField(help_text="Half-open [start, end), UTC.")
    appointment = models.ForeignKey(Appointment, models.CASCADE, null=True, related_name="occupancy")
    hold = models.ForeignKey(Hold, models.CASCADE, null=True, related_name="occupancy")
    block = models.ForeignKey(Block, models.CASCADE, null=True, related_name="occupancy")
    # Only a hold expires. Readers ignore expired rows; writers delete them under the resource's lock.
    expires_at = models.DateTimeField(null=True)
    override = models.BooleanField(
        default=False, help_text="Staff chose to overlap; the reason is on the visit."
    )

    class Meta:
        verbose_name_plural = "occupancy"
        indexes = [GistIndex(fields=["resource", "during"], name="occupancy_by_time")]
        constraints = [
            ExclusionConstraint(
                name="occupancy_never_overlaps",
                expressions=[("resource", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(override=False),
            ),
            models.CheckConstraint(
                name="occupancy_has_one_source",
                condition=Q(appointment__isnull=False, hold__isnull=True, block__isnull=True)
                | Q(appointment__isnull=True, hold__isnull=False, block__isnull=True)
                | Q(appointment__isnull=True, hold__isnull=True, block__isnull=False),
            ),
        ]


class WaitlistStatus(models.TextChoices):
    WAITING = "waiting", "Waiting"
    BOOKED = "booked", "Booked"
    LEFT = "left", "Left the list"


class WaitlistEntry(models.Model):
    """Somebody who wants an earlier or any time for a visit."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="waitlist")
    service = models.ForeignKey(Service, models.CASCADE)
    provider = models.ForeignKey(Provider, models.CASCADE, null=True)
    location_keys = ArrayField(models.CharField(max_length=60), default=list, help_text="Empty: any.")
    earliest = models.DateField()
    latest = models.DateField(null=True)
    status = models.CharField(max_length=10, choices=WaitlistStatus.choices, default=WaitlistStatus.WAITING)
    conversation_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]
        verbose_name_plural = "waitlist entries"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "service"], name="waiting_once", condition=Q(status="waiting")
            )
        ]
