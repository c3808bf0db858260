"""Which role the values of a provider give."""

import pytest

from intake.domain.persons.identities import Grant, grant_of, granted

WRITTEN = (
    "staff=secretary",
    "mv=chair/jca-mv",
    "dcc=chair/jca-dcc",
    "boss=administrator",
    "all=viewer",
    "a=b=viewer",
)
GRANTS = tuple(map(grant_of, WRITTEN))


@pytest.mark.parametrize(
    ("values", "given"),
    [
        pytest.param((), None, id="none"),
        pytest.param(("STAFF", "staff ", "other"), None, id="only-exactly"),
        pytest.param(("staff",), ("secretary", ()), id="one"),
        pytest.param(("all", "staff"), ("secretary", ()), id="the-strongest"),
        pytest.param(("mv", "staff"), ("secretary", ()), id="a-secretary-sees-more-than-a-chair"),
        pytest.param(("boss", "staff", "mv"), ("administrator", ()), id="administrator"),
        pytest.param(("mv",), ("chair", ("jca-mv",)), id="chair-of-one"),
        pytest.param(("dcc", "mv", "all"), ("chair", ("jca-mv", "jca-dcc")), id="chair-of-two"),
        pytest.param(("a=b",), ("viewer", ()), id="a-value-with-an-equals-sign"),
    ],
)
def test_what_the_values_of_a_provider_give(values: tuple[str, ...], given: tuple[str, tuple[str, ...]] | None) -> None:
    found = granted(values, GRANTS)
    assert (None if found is None else (found.role, found.groups)) == given


def test_a_grant_without_groups_is_for_all_of_them() -> None:
    grants = (Grant("one", "viewer", ("a",)), Grant("all", "viewer"))
    found = granted(("one", "all"), grants)
    assert found is not None
    assert found.groups == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("staff", "write a value", id="no-role"),
        pytest.param("=secretary", "write a value", id="no-value"),
        pytest.param("staff=boss", "the roles are viewer", id="unknown-role"),
        pytest.param("chairs=chair", "own groups only", id="chair-of-nothing"),
    ],
)
def test_what_is_no_grant_says_how_to_write_one(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        grant_of(text)
