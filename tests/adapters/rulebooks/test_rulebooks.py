"""Rulebook files: what the circulars say, layers and origins, and every fault told at once."""

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from intake.adapters.rulebook.codec import JsonRulebookCodec, show, write
from intake.adapters.rulebook.file_schema import GroupFile
from intake.adapters.rulebook.layers import known_groups, load_layers
from intake.adapters.rulebook.schema import RepliesKeys
from intake.adapters.rulebook.toml_files import dotted, keys_at, scan
from intake.domain.answering.receipt import ReceiptOutcome
from intake.domain.errors import ConfigurationError
from intake.domain.limits import FileLimits
from intake.domain.meeting import NEXT
from intake.domain.profile import Profile
from intake.domain.rulebook import Rulebook
from intake.domain.verdict import Kind
from intake.shipped import shipped_rules
from tests.domain.cases import at, profile

MEETING = "2026-05-13"


def load(folder: Path, group: str = "jca-mv", *profiles: Profile) -> Rulebook:
    version, text = write(load_layers(folder, group), profiles)
    return JsonRulebookCodec().load(version, text)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A home's rules folder as shipped, to be changed."""
    return Path(shutil.copytree(shipped_rules(), tmp_path / "rules"))


@pytest.fixture
def append(rules: Path) -> Callable[[str, str], None]:
    def add(name: str, text: str) -> None:
        path = rules / name
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")

    return add


def faults(folder: Path, group: str = "jca-mv") -> str:
    with pytest.raises(ConfigurationError) as caught:
        write(load_layers(folder, group), [])
    return str(caught.value)


def test_jca_mv_is_what_circular_127_says() -> None:
    one = load(shipped_rules(), "jca-mv")
    meeting = one.meetings[0]
    assert (one.group.acronym, one.group.mailboxes, one.group.parent) == ("JCA-MV", ("tsbjcamv@itu.int",), "TSAG")
    assert (one.group.secretary, one.group.telephone) == ("Cristina Bueti", "+41 22 730 6301")
    assert [(each.role, each.name) for each in one.group.officers] == [
        ("co-chair", "Muath AlRumayh"),
        ("co-chair", "Shin-Gak Kang"),
    ]
    assert (meeting.first_day, meeting.last_day) == (date(2026, 5, 13), date(2026, 5, 13))
    assert (str(meeting.starts), str(meeting.ends)) == ("2026-05-13 08:30:00", "2026-05-13 10:30:00")
    assert (meeting.place, meeting.zone, meeting.language) == ("Geneva, Switzerland", "Europe/Zurich", "en")
    assert {each.kind: each.utc for each in meeting.deadlines} == {
        "contribution": at("2026-04-30T21:59:59Z"),
        "registration": at("2026-05-04T21:59:59Z"),
        "liaison_in": at("2026-05-13T06:30:00Z"),
        "presentation": at("2026-05-13T06:30:00Z"),
    }
    assert one.series_for("contribution").label(12) == "JCA-MV-Doc-012"


def test_jca_dcc_is_what_circular_007_says() -> None:
    one = load(shipped_rules(), "jca-dcc")
    meeting = one.meetings[0]
    assert (one.group.acronym, one.group.mailboxes, one.group.parent) == ("JCA-DCC", ("tsbjcadcc@itu.int",), "TSAG")
    assert (one.group.home_page, one.group.telephone) == ("http://itu.int/en/ITU-T/jca/dcc", "+41 22 730 6206")
    assert [(each.role, each.name, each.country) for each in one.group.officers] == [
        ("chair", "Heung Youl Youm", "Republic of Korea")
    ]
    assert (str(meeting.starts), str(meeting.ends)) == ("2022-06-01 13:00:00", "2022-06-01 16:00:00")
    assert (meeting.place, meeting.language) == ("e-meeting", "en")
    assert {each.kind: each.utc for each in meeting.deadlines} == {
        "contribution": at("2022-05-20T21:59:59Z"),
        "registration": at("2022-05-27T21:59:59Z"),
        "liaison_in": at("2022-06-01T11:00:00Z"),
        "presentation": at("2022-06-01T11:00:00Z"),
    }


@pytest.mark.parametrize("group", known_groups(shipped_rules()))
def test_every_fact_of_a_circular_has_its_paragraph_beside_it(group: str) -> None:
    lines = (shipped_rules() / "groups" / f"{group}.toml").read_text(encoding="utf-8").splitlines()
    told = [position for position, line in enumerate(lines) if line.split(" ")[0] in FROM_CIRCULAR]
    assert told
    for position in told:
        near = "\n".join(lines[max(position - 3, 0) : position + 1])
        assert "# Circular " in near or "Circular" in near, lines[position]


FROM_CIRCULAR = (
    "acronym", "mailboxes", "parent", "home_page", "telephone", "title", "first_day", "starts", "place", "language",
    "contribution", "registration",
)  # fmt: skip


@pytest.mark.parametrize("written", ['"2026-04-29T09:12:00Z"', "2026-04-29T09:12:00Z", "2026-04-29T11:12:00+02:00"])
def test_an_extension_was_decided_at_an_instant_with_or_without_quotation_marks(
    rules: Path, append: Callable[[str, str], None], written: str
) -> None:
    append("groups/jca-mv.toml", f'[[meeting.extension]]\nuntil = 2026-05-04\nreason = "x"\nby = "y"\nat = {written}')
    (extension,) = load(rules).meetings[0].extensions
    assert extension.at == at("2026-04-29T09:12:00Z")


def test_the_first_of_may_is_a_working_day_in_geneva() -> None:
    calendar = load(shipped_rules()).calendar
    assert calendar.works_on(date(2026, 5, 1))
    free = [date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25)]
    free += [date(2026, 9, 10), date(2026, 12, 25), date(2026, 12, 31), date(2026, 5, 2), date(2026, 8, 1)]
    assert not any(calendar.works_on(day) for day in free)
    assert {day.year for day in calendar.holidays} == {2022, 2025, 2026, 2027}
    assert all("1 May" not in name for name in calendar.holidays.values())


def test_a_new_group_is_one_new_file(rules: Path) -> None:
    text = (rules / "groups" / "jca-mv.toml").read_text(encoding="utf-8")
    new = text.replace("JCA-MV", "JCA-IOT").replace("tsbjcamv", "tsbjcaiot").replace('"MV"', '"IOT"')
    (rules / "groups" / "jca-iot.toml").write_text(new, encoding="utf-8")
    one = load(rules, "jca-iot")
    assert (one.group.id, one.group.acronym, one.series[0].label(1)) == ("jca-iot", "JCA-IOT", "JCA-IOT-Doc-001")
    assert [each.id for each in one.neighbours] == ["jca-dcc", "jca-mv"]
    assert "jca-iot" in {each.id for each in load(rules, "jca-mv").neighbours}


def test_layers_lie_over_each_other(rules: Path, append: Callable[[str, str], None]) -> None:
    append(SITE, '[policy]\nmax_documents_per_mail = 3\nlate = "reject"\n[policy.caps]\ndomain = 7')
    append(SITE, '[checks]\nCOV-006.severity = "off"\nTPL-003 = { severity = "note" }')
    append(GROUP, '[policy]\nlate = "number-and-flag"\n[checks.TPL-003]\nreply = "none"')
    one = load(rules)
    assert (one.policy.max_documents_per_mail, one.policy.late, one.policy.caps.domain) == (3, "number-and-flag", 7)
    assert one.policy.caps.total == 2000
    assert (one.rules["TPL-003"].severity, one.rules["TPL-003"].reply) == ("note", "none")
    assert (one.rules["COV-006"].severity, one.rules["TIM-001"].severity) == ("off", "warning")
    assert load(rules, "jca-dcc").rules["TIM-001"].severity == "error"


def test_a_meeting_has_rules_of_its_own(rules: Path, append: Callable[[str, str], None]) -> None:
    append(GROUP, '[meeting.policy]\nlate = "reject"\n[meeting.checks]\nCOV-006 = { severity = "off" }')
    one = load(rules)
    own = one.under(one.meetings[0])
    assert (one.rules["TIM-001"].severity, one.rules["COV-006"].severity) == ("hold", "repair")
    assert (own.rules["TIM-001"].severity, own.rules["COV-006"].severity) == ("error", "off")
    assert (one.policy.late, own.policy.late) == ("hold", "reject")
    assert one.under(None) is one


def test_each_line_tells_where_it_comes_from(rules: Path, append: Callable[[str, str], None]) -> None:
    append(SITE, "[policy]\nmax_documents_per_mail = 3")
    shown = {key: (value, origin) for key, value, origin in show(load_layers(rules, "jca-mv"))}
    site = (rules / "site.toml").read_text(encoding="utf-8").splitlines()
    line = site.index("max_documents_per_mail = 3") + 1
    assert shown["policy.max_documents_per_mail"] == (3, f"{rules / 'site.toml'}:{line}")
    assert shown["policy.late"][0] == "hold"
    assert "default.toml:" in shown["policy.late"][1]
    group = (rules / "groups" / "jca-mv.toml").read_text(encoding="utf-8").splitlines()
    value, origin = shown["meeting[1].deadlines.contribution"]
    number = int(origin.rsplit(":", 1)[1])
    assert (value, group[number - 1][:12]) == (date(2026, 4, 30), "contribution")


SITE = "site.toml"
GROUP = "groups/jca-mv.toml"
SERIES = '[[series]]\nid = "b"\npattern = "B-{number}"\nkinds = ["contribution"]'


@pytest.mark.parametrize(
    ("name", "text", "sentences"),
    [
        pytest.param(SITE, '[policy]\nlat = "hold"', [":{n}: policy.lat: is not known here; did you mean"], id="key"),
        pytest.param(SITE, "[checks]\nCOB-003.reply='all'", ["checks.COB-003: ", "did you mean COV-003?"], id="check"),
        pytest.param(SITE, "[polcy]\nx=1", ["polcy: is not known here; did you mean policy?"], id="table"),
        pytest.param(SITE, '[[meeting]]\nid = "x"', ["meeting: is not known here"], id="meeting-of-a-site"),
        pytest.param(SITE, '[policy]\nlate = "never"', ["policy.late: expected 'hold'", "found 'never'"], id="word"),
        pytest.param(SITE, "[policy]\nretain_days = 400", ["policy.retain_days: is not known"], id="key-of-later"),
        pytest.param(SITE, '[policy]\nanswer_questions = "no"', ["expected true or false"], id="type"),
        pytest.param(SITE, '[policy]\ncorrection_period = "2 days"', ["'2 days' is not written like"], id="period"),
        pytest.param(SITE, '[policy]\nsettle = "0 h"', ["'0 h' is no span of time"], id="settle"),
        pytest.param(SITE, '[policy.replies_by_kind]\nsent = "draft"', ["replies_by_kind.sent: "], id="outcome"),
        pytest.param(SITE, '[checks]\nTIM-001.severity = "note"', ["follows from policy.late"], id="late-severity"),
        pytest.param(SITE, '[checks]\nSYS-001.severity = "off"', ["always held"], id="our-fault"),
        pytest.param(SITE, "[checks]\nCOV-001.max = 3", ["checks.COV-001.max: is not known"], id="check-key"),
        pytest.param(SITE, "[checks]\nCOV-001.params.a = 3", ["this check has no parameters"], id="no-params"),
        pytest.param(SITE, "[checks]\nFIL-010.params.liason = []", ["did you mean liaison?"], id="params-key"),
        pytest.param(SITE, "[checks]\nFIL-010.params.liaison = 3", ["expected a list of (text)"], id="params-type"),
        pytest.param(SITE, "[policy", ["is not TOML: "], id="no-toml"),
        pytest.param(SITE, '[policy]\nzip = "open"', ["policy.zip: expected 'one-level' or 'hold'"], id="zip"),
        pytest.param(SITE, "[limits]\nentrys = 3", ["did you mean entries?"], id="limit"),
        pytest.param(SITE, "[limits]\nratio = 0", ["limits.ratio: expected a number from 1 on, like 1"], id="no-limit"),
        pytest.param(GROUP, "[senders]\nmember = []", ["did you mean members?"], id="senders-key"),
        pytest.param(GROUP, '[senders]\nmembers = ["example.org"]', ["ada@example.org or @example.org"], id="sender"),
        pytest.param(GROUP, SERIES, ["series[2].kinds: contribution joins a series already"], id="series"),
        pytest.param(GROUP, "[meeting.x]\ny=1", ["meeting[1].x: is not known here"], id="key-of-a-meeting"),
        pytest.param(GROUP, '[[meeting]]\nid = "x"', ["meeting[2].title: is missing"], id="missing"),
        pytest.param(GROUP, '[[officer]]\nname = "x"', ["officer[3].role: is missing"], id="officer"),
        pytest.param("calendars/geneva.toml", 'weekends = ["monday"]', ["did you mean weekend?"], id="calendar-key"),
    ],
)  # fmt: skip
def test_what_is_not_known_stops_with_place_and_remedy(
    rules: Path, append: Callable[[str, str], None], name: str, text: str, sentences: list[str]
) -> None:
    append(name, text)
    lines = (rules / name).read_text(encoding="utf-8").splitlines()
    told = faults(rules)
    for sentence in sentences:
        assert sentence.format(n=len(lines)) in told
    assert str(rules / name) in told


def test_a_call_may_close_at_its_date(rules: Path, append: Callable[[str, str], None]) -> None:
    append("site.toml", '[policy]\nsettle = "0 min"')
    assert load(rules).policy.settle == 0


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        pytest.param("contribution = 2026-04-30", "contribution = 2026-03-29T02:30:00", "does not exist", id="gap"),
        pytest.param("contribution = 2026-04-30", "contribution = 2025-10-26T02:30:00", "exists twice", id="overlap"),
        pytest.param("contribution = 2026-04-30", 'contribution = "2026-04-30"', "without quotation marks", id="text"),
        pytest.param("contribution = 2026-04-30", "contribution = 2026-05-14", "after the meeting's last", id="after"),
        pytest.param("contribution = 2026-04-30", "kontribution = 2026-04-30", "did you mean contribution?", id="kind"),
        pytest.param("last_day = 2026-05-13", "last_day = 2026-05-12", "before the first day", id="backwards"),
        pytest.param('id = "2026-05-13"', f'id = "{NEXT}"', "each meeting has an id of its own", id="next"),
        pytest.param('id = "2026-05-13"', f'id = "x"\nwas = "{NEXT}"', "is the id of another meeting", id="was-next"),
        pytest.param('id = "2026-05-13"', 'id = "x"\nwas = ["x"]', "'x' is the id of another meeting", id="was-itself"),
        pytest.param('id = "2026-05-13"', 'id = "x"\nwas = 5', "meeting[1].was: ", id="was-a-number"),
        pytest.param("opens = 2026-03-26", 'opens = "soon"', "without quotation marks", id="opens"),
        pytest.param("starts = 08:30:00", "starts = 2026-05-13T08:30:00", "expected a local time", id="starts"),
        pytest.param('zone = "Europe/Zurich"', 'zone = "Europe/Geneva"', "is no time zone", id="zone"),
        pytest.param("{number:03d}", "{number.real}", "is not written like", id="pattern-reaches"),
        pytest.param("{number:03d}", "{number:099999999d}", "is not written like", id="pattern-grows"),
        pytest.param("{number:03d}", "012", "is not written like", id="pattern-without-number"),
        pytest.param('kinds = ["contribution"]', "kinds = []", "no series takes the kind contribution", id="no-kind"),
        pytest.param("tsbjcamv@itu.int", "tsbjcamv", "is not written like tsbjcamv@itu.int", id="mailbox"),
        pytest.param("tsbjcamv@itu.int", "TSBJCADCC@itu.int", "belongs to jca-dcc too", id="shared-mailbox"),
        pytest.param('acronym = "JCA-MV"', 'acronym = "JCA DCC"', "is that of jca-dcc too", id="shared-acronym"),
        pytest.param('short = "MV"', 'short = "m-v"', "capitals and digits", id="short"),
        pytest.param('acronym = "JCA-MV"', "", "group.acronym: is missing", id="no-acronym"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named_where_it_stands(rules: Path, old: str, new: str, sentence: str) -> None:
    path = rules / "groups" / "jca-mv.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    told = faults(rules)
    assert sentence in told
    assert f"{path}" in told


def test_all_faults_of_a_file_are_told_at_once(rules: Path, append: Callable[[str, str], None]) -> None:
    append(SITE, '[policy]\nlat = "x"\nlate = "y"\n[policy.caps]\ndomain = 0')
    told = faults(rules).splitlines()
    assert len(told) == 3
    assert all(line.startswith(str(rules / "site.toml") + ":") for line in told)


def test_no_deadline_is_said_as_none(rules: Path) -> None:
    path = rules / "groups" / "jca-mv.toml"
    text = path.read_text(encoding="utf-8").replace("registration = 2026-05-04", 'registration = "none"')
    path.write_text(text.replace("contribution = 2026-04-30", "contribution = 2026-04-30T16:00:00"), encoding="utf-8")
    deadlines = {one.kind: str(one.local) for one in load(rules).meetings[0].deadlines}
    assert deadlines.keys() == {"contribution", "liaison_in", "presentation"}
    assert deadlines["contribution"] == "2026-04-30 16:00:00"


@pytest.mark.parametrize(
    ("said", "starts", "until"),
    [
        pytest.param("", "starts = 08:30:00", "2026-05-13 08:30:00", id="usual"),
        pytest.param("", "", "2026-05-13 00:00:00", id="no-hour-known"),
        pytest.param('presentation = "meeting-start"', "starts = 08:30:00", "2026-05-13 08:30:00", id="said"),
        pytest.param("presentation = 2026-05-11", "starts = 08:30:00", "2026-05-11 23:59:59", id="a-day"),
        pytest.param('presentation = "none"', "starts = 08:30:00", None, id="none"),
    ],
)
def test_each_kind_has_a_deadline_of_its_own(rules: Path, said: str, starts: str, until: str | None) -> None:
    path = rules / "groups" / "jca-mv.toml"
    text = path.read_text(encoding="utf-8").replace("starts = 08:30:00", starts)
    path.write_text(text.replace("contribution = 2026-04-30", f"contribution = 2026-04-30\n{said}"), encoding="utf-8")
    meeting = load(rules).meetings[0]
    found = meeting.deadline("presentation")
    assert (str(found.local) if found else None) == until
    assert meeting.deadline("agenda") is None


def test_an_officer_has_addresses_assistants_and_a_term(rules: Path, append: Callable[[str, str], None]) -> None:
    append(
        "groups/jca-mv.toml",
        '[[officer]]\nrole = "chair"\nname = "Grace"\naddresses = ["Grace@Example.org", "g@home.example"]\n'
        'assistants = ["Office@Example.org"]\nfrom = 2025-01-01\nuntil = 2028-12-31',
    )
    grace = load(rules).group.officers[-1]
    assert grace.known_by == ("grace@example.org", "g@home.example", "office@example.org")
    assert (grace.since, grace.until) == (date(2025, 1, 1), date(2028, 12, 31))


def test_a_term_that_ends_before_it_begins_is_named(rules: Path, append: Callable[[str, str], None]) -> None:
    append("groups/jca-mv.toml", '[[officer]]\nrole = "x"\nname = "G"\nfrom = 2025-01-01\nuntil = 2024-12-31')
    assert "officer[3].until: lies before from" in faults(rules)


def test_senders_are_known_by_address_or_domain(rules: Path, append: Callable[[str, str], None]) -> None:
    append(SITE, '[senders]\nliaison = ["@IEEE.org"]\nspeakers = ["ada@example.org"]')
    append(GROUP, '[senders]\nliaison = ["@3gpp.org", "sec@w3.org"]')
    found = load(rules).group.senders
    assert (found.liaison, found.speakers, found.members) == (("@3gpp.org", "sec@w3.org"), ("ada@example.org",), ())
    assert load(rules, "jca-dcc").group.senders.liaison == ("@ieee.org",)


def test_unknown_senders_are_held_by_one_word(rules: Path, append: Callable[[str, str], None]) -> None:
    assert load(rules).rules["ENV-004"].severity == "off"
    append(GROUP, '[policy]\nunknown_senders = "hold"')
    assert load(rules).rules["ENV-004"].severity == "hold"


def test_every_kind_can_join_a_series_of_its_own(rules: Path, append: Callable[[str, str], None]) -> None:
    kinds = [one for one in get_args(Kind) if one != "contribution"]
    append(GROUP, f'[[series]]\nid = "td"\npattern = "JCA-MV-TD-{{number:03d}}"\nkinds = {json.dumps(kinds)}')
    one = load(rules)
    assert {kind: one.series_for(kind).id for kind in get_args(Kind)} == {
        "contribution": "doc",
        **dict.fromkeys(kinds, "td"),
    }


def test_limits_are_those_of_the_site(rules: Path, append: Callable[[str, str], None]) -> None:
    append(SITE, "[limits]\nentries = 5000")
    assert load(rules).limits == load(rules, "jca-dcc").limits == FileLimits(entries=5000)
    append(GROUP, "[limits]\nentries = 5000")
    assert "limits: is not known here" in faults(rules)


def test_files_that_are_not_there_are_named(rules: Path, tmp_path: Path) -> None:
    assert "there is no jca-vm.toml; did you mean jca-mv?" in faults(rules, "jca-vm")
    assert "it has no groups" in faults(tmp_path / "empty")
    (rules / "site.toml").write_text('[group]\nzone = "Europe/Zurich"\ncalendar = "genf"\n', encoding="utf-8")
    assert "there is no calendar 'genf'; did you mean geneva?" in faults(rules)
    (rules / "site.toml").unlink()
    assert "group.calendar: is missing; name a calendar" in faults(rules)


def test_the_shipped_calendar_stands_in_for_a_missing_one(rules: Path) -> None:
    shutil.rmtree(rules / "calendars")
    assert load(rules).calendar == load(shipped_rules()).calendar


def test_a_calendar_leaves_a_working_day(rules: Path) -> None:
    days = '["monday","tuesday","wednesday","thursday","friday","saturday","sunday"]'
    (rules / "calendars" / "geneva.toml").write_text(f"weekend = {days}\nholiday = []\n", encoding="utf-8")
    assert "leaves no working day" in faults(rules)


def test_the_version_is_the_digest_of_all_that_matters(rules: Path, append: Callable[[str, str], None]) -> None:
    version, text = write(load_layers(rules, "jca-mv"), [])
    assert (version, text) == write(load_layers(rules, "jca-mv"), [])
    append(SITE, "# a remark")
    assert write(load_layers(rules, "jca-mv"), [])[0] == version
    assert write(load_layers(rules, "jca-mv"), [profile()])[0] != version
    append(SITE, "[policy]\nmax_documents_per_mail = 3")
    assert write(load_layers(rules, "jca-mv"), [])[0] != version


def test_a_stored_version_is_whole_and_comes_back(rules: Path) -> None:
    mine, foreign = profile(), profile(id="dcc", group="jca-dcc")
    version, text = write(load_layers(rules, "jca-mv"), [foreign, mine])
    shutil.rmtree(rules)
    one = JsonRulebookCodec().load(version, text)
    assert (one.version, one.profiles) == (version, (mine,))
    assert "Женева" in one.rules["COV-006"].params["places"][0]  # type: ignore[index]
    assert json.loads(text)["policy"]["late"] == "hold"


def test_a_changed_or_foreign_text_is_refused(rules: Path) -> None:
    version, text = write(load_layers(rules, "jca-mv"), [])
    with pytest.raises(ConfigurationError, match="its text was changed"):
        JsonRulebookCodec().load(version, text.replace('"hold"', '"note"', 1))
    too_new = hash_of(newer := '{"group":{}}')
    with pytest.raises(ConfigurationError, match="this program cannot read it"):
        JsonRulebookCodec().load(too_new, newer)


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_scanner_finds_lines() -> None:
    text = '[a]\nb = 1\n"c d" = 2\n[[m]]\nid = 1\n[m.x]\ny.z = 2\n[[m]]\nid = 2 # [no]\n[m.x]\ny = 3\n'
    found = {dotted(path): line for path, line in scan(text).items()}
    assert found["a.b"] == 2
    assert found["a.c d"] == 3
    assert (found["m[1]"], found["m[1].id"], found["m[1].x.y.z"]) == (4, 5, 7)
    assert (found["m[2]"], found["m[2].id"], found["m[2].x.y"]) == (8, 9, 11)


def test_keys_are_known_at_every_depth() -> None:
    assert "late" in keys_at(GroupFile, ("policy",))
    assert "contribution" in keys_at(GroupFile, ("meeting", 0, "deadlines"))
    assert keys_at(GroupFile, ("checks", "COV-001")) == ("severity", "reply", "params")
    assert keys_at(GroupFile, ("group", "acronym")) == ()


def test_every_outcome_of_a_receipt_can_be_drafted() -> None:
    assert set(get_args(ReceiptOutcome)) == set(RepliesKeys.__annotations__)


@pytest.mark.parametrize(
    "said", ["2026/05/13", "../may", "may 13", "May", "may?", "may#1", "mäy", "", "next", "a" * 61]
)
def test_an_id_stands_in_paths_and_addresses_so_it_is_a_plain_word(rules: Path, said: str) -> None:
    path = rules / "groups" / "jca-mv.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(f'id = "{MEETING}"', f'id = "{said}"'), encoding="utf-8")
    assert "meeting" in faults(rules)
