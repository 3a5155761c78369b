"""Serves a data folder: database, migrations, web server and worker, all under one process."""

from __future__ import annotations

import http.client
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from jessica.cli.child_processes import Child, child_processes
from jessica.cli.installation import Database, Say, data_dir, django_on, open_database
from jessica.cli.listening import address_of, listening, only_one, tell
from jessica.cli.schema import bring_up_to_date
from jessica.cli.trial import empty, is_trial_process, mark_trial, require_real_use, require_trial_or_new
from jessica.platform import postgres

_FIRST_ANSWER_SECONDS = 120.0
_DATABASE_LOOK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Serving:
    """What to serve and where. `prepare` fills the database; `announce` gets the address afterwards."""

    host: str
    port: int
    prepare: Callable[[], None]
    announce: Callable[[str], None]
    fresh: bool = False


def serve(serving: Serving, say: Say) -> None:
    """Serve until this process is told to end."""
    folder = data_dir()
    with only_one(folder), listening(serving.host, serving.port) as listener:
        address = address_of(listener)
        tell(folder, address)
        with open_database(say) as database:
            _guard(database, fresh=serving.fresh)
            children = [
                Child(
                    "web server",
                    "jessica.cli.web_server",
                    [str(listener.fileno())],
                    [listener.fileno()],
                    early=True,
                ),
                Child("worker", "jessica.cli.job_worker"),
            ]
            with child_processes(children, _environment(database), say) as family:
                with django_on(database):
                    bring_up_to_date(database, say)
                    serving.prepare()
                threading.Thread(
                    target=_announce_first_answer, args=(address, serving.announce, say), daemon=True
                ).start()
                family.keep(_database_keeper(database, say))


def _guard(database: Database, *, fresh: bool) -> None:
    """See that a trial gets no real records, and real patients no trial."""
    if fresh:
        empty(database)
    elif is_trial_process():
        require_trial_or_new(database)
        mark_trial(database)
    else:
        require_real_use(database)


def _environment(database: Database) -> dict[str, str]:
    """What the children are told. The owner's address stays here: they work with rows and nothing else."""
    environment = {**os.environ, "DATABASE_URL": database.app_url}
    environment.pop("DATABASE_OWNER_URL", None)
    return environment


def _database_keeper(database: Database, say: Say) -> Callable[[], None]:
    """Brings the embedded database back when it has died; a database of one's own is somebody else's work."""
    due = time.monotonic()

    def look() -> None:
        nonlocal due
        if database.endpoint is None or time.monotonic() < due:
            return
        due = time.monotonic() + _DATABASE_LOOK_SECONDS
        try:
            if postgres.status(data_dir()).state is not postgres.State.RUNNING:
                say("The database does not answer; starting it again.")
                postgres.ensure_running(data_dir(), log=say)
        except postgres.PostgresError as error:
            say(error.message)
            due = time.monotonic() + 30

    return look


def _announce_first_answer(address: str, announce: Callable[[str], None], say: Say) -> None:
    """Call `announce` as soon as the front page is really served."""
    deadline = time.monotonic() + _FIRST_ANSWER_SECONDS
    while time.monotonic() < deadline:
        if _answers(address):
            announce(address)
            return
        time.sleep(0.1)
    say(f"No page has been answered at {address} so far. `jessica doctor` says what may be wrong.")


def _answers(address: str) -> bool:
    parts = urlsplit(address)
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        connection.request("GET", "/")
        # A host name that the settings do not list is refused politely (400); the server works all the same.
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()
