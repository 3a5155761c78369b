"""Which language a public page speaks: asked for in the address, else what the browser prefers."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

# The languages that our own page texts exist in.
WRITTEN = ("en", "es")


def page_language(request: HttpRequest, offered: Sequence[str]) -> str:
    """The language of the page for this request.

    `?lang=` wins, then Accept-Language by its weights; only languages that are both `offered` by the
    clinic and written by us count. Otherwise the first offered one that is written, else English.
    """
    able = [code for code in offered if code in WRITTEN] or ["en"]
    asked = [request.GET.get("lang", "").lower()]
    asked += [code for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    for code in asked:
        base = code.split("-", maxsplit=1)[0]
        if base in able:
            return base
    return able[0]
