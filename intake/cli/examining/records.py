"""The rulebooks in force, and the alerts: who hears of them, and those of the last day."""

from collections.abc import Iterator
from datetime import timedelta

from intake import app
from intake.cli.examining.examined import Examined
from intake.pipeline.line import ALERTS
from intake.pipeline.outages import SERVERS
from intake.pipeline.showing.remarks import remarks_on


def rulebooks(opened: "app.OpenHome") -> Iterator[Examined]:
    """A note on each rulebook or template that somebody should look at; the same of several groups is said once."""
    found: dict[tuple[str, str], list[str]] = {}
    for group, one in _of_groups(opened):
        found.setdefault((one.what, one.sentence.removeprefix(f"{group}: ")), []).append(group)
    for (what, sentence), groups in found.items():
        yield Examined(what, "note", f"{', '.join(groups)}: {sentence}")


def _of_groups(opened: "app.OpenHome") -> Iterator[tuple[str, Examined]]:
    for group, same in app.files_in_force(opened).items():
        if not same:
            sentence = f"the files differ from what is in force: {_way_on(opened, group)}"
            yield group, Examined("rulebook", "note", sentence)
        with opened.line.store.read() as work:
            if work.rulebooks.active(group) is None:
                continue
            rulebook = opened.line.rulebook(work, group)
        for remark in remarks_on(rulebook, opened.line.clock.now(), can_send=opened.settings.smtp is not None):
            yield group, Examined(remark.what, "note", remark.sentence)
        if not rulebook.profiles:
            yield group, Examined("template", "note", "no template is registered, so documents wait for a person")
        elif all(one.example for one in rulebook.profiles):
            yield group, Examined("template", "note", "the example template is still in use: intake template register")


def replies(opened: "app.OpenHome") -> Iterator[Examined]:
    """A note on the groups whose receipts do not leave by themselves."""
    with opened.line.store.read() as work:
        books = [opened.line.readable_rulebook(work, group) for group in work.rulebooks.groups()]
    for how, what, sentence in _KEPT_BACK:
        if groups := [one.group.id for one in books if one is not None and one.policy.replies == how]:
            yield Examined(what, "note", f"{', '.join(groups)}: {sentence}")


_TRIAL = (
    "this home only watches: no letter to a sender leaves, and no mail is moved. 'intake watch compare' holds it "
    "against your own list, 'intake watch end' ends it"
)
_KEPT_BACK = (
    ("watch", "trial", _TRIAL),
    ("draft", "drafts", "receipts wait in Drafts, or in receipts/, until a person sends them"),
)


def _way_on(opened: "app.OpenHome", group: str) -> str:
    """What brings files and rulebook together: never a command that would refuse to."""
    if app.not_activated(opened, group):
        return (
            "putting them in force would take back what was done since. intake rules check names it; "
            f"intake rules export {group} --to DIR writes what is in force into files"
        )
    return "intake rules activate"


def alert_letters(opened: "app.OpenHome") -> Examined:
    """Whom alerts reach as letters, and by which server."""
    if opened.settings.alerts is None:
        return Examined("alert letters", "note", "nobody is told of alerts by letter: name people in [alerts] to")
    to = opened.settings.alerts.to
    with opened.line.store.read() as work:
        books = [opened.line.rulebook(work, group) for group in work.rulebooks.groups()]
    own = [one for one in to if any(one.lower() in book.group.mailboxes for book in books)]
    if own:
        sentence = f"{', '.join(own)} is a group's own mailbox, where nobody would see them: name people in [alerts] to"
        return Examined("alert letters", "bad", sentence)
    return Examined("alert letters", "good", f"go to {', '.join(to)} {_way(opened)}, each kind once an hour at most")


def _way(opened: "app.OpenHome") -> str:
    named = app.servers(opened.settings)
    if ALERTS in named:
        return f"by {named[ALERTS].host}, which is theirs"
    if "smtp" in named:
        return (
            f"by {named['smtp'].host}, like all letters, so not while that is away ([alerts.smtp] names a second one)"
        )
    return "as files in receipts/, since no [smtp] is named"


def letters(opened: "app.OpenHome") -> Iterator[Examined]:
    """The servers that took no letter the last time, since when, and how many wait."""
    with opened.line.store.read() as work:
        outages = work.outages.standing()
        waiting = {place: work.debts.open_count(place) for place in SERVERS}
    named = app.servers(opened.settings)
    for place, (topic, _) in SERVERS.items():
        if place not in named or topic not in outages:
            continue
        sentence = (
            f"none leaves by {named[place].host} since {outages[topic]:%Y-%m-%d %H:%M:%S} UTC; {waiting[place]} wait"
        )
        alone = place == "smtp" and opened.settings.alerts and ALERTS not in named
        yield Examined("letters", "bad", f"{sentence}{_ALONE if alone else ''}")


_ALONE = ", the alert about it too: name a second server in [alerts.smtp], and it leaves by that one at the next start"


def alerts(opened: "app.OpenHome") -> Iterator[Examined]:
    """The last ten alerts of 24 hours."""
    since = opened.line.clock.now() - timedelta(days=1)
    with opened.line.store.read() as work:
        alerts = [one for one in work.log.newest("alert", 10) if one.at >= since]
    if not alerts:
        yield Examined("alerts", "good", "none in the last 24 hours")
    for one in alerts:
        yield Examined("alert", "note", f"{one.at:%Y-%m-%d %H:%M:%S} UTC {one.why}")
