"""The gate by its properties: what it lets pass is read alike by every reader of zip files, and never past a limit."""

import io
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.readers.limits import ContainerLimits
from intake.readers.zip.container import Container, DamagedMemberError
from intake.readers.zip.zipfiles import DamagedZipError, OddZipError
from tests.readers.build import archive

_QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LIMITS = ContainerLimits(xml_part=3_000, total=10_000, ratio=20, ratio_from=500, entries=8)
_LETTERS = st.text("abcXYZé%20._-/", min_size=1, max_size=12)
_MEMBERS = st.dictionaries(
    _LETTERS, st.binary(max_size=400) | st.binary(max_size=8).map(lambda one: one * 300), max_size=9
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """An archive in which a few bytes were changed, taken out or put in twice."""
    raw = archive(draw(_MEMBERS), stored=draw(st.booleans()))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(raw)))
        until = min(len(raw), at + draw(st.integers(0, 30)))
        raw = (
            raw[:at]
            + draw(st.sampled_from([b"", raw[at:until] * 2, b"PK\1\2", b"PK\3\4", b"\0", b"\xff\xff"]))
            + raw[until:]
        )
    return raw


def taken(raw: bytes) -> dict[str, bytes] | None:
    """Every member as the gate gives it; None where it refuses the archive or one of them."""
    try:
        container = Container(raw, LIMITS)
        container.check_archive()
        return {name: container.read(name) for name in container.names}
    except (OddZipError, DamagedZipError, DamagedMemberError):
        return None


@_QUICK
@given(damaged())
def test_what_passes_is_what_another_reader_finds(raw: bytes) -> None:
    found = taken(raw)
    if found is not None:
        with zipfile.ZipFile(io.BytesIO(raw)) as opened:
            assert found == {one.filename: opened.read(one) for one in opened.infolist()}


@_QUICK
@given(damaged())
def test_what_passes_keeps_within_every_limit(raw: bytes) -> None:
    found = taken(raw)
    if found is not None:
        assert len(found) <= LIMITS.entries
        assert sum(map(len, found.values())) <= LIMITS.total
        assert len({name.casefold() for name in found}) == len(found)
        assert not [name for name in found if name.startswith("/") or {"..", "."} & set(name.split("/"))]


@_QUICK
@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=5), st.binary(max_size=300), max_size=6), st.booleans())
def test_an_ordinary_archive_passes(members: dict[str, bytes], stored: bool) -> None:
    assert taken(archive(dict(members), stored=stored)) == members


@_QUICK
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(raw: bytes) -> None:
    assert taken(b"PK\3\4" + raw) in (None, {})
