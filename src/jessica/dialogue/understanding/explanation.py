"""Everything that a single message is understood to mean, for people and for measuring.

The labels are those of `training/understanding/LABELS.md`. Nothing is decided or carried out here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from jessica.dialogue import commands as c
from jessica.dialogue.ports import ClinicFacts
from jessica.dialogue.safety.care import Care
from jessica.dialogue.safety.red_flags import screen
from jessica.dialogue.understanding.approved_answers import Answers
from jessica.dialogue.understanding.classifier.model import Reading, classifier
from jessica.dialogue.understanding.context import Context
from jessica.dialogue.understanding.grammars.when.plain_data import when_as_data
from jessica.dialogue.understanding.local import LocalUnderstanding
from jessica.dialogue.understanding.opt_out import opt_out_scope

_OF_JOB = {
    "book": "book",
    "move": "reschedule",
    "cancel": "cancel",
    "visits": "confirm_visit",
    "message": "message",
    "callback": "message",
    "waitlist": "book",
    "confirm": "confirm_visit",
    "late": "running_late",
    "refill": "ask",
    "results": "ask",
    "records": "ask",
}
_OF_TALK = {
    "greeting": "greet",
    "thanks": "thanks",
    "goodbye": "goodbye",
    "robot": "bot_question",
    "who_are_you": "bot_question",
}
_OF_COMMAND: dict[type, str] = {
    c.Affirm: "affirm",
    c.Deny: "deny",
    c.Undecided: "maybe_later",
    c.Later: "maybe_later",
    c.OptOut: "opt_out",
    c.Abuse: "abuse",
    c.OffTopic: "off_topic",
    c.Repeat: "repeat",
    c.Complain: "complaint",
    c.Abandon: "stop_task",
    c.StartOver: "start_over",
    c.Ask: "ask",
    c.Concern: "provide_info",
}
_TOPIC_OF_ASK = {
    "price": "price",
    "hours": "hours",
    "address": "location_parking",
    "parking": "location_parking",
    "transit": "location_parking",
    "insurance": "insurance",
    "providers": "who_is_provider",
    "credentials": "credentials",
    "services": "services_offered",
    "offers_service": "services_offered",
    "about_service": "services_offered",
}
_CHART_WISHES = frozenset({"refill", "results", "records"})
_FACTS = (
    c.FillName,
    c.FillPhone,
    c.FillEmail,
    c.FillBirthDate,
    c.FillWhen,
    c.FillService,
    c.FillProvider,
    c.FillPatientKind,
)
_ANSWERED = frozenset(
    {"name", "phone", "email", "birth_date", "when", "service", "provider", "choice", "reason"}
)
_SLOTS = ("service", "provider", "name", "phone", "email", "birth_date", "party", "when")
_LEAST_TOPIC = 0.12
_SURELY_NOT, _HARDLY = 0.8, 0.2
_POLARITY = frozenset({"affirm", "deny"})


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains messages of one clinic's visitors. `answers` are the approved ones of the same snapshot."""

    facts: ClinicFacts
    answers: Answers
    understanding: LocalUnderstanding

    @classmethod
    def of(cls, facts: ClinicFacts) -> Explainer:
        answers = Answers(facts)
        made = cls(facts, answers, LocalUnderstanding(facts, answers))
        # Rules and weights are read from disk once, before the first message waits for them.
        classifier().read("")
        screen("")
        return made

    def explain(self, text: str, context: Context, care: Care) -> dict[str, Any]:
        """What `text` means, as plain data."""
        found = self.understanding.understand(text, context)
        language = next((x.language for x in found if isinstance(x, c.SwitchLanguage)), context.language)
        reading = classifier().read(text)
        flag = screen(text, care)
        intents = _intents(found, reading, context, flagged=flag is not None)
        match = self.answers.find(text, language) if "ask" in intents else None
        return {
            "text": text,
            "commands": [_as_data(command) for command in found],
            "intents": intents,
            "topics": _topics(found, reading, intents),
            "slots": _slots(found),
            "safety": {"tier": flag.tier, "rule": flag.rule, "asks": flag.asks} if flag else None,
            "conduct": _conduct(found, reading),
            "opt_out": {"scope": opt_out_scope(text)} if "opt_out" in intents else None,
            "knowledge": {"entry": match.entry.id, "score": round(match.likeness, 3)} if match else None,
            "confidence": round(max(reading.intents.values(), default=0.0), 3),
        }


def _intents(found: Sequence[c.Command], reading: Reading, context: Context, *, flagged: bool) -> list[str]:
    """The surest first: what grammars and patterns read, and what the classifier adds."""
    sure = dict(reading.meant("intent"))
    for command in found:
        name = _intent_of(command, context)
        if name is not None:
            sure[name] = max(sure.get(name, 0.0), 0.9)
    if reading.intents.get("off_topic", 0.0) >= _SURELY_NOT and reading.intents.get("book", 0.0) < _HARDLY:
        sure.pop("book", None)
    if flagged:
        sure["report_symptom"] = 1.0
    only_facts = bool(found) and all(isinstance(command, _FACTS) for command in found)
    if only_facts and (context.awaiting in _ANSWERED or not sure):
        return ["provide_info"]
    if context.awaiting is None and any(kind in sure for kind in _POLARITY):
        # Unasked, "yes" and "no" are how people begin to speak.
        sure = {n: p for n, p in sure.items() if n not in _POLARITY or reading.intents.get(n, 0) >= 0.5}
    if not sure and reading.intents:
        surest = max(reading.intents, key=lambda name: reading.intents[name])
        sure = {surest: reading.intents[surest]}
    return sorted(sure, key=lambda name: -sure[name])


def _intent_of(command: c.Command, context: Context) -> str | None:
    if isinstance(command, c.Start):
        return _OF_JOB[command.job]
    if isinstance(command, c.SmallTalk):
        return _OF_TALK.get(command.kind)
    if isinstance(command, c.WantHuman):
        return "human"
    if isinstance(command, c.Choose | c.ChooseAny):
        return "provide_info" if context.awaiting else None
    return _OF_COMMAND.get(type(command))


def _conduct(found: Sequence[c.Command], reading: Reading) -> list[str]:
    """What is acted on, before what is only read."""
    heeded = [command.kind for command in found if isinstance(command, c.Concern)]
    return list(dict.fromkeys([*heeded, *reading.meant("conduct")]))


def _topics(found: Sequence[c.Command], reading: Reading, intents: Sequence[str]) -> list[str]:
    topics = dict(reading.meant("topic"))
    for command in found:
        if isinstance(command, c.Start) and command.job in _CHART_WISHES:
            topics.setdefault(command.job, 0.5)
        if isinstance(command, c.Ask) and command.kind in _TOPIC_OF_ASK:
            topics.setdefault(_TOPIC_OF_ASK[command.kind], 0.5)
    if "ask" in intents and not topics:
        surest = max(reading.topics, key=lambda name: reading.topics[name])
        return [surest if reading.topics[surest] >= _LEAST_TOPIC else "other"]
    kept = topics if "ask" in intents else {name: topics[name] for name in topics if name == "availability"}
    return sorted(kept, key=lambda name: -kept[name])


def _slots(found: Sequence[c.Command]) -> dict[str, Any]:
    """The first value of each slot; None where none was said."""
    slots: dict[str, Any] = dict.fromkeys(_SLOTS)
    # Where a visit is moved, its new time is what is wished, and not the one that it has.
    for command in sorted(found, key=lambda command: isinstance(command, c.HintVisit)):
        name, value = _slot_of(command)
        if name and slots[name] is None:
            slots[name] = value
    return slots


def _slot_of(command: c.Command) -> tuple[str, Any]:
    """The slot that a command fills, and with what; an empty name where it fills none."""
    match command:
        case c.FillService(keys):
            return "service", keys[0]
        case c.Ask(service_key=str(key)):
            return "service", key
        case c.FillProvider(key=str(key)):
            return "provider", key
        case c.FillName(name):
            return "name", " ".join(part for part in (name.given, name.family) if part)
        case c.FillPhone(e164=text) | c.FillEmail(text):
            return ("phone" if isinstance(command, c.FillPhone) else "email"), text
        case c.FillBirthDate(birth):
            return "birth_date", birth.value.isoformat()
        case c.ForSomebodyElse(minor):
            return "party", "child" if minor else "other"
        case c.FillWhen(when) | c.HintVisit(when):
            return "when", when_as_data(when)
    return "", None


def _as_data(command: c.Command) -> dict[str, Any]:
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(command).__name__).lower()
    values = asdict(command) if fields(command) else {}
    return {"command": name, **{key: _plain(value) for key, value in values.items() if value is not None}}


def _plain(value: object) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
