"""Jobs of the API."""

from __future__ import annotations

from procrastinate.contrib.django import app

from jessica.api.limits import TABLE
from jessica.platform.clock import SystemClock
from jessica.platform.rate_limit import sweep


@app.periodic(cron="*/10 * * * *", periodic_id="sweep-rate-buckets")
@app.task(name="api.sweep_rate_buckets", queueing_lock="api.sweep_rate_buckets")
def sweep_rate_buckets(timestamp: int) -> None:
    """Delete the budgets that are full again. Nobody waits for it: a budget without a row is full."""
    sweep(TABLE, at=SystemClock().now())
