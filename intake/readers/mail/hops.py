"""A Received field as people read it: who handed the mail over, and how (RFC 5321, section 4.4). mail-parser reads it.

For display alone: what counts for times and trust is read by `trace`, which takes nothing that a stranger may write.
"""

from mailparser.utils import parse_received

from intake.domain.text.language import one_line

MOST = 30
"""So many fields are told, the topmost first."""

_LONGEST = 600
_SHOWN = 200


def told(value: str) -> tuple[str, str]:
    """The `from` clause as written, and the protocol of the `with` clause; "" for what it does not say."""
    try:
        clauses = parse_received(value[:_LONGEST])
    except Exception:  # noqa: BLE001 - a field that cannot be read is told without its words, and the mail is read on
        return "", ""
    protocol = str(clauses.get("with", "")).partition("(")[0]
    return one_line(str(clauses.get("from", "")), _SHOWN), one_line(protocol, _SHOWN)
