"""Looks at the embedded server: its programs, its process, and whether it starts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from jessica.platform import postgres
from jessica.platform.doctor.finding import Finding, ok, problem, warning
from jessica.platform.postgres.binaries import find_binaries

_TITLE = "Database server"


def look_at_programs() -> Finding:
    title = "PostgreSQL programs"
    try:
        binaries = find_binaries()
    except postgres.PostgresError as error:
        return problem(title, error.happened, error.to_do)
    return ok(title, f"PostgreSQL {binaries.version} is in {binaries.folder}.")


def look_at_server(data_dir: Path) -> Iterator[Finding]:
    """What its files tell, without touching anything."""
    try:
        status = postgres.status(data_dir)
    except postgres.PostgresError as error:
        yield problem(_TITLE, error.happened, error.to_do)
        return
    except PermissionError as error:
        yield problem(_TITLE, f"{error.filename} is closed to you.", "Ask as the user who starts Jessica.")
        return
    if status.stale_pid is not None:
        yield warning(
            _TITLE,
            f"After a crash or a restart of the machine the database's pid file still names process "
            f"{status.stale_pid}, which is not the database.",
            "Nothing: the next start removes it.",
        )
    if status.state is postgres.State.ABSENT:
        yield warning(
            _TITLE, "No database has been made yet.", "Start Jessica once: `jessica demo` or `jessica serve`."
        )
    elif status.state is postgres.State.NOT_ANSWERING:
        yield warning(
            _TITLE,
            f"The database process {status.pid or ''} lives but does not answer at its socket.",
            "Nothing: the next start ends it and starts it anew.",
        )
    else:
        yield ok(_TITLE, f"The database is {status.state.value}; its files lie in {status.home}.")


def enter_server(data_dir: Path, stack: ExitStack) -> postgres.Endpoint | Finding:
    """The server, or why it does not start. One that was stopped runs only as long as `stack` is open."""
    try:
        if postgres.status(data_dir).state is postgres.State.RUNNING:
            return postgres.ensure_running(data_dir)
        return stack.enter_context(postgres.session(data_dir))
    except postgres.PostgresError as error:
        return problem(_TITLE, f"{error.happened} {error.kept}", error.to_do)
