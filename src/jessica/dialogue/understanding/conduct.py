"""Signs in a message that more than its wish matters: despair, a tormented self-image, a young age.

A sign stops promotion or brings people, so one marker never suffices where a hurried word could mean
something else: two of different kinds, or one beside a sure reading of the classifier. Thresholds are those
at which the families held apart from training showed hardly a false alarm.
"""

from __future__ import annotations

import re

from jessica.dialogue import commands as c
from jessica.dialogue.understanding.classifier.model import classifier
from jessica.dialogue.understanding.grammars.text import fold

_SURE = 0.9
_OF_AGE = 18

# Disgust at one's own body.
_DISGUST = re.compile(
    r"\b(?:i(?:'?m| am| look| feel)|my \w+(?: \w+)? (?:is|are|looks?|makes? me)|makes? me (?:look|feel))\b"
    r"[^.!?]{0,25}\b(?:disgust\w*|repuls\w*|hideous|grotesque|monster|monstrous|deformed|a freak)\b"
    r"|\bhate (?:myself|everything about|what i see|looking at myself|the way i look)\b"
    r"|\b(?:soy|estoy|me veo|me siento|parezco)\b[^.!?]{0,25}"
    r"\b(?:asqueros\w*|repugnante|horrenda|horrendo|un monstruo|deforme)\b"
    r"|\b(?:me da asco|odio (?:verme|mi cuerpo|lo que veo|como me veo)|me doy asco)\b"
)
# A life that turns around the flaw, or operations without end.
_OBSESSION = re.compile(
    r"\b(?:avoid\w*|cover\w*|broke|smash\w*) (?:\w+ ){0,3}mirrors?\b|\b(?:every|any|each) mirror\b"
    r"|\bhours?\b[^.!?]{0,20}\bmirror\b|\bmirror\b[^.!?]{0,20}\b(?:hours?|all day)\b"
    r"|\bcan'?t stop (?:looking|staring|thinking|checking|picking|obsessing)\b|\ball i (?:think about|see)\b"
    r"|\b(?:don'?t|won'?t|can'?t|haven'?t) (?:leave|left|go out of|gone out of) "
    r"(?:the |my )?(?:house|room|home)\b"
    r"|\b(?:third|fourth|fifth|sixth|seventh|eighth|\d+(?:th|rd)) "
    r"(?:surgery|operation|rhinoplasty|nose|procedure)\b"
    r"|\b(?:nobody|no one) (?:else )?(?:sees|notices|can see)\b|\bthey all (?:say|said) (?:i'?m|it'?s) fine\b"
    r"|\bevito\b[^.!?]{0,12}\bespejos?\b|\bhoras\b[^.!?]{0,25}\bespejo\b"
    r"|\bno puedo dejar de (?:ver|mirar|pensar)\w*"
    r"|\bno salgo de (?:la |mi )?(?:casa|cuarto)\b"
    r"|\b(?:tercera|cuarta|quinta|sexta) (?:cirugia|operacion|rinoplastia)\b"
    r"|\bnadie (?:mas )?(?:lo|la|los|las)? ?(?:ve|nota)\b"
)
# An age said as an age: "i'm 16", "soy de 15", never "i'm 15 minutes late" or "i'm 10 days out".
_AGE = re.compile(
    r"\b(?:i'?m|i am|im only|i'?m only|i just turned|i turned|tengo|tengo solo|acabo de cumplir|cumpli)"
    r" (?:only |just |solo )?(\d{1,2})"
    r"(?= (?:years? old|y/?o|yrs? old|anos?\b(?! (?:de (?:operad|haber|casad)|trabaj))"
    r"|and|but|btw|so|can|my|y mi|pero|puedo)\b|\s*(?:[.,!?;]|$))"
)
_NOT_DYING = re.compile(
    r"\b(?:not|never|no longer|isn'?t|wasn'?t)\b[^.!?]{0,12}\b(?:suicid\w*|hurt\w* myself|harm\w*)"
    r"|\bno (?:soy|estoy|es|quiero)\b[^.!?]{0,12}\b(?:suicid\w*|hacerme dano|lastimarme)"
)


def concerns_in(text: str) -> list[c.Concern]:
    """What in `text` takes promotion or booking off the table; at most one of each kind."""
    folded = fold(text)
    found = []
    if _is_tormented(folded, text):
        found.append(c.Concern("body_dysmorphia"))
    age = _AGE.search(folded)
    if age is not None and 8 <= int(age[1]) < _OF_AGE:
        found.append(c.Concern("minor"))
    return found


def _is_tormented(folded: str, text: str) -> bool:
    signs = bool(_DISGUST.search(folded)) + bool(_OBSESSION.search(folded))
    if signs != 1:
        return signs > 1
    return classifier().read(text).conduct.get("body_dysmorphia", 0.0) >= _SURE


def despairs(text: str) -> bool:
    """Whether the classifier is sure of self-harm in words that no rule holds, and nothing denies it."""
    if _NOT_DYING.search(fold(text)):
        return False
    reading = classifier().read(text)
    return reading.conduct.get("self_harm", 0.0) >= _SURE
