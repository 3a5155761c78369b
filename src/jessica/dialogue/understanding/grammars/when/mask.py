"""Figures that are no dates are blanked before dates are read."""

from __future__ import annotations

import re

from jessica.dialogue.understanding.grammars.email_address import EmailAddress, parse_email
from jessica.dialogue.understanding.grammars.money import find_money
from jessica.dialogue.understanding.grammars.phone import phone_spans
from jessica.dialogue.understanding.grammars.text import fold_with_offsets
from jessica.dialogue.understanding.grammars.when.narrative import told_spans

_BORN = re.compile(
    r"\b(?:born(?: on| in)?|d\.?o\.?b\.?|date of birth|birth ?da(?:y|te)(?: is| was|:)?|b-?day|naci"
    r"(?: el| en)?"
    r"|nacid[oa](?: el| en)?|fecha de nacimiento|cumpleanos)\b[ :,]{0,3}(?:is |was |es |on |el )?"
    r"(?:[a-z]{3,10}\.? ?(?:the )?\d{1,2}(?:st|nd|rd|th)?,? ?(?:of )?(?:\d{4}|'?\d{2})?"
    r"|\d{1,2}(?:st|nd|rd|th)? ?(?:of |de )?[a-z]{3,10}\.?,? ?(?:of |de |del )?(?:\d{4}|'?\d{2})?"
    r"|\d{1,4}[-/. ]\d{1,2}[-/. ]\d{2,4}|\d{6,8})?"
)
_YEARS = re.compile(
    r"\b(?:im|i'm|i am|age|aged|edad|tengo|mide|bmi|imc|weigh|peso)\b(?: de| is| es|:)? \d{2,3}\b"
    r"(?![:/.]\d| ?(?:am|pm|h\b))"
)
# "Over 24 months", "a 12 meses": terms of payment; "mi hija se llama Abril": a name.
_TERMS = re.compile(
    r"\b(?:over|across) \d{1,2} months\b|\ba \d{1,2} (?:meses|pagos|cuotas)\b(?! de)"
    r"|\b(?:named|called|name is|name's|se llama|llamo|llama|nombre es) "
    r"(?:april|may|june|august|abril|julia|julio|mayo)\b"
)
_SIZES = re.compile(
    r"\b\d{1,4} ?(?:cc|ml|mg|lbs?|pounds|kg|kilos|libras|inches|cm|ft|units|unidades|percent"
    r"|por ciento)\b|\b\d{1,3}%|\b(?:2[68]|3[02468]|4[0246])(?:a|b|c|d|dd|ddd|e|f|g)\b(?! ?m)"
)


def mask_non_dates(text: str) -> str:
    """`text` with phones, e-mails, money, birth dates, sizes and told days blanked; length unchanged."""
    folded = fold_with_offsets(text)
    spans = [folded.span(*span) for span in told_spans(folded.text)]
    if any(char.isdigit() for char in text) or len(text) >= 25:
        spans.extend([*phone_spans(text), *(money.span for money in find_money(text))])
        email = parse_email(text)
        if isinstance(email, EmailAddress):
            spans.append(email.span)
    for pattern in (_BORN, _YEARS, _SIZES, _TERMS):
        spans.extend(folded.span(*match.span()) for match in pattern.finditer(folded.text) if match.group())
    masked = list(text)
    for start, end in spans:
        masked[start:end] = "_" * (end - start)
    return "".join(masked)
