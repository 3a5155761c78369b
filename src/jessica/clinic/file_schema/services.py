"""What the clinic offers: visits that can be booked, procedures that begin with one, listed openings."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from jessica.clinic.file_schema.fields import ClockTime, Day, FilePart, Key, Money, Texts, Words

Minutes = Annotated[int, Field(ge=5, le=1440, description="Minutes.")]
Buffer = Annotated[int, Field(ge=0, le=480, description="Minutes.")]


class LengthPart(FilePart):
    """Minutes for a new and for an existing patient; a plain number means both."""

    new: Minutes | None = None
    existing: Minutes | None = None


def _length(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return {"new": value, "existing": value}
    return value


class BufferPart(FilePart):
    """Minutes kept free around the visit; the patient is not told of them."""

    before: Buffer = 0
    after: Buffer = 0


class PricePart(FilePart):
    """A range for the public, with what it holds and what it does not promise."""

    low: Money
    high: Money
    unit: Texts = Texts()
    includes: Texts = Texts()
    caveat: Texts = Texts()


class ReturnVisitPart(FilePart):
    """The visit that follows this one: offered when this one is booked, and booked only after a yes."""

    service: Key
    after_days: int = Field(ge=1, le=3650)
    window_days: int = Field(3, ge=0, le=180, description="So many days earlier or later will do as well.")


class ServicePart(FilePart):
    """A visit type or a procedure. A visit lasts `minutes` and then `stay_after_minutes`."""

    kind: Literal["visit", "procedure"] = "visit"
    category: Key = Field(description="What policies speak of: consultation, injectable, surgery ...")
    names: Texts
    synonyms: Words = Field(Words(), description="Everyday words for it, by language.")
    description: Texts = Texts()
    booked_as: Key | None = Field(None, description="For a procedure: the visit that it begins with.")
    mode: Literal["in_person", "virtual"] = "in_person"
    patients: list[Literal["new", "existing", "post_op"]] = Field(
        ["new", "existing"], min_length=1, description="Who may have it."
    )
    minutes: Annotated[LengthPart, BeforeValidator(_length)] = Field(
        LengthPart(), description="Length: a number, or `{new: 60, existing: 45}`."
    )
    buffer_minutes: BufferPart = BufferPart()
    stay_after_minutes: Buffer = Field(0, description="Observation in minutes; the visit is longer by it.")
    credentials: list[Annotated[str, Field(max_length=20)]] = Field(
        [], description="Only a provider with one of these licences."
    )
    providers: list[Key] = Field([], description="Who may do it.")
    rooms: list[Key] = Field([], description="One of these rooms takes part.")
    devices: list[Key] = Field([], description="One of these devices takes part.")
    locations: list[Key] = Field([], description="Where it is offered.")
    price: PricePart | None = None
    fee: Money | None = Field(None, description="What the visit itself costs.")
    deposit: Money | None = None
    minimum_age: int | None = Field(None, ge=0, le=120, description="Years.")
    guardian_below: int | None = Field(None, ge=0, le=120, description="Years; younger people come with one.")
    minimum_notice_minutes: int = Field(120, ge=0, le=525_600)
    horizon_days: int = Field(120, ge=1, le=1000, description="How far ahead it may be booked.")
    records_first: bool = Field(False, description="Earlier records are needed before the visit.")
    daily_cap: int | None = Field(
        None, ge=1, le=500, description="Most such visits a local day and location."
    )
    preparation: Texts = Texts()
    return_visit: ReturnVisitPart | None = None
    self_bookable: bool = Field(True, description="false: staff arrange it.")

    def visit_minutes(self, patient: str) -> int:
        """The whole length for `new`, `existing` or `post_op` patients; 0 where no length is given.

        A service with one length has it for everybody.
        """
        own, other = self.minutes.existing, self.minutes.new
        if patient == "new":
            own, other = other, own
        return (own or other or 0) + self.stay_after_minutes


class OpeningPart(FilePart):
    """One opening named by hand, beside or instead of computed ones."""

    provider: Key
    location: Key
    service: Key | None = Field(None, description="Empty: any service of the provider.")
    day: Day
    time: ClockTime
    minutes: Minutes
