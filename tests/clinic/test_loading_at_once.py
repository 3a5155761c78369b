"""Two loads of one clinic wait for each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from jessica.cli.load_clinic import load_clinic
from jessica.clinic.models import Clinic, Service
from tests.clinic.files import AT, RECORDS, SMALL


@pytest.mark.django_db(transaction=True)
def test_one_of_many_loads_writes_and_the_others_find_it_done():
    def load(_: int) -> bool:
        try:
            return bool(load_clinic(SMALL + RECORDS, at=AT))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as threads:
        wrote = list(threads.map(load, range(6)))
    assert wrote.count(True) == 1
    assert (Clinic.objects.count(), Service.objects.count()) == (1, 2)
