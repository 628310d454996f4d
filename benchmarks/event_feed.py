"""An empty page of events behind many rows of the audit log, on a file and on a server.

``python benchmarks/event_feed.py --rows 100000 --json``. A reader with one person in her caseload
asks for what comes after the first row. Behind it stand rows that are no events, of 2 KB as those
of lists are, or events of other people's suggestions. Beside it stands the same question where
nothing follows.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pg_server import pg_server
from sqlalchemy import insert, text
from sqlalchemy.engine import make_url

from matcher.domain.account import Membership, User
from matcher.domain.caseload import Responsibility
from matcher.domain.feed import FEED_ACTIONS
from matcher.domain.ids import OrganisationId, ParticipantCode, UserId
from matcher.domain.organisation import Organisation
from matcher.domain.participant import Participant
from matcher.domain.role import Role
from matcher.domain.visibility import Viewer
from matcher.persistence.audit_rows import TRIGGERS
from matcher.persistence.database import ensure_organisation, open_engine, upgrade
from matcher.persistence.rows import AuditEventRow, AuditHeadRow, FeedRow
from matcher.persistence.transactions import for_writing
from matcher.persistence.triggers import drop_rules
from matcher.persistence.unit_of_work import unit_of_work_factory

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from matcher.persistence.unit_of_work import SqlUnitOfWorkFactory

ORGANISATION = OrganisationId("demo")
READER = Viewer(UserId("u1"), Role.LINKWORKER)
DAY = date(2026, 1, 2)
MORNING = datetime(2026, 1, 1, tzinfo=UTC)
ROUNDS, AT_ONCE, PAGE = 15, 5_000, 51
SUGGESTIONS = 20_000


@dataclass(frozen=True)
class Kind:
    """What stands in the log."""

    action: str
    object_kind: str
    details: str

    @property
    def is_event(self) -> bool:
        """Whether it is one of those that a feed tells."""
        return self.action in FEED_ACTIONS


KINDS = {
    "no events": Kind("suggestions.made", "run", json.dumps({"places": "x" * 1_900})),
    "events of others": Kind("suggestion.confirm", "suggestion", '{"after": "confirmed"}'),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = make_url(stack.enter_context(pg_server()).url)
        found = {}
        for number, (name, kind) in enumerate(KINDS.items()):
            file = f"sqlite:///{folder / f'{number}.db'}"
            schema = server.update_query_dict({"schema": f"feed{number}"})
            there = schema.render_as_string(hide_password=False)
            for database, url in (("sqlite", file), ("postgresql", there)):
                found[f"{database}, {name}"] = measure(url, kind, arguments.rows)
    if arguments.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    for name, figures in found.items():
        print(f"{name}: {figures}")


def measure(url: str, kind: Kind, rows: int) -> dict[str, float]:
    """Return the seconds of an empty page behind all rows, and behind none."""
    upgrade(url)
    engine = open_engine(url)
    ensure_organisation(engine, Organisation(ORGANISATION, "Demo"))
    units = unit_of_work_factory(engine, ORGANISATION)
    with units(write=True) as unit:
        person = ParticipantCode("P001")
        unit.participants.put([Participant(ORGANISATION, person)])
        unit.accounts.put(User(READER.user, "anna", "Anna", "s", active=True, changed_at=MORNING))
        unit.accounts.join(Membership(READER.user, READER.role, MORNING, "chief"))
        unit.commit()
    fill(engine, kind, rows)
    with units(write=True) as unit:
        unit.caseloads.assign(Responsibility(person, READER.role, READER.user, DAY, "chief"))
        unit.commit()
    figures = {"behind all": empty_page(units, 1), "behind none": empty_page(units, rows)}
    engine.dispose()
    return figures


def fill(engine: Engine, kind: Kind, rows: int) -> None:
    """Write rows of the log, past the rules of the database: they hold no chain."""
    own = {"organisation_id": ORGANISATION}
    with engine.connect() as connection:
        with for_writing(connection).begin():
            drop_rules(connection, TRIGGERS)
            for start in range(1, rows + 1, AT_ONCE):
                numbers = range(start, min(start + AT_ONCE, rows + 1))
                about = [
                    {
                        **own,
                        "sequence": number,
                        "object_kind": kind.object_kind,
                        "object_id": f"s{number % SUGGESTIONS}",
                    }
                    for number in numbers
                ]
                more = {
                    "at": MORNING.isoformat(),
                    "actor": "Anna",
                    "action": kind.action,
                    "details": kind.details,
                }
                sealed = [
                    {**one, **more, "previous": "", "hash": f"{one['sequence']:064x}"}
                    for one in about
                ]
                connection.execute(insert(AuditEventRow), sealed)
                if kind.is_event:
                    connection.execute(insert(FeedRow), about)
            connection.execute(insert(AuditHeadRow).values(**own, rows=rows, hash=""))
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))


def empty_page(units: SqlUnitOfWorkFactory, number: int) -> float:
    """Return the median of the seconds that a page takes on which nothing may be shown."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        with units() as unit:
            found = unit.feed.after(number, PAGE, READER, DAY)
        taken.append(time.perf_counter() - began)
        if found:
            raise SystemExit("The page is not empty.")
    return round(statistics.median(taken), 4)


if __name__ == "__main__":
    main()
