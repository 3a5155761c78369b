"""A load brings the records to what the file says, once, in one transaction."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model

from jessica.billing.models import Charge
from jessica.cli.load_clinic import load_clinic
from jessica.clinic import loading
from jessica.clinic.changes import Changes
from jessica.clinic.demo import DEMO_CLINIC_FILE
from jessica.clinic.file_problems import ClinicFileError
from jessica.clinic.knowledge import NewEntry, add_entry, approve_wording, retire
from jessica.clinic.models import Clinic, KnowledgeEntry, Location, Provider, Service, StaffMember
from jessica.platform.errors import Refused
from jessica.platform.ids import stable_id
from jessica.scheduling.models import Appointment, Occupancy
from tests.clinic.files import AT, RECORDS, SMALL, changed

pytestmark = pytest.mark.django_db


def told(changes: Changes) -> set[tuple[str, str, str]]:
    return {(change.action, change.kind, change.key) for change in changes}


def test_everything_that_the_file_says_is_in_the_records():
    load_clinic(SMALL, at=AT)
    clinic = Clinic.objects.get(slug="small")
    assert clinic.phone == "+13035550100"
    assert clinic.holiday_calendar == {"country": "US", "subdivision": "CO", "open_on": []}
    north = clinic.locations.get(key="north")
    assert north.hours == {"0": [[480, 1080]], "1": [[480, 1080]]}
    assert north.time_zone == "America/Denver"
    doe = Provider.objects.get(resource__key="doe")
    assert doe.hours.filter(location=north, weekday=0).values_list("start_minute", "end_minute").count() == 2
    assert [absence.first_date.isoformat() for absence in doe.absences.all()] == ["2026-11-30"]
    nose = clinic.services.get(key="nose")
    assert (nose.kind, nose.booked_as.key, str(nose.price_high)) == ("procedure", "consultation", "12500.50")
    assert {resource.key for resource in nose.booked_as.resources.all()} == {
        "doe",
        "room-north",
        "room-south",
    }
    entry = clinic.knowledge.get(language="es")
    assert (entry.answer, entry.owner.key, entry.version) == ("Cuesta 125 dólares.", "ana", 1)
    assert entry.versions.count() == 1


def test_ids_are_the_same_in_every_database():
    load_clinic(SMALL, at=AT)
    assert Service.objects.get(key="nose").pk == stable_id("small", "service", "nose")
    assert Location.objects.get(key="north").pk == stable_id("small", "location", "north")


def test_loading_again_changes_nothing():
    assert load_clinic(SMALL + RECORDS, at=AT)
    again = load_clinic(SMALL + RECORDS, at=AT + timedelta(hours=1))
    assert not again
    assert told(again) == set()


def test_a_dry_run_tells_the_changes_and_makes_none():
    planned = load_clinic(SMALL + RECORDS, at=AT, apply=False)
    assert not Clinic.objects.exists()
    assert told(planned) == told(load_clinic(SMALL + RECORDS, at=AT))


def test_a_change_is_told_with_its_old_and_new_value():
    load_clinic(SMALL, at=AT)
    (change,) = load_clinic(changed(("fee: 125", "fee: 140")), at=AT)
    assert (change.action, change.kind, change.key) == ("changed", "service", "consultation")
    (field,) = change.fields
    assert (field.field, field.old, field.new) == ("fee", 125, 140)
    assert Service.objects.get(key="consultation").fee == 140


def test_reordering_the_file_reorders_the_records():
    load_clinic(SMALL, at=AT)
    start, end = SMALL.index("  north:"), SMALL.index("  south:")
    until = SMALL.index("closures:")
    load_clinic(SMALL[:start] + SMALL[end:until] + SMALL[start:end] + SMALL[until:], at=AT)
    assert [location.key for location in Clinic.objects.get().locations.all()] == ["south", "north"]


def test_what_leaves_the_file_and_is_not_used_is_deleted():
    load_clinic(SMALL, at=AT)
    without = changed(("  nose:\n", "  nose-old:\n"))
    assert told(load_clinic(without, at=AT)) == {
        ("removed", "service", "nose"),
        ("added", "service", "nose-old"),
    }
    assert not Service.objects.filter(key="nose").exists()


def test_what_leaves_the_file_and_is_used_is_deactivated_and_can_come_back():
    load_clinic(SMALL + RECORDS, at=AT)
    gone = load_clinic(changed(("  nose:\n", "  nose-old:\n")), at=AT)
    assert ("deactivated", "service", "nose") in told(gone)
    assert Service.objects.get(key="nose").active is False
    assert not load_clinic(changed(("  nose:\n", "  nose-old:\n")), at=AT)
    load_clinic(SMALL, at=AT)
    assert Service.objects.get(key="nose").active is True


def test_records_stay_when_the_file_does_not_speak_of_them():
    load_clinic(SMALL + RECORDS, at=AT)
    assert not load_clinic(SMALL, at=AT)
    assert Appointment.objects.count() == 3


def test_a_failure_in_the_middle_changes_nothing():
    load_clinic(SMALL, at=AT)
    other = changed(("slug: small", "slug: other"), ("name: Small Clinic", "name: Other Clinic"))
    # The log-in of the same address belongs to the first clinic; that is found after much has been written.
    with pytest.raises(Refused, match="already belongs"):
        load_clinic(other, at=AT)
    assert [clinic.slug for clinic in Clinic.objects.all()] == ["small"]
    load_clinic(other.replace("ana@example.org", "ana@example.com"), at=AT)
    assert Clinic.objects.count() == 2


def test_a_load_that_cannot_write_a_section_of_the_file_says_so():
    with pytest.raises(ValueError, match="people"):
        loading.load(SMALL + RECORDS, at=AT)
    assert loading.load(SMALL, at=AT)


def test_staff_get_a_log_in_without_a_password_and_lose_it_when_they_leave():
    load_clinic(SMALL, at=AT)
    user = get_user_model().objects.get(username="ana@example.org")
    assert user.staff_member.key == "ana"
    assert user.is_active
    assert not user.has_usable_password()
    load_clinic(changed(("  ana: {name: Ana Field", "  bea: {name: Bea Lund"), ("owner: ana", "owner: bea"),
                        ("ana@example.org", "bea@example.org")), at=AT)  # fmt: skip
    user.refresh_from_db()
    assert not user.is_active
    assert StaffMember.objects.get(key="bea").user.is_active


def wording_of(language: str) -> tuple[str, int]:
    entry = KnowledgeEntry.objects.get(key="consult-fee", language=language)
    return entry.answer, entry.version


def test_a_new_wording_in_the_file_is_the_next_version_and_the_old_one_stays():
    load_clinic(SMALL, at=AT)
    load_clinic(changed(("It costs $125.", "It is $125.")), at=AT)
    assert wording_of("en") == ("It is $125.", 2)
    entry = KnowledgeEntry.objects.get(key="consult-fee", language="en")
    assert {version.version: version.answer for version in entry.versions.all()} == {
        1: "It costs $125.",
        2: "It is $125.",
    }
    assert wording_of("es") == ("Cuesta 125 dólares.", 1)


def approve_in_the_console(answer: str) -> None:
    entry = KnowledgeEntry.objects.get(key="consult-fee", language="en")
    staff = StaffMember.objects.get(key="ana")
    approve_wording(
        entry, questions=entry.questions, answer=answer, expires_on=entry.expires_on, staff=staff, at=AT
    )


def test_a_wording_that_staff_approved_is_kept_and_reported():
    load_clinic(SMALL, at=AT)
    approve_in_the_console("It costs $130.")
    again = load_clinic(SMALL, at=AT)
    assert not again
    assert told(again) == {("kept", "knowledge", "consult-fee/en")}
    assert wording_of("en") == ("It costs $130.", 2)


def test_the_file_speaks_again_when_it_raises_its_version_above_the_console():
    load_clinic(SMALL, at=AT)
    approve_in_the_console("It costs $130.")
    load_clinic(changed(("    owner: ana\n", "    owner: ana\n    version: 3\n")), at=AT)
    assert wording_of("en") == ("It costs $125.", 3)


def test_an_answer_that_staff_retired_does_not_come_back():
    load_clinic(SMALL, at=AT)
    entry = KnowledgeEntry.objects.get(key="consult-fee", language="en")
    retire(entry, staff=StaffMember.objects.get(key="ana"), at=AT)
    assert not load_clinic(changed(("It costs $125.", "It is $125.")), at=AT)
    entry.refresh_from_db()
    assert not entry.active


def test_an_answer_that_staff_added_stays():
    load_clinic(SMALL, at=AT)
    new = NewEntry(language="en", questions=["Do you validate?"], answer="Yes.", expires_on=None)
    entry = add_entry(new, staff=StaffMember.objects.get(key="ana"), at=AT)
    assert not load_clinic(SMALL, at=AT)
    entry.refresh_from_db()
    assert entry.active


def test_an_answer_that_leaves_the_file_is_kept_for_the_past_but_no_longer_used():
    load_clinic(SMALL, at=AT)
    changes = load_clinic(SMALL[: SMALL.index("knowledge:")], at=AT)
    assert ("deactivated", "knowledge", "consult-fee/en") in told(changes)
    entry = KnowledgeEntry.objects.get(key="consult-fee", language="en")
    assert not entry.active
    assert entry.versions.exists()


def test_visits_take_the_time_of_provider_and_room():
    load_clinic(SMALL + RECORDS, at=AT)
    early = Appointment.objects.get(key="early")
    assert early.starts_at.isoformat() == "2026-12-07T16:00:00+00:00"
    assert {row.resource.key for row in early.occupancy.all()} == {"doe", "room-north"}
    assert Appointment.objects.get(key="past").ends_at - Appointment.objects.get(
        key="past"
    ).starts_at == timedelta(minutes=60)
    assert Charge.objects.get().appointment.key == "past"


def test_visits_may_trade_places():
    load_clinic(SMALL + RECORDS, at=AT)
    swapped = RECORDS.replace('"09:00"}', '"X"}').replace('"10:00"', '"09:00"').replace('"X"', '"10:00"')
    load_clinic(SMALL + swapped, at=AT)
    assert Appointment.objects.get(key="later").starts_at < Appointment.objects.get(key="early").starts_at
    assert Occupancy.objects.count() == 6


def test_a_visit_that_was_moved_since_is_kept_and_reported():
    load_clinic(SMALL + RECORDS, at=AT)
    moved = Appointment.objects.get(key="later").starts_at + timedelta(days=1)
    Appointment.objects.filter(key="later").update(
        starts_at=moved, ends_at=moved + timedelta(minutes=30), sequence=1
    )
    again = load_clinic(SMALL + RECORDS, at=AT)
    assert told(again) == {("kept", "visit", "later")}
    assert Appointment.objects.get(key="later").starts_at == moved


def test_a_file_can_be_put_together_from_several(tmp_path):
    start = SMALL.index("services:")
    until = SMALL.index("policies:")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "services.yaml").write_text(SMALL[start:until])
    main = tmp_path / "clinic.yaml"
    main.write_text("include: [parts/*.yaml]\n" + SMALL[:start] + SMALL[until:])
    assert load_clinic(main, at=AT)
    assert not load_clinic(SMALL, at=AT)


@pytest.mark.parametrize("named", ["../clinic.yaml", "/etc/passwd", "nothing.yaml"])
def test_only_files_beside_the_clinic_file_are_included(tmp_path, named):
    main = tmp_path / "clinic.yaml"
    main.write_text(f"include: ['{named}']\n" + SMALL)
    with pytest.raises(ClinicFileError) as caught:
        load_clinic(main, at=AT)
    assert [problem.path for problem in caught.value.problems] == ["include[0]"]


def test_the_demonstration_clinic_loads_twice():
    assert load_clinic(DEMO_CLINIC_FILE, at=AT)
    assert not load_clinic(DEMO_CLINIC_FILE, at=AT)
