"""A process that gives numbers until it is told to stop: run as `python -m tests.store.numbering URL`."""

import sys

from intake.store import open_store
from tests.store.values import arrive, contribution


def main(url: str, name: str) -> None:
    """Number one mail after the other, each in a transaction of its own, and say so."""
    store = open_store(url)
    for count in range(1000):
        with store.write() as work:
            submission = arrive(work, f"{name} {count}")
            work.contributions.lock("mv", [("doc", 1)])
            work.contributions.add(contribution(submission, work.contributions.next_number("mv", "doc")))
        print(count, flush=True)  # noqa: T201 - the test waits for it


if __name__ == "__main__":
    main(*sys.argv[1:])
