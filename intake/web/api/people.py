"""People in what is answered: names and addresses for a token with the scope "people" alone."""

from collections.abc import Iterable, Mapping

from intake.domain.document import Contact
from intake.domain.mail import Fact
from intake.domain.persons.tokens import ApiReader
from intake.domain.text.private import without_contact
from intake.web.api.answers import Record


class CoverContact(Record):
    """A contact on a cover, as written there."""

    name: str | None
    """The name."""
    organization: str | None
    """The organization."""
    country: str | None
    """The country."""
    tel: str | None
    """The telephone."""
    email: str | None
    """The e-mail address."""


def shown(reader: ApiReader, text: str) -> str:
    """Words of a person as this reader may see them: without addresses and telephones unless they see people."""
    return text if reader.has("people") else without_contact(text)


def shown_or_none(reader: ApiReader, text: str | None) -> str | None:
    """The same of what may not be there."""
    return None if text is None else shown(reader, text)


def all_shown(reader: ApiReader, texts: Iterable[str]) -> list[str]:
    """The same of several."""
    return [shown(reader, one) for one in texts]


def facts_shown(reader: ApiReader, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The same of facts."""
    return {name: _fact(reader, value) for name, value in facts.items()}


def contacts_of(reader: ApiReader, contacts: Iterable[Contact]) -> list[CoverContact] | None:
    """The contacts on a cover; None for who does not see people."""
    if not reader.has("people"):
        return None
    return [
        CoverContact(name=one.name, organization=one.organization, country=one.country, tel=one.tel, email=one.email)
        for one in contacts
    ]


def _fact(reader: ApiReader, value: Fact) -> Fact:
    if isinstance(value, str):
        return shown(reader, value)
    return tuple(shown(reader, one) for one in value) if isinstance(value, tuple) else value
