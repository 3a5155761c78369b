"""What a person can mean. Understanding turns words into these; nothing else reaches the tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jessica.dialogue.understanding.grammars.birth_date import BirthDate
from jessica.dialogue.understanding.grammars.person_name import PersonName
from jessica.dialogue.understanding.grammars.when import Shift, When

JobKind = Literal[
    "book", "move", "cancel", "visits", "message", "callback", "waitlist", "confirm", "late",
    "refill", "results", "records",
]  # fmt: skip
SmallTalkKind = Literal["greeting", "thanks", "goodbye", "robot", "how_are_you", "who_are_you", "compliment"]
QuestionKind = Literal[
    "offers_service",
    "about_service",
    "third_party",
    "price",
    "hours",
    "address",
    "parking",
    "transit",
    "insurance",
    "providers",
    "credentials",
    "services",
    "preparation",
    "duration",
    "phone",
    "other",
]
Somebody = Literal["any", "other"]
OptOutScope = Literal["all", "sms", "calls", "email", "marketing"]


@dataclass(frozen=True, slots=True)
class Start:
    """Begin a job. A second one waits until the first is done."""

    job: JobKind


@dataclass(frozen=True, slots=True)
class FillService:
    keys: tuple[str, ...]  # more than one when the words fit several


@dataclass(frozen=True, slots=True)
class FillProvider:
    key: str | None = None
    whoever: Somebody | None = None


@dataclass(frozen=True, slots=True)
class FillLocation:
    key: str | None = None
    whichever: Somebody | None = None


@dataclass(frozen=True, slots=True)
class FillWhen:
    when: When


@dataclass(frozen=True, slots=True)
class ShiftWhen:
    shift: Shift


@dataclass(frozen=True, slots=True)
class HintVisit:
    """Which existing visit is meant: "my appointment on Tuesday"."""

    when: When


@dataclass(frozen=True, slots=True)
class FillName:
    name: PersonName


@dataclass(frozen=True, slots=True)
class FillBirthDate:
    birth_date: BirthDate


@dataclass(frozen=True, slots=True)
class FillPhone:
    e164: str
    shown: str


@dataclass(frozen=True, slots=True)
class FillEmail:
    address: str


@dataclass(frozen=True, slots=True)
class FillCode:
    """The one-time code that was asked for: six digits."""

    digits: str


@dataclass(frozen=True, slots=True)
class SendAgain:
    """The code did not arrive, or has run out."""


@dataclass(frozen=True, slots=True)
class FillPatientKind:
    kind: Literal["new", "existing", "post_op"]


@dataclass(frozen=True, slots=True)
class FillReason:
    text: str


@dataclass(frozen=True, slots=True)
class RequireCredential:
    """Only such a provider will do: "a doctor, not a nurse"."""

    credentials: tuple[str, ...] = ()
    pronoun: Literal["she", "he"] | None = None


@dataclass(frozen=True, slots=True)
class ForSomebodyElse:
    """The visit is for another person: "for my daughter"."""

    minor: bool


@dataclass(frozen=True, slots=True)
class SeveralPeople:
    """For how many the visit is wished: "my sister and I"; 1 takes that back: "it's only me"."""

    count: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A value was given but cannot be right; the code says why (too_short, not_a_date, ...)."""

    slot: Literal["phone", "email", "birth_date", "name", "when"]
    code: str


@dataclass(frozen=True, slots=True)
class Affirm:
    pass


@dataclass(frozen=True, slots=True)
class Deny:
    """A no. `firmly` when nothing else came with it."""

    firmly: bool = True


@dataclass(frozen=True, slots=True)
class Undecided:
    """Maybe, not sure, let me think."""


@dataclass(frozen=True, slots=True)
class Choose:
    """One of the choices that were offered last."""

    index: int


@dataclass(frozen=True, slots=True)
class ChooseAny:
    """Any of them, the soonest, whatever you have."""


@dataclass(frozen=True, slots=True)
class Ask:
    kind: QuestionKind
    text: str
    service_key: str | None = None
    location_key: str | None = None
    provider_key: str | None = None
    insurer: str | None = None


@dataclass(frozen=True, slots=True)
class WantHuman:
    reason: str = "asked"


@dataclass(frozen=True, slots=True)
class Complain:
    """Unhappy with the clinic. `legal`: a lawyer or a court was named, so people answer at once."""

    legal: bool = False


@dataclass(frozen=True, slots=True)
class OptOut:
    """No more messages of this kind."""

    scope: OptOutScope


@dataclass(frozen=True, slots=True)
class Abuse:
    """An insult or a threat, without a cause that could be mended."""


@dataclass(frozen=True, slots=True)
class OffTopic:
    """Nothing to do with the clinic."""


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: what is under way is left, without being lost."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The last answer again, simpler."""


@dataclass(frozen=True, slots=True)
class Concern:
    """A sign that more than the wish matters."""

    kind: Literal["body_dysmorphia", "minor"]


@dataclass(frozen=True, slots=True)
class Abandon:
    """Never mind."""


@dataclass(frozen=True, slots=True)
class StartOver:
    pass


@dataclass(frozen=True, slots=True)
class SmallTalk:
    kind: SmallTalkKind


@dataclass(frozen=True, slots=True)
class SwitchLanguage:
    language: str


@dataclass(frozen=True, slots=True)
class CardNumber:
    """Payment-card data was written; it is never taken in any channel."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing was understood."""

    text: str


Command = (
    Start
    | FillService
    | FillProvider
    | FillLocation
    | FillWhen
    | ShiftWhen
    | HintVisit
    | FillName
    | FillBirthDate
    | FillPhone
    | FillEmail
    | FillCode
    | SendAgain
    | FillPatientKind
    | FillReason
    | RequireCredential
    | ForSomebodyElse
    | SeveralPeople
    | Problem
    | Affirm
    | Deny
    | Undecided
    | Choose
    | ChooseAny
    | Ask
    | WantHuman
    | Complain
    | OptOut
    | Abuse
    | OffTopic
    | Later
    | Repeat
    | Concern
    | Abandon
    | StartOver
    | SmallTalk
    | SwitchLanguage
    | CardNumber
    | Unclear
)
