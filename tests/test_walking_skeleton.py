import pytest

from jessica.clinic.models import Clinic

pytestmark = pytest.mark.django_db


def test_the_application_role_reads_migrated_tables():
    assert Clinic.objects.count() == 0
