"""A PostgreSQL that somebody else runs: its owner migrates, everybody else works with rows only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests.cli.command import Command


@pytest.fixture
def addresses() -> Iterator[tuple[str, str]]:
    """The application's and the owner's address of an empty database."""
    owner_url = os.environ["DATABASE_OWNER_URL"]
    name = f"test_own_{os.getpid()}_{uuid4().hex[:8]}"
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield _at(os.environ["DATABASE_URL"], name), _at(owner_url, name)
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _at(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def test_only_the_owner_migrates_and_the_application_can_work_afterwards(
    jessica: Command, addresses: tuple[str, str]
) -> None:
    application, owner = addresses
    early = jessica.run("export", DATABASE_URL=application)
    assert early.code == 1
    assert "DATABASE_OWNER_URL" in early.err
    migrated = jessica.run("migrate", DATABASE_URL=application, DATABASE_OWNER_URL=owner)
    assert migrated.code == 0, migrated
    assert "changes applied" in migrated.out
    exported = jessica.run("export", DATABASE_URL=application)
    assert exported.code == 0, exported
    assert '"visits": []' in exported.out
    refused = jessica.run("backup", "anywhere.dump", DATABASE_URL=application)
    assert "pg_dump" in refused.err
    assert not (jessica.data_dir / "postgres").exists()


def test_a_database_that_cannot_be_reached_is_told(jessica: Command) -> None:
    answer = jessica.run("export", DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert answer.code == 1
    assert "does not let Jessica in" in answer.err
