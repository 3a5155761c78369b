"""Stored decisions: what was asked, what the rules said, and by which versions."""

from __future__ import annotations

from django.db import models


class Outcome(models.TextChoices):
    ALLOWED = "allowed", "Allowed"
    REFUSED = "refused", "Refused"
    NEEDS_HUMAN = "needs_human", "Needs a person"


class Decision(models.Model):
    """One answer of `policy.decide`, complete enough to be computed again."""

    id = models.BigAutoField(primary_key=True)
    clinic_id = models.UUIDField()
    action = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True, help_text="The person, conversation or visit that it is about.")
    facts = models.JSONField(default=dict)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reasons = models.JSONField(default=list)
    rules = models.JSONField(default=list, help_text="Ids with versions of the rules that spoke.")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["clinic_id", "action", "at"], name="decision_by_action")]
