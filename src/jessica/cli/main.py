"""The `jessica` command. Each command is declared here; what it does is imported when it runs."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from jessica.cli import clinic_commands, keeping_commands, serving_commands
from jessica.cli.installation import data_dir, default_data_dir
from jessica.cli.saying import say, say_error
from jessica.platform.clock import clock_from_text
from jessica.platform.errors import JessicaError

app = typer.Typer(
    help="Jessica, the front desk that never closes.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(clinic_commands.app, name="clinic")
serving_commands.add_to(app)
keeping_commands.add_to(app)

ClinicSlug = Annotated[str | None, typer.Option("--clinic", help="Its slug; not needed where there is one.")]

# Options of the whole command, which may also stand behind the name of the part that is run.
_GLOBAL_OPTIONS = ("--data", "--now")


@app.callback()
def whole_command(
    data: Annotated[
        Path | None,
        typer.Option(
            help=f"Data folder (JESSICA_DATA); {default_data_dir()} if left out.", show_default=False
        ),
    ] = None,
    now: Annotated[
        str | None,
        typer.Option(
            help="Let the clock stand still at this ISO 8601 instant (JESSICA_NOW), to repeat things."
        ),
    ] = None,
) -> None:
    """Jessica, the front desk that never closes."""
    if data is not None:
        os.environ["JESSICA_DATA"] = str(data)
    os.environ["JESSICA_DATA"] = str(data_dir())
    if now is not None:
        os.environ["JESSICA_NOW"] = now
    try:
        clock_from_text(os.environ.get("JESSICA_NOW"))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--now / JESSICA_NOW") from error


@app.command()
def chat(
    clinic: ClinicSlug = None,
    locale: Annotated[str, typer.Option(help="Language to begin in.")] = "en",
    clinic_file: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Load this clinic file first.")
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin on an empty database; only in a trial's data folder.")
    ] = False,
) -> None:
    """Talk with Jessica in the terminal. A number picks one of the choices that she shows."""
    from jessica.cli.clinic_choice import at_clinic

    with at_clinic(clinic, say, clinic_file=clinic_file, fresh=fresh) as found:
        from jessica.cli.chatting import chat_in_terminal

        chat_in_terminal(found, locale=locale, lines=sys.stdin, console=Console(highlight=False))


@app.command()
def understand(
    clinic: Annotated[
        str | None, typer.Option(help="Slug of a clinic, or a clinic file, which is not kept.")
    ] = None,
    awaiting: Annotated[
        str | None, typer.Option(help="What was asked for last: name, phone, when, confirm ...")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Read and print one JSON object a line.")] = False,
) -> None:
    """Read messages, one a line, from standard input and print what each means. Nothing is stored."""
    from jessica.cli.clinic_choice import at_clinic_or_file

    with at_clinic_or_file(clinic, say) as found:
        from jessica.cli.understanding import understand_lines

        understand_lines(found, sys.stdin, awaiting=awaiting, as_json=as_json)


@app.command()
def openings(
    *,
    service: Annotated[str, typer.Argument(help="Key of the service, as in the clinic file.")],
    clinic: ClinicSlug = None,
    days: Annotated[int, typer.Option(min=1, max=366, help="How many days to look at.")] = 14,
    start: Annotated[
        str | None, typer.Option("--from", help="First day (2026-12-01); today if left out.")
    ] = None,
    provider: Annotated[str | None, typer.Option(help="Key of a provider.")] = None,
    location: Annotated[str | None, typer.Option(help="Key of a location.")] = None,
    kind: Annotated[str, typer.Option(help="new, existing or post_op patient.")] = "new",
) -> None:
    """Show the times that can be booked."""
    from jessica.cli.clinic_choice import at_clinic

    try:
        first = date.fromisoformat(start) if start else None
    except ValueError as error:
        raise typer.BadParameter(f"{start!r} is not a day like 2026-12-01", param_hint="--from") from error
    with at_clinic(clinic, say) as found:
        from jessica.cli.openings_table import Wish, print_openings

        wish = Wish(service, kind, first, days, provider, location)
        print_openings(found, wish, Console(highlight=False))


@app.command()
def export(
    clinic: ClinicSlug = None,
    conversation: Annotated[str | None, typer.Option(help="Only what this conversation (id) did.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", dir_okay=False, help="File to write; else printed.")
    ] = None,
) -> None:
    """Patients, visits, waitlist and action log as canonical JSON: same records, same bytes."""
    from jessica.cli.installation import ready

    with ready(say):
        from jessica.cli.exporting import export_records, write_export

        write_export(export_records(clinic_slug=clinic, conversation=conversation), output)


@app.command()
def doctor(
    port: Annotated[int, typer.Option(envvar="PORT", help="Port that the web server would use.")] = 8000,
) -> None:
    """Say in plain words what is wrong with this installation. Exit code 1: something is."""
    from jessica.cli.doctor_report import report

    raise typer.Exit(report(Console(), data_dir=data_dir(), port=port))


@app.command()
def bench(
    names: Annotated[list[str] | None, typer.Argument(help="Which benchmarks; all if left out.")] = None,
) -> None:
    """Run the benchmarks, each beside a baseline of the same run. Exit code 1: a bar was missed."""
    from jessica.cli.bench import run_benchmarks

    raise typer.Exit(run_benchmarks(names or [], Console()))


def hoisted(arguments: Sequence[str]) -> list[str]:
    """The command line with the options of the whole command in front, wherever they were written."""
    front: list[str] = []
    rest = list(arguments)
    place = 0
    while place < len(rest) and rest[place] != "--":
        name, has_value, _ = rest[place].partition("=")
        if name not in _GLOBAL_OPTIONS:
            place += 1
            continue
        taken = 1 if has_value else 2
        front += rest[place : place + taken]
        del rest[place : place + taken]
    return front + rest


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Told to end: leave through every `finally`, once."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(128 + _signal)


def run() -> None:
    """The entry point of the `jessica` program."""
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    try:
        app(args=hoisted(sys.argv[1:]), prog_name="jessica")
    except JessicaError as error:
        say_error(error.message)
        sys.exit(1)


if __name__ == "__main__":
    run()
