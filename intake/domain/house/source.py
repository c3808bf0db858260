"""Where a document came from that the secretariat registered, or that was uploaded: the source of its Submission.

Only we write such a source, so a mail is never taken for one, whatever it says.
"""

DESK = "desk:"
_HOUSE = f"{DESK}house/"
_ON_BEHALF = f"{DESK}on-behalf/"
_PASSED_ON = "passed-on:"
_UPLOAD = "upload:"

SETTLED = ("It shows when", "It decided on")
"""How the reasons begin by which a mail that shows what was decided is taken off the work list."""


def house(kind: str) -> str:
    """The source of a document that the house wrote: "desk:house/agenda"."""
    return f"{_HOUSE}{kind}"


def on_behalf(evidence: str) -> str:
    """The source of a document that came by another way, with what shows when it came."""
    return f"{_ON_BEHALF}{evidence}"


def evidence_of(source: str) -> str:
    """What shows when a document came by another way; "" for any other source."""
    return source.removeprefix(_ON_BEHALF) if source.startswith(_ON_BEHALF) else ""


def is_by_desk(source: str) -> bool:
    """Whether the secretariat registered it."""
    return source.startswith(DESK)


def is_of_the_house(source: str) -> bool:
    """Whether the house wrote it, so that nobody waits for a receipt."""
    return source.startswith(_HOUSE)


def written_as(source: str) -> str:
    """The kind of list as which the house wrote it ("agenda"); "" for what it did not write."""
    return source.removeprefix(_HOUSE) if is_of_the_house(source) else ""


def passed_on(reference: str, address: str) -> str:
    """The source of a mail that somebody of ours passed on from an address, attached to the mail of this reference."""
    return f"{_PASSED_ON}{reference}/{address}"


def passed_on_by(source: str) -> str:
    """The address from which a mail was passed on, which gets a copy of its receipt; "" for any other."""
    return source.partition("/")[2] if source.startswith(_PASSED_ON) else ""


def uploaded(reference: str) -> str:
    """The source of files that came by the upload page of the receipt for the mail with this reference."""
    return f"{_UPLOAD}{reference}"


def is_upload(source: str) -> bool:
    """Whether it came by an upload page."""
    return source.startswith(_UPLOAD)


def is_note(source: str) -> bool:
    """Whether its mail is a note of ours, which nobody else has seen: of the secretariat's, or of an upload."""
    return is_by_desk(source) or is_upload(source)


def from_outside(source: str) -> str:
    """The source of a mail, told apart from ours even where a file is called so."""
    return f"./{source}" if source.startswith((DESK, _PASSED_ON, _UPLOAD)) else source
