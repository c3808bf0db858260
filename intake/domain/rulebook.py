"""The rulebook of one group in force: its meetings, numbers, policies, templates, and how much each check matters."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from intake.domain.limits import FileLimits
from intake.domain.meeting import Calendar, Group, Meeting, Series
from intake.domain.profile import Profile
from intake.domain.verdict import Params, Reply, Severity

Replies = Literal["send", "draft", "watch"]
"""What becomes of letters to senders: sent, put into Drafts for a person, or kept ("watch": a home on trial)."""

Posting = Literal["after-review", "on-accept", "at-closing"]
"""When documents are posted: after a person looked, with their numbers, or when their call closes."""

Audience = Literal["members", "public", "none"]
"""Whom posted documents are for; "none": they are on no site of ours."""


SenderAuthentication = Literal["off", "hold-on-fail", "require-pass"]
"""What rests on our border's word: nothing; mail that it disproves is held; so is all that it does not confirm."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The line that gives a check its severity ("off" = not looked at), its reply and its parameters."""

    id: str
    severity: Severity | Literal["off"]
    reply: Reply
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Caps:
    """The most receipts that may leave in 24 hours: to one address (without, with a number), to one domain, in total.

    `subject_without_number` is of those without a number to one address and subject, `same_file` of mails that one
    address sends with the same files.
    """

    address_without_number: int = 10
    address_with_number: int = 100
    domain: int = 200
    total: int = 2_000
    subject_without_number: int = 5
    same_file: int = 2


@dataclass(frozen=True, slots=True)
class Policy:
    """The secretariat's choices beside the checks. `correction_days` are working days; `settle` is in seconds.

    `reminders` are spans before the deadline, as people write them ("7 d", "3 h"). `footer` is a sentence below every
    page of the published site. `notify_chairs`: a letter for each late document, or
    one a working day. `reserve_for_agenda`: the next number is kept for the agenda when a call opens.
    """

    late: Literal["hold", "number-and-flag", "reject"] = "hold"
    correction_days: int = 1
    replace_before_posting: Literal["same-number", "revision"] = "same-number"
    revisions_until: Literal["deadline", "meeting-end"] = "meeting-end"
    max_documents_per_mail: int = 10
    unknown_senders: Literal["accept", "hold"] = "accept"
    sender_authentication: SenderAuthentication = "hold-on-fail"
    presentation: Literal["hold", "accept"] = "hold"
    zip: Literal["one-level", "hold"] = "one-level"
    template_match: float = 0.6
    answer_questions: bool = False
    replies: Replies = "send"
    replies_by_kind: Mapping[str, Replies] = field(default_factory=dict)
    reminders: tuple[str, ...] = ("7 d", "2 d", "3 h")
    settle: int = 900
    late_decided_by: Literal["either", "secretariat"] = "either"
    notify_chairs: Literal["each", "daily"] = "each"
    reserve_for_agenda: bool = False
    languages: tuple[str, ...] = ("en", "fr", "es", "ar", "ru", "zh")
    trusted_received_hosts: tuple[str, ...] = ()
    banners: tuple[str, ...] = ()
    posting: Posting = "after-review"
    audience: Audience = "members"
    footer: str = ""
    caps: Caps = field(default_factory=Caps)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another known group: enough to recognise that a mail means it."""

    id: str
    acronym: str
    name: str
    mailboxes: tuple[str, ...]
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """Rules and policy of one meeting, where they differ from the group's."""

    rules: Mapping[str, Rule]
    policy: Policy


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules for judging a mail of one group; immutable, identified by its `version` (a digest)."""

    version: str
    group: Group
    meetings: tuple[Meeting, ...]
    series: tuple[Series, ...]
    rules: Mapping[str, Rule]
    policy: Policy
    calendar: Calendar
    profiles: tuple[Profile, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Kind of document -> id of its series; "contribution" is always there."""
    variants: Mapping[str, Variant] = field(default_factory=dict)
    """Id of a meeting -> its own rules and policy."""
    limits: FileLimits = field(default_factory=FileLimits)
    """Bounds on attached files, set for the whole site and so the same in every group's rulebook."""

    def under(self, meeting: Meeting | None) -> "Rulebook":
        """This rulebook with the rules and the policy of one meeting; itself where the meeting has none of its own."""
        own = self.variants.get(meeting.id) if meeting else None
        return replace(self, rules=own.rules, policy=own.policy) if own else self

    def series_for(self, kind: str) -> Series:
        """The series that documents of this kind join, by default the first one."""
        wanted = self.kinds.get(kind)
        return next((one for one in self.series if one.id == wanted), self.series[0])

    def meeting(self, meeting_id: str | None) -> Meeting | None:
        """The meeting that has this id or had it before, or None ("next", unknown)."""
        return next((one for one in self.meetings if meeting_id in (one.id, *one.was)), None)

    def present_id(self, meeting_id: str | None) -> str | None:
        """The present id of a meeting that is recorded under a former one; any other id unchanged."""
        meeting = self.meeting(meeting_id)
        return meeting.id if meeting else meeting_id
