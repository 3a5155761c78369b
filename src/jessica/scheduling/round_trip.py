"""Several statements in one round trip to the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection


def read_results(statements: str, parameters: Mapping[str, Any]) -> Iterator[list[Any]]:
    """The rows of each statement that returns rows, in order; each sees what was committed before it began.

    Parameters are bound in the client, as Django does by default: only so can statements travel together.
    """
    with connection.cursor() as cursor:
        cursor.execute(statements, dict(parameters))
        results: list[list[Any]] = []
        more: bool | None = True
        while more:
            if cursor.description is not None:
                results.append(cursor.fetchall())
            more = cursor.nextset()
    return iter(results)
