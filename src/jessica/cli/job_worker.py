"""The worker: does what was put off, and what comes round. Also a child of `demo` and `serve`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from jessica.cli.child_processes import end_with_parent, wait_at_gate
from jessica.cli.installation import set_up_django


def run_worker() -> None:
    """Work until this process is told to end (SIGTERM, Ctrl-C); a job that runs is finished first."""
    asyncio.run(_work())


async def _work() -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()) as working:
        async with working.open_async():
            await working.run_worker_async(
                name="jessica", delete_jobs="successful", task_middleware=[_with_a_sound_connection]
            )


def _with_a_sound_connection(run_task: Callable[[], Any], _context: object, _worker: object) -> Any:
    """Give the connection back after each job, so that the next one meets none that has died meanwhile."""
    from django.db import close_old_connections

    close_old_connections()
    try:
        return run_task()
    finally:
        close_old_connections()


def main() -> None:
    end_with_parent()
    set_up_django()
    wait_at_gate()
    run_worker()


if __name__ == "__main__":
    main()
