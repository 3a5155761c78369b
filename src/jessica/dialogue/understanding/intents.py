"""Wishes that show in the wording itself. Patterns are data (`intents.yaml`) and match folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

import yaml


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    text = resources.files(__package__).joinpath("intents.yaml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = yaml.safe_load(text)
    return {name: re.compile("|".join(alternatives)) for name, alternatives in table.items()}


_SPANISH_WORDS = frozenset(
    [
        "hola",
        "buenas",
        "buenos",
        "quiero",
        "quisiera",
        "necesito",
        "gracias",
        "cita",
        "consulta",
        "cuanto",
        "cuesta",
        "donde",
        "cuando",
        "tienen",
        "hacen",
        "puedo",
        "usted",
        "por",
        "favor",
        "para",
        "con",
        "una",
        "soy",
        "me",
        "llamo",
        "manana",
        "semana",
        "jueves",
        "viernes",
        "lunes",
        "martes",
        "miercoles",
        "sabado",
        "nariz",
        "estoy",
        "que",
        "como",
        "esta",
        "el",
        "los",
        "las",
        "del",
        "mi",
        "es",
        "si",
        "pero",
        "tambien",
        "hay",
        "ir",
        "doctora",
        "cirugia",
        "tengo",
        "gustaria",
    ]
)
_ENGLISH_WORDS = frozenset(
    [
        "hi",
        "hello",
        "the",
        "i",
        "you",
        "do",
        "want",
        "need",
        "would",
        "like",
        "to",
        "my",
        "is",
        "are",
        "can",
        "could",
        "what",
        "when",
        "where",
        "how",
        "much",
        "appointment",
        "and",
        "for",
        "with",
        "on",
        "at",
        "please",
        "thanks",
        "have",
        "it",
        "in",
        "of",
        "book",
        "see",
        "come",
        "am",
        "this",
        "that",
        "any",
    ]
)


def intents_in(folded: str) -> set[str]:
    """The names of all patterns that match the folded clause."""
    return {name for name, pattern in _patterns().items() if pattern.search(folded)}


def matches(name: str, folded: str) -> bool:
    """Whether the pattern `name` matches the folded text."""
    return bool(_patterns()[name].search(folded))


def language_of(words: Iterable[str], *, by: int = 1) -> str | None:
    """`es` or `en` when at least `by` more of the words are of the one than of the other, else None."""
    found = list(words)
    spanish = sum(word in _SPANISH_WORDS for word in found)
    english = sum(word in _ENGLISH_WORDS for word in found)
    if spanish - english >= by:
        return "es"
    if english - spanish >= by:
        return "en"
    return None
