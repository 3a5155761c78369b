"""Fields that several forms share, with the classes of the look."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from jessica.clinic.models import Clinic, Location, Provider, Service, ServiceKind
from jessica.clinic.models.services import PatientKind


def text(label: str, *, most: int = 200, required: bool = False, **attrs: Any) -> forms.CharField:
    """A line of text."""
    widget = forms.TextInput(attrs={"class": "input", **attrs})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget)


def day(label: str, *, required: bool = True) -> forms.DateField:
    """A date, chosen in the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"class": "input", "type": "date"})
    return forms.DateField(label=label, required=required, widget=widget)


def time_of_day(label: str, *, required: bool = True) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"class": "input", "type": "time", "step": 300})
    return forms.TimeField(label=label, required=required, widget=widget)


class RecordChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of some records. An id that cannot be one is a wrong choice like any other."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
            ) from error


def choice(label: str, **options: Any) -> RecordChoice:
    """One of the clinic's records; the form sets `queryset` when it knows the clinic."""
    widget = forms.Select(attrs={"class": "input"})
    return RecordChoice(label=label, queryset=None, widget=widget, **({"empty_label": "Choose"} | options))


def patient_kind() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Patient",
        choices=PatientKind.choices,
        initial=PatientKind.EXISTING,
        widget=forms.Select(attrs={"class": "input"}),
    )


def visit_services(clinic: Clinic) -> Any:
    """What can be booked."""
    return Service.objects.filter(clinic=clinic, active=True, kind=ServiceKind.VISIT)


def working_providers(clinic: Clinic) -> Any:
    return Provider.objects.filter(resource__clinic=clinic, resource__active=True).order_by(
        "resource__position", "resource__key"
    )


def places(clinic: Clinic) -> Any:
    return Location.objects.filter(clinic=clinic)


def instant(on: date, at: time, zone: str) -> datetime:
    """The instant of a local wall time. Raises `ValidationError` for one that a clock change skips."""
    there = ZoneInfo(zone)
    moment = datetime.combine(on, at, there)
    if moment.astimezone(ZoneInfo("UTC")).astimezone(there).replace(tzinfo=None) != moment.replace(
        tzinfo=None
    ):
        raise forms.ValidationError("The clocks go forward then, and this time does not exist on that day.")
    return moment.astimezone(ZoneInfo("UTC"))
