"""What every part of a rulebook is built with: the merged files, and the list of their faults."""

from collections.abc import Sequence

from intake.adapters.rulebook.layers import LayeredText
from intake.adapters.rulebook.toml_files import Faults, KeyPath, Tree
from intake.domain.deadlines import zone_of


class Build:
    """Parts of one rulebook, with every fault noted where it stands."""

    def __init__(self, layers: LayeredText, faults: Faults) -> None:
        self.layers = layers
        self.tree = layers.tree
        self._faults = faults

    def fault(self, path: KeyPath, sentence: str) -> None:
        """Note what is wrong at this place."""
        self._faults.add(self.layers.origin(path), path, sentence)

    def needs(self, keys: Tree, path: KeyPath, needed: Sequence[str]) -> bool:
        """Whether these keys are all there; each that is missing is noted."""
        missing = [one for one in needed if one not in keys]
        for one in missing:
            self.fault((*path, one), "is missing")
        return not missing

    def zone(self, zone: str, path: KeyPath) -> None:
        """Note a time zone that does not exist."""
        try:
            zone_of(zone)
        except ValueError as error:
            self.fault(path, str(error))
