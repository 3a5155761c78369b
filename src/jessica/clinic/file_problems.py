"""What is wrong with a clinic file: every problem with its place and what was expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jessica.platform.errors import JessicaError

# Keys and list positions from the top of the file: ("services", "rhinoplasty", "minutes").
Path = tuple[str | int, ...]


def dotted(path: Path) -> str:
    """`("locations", "a", "hours", 0)` -> `locations.a.hours[0]`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `line` and `column` count from 1; an empty `path` is the whole file."""

    line: int
    column: int
    path: str
    message: str
    expected: str = ""
    file: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.file else f"line {self.line}"
        where = f"{self.path}: " if self.path else ""
        expected = f" Expected {self.expected}." if self.expected else ""
        return f"{place}: {where}{self.message}.{expected}"


class ClinicFileError(JessicaError):
    """The file cannot be loaded; nothing was changed. `problems` holds all errors, in file order."""

    code = "clinic_file"

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
        lines = "\n".join(str(problem) for problem in problems)
        super().__init__(
            f"The clinic file has {count}. Nothing was changed; mend the file and load it again.\n{lines}"
        )
