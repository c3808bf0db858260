"""How long the API takes in a big home: `python -m bench.api [--mails 100000] [--rounds 9]`.

Fills a home with each kind of database as `bench.log` does, and asks the desk's whole application as a program does, in
this process: first pages of the log and of the mails, a page in the middle, and the poll of a follower that has
read everything, for a token that sees all and for one of two groups. Prints the median and the longest of the rounds in
milliseconds, and the processor time of this process. The figures are in `docs/decisions/api.md`.
"""

import argparse
import logging
import os
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy import delete, insert, text

from bench.log import fill, fill_lines
from intake.app.desk import OpenDesk, open_desk
from intake.app.making import make_home
from intake.domain.persons.entering import digest_of
from intake.domain.persons.people import Person
from intake.domain.persons.tokens import SCOPES, Token
from intake.store import SqlStore
from intake.store.collections.records.chain import heads
from intake.store.collections.records.log import entries
from intake.web.desk.app import desk_app
from tests.store.databases import KINDS, fresh_url, stop_server
from tests.web.desk.api.programs import Program

TOKENS = {"all": (), "two groups": ("jca-mv", "jca-dcc")}


def pages(last: int) -> dict[str, str]:
    """What is asked for, in a home whose log ends at this position."""
    return {
        "log, first page": "/log?limit=100",
        "log, first page with its chain": "/log?limit=100&chain=true",
        "log, in the middle": f"/log?limit=100&after={last // 2}",
        "log, 500 lines in the middle": f"/log?limit=500&after={last // 2}",
        "log, a follower's poll": f"/log?after={last}",
        "log, a follower's poll of a rare kind": f"/log?what=alert&after={last}",
        "log, first page of a rare kind": "/log?what=alert&limit=100",
        "mails, first page": "/submissions?limit=50",
        "mails, that wait": "/submissions?waiting=true",
        "one mail": "/submissions/MV-26-050000",
        "the token": "/token",
    }


def filled(store: SqlStore, mails: int) -> int:
    """Fill it, with a person and tokens; where its log ends."""
    with store._transaction("write") as transaction:  # noqa: SLF001 - the lines of the making would have ids of ours
        transaction.change(delete(entries))
    fill(store, mails)
    fill_lines(store, mails)
    last, now = 4 * mails, datetime(2026, 1, 1, tzinfo=UTC)
    with store._transaction("write") as transaction:  # noqa: SLF001 - the end of the chain
        transaction.change(delete(heads))
        transaction.later(insert(heads), id=1, position=last, seal="0" * 64)
        transaction.flush()
    with store.write() as work:
        work.persons.add(Person("ada", "Ada", "administrator"), now)
        for name, groups in TOKENS.items():
            key = digest_of(f"intake_{name.replace(' ', '-')}")
            ends = now + timedelta(days=36_500)
            made = work.api_tokens.add(Token(0, key, "ada", name, SCOPES, groups, "ada", now, ends))
            work.api_tokens.use(made.id, ends)
    return last


def measure(desk: OpenDesk, last: int, rounds: int) -> None:
    """Ask everything, and print how long each took."""
    app = desk_app(desk, print)
    for name in TOKENS:
        program = Program(app, token=f"intake_{name.replace(' ', '-')}")
        for called, path in pages(last).items():
            times = []
            for _ in range(rounds):
                began, busy = time.perf_counter(), time.process_time()
                answer = program.get(f"/api/v1{path}")
                times.append(((time.perf_counter() - began) * 1_000, (time.process_time() - busy) * 1_000))
            clock, ours = zip(*times, strict=True)
            shown = f"{statistics.median(clock):7.1f} (at most {max(clock):6.1f}, ours {statistics.median(ours):6.1f})"
            print(f"  {name:12} {called:40} {shown}   {answer.status}, {len(answer.body):,} bytes", flush=True)


def main() -> None:
    """Fill, measure, and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--mails", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--kind", choices=KINDS, action="append")
    wanted = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    for kind in wanted.kind or KINDS:
        with tempfile.TemporaryDirectory() as folder:
            environment = {"INTAKE_DESK__REQUESTS_PER_MINUTE": "100000"}
            if kind == "postgresql":
                environment["INTAKE_DATABASE_URL"] = fresh_url(kind, Path(folder)).replace(":@", "@")
            home = make_home(Path(folder) / "home", environment={**os.environ, **environment})
            with open_desk(home, environment={**os.environ, **environment}) as desk:
                began = time.perf_counter()
                last = filled(desk.database, wanted.mails)
                print(f"{kind}: {wanted.mails} mails, filled in {time.perf_counter() - began:.0f} s; milliseconds")
                if kind == "postgresql":
                    with desk.database._engine.connect() as connection:  # noqa: SLF001 - as autovacuum does by itself
                        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
                measure(desk, last, wanted.rounds)
    stop_server()


if __name__ == "__main__":
    main()
