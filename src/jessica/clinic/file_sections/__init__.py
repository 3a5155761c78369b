"""The clinic's own sections of the file, in the order in which they are written."""

from __future__ import annotations

from jessica.clinic.file_sections.knowledge import KnowledgeSection
from jessica.clinic.file_sections.places import (
    ClinicSection,
    ClosuresSection,
    LocationsSection,
    PoliciesSection,
)
from jessica.clinic.file_sections.section import Section
from jessica.clinic.file_sections.services import OpeningsSection, ServicesSection
from jessica.clinic.file_sections.staff import ProvidersSection, RoomsSection, StaffSection

CLINIC_SECTIONS: tuple[Section, ...] = (
    ClinicSection(),
    LocationsSection(),
    ClosuresSection(),
    StaffSection(),
    ProvidersSection(),
    RoomsSection("rooms"),
    RoomsSection("devices"),
    ServicesSection(),
    PoliciesSection(),
    KnowledgeSection(),
    OpeningsSection(),
)

__all__ = ["CLINIC_SECTIONS", "Section"]
