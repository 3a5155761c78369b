"""What staff fill in to approve an answer."""

from __future__ import annotations

from typing import Any

from django import forms

from jessica.clinic.models import Clinic
from jessica.console.forms import fields


class WordingForm(forms.Form):
    """An approved wording. `version` is the one that was read when the form was opened."""

    questions = forms.CharField(
        label="Questions that this answers",
        help_text="One a line, as patients say it; the commonest first.",
        max_length=6000,
        widget=forms.Textarea(attrs={"class": "input", "rows": 5}),
    )
    answer = forms.CharField(
        label="What Jessica may say",
        max_length=4000,
        widget=forms.Textarea(attrs={"class": "input", "rows": 7}),
    )
    expires_on = fields.day("Last day on which it may be said", required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_questions(self) -> list[str]:
        """The lines, without empty ones."""
        lines = [line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        if any(len(line) > 300 for line in lines):
            raise forms.ValidationError("One of the questions is longer than 300 characters.")
        return lines


class NewEntryForm(WordingForm):
    """A new answer, in one language."""

    language = forms.ChoiceField(label="Language", widget=forms.Select(attrs={"class": "input"}))
    topic = forms.SlugField(
        label="Topic",
        required=False,
        max_length=40,
        help_text="In small letters, for example parking.",
        widget=forms.TextInput(attrs={"class": "input", "list": "topics"}),
    )
    field_order = ["language", "topic", "questions", "answer", "expires_on"]

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {"en": "English", "es": "Spanish"}
        choices = [(code, names.get(code, code)) for code in clinic.languages]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]
