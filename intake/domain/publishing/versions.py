"""The versions of a number that count: the last of each revision, corrigendum and addendum."""

from intake.domain.submission import Contribution, Version


def last_versions(one: Contribution) -> list[Version]:
    """The last revision, then the corrigenda and the addenda, each once, as it was last sent."""
    revisions = [version for version in one.versions if version.mark == "Rev"]
    return [max(revisions, key=lambda version: (version.revision, version.replacement)), *marked_versions(one)]


def marked_versions(one: Contribution) -> list[Version]:
    """The corrigenda, then the addenda, each once: a later replacement stands for the earlier."""
    last = {(version.mark, version.revision): version for version in one.versions if version.mark != "Rev"}
    return sorted(last.values(), key=lambda version: (version.mark != "Cor", version.revision))
