"""What the classifier sees of a message. Training shares this file: a change needs new weights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from zlib import crc32

from jessica.dialogue.understanding.classifier.concepts import thesaurus
from jessica.dialogue.understanding.grammars.text import fold
from jessica.dialogue.understanding.text_speak import plain_words

# A longer message is judged by its beginning and its end, where people say what they want.
LONGEST = 1_500
_EMAIL = re.compile(r"\S+@\S+")
_PHONE = re.compile(r"\+?\d[\d\s().-]{6,}\d")
_MONEY = re.compile(r"[$€]\s?\d[\d,.]*k?|\b\d[\d,.]*\s?(?:dollars?|bucks|dolares|pesos|usd)\b")
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)|\b\d{1,2}:\d\d\b")
_DATE = re.compile(r"\b\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\b|\b\d{1,2}(?:st|nd|rd|th)\b")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[a-z_]+(?:'[a-z]+)*|[^\W\d_]+|[?!]")
_REPEATED = re.compile(r"(.)\1{2,}")
_SIZES = range(2, 6)


def shape(text: str) -> str:
    """`text` folded, with what only identifies (numbers, addresses, times) replaced by its kind."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]} {text[-LONGEST // 2 :]}"
    folded = fold(plain_words(text))
    for pattern, kind in (
        (_EMAIL, " _mail_ "),
        (_MONEY, " _money_ "),
        (_CLOCK, " _clock_ "),
        (_DATE, " _date_ "),
        (_PHONE, " _phone_ "),
        (_NUMBER, " _number_ "),
    ):
        folded = pattern.sub(kind, folded)
    return _REPEATED.sub(r"\1\1", folded)


def words_of(shaped: str) -> list[str]:
    """The words and the question and exclamation marks of a shaped text."""
    return _WORD.findall(shaped)


def features(text: str) -> Iterator[str]:
    """The names of all features of `text`, each once or several times."""
    words = words_of(shape(text))
    plain = [word for word in words if word not in {"?", "!"}]
    yield from (f"w:{word}" for word in words)
    yield from (f"b:{first} {second}" for first, second in pairwise(plain))
    yield from (f"s:{first} {second}" for first, second in zip(plain, plain[2:], strict=False))
    yield from _letter_groups(plain)
    concepts = thesaurus().in_order(plain)
    yield from (f"k:{concept}" for concept in concepts)
    yield from (f"kb:{first} {second}" for first, second in pairwise(concepts))
    yield from (f"ks:{concept}" for concept in set(concepts))
    if plain:
        yield f"first:{plain[0]}"
        yield f"last:{plain[-1]}"
    yield f"length:{min(len(plain), 24).bit_length()}"


def _letter_groups(words: list[str]) -> Iterator[str]:
    """Runs of two to five letters, with marks where a word begins and ends: what a slip leaves whole."""
    for word in words:
        edged = f"<{word}>"
        for size in _SIZES:
            for start in range(len(edged) - size + 1):
                yield f"c:{edged[start : start + size]}"


def hashed(names: Iterator[str]) -> list[int]:
    """The 32-bit number of each feature name, stable across machines and Python versions."""
    return [crc32(name.encode()) for name in names]
