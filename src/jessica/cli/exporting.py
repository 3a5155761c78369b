"""Records as canonical JSON: sorted keys, UTF-8, a stable order. The same records give the same bytes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from jessica.clinic.models import Clinic
from jessica.platform.errors import NotFound
from jessica.reception.exporting import FORMAT, export
from jessica.reception.models import Conversation

Row = dict[str, Any]


def export_records(*, clinic_slug: str | None = None, conversation: str | None = None) -> Row:
    """The records of all clinics, of one, or of one conversation, each row with its clinic's slug.

    Raises `NotFound` for a slug or an id that is not there.
    """
    clinics = Clinic.objects.order_by("slug")
    if clinic_slug is not None:
        clinics = clinics.filter(slug=clinic_slug)
        if not clinics:
            raise NotFound(f"There is no clinic {clinic_slug!r}, so nothing was exported.")
    if conversation is not None:
        found = _conversation(conversation, clinics)
        return _merged([export(found.clinic, found)])
    return _merged([export(clinic) for clinic in clinics])


def _merged(documents: Iterable[Row]) -> Row:
    """Several clinics' documents as one; a document without clinics has its empty lists all the same."""
    merged: Row = {"format": FORMAT, "patients": [], "visits": [], "waitlist": [], "actions": []}
    for document in documents:
        for name, rows in document.items():
            if isinstance(rows, list):
                merged.setdefault(name, []).extend({"clinic": document["clinic"], **row} for row in rows)
    return merged


def canonical_json(document: Row) -> str:
    """The one text of a document, ending with a line feed."""
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_export(document: Row, output: Path | None) -> None:
    """Print the document, or write it to a file that only this user may read; a file is replaced whole."""
    data = canonical_json(document).encode("utf-8")
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    staging = output.with_name(f"{output.name}.part")
    staging.unlink(missing_ok=True)
    with os.fdopen(os.open(staging, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    staging.replace(output)


def _conversation(text: str, clinics: Iterable[Clinic]) -> Conversation:
    try:
        found = (
            Conversation.objects.select_related("clinic").filter(pk=UUID(text), clinic__in=clinics).first()
        )
    except ValueError:
        found = None
    if found is None:
        raise NotFound(f"There is no conversation {text!r}, so nothing was exported.")
    return found
