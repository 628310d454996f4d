"""What becomes of a stored row when a file brings it again: the file speaks, decisions stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.language import Swedish
from matcher.domain.opening import MappedBy, OpeningKind, OpeningState
from matcher.domain.participant import ParticipantState
from matcher.domain.participant_move import GONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.importing import IncomingOpening, IncomingParticipant
    from matcher.domain.opening import Employer, Opening
    from matcher.domain.participant import Participant
    from matcher.domain.skills import SkillClaim

SAME_CONFIDENCE = 0.01
"""A mapping read again this near to the stored one is the same; batches round differently."""

_MAPPING = ("sector", "step", "mapped_by", "mapping_confidence")

# How far an opening has come; an import may move it on, never back.
_PROGRESS: Mapping[OpeningState, int] = {
    OpeningState.DRAFT: 0,
    OpeningState.SUBMITTED: 1,
    OpeningState.RETURNED: 1,
    OpeningState.OPEN: 2,
    OpeningState.PAUSED: 3,
    OpeningState.FULL: 3,
    OpeningState.CLOSED: 4,
    OpeningState.NEW: 0,
    OpeningState.CALLED: 1,
    OpeningState.NO_ANSWER: 1,
    OpeningState.APPLIED: 2,
    OpeningState.ANSWERED: 3,
    OpeningState.BECAME_OWN: 3,
}


def new_participant(incoming: IncomingParticipant) -> Participant:
    """Return the profile that a file brings first; the same file again changes nothing."""
    person = incoming.participant
    return replace(person, skills=_skills((), person.skills))


def merge_participant(stored: Participant, incoming: IncomingParticipant) -> Participant:
    """Return the profile after an import.

    Fields that the file does not speak of stay, protected identity above all; a level that a
    teacher or test confirmed is not replaced by a copied one, nor is a confirmed skill unconfirmed;
    one that was confirmed here as a concept is not lost.
    A file with SFI only leaves the levels alone, and one with levels only leaves SFI.
    An anonymised profile stays as it is, and no file brings somebody back who has left.
    """
    if stored.state is ParticipantState.ANONYMISED:
        return stored
    new = incoming.participant
    changes = {name: getattr(new, name) for name in incoming.given}
    if stored.state in GONE:
        changes.pop("state", None)
    if "swedish" in changes:
        changes["swedish"] = _swedish(stored.swedish, new.swedish)
    if "skills" in changes:
        changes["skills"] = _skills(stored.skills, new.skills)
    if "wishes" in changes:
        # No file speaks of what somebody has said "not this kind" to.
        changes["wishes"] = replace(new.wishes, unwanted=stored.wishes.unwanted)
    return replace(stored, **changes)


def merge_opening(stored: Opening, incoming: IncomingOpening) -> Opening:
    """Return the opening after an import.

    A state moves on but never back; a sector and step that a person set are only replaced by ones
    that the file itself names; an ad never overwrites what has become an own opening.
    """
    new = incoming.opening
    if stored.kind is OpeningKind.OWN and new.kind is OpeningKind.LEAD:
        return stored
    changes = {name: getattr(new, name) for name in incoming.given}
    changes["state"] = _state(stored, new)
    if new.terms is None:
        changes.pop("terms", None)
    kept = stored if _mapping_stays(stored, new) else new
    changes |= {name: getattr(kept, name) for name in _MAPPING}
    return replace(stored, **changes)


def merge_employer(stored: Employer | None, new: Employer) -> Employer:
    """Return the employer after an import; a trade that is known stays known."""
    if stored is None or new.sector is not None:
        return new
    return replace(new, sector=stored.sector)


def set_by_person(opening: Opening) -> bool:
    """Say whether a person (or a file a person wrote) named the sector or step."""
    return opening.mapped_by is MappedBy.PERSON


def _state(stored: Opening, new: Opening) -> OpeningState:
    if stored.kind is not new.kind:
        return new.state
    return new.state if _PROGRESS[new.state] > _PROGRESS[stored.state] else stored.state


def _mapping_stays(stored: Opening, new: Opening) -> bool:
    if set_by_person(stored) and not set_by_person(new):
        return True
    if set_by_person(stored) and new.step is None and new.sector is stored.sector:
        return True
    same = (stored.sector, stored.step, stored.mapped_by) == (new.sector, new.step, new.mapped_by)
    if not same or stored.mapping_confidence is None or new.mapping_confidence is None:
        return False
    return abs(stored.mapping_confidence - new.mapping_confidence) < SAME_CONFIDENCE


def _swedish(stored: Swedish, new: Swedish) -> Swedish:
    confirmed = {area: known for area, known in stored.areas.items() if not known.to_be_confirmed}
    areas = {
        area: confirmed[area] if known.to_be_confirmed and area in confirmed else known
        for area, known in new.areas.items()
    }
    return Swedish({**stored.areas, **areas}, new.sfi or stored.sfi)


def _skills(stored: tuple[SkillClaim, ...], new: tuple[SkillClaim, ...]) -> tuple[SkillClaim, ...]:
    known = {claim.text: claim for claim in reversed(stored)}
    # Of two claims in the same words the first counts, so that the same file again changes nothing.
    named = {claim.text: claim for claim in reversed(new)}
    # A file cannot know what a person confirmed here.
    kept = (c for c in stored if c.concept and c.confirmed_by and c.text not in named)
    given = (
        replace(
            known[claim.text],
            confirmed_by=claim.confirmed_by or known[claim.text].confirmed_by,
        )
        if claim.text in known
        else claim
        for claim in dict.fromkeys(named[claim.text] for claim in new)
    )
    return (*given, *kept)
