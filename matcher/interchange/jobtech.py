"""Job ads as JobTech writes them (JobStream, JobSearch, Platsbanken dumps), as leads.

Names of contact persons are never read, nor labels that evaluation puts on ads.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matcher.domain.ids import OpeningId
from matcher.domain.importing import IncomingOpening
from matcher.domain.opening import (
    Demands,
    Employer,
    Offers,
    Opening,
    OpeningKind,
    OpeningState,
    Origin,
)
from matcher.domain.personal_number import without_personal_numbers
from matcher.errors import InputErrors, RowError
from matcher.interchange.ad_documents import RawAd, read_ads
from matcher.interchange.ad_fields import (
    clean,
    date_in,
    digits_in,
    first_line,
    hours_of,
    labels,
    nested,
    place_of_ad,
    spoken_languages,
    text_in,
    whole_in,
)
from matcher.interchange.ad_leads import as_leads
from matcher.interchange.cells import words
from matcher.interchange.employers import employer_id_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matcher.interchange.columns import Parsed
    from matcher.interchange.programme import Programme

SOURCE = "jobtech"
MAX_AD_TEXT = 50_000
MAX_RAW_TEXT = 4 * MAX_AD_TEXT
_KEEP_GOOD = "Leave it out with --keep-good, or take it from the file."
_GIVEN = frozenset(
    {
        "title",
        "text",
        "employer",
        "places",
        "deadline",
        "hours",
        "place",
        "demands",
        "offers",
        "origin",
    }
)


def parse_ads(path: Path, programme: Programme) -> Parsed[IncomingOpening]:
    """Read a file of job ads as leads.

    Parameters
    ----------
    path
        JSON or JSONL.
    programme
        Owner of the leads, and places to find points in.

    Returns
    -------
    Parsed[IncomingOpening]
        Leads in the order of the file, and why the others are refused.

    Raises
    ------
    InputErrors
        The file as a whole cannot be read.
    """
    try:
        return as_leads(read_ads(path), lambda ad: _lead(ad, programme))
    except RowError as error:
        raise InputErrors([error]) from None


def _lead(ad: RawAd, programme: Programme) -> IncomingOpening | RowError:
    fields = ad.fields
    number = digits_in(fields, "id")
    if number is None:
        return ad.fault("id", "the ad has no id that can be used", "Fetch it again with its id.")
    if fields.get("removed") is True:
        return ad.fault("removed", f"the ad {number} was removed by its publisher", _KEEP_GOOD)
    raw = _description(fields)
    # Measured before it is cleaned, which takes long for a text of megabytes.
    body = "" if len(raw) > MAX_RAW_TEXT else clean(raw)
    if len(raw) > MAX_RAW_TEXT or len(body) > MAX_AD_TEXT:
        return ad.fault(
            "description",
            f"the text of ad {number} has {len(body or raw)} characters; "
            f"at most {MAX_AD_TEXT} are read",
            _KEEP_GOOD,
        )
    if not body:
        return ad.fault("description", f"the ad {number} has no text", _KEEP_GOOD)
    title = clean(text_in(fields, "headline")) or first_line(body)
    employer = _employer(fields, programme)
    occupation = nested(fields, "occupation")
    group = nested(fields, "occupation_group")
    ssyk = digits_in(group, "legacy_ams_taxonomy_id") or digits_in(fields, "ssyk4") or ""
    return IncomingOpening(
        opening=_opening(fields, number, title, body, employer, programme),
        given=_GIVEN if employer else _GIVEN - {"employer"},
        employer=employer,
        jobtech=text_in(occupation, "concept_id") or None,
        ssyk=ssyk if re.fullmatch(r"[0-9]{4}", ssyk) else None,
    )


def _description(fields: Mapping[str, object]) -> str:
    most = MAX_RAW_TEXT + 1
    if isinstance(fields.get("description"), str):
        return text_in(fields, "description", most)
    described = nested(fields, "description")
    return text_in(described, "text", most) or text_in(described, "text_formatted", most)


def _employer(fields: Mapping[str, object], programme: Programme) -> Employer | None:
    said = nested(fields, "employer")
    name = clean(text_in(said, "name") or text_in(said, "workplace"))
    if not name:
        return None
    return Employer(programme.organisation, employer_id_of(name), name)


def _opening(
    fields: Mapping[str, object],
    number: str,
    title: str,
    body: str,
    employer: Employer | None,
    programme: Programme,
) -> Opening:
    place = place_of_ad(fields)
    url = text_in(fields, "webpage_url")
    return Opening(
        organisation=programme.organisation,
        id=OpeningId(f"lead-{number}"),
        kind=OpeningKind.LEAD,
        title=title,
        text=body,
        state=OpeningState.NEW,
        employer=employer.id if employer else None,
        places=max(1, min(whole_in(fields, "number_of_vacancies") or 1, 1000)),
        deadline=date_in(fields, "application_deadline"),
        hours=hours_of(fields),
        place=programme.gazetteer.locate(place) if place else None,
        demands=_demands(fields),
        offers=Offers(languages=spoken_languages(fields)),
        origin=Origin(SOURCE, number, url if re.match(r"https?://\S+$", url) else None),
    )


def _demands(fields: Mapping[str, object]) -> Demands:
    must, nice = nested(fields, "must_have"), nested(fields, "nice_to_have")
    return Demands(
        must_have=_asked(must),
        nice_to_have=_asked(nice),
        driving_licence=fields.get("driving_license_required") is True,
    )


def _asked(demands: Mapping[str, object]) -> tuple[str, ...]:
    """Return skills, work and languages asked for; Swedish is judged by the step's tasks."""
    asked = [*labels(demands, "skills"), *labels(demands, "work_experiences")]
    asked += [name for name in labels(demands, "languages") if name.casefold() != "svenska"]
    return tuple(dict.fromkeys(words(without_personal_numbers(name)) for name in asked))
