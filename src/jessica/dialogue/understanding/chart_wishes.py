"""Wishes for what the clinic keeps of somebody: refills, results, records, told from rules."""

from __future__ import annotations

import re
from typing import Literal

from jessica.dialogue.understanding.classifier.model import Reading, classifier
from jessica.dialogue.understanding.grammars.text import fold

ChartWish = Literal["refill", "results", "records"]
_SURE = 0.8
_FOR_A_RULE = re.compile(
    r"\bhow (?:long|much|soon|many|often|do (?:you|they)|does|are)\b"
    r"|\bdo you (?:offer|charge|share|keep|give|do|sell)\b"
    r"|\bwho (?:sees|can see|has)\b|\bwhat (?:happens|if|kind)\b"
    r"|\bis (?:it|that|there) (?:safe|private|a fee)\b"
    r"|\b(?:cuanto|cuanta|cuantos|quien|que pasa|es seguro|cobran)\b"
)
_OWN: dict[ChartWish, re.Pattern[str]] = {
    "refill": re.compile(
        r"\b(?:refill\w*|resurt\w+|renew\w*|renov\w+|more|mas|another|otr[oa]|r[au]n out|running (?:out|low)|"
        r"out of|need|necesito|acab\w+|termin\w+|prescription|receta|scripts?|rx)\b"
    ),
    "results": re.compile(
        r"\b(?:results?|resultados?|labs?|laboratorio\w*|biops\w+|patholog\w+|patolog\w+|bloodwork|"
        r"blood (?:work|test)|tests?|mammogram|mamografia|scan|analisis|examen\w*|estudios?)\b"
    ),
    "records": re.compile(
        r"\b(?:records?|expediente\w*|historial\w*|charts?|copy|copies|copia\w*|images?|imagenes|photos|fotos|"
        r"forms?|formularios?|letters?|cartas?|notes?|notas?|fmla|paperwork|constancia|reports?|informes?)\b"
    ),
}


def chart_wish_in(text: str, reading: Reading | None = None) -> ChartWish | None:
    """The wish in `text`, of which `reading` is the classifier's; None where at most a rule is asked for."""
    folded = fold(text)
    if _FOR_A_RULE.search(folded):
        return None
    topics = (reading or classifier().read(text)).topics
    for wish, words in _OWN.items():
        if topics.get(wish, 0.0) >= _SURE and words.search(folded):
            return wish
    return None
