# ruff: noqa: S608  (names of our own tables)
"""Places and slots that are taken, who is placed, and decisions of everybody.

Three tables are made anew, because SQLite cannot change a check; their rows stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

from matcher.persistence.triggers import drop_rules, make_rules

if TYPE_CHECKING:
    from collections.abc import Callable

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MODES = "self phone in_person interpreter"
DECLINED = (
    "wrong_trade too_far hours_do_not_fit language_not_yet skills_not_yet person_wants_other "
    "employer_not_suitable better_one_found"
)
NOT_HIRED = (
    "another_was_chosen place_is_filled not_hiring_now hours_do_not_fit language_for_task_not_yet "
    "skills_not_yet certificate_not_yet terms_not_agreed did_not_meet no_answer"
)
DID_NOT_START = (
    "chose_other_work started_studies wants_other hours_do_not_fit travel_too_long terms_changed "
    "work_not_there certificate_not_in_time subsidy_not_granted no_contact"
)
ENDED_EARLY = (
    "found_other_work started_studies wants_other hours_do_not_fit travel_too_long not_as_agreed "
    "support_missing tasks_not_yet work_ran_out subsidy_ended no_contact"
)
ACTORS = (
    "linkworker coordinator job_coach health_coach study_coach digital_coach study_counsellor "
    "front_desk ngo_leader employer site_manager planner participant researcher admin auditor "
    "system clock"
)
EARLIER_ACTORS = "linkworker participant employer system"
IN_LINE = "confirmed asked accepted presented meeting"
HOLDS = "state IN ('planned', 'started', 'ongoing')"

TRIGGERS = {
    "placements_backed": (
        "BEFORE INSERT ON placements\n"
        "WHEN NOT EXISTS (SELECT 1 FROM decisions\n"
        "WHERE organisation_id = NEW.organisation_id AND suggestion = NEW.suggestion "
        "AND version = NEW.confirmed_version\n"
        "AND action = 'confirm' AND actor = 'linkworker'\n"
        'AND "by" = NEW.confirmed_by AND at = NEW.confirmed_at)\n'
        "OR NOT EXISTS (SELECT 1 FROM decisions\n"
        "WHERE organisation_id = NEW.organisation_id AND suggestion = NEW.suggestion "
        "AND version = NEW.yes_version\n"
        "AND action = 'accept' AND mode = NEW.yes_mode AND at = NEW.yes_at)\n"
        "OR EXISTS (SELECT 1 FROM decisions\n"
        "WHERE organisation_id = NEW.organisation_id AND suggestion = NEW.suggestion "
        "AND version > NEW.confirmed_version AND state_after IN\n"
        "('proposed', 'declined', 'not_now', 'not_hired', 'withdrawn', 'lapsed', 'obsolete'))\n"
        "OR NOT EXISTS (SELECT 1 FROM suggestions\n"
        "WHERE organisation_id = NEW.organisation_id AND id = NEW.suggestion\n"
        "AND participant = NEW.participant AND opening = NEW.opening)\n"
        "BEGIN SELECT RAISE(ABORT,\n"
        "'nobody is placed without a named confirm and the yes of the person'); END"
    ),
    "placements_stay_backed": (
        "BEFORE UPDATE OF participant, suggestion, opening, confirmed_by, confirmed_at,\n"
        "confirmed_version, yes_at, yes_mode, yes_version ON placements\n"
        "BEGIN SELECT RAISE(ABORT, 'on whose word somebody is placed is never changed'); END"
    ),
    "placements_free": (
        "AFTER DELETE ON placements\n"
        "WHEN OLD.state NOT IN ('did_not_start', 'ended_early')\n"
        "BEGIN UPDATE openings SET places_taken = places_taken - 1,\n"
        "state = CASE state WHEN 'full' THEN 'open' ELSE state END\n"
        "WHERE organisation_id = OLD.organisation_id AND id = OLD.opening; END"
    ),
    "decisions_stay": (
        "BEFORE UPDATE ON decisions\n"
        "BEGIN SELECT RAISE(ABORT, 'what was decided is never changed'); END"
    ),
    "suggestions_backed": (
        "BEFORE UPDATE OF state ON suggestions\n"
        "WHEN NEW.state IN ('presented', 'meeting', 'trial', 'hired') AND (\n"
        "NOT EXISTS (SELECT 1 FROM decisions\n"
        "WHERE organisation_id = NEW.organisation_id AND suggestion = NEW.id "
        "AND action = 'confirm' AND actor = 'linkworker')\n"
        "OR NOT EXISTS (SELECT 1 FROM decisions\n"
        "WHERE organisation_id = NEW.organisation_id AND suggestion = NEW.id "
        "AND action = 'accept'))\n"
        "BEGIN SELECT RAISE(ABORT,\n"
        "'nobody is presented without a named confirm and the yes of the person'); END"
    ),
    "suggestions_begin_unbacked": (
        "BEFORE INSERT ON suggestions\n"
        "WHEN NEW.state IN ('presented', 'meeting', 'trial', 'hired')\n"
        "BEGIN SELECT RAISE(ABORT,\n"
        "'nobody is presented without a named confirm and the yes of the person'); END"
    ),
    "suggestions_leave_the_line": (
        "AFTER DELETE ON suggestions\n"
        "WHEN OLD.state IN ('confirmed', 'asked', 'accepted', 'presented', 'meeting')\n"
        "BEGIN UPDATE openings SET slots_taken = slots_taken - 1\n"
        "WHERE organisation_id = OLD.organisation_id AND id = OLD.opening\n"
        "AND kind = 'own' AND slots_taken > 0; END"
    ),
}


def listed(values: str) -> str:
    return ", ".join(repr(value) for value in values.split())


REASON = (
    f"(action = 'decline' AND coalesce(reason, '') IN ({listed(DECLINED)}))"
    f" OR (action = 'not_hire' AND coalesce(reason, '') IN ({listed(NOT_HIRED)}))"
    " OR (action NOT IN ('decline', 'not_hire') AND reason IS NULL)"
)
MODE = (
    f"(action IN ('accept', 'refuse', 'not_now') AND coalesce(mode, '') IN ({listed(MODES)}))"
    f" OR (action = 'withdraw' AND (mode IS NULL OR mode IN ({listed(MODES)})))"
    " OR (action NOT IN ('accept', 'refuse', 'not_now', 'withdraw') AND mode IS NULL)"
)


def noted(values: str, otherwise: str) -> str:
    """Read a value out of the end of a note, where :func:`downgrade` keeps it."""
    cases = " ".join(f"WHEN note LIKE '%[{value}]' THEN '{value}'" for value in values.split())
    return f"(CASE {cases} ELSE '{otherwise}' END)"


ANSWERED = "action IN ('accept', 'refuse', 'not_now')"
MODE_OF_NOTE = f"CASE WHEN {ANSWERED} THEN {noted(MODES, 'in_person')} END"
REASON_OF_NOTE = (
    f"CASE WHEN action = 'not_hire' THEN {noted(NOT_HIRED, 'no_answer')} ELSE reason END"
)
TAKEN = {
    "places_taken": "places_taken BETWEEN 0 AND places",
    "slots_taken": "slots_taken >= 0",
}
# What the earlier table has no word for is told as nearly as it can.
EARLIER_ACTOR = (
    "CASE WHEN actor = 'site_manager' THEN 'employer'"
    f" WHEN actor IN ({listed(EARLIER_ACTORS)}) THEN actor ELSE 'system' END"
)
EARLIER_REASON = "CASE WHEN action = 'decline' THEN reason END"
KEPT_IN_NOTE = (
    "CASE WHEN coalesce(mode, reason) IS NULL OR action = 'decline' THEN note"
    " ELSE coalesce(note || ' ', '') || '[' || coalesce(mode, reason) || ']' END"
)


def check_line(table: str, name: str, condition: str) -> str:
    return f"\tCONSTRAINT ck_{table}_{name} CHECK ({condition})"


def with_checks(sql: str, table: str, **conditions: str) -> str:
    """Put other conditions in the place of those with the same names, new ones at the end."""
    for name, condition in conditions.items():
        line = check_line(table, name, condition)
        found = re.compile(rf"^\tCONSTRAINT ck_{table}_{name} CHECK .*?(?=, ?$|$)", re.MULTILINE)
        if found.search(sql):
            sql = found.sub(lambda _, line=line: line, sql)
        else:
            sql = re.sub(r"\n\)$", lambda _, line=line: f",\n{line}\n)", sql)
    return sql


def with_columns(sql: str, *columns: str) -> str:
    """Put columns before the first constraint."""
    added = "".join(f"\t{column},\n" for column in columns)
    return sql.replace("\tCONSTRAINT", f"{added}\tCONSTRAINT", 1)


def without(sql: str, *beginnings: str) -> str:
    """Leave lines out."""
    lines = [line for line in sql.splitlines() if not line.strip().startswith(beginnings)]
    return re.sub(r", ?\n\)$", "\n)", "\n".join(lines))


def rebuild(table: str, change: Callable[[str], str], copied: dict[str, str] | None = None) -> None:
    """Make a table anew with its rows and indexes.

    ``copied`` are expressions for columns that are not copied as they are.
    """
    connection = op.get_bind()
    made = connection.exec_driver_sql(
        f"SELECT type, sql FROM sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL"
        " AND type IN ('table', 'index')"
    ).all()
    sql = next(one.sql for one in made if one.type == "table")
    columns = {row.name for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")}
    new = change(re.sub(r"^CREATE TABLE \S+", f"CREATE TABLE {table}_new", sql))
    op.execute(sa.text(new.replace(":", "\\:")))
    kept = sorted(
        row.name
        for row in connection.exec_driver_sql(f"PRAGMA table_info({table}_new)")
        if row.name in columns or row.name in (copied or {})
    )
    names = ", ".join(f'"{name}"' for name in kept)
    values = ", ".join((copied or {}).get(name, f'"{name}"') for name in kept)
    op.execute(f"INSERT INTO {table}_new ({names}) SELECT {values} FROM {table}")
    op.drop_table(table)
    op.rename_table(f"{table}_new", table)
    for one in made:
        if one.type == "index":
            op.execute(one.sql)


def text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def whole(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def day(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=nullable)


def check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=name)


def one_of(column: str, values: str) -> sa.CheckConstraint:
    return check(column, f"{column} IN ({listed(values)})")


def of_organisation(*keys: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("organisation_id", *keys),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
    )


def to(columns: str, target: str, keys: str, ondelete: str | None = None) -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", *columns.split()],
        [f"{target}.organisation_id", *(f"{target}.{key}" for key in keys.split())],
        ondelete=ondelete,
    )


def rebuild_for_upgrade() -> None:
    rebuild("suggestions", lambda sql: with_columns(sql, "handed_to VARCHAR"))
    rebuild(
        "decisions",
        lambda sql: with_checks(
            with_columns(sql, "mode VARCHAR"),
            "decisions",
            actor=f"actor IN ({listed(ACTORS)})",
            reason=REASON,
            mode=MODE,
        ),
        {
            "mode": MODE_OF_NOTE,
            "reason": REASON_OF_NOTE,
        },
    )
    rebuild(
        "openings",
        lambda sql: with_checks(
            with_columns(
                sql,
                "places_taken INTEGER DEFAULT 0 NOT NULL",
                "slots_taken INTEGER DEFAULT 0 NOT NULL",
            ),
            "openings",
            **TAKEN,
        ),
    )


def alter_for_upgrade() -> None:
    """Say to PostgreSQL, which can change a table, what is made anew on SQLite."""
    op.add_column("suggestions", text("handed_to", nullable=True))
    op.add_column("decisions", text("mode", nullable=True))
    drop_checks("decisions", "actor", "reason")
    op.execute(f"UPDATE decisions SET mode = {MODE_OF_NOTE}, reason = {REASON_OF_NOTE}")
    op.create_check_constraint("actor", "decisions", f"actor IN ({listed(ACTORS)})")
    op.create_check_constraint("reason", "decisions", REASON)
    op.create_check_constraint("mode", "decisions", MODE)
    for name, condition in TAKEN.items():
        op.add_column("openings", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
        op.create_check_constraint(name, "openings", condition)


def drop_checks(table: str, *names: str) -> None:
    for name in names:
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        alter_for_upgrade()
    else:
        rebuild_for_upgrade()
    op.execute(
        "UPDATE openings SET slots_taken = (SELECT count(*) FROM suggestions"
        " WHERE suggestions.organisation_id = openings.organisation_id"
        f" AND suggestions.opening = openings.id AND suggestions.state IN ({listed(IN_LINE)}))"
        " WHERE kind = 'own'"
    )
    create_placements()
    create_follow_ups()
    op.create_table(
        "commands",
        text("organisation_id"),
        *(text(name) for name in ("key", "command", "digest")),
        sa.Column("outcome", sa.JSON(), nullable=False),
        text("by"),
        moment("at"),
        *of_organisation("key"),
        check("key", "trim(key) <> ''"),
    )
    make_rules(op.get_bind(), TRIGGERS)


def create_placements() -> None:
    op.create_table(
        "placements",
        text("organisation_id"),
        text("id"),
        whole("version"),
        *(text(name) for name in ("participant", "suggestion", "opening")),
        *(text(name, nullable=True) for name in ("step", "previous")),
        sa.Column("trial", sa.Boolean(), nullable=False),
        text("state"),
        *(day(name) for name in ("starts_on", "started_on", "ended_on")),
        *(text(name, nullable=True) for name in ("party", "reason")),
        text("confirmed_by"),
        moment("confirmed_at"),
        whole("confirmed_version"),
        moment("yes_at"),
        text("yes_mode"),
        whole("yes_version"),
        text("taken_by"),
        moment("taken_at"),
        sa.Column("first_day", sa.JSON(), nullable=False),
        *of_organisation("id"),
        to("participant", "participants", "code"),
        to("opening", "openings", "id"),
        to("suggestion", "suggestions", "id"),
        to("suggestion confirmed_version", "decisions", "suggestion version"),
        to("suggestion yes_version", "decisions", "suggestion version"),
        to("previous", "placements", "id"),
        *placement_rules(),
    )
    op.create_index(
        "one_place_at_a_time",
        "placements",
        ["organisation_id", "participant"],
        unique=True,
        sqlite_where=sa.text(HOLDS),
        postgresql_where=sa.text(HOLDS),
    )
    op.create_index(None, "placements", ["organisation_id", "suggestion"], unique=True)
    op.create_index(None, "placements", ["organisation_id", "opening"])


def placement_rules() -> tuple[sa.Constraint, ...]:
    return (
        one_of("state", "planned started ongoing completed ended_early did_not_start"),
        one_of("party", "participant employer neither"),
        one_of("yes_mode", MODES),
        check(
            "reason",
            f"(state = 'did_not_start' AND coalesce(reason, '') IN ({listed(DID_NOT_START)}))"
            f" OR (state = 'ended_early' AND coalesce(reason, '') IN ({listed(ENDED_EARLY)}))"
            " OR (state NOT IN ('did_not_start', 'ended_early') AND reason IS NULL)",
        ),
        check("confirmed_by", "trim(confirmed_by) <> ''"),
        check("taken_by", "trim(taken_by) <> ''"),
        check("yes_after_confirm", "yes_version > confirmed_version"),
        check(
            "started_on",
            "(state IN ('started', 'ongoing', 'completed', 'ended_early'))"
            " = (started_on IS NOT NULL)",
        ),
        check("ended_on", "(state IN ('completed', 'ended_early')) = (ended_on IS NOT NULL)"),
        check("days", "ended_on IS NULL OR ended_on >= started_on"),
        check("party_and_reason", "(party IS NULL) = (reason IS NULL)"),
        check("version", "version >= 0"),
    )


def create_follow_ups() -> None:
    op.create_table(
        "follow_ups",
        text("organisation_id"),
        text("placement"),
        text("point"),
        whole("version"),
        text("state"),
        day("due_on", nullable=False),
        day("closed_on"),
        text("reason", nullable=True),
        *of_organisation("placement", "point"),
        to("placement", "placements", "id", "CASCADE"),
        one_of("point", "two_weeks three_months six_months twelve_months"),
        one_of("state", "scheduled due answered overdue waived"),
        one_of(
            "reason", "person_declines no_contact placement_ended left_programme told_elsewhere"
        ),
        check("waived", "(state = 'waived') = (reason IS NOT NULL)"),
        check("closed_on", "(state IN ('answered', 'waived')) = (closed_on IS NOT NULL)"),
        check("version", "version >= 0"),
    )
    op.create_index(None, "follow_ups", ["organisation_id", "state", "due_on"])


def rebuild_for_downgrade() -> None:
    rebuild(
        "openings",
        lambda sql: without(
            sql,
            "places_taken ",
            "slots_taken ",
            "CONSTRAINT ck_openings_places_taken",
            "CONSTRAINT ck_openings_slots_taken",
        ),
    )
    rebuild(
        "decisions",
        lambda sql: with_checks(
            without(sql, "mode ", "CONSTRAINT ck_decisions_mode"),
            "decisions",
            actor=f"actor IN ({listed(EARLIER_ACTORS)})",
            reason=f"reason IN ({listed(DECLINED)})",
        ),
        {
            "actor": EARLIER_ACTOR,
            "reason": EARLIER_REASON,
            "note": KEPT_IN_NOTE,
        },
    )
    rebuild("suggestions", lambda sql: without(sql, "handed_to "))


def alter_for_downgrade() -> None:
    for name in TAKEN:
        op.drop_column("openings", name)
    drop_checks("decisions", "actor", "reason", "mode")
    op.execute(
        f"UPDATE decisions SET actor = {EARLIER_ACTOR}, reason = {EARLIER_REASON},"
        f" note = {KEPT_IN_NOTE}"
    )
    op.drop_column("decisions", "mode")
    op.create_check_constraint("actor", "decisions", f"actor IN ({listed(EARLIER_ACTORS)})")
    op.create_check_constraint("reason", "decisions", f"reason IN ({listed(DECLINED)})")
    op.drop_column("suggestions", "handed_to")


def downgrade() -> None:
    drop_rules(op.get_bind(), TRIGGERS)
    for table in ("commands", "follow_ups", "placements"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        alter_for_downgrade()
    else:
        rebuild_for_downgrade()
