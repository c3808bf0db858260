"""Making a home, and putting what its files say in force: rulebooks and templates."""

from collections.abc import Mapping
from pathlib import Path

from intake.adapters.home.files import HomeFiles, HomeWishes, copy_out, example_template, save_template, write_settings
from intake.adapters.rulebook.codec import show, write
from intake.adapters.rulebook.layers import known_groups, load_layers
from intake.adapters.rulebook.profiles import dump_profile
from intake.adapters.tokens import RandomTokens
from intake.app.opening import OpenHome, open_home
from intake.domain.errors import ConfigurationError, UsageError
from intake.domain.rulebook import Policy
from intake.pipeline.desk.rulebooks.rules import activate, changed_by_a_person, desk_undone, meetings_gone
from intake.pipeline.desk.rulebooks.templates import Learned, Registration, learn_template, without_examples
from intake.ports import Clock


def make_home(
    folder: Path,
    *,
    clock: Clock | None = None,
    environment: Mapping[str, str] | None = None,
    wishes: HomeWishes | None = None,
) -> Path:
    """Make a home that can be used at once: settings, rulebooks, the example template, the database. Its path.

    `wishes` are what a person chose. `clock` and `environment` stand for the machine's and the process's own, as in
    `open_home`. UsageError when there is a home already: nothing is changed then. What fails half-way is no home yet,
    so that it can be tried again.
    """
    files = HomeFiles(folder)
    copy_out(files)
    write_settings(files, RandomTokens().claim(), wishes or HomeWishes())
    try:
        with open_home(folder, clock=clock, environment=environment) as opened:
            for group in known_groups(files.rules):
                register_template(opened, example_template(), Registration(group=group, example=True))
            activate_all(opened, who="init")
    except BaseException:
        files.settings.unlink(missing_ok=True)
        raise
    return folder


def register_template(opened: OpenHome, reference: Path, registration: Registration) -> Learned:
    """Learn a template from a file and keep it in the home. Put it in force with `activate_all`.

    The file is kept under its digest too, which the profile names: covers are made from it. UsageError where a
    filled-in copy of it would be returned.
    """
    try:
        content = reference.read_bytes()
    except OSError as error:
        raise UsageError(f"{reference}: {error.strerror}.") from error
    match = _template_match(opened.files, registration.group)
    learned = learn_template(opened.reader, content, reference.name, registration, match=match)
    learned.check(reference.name, match)
    opened.line.blobs.put([content])
    save_template(opened.files, learned.profile.id, reference, dump_profile(learned.profile))
    return learned


def _template_match(files: HomeFiles, group: str) -> float:
    """The least score with which a document of this group is on a template, by the files of its rulebook."""
    told = {key: value for key, value, _ in show(load_layers(files.rules, group))}
    match = told.get("policy.template_match")
    return float(match) if isinstance(match, int | float) else Policy().template_match


def rulebook_text(files: HomeFiles, group: str) -> tuple[str, str]:
    """Version and text of a group's rulebook as its files say. ConfigurationError names every fault."""
    return write(load_layers(files.rules, group), without_examples(files.profiles(group)))


def activate_all(
    opened: OpenHome, who: str, *, only_changed: bool = False, drop_extensions: bool = False
) -> dict[str, bool]:
    """Put the rulebooks of the files in force, all or none; which of them are new.

    `only_changed`: not those whose files are as they were when they were last put in force, where a person has put
    another version in force since; nor those that would take back what was done with a meeting at the desk
    (`start_remarks` names them). ConfigurationError names every fault, meetings with documents that are gone, and what
    would be taken back, unless `drop_extensions` says that this is meant.
    """
    texts = {group: rulebook_text(opened.files, group) for group in known_groups(opened.files.rules)}
    said = {group: opened.files.rules_digest(group) for group in texts}
    with opened.line.store.read() as work:
        if only_changed:
            texts = {group: one for group, one in texts.items() if not changed_by_a_person(work, group, said[group])}
        undone = {
            group: desk_undone(opened.line, work, opened.line.rulebook_of(*text)) for group, text in texts.items()
        }
        if only_changed:
            texts = {group: text for group, text in texts.items() if not undone[group]}
        gone = [one for text in texts.values() for one in meetings_gone(work, opened.line.rulebook_of(*text))]
    if not only_changed and not drop_extensions:
        gone += [sentence for found in undone.values() for sentence in found]
    if gone:
        raise ConfigurationError("\n".join(gone))
    new = {
        group: activate(opened.line, group, version, text, who=who, files=said[group])
        for group, (version, text) in texts.items()
    }
    opened.use_limits()
    return new


def not_activated(opened: OpenHome, group: str) -> list[str]:
    """What keeps the group's files, which are without fault, from being put in force, each as a sentence.

    A meeting that has documents and is gone, and what was done with a meeting at the desk and is not in the files.
    """
    version, text = rulebook_text(opened.files, group)
    with opened.line.store.read() as work:
        rulebook = opened.line.rulebook_of(version, text)
        return [*meetings_gone(work, rulebook), *desk_undone(opened.line, work, rulebook)]


def start_remarks(opened: OpenHome) -> list[str]:
    """A sentence for all that changed files would take back, so that a start leaves what is in force."""
    found: list[str] = []
    for group in known_groups(opened.files.rules):
        rulebook = opened.line.rulebook_of(*rulebook_text(opened.files, group))
        with opened.line.store.read() as work:
            if not changed_by_a_person(work, group, opened.files.rules_digest(group)):
                found += desk_undone(opened.line, work, rulebook)
    return found


def files_in_force(opened: OpenHome) -> dict[str, bool]:
    """For each group of the files: whether what they say is what is in force."""
    found: dict[str, bool] = {}
    for group in known_groups(opened.files.rules):
        version, _ = rulebook_text(opened.files, group)
        with opened.line.store.read() as work:
            active = work.rulebooks.active(group)
        found[group] = active is not None and active[0] == version
    return found
