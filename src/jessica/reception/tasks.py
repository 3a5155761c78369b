"""Jobs of the reception. The tables hold the truth; the queue only wakes."""

from __future__ import annotations

from procrastinate.contrib.django import app

from jessica.platform.clock import clinic_clock
from jessica.reception.idle import close_idle
from jessica.reception.overdue import notice_overdue
from jessica.reception.paging import page_overdue


@app.periodic(cron="* * * * *", periodic_id="notice-overdue-handovers")
@app.task(name="reception.notice_overdue_handovers", queueing_lock="reception.notice_overdue_handovers")
def notice_overdue_handovers(timestamp: int) -> None:
    """Within a minute of a promise that nobody kept, staff and the patient hear of it."""
    notice_overdue(clinic_clock().now())


@app.periodic(cron="*/10 * * * *", periodic_id="close-idle-conversations")
@app.task(name="reception.close_idle_conversations", queueing_lock="reception.close_idle_conversations")
def close_idle_conversations(timestamp: int) -> None:
    """Put conversations away that have been still for a day."""
    close_idle(clinic_clock().now())


@app.periodic(cron="* * * * *", periodic_id="page-up-the-ladder")
@app.task(name="reception.page_up_the_ladder", queueing_lock="reception.page_up_the_ladder")
def page_up_the_ladder(timestamp: int) -> None:
    """Whoever was paged and did not acknowledge is followed by the next person."""
    page_overdue(clinic_clock().now())
