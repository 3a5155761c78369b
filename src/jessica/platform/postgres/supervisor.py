"""Keeps the embedded server of a data folder running, for any number of processes that share the folder."""

from __future__ import annotations

import enum
import logging
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import pq

from jessica.platform.postgres import launch, postmaster
from jessica.platform.postgres.binaries import Binaries, find_binaries
from jessica.platform.postgres.cluster import Tuning, create_cluster, major_of, owner_of, write_configuration
from jessica.platform.postgres.credentials import read_credentials, read_or_create_credentials
from jessica.platform.postgres.endpoint import DATABASE, Endpoint, ping
from jessica.platform.postgres.errors import KEPT_ALL, BinariesMissing, StartFailed, in_plain_words
from jessica.platform.postgres.file_lock import locked
from jessica.platform.postgres.layout import (
    Layout,
    Log,
    desk_of,
    find_layout,
    open_desk,
    place,
    require_passage,
    start_lock_of,
)
from jessica.platform.postgres.roles import prepare_server
from jessica.platform.postgres.server_user import ServerUser, choose_server_user
from jessica.platform.postgres.socket_folder import (
    discard_socket_folder,
    noted_socket_folder,
    prepare_socket_folder,
)

LOCK_SECONDS = launch.RECOVERY_SECONDS + 60
default_log = logging.getLogger("jessica.platform.postgres").info


class State(enum.Enum):
    """What the server of a data folder is doing."""

    ABSENT = "no database has been made yet"
    STOPPED = "stopped"
    STARTING = "starting or stopping"
    RUNNING = "running"
    NOT_ANSWERING = "alive but not answering at its socket"


@dataclass(frozen=True, slots=True)
class Status:
    """A look at the server that changes nothing.

    `stale_pid` is a process number that `postmaster.pid` names although it is not the server.
    """

    state: State
    home: Path | None = None
    socket_dir: Path | None = None
    pid: int | None = None
    stale_pid: int | None = None


def ensure_running(data_dir: Path, *, log: Log = default_log, tuning: Tuning = Tuning()) -> Endpoint:  # noqa: B008
    """The running database of `data_dir`, made and started where needed.

    Safe to call from many processes at once. The server outlives the caller; `stop` or the last `session`
    ends it. Raises `PostgresError` with words for the person at the machine.
    """
    data_dir = data_dir.expanduser().resolve()
    with in_plain_words(data_dir):
        endpoint = _reach(data_dir)
        if endpoint is not None:
            return endpoint
        open_desk(data_dir)
    with locked(start_lock_of(data_dir), LOCK_SECONDS), in_plain_words(data_dir):
        # Another process may have started it while this one waited.
        return _reach(data_dir) or _bring_up_firmly(data_dir, log, tuning)


def stop(data_dir: Path, *, log: Log = default_log) -> None:
    """End the server of `data_dir` in an orderly way, whoever still uses it; no-op where none runs."""
    data_dir = data_dir.expanduser().resolve()
    if find_layout(data_dir) is None:
        return
    with locked(start_lock_of(data_dir), LOCK_SECONDS):
        stop_locked(data_dir, log)


def stop_locked(data_dir: Path, log: Log) -> None:
    """As `stop`, for a caller who holds the start lock."""
    layout = find_layout(data_dir)
    if layout is not None:
        launch.stop(layout, log)
        discard_socket_folder(layout)


def status(data_dir: Path) -> Status:
    """What the server of `data_dir` is doing."""
    layout = find_layout(data_dir.expanduser().resolve())
    if layout is None or not layout.is_initialised:
        return Status(State.ABSENT)
    socket = noted_socket_folder(layout)
    return Status(
        state=_state(layout, socket),
        home=layout.home,
        socket_dir=socket,
        pid=postmaster.postmaster_pid(layout),
        stale_pid=postmaster.stale_pid(layout),
    )


def _state(layout: Layout, socket: Path | None) -> State:
    answer = ping(socket) if socket is not None else pq.Ping.NO_RESPONSE
    if answer == pq.Ping.OK:
        return State.RUNNING
    if answer == pq.Ping.REJECT:
        return State.STARTING
    return State.NOT_ANSWERING if postmaster.is_alive(layout) else State.STOPPED


def _reach(data_dir: Path) -> Endpoint | None:
    """The endpoint of a server that already runs and lets both roles in, else None."""
    layout = find_layout(data_dir)
    socket = noted_socket_folder(layout) if layout is not None else None
    credentials = read_credentials(layout.desk) if layout is not None else None
    if layout is None or socket is None or credentials is None or ping(socket) != pq.Ping.OK:
        return None
    try:
        endpoint = Endpoint(socket, DATABASE, "", _client_programs(layout).folder, credentials)
        for dsn in (endpoint.owner_dsn, endpoint.app_dsn):
            with psycopg.connect(dsn, connect_timeout=10) as connection:
                version = connection.info.server_version
    except (psycopg.OperationalError, BinariesMissing):
        return None
    return Endpoint(socket, DATABASE, f"{version // 10000}.{version % 10000}", endpoint.bin_dir, credentials)


def _client_programs(layout: Layout) -> Binaries:
    return find_binaries(major_of(layout))


def _bring_up_firmly(data_dir: Path, log: Log, tuning: Tuning) -> Endpoint:
    """Bring the server up, again where it dies under our hands."""
    for attempts_left in (2, 1, 0):
        try:
            return _bring_up(data_dir, log, tuning)
        except psycopg.errors.DiskFull:
            raise
        except psycopg.OperationalError as error:
            if attempts_left == 0:
                raise StartFailed(
                    f"The database started but then refused its own setting up: {error}.",
                    "Everything saved so far is kept.",
                    f"Look at the end of server.log below {desk_of(data_dir)}, and start Jessica again.",
                ) from error
            log("The database ended while it was being set up; starting it again.")
    raise AssertionError("the last attempt returns or raises")


def _bring_up(data_dir: Path, log: Log, tuning: Tuning) -> Endpoint:
    """Make what is missing and start the server. The caller holds the start lock."""
    layout = find_layout(data_dir)
    if layout is None:
        layout = place(data_dir, choose_server_user(), log)
    is_new = not layout.is_initialised
    user = choose_server_user() if is_new else owner_of(layout)
    require_passage(layout.home, user)
    binaries = find_binaries(None if is_new else major_of(layout))
    runnable = _runnable_by(user, binaries, layout, log)
    if is_new:
        log(f"Making a new database (PostgreSQL {binaries.version}) in {layout.cluster}.")
        create_cluster(layout, runnable, user, tuning)
    socket = _running_socket(layout, log)
    if socket is None:
        socket = prepare_socket_folder(layout, user, log)
        write_configuration(layout, socket, user, tuning)
        log("Starting the database.")
        launch.start(layout, runnable, user, socket, log)
    endpoint = Endpoint(
        socket, DATABASE, binaries.version, binaries.folder, read_or_create_credentials(layout.desk)
    )
    prepare_server(endpoint)
    return endpoint


def _runnable_by(user: ServerUser, binaries: Binaries, layout: Layout, log: Log) -> Binaries:
    """Programs that the server's user can run: the found ones, or a copy of them in the server's home."""
    if binaries.usable_by(user):
        return binaries
    log(
        f"The user {user.name!r} cannot run the PostgreSQL programs in {binaries.folder}; "
        f"using a copy in {layout.home}."
    )
    copy = binaries.copied_to(layout.home)
    if not copy.usable_by(user):
        raise BinariesMissing(
            f"The user {user.name!r} cannot run the PostgreSQL programs, neither in {binaries.folder} nor in "
            f"{copy.folder}.",
            KEPT_ALL,
            "Check that the disk is not mounted 'noexec', or set JESSICA_PG_BIN to programs for everyone.",
        )
    return copy


def _running_socket(layout: Layout, log: Log) -> Path | None:
    """The socket of a server that is alive once it answers; None when there is none (any more)."""
    socket = noted_socket_folder(layout)
    if postmaster.postmaster_pid(layout) is None:
        launch.await_orphans(layout, log)
        return None
    if socket is not None and launch.socket_appears(socket):
        launch.wait_until_ready(layout, socket, log, lambda: "")
        return socket
    log("The database runs, but its socket is gone; starting it anew.")
    launch.stop(layout, log)
    return None
