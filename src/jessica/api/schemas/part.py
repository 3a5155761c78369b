"""The base of everything that the API answers, and the kinds of values in it.

Answers are built from stored records and are not squeezed through these classes on their way out: a reply
that was stored by an earlier version must stay readable. The tests hold every answer against them instead.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

Instant = Annotated[AwareDatetime, Field(description="ISO 8601 with an offset.")]
Money = Annotated[
    str,
    Field(
        pattern=r"^\d+(\.\d+)?$",
        description="A decimal number in the clinic's currency.",
        examples=["150.00"],
    ),
]
Texts = Annotated[
    dict[str, str],
    Field(description="A text by language code.", examples=[{"en": "Nose reshaping", "es": "Rinoplastia"}]),
]
LanguageCode = Annotated[str, Field(description="ISO 639 language code.", examples=["en"])]
Key = Annotated[str, Field(description="The name of a thing in the clinic's file.", examples=["rhinoplasty"])]


class Part(BaseModel):
    """Further fields may be added in later versions; a program must not mind them."""
