"""The tables of a rulebook's files: their keys, each with its type. Any other is unknown; a layer may leave out any."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from intake.adapters.rulebook.value_types import (
    AddressOfFile,
    Banner,
    Count,
    Former,
    Host,
    InstantOfFile,
    ItemNumber,
    Pattern,
    Pause,
    Period,
    Send,
    SenderPattern,
    SentenceOfFile,
    Share,
    Short,
    Span,
    Text,
    Until,
    When,
    WordOfFile,
)
from intake.domain.text.language import Language
from intake.domain.verdict import Kind, Reply

STRICT = ConfigDict(extra="forbid", strict=True)


@with_config(STRICT)
class GroupKeys(TypedDict, total=False):
    """`[group]`: who the group is and how it is reached. Its id is the name of its file."""

    acronym: Text
    name: Text
    other_names: list[Text]
    short: Short
    zone: Text
    calendar: WordOfFile
    mailboxes: Annotated[list[AddressOfFile], Field(min_length=1)]
    parent: Text
    home_page: Text
    template_url: Text
    secretary: Text
    telephone: Text
    secretariat: Annotated[list[AddressOfFile], Field(min_length=1)]
    announce_to: AddressOfFile


@with_config(STRICT)
class _OfficerKeys(TypedDict, total=False):
    """The keys of an officer but `from`, a word of the language."""

    role: Text
    name: Text
    organization: Text
    country: Text
    addresses: list[AddressOfFile]
    assistants: list[AddressOfFile]
    until: date


_FROM = TypedDict("_FROM", {"from": date}, total=False)


@with_config(STRICT)
class OfficerKeys(_OfficerKeys, _FROM, total=False):
    """`[[officer]]`: a chair, co-chair or counsellor."""


@with_config(STRICT)
class SendersKeys(TypedDict, total=False):
    """`[senders]`: who is known to the group, by address or by domain."""

    members: list[SenderPattern]
    experts: list[SenderPattern]
    liaison: list[SenderPattern]
    speakers: list[SenderPattern]
    forwarders: list[SenderPattern]


@with_config(STRICT)
class SeriesKeys(TypedDict, total=False):
    """`[[series]]`: a run of numbers and the kinds of documents that join it."""

    id: WordOfFile
    pattern: Pattern
    first_number: Count
    kinds: list[Kind]


@with_config(STRICT)
class CapsKeys(TypedDict, total=False):
    """`[policy.caps]`: how many receipts may leave in 24 hours."""

    address_without_number: Count
    address_with_number: Count
    domain: Count
    total: Count
    subject_without_number: Count
    same_file: Count


@with_config(STRICT)
class RepliesKeys(TypedDict, total=False):
    """`[policy.replies_by_kind]`: receipts of one outcome that are treated otherwise than `replies` says."""

    registered: Send
    replaced: Send
    repeated: Send
    returned: Send
    late: Send
    held: Send
    next: Send
    admitted: Send
    withdrawn: Send
    corrected: Send
    joined: Send
    split: Send
    noted: Send


@with_config(STRICT)
class PolicyKeys(TypedDict, total=False):
    """`[policy]`: what the secretariat chose, beside the checks."""

    late: Literal["hold", "number-and-flag", "reject"]
    correction_period: Period
    replace_before_posting: Literal["same-number", "revision"]
    revisions_until: Literal["deadline", "meeting-end"]
    max_documents_per_mail: Count
    unknown_senders: Literal["accept", "hold"]
    sender_authentication: Literal["off", "hold-on-fail", "require-pass"]
    presentation: Literal["hold", "accept"]
    zip: Literal["one-level", "hold"]
    template_match: Share
    answer_questions: bool
    replies: Send
    replies_by_kind: RepliesKeys
    reminders: list[Span]
    settle: Pause
    late_decided_by: Literal["either", "secretariat"]
    notify_chairs: Literal["each", "daily"]
    reserve_for_agenda: bool
    languages: Annotated[list[Language], Field(min_length=1)]
    trusted_received_hosts: list[Host]
    banners: list[Banner]
    posting: Literal["after-review", "on-accept", "at-closing"]
    audience: Literal["members", "public", "none"]
    footer: SentenceOfFile
    caps: CapsKeys


@with_config(STRICT)
class CheckKeys(TypedDict, total=False):
    """`[checks]`, one line a check: how much it matters, what the sender reads of it, its parameters."""

    severity: Literal["note", "warning", "repair", "error", "hold", "off"]
    reply: Reply
    params: dict[str, object]


@with_config(STRICT)
class DefaultCheckKeys(CheckKeys, total=False):
    """A line of default.toml; `follows` is the key of the policy that gives the check its severity."""

    follows: Literal["late", "unknown_senders"]


@with_config(STRICT)
class DeadlineKeys(TypedDict, total=False):
    """`[meeting.deadlines]`: a day (its last second), a local time, "meeting-start" or "none"."""

    contribution: Until
    registration: Until
    liaison_in: Until
    presentation: Until
    liaison_out: Until
    td: Until
    information: Until
    agenda: Until
    report: Until
    participants: Until


@with_config(STRICT)
class ExtensionKeys(TypedDict, total=False):
    """`[[meeting.extension]]`: a deadline that was moved, for everybody or for some addresses."""

    kind: Literal["contribution", "registration"]
    until: When
    addresses: Annotated[list[SenderPattern], Field(min_length=1)]
    reason: Text
    by: Text
    at: InstantOfFile


@with_config(STRICT)
class ItemKeys(TypedDict, total=False):
    """`[[meeting.item]]`: one item of the agenda."""

    number: ItemNumber
    title: Text
    kinds: Annotated[list[Kind], Field(min_length=1)]
    liaison_first: bool


@with_config(STRICT)
class LimitsKeys(TypedDict, total=False):
    """`[limits]`: how far attached files are looked into; one reader serves all groups, so no group has its own."""

    xml_part_mb: Count
    total_mb: Count
    ratio: Count
    ratio_from_kb: Count
    entries: Count
    archive_members: Count


@with_config(STRICT)
class MeetingKeys(TypedDict, total=False):
    """`[[meeting]]`: one meeting, with its own policy and checks laid over the group's."""

    id: WordOfFile
    was: Former
    title: Text
    first_day: date
    last_day: date
    zone: Text
    place: Text
    starts: time
    ends: time
    language: Language
    circular: Text
    opens: When
    status: Literal["postponed", "cancelled", "reported"]
    deadlines: DeadlineKeys
    extension: list[ExtensionKeys]
    item: list[ItemKeys]
    policy: PolicyKeys
    checks: dict[str, CheckKeys]
