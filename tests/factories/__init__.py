"""Builders of records for tests. `make_small_clinic()` is a clinic in working order."""

from tests.factories.clinic import (
    EVERY_DAY,
    WEEKDAYS,
    make_clinic,
    make_location,
    make_provider,
    make_room,
    make_service,
    works,
)
from tests.factories.people import make_person
from tests.factories.small_clinic import MONDAY, NOW, SmallClinic, make_small_clinic

__all__ = [
    "EVERY_DAY",
    "MONDAY",
    "NOW",
    "WEEKDAYS",
    "SmallClinic",
    "make_clinic",
    "make_location",
    "make_person",
    "make_provider",
    "make_room",
    "make_service",
    "make_small_clinic",
    "works",
]
