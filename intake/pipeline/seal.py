"""The sixth step: log entries get their position and their seal."""

from intake.pipeline.line import Done, Line

_BATCH = 500


def seal(line: Line) -> Done:
    """Seal the entries that are not sealed yet."""
    with line.store.read() as work:
        if not work.log.unsealed():
            return Done()
    line.step("seal.found")
    with line.store.write() as work:
        count = work.log.seal(_BATCH)
        line.step("seal.before-commit")
    line.step("seal.committed")
    return Done(count, line.clock.now() if count else None)
