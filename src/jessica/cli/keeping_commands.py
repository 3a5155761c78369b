"""Looking after an installation: `migrate`, `backup`, `restore` and `staff password`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from jessica.cli.installation import Database, django_on, open_database, ready
from jessica.cli.saying import say
from jessica.cli.trial import holds_tables
from jessica.platform import postgres
from jessica.platform.errors import NotFound, Refused

staff_app = typer.Typer(help="The people who work at the clinic.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Make the commands part of `app`."""
    for command in (migrate, backup, restore):
        app.command()(command)
    app.add_typer(staff_app, name="staff")


def migrate() -> None:
    """Bring the database to the shape that this version expects; `demo` and `serve` do so by themselves."""
    from jessica.cli.schema import bring_up_to_date

    os.environ.setdefault("JESSICA_LOG_LEVEL", "WARNING")
    with open_database(say) as database, django_on(database):
        applied = bring_up_to_date(database, say)
    for name in applied:
        typer.echo(name)
    typer.echo(f"{len(applied)} changes applied." if applied else "The database is up to date.")


def backup(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="File to write; replaced when it is there.")],
) -> None:
    """Write all records of the embedded database to FILE, also while Jessica works."""
    with open_database(say) as database:
        postgres.dump(_embedded(database), file)
    typer.echo(f"{file} holds everything about patients: keep it closed, and try restoring it.")


def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file that `backup` wrote.")],
) -> None:
    """Fill the embedded database of an empty data folder from FILE, all or nothing."""
    with open_database(say) as database:
        endpoint = _embedded(database)
        if holds_tables(database):
            raise Refused(
                "The database in this data folder is not empty. Nothing was changed. "
                "Restore into another data folder (--data), look at it, and then use that one."
            )
        postgres.restore(endpoint, file)
    typer.echo("Restored.")


@staff_app.command("password")
def staff_password(
    email: Annotated[str, typer.Argument(help="The e-mail address in the clinic file.")],
) -> None:
    """Set the password with which somebody on staff logs in to the console."""
    with ready(say):
        from django.contrib.auth.password_validation import validate_password
        from django.core.exceptions import ValidationError

        from jessica.clinic.models import StaffMember
        from jessica.clinic.staff_log_in import set_password

        member = StaffMember.objects.filter(active=True, email__iexact=email).first()
        if member is None:
            raise NotFound(f"Nobody on staff has the address {email}. The clinic file names who works there.")
        password = _typed_password()
        try:
            validate_password(password, member.user)
        except ValidationError as error:
            raise Refused(" ".join([*error.messages, "The password was not changed."])) from error
        set_password(member, password)
    typer.echo(f"{member.name} can log in with the new password.")


def _typed_password() -> str:
    """From the terminal, twice and unseen; or one line that comes through a pipe."""
    if sys.stdin.isatty():
        return str(typer.prompt("New password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")


def _embedded(database: Database) -> postgres.Endpoint:
    if database.endpoint is None:
        raise Refused(
            "DATABASE_URL names a database of your own. Nothing was done. Its own programs, pg_dump and "
            "pg_restore, save and restore it."
        )
    return database.endpoint
