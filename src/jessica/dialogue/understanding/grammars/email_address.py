"""E-mail addresses as typed ("ana@example.org") and as said ("ana dot diaz at example dot org")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from jessica.dialogue.understanding.grammars.spoken_numbers import read_dictated_digits
from jessica.dialogue.understanding.grammars.text import Token, fold_with_offsets, tokenize
from jessica.dialogue.understanding.grammars.word_lists import word_set

_TYPED = re.compile(r"[a-z0-9][a-z0-9._%+'-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}")
_SAID_SIGNS: dict[tuple[str, ...], str] = {
    ("guion", "bajo"): "_",
    ("raya", "abajo"): "_", ("guion", "medio"): "-",
    ("point",): ".", ("under", "score"): "_", ("underscore",): "_", ("_",): "_", ("dot",): ".",
    ("punto",): ".", ("period",): ".", (".",): ".", ("dash",): "-", ("hyphen",): "-", ("guion",): "-",
    ("minus",): "-", ("-",): "-", ("plus",): "+", ("mas",): "+", ("+",): "+",
}  # fmt: skip
_BRACKETED = re.compile(r" ?[(\[]\s?(at|arroba|dot|punto)\s?[)\]] ?", re.IGNORECASE)
_ONE_WORD = re.compile(r"\b(?:all one word|all together|one word|todo junto|todo pegado)\b,?", re.IGNORECASE)
_TENS = word_set(
    """
    twenty thirty forty fifty sixty seventy eighty ninety treinta cuarenta cincuenta sesenta setenta ochenta
    noventa
    """
)
_AT = frozenset({"at", "arroba", "@"})
_STOPS = word_set(
    """
    is it its it's my mi es el email mail e correo address direccion electronico at me on use to the
    so yes si yeah ok okay sure and y a un una uh um eh this that i i'm im reach send contact por en
    de con por favor please
    """
)
_FRONT_STOPS = _STOPS - {"e", "i", "a", "y", "mail", "me", "de"}
_WELL_KNOWN = (
    "gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "aol.com", "live.com", "msn.com",
    "comcast.net", "me.com", "proton.me", "protonmail.com", "att.net", "verizon.net", "sbcglobal.net",
    "yahoo.es", "hotmail.es", "outlook.es", "yahoo.com.mx", "ymail.com", "example.com", "example.org",
)  # fmt: skip
_PROVIDERS = {domain.split(".")[0]: domain for domain in reversed(_WELL_KNOWN)}
_SAFE_FROM_TYPOS = frozenset(
    {"mail.com", "email.com", "gmx.com", "gmx.net", "ymail.com", "me.com", "mac.com"}
)
_TLD = re.compile(r"[a-z]{2,24}")


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """A well-formed address; `suggestion` is the whole address with a likely domain typo mended, or None."""

    address: str
    suggestion: str | None
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class EmailProblem:
    """Words meant as an address but incomplete; `suggestion` is a likely whole address, or None."""

    code: Literal["incomplete_domain", "bad_form"]
    suggestion: str | None
    span: tuple[int, int]


def parse_email(text: str) -> EmailAddress | EmailProblem | None:
    """The e-mail address in `text`, typed or said; a problem when it is incomplete; None without any."""
    text = _plain_signs(text)
    folded = fold_with_offsets(text)
    all_typed = list(_TYPED.finditer(folded.text))
    if all_typed:
        typed = all_typed[-1]  # people correct themselves forwards
        return _judge(typed.group().rstrip("."), folded.span(typed.start(), typed.end()))
    return _said(tokenize(text))


def _plain_signs(text: str) -> str:
    """ "(at)" and "[dot]" as the signs they stand for, "all one word" blanked; length unchanged."""
    text = _BRACKETED.sub(
        lambda found: ("@" if found[1].lower() in ("at", "arroba") else ".").center(len(found[0])), text
    )
    return _ONE_WORD.sub(lambda found: " " * len(found[0]), text)


def _judge(address: str, span: tuple[int, int]) -> EmailAddress | EmailProblem:
    local, _, domain = address.rpartition("@")
    if "." not in domain:
        known = _PROVIDERS.get(domain)
        return EmailProblem("incomplete_domain", f"{local}@{known}" if known else None, span)
    labels = domain.split(".")
    broken = ".." in local or local.endswith(".") or not _TLD.fullmatch(labels[-1])
    if broken or any(not label or label[0] == "-" or label[-1] == "-" for label in labels):
        return EmailProblem("bad_form", None, span)
    mended = _mend(domain)
    return EmailAddress(address, f"{local}@{mended}" if mended else None, span)


def _mend(domain: str) -> str | None:
    """The well-known domain that `domain` misspells by one or two slips, if any."""
    if domain in _WELL_KNOWN or domain in _SAFE_FROM_TYPOS:
        return None
    for known in _WELL_KNOWN:
        slips = 1 if len(known) < 9 else 2
        if OSA.distance(domain, known, score_cutoff=slips) <= slips and domain[0] == known[0]:
            return known
    return None


def _said(tokens: tuple[Token, ...]) -> EmailAddress | EmailProblem | None:
    for index in range(len(tokens) - 1, 0, -1):
        if tokens[index].text not in _AT:
            continue
        domain, end = _domain(tokens, index + 1)
        local, start = _local(tokens, index - 1)
        if local and (
            domain in _PROVIDERS or _TLD.fullmatch(domain.rpartition(".")[2] if "." in domain else "")
        ):
            return _judge(f"{local}@{domain}", (tokens[start].start, tokens[end - 1].end))
    return None


def _domain(tokens: tuple[Token, ...], index: int) -> tuple[str, int]:
    parts = ""
    while index < len(tokens):
        sign = _sign(tokens, index)
        word = tokens[index].text
        if sign and parts and sign[0] in ".-" and index + sign[1] < len(tokens):
            parts += sign[0]
            index += sign[1]
        elif word.isascii() and word.isalnum() and (not parts or parts[-1] in ".-"):
            parts += word
            index += 1
        elif parts in ("g", "hot", "y") and word == "mail":
            parts, index = f"{parts}mail", index + 1
        else:
            break
    return parts.rstrip("."), index


def _local(tokens: tuple[Token, ...], index: int) -> tuple[str, int]:
    """The part before the at sign, read backwards until a word that is no part of an address."""
    local = ""
    start = index
    while index >= 0:
        sign, width = _sign_ending(tokens, index)
        word = tokens[index].text
        if sign:
            if not local:
                break
            local = sign + local
            index -= width
            continue
        joined = bool(local) and local[0] in "._-+"
        if not (word.isascii() and word.replace("'", "").isalnum()) or (word in _FRONT_STOPS and not joined):
            break
        if (
            word in ("mail", "a", "e", "i", "y", "me", "de")
            and local
            and not joined
            and _preceded_by_stop(tokens, index)
            and len(tokens[index + 1].text) > 1
        ):
            break
        if word == "y" and local[:1].isdigit() and index and tokens[index - 1].text in _TENS:
            index -= 1  # "ochenta y cinco"
            continue
        if word in _TENS and re.match(r"[1-9](?!\d)", local) and not tokens[index + 1].text.isdigit():
            digits = read_dictated_digits([word])
            local, start, index = (digits[0][:1] if digits else word) + local, index, index - 1
            continue
        digits = read_dictated_digits([word])
        local = (digits[0] if digits and not word.isdigit() and len(word) > 2 else word) + local
        start = index
        index -= 1
    return local.lstrip("._-+"), start


def _preceded_by_stop(tokens: tuple[Token, ...], index: int) -> bool:
    return index == 0 or tokens[index - 1].text in _FRONT_STOPS or tokens[index - 1].text in "-e"


def _sign(tokens: tuple[Token, ...], index: int) -> tuple[str, int] | None:
    for width in (2, 1):
        sign = _SAID_SIGNS.get(tuple(token.text for token in tokens[index : index + width]))
        if sign:
            return sign, width
    return None


def _sign_ending(tokens: tuple[Token, ...], index: int) -> tuple[str, int]:
    for width in (2, 1):
        sign = _SAID_SIGNS.get(tuple(token.text for token in tokens[max(0, index - width + 1) : index + 1]))
        if sign and index - width + 1 >= 0:
            return sign, width
    return "", 0
