"""The types of the values in a rulebook's files, each with the sentence for what it does not take."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainValidator

from intake.domain.deadlines import instant
from intake.domain.spans import seconds_in, span
from intake.domain.transit.border import HOST_SENTENCE, is_host

Moment = datetime | date
Send = Literal["send", "draft", "watch"]
_LONGEST_BANNER = 2_000
_MOST_PIECES = 4


def _written_as(pattern: str, like: str) -> AfterValidator:
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"{text!r} is not written like {like}")
        return text

    return AfterValidator(check)


def _moment(value: object) -> Moment:
    if not isinstance(value, date):
        raise ValueError("expected a day (2026-04-30) or a local time (2026-04-30T16:00:00), without quotation marks")  # noqa: TRY004 - pydantic collects ValueError
    return value


def _moment_or_word(value: object) -> Moment | Literal["none", "meeting-start"]:
    return value if value in ("none", "meeting-start") else _moment(value)


def _former(value: object) -> object:
    ids = value if isinstance(value, list) else [value]
    if not ids or not all(isinstance(one, str) and re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", one) for one in ids):
        raise ValueError('expected an id that the meeting had before, like "2026-05-13", or a list of them')
    return value


def _instant(value: object) -> datetime:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC)
    try:
        return instant(str(value))
    except ValueError as error:
        raise ValueError(f'{value!r} is not written like "2026-04-29T09:12:00Z", an instant with its offset') from error


def _span(text: str) -> str:
    span(text)
    return text


def _pause(text: str) -> str:
    seconds_in(text)
    return text


def _host(entry: str) -> str:
    if not is_host(entry):
        raise ValueError(f"{entry!r} is no server; {HOST_SENTENCE}")
    return entry


def _banner(text: str) -> str:
    pieces = [one for one in text.split("*") if one.strip()]
    if len(text) > _LONGEST_BANNER or len(pieces) > _MOST_PIECES or not any(map(str.isalnum, text)):
        raise ValueError(
            f'{text!r:.80} is not written like "This mail comes from outside of *.": at most {_LONGEST_BANNER} '
            f'signs, with at most {_MOST_PIECES - 1} "*" for what differs'
        )
    return text


Text = Annotated[str, Field(min_length=1, max_length=500)]
SentenceOfFile = Annotated[str, Field(max_length=500)]
Count = Annotated[int, Field(ge=1, le=1_000_000)]
Share = Annotated[float, Field(ge=0, le=1)]
AddressOfFile = Annotated[str, _written_as(r"[^@\s<>\",;:\\()]{1,64}@[^@\s<>\",;:\\()]{1,180}", "tsbjcamv@itu.int")]
SenderPattern = Annotated[
    str, _written_as(r"[^@\s<>\",;:\\()]{0,64}@[^@\s<>\",;:\\()]{1,180}", "ada@example.org or @example.org")
]
WordOfFile = Annotated[str, _written_as(r"[a-z0-9][a-z0-9-]{0,59}", "jca-mv (lower case, digits, hyphens)")]
Short = Annotated[str, _written_as(r"[A-Z0-9]{1,12}", "MV (capitals and digits)")]
Period = Annotated[
    str, _written_as(r"1 working day|(?:0|[2-9]|[12][0-9]|30) working days", '"1 working day", up to 30')
]
Pattern = Annotated[str, _written_as(r"[^{}]{0,60}\{number(?::0?[1-9]?d)?\}[^{}]{0,60}", "JCA-MV-Doc-{number:03d}")]
ItemNumber = Annotated[
    str, _written_as(r"[1-9]\d?(?:\.[1-9]\d?){0,2}", '"4" or "4.1", in quotation marks'), Field(max_length=8)
]
Former = Annotated[str | list[str], PlainValidator(_former)]
Host = Annotated[str, AfterValidator(_host)]
Span = Annotated[str, AfterValidator(_span)]
Pause = Annotated[str, AfterValidator(_pause)]
"""A span, or none at all: "0 min"."""
InstantOfFile = Annotated[datetime, PlainValidator(_instant)]


Banner = Annotated[str, AfterValidator(_banner)]
When = Annotated[Moment, PlainValidator(_moment)]
Until = Annotated[Moment | Literal["none", "meeting-start"], PlainValidator(_moment_or_word)]
