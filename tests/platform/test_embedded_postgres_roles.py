"""The application's role can work with rows and nothing else; the owner's role shapes the data."""

from __future__ import annotations

import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from jessica.platform import postgres
from jessica.platform.postgres.roles import EXTENSIONS


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Endpoint]:
    """One server for this file's tests; each makes a database of its own."""
    folder = Path(tempfile.mkdtemp(prefix="jessica-test-"))
    with postgres.session(folder, tuning=postgres.Tuning(durable=False)) as endpoint:
        yield endpoint
    shutil.rmtree(folder)


@pytest.fixture
def endpoint(server: postgres.Endpoint, request: pytest.FixtureRequest) -> Iterator[postgres.Endpoint]:
    name = "test_" + request.node.name[:40]
    yield postgres.create_database(server, name)
    postgres.drop_database(server, name)


def _as_owner(endpoint: postgres.Endpoint, *statements: str) -> None:
    with psycopg.connect(endpoint.owner_dsn) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def _as_app(endpoint: postgres.Endpoint, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(endpoint.app_dsn, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def test_the_owner_makes_tables_and_the_application_works_with_their_rows(
    endpoint: postgres.Endpoint,
) -> None:
    _as_owner(endpoint, "CREATE TABLE visit (id serial PRIMARY KEY, note text)")
    _as_app(endpoint, "INSERT INTO visit (note) VALUES ('a'), ('b')")
    _as_app(endpoint, "UPDATE visit SET note = 'c' WHERE note = 'a'")
    _as_app(endpoint, "DELETE FROM visit WHERE note = 'b'")
    assert _as_app(endpoint, "SELECT id, note FROM visit") == [(1, "c")]


def test_the_application_works_in_further_schemas_of_the_owner(endpoint: postgres.Endpoint) -> None:
    _as_owner(endpoint, "CREATE SCHEMA audit", "CREATE TABLE audit.entry (id int)")
    _as_app(endpoint, "INSERT INTO audit.entry VALUES (7)")
    assert _as_app(endpoint, "SELECT id FROM audit.entry") == [(7,)]


@pytest.mark.parametrize(
    "forbidden",
    [
        "CREATE TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE TEMPORARY TABLE mine (id int)",
        "ALTER TABLE visit ADD COLUMN more int",
        "DROP TABLE visit",
        "TRUNCATE visit",
        "CREATE DATABASE mine",
        "CREATE ROLE mine",
        "SET ROLE jessica_owner",
        "ALTER ROLE jessica_app BYPASSRLS",
        "COPY visit TO PROGRAM 'true'",
        "SELECT pg_read_file('postgresql.conf')",
    ],
)
def test_the_application_cannot(server: postgres.Endpoint, shaped: str, forbidden: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _as_app(server.with_database(shaped), forbidden)


@pytest.fixture(scope="module")
def shaped(server: postgres.Endpoint) -> str:
    """The name of a database with one table."""
    endpoint = postgres.create_database(server, "shaped")
    _as_owner(endpoint, "CREATE TABLE visit (id int)")
    return endpoint.database


def test_row_level_security_holds_the_application(endpoint: postgres.Endpoint) -> None:
    _as_owner(
        endpoint,
        "CREATE TABLE record (clinic int)",
        "INSERT INTO record VALUES (1), (2)",
        "ALTER TABLE record ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY own ON record USING (clinic = 1)",
    )
    assert _as_app(endpoint, "SELECT clinic FROM record") == [(1,)]
    _as_app(endpoint, "UPDATE record SET clinic = 1")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _as_app(endpoint, "UPDATE record SET clinic = 2")


def test_a_privilege_that_a_migration_took_away_stays_away(data_dir: Path) -> None:
    endpoint = postgres.ensure_running(data_dir)
    _as_owner(endpoint, "CREATE TABLE trail (id int)", "REVOKE UPDATE, DELETE ON trail FROM jessica_app")
    postgres.stop(data_dir)
    endpoint = postgres.ensure_running(data_dir)
    _as_app(endpoint, "INSERT INTO trail VALUES (1)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _as_app(endpoint, "DELETE FROM trail")


def test_every_database_has_the_extensions(endpoint: postgres.Endpoint, server: postgres.Endpoint) -> None:
    for database in (endpoint, server):
        rows = _as_app(database, "SELECT extname FROM pg_extension ORDER BY extname")
        assert {str(name) for (name,) in rows} >= set(EXTENSIONS)
    _as_owner(
        endpoint,
        "CREATE TABLE occupancy (resource int, during tstzrange, "
        "EXCLUDE USING gist (resource WITH =, during WITH &&))",
    )


def test_a_wrong_password_is_refused(endpoint: postgres.Endpoint) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(endpoint.app_dsn.replace("jessica_app", "jessica_owner"))


def test_the_server_does_not_listen_on_the_network(server: postgres.Endpoint) -> None:
    assert _as_app(server, "SHOW listen_addresses") == [("",)]


def test_a_dump_restores_rows_and_privileges_into_an_empty_database(
    endpoint: postgres.Endpoint, server: postgres.Endpoint, tmp_path: Path
) -> None:
    _as_owner(
        endpoint,
        "CREATE TABLE visit (id serial PRIMARY KEY, at tstzrange, EXCLUDE USING gist (at WITH &&))",
        "INSERT INTO visit (at) VALUES ('[2026-01-01, 2026-01-02)')",
        "ALTER TABLE visit ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE visit FORCE ROW LEVEL SECURITY",
        "CREATE POLICY all_rows ON visit USING (true)",
        "REVOKE DELETE ON visit FROM jessica_app",
    )
    file = tmp_path / "backup.dump"
    postgres.dump(endpoint, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    restored = postgres.create_database(server, "restored")
    postgres.restore(restored, file)
    assert _as_app(restored, "SELECT count(*) FROM visit") == [(1,)]
    _as_app(restored, "INSERT INTO visit (at) VALUES ('[2026-01-03, 2026-01-04)')")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _as_app(restored, "DELETE FROM visit")


def test_a_dump_that_fails_leaves_the_earlier_one(endpoint: postgres.Endpoint, tmp_path: Path) -> None:
    file = tmp_path / "backup.dump"
    postgres.dump(endpoint, file)
    before = file.read_bytes()
    with pytest.raises(postgres.CommandFailed, match="does not exist"):
        postgres.dump(endpoint.with_database("no_such_database"), file)
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]
