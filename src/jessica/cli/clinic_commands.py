"""`jessica clinic load`, `dump` and `password`.

The commands are declared before Django is set up, so what they do is imported when one of them runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from jessica.cli.installation import ready
from jessica.cli.saying import say

app = typer.Typer(help="The clinic as a file.", no_args_is_help=True)


@app.command("load")
def load_command(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A clinic file (YAML).")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the changes; write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before writing.")] = False,
) -> None:
    """Bring the clinic's records to what FILE says. The changes are shown before anything is written."""
    with ready(say):
        from jessica.cli.clinic_file_actions import load_file

        raise typer.Exit(load_file(file, dry_run=dry_run, yes=yes, console=Console()))


@app.command("password")
def password_command(
    slug: Annotated[str, typer.Argument(help="The clinic's slug.")],
    email: Annotated[str, typer.Argument(help="The e-mail address of somebody on staff.")],
    password: Annotated[
        str,
        typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when left out."),
    ],
) -> None:
    """Set the password with which somebody on staff logs in to the console."""
    with ready(say):
        from jessica.cli.clinic_file_actions import set_staff_password

        raise typer.Exit(set_staff_password(slug, email, password, console=Console()))


@app.command("dump")
def dump_command(
    slug: Annotated[str, typer.Argument(help="The clinic's slug.")],
    records: Annotated[
        bool, typer.Option("--records", help="With people and visits that came from a file.")
    ] = False,
) -> None:
    """Print a clinic as a file that loads back without a change."""
    with ready(say):
        from jessica.cli.clinic_file_actions import dump_file

        raise typer.Exit(dump_file(slug, records=records))
