"""What the clinic has approved Jessica to say."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from jessica.clinic.file_schema.fields import ByLanguage, Day, FilePart, Key, Line


class WordingPart(FilePart):
    """The question in several wordings and the approved answer, in one language."""

    questions: list[Line] = Field(min_length=1)
    answer: Annotated[str, Field(min_length=1, max_length=2000)]
    version: int | None = Field(None, ge=1, description="Where it differs from the entry's.")
    expires: Day | None = Field(None, description="Where it differs from the entry's.")


class KnowledgePart(FilePart):
    """One approved answer, in every language that the clinic speaks."""

    topic: Key
    service: Key | None = None
    owner: Key | None = Field(None, description="Who on staff answers for it.")
    version: int = Field(1, ge=1, description="Raise it with every new wording.")
    expires: Day | None = Field(None, description="Last day on which it may be said.")
    texts: ByLanguage[WordingPart]
