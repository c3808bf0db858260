"""A template is registered at the desk: a further version of its group's rulebook. And files are tried against one."""

from dataclasses import dataclass, replace

from intake.domain.document import Cover, TemplateMatch
from intake.domain.errors import UsageError
from intake.domain.profile import Profile
from intake.domain.rulebook import Rulebook
from intake.domain.template.match import read_cover
from intake.pipeline.desk.rulebooks.rules import RulesDeed, change
from intake.pipeline.desk.rulebooks.templates import Learned, Registration, learn_template, without_examples
from intake.pipeline.line import Line
from intake.ports import ReaderFailedError


@dataclass(frozen=True, slots=True)
class TriedFile:
    """A file under a template: the cover as read, and how well it fits; `why` says why it could not be read."""

    name: str
    cover: Cover | None = None
    match: TemplateMatch | None = None
    why: str = ""


def learned_at_desk(line: Line, content: bytes, name: str, registration: Registration) -> Learned:
    """What a reference file teaches, judged as the group's rulebook judges. Raises UsageError for no template."""
    match = _in_force(line, registration.group).policy.template_match
    return learn_template(line.reader, content, name, registration, match=match)


def register_at_desk(line: Line, content: bytes, name: str, registration: Registration, deed: RulesDeed) -> Profile:
    """Put a template in force for its group, in place of one with the same id. Raises UsageError as `check` does."""
    rulebook = _in_force(line, registration.group)
    learned = learned_at_desk(line, content, name, registration)
    learned.check(name, rulebook.policy.template_match)
    line.blobs.put([content])
    others = [one for one in rulebook.profiles if one.id != learned.profile.id]
    profiles = tuple(without_examples([*others, learned.profile]))
    change(line, registration.group, line.codec.write(replace(rulebook, profiles=profiles)), deed)
    return learned.profile


def try_file(line: Line, profile: Profile, content: bytes, name: str) -> TriedFile:
    """Read the cover of a file under one template; nothing is stored."""
    match = _in_force(line, profile.group).policy.template_match
    try:
        (file,) = line.reader.read_file(content, name).reading.files[:1]
    except ReaderFailedError as error:
        return TriedFile(name, why=str(error))
    if file.word is None:
        return TriedFile(name, why=file.filetype)
    return TriedFile(name, *read_cover(file.word, profile, match=match))


def profile_named(rulebook: Rulebook, name: str) -> Profile:
    """The template with this id. UsageError where the group has none."""
    found = next((one for one in rulebook.profiles if one.id == name), None)
    if found is None:
        raise UsageError("{name}: there is no such template of {group}.", name=name, group=rulebook.group.acronym)
    return found


def _in_force(line: Line, group: str) -> Rulebook:
    with line.store.read() as work:
        return line.rulebook(work, group)
