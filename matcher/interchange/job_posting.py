"""Job ads as Schema.org JobPosting in JSON-LD, as leads.

Whom to ask at an employer is never read.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, cast

from matcher.domain.ids import OpeningId
from matcher.domain.importing import IncomingOpening
from matcher.domain.opening import (
    Demands,
    Employer,
    Hours,
    Opening,
    OpeningKind,
    OpeningState,
    Origin,
)
from matcher.domain.place import Place
from matcher.errors import InputErrors, RowError
from matcher.interchange.ad_documents import RawAd
from matcher.interchange.ad_fields import (
    FULL_TIME_HOURS,
    LONGEST_FIELD,
    MOST_LABELS,
    clean,
    date_in,
    first_line,
    nested,
    number_in,
    text_in,
    whole_in,
)
from matcher.interchange.ad_leads import as_leads
from matcher.interchange.employers import employer_id_of
from matcher.interchange.files import file_fault
from matcher.interchange.jobtech import MAX_AD_TEXT, MAX_RAW_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matcher.interchange.columns import Parsed
    from matcher.interchange.programme import Programme

    Fields = Mapping[str, object]

SOURCE = "schema.org"
_TYPE = re.compile(r"(?:https?://schema\.org/|schema:)?JobPosting")
_WEB = re.compile(r"https?://\S+")
_MEND = "Correct it where it was written, or take it out."
_GIVEN = frozenset(
    {"title", "text", "places", "start", "deadline", "hours", "place", "demands", "origin"}
)


def parse_postings(data: bytes, file: str, programme: Programme) -> Parsed[IncomingOpening]:
    """Read job postings as leads.

    Parameters
    ----------
    data
        JSON-LD in UTF-8: one posting, several in an array, or a graph of which they are a part.
    file
        What it is called in faults.
    programme
        Owner of the leads, and places to find points in.

    Returns
    -------
    Parsed[IncomingOpening]
        Leads in the order of the document, and why the others are refused.

    Raises
    ------
    InputErrors
        It is no JSON, or there is no posting in it.
    """
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        mend = "Send JSON-LD in UTF-8, whole."
        raise InputErrors([file_fault(file, "this is no JSON that can be read", mend)]) from error
    found = list(_postings_in(document, file))
    if not found:
        mend = "Send objects whose @type is JobPosting."
        raise InputErrors([file_fault(file, "there are no job postings in it", mend)])
    return as_leads(found, lambda posting: _lead(posting, programme))


def _postings_in(document: object, file: str) -> Iterator[RawAd | RowError]:
    """Yield postings; in a graph other things may stand beside them, in an array none."""
    if isinstance(document, dict) and isinstance(document.get("@graph"), list):
        for number, item in enumerate(document["@graph"], start=1):
            if _is_posting(item):
                yield RawAd(file, number, f"@graph[{number - 1}]", item)
        return
    items = document if isinstance(document, list) else [document]
    for number, item in enumerate(items, start=1):
        path = f"[{number - 1}]" if isinstance(document, list) else ""
        if _is_posting(item):
            yield RawAd(file, number, path, cast("Fields", item))
        else:
            yield RowError(file, number, "@type", None, "this is no JobPosting", "Leave it out.")


def _is_posting(item: object) -> bool:
    said = item.get("@type") if isinstance(item, dict) else None
    named = said if isinstance(said, list) else [said]
    return any(isinstance(one, str) and _TYPE.fullmatch(one) for one in named)


def _lead(posting: RawAd, programme: Programme) -> IncomingOpening | RowError:
    fields = posting.fields
    employer = _employer(fields, programme)
    number, whose = _identifier(fields)
    url = _web(fields, "url")
    if not (number or url):
        problem = "the posting has neither identifier nor url, so it cannot be known again"
        return posting.fault("identifier", problem, "Give it one of them.")
    raw = text_in(fields, "description", MAX_RAW_TEXT + 1)
    # Measured before it is cleaned, which takes long for a text of megabytes.
    body = "" if len(raw) > MAX_RAW_TEXT else clean(raw)
    if len(raw) > MAX_RAW_TEXT or len(body) > MAX_AD_TEXT:
        problem = f"the text has {len(body or raw)} characters; at most {MAX_AD_TEXT} are read"
        return posting.fault("description", problem, _MEND)
    if not body:
        return posting.fault("description", "the posting has no text", _MEND)
    key = json.dumps([whose or (employer.name if employer else ""), number] if number else url)
    opening = Opening(
        organisation=programme.organisation,
        id=OpeningId(f"post-{hashlib.sha256(key.encode()).hexdigest()[:16]}"),
        kind=OpeningKind.LEAD,
        title=clean(text_in(fields, "title") or text_in(fields, "name")) or first_line(body),
        text=body,
        state=OpeningState.NEW,
        employer=employer.id if employer else None,
        places=max(1, min(whole_in(fields, "totalJobOpenings") or 1, 1000)),
        start=date_in(fields, "jobStartDate"),
        deadline=date_in(fields, "validThrough"),
        hours=_hours(fields),
        place=_place(fields, programme),
        demands=Demands(_asked(fields, "qualifications"), _asked(fields, "skills")),
        origin=Origin(SOURCE, clean(number) or (url or "")[:100], url),
    )
    given = _GIVEN | {"employer"} if employer else _GIVEN
    return IncomingOpening(opening, given, employer, ssyk=_ssyk(fields))


def _identifier(fields: Fields) -> tuple[str, str]:
    """Return what the posting is called, and by whom."""
    said = fields.get("identifier")
    if isinstance(said, dict | list):
        inner = nested(fields, "identifier")
        return _scalar(inner.get("value")), text_in(inner, "name")
    return _scalar(said), ""


def _scalar(said: object) -> str:
    if isinstance(said, bool) or not isinstance(said, str | int):
        return ""
    # More digits than this Python does not write.
    return said.strip()[:100] if isinstance(said, str) else str(said % 10**18)


def _web(fields: Fields, key: str) -> str | None:
    url = text_in(fields, key)
    return url if _WEB.fullmatch(url) else None


def _employer(fields: Fields, programme: Programme) -> Employer | None:
    said = fields.get("hiringOrganization")
    name = said if isinstance(said, str) else text_in(nested(fields, "hiringOrganization"), "name")
    name = clean(name[:LONGEST_FIELD])
    return Employer(programme.organisation, employer_id_of(name), name) if name else None


def _place(fields: Fields, programme: Programme) -> Place | None:
    location = nested(fields, "jobLocation")
    named = location.get("address")
    town = (
        named if isinstance(named, str) else text_in(nested(location, "address"), "addressLocality")
    )
    town = clean(town[:LONGEST_FIELD])
    if not town:
        return None
    known = programme.gazetteer.municipality_of(town)
    point = nested(location, "geo") or location
    try:
        place = Place(
            known or town,
            town if known else None,
            number_in(point, "latitude"),
            number_in(point, "longitude"),
        )
    except ValueError:
        place = Place(known or town, town if known else None)
    return programme.gazetteer.locate(place)


def _hours(fields: Fields) -> Hours:
    said = fields.get("employmentType")
    kinds = said if isinstance(said, list) else [said]
    full = [one for one in kinds if isinstance(one, str)] == ["FULL_TIME"]
    return Hours(FULL_TIME_HOURS, FULL_TIME_HOURS) if full else Hours(None, None)


def _asked(fields: Fields, key: str) -> tuple[str, ...]:
    """Return texts, or the names of terms."""
    said = fields.get(key)
    items = said if isinstance(said, list) else [said]
    named = [one.get("name") if isinstance(one, dict) else one for one in items]
    texts = [clean(one[:LONGEST_FIELD]) for one in named if isinstance(one, str)]
    return tuple(dict.fromkeys(text for text in texts if text))[:MOST_LABELS]


def _ssyk(fields: Fields) -> str | None:
    code = nested(fields, "occupationalCategory")
    value = _scalar(code.get("codeValue"))
    in_set = code.get("inCodeSet")
    named = in_set if isinstance(in_set, str) else text_in(nested(code, "inCodeSet"), "name")
    return value if "ssyk" in named.casefold() and re.fullmatch(r"[0-9]{4}", value) else None
