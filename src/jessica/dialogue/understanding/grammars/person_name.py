"""Names as people give them: in full, in passing, with a preferred name, pronouns or a spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jessica.dialogue.understanding.grammars import person_name_words as words
from jessica.dialogue.understanding.grammars.spelling import Spelling, parse_spelling
from jessica.dialogue.understanding.grammars.text import Folded, fold, fold_with_offsets

_MOST = 400
_MOST_PARTS = 7
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u02bc`-][^\W\d_]+)*\.?")
_STRONG = re.compile(words.STRONG_CUE)
_WEAK = re.compile(words.WEAK_CUE)
_PREFERRED = re.compile(words.PREFERRED_CUE)
_AFTERWARDS = re.compile(words.CUE_AFTER_NAME)
_QUOTED = re.compile(r"[\"(]\s?([^\W\d_]+)\s?[\")]")
_FIRST_NAME = re.compile(r"\b(?:(?:first|given) name|nombre)(?:'s| is| es|:)? ([^\W\d_]+)")
_LAST_NAME = re.compile(
    r"\b(?:last name|surname|family name|apellidos?)(?:'s| is| es| son|:)? ([^\W\d_]+(?:[-'][^\W\d_]+)?"
    r"(?:(?<=[a-z]) (?!and\b|y\b|first\b|"
    r"nombre\b|thanks\b|gracias\b|please\b|por\b|but\b|pero\b)[^\W\d_]+$)?)"
)
_SWAPPED = re.compile(r"([^\W\d_' -]+(?: [^\W\d_' -]+){0,3}), ([^\W\d_' -]+(?: [^\W\d_' -]+)?)\.?")
_END = re.compile(
    r"[^\w '\-.\u2019]|(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bsra)(?<!\bsr)(?<! [a-z])\. |\b[a-z]"
    r"(?:-[a-z])+\b|$"
)
_PRONOUNS = re.compile(words.PRONOUNS)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name, capitalised for reading back; `family` is "" when only a given name was said."""

    given: str
    family: str
    preferred: str | None
    pronouns: str | None
    span: tuple[int, int]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    plain: str
    start: int
    end: int


def parse_name(text: str, language: str, *, asked: bool) -> PersonName | None:
    """The speaker's name in `text`; None when it gives none.

    "My name is" and the like are trusted; "I'm ..." only when what follows can be a name; a bare name only
    when `asked`. Letters spelled out replace what they spell.
    """
    text = text[:_MOST]
    folded = fold_with_offsets(text)
    pronouns = _PRONOUNS.search(folded.text)
    preferred = _preferred(text, folded)
    quoted = _QUOTED.search(text)
    if quoted:  # the nickname in the middle of a name is read apart
        blank = " " * (quoted.end() - quoted.start())
        text = text[: quoted.start()] + blank + text[quoted.end() :]
        folded = fold_with_offsets(text)
    found = _labelled(text, folded) or _cued(text, folded, language, asked=asked)
    found = found or (_bare(text, folded, language) or _two_words(text) if asked else None)
    if found is None and preferred:
        found = PersonName(preferred[0], "", preferred[0], None, preferred[1], 0.8)
    if found is None:
        return None
    found = _spelled(found, text, language)
    nickname = preferred[0] if preferred else found.preferred
    return replace(found, preferred=nickname, pronouns=_pronoun_pair(pronouns) if pronouns else None)


_TWO_WORDS = re.compile(r"\s*([A-Z][\w'\u2019-]+)\s+([A-Z][\w'\u2019-]+)[\s.,]*")


def _two_words(text: str) -> PersonName | None:
    """Two capitalised words and nothing else, asked for a name, are one, even "Dana Price" or "Will Park"."""
    match = _TWO_WORDS.fullmatch(text)
    if match is None:
        return None
    return PersonName(match[1], match[2], None, None, match.span(1)[:1] + match.span(2)[1:], 0.7)


def capitalise(word: str) -> str:
    """Sensible capitals for a name typed in one case: O'Neil, McDonald, de la Cruz, Mary-Ann."""
    if word != word.lower() and word != word.upper():
        return word
    plain = word.lower()
    if fold(plain) in words.PARTICLES:
        return plain
    pieces = re.split(r"([-'\u2019])", plain)
    made = "".join(piece[:1].upper() + piece[1:] for piece in pieces)
    if re.match(r"mc[^\W\d_aeiou]?[^\W\d_]{3,}", plain) and len(plain) > 4:
        made = "Mc" + plain[2:3].upper() + plain[3:]
    return made if len(pieces) < 3 or len(pieces[-1]) > 1 else made[:-1] + pieces[-1]


def _labelled(text: str, folded: Folded) -> PersonName | None:
    """ "First name Jane, last name Doe"; the given name may also simply open the message."""
    family = _LAST_NAME.search(folded.text)
    if family is None or family[1] in words.NOT_NAMES:
        return None
    given = _FIRST_NAME.search(folded.text) or re.match(r"([^\W\d_]+)(?=(?:,? (?:and|y)|[.,]) )", folded.text)
    spans = [folded.span(*match.span(1)) for match in (given, family) if match]
    if given is not None and given[1] in words.NOT_NAMES:
        return None
    said = [capitalise(text[start:end]) for start, end in spans]
    return PersonName(said[0] if given else "", said[-1], None, None, (min(spans)[0], max(spans)[1]), 0.9)


def _cued(text: str, folded: Folded, language: str, *, asked: bool) -> PersonName | None:
    best: PersonName | None = None
    for pattern, sure in ((_STRONG, 0.95), (_WEAK, 0.75)):
        for match in pattern.finditer(folded.text):
            if match.end() >= len(folded.text):
                continue
            if not asked and re.search(r"(?:'s|\bde mi \w+) $", folded.text[: match.start()]):
                continue  # "my husband's name is": not the speaker
            weak = sure < 0.9
            name = _name_at(text, folded, match.end(), language, weak=weak and not asked)
            name = replace(name, confidence=min(name.confidence, 0.85)) if name and weak else name
            if name and (best is None or sure >= 0.9 or name.family):
                corrected = best is None or name.family or not best.family
                best = replace(name, confidence=min(name.confidence, sure)) if corrected else best
        if best:
            return best
    after = _AFTERWARDS.search(folded.text)
    if after:
        parts = _parts(text, folded, after.start("name"), after.end("name"))
        if parts and all(_may_be_name(part) for part in parts):
            return _built(parts, language, 0.75)
    return None


def _name_at(text: str, folded: Folded, place: int, language: str, *, weak: bool) -> PersonName | None:
    """The name that starts at `place` of the folded text, as far as the words can be one."""
    stopped = _END.search(folded.text, place)
    stop = stopped.start() if stopped else len(folded.text)
    parts = _parts(text, folded, place, stop)
    kept: list[_Part] = []
    for index, part in enumerate(parts):
        if part.plain in words.TITLES and not kept:
            continue
        if kept and len(part.plain) == 1 and _letters_follow(parts, index):
            break
        if not _may_be_name(part) and not (kept and part.plain in words.PARTICLES):
            break
        kept.append(part)
        if len(kept) == _MOST_PARTS:
            break
    while kept and kept[-1].plain in words.PARTICLES:
        kept.pop()
    if not kept or (weak and not _weak_name(kept, parts)):
        return None
    aside = _aside(text, folded, stop, language) if len(kept) == 1 else None
    if aside:
        nickname = capitalise(kept[0].text)
        return replace(aside, preferred=None if nickname in (aside.given, aside.family) else nickname)
    sure = 0.9 if not weak else (0.85 if len(kept) > 1 else 0.7)
    return _built(kept, language, sure)


def _letters_follow(parts: list[_Part], index: int) -> bool:
    return index + 1 < len(parts) and len(parts[index + 1].plain) == 1


def _aside(text: str, folded: Folded, stop: int, language: str) -> PersonName | None:
    """ "I'm Bob, Robert Smith": the full name after the comma."""
    if folded.text[stop : stop + 2] != ", ":
        return None
    end = re.compile(r"[^\w '\-]|$").search(folded.text, stop + 2)
    parts = _parts(text, folded, stop + 2, end.start() if end else len(folded.text))
    if 2 <= len(parts) <= 5 and all(_may_be_name(part) for part in parts):
        return _built(parts, language, 0.85)
    return None


def _weak_name(kept: list[_Part], parts: list[_Part]) -> bool:
    """After "I'm" a single lower-case word is a name only when the message does not go on like a sentence."""
    first = kept[0]
    if first.plain.endswith(("ing", "ed", "ando", "iendo")) and first.text[:1].islower():
        return False
    if first.text[:1].isupper() or first.plain in words.COMMON_GIVEN:
        return True
    rest = parts[len(kept) :]
    capital = any(part.text[:1].isupper() for part in kept)
    return capital and (len(kept) > 1 or not rest or rest[0].plain in words.AFTER_NAME)


def _bare(text: str, folded: Folded, language: str) -> PersonName | None:
    """A name on its own, as the answer to "your name, please?"."""
    lead = re.match(words.LEAD_IN, folded.text)
    place = lead.end() if lead else 0
    swapped = _SWAPPED.fullmatch(folded.text[place:])
    if swapped and not any(
        word in words.NOT_NAMES for word in re.split(r"[ ,]+", swapped.group().rstrip("."))
    ):
        middle = place + swapped.start(2)
        family, given = (
            _parts(text, folded, place, place + swapped.end(1)),
            _parts(text, folded, middle, len(folded.text)),
        )
        name = _built([*given, *family], language, 0.7)
        return replace(
            name, given=_joined(given), family=_joined(family), span=(family[0].start, given[-1].end)
        )
    stopped = _END.search(folded.text, place)
    parts = _parts(text, folded, place, stopped.start() if stopped else len(folded.text))
    parts = (
        parts[1:]
        if len(parts) > 2 and parts[0].plain in ("la", "el") and parts[1].plain in words.TITLES
        else parts
    )
    parts = parts[1:] if parts and parts[0].plain in words.TITLES and len(parts) > 1 else parts
    kept: list[_Part] = []
    for index, part in enumerate(parts):
        if kept and (
            part.plain in words.AFTER_NAME or (len(part.plain) == 1 and _letters_follow(parts, index))
        ):
            break
        kept.append(part)
    if not kept or len(kept) > _MOST_PARTS or not _all_names(kept):
        return None
    if kept[0].plain in words.PARTICLES and kept[0].plain not in words.COMMON_GIVEN and len(kept) == 1:
        return None
    return _built(kept, language, 0.85 if len(kept) > 1 else 0.65)


def _all_names(parts: list[_Part]) -> bool:
    """True when every word can be a name; ordinary words ("Will", "An") need a full name around them."""
    if all(_may_be_name(part) for part in parts):
        return True
    first, rest = parts[0], parts[1:]
    if not rest:
        return False
    if first.plain in words.ALSO_NAMES:
        return all(_may_be_name(part) or part.plain in words.ALSO_NAMES for part in rest)
    titled = all(part.text[:1].isupper() for part in parts)
    return titled and _may_be_name(first) and _may_be_name(rest[0])


def _parts(text: str, folded: Folded, start: int, stop: int) -> list[_Part]:
    found: list[_Part] = []
    for match in _WORD.finditer(folded.text, start, stop):
        first, last = folded.span(match.start(), match.end())
        plain = match.group().rstrip(".")
        found.append(_Part(text[first:last].rstrip("."), plain, first, last - (match.group().endswith("."))))
    return found


def _may_be_name(part: _Part) -> bool:
    if part.plain.endswith("'s"):
        return False
    return part.plain not in words.NOT_NAMES and (
        len(part.plain) > 1 or part.text.isupper() or part.plain not in "aeiouy"
    )


def _built(parts: list[_Part], language: str, sure: float) -> PersonName:
    """Split into given and family name: particles stay with what follows them."""
    cut = _given_count(parts, language)
    given, family = parts[:cut], parts[cut:]
    return PersonName(_joined(given), _joined(family), None, None, (parts[0].start, parts[-1].end), sure)


def _given_count(parts: list[_Part], language: str) -> int:
    plain = [part.plain for part in parts]
    particle = next((index for index, word in enumerate(plain) if index and word in words.PARTICLES), None)
    if particle is not None:
        if (
            plain[0] in ("maria", "ana")
            and plain[particle] in ("del", "de")
            and particle == 1
            and len(parts) > 3
        ):
            return 3 if plain[2] in words.SECOND_GIVEN else 1
        return particle if particle < 3 else 1
    names = [word for word in plain if word not in words.SUFFIXES]
    if len(names) >= 3 and names[1] in words.SECOND_GIVEN:
        return 2
    if len(names) == 3:
        return 1 if language == "es" else 2
    return 2 if len(names) >= 4 else 1


def _joined(parts: list[_Part]) -> str:
    return " ".join(capitalise(part.text) for part in parts)


def _preferred(text: str, folded: Folded) -> tuple[str, tuple[int, int]] | None:
    match = _PREFERRED.search(folded.text)
    if match:
        parts = _parts(text, folded, match.end(), len(folded.text))[:1]
        if parts and _may_be_name(parts[0]):
            return capitalise(parts[0].text), (parts[0].start, parts[0].end)
    quoted = _QUOTED.search(folded.text)
    if quoted and quoted[1] not in words.NOT_NAMES:
        start, end = folded.span(*quoted.span(1))
        return capitalise(text[start:end]), (start, end)
    return None


def _pronoun_pair(match: re.Match[str]) -> str:
    said = match.group("pair").replace(" ", "").replace("and", "/")
    if said.endswith("/they") and said != "they/they":
        return said
    return words.PRONOUN_FORMS.get(said.replace("theythem", "they").split("/")[0], said)


def _spelled(name: PersonName, text: str, language: str) -> PersonName:
    """Put a spelled-out form in the place of the part it spells."""
    spelling: Spelling | None = parse_spelling(text[name.span[1] :], language)
    if spelling is None or spelling.hint:
        return name
    word = capitalise(spelling.word.lower())
    family_first = name.family and _alike(word, name.family) >= _alike(word, name.given)
    return replace(name, family=word) if family_first else replace(name, given=word)


def _alike(word: str, other: str) -> int:
    first, second = fold(word), fold(other)
    return sum(a == b for a, b in zip(first, second, strict=False)) - abs(len(first) - len(second))
