"""The demonstration clinic in a test's database: loaded from its file once, copied row by row after that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models, transaction

from jessica.cli.load_clinic import load_clinic
from jessica.clinic.models import Clinic

# Monday, 9:00 in Denver.
AT = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
DEMO_FILE = Path(str(resources.files("jessica.clinic") / "demo" / "clinic.yaml"))

Rows = list[tuple[type[models.Model], list[models.Model]]]


class _RolledBack(Exception):
    pass


def _tables() -> Iterator[type[models.Model]]:
    for label in ("auth", "clinic"):
        yield from apps.get_app_config(label).get_models(include_auto_created=True)


@pytest.fixture(scope="session")
def demo_rows(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Rows:
    """Every row that loading the demonstration clinic writes, read back before it is undone."""
    rows: Rows = []
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                load_clinic(DEMO_FILE, at=AT)
                kinds = {"permission", "contenttype"}
                rows = [
                    (table, list(table._base_manager.all()))
                    for table in _tables()
                    if table._meta.model_name not in kinds
                ]
                raise _RolledBack
        except _RolledBack:
            pass
    return rows


@pytest.fixture
def demo_clinic(db: None, demo_rows: Rows) -> Clinic:
    """The demonstration clinic as loaded at `AT`."""
    with transaction.atomic():
        for table, found in demo_rows:
            table._base_manager.bulk_create(found)
    return Clinic.objects.get(slug="demo")
