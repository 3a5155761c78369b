"""What a sentence only talks about: negated words, long past, other people's stories, mere possibility."""

from __future__ import annotations

from collections.abc import Sequence

from jessica.dialogue.safety.concepts import Places

_REACH = 5  # words after a negation
_ENDS = frozenset(
    [
        "because",
        "since",
        "porque",
        "pues",
        "when",
        "cuando",
        "i",
        "im",
        "y",
        "and",
        ",",
        "que",
        "now",
        "ahora",
        "if",
        "si",
    ]
)
_QUESTION_WORDS = frozenset(
    [
        "how",
        "what",
        "when",
        "who",
        "whos",
        "which",
        "do",
        "does",
        "are",
        "can",
        "will",
        "would",
        "could",
        "is",
        "cuando",
        "cuanto",
        "cuanta",
        "cuantos",
        "cuantas",
        "como",
        "quien",
        "puede",
        "pueden",
        "hay",
        "cual",
        "cuales",
        "usan",
        "hacen",
        "any",
        "infection",
    ]
)
# Words that make it somebody's own trouble.
_OF_SOMEBODY = frozenset(
    [
        "my",
        "i",
        "im",
        "ive",
        "me",
        "mine",
        "her",
        "his",
        "he",
        "she",
        "hes",
        "shes",
        "our",
        "mi",
        "mis",
        "me",
        "tengo",
        "siento",
        "se",
        "le",
        "la",
        "esta",
        "mine",
        "it",
        "its",
        "this",
        "that",
        "there",
        "mother",
        "husband",
        "wife",
        "somebody",
    ]
)
_GO_ON = frozenset(["or", "nor", "ni", "o"])
_OWN = frozenset(["my", "mi", "me"])
# "not sure", "no puedo", "not going away": nothing is denied.
_DENIES_NOTHING = frozenset(
    [
        "sure",
        "normal",
        "good",
        "well",
        "better",
        "going",
        "stop",
        "stopping",
        "stopped",
        "working",
        "help",
        "only",
        "just",
        "even",
        "able",
        "responding",
        "making",
        "touching",
        "se",
        "aguanto",
        "soporto",
        "puedo",
        "puede",
        "logro",
        "deja",
        "para",
        "paro",
        "dejo",
        "retengo",
        "baja",
        "sabe",
        "reconoce",
        "sale",
        "quita",
        "siento",
        "veo",
        "despierta",
        "reacciona",
        "responde",
        "contesta",
        "one",
        "know",
        "think",
        "idea",
        "i",
        "im",
        "one's",
        "matter",
        "quiero",
        "entiende",
        "corta",
        "detiene",
        "want",
        "safe",
        "vuelve",
        "recuerdo",
        "alcanza",
        "agarro",
        "wake",
        "hay_nadie",
        "let",
        "eating",
        "sleeping",
        "breathing",
        "healing",
        "closing",
    ]
)
_ABOUT_THE_SENTENCE = frozenset({"resolved", "past", "present", "hypothetical", "negator", "joke", "always"})
_LONG_AGO = frozenset({"n_year", "long_ago"})
_LASTING = frozenset(["sin", "without", "denies"])


class Scope:
    """One sentence's words and concepts, with what takes them back."""

    def __init__(self, words: Sequence[str], places: Places) -> None:
        self._places = places
        asks = bool(words) and words[0] in _QUESTION_WORDS
        self._asks_in_general = asks and _OF_SOMEBODY.isdisjoint(words)
        self.negated = _negated(words, _inside_phrases(places))
        for start, _end in places.get("resolved", ()):
            if not start or words[start - 1] not in {"no", "not", "aun"}:
                self.negated.update(range(max(0, start - 4), start + 6))

    def is_only_talked_about(self, tier: str, *, acute: bool) -> bool:
        """A question about risks or a story of the past, with nothing that says it is happening now."""
        places = self._places
        if self._asks_in_general and tier in {"E2", "E3", "E4"}:
            return True
        if "present" in places:
            return False
        if tier == "E2" and places.keys() & _LONG_AGO and "happening" not in places:
            return True
        if "hypothetical" in places and tier != "crisis":
            return True
        return "past" in places and tier != "E4"


def _inside_phrases(places: Places) -> set[int]:
    """Words that are part of a longer wording: the "no" of "no puedo" denies nothing."""
    return {
        word
        for concept, found in places.items()
        if concept not in _ABOUT_THE_SENTENCE
        for start, end in found
        if end > start
        for word in range(start, end + 1)
    }


def _negated(words: Sequence[str], spoken_for: set[int]) -> set[int]:
    found: set[int] = set()
    for place, word in enumerate(words):
        if word not in _NEGATORS or place in spoken_for:
            continue
        after = words[place + 1] if place + 1 < len(words) else ""
        if after in _DENIES_NOTHING or (word == "no" and after in _ENDS):
            continue
        found.update(_reach(words, place, lasting=word in _LASTING))
    return found


def _reach(words: Sequence[str], place: int, *, lasting: bool) -> set[int]:
    found: set[int] = set()
    left = _REACH
    for index in range(place + 1, len(words)):
        word = words[index]
        if word in _GO_ON or (lasting and word in {"and", "y"}):
            left = _REACH
            continue
        if word in _ENDS or (word in _OWN and index > place + 1) or not left:
            break
        found.add(index)
        left -= 1
    return found


_NEGATORS = frozenset(
    [
        "no",
        "not",
        "never",
        "without",
        "denies",
        "isnt",
        "arent",
        "wasnt",
        "dont",
        "doesnt",
        "didnt",
        "havent",
        "hasnt",
        "sin",
        "ni",
        "ningun",
        "ninguna",
        "nunca",
        "tampoco",
        "nobody",
        "nadie",
    ]
)
