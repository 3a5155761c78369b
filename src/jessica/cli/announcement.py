"""What a person reads once Jessica can be reached. Needs no database."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from jessica.console.demo_logins import DEMO_PASSWORD


def print_addresses(console: Console, address: str, *slugs: str) -> None:
    """The places to look at: each clinic's public page, the console, the documentation of the API."""
    table = _plain_table()
    for slug in slugs:
        table.add_row("Public page, with Jessica's chat", f"{address}/c/{slug}/")
    table.add_row("Staff console", f"{address}/console/")
    table.add_row("API documentation", f"{address}/api/v1/docs")
    console.print("\n[bold]Jessica is at the front desk.[/]\n")
    console.print(Padding(table, (0, 0, 0, 2)))
    if not slugs:
        console.print("\nThere is no clinic yet: `jessica clinic load FILE` brings one in.")


def print_log_ins(console: Console, log_ins: list[tuple[str, str]]) -> None:
    """Who can log in to a trial's console. `log_ins` holds e-mail addresses and roles."""
    console.print(f"\nLog in to the console as one of these, with the password [bold]{DEMO_PASSWORD}[/]\n")
    table = _plain_table()
    for email, role in log_ins:
        table.add_row(email, role)
    console.print(Padding(table, (0, 0, 0, 2)))
    console.print("\nEverybody in this clinic is invented. Ctrl-C ends it; the next start goes on from here.")


def _plain_table() -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 3, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, overflow="ignore")
    return table
