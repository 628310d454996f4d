"""What employers do by links: meetings, how it goes, posting a job; and relations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

POINTS = ("two_weeks", "three_months", "six_months", "twelve_months")
KINDS = ("call", "visit", "seminar")
SAID = ("goes_well", "needs_support", "ring_us")


def text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def one_of(column: str, values: tuple[str, ...]) -> sa.Constraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def of_organisation(*keys: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("organisation_id", *keys),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
    )


def of(column: str, table: str) -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column],
        [f"{table}.organisation_id", f"{table}.id"],
        ondelete="CASCADE",
    )


def upgrade() -> None:
    op.create_table(
        "meeting_times",
        text("organisation_id"),
        text("suggestion"),
        moment("at"),
        text("by"),
        moment("offered_at"),
        text("chosen_by", nullable=True),
        moment("chosen_at", nullable=True),
        *of_organisation("suggestion", "at"),
        of("suggestion", "suggestions"),
        sa.CheckConstraint("(chosen_by IS NULL) = (chosen_at IS NULL)", name="chosen"),
    )
    op.create_table(
        "workplace_answers",
        text("organisation_id"),
        text("placement"),
        text("point"),
        text("said"),
        text("by"),
        moment("at"),
        *of_organisation("placement", "point"),
        of("placement", "placements"),
        one_of("point", POINTS),
        one_of("said", SAID),
    )
    op.create_table(
        "posting_links",
        text("organisation_id"),
        text("digest"),
        text("employer"),
        text("contact"),
        moment("made_at"),
        text("by"),
        text("opening", nullable=True),
        *of_organisation("digest"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "employer"], ["employers.organisation_id", "employers.id"]
        ),
        of("opening", "openings"),
    )
    create_relations()


def create_relations() -> None:
    for table, columns, checks in (
        ("employer_contacts", (text("name"), text("role"), text("reach")), ()),
        (
            "employer_events",
            (text("kind"), sa.Column("on", sa.Date(), nullable=False), text("note")),
            (one_of("kind", KINDS),),
        ),
        (
            "promises",
            (
                sa.Column("places", sa.Integer(), nullable=False),
                text("step", nullable=True),
                sa.Column("on", sa.Date(), nullable=False),
                text("note"),
            ),
            (sa.CheckConstraint("places >= 1", name="places"),),
        ),
        ("assignments", (text("question"), text("focus_group"), text("changed")), ()),
    ):
        op.create_table(
            table,
            text("organisation_id"),
            text("id"),
            text("employer"),
            text("by"),
            moment("at"),
            *columns,
            *of_organisation("id"),
            of("employer", "employers"),
            *checks,
        )
        op.create_index(None, table, ["organisation_id", "employer"])
    op.create_table(
        "promise_openings",
        text("organisation_id"),
        text("opening"),
        text("promise"),
        *of_organisation("opening"),
        of("promise", "promises"),
        of("opening", "openings"),
    )


def downgrade() -> None:
    relations = ("promise_openings", "assignments", "promises", "employer_events")
    for table in (
        *relations,
        "employer_contacts",
        "posting_links",
        "workplace_answers",
        "meeting_times",
    ):
        op.drop_table(table)
