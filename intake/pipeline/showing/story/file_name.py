"""The name under which a file of a mail is saved: its sender's, without what a system would take for something else."""

import re
import unicodedata

_LONGEST = 120
_NEVER = re.compile(r'[\\/:*?"<>|]+')
_DEVICE = re.compile(r"(?i)\A(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|\Z)")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


def saved_as(name: str, otherwise: str) -> str:
    """This name as one part of a path on any system, its ending kept; `otherwise` where nothing of it is left.

    No control, no mark that turns the direction around (a name that reads "fdp.exe" backwards), no path, no device.
    """
    plain = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in unicodedata.normalize("NFC", name))
    plain = " ".join(_NEVER.sub("_", plain).split()).strip(". ")
    ending = _ENDING.search(plain)
    stem = plain[: ending.start()] if ending else plain
    cut = stem[: _LONGEST - (len(ending.group()) if ending else 0)].rstrip(". ") + (ending.group() if ending else "")
    return _DEVICE.sub(lambda found: f"_{found.group()}", cut) or otherwise
