"""People on staff."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from jessica.clinic.models.clinic import Clinic


class StaffRole(models.TextChoices):
    OWNER = "owner", "Owner"
    SURGEON = "surgeon", "Surgeon"
    NURSE = "nurse", "Nurse"
    COORDINATOR = "coordinator", "Patient coordinator"
    FRONT_DESK = "front_desk", "Front desk"
    MARKETING = "marketing", "Marketing"
    AUDITOR = "auditor", "Auditor"


class StaffMember(models.Model):
    """A person who works at the clinic and may log in to the console."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="staff")
    key = models.SlugField(max_length=60)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="staff_member"
    )
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=StaffRole.choices)
    email = models.EmailField(blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["clinic", "key"], name="staff_key_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split() if word[0].isalpha())[:3].upper()
