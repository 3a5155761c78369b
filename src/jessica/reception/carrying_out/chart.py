"""Requests about what the clinic keeps of a person: a refill, the records. People decide about each."""

from __future__ import annotations

from jessica.dialogue import effects as e
from jessica.dialogue.ports import DataKind
from jessica.platform.errors import Refused
from jessica.policy.deciding import Action
from jessica.reception.carrying_out.for_staff import file_task
from jessica.reception.carrying_out.patient import own_record
from jessica.reception.carrying_out.turn_context import TurnContext
from jessica.reception.proof import proof_facts

_LONGEST_MEDICINE = 80


def request_refill(c: TurnContext, effect: e.RequestRefill) -> e.Result:
    _require_own(c, "refill.request", "refills", effect.person_id)
    medicine = effect.medicine[:_LONGEST_MEDICINE]
    text = f"Refill of {medicine} ({effect.drug_class}). Asked: {effect.text}"
    message = e.TakeMessage(
        text,
        effect.contact_name,
        effect.phone,
        kind="refill",
        queue=effect.queue,
        person_id=effect.person_id,
    )
    task = file_task(c, message)
    c.record(
        "refill_requested",
        task.pk,
        person_id=effect.person_id,
        medicine=medicine,
        drug_class=effect.drug_class,
        queue=task.queue,
        due_at=task.due_at.isoformat(),
    )
    return e.Filed(str(task.pk), task.due_at)


def request_records(c: TurnContext, effect: e.RequestRecords) -> e.Result:
    _require_own(c, "document.read", "documents", effect.person_id)
    message = e.TakeMessage(
        effect.text, effect.contact_name, effect.phone, kind="records", person_id=effect.person_id
    )
    task = file_task(c, message)
    c.record("records", task.pk, queue=task.queue, due_at=task.due_at.isoformat())
    return e.Filed(str(task.pk), task.due_at)


def _require_own(c: TurnContext, action: Action, kind: DataKind, person_id: str) -> None:
    """Raises `Refused` or `NeedsHuman` unless the verified person asks for what is theirs."""
    if not own_record(c, person_id):
        raise Refused("Only the record that this conversation has verified may be used.")
    c.check(action, c.conversation.pk, **proof_facts(c.conversation, c.state, kind, c.at))
