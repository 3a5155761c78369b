"""What every client of a race asks: functions, so that a connection parses and plans the questions once."""

from __future__ import annotations

from django.db import migrations

_WANTED = """
    wanted_clinic uuid, wanted_provider uuid, wanted_service uuid, wanted_location uuid, span tstzrange,
    instant timestamptz, wanted_holder text, moving uuid, same_appointment uuid, same_key text
"""

# Holds that are over, the asker's own holds and the visit that is being moved are in nobody's way.
_IN_THE_WAY = """
    taken.during && span
    AND (taken.expires_at IS NULL OR taken.expires_at > instant)
    AND (
        taken.hold_id IS NULL
        OR taken.hold_id NOT IN (SELECT hold.id FROM scheduling_hold hold WHERE hold.holder = wanted_holder)
    )
    AND (taken.appointment_id IS NULL OR taken.appointment_id IS DISTINCT FROM moving)
"""

# Nearly always it is the provider who is taken: the rooms are looked at only when that is not so. One plan
# fits all parameters, since each part finds its few rows by an index, however many visits there are.
_LOOK = f"""
CREATE FUNCTION scheduling_look({_WANTED}, OUT is_taken boolean, OUT booked uuid)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    SELECT visit.id INTO booked
    FROM scheduling_appointment visit
    WHERE (visit.id = same_appointment OR visit.idempotency_key = same_key)
      AND visit.clinic_id = wanted_clinic
    LIMIT 1;
    is_taken := EXISTS (
        SELECT FROM scheduling_occupancy taken WHERE taken.resource_id = wanted_provider AND {_IN_THE_WAY}
    );
    IF is_taken THEN
        RETURN;
    END IF;
    is_taken := EXISTS (
        SELECT
        FROM clinic_service_resources able JOIN clinic_resource resource ON resource.id = able.resource_id
        WHERE able.service_id = wanted_service AND resource.location_id = wanted_location
          AND resource.active AND resource.kind IN ('room', 'device')
        GROUP BY resource.kind
        HAVING bool_and(EXISTS (
            SELECT FROM scheduling_occupancy taken WHERE taken.resource_id = resource.id AND {_IN_THE_WAY}
        ))
    );
END
$$
"""

# Each statement sees what was committed before it began: the second look sees the work of whoever was waited
# for. The shared lock lets all who wait go at one time and is given back at once, in the same expression, so
# that nobody who waited keeps the next one from going ahead.
_WAIT_AT_GATE = f"""
CREATE FUNCTION scheduling_wait_at_gate(
    {_WANTED}, patience text, OUT entered boolean, OUT is_taken boolean, OUT booked uuid
)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    gate bigint := hashtextextended(wanted_provider::text, 2);
BEGIN
    entered := false;
    SELECT look.is_taken, look.booked INTO is_taken, booked FROM scheduling_look(
        wanted_clinic, wanted_provider, wanted_service, wanted_location, span, instant, wanted_holder, moving,
        same_appointment, same_key
    ) look;
    IF is_taken OR booked IS NOT NULL THEN
        RETURN;
    END IF;
    entered := pg_try_advisory_xact_lock(gate);
    IF entered THEN
        RETURN;
    END IF;
    PERFORM set_config('lock_timeout', patience, true);
    PERFORM pg_advisory_lock_shared(gate), pg_advisory_unlock_shared(gate);
    SELECT look.is_taken, look.booked INTO is_taken, booked FROM scheduling_look(
        wanted_clinic, wanted_provider, wanted_service, wanted_location, span, instant, wanted_holder, moving,
        same_appointment, same_key
    ) look;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0001_initial")]

    operations = [
        migrations.RunSQL(_LOOK, "DROP FUNCTION scheduling_look"),
        migrations.RunSQL(_WAIT_AT_GATE, "DROP FUNCTION scheduling_wait_at_gate"),
    ]
