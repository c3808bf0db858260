"""The words of every language, from gettext catalogs, each read once."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from babel import UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from intake.adapters.words.direction import isolated
from intake.domain.errors import ConfigurationError

LETTERS, DESK, STATED = "intake", "desk", "stated"
"""The domains: what stands in letters, files and pages for all, in six languages; what the desk says besides; and how
it tells sentences that the program has in English, which are their own message ids there."""

SOURCE = "en"
"""The language that every other catalog is measured against."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def placeholders(text: str) -> frozenset[str]:
    """The names in braces that a sentence leaves open."""
    return frozenset(_PLACEHOLDER.findall(text))


class Catalogs:
    """The sentences under `folder`/<language>/LC_MESSAGES/<domain>.po, by key and language.

    Every message id is a key ("COV-003.what"; in "stated" the English sentence itself); English is a catalog like the
    others. Several domains are one catalog: of letters in "intake", of the desk, which speaks fewer languages, in
    "desk". A language is offered only when its catalogs have a sentence for every English key, with the same
    placeholders. Another one is read when it is first needed, all by `offered_languages`. Raises ConfigurationError,
    naming the file, where a catalog cannot be read, says a key that another domain has, or the English one is missing.
    """

    def __init__(self, folder: Path, domains: Sequence[str] = (LETTERS,)) -> None:
        self._paths: dict[str, list[Path]] = {}
        for one in domains:
            for path in sorted(folder.glob(f"*/LC_MESSAGES/{one}.po")):
                self._paths.setdefault(path.parent.parent.name, []).append(path)
        self._read: dict[str, dict[str, str]] = {}
        self._complete: dict[str, bool] = {}
        known = [path.stem for path in self._paths.get(SOURCE, ())]
        for one in domains:
            if one not in known or not self._sentences(SOURCE):
                raise ConfigurationError(f"{folder}: there is no catalog {SOURCE}/LC_MESSAGES/{one}.po with sentences")

    def offered_languages(self) -> tuple[str, ...]:
        """The languages whose catalogs are complete, English first."""
        return (SOURCE, *(one for one in self._paths if one != SOURCE and self.offers(one)))

    def offers(self, language: str) -> bool:
        """Whether this language is offered; no other catalog is read for that."""
        if language not in self._complete:
            self._complete[language] = language in self._paths and not self.missing(language)
        return self._complete[language]

    def missing(self, language: str) -> tuple[str, ...]:
        """The keys that this language lacks, or has with other placeholders than English."""
        have = self._sentences(language)
        return tuple(
            key
            for key, english in self._sentences(SOURCE).items()
            if placeholders(have.get(key, "")) != placeholders(english) or not have.get(key)
        )

    def keys(self, language: str = SOURCE) -> tuple[str, ...]:
        """The keys of one catalog in its order."""
        return tuple(self._sentences(language))

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""
        return key in self._sentences(SOURCE)

    def raw(self, key: str, language: str) -> str:
        """The sentence with its placeholders, in English where the language lacks it; KeyError for an unknown key."""
        return self._sentences(language).get(key) or self._sentences(SOURCE)[key]

    def text(self, key: str, language: str, values: Mapping[str, object] | None = None) -> str:
        """The sentence with its placeholders filled, each value in its own writing direction.

        A value is never looked into. KeyError names what is missing.
        """
        given = values or {}
        return _PLACEHOLDER.sub(lambda found: isolated(str(given[found.group(1)]), language), self.raw(key, language))

    def filled(self, key: str, language: str, around: Callable[[str], str], values: Mapping[str, str]) -> str:
        """The sentence for a page: what stands around the places as `around` has it, each value as it is given."""
        parts = _PLACEHOLDER.split(self.raw(key, language))
        return "".join(values[part] if place % 2 else around(part) for place, part in enumerate(parts))

    def _sentences(self, language: str) -> Mapping[str, str]:
        """The catalog of this language, read when it is first needed; empty for one that is not there."""
        if language not in self._read:
            found: dict[str, str] = {}
            for path in self._paths.get(language, ()):
                more = _read(path)
                if twice := found.keys() & more.keys():
                    raise ConfigurationError(f"{path}: another catalog of {language} says {min(twice)}, too")
                found |= more
            self._read[language] = found
        return self._read[language]


def _read(path: Path) -> dict[str, str]:
    language = path.parent.parent.name
    try:
        with path.open("rb") as file:
            catalog: Catalog = read_po(file, locale=language, domain=path.stem, abort_invalid=True)
    except (OSError, PoFileError, UnicodeDecodeError, UnknownLocaleError, ValueError) as problem:
        raise ConfigurationError(f"{path}: this catalog cannot be read: {problem}") from problem
    return {
        message.id: message.string
        for message in catalog
        if isinstance(message.id, str) and message.id and isinstance(message.string, str) and not message.fuzzy
    }
