"""The whole story of one mail in plain values."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from intake.domain.document import Reading
from intake.domain.letters.masking import without_tokens
from intake.domain.mail import Mail
from intake.pipeline.showing.story.gathered import GatheredMail
from intake.pipeline.showing.story.instants import Instants, instants
from intake.pipeline.showing.story.letters import ChairLetter, ShownLetter, chair_letters, letters_of
from intake.pipeline.showing.story.papers import StoryPaper, papers_of
from intake.pipeline.showing.story.relatives import Relative, relatives_of
from intake.pipeline.showing.story.sender import Sender, sender_of
from intake.pipeline.showing.story.steps import TimeLine, time_line
from intake.ports import Subjects


@dataclass(frozen=True, slots=True)
class MailStory:
    """One mail as a person looks at it. `reading` is None where it is gone, or where the mail is not read yet."""

    known: GatheredMail
    reading: Reading | None
    time_line: TimeLine
    instants: Instants
    sender: Sender
    papers: tuple[StoryPaper, ...]
    letters: tuple[ShownLetter, ...]
    asked: tuple[ChairLetter, ...]
    relatives: tuple[Relative, ...]

    @property
    def mail(self) -> Mail | None:
        """The mail as it was read."""
        return self.reading.mail if self.reading else None

    @property
    def subject(self) -> str:
        """The subject as people know the mail by it; "" where it is erased."""
        if self.known.card is not None:
            return self.known.card.subject
        return without_tokens(self.mail.subject) if self.mail else ""


def story_of(
    known: GatheredMail, reading: Reading | None, subjects: Subjects, bytes_of: Callable[[str], bytes], now: datetime
) -> MailStory:
    """The story at this instant (UTC); `bytes_of` gives the frozen bytes of our letters by their digest."""
    mail = reading.mail if reading else None
    return MailStory(
        known,
        reading,
        time_line(known, mail),
        instants(known),
        sender_of(known, mail),
        papers_of(known),
        tuple(letters_of(known, subjects, bytes_of, now)),
        chair_letters(known),
        relatives_of(known),
    )
