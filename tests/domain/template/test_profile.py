"""Several templates of a group, by kind and by day."""

from dataclasses import replace
from datetime import date

import pytest

from intake.domain.profile import Profile, accepted_on, newer

DAY = date(2026, 4, 30)
OLD = Profile("old", "jca-mv", "contribution", (), "0" * 64, accept_until=date(2026, 12, 31))
NEW = replace(OLD, id="new", valid_from=date(2026, 4, 1), accept_until=None)
NEXT = replace(OLD, id="next", valid_from=date(2026, 5, 1), accept_until=None)
ENDED = replace(OLD, id="ended", accept_until=date(2026, 4, 29))
EXAMPLE = replace(OLD, id="example", example=True)
LIAISON = replace(NEW, id="liaison", kind="liaison_out")
LIAISON_EXAMPLE = replace(LIAISON, id="liaison-example", example=True)


@pytest.mark.parametrize(
    ("profiles", "ids"),
    [
        pytest.param((), [], id="none"),
        pytest.param((OLD, NEW), ["old", "new"], id="both versions"),
        pytest.param((NEXT, ENDED), [], id="not yet, no more"),
        pytest.param(
            (replace(OLD, accept_until=DAY), replace(NEW, valid_from=DAY)), ["old", "new"], id="on their days"
        ),
        pytest.param((EXAMPLE,), ["example"], id="the example alone"),
        pytest.param((EXAMPLE, NEW), ["new"], id="the example gives way"),
        pytest.param((EXAMPLE, NEXT), ["example"], id="not before its time"),
        pytest.param((EXAMPLE, LIAISON), ["example", "liaison"], id="another kind"),
        pytest.param((LIAISON_EXAMPLE, NEW, LIAISON), ["new", "liaison"], id="each kind"),
    ],
)
def test_the_templates_of_a_day(profiles: tuple[Profile, ...], ids: list[str]) -> None:
    assert [one.id for one in accepted_on(profiles, DAY)] == ids


@pytest.mark.parametrize(
    ("used", "profiles", "told"),
    [
        pytest.param(OLD, (OLD, NEW), True, id="an older version"),
        pytest.param(NEW, (OLD, NEW), False, id="the newest"),
        pytest.param(OLD, (OLD,), False, id="the only one"),
        pytest.param(OLD, (OLD, LIAISON), False, id="another kind"),
        pytest.param(LIAISON, (OLD, NEW, LIAISON), False, id="its kind's newest"),
    ],
)
def test_a_newer_template_is_one_of_the_same_kind(used: Profile, profiles: tuple[Profile, ...], told: bool) -> None:
    assert newer(used, profiles) == told
