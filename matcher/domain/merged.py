"""Two rows about one person made one: what the profile then says, and the record of it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from matcher.domain.language import Swedish
from matcher.domain.participant import Participant, Wishes

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from datetime import datetime
    from typing import TypeVar

    from matcher.domain.ids import ParticipantCode

    Thing = TypeVar("Thing", bound=Hashable)

_STAYS = frozenset({"organisation", "code", "state", "preferred_language", "protected_identity"})


@dataclass(frozen=True, slots=True)
class MergedCode:
    """A code that went: into which it was merged, by whom and when.

    ``subject`` is what the audit log called the person under the code that went; ``None`` when it
    never spoke of her.
    """

    code: ParticipantCode
    into: ParticipantCode
    at: datetime
    by: str
    subject: str | None = None


def merge_profiles(keep: Participant, other: Participant) -> Participant:
    """Return what is known of a person when two rows about her are made one.

    What the row that stays says, stays; the other fills in what is not known there, and adds what
    was told, claimed and wished. State and code are those of the row that stays; an identity that
    is protected in either is protected.
    """
    empty = Participant(keep.organisation, keep.code)
    changes = {
        field.name: getattr(other, field.name)
        for field in fields(Participant)
        if field.name not in _STAYS and getattr(keep, field.name) == getattr(empty, field.name)
    }
    changes |= {
        "experiences": _both(keep.experiences, other.experiences),
        "skills": _by_text(keep, other),
        "languages": _by_tag(keep, other),
        "swedish": _swedish(keep.swedish, other.swedish),
        "wishes": Wishes(
            keep.wishes.sectors | other.wishes.sectors,
            keep.wishes.steps | other.wishes.steps,
            keep.wishes.avoid | other.wishes.avoid,
            keep.wishes.unwanted | other.wishes.unwanted,
        ),
        "protected_identity": keep.protected_identity or other.protected_identity,
    }
    if keep.certificates is not None and other.certificates is not None:
        held = {one.id for one in keep.certificates}
        more = (one for one in other.certificates if one.id not in held)
        changes["certificates"] = (*keep.certificates, *more)
    return replace(keep, **changes)


def changed_fields(before: Participant, after: Participant) -> tuple[str, ...]:
    """Return the names of the facts that differ."""
    return tuple(
        field.name
        for field in fields(Participant)
        if getattr(before, field.name) != getattr(after, field.name)
    )


def _both(first: Iterable[Thing], second: Iterable[Thing]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _by_text(keep: Participant, other: Participant) -> tuple[object, ...]:
    known = {claim.text for claim in keep.skills}
    return (*keep.skills, *(claim for claim in other.skills if claim.text not in known))


def _by_tag(keep: Participant, other: Participant) -> tuple[object, ...]:
    known = {spoken.tag for spoken in keep.languages}
    return (*keep.languages, *(one for one in other.languages if one.tag not in known))


def _swedish(keep: Swedish, other: Swedish) -> Swedish:
    return Swedish({**other.areas, **keep.areas}, keep.sfi or other.sfi)
