"""Words to commands, on this machine, by grammars, the clinic's catalogue and wording patterns."""

from __future__ import annotations

import re
from dataclasses import replace

from jessica.dialogue import commands as c
from jessica.dialogue.ports import ClinicFacts
from jessica.dialogue.safety.card_numbers import holds_card_number
from jessica.dialogue.understanding.approved_answers import Answers
from jessica.dialogue.understanding.catalogue import Catalogue
from jessica.dialogue.understanding.chart_wishes import chart_wish_in
from jessica.dialogue.understanding.clauses import Clause, split_clauses
from jessica.dialogue.understanding.code_answers import answer_to_code
from jessica.dialogue.understanding.conduct import concerns_in
from jessica.dialogue.understanding.context import Context
from jessica.dialogue.understanding.details import bare_name_in, details_in
from jessica.dialogue.understanding.grammars.choice import parse_choice
from jessica.dialogue.understanding.grammars.text import fold
from jessica.dialogue.understanding.grammars.when import Shift, When, parse_shift, parse_when
from jessica.dialogue.understanding.grammars.yes_no import parse_polarity
from jessica.dialogue.understanding.intents import intents_in, language_of
from jessica.dialogue.understanding.jobs import starts_in
from jessica.dialogue.understanding.likely_intents import likely_intents
from jessica.dialogue.understanding.party import is_for_one, people_in
from jessica.dialogue.understanding.questions import Mentions, question_in
from jessica.dialogue.understanding.stems import words
from jessica.dialogue.understanding.talk import interruptions_in, settled_talk, tells_something
from jessica.dialogue.understanding.text_speak import plain_words

# From this likeness on a message is an approved question, word for word but for trifles.
_AS_WRITTEN = 0.88
_AS_WRITTEN_WITHOUT_A_JOB = 0.75
_PICKING = frozenset(
    {
        "which_opening",
        "which_visit",
        "which_service",
        "which_location",
        "which_reading",
        "anything_else",
        "unclear",
    }
)
_PERSONAL = frozenset({"name", "birth_date", "phone"})
_FREE_TEXT = frozenset({"message_text", "which_medicine"})
# The choices of these questions are words that the grammars read better than their place in a row.
_NEVER_PICKED = frozenset({"when", "seen_before"})
# "Good afternoon" greets; it is no wish to come in the afternoon.
_GREETING_TIME = re.compile(
    r"\bgood (?:morning|afternoon|evening|night|day)\b|\bbuen(?:os|as|a)? (?:d[ií]as?|tardes?|noches?)\b",
    re.IGNORECASE,
)
# A bare "2", "number two" style pick by place in the list.
_BY_NUMBER = re.compile(r"(?:number |no\.? ?|# ?|option |numero |opcion )?([1-9])[.)]?")
_ASKS_FOR_OTHERS = frozenset({"other_provider", "any_provider", "other_location", "any_location"})
_WHAT_ABOUT = re.compile(r"(?:and |ok |so )?(?:what|how) about\b|(?:y |que tal )(?:con|el|la|en)\b")
_TO = re.compile(r"\s(?:to|until|for|para(?: el| la)?|al|a la)\s", re.IGNORECASE)
_JOBS_WITH_A_TIME = frozenset({"book", "move", "waitlist"})
_ABOUT_A_VISIT = frozenset({"cancel", "visits", "confirm"})
_MARGIN = 2
_LANGUAGE_COMMANDS = {"spanish": "es", "english": "en"}


class LocalUnderstanding:
    """Understands one clinic's visitors. Stateless between calls; same words and context, same commands."""

    def __init__(self, facts: ClinicFacts, answers: Answers | None = None) -> None:
        self._facts = facts
        self._answers = answers or Answers(facts)
        self._catalogue = Catalogue(facts)

    def understand(self, text: str, context: Context) -> list[c.Command]:
        """What `text` means in `context`; `[Unclear]` when nothing was understood, never empty."""
        if holds_card_number(text):
            return [c.CardNumber()]
        text = plain_words(text)
        picked = _picked_reply(text, context)
        if picked is not None:
            return [picked]
        found: list[c.Command] = []
        language = self._language(text, context)
        if language != context.language:
            found.append(c.SwitchLanguage(language))
        if context.pending in _FREE_TEXT:
            found.extend(_free_text(text, context))
            return found
        details = details_in(text, context, language)
        found.extend(details.commands)
        personal = any(isinstance(item, c.FillBirthDate | c.FillPhone | c.FillName) for item in found)
        found.extend(self._polarity_and_choice(text, context, language))
        if context.pending == "seen_before":
            found = _visited_before(text, found)
        clauses = split_clauses(details.rest)
        asks = any(clause.is_question for clause in clauses) or context.pending is None
        approved = asks and self._answers.find(text, language, at_least=_as_written(context))
        if approved and not (_is_about_people(text) or tells_something(clauses)):
            # The message is an approved question, whatever else its words could mean.
            found.append(c.Ask("other", text))
            found.extend(_wish_beside(text))
        else:
            for clause in clauses:
                found.extend(self._clause(clause, context, language, personal=personal))
        people = people_in(fold(text))
        if people > 1 or (context.job == "book" and is_for_one(fold(text))):
            found.append(c.SeveralPeople(people))
        found = settled_talk(_settled(_asked_as_a_whole(found, text), context), text, context)
        found = self._unless_answered(found, text, language)
        found = [*concerns_in(text), *found]
        meant = [item for item in found if not isinstance(item, c.SwitchLanguage)]
        if not meant and context.job is not None and (name := bare_name_in(text, language)):
            return [*found, name]
        return found if meant else [*found, c.Unclear(text)]

    def _unless_answered(self, found: list[c.Command], text: str, language: str) -> list[c.Command]:
        """Nothing is off the topic that the clinic has an approved answer to."""
        if c.OffTopic() not in found or not self._answers.find(text, language):
            return found
        return [c.Ask("other", text) if item == c.OffTopic() else item for item in found]

    def _language(self, text: str, context: Context) -> str:
        """The language to go on in: the one asked for, or the one written in when it is clear."""
        folded = fold(text)
        for intent, language in _LANGUAGE_COMMANDS.items():
            if intent in intents_in(folded) and language in self._facts.languages:
                return language
        spoken = words(text)
        # Only Spanish opens a question or a cry with its own mark.
        leaning = "es" if set(text) & {"¿", "¡"} else language_of(spoken)
        # Whoever has written one language goes on in it until a longer message is clearly in the other.
        sure = context.first_turn or (len(spoken) >= 4 and language_of(spoken, by=_MARGIN) is not None)
        return leaning if leaning and sure and leaning in self._facts.languages else context.language

    def _polarity_and_choice(self, text: str, context: Context, language: str) -> list[c.Command]:
        found: list[c.Command] = []
        if context.pending in _PICKING and context.labels:
            # The last button under openings asks for other times; it is no time to pick.
            labels = context.labels[:-1] if context.pending == "which_opening" else context.labels
            choice = parse_choice(text, labels, language)
            if choice is not None and choice.kind in {"any", "soonest"}:
                found.append(c.ChooseAny())
            elif choice is not None and choice.index is not None:
                found.append(c.Choose(choice.index))
            elif choice is not None and choice.kind == "latest":
                found.append(c.Choose(choice.indices[-1]))
            elif choice is not None and choice.kind == "none":
                found.append(c.ShiftWhen(Shift("other_time", choice.span)))
        polarity = parse_polarity(text, language)
        if polarity is not None:
            found.append(_POLARITY[polarity.polarity])
        return found

    def _mentions(self, clause: Clause, when: When | None) -> Mentions:
        services = self._catalogue.services.find(clause.text)
        insurers = self._catalogue.insurers.find(clause.text)
        providers = self._catalogue.providers.find(clause.text)
        locations = self._catalogue.locations.find(clause.text)
        return Mentions(
            services=services[0].keys if services else (),
            other_services=tuple(found.keys for found in services[1:]),
            provider=providers[0].keys[0] if providers and len(providers[0].keys) == 1 else None,
            location=locations[0].keys[0] if locations and len(locations[0].keys) == 1 else None,
            insurer=insurers[0].keys[0] if insurers else None,
            names_time=when is not None,
        )

    def _clause(self, clause: Clause, context: Context, language: str, *, personal: bool) -> list[c.Command]:
        if personal and context.awaiting in _PERSONAL:
            intents = intents_in(clause.folded)
        else:
            wish = likely_intents(clause)
            clause, intents = wish.clause, wish.intents
        skip_dates = (personal and context.awaiting in _PERSONAL) or "off_topic" in intents
        when = None if skip_dates else self._when(clause, context, language)
        mentions = self._mentions(clause, when)
        shift = (
            parse_shift(clause.text, language) if when is None and context.job in _JOBS_WITH_A_TIME else None
        )
        answers = personal and context.awaiting in _PERSONAL and "?" not in clause.text
        question = None if answers else question_in(clause, intents, mentions)
        moved = shift is not None or (when is not None and not mentions.services)
        otherwise = moved or intents & _ASKS_FOR_OTHERS or _WHAT_ABOUT.match(clause.folded)
        if (
            question is not None
            and question.kind == "other"
            and otherwise
            and context.job in _JOBS_WITH_A_TIME
        ):
            question = None
        found: list[c.Command] = list(
            starts_in(clause, intents, mentions, context, asked=question is not None)
        )
        if question is not None and not any(isinstance(item, c.WantHuman | c.Complain) for item in found):
            found.append(question)
            if question.kind not in {"other", "offers_service", "duration", "price"}:
                return found
        found.extend(self._fills(clause, intents, mentions, context))
        started = {item.job for item in found if isinstance(item, c.Start)}
        if when is not None and "move" in started:
            found.extend(self._moved(clause, context, language, when))
        elif when is not None and started & _ABOUT_A_VISIT:
            found.append(c.HintVisit(when))
        elif when is not None and (question is None or intents & {"book", "move"}):
            found.append(c.FillWhen(when))
        elif question is None and shift is not None:
            found.append(c.ShiftWhen(shift))
        return found

    def _when(self, clause: Clause, context: Context, language: str) -> When | None:
        return parse_when(
            _GREETING_TIME.sub(_blanked, clause.text),
            today=context.today,
            now=context.now,
            language=language,
            hours=context.hours,
        )

    def _moved(self, clause: Clause, context: Context, language: str, when: When) -> list[c.Command]:
        """Read "from Thursday to Friday": which visit is meant, and where to."""
        for match in reversed(list(_TO.finditer(clause.text))):
            before = self._when(replace(clause, text=clause.text[: match.start()]), context, language)
            after = self._when(replace(clause, text=clause.text[match.end() :]), context, language)
            if after is not None:
                return [*([c.HintVisit(before)] if before is not None else []), c.FillWhen(after)]
        # "My Tuesday appointment has to move" names the visit, not the new time.
        return [c.HintVisit(when)]

    def _fills(
        self, clause: Clause, intents: set[str], mentions: Mentions, context: Context
    ) -> list[c.Command]:
        found: list[c.Command] = []
        if mentions.services:
            found.extend(c.FillService(keys) for keys in (mentions.services, *mentions.other_services))
        if mentions.provider:
            found.append(c.FillProvider(mentions.provider))
        elif "other_provider" in intents:
            found.append(c.FillProvider(whoever="other"))
        elif "any_provider" in intents:
            found.append(c.FillProvider(whoever="any"))
        if mentions.location:
            found.append(c.FillLocation(mentions.location))
        elif "other_location" in intents:
            found.append(c.FillLocation(whichever="other"))
        elif "any_location" in intents or ("any_provider" in intents and context.pending == "which_location"):
            found.append(c.FillLocation(whichever="any"))
        for intent, command in _FACTS_ABOUT_THE_VISIT.items():
            if intent in intents:
                found.append(command)
        return found


_POLARITY: dict[str, c.Command] = {
    "yes": c.Affirm(),
    "no": c.Deny(),
    "maybe": c.Undecided(),
    "later": c.Undecided(),
}
_FACTS_ABOUT_THE_VISIT: dict[str, c.Command] = {
    "new_patient": c.FillPatientKind("new"),
    "existing_patient": c.FillPatientKind("existing"),
    "post_op": c.FillPatientKind("post_op"),
    "for_child": c.ForSomebodyElse(minor=True),
    "for_other": c.ForSomebodyElse(minor=False),
    "doctor_only": c.RequireCredential(credentials=("MD", "DO")),
    "woman": c.RequireCredential(pronoun="she"),
    "man": c.RequireCredential(pronoun="he"),
}


def _picked_reply(text: str, context: Context) -> c.Command | None:
    """A one-time code, or a quick reply that was tapped or typed just as it stands there."""
    if context.awaiting == "code" and (answer := answer_to_code(text)) is not None:
        return answer
    if context.pending in _NEVER_PICKED:
        return None
    said = fold(text)
    numbered = _BY_NUMBER.fullmatch(said)
    if numbered and context.pending in _PICKING and int(numbered[1]) <= len(context.labels):
        return c.Choose(int(numbered[1]) - 1)
    for index, (label, value) in enumerate(zip(context.labels, context.values, strict=True)):
        if said in {fold(label), fold(value)}:
            return c.Choose(index)
    return None


def _blanked(match: re.Match[str]) -> str:
    return " " * len(match.group())


_BEEN = re.compile(r"\b(?:existing|returning|established|current|been|before|already|ya|antes|existente)\b")
_NEVER_BEEN = re.compile(r"\b(?:new|first|never|haven'?t|not yet|nuev[oa]|primera|nunca)\b")


def _visited_before(text: str, found: list[c.Command]) -> list[c.Command]:
    """An answer to "have you been here before?" in whatever form; "ok, book me" is not one."""
    folded = fold(text)
    if _NEVER_BEEN.search(folded):
        return [
            c.FillPatientKind("new"),
            *(x for x in found if not isinstance(x, c.Affirm | c.Deny | c.Choose)),
        ]
    if _BEEN.search(folded):
        return [
            c.FillPatientKind("existing"),
            *(x for x in found if not isinstance(x, c.Affirm | c.Deny | c.Choose)),
        ]
    return [x for x in found if not (isinstance(x, c.Affirm) and "book" in intents_in(folded))]


def _as_written(context: Context) -> float:
    """How like an approved question a whole message must be; more so while a booking is under way."""
    return _AS_WRITTEN_WITHOUT_A_JOB if context.job is None and context.pending is None else _AS_WRITTEN


def _wish_beside(text: str) -> list[c.Command]:
    """What somebody wants done who is also told the approved answer: "I need a copy of my records"."""
    wish = chart_wish_in(text)
    return [c.Start(wish), c.FillReason(text)] if wish else []


def _is_about_people(text: str) -> bool:
    """Whether the words ask for a person, about herself or about somebody else: those come first."""
    return bool(intents_in(fold(text)) & {"human", "complaint", "robot", "who_are_you", "third_party"})


def _asked_as_a_whole(found: list[c.Command], text: str) -> list[c.Command]:
    """Read "I smoke, is that a problem?" as one question: the clause alone would lose what it is about."""
    asks = [item for item in found if isinstance(item, c.Ask)]
    if len(asks) != 1 or asks[0].kind != "other" or any(isinstance(item, c.Start) for item in found):
        return found
    return [replace(item, text=text) if item is asks[0] else item for item in found]


def _free_text(text: str, context: Context) -> list[c.Command]:
    intents = intents_in(fold(text))
    if "human" in intents:
        return [c.WantHuman()]
    if interrupts := interruptions_in(text, context):
        return interrupts
    if "never_mind" in intents and len(text.split()) <= 6:
        return [c.Abandon()]
    return [c.FillReason(text.strip())]


def _settled(found: list[c.Command], context: Context) -> list[c.Command]:
    """Without repeats, and without what a stronger reading makes void."""
    unique: list[c.Command] = []
    for item in found:
        if item not in unique:
            unique.append(item)
    if (
        any(isinstance(item, c.Choose | c.ChooseAny) for item in unique)
        and context.pending == "which_opening"
    ):
        # "The first one on Thursday" picks; the weekday in it is no new wish.
        unique = [item for item in unique if not isinstance(item, c.FillWhen)]
    kinds = {type(item) for item in unique}
    if c.FillPatientKind("new") in unique and c.FillPatientKind("existing") in unique:
        unique.remove(c.FillPatientKind("existing"))
    if len(kinds) > 1:
        unique = [
            item for item in unique if not (isinstance(item, c.SmallTalk) and item.kind == "compliment")
        ]
    return unique
