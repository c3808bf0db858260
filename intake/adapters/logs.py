"""The program's own log: one JSON line for each event, on standard error."""

import json
import logging
import sys
from typing import Any

import structlog
from structlog.tracebacks import ExceptionDictTransformer

from intake.domain.text.canonical import for_terminals


def log_as_json() -> None:
    """Set up structlog, and silence libraries that would log the content of mails."""
    for name in ("imapclient", "aiosmtplib", "apscheduler", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # Without local variables, which hold words of mails and secrets.
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(_written),
        ],
        # Standard error as it is at that moment: a program around us may have put another in its place.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def _written(event: object, **kwargs: Any) -> str:  # noqa: ANN401 - what structlog hands on to a serializer
    return for_terminals(json.dumps(event, ensure_ascii=False, **kwargs))
