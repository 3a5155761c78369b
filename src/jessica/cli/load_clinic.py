"""Loading and dumping a whole clinic file: the clinic and the records that the file may carry."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from jessica.billing.file_records import ChargesSection
from jessica.clinic.changes import Changes
from jessica.clinic.dumping import dump
from jessica.clinic.file_sections import CLINIC_SECTIONS, Section
from jessica.clinic.loading import load
from jessica.clinic.models import Clinic
from jessica.people.file_records import PeopleSection, ResultsSection
from jessica.scheduling.file_records import VisitsSection, WaitlistSection

ALL_SECTIONS: tuple[Section, ...] = (
    *CLINIC_SECTIONS,
    PeopleSection(),
    ResultsSection(),
    VisitsSection(),
    ChargesSection(),
    WaitlistSection(),
)


def load_clinic(source: str | Path, *, at: datetime, apply: bool = True) -> Changes:
    """Load a clinic file, records included, in one transaction; see `jessica.clinic.loading.load`."""
    return load(source, at=at, apply=apply, sections=ALL_SECTIONS)


def dump_clinic(clinic: Clinic, *, records: bool = False) -> str:
    """The clinic as a file; with `records`, also the people and visits that came from a file."""
    return dump(clinic, sections=ALL_SECTIONS if records else CLINIC_SECTIONS)
