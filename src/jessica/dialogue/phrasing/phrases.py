"""Look up what Jessica says. Every key is written in every language; a test holds that."""

from __future__ import annotations

from jessica.dialogue.phrasing import en, es

_TABLES = {"en": en.PHRASES, "es": es.PHRASES}


def phrase(key: str, language: str, **facts: object) -> str:
    """The phrase `key` in `language` (English where the language is unknown), filled with `facts`.

    Raises `KeyError` for an unknown key or a missing fact.
    """
    said = _TABLES.get(language, en.PHRASES)[key].format(**facts)
    # "a las 8:15 a. m." at the end of a sentence needs no second full stop.
    return said.replace(" m..", " m.")
