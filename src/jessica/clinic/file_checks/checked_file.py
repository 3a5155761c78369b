"""What the checks look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jessica.clinic.file_problems import Path, Problem
from jessica.clinic.file_schema.clinic_file import ClinicFile
from jessica.clinic.yaml_tree import YamlTree


@dataclass(frozen=True)
class CheckedFile:
    """The parts that fit the schema, where they stand, and every key that the file names.

    `keys` also holds the keys of parts that do not fit: a reference to one of them is not a second error.
    `salvaged` is `parts` and, of the parts that do not fit, the fields that do (None for the others).
    """

    parts: ClinicFile
    salvaged: ClinicFile
    tree: YamlTree
    keys: dict[str, set[str]]
    today: date

    def error(self, path: Path, message: str, expected: str = "") -> Problem:
        return self.tree.problem(path, message, expected)

    def warning(self, path: Path, message: str, expected: str = "") -> Problem:
        return self.tree.problem(path, message, expected, warning=True)
