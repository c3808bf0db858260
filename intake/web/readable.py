"""What a request says is text that can be kept: no database takes NUL or half a character, and no file name has one."""

from collections.abc import Iterable, Mapping

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import UploadFile

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


async def readable(request: Request) -> None:
    """Raise RequestValidationError for a path, a query, a field of a form or a file's name that nobody can have typed.

    A dependency of all routes: what they are given can be stored, looked for, and shown.
    """
    said = [*_texts(request.path_params), *_pairs(request.query_params.multi_items())]
    if request.method not in _SAFE:
        said += _pairs((await request.form()).multi_items())
    if any(map(_broken, said)):
        raise RequestValidationError([])


def _texts(places: Mapping[str, object]) -> list[str]:
    """What stands in a path. Not a token: it is only compared, and all that are wrong get the same answer."""
    return [one for name, one in places.items() if isinstance(one, str) and name != "token"]


def _pairs(given: Iterable[tuple[str, UploadFile | str]]) -> list[str]:
    """Names and values; of a file its name."""
    return [text for name, value in given for text in (name, value if isinstance(value, str) else value.filename or "")]


def _broken(text: str) -> bool:
    return "\0" in text or (not text.isascii() and any("\ud800" <= one <= "\udfff" for one in text))
