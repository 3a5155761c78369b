"""A gate that outlasts one statement where no transaction is open: whoever leaves empty-handed needs none."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

_BEFORE = import_module("jessica.scheduling.migrations.0002_calendar_gate")

_KEPT_FOR_TRANSACTION = "entered := pg_try_advisory_xact_lock(gate);"
_KEPT_AS_ASKED = """entered := CASE
        WHEN for_session THEN pg_try_advisory_lock(gate) ELSE pg_try_advisory_xact_lock(gate)
    END;"""
_WAIT_AT_GATE = _BEFORE._WAIT_AT_GATE.replace(
    "patience text, OUT", "patience text, for_session boolean, OUT"
).replace(_KEPT_FOR_TRANSACTION, _KEPT_AS_ASKED)


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0002_calendar_gate")]

    operations = [
        migrations.RunSQL("DROP FUNCTION scheduling_wait_at_gate", _BEFORE._WAIT_AT_GATE),
        migrations.RunSQL(_WAIT_AT_GATE, "DROP FUNCTION scheduling_wait_at_gate"),
    ]
