"""Concepts for what a person told: suggested by linking, confirmed or refused by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from matcher.domain.asking_again import proposed_again
from matcher.domain.audit_entries import concept_moved, decided
from matcher.domain.concept_suggestion import ConceptState, suggestions_of, with_claim
from matcher.domain.participant_move import is_indexed
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.stop import refuse_when
from matcher.errors import InvalidTransition, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from matcher.domain.concept_suggestion import ConceptMove, ConceptSuggestion
    from matcher.domain.ids import ParticipantCode
    from matcher.domain.link import Link
    from matcher.domain.participant import Participant
    from matcher.ports import UnitOfWork, UnitOfWorkFactory

MOST = 3
"""Of each kind, for one experience."""


class LinksTexts(Protocol):
    """Finds concepts in texts of one language."""

    def link(self, texts: Sequence[str], lang: str, *, limit: int) -> list[tuple[Link, ...]]:
        """Return for each text its links, the surest first."""
        ...


class ConceptService:
    """Each move is one transaction: load, move, profile, commit.

    Parameters
    ----------
    units
        Opens units of work.
    linking
        Finds the concepts.
    now
        The time now, with a zone.
    """

    def __init__(
        self, units: UnitOfWorkFactory, linking: LinksTexts, now: Callable[[], datetime]
    ) -> None:
        self._units = units
        self._linking = linking
        self._now = now

    def suggest(self, code: ParticipantCode, *, by: str | None = None) -> int:
        """Suggest concepts for everything a person told, and return how many are undecided.

        What was decided stays; undecided ones of an earlier time are replaced.

        Parameters
        ----------
        by
            Who asks, as far as a name was given; kept with what is suggested.

        Raises
        ------
        NotFound
            There is no such person, or the identity is protected.
        InvalidTransition
            She has stopped using the service.
        SuggestionsStopped
            Somebody stopped suggestions for everybody.
        """
        with self._units() as unit:
            refuse_when(unit.stop.get())
            person = _person(unit, code)
            if not is_indexed(person):
                raise InvalidTransition(
                    f"{code} is '{person.state}': nothing more is made of what was told. Choose "
                    "somebody who is still in the programme."
                )
            experiences = person.experiences
        found = {
            one.id: one
            for told in experiences
            for links in self._linking.link([told.text], told.lang, limit=MOST)
            for one in suggestions_of(code, told.text, links)
        }
        with self._units(write=True) as unit:
            refuse_when(unit.stop.get())
            unit.concepts.renew({code: tuple(found.values())}, by=by, at=self._now())
            undecided = [
                one for one in unit.concepts.of(code) if one.state is ConceptState.SUGGESTED
            ]
            unit.commit()
        return len(undecided)

    def move(
        self,
        code: ParticipantCode,
        suggestion_id: str,
        move: ConceptMove,
        *,
        by: str,
        seen_version: int,
    ) -> ConceptSuggestion:
        """Confirm, refuse, or take either back.

        Parameters
        ----------
        by
            Name of the person who decides.
        seen_version
            The version that the person was looking at.

        Raises
        ------
        NotFound, InvalidTransition
            There is none, or it cannot be moved so now.
        Conflict
            Somebody moved it meanwhile.
        """
        with self._units(write=True) as unit:
            person = _person(unit, code)
            before = unit.concepts.get(code, suggestion_id)
            before.must_be_seen(seen_version)
            at = self._now()
            after = before.move(move, by=by, at=at)
            unit.concepts.save(after, move)
            unit.audit.append(concept_moved(after, move, by, at, code))
            others = any(
                one.key == after.key and one.state is ConceptState.CONFIRMED
                for one in unit.concepts.of(code)
                if one.id != after.id
            )
            changed = with_claim(person, after, others=others)
            if changed != person:
                unit.participants.put([changed])
                signed = Signature(Role.SYSTEM, by, at)
                hers = unit.suggestions.current(code)
                for back, decision in proposed_again(person, changed, hers, signed):
                    unit.suggestions.save(back, decision)
                    unit.audit.append(decided(decision, code))
            unit.commit()
        return after


def _person(unit: UnitOfWork, code: ParticipantCode) -> Participant:
    person = unit.participants.get(code)
    if person.protected_identity:
        raise NotFound(f"There is no participant {code}. Check the code.")
    return person
