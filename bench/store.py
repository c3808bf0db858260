"""What the store's own statements save, as a ratio in one run: `python -m bench.store [--mails 200] [--rounds 9]`.

The same mails take the store's whole way, in batches of 50 as the line does it: stored, claimed, read, claimed, judged
by what is known, numbered, decided, receipt and move owed, logged, claimed, frozen, settled, sealed. Round by round, in
turn, on SQLite databases of their own:

    compiled   the statements of `store/database/statements.py`: compiled once, executed by the driver
    plain      the same statements by SQLAlchemy's `connection.execute`, whose cache of compiled statements is warm

Everything else is the same, `executemany` for the rows that nobody reads before the end included. Figures are medians
of the rounds, in milliseconds of processor time a mail. Only their ratio says anything.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from intake.domain.debt import Counted, Move, NewDebt
from intake.domain.submission import Wanted
from intake.ports import UnitOfWork
from intake.store import SqlStore, open_store
from intake.store.database.engine import BEGIN, Intent
from intake.store.database.statements import AnyRow, Statement, Statements
from intake.store.database.transaction import Transaction
from tests.adapters.letters.receipts import receipt
from tests.store import values
from tests.store.values import NOON, at, digest

_BATCH = 50


class PlainTransaction(Transaction):
    """A transaction whose statements SQLAlchemy executes."""

    def __init__(self, connection: Connection, statements: Statements) -> None:
        super().__init__(None, statements)  # type: ignore[arg-type]
        self._connection = connection

    def rows(self, query: Statement, /, **values: object) -> list[AnyRow]:
        """All rows of the answer."""
        return list(self._connection.execute(query, values))

    def change(self, statement: Statement, /, **values: object) -> int:
        """Change rows; how many were."""
        return self._connection.execute(statement, values).rowcount

    def flush(self) -> None:
        """Write what was kept."""
        kept, self._kept = self._kept, {}
        for (statement, _), rows in kept.items():
            self._connection.execute(statement, rows)


class PlainStore(SqlStore):
    """A store whose transactions are SQLAlchemy's own."""

    @contextmanager
    def _transaction(self, intent: Intent) -> Iterator[Transaction]:
        with self._engine.connect() as connection:
            for statement in BEGIN[self._engine.dialect.name, intent]:
                connection.exec_driver_sql(statement)
            yield PlainTransaction(connection, self._statements)
            connection.commit()


def travel(store: SqlStore, first: int, count: int, short: str = "") -> None:
    """Mails through the store, from the first line to the seal; `short` begins their references."""
    names = range(first, first + count)
    with store.write() as work:
        known = [values.arrive(work, name, short=short, received=name, uid=name) for name in names]
        for one in known:
            work.log.add(values.line(submission=one.id))
    with store.write() as work:
        values.claim(work, "stored")
        for one in known:
            work.messages.add_reading(one.raw, "1", digest(one.id), NOON)
            values.mark_read(work, one.id, "token")
    with store.write() as work:
        work.submissions.claim("read", now=NOON, until=at(60), token="token", limit=count, group="mv")
    with store.write() as work:
        for one in known:
            _decide(work, one.id)
    with store.write() as work:
        debts = work.debts.claim("smtp", now=at(1), until=at(60), token="token", limit=count)
    with store.write() as work:
        for debt in debts:
            work.debts.freeze(debt.id, token="token", blob=digest(debt.id), message_id=f"<{debt.id}@x>", now=NOON)
    with store.write() as work:
        for debt in debts:
            work.debts.settle(debt.id, token="token", state="paid", now=NOON)
            work.log.add(values.line("sent", submission=debt.submission))
    with store.write() as work:
        work.log.seal(1_000)


def _decide(work: UnitOfWork, submission: int) -> None:
    one = work.submissions.get(submission)
    work.messages.reading(one.raw, "1")
    work.submissions.earlier_unread("mv", one.received_at, at(-5))
    work.contributions.lock("mv", [("doc", 1)])
    title = f"title{submission}"
    work.submissions.snapshot("mv", Wanted((digest(submission),), (), (title,), ("ada@example.org",)))
    number = work.contributions.next_number("mv", "doc")
    work.contributions.add(values.contribution(one, number, f"{submission}.docx", title=title))
    made = values.decision(submission, values.verdict("accept", values.document(f"{submission}.docx", title=title)))
    work.submissions.decide(made, token="token", correct_until=None, snapshot="{}")
    work.debts.receipts_to("ada@example.org", at(-60))
    owed: dict[str, Any] = {"due_at": NOON, "group": "mv", "submission": submission, "decision": 1}
    to = Counted("ada@example.org", numbered=True)
    work.debts.owe(
        NewDebt(f"receipt:{submission}:1", "receipt", "smtp", payload=receipt(to=to.address), counted=to, **owed)
    )
    for one_delivery in work.deliveries.of(submission):
        move = Move("jca", "INBOX", 7, one_delivery.uid, "Intake/Taken")
        work.debts.owe(NewDebt(f"move:{one_delivery.id}", "move", "imap:jca", payload=move, **owed))
    work.log.add(values.line("decided", submission=submission))


def _milliseconds(store: SqlStore, first: int, mails: int) -> float:
    began = time.process_time()
    for batch in range(first, first + mails, _BATCH):
        travel(store, batch, _BATCH)
    return (time.process_time() - began) / mails * 1_000


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--mails", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=9)
    wanted = parser.parse_args()
    found: dict[str, list[float]] = {"compiled": [], "plain": []}
    with tempfile.TemporaryDirectory() as folder:
        compiled = open_store(f"sqlite:///{Path(folder, 'compiled.sqlite3')}")
        other = open_store(f"sqlite:///{Path(folder, 'plain.sqlite3')}")
        stores = {"compiled": compiled, "plain": PlainStore(other._engine)}  # noqa: SLF001 - the same engine
        for one in stores.values():
            _milliseconds(one, 1, _BATCH)
        for turn in range(wanted.rounds):
            for name, one in stores.items():
                found[name].append(_milliseconds(one, 1 + _BATCH + turn * wanted.mails, wanted.mails))
        for one in stores.values():
            one.close()
    medians = {name: statistics.median(times) for name, times in found.items()}
    for name, median in medians.items():
        print(f"{name:10} {median:6.2f} ms a mail  (from {min(found[name]):.2f} to {max(found[name]):.2f})")
    print(f"plain / compiled   {medians['plain'] / medians['compiled']:.2f}")


if __name__ == "__main__":
    main()
