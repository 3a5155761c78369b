"""Putting a fee on a person's account. Who owes what is decided elsewhere; here it is written, once."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from jessica.billing.models import Charge, ChargeKind, ChargeStatus
from jessica.events.publish import publish
from jessica.platform.errors import Refused
from jessica.platform.ids import derived_id
from jessica.scheduling.models import Appointment


def post_fee(appointment: Appointment, kind: ChargeKind, amount: Decimal, label: str, at: datetime) -> Charge:
    """Charge `amount` (in the service's currency) for the visit and publish `charge.posted`.

    One charge of a kind per visit: asked again, the charge that is there is returned as it stands. Raises
    `Refused` for a negative amount.
    """
    if amount < 0:
        raise Refused("A fee cannot be less than nothing. Nothing was charged.")
    with transaction.atomic():
        charge, posted = Charge.objects.get_or_create(
            appointment=appointment,
            kind=kind,
            defaults={
                "id": derived_id(appointment.pk, "charge", kind.value),
                "clinic_id": appointment.clinic_id,
                "person_id": appointment.person_id,
                "label": label,
                "amount": amount,
                "currency": appointment.service.currency,
                "created_at": at,
            },
        )
        if posted:
            publish(
                "charge.posted",
                clinic_id=charge.clinic_id,
                subject_id=charge.pk,
                at=at,
                charge_kind=kind.value,
                appointment_id=str(appointment.pk),
            )
    return charge


def waive_fee(charge: Charge, *, by: str, at: datetime) -> Charge:
    """Let an open charge go and publish `charge.waived`. Raises `Refused` when it has been paid."""
    with transaction.atomic():
        charge = Charge.objects.select_for_update().get(pk=charge.pk)
        if charge.status == ChargeStatus.PAID:
            raise Refused("This charge has been paid and stays as it is; it can be refunded instead.")
        if charge.status == ChargeStatus.OPEN:
            charge.status = ChargeStatus.WAIVED
            charge.save(update_fields=["status"])
            publish("charge.waived", clinic_id=charge.clinic_id, subject_id=charge.pk, at=at, by=by)
    return charge
