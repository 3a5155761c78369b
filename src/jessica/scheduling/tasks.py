"""Jobs of the calendar. The tables hold the truth; the queue only wakes."""

from __future__ import annotations

from procrastinate.contrib.django import app

from jessica.platform.clock import clinic_clock
from jessica.scheduling.holds import sweep_expired


@app.periodic(cron="* * * * *", periodic_id="sweep-expired-holds")
@app.task(name="scheduling.sweep_expired_holds", queueing_lock="scheduling.sweep_expired_holds")
def sweep_expired_holds(timestamp: int) -> None:
    """Delete the holds that are over. Nobody waits for it: readers and writers ignore expired rows."""
    sweep_expired(clinic_clock().now())
