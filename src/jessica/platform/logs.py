"""Structured logs that never carry what a person said or who they are."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# Field names whose values say something about a person; their values never reach a log.
PERSONAL_FIELDS = frozenset(
    {
        "text",
        "message_text",
        "name",
        "given_name",
        "family_name",
        "phone",
        "email",
        "birth_date",
        "reason",
        "answer",
    }
)


def redact_personal_fields(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace the value of every field that may describe a person."""
    for field in PERSONAL_FIELDS.intersection(event):
        event[field] = "[redacted]"
    return event


def configure(options: dict[str, Any]) -> None:
    """Set up logging for the process; called by Django with `settings.LOGGING`."""
    level = getattr(logging, str(options.get("level", "INFO")).upper(), logging.INFO)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redact_personal_fields,
    ]
    renderer: Any = (
        structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            foreign_pre_chain=shared,
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("uvicorn.access").setLevel(logging.WARNING)
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
