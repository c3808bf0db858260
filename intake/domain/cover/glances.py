"""A glance at a PDF or an older text format, with the title that stands on its own cover."""

from dataclasses import replace

from intake.domain.cover.labels import OF_CONTRIBUTIONS, LabelledText, split_label
from intake.domain.document import Glance
from intake.domain.text.language import letters, one_line

_LINES = 60
_TITLE_LINES = 3
"""In how many lines a cover is looked for, and how many of them its title takes at most."""


def titled(glance: Glance | None) -> Glance | None:
    """The glance, with the title behind the label "Title" where its text begins with a cover that has a source too.

    Else the title stays what the reader saw: a contribution in such a format has the template's own title among its
    properties, and its largest letters are the heading of its first section.
    """
    if glance is None:
        return None
    lines = glance.text.split("\n", _LINES)[:_LINES]
    labelled = [split_label(line, OF_CONTRIBUTIONS) for line in lines]
    at = next((place for place, one in enumerate(labelled) if one and one.field == "title"), None)
    if at is None or not any(one and one.field == "source" for one in labelled):
        return glance
    title = _behind(lines[at + 1 :], labelled[at:])
    return replace(glance, title=title) if letters(title) else glance


def _behind(following: list[str], labelled: list[LabelledText | None]) -> str:
    """The text of the first label: on its line and on those that follow, as far as the next label."""
    first = labelled[0].rest if labelled[0] else ""
    more = next((place for place, one in enumerate(labelled[1:]) if one), len(following))
    return one_line(" ".join([first, *following[: min(more, _TITLE_LINES)]]))
