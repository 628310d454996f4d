"""A programme with a LinkWorker's full caseload, and the same copied to very many people."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from matcher.bootstrap import Services, now
from matcher.domain.command import Request
from matcher.domain.ids import RunId, SuggestionId
from matcher.domain.opening import OpeningState
from matcher.domain.participant import ParticipantState
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, AnswerMode, DeclineReason
from matcher.embedding.hashing import HashingEncoder
from matcher.interchange.openings import parse_openings
from matcher.interchange.participants import parse_participants
from matcher.interchange.tables import read_table
from matcher.services.review import (
    AskingService,
    PlacementService,
    PlacingService,
    PresentingService,
    ReviewService,
)
from matcher.settings import Settings, shared_path

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.ids import ParticipantCode
    from matcher.ranking.rules import Rules
    from matcher.services.review import Commands
    from matcher.services.suggest.short_list import ShortList

READER, COLLEAGUE = "Anna Ek", "Bo Berg"
LOGIN = "anna.ek"
CASELOAD, HUNDRED, OPENINGS, LISTS, TOP = 60, 100, 40, 5, 10
CACHE_KIB = 1_000_000
KEYS = {
    "users": ("id", "login", "stamp"),
    "memberships": ("user",),
    "participants": ("code",),
    "participant_experiences": ("participant",),
    "participant_skills": ("participant",),
    "participant_swedish": ("participant",),
    "caseloads": ("participant", "user"),
    "employers": ("id",),
    "openings": ("id", "employer", "origin_external_id"),
    "runs": ("id", "participant"),
    "suggestions": ("id", "run", "participant", "opening"),
    "decisions": ("suggestion",),
    "permissions": ("id", "participant", "employer", "opening"),
    "placements": ("id", "participant", "suggestion", "opening"),
    "follow_ups": ("placement",),
}
"""What is copied, in an order in which everything that is pointed at is there already."""


class QuickServices(Services):
    """Services with an encoder that needs no model, and without a floor: everybody has a list."""

    @cached_property
    def encoder(self) -> HashingEncoder:
        """An encoder that is ready at once."""
        return HashingEncoder()

    @cached_property
    def rules(self) -> Rules:
        """The rules, by which every job is good enough to be suggested."""
        rules = Services.rules.func(self)
        return replace(rules, weights=replace(rules.weights, floor=0.0))


def make_hundred(home: Path) -> Services:
    """Return a programme of a hundred people in a new folder: 60 in the reader's caseload."""
    settings = Settings(home=home, programme="programme", secret_key="only for measuring " * 3)
    services = QuickServices(settings)
    codes = _fill(services)
    lists = [services.suggest.for_participant(code, TOP, READER) for code in codes[:LISTS]]
    _put_lists(services, codes, lists, days_ago=30)
    for number, code in enumerate(codes[:CASELOAD]):
        _lead(services, code, number)
    _put_lists(services, codes, lists, days_ago=1)
    return services


def _fill(services: Services) -> list[ParticipantCode]:
    """Store a hundred people of the demo and its openings, and divide them between two."""
    folder = shared_path("data", "demo")
    told = parse_participants(read_table(folder / "participants.csv"), services.programme).good
    jobs = parse_openings(read_table(folder / "openings.csv"), services.programme).good
    people = [one.participant for one in told if not one.participant.protected_identity]
    kept = [replace(one, state=ParticipantState.ACTIVE) for one in people[:HUNDRED]]
    wanted = [one for one in jobs if one.opening.state is OpeningState.OPEN][:OPENINGS]
    openings = [replace(one.opening, places=60, presentation_slots=99) for one in wanted]
    with services.units(write=True) as unit:
        unit.participants.put(kept)
        unit.employers.put([one.employer for one in wanted if one.employer])
        unit.openings.put(openings)
        unit.commit()
    codes = [one.code for one in kept]
    for name, part in ((READER, codes[:CASELOAD]), (COLLEAGUE, codes[CASELOAD:])):
        services.accounts.invite(name, Role.LINKWORKER, by="benchmark")
        account = services.accounts.named(name)
        services.caseloads.assign(part, account, Role.LINKWORKER, by="benchmark")
    return codes


def _put_lists(
    services: Services, codes: list[ParticipantCode], lists: list[ShortList], days_ago: int
) -> None:
    """Store a list for everybody as it was made some days ago."""
    with services.units(write=True) as unit:
        for number, code in enumerate(codes):
            made = lists[number % len(lists)]
            name, at = RunId(f"{code}-{days_ago}"), now() - timedelta(days=days_ago)
            hers = [
                replace(one, id=SuggestionId(f"{name}-{one.rank}"), run=name, participant=code)
                for one in made.suggestions
            ]
            unit.suggestions.add(replace(made.run, id=name, participant=code, at=at), hers)
        unit.commit()


def _lead(services: Services, code: ParticipantCode, number: int) -> None:
    """Lead a person as far along the way as her number says, some days ago."""
    days_ago = 1 + number % 16
    at = replace(services.commands, now=lambda: now() - timedelta(days=days_ago))
    with services.units() as unit:
        listed = unit.suggestions.current(code)
    if number % 3 == 0:
        reason = DeclineReason.TOO_FAR
        ReviewService(at).decline(Request(listed[-1].id, 0, READER), reason=reason)
    one = next((each for each in listed if each.opening is not None), None)
    if one is not None and one.id != listed[-1].id:
        _go(at, one.id, number % 12, now().date() - timedelta(days=days_ago))


def _go(commands: Commands, suggestion: SuggestionId, far: int, day: date) -> None:
    """Confirm, ask, say yes, present, meet, hire and start, as far as is wished."""
    asking, presenting, placing = (
        made(commands) for made in (AskingService, PresentingService, PlacingService)
    )
    about = [Request(suggestion, version, READER) for version in range(6)]
    way = (
        lambda: ReviewService(commands).confirm(Request(suggestion, 0, READER)),
        lambda: asking.ask(about[1]),
        lambda: asking.answer(about[2], Action.ACCEPT, AnswerMode.PHONE),
        lambda: presenting.present(about[3]),
        lambda: presenting.meet(about[4]),
        lambda: placing.hire(about[5]),
        lambda: _start(commands, placing, suggestion, day),
    )
    for step in way[:far]:
        step()


def _start(
    commands: Commands, placing: PlacingService, suggestion: SuggestionId, day: date
) -> None:
    with commands.units() as unit:
        placement = unit.placements.of_suggestion(suggestion)
    request = Request(placement.id, placement.version, READER)
    PlacementService(commands, placing).start(request, day)


def copy_of(services: Services, home: Path) -> Services:
    """Return services on a copy of a programme in a new folder."""
    copied = replace(services.settings, home=home)
    home.mkdir(parents=True)
    with (
        closing(sqlite3.connect(services.settings.database_file)) as source,
        closing(sqlite3.connect(copied.database_file)) as target,
    ):
        source.backup(target)
    return type(services)(copied)


def copy_people(database: Path, times: int, *, whole: bool = False) -> int:
    """Copy everything in a programme of a hundred until it is there so many times.

    The copies are other LinkWorkers' people. Their explanations, which only whoever opens one of
    them reads, are nearly all of the bytes and most of the time, and left empty; each row is there.

    Parameters
    ----------
    database
        Nobody else has it open.
    whole
        Copy the explanations too: 5 KB for each suggestion.

    Returns
    -------
    int
        How many people there are then.
    """
    with TemporaryDirectory(dir=database.parent) as folder, closing(_opened(database)) as target:
        # A table that is read and written at once would be written to a temporary one first.
        hundred = Path(folder) / "hundred.db"
        target.execute("VACUUM INTO ?", (str(hundred),))
        target.execute("ATTACH ? AS hundred", (str(hundred),))
        target.execute("BEGIN")
        target.execute("CREATE TEMP TABLE copies (number INTEGER PRIMARY KEY)")
        numbers = [(number,) for number in range(1, times)]
        target.executemany("INSERT INTO copies VALUES (?)", numbers)
        guards = target.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN"
            " ('suggestions', 'placements')"
        ).fetchall()
        # They look at one row at a time, and every copy is of rows that they have let through.
        for name, _ in guards:
            target.execute(f"DROP TRIGGER {name}")
        for table, keys in KEYS.items():
            target.execute(_copy_of(target, table, keys, whole=whole))
        for _, body in guards:
            target.execute(body)
        target.execute("COMMIT")
        target.execute("DETACH hundred")
        found = target.execute("SELECT count(*) FROM participants").fetchone()[0]
    return int(found)


def _opened(database: Path) -> sqlite3.Connection:
    """Open a database to fill it in a hurry that ends with this connection.

    What the rules of a table say of a row they say of its copies, so they are not asked for each.
    """
    connection = sqlite3.connect(database, isolation_level=None)
    for said in (
        "journal_mode = OFF",
        "synchronous = OFF",
        "ignore_check_constraints = ON",
        f"cache_size = -{CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {said}")
    return connection


def _copy_of(
    connection: sqlite3.Connection, table: str, keys: tuple[str, ...], *, whole: bool
) -> str:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    left_out = () if whole else ("explanation",)
    made = [
        "'{}'"
        if one in left_out
        else f"t.\"{one}\" || '-' || c.number"
        if one in keys
        else f't."{one}"'
        for one in columns
    ]
    named, copied = ", ".join(f'"{one}"' for one in columns), ", ".join(made)
    # Row by row: copies of a row stand beside each other in every index, which is twice as fast.
    return (
        f"INSERT INTO {table} ({named})"  # noqa: S608
        f" SELECT {copied} FROM hundred.{table} t CROSS JOIN copies c"
    )
