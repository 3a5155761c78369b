"""Token buckets in PostgreSQL: how often one visitor may do a thing, counted across all processes.

A bucket is one row with one instant, `full_at`: when it will be full again (the "virtual scheduling" form of
the generic cell rate algorithm, ITU-T I.371). Taking a token pushes the instant on by the time that one token
needs to come back; a bucket whose instant has passed is full and its row may be deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from psycopg import sql

_TAKE = """
INSERT INTO {table} AS bucket (key, full_at) VALUES (%(key)s, %(at)s + %(token)s)
ON CONFLICT (key) DO UPDATE SET full_at = GREATEST(bucket.full_at, %(at)s) + %(token)s
WHERE GREATEST(bucket.full_at, %(at)s) + %(token)s <= %(at)s + %(whole)s
"""
_FULL_AT = "SELECT full_at FROM {table} WHERE key = %s"
_SWEEP = "DELETE FROM {table} WHERE full_at <= %s"


@dataclass(frozen=True, slots=True)
class Budget:
    """`burst` tokens at once (at least one); after that one every `seconds`."""

    burst: int
    seconds: float

    @property
    def token(self) -> timedelta:
        """How long one token needs to come back."""
        return timedelta(seconds=self.seconds)

    @property
    def whole(self) -> timedelta:
        """How long an empty bucket needs to be full again."""
        return self.token * self.burst


def take(table: str, key: str, budget: Budget, *, at: datetime) -> timedelta:
    """Take one token from the bucket `key`; zero if there was one, else how long to wait for the next.

    `table` has the columns `key` (unique text) and `full_at` (timestamptz). Nothing is taken when there is
    none, so that asking too early does not make the wait longer.
    """
    values: dict[str, Any] = {"key": key, "at": at, "token": budget.token, "whole": budget.whole}
    with connection.cursor() as cursor:
        cursor.execute(_on(_TAKE, table), values)
        if cursor.rowcount:
            return timedelta()
        cursor.execute(_on(_FULL_AT, table), [key])
        row = cursor.fetchone()
    if row is None:  # swept between the two statements, so it is full
        return timedelta()
    full_at: datetime = row[0]
    return max(full_at + budget.token - budget.whole - at, timedelta())


def sweep(table: str, *, at: datetime) -> int:
    """Delete the buckets that are full again; returns how many. A bucket without a row counts as full."""
    with connection.cursor() as cursor:
        cursor.execute(_on(_SWEEP, table), [at])
        return int(cursor.rowcount)


def _on(statement: str, table: str) -> sql.Composed:
    return sql.SQL(statement).format(table=sql.Identifier(table))
