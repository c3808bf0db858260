"""The program's own log: one JSON line for each event, on standard error."""

import logging
import sys

import structlog
from structlog.tracebacks import ExceptionDictTransformer


def log_as_json() -> None:
    """Set up structlog, and keep libraries quiet that would log what is in a mail."""
    for name in ("imapclient", "aiosmtplib", "apscheduler", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # Without local variables: they hold words of mails, and secrets.
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
