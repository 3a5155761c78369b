"""What a person owes, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jessica.billing.models import Charge, ChargeStatus
from jessica.people.models import Person


@dataclass(frozen=True, slots=True)
class Balance:
    """The open charges of a person, oldest first, and their sum in each currency."""

    lines: tuple[Charge, ...]
    totals: dict[str, Decimal]

    @property
    def settled(self) -> bool:
        """Whether nothing is owed."""
        return not any(self.totals.values())


def balance_of(person: Person) -> Balance:
    """The balance in one query. Paid and waived charges do not count."""
    open_charges = Charge.objects.filter(person=person, clinic_id=person.clinic_id, status=ChargeStatus.OPEN)
    lines = tuple(open_charges.select_related("appointment").order_by("created_at", "pk"))
    totals: dict[str, Decimal] = {}
    for line in lines:
        totals[line.currency] = totals.get(line.currency, Decimal(0)) + line.amount
    return Balance(lines, totals)
