"""What the clinic has approved Jessica to say."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from jessica.clinic.models.clinic import Clinic
from jessica.clinic.models.people import StaffMember
from jessica.clinic.models.services import Service


class KnowledgeEntry(models.Model):
    """One approved answer in one language. `version` counts its approved wordings."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="knowledge")
    key = models.SlugField(max_length=80)
    language = models.CharField(max_length=8)
    topic = models.SlugField(max_length=40, blank=True)
    service = models.ForeignKey(Service, models.SET_NULL, null=True, related_name="knowledge")
    questions = ArrayField(models.CharField(max_length=300), default=list)
    answer = models.TextField()
    owner = models.ForeignKey(StaffMember, models.SET_NULL, null=True, related_name="knowledge")
    version = models.PositiveIntegerField(default=1)
    approved_at = models.DateTimeField()
    expires_on = models.DateField(null=True, help_text="Last day on which it may be said.")
    from_file = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["topic", "key", "language"]
        verbose_name_plural = "knowledge entries"
        constraints = [
            models.UniqueConstraint(fields=["clinic", "key", "language"], name="knowledge_key_once")
        ]

    def __str__(self) -> str:
        return self.questions[0] if self.questions else self.key


class KnowledgeVersion(models.Model):
    """An approved wording as it was, kept for ever so that any past reply can be explained."""

    entry = models.ForeignKey(KnowledgeEntry, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    questions = ArrayField(models.CharField(max_length=300), default=list)
    answer = models.TextField()
    expires_on = models.DateField(null=True)
    approved_by = models.ForeignKey(StaffMember, models.SET_NULL, null=True)
    approved_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["entry", "version"], name="knowledge_version_once")]
