"""Whether a "maybe" leaves for now ("I'll think about it") or only hesitates ("hm, not sure")."""

from __future__ import annotations

import re

_LEAVES = re.compile(
    r"\b(?:think|sleep|mull|pray) (?:\w+ )?(?:about|on|over) (?:it|this|that|things)\b"
    r"|\b(?:talk|speak|discuss|check|consult) (?:\w+ )?(?:it |this )?(?:over )?(?:to|with) "
    r"(?:my|him|her|them)\b"
    r"|\b(?:ask|talk to|check with) my (?:husband|wife|partner|mom|boss)\b"
    r"|\bthink (?:it|things) over\b|\b(?:need|have|want|going|gonna) (?:to )?think\b"
    r"|\b(?:get|come|write|circle|check|be) back\b|\bcall (?:you )?back later\b|\blet (?:you|u) know\b"
    r"|\b(?:maybe|perhaps) (?:later|another|some other)\b"
    r"|\bsome other (?:time|day)\b|\bnot (?:right )?now\b|\bnot ready\b"
    r"|\bnot at (?:this|the) (?:time|moment)\b"
    r"|\bstill (?:thinking|deciding|undecided|shopping)\b|\bneed (?:more|some|a little) time\b"
    r"|\b(?:shopping|looking|asking) around\b|\bjust (?:looking|browsing|curious)\b"
    r"|\b(?:remind|ask) me later\b"
    r"|\bbusy right now\b|\bhold off\b|\bdown the road\b"
    r"|\bpens(?:arlo|armelo|arla)\b|\b(?:lo|la) (?:voy a )?pens(?:ar|are|o)\b|\bvoy a pensar"
    r"|\b(?:consultarlo|lo consulto|hablarlo|platicarlo)\b|\b(?:le|les|te) (?:aviso|avisare|confirmo luego)\b"
    r"|\b(?:luego|despues|mas tarde) (?:le|les|te) (?:digo|aviso|escribo|llamo|hablo|marco)\b"
    r"|\b(?:le|les|te) (?:digo|escribo|llamo) (?:luego|despues|mas tarde)\b"
    r"|\b(?:ahora|ahorita|por ahora|por el momento|en este momento) no\b|\bmas adelante\b|\ben otra ocasion\b"
    r"|\b(?:tal vez|quizas?|mejor) (?:luego|despues|mas tarde|otro dia|otra ocasion)\b"
    r"|\bsolo (?:estoy )?viendo\b"
)


def leaves_for_now(folded: str) -> bool:
    """Whether the folded words put off what was talked about, with or without coming back to it."""
    return _LEAVES.search(folded) is not None
