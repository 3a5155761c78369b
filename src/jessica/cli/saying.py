"""What is said beside a command's result: on standard error, so that a result can be piped."""

from __future__ import annotations

from rich.console import Console


def say(words: str) -> None:
    """Tell how things go."""
    Console(stderr=True, highlight=False).print(words, style="dim", soft_wrap=True, markup=False)


def say_error(words: str) -> None:
    """Tell why a command did not do what it was asked to."""
    Console(stderr=True, highlight=False).print(words, style="red", soft_wrap=True, markup=False)
