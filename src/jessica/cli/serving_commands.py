"""The commands that stay: `demo`, `serve`, `web` and `worker`."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from jessica.cli.listening import address_of, listening
from jessica.cli.saying import say

Host = Annotated[str, typer.Option(help="Address to listen at; 0.0.0.0 for every one of this machine.")]
Port = Annotated[int, typer.Option(envvar="PORT", min=0, max=65535, help="Port to listen at.")]

_out = Console(highlight=False)


def add_to(app: typer.Typer) -> None:
    """Make the commands part of `app`."""
    for command in (demo, serve, web, worker):
        app.command()(command)


def demo(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Run a whole invented clinic: public page with the chat, staff console, API."""
    from jessica.cli.serving import Serving
    from jessica.cli.serving import serve as serve_it

    _for_trying_out()
    log_ins: list[tuple[str, str]] = []

    def prepare() -> None:
        from jessica.cli.demo import DEMO_SLUG, log_ins_of, prepare_demo

        prepare_demo()
        log_ins.extend(log_ins_of(DEMO_SLUG))

    def announce(address: str) -> None:
        from jessica.cli.announcement import print_addresses, print_log_ins

        print_addresses(_out, address, "demo")
        print_log_ins(_out, log_ins)

    with _until_told_to_end():
        serve_it(Serving(host, port, prepare, announce), say)


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    clinic_file: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Load this clinic file first.")
    ] = None,
    fresh: Annotated[
        bool,
        typer.Option("--fresh", help="For trying out: begin on an empty database. Needs --clinic-file."),
    ] = False,
) -> None:
    """Run Jessica for a clinic: web server and worker, and the database where none is named."""
    from jessica.cli.serving import Serving
    from jessica.cli.serving import serve as serve_it

    if fresh and clinic_file is None:
        raise typer.BadParameter("--fresh needs --clinic-file: what should the empty database be given?")
    if fresh:
        _for_trying_out()
    slugs: list[str] = []

    def prepare() -> None:
        from jessica.cli.clinic_choice import load_file, slugs_here
        from jessica.cli.demo import open_log_ins

        if clinic_file is not None:
            load_file(clinic_file, after=open_log_ins if fresh else None)
        slugs.extend(slugs_here())

    def announce(address: str) -> None:
        from jessica.cli.announcement import print_addresses

        print_addresses(_out, address, *slugs)

    with _until_told_to_end():
        serve_it(Serving(host, port, prepare, announce, fresh=fresh), say)


def web(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Run one web server. Several may share one database."""
    from jessica.cli.installation import ready
    from jessica.cli.trial import require_real_use
    from jessica.cli.web_server import load_application, run_web_server

    os.environ.setdefault("JESSICA_LOG_LEVEL", "INFO")
    with _until_told_to_end(), listening(host, port) as listener, ready(say) as database:
        require_real_use(database)
        load_application()
        say(f"Listening at {address_of(listener)}")
        run_web_server(listener)


def worker() -> None:
    """Run one worker. Several may share one database."""
    from jessica.cli.installation import ready
    from jessica.cli.job_worker import run_worker
    from jessica.cli.trial import require_real_use

    os.environ.setdefault("JESSICA_LOG_LEVEL", "INFO")
    with _until_told_to_end(), ready(say) as database:
        require_real_use(database)
        say("Working.")
        run_worker()


@contextmanager
def _until_told_to_end() -> Iterator[None]:
    """A command that stays has done its work, and ends well, when it is told to end."""
    try:
        yield
    except SystemExit as leaving:
        if leaving.code not in {128 + signal.SIGTERM, 128 + signal.SIGINT}:
            raise


def _for_trying_out() -> None:
    """This process and its children deal with invented records only."""
    os.environ["JESSICA_DEMO"] = "1"
    os.environ.setdefault("JESSICA_LOG_LEVEL", "WARNING")
