"""Doubts about a learned template, for a person to check before it is in force."""

import re
from collections.abc import Iterator

from intake.domain.cover.cells import says_something
from intake.domain.cover.contacts import join_rows
from intake.domain.cover.field_words import LABELS, LIAISON
from intake.domain.cover.labels import key, spellings
from intake.domain.cover.rows import Rows, rows_of
from intake.domain.cover.samples import looks_like_sample
from intake.domain.document import Word
from intake.domain.profile import Profile
from intake.domain.template.foreign import foreign_body

_NAMING = {key(word) for text in spellings(LABELS["title"]) for word in re.findall(r"[^\W\d_]+", text)} | {
    *("a", "an", "the", "of", "your", "this", "here", "text", "full", "short", "proposed", "insert", "contribution"),
    *("le", "la", "el", "los", "de", "du", "des", "votre", "su", "paper", "name"),
}
_INVENTED = re.compile(
    r"\b(?:a|x+|you|your|name|e?-?mail|user|first\w*|\w*example|firstname\W?lastname)@", re.IGNORECASE
)


def filled_in(rows: Rows) -> bool:
    """Whether somebody filled in this cover: its title is more than a sample text."""
    return any(_is_written(one.text) for one in rows.of("title"))


def doubts(word: Word, profile: Profile) -> Iterator[str]:
    """Sentences on the oddities of this profile's reference file, most important first."""
    rows = rows_of(word, profile)
    if filled_in(rows) or any(_is_somebody(rows)):
        yield (
            "It looks like a document that somebody filled in, not like the empty template: only what is recognisably "
            "a sample was learned as one. Register the empty template if you have it."
        )
    if body := foreign_body(word):
        yield f"Its first page looks like a form of {body}: is it the template of this group?"
    if not rows.of("contact"):
        yield "It has no row for a contact: every contact will be taken from the mail."
    if profile.kind.startswith("liaison") and profile.field("for_action") is None:
        yield f"It has no row 'For action to', which a template for {profile.kind} should have."
    asking = [field for field in ("for_action", "for_comment", "for_information") if profile.field(field) is not None]
    if asking and not profile.kind.startswith("liaison"):
        row = spellings(LIAISON[asking[0]])[0]
        yield (
            f"It has a row '{row}', as a template for liaison statements has. If it is one, say so: --kind liaison_out "
            "for those of this group, --kind liaison_in for those of another body."
        )
    if word.insertions or word.deletions or word.comments:
        yield "It has tracked changes or comments: accept or remove them, and register it again."
    if not any(one.bookmarks or one.tags for one in profile.fields):
        yield "It has neither bookmarks nor content controls on its cells: fields are found by their labels alone."


def _is_written(text: str) -> bool:
    words = [key(one) for one in re.findall(r"[^\W\d_]+", text)]
    return says_something(text) and not looks_like_sample(text) and any(one not in _NAMING for one in words)


def _is_somebody(rows: Rows) -> Iterator[bool]:
    """For each contact whether it has an e-mail address that is nobody's example."""
    for spot in rows.of("contact"):
        for one in join_rows([[cell.text for cell in spot.values]]):
            address = one.email or ""
            yield "@" in address and not (looks_like_sample(address) or _INVENTED.match(address))
