"""The commands that look at a clinic and leave."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import NOW, Command, addresses_in, free_port, status_of


def test_a_dumped_clinic_loads_back_without_a_change(small_clinic: Command, tmp_path: Path) -> None:
    dumped = small_clinic.run("clinic", "dump", "small")
    assert dumped.code == 0
    file = tmp_path / "dumped.yaml"
    file.write_text(dumped.out, encoding="utf-8")
    loaded = small_clinic.run("clinic", "load", str(file), "--now", NOW)
    assert loaded.code == 0, loaded
    assert "already as the file says" in loaded.out


def test_openings_are_listed_in_the_clinics_time(small_clinic: Command) -> None:
    listed = small_clinic.run("openings", "consultation", "--days", "2", "--location", "north", "--now", NOW)
    assert listed.code == 0, listed
    assert "Tue 2026-11-24  09:00–10:00  Dr. Jo Doe  North" in listed.out
    unknown = small_clinic.run("openings", "haircut")
    assert unknown.code == 1
    assert "There are: consultation." in unknown.err


def test_chat_answers_what_comes_through_a_pipe(small_clinic: Command) -> None:
    answer = small_clinic.run("chat", "--locale", "es", typed="Hola\n/quit\n")
    assert answer.code == 0, answer
    assert "you> Hola" in answer.out
    assert "inteligencia artificial" in answer.out


def test_doctor_ends_well_on_a_sound_installation_and_badly_on_an_unsound_one(
    small_clinic: Command, tmp_path: Path
) -> None:
    port = free_port()
    sound = small_clinic.run("doctor", "--port", port)
    assert sound.code == 0, sound
    assert "has the shape that this version of Jessica expects" in sound.out
    file = tmp_path / "not-a-folder"
    file.touch()
    unsound = small_clinic.run("--data", str(file), "doctor", "--port", port)
    assert unsound.code == 1
    assert "is a file, not a folder" in unsound.out


def test_a_real_clinic_is_served_with_the_real_time_only(small_clinic: Command) -> None:
    stopped = small_clinic.run("serve", "--port", free_port(), "--now", NOW)
    assert stopped.code == 1
    assert "patients need the real time" in stopped.err
    with small_clinic.started("serve", "--port", free_port()) as started:
        started.wait_for("API documentation")
        assert status_of(addresses_in(started.printed)[0]) == 200


def test_a_real_clinics_records_are_never_emptied(small_clinic: Command, small_file: Path) -> None:
    for trial in (("serve", "--clinic-file", str(small_file), "--fresh"), ("demo",)):
        refused = small_clinic.run(*trial, PORT=free_port())
        assert refused.code == 1
        assert "holds a clinic's own records" in refused.err
    assert "small" in small_clinic.run("clinic", "dump", "small").out


def test_migrating_again_changes_nothing(small_clinic: Command) -> None:
    assert small_clinic.run("migrate").out == "The database is up to date.\n"


def test_a_clock_that_cannot_be_read_is_told(small_clinic: Command) -> None:
    answer = small_clinic.run("openings", "consultation", "--now", "next tuesday")
    assert answer.code == 2
    assert "ISO 8601" in answer.err


def test_a_backup_restores_into_an_empty_folder_only(
    small_clinic: Command, jessica: Command, tmp_path: Path
) -> None:
    file = tmp_path / "jessica.dump"
    assert small_clinic.run("backup", str(file)).code == 0
    assert jessica.run("restore", str(file)).code == 0
    assert jessica.run("clinic", "dump", "small").out == small_clinic.run("clinic", "dump", "small").out
    again = jessica.run("restore", str(file))
    assert again.code == 1
    assert "is not empty" in again.err


def test_a_weak_password_is_refused_and_a_good_one_taken(small_clinic: Command) -> None:
    weak = small_clinic.run("staff", "password", "ana@example.org", typed="short\n")
    assert weak.code == 1
    assert "not changed" in weak.err
    good = small_clinic.run("staff", "password", "ana@example.org", typed="a long walk by the sea\n")
    assert good.code == 0, good
    assert "Ana Field can log in" in good.out
