"""The group's template with something written into it, by the reader process."""

from collections.abc import Callable, Sequence
from datetime import datetime

from intake.domain.document import Word
from intake.domain.errors import ConfigurationError
from intake.domain.profile import Profile
from intake.domain.rulebook import Rulebook
from intake.domain.writing import Writing
from intake.pipeline.line import Line
from intake.pipeline.offered import newest_template
from intake.ports import DamagedBlobError, NotWritableError, ReaderFailedError


def template_for(rulebook: Rulebook, at: datetime, *kinds: str) -> Profile:
    """The newest template of the group for the first of these kinds that has one, at this instant (UTC).

    Raises ConfigurationError where none has one.
    """
    if (found := newest_template(rulebook, at, *kinds)) is not None:
        return found
    raise ConfigurationError(
        "{group} has no template to fill in: register one with 'intake template register'.",
        group=rulebook.group.acronym,
    )


def filled(line: Line, rulebook: Rulebook, profile: Profile, writings: Callable[[Word], Sequence[Writing]]) -> bytes:
    """The template with these texts in it. Raises ConfigurationError where it is gone, or cannot be written into."""
    try:
        template = line.blobs.get(profile.reference)
    except (DamagedBlobError, KeyError):
        raise ConfigurationError(
            "The file of the template {template} is not in our store: register it again with 'intake "
            "template register FILE --group {group}'.",
            template=profile.id,
            group=rulebook.group.id,
        ) from None
    try:
        word = line.reader.read_file(template, f"{profile.id}.docx").reading.files[0].word or Word()
        return line.reader.write(template, writings(word))
    except (NotWritableError, ReaderFailedError, LookupError) as error:
        raise ConfigurationError(
            "The template {template} cannot be filled in ({error}).", template=profile.id, error=error
        ) from error
