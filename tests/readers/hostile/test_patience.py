"""A bound on processor time ends what nothing else ends."""

import signal

import pytest

from intake.readers.limits import OutOfPatienceError, at_most


def test_work_within_the_bound_goes_on_and_leaves_no_timer() -> None:
    with at_most(5.0):
        done = sum(range(1000))
    assert done == 499500
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_endless_work_ends_also_where_the_first_exception_is_lost() -> None:
    lost = 0

    def endless() -> None:
        while True:
            pass

    with pytest.raises(OutOfPatienceError), at_most(0.02):  # noqa: PT012 - the first one is lost on purpose
        try:
            endless()
        except OutOfPatienceError:
            lost += 1
        endless()
    assert lost == 1
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
