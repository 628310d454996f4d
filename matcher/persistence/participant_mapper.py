"""Between a participant and its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.ids import OrganisationId, ParticipantCode, StepId
from matcher.domain.language import (
    AreaLevel,
    Cefr,
    CefrRange,
    LanguageArea,
    LanguageSource,
    Sfi,
    SfiCourse,
    SpokenLanguage,
    Swedish,
)
from matcher.domain.participant import (
    Availability,
    Education,
    MayWork,
    MayWorkStatus,
    Participant,
    ParticipantState,
    Shift,
    Travel,
    Wishes,
)
from matcher.domain.place import TravelMode
from matcher.domain.sector import Sector
from matcher.domain.skills import Certificate, Evidence, Experience, ExperienceKind, SkillClaim
from matcher.persistence.rows import (
    CertificateRow,
    ExperienceRow,
    LanguageRow,
    ParticipantRow,
    SkillRow,
    SwedishRow,
    UnwantedStepRow,
)
from matcher.persistence.values import place_of, place_values, sorted_texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.persistence.values import Rows, Stored, Values

MAIN = ParticipantRow.__tablename__
PARTS = tuple(
    row.__tablename__
    for row in (
        ExperienceRow,
        SkillRow,
        CertificateRow,
        SwedishRow,
        LanguageRow,
        UnwantedStepRow,
    )
)
"""Tables of the lists of a participant."""


def participant_rows(person: Participant) -> Rows:
    """Return all rows of a participant by table name, the main one first."""
    key: Values = {"organisation_id": str(person.organisation), "participant": str(person.code)}
    return {
        MAIN: [_plain_facts(person)],
        ExperienceRow.__tablename__: [
            {
                **key,
                "position": position,
                "text": told.text,
                "lang": told.lang,
                "months": told.months,
                "kind": told.kind.value,
            }
            for position, told in enumerate(person.experiences)
        ],
        SkillRow.__tablename__: [
            {
                **key,
                "position": position,
                "text": claim.text,
                "concept": claim.concept,
                "evidence": claim.evidence.value,
                "confirmed_by": claim.confirmed_by,
            }
            for position, claim in enumerate(person.skills)
        ],
        CertificateRow.__tablename__: [
            {**key, "position": position, "certificate": held.id, "valid_to": held.valid_to}
            for position, held in enumerate(person.certificates or ())
        ],
        SwedishRow.__tablename__: [
            {
                **key,
                "area": area.value,
                "low": int(known.level.low),
                "high": int(known.level.high),
                "source": known.source.value,
                "to_be_confirmed": known.to_be_confirmed,
            }
            for area, known in sorted(person.swedish.areas.items())
        ],
        LanguageRow.__tablename__: [
            {
                **key,
                "position": position,
                "tag": spoken.tag,
                "level": None if spoken.level is None else int(spoken.level),
            }
            for position, spoken in enumerate(person.languages)
        ],
        UnwantedStepRow.__tablename__: [
            {**key, "position": position, "step": step}
            for position, step in enumerate(sorted(person.wishes.unwanted))
        ],
    }


def _plain_facts(person: Participant) -> Values:
    can, sfi, education = person.availability, person.swedish.sfi, person.education
    return {
        "organisation_id": str(person.organisation),
        "code": str(person.code),
        "preferred_language": person.preferred_language,
        "state": person.state.value,
        **place_values(person.place),
        "hours_per_week_min": can.hours_per_week_min,
        "hours_per_week_max": can.hours_per_week_max,
        "shifts": sorted_texts(can.shifts),
        "start": can.start,
        "travel_mode": person.travel.mode.value if person.travel.mode else None,
        "max_travel_minutes": person.travel.max_minutes,
        "driving_licence": person.driving_licence,
        "sun_level": education.sun_level,
        "education_field": education.field,
        "education_foreign": education.foreign,
        "education_validated": education.validated,
        "has_sfi": sfi is not None,
        "sfi_track": sfi.track if sfi else None,
        "sfi_attended": sfi.attended.value if sfi and sfi.attended else None,
        "sfi_passed": sfi.passed.value if sfi and sfi.passed else None,
        "sfi_passed_on": sfi.passed_on if sfi else None,
        "certificates_known": person.certificates is not None,
        "wished_sectors": sorted_texts(person.wishes.sectors),
        "wished_steps": sorted_texts(person.wishes.steps),
        "avoid": sorted_texts(person.wishes.avoid),
        "may_work": person.may_work.status.value,
        "may_work_until": person.may_work.until,
        "is_adult": person.is_adult,
        "protected_identity": person.protected_identity,
        "phone_only": person.phone_only,
    }


def participant_of(row: Stored, parts: Mapping[str, Sequence[Stored]]) -> Participant:
    """Return the participant of its rows.

    Parameters
    ----------
    row
        The main row.
    parts
        The rows of its lists by table name, each list in order; a missing table is an empty list.
    """
    return Participant(
        organisation=OrganisationId(row["organisation_id"]),
        code=ParticipantCode(row["code"]),
        preferred_language=row["preferred_language"],
        state=ParticipantState(row["state"]),
        place=place_of(row),
        availability=Availability(
            row["hours_per_week_min"],
            row["hours_per_week_max"],
            frozenset(Shift(value) for value in row["shifts"]),
            row["start"],
        ),
        travel=Travel(
            TravelMode(row["travel_mode"]) if row["travel_mode"] else None,
            row["max_travel_minutes"],
        ),
        driving_licence=row["driving_licence"],
        education=Education(
            row["sun_level"],
            row["education_field"],
            row["education_foreign"],
            row["education_validated"],
        ),
        swedish=Swedish(_areas(parts.get(SwedishRow.__tablename__, ())), _sfi(row)),
        languages=tuple(
            SpokenLanguage(part["tag"], None if part["level"] is None else Cefr(part["level"]))
            for part in parts.get(LanguageRow.__tablename__, ())
        ),
        experiences=tuple(
            Experience(part["text"], part["lang"], part["months"], ExperienceKind(part["kind"]))
            for part in parts.get(ExperienceRow.__tablename__, ())
        ),
        skills=tuple(
            SkillClaim(
                part["text"], part["concept"], Evidence(part["evidence"]), part["confirmed_by"]
            )
            for part in parts.get(SkillRow.__tablename__, ())
        ),
        certificates=_certificates(row, parts.get(CertificateRow.__tablename__, ())),
        wishes=_wishes(row, parts.get(UnwantedStepRow.__tablename__, ())),
        may_work=MayWork(MayWorkStatus(row["may_work"]), row["may_work_until"]),
        is_adult=row["is_adult"],
        protected_identity=row["protected_identity"],
        # What was kept of a profile before there was this column does not have it.
        phone_only=row.get("phone_only", False),
    )


def _wishes(row: Stored, unwanted: Sequence[Stored]) -> Wishes:
    return Wishes(
        frozenset(Sector(value) for value in row["wished_sectors"]),
        frozenset(StepId(value) for value in row["wished_steps"]),
        frozenset(row["avoid"]),
        frozenset(StepId(part["step"]) for part in unwanted),
    )


def _areas(parts: Sequence[Stored]) -> dict[LanguageArea, AreaLevel]:
    return {
        LanguageArea(part["area"]): AreaLevel(
            CefrRange(Cefr(part["low"]), Cefr(part["high"])),
            LanguageSource(part["source"]),
            part["to_be_confirmed"],
        )
        for part in parts
    }


def _sfi(row: Stored) -> Sfi | None:
    if not row["has_sfi"]:
        return None
    return Sfi(
        row["sfi_track"],
        SfiCourse(row["sfi_attended"]) if row["sfi_attended"] else None,
        SfiCourse(row["sfi_passed"]) if row["sfi_passed"] else None,
        row["sfi_passed_on"],
    )


def _certificates(row: Stored, parts: Sequence[Stored]) -> tuple[Certificate, ...] | None:
    if not row["certificates_known"]:
        return None
    return tuple(Certificate(part["certificate"], part["valid_to"]) for part in parts)
