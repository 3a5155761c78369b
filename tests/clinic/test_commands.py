"""The `jessica clinic` commands: load shows what changes before it writes; dump; password."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from jessica.cli.clinic_file_actions import dump_file, load_file, set_staff_password
from jessica.cli.load_clinic import load_clinic
from jessica.clinic.models import Clinic
from tests.clinic.files import AT, SMALL, changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_file(tmp_path):
    file = tmp_path / "clinic.yaml"
    file.write_text(SMALL)
    return file


def load(file: Path, *, dry_run: bool = False, yes: bool = True) -> tuple[int, str]:
    console = Console(file=StringIO(), width=140)
    code = load_file(file, dry_run=dry_run, yes=yes, console=console)
    return code, console.file.getvalue()


def test_the_changes_are_shown_and_written(small_file):
    code, output = load(small_file)
    assert code == 0
    assert "+ added" in output
    assert "service consultation" in output
    assert "Written." in output
    code, output = load(small_file)
    assert (code, "already as the file says" in output) == (0, True)


@pytest.mark.parametrize(("answer", "code", "written"), [("n", 1, False), ("y", 0, True)])
def test_nothing_is_written_without_a_yes(small_file, monkeypatch, answer, code, written):
    monkeypatch.setattr("sys.stdin", StringIO(f"{answer}\n"))
    assert load(small_file, yes=False)[0] == code
    assert Clinic.objects.exists() is written


def test_a_dry_run_writes_nothing(small_file):
    assert load(small_file, dry_run=True)[0] == 0
    assert not Clinic.objects.exists()


def test_old_and_new_values_are_shown(small_file):
    load(small_file)
    small_file.write_text(changed(("fee: 125", "fee: 140")))
    assert "fee: 125.00 → 140" in load(small_file, dry_run=True)[1]


def test_every_problem_is_shown_and_nothing_written(small_file):
    small_file.write_text(changed(("fee: 125", "fee: lots"), ("role: coordinator", "role: boss")))
    code, output = load(small_file)
    assert code == 2
    assert "clinic.yaml:" in output
    assert "services.consultation.fee" in output
    assert "2 problems. Nothing was changed." in output
    assert not Clinic.objects.exists()


def test_a_clinic_is_dumped(small_file, capsys):
    load(small_file)
    assert dump_file("small", records=False) == 0
    assert not load_clinic(capsys.readouterr().out, at=AT)


def test_a_clinic_that_is_not_there_is_told_with_those_that_are(small_file, capsys):
    load(small_file)
    assert dump_file("smal", records=False) == 2
    assert "Clinics here: small." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("email", "password", "code", "said"),
    [
        ("Ana@example.org", "seven quiet herons", 0, "Ana Field can log in"),
        ("ana@example.org", "short", 2, "The password was not changed."),
        ("bea@example.org", "seven quiet herons", 2, "Log-ins there: ana@example.org."),
    ],
)
def test_somebody_on_staff_gets_a_password(small_file, client, email, password, code, said):
    load(small_file)
    console = Console(file=StringIO(), width=200)
    assert set_staff_password("small", email, password, console=console) == code
    assert said in console.file.getvalue()
    assert client.login(username="ana@example.org", password=password) is (code == 0)
