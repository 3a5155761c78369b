"""Makes the cluster (PostgreSQL's own data folder) and writes its configuration."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from jessica.platform.postgres.binaries import Binaries
from jessica.platform.postgres.endpoint import APP_ROLE, OWNER_ROLE, SUPERUSER_ROLE
from jessica.platform.postgres.errors import KEPT_ALL, CommandFailed, StartFailed, disk_full
from jessica.platform.postgres.layout import Layout, wrong_owner
from jessica.platform.postgres.server_user import ServerUser, choose_server_user, own_user_name, user_of
from jessica.platform.postgres.small_files import read_text, write_text

_ROOM_FOR_A_NEW_CLUSTER = 200_000_000

_CONFIGURATION = """\
# Jessica writes this file at every start. Your own settings go into local.conf, which is read last.
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = {max_connections}
shared_buffers = 64MB
max_wal_size = 256MB
password_encryption = 'scram-sha-256'
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
default_text_search_config = 'pg_catalog.english'
{durability}
# What patients said must not end up in a log file: no statements, no parameters, no details of rows.
log_statement = 'none'
log_min_error_statement = 'panic'
log_error_verbosity = 'terse'
log_parameter_max_length_on_error = 0
include_if_exists 'local.conf'
"""

_WHO_MAY_CONNECT = """\
local all {superuser} peer map=jessica
local all {owner},{app} scram-sha-256
local all all reject
"""


@dataclass(frozen=True, slots=True)
class Tuning:
    """How the server runs. `durable=False` trades safety against power loss for speed: for tests only."""

    durable: bool = True
    max_connections: int = 100


def owner_of(layout: Layout) -> ServerUser:
    """The user whose files the cluster are, and so the one who must run it.

    Raises `WrongOwner` when this process can neither be that user nor become them.
    """
    owner = layout.cluster.lstat().st_uid
    starter = os.geteuid()
    if owner == 0 or starter not in (0, owner):
        raise wrong_owner(layout.cluster, owner, choose_server_user().uid)
    return user_of(owner)


def major_of(layout: Layout) -> int:
    """The major version of PostgreSQL that wrote the cluster."""
    text = (read_text(layout.cluster / "PG_VERSION") or "").strip()
    if not text.isdigit():
        raise StartFailed(
            f"{layout.cluster} holds no PostgreSQL data, or its file PG_VERSION is damaged.",
            KEPT_ALL,
            f"Restore the folder from a backup, or move {layout.cluster} away to start with an empty one.",
        )
    return int(text)


def create_cluster(layout: Layout, binaries: Binaries, user: ServerUser, tuning: Tuning) -> None:
    """Run initdb beside the final place and move the result there, so that half a cluster is never used."""
    if shutil.disk_usage(layout.home).free < _ROOM_FOR_A_NEW_CLUSTER:
        raise disk_full(layout.home)
    staging = layout.home / "cluster.new"
    if staging.exists():
        shutil.rmtree(staging)
    staging.mkdir(mode=0o700)
    user.own(staging)
    # The path is given relative to the working folder: no name of a folder above can confuse initdb's shell.
    result = user.run(
        [binaries.program("initdb"), "-D", staging.name, *_initdb_options(binaries, tuning)], cwd=layout.home
    )
    if result.returncode != 0:
        shutil.rmtree(staging, ignore_errors=True)
        if "No space left on device" in result.stdout:
            raise disk_full(layout.home)
        raise CommandFailed(
            f"A new database could not be made: {_last_line(result.stdout)}.",
            KEPT_ALL,
            "Mend what the message names, then start Jessica again.",
        )
    staging.rename(layout.cluster)


def _initdb_options(binaries: Binaries, tuning: Tuning) -> list[str]:
    # The builtin provider sorts the same on every machine and survives upgrades of the C library.
    provider = ["--locale-provider=builtin"] if binaries.major >= 17 else []
    return [
        f"--username={SUPERUSER_ROLE}",
        "--auth-local=peer",
        "--auth-host=reject",
        "--encoding=UTF8",
        *provider,
        "--locale=C.UTF-8",
        "--data-checksums",
        "--no-instructions",
        *([] if tuning.durable else ["--no-sync"]),
    ]


def write_configuration(layout: Layout, socket: Path, user: ServerUser, tuning: Tuning) -> None:
    """Write the files that PostgreSQL reads at its start."""
    durability = "" if tuning.durable else "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
    files = {
        "postgresql.conf": _CONFIGURATION.format(
            socket=socket, max_connections=tuning.max_connections, durability=durability
        ),
        "pg_hba.conf": _WHO_MAY_CONNECT.format(superuser=SUPERUSER_ROLE, owner=OWNER_ROLE, app=APP_ROLE),
        "pg_ident.conf": f'jessica "{own_user_name()}" {SUPERUSER_ROLE}\n',
    }
    for name, text in files.items():
        write_text(layout.cluster / name, text, user)


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1].rstrip(".") if lines else "initdb gave no reason"
