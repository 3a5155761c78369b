"""A clinic for each test."""

from __future__ import annotations

import pytest

from tests.factories import SmallClinic, make_small_clinic


@pytest.fixture
def small(db: None) -> SmallClinic:
    return make_small_clinic()
