"""What a section of the clinic file must be able to do to be loaded and dumped.

A section reads its records back as the very parts that the file would hold. So a difference is a
comparison of two parts, and a dump is what was read back.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db import models
from pydantic import BaseModel

from jessica.clinic.file_schema.clinic_file import ClinicFile
from jessica.clinic.models import Clinic
from jessica.platform.ids import stable_id

Removal = Literal["removed", "deactivated", "kept"]


@dataclass(frozen=True)
class Loading:
    """One loading: which clinic, from which file, at which instant."""

    clinic: Clinic
    file: ClinicFile
    at: datetime

    def id(self, kind: str, key: str) -> UUID:
        """The id of the thing that the file calls `key`."""
        return stable_id(self.clinic.slug, kind, key)

    def optional_id(self, kind: str, key: str | None) -> UUID | None:
        """The id of what `key` names; None for no key."""
        return None if key is None else self.id(kind, key)


@dataclass(frozen=True)
class Stored:
    """A part as the database holds it.

    `kept_because`: why a load must leave it alone; empty: it need not. `retired`: it is out of use, and
    stands here only so that a load does not bring it back.
    """

    part: BaseModel
    kept_because: str = ""
    retired: bool = False


@dataclass(frozen=True)
class FieldChange:
    """One field that the load changes."""

    field: str
    old: Any
    new: Any


class Section(ABC):
    """A section: its name in the file, what one thing of it is called, and its records both ways."""

    name: str
    kind: str

    @abstractmethod
    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel] | None:
        """What the file says, by key; None: it says nothing, and the records stay as they are."""

    @abstractmethod
    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        """What the clinic has, by key, in the file's order."""

    def prepare(self, loading: Loading, keys: Sequence[str]) -> None:  # noqa: B027 - few need it
        """Called once before the records of `keys` change, so that they may trade places."""

    @abstractmethod
    def write(self, loading: Loading, key: str, part: Any) -> None:
        """Create or change one record."""

    @abstractmethod
    def remove(self, loading: Loading, key: str) -> Removal:
        """Delete what nothing refers to; deactivate or keep the rest."""

    def arrange(self, loading: Loading, keys: Sequence[str]) -> None:  # noqa: B027 - most have no order
        """Give the records the order of the file, where records have an order."""

    def differences(self, old: BaseModel, new: BaseModel) -> list[FieldChange]:
        """The fields in which the file differs from the record."""
        before, after = dict(old), dict(new)
        return [
            FieldChange(name, before.get(name), value)
            for name, value in after.items()
            if before.get(name) != value
        ]

    def overrules(self, old: BaseModel, new: BaseModel) -> bool:
        """Whether the file may change a record that is otherwise kept."""
        return False

    def dumped(self, clinic: Clinic) -> Any:
        """What the file would hold, as plain data; None: nothing worth writing."""
        return {
            key: stored.part.model_dump(mode="python", exclude_defaults=True)
            for key, stored in self.stored(clinic).items()
        } or None


def is_referenced(row: models.Model, *, ignoring: Collection[str] = ()) -> bool:
    """Whether any record points at `row`, apart from the relations (by accessor name) that it owns."""
    for relation in row._meta.related_objects:
        if relation.get_accessor_name() in ignoring:
            continue
        related = relation.related_model
        name = relation.field.name
        if related._default_manager.filter(**{name: row.pk}).exists():
            return True
    return False


def arrange_rows(rows: models.QuerySet[Any], keys: Sequence[str]) -> None:
    """Set `position` to the place of each row's key in `keys`, writing only rows that move."""
    places = {key: place for place, key in enumerate(keys)}
    moved = []
    for row in rows.filter(key__in=keys):
        if row.position != places[row.key]:
            row.position = places[row.key]
            moved.append(row)
    rows.model._default_manager.bulk_update(moved, ["position"])
