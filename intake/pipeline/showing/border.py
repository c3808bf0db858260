"""`doctor` on our border: the host that took a mailbox's newest mail, and whether the rulebook names it."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from intake.domain.mail import Mail, Received
from intake.domain.origin.authentication import BY_PLACE, Border, Organization
from intake.domain.origin.telling import told
from intake.domain.transit.border import seems_ours, trusted_received, unzoned
from intake.pipeline.signed import authentication_of

_MEANS = (
    "a mail counts as received when the mailbox gets it, so one that waits in your own queue or spam filter over a "
    "deadline counts as late"
)


class BorderSeen(NamedTuple):
    """A state, and a sentence that says what to do."""

    state: Literal["good", "note"]
    sentence: str


def border_of_group(group: str, hosts: Sequence[str]) -> BorderSeen | None:
    """The remark that a group's rulebook names no border; None if it names one."""
    if hosts:
        return None
    return BorderSeen(
        "note",
        f"{group}: trusted_received_hosts is empty: {_MEANS}. Name your border servers in rules/site.toml, [policy]",
    )


def border_of_mailbox(place: str, hosts: Sequence[str], newest: Sequence[Received] | None) -> BorderSeen:
    """The remark on the Received fields of the newest mail here; `newest` is None if there is no mail yet."""
    if newest is None:
        return BorderSeen("note", f"{place}: no mail yet that could tell which server your border is")
    if at := unzoned(newest, hosts):
        return BorderSeen(
            "note",
            f"{place}: your border took the newest mail at {at:%Y-%m-%d %H:%M:%S} in a time zone that it does not tell "
            "by its offset, so mail does not count from there: have it write +0200, not a name",
        )
    if at := trusted_received(newest, hosts):
        return BorderSeen("good", f"{place}: your border took the newest mail at {at:%Y-%m-%d %H:%M:%S} UTC")
    ours = seems_ours(newest)
    if not ours:
        return BorderSeen("note", f"{place}: the newest mail has no Received field that names a server")
    entries = ", ".join(f'"{one}"' for one in ours)
    told = f"{place}: {ours[-1]} seems to be your border, after the newest mail"
    if hosts:
        told += ", and trusted_received_hosts does not name all servers down to it"
    return BorderSeen("note", f"{told}; if it is yours: trusted_received_hosts = [{entries}]")


def senders_of_mailbox(
    place: str, border: Border | None, hosts: Sequence[str], newest: Mail | None, of: Organization
) -> BorderSeen:
    """The remark on what the newest mail here tells of its sender; `newest` is None if there is no mail yet."""
    if border is None:
        written = [one.authserv_id or BY_PLACE for one in newest.results if one.readable] if newest else []
        seen = f'; the newest mail has such a field of "{written[0]}"' if written else ""
        believed = "authserv_id is not set, so whoever writes a submitter's address into From is taken for them"
        how = "name your border server by the id in its Authentication-Results fields"
        return BorderSeen("note", f"{place}: {believed}: {how}{seen}")
    if newest is None:
        return BorderSeen("note", f"{place}: no mail yet that could tell what your border says of senders")
    found = authentication_of(border, newest, hosts, of)
    if found.told:
        return BorderSeen("good", f"{place}: your border says of the newest mail: {told(found)}")
    named = ", ".join(border.authserv_ids)
    means = "so nobody can tell who sent it"
    if any(one.authserv_id in border.authserv_ids for one in newest.results):
        means = "one stands below, where strangers can write it, too: name all your servers in trusted_received_hosts"
    lacks = f"the newest mail has no Authentication-Results of {named} above your border's Received field"
    return BorderSeen("note", f"{place}: {lacks}; {means}")
