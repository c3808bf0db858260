"""Values of the domain <-> canonical JSON text, which is how a row keeps what has a shape of its own."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from intake.domain.document import Contact
from intake.domain.mail import Facts
from intake.domain.submission import AcceptedFile, Timestamps
from intake.domain.text.canonical import canonical
from intake.domain.verdict import Inputs, Verdict

T = TypeVar("T")


class Codec(Generic[T]):
    """One type as JSON: fields in their order, no spaces, instants in ISO 8601 with their zone."""

    def __init__(self, of: Any) -> None:  # noqa: ANN401 - a class, or a type that is put together
        self._of = of

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        """Built when it is first used: a command reads one or two of these types."""
        return TypeAdapter(self._of)

    def dump(self, value: T) -> str:
        """The value as JSON; lone surrogates, which no JSON text can hold, become U+FFFD."""
        try:
            return self._adapter.dump_json(value).decode()
        except PydanticSerializationError:
            return canonical(self._adapter.dump_python(value, mode="json"))

    def load(self, text: str) -> T:
        """The value again. Raises pydantic's ValidationError (a ValueError) for a text that we did not write."""
        return self._adapter.validate_json(text)


VERDICT: Codec[Verdict] = Codec(Verdict)
INPUTS: Codec[Inputs] = Codec(Inputs)
STAMPS: Codec[Timestamps] = Codec(Timestamps)
CONTACTS: Codec[tuple[Contact, ...]] = Codec(tuple[Contact, ...])
FILES: Codec[tuple[AcceptedFile, ...]] = Codec(tuple[AcceptedFile, ...])
LINES: Codec[tuple[str, ...]] = Codec(tuple[str, ...])
FACTS: Codec[Facts] = Codec(Facts)
PERSONAL: Codec[Mapping[str, str]] = Codec(Mapping[str, str])
PAYLOAD: Codec[Mapping[str, object]] = Codec(Mapping[str, object])
