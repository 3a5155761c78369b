"""What staff fill in to book, move, cancel and block."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms

from jessica.clinic.models import Clinic, Resource
from jessica.console.forms import fields
from jessica.scheduling.opening_query import Opening, OpeningQuery, PatientKind, visit_minutes


class BookForm(forms.Form):
    """A visit for somebody who is known, or whose name and number are taken down here.

    `key` is the id of the visit to be: pressing the button twice books once.
    """

    service = fields.choice("Visit")
    patient_kind = fields.patient_kind()
    provider = fields.choice("With")
    location = fields.choice("Where")
    date = fields.day("Date")
    time = fields.time_of_day("Time")
    person = forms.UUIDField(required=False)
    given_name = fields.text("First name", most=80)
    family_name = fields.text("Last name", most=80)
    birth_date = fields.day("Date of birth", required=False)
    phone = fields.text("Phone", most=20, type="tel")
    email = forms.EmailField(
        label="E-mail", required=False, widget=forms.EmailInput(attrs={"class": "input"})
    )
    reason = fields.text("Reason, in the patient's words", most=500)
    override_reason = fields.text("Book anyway, because", most=300)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clinic = clinic
        self.fields["service"].queryset = fields.visit_services(clinic)  # type: ignore[attr-defined]
        self.fields["provider"].queryset = fields.working_providers(clinic)  # type: ignore[attr-defined]
        self.fields["location"].queryset = fields.places(clinic)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("person") and not data.get("given_name"):
            self.add_error(None, "Choose who the visit is for, or write the first name of somebody new.")
        if not data.get("person") and data.get("given_name") and not (data.get("phone") or data.get("email")):
            self.add_error(
                "phone", "Take down a phone number or an e-mail address, so that we can reach them."
            )
        if {"date", "time", "location"} <= data.keys():
            try:
                data["starts_at"] = fields.instant(data["date"], data["time"], data["location"].time_zone)
            except forms.ValidationError as error:
                self.add_error("time", error)
        return data

    @property
    def opening(self) -> Opening:
        """The time that is wished for, with the provider alone; of a valid form."""
        data = self.cleaned_data
        minutes = visit_minutes(data["service"], data["patient_kind"])
        return Opening(
            service_id=data["service"].pk,
            location_id=data["location"].pk,
            provider_id=data["provider"].pk,
            resource_ids=(data["provider"].pk,),
            starts_at=data["starts_at"],
            ends_at=data["starts_at"] + timedelta(minutes=minutes),
        )


class OpeningsForm(forms.Form):
    """A search for free times."""

    service = fields.choice("Visit")
    patient_kind = fields.patient_kind()
    provider = fields.choice("With", required=False, empty_label="Anybody")
    location = fields.choice("Where", required=False, empty_label="Anywhere")
    first = fields.day("From")
    last = fields.day("To")

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clinic = clinic
        self.fields["service"].queryset = fields.visit_services(clinic)  # type: ignore[attr-defined]
        self.fields["provider"].queryset = fields.working_providers(clinic)  # type: ignore[attr-defined]
        self.fields["location"].queryset = fields.places(clinic)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("first") and data.get("last"):
            if data["last"] < data["first"]:
                self.add_error("last", "The last day is before the first.")
            elif data["last"] - data["first"] > timedelta(days=92):
                self.add_error("last", "Search three months at a time at most.")
        return data

    @property
    def query(self) -> OpeningQuery:
        """What to search; of a valid form."""
        data = self.cleaned_data
        return OpeningQuery(
            clinic=self.clinic,
            service=data["service"],
            patient_kind=data["patient_kind"],
            first=data["first"],
            last=data["last"],
            location=data["location"],
            provider=data["provider"],
            staff=True,
        )


class MoveForm(forms.Form):
    """Where a visit goes: one of the openings, or, with a reason, any time at all."""

    opening = forms.CharField(required=False, max_length=120)
    date = fields.day("Date", required=False)
    time = fields.time_of_day("Time", required=False)
    override_reason = fields.text("Because", most=300)
    sequence = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("opening"):
            if not (data.get("date") and data.get("time")):
                self.add_error(None, "Choose one of the times.")
            elif not data.get("override_reason"):
                self.add_error("override_reason", "Say why the visit goes to a time that is not offered.")
        return data


class CancelForm(forms.Form):
    """Why a visit is cancelled, and whether the fee that the policy names is charged."""

    reason = fields.text("Reason", most=300, required=True)
    charge = forms.BooleanField(required=False, initial=True)


class BlockForm(forms.Form):
    """Time to take out of the calendar of a person, a room or a device."""

    resource = fields.choice("Who or what")
    date = fields.day("Date")
    starts = fields.time_of_day("From")
    ends = fields.time_of_day("To")
    reason = fields.text("Reason", most=200, required=True)
    over_visits = forms.BooleanField(label="Keep the visits that are already there", required=False)

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clinic = clinic
        found = Resource.objects.filter(clinic=clinic, active=True).select_related("location")
        self.fields["resource"].queryset = found.order_by("kind", "position", "key")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if {"resource", "date", "starts", "ends"} <= data.keys():
            place = data["resource"].location
            zone = place.time_zone if place else self.clinic.time_zone
            try:
                data["starts_at"] = fields.instant(data["date"], data["starts"], zone)
                data["ends_at"] = fields.instant(data["date"], data["ends"], zone)
            except forms.ValidationError as error:
                self.add_error("starts", error)
            else:
                if data["ends_at"] <= data["starts_at"]:
                    self.add_error("ends", "The end must be after the beginning.")
        return data


def opening_code(opening: Opening) -> str:
    """An opening as one form value."""
    return f"{opening.provider_id}/{opening.location_id}/{opening.starts_at.isoformat()}"


def opening_from_code(code: str, service_id: UUID, length: timedelta) -> Opening:
    """The opening that `opening_code` wrote. Raises `ValueError` for anything else."""
    provider, location, starts = code.split("/")
    starts_at = datetime.fromisoformat(starts).astimezone(UTC)
    return Opening(
        service_id, UUID(location), UUID(provider), (UUID(provider),), starts_at, starts_at + length
    )


PATIENT_KINDS: dict[str, PatientKind] = {"new": "new", "existing": "existing", "post_op": "post_op"}
