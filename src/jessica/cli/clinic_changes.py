"""A clinic file's changes and problems, printed for a person."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from jessica.clinic.changes import Change, Changes
from jessica.clinic.file_problems import Problem

_LONGEST_VALUE = 70
_SIGNS = {
    "added": "[green]+ added[/]",
    "changed": "[yellow]~ changed[/]",
    "removed": "[red]- removed[/]",
    "deactivated": "[red]- deactivated[/]",
    "kept": "[cyan]= kept[/]",
}


def print_problems(console: Console, problems: list[Problem]) -> None:
    """One block a problem: where, what, and what was expected."""
    for problem in problems:
        colour = "red" if problem.severity == "error" else "yellow"
        place = f"{problem.file}:{problem.line}:{problem.column}" if problem.file else f"line {problem.line}"
        console.print(f"[{colour}]{problem.severity}[/] {escape(place)}  [bold]{escape(problem.path)}[/]")
        console.print(f"    {escape(problem.message)}", highlight=False)
        if problem.expected:
            console.print(f"    expected {escape(problem.expected)}", style="dim", highlight=False)


def print_changes(console: Console, changes: Changes) -> None:
    """A table of what is added, changed field by field, removed, and kept against the file."""
    if not changes.changes:
        console.print(f"The clinic {changes.clinic_slug!r} is already as the file says.")
        return
    table = Table(box=None, pad_edge=False, show_header=False)
    for _ in range(3):
        table.add_column(overflow="fold")
    for change in changes:
        table.add_row(_SIGNS[change.action], escape(f"{change.kind} {change.key}"), _details(change))
    console.print(table)
    counts = {action: len(changes.of(action)) for action in _SIGNS}  # type: ignore[arg-type]
    console.print(", ".join(f"{count} {action}" for action, count in counts.items() if count))


def _details(change: Change) -> str:
    lines = [f"{field.field}: {_short(field.old)} → {_short(field.new)}" for field in change.fields]
    return escape("\n".join([*lines, change.note] if change.note else lines))


def _short(value: Any) -> str:
    plain = value.model_dump() if isinstance(value, BaseModel) else value
    text = "nothing" if plain in (None, "", [], {}) else str(plain)
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 3]}..."
