"""Words reduced to stems, so that "jobs" finds "job" and "citas" finds "cita"."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import snowballstemmer

from jessica.dialogue.understanding.grammars.text import fold

_WORD = re.compile(r"[a-z0-9]+")
_STEMMERS = {"en": snowballstemmer.stemmer("english"), "es": snowballstemmer.stemmer("spanish")}

# Words that say nothing about the subject of a question.
_EMPTY = {
    "en": [
        "a",
        "an",
        "the",
        "i",
        "me",
        "my",
        "we",
        "you",
        "your",
        "it",
        "its",
        "is",
        "are",
        "am",
        "was",
        "be",
        "do",
        "does",
        "did",
        "can",
        "could",
        "will",
        "would",
        "should",
        "have",
        "has",
        "had",
        "to",
        "of",
        "for",
        "in",
        "on",
        "at",
        "with",
        "and",
        "or",
        "but",
        "if",
        "so",
        "as",
        "by",
        "from",
        "about",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "what",
        "which",
        "who",
        "how",
        "when",
        "please",
        "just",
        "like",
        "get",
        "got",
        "any",
        "some",
        "much",
        "many",
        "really",
        "also",
        "too",
        "them",
        "they",
        "he",
        "she",
        "his",
        "her",
        "us",
        "our",
        "im",
        "ive",
        "id",
        "want",
        "know",
        "tell",
        "wondering",
        "question",
        "hi",
        "hello",
        "hey",
    ],
    "es": [
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "unos",
        "unas",
        "yo",
        "me",
        "mi",
        "mis",
        "nos",
        "usted",
        "su",
        "sus",
        "se",
        "es",
        "son",
        "soy",
        "esta",
        "estan",
        "ser",
        "de",
        "del",
        "al",
        "a",
        "en",
        "con",
        "por",
        "para",
        "y",
        "o",
        "u",
        "pero",
        "si",
        "no",
        "que",
        "cual",
        "como",
        "cuando",
        "donde",
        "quien",
        "lo",
        "le",
        "les",
        "este",
        "esa",
        "eso",
        "hay",
        "tengo",
        "tiene",
        "tienen",
        "puedo",
        "puede",
        "pueden",
        "quiero",
        "quisiera",
        "favor",
        "hola",
        "saber",
        "sobre",
        "muy",
        "mas",
    ],
}
_EMPTY_SETS = {language: frozenset(words) for language, words in _EMPTY.items()}


# A stemmer keeps its place in the word between calls; two threads in one would spoil each other's word.
_ONE_AT_A_TIME = threading.Lock()


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of one folded word; Spanish rules for `es`, English ones otherwise."""
    with _ONE_AT_A_TIME:
        stemmed: str = _STEMMERS.get(language, _STEMMERS["en"]).stemWord(word)
    return stemmed


def singular(word: str) -> str:
    """A folded noun without its plural ending, in either language."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def is_empty_word(word: str) -> bool:
    """Whether a folded word carries no meaning of its own in either language."""
    return any(word in words for words in _EMPTY_SETS.values())


def words(text: str) -> list[str]:
    """The folded words of `text`."""
    return _WORD.findall(fold(text).replace("'", ""))


def stems(text: str, language: str) -> list[str]:
    """The stems of all words of `text`."""
    return [stem(word, language) for word in words(text)]


def subject_stems(text: str, language: str) -> list[str]:
    """The stems of the words that carry meaning; all stems when no other word is there."""
    empty = _EMPTY_SETS.get(language, _EMPTY_SETS["en"])
    found = words(text)
    return [stem(word, language) for word in found if word not in empty] or [
        stem(word, language) for word in found
    ]
