"""Reading of the word lists that the grammars keep as plain text blocks."""

from __future__ import annotations


def word_set(block: str) -> frozenset[str]:
    """The words of `block`, parted by white space."""
    return frozenset(block.split())


def phrase_list(block: str) -> tuple[str, ...]:
    """The phrases of `block`, parted by commas or line ends."""
    lines = block.replace("\n", ",").split(",")
    return tuple(phrase.strip() for phrase in lines if phrase.strip())
