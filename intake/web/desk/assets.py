"""Style sheets, scripts and pictures: files that travel with the program, each at an address that changes with it."""

from hashlib import sha256
from pathlib import Path

from starlette.responses import Response

_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}


class Assets:
    """The files of a folder and of the folders in it, read once."""

    def __init__(self, folder: Path) -> None:
        paths = sorted(one for one in folder.rglob("*") if one.suffix in _KINDS)
        self._files = {str(one.relative_to(folder)): (one.read_bytes(), _KINDS[one.suffix]) for one in paths}
        self._marks = {name: sha256(content).hexdigest()[:12] for name, (content, _) in self._files.items()}

    def mark(self, name: str) -> str:
        """What changes with the file. KeyError for one that is not there."""
        return self._marks[name]

    def answer(self, name: str) -> Response:
        """The file, which browsers may keep. KeyError for one that is not there."""
        content, kind = self._files[name]
        return Response(content, media_type=kind, headers=_KEPT)
