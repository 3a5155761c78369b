"""Runs the benchmarks that come with the source, each in a process of its own."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

import jessica
from jessica.platform.errors import NotFound

SOURCE = Path(jessica.__file__).resolve().parents[2]


def run_benchmarks(names: Sequence[str], console: Console) -> int:
    """Run the named benchmarks, or all, and print a table for each; returns 1 when a bar was missed.

    Raises `NotFound` for a name that is no benchmark, and where the source is not at hand.
    """
    missed = 0
    for name in _chosen(names):
        rows = _rows_of(name, console)
        if rows is None:
            missed += 1
            continue
        console.print(_table(name, rows))
        missed += sum(row["met"] is False for row in rows)
    console.print("Every bar was met." if not missed else f"{missed} bars were missed.", style="bold")
    return 1 if missed else 0


def _chosen(names: Sequence[str]) -> Sequence[str]:
    if not (SOURCE / "benchmarks").is_dir():
        raise NotFound("The benchmarks come with Jessica's source: run `make bench` in a clone of it.")
    sys.path.insert(0, str(SOURCE))
    known: tuple[str, ...] = importlib.import_module("benchmarks").ALL
    for name in names:
        if name not in known:
            raise NotFound(f"There is no benchmark {name!r}. There are: {', '.join(known)}.")
    return names or known


def _rows_of(name: str, console: Console) -> list[dict[str, Any]] | None:
    """The rows of one benchmark; None (and a word about it) when it did not come to its end."""
    console.print(f"{name} ...", style="dim")
    done = subprocess.run(
        [sys.executable, "-m", "jessica.cli.bench", name],
        cwd=SOURCE, stdout=subprocess.PIPE, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        console.print(f"{name} did not come to its end (code {done.returncode}).", style="red")
        return None
    rows: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return rows


def _table(name: str, rows: Sequence[dict[str, Any]]) -> Table:
    table = Table(title=name, title_justify="left", box=None, pad_edge=False)
    table.add_column("measure", overflow="fold")
    table.add_column("value", justify="right")
    table.add_column("unit")
    table.add_column("ratio", justify="right")
    table.add_column("to", overflow="fold")
    table.add_column("bar")
    table.add_column("")
    for row in rows:
        ratio = "" if row["ratio"] is None else f"{row['ratio']:.2f}"
        verdict = {True: "[green]met[/]", False: "[red]MISSED[/]"}.get(row["met"], "")
        table.add_row(
            row["measure"], f"{row['value']:.2f}", row["unit"], ratio, row["baseline"], row["bar"], verdict
        )
    return table


def main() -> None:
    """Run one benchmark in this process and print its rows as one line of JSON."""
    sys.path.insert(0, str(SOURCE))
    rows = importlib.import_module(f"benchmarks.{sys.argv[1]}").run()
    sys.stdout.write("\n" + json.dumps([asdict(row) for row in rows]) + "\n")


if __name__ == "__main__":
    main()
