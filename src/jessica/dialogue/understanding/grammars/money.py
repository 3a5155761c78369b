"""Amounts of money as written or said: "$8,500", "8.5k", "ocho mil dólares"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from jessica.dialogue.understanding.grammars.spoken_numbers import read_cardinal
from jessica.dialogue.understanding.grammars.text import fold_with_offsets, tokenize

_FIGURE = (
    r"(?P<figure>\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:[,.]\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?)"
)
_UNIT = r"(?:dollars?|dolares|dolar|bucks|usd|pesos?|pavos)"
_BEFORE = re.compile(
    rf"(?:(?:us)?\$|\busd\b) ?{_FIGURE} ?(?P<times>k\b|mil\b|grand\b|thousand\b)?(?: ?{_UNIT}\b)?"
)
_AFTER = re.compile(
    rf"(?<![\w.,/:-]){_FIGURE} ?(?P<times>k|mil|grand|thousand)?(?: (?:us )?{_UNIT}| ?\$)(?!\w)"
)
_BARE_K = re.compile(rf"(?<![\w.,/:-]){_FIGURE} ?(?P<times>k|grand)\b")
_ROUND = {"a thousand": (1000, 2), "a hundred": (100, 2)}
_UNIT_WORDS = frozenset({"dollars", "dollar", "bucks", "dolares", "dolar", "usd", "pesos"})


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the clinic's own currency."""

    amount: Decimal
    span: tuple[int, int]


def find_money(text: str, language: str = "en") -> tuple[Money, ...]:
    """Every amount of money in `text`, in order of appearance."""
    folded = fold_with_offsets(text)
    found: list[Money] = []
    for pattern in (_BEFORE, _AFTER, _BARE_K):
        for match in pattern.finditer(folded.text):
            span = folded.span(match.start(), match.end())
            if not any(span[0] < other.span[1] and other.span[0] < span[1] for other in found):
                found.append(Money(_amount(match["figure"], match["times"]), span))
    typed = [money.span for money in found]
    found.extend(
        money
        for money in _said(text, language)
        if not any(money.span[0] < end and start < money.span[1] for start, end in typed)
    )
    return tuple(sorted(found, key=lambda money: money.span))


def _amount(figure: str, times: str | None) -> Decimal:
    thousands = re.fullmatch(r"(\d{1,3}(?:[,.]\d{3})+)(\.\d{1,2})?", figure)
    if re.fullmatch(r"[\d.]+,\d{1,2}", figure) and "." in figure:  # "1.250,50"
        plain = figure.replace(".", "").replace(",", ".")
    elif thousands:
        plain = re.sub(r"[,.]", "", thousands[1]) + (thousands[2] or "")
    else:
        plain = figure.replace(",", ".")
    return Decimal(plain) * (1000 if times else 1)


def _said(text: str, language: str) -> list[Money]:
    tokens = tokenize(text)
    words = [token.text for token in tokens]
    found: list[Money] = []
    index = 0
    while index < len(words):
        number = _ROUND.get(" ".join(words[index : index + 2])) or read_cardinal(
            words[index : index + 12], language
        )
        if number is None:
            index += 1
            continue
        end = index + number[1]
        if end < len(words) and words[end] == "grand":
            found.append(Money(Decimal(number[0] * 1000), (tokens[index].start, tokens[end].end)))
        elif end < len(words) and words[end] in _UNIT_WORDS:
            found.append(Money(Decimal(number[0]), (tokens[index].start, tokens[end].end)))
        index = end
    return found
