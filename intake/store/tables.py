"""The tables that several modules of the store ask. Private to it: what leaves it are the values of the domain.

A row that waits for work has `free_at`, the instant from which it may be claimed; it is empty when nothing is left
to do. The indices of what is due leave those rows out, so a claim costs the same after ten mails and a million
(`indices.py`).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from intake.store.database.columns import Id, InstantColumn, StorableText

metadata = MetaData()

folders = Table(
    "folders",
    metadata,
    Column("account", Text, primary_key=True),
    Column("folder", Text, primary_key=True),
    Column("uidvalidity", BigInteger),
    Column("high", BigInteger),
    Column("base", InstantColumn),
    Column("polled_at", InstantColumn),
    # The last poll whose mails were not all decided yet: when it began, and its UIDNEXT. Once they are, that beginning
    # is the watermark: no mail from before it is missing.
    Column("group", Text),
    Column("listed_since", InstantColumn),
    Column("listed_below", BigInteger),
    Column("watermark", InstantColumn),
)

serials = Table(
    "serials",
    metadata,
    Column("group", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("group", Text, nullable=False),
    Column("raw", Text, ForeignKey("messages.raw", deferrable=True, initially="DEFERRED"), nullable=False),
    Column("reference", StorableText, nullable=False),
    Column("state", Text, nullable=False),
    Column("source", StorableText, nullable=False),
    Column("received_at", InstantColumn, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("stamps", Text, nullable=False),
    Column("partial", Boolean, nullable=False),
    Column("answers", Text, nullable=False),
    Column("authentication", StorableText),
    Column("stored_at", InstantColumn, nullable=False),
    Column("sender", StorableText, nullable=False),
    Column("message_id", StorableText),
    Column("content", Text),
    # The content once it is decided. Two mails with one content may be read side by side, in any order and by
    # different workers; only one of them is decided, and the other is merged into it.
    Column("identity", Text),
    Column("counts_from", InstantColumn),
    Column("route", Text),
    Column("disposition", Text),
    Column("meeting", Text),
    Column("correct_until", InstantColumn),
    Column("decisions", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("next_try", InstantColumn),
    Column("claim", Text),
    Column("free_at", InstantColumn),
    UniqueConstraint("raw", "group"),
    UniqueConstraint("reference"),
    UniqueConstraint("identity", "group"),
    sqlite_autoincrement=True,  # a merged row goes; its id, which the log names, must not come back
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", StorableText, nullable=False, unique=True),
    Column("group", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("stamps", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("raw", Text),
    Column("submission", Id, ForeignKey("submissions.id"), index=True),
    Index("deliveries_by_uid", "account", "folder", "uidvalidity", "uid"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("submission", Id, ForeignKey("submissions.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("actor", StorableText, nullable=False),
    Column("at", InstantColumn, nullable=False),
    Column("reason", StorableText, nullable=False),
    Column("act", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("inputs", Text, nullable=False),
    Column("snapshot", StorableText, nullable=False),
    Column("together", Text),
)

held_files = Table(
    "held_files",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("submission", Id, ForeignKey("submissions.id"), primary_key=True, index=True),
    Column("contacts", Text, nullable=False),
)

kept_places = Table(
    "kept_places",
    metadata,
    Column("address", StorableText, primary_key=True),
    Column("submission", Id, ForeignKey("submissions.id"), primary_key=True, index=True),
)

corrections = Table(
    "corrections",
    metadata,
    Column("corrects", StorableText, primary_key=True),
    Column("submission", Id, ForeignKey("submissions.id"), primary_key=True, index=True),
)

series = Table(
    "series",
    metadata,
    Column("id", Id, primary_key=True),
    Column("group", Text, nullable=False),
    Column("series", Text, nullable=False),
    Column("last", Integer),
    UniqueConstraint("group", "series"),
)

contributions = Table(
    "contributions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("group", Text, nullable=False),
    Column("series", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("label_key", StorableText, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("submission", Id, ForeignKey("submissions.id"), nullable=False),
    Column("reference", Text, nullable=False),
    Column("meeting", Text),
    Column("title", StorableText, nullable=False),
    Column("source", Text, nullable=False),
    Column("title_key", StorableText, nullable=False),
    Column("source_key", StorableText, nullable=False),
    Column("contacts", Text, nullable=False),
    Column("submitters", Text, nullable=False),
    Column("accepted_at", InstantColumn, nullable=False),
    Column("received_at", InstantColumn, nullable=False),
    Column("counts_from", InstantColumn, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("posted_at", InstantColumn),
    Column("withdrawn_at", InstantColumn),
    Column("corrigenda", Integer, nullable=False, server_default="0"),
    Column("addenda", Integer, nullable=False, server_default="0"),
    Column("joined_to", StorableText, nullable=False, server_default=""),
    UniqueConstraint("group", "number", "series"),
    Index("contributions_by_title", "title_key", "group"),
    Index("contributions_by_meeting", "group", "meeting"),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("contribution", Id, ForeignKey("contributions.id"), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("replacement", Integer, nullable=False),
    Column("submission", Id, ForeignKey("submissions.id"), nullable=False, index=True),
    Column("files", Text, nullable=False),
    Column("at", InstantColumn, nullable=False),
    Column("mark", Text, nullable=False, server_default="Rev"),
    Column("set_aside_at", InstantColumn),
    UniqueConstraint("contribution", "mark", "revision", "replacement"),
)

files = Table(
    "files",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("group", Text, primary_key=True),
    Column("contribution", Id, ForeignKey("contributions.id"), primary_key=True),
)

debts = Table(
    "debts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", StorableText, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("group", Text, nullable=False),
    Column("meeting", Text),
    Column("submission", Id, ForeignKey("submissions.id"), index=True),
    Column("decision", Integer),
    Column("topic", Text),
    Column("place", StorableText, nullable=False),
    Column("state", Text, nullable=False),
    Column("owed_at", InstantColumn, nullable=False),
    Column("due_at", InstantColumn, nullable=False),
    Column("payload", Text, nullable=False),
    Column("address", StorableText),
    Column("domain", StorableText),
    Column("numbered", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claim", Text),
    Column("free_at", InstantColumn),
    Column("frozen", Text),
    Column("frozen_at", InstantColumn),
    Column("message_id", StorableText),
    Column("paid_at", InstantColumn),
    Column("how", Text, nullable=False),
    Column("note", StorableText, nullable=False),
    Column("bounced_at", InstantColumn),
    Column("reported", Text, nullable=False),
    Column("capped", Text),
)

waits = text("disposition IN ('hold', 'question')")
"""A decided mail that waits for a person: written out, so that a query with it uses the index of those."""

leaves = text("address IS NOT NULL AND state != 'withheld' AND state != 'superseded'")
"""A receipt that the caps count: written out, so that a query with it uses the index of those."""

not_arrived = text("kind = 'receipt' AND (state IN ('withheld', 'refused', 'unknown') OR bounced_at IS NOT NULL)")
"""A receipt that did not leave or arrive: written out, so that a query with it uses the index of those."""
