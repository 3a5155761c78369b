"""The doctor's findings, printed."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from jessica.platform.doctor import Addresses, Level, run_checks

_SIGNS = {
    Level.OK: "[green]ok     [/]",
    Level.WARNING: "[yellow]warning[/]",
    Level.PROBLEM: "[red]problem[/]",
}


def report(console: Console, *, data_dir: Path, port: int) -> int:
    """Print what is well and what is not; returns 1 when something keeps Jessica from working, else 0."""
    os.environ.setdefault("JESSICA_LOG_LEVEL", "ERROR")
    url = os.environ.get("DATABASE_URL")
    findings = run_checks(
        data_dir,
        port=port,
        # The machine's clock is what is examined here, not the one that --now stops.
        now=datetime.now(UTC),
        addresses=Addresses(url, os.environ.get("DATABASE_OWNER_URL", url)) if url else None,
        pending_migrations=_pending,
    )
    for finding in findings:
        console.print(f"{_SIGNS[finding.level]} [bold]{finding.title}[/]: ", end="")
        console.print(finding.what, markup=False, highlight=False, soft_wrap=True)
        if finding.what_to_do:
            console.print(f"        {finding.what_to_do}", markup=False, highlight=False, soft_wrap=True)
    problems = sum(finding.level is Level.PROBLEM for finding in findings)
    verdicts = {0: "Nothing keeps Jessica from working.", 1: "One problem."}
    console.print(verdicts.get(problems, f"{problems} problems."), style="bold")
    return 1 if problems else 0


def _pending(addresses: Addresses) -> list[str]:
    from jessica.cli.installation import Database, django_on

    with django_on(Database(addresses.app, addresses.owner)):
        from jessica.cli.schema import pending_migrations

        return pending_migrations()
