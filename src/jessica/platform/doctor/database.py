"""Looks into the database: do both roles get in, is the application harmless, is the schema current."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import psycopg

from jessica.platform.doctor.finding import Finding, ok, problem
from jessica.platform.postgres.roles import EXTENSIONS

_OLDEST = 150000

_POWERS = """
    SELECT power FROM pg_roles, LATERAL (VALUES
        (rolsuper, 'is a superuser'),
        (rolbypassrls, 'steps around row-level security'),
        (rolcreatedb, 'may create databases'),
        (rolcreaterole, 'may create roles'),
        (has_schema_privilege(rolname, 'public', 'CREATE'), 'may create tables'),
        (EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid), 'owns tables'),
        (EXISTS (SELECT FROM pg_database WHERE datdba = pg_roles.oid), 'owns a database'),
        (EXISTS (SELECT FROM pg_auth_members WHERE member = pg_roles.oid), 'is a member of another role')
    ) AS powers (has, power)
    WHERE rolname = current_user AND has
"""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The URLs of the application's role and of the owner's role (DATABASE_URL, DATABASE_OWNER_URL)."""

    app: str
    owner: str


PendingMigrations = Callable[[Addresses], Sequence[str]]
"""Names the migrations that have not been applied to the database at these addresses."""


def look_into_database(
    addresses: Addresses, pending_migrations: PendingMigrations | None
) -> Iterator[Finding]:
    """Findings on the database; those after the connections only where both roles get in."""
    reachable = True
    for role, url in (("application", addresses.app), ("owner", addresses.owner)):
        finding = _connection(role, url)
        reachable = reachable and finding.what_to_do == ""
        yield finding
    if not reachable:
        return
    with psycopg.connect(addresses.app, connect_timeout=10) as connection:
        yield _version(connection)
        yield _powers(connection)
        yield _extensions(connection)
    if pending_migrations is not None:
        yield _migrations(pending_migrations(addresses))


def _connection(role: str, url: str) -> Finding:
    title = f"Connection of the {role}"
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            return ok(title, f"The {role}'s role {connection.info.user} gets in.")
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[-1]
        return problem(
            title,
            f"The {role}'s role cannot connect: {reason}",
            "Check that the database runs and that DATABASE_URL and DATABASE_OWNER_URL, if set, are right.",
        )


def _version(connection: psycopg.Connection[tuple[object, ...]]) -> Finding:
    title = "Database version"
    number = connection.info.server_version
    encoding = connection.execute("SHOW server_encoding").fetchone()
    said = f"PostgreSQL {number // 10000}.{number % 10000}, text as {encoding[0] if encoding else 'unknown'}."
    if number < _OLDEST:
        return problem(title, said, "Move to PostgreSQL 15 or newer.")
    if encoding != ("UTF8",):
        return problem(title, said, "Make the database anew with ENCODING 'UTF8' and restore a dump into it.")
    return ok(title, said)


def _powers(connection: psycopg.Connection[tuple[object, ...]]) -> Finding:
    title = "Powers of the application"
    role = connection.info.user
    powers = [str(power) for (power,) in connection.execute(_POWERS)]
    if not powers:
        return ok(title, f"{role} owns nothing and is held by row-level security.")
    return problem(
        title,
        f"The application's role {role} {', '.join(powers)}. It should work with rows and nothing else.",
        "Let DATABASE_URL name a role without these powers, and DATABASE_OWNER_URL the owner of the tables.",
    )


def _extensions(connection: psycopg.Connection[tuple[object, ...]]) -> Finding:
    title = "Extensions"
    there = {str(name) for (name,) in connection.execute("SELECT extname FROM pg_extension")}
    missing = [name for name in EXTENSIONS if name not in there]
    if not missing:
        return ok(title, f"{', '.join(EXTENSIONS)} are there.")
    return problem(
        title,
        f"The database lacks {', '.join(missing)}.",
        f"As the database's owner run: {' '.join(f'CREATE EXTENSION {name};' for name in missing)}",
    )


def _migrations(pending: Sequence[str]) -> Finding:
    title = "Migrations"
    if not pending:
        return ok(title, "The database has the shape that this version of Jessica expects.")
    shown = ", ".join(pending[:5]) + (" and more" if len(pending) > 5 else "")
    return problem(
        title,
        f"{len(pending)} changes to the database have not been applied: {shown}.",
        "Start Jessica (`jessica serve`), which applies them.",
    )
