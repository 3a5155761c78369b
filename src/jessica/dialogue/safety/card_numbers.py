"""Payment-card numbers: noticed so that they are never kept."""

from __future__ import annotations

import re

# ISO/IEC 7812: 13 to 19 digits whose last is a Luhn check digit.
_RUN = re.compile(r"(?<!\d)(?:\d[\s.\-\u2010-\u2015]{0,2}){12,18}\d(?!\d)")


def _is_card(digits: str) -> bool:
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and len(set(digits)) > 1


def holds_card_number(text: str) -> bool:
    """Whether `text` holds something that is a card number by its length and check digit."""
    return any(_is_card(re.sub(r"\D", "", match.group())) for match in _RUN.finditer(text))


def without_card_numbers(text: str) -> str:
    """`text` with every card number replaced, for storage."""
    return _RUN.sub(
        lambda match: (
            "[card number removed]" if _is_card(re.sub(r"\D", "", match.group())) else match.group()
        ),
        text,
    )
