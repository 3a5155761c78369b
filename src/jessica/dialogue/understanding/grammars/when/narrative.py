"""Days and times that are told, not wished for: greetings, what happened, plans elsewhere, addresses.

Patterns run on folded text. Every open stretch is bounded, so that no message makes them slow.
"""

from __future__ import annotations

import re

_CLAUSE = (
    r"[^.;!?,]{0,70}?(?=[.;!?,]|$| (?:and|but|so|can|could|may) "
    r"(?:i|we|you|the|want|would|need)\b| can i\b| could i\b)"
)
_ORACION = r"[^.;!?,]{0,70}?(?=[.;!?,]|$| y (?:quiero|quisiera|puedo|me|necesito|busco)\b| pero | asi que )"
_UNIT = r"(?:days?|weeks?|months?|years?)"
_EVENT = r"(?:wedding|birthday|party|reunion|graduation|flight|trip|vacation|cruise|anniversary)"
_SUCESO = r"(?:boda|fiesta|cumpleanos|graduacion|vuelo|viaje|aniversario)"
_SORE = r"(?:swollen|pain|hurt|hurts|sore|fever|bleeding|bruised|numb|been)"
_DUELE = r"(?:hinchad[oa]|dolor|duele|fiebre|sangr\w{0,6}|moretones|llevo|mareada)"
_DAY_WORD = (
    r"(?:last |el |la |este |esta |this )?(?:[a-z]+day|yesterday|night|morning|domingo|lunes|martes"
    r"|miercoles|jueves|viernes|sabado|ayer)"
)

_TOLD = tuple(
    re.compile(pattern)
    for pattern in (
        # greetings and farewells
        r"\bgood (?:morning|afternoon|evening|night)\b(?! (?:works|slot|time|appointment))",
        r"\b(?:have|enjoy)(?: yourself)? (?:an?|the|your) (?:(?:very )?(?:great|good|nice|lovely"
        r"|wonderful|happy) )?"
        r"(?:rest of (?:your|the) )?(?:weekend|week|day|evening|night|morning|afternoon)\b",
        r"\bhappy (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|holidays|thanksgiving"
        r"|new year)\b",
        r"\b(?:muy )?buen[oa]s (?:dias|tardes|noches)\b",
        r"\b(?:buen|feliz|lindo|bonito) (?:fin de semana|dia|tarde|noche|domingo|viernes|ano nuevo"
        r"|navidad)\b",
        # what happened
        rf"\b(?:i|we|you|she|he|they) (?:already )?(?:paid|spoke|talked|called|sent|gave|visited|saw|met|went"
        rf"|quit|got (?:my|a|the)|missed|came|did my|bought|charged|texted|emailed|had (?:surgery|lipo|botox"
        rf"|filler|my|a|an|the)\b(?! (?:time|day|date) in mind))\b{_CLAUSE}",
        rf"\b(?:my|the|his|her) (?:last |first )?(?:visit|surgery|operation|procedure|appointment|consult)"
        rf" was\b{_CLAUSE}",
        rf"\b(?:me (?:opere|operaron|cobraron|mandaron|hice|hicieron|pusieron|llamaron|dijeron)|pague|estuve"
        rf"|hable|llame|tuve|perdi|les di|le di|fui)\b{_ORACION}",
        rf"\bmi (?:ultima |primera )?(?:cita|visita|cirugia|operacion) fue\b{_ORACION}",
        rf"\b(?:\d{{1,2}}|an?|one|two|three|four|five|six|few|couple of) {_UNIT} (?:ago|back)\b",
        rf"\b{_SORE}\b[^.;!?]{{0,30}} since {_DAY_WORD}(?: (?:night|morning|afternoon|evening))?\b",
        rf"\b{_DUELE}\b[^.;!?]{{0,30}}\bdesde {_DAY_WORD}(?: (?:por|en) la (?:noche|tarde|manana))?\b",
        rf"\bdesde {_DAY_WORD}(?: (?:por|en) la (?:noche|tarde|manana))?(?= [^.;!?]{{0,20}}\b{_DUELE}\b)",
        r"\b(?:was|were)\b(?! (?:hoping|thinking|wondering|looking|planning|wanting|trying|told"
        r"|going|able|so\b|free"
        rf"|open|available)){_CLAUSE}",
        rf"\b(?:came (?:out|off|in)|went (?:in|out|home|away)|fell (?:out|off)|got (?:wet|infected"
        rf"|worse|my)|paid"
        rf"|happened|left my)\b{_CLAUSE}",
        rf"\b(?:me|se|se me|nos) (?:\w{{2,10}}(?:aron|ieron)|mojo|cayo|abrio|salio|hincho"
        rf"|rompio)\b{_ORACION}",
        rf"\b(?:fue|vine|deje|di a luz|amiga pago|prima pago)\b(?! (?:de|a))?{_ORACION}",
        r"\bque (?:pase|tenga)n?s? (?:un[ao]? )?(?:muy )?(?:buen[ao]?|bonit[ao]|lind[ao]|excelente"
        r"|feliz) \w{1,12}",
        r"\b(?:about |around |como |unos )?\d{1,3} (?:times )?(?:a|per|al|por|veces al) "
        r"(?:day|week|night|month|dia|semana|noche|mes)\b",
        r"\btwenty twenty[- ](?:six|seven|eight|nine)\b",
        r"\b(?:yesterday|ayer) (?:at|around|a las?|como a las?) \d{1,2}(?::\d\d)?(?: ?[ap]m)?\b",
        # what is planned elsewhere
        rf"\b(?:my|the|our|her|his) {_EVENT} (?:is|lands|leaves|arrives|falls)\b{_CLAUSE}",
        rf"\b(?:la|mi|el|nuestra) {_SUCESO} (?:es|llega|sale|cae)\b{_ORACION}",
        rf"\bi (?:am turning|turn|will be turning) \d{{2}}\b{_CLAUSE}",
        rf"\bcumplo \d{{2}}\b{_ORACION}",
        r"\bi work (?:from )?(?:\d{1,2} ?(?:-|to) ?\d{1,2}\b|nights\b|days\b|evenings\b)",
        r"\btrabajo (?:de )?\d{1,2} ?(?:-|a) ?\d{1,2}\b|\btrabajo de noche\b",
        r"\b(?:i get off(?: work)? at|in school (?:till|until)) \d{1,2}(?::\d\d)?(?=,? so\b)",
        r"\bsalgo (?:del trabajo )?a las \d{1,2}(?::\d\d)?(?=,? asi que\b)",
        r"\bbecause i (?:pick|drop|have to (?:pick|drop)) [^.;!?,]{0,50}",
        r"\bporque (?:recojo|llevo|tengo que recoger) [^.;!?,]{0,50}",
        r"\bnight before (?:my |the )?(?:surgery|procedure|operation)\b",
        r"\bnoche (?:anterior|antes) (?:a|de) (?:la|mi) (?:cirugia|operacion)\b",
        # the visit that is to be moved away from
        r"\bcita (?:del? )(?:lunes|martes|miercoles|jueves|viernes|sabado|manana|hoy)(?= (?:para|a"
        r"|al|por)\b)",
        # places, people, opening all hours
        r"\b24 ?(?:/|x) ?7\b",
        r"\b(?:room|suite|apartment|apt|floor|unit|cuarto|piso|apartamento|consultorio) #?\d{1,5}\b",
        r"\b(?:first|second|third|\d(?:st|nd|rd|th)) floor\b",
        r"\b\d{1,5} [a-z]{3,15} (?:street|st|avenue|ave|road|rd|blvd|drive|lane)\b",
        r"\b(?:dra?|doctora?)\b\.? (?:(?:de )?(?:monday|friday|reyes|mayo|abril|julio|agosto|may"
        r"|march|august)\b)",
        r"\bmi (?:hij[oa]|herman[oa]|prim[oa]|amig[oa]|tia|mama) (?:abril|mayo|julio|junio|augusto|agosto)\b",
        r"\bla una de\b(?! la)",
        r"\b\d{1,3}[,.]\d{3}\b",
    )
)


def told_spans(folded: str) -> list[tuple[int, int]]:
    """Spans in folded text that name days or times without asking for them."""
    return [match.span() for pattern in _TOLD for match in pattern.finditer(folded) if match.group()]
