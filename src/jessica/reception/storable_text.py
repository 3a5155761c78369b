"""Text as PostgreSQL can hold it."""

from __future__ import annotations


def storable_text(text: str) -> str:
    """`text` without NUL, and with U+FFFD for halves of surrogate pairs, which no encoding can carry."""
    return text.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
