"""Candidates: what a person uploads to look at it first. Theirs alone until they decide, and forgotten otherwise."""

from datetime import timedelta
from typing import Literal

from intake.pipeline.line import Line

KEPT = timedelta(days=2)
"""How long a file waits for who uploaded it."""
MOST = 5
"""Files of one person for one purpose; of more the oldest go."""
_CLEARED_EVERY = timedelta(minutes=10)

Purpose = Literal["circular", "template", "act"]


def keep_candidate(line: Line, login: str, purpose: Purpose, content: bytes) -> str:
    """Keep a file for who uploaded it. Its SHA-256."""
    now = line.clock.now()
    with line.store.write() as work:
        work.candidates.clear(now)
        return work.candidates.keep(login, purpose, content, now + KEPT, MOST)


def candidate_of(line: Line, login: str, purpose: Purpose, sha256: str) -> bytes:
    """What this person uploaded for this purpose. KeyError for anything else, whoever has it."""
    with line.store.read() as work:
        found = work.candidates.find(login, purpose, sha256, line.clock.now())
    if found is None:
        raise KeyError(sha256)
    return found


def clear_candidates(line: Line) -> int:
    """Forget files on which nobody decided; looks every ten minutes at most. How many."""
    now = line.clock.now()
    if line.cleared_at is not None and abs(now - line.cleared_at) < _CLEARED_EVERY:
        return 0
    line.cleared_at = now
    with line.store.read() as work:
        if not work.candidates.abandoned(now):
            return 0
    with line.store.write() as work:
        return work.candidates.clear(now)
