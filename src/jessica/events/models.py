"""Domain events: facts, written in the transaction that made them true."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """Something that happened. `payload` holds ids and codes, never words about a person."""

    id = models.BigAutoField(primary_key=True)
    clinic_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["clinic_id", "kind", "at"], name="event_by_kind")]
