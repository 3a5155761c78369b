"""The one box in which staff write."""

from __future__ import annotations

from django import forms


class AnswerForm(forms.Form):
    """A text to the visitor or a note among staff. `key` makes a second press of the button harmless."""

    ANSWER, NOTE = "answer", "note"

    text = forms.CharField(
        label="Write to the visitor, or keep a note",
        max_length=4000,
        error_messages={"required": "Write something first."},
        widget=forms.Textarea(attrs={"class": "input", "rows": 3, "data-send-key": True, "maxlength": 4000}),
    )
    kind = forms.ChoiceField(choices=[(ANSWER, "Send"), (NOTE, "Keep as note")])
    key = forms.UUIDField(widget=forms.HiddenInput)
