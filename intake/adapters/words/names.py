"""Languages by their own names."""

from babel import Locale


def own_name(language: str) -> str:
    """A language as it calls itself, to be found by whoever reads it: "Français"."""
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]
