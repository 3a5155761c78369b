"""What Jessica makes of messages, one a line, without talking to anybody."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TextIO, cast, get_args
from zoneinfo import ZoneInfo

from rich.console import Console

from jessica.clinic.models import Clinic
from jessica.dialogue.reply import Awaiting
from jessica.dialogue.safety.care import Care
from jessica.dialogue.understanding.context import Context
from jessica.dialogue.understanding.explanation import Explainer
from jessica.dialogue.understanding.opening_span import opening_span
from jessica.platform.clock import clinic_clock
from jessica.platform.errors import Refused
from jessica.reception.clinic_facts import facts_of


def understand_lines(clinic: Clinic, lines: TextIO, *, awaiting: str | None, as_json: bool) -> None:
    """Read messages from `lines` and print what each means.

    With `as_json` a line is an object `{text, now?, awaiting?, locale?, context?: {procedure, days_since}}`,
    or just text, and one object is printed for it. Raises `Refused` for a line that is neither, naming it.
    """
    at = clinic_clock().now()
    zone = ZoneInfo(clinic.time_zone)
    explainer = Explainer.of(facts_of(clinic, at.astimezone(zone).date().isoformat()))
    hours = opening_span(explainer.facts)
    console = Console(highlight=False)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        asked = _request(line, number, as_json=as_json)
        local = _instant(asked.get("now"), at, zone, number).astimezone(zone)
        context = Context(
            language=str(asked.get("locale") or clinic.languages[0])[:2],
            today=local.date(),
            now=local.time(),
            hours=hours,
            awaiting=_awaiting(asked.get("awaiting") or awaiting, number),
            first_turn=asked.get("locale") is None,
        )
        treated = asked.get("context") or {}
        care = Care(treated.get("procedure"), treated.get("days_since"))
        begun = time.perf_counter()
        found = explainer.explain(str(asked["text"]), context, care)
        found["ms"] = round((time.perf_counter() - begun) * 1000, 3)
        if as_json:
            sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        else:
            console.print("\n".join(_for_people(found)), markup=False)


def _request(line: str, number: int, *, as_json: bool) -> dict[str, Any]:
    text = line.rstrip("\n")
    if not as_json or not text.lstrip().startswith("{"):
        return {"text": text}
    try:
        asked = json.loads(text)
    except ValueError as error:
        raise Refused(f"Line {number} is not JSON: {error}. The lines before it were answered.") from error
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise Refused(f"Line {number} has no text. The lines before it were answered.")
    return asked


def _instant(value: object, fallback: datetime, zone: ZoneInfo, number: int) -> datetime:
    if value is None:
        return fallback
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise Refused(f"Line {number}: {value!r} is no ISO 8601 instant like 2026-11-23T10:30.") from error
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _awaiting(value: object, number: int) -> Awaiting | None:
    known = [name for name in get_args(Awaiting) if name is not None]
    if value is None or value in known:
        return cast("Awaiting | None", value)
    raise Refused(f"Line {number}: nothing is awaited as {value!r}. Choose one of {', '.join(known)}.")


def _for_people(found: dict[str, Any]) -> Iterable[str]:
    yield found["text"]
    yield f"  wants    {', '.join(found['intents']) or 'nothing'}  (sure {found['confidence']:.2f})"
    if found["topics"]:
        yield f"  about    {', '.join(found['topics'])}"
    for name, value in found["slots"].items():
        if value is not None:
            yield f"  {name:<8} {json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value}"
    for name in ("safety", "opt_out", "knowledge"):
        if found[name]:
            yield f"  {name:<8} {', '.join(f'{key} {value}' for key, value in found[name].items() if value)}"
    if found["conduct"]:
        yield f"  conduct  {', '.join(found['conduct'])}"
