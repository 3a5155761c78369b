"""Identifiers: stable ones for what a clinic file names, reproducible ones inside a conversation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4, uuid5

_NAMESPACE = UUID("7d1f8a52-0c1b-5d2e-9f57-6a1c5e0b7c11")


def stable_id(clinic_slug: str, kind: str, key: str) -> UUID:
    """The id of a thing that the clinic file names: the same file gives the same ids in every database."""
    return uuid5(_NAMESPACE, f"{clinic_slug}/{kind}/{key}")


def derived_id(parent: UUID, kind: str, ordinal: int | str) -> UUID:
    """The id of the n-th `kind` below `parent`, the same whenever the same conversation is repeated."""
    return uuid5(parent, f"{kind}/{ordinal}")


def conversation_id(clinic_slug: str, at: datetime, earlier: int, *, reproducible: bool) -> UUID:
    """A random id, or, where the clock is fixed, one that depends only on clinic, instant and `earlier` (how
    many conversations the clinic had before)."""
    if not reproducible:
        return uuid4()
    return uuid5(_NAMESPACE, f"{clinic_slug}/conversation/{at.isoformat()}/{earlier}")
