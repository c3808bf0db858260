"""One field of a form."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Option = tuple[str, str]
"""A value, and the words for it; words that begin with "=" are a key of the catalog."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form: its label is `acts.field.<name>`, its hint `acts.hint.<name>` where it is `hinted`.

    Of "files" each option is a box to tick, `<name>-<value>`; their `value` are those that are ticked, with spaces.
    """

    name: str
    kind: Literal["text", "area", "check", "choice", "time", "files", "upload", "hidden"] = "text"
    value: str = ""
    options: Sequence[Option] = ()
    longest: int = 500
    hinted: bool = False
    required: bool = False
