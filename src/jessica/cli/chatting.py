"""A conversation in the terminal, through the same door as every other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from rich.console import Console

from jessica.clinic.models import Clinic
from jessica.platform.clock import clinic_clock
from jessica.reception.models import Author, Conversation
from jessica.reception.receiving import MessageRefused, open_conversation, receive

CHANNEL = "terminal"
_LEAVING = frozenset({"/quit", "/exit"})
_PROMPT = "you> "


def chat_in_terminal(clinic: Clinic, *, locale: str, lines: TextIO, console: Console) -> None:
    """Talk until the lines end or one of them is /quit.

    Lines that come from a file or a pipe are printed as well, so that what is printed reads as a whole.
    """
    opened = open_conversation(
        clinic, channel=CHANNEL, locale=locale, source=CHANNEL, at=clinic_clock().now()
    )
    choices = _show(opened.reply, console)
    seen = opened.conversation.last_ordinal
    for line in _typed(lines, console):
        if line in _LEAVING:
            return
        text = _chosen(line, choices)
        try:
            reply = receive(opened.conversation.pk, text, idempotency_key=None, at=clinic_clock().now())
        except MessageRefused as error:
            console.print(error.message, style="yellow", markup=False)
            continue
        seen = _show_staff(opened.conversation, seen, console)
        choices = _show(reply, console) or ([] if reply["text"] else choices)


def _typed(lines: TextIO, console: Console) -> Iterator[str]:
    """What is written, line by line, without empty lines."""
    if lines.isatty():
        while True:
            try:
                line = console.input(f"[bold]{_PROMPT}[/]")
            except EOFError:
                return
            if line.strip():
                yield line.strip()
    for line in lines:
        if line.strip():
            _print(console, f"{_PROMPT}{line.strip()}")
            yield line.strip()


def _chosen(line: str, choices: list[str]) -> str:
    """The choice that a number on its own picks, else the line itself."""
    if line.isascii() and line.isdigit() and 1 <= int(line) <= len(choices):
        return choices[int(line) - 1]
    return line


def _show(reply: dict[str, Any], console: Console) -> list[str]:
    """Print what Jessica says and what was done; returns the values of her choices in order."""
    for paragraph in reply["text"]:
        _print(console, f"Jessica> {paragraph}")
    if not reply["text"]:
        _print(console, "(A person at the clinic has this conversation now; Jessica stays silent.)")
    for done in reply["did"]:
        facts = ", ".join(f"{name}={value}" for name, value in _told(done.items()))
        _print(console, f"  [{done['action']}] {facts}")
    for number, choice in enumerate(reply["choices"], start=1):
        _print(console, f"  {number}) {choice['label']}")
    return [choice["value"] for choice in reply["choices"]]


def _told(facts: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Facts that say something to a reader; ids and addresses of pages do not."""
    for name, value in facts:
        if name != "action" and value not in (None, "", [], {}) and not name.endswith(("id", "_url")):
            yield name, value


def _show_staff(conversation: Conversation, seen: int, console: Console) -> int:
    """Print what people wrote meanwhile; returns the last ordinal that was looked at."""
    for message in conversation.messages.filter(ordinal__gt=seen).select_related("staff"):
        seen = message.ordinal
        if message.author == Author.STAFF:
            _print(console, f"{message.staff.name if message.staff else 'Staff'}> {message.text}")
    return seen


def _print(console: Console, words: str) -> None:
    console.print(words, markup=False, soft_wrap=not console.is_terminal)
