"""Instants and facts as the plain values that JSON has."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

Object = dict[str, Any]


def instant(at: datetime | None) -> str | None:
    """An instant as ISO 8601 in UTC with Z, to the second, or finer if it is known finer."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def plain_facts(facts: Mapping[str, Any]) -> Object:
    """Facts with tuples as lists."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()}
