"""Wishes to move away from what is on offer: "something later", "a different day", "the week after"."""

from __future__ import annotations

import re

from jessica.dialogue.understanding.grammars.text import fold_with_offsets
from jessica.dialogue.understanding.grammars.when.model import Shift, ShiftKind

_MOST = 400
_SHIFTS_EN: tuple[tuple[ShiftKind, str], ...] = (
    ("next_week", r"(?:the )?(?:week after|following week|week after that|next week instead)(?! next)"
                  r"|a week later"
                  r"|push (?:it |that )?(?:back |out )?a week|(?:the|a) different week|another week"),
    ("later_same_day", r"(?:later|latter) (?:that|the same|same|in the|on the same|on that|the) day"
                       r"|later in the (?:day|afternoon)"
                       r"|(?:any(?:thing)?|something|some time|a (?:bit|little)|slightly|much|an hour"
                       r"|a couple hours)(?: a (?:bit|little))? later(?! (?:date|day|week|month"
                       r"|in the (?:week|month)|that week|this week|next week))"
                       r"|later (?:time|slot|in the pm|than that)|too early(?! in the (?:week|month))"),
    ("earlier_same_day", r"(?:earlier|sooner) (?:that|the same|same|in the|on the same|on that|the) day"
                         r"|(?:any(?:thing)?|something|some time|a (?:bit|little)|slightly|much"
                         r"|an hour|a couple hours)(?: a (?:bit|little))? earlier(?! (?:date|day|week"
                         r"|month|in the (?:week|month)|that week|this week|next week))"
                         r"|earlier (?:time|slot|than that)|too late in the day"),
    ("later_days", r"later (?:date|day|in the (?:week|month)|that week|this week|next week|on(?! the)"
                   r"|days?)|further out|farther out|a few days later"
                   r"|too soon|(?:the|some) (?:day|days) after(?: that)?$|after that(?: date)?$|next "
                   r"(?:few )?days? after|push it (?:back|out)"),
    ("earlier_days", r"earlier (?:date|day|in the (?:week|month)|that week|this week|next week|days?)"
                     r"|any(?:thing)? sooner|something sooner|sooner(?! the| than later| or later)"
                     r"|too (?:far(?: (?:out|away|off))?|long to wait|long a wait)|that'?s so far"
                     r"(?: away| out)|that long|before that(?: date)?$|the day before$|move it up"
                     r"|closer(?: date)?"),
    ("other_day", r"(?:a |some |any )?(?:different|other|another) (?:day|date)s?|(?:not"
                  r"|other than) that day|different day|another day"
                  r"|(?:any|what) other days?|days? other than"),
    ("other_time", r"(?:a |some |any )?(?:different|other|another|more) (?:time|slot|hour|opening"
                   r"|option)s?|(?:anything|something) else"
                   r"|what else|(?:none|neither) of (?:those|these|them)(?: work)?|other (?:times"
                   r"|openings|options|slots)|different one|not that time|more options"),
    ("later_same_day", r"^(?:no |nah |hmm |maybe |can we do |could we do |is there |do you have "
                       r"|how about |and |ok |but )*(?:any )?later(?: please| pls| then| maybe)?$"),
    ("earlier_same_day", r"^(?:no |nah |hmm |maybe |can we do |could we do |is there |do you have "
                         r"|how about |and |ok |but )*(?:any )?earlier(?: please| pls| then| maybe)?$"),
)  # fmt: skip
_SHIFTS_ES: tuple[tuple[ShiftKind, str], ...] = (
    ("next_week", r"(?:la )?(?:semana siguiente|siguiente semana|otra semana|semana despues"
                  r"|semana posterior)|una semana (?:despues|mas tarde)"),
    ("later_same_day", r"(?:un poco |un poquito |algo )?mas tarde(?! (?:en|de) la semana)(?: (?:ese"
                       r"|el mismo|ese mismo) dia)?|muy temprano|demasiado temprano|mas tardecito"),
    ("earlier_same_day", r"(?:un poco |un poquito |algo )?mas temprano(?! posible)|mas tempranito"
                         r"|muy tarde|demasiado tarde|(?:un poco |algo )antes(?: ese (?:mismo )?dia)?"),
    ("later_days", r"(?:un dia |una fecha |unos dias )?mas adelante|otra fecha mas tarde|mas tarde "
                   r"(?:en|de) la semana|unos dias despues|muy pronto|demasiado pronto"),
    ("earlier_days", r"(?:un dia |una fecha |algo )?mas (?:pronto|cercan[oa])(?! posible)"
                     r"|antes de es[ae] (?:fecha|dia)|mas cerca|muy lejos|falta mucho|demasiado lejos"
                     r"|tan lejos|mucho tiempo|algo antes"),
    ("other_day", r"(?:un |algun |cualquier )?otr[oa]s? (?:dia|fecha)s?|un dia diferente"
                  r"|un dia distinto|ese dia no"),
    ("other_time", r"(?:alg[uo]n[oa]?s? |a )?otr[oa]s? (?:hora|horario|hueco|cita|opcion)(?:es|s)?"
                   r"|otra cosa|algo mas|ningun[oa](?: de es[oa]s)?|que mas (?:hay|tiene|tienes"
                   r"|tienen)|mas opciones|un horario diferente|hay otr[oa]s?"),
)  # fmt: skip
_COMPILED: dict[str, tuple[tuple[ShiftKind, re.Pattern[str]], ...]] = {
    language: tuple((kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for kind, pattern in table)
    for language, table in (("en", _SHIFTS_EN), ("es", _SHIFTS_ES))
}


def parse_shift(text: str, language: str) -> Shift | None:
    """The move that `text` asks for, in its own language first; None when it asks for none."""
    folded = fold_with_offsets(text[:_MOST])
    cleaned = re.sub(r"[?!.,;]", " ", folded.text)
    stripped = cleaned.rstrip()
    for known in ("es", "en") if language == "es" else ("en", "es"):
        for kind, pattern in _COMPILED[known]:
            match = pattern.search(stripped)
            if match and match.group().strip():
                return Shift(kind, folded.span(match.start(), match.end()))
    return None
