"""What was agreed on the phone, read from four fields and a step of a ladder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from flask import request
from flask_babel import gettext

from matcher.domain.ids import EmployerId, OpeningId, StepId
from matcher.domain.opening import (
    Employer,
    EmploymentForm,
    MappedBy,
    Opening,
    OpeningKind,
    OpeningState,
    Terms,
)
from web.context import services
from web.faults import Fault
from web.forms import day_of, one_of, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.domain.ladder import Step
    from matcher.domain.opening import Site
    from matcher.domain.place import Place

MOST_PLACES = 99
ON_THE_PHONE = (
    EmploymentForm.PERMANENT,
    EmploymentForm.PROBATION,
    EmploymentForm.FIXED_TERM,
    EmploymentForm.HOURLY,
)
"""Forms for which nothing else has to be known; praktik and subsidies take more than a call."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """An opening as a draft; ``employer`` when nobody has written the employer down before."""

    opening: Opening | None
    employer: Employer | None
    faults: tuple[Fault, ...]


def read_agreed(key: str, draft: Opening | None) -> Agreed:
    """Read the form of a call.

    Parameters
    ----------
    key
        The key of the form, from which a new opening and a new employer have their ids: a form that
        is sent twice makes them once.
    draft
        The draft it is about, when it began as a lead.
    """
    faults: list[Fault] = []
    known, sites = services().line_pages.employers()
    step = services().ladders.steps.get(StepId(request.form.get("step", "")))
    if step is None:
        faults.append(Fault("step", gettext("Choose the job.")))
    employer, new = _employer(known, key, faults)
    places = _places(faults)
    start = day_of("start", "start", faults)
    form, pay_line = one_of(EmploymentForm, "form"), text_of("pay_line")
    if form not in ON_THE_PHONE:
        faults.append(Fault("form", gettext("Choose the form of employment.")))
    if not pay_line:
        faults.append(Fault("pay_line", gettext("Write the pay line, as people will read it.")))
    if faults or step is None or employer is None or form is None:
        return Agreed(None, None, tuple(faults))
    began = draft or _draft(OpeningId(f"call-{key[:12]}"), step)
    opening = replace(
        began,
        employer=employer.id,
        step=step.id,
        sector=step.sector,
        mapped_by=MappedBy.PERSON,
        mapping_confidence=None,
        places=places,
        start=start,
        terms=Terms(form, pay_line),
        place=began.place or _place(employer, sites),
    )
    return Agreed(opening, employer if new else None, ())


def _draft(opening_id: OpeningId, step: Step) -> Opening:
    """Return a draft with what the step knows: nobody types it while an employer waits."""
    return Opening(
        services().organisation,
        opening_id,
        OpeningKind.OWN,
        step.titles.sv,
        " ".join(task.texts.sv for task in step.tasks),
        OpeningState.DRAFT,
    )


def _employer(
    known: Sequence[Employer], key: str, faults: list[Fault]
) -> tuple[Employer | None, bool]:
    name = text_of("employer", 120)
    if not name:
        faults.append(Fault("employer", gettext("Write the name of the employer.")))
        return None, False
    by_name = {one.name.casefold(): one for one in known}
    if (found := by_name.get(name.casefold())) is not None:
        return found, False
    if request.form.get("is_new") == "yes":
        return Employer(services().organisation, EmployerId(f"call-{key[:12]}"), name), True
    near = get_close_matches(name.casefold(), by_name, n=3)
    if near:
        names = ", ".join(by_name[one].name for one in near)
        text = gettext("There is no employer of this name. Did you mean: %(names)s?", names=names)
    else:
        text = gettext("There is no employer of this name. Tick below when it is a new one.")
    faults.append(Fault("employer", text))
    return None, False


def _places(faults: list[Fault]) -> int:
    raw = request.form.get("places", "").strip()
    if raw.isascii() and raw.isdecimal() and 1 <= int(raw[:4]) <= MOST_PLACES and len(raw) < 4:
        return int(raw)
    faults.append(
        Fault("places", gettext("Write how many places: 1 to %(most)s.", most=MOST_PLACES))
    )
    return 1


def _place(employer: Employer, sites: Sequence[Site]) -> Place | None:
    """Return where an employer is, when there is only one place where it can be."""
    found = [one.place for one in sites if one.employer == employer.id]
    return found[0] if len(found) == 1 else None
