"""Checks that no single part of the file can make alone: references, hours, words, languages."""

from __future__ import annotations

from collections.abc import Iterator

from jessica.clinic.file_checks import hours, languages, places, records, references, services, words
from jessica.clinic.file_checks.checked_file import CheckedFile
from jessica.clinic.file_problems import Problem

__all__ = ["CheckedFile", "check"]

_CHECKS = (references, places, hours, services, words, languages, records)


def check(file: CheckedFile) -> list[Problem]:
    """All errors and warnings, in no particular order."""

    def found() -> Iterator[Problem]:
        for module in _CHECKS:
            yield from module.check(file)

    return list(found())
