"""A look asks last whether the same request has led to a visit.

Each statement sees what was committed before it began. Asked first, the visit could be committed between that
question and the next, and the same request would find its own time taken; asked last, whoever sees the time
taken sees the visit that took it.
"""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

_BEFORE = import_module("jessica.scheduling.migrations.0002_calendar_gate")

_SAME_REQUEST = """    SELECT visit.id INTO booked
    FROM scheduling_appointment visit
    WHERE (visit.id = same_appointment OR visit.idempotency_key = same_key)
      AND visit.clinic_id = wanted_clinic
    LIMIT 1;
"""
_OLD = _BEFORE._LOOK.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
_NEW = (
    _OLD.replace(_SAME_REQUEST, "")
    .replace("    IF is_taken THEN\n        RETURN;\n    END IF;\n    is_taken := EXISTS", "    IF NOT is_taken THEN\n    is_taken := EXISTS")
    .replace("    );\nEND\n", "    );\n    END IF;\n" + _SAME_REQUEST + "END\n")
)


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0004_clinical_requests")]

    operations = [migrations.RunSQL(_NEW, _OLD)]
