"""What the API keeps of its own: how often each visitor may still ask."""

from __future__ import annotations

from django.db import models


class RateBucket(models.Model):
    """One visitor's budget for one kind of call; see `jessica.platform.rate_limit`.

    The table is unlogged: it is written with every call and costs nothing to lose.
    """

    key = models.CharField(
        primary_key=True, max_length=80, help_text="Kind of call, then a keyed hash of the visitor's address."
    )
    full_at = models.DateTimeField()
