"""The files of a home: rules and templates, copied out once and then the secretariat's own, and their paths."""

import hashlib
import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from intake.adapters.home.intake_toml import TEXT
from intake.domain.errors import ConfigurationError, UnavailableError, UsageError
from intake.domain.profile import Profile
from intake.shipped import shipped_rules, shipped_templates

if TYPE_CHECKING:
    from intake.domain.rulebook import Replies


@dataclass(frozen=True, slots=True)
class HomeFiles:
    """The paths in a home."""

    top: Path

    @property
    def settings(self) -> Path:
        """The operator's settings."""
        return self.top / "intake.toml"

    @property
    def rules(self) -> Path:
        """The rulebook files: groups/, site.toml, calendars/."""
        return self.top / "rules"

    @property
    def templates(self) -> Path:
        """Registered templates: for each a .toml profile and the .docx or .dotx that it was learned from."""
        return self.top / "templates"

    @property
    def receipts(self) -> Path:
        """Receipts for mail that was taken from files."""
        return self.top / "receipts"

    @property
    def lock(self) -> Path:
        """Held by the daemon."""
        return self.top / "intake.lock"

    @property
    def link_key(self) -> Path:
        """The key of the links by which chairs decide."""
        return self.top / "secrets" / "links"

    def require(self) -> None:
        """Raise ConfigurationError if this is no home."""
        if not self.settings.is_file():
            raise ConfigurationError(
                f"{self.top.resolve()} is no intake home: it has no intake.toml. Make one with 'intake init DIR', "
                "and name it with --home or INTAKE_HOME."
            )

    def rules_digest(self, group: str) -> str:
        """SHA-256 of the text of a group's rulebook files: its own, and those that all groups share."""
        shared = [self.rules / "site.toml", *sorted((self.rules / "calendars").glob("*.toml"))]
        own = [self.rules / "groups" / f"{group}.toml"]
        own += [self.templates / f"{one.id}.toml" for one in self.profiles(group)]
        digest = hashlib.sha256()
        for path in (*shared, *own):
            if path.exists():
                digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
        return digest.hexdigest()

    def profiles(self, group: str) -> list[Profile]:
        """The templates registered for this group, by file name. ConfigurationError names file and fault."""
        from intake.adapters.rulebook.profiles import load_profile  # a tenth of a second that few commands need

        paths = sorted(self.templates.glob("*.toml"))
        return [one for one in map(load_profile, paths) if one.group == group]


def copy_out(home: HomeFiles) -> None:
    """Copy the shipped rulebooks into a new home. UsageError when it is one already."""
    if home.settings.exists():
        raise UsageError(f"{home.top.resolve()} is an intake home already; nothing was changed.")
    try:
        home.top.mkdir(parents=True, exist_ok=True)
        shutil.copytree(shipped_rules(), home.rules, dirs_exist_ok=True)
        home.templates.mkdir(exist_ok=True)
    except OSError as error:
        raise UnavailableError(f"{home.top} cannot be made: {error.strerror}.") from error


@dataclass(frozen=True, slots=True)
class HomeWishes:
    """The choices at `intake init`: the base line, before which mail is never answered, and how letters leave.

    `border_hosts` are our own border servers, or ends of their names; `secretariat` the addresses of those who run the
    groups.
    """

    base: datetime | None = None
    replies: "Replies" = "send"
    border_hosts: tuple[str, ...] = ()
    secretariat: tuple[str, ...] = ()


_POLICY = """
[policy]
# What all groups share. This table stands here once: put every further key into it.
# The servers that take your mail from the Internet, as they write themselves into Received fields: a mail counts as
# received when they took it, also if it waited in your own queue. 'intake doctor' tells what they seem to be.
{border}
{replies}
# Texts that your own mail servers add to mails, so that nobody is taken to have written them:
# banners = ["This mail was checked by * Mail Security."]
"""


_REPLIES: "dict[Replies, str]" = {
    "send": '# replies = "draft"         # receipts wait in Drafts until a person sends them; "watch": a home on trial',
    "draft": 'replies = "draft"         # receipts wait in Drafts until a person sends them',
    "watch": 'replies = "watch"         # a home on trial: no letter to a sender leaves, no mail is moved',
}


def write_settings(home: HomeFiles, loop_mark: str, wishes: HomeWishes) -> None:
    """Write intake.toml of a new home, and the wishes that belong in its rulebooks."""
    base = f"base = {wishes.base.isoformat()}" if wishes.base else "# base = 2026-03-26T00:00:00Z"
    home.settings.write_text(TEXT.format(loop_mark=loop_mark, base=base), encoding="utf-8")
    home.settings.chmod(0o600)
    hosts = ", ".join(f'"{one}"' for one in wishes.border_hosts)
    border = f"trusted_received_hosts = [{hosts}]" if hosts else '# trusted_received_hosts = ["mx1.example.org"]'
    replies = _REPLIES[wishes.replies]
    site = home.rules / "site.toml"
    text = site.read_text(encoding="utf-8")
    if wishes.secretariat:
        people = ", ".join(f'"{one}"' for one in wishes.secretariat)
        text = re.sub(r"(?m)^secretariat = \[.*?\].*$", f"secretariat = [{people}]", text)
    site.write_text(text + _POLICY.format(border=border, replies=replies).rstrip() + "\n", encoding="utf-8")


def example_template() -> Path:
    """The contribution template that we ship: an example until a group registers its own."""
    return shipped_templates() / "docx" / "jca-contribution.docx"


def save_template(home: HomeFiles, name: str, reference: Path, profile: str) -> Path:
    """Keep a registered template: the profile as TOML and the file that it was learned from. The profile's path."""
    target = home.templates / f"{name}.toml"
    kept = home.templates / f"{name}{'.dotx' if reference.suffix.lower() == '.dotx' else '.docx'}"
    try:
        home.templates.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(reference, kept)
        target.write_text(profile, encoding="utf-8")
    except OSError as error:
        raise UnavailableError(f"{target} cannot be written: {error.strerror}.") from error
    return target
