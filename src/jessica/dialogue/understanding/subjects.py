"""What a call-back, a message or a question is about, as far as that decides who deals with it."""

from __future__ import annotations

from typing import Literal

from jessica.dialogue.understanding.classifier.model import classifier
from jessica.dialogue.understanding.grammars.text import fold
from jessica.dialogue.understanding.intents import matches

Subject = Literal["clinical", "money", ""]
_CLINICAL = ("medication", "postop_normal", "refill", "results")
_MONEY = ("balance", "insurance", "deposit", "financing")
_SURE = 0.6
_SURELY_CLINICAL = 0.9


def subject_of(text: str) -> Subject:
    """Empty where neither the clinical team nor billing is meant."""
    topics = classifier().read(text).topics
    sure = {name: topics.get(name, 0.0) for name in (*_CLINICAL, *_MONEY)}
    most = max(sure, key=lambda name: sure[name])
    if matches("clinical", fold(text)) or (most in _CLINICAL and sure[most] >= _SURE):
        return "clinical"
    return "money" if most in _MONEY and sure[most] >= _SURE else ""


def is_clinical(text: str) -> bool:
    """Whether a question is one for the medical team when nothing approved answers it."""
    topics = classifier().read(text).topics
    surely = max(topics.get(name, 0.0) for name in ("medication", "postop_normal"))
    return matches("clinical", fold(text)) or surely >= _SURELY_CLINICAL


def is_after_an_operation(text: str) -> bool:
    """Whether somebody asks how things are after a treatment of their own."""
    return classifier().read(text).topics.get("postop_normal", 0.0) >= _SURELY_CLINICAL
