"""Errors that reach a person: what happened, what was kept, what to do."""

from __future__ import annotations


class JessicaError(Exception):
    """Base of every error whose text may be shown to the person who caused it.

    `code` is stable and machine-readable; the message is plain English.
    """

    code = "error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(JessicaError):
    """The thing asked for is not there, or this caller may not know that it is."""

    code = "not_found"


class Refused(JessicaError):
    """A rule says no. The message carries the reason and the next step."""

    code = "refused"
