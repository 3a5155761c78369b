"""How surely a conversation knows who writes, and how surely the clinic wants to know it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from jessica.clinic.models import Clinic
from jessica.clinic.policies import Policies
from jessica.dialogue.ports import DataKind, Identity
from jessica.dialogue.state import State
from jessica.people.one_time_codes import has_proved
from jessica.policy.deciding import Fact
from jessica.reception.models import Conversation


def proved_level(conversation: Conversation, state: State, at: datetime) -> Identity:
    """As the dialogue's state says; a code counts only while its row says so too."""
    person_id = state.person.person_id
    if state.person.proved != "one_time_code" or person_id is None:
        return state.person.proved
    proved = has_proved(conversation.pk, UUID(person_id), at)
    return "one_time_code" if proved else "name_and_birth_date"


def proof_facts(conversation: Conversation, state: State, kind: DataKind, at: datetime) -> dict[str, Fact]:
    """What the rules on identity ask: `identity` (unverified, or how it was proved) and `asked_proof`."""
    proved = proved_level(conversation, state, at)
    return {
        "identity": "unverified" if proved == "none" else proved,
        "asked_proof": asked_proof(conversation.clinic, kind),
    }


def asked_proof(clinic: Clinic, kind: DataKind) -> str:
    """What the clinic's file asks for before data of this kind is told or changed."""
    return str(getattr(Policies.of(clinic).disclosure, kind))


def tells_matches(clinic: Clinic) -> bool:
    """Whether anything is told on name and birth date alone, so that a match shows anyway."""
    return "name_and_birth_date" in Policies.of(clinic).disclosure.model_dump().values()
