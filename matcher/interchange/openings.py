"""Rows of an opening file as openings with their employers, or every fault of every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.ids import OpeningId, StepId
from matcher.domain.importing import IncomingOpening
from matcher.domain.language import LanguageArea
from matcher.domain.opening import (
    Demands,
    Employer,
    Hours,
    MappedBy,
    Offers,
    Opening,
    OpeningKind,
    OpeningState,
    Site,
    Terms,
)
from matcher.interchange.columns import Parsed, RowReader, row_readers, settle
from matcher.interchange.employers import employer_id_of, same_name
from matcher.interchange.opening_columns import OPENING_COLUMNS
from matcher.interchange.places import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.domain.place import Place
    from matcher.interchange.programme import Programme
    from matcher.interchange.tables import Table

_SWEDISH = tuple(f"swedish_{area}" for area in LanguageArea)
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind",),
    "places": ("places",),
    "presentation_slots": ("presentation_slots",),
    "terms": ("form", "pay_line"),
    "start": ("start",),
    "deadline": ("deadline",),
    "hours": ("hours_min", "hours_max", "shifts"),
    "place": ("municipality", "district", "lat", "lon"),
    "demands": ("must_have", "nice_to_have", "certificates", "driving_licence", *_SWEDISH),
    "offers": ("asset_languages", "cultural_competence", "mentor", "trainable_on_job"),
    "contact": ("contact",),
    "exposure_cap": ("exposure_cap",),
}
_LEAD_STATES = frozenset(
    {
        OpeningState.NEW,
        OpeningState.CALLED,
        OpeningState.NO_ANSWER,
        OpeningState.BECAME_OWN,
        OpeningState.APPLIED,
        OpeningState.ANSWERED,
    }
)
_TERMS_MEND = "Fill form and pay_line, or set the state to draft."


def parse_openings(table: Table, programme: Programme) -> Parsed[IncomingOpening]:
    """Read the rows of an opening file.

    Parameters
    ----------
    table
        The file.
    programme
        Owner, ladders and places to read against.

    Returns
    -------
    Parsed[IncomingOpening]
        Openings in the order of the file, and the faults of the rows that cannot be used.

    Raises
    ------
    InputErrors
        The header does not fit; nothing can be read.
    """
    found: list[tuple[RowReader, str | None, IncomingOpening | None]] = []
    for row in row_readers(table, OPENING_COLUMNS):
        key = row.get("opening_id")
        whole = all(row.get(name) for name in ("opening_id", "employer", "title", "text"))
        found.append((row, key, _incoming(row, programme) if whole else None))
    _one_name_each(found)
    return settle(table, found, "opening_id")


def _one_name_each(
    found: Sequence[tuple[RowReader, str | None, IncomingOpening | None]],
) -> None:
    rows: dict[str, list[RowReader]] = {}
    for row, _, _ in found:
        if row.has("employer_id") and row.get("employer"):
            rows.setdefault(row.raw["employer_id"], []).append(row)
    for same in rows.values():
        first = same[0]
        for row in same[1:]:
            if not same_name((first.get("employer"), row.get("employer"))):
                row.fault(
                    "employer",
                    f"the employer has another name in row {first.number}",
                    "Write one name, or give them different employer_id.",
                )


def _incoming(row: RowReader, programme: Programme) -> IncomingOpening:
    employer = Employer(
        organisation=programme.organisation,
        id=row.get("employer_id") or employer_id_of(row.get("employer")),
        name=row.get("employer"),
        sector=row.get("employer_sector"),
    )
    place = place_of(row, programme.gazetteer)
    opening = _opening(row, programme, employer, place)
    return IncomingOpening(
        opening=opening, given=_given(row), employer=employer, site=_site(row, employer, place)
    )


def _given(row: RowReader) -> frozenset[str]:
    given = {
        field for field, columns in _FIELDS.items() if any(name in row.raw for name in columns)
    }
    if row.has("state"):
        given.add("state")
    return frozenset(given | {"title", "text", "employer"})


def _site(row: RowReader, employer: Employer, place: Place | None) -> Site | None:
    name = row.get("site")
    if name is None:
        return None
    if place is None:
        row.fault("site", "the workplace has no municipality", "Add the municipality.")
        return None
    return Site(employer.id, name, place)


def _opening(
    row: RowReader, programme: Programme, employer: Employer, place: Place | None
) -> Opening:
    kind = row.get("kind", OpeningKind.OWN)
    state = _state(row, kind)
    terms = _terms(row, kind, state)
    step, mapped = _step(row, programme)
    sector = programme.ladders.step(step).sector if mapped and step else row.get("sector")
    by_hand = step is not None or sector is not None
    return Opening(
        organisation=programme.organisation,
        id=OpeningId(row.get("opening_id")),
        kind=kind,
        title=row.get("title"),
        text=row.get("text"),
        # An open one without terms has its fault; the domain would refuse to hold it at all.
        state=OpeningState.DRAFT if state is OpeningState.OPEN and terms is None else state,
        employer=employer.id,
        step=step,
        sector=sector,
        mapped_by=MappedBy.PERSON if by_hand else None,
        mapping_confidence=1.0 if by_hand else None,
        places=row.get("places", 1),
        presentation_slots=row.get("presentation_slots"),
        terms=terms,
        start=row.get("start"),
        deadline=row.get("deadline"),
        hours=_hours(row),
        place=place,
        demands=_demands(row, programme),
        offers=Offers(
            row.get("asset_languages", ()),
            row.get("cultural_competence"),
            row.get("mentor"),
            row.get("trainable_on_job"),
        ),
        contact=row.get("contact"),
        exposure_cap=row.get("exposure_cap"),
    )


def _state(row: RowReader, kind: OpeningKind) -> OpeningState:
    usual = OpeningState.OPEN if kind is OpeningKind.OWN else OpeningState.NEW
    state: OpeningState = row.get("state", usual)
    if (state in _LEAD_STATES) is not (kind is OpeningKind.LEAD):
        row.fault(
            "state", f"an opening of kind {kind} has no such state", f"Use for example {usual}."
        )
        return usual
    return state


def _terms(row: RowReader, kind: OpeningKind, state: OpeningState) -> Terms | None:
    form, pay_line = row.get("form"), row.get("pay_line")
    if form is not None and pay_line is not None:
        return row.build(
            "form",
            lambda: Terms(
                form,
                pay_line,
                row.get("subsidy_kind"),
                row.get("subsidy_state"),
                row.get("decided_by"),
                row.get("insured_by"),
                row.get("end"),
            ),
            None,
        )
    if kind is OpeningKind.OWN and state is not OpeningState.DRAFT:
        for name in ("form", "pay_line"):
            if not row.has(name):
                row.fault(name, f"an own opening needs {name}", _TERMS_MEND)
    return None


def _step(row: RowReader, programme: Programme) -> tuple[StepId | None, bool]:
    """Return the step and whether the ladders know it."""
    name = row.get("step")
    if name is None:
        return None, False
    row.known("step", (name,), programme.step_ids)
    step = programme.ladders.steps.get(StepId(name))
    if step is not None and row.get("sector") not in {None, step.sector}:
        row.fault("sector", f"the step belongs to {step.sector}", "Correct it, or leave it empty.")
    return StepId(name), step is not None


def _hours(row: RowReader) -> Hours:
    low, high = row.get("hours_min"), row.get("hours_max")
    if low is not None and high is not None and low > high:
        row.fault("hours_min", "the least hours are above the most", "Write the lower first.")
    return Hours(low, high, row.get("shifts", frozenset()))


def _demands(row: RowReader, programme: Programme) -> Demands:
    certificates = row.get("certificates", ())
    row.known("certificates", certificates, programme.certificate_ids)
    swedish = {
        area: level for area in LanguageArea if (level := row.get(f"swedish_{area}")) is not None
    }
    return row.build(
        "swedish_for_task",
        lambda: Demands(
            row.get("must_have", ()),
            row.get("nice_to_have", ()),
            swedish,
            row.get("swedish_for_task"),
            certificates,
            row.get("driving_licence", False),
        ),
        Demands(),
    )
