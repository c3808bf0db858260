"""Sentences by their keys in words: one language, the clock of one zone, and strangers' words made safe to show."""

from collections.abc import Mapping

from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.moments import Moments
from intake.domain.letters.notice import Said
from intake.domain.text.addresses import is_address
from intake.domain.text.language import SHOWN, one_line, unlinked

_LONGEST_SHOWN = 1_000
_LONGEST_READ = 20 * _LONGEST_SHOWN


def shown(text: str, *, echo: bool) -> str:
    """A stranger's words in one line of which nothing becomes a link; without `echo` at most 200 characters."""
    limit = _LONGEST_SHOWN if echo else SHOWN
    line = one_line(text[:_LONGEST_READ], limit)
    return one_line(unlinked(line), limit)


def harmless(words: str) -> str:
    """A stranger's words made safe to show; an address that can be written to stays one."""
    return words if is_address(words) else shown(words, echo=True)


class Saying:
    """Says sentences of the catalogs; `known` values are always at hand."""

    def __init__(self, catalogs: Catalogs, language: str, zone: str, known: Mapping[str, object]) -> None:
        self._catalogs = catalogs
        self._moments = Moments(catalogs)
        self._language = language
        self._zone = zone
        self._known = known

    def say(self, said: Said) -> str:
        """One sentence with what stands in its places."""
        language, zone, moments = self._language, self._zone, self._moments
        values: dict[str, object] = {
            name: harmless(value) if isinstance(value, str) else value for name, value in said.values.items()
        }
        values |= {name: moments.local(at, zone, language) for name, at in said.moments.items()}
        values |= {name: moments.day(day, language) for name, day in said.days.items()}
        values |= {name: self.text(key) for name, key in said.words.items()}
        values |= {name: one_line(link) for name, link in said.links.items()}
        values |= {name: moments.full(at, zone, language, seconds=True) for name, at in said.exact.items()}
        values |= {name: moments.lasting(seconds, language) for name, seconds in said.lasting.items()}
        return self.text(said.key, values)

    def text(self, key: str, values: Mapping[str, object] | None = None) -> str:
        """The sentence with this key, its values as they are."""
        return self._catalogs.text(key, self._language, {**self._known, **(values or {})})
