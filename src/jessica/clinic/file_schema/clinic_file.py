"""The whole clinic file."""

from __future__ import annotations

from pydantic import Field

from jessica.clinic.file_schema.fields import FilePart, Key
from jessica.clinic.file_schema.knowledge import KnowledgePart
from jessica.clinic.file_schema.places import ClinicPart, ClosurePart, LocationPart
from jessica.clinic.file_schema.records import ChargePart, PersonPart, ResultPart, VisitPart, WaitlistPart
from jessica.clinic.file_schema.services import OpeningPart, ServicePart
from jessica.clinic.file_schema.staff import ProviderPart, RoomPart, StaffPart
from jessica.clinic.policies import Policies


class ClinicFile(FilePart):
    """Sections map a key to a part; the key gives the record its stable id."""

    clinic: ClinicPart
    locations: dict[Key, LocationPart] = Field(min_length=1)
    closures: list[ClosurePart] = []
    staff: dict[Key, StaffPart] = {}
    providers: dict[Key, ProviderPart] = {}
    rooms: dict[Key, RoomPart] = {}
    devices: dict[Key, RoomPart] = {}
    services: dict[Key, ServicePart] = {}
    policies: Policies = Policies()
    knowledge: dict[Key, KnowledgePart] = {}
    openings: dict[Key, OpeningPart] = {}
    # Records. A section that is absent leaves the clinic's records as they are.
    people: dict[Key, PersonPart] | None = None
    visits: dict[Key, VisitPart] | None = None
    charges: dict[Key, ChargePart] | None = None
    results: dict[Key, ResultPart] | None = None
    waitlist: dict[Key, WaitlistPart] | None = None
