"""Rows of a participant file as profiles, or every fault of every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.ids import ParticipantCode, StepId
from matcher.domain.importing import IncomingParticipant
from matcher.domain.language import AreaLevel, LanguageArea, LanguageSource, Sfi, Swedish
from matcher.domain.participant import (
    Availability,
    Education,
    MayWork,
    MayWorkStatus,
    Participant,
    ParticipantState,
    Travel,
    Wishes,
)
from matcher.domain.skills import Experience, ExperienceKind, SkillClaim
from matcher.interchange.columns import Parsed, RowReader, row_readers, settle
from matcher.interchange.participant_columns import EXPERIENCES, PARTICIPANT_COLUMNS
from matcher.interchange.places import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.interchange.programme import Programme
    from matcher.interchange.tables import Table

_EXPERIENCE_COLUMNS = tuple(f"experience_{number}" for number in range(1, EXPERIENCES + 1))
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "preferred_language": ("preferred_language",),
    "place": ("district", "municipality", "lat", "lon"),
    "availability": ("hours_min", "hours_max", "shifts", "available_from"),
    "travel": ("travel_mode", "max_travel_minutes"),
    "driving_licence": ("driving_licence",),
    "education": (
        "education_level",
        "education_field",
        "education_foreign",
        "education_validated",
    ),
    "swedish": (
        "sfi_track",
        "sfi_attended",
        "sfi_passed",
        "sfi_passed_on",
        "swedish_overall",
        *(f"swedish_{area}" for area in LanguageArea),
    ),
    "languages": ("languages",),
    "experiences": _EXPERIENCE_COLUMNS,
    "skills": ("skills",),
    "certificates": ("certificates",),
    "wishes": ("wished_sectors", "wished_steps", "avoid"),
    "may_work": ("may_work", "may_work_until"),
    "is_adult": ("is_adult",),
}


def parse_participants(table: Table, programme: Programme) -> Parsed[IncomingParticipant]:
    """Read the rows of a participant file.

    Parameters
    ----------
    table
        The file.
    programme
        Owner, ladders and places to read against.

    Returns
    -------
    Parsed[IncomingParticipant]
        Profiles in the order of the file, and the faults of the rows that cannot be used.

    Raises
    ------
    InputErrors
        The header does not fit; nothing can be read.
    """
    found: list[tuple[RowReader, str | None, IncomingParticipant | None]] = []
    for row in row_readers(table, PARTICIPANT_COLUMNS):
        code = row.get("code")
        found.append((row, code, None if code is None else _participant(row, programme)))
    refused = programme.refused([code for _, code, _ in found if code is not None])
    for row, code, _ in found:
        if code is not None and code in refused:
            row.fault("code", *refused[code])
    return settle(table, found, "code")


def _participant(row: RowReader, programme: Programme) -> IncomingParticipant:
    person = Participant(
        organisation=programme.organisation,
        code=ParticipantCode(row.get("code")),
        preferred_language=row.get("preferred_language", "sv"),
        state=row.get("state", ParticipantState.ACTIVE),
        place=place_of(row, programme.gazetteer),
        availability=_availability(row),
        travel=Travel(row.get("travel_mode"), row.get("max_travel_minutes")),
        driving_licence=row.get("driving_licence"),
        education=Education(
            row.get("education_level"),
            row.get("education_field"),
            row.get("education_foreign"),
            row.get("education_validated"),
        ),
        swedish=_swedish(row),
        languages=row.get("languages", ()),
        experiences=_experiences(row),
        skills=_skills(row),
        certificates=row.get("certificates"),
        wishes=_wishes(row, programme),
        may_work=MayWork(row.get("may_work", MayWorkStatus.TO_CHECK), row.get("may_work_until")),
        is_adult=row.get("is_adult"),
        phone_only=row.get("phone_only", False),
    )
    held = [certificate.id for certificate in person.certificates or ()]
    row.known("certificates", held, programme.paper_ids)
    return IncomingParticipant(person, _given(row))


def _given(row: RowReader) -> frozenset[str]:
    given = {
        field for field, columns in _FIELDS.items() if any(name in row.raw for name in columns)
    }
    # An empty cell moves nobody, and makes nobody be written to who asked for the telephone.
    given |= {field for field in ("state", "phone_only") if row.has(field)}
    return frozenset(given)


def _availability(row: RowReader) -> Availability:
    return row.build(
        "hours_min",
        lambda: Availability(
            row.get("hours_min"),
            row.get("hours_max"),
            row.get("shifts", frozenset()),
            row.get("available_from"),
        ),
        Availability(),
    )


def _swedish(row: RowReader) -> Swedish:
    source = row.get("swedish_source", LanguageSource.SELF)
    overall = row.get("swedish_overall")
    areas: dict[LanguageArea, AreaLevel] = {}
    for area in LanguageArea:
        level = row.get(f"swedish_{area}")
        if level is not None:
            areas[area] = AreaLevel(level, source)
        elif overall is not None:
            areas[area] = AreaLevel(overall, source, to_be_confirmed=True)
    return Swedish(areas, _sfi(row))


def _sfi(row: RowReader) -> Sfi | None:
    if not row.has("sfi_track", "sfi_attended", "sfi_passed", "sfi_passed_on"):
        return None
    return row.build(
        "sfi_track",
        lambda: Sfi(
            row.get("sfi_track"),
            row.get("sfi_attended"),
            row.get("sfi_passed"),
            row.get("sfi_passed_on"),
        ),
        None,
    )


def _experiences(row: RowReader) -> tuple[Experience, ...]:
    told = []
    for name in _EXPERIENCE_COLUMNS:
        text = row.get(name)
        if text:
            told.append(
                Experience(
                    text,
                    row.get(f"{name}_lang") or row.get("preferred_language", "sv"),
                    row.get(f"{name}_months"),
                    row.get(f"{name}_kind", ExperienceKind.FORMAL),
                )
            )
        elif row.has(f"{name}_lang", f"{name}_months", f"{name}_kind") and not row.has(name):
            row.fault(
                name, "the experience has no text", "Write it in own words, or empty its columns."
            )
    return tuple(told)


def _skills(row: RowReader) -> tuple[SkillClaim, ...]:
    by = row.get("skills_confirmed_by")
    return tuple(SkillClaim(text, confirmed_by=by) for text in row.get("skills", ()))


def _wishes(row: RowReader, programme: Programme) -> Wishes:
    steps, avoid = row.get("wished_steps", ()), row.get("avoid", ())
    row.known("wished_steps", steps, programme.step_ids)
    row.known("avoid", avoid, programme.tags)
    return Wishes(
        row.get("wished_sectors", frozenset()),
        frozenset(StepId(step) for step in steps),
        frozenset(avoid),
    )
