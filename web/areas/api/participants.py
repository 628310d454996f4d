"""People: those whom the account of a token may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matcher.domain.ids import ParticipantCode
from matcher.domain.profile_tag import profile_tag
from matcher.services.looks import PROFILE
from web.areas.api.etags import has_version
from web.areas.api.paging import onward, page
from web.areas.api.participants_schema import PeoplePageSchema, PeopleQuery, PersonSchema
from web.areas.api.resource import Resource
from web.context import queues, reviewer, services, viewer

if TYPE_CHECKING:
    from matcher.domain.participant import Participant

participants = Resource("participants", "People on the way to a first job, under their codes")


@participants.read("/participants", PeoplePageSchema, query=PeopleQuery)
def several(asked: dict[str, Any]) -> dict[str, object]:
    """List the people whom the account may see, by code.

    Nobody with protected identity is in the list.
    """
    return page(services().listings.people(viewer(), onward(asked), asked.get("state")))


@participants.read("/participants/<code>", PersonSchema)
def one(code: str) -> dict[str, object]:
    """Show one person.

    That the account looked is recorded; somebody with protected identity is shown to the named
    handler only, masked.
    """
    person = queues().seen(ParticipantCode(code))
    services().looks.note(person.code, by=reviewer(), what=PROFILE)
    has_version(profile_tag(person))
    return _said(person)


def _said(person: Participant) -> dict[str, object]:
    told = {name: getattr(person, name) for name in PersonSchema().fields if name not in _MADE}
    wishes, spoken = person.wishes, person.languages
    return told | {
        "swedish": [
            {
                "area": area,
                "level": known.level.label,
                "source": known.source,
                "to_be_confirmed": known.to_be_confirmed,
            }
            for area, known in person.swedish.areas.items()
        ],
        "skills": [
            {
                "text": claim.text,
                "evidence": claim.evidence,
                "confirmed": claim.confirmed_by is not None,
            }
            for claim in person.skills
        ],
        "languages": [
            {"tag": one.tag, "level": one.level.label if one.level else None} for one in spoken
        ],
        "availability": {
            "hours_per_week_min": person.availability.hours_per_week_min,
            "hours_per_week_max": person.availability.hours_per_week_max,
            "shifts": sorted(person.availability.shifts),
            "start": person.availability.start,
        },
        "wishes": {
            "sectors": sorted(wishes.sectors),
            "steps": sorted(wishes.steps),
            "avoid": sorted(wishes.avoid),
        },
    }


_MADE = frozenset({"swedish", "skills", "languages", "availability", "wishes"})
"""What is put in order, or written as people write it."""
