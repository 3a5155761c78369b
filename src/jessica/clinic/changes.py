"""What loading a clinic file changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from jessica.clinic.file_problems import Problem
from jessica.clinic.file_sections.section import FieldChange

Action = Literal["added", "changed", "removed", "deactivated", "kept"]


@dataclass(frozen=True)
class Change:
    """One thing that is added, changed, removed, or kept although the file differs."""

    action: Action
    kind: str
    key: str
    fields: tuple[FieldChange, ...] = ()
    note: str = ""

    def ended_as(self, action: Action, note: str = "") -> Change:
        """The same change with what really became of it."""
        return replace(self, action=action, note=note or self.note)


@dataclass(frozen=True)
class Changes:
    """All changes of one loading, in the order in which they are written. Falsy: nothing changes."""

    clinic_slug: str
    changes: tuple[Change, ...]
    warnings: list[Problem] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(change.action != "kept" for change in self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def of(self, *actions: Action) -> list[Change]:
        """The changes with one of `actions`."""
        return [change for change in self.changes if change.action in actions]
