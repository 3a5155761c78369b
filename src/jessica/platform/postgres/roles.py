"""The two roles, their database, and what each may do.

`jessica_owner` owns the database and runs migrations. `jessica_app` owns nothing, so it can neither change
the shape of the data nor step around row-level security; it reads and writes rows, no more.
"""

from __future__ import annotations

from psycopg import errors, sql

from jessica.platform.postgres.endpoint import APP_ROLE, DATABASE, OWNER_ROLE, Connection, Endpoint
from jessica.platform.postgres.errors import BinariesMissing

EXTENSIONS = ("btree_gist", "citext", "pg_trgm", "unaccent")

_NO_POWERS = sql.SQL("LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS")


def prepare_server(endpoint: Endpoint) -> None:
    """Bring roles, passwords, database and extensions to what they should be; safe to repeat."""
    with endpoint.connect_as_superuser("postgres") as connection:
        _prepare_role(connection, OWNER_ROLE, endpoint.credentials.owner_password)
        _prepare_role(connection, APP_ROLE, endpoint.credentials.app_password)
        connection.execute("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC")
        is_new = not database_exists(connection, DATABASE)
    if is_new:
        with endpoint.connect_as_superuser("template1") as connection:
            create_extensions(connection)
        with endpoint.connect_as_superuser("postgres") as connection:
            create_owned_database(connection, DATABASE)
    with endpoint.connect_as_superuser(DATABASE) as connection:
        admit_roles(connection, DATABASE)
        create_extensions(connection)
        grant_default_privileges(connection)


def _prepare_role(connection: Connection, role: str, password: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    verb = sql.SQL("ALTER ROLE {} {} PASSWORD {}") if known else sql.SQL("CREATE ROLE {} {} PASSWORD {}")
    # The verifier is computed here, so the password itself never travels to the server or its log.
    verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    connection.execute(verb.format(sql.Identifier(role), _NO_POWERS, sql.Literal(verifier)))


def database_exists(connection: Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def create_owned_database(connection: Connection, name: str) -> None:
    """An empty database that belongs to `jessica_owner`."""
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER_ROLE))
    )


def admit_roles(connection: Connection, name: str) -> None:
    """Only the owner and the application may connect to the database."""
    database = sql.Identifier(name)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    connection.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, sql.Identifier(APP_ROLE))
    )


def create_extensions(connection: Connection) -> None:
    """Raises `BinariesMissing` when the server's installation lacks one of them."""
    for name in EXTENSIONS:
        statement = sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA public").format(sql.Identifier(name))
        try:
            connection.execute(statement)
        except (errors.UndefinedFile, errors.FeatureNotSupported) as error:
            raise BinariesMissing(
                f"This PostgreSQL has no extension {name!r}.",
                "The database is kept as it is.",
                "Install PostgreSQL's contrib modules (Debian ships them in the postgresql package).",
            ) from error


def grant_default_privileges(connection: Connection) -> None:
    """What the application may do with each table, sequence and schema that the owner makes from now on.

    Existing tables are left alone: a migration that took a privilege away stays obeyed.
    """
    for privileges, kind in (
        ("SELECT, INSERT, UPDATE, DELETE", "TABLES"),
        ("USAGE, SELECT", "SEQUENCES"),
        ("USAGE", "SCHEMAS"),
    ):
        connection.execute(
            sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} GRANT {} ON {} TO {}").format(
                sql.Identifier(OWNER_ROLE), sql.SQL(privileges), sql.SQL(kind), sql.Identifier(APP_ROLE)
            )
        )
