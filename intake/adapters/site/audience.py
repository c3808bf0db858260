"""A folder is for one audience: what members may read never lies below what everybody may."""

import json
from pathlib import Path

from intake.domain.errors import UnavailableError, UsageError
from intake.domain.publishing.site import Watched

MARK = ".intake-site"
"""The file that says whom a folder is for."""

_FOR = {"members": "members", "public": "everybody"}


def claim(folder: Path, audience: Watched) -> None:
    """Make this folder the site of an audience, or find that it is.

    UsageError where it is another's, holds something else, or would put members' documents below a public site.
    """
    folder = folder.resolve()
    above = next((one for one in folder.parents if audience_of(one) == "public"), None)
    if audience == "members" and above is not None:
        raise UsageError(f"{folder} lies below {above}, which is for everybody; name one outside of it.")
    mine = audience_of(folder)
    if mine is not None and mine != audience:
        raise UsageError(f"{folder} is the site for {_FOR[mine]}; each audience has a folder of its own.")
    if audience == "public" and (below := _members_below(folder)) is not None:
        raise UsageError(f"{below}, which is for members, lies below {folder}; name a folder for everybody beside it.")
    if mine is None:
        _mark(folder, audience)


def audience_of(folder: Path) -> Watched | None:
    """Whom this folder is for; None where it is no site of ours."""
    try:
        said = json.loads((folder / MARK).read_text(encoding="utf-8"))["audience"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return said if said in _FOR else None


def _members_below(folder: Path) -> Path | None:
    found = (one.parent for one in folder.rglob(MARK)) if folder.is_dir() else iter(())
    return next((one for one in found if one != folder and audience_of(one) == "members"), None)


def _mark(folder: Path, audience: Watched) -> None:
    try:
        if folder.exists() and any(folder.iterdir()):
            raise UsageError(f"{folder} holds something else; name an empty folder, or one that 'intake publish' made.")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).write_text(json.dumps({"audience": audience}) + "\n", encoding="utf-8")
    except OSError as error:
        raise UnavailableError(f"{folder} cannot be written: {error.strerror}.") from error
