"""Drafts of rulebooks: the shipped ones are what import and answers make of the circulars; files are never replaced."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from intake.adapters.rulebook.changes import ChangedBy, with_changes
from intake.adapters.rulebook.drafts import draft_text, known_group, with_meeting
from intake.domain.circular.accepting import split_answers, with_answers
from intake.domain.circular.drafting import drafted, group_id, local_deadline, ordinal_word
from intake.domain.circular.found import Circular
from intake.domain.circular.interpret import interpreted
from intake.domain.errors import ConfigurationError, UsageError
from intake.shipped import shipped_rules
from tests.domain.circular.letter_files import TODAY, letter_named, read

GROUPS = shipped_rules() / "groups"
BY = ChangedBy("Grace Hopper", datetime(2026, 4, 14, 9, 12, tzinfo=UTC))
AGENDA = (
    "Opening of the meeting",
    "Adoption of the agenda",
    "Review of the terms of reference of JCA-DCC",
    "Review of the working methods of JCA-DCC",
    "Review of the standardization activities of ITU-T study groups, other standards organizations and forums",
    "Review of the contributions and liaison statements received",
    "Matters requiring coordination",
    "Development of an action plan for the standardization of digital COVID-19 certificates",
    "Discussion of the expected deliverables of JCA-DCC and appointment of editors, if needed",
    "Next steps",
    "Approval of liaison statements to be sent",
    "Future meetings and events",
    "Other business",
    "Closing of the meeting",
)
"""The draft agenda of Circular 007 in English, in which the meeting works."""
ANSWERS = {
    "jca-dcc": (
        "fr_circular_007",
        [
            "name=Joint Coordination Activity on digital COVID-19 certificates",
            "template_url=http://itu.int/en/ITU-T/jca/dcc",
            "first_number=1",
            "chair.1.country=Republic of Korea",
            f"agenda_items={'; '.join(AGENDA)}",
        ],
    ),
    "jca-mv": (
        "fr_circular_127",
        [
            "name=Joint Coordination Activity on metaverse standardization",
            "timezone=Europe/Zurich",
            "home_page=https://www.itu.int/en/ITU-T/jca/mv/",
            "template_url=https://www.itu.int/en/ITU-T/jca/mv/",
            "first_number=1",
            "chair.1.organization=Communications, Space and Technology Commission (CST)",
            "chair.1.country=Kingdom of Saudi Arabia",
            "chair.2.organization=Electronics and Telecommunications Research Institute (ETRI)",
            "chair.2.country=Republic of Korea",
        ],
    ),
}
"""What a person answers for each shipped rulebook, beside the addresses that stand in its file."""


def shipped(group: str) -> dict[str, Any]:
    """A shipped rulebook as TOML reads it."""
    return tomllib.loads((GROUPS / f"{group}.toml").read_text(encoding="utf-8"))


def addresses_of(tree: dict[str, Any]) -> list[str]:
    """The answers that give the addresses of a rulebook: no circular tells them."""
    found = [f"secretariat={','.join(tree['group']['secretariat'])}"] if "secretariat" in tree["group"] else []
    for number, officer in enumerate(tree.get("officer", ()), 1):
        if officer.get("addresses"):
            found.append(f"chair.{number}.addresses={','.join(officer['addresses'])}")
    return found


def answered(name: str, *said: str) -> Circular:
    """A letter with these answers."""
    return with_answers(read(name), split_answers(list(said)))


@pytest.mark.parametrize("group", ANSWERS)
def test_a_shipped_rulebook_is_what_its_circular_and_the_answers_make(group: str) -> None:
    letter, answers = ANSWERS[group]
    tree = shipped(group)
    circular = answered(letter, *answers, *addresses_of(tree))
    draft = drafted(circular)
    assert draft.group == group
    assert tomllib.loads(draft_text(draft)) == tree


def test_what_is_open_stands_in_the_draft_as_a_question() -> None:
    text = draft_text(drafted(read("en_conflict")))
    tree = tomllib.loads(text)
    assert "mailboxes" not in tree["group"]
    assert "contribution" not in tree["meeting"][0]["deadlines"]
    assert "# PLEASE SAY: The letter names several addresses." in text
    assert "2026-04-05 or 2026-04-07" in text
    assert tree["meeting"][0]["deadlines"]["registration"].isoformat() == "2026-04-10"


def test_one_possible_value_is_written_and_to_be_confirmed() -> None:
    text = draft_text(drafted(read("fr_circular_127")))
    assert "# PLEASE CONFIRM: The letter names no time zone" in text
    assert tomllib.loads(text)["meeting"][0]["zone"] == "Europe/Zurich"


def test_beside_each_fact_stand_the_words_of_the_letter() -> None:
    text = draft_text(drafted(read("fr_circular_127")))
    assert "contribution = 2026-04-30" in text
    assert '# "30 avril 2026 – Soumission des contributions' in text


def test_a_known_group_gets_a_new_meeting_and_keeps_all_else() -> None:
    before = (GROUPS / "jca-mv.toml").read_text(encoding="utf-8")
    third = (
        "Geneva, 1 September 2026\nRef: TSB Circular 171\nE-mail: tsbjcamv@itu.int\n"
        "Subject: Third meeting of JCA-MV (Geneva, 11 November 2026)\nDear Sir/Madam,\n"
        "The third meeting of JCA-MV will be held on 11 November 2026, 10:00 to 12:00 Geneva time, in English only.\n"
        "Contributions should be sent to tsbjcamv@itu.int no later than 29 October 2026."
    )
    from tests.domain.circular.letter_files import letter_of

    circular = interpreted(letter_of(third), TODAY, known_group(before, "jca-mv.toml"))
    assert circular.questions == ()
    after = with_meeting(before, drafted(circular), circular)
    assert after.startswith(before.rstrip())
    tree = tomllib.loads(after)
    assert tree["series"] == shipped("jca-mv")["series"]
    assert [one["id"] for one in tree["meeting"]] == ["2026-05-13", "2026-11-11"]
    assert tree["meeting"][1]["deadlines"]["contribution"].isoformat() == "2026-10-29"
    assert tree["meeting"][1]["title"] == "Third meeting of JCA-MV"


@pytest.mark.parametrize(
    ("group", "letter", "words"),
    [
        ("jca-mv", "fr_circular_127", "has the meeting 2026-05-13 of TSB Circular 127 already"),
        ("jca-mv", "en_jca_iot", "the file is that of JCA-MV; the letter is about JCA-IoT"),
        ("jca-mv", "en_workshop", "the letter is about no group that we can see"),
    ],
)
def test_a_file_that_has_no_place_for_the_meeting_says_why(group: str, letter: str, words: str) -> None:
    text, circular = (GROUPS / f"{group}.toml").read_text(encoding="utf-8"), read(letter)
    with pytest.raises(UsageError, match=words):
        with_meeting(text, drafted(circular), circular)


@pytest.mark.parametrize(
    ("group", "letter", "changes"),
    [
        ("jca-mv", "en_corrigendum", ["contribution: 2026-04-30 -> 2026-05-05"]),
        ("jca-dcc", "fr_rectificatif", ["contribution: 2022-05-20 -> 2022-05-24"]),
        (
            "jca-mv",
            "en_postponed",
            [
                "first_day: 2026-05-13 -> 2026-05-27",
                "last_day: 2026-05-13 -> 2026-05-27",
                "starts: 08:30:00 -> 14:00:00",
                "ends: 10:30:00 -> 16:00:00",
                "contribution: 2026-04-30 -> 2026-05-15",
            ],
        ),
    ],
)
def test_a_correcting_letter_changes_the_meeting_that_it_speaks_of(group: str, letter: str, changes: list[str]) -> None:
    before = (GROUPS / f"{group}.toml").read_text(encoding="utf-8")
    after, told = with_changes(before, read(letter), BY)
    assert list(told) == changes
    meeting, shipped_meeting = tomllib.loads(after)["meeting"][0], shipped(group)["meeting"][0]
    assert (meeting["id"], meeting["deadlines"]) == (shipped_meeting["id"], shipped_meeting["deadlines"])
    (extension,) = meeting["extension"]
    assert extension["until"].isoformat() == changes[-1].rpartition(" ")[2]
    assert (extension["by"], extension["at"]) == (BY.name, BY.at)
    assert extension["reason"].startswith(read(letter).title)
    kept = [line for line in before.splitlines() if line not in after.splitlines()]
    assert len(kept) == len(changes) - 1


def test_the_same_corrigendum_again_changes_nothing() -> None:
    text = (GROUPS / "jca-mv.toml").read_text(encoding="utf-8")
    after, _ = with_changes(text, read("en_corrigendum"), BY)
    assert with_changes(after, read("en_corrigendum"), BY) == (after, ())


def test_a_correction_of_an_unknown_letter_changes_nothing() -> None:
    with pytest.raises(UsageError, match="has no meeting of the letter 131"):
        with_changes('[group]\nacronym = "JCA-COP"\n', read("es_aplazada"), BY)


def test_a_file_that_is_no_toml_is_named() -> None:
    with pytest.raises(ConfigurationError, match=r"jca-mv\.toml: the file is no TOML"):
        known_group("[group", "jca-mv.toml")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("timezone", "write it as FIELD=VALUE"),
        ("timezon=UTC", "did you mean timezone"),
        ("timezone=Geneva", "is no time zone"),
        ("meeting_date=13 May 2026", "expected a day like 2026-05-13"),
        ("contribution_deadline=soon", "expected a day"),
        ("meeting_time=8", "expected hours"),
        ("working_language=de", "expected one of en, fr, es"),
        ("mailbox=tsbjcamv", "not a mail address"),
        ("secretariat=tsbsec", "not a mail address"),
        ("first_number=0", "expected a number from 1 on"),
        ("home_page=itu.int", "beginning with http"),
        ("short=mv", "capitals and digits"),
        ("pattern=Doc", "expected a pattern"),
        ("chair.3.country=Ghana", "the letter names 2 chairs"),
        ("chair.1.role=boss", "neither"),
        ("chair.1.addresses=x", "not a mail address"),
    ],
)
def test_an_answer_that_cannot_be_is_told(answer: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        answered("fr_circular_127", answer)


def test_an_answer_settles_its_question_and_stands_in_the_draft() -> None:
    circular = answered(
        "en_conflict",
        "contribution_deadline=2026-04-05T18:00",
        "mailbox=TSBJCAQKDN@itu.int",
        "timezone=UTC",
        "secretariat=a@example.org, b@example.org",
        "chairs=Ada Lovelace; Grace Hopper",
        "chair.2.addresses=grace@example.org",
        "short=QKDN",
        "title=Eighth meeting",
        "place=Online",
        "telephone=+41 22 730 0000",
    )
    assert {one.field for one in circular.questions} == {"template_url", "first_number"}
    tree = tomllib.loads(draft_text(drafted(circular)))
    assert tree["group"]["mailboxes"] == ["tsbjcaqkdn@itu.int"]
    assert tree["group"]["secretariat"] == ["a@example.org", "b@example.org"]
    assert [one["name"] for one in tree["officer"]] == ["Ada Lovelace", "Grace Hopper"]
    assert tree["officer"][1]["addresses"] == ["grace@example.org"]
    assert tree["officer"][1]["role"] == "co-chair"
    assert tree["meeting"][0]["deadlines"]["contribution"].isoformat() == "2026-04-05T18:00:00"
    assert (tree["meeting"][0]["title"], tree["meeting"][0]["place"]) == ("Eighth meeting", "Online")


def test_the_last_day_follows_a_first_day_that_a_person_says() -> None:
    assert answered("fr_circular_127", "meeting_date=2026-05-20").value("meeting_end_date") == "2026-05-20"


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("JCA-MV", "jca-mv"),
        ("JCA-ICT&CC", "jca-ictcc"),
        ("JCA-IoT and SC&C", "jca-iot-and-scc"),
        ("SG20", "sg20"),
        ("WP1/5", "wp1-5"),
        ("", "group"),
    ],
)
def test_the_file_is_named_by_the_acronym(acronym: str, name: str) -> None:
    assert group_id(acronym) == name


@pytest.mark.parametrize(
    ("text", "zone", "local"),
    [
        ("2026-04-30", "Europe/Zurich", "2026-04-30"),
        ("2026-04-30T16:00:00", "Europe/Zurich", "2026-04-30T16:00:00"),
        ("2026-04-30T23:59:00+00:00", "Europe/Zurich", "2026-05-01T01:59:00"),
        ("none", "Europe/Zurich", "none"),
    ],
)
def test_a_deadline_is_written_in_the_time_of_the_meeting(text: str, zone: str, local: str) -> None:
    found = local_deadline(text, zone)
    assert (found if isinstance(found, str) else found.isoformat()) == local


@pytest.mark.parametrize(
    ("number", "word"), [(1, "First"), (12, "Twelfth"), (13, "13th"), (21, "21st"), (22, "22nd"), (111, "111th")]
)
def test_the_title_counts_the_meeting(number: int, word: str) -> None:
    assert ordinal_word(number) == word


def test_letters_stand_where_the_tests_say() -> None:
    assert Path(GROUPS).is_dir()
    assert letter_named("en_mv").blocks
