"""First schema: organisations and everything they own.

Values of enumerations are written out, so that this file stays as it was when they grow.
Constraints get their names from the naming convention of ``matcher.persistence.base``.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SECTORS = "elderly_care industry kitchens construction"
SUGGESTION_STATES = (
    "proposed needs_info confirmed declined asked accepted not_now presented meeting trial "
    "hired not_hired withdrawn lapsed obsolete"
)


def need(name: str, kind: type[sa.types.TypeEngine] = sa.String, **more: object) -> sa.Column:
    return sa.Column(name, kind(), nullable=False, **more)


def may(name: str, kind: type[sa.types.TypeEngine] = sa.String) -> sa.Column:
    return sa.Column(name, kind(), nullable=True)


def moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=name)


def one_of(column: str, values: str) -> sa.CheckConstraint:
    return check(column, f"{column} IN ({', '.join(repr(value) for value in values.split())})")


def point() -> list[sa.CheckConstraint]:
    return [
        check("lat", "lat BETWEEN -90 AND 90"),
        check("lon", "lon BETWEEN -180 AND 180"),
        check("point", "(lat IS NULL) = (lon IS NULL)"),
    ]


def place() -> list[sa.CheckConstraint]:
    known = "municipality IS NOT NULL OR (district IS NULL AND lat IS NULL)"
    return [*point(), check("place", known)]


def to(column: str, target: str, key: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    """A foreign key inside one organisation."""
    return sa.ForeignKeyConstraint(
        ["organisation_id", column],
        [f"{target}.organisation_id", f"{target}.{key}"],
        ondelete=ondelete,
    )


def owned_table(name: str, *parts: sa.Column | sa.Constraint, key: str) -> None:
    """A table of which every row belongs to an organisation; ``key`` is the rest of its key."""
    op.create_table(
        name,
        need("organisation_id"),
        *parts,
        sa.PrimaryKeyConstraint("organisation_id", *key.split()),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
    )


def part_of_participant(name: str, *parts: sa.Column | sa.Constraint, key: str) -> None:
    owned_table(
        name,
        need("participant"),
        *parts,
        to("participant", "participants", "code", "CASCADE"),
        key=f"participant {key}",
    )


def upgrade() -> None:
    op.create_table("organisations", need("id"), need("name"), sa.PrimaryKeyConstraint("id"))
    create_participants()
    create_parts_of_participants()
    create_employers()
    create_openings()
    create_suggestions()
    create_imports()


def create_participants() -> None:
    owned_table(
        "participants",
        need("code"),
        need("version", sa.Integer, server_default=sa.text("1")),
        need("preferred_language"),
        need("state"),
        may("municipality"),
        may("district"),
        may("lat", sa.Double),
        may("lon", sa.Double),
        may("hours_per_week_min", sa.Double),
        may("hours_per_week_max", sa.Double),
        need("shifts", sa.JSON),
        may("start", sa.Date),
        may("travel_mode"),
        may("max_travel_minutes", sa.Integer),
        may("driving_licence", sa.Boolean),
        may("sun_level", sa.Integer),
        may("education_field"),
        may("education_foreign", sa.Boolean),
        may("education_validated", sa.Boolean),
        need("has_sfi", sa.Boolean),
        may("sfi_track", sa.Integer),
        may("sfi_attended"),
        may("sfi_passed"),
        may("sfi_passed_on", sa.Date),
        need("certificates_known", sa.Boolean),
        need("wished_sectors", sa.JSON),
        need("wished_steps", sa.JSON),
        need("avoid", sa.JSON),
        need("may_work"),
        may("may_work_until", sa.Date),
        may("is_adult", sa.Boolean),
        need("protected_identity", sa.Boolean, server_default=sa.false()),
        one_of(
            "state",
            "referred informed mapped active paused placed moved_up completed left archived "
            "anonymised",
        ),
        *place(),
        check("hours_per_week_min", "hours_per_week_min BETWEEN 0 AND 60"),
        check("hours_per_week_max", "hours_per_week_max BETWEEN 0 AND 60"),
        check("hours", "hours_per_week_min <= hours_per_week_max"),
        one_of("travel_mode", "walk bicycle public_transport car"),
        check("sun_level", "sun_level BETWEEN 0 AND 6"),
        check("sfi_track", "sfi_track BETWEEN 1 AND 3"),
        one_of("sfi_attended", "A B C D"),
        one_of("sfi_passed", "A B C D"),
        check("sfi_date", "sfi_passed_on IS NULL OR sfi_passed IS NOT NULL"),
        one_of("may_work", "yes restricted to_check"),
        check("version", "version >= 1"),
        key="code",
    )


def create_parts_of_participants() -> None:
    part_of_participant(
        "participant_experiences",
        need("position", sa.Integer),
        need("text"),
        need("lang"),
        may("months", sa.Integer),
        need("kind"),
        one_of("kind", "formal informal care_at_home"),
        check("text", "trim(text) <> ''"),
        check("months", "months >= 0"),
        key="position",
    )
    part_of_participant(
        "participant_skills",
        need("position", sa.Integer),
        need("text"),
        may("concept"),
        need("evidence"),
        may("confirmed_by"),
        one_of("evidence", "own_words paper seen"),
        key="position",
    )
    part_of_participant(
        "participant_certificates",
        need("position", sa.Integer),
        need("certificate"),
        may("valid_to", sa.Date),
        key="position",
    )
    part_of_participant(
        "participant_swedish",
        need("area"),
        need("low", sa.Integer),
        need("high", sa.Integer),
        need("source"),
        need("to_be_confirmed", sa.Boolean),
        one_of("area", "listening reading spoken_interaction spoken_production writing"),
        check("low", "low BETWEEN 0 AND 16"),
        check("high", "high BETWEEN 0 AND 16"),
        check("range", "low <= high"),
        one_of("source", "self teacher test"),
        key="area",
    )
    part_of_participant(
        "participant_languages",
        need("position", sa.Integer),
        need("tag"),
        may("level", sa.Integer),
        check("level", "level BETWEEN 0 AND 16"),
        key="position",
    )


def create_employers() -> None:
    owned_table(
        "employers",
        need("id"),
        need("name"),
        may("sector"),
        one_of("sector", SECTORS),
        key="id",
    )
    owned_table(
        "sites",
        need("employer"),
        need("name"),
        need("municipality"),
        may("district"),
        may("lat", sa.Double),
        may("lon", sa.Double),
        *point(),
        to("employer", "employers", "id", "CASCADE"),
        key="employer name",
    )


def create_openings() -> None:
    owned_table(
        "openings",
        need("id"),
        need("version", sa.Integer, server_default=sa.text("1")),
        need("kind"),
        need("title"),
        need("text"),
        need("state"),
        may("employer"),
        may("step"),
        may("sector"),
        may("mapped_by"),
        may("mapping_confidence", sa.Double),
        need("places", sa.Integer),
        may("presentation_slots", sa.Integer),
        may("form"),
        may("pay_line"),
        may("subsidy_kind"),
        may("subsidy_state"),
        may("decided_by"),
        may("insured_by"),
        may("end_on", sa.Date),
        may("start", sa.Date),
        may("deadline", sa.Date),
        may("hours_per_week_min", sa.Double),
        may("hours_per_week_max", sa.Double),
        need("shifts", sa.JSON),
        may("municipality"),
        may("district"),
        may("lat", sa.Double),
        may("lon", sa.Double),
        need("must_have", sa.JSON),
        need("nice_to_have", sa.JSON),
        need("swedish", sa.JSON),
        may("swedish_for_task"),
        need("certificates", sa.JSON),
        need("driving_licence", sa.Boolean),
        need("asset_languages", sa.JSON),
        may("cultural_competence"),
        may("mentor", sa.Boolean),
        may("trainable_on_job", sa.Boolean),
        may("contact"),
        may("exposure_cap", sa.Integer),
        may("origin_source"),
        may("origin_external_id"),
        may("origin_url"),
        *opening_rules(),
        to("employer", "employers", "id"),
        sa.UniqueConstraint("organisation_id", "origin_source", "origin_external_id"),
        key="id",
    )
    op.create_index(
        "ix_openings_organisation_id_employer", "openings", ["organisation_id", "employer"]
    )


def opening_rules() -> list[sa.CheckConstraint]:
    return [
        one_of("kind", "own lead"),
        one_of(
            "state",
            "draft submitted open returned full paused closed new called no_answer became_own "
            "applied answered",
        ),
        one_of("sector", SECTORS),
        one_of("mapped_by", "person jobtech_concept ssyk text"),
        check("mapping_confidence", "mapping_confidence BETWEEN 0 AND 1"),
        check("places", "places >= 1"),
        one_of("form", "permanent probation fixed_term hourly subsidised praktik"),
        check("terms", "(form IS NULL) = (pay_line IS NULL)"),
        check("pay_line", "trim(pay_line) <> ''"),
        check("open_terms", "kind <> 'own' OR state <> 'open' OR form IS NOT NULL"),
        one_of("subsidy_state", "applied granted refused"),
        check("subsidised", "form <> 'subsidised' OR subsidy_kind IS NOT NULL"),
        check(
            "praktik",
            "form <> 'praktik' OR (decided_by IS NOT NULL AND insured_by IS NOT NULL"
            " AND end_on IS NOT NULL)",
        ),
        *place(),
        check(
            "origin",
            "(origin_source IS NULL) = (origin_external_id IS NULL)"
            " AND (origin_url IS NULL OR origin_source IS NOT NULL)",
        ),
        check("version", "version >= 1"),
    ]


def create_suggestions() -> None:
    owned_table(
        "runs",
        need("id"),
        need("kind"),
        moment("at"),
        need("by"),
        need("input_hash"),
        need("encoder"),
        need("index"),
        need("weights"),
        need("seed", sa.BigInteger),
        need("top", sa.Integer),
        may("participant"),
        may("opening"),
        one_of("kind", "participant opening text"),
        key="id",
    )
    op.create_index(
        "ix_runs_organisation_id_participant", "runs", ["organisation_id", "participant"]
    )
    owned_table(
        "suggestions",
        need("id"),
        need("version", sa.Integer),
        need("run"),
        need("participant"),
        may("opening"),
        may("step"),
        need("title"),
        need("rank", sa.Integer),
        need("score", sa.Double),
        need("band"),
        need("contributions", sa.JSON),
        need("explanation", sa.JSON),
        need("state"),
        check("rank", "rank >= 1"),
        check("score", "score BETWEEN -1e-9 AND 1 + 1e-9"),
        one_of("band", "ready with_support after_training stretch"),
        one_of("state", SUGGESTION_STATES),
        check("version", "version >= 0"),
        to("run", "runs", "id"),
        to("participant", "participants", "code", "CASCADE"),
        to("opening", "openings", "id", "CASCADE"),
        key="id",
    )
    for columns in (("participant", "state"), ("opening",), ("run",)):
        op.create_index(
            f"ix_suggestions_organisation_id_{'_'.join(columns)}",
            "suggestions",
            ["organisation_id", *columns],
        )
    create_decisions()


def create_decisions() -> None:
    owned_table(
        "decisions",
        need("suggestion"),
        need("version", sa.Integer),
        need("action"),
        need("state_before"),
        need("state_after"),
        need("actor"),
        need("by"),
        moment("at"),
        may("reason"),
        may("note"),
        one_of(
            "action",
            "confirm decline need_info give_info undo ask accept refuse not_now propose_again "
            "present meet try hire not_hire withdraw lapse make_obsolete",
        ),
        one_of("state_before", SUGGESTION_STATES),
        one_of("state_after", SUGGESTION_STATES),
        one_of("actor", "linkworker participant employer system"),
        one_of(
            "reason",
            "wrong_trade too_far hours_do_not_fit language_not_yet skills_not_yet "
            "person_wants_other employer_not_suitable better_one_found",
        ),
        to("suggestion", "suggestions", "id"),
        key="suggestion version",
    )


def create_imports() -> None:
    owned_table(
        "import_batches",
        need("id"),
        need("kind"),
        need("file"),
        moment("at"),
        need("by"),
        need("unchanged", sa.Integer),
        need("rejected", sa.Integer),
        moment("undone_at", nullable=True),
        one_of("kind", "participants openings"),
        key="id",
    )
    owned_table(
        "imported_rows",
        need("batch"),
        need("key"),
        need("position", sa.Integer),
        need("created", sa.Boolean),
        need("version", sa.Integer),
        need("version_before", sa.Integer),
        may("before_image", sa.JSON),
        check("before_image", "created = (before_image IS NULL)"),
        to("batch", "import_batches", "id", "CASCADE"),
        key="batch key",
    )


def downgrade() -> None:
    for table in (
        *("imported_rows", "import_batches", "decisions", "suggestions", "runs"),
        *("openings", "sites", "employers", "participant_languages", "participant_swedish"),
        *("participant_certificates", "participant_skills", "participant_experiences"),
        *("participants", "organisations"),
    ):
        op.drop_table(table)
