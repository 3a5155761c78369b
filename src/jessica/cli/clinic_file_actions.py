"""What the `jessica clinic` commands do, once Django is set up. Each returns the exit code."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.console import Console

from jessica.cli.clinic_changes import print_changes, print_problems
from jessica.cli.load_clinic import dump_clinic, load_clinic
from jessica.clinic.file_problems import ClinicFileError
from jessica.clinic.models import Clinic, StaffMember
from jessica.clinic.staff_log_in import set_password
from jessica.platform.clock import clinic_clock
from jessica.platform.errors import JessicaError, NotFound

_DONE, _DECLINED, _WRONG = 0, 1, 2


def load_file(file: Path, *, dry_run: bool, yes: bool, console: Console) -> int:
    """Show what loading `file` changes, ask unless `yes`, and write it."""
    at = clinic_clock().now()
    try:
        planned = load_clinic(file, at=at, apply=False)
        print_problems(console, planned.warnings)
        print_changes(console, planned)
        if dry_run or not planned:
            return _DONE
        if not yes and not typer.confirm("Write these changes?"):
            console.print("Nothing was changed.")
            return _DECLINED
        done = load_clinic(file, at=at)
    except ClinicFileError as error:
        print_problems(console, error.problems)
        count = len(error.problems)
        console.print(f"{count} problem{'s' if count != 1 else ''}. Nothing was changed.", style="bold")
        return _WRONG
    except JessicaError as error:
        console.print(error.message, style="red")
        return _WRONG
    for change in done.of("deactivated", "kept"):
        console.print(f"{change.kind} {change.key}: {change.action}, {change.note or 'in use'}")
    console.print(f"Written. The clinic {done.clinic_slug!r} is as the file says.")
    return _DONE


def set_staff_password(slug: str, email: str, password: str, *, console: Console) -> int:
    """Set the password of the person on staff whose log-in is `email`."""
    staff = StaffMember.objects.filter(clinic__slug=slug, active=True).exclude(email="")
    member = staff.filter(email__iexact=email).first()
    try:
        if member is None:
            known = ", ".join(staff.values_list("email", flat=True)) or "none yet"
            raise NotFound(f"Nobody on staff of {slug!r} logs in as {email!r}. Log-ins there: {known}.")
        set_password(member, password)
    except JessicaError as error:
        console.print(error.message, style="red", markup=False)
        return _WRONG
    console.print(f"{member.name} can log in as {member.email} with the new password.", markup=False)
    return _DONE


def dump_file(slug: str, *, records: bool) -> int:
    """Print the clinic `slug` as a file."""
    clinic = Clinic.objects.filter(slug=slug).first()
    if clinic is None:
        known = ", ".join(Clinic.objects.values_list("slug", flat=True)) or "none yet"
        Console(stderr=True).print(f"There is no clinic {slug!r}. Clinics here: {known}.", style="red")
        return _WRONG
    typer.echo(dump_clinic(clinic, records=records), nl=False)
    return _DONE
