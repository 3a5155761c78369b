"""How to reach a running embedded database."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
from psycopg import pq

from jessica.platform.postgres.credentials import Credentials
from jessica.platform.postgres.socket_folder import PORT

APP_ROLE = "jessica_app"
OWNER_ROLE = "jessica_owner"
SUPERUSER_ROLE = "jessica_superuser"
DATABASE = "jessica"

Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A running server's socket folder, the database on it, and the passwords of the two roles.

    `version` is the server's ("18.6"); `bin_dir` holds the programs that belong to it.
    """

    socket_dir: Path
    database: str
    version: str
    bin_dir: Path
    credentials: Credentials = field(repr=False)

    @property
    def host(self) -> str:
        """libpq's host: the socket folder."""
        return str(self.socket_dir)

    @property
    def app_dsn(self) -> str:
        """URL of the role that owns nothing and is held by row-level security (DATABASE_URL)."""
        return self._dsn(APP_ROLE, self.credentials.app_password)

    @property
    def owner_dsn(self) -> str:
        """URL of the role that owns the database and runs migrations (DATABASE_OWNER_URL)."""
        return self._dsn(OWNER_ROLE, self.credentials.owner_password)

    def with_database(self, name: str) -> Endpoint:
        """The same server and roles, another database."""
        return replace(self, database=name)

    def connect_as_superuser(self, database: str | None = None) -> Connection:
        """A connection in autocommit mode, let in because of who this process is (no password exists)."""
        return psycopg.connect(
            host=self.host,
            port=PORT,
            user=SUPERUSER_ROLE,
            dbname=database or self.database,
            connect_timeout=10,
            autocommit=True,
        )

    def _dsn(self, role: str, password: str) -> str:
        where = urlencode({"host": self.host, "port": PORT}, quote_via=quote, safe="")
        return f"postgresql://{role}:{quote(password, safe='')}@/{quote(self.database, safe='')}?{where}"


def ping(socket_dir: Path) -> pq.Ping:
    """What `pg_isready` tells: OK takes connections, REJECT starts up or shuts down, else nobody is there."""
    return pq.Ping(pq.PGconn.ping(f"host={socket_dir} port={PORT} connect_timeout=5".encode()))
