"""The clinic as records: what `clinic.yaml` says, in tables."""

from jessica.clinic.models.clinic import Clinic, Closure, Location
from jessica.clinic.models.knowledge import KnowledgeEntry, KnowledgeVersion
from jessica.clinic.models.people import StaffMember
from jessica.clinic.models.resources import Absence, Provider, ProviderHours, Resource, ResourceKind
from jessica.clinic.models.services import ListedOpening, Service, ServiceKind, VisitMode

__all__ = [
    "Absence",
    "Clinic",
    "Closure",
    "KnowledgeEntry",
    "KnowledgeVersion",
    "ListedOpening",
    "Location",
    "Provider",
    "ProviderHours",
    "Resource",
    "ResourceKind",
    "Service",
    "ServiceKind",
    "StaffMember",
    "VisitMode",
]
