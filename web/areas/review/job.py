"""What the job of a suggestion is: who, where, on what terms; what is not stated is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import format_date, gettext, ngettext

from matcher.domain.opening import MATCHABLE, EmploymentForm, SubsidyState
from web.areas.review.facts import FactLine, place_line, times_of, yes_no
from web.choices import form_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from matcher.domain.ids import EmployerId
    from matcher.domain.opening import Employer, Opening, Terms


@dataclass(frozen=True, slots=True)
class Job:
    """An opening as a card shows it.

    Parameters
    ----------
    employer, place
        ``None`` when not stated.
    lines
        The other facts; a line without values is not stated.
    takes_people
        Whether it is still open.
    source, link
        Where an advertisement was found, and its address on the web.
    """

    employer: str | None
    place: str | None
    lines: tuple[FactLine, ...]
    takes_people: bool
    source: str | None
    link: str | None


def job_of(opening: Opening, employers: Mapping[EmployerId, Employer]) -> Job:
    """Return what a card shows of an opening, in the language of the page."""
    employer = employers.get(opening.employer) if opening.employer else None
    origin, hours = opening.origin, opening.hours
    times = times_of(hours.per_week_min, hours.per_week_max, hours.shifts)
    return Job(
        employer=employer.name if employer else None,
        place=place_line(opening.place) if opening.place else None,
        lines=(
            *_terms(opening.terms),
            FactLine(gettext("Hours and shifts"), times),
            FactLine(gettext("Start"), _day(opening.start)),
            FactLine(
                gettext("Places"),
                (ngettext("%(num)s place", "%(num)s places", opening.places),),
            ),
            FactLine(gettext("Apply by"), _day(opening.deadline)),
            FactLine(gettext("Mentor"), yes_no(known=opening.offers.mentor)),
        ),
        takes_people=opening.state in MATCHABLE,
        source=origin.source if origin else None,
        link=_web_address(origin.url) if origin else None,
    )


def _terms(terms: Terms | None) -> tuple[FactLine, ...]:
    label = gettext("Form and pay")
    if terms is None:
        return (FactLine(label, ()),)
    written = tuple(text for text in (terms.subsidy_kind, terms.pay_line) if text)
    lines = (FactLine(label, (_form(terms),), written),)
    if terms.form is not EmploymentForm.PRAKTIK:
        return lines
    return (
        *lines,
        FactLine(gettext("Who decides on the praktik"), (), (terms.decided_by or "",)),
        FactLine(gettext("Who insures"), (), (terms.insured_by or "",)),
    )


def _form(terms: Terms) -> str:
    subsidies = {
        SubsidyState.APPLIED: gettext("applied for"),
        SubsidyState.GRANTED: gettext("granted"),
        SubsidyState.REFUSED: gettext("refused"),
    }
    said = form_name(terms.form)
    if terms.subsidy_state:
        said += f" ({subsidies[terms.subsidy_state]})"
    if terms.end:
        said += " " + gettext("(until %(day)s)", day=format_date(terms.end))
    return said


def _day(day: date | None) -> tuple[str, ...]:
    return (format_date(day),) if day else ()


def _web_address(url: str | None) -> str | None:
    """Return an address that may become a link: one of the web, and no script."""
    return url if url and url.startswith(("https://", "http://")) else None
