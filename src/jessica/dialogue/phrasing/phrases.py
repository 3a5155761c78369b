"""Look up what Jessica says. Every key is written in every language; a test holds that."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import yaml

LANGUAGES = ("en", "es")


@lru_cache(maxsize=len(LANGUAGES))
def phrases(language: str) -> dict[str, str]:
    """All phrases of a language by key."""
    text = resources.files(__package__).joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    table: dict[str, str] = yaml.safe_load(text)
    return table


def frame(key: str, language: str) -> str:
    """The phrase `key` as it is written, with its facts still in braces."""
    return phrases(language if language in LANGUAGES else "en")[key]


def phrase(key: str, language: str, **facts: object) -> str:
    """The phrase `key` in `language` (English where the language is unknown), filled with `facts`.

    Raises `KeyError` for an unknown key or a missing fact.
    """
    said = frame(key, language).format(**facts)
    # "a las 8:15 a. m." at the end of a sentence needs no second full stop.
    return said.replace(" m..", " m.")
