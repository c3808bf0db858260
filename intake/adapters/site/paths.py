"""Where files lie beside the list of a meeting."""

from intake.domain.publishing.ticks import Tick

FILES = "files"


def path_to(name: str) -> str:
    """The path of a file with this name, from the list."""
    return f"{FILES}/{name}"


def path_of(tick: Tick) -> str:
    """The path of a supporting file, "" where its tick was taken off."""
    return path_to(tick.name) if tick.stands else ""
