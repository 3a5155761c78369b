"""What kind of messages somebody wants no more of."""

from __future__ import annotations

import re

from jessica.dialogue.commands import OptOutScope
from jessica.dialogue.understanding.grammars.text import fold

_NAMED: tuple[tuple[OptOutScope, re.Pattern[str]], ...] = (
    ("sms", re.compile(r"\b(?:text(?:s|ing|ed)?|sms|mensajes?|textos?)\b")),
    ("email", re.compile(r"\be-?mail\w*|\b(?:correos?|newsletters?|boletin\w*|inbox)\b")),
    (
        "calls",
        re.compile(
            r"\b(?:call(?:s|ing|ed)?|phon(?:e|ing)|ring(?:ing)?|voicemails?|llam\w+|telefon\w+|marqu\w+)\b"
        ),
    ),
    (
        "marketing",
        re.compile(
            r"\b(?:promo\w*|marketing|offers?|ads?|advert\w*|deals?|specials?|spam|campaigns?|publicidad|"
            r"ofertas?|promocion\w*|anuncios?|mercadotecnia)\b"
        ),
    ),
)
# "Stop calling my phone" is about calls, "stop texting my phone" about texts.
_WHERE_NOT_WHAT = re.compile(r"\b(?:on|to|at|my|this|a|al|mi|en mi) (?:phone|telefono|number|cell)\b")


def opt_out_scope(text: str) -> OptOutScope:
    """The kind that `text` names; `all` where it names none or several. Offers by e-mail are marketing."""
    folded = _WHERE_NOT_WHAT.sub(" ", fold(text))
    named = [scope for scope, pattern in _NAMED if pattern.search(folded)]
    if "marketing" in named:
        return "marketing"
    return named[0] if len(named) == 1 else "all"
